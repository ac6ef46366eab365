/*
 * The counts behind a state: an array for durations that lie close together, a hash table for the others.
 *
 * A day or working day nearly always falls into the array, whose place is found without a look-up. Durations in seconds
 * are mostly all different: they go to the hash table, which costs about 100 bytes a duration, and when it is full the
 * array takes over the range 0..2^k of which at least a quarter is in use, up to a year and a half of days also if there
 * are some cases. Both thus hold memory proportional to the number of different durations. An entry of the hash table whose cases were all removed stays until the table is made
 * anew, which costs O(1) on average for each entry that came in since.
 *
 * For reading, the hash table's durations are sorted once and then kept in order while cases come and go, so that a
 * window does not sort for each of its rows.
 */
#include "fulfilment.h"

#include <stdlib.h>
#include <string.h>

#include "fulfilment_page.h"

enum {
    DENSE_FIRST = 64,           /* durations in the smallest array */
    DENSE_MOST = 1 << 20,       /* in the largest */
    DENSE_SHARE = 4,            /* one of so many must be in use for the array to grow */
    DENSE_CHEAP = 512,          /* up to this one case for 8 is enough */
    SPARSE_FIRST = 16,          /* places of the smallest hash table */
    ORDER_KEPT_BY_SHIFT = 4096, /* longest order into which a new duration is inserted */
};

static void *allocate(struct fulfilment *state, void *block, size_t bytes)
{
    return state->memory.resize(state->memory.context, block, bytes);
}

void fulfilment_init(struct fulfilment *state, enum fulfilment_unit unit, struct memory memory)
{
    memset(state, 0, sizeof *state);
    state->unit = unit;
    state->memory = memory;
}

void fulfilment_free(struct fulfilment *state)
{
    struct memory memory = state->memory;
    if (!memory.resize)
        return;
    allocate(state, state->dense, 0);
    allocate(state, state->sparse, 0);
    allocate(state, state->order, 0);
    allocate(state, state->bytes, 0);
    allocate(state, state->pages, 0);
    fulfilment_init(state, state->unit, memory);
}

static bool row_empty(const struct fulfilment_row *row)
{
    return (row->count[FULFILMENT_OPEN] | row->count[FULFILMENT_SOLVED] | row->count[FULFILMENT_WITHDRAWN]) == 0;
}

/* The place of a duration in a table, or the free one where it belongs. The table is never full. */
static struct fulfilment_row *place_of(struct fulfilment_row *table, size_t size, int64_t t)
{
    uint64_t hash = (uint64_t)t * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (size - 1);
    while (table[at].t >= 0 && table[at].t != t) at = (at + 1) & (size - 1);
    return &table[at];
}

/* Makes the array longer; size is a multiple of 64. The counts and the bits of use lie in one block. */
static bool dense_grow(struct fulfilment *state, int64_t size)
{
    size_t counts = FULFILMENT_OUTCOMES * (size_t)size, words = (size_t)size / 64;
    size_t old_counts = FULFILMENT_OUTCOMES * (size_t)state->dense_size, old_words = (size_t)state->dense_size / 64;
    int64_t *dense = allocate(state, NULL, counts * sizeof *dense + words * sizeof(uint64_t));
    if (!dense)
        return false;
    uint64_t *used = (uint64_t *)(dense + counts);
    memset(dense, 0, counts * sizeof *dense + words * sizeof *used);
    if (old_counts > 0) {
        memcpy(dense, state->dense, old_counts * sizeof *dense);
        memcpy(used, state->used, old_words * sizeof *used);
    }
    allocate(state, state->dense, 0);
    allocate(state, state->pages, 0);
    state->pages = NULL; /* the next writing makes them anew */
    state->dense = dense;
    state->used = used;
    state->dense_size = state->quick_size = size;
    return true;
}

/* The length that the array should have for what the hash table holds: its present one, or the longest well used. */
static int64_t dense_wanted(const struct fulfilment *state)
{
    int64_t below[64] = {0}, wanted = state->dense_size, sum = 0;
    for (size_t i = 0; i < state->sparse_size; i++) {
        const struct fulfilment_row *row = &state->sparse[i];
        if (row->t > 0 && row->t < DENSE_MOST && !row_empty(row))
            below[64 - __builtin_clzll((uint64_t)row->t)]++;
    }
    for (int bits = 0; INT64_C(1) << bits <= DENSE_MOST; bits++) {
        int64_t size = INT64_C(1) << bits;
        sum += below[bits];
        bool used = sum >= (size - state->dense_size) / DENSE_SHARE;
        bool cheap = size <= DENSE_CHEAP && sum > 0 && fulfilment_cases(state) >= size / 8;
        if (size >= DENSE_FIRST && size > state->dense_size && (used || cheap))
            wanted = size;
    }
    return wanted;
}

