/* Counts and percentages as people read them, at every edge of int64. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "ext/core/display.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    int64_t n, d;
    const char *text;
} percents[] = {
    {763, 926, "82.40%"},
    {202, 763, "26.47%"},
    {202, 926, "21.81%"},
    {0, 1, "0.00%"},
    {1, 1, "100.00%"},
    {1, 3, "33.33%"},
    {2, 3, "66.67%"},
    {1, 20000, "0.01%"},
    {1, 20001, "0.01%"},
    {-1, 20000, "-0.01%"},
    {-1, 20001, "0.00%"},
    {-1, 3, "-33.33%"},
    {3, 2, "150.00%"},
    {99995, 100000, "99.99%"},
    {99995, 99995, "100.00%"},
    {100001, 100000, "100.00%"},
    {0, INT64_MAX, "0.00%"},
    {999949, 1000000, "99.99%"},
    {199995, 100000, "200.00%"},
    {INT64_MAX, INT64_MAX, "100.00%"},
    {INT64_MAX - 1, INT64_MAX, "99.99%"},
    {INT64_MAX / 2, INT64_MAX, "50.00%"},
    {1, INT64_MAX, "0.01%"},
    {INT64_MAX, 1, "922337203685477580700.00%"},
    {INT64_MIN, 1, "-922337203685477580800.00%"},
    {INT64_MIN, INT64_MAX, "-100.00%"},
    {INT64_C(999999999999999999), 1, "99999999999999999900.00%"},
};

START_TEST(writes_percent)
{
    char text[DISPLAY_SIZE];
    display_percent(percents[_i].n, percents[_i].d, text);
    ck_assert_str_eq(text, percents[_i].text);
}
END_TEST

static const struct {
    int64_t count;
    const char *text;
} counts[] = {
    {0, "0"},
    {7, "7"},
    {999, "999"},
    {1000, "1,000"},
    {-1234, "-1,234"},
    {-999, "-999"},
    {1234567, "1,234,567"},
    {INT64_MAX, "9,223,372,036,854,775,807"},
    {INT64_MIN, "-9,223,372,036,854,775,808"},
};

START_TEST(writes_count)
{
    char text[DISPLAY_SIZE];
    display_count(counts[_i].count, text);
    ck_assert_str_eq(text, counts[_i].text);
}
END_TEST

/* Against plain integer arithmetic where that does not overflow. */
START_TEST(agrees_with_division)
{
    for (int64_t d = 1; d < 400; d++) {
        for (int64_t n = 0; n <= 2 * d; n++) {
            char text[DISPLAY_SIZE], expected[DISPLAY_SIZE];
            int64_t hundredths = (2 * 10000 * n + d) / (2 * d);
            display_percent(n, d, text);
            snprintf(expected, sizeof expected, "%" PRId64 ".%02" PRId64 "%%", hundredths / 100, hundredths % 100);
            ck_assert_str_eq(text, expected);
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("display");
    TCase *cases = tcase_create("display");
    tcase_add_loop_test(cases, writes_percent, 0, (int)COUNT(percents));
    tcase_add_loop_test(cases, writes_count, 0, (int)COUNT(counts));
    tcase_add_test(cases, agrees_with_division);
    suite_add_tcase(suite, cases);
    return suite;
}
