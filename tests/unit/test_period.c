/* Periods before, at and after the anchor, and at the ends of the calendar. */
#include "ext/core/period.h"

#include <string.h>

#include "ext/core/day.h"
#include "unit.h"

static int32_t on(const char *text)
{
    int32_t day = 0;
    ck_assert_msg(day_parse(text, strlen(text), &day), "'%s' is no date", text);
    return day;
}

START_TEST(two_days)
{
    const struct period_rule rule = {on("2020-02-10"), 2};
    int32_t day;
    ck_assert_int_eq(period_of(rule, on("2020-02-10")), 1);
    ck_assert_int_eq(period_of(rule, on("2020-02-11")), 1);
    ck_assert_int_eq(period_of(rule, on("2020-02-12")), 2);
    ck_assert_int_eq(period_of(rule, on("2020-02-25")), 8);
    ck_assert_int_eq(period_of(rule, on("2020-02-09")), 0);
    ck_assert_int_eq(period_of(rule, on("2020-02-08")), 0);
    ck_assert_int_eq(period_of(rule, on("2020-02-07")), -1);
    ck_assert(period_first(rule, 8, &day) && day == on("2020-02-24"));
    ck_assert(period_after(rule, 8, &day) && day == on("2020-02-26"));
    ck_assert(period_first(rule, 0, &day) && day == on("2020-02-08"));
}
END_TEST

START_TEST(every_length)
{
    for (int32_t days = 1; days <= 366; days++) {
        const struct period_rule rule = {on("2020-02-10"), days};
        for (int32_t day = rule.anchor - 800; day < rule.anchor + 800; day++) {
            int64_t number = period_of(rule, day);
            int32_t first, after;
            ck_assert(period_first(rule, number, &first) && period_after(rule, number, &after));
            ck_assert_int_eq(after - first, days);
            ck_assert(first <= day && day < after);
        }
    }
}
END_TEST

START_TEST(out_of_range)
{
    const struct period_rule rule = {on("2020-02-10"), 2};
    int32_t day = 42;
    int64_t last = period_of(rule, DAY_MAX);
    ck_assert(period_first(rule, last, &day));
    ck_assert(!period_first(rule, last + 1, &day));
    ck_assert(period_first(rule, period_of(rule, DAY_MIN) + 1, &day));
    ck_assert(!period_first(rule, INT64_MAX, &day) && !period_first(rule, INT64_MIN, &day));
    ck_assert(!period_after(rule, INT64_MAX, &day) && !period_after(rule, INT64_MIN, &day));
    ck_assert(!period_after(rule, last, &day)); /* the day after 9999-12-31 at the least */
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("period");
    TCase *tests = tcase_create("period");
    tcase_add_test(tests, two_days);
    tcase_add_test(tests, every_length);
    tcase_add_test(tests, out_of_range);
    suite_add_tcase(suite, tests);
    return suite;
}
