/*
 * A sorted multiset of numbers in blocks.
 *
 * A directory, sorted, holds the first key of each block and the block, a sorted array of up to BLOCK keys. A full
 * block is split in two; an empty one leaves; two neighbours that fit in half a block become one. So search is two
 * binary searches, a change moves at most a block, and a frame of a hundred rows is one array. The cursor knows how
 * many keys lie before its block.
 */
#include "ranked.h"

#include <string.h>

enum { BLOCK = 256 };

struct block {
    size_t count;
    struct ranked_key key[BLOCK];
};

struct entry {
    struct ranked_key first;
    struct block *block;
};

struct ranked {
    struct memory memory;
    struct entry *entry;
    size_t entries, capacity;
    uint64_t count;
    size_t cursor;   /* an entry, or 0 if there is none */
    uint64_t before; /* keys in the entries before it */
};

double ranked_real(uint64_t major)
{
    union {
        uint64_t bits;
        double real;
    } number = {.bits = major ^ (major >> 63 ? UINT64_C(1) << 63 : UINT64_MAX)};
    return number.real;
}

struct ranked_key ranked_integer(int64_t integer)
{
    double real = (double)integer;
    struct ranked_key key = {.major = ranked_major(real)};
    key.minor = real < 0x1p63 ? integer - (int64_t)real : integer - INT64_MAX - 1;
    return key;
}

int64_t ranked_exact(struct ranked_key key)
{
    double real = ranked_real(key.major);
    return real < 0x1p63 ? (int64_t)real + key.minor : INT64_MAX + (key.minor + 1);
}

static inline bool key_less(struct ranked_key a, struct ranked_key b)
{
    return a.major != b.major ? a.major < b.major : a.minor < b.minor;
}

struct ranked *ranked_create(struct memory memory)
{
    struct ranked *set = memory.resize(memory.context, NULL, sizeof *set);
    if (set)
        *set = (struct ranked){.memory = memory};
    return set;
}

void ranked_free(struct ranked *set)
{
    if (!set)
        return;
    struct memory memory = set->memory;
    for (size_t i = 0; i < set->entries; i++) memory.resize(memory.context, set->entry[i].block, 0);
    memory.resize(memory.context, set->entry, 0);
    memory.resize(memory.context, set, 0);
}

uint64_t ranked_count(const struct ranked *set)
{
    return set->count;
}

/* The last entry whose first key is at most this one, else the first entry; there is at least one. */
static size_t entry_of(const struct ranked *set, struct ranked_key key)
{
    size_t low = 0, high = set->entries;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (key_less(key, set->entry[middle].first))
            high = middle;
        else
            low = middle;
    }
    return low;
}

/* How many keys of the block are less than this one. */
static size_t place_of(const struct block *block, struct ranked_key key)
{
    const struct ranked_key *base = block->key;
    size_t count = block->count;
    while (count > 1) {
        size_t half = count / 2;
        base += key_less(base[half - 1], key) ? half : 0;
        count -= half;
    }
    return (size_t)(base - block->key) + (count == 1 && key_less(*base, key));
}

/* Puts a new block of no key behind entry `at`, or as the first one into an empty directory. NULL when out of memory. */
static struct block *entry_add(struct ranked *set, size_t at)
{
    struct memory memory = set->memory;
    if (set->entries == set->capacity) {
        size_t capacity = set->capacity ? 2 * set->capacity : 4;
        struct entry *entry = memory.resize(memory.context, set->entry, capacity * sizeof *entry);
        if (!entry)
            return NULL;
        set->entry = entry;
        set->capacity = capacity;
    }
    struct block *block = memory.resize(memory.context, NULL, sizeof *block);
    if (!block)
        return NULL;
    block->count = 0;
    size_t to = set->entries ? at + 1 : 0;
    memmove(set->entry + to + 1, set->entry + to, (set->entries - to) * sizeof *set->entry);
    set->entry[to].block = block;
    set->entries++;
    return block;
}

/* Splits the full block of entry `at` in two; the cursor stays right. False when out of memory. */
static bool entry_split(struct ranked *set, size_t at)
{
    struct block *upper = entry_add(set, at), *lower = set->entry[at].block;
    if (!upper)
        return false;
    lower->count = BLOCK / 2;
    upper->count = BLOCK - BLOCK / 2;
    memcpy(upper->key, lower->key + lower->count, upper->count * sizeof *upper->key);
    set->entry[at + 1].first = upper->key[0];
    if (set->cursor > at)
        set->cursor++;
    return true;
}

bool ranked_insert(struct ranked *set, struct ranked_key key)
{
    if (set->entries == 0 && !entry_add(set, 0))
        return false;
    size_t at = set->entries > 1 ? entry_of(set, key) : 0;
    if (set->entry[at].block->count == BLOCK) {
        if (!entry_split(set, at))
            return false;
        at += !key_less(key, set->entry[at + 1].first);
    }
    struct block *block = set->entry[at].block;
    size_t place = place_of(block, key);
    memmove(block->key + place + 1, block->key + place, (block->count - place) * sizeof key);
    block->key[place] = key;
    block->count++;
    set->count++;
    set->entry[at].first = block->key[0];
    if (at < set->cursor)
        set->before++;
    return true;
}

/* Takes entry `at` out of the directory and frees its block, whose keys have left or moved to the entry before. */
static void entry_drop(struct ranked *set, size_t at)
{
    struct memory memory = set->memory;
    memory.resize(memory.context, set->entry[at].block, 0);
    set->entries--;
    memmove(set->entry + at, set->entry + at + 1, (set->entries - at) * sizeof *set->entry);
}

/* Joins entry at + 1 to entry `at` if one is empty or both fill at most half a block; the cursor stays right. */
static void entry_join(struct ranked *set, size_t at)
{
    struct block *lower = set->entry[at].block, *upper = set->entry[at + 1].block;
    if (lower->count > 0 && upper->count > 0 && lower->count + upper->count > BLOCK / 2)
        return;
    if (set->cursor == at + 1)
        set->before -= lower->count;
    if (set->cursor > at)
        set->cursor--;
    memcpy(lower->key + lower->count, upper->key, upper->count * sizeof *upper->key);
    lower->count += upper->count;
    set->entry[at].first = lower->key[0];
    entry_drop(set, at + 1);
}

bool ranked_remove(struct ranked *set, struct ranked_key key)
{
    if (set->count == 0)
        return false;
    size_t at = set->entries > 1 ? entry_of(set, key) : 0;
    struct block *block = set->entry[at].block;
    size_t place = place_of(block, key);
    if (place == block->count || key_less(key, block->key[place]))
        return false;
    block->count--;
    memmove(block->key + place, block->key + place + 1, (block->count - place) * sizeof key);
    set->count--;
    if (at < set->cursor)
        set->before--;
    if (block->count > 0)
        set->entry[at].first = block->key[0];
    if (block->count < BLOCK / 4 && set->entries > 1)
        entry_join(set, at + 1 < set->entries ? at : at - 1);
    return true;
}

struct ranked_key ranked_at(struct ranked *set, uint64_t rank)
{
    while (rank < set->before) {
        set->cursor--;
        set->before -= set->entry[set->cursor].block->count;
    }
    while (rank - set->before >= set->entry[set->cursor].block->count) {
        set->before += set->entry[set->cursor].block->count;
        set->cursor++;
    }
    return set->entry[set->cursor].block->key[rank - set->before];
}
