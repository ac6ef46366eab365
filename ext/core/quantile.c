/*
 * Gathers numbers and gives their quantile.
 *
 * Integers that are small and come often are counted in a table; all other numbers lie in chunks as they came, one pile
 * per type, so that adding is a compare and a store and a value takes 8 bytes. A chunk is an eighth of what lies before
 * it, from 64 to 65,536 cells. When one is full and half of it or more is below the count so far, the table grows to
 * take that half, and the rest goes on filling the chunk. The quantile is selected out of all this without moving it
 * (quantile_select.c). Windows are another matter: from the second result or the first removal on, everything is in
 * order in ranked.c.
 */
#include "quantile.h"

#include <math.h>
#include <string.h>

#include "quantile_select.h"
#include "ranked.h"

enum { CHUNK_LEAST = 64, CHUNK_MOST = 65536, TABLE_MOST = 65536 };

/* Largest integer whose neighbours are doubles too. */
#define EXACT_MOST (INT64_C(1) << 53)

static inline double bits_real(uint64_t bits)
{
    union {
        uint64_t bits;
        double real;
    } number = {.bits = bits};
    return number.real;
}

/* Widens low..high, integer keys or real keys, by cells. */
static void cells_bound(const uint64_t *cell, size_t cells, bool is_integer, uint64_t *low, uint64_t *high)
{
    for (size_t i = 0; i < cells; i++) {
        uint64_t key = is_integer ? quantile_integer_key(cell[i]) : ranked_major(bits_real(cell[i]));
        *low = key < *low ? key : *low;
        *high = key > *high ? key : *high;
    }
}

/* --- the table -------------------------------------------------------------------------------------------------------- */

/* How many of a full chunk's integers lie within 0..limit-1; *most becomes the largest of them. */
static size_t count_small(const struct quantile_pile *pile, uint64_t limit, uint64_t *most)
{
    size_t small = 0;
    *most = 0;
    for (size_t i = 0; i < pile->used; i++) {
        bool is_small = pile->cell[i] < limit;
        small += is_small;
        *most = is_small && pile->cell[i] > *most ? pile->cell[i] : *most;
    }
    return small;
}

static bool table_grow(struct quantile *all, uint64_t most)
{
    size_t size = CHUNK_LEAST;
    while (size <= most) size *= 2;
    if (size <= all->table_size)
        return true;
    uint32_t *table = all->memory.resize(all->memory.context, all->table, size * sizeof *table);
    if (!table)
        return false;
    memset(table + all->table_size, 0, (size - all->table_size) * sizeof *table);
    all->table = table;
    all->table_size = size;
    return true;
}

/* Moves what fits from the newest chunk into the table; the chunk keeps the rest. */
static void table_take(struct quantile *all)
{
    struct quantile_pile *pile = &all->integers;
    size_t kept = 0;
    for (size_t i = 0; i < pile->used; i++) {
        uint64_t bits = pile->cell[i];
        if (bits < all->table_size && all->table[bits] < UINT32_MAX)
            all->table[bits]++;
        else
            pile->cell[kept++] = bits;
    }
    pile->used = kept;
}

/* Makes room in a full chunk of integers if the table can take half of it. False when out of memory. */
static bool table_relieve(struct quantile *all)
{
    const struct quantile_pile *pile = &all->integers;
    uint64_t limit = pile->sealed + pile->used, most;
    if (limit > TABLE_MOST)
        limit = TABLE_MOST;
    if (pile->used == 0 || count_small(pile, limit, &most) * 2 < pile->used)
        return true;
    if (!table_grow(all, most))
        return false;
    table_take(all);
    return true;
}

/* --- the piles -------------------------------------------------------------------------------------------------------- */

/* Closes the full chunk, if there is one, and begins another. False when out of memory; nothing has then changed. */
static bool pile_extend(struct memory memory, struct quantile_pile *pile, bool is_integer)
{
    uint64_t wish = (pile->sealed + pile->used) / 8;
    size_t cells = wish < CHUNK_LEAST ? CHUNK_LEAST : wish > CHUNK_MOST ? CHUNK_MOST : (size_t)wish;
    struct quantile_chunk *chunk = memory.resize(memory.context, NULL, sizeof *chunk + cells * sizeof *chunk->cell);
    if (!chunk)
        return false;
    if (pile->newest) {
        if (pile->sealed == 0) {
            pile->low = UINT64_MAX;
            pile->high = 0;
        }
        cells_bound(pile->cell, pile->used, is_integer, &pile->low, &pile->high);
        pile->newest->used = pile->used;
        pile->sealed += pile->used;
    }
    *chunk = (struct quantile_chunk){.older = pile->newest};
    pile->newest = chunk;
    pile->cell = chunk->cell;
    pile->used = 0;
    pile->capacity = cells;
    return true;
}

static void pile_clear(struct memory memory, struct quantile_pile *pile)
{
    while (pile->newest) {
        struct quantile_chunk *older = pile->newest->older;
        memory.resize(memory.context, pile->newest, 0);
        pile->newest = older;
    }
    *pile = (struct quantile_pile){0};
}

