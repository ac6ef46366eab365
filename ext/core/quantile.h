/* Exact quantiles of integers and reals, by definition 7 of Hyndman and Fan, gathered once or sliding. */
#ifndef FULFIL_QUANTILE_H
#define FULFIL_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

enum quantile_code {
    QUANTILE_OK,
    QUANTILE_EMPTY,  /* no number, so no quantile */
    QUANTILE_ABSENT, /* taken away was what is not there */
    QUANTILE_NO_MEMORY
};

/* A full block of cells that others follow. */
struct quantile_chunk;

/* Numbers of one type, as they came: the bits of an int64 or of a double. */
struct quantile_pile {
    uint64_t *cell; /* of the newest chunk */
    size_t used, capacity;
    struct quantile_chunk *newest;
    uint64_t sealed;    /* cells of the older chunks */
    uint64_t low, high; /* their smallest and largest key (quantile_select.h) */
};

/*
 * Numbers gathered. Set to zeros with `memory` filled in it is empty; quantile_clear frees what it holds. The members are
 * here only so that adding can be inlined.
 */
struct quantile {
    struct memory memory;
    uint32_t *table; /* table[v]: how often the integer v came, for v < table_size; the rest lies in the piles */
    size_t table_size;
    struct quantile_pile integers, reals;
    struct ranked *ranked; /* once it slides, all is in here */
    uint64_t ranked_reals; /* how many of these are reals */
    bool asked;
};

/* A number, and of which type. */
struct quantile_number {
    bool is_integer;
    int64_t integer;
    double real; /* may be NaN, see quantile_value */
};

/* The rarer half of adding. */
enum quantile_code quantile_add_slow(struct quantile *all, bool is_integer, uint64_t bits);

/* Adds an integer if the table counts it; false if not. */
static inline bool quantile_count_integer(struct quantile *all, int64_t integer)
{
    if ((uint64_t)integer >= all->table_size || all->table[integer] == UINT32_MAX)
        return false;
    all->table[integer]++;
    return true;
}

/*
 * Adds a number. O(1) amortised, 8 bytes; small integers (from 0, below 65536 and below the count) that come often are
 * counted in 4 bytes for each different one. After the set slides O(log n) and some 20 to 60 bytes.
 */
static inline enum quantile_code quantile_add_integer(struct quantile *all, int64_t integer)
{
    if (quantile_count_integer(all, integer))
        return QUANTILE_OK;
    if (all->integers.used < all->integers.capacity) {
        all->integers.cell[all->integers.used++] = (uint64_t)integer;
        return QUANTILE_OK;
    }
    return quantile_add_slow(all, true, (uint64_t)integer);
}

/* The same for a real, infinities included; NaN must not come. -0.0 counts as 0.0. */
static inline enum quantile_code quantile_add_real(struct quantile *all, double real)
{
    union {
        double real;
        uint64_t bits;
    } number = {.real = real + 0.0};
    if (all->reals.used < all->reals.capacity) {
        all->reals.cell[all->reals.used++] = number.bits;
        return QUANTILE_OK;
    }
    return quantile_add_slow(all, false, number.bits);
}

/* Takes a number away that was added; from here on the set slides (ranked.h). */
enum quantile_code quantile_remove_integer(struct quantile *all, int64_t integer);
enum quantile_code quantile_remove_real(struct quantile *all, double real);

/*
 * The p-quantile, p in 0..1, by definition 7 (R. J. Hyndman and Y. Fan 1996, The American Statistician 50, p. 361; R's
 * default): with the numbers in order x[1] <= ... <= x[n] and i = 1 + (n - 1) p, it is x[i] where i is whole, else
 * (1 - h) x[floor i] + h x[floor i + 1], h being i's fraction; i is computed in double precision, as R does.
 *
 * Integers and reals are compared exactly. The result is a real if it is one of the doubles, so of all results within
 * 2^53; an integer that no double holds stays an integer. Of integers alone beyond 2^53 the interpolation is exact too
 * and is rounded to a double only where it has a fraction. Infinities are ordinary numbers at either end; between two
 * of different sign lies NaN, as in R.
 *
 * The first call selects in what was gathered: at most 4 passes over the cells, whatever their distribution, 512 KB of
 * scratch. A second call, or the first removal, puts all into order (O(n log n)), after which a call is O(1).
 * QUANTILE_EMPTY without numbers.
 */
enum quantile_code quantile_value(struct quantile *all, double p, struct quantile_number *result);

/* Frees what it holds; it is then empty. */
void quantile_clear(struct quantile *all);

#endif