/* Moves the hash table's durations below dense_size into the array, leaving places without cases. */
static void sparse_to_dense(struct fulfilment *state)
{
    for (size_t i = 0; i < state->sparse_size; i++) {
        struct fulfilment_row *row = &state->sparse[i];
        if (row->t < 0 || row->t >= state->dense_size || row_empty(row))
            continue;
        memcpy(&state->dense[FULFILMENT_OUTCOMES * row->t], row->count, sizeof row->count);
        state->used[row->t >> 6] |= UINT64_C(1) << (row->t & 63);
        memset(row->count, 0, sizeof row->count);
    }
}

/* Makes room for one more duration: lengthens the array if that pays, and makes the hash table anew without the dead. */
static bool sparse_renew(struct fulfilment *state)
{
    size_t live = 0, size = SPARSE_FIRST;
    int64_t wanted = dense_wanted(state);
    if (wanted > state->dense_size) {
        if (!dense_grow(state, wanted))
            return false;
        sparse_to_dense(state);
        state->ordered = false;
    }
    for (size_t i = 0; i < state->sparse_size; i++) live += state->sparse[i].t >= 0 && !row_empty(&state->sparse[i]);
    while (5 * size < 8 * live) size *= 2;
    struct fulfilment_row *table = allocate(state, NULL, size * sizeof *table);
    if (!table)
        return false;
    for (size_t i = 0; i < size; i++) table[i] = (struct fulfilment_row){.t = -1};
    for (size_t i = 0; i < state->sparse_size; i++) {
        const struct fulfilment_row *row = &state->sparse[i];
        if (row->t >= 0 && !row_empty(row))
            *place_of(table, size, row->t) = *row;
    }
    allocate(state, state->sparse, 0);
    state->sparse = table;
    state->sparse_size = size;
    state->sparse_used = live;
    state->ordered = false;
    return true;
}