static void gathered_clear(struct quantile *all)
{
    pile_clear(all->memory, &all->integers);
    pile_clear(all->memory, &all->reals);
    all->memory.resize(all->memory.context, all->table, 0);
    all->table = NULL;
    all->table_size = 0;
}

void quantile_clear(struct quantile *all)
{
    gathered_clear(all);
    ranked_free(all->ranked);
    all->ranked = NULL;
    all->ranked_reals = 0;
    all->asked = false;
}

/* --- in order --------------------------------------------------------------------------------------------------------- */

static inline struct ranked_key key_of(bool is_integer, uint64_t bits)
{
    if (is_integer)
        return ranked_integer((int64_t)bits);
    return (struct ranked_key){.major = ranked_major(bits_real(bits))};
}

static bool order_cells(struct ranked *set, const uint64_t *cell, size_t cells, bool is_integer)
{
    for (size_t i = 0; i < cells; i++) {
        if (!ranked_insert(set, key_of(is_integer, cell[i])))
            return false;
    }
    return true;
}

static bool order_pile(struct ranked *set, const struct quantile_pile *pile, bool is_integer)
{
    if (!order_cells(set, pile->cell, pile->used, is_integer))
        return false;
    for (const struct quantile_chunk *chunk = pile->newest ? pile->newest->older : NULL; chunk; chunk = chunk->older) {
        if (!order_cells(set, chunk->cell, chunk->used, is_integer))
            return false;
    }
    return true;
}

static bool order_table(struct ranked *set, const uint32_t *table, size_t size)
{
    for (uint64_t v = 0; v < size; v++) {
        for (uint32_t n = table[v]; n > 0; n--) {
            if (!ranked_insert(set, key_of(true, v)))
                return false;
        }
    }
    return true;
}

/* Puts what was gathered into order. False when out of memory; what was gathered is then unchanged. */
static bool order(struct quantile *all)
{
    if (all->ranked)
        return true;
    struct ranked *set = ranked_create(all->memory);
    if (!set)
        return false;
    if (!order_table(set, all->table, all->table_size) || !order_pile(set, &all->integers, true) ||
        !order_pile(set, &all->reals, false)) {
        ranked_free(set);
        return false;
    }
    all->ranked_reals = all->reals.sealed + all->reals.used;
    all->ranked = set;
    gathered_clear(all);
    return true;
}

enum quantile_code quantile_add_slow(struct quantile *all, bool is_integer, uint64_t bits)
{
    struct quantile_pile *pile = is_integer ? &all->integers : &all->reals;
    if (all->ranked) {
        all->ranked_reals += !is_integer;
        return ranked_insert(all->ranked, key_of(is_integer, bits)) ? QUANTILE_OK : QUANTILE_NO_MEMORY;
    }
    if (is_integer && !table_relieve(all))
        return QUANTILE_NO_MEMORY;
    if (pile->used == pile->capacity && !pile_extend(all->memory, pile, is_integer))
        return QUANTILE_NO_MEMORY;
    pile->cell[pile->used++] = bits;
    return QUANTILE_OK;
}

static enum quantile_code take_away(struct quantile *all, struct ranked_key key, bool is_integer)
{
    if (!order(all))
        return QUANTILE_NO_MEMORY;
    if (!ranked_remove(all->ranked, key))
        return QUANTILE_ABSENT;
    all->ranked_reals -= !is_integer;
    return QUANTILE_OK;
}

enum quantile_code quantile_remove_integer(struct quantile *all, int64_t integer)
{
    return take_away(all, ranked_integer(integer), true);
}

enum quantile_code quantile_remove_real(struct quantile *all, double real)
{
    return take_away(all, (struct ranked_key){.major = ranked_major(real)}, false);
}

/* --- the quantile ----------------------------------------------------------------------------------------------------- */

/* High and low half of a * b. */
static uint64_t product(uint64_t a, uint64_t b, uint64_t *low)
{
    uint64_t a0 = a & UINT32_MAX, a1 = a >> 32, b0 = b & UINT32_MAX, b1 = b >> 32;
    uint64_t middle = a1 * b0 + (a0 * b0 >> 32), other = a0 * b1 + (middle & UINT32_MAX);
    *low = a * b;
    return a1 * b1 + (middle >> 32) + (other >> 32);
}

/* A key as a number: a real where a double holds it. */
static struct quantile_number number_of(struct ranked_key key)
{
    if (key.minor == 0)
        return (struct quantile_number){.real = ranked_real(key.major)};
    return (struct quantile_number){.is_integer = true, .integer = ranked_exact(key)};
}

