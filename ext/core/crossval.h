/* How well a categoriser does on texts it was not trained on. */
#ifndef FULFIL_CROSSVAL_H
#define FULFIL_CROSSVAL_H

#include "corpus.h"
#include "train.h"

/* Bins of the reliability table: confidence [0,.1), [.1,.2) ... [.9,1]. */
#define CROSSVAL_BINS 10

struct crossval_bin {
    uint64_t rows;
    uint64_t right;
    double confidence; /* summed up */
};

/* Begins as zeroes. */
struct crossval {
    uint32_t labels;
    uint64_t rows;
    uint64_t *count; /* labels x (labels + 1): of a label's rows (line) how many were given each, or none (column) */
    struct crossval_bin bin[CROSSVAL_BINS];
};

/* What is read off the counts; a measure whose denominator is 0 is 0. */
struct crossval_label {
    uint64_t rows, given, right;
    double precision, recall, f1;
};
struct crossval_total {
    double accuracy, macro_f1, weighted_f1;
    double error; /* expected calibration error: the bins' |confidence - share right|, weighted by their rows */
};

/*
 * Deals the rows of an ordered corpus into folds (folds.h; rows of one group never on both sides), trains on all but one
 * and tries that one, for each. On success result is filled in and result->count to be freed. Everything that is learnt,
 * gains and confidence too, is learnt without the fold that is tried. TRAIN_ONE_LABEL where what is left of a fold has
 * one label only.
 */
enum train_code crossval_run(const struct corpus *corpus, const uint32_t *group, uint32_t folds,
                             const struct train_options *options, struct crossval *result);

struct crossval_label crossval_label(const struct crossval *result, uint32_t label);
struct crossval_total crossval_total(const struct crossval *result);

#endif
