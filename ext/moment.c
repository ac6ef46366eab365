/*
 * The moment: as of when a figure speaks, and until when records were known.
 *
 *     SELECT set_moment('2020-02-25', NULL);   -- 2020-02-25T15:59:59Z
 *     SELECT as_of(), known_at();
 *     SELECT set_moment(NULL, NULL);           -- back to the store's pin, else its clock
 *
 * The moment belongs to the connection. What was set is kept as a number and costs no look at the store; what was
 * not set is the store's clock, asked at each call. On a store whose clock is the real one, a statement that must
 * speak of one instant throughout is therefore preceded by set_moment(store_now(), store_now()).
 */
#include "moment.h"
SQLITE_EXTENSION_INIT3

#include <string.h>
#include <time.h>

#include "core/day.h"
#include "core/instant.h"
#include "function.h"
#include "setting.h"
#include "store.h"

/* Reads an instant that a setting holds. */
static int setting_instant(const char *name, const char *value, int64_t *instant, char **error)
{
    if (instant_parse(value, strlen(value), instant))
        return SQLITE_OK;
    *error = sqlite3_mprintf("setting '%s' is '%s', not an instant YYYY-MM-DDTHH:MM:SSZ", name, value);
    return SQLITE_ERROR;
}

int moment_store_now(struct store *store, int64_t *instant, char **error)
{
    const struct settings *settings;
    int code = setting_all(store, &settings, error);
    if (code != SQLITE_OK)
        return code;
    if (settings->pin[0])
        return setting_instant("pin", settings->pin, instant, error);
    if (strcmp(settings->clock, "replay") == 0) {
        return setting_instant("clock_at", settings->clock_at, instant, error);
    }
    if (settings->clock[0] && strcmp(settings->clock, "real") != 0) {
        *error = sqlite3_mprintf("setting 'clock' is '%s', not 'real' or 'replay'", settings->clock);
        return SQLITE_ERROR;
    }
    *instant = (int64_t)time(NULL);
    return SQLITE_OK;
}

/* Result: the instant that was set, else the store's clock. */
static void moment_result(sqlite3_context *context, bool set, int64_t instant)
{
    char *error = NULL;
    int code = SQLITE_OK;
    if (!set)
        code = moment_store_now(function_store(context), &instant, &error);
    if (code == SQLITE_OK)
        function_result_instant(context, instant);
    else
        function_fail(context, code, error);
}

/* The store's UTC offsets; false after having made the call fail. */
static bool zone_get(sqlite3_context *context, struct instant_zone *zone)
{
    char *error = NULL;
    int code = setting_zone(function_store(context), zone, &error);
    if (code == SQLITE_OK)
        return true;
    function_fail(context, code, error);
    return false;
}

/*
 * as_of(): the instant that figures speak of, text YYYY-MM-DDTHH:MM:SSZ, its own second included. By default the
 * store's clock. Errors: not a fulfil store (only when not set). O(1).
 */
void moment_as_of(sqlite3_context *context, int count, sqlite3_value **value)
{
    const struct store_moment *moment = store_moment(function_store(context));
    (void)count;
    (void)value;
    moment_result(context, moment->as_of_set, moment->as_of);
}

/* known_at(): the instant until which records count as known. Otherwise as as_of(). */
void moment_known_at(sqlite3_context *context, int count, sqlite3_value **value)
{
    const struct store_moment *moment = store_moment(function_store(context));
    (void)count;
    (void)value;
    moment_result(context, moment->known_at_set, moment->known_at);
}

/*
 * store_now(): the store's clock, text YYYY-MM-DDTHH:MM:SSZ: setting 'pin' if there, else setting 'clock_at' where
 * setting 'clock' is 'replay', else the machine's UTC time in whole seconds. set_moment has no influence on it.
 * Errors: not a fulfil store; a setting that is no instant. O(1).
 */
void moment_now(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    (void)value;
    moment_result(context, false, 0);
}

/* An argument of set_moment: NULL unsets; a date is the end of that local day. */
static bool moment_argument(sqlite3_context *context, sqlite3_value *value, const char *what, bool *set,
                            int64_t *instant)
{
    struct instant_zone zone;
    bool is_day;
    int32_t day;
    *set = sqlite3_value_type(value) != SQLITE_NULL;
    if (!*set)
        return true;
    if (!function_day_or_instant(context, value, what, &is_day, &day, instant))
        return false;
    if (!is_day)
        return true;
    if (!zone_get(context, &zone))
        return false;
    if (instant_day_end(zone, day, instant))
        return true;
    function_error(context, "%s ends outside the years 0001 to 9999", what);
    return false;
}

