/* Quantiles against a sorted copy of the numbers in exact arithmetic, gathered and sliding, and out of memory. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/quantile.h"
#include "ext/core/ranked.h"
#include "unit.h"

/* Blocks that are allocated; the allocation number `failing`, from 1, fails, and all after it. */
struct heap {
    long blocks, calls, failing;
};

static void *heap_resize(void *context, void *block, size_t bytes)
{
    struct heap *heap = context;
    if (bytes == 0) {
        heap->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    heap->calls++;
    if (heap->failing > 0 && heap->calls >= heap->failing)
        return NULL;
    heap->blocks += block == NULL;
    return realloc(block, bytes);
}

static uint64_t dice_state;

static uint64_t dice(void)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return dice_state;
}

/* A number as the oracle keeps it: 80 bits of mantissa hold every int64 and every double. */
struct number {
    bool is_integer;
    int64_t integer;
    double real;
};

static long double number_value(struct number number)
{
    return number.is_integer ? (long double)number.integer : (long double)number.real;
}

static int number_compare(const void *a, const void *b)
{
    long double x = number_value(*(const struct number *)a), y = number_value(*(const struct number *)b);
    return (x > y) - (x < y);
}

/* The definition, over a sorted copy; *slack is what rounding may make of it. */
static long double oracle(const struct number *list, size_t count, double p, long double *slack)
{
    struct number *copy = malloc(count * sizeof *copy);
    memcpy(copy, list, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, number_compare);
    double index = 1 + (double)(count - 1) * p;
    size_t low = (size_t)floor(index);
    long double h = index - floor(index), a = number_value(copy[low - 1]);
    long double b = low < count ? number_value(copy[low]) : a;
    free(copy);
    *slack = a == b || h == 0 ? 0 : (fabsl(a) + fabsl(b)) * 0x1p-52L + 0x1p-1074L;
    return a == b ? a : (1 - h) * a + h * b;
}

/* Families of numbers; each stresses another part: table, digits, shared prefixes, ends, both types. */
enum family { SMALL, DAYS, WIDE, FULL, EQUAL, NEAR, ENDS, REALS, TINY, MIXED, MIXED_ENDS, SPARSE, FAMILIES };

static struct number draw(enum family family)
{
    uint64_t r = dice();
    struct number integer = {.is_integer = true}, real = {.is_integer = false};
    switch (family) {
    case SMALL:
        integer.integer = (int64_t)(r % 50);
        break;
    case DAYS:
        integer.integer = (int64_t)(r % 16 ? r % 400 : r % 40000);
        break;
    case WIDE:
        integer.integer = (int64_t)(r % 2000000000) - 1000000000;
        break;
    case FULL:
        integer.integer = (int64_t)r;
        break;
    case EQUAL:
        integer.integer = -7;
        break;
    case NEAR:
        integer.integer = (int64_t)((UINT64_C(0x5555) << 48) + r % 3000);
        break;
    case ENDS:
        integer.integer = r % 2 ? INT64_MAX - (int64_t)(r % 5) : INT64_MIN + (int64_t)(r % 7);
        break;
    case REALS:
        real.real = ((double)r - 0x1p63) / 1e9;
        return real;
    case TINY:
        real.real = (double)(int64_t)(r % 9 - 4) * 0x1p-1074;
        return real;
    case MIXED:
        real.real = (double)(r % 1000) / 8 - 50;
        integer.integer = (int64_t)(r % 100) - 50;
        return r >> 40 & 1 ? real : integer;
    case MIXED_ENDS:
        real.real = 0x1p62 + (double)(r % 5) * 1024;
        integer.integer = (INT64_C(1) << 62) + (int64_t)(r >> 8 & 4095);
        return r >> 40 & 1 ? real : integer;
    default:
        integer.integer = (int64_t)(r % 70000);
        break;
    }
    return integer;
}

static void add(struct quantile *all, struct number number)
{
    ck_assert(number.is_integer ? quantile_add_integer(all, number.integer) == QUANTILE_OK
                                : quantile_add_real(all, number.real) == QUANTILE_OK);
}

static void take(struct quantile *all, struct number number)
{
    ck_assert(number.is_integer ? quantile_remove_integer(all, number.integer) == QUANTILE_OK
                                : quantile_remove_real(all, number.real) == QUANTILE_OK);
}

/* Whether long double holds every 64-bit integer; valgrind works it out with a double. */
static bool oracle_is_exact(void)
{
    volatile long double one = 1, tiny = 0x1p-60L;
    return one + tiny != one;
}

