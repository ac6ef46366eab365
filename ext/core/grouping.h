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
 * The states of groups whose text is at most 16 bytes, each in the place that its bytes lead to, or in that one's
 * neighbour if a later group has taken the place: so that a row of 10^7 finds its group without a hash table's chain of
 * look-ups.
 */
enum { GROUPING_RECENT_BITS = 8, GROUPING_RECENT_BYTES = 16 };

struct grouping_recent {
    uint64_t first, last; /* the text's first and last 8 bytes, or all */
    size_t size;          /* 0 and no state: a free place */
    struct fulfilment *state;
};

struct group;

/* Groups and their states. To be made and read by the functions below; the members are here for grouping_text_recent. */
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

/*
 * A text of 1 to 16 bytes as two words that with its size tell its bytes. It is read in the pieces in which memcpy has
 * most likely just written it: a read across several writes that are still under way would have to wait for them.
 */
static inline void grouping_text_words(const unsigned char *text, size_t size, uint64_t *first, uint64_t *last)
{
    *first = *last = 0;
    if (size >= 8) {
        memcpy(first, text, 8);
        memcpy(last, text + size - 8, 8);
    } else if (size >= 4) { /* the two halves may overlap */
        memcpy(first, text, 4);
        memcpy(last, text + size - 4, 4);
    } else {
        *first = (uint64_t)text[0] | (uint64_t)text[size / 2] << 8 | (uint64_t)text[size - 1] << 16;
    }
}

static inline size_t grouping_recent_place(uint64_t first, uint64_t last)
{
    return (size_t)(((first ^ last * 31) * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - GROUPING_RECENT_BITS));
}

static inline bool grouping_recent_is(const struct grouping_recent *recent, uint64_t first, uint64_t last, size_t size)
{
    return recent->first == first && recent->last == last && recent->size == size;
}

/* The state of a text's group if it is in its first place of `recent`, else NULL. */
static inline struct fulfilment *grouping_text_recent(const struct grouping *groups, const void *text, size_t size)
{
    uint64_t first, last;
    if (size - 1 >= GROUPING_RECENT_BYTES)
        return NULL;
    grouping_text_words(text, size, &first, &last);
    const struct grouping_recent *recent = &groups->recent[grouping_recent_place(first, last)];
    return grouping_recent_is(recent, first, last, size) ? recent->state : NULL;
}

/* The same as grouping_state for a text; it is then, if it is short enough, in `recent`. */
struct fulfilment *grouping_text_state(struct grouping *groups, const void *text, size_t size);

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
