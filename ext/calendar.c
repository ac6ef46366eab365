/*
 * Working days by the store's State Council calendar (tables calendar_version and calendar_day).
 *
 *     SELECT workday_add('2020-01-23', 2);                  -- 2020-02-04, as amended
 *     SELECT workday_add('2020-01-23', 2, '2020-01-23');    -- 2020-02-01, as announced by that date
 *     SELECT workdays_between('2020-02-25', '2020-03-31');  -- 25
 *
 * Every function takes local dates. A last argument `announced` asks by what had been announced on or before that
 * date; without it the calendar is as last amended. Where no notice is known, Monday to Friday count. NULL in, NULL
 * out. Errors: not a date, not an integer, not a fulfil store.
 *
 * The notices are read once and kept (store.h, token 'calendar_token'); a calendar is built from them for each
 * announcement date that is asked about, at most one per announcement known. A call costs a few bisections.
 */
#include "calendar.h"
SQLITE_EXTENSION_INIT3

#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/day.h"
#include "function.h"
#include "store.h"

/* The notices as read, and the calendars built from them so far. */
struct book {
    struct calendar_version *version;
    size_t versions, version_room;
    struct calendar_notice_day *day;
    size_t days, day_room;
    int32_t *announced; /* distinct days of announcement, ascending */
    size_t announcements;
    struct calendar *calendar; /* by the number of announcements that count; change is NULL until built */
};

static void book_free(void *pointer)
{
    struct book *book = pointer;
    if (!book)
        return;
    for (size_t i = 0; book->calendar && i <= book->announcements; i++) {
        sqlite3_free((void *)book->calendar[i].change);
    }
    sqlite3_free(book->calendar);
    sqlite3_free(book->announced);
    sqlite3_free(book->version);
    sqlite3_free(book->day);
    sqlite3_free(book);
}

/* Makes room for one more element. */
static bool list_grow(void **list, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room ? 2 * *room : 64;
    void *grown;
    if (count < *room)
        return true;
    grown = sqlite3_realloc64(*list, wanted * size);
    if (!grown)
        return false;
    *list = grown;
    *room = wanted;
    return true;
}

/* Reads a date column. */
static bool column_day(sqlite3_stmt *statement, int column, int32_t *day)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text && day_parse(text, (size_t)sqlite3_column_bytes(statement, column), day);
}

static int row_error(sqlite3_stmt *statement, char **error)
{
    *error = sqlite3_mprintf("the calendar has an unreadable row: year %s, announced %s, day %s",
                             sqlite3_column_text(statement, 0), sqlite3_column_text(statement, 1),
                             sqlite3_column_text(statement, 2));
    return SQLITE_ERROR;
}

/* Takes one row of the statement: year, announced, and a day that may be NULL with whether it is worked. */
static int book_add(struct book *book, sqlite3_stmt *statement, char **error)
{
    int64_t year = sqlite3_column_int64(statement, 0);
    struct calendar_version *version = book->versions ? &book->version[book->versions - 1] : NULL;
    int32_t announced;
    if (year < 1 || year > 9999 || !column_day(statement, 1, &announced))
        return row_error(statement, error);
    if (!version || version->year != year || version->announced != announced) {
        if (!list_grow((void **)&book->version, book->versions, &book->version_room, sizeof *version)) {
            return SQLITE_NOMEM;
        }
        version = &book->version[book->versions++];
        version->year = (int32_t)year;
        version->announced = announced;
        version->first = book->days;
        version->count = 0;
    }
    if (sqlite3_column_type(statement, 2) == SQLITE_NULL)
        return SQLITE_OK;
    if (!list_grow((void **)&book->day, book->days, &book->day_room, sizeof *book->day))
        return SQLITE_NOMEM;
    if (!column_day(statement, 2, &book->day[book->days].day))
        return row_error(statement, error);
    book->day[book->days++].workday = sqlite3_column_int(statement, 3) != 0;
    version->count++;
    return SQLITE_OK;
}

