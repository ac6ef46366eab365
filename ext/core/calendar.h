/* Working days: Monday to Friday as changed by holiday notices, each as it stood when it was announced. */
#ifndef FULFIL_CALENDAR_H
#define FULFIL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"

/* A day that a notice names. Which days belong to which version is said by calendar_version. */
struct calendar_notice_day {
    int32_t day;
    bool workday;
};

/*
 * One version of one year's notice and its days, `day[first .. first + count)`. A version replaces all earlier ones of
 * its year; it may name days of neighbouring years, and none at all.
 */
struct calendar_version {
    int32_t year;
    int32_t announced; /* day number */
    size_t first, count;
};

/* Versions in ascending order of (year, announced), no two alike. Days in any order. */
struct calendar_notices {
    const struct calendar_version *version;
    size_t versions;
    const struct calendar_notice_day *day;
    size_t days;
};

/* A day on which the calendar differs from Monday to Friday. */
struct calendar_change {
    int32_t day;
    int32_t announced, year; /* of the notice: the later one wins where two name the same day */
    int32_t change;          /* +1 a weekend day worked, -1 a weekday off */
    int32_t total;           /* sum of change up to and with this row */
};

/* What a calendar is: the changes in ascending order of day. */
struct calendar {
    const struct calendar_change *change;
    size_t count;
};

enum calendar_outcome { CALENDAR_OK, CALENDAR_OUT_OF_RANGE };

/*
 * Writes the calendar that was in force by what was announced on or before `announced` (DAY_MAX: as amended) into
 * `change`, which has room for notices->days rows. Gives the number of rows written. O(days log days).
 */
size_t calendar_build(const struct calendar_notices *notices, int32_t announced, struct calendar_change *change);

/* Whether any version of the notice for the day's year is there. O(log versions). */
bool calendar_published(const struct calendar_notices *notices, int32_t day);

/* Whether a day is a working day. O(log changes). */
bool calendar_is_workday(struct calendar calendar, int32_t day);

/* Working days in (a, b]; negative, those in (b, a], when b < a. O(log changes). */
int32_t calendar_between(struct calendar calendar, int32_t a, int32_t b);

/*
 * The n-th working day after a day (n > 0) or before it (n < 0); n = 0 gives the day itself, whether worked or not.
 * Out of range when that is not in 0001..9999. O(log days of 9999 years * log changes), whatever n is.
 */
enum calendar_outcome calendar_add(struct calendar calendar, int32_t day, int64_t n, int32_t *result);

#endif
