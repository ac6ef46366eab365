/* One state of durations per group, filled in one pass over rows in any order. */
#ifndef FULFIL_GROUPING_H
#define FULFIL_GROUPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "fulfilment.h"
#include "memory.h"

/* The types of a group's value; text and blobs are told apart. */
enum grouping_type { GROUPING_NULL, GROUPING_INTEGER, GROUPING_REAL, GROUPING_TEXT, GROUPING_BLOB };

struct grouping_key {
    enum grouping_type type;
    int64_t integer;
    double real;       /* no NaN */
    const void *bytes; /* of text and blobs */
    size_t size;
};

/*
 * The states of groups whose text is at most 16 bytes, each in the one place that its bytes lead to, where the group asked
 * for last takes it: so that a row of 10^7 finds its group without a hash table's chain of look-ups.
 */
enum { GROUPING_RECENT_BITS = 6, GROUPING_RECENT_BYTES = 16 };

struct grouping_recent {
    uint64_t first, last; /* the text's first and last 8 bytes, or all */
    size_t size;          /* 0 and no state: a free place */
    struct fulfilment *state;
};

struct group;

/* Groups and their states. To be made and read by the functions below; the members are here for grouping_text_state. */
struct grouping {
    struct grouping_recent recent[1 << GROUPING_RECENT_BITS];
    struct memory memory;
    enum fulfilment_unit unit;
    struct group **table; /* NULL is a free place */
    size_t size, used;    /* a power of two; a quarter of it at most, so that nearly every first look is the last */
};

/* No group yet, all states of this unit; to be freed with grouping_free. NULL when out of memory. */
struct grouping *grouping_create(enum fulfilment_unit unit, struct memory memory);

/* NULL is legal. */
void grouping_free(struct grouping *groups);

enum fulfilment_unit grouping_unit(const struct grouping *groups);

/*
 * The state of a value's group, empty if it is new; NULL when out of memory. Values are one group if they are equal as
 * SQLite's GROUP BY has it under the collation BINARY: NULLs are, and so are an integer and a real of the same value,
 * whose group is then the integer. The state stays where it is until grouping_free. O(length of the value).
 */
struct fulfilment *grouping_state(struct grouping *groups, const struct grouping_key *key);

/* The same for any text, past `recent`. */
struct fulfilment *grouping_text_find(struct grouping *groups, const void *text, size_t size);

/* The same for a text, the usual value, of 10^7 rows. */
static inline struct fulfilment *grouping_text_state(struct grouping *groups, const void *bytes, size_t size)
{
    const unsigned char *text = bytes;
    uint64_t first = 0, last = 0;
    if (size > GROUPING_RECENT_BYTES || size == 0)
        return grouping_text_find(groups, text, size);
    if (size >= 8) {
        memcpy(&first, text, 8);
        memcpy(&last, text + size - 8, 8);
    } else if (size >= 4) { /* the two halves may overlap: with the size they tell all bytes */
        memcpy(&first, text, 4);
        memcpy(&last, text + size - 4, 4);
    } else {
        first = (uint64_t)text[0] | (uint64_t)text[size / 2] << 8 | (uint64_t)text[size - 1] << 16;
    }
    uint64_t hash = (first ^ last * 31) * UINT64_C(0x9E3779B97F4A7C15);
    struct grouping_recent *recent = &groups->recent[hash >> (64 - GROUPING_RECENT_BITS)];
    if (recent->first == first && recent->last == last && recent->size == size)
        return recent->state;
    struct fulfilment *state = grouping_text_find(groups, text, size);
    if (state)
        *recent = (struct grouping_recent){first, last, size, state};
    return state;
}

/*
 * All groups and their states as bytes, in the order of their values (NULL, numbers, text, blobs, by bytes), so that
 * the same cases give the same bytes in whatever order they came. *bytes is allocated and the caller's to free.
 * FULFILMENT_NOMEM is the only error. O(n log n) in the groups.
 */
enum fulfilment_code grouping_encode(struct grouping *groups, unsigned char **bytes, size_t *size);

/* Reads such bytes group by group. They must stay while it reads. */
struct grouping_reader {
    enum fulfilment_unit unit;
    uint64_t left;           /* groups still to come */
    struct grouping_key key; /* of the group that next found; its bytes lie in those read */
    const unsigned char *state;
    size_t state_size;
    const unsigned char *at, *end;
};

/* FULFILMENT_DAMAGED unless every byte is as grouping_encode writes them, every state included. O(bytes). */
enum fulfilment_code grouping_reader_open(struct grouping_reader *reader, const void *bytes, size_t size);

/* The next group; false after the last. */
bool grouping_reader_next(struct grouping_reader *reader);

#endif
