/* The k-th smallest of unsorted numbers by their digits, for core/quantile.c. */
#ifndef FULFIL_QUANTILE_SELECT_H
#define FULFIL_QUANTILE_SELECT_H

#include "quantile.h"

/*
 * A number's key is an unsigned integer in the same order: for int64 the bits with the sign turned (integer keys), for
 * doubles ranked_major (real keys). Where both types are there, integers have the key of their double; the caller sees
 * to it that none is beyond 2^53.
 */
static inline uint64_t quantile_integer_key(uint64_t bits)
{
    return bits ^ UINT64_C(1) << 63;
}

/* A chunk of a pile: the cells of an older one are all in use. */
struct quantile_chunk {
    struct quantile_chunk *older;
    size_t used; /* of the newest one: see the pile */
    uint64_t cell[];
};

/* What a selection reads. */
struct quantile_source {
    const struct quantile *all;
    uint64_t count;
    uint64_t low, high; /* bounds of all keys */
    bool real;          /* real keys, else integer keys */
};

/*
 * The keys at `rank` and rank + 1, the latter the same as the former where rank is the last; rank < count. False when
 * out of memory.
 */
bool quantile_select(const struct quantile_source *source, uint64_t rank, uint64_t key[2]);

#endif
