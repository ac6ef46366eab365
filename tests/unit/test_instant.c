/* Instants, their text, and local days where the UTC offset stays, jumps forward and falls back. */
#include "ext/core/instant.h"

#include <string.h>

#include "ext/core/day.h"
#include "unit.h"

static const struct instant_offset china_row[] = {{INT64_C(-638928000), 480}}; /* 1949-10-03 */
static const struct instant_zone china = {china_row, 1};

static int64_t at(const char *text)
{
    int64_t instant = 0;
    ck_assert_msg(instant_parse(text, strlen(text), &instant), "'%s' is no instant", text);
    return instant;
}

static int32_t on(const char *text)
{
    int32_t day = 0;
    ck_assert_msg(day_parse(text, strlen(text), &day), "'%s' is no date", text);
    return day;
}

static void assert_instant(int64_t instant, const char *expected)
{
    char text[INSTANT_TEXT_LENGTH + 1];
    instant_format(instant, text);
    ck_assert_str_eq(text, expected);
}

static void assert_day(struct instant_zone zone, const char *date, const char *start, const char *end)
{
    int64_t instant;
    ck_assert(instant_day_start(zone, on(date), &instant));
    assert_instant(instant, start);
    ck_assert(instant_day_end(zone, on(date), &instant));
    assert_instant(instant, end);
}

