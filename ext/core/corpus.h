/* Labelled texts as a learner keeps them: a label and counted grams each, in an order of their own. */
#ifndef FULFIL_CORPUS_H
#define FULFIL_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hashed.h"
#include "memory.h"

/* Limits: labels of a model, bytes of a label, rows, and grams of all rows together (4 bytes each). */
#define CORPUS_LABELS_MAX 1024
#define CORPUS_LABEL_BYTES 256
#define CORPUS_ROWS_MAX 10000000
#define CORPUS_GRAMS_MAX 1000000000

/* A gram of a row: its number in the upper 22 bits, its strength (hashed.h) in the lower ten. */
#define CORPUS_GRAM(packed) ((packed) >> HASHED_STRENGTH_BITS)
#define CORPUS_STRENGTH(packed) ((packed) & HASHED_STRENGTH_MAX)

enum corpus_code {
    CORPUS_OK,
    CORPUS_NO_MEMORY,
    CORPUS_LABEL_EMPTY,
    CORPUS_LABEL_LONG,
    CORPUS_LABEL_BROKEN, /* no well-formed UTF-8, or a NUL in it */
    CORPUS_LABELS_MANY,
    CORPUS_ROWS_MANY,
    CORPUS_GRAMS_MANY
};

struct corpus_label {
    char *text; /* UTF-8, ends with a NUL */
    uint32_t bytes;
    uint32_t rows;
};

struct corpus_row {
    uint32_t label;
    uint32_t added; /* number of the call of corpus_add that brought it, from 0 */
    size_t start;   /* place of its first gram */
    uint32_t grams;
};

/* Begins as zeroes but for memory, bits and counted.memory. */
struct corpus {
    struct memory memory;
    unsigned bits;
    struct corpus_label *label;
    size_t labels, label_room;
    struct corpus_row *row;
    size_t rows, row_room;
    uint32_t *gram; /* of all rows; within a row by first occurrence */
    size_t grams, gram_room;
    struct hashed_list counted;
};

/* Adds a row. On failure no row is added. O(bytes + labels). */
enum corpus_code corpus_add(struct corpus *corpus, const char *text, size_t bytes, const char *label,
                            size_t label_bytes);

/*
 * Orders labels by their bytes and rows by label and grams, so that the order of the calls leaves no trace but `added`;
 * rows that it cannot tell apart are the same to every learner. False when out of memory.
 */
bool corpus_order(struct corpus *corpus);

/*
 * After corpus_order: puts rows of the same label and grams into one group, named by its first row; group has one
 * element a row. O(grams).
 */
void corpus_repeats(const struct corpus *corpus, uint32_t *group);

/* What a code means, English, lower case, no full stop. */
const char *corpus_reason(enum corpus_code code);

/* Gives all memory back. */
void corpus_free(struct corpus *corpus);

#endif
