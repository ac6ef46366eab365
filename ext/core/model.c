/*
 * A trained categoriser: deciding.
 *
 * All sums over the grams of a text are in whole numbers, so that any machine and any compiler decides alike; only the
 * last step, one division and one multiplication a label, is in doubles. The limits hold: a count is at most 1023 and
 * so 1 + ln count at most 8 (2030 in 256ths), a gain at most 48 (train.c), their product in 4096ths below 2^21; squares
 * of 2^20 of them stay below 2^62, and so many distinct grams no text in SQLite can have that also occur often; products
 * with 15 bits of weight stay below 2^58.
 */
#include "model.h"

#include <math.h>
#include <string.h>

#include "corpus.h"
#include "fixed_log.h"

struct model *model_create(unsigned bits, uint32_t labels, uint32_t features, size_t text_bytes, struct memory memory)
{
    size_t words = ((size_t)1 << bits) / 64, weights = (size_t)features * (labels + 1);
    struct model *model = memory.resize(memory.context, NULL, sizeof *model);
    if (!model)
        return NULL;
    *model = (struct model){.memory = memory, .bits = bits, .labels = labels, .features = features};
    model->label = memory.resize(memory.context, NULL, labels * sizeof *model->label);
    model->text = memory.resize(memory.context, NULL, text_bytes);
    model->bit = memory.resize(memory.context, NULL, words * sizeof *model->bit);
    model->rank = memory.resize(memory.context, NULL, words * sizeof *model->rank);
    model->weight = memory.resize(memory.context, NULL, (weights + 1) * sizeof *model->weight);
    if (!model->label || !model->text || !model->bit || !model->rank || !model->weight) {
        model_free(model);
        return NULL;
    }
    memset(model->bit, 0, words * sizeof *model->bit);
    memset(model->weight, 0, (weights + 1) * sizeof *model->weight);
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    struct memory memory = model->memory;
    memory.resize(memory.context, model->label, 0);
    memory.resize(memory.context, model->text, 0);
    memory.resize(memory.context, model->bit, 0);
    memory.resize(memory.context, model->rank, 0);
    memory.resize(memory.context, model->weight, 0);
    memory.resize(memory.context, model, 0);
}

bool model_rank(struct model *model)
{
    size_t words = ((size_t)1 << model->bits) / 64, rank = 0;
    for (size_t i = 0; i < words; i++) {
        model->rank[i] = (uint32_t)rank;
        for (uint64_t word = model->bit[i]; word != 0; word &= word - 1) rank++;
    }
    return rank == model->features;
}

uint32_t model_value(uint32_t count, uint32_t gain)
{
    uint32_t often = 256;
    if (count > 1)
        often += fixed_log(count < CORPUS_COUNT_MAX ? count : CORPUS_COUNT_MAX) >> 8;
    return often * gain >> 5;
}

/* Adds up the text's grams into work->sum; *squares becomes |x|^2. */
static bool add_up(const struct model *model, struct model_work *work, const char *text, size_t bytes,
                   uint64_t *squares)
{
    struct memory memory = work->grams.memory;
    if (work->sums < model->labels) {
        void *sum = memory.resize(memory.context, work->sum, model->labels * sizeof *work->sum);
        if (!sum)
            return false;
        work->sum = sum;
        work->sums = model->labels;
    }
    if (!hashed_count(&work->grams, text, bytes, model->bits))
        return false;
    int64_t *sum = work->sum;
    uint32_t labels = model->labels;
    memset(sum, 0, labels * sizeof *sum);
    *squares = 0;
    for (size_t i = 0; i < work->grams.grams; i++) {
        int64_t feature = model_feature(model, work->grams.gram[i].index);
        if (feature < 0)
            continue;
        const int16_t *weight = model->weight + (size_t)feature * (labels + 1);
        uint64_t value = model_value(work->grams.gram[i].count, (uint16_t)weight[0]);
        *squares += value * value;
        for (uint32_t label = 0; label < labels; label++) sum[label] += (int64_t)value * weight[label + 1];
    }
    return true;
}

/* A label's score of what was added up. */
static double score_of(const struct model *model, const struct model_work *work, uint64_t squares, uint32_t label)
{
    double length = squares > 0 ? sqrt((double)squares) : 1;
    return (double)work->sum[label] / length * model->scale + model->label[label].bias;
}

bool model_scores(const struct model *model, struct model_work *work, const char *text, size_t bytes, double *score)
{
    uint64_t squares;
    if (!add_up(model, work, text, bytes, &squares))
        return false;
    for (uint32_t label = 0; label < model->labels; label++) score[label] = score_of(model, work, squares, label);
    return true;
}

int64_t model_predict(const struct model *model, struct model_work *work, const char *text, size_t bytes)
{
    uint64_t squares;
    int64_t best = 0;
    double highest = -INFINITY;
    if (!add_up(model, work, text, bytes, &squares))
        return -1;
    for (uint32_t label = 0; label < model->labels; label++) {
        double score = score_of(model, work, squares, label);
        if (score > highest) {
            highest = score;
            best = label;
        }
    }
    return best;
}

void model_work_free(struct model_work *work)
{
    struct memory memory = work->grams.memory;
    memory.resize(memory.context, work->sum, 0);
    hashed_free(&work->grams);
    work->sum = NULL;
    work->sums = 0;
}