/*
 * set_moment(as_of, known_at): sets both for this connection and gives the new as_of(). Each is a date (its end, local
 * time), an instant, or NULL for the default; as_of may lie after known_at. Nothing changes on an error.
 * Errors: neither date nor instant (named); not a fulfil store (a date or NULL needs one). DIRECTONLY: it changes what
 * later statements give, so no view or trigger may call it. O(1).
 */
void moment_set(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct store_moment *moment = store_moment(function_store(context));
    struct store_moment wanted;
    (void)count;
    if (!moment_argument(context, value[0], "as_of", &wanted.as_of_set, &wanted.as_of) ||
        !moment_argument(context, value[1], "known_at", &wanted.known_at_set, &wanted.known_at)) {
        return;
    }
    *moment = wanted;
    moment_result(context, moment->as_of_set, moment->as_of);
}

/*
 * local_date(instant): date YYYY-MM-DD at that instant by the store's UTC offsets; a date is given back unchanged.
 * NULL in, NULL out. Errors: neither date nor instant; local year outside 0001..9999; not a fulfil store. O(log rows).
 */
void moment_local_date(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct instant_zone zone;
    bool is_day;
    int32_t day;
    int64_t instant;
    if (function_any_null(count, value))
        return;
    if (!function_day_or_instant(context, value[0], "instant", &is_day, &day, &instant))
        return;
    if (!is_day) {
        if (!zone_get(context, &zone))
            return;
        if (!instant_local_day(zone, instant, &day)) {
            function_error(context, "the local date lies outside the years 0001 to 9999");
            return;
        }
    }
    function_result_day(context, day);
}

/*
 * local_text(instant): local `YYYY-MM-DD HH:MM`, seconds cut off. NULL in, NULL out. Errors: not an instant; local
 * year outside 0001..9999; not a fulfil store. O(log rows).
 */
void moment_local_text(sqlite3_context *context, int count, sqlite3_value **value)
{
    char text[INSTANT_LOCAL_TEXT_LENGTH + 1];
    struct instant_zone zone;
    int64_t instant;
    if (function_any_null(count, value))
        return;
    if (!function_instant(context, value[0], "instant", &instant) || !zone_get(context, &zone))
        return;
    if (instant_format_local(zone, instant, text)) {
        sqlite3_result_text(context, text, INSTANT_LOCAL_TEXT_LENGTH, SQLITE_TRANSIENT);
    } else {
        function_error(context, "the local time lies outside the years 0001 to 9999");
    }
}

/* day_start and day_end: a boundary of a local day as an instant; an instant is given back unchanged. */
static void day_boundary(sqlite3_context *context, int count, sqlite3_value **value,
                         bool (*boundary)(struct instant_zone, int32_t, int64_t *))
{
    struct instant_zone zone;
    bool is_day;
    int32_t day;
    int64_t instant;
    if (function_any_null(count, value))
        return;
    if (!function_day_or_instant(context, value[0], "date", &is_day, &day, &instant))
        return;
    if (is_day) {
        if (!zone_get(context, &zone))
            return;
        if (!boundary(zone, day, &instant)) {
            function_error(context, "the instant lies outside the years 0001 to 9999");
            return;
        }
    }
    function_result_instant(context, instant);
}

/*
 * day_start(date): the instant of local 00:00:00. NULL in, NULL out. Errors: neither date nor instant; outside
 * 0001..9999; not a fulfil store. O(offsets).
 */
void moment_day_start(sqlite3_context *context, int count, sqlite3_value **value)
{
    day_boundary(context, count, value, instant_day_start);
}

/* day_end(date): the instant of local 23:59:59. Otherwise as day_start. */
void moment_day_end(sqlite3_context *context, int count, sqlite3_value **value)
{
    day_boundary(context, count, value, instant_day_end);
}

/*
 * local_instant(text): the instant at which the store's local clock shows `YYYY-MM-DD HH:MM[:SS]` (T may part them). Of a
 * time shown twice the first; of one that the clock skips the instant of the change, so that local_text() shows another
 * time. NULL in, NULL out. Errors: no such text; outside 0001..9999; not a fulfil store. O(offsets).
 */
void moment_local_instant(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct instant_zone zone;
    const char *text;
    int bytes;
    int64_t instant;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "local time", &text, &bytes) || !zone_get(context, &zone))
        return;
    if (instant_parse_local(zone, text, (size_t)bytes, &instant))
        function_result_instant(context, instant);
    else
        function_refuse(context, value[0], "local time", "YYYY-MM-DD HH:MM[:SS]", "");
}
