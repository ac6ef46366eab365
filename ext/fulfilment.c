/*
 * Aggregates that count durations exactly: fulfilment, fulfilment_merge, fulfilment_median; and what a state holds.
 *
 *     SELECT unit, fulfilment_median(days, solved), solved_count(fulfilment(days, solved)) FROM cases GROUP BY unit;
 *     SELECT km_quantile(fulfilment_merge(state), 0.5) FROM kept;
 *
 * One context, a struct fulfilment, and one step and inverse serve all; they differ in the value that they give. A step
 * adds 1 to one counter of an array, so that 10^7 rows cost little more than an aggregate that does nothing. A row with
 * a NULL is no case; without any case the result is NULL.
 */
#include "fulfilment.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "function.h"
#include "store.h"

const enum fulfilment_outcome fulfilment_open = FULFILMENT_OPEN;
const enum fulfilment_outcome fulfilment_solved = FULFILMENT_SOLVED;
const enum fulfilment_outcome fulfilment_withdrawn = FULFILMENT_WITHDRAWN;

static const char *const unit_name[FULFILMENT_UNITS] = {"day", "workday", "minute", "second"};

/* --- arguments -------------------------------------------------------------------------------------------------------- */

bool fulfilment_duration(sqlite3_context *context, sqlite3_value *value, int64_t *duration)
{
    int type = sqlite3_value_type(value);
    double real = sqlite3_value_double(value);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT)
        return function_refuse(context, value, "duration", "a number", type == SQLITE_TEXT ? " (CAST it)" : "");
    if (!(real >= 0))
        return function_refuse(context, value, "duration", "0 or more", "");
    *duration = sqlite3_value_int64(value);
    if (real > (double)FULFILMENT_LONGEST || *duration > FULFILMENT_LONGEST)
        return function_refuse(context, value, "duration", "at most 2^53", "");
    if (type == SQLITE_INTEGER || (double)*duration == real)
        return true;
    return function_refuse(context, value, "duration", "a whole number",
                           " (round it, or count in a finer unit, such as 'second')");
}

bool fulfilment_outcome(sqlite3_context *context, sqlite3_value *value, enum fulfilment_outcome *outcome)
{
    sqlite3_int64 number = sqlite3_value_int64(value);
    if (sqlite3_value_type(value) != SQLITE_INTEGER || number < 0 || number >= FULFILMENT_OUTCOMES)
        return function_refuse(context, value, "solved", "0 (open), 1 (solved) or 2 (withdrawn)", "");
    *outcome = (enum fulfilment_outcome)number;
    return true;
}

bool fulfilment_unit_read(sqlite3_context *context, sqlite3_value *value, enum fulfilment_unit *unit)
{
    const char *text;
    int length;
    if (!function_text(context, value, "unit", &text, &length))
        return false;
    for (int i = 0; i < FULFILMENT_UNITS; i++) {
        if (strlen(unit_name[i]) == (size_t)length && memcmp(unit_name[i], text, (size_t)length) == 0) {
            *unit = (enum fulfilment_unit)i;
            return true;
        }
    }
    return function_refuse(context, value, "unit", "'day', 'workday', 'minute' or 'second'", "");
}

bool fulfilment_state(sqlite3_context *context, sqlite3_value *value, struct fulfilment_reader *reader)
{
    const void *bytes = sqlite3_value_blob(value);
    if (sqlite3_value_type(value) == SQLITE_BLOB &&
        fulfilment_reader_open(reader, bytes ? bytes : "", (size_t)sqlite3_value_bytes(value)) == FULFILMENT_OK)
        return true;
    return function_refuse(context, value, "state", "a state of fulfilment(), or is damaged", "");
}

void fulfilment_fail(sqlite3_context *context, enum fulfilment_code code)
{
    static const char *const reason[] = {
        [FULFILMENT_RANGE] = "more than 2^53 cases",
        [FULFILMENT_ABSENT] = "a case to remove was never added",
        [FULFILMENT_UNIT] = "states of different units are not merged",
        [FULFILMENT_DAMAGED] = "state is damaged",
    };
    if (code == FULFILMENT_NOMEM)
        sqlite3_result_error_nomem(context);
    else
        function_error(context, "%s", reason[code]);
}

/* --- the window's state -------------------------------------------------------------------------------------------------

A window writes its state for every row, and what reads it, mostly km_quantile, would take the bytes apart again. So the
connection remembers the state that was written last: bytes that are still its form need not be read. The state is
forgotten before it is freed; the core knows whether it has changed. */

