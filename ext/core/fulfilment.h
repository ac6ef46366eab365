/* Exact counts of how long cases took and how they ended: the state behind every figure about time to fulfilment. */
#ifndef FULFIL_FULFILMENT_H
#define FULFIL_FULFILMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* How a case stands after its duration. Withdrawn: it left without ever being able to be solved. */
enum fulfilment_outcome { FULFILMENT_OPEN, FULFILMENT_SOLVED, FULFILMENT_WITHDRAWN, FULFILMENT_OUTCOMES };

/* What a duration counts; a state has one unit, kept inside its encoded form. */
enum fulfilment_unit {
    FULFILMENT_DAY,
    FULFILMENT_WORKDAY,
    FULFILMENT_MINUTE,
    FULFILMENT_SECOND,
    FULFILMENT_UNITS,
};

enum fulfilment_code {
    FULFILMENT_OK,
    FULFILMENT_NOMEM,
    FULFILMENT_RANGE,   /* a duration outside 0..FULFILMENT_LONGEST, or more than FULFILMENT_MOST cases */
    FULFILMENT_ABSENT,  /* removed what was never added */
    FULFILMENT_UNIT,    /* another unit */
    FULFILMENT_DAMAGED, /* bytes that are not an encoded state */
};

/* Both so that a double holds them exactly; 2^53 seconds are 285 million years. */
#define FULFILMENT_LONGEST (INT64_C(1) << 53)
#define FULFILMENT_MOST (INT64_C(1) << 53)

/* One duration with at least one case. */
struct fulfilment_row {
    int64_t t;
    int64_t count[FULFILMENT_OUTCOMES];
};

struct fulfilment_page;

/*
 * The state. To be read through the functions below; only fulfilment_add_one and fulfilment_remove_one, which are
 * inline because they run once a row of 10^7, look inside. All zeros are no state yet: fulfilment_init makes one.
 */
struct fulfilment {
    int64_t *dense;     /* FULFILMENT_OUTCOMES counts for each duration below dense_size */
    uint64_t *used;     /* a bit for each of those durations that has a case */
    int64_t dense_size; /* a multiple of 64 */
    int64_t
        quick_size; /* durations that the inline functions may count: all of the array, or none while there are pages */
    int64_t total[FULFILMENT_OUTCOMES];
    struct fulfilment_row *sparse; /* hash table of the durations from dense_size on; t < 0 is a free place */
    size_t sparse_size;            /* 0 or a power of two */
    size_t sparse_used;            /* places that are not free, among them durations whose cases are all removed */
    int64_t *order;                /* the sparse durations, ascending, while `ordered` */
    size_t order_size, order_used;
    bool ordered;
    unsigned char *bytes; /* of the last fulfilment_encode */
    size_t bytes_size;
    size_t encoded;                /* how many of them are still this state's form; 0 where that is not known */
    struct fulfilment_page *pages; /* one a block of the array, once it has been encoded some times */
    int writings;
    enum fulfilment_unit unit;
    struct memory memory;
};

/* An empty state; allocates nothing. */
void fulfilment_init(struct fulfilment *state, enum fulfilment_unit unit, struct memory memory);

/* Frees what the state holds, not the state; all zeros, and twice, are fine. */
void fulfilment_free(struct fulfilment *state);

/*
 * Adds `count` cases of one duration and outcome, 0 <= count. O(1) on average. Durations that many cases share lie in
 * an array, others in a hash table, so that memory is proportional to the number of different durations, however long
 * they are. On an error the state is unchanged.
 */
enum fulfilment_code fulfilment_add(struct fulfilment *state, int64_t t, enum fulfilment_outcome outcome,
                                    int64_t count);

/* Undoes fulfilment_add exactly: FULFILMENT_ABSENT where there are fewer such cases, and nothing is changed. O(1). */
enum fulfilment_code fulfilment_remove(struct fulfilment *state, int64_t t, enum fulfilment_outcome outcome,
                                       int64_t count);

/*
 * Adds, or takes away again, all cases of another state of the same unit. FULFILMENT_UNIT changes nothing; after any
 * other error part of the cases are merged. O(durations of `from`).
 */
enum fulfilment_code fulfilment_merge(struct fulfilment *state, const struct fulfilment *from);
enum fulfilment_code fulfilment_unmerge(struct fulfilment *state, const struct fulfilment *from);

/* The number of cases. */
static inline int64_t fulfilment_cases(const struct fulfilment *state)
{
    return state->total[FULFILMENT_OPEN] + state->total[FULFILMENT_SOLVED] + state->total[FULFILMENT_WITHDRAWN];
}

