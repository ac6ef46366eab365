/* Numbers grams in the order in which they appear, and counts them. */
#ifndef FULFIL_GRAM_TABLE_H
#define FULFIL_GRAM_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* All zero but for memory is an empty table; gram, count and grams may be read. */
struct gram_table {
    struct memory memory;
    uint64_t *gram;  /* by number */
    uint32_t *count; /* how often each was counted */
    uint32_t grams;  /* distinct ones */
    size_t gram_room, count_room;
    uint32_t *slot; /* number + 1; 0 is empty */
    size_t slots;   /* a power of two, more than twice the distinct grams */
};

/* Counts a gram and gives its number; false when out of memory, the table then still being right. O(1). */
bool gram_table_count(struct gram_table *table, uint64_t gram, uint32_t *number);

/* Frees what the table holds. */
void gram_table_clear(struct gram_table *table);

/* Memory helpers for arrays: count zeroed elements, at least one; NULL when out of memory. */
void *gram_allocate(struct memory memory, size_t count, size_t size);

/* Makes room for `needed` elements in the array that *block points to, growing by half; false when out of memory. */
bool gram_reserve(struct memory memory, void *block, size_t *room, size_t needed, size_t size);

#endif