static void keep_nothing(void *state)
{
    (void)state; /* its aggregate frees it */
}

static void live_set(sqlite3_context *context, struct fulfilment *state)
{
    *store_companion(function_store(context), COMPANION_WINDOW) = (struct store_companion){state, keep_nothing};
}

static void live_forget(sqlite3_context *context, const struct fulfilment *state)
{
    struct store_companion *live = store_companion(function_store(context), COMPANION_WINDOW);
    if (live->object == state)
        live->object = NULL;
}

struct fulfilment *fulfilment_live(sqlite3_context *context, sqlite3_value *value)
{
    struct fulfilment *state = store_companion(function_store(context), COMPANION_WINDOW)->object;
    if (!state || sqlite3_value_type(value) != SQLITE_BLOB)
        return NULL;
    const void *bytes = sqlite3_value_blob(value);
    return fulfilment_encoded(state, bytes, (size_t)sqlite3_value_bytes(value)) ? state : NULL;
}

/* --- aggregates ------------------------------------------------------------------------------------------------------- */

/* The aggregate's state, made at its first row; NULL after having made the call fail. */
static struct fulfilment *state_make(sqlite3_context *context)
{
    struct fulfilment *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state)
        sqlite3_result_error_nomem(context);
    else if (!state->memory.resize)
        fulfilment_init(state, FULFILMENT_DAY, function_memory());
    return state;
}

/* Takes the unit of a row: the first row's, and that of all others. */
static bool state_unit(sqlite3_context *context, struct fulfilment *state, enum fulfilment_unit unit)
{
    if (fulfilment_cases(state) == 0)
        state->unit = unit;
    if (unit == state->unit)
        return true;
    function_error(context, "unit '%s' after '%s': a state has one unit", unit_name[unit], unit_name[state->unit]);
    return false;
}

/* One row of any form: duration, solved[, unit[, count]]. */
static void apply_row(sqlite3_context *context, int arguments, sqlite3_value **value,
                      enum fulfilment_code (*apply)(struct fulfilment *, int64_t, enum fulfilment_outcome, int64_t))
{
    struct fulfilment *state = state_make(context);
    enum fulfilment_unit unit = FULFILMENT_DAY;
    enum fulfilment_outcome outcome;
    int64_t duration, cases = 1;
    if (!state || function_any_null(arguments, value))
        return;
    if (!fulfilment_duration(context, value[0], &duration) || !fulfilment_outcome(context, value[1], &outcome))
        return;
    if (arguments > 2 && !fulfilment_unit_read(context, value[2], &unit))
        return;
    if (arguments > 3 && !function_integer(context, value[3], "count", &cases))
        return;
    if (cases < 0) {
        function_refuse(context, value[3], "count", "0 or more", "");
        return;
    }
    if (!state_unit(context, state, unit))
        return;
    enum fulfilment_code code = apply(state, duration, outcome, cases);
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
}

/* The usual row, two integers and a duration that the array holds: counted at once. False for any other. */
static inline bool apply_usual(sqlite3_context *context, int count, sqlite3_value **value,
                               enum fulfilment_code (*apply)(struct fulfilment *, int64_t, enum fulfilment_outcome))
{
    struct fulfilment *state;
    if (count != 2 || sqlite3_value_type(value[0]) != SQLITE_INTEGER || sqlite3_value_type(value[1]) != SQLITE_INTEGER)
        return false;
    state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state)
        return false;
    sqlite3_uint64 duration = (sqlite3_uint64)sqlite3_value_int64(value[0]);
    sqlite3_uint64 outcome = (sqlite3_uint64)sqlite3_value_int64(value[1]);
    return duration < (sqlite3_uint64)state->dense_size && outcome < FULFILMENT_OUTCOMES &&
           apply(state, (int64_t)duration, (enum fulfilment_outcome)outcome) == FULFILMENT_OK;
}

/* fulfilment(duration, solved[, unit[, count]]), fulfilment_median(duration, solved): one row, or `count` cases. */
void fulfilment_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    if (!apply_usual(context, count, value, fulfilment_add_one))
        apply_row(context, count, value, fulfilment_add);
}

/* A row leaves the window's frame. */
void fulfilment_inverse(sqlite3_context *context, int count, sqlite3_value **value)
{
    if (!apply_usual(context, count, value, fulfilment_remove_one))
        apply_row(context, count, value, fulfilment_remove);
}

