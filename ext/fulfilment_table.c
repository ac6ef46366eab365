/*
 * The table-valued functions km_curve(state[, confidence[, kind]]) and incidence_curve(state[, outcome[, confidence
 * [, kind]]]): the whole curve of a state, a row for each different duration, ascending.
 *
 *     SELECT t, at_risk, survival, low, high FROM km_curve((SELECT fulfilment(days, solved) FROM cases));
 *     SELECT unit, t, incidence FROM kept, incidence_curve(kept.state, 'withdrawn');
 *
 * They differ in their columns and in who walks. The bytes are read block by block, so a curve of any length takes no
 * memory beyond a copy of the state. A NULL argument gives no row. The hidden columns are called input_...: SQLite looks
 * an argument up among the function's own columns too, and a table's column is often called state.
 */
#include "fulfilment_table.h"
SQLITE_EXTENSION_INIT3

#include <math.h>
#include <stdbool.h>

#include "core/km.h"
#include "core/wilson.h"
#include "fulfilment_curve.h"
#include "function.h"

struct curve {
    double z;
    enum km_kind kind;
    enum fulfilment_outcome outcome;
    bool incidence;                  /* whose curve it is: the estimate of an outcome, or survival */
    struct fulfilment_reader reader; /* reads argument 0 */
    size_t at;                       /* in the reader's block */
    struct km km;
    struct km_incidence walk;
};