/*
 * The state as bytes, in the one canonical form (fulfilment_blob.h): the same cases give the same bytes, whatever the
 * order and the parts they came in. *bytes belongs to the state until its next call with it.
 */
enum fulfilment_code fulfilment_encode(struct fulfilment *state, const unsigned char **bytes, size_t *size);

/*
 * Whether these bytes are known to be the state's encoded form without encoding it: those of its last fulfilment_encode,
 * with no case added or removed since. A state that has been encoded a few times only knows of none.
 */
bool fulfilment_encoded(const struct fulfilment *state, const void *bytes, size_t size);

/*
 * Merges an encoded state. Damaged bytes and another unit change nothing; a decoded copy is fulfilment_init followed by
 * this, with fulfilment_blob_open telling the unit.
 */
enum fulfilment_code fulfilment_decode(struct fulfilment *state, const void *bytes, size_t size);
enum fulfilment_code fulfilment_undecode(struct fulfilment *state, const void *bytes, size_t size);

/* Walks the durations in ascending order. Adding or removing cases ends a walk. */
struct fulfilment_cursor {
    const struct fulfilment *state;
    uint64_t bits;
    int64_t base;
    size_t at;
};

/* Sorts what is not yet in order: O(n log n) in the number of sparse durations, amortised over windows. */
enum fulfilment_code fulfilment_cursor_open(struct fulfilment_cursor *cursor, struct fulfilment *state);

/* The part of fulfilment_cursor_counts that is seldom needed. */
const int64_t *fulfilment_cursor_turn(struct fulfilment_cursor *cursor, int64_t *t);

/* The next duration with a case and its FULFILMENT_OUTCOMES counts, which lie in the state; NULL after the last. */
static inline const int64_t *fulfilment_cursor_counts(struct fulfilment_cursor *cursor, int64_t *t)
{
    if (cursor->bits == 0)
        return fulfilment_cursor_turn(cursor, t);
    *t = cursor->base + __builtin_ctzll(cursor->bits);
    cursor->bits &= cursor->bits - 1;
    return &cursor->state->dense[FULFILMENT_OUTCOMES * *t];
}

/*
 * What is left of the block of 64 durations that the cursor is in, and passes: a bit for each duration with a case, from
 * *base on, whose counts begin at *counts. For inner loops, which then need not go back to the cursor; 0 says that the
 * next duration is fulfilment_cursor_turn's.
 */
static inline uint64_t fulfilment_cursor_rest(struct fulfilment_cursor *cursor, int64_t *base, const int64_t **counts)
{
    uint64_t bits = cursor->bits;
    cursor->bits = 0;
    *base = cursor->base;
    *counts = bits != 0 ? &cursor->state->dense[FULFILMENT_OUTCOMES * cursor->base] : NULL;
    return bits;
}

/* The same as a row; false after the last. */
bool fulfilment_cursor_next(struct fulfilment_cursor *cursor, struct fulfilment_row *row);

/* Passes over the durations that lie in the array; for the encoder, which takes those itself. */
void fulfilment_cursor_skip_dense(struct fulfilment_cursor *cursor);

/* fulfilment_add of one case, for inner loops. */
static inline enum fulfilment_code fulfilment_add_one(struct fulfilment *state, int64_t t,
                                                      enum fulfilment_outcome outcome)
{
    if ((uint64_t)t >= (uint64_t)state->quick_size)
        return fulfilment_add(state, t, outcome, 1);
    if (state->dense[FULFILMENT_OUTCOMES * t + (int64_t)outcome]++ == 0)
        state->used[t >> 6] |= UINT64_C(1) << (t & 63);
    state->total[outcome]++;
    return FULFILMENT_OK;
}

/* fulfilment_remove of one case, for inner loops. */
static inline enum fulfilment_code fulfilment_remove_one(struct fulfilment *state, int64_t t,
                                                         enum fulfilment_outcome outcome)
{
    if ((uint64_t)t >= (uint64_t)state->quick_size)
        return fulfilment_remove(state, t, outcome, 1);
    int64_t *count = &state->dense[FULFILMENT_OUTCOMES * t];
    if (count[outcome] == 0)
        return FULFILMENT_ABSENT;
    count[outcome]--;
    if ((count[FULFILMENT_OPEN] | count[FULFILMENT_SOLVED] | count[FULFILMENT_WITHDRAWN]) == 0)
        state->used[t >> 6] &= ~(UINT64_C(1) << (t & 63));
    state->total[outcome]--;
    return FULFILMENT_OK;
}

#endif