/* Within a rounding of the exact value; exact where no interpolation was needed. */
static void assert_value(struct quantile *all, double p, const struct number *list, size_t count, const char *what)
{
    struct quantile_number number = {0};
    ck_assert_int_eq(quantile_value(all, p, &number), QUANTILE_OK);
    if (!oracle_is_exact())
        return;
    long double slack, want = oracle(list, count, p, &slack);
    long double have = number.is_integer ? (long double)number.integer : (long double)number.real;
    ck_assert_msg(fabsl(have - want) <= (number.is_integer && slack > 0 ? 0.5L : slack),
                  "%s: %zu numbers, p %.17g: %.21Lg, not %.21Lg", what, count, p, have, want);
    ck_assert_msg(!number.is_integer || (__int128)number.integer != (__int128)(double)number.integer, "%s: %.21Lg could be a real", what, have);
}

static double draw_share(void)
{
    static const double some[] = {0, 1, 0.5, 0.25, 0.9, 0.1, 1e-9, 0.999999};
    uint64_t r = dice();
    return r % 3 ? some[(r >> 8) % 8] : (double)(r >> 11) * 0x1p-53;
}

START_TEST(selects)
{
    static const size_t most[] = {1, 2, 3, 7, 64, 65, 130, 1000, 5000, 20000};
    struct heap heap = {0};
    dice_state = 88172645463325252u + (uint64_t)_i;
    for (int round = 0; round < unit_rounds(40); round++) {
        struct quantile all = {.memory = {heap_resize, &heap}};
        size_t count = 1 + dice() % most[(size_t)round % 10];
        struct number *list = malloc(count * sizeof *list);
        for (size_t i = 0; i < count; i++) add(&all, list[i] = draw((enum family)_i));
        assert_value(&all, draw_share(), list, count, "selected");
        assert_value(&all, draw_share(), list, count, "in order");
        quantile_clear(&all);
        free(list);
    }
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

START_TEST(slides)
{
    enum { MOST = 3000 };
    static const size_t frames[] = {1, 2, 5, 100, 255, 257, 900};
    struct heap heap = {0};
    dice_state = 1234567 + (uint64_t)_i;
    for (size_t f = 0; f < sizeof frames / sizeof *frames; f++) {
        struct quantile all = {.memory = {heap_resize, &heap}};
        struct number list[MOST];
        double p = draw_share();
        size_t steps = (size_t)unit_rounds(MOST), first = 0, end = 0;
        for (size_t i = 0; i < steps; i++) {
            add(&all, list[end++] = draw((enum family)_i));
            while (end - first > frames[f] || (end - first > 1 && dice() % 4 == 0)) take(&all, list[first++]);
            if (i % 7 == 0)
                assert_value(&all, p, list + first, end - first, "sliding");
        }
        while (first < end) take(&all, list[first++]);
        struct quantile_number number;
        ck_assert_int_eq(quantile_value(&all, p, &number), QUANTILE_EMPTY);
        ck_assert_int_eq(quantile_remove_integer(&all, 1), QUANTILE_ABSENT);
        quantile_clear(&all);
    }
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

START_TEST(orders_both_types_exactly)
{
    static const int64_t integer[] = {INT64_MIN,
                                      INT64_MIN + 1,
                                      -(INT64_C(1) << 53) - 1,
                                      -1,
                                      0,
                                      1,
                                      (INT64_C(1) << 53) + 1,
                                      (INT64_C(1) << 62) + 511,
                                      (INT64_C(1) << 62) + 513,
                                      INT64_MAX - 513,
                                      INT64_MAX - 511,
                                      INT64_MAX - 1,
                                      INT64_MAX};
    for (size_t i = 0; i < sizeof integer / sizeof *integer; i++) {
        struct ranked_key key = ranked_integer(integer[i]);
        ck_assert_int_eq(ranked_exact(key), integer[i]);
        for (size_t j = 0; j < i; j++) {
            struct ranked_key less = ranked_integer(integer[j]);
            ck_assert(less.major < key.major || (less.major == key.major && less.minor < key.minor));
        }
        struct ranked_key real = {.major = ranked_major((double)integer[i])};
        __int128 difference = (__int128)integer[i] - (__int128)(double)integer[i];
        ck_assert_int_eq(key.minor - real.minor, (int64_t)difference);
        ck_assert_uint_eq(key.major, real.major);
    }
    ck_assert_uint_eq(ranked_major(-0.0), ranked_major(0.0));
    ck_assert(ranked_major(-INFINITY) < ranked_major(-1) && ranked_major(1e308) < ranked_major(INFINITY));
    ck_assert(ranked_real(ranked_major(-1.5)) == -1.5 && ranked_real(ranked_major(INFINITY)) == INFINITY);
}
END_TEST

START_TEST(infinities_are_ends)
{
    struct heap heap = {0};
    struct quantile all = {.memory = {heap_resize, &heap}};
    struct quantile_number number;
    ck_assert_int_eq(quantile_value(&all, 0.5, &number), QUANTILE_EMPTY);
    ck_assert(quantile_add_real(&all, INFINITY) == QUANTILE_OK && quantile_add_real(&all, -INFINITY) == QUANTILE_OK);
    ck_assert(quantile_value(&all, 0.5, &number) == QUANTILE_OK && isnan(number.real));
    ck_assert(quantile_value(&all, 0, &number) == QUANTILE_OK && number.real == -INFINITY);
    ck_assert(quantile_add_integer(&all, 3) == QUANTILE_OK);
    ck_assert(quantile_value(&all, 0.5, &number) == QUANTILE_OK && number.real == 3);
    ck_assert(quantile_value(&all, 0.75, &number) == QUANTILE_OK && number.real == INFINITY);
    quantile_clear(&all);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

/* Every allocation fails once: the call says so, nothing leaks, and what is there stays usable. */
START_TEST(lives_without_memory)
{
    for (long failing = 1; failing < 80; failing++) {
        struct heap heap = {.failing = failing};
        struct quantile all = {.memory = {heap_resize, &heap}};
        struct quantile_number number;
        size_t added = 0;
        dice_state = 99;
        for (int i = 0; i < 3000; i++) {
            struct number one = draw(i < 1000 ? DAYS : i < 2000 ? FULL : REALS);
            added += one.is_integer ? quantile_add_integer(&all, one.integer) == QUANTILE_OK
                                    : quantile_add_real(&all, one.real) == QUANTILE_OK;
        }
        enum quantile_code first = quantile_value(&all, 0.3, &number), second = quantile_value(&all, 0.3, &number);
        ck_assert(first == QUANTILE_OK || first == QUANTILE_NO_MEMORY || (first == QUANTILE_EMPTY && added == 0));
        if (heap.calls >= failing)
            ck_assert(added < 3000 || second == QUANTILE_NO_MEMORY || first == QUANTILE_NO_MEMORY);
        heap.failing = 0;
        if (added > 0)
            ck_assert_int_eq(quantile_value(&all, 0.3, &number), QUANTILE_OK);
        quantile_clear(&all);
        ck_assert_int_eq(heap.blocks, 0);
    }
}
END_TEST

/* 8 bytes a number and little besides, whatever comes. */
static size_t heap_bytes, heap_most;

static void *bytes_resize(void *context, void *block, size_t bytes)
{
    size_t *old = block ? (size_t *)block - 2 : NULL;
    (void)context;
    heap_bytes -= old ? *old : 0;
    heap_bytes += bytes;
    heap_most = heap_bytes > heap_most ? heap_bytes : heap_most;
    if (bytes == 0) {
        free(old);
        return NULL;
    }
    size_t *to = realloc(old, bytes + 2 * sizeof *to);
    *to = bytes;
    return to + 2;
}

START_TEST(takes_ten_bytes_a_number)
{
    const size_t count = 1000000;
    struct quantile all = {.memory = {bytes_resize, NULL}};
    struct quantile_number number;
    dice_state = 4711;
    heap_most = heap_bytes = 0;
    for (size_t i = 0; i < count; i++) add(&all, draw((enum family)_i));
    ck_assert_int_eq(quantile_value(&all, 0.5, &number), QUANTILE_OK);
    ck_assert_msg(_i == MIXED_ENDS || heap_most <= 10 * count, "%zu bytes", heap_most);
    ck_assert_msg((_i != SMALL && _i != DAYS) || heap_most <= count, "%zu bytes", heap_most);
    quantile_clear(&all);
    ck_assert_uint_eq(heap_bytes, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("quantile");
    TCase *cases = tcase_create("quantile");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, selects, 0, FAMILIES);
    tcase_add_loop_test(cases, slides, 0, FAMILIES);
    tcase_add_test(cases, orders_both_types_exactly);
    tcase_add_test(cases, infinities_are_ends);
    tcase_add_test(cases, lives_without_memory);
    tcase_add_loop_test(cases, takes_ten_bytes_a_number, 0, FAMILIES);
    suite_add_tcase(suite, cases);
    return suite;
}