/* Refuses an argument: `BEFORE value AFTER`. */
static int refuse(char **error, const char *before, sqlite3_value *value, const char *after)
{
    const char *text = sqlite3_value_type(value) == SQLITE_BLOB ? "a BLOB" : (const char *)sqlite3_value_text(value);
    *error = text ? sqlite3_mprintf("%s%s%s", before, text, after) : NULL;
    return *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* The readers of one argument each: it is given, and not NULL. They fail as open does (computed_table.h). */
static int state_read(struct curve *curve, sqlite3_value *value, char **error)
{
    const void *bytes = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_blob(value) : NULL;
    size_t size = (size_t)sqlite3_value_bytes(value);
    if (sqlite3_value_type(value) == SQLITE_BLOB &&
        fulfilment_reader_open(&curve->reader, bytes ? bytes : "", size) == FULFILMENT_OK)
        return SQLITE_OK;
    *error = sqlite3_mprintf("state is not a state of fulfilment(), or is damaged");
    return *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

static int outcome_read(struct curve *curve, sqlite3_value *value, char **error)
{
    const char *text = sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    if (text && fulfilment_outcome_of(text, &curve->outcome))
        return SQLITE_OK;
    return refuse(error, "outcome '", value, "' is not " FULFILMENT_ENDS);
}

static int confidence_read(struct curve *curve, sqlite3_value *value, char **error)
{
    int type = sqlite3_value_type(value);
    double confidence = sqlite3_value_double(value);
    curve->z = wilson_quantile(confidence);
    if ((type == SQLITE_FLOAT || type == SQLITE_INTEGER) && confidence > 0 && confidence < 1)
        return SQLITE_OK;
    return refuse(error, "confidence ", value, " is not a number between 0 and 1 (95 % is 0.95)");
}

static int kind_read(struct curve *curve, sqlite3_value *value, char **error)
{
    const char *text = sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    if (text && fulfilment_kind_of(text, &curve->kind))
        return SQLITE_OK;
    return refuse(error, "kind '", value, "' is not " FULFILMENT_KINDS);
}

static int curve_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    bool incidence = binding->data == &fulfilment_table_incidence; /* it alone is told an outcome */
    sqlite3_value *outcome = incidence ? value[1] : NULL;
    sqlite3_value *confidence = value[incidence ? 2 : 1], *kind = value[incidence ? 3 : 2];
    for (int i = 0; i < COMPUTED_TABLE_ARGUMENTS; i++) {
        if (value[i] && sqlite3_value_type(value[i]) == SQLITE_NULL)
            return SQLITE_OK;
    }
    struct curve *curve = sqlite3_malloc(sizeof *curve);
    if (!curve)
        return SQLITE_NOMEM;
    *state = curve;
    curve->incidence = incidence;
    curve->z = wilson_quantile(0.95);
    curve->kind = KM_LOG;
    curve->outcome = FULFILMENT_SOLVED;
    int code = state_read(curve, value[0], error);
    if (code == SQLITE_OK && outcome)
        code = outcome_read(curve, outcome, error);
    if (code == SQLITE_OK && confidence)
        code = confidence_read(curve, confidence, error);
    if (code == SQLITE_OK && kind)
        code = kind_read(curve, kind, error);
    if (code != SQLITE_OK)
        return code;
    struct km_source source = km_source_reader(&curve->reader);
    km_start(&curve->km, source.cases);
    km_incidence_start(&curve->walk, curve->outcome, source.cases);
    curve->at = curve->reader.rows; /* 0: nothing is read yet */
    return SQLITE_OK;
}

static int curve_next(void *state, char **error)
{
    struct curve *curve = state;
    if (curve->at == curve->reader.rows) {
        curve->at = 0;
        if (!fulfilment_reader_next(&curve->reader)) {
            if (curve->reader.code == FULFILMENT_OK)
                return SQLITE_DONE;
            *error = sqlite3_mprintf("state is damaged");
            return *error ? SQLITE_ERROR : SQLITE_NOMEM;
        }
    }
    const struct fulfilment_row *row = &curve->reader.row[curve->at++];
    km_step(&curve->km, row);
    km_incidence_step(&curve->walk, row);
    return SQLITE_ROW;
}

/* A number, NULL for NaN. */
static void result_real(sqlite3_context *context, double number)
{
    if (!isnan(number))
        sqlite3_result_double(context, number);
}

/* Columns 4 to 7: the estimate, its standard error and limits. */
static void column_estimate(const struct curve *curve, sqlite3_context *context, int column)
{
    double estimate = curve->incidence ? curve->walk.share : curve->km.point.survival;
    double error = curve->incidence ? sqrt(curve->walk.variance) : km_error(&curve->km.point);
    double log_error = curve->incidence ? error / estimate : sqrt(curve->km.point.variance), low, high;
    if (column < 6) {
        result_real(context, column == 4 ? estimate : error);
        return;
    }
    km_limits(estimate, log_error, curve->z, curve->kind, &low, &high);
    result_real(context, column == 6 ? low : high);
}

static void curve_column(void *state, sqlite3_context *context, int column)
{
    const struct curve *curve = state;
    switch (column) {
    case 0:
        sqlite3_result_int64(context, curve->km.point.t);
        break;
    case 1:
        sqlite3_result_int64(context, curve->km.point.at_risk);
        break;
    case 2:
        sqlite3_result_int64(context, curve->km.point.solved);
        break;
    case 3:
        sqlite3_result_int64(context, curve->incidence ? curve->walk.censored : curve->km.point.censored);
        break;
    case 8:
        sqlite3_result_int64(context, curve->walk.withdrawn);
        break;
    default:
        column_estimate(curve, context, column);
    }
}

static void curve_close(void *state)
{
    sqlite3_free(state);
}

/* What both rows share. */
#define CURVE                                                                                           \
    .required = 1, .needs = "a state", .cost = 100, .rows = 100, .ascending = true, .open = curve_open, \
    .next = curve_next, .column = curve_column, .close = curve_close

const struct computed_table fulfilment_table_km = {
    .usage = "km_curve(state[, confidence[, kind]])",
    .declaration = "CREATE TABLE x(t INTEGER, at_risk INTEGER, solved INTEGER, censored INTEGER, survival REAL, "
                   "std_error REAL, low REAL, high REAL, input_state HIDDEN, input_confidence HIDDEN, "
                   "input_kind HIDDEN)",
    .columns = 8,
    .arguments = 3,
    CURVE,
};

const struct computed_table fulfilment_table_incidence = {
    .usage = "incidence_curve(state[, outcome[, confidence[, kind]]])",
    .declaration = "CREATE TABLE x(t INTEGER, at_risk INTEGER, solved INTEGER, censored INTEGER, incidence REAL, "
                   "std_error REAL, low REAL, high REAL, withdrawn INTEGER, input_state HIDDEN, "
                   "input_outcome HIDDEN, input_confidence HIDDEN, input_kind HIDDEN)",
    .columns = 9,
    .arguments = 4,
    CURVE,
};
