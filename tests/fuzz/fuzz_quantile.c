/*
 * Bytes as a course of numbers added and taken away, of both types, with quantiles asked on the way: each is that of a
 * sorted list kept beside it, what was never added cannot be taken away, and nothing is lost.
 *
 * A step is a byte, what to do in its low 3 bits and the number's family in the rest, and up to 8 bytes of number.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "ext/core/quantile.h"
#include "fuzz.h"

static const struct memory memory = {fuzz_resize, NULL};

enum { NUMBERS_MOST = 4096 };

struct number {
    bool is_integer;
    int64_t integer;
    double real;
};

static struct number list[NUMBERS_MOST]; /* ascending */
static size_t numbers;

/* Exactly, -0.0 being 0.0: long doubles of 64 bits of mantissa hold both types. */
static long double value_of(const struct number *number)
{
    return number->is_integer ? (long double)number->integer : (long double)number->real;
}

/* The first place whose number is not below this one. */
static size_t place_of(const struct number *number)
{
    size_t low = 0, high = numbers;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (value_of(&list[middle]) < value_of(number))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where the list has this number of this type; `numbers` where it has not. */
static size_t place_same(const struct number *number)
{
    for (size_t at = place_of(number); at < numbers && value_of(&list[at]) == value_of(number); at++) {
        if (list[at].is_integer == number->is_integer)
            return at;
    }
    return numbers;
}

/* A number out of the next bytes: families that repeat, that spread, and raw bits. */
static struct number number_read(const uint8_t **data, const uint8_t *end, unsigned family)
{
    struct number number = {.is_integer = (family & 1) != 0};
    uint64_t bits = 0;
    size_t bytes = family / 2 % 4 == 0 ? 1 : family / 2 % 4 == 1 ? 2 : 8;
    for (size_t i = 0; i < bytes && *data < end; i++) bits |= (uint64_t) * (*data)++ << 8 * i;
    number.integer = (int64_t)bits;
    number.real = bytes < 8 ? (double)(int64_t)bits / 4 - 8 : 0;
    if (bytes == 8)
        memcpy(&number.real, &bits, sizeof number.real);
    if (number.real != number.real)
        number.real = 0;
    return number;
}

/* The definition over the list; beside reals an integer beyond 2^53 may first be rounded to a double, and the rest is rounded. */
static void check_quantile(struct quantile *all, double p)
{
    struct quantile_number got;
    enum quantile_code code = quantile_value(all, p, &got);
    FUZZ_CHECK(code == (numbers == 0 ? QUANTILE_EMPTY : QUANTILE_OK));
    if (numbers == 0)
        return;
    double index = 1 + (double)(numbers - 1) * p;
    size_t low = (size_t)floor(index);
    long double h = index - floor(index), a = value_of(&list[low - 1]), b = low < numbers ? value_of(&list[low]) : a;
    long double seen = got.is_integer ? (long double)got.integer : (long double)got.real;
    if (h == 0 || a == b) {
        FUZZ_CHECK(seen == a);
    } else if (isinf(a) && isinf(b)) {
        FUZZ_CHECK(isnan(seen));
    } else if (isinf(a) || isinf(b)) {
        FUZZ_CHECK(seen == (isinf(a) ? a : b));
    } else {
        long double want = (1 - h) * a + h * b;
        FUZZ_CHECK(fabsl(seen - want) <= (fabsl(a) + fabsl(b)) * 0x1p-51L + 0x1p-1074L);
    }
}

/* Adds a number, here and to the list. */
static void step_add(struct quantile *all, const struct number *number)
{
    if (numbers == NUMBERS_MOST)
        return;
    FUZZ_CHECK((number->is_integer ? quantile_add_integer(all, number->integer)
                                   : quantile_add_real(all, number->real)) == QUANTILE_OK);
    size_t at = place_of(number);
    memmove(&list[at + 1], &list[at], (numbers - at) * sizeof *list);
    list[at] = *number;
    numbers++;
}

/*
 * Takes a number away: one that is there, or else it must be refused. One that is there as the other type only was never
 * added and equals one that was; that is not for the set to tell.
 */
static void step_remove(struct quantile *all, const struct number *number)
{
    size_t at = place_same(number), equal = place_of(number);
    if (at == numbers && equal < numbers && value_of(&list[equal]) == value_of(number))
        return;
    enum quantile_code code =
        number->is_integer ? quantile_remove_integer(all, number->integer) : quantile_remove_real(all, number->real);
    FUZZ_CHECK(code == (at < numbers ? QUANTILE_OK : QUANTILE_ABSENT));
    if (at == numbers)
        return;
    numbers--;
    memmove(&list[at], &list[at + 1], (numbers - at) * sizeof *list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct quantile all = {.memory = memory};
    const uint8_t *end = data + size;
    numbers = 0;
    while (data < end) {
        unsigned step = *data++;
        struct number number = number_read(&data, end, step >> 3);
        if ((step & 7) < 4) {
            step_add(&all, &number);
        } else if ((step & 7) < 6) {
            if (numbers > 0 && (step & 1))
                number = list[(uint64_t)number.integer % numbers];
            step_remove(&all, &number);
        } else {
            check_quantile(&all, (step & 7) == 6 ? 0.5 : (double)(uint8_t)number.integer / 255);
        }
    }
    check_quantile(&all, 0.5);
    quantile_clear(&all);
    return 0;
}
