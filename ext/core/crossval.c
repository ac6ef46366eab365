/*
 * How well a categoriser does on texts it was not trained on: k-fold cross-validation (Stone 1974), stratified.
 *
 * What is tried is the model with its rounded weights, as it would be stored. F1 is 2 right / (rows + given); its mean
 * over the labels is macro-F1, and weighted by their rows weighted F1.
 */
#include "crossval.h"

#include <math.h>
#include <string.h>

#include "folds.h"

/* What a run needs beside its result. */
struct run {
    const struct corpus *corpus;
    struct memory memory;
    uint32_t *fold;
    bool *use;
    double *score, *confidence;
    struct hashed *gram; /* of one row */
    struct model_work work;
    struct crossval *result;
};

static bool run_create(struct run *run)
{
    const struct corpus *corpus = run->corpus;
    struct memory memory = run->memory;
    uint32_t longest = 0;
    for (size_t i = 0; i < corpus->rows; i++) longest = corpus->row[i].grams > longest ? corpus->row[i].grams : longest;
    size_t cells = corpus->labels * (corpus->labels + 1);
    run->fold = memory.resize(memory.context, NULL, (corpus->rows + 1) * sizeof *run->fold);
    run->use = memory.resize(memory.context, NULL, (corpus->rows + 1) * sizeof *run->use);
    run->score = memory.resize(memory.context, NULL, (corpus->labels + 1) * sizeof *run->score);
    run->confidence = memory.resize(memory.context, NULL, (corpus->labels + 1) * sizeof *run->confidence);
    run->gram = memory.resize(memory.context, NULL, ((size_t)longest + 1) * sizeof *run->gram);
    run->result->count = memory.resize(memory.context, NULL, (cells + 1) * sizeof *run->result->count);
    if (!run->fold || !run->use || !run->score || !run->confidence || !run->gram || !run->result->count)
        return false;
    memset(run->result->count, 0, cells * sizeof *run->result->count);
    return true;
}

static void run_free(struct run *run)
{
    struct memory memory = run->memory;
    memory.resize(memory.context, run->fold, 0);
    memory.resize(memory.context, run->use, 0);
    memory.resize(memory.context, run->score, 0);
    memory.resize(memory.context, run->confidence, 0);
    memory.resize(memory.context, run->gram, 0);
    model_work_free(&run->work);
}

/* Tries the model on one row. */
static bool try_row(struct run *run, const struct model *model, const struct corpus_row *row)
{
    const uint32_t *packed = run->corpus->gram + row->start;
    for (uint32_t i = 0; i < row->grams; i++) {
        run->gram[i] = (struct hashed){.index = CORPUS_GRAM(packed[i]), .strength = CORPUS_STRENGTH(packed[i])};
    }
    if (!model_scores_counted(model, &run->work, run->gram, row->grams, run->score))
        return false;
    uint64_t *given = run->result->count + row->label * (run->corpus->labels + 1);
    if (run->work.squares == 0) {
        given[model->labels]++;
        return true;
    }
    calibrate_confidence(model->calibration, run->score, run->confidence, model->labels);
    uint32_t best = 0;
    for (uint32_t i = 1; i < model->labels; i++) best = run->score[i] > run->score[best] ? i : best;
    int place = (int)(run->confidence[best] * CROSSVAL_BINS);
    struct crossval_bin *bin = &run->result->bin[place < CROSSVAL_BINS ? place : CROSSVAL_BINS - 1];
    bin->rows++;
    bin->right += best == row->label;
    bin->confidence += run->confidence[best];
    given[best]++;
    return true;
}

static enum train_code try_fold(struct run *run, uint32_t fold, const uint32_t *group,
                                const struct train_options *options)
{
    const struct corpus *corpus = run->corpus;
    struct model *model;
    size_t held = 0;
    for (size_t i = 0; i < corpus->rows; i++) {
        run->use[i] = run->fold[i] != fold;
        held += !run->use[i];
    }
    if (held == 0)
        return TRAIN_OK;
    enum train_code code = train_model(corpus, run->use, group, options, &model);
    for (size_t i = 0; code == TRAIN_OK && i < corpus->rows; i++) {
        if (!run->use[i] && !try_row(run, model, &corpus->row[i]))
            code = TRAIN_NO_MEMORY;
    }
    model_free(model);
    return code;
}

enum train_code crossval_run(const struct corpus *corpus, const uint32_t *group, uint32_t folds,
                             const struct train_options *options, struct crossval *result)
{
    struct run run = {
        .corpus = corpus, .memory = corpus->memory, .work.grams.memory = corpus->memory, .result = result};
    *result = (struct crossval){.labels = (uint32_t)corpus->labels, .rows = corpus->rows};
    enum train_code code = TRAIN_OK;
    if (corpus->rows == 0 || corpus->labels < 2)
        return corpus->rows == 0 ? TRAIN_NO_ROW : TRAIN_ONE_LABEL;
    if (!run_create(&run) || !folds_deal(corpus, group, NULL, folds, options->seed, run.fold))
        code = TRAIN_NO_MEMORY;
    for (uint32_t fold = 0; code == TRAIN_OK && fold < folds; fold++) code = try_fold(&run, fold, group, options);
    run_free(&run);
    if (code != TRAIN_OK) {
        corpus->memory.resize(corpus->memory.context, result->count, 0);
        result->count = NULL;
    }
    return code;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

struct crossval_label crossval_label(const struct crossval *result, uint32_t label)
{
    size_t width = (size_t)result->labels + 1;
    struct crossval_label sum = {.right = result->count[label * width + label],
                                 .rows = result->count[label * width + result->labels]};
    for (uint32_t i = 0; i < result->labels; i++) {
        sum.rows += result->count[label * width + i];
        sum.given += result->count[i * width + label];
    }
    sum.precision = share((double)sum.right, (double)sum.given);
    sum.recall = share((double)sum.right, (double)sum.rows);
    sum.f1 = share(2 * (double)sum.right, (double)(sum.rows + sum.given));
    return sum;
}

struct crossval_total crossval_total(const struct crossval *result)
{
    struct crossval_total total = {0};
    double rows = (double)result->rows;
    for (uint32_t i = 0; i < result->labels; i++) {
        struct crossval_label label = crossval_label(result, i);
        total.accuracy += (double)label.right / rows;
        total.macro_f1 += label.f1 / result->labels;
        total.weighted_f1 += label.f1 * (double)label.rows / rows;
    }
    for (int i = 0; i < CROSSVAL_BINS; i++) {
        total.error += fabs(result->bin[i].confidence - (double)result->bin[i].right) / rows;
    }
    return total;
}