bool fulfilment_state_merge(sqlite3_context *context, sqlite3_value *value, struct fulfilment *state)
{
    struct fulfilment_reader reader;
    if (!fulfilment_state(context, value, &reader) || !state_unit(context, state, reader.unit))
        return false;
    enum fulfilment_code code = fulfilment_decode(state, sqlite3_value_blob(value), (size_t)sqlite3_value_bytes(value));
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
    return code == FULFILMENT_OK;
}

/* fulfilment_merge(state): the state of all cases of all states. */
void fulfilment_merge_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment *state = state_make(context);
    if (state && !function_any_null(count, value))
        fulfilment_state_merge(context, value[0], state);
}

void fulfilment_merge_inverse(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment *state = state_make(context);
    if (!state || function_any_null(count, value))
        return;
    enum fulfilment_code code =
        fulfilment_undecode(state, sqlite3_value_blob(value[0]), (size_t)sqlite3_value_bytes(value[0]));
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
}

/* The state as a BLOB. */
void fulfilment_value(sqlite3_context *context)
{
    struct fulfilment *state = sqlite3_aggregate_context(context, 0);
    const unsigned char *bytes;
    size_t size;
    if (!state || fulfilment_cases(state) == 0)
        return;
    enum fulfilment_code code = fulfilment_encode(state, &bytes, &size);
    if (code != FULFILMENT_OK) {
        fulfilment_fail(context, code);
        return;
    }
    sqlite3_result_blob64(context, bytes, size, SQLITE_TRANSIENT);
    if (state->encoded > 0)
        live_set(context, state);
}

void fulfilment_final(sqlite3_context *context)
{
    struct fulfilment *state = sqlite3_aggregate_context(context, 0);
    fulfilment_value(context);
    if (!state)
        return;
    live_forget(context, state);
    fulfilment_free(state);
}

/* The median by Kaplan-Meier as a REAL, NULL where half are not reached. */
void fulfilment_median_value(sqlite3_context *context)
{
    struct fulfilment *state = sqlite3_aggregate_context(context, 0);
    struct fulfilment_cursor cursor;
    double median;
    if (!state || fulfilment_cases(state) == 0)
        return;
    enum fulfilment_code code = fulfilment_cursor_open(&cursor, state);
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
    else if (km_quantile_cursor(&cursor, 0.5, &median))
        sqlite3_result_double(context, median);
}

void fulfilment_median_final(sqlite3_context *context)
{
    struct fulfilment *state = sqlite3_aggregate_context(context, 0);
    fulfilment_median_value(context);
    if (state)
        fulfilment_free(state);
}

/* --- what a state holds ----------------------------------------------------------------------------------------------- */

/* solved_count(state), open_count(state), withdrawn_count(state). */
void fulfilment_count_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const enum fulfilment_outcome *outcome = function_binding(context)->data;
    struct fulfilment_reader reader;
    if (!function_any_null(count, value) && fulfilment_state(context, value[0], &reader))
        sqlite3_result_int64(context, reader.total[*outcome]);
}

/* fulfilment_unit(state): 'day', 'workday', 'minute' or 'second'. */
void fulfilment_unit_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    if (!function_any_null(count, value) && fulfilment_state(context, value[0], &reader))
        sqlite3_result_text(context, unit_name[reader.unit], -1, SQLITE_STATIC);
}

/*
 * fulfilment_remove(state, part): the state without the cases of another one, which it must hold; NULL when none is
 * left. A NULL state gives NULL; a NULL part takes nothing away.
 */
void fulfilment_remove_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    struct fulfilment state;
    const unsigned char *bytes;
    size_t size;
    if (function_any_null(1, value))
        return;
    if (function_any_null(count, value)) {
        if (fulfilment_state(context, value[0], &reader))
            sqlite3_result_value(context, value[0]);
        return;
    }
    if (!fulfilment_state(context, value[1], &reader))
        return;
    fulfilment_init(&state, FULFILMENT_DAY, function_memory());
    if (fulfilment_state_merge(context, value[0], &state)) {
        enum fulfilment_code code =
            fulfilment_undecode(&state, sqlite3_value_blob(value[1]), (size_t)sqlite3_value_bytes(value[1]));
        if (code == FULFILMENT_OK && fulfilment_cases(&state) > 0)
            code = fulfilment_encode(&state, &bytes, &size);
        if (code != FULFILMENT_OK)
            fulfilment_fail(context, code);
        else if (fulfilment_cases(&state) > 0)
            sqlite3_result_blob64(context, bytes, size, SQLITE_TRANSIENT);
    }
    fulfilment_free(&state);
}