static int int_compare(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* Lists the distinct days of announcement and makes a place for the calendar after each. */
static int book_close(struct book *book)
{
    size_t kept = 0;
    book->announced = sqlite3_malloc64((book->versions + 1) * sizeof *book->announced);
    if (!book->announced)
        return SQLITE_NOMEM;
    for (size_t i = 0; i < book->versions; i++) book->announced[i] = book->version[i].announced;
    if (book->versions)
        qsort(book->announced, book->versions, sizeof *book->announced, int_compare);
    for (size_t i = 0; i < book->versions; i++) {
        if (kept == 0 || book->announced[kept - 1] != book->announced[i])
            book->announced[kept++] = book->announced[i];
    }
    book->calendar = sqlite3_malloc64((kept + 1) * sizeof *book->calendar);
    if (!book->calendar)
        return SQLITE_NOMEM;
    memset(book->calendar, 0, (kept + 1) * sizeof *book->calendar);
    book->announcements = kept;
    return SQLITE_OK;
}

static int book_load(struct store *store, void **object, char **error)
{
    struct book *book;
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_CALENDAR, &statement, error);
    if (code != SQLITE_OK)
        return code;
    book = sqlite3_malloc(sizeof *book);
    if (!book)
        return SQLITE_NOMEM;
    memset(book, 0, sizeof *book);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        code = book_add(book, statement, error);
        if (code != SQLITE_OK)
            break;
    }
    code = store_done(store, statement, code, error);
    if (code == SQLITE_OK)
        code = book_close(book);
    if (code == SQLITE_OK)
        *object = book;
    else
        book_free(book);
    return code;
}

static struct calendar_notices book_notices(const struct book *book)
{
    struct calendar_notices notices = {book->version, book->versions, book->day, book->days};
    return notices;
}

/* The store's notices; NULL after having made the call fail. */
static struct book *book_get(sqlite3_context *context)
{
    static const struct store_class class = {STORE_SLOT_CALENDAR, "calendar_token", book_load, book_free};
    void *book = NULL;
    char *error = NULL;
    int code = store_cached(function_store(context), &class, &book, &error);
    if (code == SQLITE_OK)
        return book;
    function_fail(context, code, error);
    return NULL;
}

/* How many announcements lie on or before a day. */
static size_t announcements_until(const struct book *book, int32_t day)
{
    size_t low = 0, high = book->announcements;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->announced[middle] <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * The calendar that counts by what was announced on or before the optional last argument; false after having made
 * the call fail.
 */
static bool calendar_get(sqlite3_context *context, sqlite3_value *announced, struct calendar *calendar)
{
    int32_t until = DAY_MAX;
    struct calendar_notices notices;
    struct calendar_change *change;
    struct book *book;
    size_t place;
    if (announced && !function_day(context, announced, "announced", &until))
        return false;
    book = book_get(context);
    if (!book)
        return false;
    place = announcements_until(book, until);
    *calendar = book->calendar[place];
    if (calendar->change)
        return true;
    change = sqlite3_malloc64((book->days + 1) * sizeof *change);
    if (!change) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    notices = book_notices(book);
    calendar->count = calendar_build(&notices, until, change);
    calendar->change = change;
    book->calendar[place] = *calendar;
    return true;
}

/* is_workday(date[, announced]): 1 or 0. */
void calendar_is_workday_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct calendar calendar;
    int32_t day;
    if (function_any_null(count, value))
        return;
    if (!function_day(context, value[0], "date", &day))
        return;
    if (!calendar_get(context, count > 1 ? value[1] : NULL, &calendar))
        return;
    sqlite3_result_int(context, calendar_is_workday(calendar, day));
}

/*
 * workday_add(date, n[, announced]): date of the n-th working day after the date, or for a negative n of the |n|-th
 * before it. n = 0 gives the date itself, also when it is none. Error: out of range, when that day is not in
 * 0001..9999. The cost does not depend on n.
 */
void calendar_workday_add_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct calendar calendar;
    int32_t day, result;
    int64_t n;
    if (function_any_null(count, value))
        return;
    if (!function_day(context, value[0], "date", &day) || !function_integer(context, value[1], "n", &n))
        return;
    if (!calendar_get(context, count > 2 ? value[2] : NULL, &calendar))
        return;
    if (calendar_add(calendar, day, n, &result) == CALENDAR_OK) {
        function_result_day(context, result);
    } else {
        function_error(context, "n %lld is out of range: the day would lie outside the years 0001 to 9999",
                       (long long)n);
    }
}

/* workdays_between(a, b[, announced]): working days in (a, b], the first day not counted; negative when b < a. */
void calendar_workdays_between_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct calendar calendar;
    int32_t a, b;
    if (function_any_null(count, value))
        return;
    if (!function_day(context, value[0], "a", &a) || !function_day(context, value[1], "b", &b))
        return;
    if (!calendar_get(context, count > 2 ? value[2] : NULL, &calendar))
        return;
    sqlite3_result_int(context, calendar_between(calendar, a, b));
}

/* calendar_published(date): 1 if a notice for the date's year is in the store, else 0 (Monday to Friday count). */
void calendar_published_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct calendar_notices notices;
    struct book *book;
    int32_t day;
    if (function_any_null(count, value))
        return;
    if (!function_day(context, value[0], "date", &day))
        return;
    book = book_get(context);
    if (!book)
        return;
    notices = book_notices(book);
    sqlite3_result_int(context, calendar_published(&notices, day));
}
