/*
 * A trained categoriser: deciding.
 *
 * All sums over the grams of a text are in whole numbers, so that any machine and any compiler decides alike; only the
 * last step, one division and one multiplication a label, is in doubles. The limits hold: a strength is below 16, and
 * below 8.5 but for the first thousand characters; a gain at most 48 (train.c); their product in 4096ths below 2^22 and
 * 2^21; squares of 2^20 of them stay below 2^62, and so many distinct grams no text in SQLite can have that also occur
 * often; products with 15 bits of weight stay below 2^59.
 */
#include "model.h"

#include <math.h>
#include <string.h>

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

static bool sums_room(struct model_work *work, uint32_t labels)
{
    struct memory memory = work->grams.memory;
    if (work->sums >= labels)
        return true;
    void *sum = memory.resize(memory.context, work->sum, labels * sizeof *work->sum);
    if (!sum)
        return false;
    work->sum = sum;
    work->sums = labels;
    return true;
}

/* Adds up grams into work->sum and work->squares. */
static bool add_up(const struct model *model, struct model_work *work, const struct hashed *gram, size_t grams)
{
    uint32_t labels = model->labels;
    if (!sums_room(work, labels))
        return false;
    int64_t *sum = work->sum;
    uint64_t squares = 0;
    memset(sum, 0, labels * sizeof *sum);
    for (size_t i = 0; i < grams; i++) {
        int64_t feature = model_feature(model, gram[i].index);
        if (feature < 0)
            continue;
        const int16_t *weight = model->weight + (size_t)feature * (labels + 1);
        uint64_t value = model_value(gram[i].strength, (uint16_t)weight[0]);
        squares += value * value;
        for (uint32_t label = 0; label < labels; label++) sum[label] += (int64_t)value * weight[label + 1];
    }
    work->squares = squares;
    return true;
}

static double length_of(const struct model_work *work)
{
    return work->squares > 0 ? sqrt((double)work->squares) : 1;
}

/* A label's score of what was added up. */
static double score_of(const struct model *model, const struct model_work *work, double length, uint32_t label)
{
    return (double)work->sum[label] / length * model->scale + model->label[label].bias;
}

bool model_scores_counted(const struct model *model, struct model_work *work, const struct hashed *gram, size_t grams,
                          double *score)
{
    if (!add_up(model, work, gram, grams))
        return false;
    double length = length_of(work);
    for (uint32_t label = 0; label < model->labels; label++) score[label] = score_of(model, work, length, label);
    return true;
}

bool model_scores(const struct model *model, struct model_work *work, const char *text, size_t bytes, double *score)
{
    if (!hashed_count(&work->grams, text, bytes, model->bits))
        return false;
    return model_scores_counted(model, work, work->grams.gram, work->grams.grams, score);
}

int64_t model_predict(const struct model *model, struct model_work *work, const char *text, size_t bytes)
{
    int64_t best = 0;
    double highest = -INFINITY;
    if (!hashed_count(&work->grams, text, bytes, model->bits) ||
        !add_up(model, work, work->grams.gram, work->grams.grams))
        return MODEL_PREDICT_NO_MEMORY;
    if (work->squares == 0)
        return MODEL_PREDICT_NONE;
    double length = length_of(work);
    for (uint32_t label = 0; label < model->labels; label++) {
        double score = score_of(model, work, length, label);
        if (score > highest) {
            highest = score;
            best = label;
        }
    }
    return best;
}

/* Puts a term where it belongs among the weightiest so far. */
static size_t term_insert(struct model_term *term, size_t terms, size_t most, struct model_term new)
{
    size_t at = terms;
    while (at > 0 && fabs(term[at - 1].weight) < fabs(new.weight)) at--;
    if (at >= most)
        return terms;
    terms += terms < most;
    memmove(term + at + 1, term + at, (terms - at - 1) * sizeof *term);
    term[at] = new;
    return terms;
}

size_t model_terms(const struct model *model, const struct model_work *work, const char *text, size_t bytes,
                   uint32_t label, struct model_term *term, size_t most)
{
    double length = length_of(work);
    size_t terms = 0, found = 0;
    for (size_t i = 0; i < work->grams.grams; i++) {
        const struct hashed *gram = &work->grams.gram[i];
        int64_t feature = model_feature(model, gram->index);
        if (feature < 0)
            continue;
        const int16_t *weight = model->weight + (size_t)feature * (model->labels + 1);
        double value = (double)model_value(gram->strength, (uint16_t)weight[0]) * weight[label + 1];
        if (value != 0)
            terms = term_insert(term, terms, most,
                                (struct model_term){{.index = gram->index}, gram->count, value / length * model->scale});
    }
    struct hashed_walk walk = {.text = (const unsigned char *)text, .bytes = bytes, .bits = model->bits};
    struct hashed_seen seen[3];
    for (unsigned grams; found < terms && hashed_step(&walk, seen, &grams);) {
        for (unsigned i = 0; i < grams; i++) {
            for (size_t k = 0; k < terms; k++) {
                if (term[k].first.index != seen[i].index || term[k].first.length != 0)
                    continue;
                term[k].first = seen[i];
                found++;
            }
        }
    }
    return terms;
}

void model_work_free(struct model_work *work)
{
    struct memory memory = work->grams.memory;
    memory.resize(memory.context, work->sum, 0);
    hashed_free(&work->grams);
    work->sum = NULL;
    work->sums = 0;
}