/* Where a duration belongs in the order. */
static size_t order_place(const struct fulfilment *state, int64_t t)
{
    size_t low = 0, high = state->order_used;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (state->order[middle] < t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keeps the order when a duration has come into the hash table, or gives it up where that would take long. */
static void order_insert(struct fulfilment *state, int64_t t)
{
    if (!state->ordered)
        return;
    if (state->order_used >= state->order_size || state->order_used >= ORDER_KEPT_BY_SHIFT) {
        state->ordered = false;
        return;
    }
    size_t at = order_place(state, t);
    memmove(&state->order[at + 1], &state->order[at], (state->order_used - at) * sizeof *state->order);
    state->order[at] = t;
    state->order_used++;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Brings the durations of the hash table into order. */
static bool order_make(struct fulfilment *state)
{
    size_t room = state->sparse_size, used = 0;
    if (state->ordered || room == 0)
        return true;
    if (state->order_size < room) {
        int64_t *order = allocate(state, state->order, room * sizeof *order);
        if (!order)
            return false;
        state->order = order;
        state->order_size = room;
    }
    for (size_t i = 0; i < state->sparse_size; i++) {
        if (state->sparse[i].t >= state->dense_size)
            state->order[used++] = state->sparse[i].t;
    }
    qsort(state->order, used, sizeof *state->order, compare);
    state->order_used = used;
    state->ordered = true;
    return true;
}

/* The counts of a duration, made if there are none; NULL without memory. */
static int64_t *counts_make(struct fulfilment *state, int64_t t)
{
    if (t < DENSE_FIRST && state->dense_size == 0 && !dense_grow(state, DENSE_FIRST))
        return NULL;
    if (t < state->dense_size)
        return &state->dense[FULFILMENT_OUTCOMES * t];
    struct fulfilment_row *row = state->sparse ? place_of(state->sparse, state->sparse_size, t) : NULL;
    if (row && row->t == t)
        return row->count;
    if (4 * (state->sparse_used + 1) > 3 * state->sparse_size) {
        if (!sparse_renew(state))
            return NULL;
        if (t < state->dense_size)
            return &state->dense[FULFILMENT_OUTCOMES * t];
        row = place_of(state->sparse, state->sparse_size, t);
    }
    row->t = t;
    state->sparse_used++;
    order_insert(state, t);
    return row->count;
}

/* What follows from an outcome's count having been `before`: bits of use, pages, and that the bytes are old. */
static void count_changed(struct fulfilment *state, int64_t t, enum fulfilment_outcome outcome, int64_t before,
                          const int64_t *count)
{
    const uint64_t bit = UINT64_C(1) << (t & 63);
    state->encoded = 0;
    if (t >= state->dense_size)
        return;
    if ((count[FULFILMENT_OPEN] | count[FULFILMENT_SOLVED] | count[FULFILMENT_WITHDRAWN]) != 0)
        state->used[t >> 6] |= bit;
    else
        state->used[t >> 6] &= ~bit;
    if (state->pages)
        fulfilment_page_change(&state->pages[t >> 6], state->used[t >> 6], (unsigned)(t & 63), outcome, before, count);
}

enum fulfilment_code fulfilment_add(struct fulfilment *state, int64_t t, enum fulfilment_outcome outcome, int64_t count)
{
    if (t < 0 || t > FULFILMENT_LONGEST || count < 0 || count > FULFILMENT_MOST - fulfilment_cases(state))
        return FULFILMENT_RANGE;
    if (count == 0)
        return FULFILMENT_OK;
    int64_t *counts = counts_make(state, t);
    if (!counts)
        return FULFILMENT_NOMEM;
    counts[outcome] += count;
    state->total[outcome] += count;
    count_changed(state, t, outcome, counts[outcome] - count, counts);
    return FULFILMENT_OK;
}

enum fulfilment_code fulfilment_remove(struct fulfilment *state, int64_t t, enum fulfilment_outcome outcome,
                                       int64_t count)
{
    int64_t *counts = NULL;
    if (t < 0 || t > FULFILMENT_LONGEST || count < 0)
        return FULFILMENT_RANGE;
    if (count == 0)
        return FULFILMENT_OK;
    if (t < state->dense_size) {
        counts = &state->dense[FULFILMENT_OUTCOMES * t];
    } else if (state->sparse) {
        struct fulfilment_row *row = place_of(state->sparse, state->sparse_size, t);
        counts = row->t == t ? row->count : NULL;
    }
    if (!counts || counts[outcome] < count)
        return FULFILMENT_ABSENT;
    counts[outcome] -= count;
    state->total[outcome] -= count;
    count_changed(state, t, outcome, counts[outcome] + count, counts);
    return FULFILMENT_OK;
}

typedef enum fulfilment_code (*apply)(struct fulfilment *, int64_t, enum fulfilment_outcome, int64_t);

static enum fulfilment_code apply_counts(struct fulfilment *state, int64_t t, const int64_t *count, apply one)
{
    enum fulfilment_code code = FULFILMENT_OK;
    for (int outcome = 0; outcome < FULFILMENT_OUTCOMES && code == FULFILMENT_OK; outcome++) {
        if (count[outcome] > 0)
            code = one(state, t, (enum fulfilment_outcome)outcome, count[outcome]);
    }
    return code;
}

/* Applies one operation to all cases of `from`, in whatever order they lie there. */
static enum fulfilment_code apply_all(struct fulfilment *state, const struct fulfilment *from, apply one)
{
    enum fulfilment_code code = FULFILMENT_OK;
    if (from->unit != state->unit)
        return FULFILMENT_UNIT;
    for (int64_t word = 0; word < from->dense_size / 64; word++) {
        for (uint64_t bits = from->used[word]; bits != 0 && code == FULFILMENT_OK; bits &= bits - 1) {
            int64_t t = 64 * word + __builtin_ctzll(bits);
            code = apply_counts(state, t, &from->dense[FULFILMENT_OUTCOMES * t], one);
        }
    }
    for (size_t i = 0; i < from->sparse_size && code == FULFILMENT_OK; i++) {
        if (from->sparse[i].t >= 0)
            code = apply_counts(state, from->sparse[i].t, from->sparse[i].count, one);
    }
    return code;
}

enum fulfilment_code fulfilment_merge(struct fulfilment *state, const struct fulfilment *from)
{
    return apply_all(state, from, fulfilment_add);
}

enum fulfilment_code fulfilment_unmerge(struct fulfilment *state, const struct fulfilment *from)
{
    return apply_all(state, from, fulfilment_remove);
}

enum fulfilment_code fulfilment_cursor_open(struct fulfilment_cursor *cursor, struct fulfilment *state)
{
    *cursor = (struct fulfilment_cursor){.state = state, .bits = state->dense_size > 0 ? state->used[0] : 0};
    return order_make(state) ? FULFILMENT_OK : FULFILMENT_NOMEM;
}

void fulfilment_cursor_skip_dense(struct fulfilment_cursor *cursor)
{
    cursor->base = cursor->state->dense_size;
    cursor->bits = 0;
}

const int64_t *fulfilment_cursor_turn(struct fulfilment_cursor *cursor, int64_t *t)
{
    const struct fulfilment *state = cursor->state;
    while (cursor->base + 64 < state->dense_size) {
        cursor->base += 64;
        cursor->bits = state->used[cursor->base >> 6];
        if (cursor->bits != 0)
            return fulfilment_cursor_counts(cursor, t);
    }
    while (cursor->at < state->order_used) {
        const struct fulfilment_row *row = place_of(state->sparse, state->sparse_size, state->order[cursor->at++]);
        *t = row->t;
        if (!row_empty(row))
            return row->count;
    }
    return NULL;
}

bool fulfilment_cursor_next(struct fulfilment_cursor *cursor, struct fulfilment_row *row)
{
    const int64_t *count = fulfilment_cursor_counts(cursor, &row->t);
    if (!count)
        return false;
    memcpy(row->count, count, sizeof row->count);
    return true;
}
