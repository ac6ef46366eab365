/* A trained categoriser: what it holds, how it decides, and how it is kept as bytes. */
#ifndef FULFIL_MODEL_H
#define FULFIL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calibrate.h"
#include "hashed.h"
#include "memory.h"

/* Bytes at the beginning of a model that tell it from every other one. */
#define MODEL_HEAD 128

enum model_code {
    MODEL_OK,
    MODEL_NO_MEMORY,
    MODEL_FOREIGN,  /* no model at all */
    MODEL_VERSION,  /* of another format */
    MODEL_METHOD,   /* made with other grams or another folding table */
    MODEL_DAMAGED   /* cut short, or its check sum is wrong, or what it says cannot be */
};

struct model_label {
    const char *text; /* UTF-8, ends with a NUL */
    uint32_t bytes;
    uint32_t rows; /* it was trained on */
    double bias;
};

/*
 * A model is weights of grams. Feature number k belongs to the k-th bit set in `bit`; its weights are
 * weight[k * (labels + 1)]: first the gram's gain in 512ths (read as unsigned), then one for each
 * label. A label's score is  scale * (sum of x_k weight_k) / |x| + bias,  x_k being model_value of the gram.
 */
struct model {
    struct memory memory;
    unsigned bits;
    uint32_t labels;
    uint32_t features;
    uint32_t rows;     /* it was trained on */
    uint64_t seed;     /* of the training */
    double cost;       /* C */
    double scale;      /* one unit of a weight */
    struct calibration calibration;
    uint64_t sum;      /* check sum of its bytes; names the model */
    struct model_label *label; /* in the order of their bytes */
    char *text;                /* what the labels point into */
    uint64_t *bit;             /* 2^bits / 64 words */
    uint32_t *rank;            /* features before each word */
    int16_t *weight;
};

/* A model of this size with no bit set and all weights 0; NULL when out of memory. text_bytes: of all labels' NULs too. */
struct model *model_create(unsigned bits, uint32_t labels, uint32_t features, size_t text_bytes, struct memory memory);

/* NULL is legal. */
void model_free(struct model *model);

/* Sets `rank` once all bits are set; false unless they are as many as there are features. */
bool model_rank(struct model *model);

/* Value of a gram in a text, before the division by |x|: strength * gain, in 4096ths. */
static inline uint32_t model_value(uint32_t strength, uint32_t gain)
{
    return strength * gain >> 3;
}

/* Number of a gram's feature; -1: the model does not know it. */
static inline int64_t model_feature(const struct model *model, uint32_t index)
{
    uint64_t word = model->bit[index / 64], bit = UINT64_C(1) << index % 64;
    if (!(word & bit))
        return -1;
    word &= bit - 1; /* how many bits are set below: added up in pairs, nibbles, bytes (Warren, Hacker's Delight, 5-1) */
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return model->rank[index / 64] + (int64_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

/* Memory for scoring, to be kept between texts; begins as zeroes but for grams.memory. */
struct model_work {
    struct hashed_list grams;
    int64_t *sum; /* a label each */
    size_t sums;
    uint64_t squares; /* |x|^2; 0: the model knows no gram of the text */
};

/* What a text scores for each label, in the order of the labels; false when out of memory. O(bytes x labels). */
bool model_scores(const struct model *model, struct model_work *work, const char *text, size_t bytes, double *score);

/* The same of a text whose grams are counted already. */
bool model_scores_counted(const struct model *model, struct model_work *work, const struct hashed *gram, size_t grams,
                          double *score);

/*
 * The label with the highest score, the first of equals; MODEL_PREDICT_NONE if the model knows no gram of the text, so
 * that nothing speaks for any label. O(bytes x labels).
 */
#define MODEL_PREDICT_NO_MEMORY (-1)
#define MODEL_PREDICT_NONE (-2)
int64_t model_predict(const struct model *model, struct model_work *work, const char *text, size_t bytes);

/* What one gram gives to a label's score, all its occurrences together. */
struct model_term {
    struct hashed_seen first; /* its first occurrence */
    uint32_t count;
    double weight; /* above 0 for the label, below it against */
};

/*
 * The grams that count most for or against a label in the text that model_scores was last given with this work: at most
 * `most` (1..MODEL_TERMS_MAX), the weightiest first, of equals the earlier. Gives how many. O(bytes).
 */
#define MODEL_TERMS_MAX 16
size_t model_terms(const struct model *model, const struct model_work *work, const char *text, size_t bytes,
                   uint32_t label, struct model_term *term, size_t most);

void model_work_free(struct model_work *work);

/* Size of the model as bytes. */
size_t model_bytes(const struct model *model);

/* Writes the model into model_bytes() bytes and sets its check sum. Little-endian, the same on every machine. */
void model_write(struct model *model, unsigned char *bytes);

/* Sets what tells a model's bytes (at least MODEL_HEAD) from damaged and foreign ones: folding table and check sum. */
void model_seal(unsigned char *bytes, size_t count);

/* Reads a model, which may be anything: *model is NULL unless MODEL_OK. Reads nothing past `count`. O(count). */
enum model_code model_read(const unsigned char *bytes, size_t count, struct memory memory, struct model **model);

/* Whether the bytes are just this model's; reads all of them. */
bool model_same(const struct model *model, const unsigned char *bytes, size_t count);

/* What a code means, English, lower case, no full stop. */
const char *model_reason(enum model_code code);

#endif
