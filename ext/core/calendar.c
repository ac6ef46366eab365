/*
 * Working days.
 *
 * A calendar is the sorted list of days on which it differs from Monday to Friday, each with the running sum of the
 * differences. The number of working days from 0001-01-01 to any day is then arithmetic plus one bisection, and every
 * question is a question about that number: it never falls, so the n-th working day from somewhere is found by
 * bisection over days as well, whatever n is.
 */
#include "calendar.h"

#include <stdlib.h>

#include "day.h"

static bool weekday_worked(int32_t day)
{
    return day_weekday(day) < 5;
}

/* Mondays to Fridays from DAY_MIN, a Monday, to a day; 0 for the day before DAY_MIN. */
static int32_t weekdays_until(int32_t day)
{
    int32_t days = day - DAY_MIN + 1;
    int32_t rest = days % 7;
    return days / 7 * 5 + (rest < 5 ? rest : 5);
}

/* Number of changes on or before a day. */
static size_t changes_until(struct calendar calendar, int32_t day)
{
    size_t low = 0, high = calendar.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar.change[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Working days from DAY_MIN to a day; 0 for the day before DAY_MIN. */
static int32_t workdays_until(struct calendar calendar, int32_t day)
{
    size_t changes = changes_until(calendar, day);
    return weekdays_until(day) + (changes ? calendar.change[changes - 1].total : 0);
}

bool calendar_is_workday(struct calendar calendar, int32_t day)
{
    size_t changes = changes_until(calendar, day);
    if (changes && calendar.change[changes - 1].day == day)
        return calendar.change[changes - 1].change > 0;
    return weekday_worked(day);
}

int32_t calendar_between(struct calendar calendar, int32_t a, int32_t b)
{
    return workdays_until(calendar, b) - workdays_until(calendar, a);
}

enum calendar_outcome calendar_add(struct calendar calendar, int32_t day, int64_t n, int32_t *result)
{
    int32_t low = DAY_MIN, high = DAY_MAX;
    int64_t wanted; /* the result is the first day until which there are so many working days */
    if (n == 0) {
        *result = day;
        return CALENDAR_OK;
    }
    if (n > DAY_MAX - DAY_MIN || n < DAY_MIN - DAY_MAX)
        return CALENDAR_OUT_OF_RANGE;
    wanted = n > 0 ? workdays_until(calendar, day) + n : workdays_until(calendar, day - 1) + n + 1;
    if (wanted < 1 || wanted > workdays_until(calendar, DAY_MAX))
        return CALENDAR_OUT_OF_RANGE;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (workdays_until(calendar, middle) >= wanted)
            high = middle;
        else
            low = middle + 1;
    }
    *result = low;
    return CALENDAR_OK;
}

/* Order by day, and where notices disagree the one that wins first: announced later, then of the later year. */
static int change_compare(const void *left, const void *right)
{
    const struct calendar_change *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->announced != b->announced)
        return a->announced > b->announced ? -1 : 1;
    return (a->year < b->year) - (a->year > b->year);
}

/* Appends the days of one version. `change` is 1 or 0 until the list is settled: worked or not. */
static size_t version_append(const struct calendar_notices *notices, const struct calendar_version *version,
                             struct calendar_change *change)
{
    for (size_t i = 0; i < version->count; i++) {
        const struct calendar_notice_day *day = &notices->day[version->first + i];
        change[i].day = day->day;
        change[i].announced = version->announced;
        change[i].year = version->year;
        change[i].change = day->workday;
        change[i].total = 0;
    }
    return version->count;
}

/* From sorted named days to changes: the first of each day counts, and only where it differs from the weekday. */
static size_t changes_settle(struct calendar_change *change, size_t count)
{
    size_t kept = 0;
    int32_t total = 0, last = DAY_MIN - 1;
    for (size_t i = 0; i < count; i++) {
        struct calendar_change row = change[i];
        bool worked = row.change != 0;
        if (row.day == last)
            continue;
        last = row.day;
        if (worked == weekday_worked(row.day))
            continue;
        row.change = worked ? 1 : -1;
        row.total = total += row.change;
        change[kept++] = row;
    }
    return kept;
}

size_t calendar_build(const struct calendar_notices *notices, int32_t announced, struct calendar_change *change)
{
    size_t count = 0;
    for (size_t i = 0; i < notices->versions; i++) {
        const struct calendar_version *version = &notices->version[i];
        bool replaced =
            i + 1 < notices->versions && version[1].year == version->year && version[1].announced <= announced;
        if (version->announced <= announced && !replaced)
            count += version_append(notices, version, change + count);
    }
    if (count)
        qsort(change, count, sizeof *change, change_compare);
    return changes_settle(change, count);
}

bool calendar_published(const struct calendar_notices *notices, int32_t day)
{
    int32_t year = day_to_civil(day).year;
    size_t low = 0, high = notices->versions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (notices->version[middle].year < year)
            low = middle + 1;
        else
            high = middle;
    }
    return low < notices->versions && notices->version[low].year == year;
}
