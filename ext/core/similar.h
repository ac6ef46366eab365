/* All pairs of similar texts, exactly: a set similarity join. */
#ifndef FULFIL_SIMILAR_H
#define FULFIL_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

enum similar_code {
    SIMILAR_OK,
    SIMILAR_DONE, /* no further pair */
    SIMILAR_NO_MEMORY,
    SIMILAR_MANY /* 2^32 grams or more in all texts */
};

struct similar_pair {
    uint32_t a, b; /* numbers of texts, a < b */
    double similarity;
};

struct similar;

/* A join without texts, to be freed with similar_free; NULL when out of memory. */
struct similar *similar_create(struct memory memory);

/* NULL is legal. */
void similar_free(struct similar *join);

/* Adds a text, which need not stay; texts are numbered from 0. Not after similar_run. */
enum similar_code similar_add(struct similar *join, const char *text, size_t bytes);

/*
 * Finds the pairs of texts whose similarity, as gram_similarity gives it, is at least the threshold, which lies above 0
 * and is at most 1. None is missed and none is estimated. Memory is at most some 50 bytes a gram of all texts, in
 * practice a third of that, and 28 bytes a pair of distinct texts; texts that are the same but for what gram_set leaves
 * out are joined as one. To be called once; after a failure similar_free alone may follow.
 */
enum similar_code similar_run(struct similar *join, double threshold);

/* After similar_run: the next pair, ascending by a, then by b; SIMILAR_DONE behind the last. */
enum similar_code similar_next(struct similar *join, struct similar_pair *pair);

/*
 * After similar_run: gives every text the number of the first text that it is joined to by pairs, over any number of
 * steps, its own where it is in no pair with an earlier one. group has one element a text. O(texts + pairs of distinct
 * texts).
 */
void similar_groups(const struct similar *join, uint32_t *group);

#endif
