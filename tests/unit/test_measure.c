/* Steps of measures: Harbin's figures, rounding, bounds, and random rates against plain division. */
#include "ext/core/measure.h"

#include <string.h>

#include "unit.h"

#define WAN INT64_C(1000000) /* fen in 1万元 */

static int64_t given(struct measure_step step, int64_t fen)
{
    enum measure_code code = measure_apply(step, &fen);
    ck_assert_msg(code == MEASURE_OK, "%s", measure_reason(code));
    return fen;
}

START_TEST(harbin)
{
    const struct measure_step tenth = {MEASURE_RATE, 10, 100}, cap = {MEASURE_CAP, 500 * WAN, 0};
    const struct measure_step rise = {MEASURE_INCREMENT, 0, 0}, half = {MEASURE_RATE, 50, 100};
    const struct measure_step loan = {MEASURE_CAP, 1000 * WAN, 0}, award = {MEASURE_AWARD, 100 * WAN, 0};
    ck_assert_int_eq(given(cap, given(tenth, 499999 * WAN / 100)), 499999000);
    ck_assert_int_eq(given(cap, given(tenth, 5000 * WAN)), 500 * WAN);
    ck_assert_int_eq(given(cap, given(tenth, 500001 * WAN / 100)), 500 * WAN);
    ck_assert_int_eq(given(half, given(rise, 80 * WAN)), 40 * WAN);
    ck_assert_int_eq(given(half, given(rise, -80 * WAN)), 0);
    ck_assert_int_eq(given(half, given(rise, INT64_MIN)), 0);
    ck_assert_int_eq(given(loan, 999 * WAN), 999 * WAN);
    ck_assert_int_eq(given(loan, 1000 * WAN + 1), 1000 * WAN);
    ck_assert_int_eq(given(award, 0), 100 * WAN);
    ck_assert_int_eq(given(award, -1), 100 * WAN);
}
END_TEST

START_TEST(bounds)
{
    int64_t fen = INT64_MAX;
    ck_assert_int_eq(given((struct measure_step){MEASURE_RATE, INT64_MAX, INT64_MAX}, fen), INT64_MAX);
    ck_assert_int_eq(given((struct measure_step){MEASURE_RATE, 1, 3}, 2), 0); /* rounded down */
    ck_assert_int_eq(given((struct measure_step){MEASURE_RATE, 2, 3}, 2), 1);
    ck_assert_int_eq(given((struct measure_step){MEASURE_RATE, 0, 1}, fen), 0);
    ck_assert_int_eq(given((struct measure_step){MEASURE_FLOOR, 7, 0}, 0), 7);
    ck_assert_int_eq(given((struct measure_step){MEASURE_FLOOR, 7, 0}, 8), 8);
    ck_assert_int_eq(measure_apply((struct measure_step){MEASURE_RATE, 2, 1}, &fen), MEASURE_OVERFLOW);
    ck_assert_int_eq(fen, INT64_MAX); /* as it was */
    for (enum measure_kind kind = MEASURE_RATE; kind <= MEASURE_FLOOR; kind++) {
        fen = -1;
        ck_assert_int_eq(measure_apply((struct measure_step){kind, 1, 1}, &fen), MEASURE_NEGATIVE);
        ck_assert_int_eq(fen, -1);
    }
}
END_TEST

START_TEST(random_rates)
{
    uint64_t x = 20200225;
    for (int i = 0; i < unit_rounds(200000); i++) {
        x = x * UINT64_C(6364136223846793005) + 1442695040888963407u;
        int64_t fen = (int64_t)(x >> 34), value = (int64_t)(x >> 3) & 0xFFFFFFFF, per = 1 + (int64_t)(x & 0xFFFFF);
        int64_t got = given((struct measure_step){MEASURE_RATE, value, per}, fen);
        ck_assert_int_eq(got, fen * value / per); /* 30 and 32 bits: no overflow here */
    }
}
END_TEST

START_TEST(words)
{
    enum measure_kind kind = MEASURE_AWARD;
    ck_assert(measure_kind_parse("rate", 4, &kind) && kind == MEASURE_RATE);
    ck_assert(measure_kind_parse("increment", 9, &kind) && kind == MEASURE_INCREMENT);
    ck_assert(!measure_kind_parse("rat", 3, &kind) && !measure_kind_parse("rates", 5, &kind) && !measure_kind_parse("", 0, &kind));
    ck_assert(!measure_kind_parse("cap\0", 4, &kind));
    for (enum measure_code code = MEASURE_OK; code <= MEASURE_OVERFLOW; code++) ck_assert(measure_reason(code)[0]);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("measure");
    TCase *tests = tcase_create("measure");
    tcase_add_test(tests, harbin);
    tcase_add_test(tests, bounds);
    tcase_add_test(tests, random_rates);
    tcase_add_test(tests, words);
    suite_add_tcase(suite, tests);
    return suite;
}
