/*
 * Reporting periods by the store's settings period_anchor (the local date on which period 1 begins) and period_days.
 *
 *     SELECT period_no('2020-02-25'), period_start(8), period_end(8);
 *     SELECT no, start, "end" FROM periods('2020-02-10', '2020-02-25');
 *
 * Periods are half-open: period_end is the first day of the next one. Every function: NULL in, NULL out; not
 * deterministic, because the settings may change; O(1).
 */
#include "period.h"
SQLITE_EXTENSION_INIT3

#include <stdlib.h>
#include <string.h>

#include "core/day.h"
#include "core/period.h"
#include "function.h"
#include "setting.h"
#include "store.h"

enum { DAYS_MOST = 366 };

/* Reads a setting that is a number from 1 to DAYS_MOST. */
static bool days_parse(const char *text, int32_t *days)
{
    int32_t number = 0;
    if (!text[0])
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        number = number * 10 + (*text - '0');
        if (number > DAYS_MOST)
            return false;
    }
    *days = number;
    return number > 0;
}

/* The store's rule; false after having made the call fail. */
static bool rule_get(sqlite3_context *context, struct period_rule *rule)
{
    const struct settings *settings;
    char *error = NULL;
    int code = setting_all(function_store(context), &settings, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return false;
    }
    if (!day_parse(settings->period_anchor, strlen(settings->period_anchor), &rule->anchor)) {
        function_error(context, "setting 'period_anchor' is '%s', not a date YYYY-MM-DD", settings->period_anchor);
        return false;
    }
    if (!days_parse(settings->period_days, &rule->days)) {
        function_error(context, "setting 'period_days' is '%s', not a number from 1 to %d", settings->period_days,
                       DAYS_MOST);
        return false;
    }
    return true;
}

/*
 * period_no(date): number of the period that holds the local date; the anchor's is 1, those before are 0 and negative.
 * Errors: not a date; a bad setting; not a fulfil store.
 */
void period_no_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct period_rule rule;
    int32_t day;
    if (function_any_null(count, value))
        return;
    if (!function_day(context, value[0], "date", &day) || !rule_get(context, &rule))
        return;
    sqlite3_result_int64(context, period_of(rule, day));
}

static void boundary_sql(sqlite3_context *context, int count, sqlite3_value **value,
                         bool (*boundary)(struct period_rule, int64_t, int32_t *))
{
    struct period_rule rule;
    int64_t number;
    int32_t day;
    if (function_any_null(count, value))
        return;
    if (!function_integer(context, value[0], "no", &number) || !rule_get(context, &rule))
        return;
    if (boundary(rule, number, &day))
        function_result_day(context, day);
    else
        function_error(context, "period %lld lies outside the years 0001 to 9999", (long long)number);
}

/* period_start(no): first local date of the period. Errors: not an integer; out of range; as period_no. */
void period_start_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    boundary_sql(context, count, value, period_first);
}

/* period_end(no): first local date after the period. Errors: as period_start. */
void period_end_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    boundary_sql(context, count, value, period_after);
}