START_TEST(text)
{
    static const char *const same[] = {"1970-01-01T00:00:00Z", "2020-02-25T15:59:59Z", "1969-12-31T23:59:59Z",
                                       "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2020-02-29T12:34:56Z"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_instant(at(same[i]), same[i]);
    ck_assert_int_eq(at("1970-01-02T00:00:01Z"), 86401);
    ck_assert_int_eq(at("0001-01-01T00:00:00Z"), INSTANT_MIN);
    ck_assert_int_eq(at("9999-12-31T23:59:59Z"), INSTANT_MAX);
}
END_TEST

START_TEST(refused)
{
    static const char *const bad[] = {
        "2020-02-25",
        "2020-02-25T24:00:00Z",
        "2020-02-25T23:60:00Z",
        "2020-02-25T23:59:60Z",
        "2020-02-25 23:59:59Z",
        "2020-02-25T23:59:59",
        "2020-02-25T23:59:59z",
        "2020-02-30T00:00:00Z",
        "2020-02-25T23:59:59+",
        "2020-02-25T-1:59:59Z",
        "2020-02-25T23.59:59Z",
        "2020-02-25T23:59:59.0Z",
        "",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t instant = 42;
        ck_assert_msg(!instant_parse(bad[i], strlen(bad[i]), &instant), "'%s' was taken for an instant", bad[i]);
        ck_assert_int_eq(instant, 42);
    }
}
END_TEST

START_TEST(one_offset)
{
    int32_t day;
    char local[INSTANT_LOCAL_TEXT_LENGTH + 1];
    assert_day(china, "2020-02-25", "2020-02-24T16:00:00Z", "2020-02-25T15:59:59Z");
    assert_day(china, "1900-01-01", "1899-12-31T16:00:00Z", "1900-01-01T15:59:59Z"); /* before the first row */
    ck_assert(instant_local_day(china, at("2020-02-25T15:59:59Z"), &day) && day == on("2020-02-25"));
    ck_assert(instant_local_day(china, at("2020-02-25T16:00:00Z"), &day) && day == on("2020-02-26"));
    ck_assert(instant_format_local(china, at("2020-02-25T15:59:59Z"), local));
    ck_assert_str_eq(local, "2020-02-25 23:59");
}
END_TEST

START_TEST(edges)
{
    static const struct instant_offset west_row[] = {{0, -480}};
    static const struct instant_zone west = {west_row, 1};
    int64_t instant;
    int32_t day;
    char local[INSTANT_LOCAL_TEXT_LENGTH + 1];
    ck_assert(!instant_day_start(china, DAY_MIN, &instant)); /* would begin before the year 1 */
    ck_assert(instant_day_end(china, DAY_MAX, &instant));
    ck_assert(!instant_local_day(china, INSTANT_MAX, &day));
    ck_assert(!instant_format_local(china, INSTANT_MAX, local));
    ck_assert(instant_day_start(west, DAY_MIN, &instant));
    ck_assert(!instant_day_end(west, DAY_MAX, &instant));
    ck_assert(!instant_local_day(west, INSTANT_MIN, &day));
}
END_TEST

/* Shanghai 1986: 8 hours, from 4 May 02:00 9 hours, from 14 September 02:00 8 hours again. */
START_TEST(summer_time)
{
    const struct instant_offset row[] = {
        {INT64_C(-638928000), 480}, {at("1986-05-03T18:00:00Z"), 540}, {at("1986-09-13T17:00:00Z"), 480}};
    const struct instant_zone zone = {row, 3};
    assert_day(zone, "1986-05-03", "1986-05-02T16:00:00Z", "1986-05-03T15:59:59Z");
    assert_day(zone, "1986-05-04", "1986-05-03T16:00:00Z", "1986-05-04T14:59:59Z"); /* 23 hours */
    assert_day(zone, "1986-07-01", "1986-06-30T15:00:00Z", "1986-07-01T14:59:59Z");
    assert_day(zone, "1986-09-14", "1986-09-13T15:00:00Z", "1986-09-14T15:59:59Z"); /* 25 hours */
}
END_TEST

/* A change at midnight itself: the day's last hour is skipped, or comes twice. */
START_TEST(midnight_change)
{
    const struct instant_offset forward_row[] = {{INT64_C(0), 480}, {at("2000-01-01T15:00:00Z"), 540}};
    const struct instant_offset back_row[] = {{INT64_C(0), 540}, {at("2000-01-01T15:00:00Z"), 480}};
    const struct instant_zone forward = {forward_row, 2}, back = {back_row, 2};
    int32_t day;
    assert_day(forward, "2000-01-01", "1999-12-31T16:00:00Z", "2000-01-01T14:59:59Z"); /* ends at 22:59:59 */
    assert_day(forward, "2000-01-02", "2000-01-01T15:00:00Z", "2000-01-02T14:59:59Z");
    assert_day(back, "2000-01-01", "1999-12-31T15:00:00Z", "2000-01-01T15:59:59Z"); /* 23 o'clock twice */
    ck_assert(instant_local_day(back, at("2000-01-01T15:30:00Z"), &day) && day == on("2000-01-01"));
}
END_TEST

/* Start and end of a day are the first and last instants whose local day it is, wherever offsets do not go back. */
START_TEST(days_partition)
{
    const struct instant_offset row[] = {
        {at("2000-01-05T03:30:00Z"), 345}, {at("2000-01-10T18:00:00Z"), 765}, {at("2000-01-15T00:00:00Z"), 780}};
    const struct instant_zone zone = {row, 3};
    for (int32_t day = on("2000-01-01"); day < on("2000-01-20"); day++) {
        int64_t start, end, next;
        int32_t found;
        ck_assert(instant_day_start(zone, day, &start) && instant_day_end(zone, day, &end));
        ck_assert(instant_day_start(zone, day + 1, &next));
        ck_assert_int_eq(end + 1, next);
        ck_assert(instant_local_day(zone, start, &found) && found == day);
        ck_assert(instant_local_day(zone, end, &found) && found == day);
        ck_assert(instant_local_day(zone, start - 1, &found) && found == day - 1);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("instant");
    TCase *tests = tcase_create("instant");
    tcase_add_test(tests, text);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, one_offset);
    tcase_add_test(tests, edges);
    tcase_add_test(tests, summer_time);
    tcase_add_test(tests, midnight_change);
    tcase_add_test(tests, days_partition);
    suite_add_tcase(suite, tests);
    return suite;
}
