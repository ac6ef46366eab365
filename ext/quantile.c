/*
 * quantile(x[, p]), aggregate and window: the p-quantile of numbers, their median where no p is given.
 *
 *     SELECT quantile(days), quantile(days, 0.9) FROM taken;
 *     SELECT day, quantile(solved, 0.5) OVER (ORDER BY day ROWS 6 PRECEDING) FROM daily;
 *
 * Definition, exactness and cost are core/quantile.h's. x is INTEGER or REAL, both may occur, and NULL is passed over;
 * no x gives NULL. p is a number in 0..1, the same in every row of a group or window; a NULL p gives NULL. Text, BLOBs,
 * another p later in a group, and p outside 0..1 are errors. SQLite knows no NaN: what would be one is NULL before it
 * comes here, and the quantile between -Inf and Inf is NULL.
 *
 * quantile(x) is quantile(x, 0.5) to the last bit, and costs less: SQLite fetches one value a row, not two.
 */
#include "quantile.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <string.h>

#include "core/quantile.h"
#include "function.h"

enum share { SHARE_UNKNOWN, SHARE_NULL, SHARE_GIVEN };

/* One group's or window's; SQLite makes it of zeros. */
struct total {
    struct quantile all;
    enum share share; /* what p is */
    double p;
};

/* Reads a p that is not known to be the one before; false when the call has failed. */
static bool share_read(sqlite3_context *context, struct total *total, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    double p = sqlite3_value_double(value);
    enum share share = type == SQLITE_NULL ? SHARE_NULL : SHARE_GIVEN;
    if (type != SQLITE_NULL && ((type != SQLITE_INTEGER && type != SQLITE_FLOAT) || !(p >= 0 && p <= 1)))
        return function_refuse(context, value, "p", "a number from 0 to 1", " (the median is 0.5)");
    if (total->share == SHARE_UNKNOWN) {
        total->all.memory = function_memory();
        total->share = share;
        total->p = p;
    }
    if (total->share == share && total->p == p)
        return true;
    return function_refuse(context, value, "p", "the p of the rows before",
                           "; it must be the same for the whole group");
}

/* Makes the call fail if the core's answer is a failure. */
static void code_check(sqlite3_context *context, enum quantile_code code)
{
    if (code == QUANTILE_NO_MEMORY)
        sqlite3_result_error_nomem(context);
    else if (code == QUANTILE_ABSENT)
        function_error(context, "a value leaves the window that never came into it");
}

/* Tells that x is no number. */
static void refuse_x(sqlite3_context *context, sqlite3_value *value)
{
    bool text = sqlite3_value_type(value) == SQLITE_TEXT;
    function_refuse(context, value, "x", "a number", text ? " (CAST(x AS REAL) reads text as one)" : "");
}

/* Adds an x of any type. */
static void add_number(sqlite3_context *context, struct total *total, sqlite3_value *value)
{
    enum quantile_code code = QUANTILE_OK;
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        code = quantile_add_integer(&total->all, sqlite3_value_int64(value));
        break;
    case SQLITE_FLOAT:
        code = quantile_add_real(&total->all, sqlite3_value_double(value));
        break;
    case SQLITE_NULL:
        return;
    default:
        refuse_x(context, value);
        return;
    }
    if (code != QUANTILE_OK)
        code_check(context, code);
}

/* Any row. Apart, so that the usual row saves no registers for it. */
static __attribute__((noinline)) void add_row(sqlite3_context *context, struct total *total, sqlite3_value **value)
{
    double p = sqlite3_value_double(value[1]);
    if (!total) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if ((p != total->p || p == 0) && !share_read(context, total, value[1])) /* 0 may also be a NULL or never read */
        return;
    add_number(context, total, value[0]);
}

/* The usual row of 10^7, an integer and the p of the rows before. */
void quantile_step_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct total *total = sqlite3_aggregate_context(context, sizeof *total);
    (void)count;
    if (total && total->p > 0 && sqlite3_value_double(value[1]) == total->p &&
        sqlite3_value_type(value[0]) == SQLITE_INTEGER &&
        quantile_add_integer(&total->all, sqlite3_value_int64(value[0])) == QUANTILE_OK)
        return;
    add_row(context, total, value);
}

/* Any row without p. */
static __attribute__((noinline)) void add_median_row(sqlite3_context *context, struct total *total,
                                                     sqlite3_value *value)
{
    if (!total) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (total->share == SHARE_UNKNOWN) {
        total->all.memory = function_memory();
        total->share = SHARE_GIVEN;
        total->p = 0.5;
    }
    add_number(context, total, value);
}

/* quantile(x). The usual row of 10^7 is one integer that the table counts; the table is empty before the first row. */
void quantile_median_step_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct total *total = sqlite3_aggregate_context(context, sizeof *total);
    (void)count;
    if (!total || sqlite3_value_type(value[0]) != SQLITE_INTEGER ||
        !quantile_count_integer(&total->all, sqlite3_value_int64(value[0])))
        add_median_row(context, total, value[0]);
}

void quantile_inverse_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct total *total = sqlite3_aggregate_context(context, sizeof *total);
    (void)count;
    if (!total) {
        sqlite3_result_error_nomem(context);
        return;
    }
    int type = sqlite3_value_type(value[0]);
    if (type == SQLITE_INTEGER)
        code_check(context, quantile_remove_integer(&total->all, sqlite3_value_int64(value[0])));
    else if (type == SQLITE_FLOAT)
        code_check(context, quantile_remove_real(&total->all, sqlite3_value_double(value[0])));
}

void quantile_value_sql(sqlite3_context *context)
{
    struct total *total = sqlite3_aggregate_context(context, 0);
    struct quantile_number number;
    if (!total || total->share != SHARE_GIVEN)
        return;
    enum quantile_code code = quantile_value(&total->all, total->p, &number);
    code_check(context, code);
    if (code != QUANTILE_OK)
        return;
    if (number.is_integer)
        sqlite3_result_int64(context, number.integer);
    else
        sqlite3_result_double(context, number.real);
}

void quantile_final_sql(sqlite3_context *context)
{
    struct total *total = sqlite3_aggregate_context(context, 0);
    quantile_value_sql(context);
    if (total && total->all.memory.resize)
        quantile_clear(&total->all);
}
