/* Day numbers against a calendar that is counted up day by day, and the texts that must be refused. */
#include "ext/core/day.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static int month_days(int year, int month)
{
    if (month == 2)
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

START_TEST(every_day)
{
    int32_t day = DAY_MIN;
    int weekday = 0; /* 0001-01-01 was a Monday */
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int date = 1; date <= month_days(year, month); date++, day++, weekday = (weekday + 1) % 7) {
                struct day_civil civil = {year, month, date}, back = day_to_civil(day);
                if (day_from_civil(civil) == day && day_weekday(day) == weekday && back.year == year &&
                    back.month == month && back.day == date) {
                    continue;
                }
                ck_abort_msg("%04d-%02d-%02d is taken for day %d, not %d", year, month, date, day_from_civil(civil),
                             day);
            }
        }
    }
    ck_assert_int_eq(day, DAY_MAX + 1);
}
END_TEST

START_TEST(known_days)
{
    int32_t day;
    char text[DAY_TEXT_LENGTH + 1];
    ck_assert(day_parse("1970-01-01", 10, &day));
    ck_assert_int_eq(day, 0);
    ck_assert(day_parse("2020-02-29", 10, &day));
    ck_assert_int_eq(day, 18321);
    ck_assert_int_eq(day_weekday(day), 5);
    day_format(day, text);
    ck_assert_str_eq(text, "2020-02-29");
    ck_assert(day_parse("0001-01-01", 10, &day));
    ck_assert_int_eq(day, DAY_MIN);
    day_format(day, text);
    ck_assert_str_eq(text, "0001-01-01");
    ck_assert(day_parse("9999-12-31", 10, &day));
    ck_assert_int_eq(day, DAY_MAX);
    day_format(day, text);
    ck_assert_str_eq(text, "9999-12-31");
}
END_TEST

START_TEST(refused)
{
    static const char *const text[] = {
        "",           "2020-2-25",  "2020-02-30",  "2019-02-29",  "1900-02-29", "2020-13-01",
        "2020-00-01", "2020-01-00", "0000-01-01",  "2020/02/25",  "20200225",   " 2020-02-2",
        "2020-02-2x", "+020-02-25", "2020-02-25 ", "2020-02-250", "2020-04-31", "202\xEF\xBC\x90-2-25",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        int32_t day = 42;
        ck_assert_msg(!day_parse(text[i], strlen(text[i]), &day), "'%s' was taken for a date", text[i]);
        ck_assert_int_eq(day, 42);
    }
    int32_t day = 42;
    ck_assert(!day_parse("2020-02\0005", 10, &day)); /* a NUL inside */
}
END_TEST

START_TEST(length_decides)
{
    int32_t day;
    ck_assert(day_parse("2020-02-25T00:00:00Z", 10, &day)); /* the caller says how much belongs to it */
    ck_assert(!day_parse("2020-02-25", 9, &day));
}
END_TEST

START_TEST(range)
{
    ck_assert(day_in_range(DAY_MIN) && day_in_range(DAY_MAX));
    ck_assert(!day_in_range((int64_t)DAY_MIN - 1) && !day_in_range((int64_t)DAY_MAX + 1));
    ck_assert(!day_in_range(INT64_MIN) && !day_in_range(INT64_MAX));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("day");
    TCase *tests = tcase_create("day");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_day);
    tcase_add_test(tests, known_days);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, length_decides);
    tcase_add_test(tests, range);
    suite_add_tcase(suite, tests);
    return suite;
}
