/*
 * SQL functions that work out what a measure of a policy gives. A measure is rows: tables measure and measure_step.
 *
 *     SELECT measure_amount('equipment', money_fen('4999.99万元'));     -- 499999000: 499.999万元
 *     SELECT * FROM measure_worked('equipment', money_fen('5000.01万元'));
 *
 * measure_worked is schema/functions/measure_worked.sql, which does step after step by measure_step_fen; measure_amount
 * does the same at once. Both are exact: core/measure.h has the rounding.
 */
#include "measure.h"
SQLITE_EXTENSION_INIT3

#include "core/measure.h"
#include "function.h"
#include "store.h"

/* Reads a kind of step. */
static bool read_kind(sqlite3_context *context, sqlite3_value *value, enum measure_kind *kind)
{
    const char *text;
    int length;
    if (!function_text(context, value, "kind", &text, &length))
        return false;
    if (measure_kind_parse(text, (size_t)length, kind))
        return true;
    return function_refuse(context, value, "kind", "increment, rate, cap, floor or award", "");
}

/* Reads value and per of a step as its kind wants them: a number from `least` on where it has one, else NULL. */
static bool read_number(sqlite3_context *context, sqlite3_value *value, const char *what, bool wanted, int64_t least,
                        int64_t *number)
{
    *number = least;
    if (!wanted) {
        return sqlite3_value_type(value) == SQLITE_NULL
                   ? true
                   : function_refuse(context, value, what, "NULL, which a step of this kind needs", "");
    }
    if (sqlite3_value_type(value) == SQLITE_NULL)
        return function_refuse(context, value, what, "a number, which a step of this kind needs", "");
    if (!function_integer(context, value, what, number))
        return false;
    return *number >= least ? true : function_refuse(context, value, what, least ? "1 or more" : "0 or more", "");
}

/*
 * measure_step_fen(kind, value, per, fen): the fen (INTEGER) that one step of a measure makes of an amount. value is
 * NULL for kind increment and an INTEGER of 0 or more otherwise; per is an INTEGER of 1 or more for kind rate and NULL
 * otherwise. A NULL kind or amount gives NULL. Errors: another kind or number; a rate, cap or floor of a negative
 * amount; overflow. O(1).
 */
void measure_step_fen_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct measure_step step;
    int64_t fen;
    (void)count;
    if (sqlite3_value_type(value[0]) == SQLITE_NULL || sqlite3_value_type(value[3]) == SQLITE_NULL)
        return;
    if (!read_kind(context, value[0], &step.kind) ||
        !read_number(context, value[1], "value", step.kind != MEASURE_INCREMENT, 0, &step.value) ||
        !read_number(context, value[2], "per", step.kind == MEASURE_RATE, 1, &step.per) ||
        !function_integer(context, value[3], "fen", &fen))
        return;
    enum measure_code code = measure_apply(step, &fen);
    if (code == MEASURE_OK)
        sqlite3_result_int64(context, fen);
    else
        function_error(context, "%s", measure_reason(code));
}

/* Reads a step from a row of store_measure.sql; false where it is not one (no step, or a table changed by force). */
static bool row_step(sqlite3_stmt *row, struct measure_step *step)
{
    const char *kind = (const char *)sqlite3_column_text(row, 0);
    int length = sqlite3_column_bytes(row, 0);
    step->value = sqlite3_column_int64(row, 1);
    step->per = sqlite3_column_int64(row, 2);
    return kind && measure_kind_parse(kind, (size_t)length, &step->kind) && step->value >= 0 &&
           (step->kind != MEASURE_RATE || step->per > 0);
}

/* Does every step of the measure bound to the statement; on failure SQLite's code, and *error. */
static int steps_apply(struct store *store, sqlite3_stmt *row, const char *measure, int64_t *fen, char **error)
{
    struct measure_step step;
    bool some = false;
    int code;
    while ((code = sqlite3_step(row)) == SQLITE_ROW) {
        enum measure_code done = MEASURE_OK;
        some = true;
        if (row_step(row, &step) && (done = measure_apply(step, fen)) == MEASURE_OK)
            continue;
        *error = done == MEASURE_OK
                     ? sqlite3_mprintf("measure '%.60s' has no step that can be done", measure)
                     : sqlite3_mprintf("measure '%.60s': %s", measure, measure_reason(done));
        code = *error ? SQLITE_ERROR : SQLITE_NOMEM;
        break;
    }
    if (code == SQLITE_DONE && !some) {
        *error = sqlite3_mprintf("no measure '%.60s'", measure);
        code = *error ? SQLITE_ERROR : SQLITE_NOMEM;
    }
    return store_done(store, row, code, error);
}

/*
 * measure_amount(measure, base_fen): the fen (INTEGER) that a measure gives on a base: its steps in the order of their
 * numbers. base_fen is an INTEGER; of a measure whose first step is of kind increment it may be negative. NULL gives
 * NULL. Errors: no such measure or one without steps; a negative base otherwise; overflow; not a fulfil store. O(steps).
 */
void measure_amount_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct store *store = function_store(context);
    sqlite3_stmt *row;
    const char *measure;
    char *error = NULL;
    int length, code;
    int64_t fen;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "measure", &measure, &length) ||
        !function_integer(context, value[1], "base_fen", &fen))
        return;
    code = store_statement(store, STORE_MEASURE, &row, &error);
    if (code == SQLITE_OK) {
        sqlite3_bind_text(row, 1, measure, length, SQLITE_STATIC);
        code = steps_apply(store, row, measure, &fen, &error);
    }
    if (code == SQLITE_OK)
        sqlite3_result_int64(context, fen);
    else
        function_fail(context, code, error);
}
