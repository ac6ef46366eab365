/*
 * clear_chance(day, count, backlog, days[, seed[, runs]]), aggregate: the chance, 0 to 1, that a backlog is cleared in
 * so many days, judged by what each day of a history cleared.
 *
 *     SELECT clear_chance(day, solved, 561, 35) FROM daily;
 *
 * The method is core/forecast.h's; rows may come in any order. day is a date or an INTEGER day number, count a finite
 * number; a row with a NULL in either is passed over, and a day between the first and the last that has no row counts
 * 0. A day twice is an error. backlog (a finite number), days (0 to 3660), seed (INTEGER, 1 by default) and runs (1 to
 * 1000000, 1000 by default) are the same in every row; a NULL in one gives NULL. A history of less than 7 days, first to
 * last, gives NULL, of more than 3660 an error. The same rows and seed give the same chance on every machine.
 */
#include "forecast.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/day.h"
#include "core/forecast.h"
#include "function.h"
#include "store.h"

enum { RUNS_DEFAULT = 1000, SEED_DEFAULT = 1, ROOM_FIRST = 32 };

struct entry {
    sqlite3_int64 day;
    double count;
};

/* One group's; SQLite makes it of zeros. */
struct history {
    struct entry *entry;
    size_t entries, room;
    bool asked, none; /* whether the question was read, and whether a NULL is in it */
    double backlog;
    sqlite3_int64 days, seed, runs;
};

/* An integer within 'least'..'most'. */
static bool read_within(sqlite3_context *context, sqlite3_value *value, const char *what, sqlite3_int64 least,
                        sqlite3_int64 most, sqlite3_int64 *number)
{
    char expected[64];
    int64_t integer;
    if (!function_integer(context, value, what, &integer))
        return false;
    *number = integer;
    if (integer >= least && integer <= most)
        return true;
    sqlite3_snprintf(sizeof expected, expected, "within %lld..%lld", least, most);
    return function_refuse(context, value, what, expected, "");
}

/* Reads backlog, days, seed and runs of the group's first row, or sees to it that a further row has the same. */
static bool question_read(sqlite3_context *context, struct history *history, int count, sqlite3_value **value)
{
    struct history row = {.asked = true, .seed = SEED_DEFAULT, .runs = RUNS_DEFAULT};
    row.none = function_any_null(count, value);
    if (!row.none && (!function_number(context, value[0], "backlog", &row.backlog) ||
                      !read_within(context, value[1], "days", 0, FORECAST_DAYS_MOST, &row.days)))
        return false;
    if (!row.none && count > 2 && !read_within(context, value[2], "seed", INT64_MIN, INT64_MAX, &row.seed))
        return false;
    if (!row.none && count > 3 && !read_within(context, value[3], "runs", 1, FORECAST_RUNS_MOST, &row.runs))
        return false;
    if (!history->asked) {
        row.entry = history->entry;
        *history = row;
    }
    if (row.none == history->none && row.backlog == history->backlog && row.days == history->days &&
        row.seed == history->seed && row.runs == history->runs)
        return true;
    function_error(context, "backlog, days, seed and runs must be the same for the whole group");
    return false;
}

static bool read_day(sqlite3_context *context, sqlite3_value *value, sqlite3_int64 *day)
{
    int32_t number;
    if (sqlite3_value_type(value) == SQLITE_INTEGER) {
        *day = sqlite3_value_int64(value);
        return true;
    }
    if (!function_day(context, value, "day", &number))
        return false;
    *day = number;
    return true;
}

static bool entry_add(struct history *history, struct entry entry)
{
    if (history->entries == history->room) {
        size_t room = history->room ? 2 * history->room : ROOM_FIRST;
        struct entry *list = sqlite3_realloc64(history->entry, room * sizeof *list);
        if (!list)
            return false;
        history->entry = list;
        history->room = room;
    }
    history->entry[history->entries++] = entry;
    return true;
}

void forecast_step_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct history *history = sqlite3_aggregate_context(context, sizeof *history);
    struct entry entry;
    if (!history) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!question_read(context, history, count - 2, value + 2) || function_any_null(2, value))
        return;
    if (!read_day(context, value[0], &entry.day) || !function_number(context, value[1], "count", &entry.count))
        return;
    if (!entry_add(history, entry))
        sqlite3_result_error_nomem(context);
}

static int entry_compare(const void *a, const void *b)
{
    sqlite3_int64 x = ((const struct entry *)a)->day, y = ((const struct entry *)b)->day;
    return (x > y) - (x < y);
}

/* The counts of all days from the first to the last, entries being in order; false after having made the call fail. */
static bool spread_days(sqlite3_context *context, const struct history *history, double *count, size_t days)
{
    memset(count, 0, days * sizeof *count);
    for (size_t i = 0; i < history->entries; i++) {
        if (i > 0 && history->entry[i].day == history->entry[i - 1].day) {
            function_error(context, "a day comes twice; give each day one row");
            return false;
        }
        count[history->entry[i].day - history->entry[0].day] = history->entry[i].count;
    }
    return true;
}

/* Sets the result for a history of so many days. */
static void chance_result(sqlite3_context *context, const struct history *history, size_t days)
{
    double *count = sqlite3_malloc64(days * sizeof *count);
    struct forecast forecast = {.count = count,
                                .history = days,
                                .backlog = history->backlog,
                                .days = (size_t)history->days,
                                .seed = (uint64_t)history->seed,
                                .runs = (uint32_t)history->runs};
    if (!count) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (spread_days(context, history, count, days)) {
        struct store_companion *draws = store_companion(function_store(context), COMPANION_DRAWS);
        struct forecast_draws *kept = draws->object;
        int64_t cleared = forecast_cleared(&forecast, &kept, function_memory());
        *draws = (struct store_companion){kept, forecast_draws_free};
        if (cleared < 0)
            sqlite3_result_error_nomem(context);
        else
            sqlite3_result_double(context, (double)cleared / (double)history->runs);
    }
    sqlite3_free(count);
}

void forecast_final_sql(sqlite3_context *context)
{
    struct history *history = sqlite3_aggregate_context(context, 0);
    if (!history)
        return;
    if (!history->none && history->entries > 0) {
        qsort(history->entry, history->entries, sizeof *history->entry, entry_compare);
        uint64_t last = (uint64_t)history->entry[history->entries - 1].day - (uint64_t)history->entry[0].day;
        if (last >= FORECAST_DAYS_MOST)
            function_error(context, "a history of more than %d days", FORECAST_DAYS_MOST);
        else if (last + 1 >= FORECAST_DAYS_LEAST)
            chance_result(context, history, (size_t)last + 1);
    }
    sqlite3_free(history->entry);
}