/* a + h (b - a) for integers a < b; h is a multiple of 2^-52 within 0..1. Exact where that is an integer. */
static struct quantile_number between_integers(int64_t a, int64_t b, double h)
{
    uint64_t low, high = product((uint64_t)b - (uint64_t)a, (uint64_t)(h * 0x1p52), &low);
    uint64_t whole = high << 12 | low >> 52, part = low & ((UINT64_C(1) << 52) - 1);
    struct ranked_key key = ranked_integer((int64_t)((uint64_t)a + whole));
    if (part == 0)
        return number_of(key);
    return (struct quantile_number){.real = ranked_real(key.major) + ((double)key.minor + (double)part * 0x1p-52)};
}

static bool beyond_exact(struct ranked_key key)
{
    double real = ranked_real(key.major);
    return key.minor != 0 || real > (double)EXACT_MOST || real < -(double)EXACT_MOST;
}

/* The quantile that lies h of the way from a to b, which are neighbours. */
static struct quantile_number between(struct ranked_key a, struct ranked_key b, double h, bool integers)
{
    if (h == 0 || (a.major == b.major && a.minor == b.minor))
        return number_of(a);
    if (integers && (beyond_exact(a) || beyond_exact(b)))
        return between_integers(ranked_exact(a), ranked_exact(b), h);
    return (struct quantile_number){.real = (1 - h) * ranked_real(a.major) + h * ranked_real(b.major)};
}

/* Where the p-quantile of count numbers lies: from rank (from 0) the fraction *h to the next one. */
static uint64_t place_of(uint64_t count, double p, double *h)
{
    double index = 1 + (double)(count - 1) * p, whole = floor(index);
    uint64_t rank = whole < 1 ? 0 : (uint64_t)whole - 1;
    *h = index - whole;
    if (rank < count - 1)
        return rank;
    *h = 0;
    return count - 1;
}

/* Bounds of a pile's keys. */
static void pile_bound(const struct quantile_pile *pile, bool is_integer, uint64_t *low, uint64_t *high)
{
    *low = pile->sealed > 0 ? pile->low : UINT64_MAX;
    *high = pile->sealed > 0 ? pile->high : 0;
    cells_bound(pile->cell, pile->used, is_integer, low, high);
}

/* Describes what was gathered. False if it needs order: there are reals, and integers beyond 2^53. */
static bool source_fill(const struct quantile *all, struct quantile_source *source)
{
    const uint64_t zero = quantile_integer_key(0);
    uint64_t low, high, tabled = 0, reals = all->reals.sealed + all->reals.used;
    pile_bound(&all->integers, true, &low, &high);
    for (size_t v = 0; v < all->table_size; v++) tabled += all->table[v];
    if (tabled > 0) {
        low = low < zero ? low : zero;
        high = high > zero + all->table_size ? high : zero + all->table_size;
    }
    *source = (struct quantile_source){.all = all, .low = low, .high = high, .real = reals > 0};
    source->count = tabled + all->integers.sealed + all->integers.used;
    if (source->count > 0 && reals > 0) {
        if (low < zero - (uint64_t)EXACT_MOST || high > zero + (uint64_t)EXACT_MOST)
            return false;
        source->low = ranked_major((double)(int64_t)(low ^ zero));
        source->high = ranked_major((double)(int64_t)(high ^ zero));
    }
    if (reals > 0) {
        pile_bound(&all->reals, false, &low, &high);
        source->low = source->count > 0 && source->low < low ? source->low : low;
        source->high = source->count > 0 && source->high > high ? source->high : high;
    }
    source->count += reals;
    return true;
}

/* The quantile of what was gathered. */
static enum quantile_code gathered_value(const struct quantile_source *source, double p, struct quantile_number *result)
{
    uint64_t key[2];
    double h;
    if (source->count == 0)
        return QUANTILE_EMPTY;
    uint64_t rank = place_of(source->count, p, &h);
    if (!quantile_select(source, rank, key))
        return QUANTILE_NO_MEMORY;
    struct ranked_key at[2] = {{.major = key[0]}, {.major = key[1]}};
    if (!source->real) {
        at[0] = ranked_integer((int64_t)quantile_integer_key(key[0]));
        at[1] = ranked_integer((int64_t)quantile_integer_key(key[1]));
    }
    *result = between(at[0], at[1], h, !source->real);
    return QUANTILE_OK;
}

/* The quantile of what is in order. */
static enum quantile_code ranked_value(const struct quantile *all, double p, struct quantile_number *result)
{
    uint64_t count = ranked_count(all->ranked);
    double h;
    if (count == 0)
        return QUANTILE_EMPTY;
    uint64_t rank = place_of(count, p, &h);
    struct ranked_key a = ranked_at(all->ranked, rank);
    struct ranked_key b = h > 0 ? ranked_at(all->ranked, rank + 1) : a;
    *result = between(a, b, h, all->ranked_reals == 0);
    return QUANTILE_OK;
}

enum quantile_code quantile_value(struct quantile *all, double p, struct quantile_number *result)
{
    struct quantile_source source;
    if (!all->ranked && !all->asked && source_fill(all, &source)) {
        all->asked = true;
        return gathered_value(&source, p, result);
    }
    return order(all) ? ranked_value(all, p, result) : QUANTILE_NO_MEMORY;
}
