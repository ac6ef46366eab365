/* What every SQL function's callback needs: its name, its store, its arguments decoded, its errors. */
#ifndef FULFIL_FUNCTION_H
#define FULFIL_FUNCTION_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/memory.h"

struct store;

/* User data of every registered function and module. */
struct function_binding {
    const char *name;    /* as in SQL */
    const void *data;    /* the row's own data, for callbacks that several rows share; may be NULL */
    struct store *store; /* the connection's; the binding holds a reference */
};

/* The binding of the function being called. */
const struct function_binding *function_binding(sqlite3_context *context);

/* Name of the function being called, for messages. */
const char *function_name(sqlite3_context *context);

/* The connection's store context. */
struct store *function_store(sqlite3_context *context);

/* Makes the call fail with `NAME: message`; the format is sqlite3_mprintf's. */
void function_error(sqlite3_context *context, const char *format, ...);

/*
 * Makes the call fail with code and `NAME: message`, which it frees (sqlite3_free). SQLITE_NOMEM and a NULL message
 * give SQLite's own words for the code.
 */
void function_fail(sqlite3_context *context, int code, char *message);

/* Whether one of the arguments is NULL; the call's result is then NULL already, unless it is set. */
bool function_any_null(int count, sqlite3_value **value);

/*
 * Decoders. `what` names the argument in messages ("date", "n"). They give false after having made the call fail, with
 * function, argument and value in the message; none accepts NULL.
 */

/* Text YYYY-MM-DD as a day number. */
bool function_day(sqlite3_context *context, sqlite3_value *value, const char *what, int32_t *day);

/* Text YYYY-MM-DDTHH:MM:SSZ as UTC seconds. */
bool function_instant(sqlite3_context *context, sqlite3_value *value, const char *what, int64_t *instant);

/* Either of both; *is_day says which one was filled in. */
bool function_day_or_instant(sqlite3_context *context, sqlite3_value *value, const char *what, bool *is_day,
                             int32_t *day, int64_t *instant);

/* An integer: type INTEGER, no text and no real number. */
bool function_integer(sqlite3_context *context, sqlite3_value *value, const char *what, int64_t *number);

/* A finite number, INTEGER or REAL. */
bool function_number(sqlite3_context *context, sqlite3_value *value, const char *what, double *number);

/* Text; *text stays valid during the call and may hold NULs within its *length bytes. */
bool function_text(sqlite3_context *context, sqlite3_value *value, const char *what, const char **text, int *length);

/*
 * Makes the call fail with `WHAT VALUE is not EXPECTED` and the hint, which begins with a blank or is empty; the value
 * is shown cut to 60 bytes. Always gives false, so that a decoder can return it.
 */
bool function_refuse(sqlite3_context *context, sqlite3_value *value, const char *what, const char *expected,
                     const char *hint);

/* SQLite's allocator, for the core. */
struct memory function_memory(void);

/* Results. */
void function_result_day(sqlite3_context *context, int32_t day);
void function_result_instant(sqlite3_context *context, int64_t instant);

#endif
