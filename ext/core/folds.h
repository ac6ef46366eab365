/* Rows dealt into folds, as for cross-validation. */
#ifndef FULFIL_FOLDS_H
#define FULFIL_FOLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus.h"

#define FOLDS_MAX 100

/*
 * Gives every row of an ordered corpus a fold, 0..folds - 1, in fold[rows]. Rows of one group (group[row], 0..rows - 1;
 * null: each its own) share a fold. Dealt label by label in a random order of the seed, so that each fold has its share
 * of every label; a group counts as its first row's label. Rows of which use[row] is false (null: none) are not dealt
 * and get UINT32_MAX. False when out of memory. O(rows).
 */
bool folds_deal(const struct corpus *corpus, const uint32_t *group, const bool *use, uint32_t folds, uint64_t seed,
                uint32_t *fold);

#endif
