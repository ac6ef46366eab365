/*
 * Arguments, errors and results of SQL functions.
 *
 * A message has the form `FUNCTION: what is wrong with which value; what was expected`. The commonest mistake has its
 * hint: a date without quotes, 2020-02-25, is a subtraction and arrives as the number 1993.
 */
#include "function.h"
SQLITE_EXTENSION_INIT3

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/day.h"
#include "core/instant.h"

/* Longest part of a value that a message repeats, in bytes. */
enum { SHOWN_BYTES = 60, SHOWN_SIZE = SHOWN_BYTES + 8 };

const struct function_binding *function_binding(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

const char *function_name(sqlite3_context *context)
{
    return function_binding(context)->name;
}

struct store *function_store(sqlite3_context *context)
{
    return function_binding(context)->store;
}

void function_fail(sqlite3_context *context, int code, char *message)
{
    char *full;
    if (code == SQLITE_NOMEM) {
        sqlite3_result_error_nomem(context);
        sqlite3_free(message);
        return;
    }
    full = sqlite3_mprintf("%s: %s", function_name(context), message ? message : sqlite3_errstr(code));
    if (full) {
        sqlite3_result_error(context, full, -1);
        sqlite3_result_error_code(context, code);
    } else {
        sqlite3_result_error_nomem(context);
    }
    sqlite3_free(full);
    sqlite3_free(message);
}

void function_error(sqlite3_context *context, const char *format, ...)
{
    va_list list;
    char *message;
    va_start(list, format);
    message = sqlite3_vmprintf(format, list);
    va_end(list);
    function_fail(context, message ? SQLITE_ERROR : SQLITE_NOMEM, message);
}

bool function_any_null(int count, sqlite3_value **value)
{
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(value[i]) == SQLITE_NULL)
            return true;
    }
    return false;
}

/* Writes the value as a message shows it: text in quotes and cut at a character, numbers plain, a BLOB by its size. */
static void value_show(sqlite3_value *value, char shown[SHOWN_SIZE])
{
    const char *text;
    int length;
    if (sqlite3_value_type(value) == SQLITE_BLOB) {
        snprintf(shown, SHOWN_SIZE, "a BLOB of %d bytes", sqlite3_value_bytes(value));
        return;
    }
    text = (const char *)sqlite3_value_text(value);
    if (!text) {
        snprintf(shown, SHOWN_SIZE, "NULL");
        return;
    }
    length = (int)strlen(text);
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        snprintf(shown, SHOWN_SIZE, "%.*s", SHOWN_BYTES, text);
    } else if (length <= SHOWN_BYTES) {
        snprintf(shown, SHOWN_SIZE, "'%s'", text);
    } else {
        for (length = SHOWN_BYTES; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;) length--;
        snprintf(shown, SHOWN_SIZE, "'%.*s...'", length, text);
    }
}

static const char *hint_for(sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT
               ? " (a date needs quotes: without them 2020-02-25 is the number 1993)"
               : "";
}

bool function_refuse(sqlite3_context *context, sqlite3_value *value, const char *what, const char *expected,
                     const char *hint)
{
    char shown[SHOWN_SIZE];
    value_show(value, shown);
    function_error(context, "%s %s is not %s%s", what, shown, expected, hint);
    return false;
}

bool function_text(sqlite3_context *context, sqlite3_value *value, const char *what, const char **text, int *length)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT)
        return function_refuse(context, value, what, "text", "");
    *text = (const char *)sqlite3_value_text(value);
    *length = sqlite3_value_bytes(value);
    if (*text)
        return true;
    sqlite3_result_error_nomem(context);
    return false;
}

bool function_day_or_instant(sqlite3_context *context, sqlite3_value *value, const char *what, bool *is_day,
                             int32_t *day, int64_t *instant)
{
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *text;
        int length;
        if (!function_text(context, value, what, &text, &length))
            return false;
        *is_day = day_parse(text, (size_t)length, day);
        if (*is_day || instant_parse(text, (size_t)length, instant))
            return true;
    }
    return function_refuse(context, value, what, "a date YYYY-MM-DD or an instant YYYY-MM-DDTHH:MM:SSZ",
                           hint_for(value));
}

bool function_day(sqlite3_context *context, sqlite3_value *value, const char *what, int32_t *day)
{
    const char *hint = hint_for(value);
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *text;
        int length;
        int64_t instant;
        if (!function_text(context, value, what, &text, &length))
            return false;
        if (day_parse(text, (size_t)length, day))
            return true;
        if (instant_parse(text, (size_t)length, &instant))
            hint = " (local_date(instant) gives the date of an instant)";
    }
    return function_refuse(context, value, what, "a date YYYY-MM-DD", hint);
}

bool function_instant(sqlite3_context *context, sqlite3_value *value, const char *what, int64_t *instant)
{
    const char *hint = hint_for(value);
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *text;
        int length;
        int32_t day;
        if (!function_text(context, value, what, &text, &length))
            return false;
        if (instant_parse(text, (size_t)length, instant))
            return true;
        if (day_parse(text, (size_t)length, &day))
            hint = " (day_end(date) gives the instant at which a date ends)";
    }
    return function_refuse(context, value, what, "an instant YYYY-MM-DDTHH:MM:SSZ", hint);
}

bool function_integer(sqlite3_context *context, sqlite3_value *value, const char *what, int64_t *number)
{
    if (sqlite3_value_type(value) != SQLITE_INTEGER)
        return function_refuse(context, value, what, "an integer", "");
    *number = sqlite3_value_int64(value);
    return true;
}

static void *memory_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    if (bytes > 0)
        return sqlite3_realloc64(block, bytes);
    sqlite3_free(block);
    return NULL;
}

struct memory function_memory(void)
{
    return (struct memory){memory_resize, NULL};
}

bool function_number(sqlite3_context *context, sqlite3_value *value, const char *what, double *number)
{
    int type = sqlite3_value_type(value);
    *number = sqlite3_value_double(value);
    if ((type == SQLITE_INTEGER || type == SQLITE_FLOAT) && *number - *number == 0)
        return true;
    return function_refuse(context, value, what, "a finite number", "");
}

void function_result_day(sqlite3_context *context, int32_t day)
{
    char text[DAY_TEXT_LENGTH + 1];
    day_format(day, text);
    sqlite3_result_text(context, text, DAY_TEXT_LENGTH, SQLITE_TRANSIENT);
}

void function_result_instant(sqlite3_context *context, int64_t instant)
{
    char text[INSTANT_TEXT_LENGTH + 1];
    instant_format(instant, text);
    sqlite3_result_text(context, text, INSTANT_TEXT_LENGTH, SQLITE_TRANSIENT);
}
