/* Working days against counting day by day, with the two versions of 2020, neighbouring years and disagreeing notices. */
#include "ext/core/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static int32_t on(const char *text)
{
    int32_t day = 0;
    ck_assert_msg(day_parse(text, strlen(text), &day), "'%s' is no date", text);
    return day;
}

/* Notices of a few days, filled in by notice_add; versions must be added in order. */
struct notices {
    struct calendar_version version[8];
    struct calendar_notice_day day[64];
    struct calendar_change change[64];
    struct calendar_notices view;
};

static void version_add(struct notices *notices, int32_t year, const char *announced)
{
    struct calendar_version version = {year, on(announced), notices->view.days, 0};
    notices->version[notices->view.versions++] = version;
    notices->view.version = notices->version;
    notices->view.day = notices->day;
}

static void days_add(struct notices *notices, const char *from, const char *to, bool workday)
{
    for (int32_t day = on(from); day <= on(to); day++) {
        struct calendar_notice_day row = {day, workday};
        notices->day[notices->view.days++] = row;
        notices->version[notices->view.versions - 1].count++;
    }
}

static struct calendar build(struct notices *notices, const char *announced)
{
    struct calendar calendar = {notices->change, 0};
    calendar.count = calendar_build(&notices->view, announced ? on(announced) : DAY_MAX, notices->change);
    return calendar;
}

/* 2019 (with a day of 2018) and both versions of 2020's spring. */
static void spring(struct notices *notices)
{
    memset(notices, 0, sizeof *notices);
    version_add(notices, 2019, "2018-12-06");
    days_add(notices, "2018-12-31", "2019-01-01", false);
    days_add(notices, "2018-12-29", "2018-12-29", true);
    version_add(notices, 2020, "2019-11-21");
    days_add(notices, "2020-01-19", "2020-01-19", true);
    days_add(notices, "2020-01-24", "2020-01-30", false);
    days_add(notices, "2020-02-01", "2020-02-01", true);
    version_add(notices, 2020, "2020-01-27");
    days_add(notices, "2020-01-19", "2020-01-19", true);
    days_add(notices, "2020-01-24", "2020-02-02", false);
    days_add(notices, "2020-02-03", "2020-02-03", true);
}

static void assert_add(struct calendar calendar, const char *from, int64_t n, const char *expected)
{
    int32_t day = 0;
    char text[DAY_TEXT_LENGTH + 1];
    ck_assert_int_eq(calendar_add(calendar, on(from), n, &day), CALENDAR_OK);
    day_format(day, text);
    ck_assert_msg(strcmp(text, expected) == 0, "%s + %lld gives %s, not %s", from, (long long)n, text, expected);
}

START_TEST(versions)
{
    struct notices notices;
    struct calendar calendar;
    spring(&notices);
    calendar = build(&notices, NULL);
    assert_add(calendar, "2020-01-23", 2, "2020-02-04");
    assert_add(calendar, "2020-01-17", 2, "2020-01-20");
    assert_add(calendar, "2020-02-04", -2, "2020-01-23");
    calendar = build(&notices, "2020-01-27");
    assert_add(calendar, "2020-01-23", 2, "2020-02-04");
    calendar = build(&notices, "2020-01-26");
    assert_add(calendar, "2020-01-23", 2, "2020-02-01");
    assert_add(calendar, "2020-01-17", 2, "2020-01-20");
    calendar = build(&notices, "2019-11-20"); /* nothing of 2020 announced yet */
    assert_add(calendar, "2020-01-23", 2, "2020-01-27");
    ck_assert(calendar_is_workday(calendar, on("2018-12-29")) && !calendar_is_workday(calendar, on("2018-12-31")));
    calendar = build(&notices, "2018-12-05");
    ck_assert_uint_eq(calendar.count, 0);
    ck_assert(!calendar_is_workday(calendar, on("2018-12-29")) && calendar_is_workday(calendar, on("2018-12-31")));
}
END_TEST

START_TEST(zero_and_weekends)
{
    struct calendar plain = {NULL, 0};
    assert_add(plain, "2020-02-22", 0, "2020-02-22"); /* a Saturday stays what it is */
    assert_add(plain, "2020-02-22", 1, "2020-02-24");
    assert_add(plain, "2020-02-23", 1, "2020-02-24");
    assert_add(plain, "2020-02-21", 1, "2020-02-24");
    assert_add(plain, "2020-02-22", -1, "2020-02-21");
    assert_add(plain, "2020-02-23", -1, "2020-02-21");
    assert_add(plain, "2020-02-24", -1, "2020-02-21");
    ck_assert_int_eq(calendar_between(plain, on("2020-02-25"), on("2020-03-31")), 25);
    ck_assert_int_eq(calendar_between(plain, on("2020-03-31"), on("2020-02-25")), -25);
    ck_assert_int_eq(calendar_between(plain, on("2020-02-25"), on("2020-02-25")), 0);
    ck_assert_int_eq(calendar_between(plain, on("2020-02-21"), on("2020-02-23")), 0);
}
END_TEST

