/* Training of a categoriser on a corpus. */
#ifndef FULFIL_TRAIN_H
#define FULFIL_TRAIN_H

#include "corpus.h"
#include "model.h"

/* Limits of the cost. */
#define TRAIN_COST_MIN 1e-6
#define TRAIN_COST_MAX 1e6

struct train_options {
    uint64_t seed;
    double cost;    /* C: how much a row on the wrong side counts against large weights */
    uint32_t least; /* a gram that fewer rows have is left out, 1.. */
    uint32_t folds; /* for the confidence, 2.. */
};

enum train_code { TRAIN_OK, TRAIN_NO_MEMORY, TRAIN_NO_ROW, TRAIN_ONE_LABEL };

/*
 * Trains on those rows of an ordered corpus of which use[row] is true (null: all). Rows of one group (null: each its
 * own) never stand on both sides when confidence is fitted. Labels that no used row has are known to the model and never
 * win against one that has. On success *model is to be freed with model_free. The same corpus, use, groups and options
 * give the same model, bit by bit, in the same build. O(grams x passes x labels / 8).
 */
enum train_code train_model(const struct corpus *corpus, const bool *use, const uint32_t *group,
                            const struct train_options *options, struct model **model);

/* What a code means, English, lower case, no full stop. */
const char *train_reason(enum train_code code);

#endif
