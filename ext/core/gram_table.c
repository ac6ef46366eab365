/*
 * Numbers grams in the order in which they appear, and counts them: an open table of numbers, growing by four.
 */
#include "gram_table.h"

#include <string.h>

#include "gram.h"

void *gram_allocate(struct memory memory, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (count > SIZE_MAX / size)
        return NULL;
    void *block = memory.resize(memory.context, NULL, count * size);
    if (block != NULL)
        memset(block, 0, count * size);
    return block;
}

bool gram_reserve(struct memory memory, void *block, size_t *room, size_t needed, size_t size)
{
    void *old, *grown;
    if (needed <= *room)
        return true;
    if (needed > SIZE_MAX / 2 / size)
        return false;
    size_t wanted = needed + needed / 2 + 16;
    memcpy(&old, block, sizeof old);
    grown = memory.resize(memory.context, old, wanted * size);
    if (grown == NULL)
        return false;
    memcpy(block, &grown, sizeof grown);
    *room = wanted;
    return true;
}

static uint32_t *table_slot(const struct gram_table *table, uint64_t gram)
{
    size_t at = (size_t)gram_mix(gram) & (table->slots - 1);
    while (table->slot[at] != 0 && table->gram[table->slot[at] - 1] != gram) at = (at + 1) & (table->slots - 1);
    return &table->slot[at];
}

static bool table_grow(struct gram_table *table)
{
    size_t slots = table->slots == 0 ? 1024 : 4 * table->slots;
    uint32_t *slot = gram_allocate(table->memory, slots, sizeof *slot);
    if (slot == NULL)
        return false;
    table->memory.resize(table->memory.context, table->slot, 0);
    table->slot = slot;
    table->slots = slots;
    for (uint32_t i = 0; i < table->grams; i++) *table_slot(table, table->gram[i]) = i + 1;
    return true;
}

bool gram_table_count(struct gram_table *table, uint64_t gram, uint32_t *number)
{
    if (table->slots <= 2 * ((size_t)table->grams + 1) && !table_grow(table))
        return false;
    uint32_t *slot = table_slot(table, gram);
    if (*slot == 0) {
        if (!gram_reserve(table->memory, &table->gram, &table->gram_room, (size_t)table->grams + 1,
                          sizeof *table->gram) ||
            !gram_reserve(table->memory, &table->count, &table->count_room, (size_t)table->grams + 1,
                          sizeof *table->count))
            return false;
        table->gram[table->grams] = gram;
        table->count[table->grams] = 0;
        *slot = ++table->grams;
    }
    *number = *slot - 1;
    table->count[*number]++;
    return true;
}

void gram_table_clear(struct gram_table *table)
{
    struct memory memory = table->memory;
    memory.resize(memory.context, table->slot, 0);
    memory.resize(memory.context, table->gram, 0);
    memory.resize(memory.context, table->count, 0);
    *table = (struct gram_table){.memory = memory};
}