START_TEST(out_of_range)
{
    struct calendar plain = {NULL, 0};
    int32_t day = 42;
    int32_t all = calendar_between(plain, DAY_MIN, DAY_MAX);
    ck_assert_int_eq(calendar_add(plain, DAY_MIN, all, &day), CALENDAR_OK);
    ck_assert_int_eq(day, DAY_MAX); /* 9999-12-31 is a Friday */
    ck_assert_int_eq(calendar_add(plain, DAY_MIN, all + 1, &day), CALENDAR_OUT_OF_RANGE);
    ck_assert_int_eq(calendar_add(plain, DAY_MAX, -all, &day), CALENDAR_OK);
    ck_assert_int_eq(day, DAY_MIN); /* a Monday */
    ck_assert_int_eq(calendar_add(plain, DAY_MAX, -all - 1, &day), CALENDAR_OUT_OF_RANGE);
    ck_assert_int_eq(calendar_add(plain, DAY_MIN, -1, &day), CALENDAR_OUT_OF_RANGE);
    ck_assert_int_eq(calendar_add(plain, 0, INT64_MAX, &day), CALENDAR_OUT_OF_RANGE);
    ck_assert_int_eq(calendar_add(plain, 0, INT64_MIN, &day), CALENDAR_OUT_OF_RANGE);
}
END_TEST

/* Where two notices name one day the one announced later wins; a version without days still replaces. */
START_TEST(disagreement)
{
    struct notices notices;
    struct calendar calendar;
    memset(&notices, 0, sizeof notices);
    version_add(&notices, 2021, "2020-11-25");
    days_add(&notices, "2021-12-31", "2021-12-31", false);
    version_add(&notices, 2022, "2021-10-25");
    days_add(&notices, "2021-12-31", "2021-12-31", true);
    version_add(&notices, 2023, "2022-12-08");
    days_add(&notices, "2023-01-02", "2023-01-02", false);
    version_add(&notices, 2023, "2022-12-20");
    calendar = build(&notices, NULL);
    ck_assert(calendar_is_workday(calendar, on("2021-12-31")));
    ck_assert(calendar_is_workday(calendar, on("2023-01-02")));
    ck_assert_uint_eq(calendar.count, 0); /* nothing differs from the week */
    calendar = build(&notices, "2021-01-01");
    ck_assert(!calendar_is_workday(calendar, on("2021-12-31")));
    calendar = build(&notices, "2022-12-08");
    ck_assert(!calendar_is_workday(calendar, on("2023-01-02")));
}
END_TEST

START_TEST(published)
{
    struct notices notices;
    spring(&notices);
    ck_assert(!calendar_published(&notices.view, on("2018-12-31"))); /* only a neighbour's notice names it */
    ck_assert(calendar_published(&notices.view, on("2019-01-01")) &&
              calendar_published(&notices.view, on("2020-12-31")));
    ck_assert(!calendar_published(&notices.view, on("2021-01-01")));
    memset(&notices, 0, sizeof notices);
    ck_assert(!calendar_published(&notices.view, on("2019-01-01")));
}
END_TEST

/* The n-th working day by counting. */
static int32_t counted_add(struct calendar calendar, int32_t day, int n)
{
    int step = n < 0 ? -1 : 1;
    while (n != 0) {
        day += step;
        if (calendar_is_workday(calendar, day))
            n -= step;
    }
    return day;
}

START_TEST(against_counting)
{
    struct notices notices;
    struct calendar calendar;
    spring(&notices);
    calendar = build(&notices, NULL);
    for (int32_t day = on("2018-12-15"); day < on("2020-03-01"); day++) {
        for (int n = -30; n <= 30; n++) {
            int32_t found = 0, expected = counted_add(calendar, day, n);
            ck_assert_int_eq(calendar_add(calendar, day, n, &found), CALENDAR_OK);
            ck_assert_int_eq(found, expected);
            if (n > 0)
                ck_assert_int_eq(calendar_between(calendar, day, found), n);
        }
    }
}
END_TEST

/* Random calendars: each day as the notices say, and add and between agree with counting. */
START_TEST(random_calendars)
{
    unsigned seed = 20200225;
    for (int round = 0; round < 200; round++) {
        struct notices notices;
        struct calendar calendar;
        int32_t base = on("2020-01-01"), total = 0;
        signed char said[60];
        memset(&notices, 0, sizeof notices);
        memset(said, -1, sizeof said);
        version_add(&notices, 2020, "2019-11-21");
        for (int i = 0; i < 25; i++) {
            int place;
            char text[DAY_TEXT_LENGTH + 1];
            seed = seed * 1103515245u + 12345u;
            place = (int)(seed >> 16) % 60;
            if (said[place] >= 0)
                continue;
            said[place] = (seed >> 8) & 1;
            day_format(base + place, text);
            days_add(&notices, text, text, said[place]);
        }
        calendar = build(&notices, NULL);
        for (int i = 0; i < 60; i++) {
            bool worked = said[i] >= 0 ? said[i] : day_weekday(base + i) < 5;
            total += worked;
            ck_assert_int_eq(calendar_is_workday(calendar, base + i), worked);
            ck_assert_int_eq(calendar_between(calendar, base - 1, base + i), total);
            for (int n = -40; n <= 40; n++) {
                int32_t found = 0;
                ck_assert_int_eq(calendar_add(calendar, base + i, n, &found), CALENDAR_OK);
                ck_assert_int_eq(found, counted_add(calendar, base + i, n));
            }
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("calendar");
    TCase *tests = tcase_create("calendar");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, versions);
    tcase_add_test(tests, zero_and_weekends);
    tcase_add_test(tests, out_of_range);
    tcase_add_test(tests, disagreement);
    tcase_add_test(tests, published);
    tcase_add_test(tests, against_counting);
    tcase_add_test(tests, random_calendars);
    suite_add_tcase(suite, tests);
    return suite;
}
