/*
 * The table-valued functions km_curve(state[, confidence[, kind]]) and incidence_curve(state[, outcome[, confidence
 * [, kind]]]): the whole curve of a state, a row for each different duration, ascending.
 *
 *     SELECT t, at_risk, survival, low, high FROM km_curve((SELECT fulfilment(days, solved) FROM cases));
 *     SELECT unit, t, incidence FROM kept, incidence_curve(kept.state, 'withdrawn');
 *
 * One module serves both; they differ in their columns and in who walks. A cursor reads the bytes block by block, so a
 * curve of any length takes no memory beyond a copy of the state. A NULL argument gives no row. Read-only, eponymous,
 * INNOCUOUS. The hidden columns are called input_...: SQLite looks an argument up among the function's own columns too,
 * and a table's column is often called state.
 */
#include "fulfilment_table.h"
SQLITE_EXTENSION_INIT3

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/km.h"
#include "core/wilson.h"
#include "fulfilment_curve.h"
#include "function.h"

enum { ARGUMENTS_MOST = 4 };

/* What an argument means. */
enum argument { ARGUMENT_STATE, ARGUMENT_OUTCOME, ARGUMENT_CONFIDENCE, ARGUMENT_KIND };

struct fulfilment_table {
    const char *usage;
    const char *declaration; /* the columns that are shown, then one HIDDEN column an argument */
    int columns;             /* that are shown */
    int arguments;
    enum argument argument[ARGUMENTS_MOST];
};

const struct fulfilment_table fulfilment_table_km = {
    .usage = "km_curve(state[, confidence[, kind]])",
    .declaration = "CREATE TABLE x(t INTEGER, at_risk INTEGER, solved INTEGER, censored INTEGER, survival REAL, "
                   "std_error REAL, low REAL, high REAL, input_state HIDDEN, input_confidence HIDDEN, "
                   "input_kind HIDDEN)",
    .columns = 8,
    .arguments = 3,
    .argument = {ARGUMENT_STATE, ARGUMENT_CONFIDENCE, ARGUMENT_KIND},
};

const struct fulfilment_table fulfilment_table_incidence = {
    .usage = "incidence_curve(state[, outcome[, confidence[, kind]]])",
    .declaration = "CREATE TABLE x(t INTEGER, at_risk INTEGER, solved INTEGER, censored INTEGER, incidence REAL, "
                   "std_error REAL, low REAL, high REAL, withdrawn INTEGER, input_state HIDDEN, "
                   "input_outcome HIDDEN, input_confidence HIDDEN, input_kind HIDDEN)",
    .columns = 9,
    .arguments = 4,
    .argument = {ARGUMENT_STATE, ARGUMENT_OUTCOME, ARGUMENT_CONFIDENCE, ARGUMENT_KIND},
};

struct table {
    sqlite3_vtab base;
    const struct function_binding *binding; /* lives as long as the module */
    const struct fulfilment_table *what;
};

struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_value *argument[ARGUMENTS_MOST]; /* NULL where not given */
    double z;
    enum km_kind kind;
    enum fulfilment_outcome outcome;
    struct fulfilment_reader reader; /* reads argument[0] */
    size_t at;                       /* in the reader's block */
    bool eof;
    sqlite3_int64 rowid;
    struct km km;
    struct km_incidence incidence;
};

static int table_connect(sqlite3 *db, void *data, int count, const char *const *text, sqlite3_vtab **result,
                         char **error)
{
    const struct function_binding *binding = data;
    const struct fulfilment_table *what = binding->data;
    struct table *table;
    int code = sqlite3_declare_vtab(db, what->declaration);
    (void)count;
    (void)text;
    (void)error;
    if (code != SQLITE_OK)
        return code;
    table = sqlite3_malloc(sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    memset(table, 0, sizeof *table);
    table->binding = binding;
    table->what = what;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* views use it while trusted_schema is off; it reads nothing */
    *result = &table->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

/* Makes the table's operation fail with `NAME: message`, which it frees. */
static int table_fail(sqlite3_vtab *base, char *message)
{
    const char *name = ((const struct table *)base)->binding->name;
    sqlite3_free(base->zErrMsg);
    base->zErrMsg = message ? sqlite3_mprintf("%s: %s", name, message) : NULL;
    sqlite3_free(message);
    return base->zErrMsg ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* idxNum has a bit for each argument that is given. Each must be known where the table is used. */
static int table_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct fulfilment_table *what = ((const struct table *)base)->what;
    int at[ARGUMENTS_MOST] = {-1, -1, -1, -1}, next = 1;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (constraint->iColumn < what->columns || constraint->op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!constraint->usable)
            return SQLITE_CONSTRAINT;
        at[constraint->iColumn - what->columns] = i;
    }
    if (at[0] < 0)
        return table_fail(base, sqlite3_mprintf("needs a state, %s", what->usage));
    for (int i = 0; i < what->arguments; i++) {
        if (at[i] < 0)
            continue;
        info->idxNum |= 1 << i;
        info->aConstraintUsage[at[i]].argvIndex = next++;
        info->aConstraintUsage[at[i]].omit = 1;
    }
    info->orderByConsumed = info->nOrderBy == 1 && info->aOrderBy[0].iColumn == 0 && !info->aOrderBy[0].desc;
    info->estimatedCost = 100;
    info->estimatedRows = 100;
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *base, sqlite3_vtab_cursor **result)
{
    struct cursor *cursor = sqlite3_malloc(sizeof *cursor);
    (void)base;
    if (!cursor)
        return SQLITE_NOMEM;
    memset(cursor, 0, sizeof *cursor);
    *result = &cursor->base;
    return SQLITE_OK;
}

static void cursor_clear(struct cursor *cursor)
{
    for (int i = 0; i < ARGUMENTS_MOST; i++) {
        sqlite3_value_free(cursor->argument[i]);
        cursor->argument[i] = NULL;
    }
    cursor->eof = true;
    cursor->rowid = 0;
}

static int table_close(sqlite3_vtab_cursor *base)
{
    cursor_clear((struct cursor *)base);
    sqlite3_free(base);
    return SQLITE_OK;
}

/* Reads one argument, which is not NULL. */
static int argument_read(struct cursor *cursor, enum argument argument, sqlite3_value *value)
{
    sqlite3_vtab *base = cursor->base.pVtab;
    int type = sqlite3_value_type(value);
    const char *text = type == SQLITE_BLOB ? NULL : (const char *)sqlite3_value_text(value);
    const void *bytes = type == SQLITE_BLOB ? sqlite3_value_blob(value) : NULL;
    double confidence = sqlite3_value_double(value);
    if (type != SQLITE_BLOB && !text)
        return SQLITE_NOMEM;
    switch (argument) {
    case ARGUMENT_STATE:
        if (type == SQLITE_BLOB && fulfilment_reader_open(&cursor->reader, bytes ? bytes : "",
                                                          (size_t)sqlite3_value_bytes(value)) == FULFILMENT_OK)
            return SQLITE_OK;
        return table_fail(base, sqlite3_mprintf("state is not a state of fulfilment(), or is damaged"));
    case ARGUMENT_CONFIDENCE:
        cursor->z = wilson_quantile(confidence);
        if ((type == SQLITE_FLOAT || type == SQLITE_INTEGER) && confidence > 0 && confidence < 1)
            return SQLITE_OK;
        return table_fail(base, sqlite3_mprintf("confidence %s is not a number between 0 and 1 (95 %% is 0.95)",
                                                text ? text : "a BLOB"));
    case ARGUMENT_KIND:
        if (type == SQLITE_TEXT && fulfilment_kind_of(text, &cursor->kind))
            return SQLITE_OK;
        return table_fail(base, sqlite3_mprintf("kind '%s' is not " FULFILMENT_KINDS, text ? text : "a BLOB"));
    default:
        if (type == SQLITE_TEXT && fulfilment_outcome_of(text, &cursor->outcome))
            return SQLITE_OK;
        return table_fail(base, sqlite3_mprintf("outcome '%s' is not " FULFILMENT_ENDS, text ? text : "a BLOB"));
    }
}

static int table_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    if (cursor->at == cursor->reader.rows) {
        cursor->at = 0;
        if (!fulfilment_reader_next(&cursor->reader)) {
            cursor->eof = true;
            if (cursor->reader.code != FULFILMENT_OK)
                return table_fail(base->pVtab, sqlite3_mprintf("state is damaged"));
            return SQLITE_OK;
        }
    }
    const struct fulfilment_row *row = &cursor->reader.row[cursor->at++];
    km_step(&cursor->km, row);
    km_incidence_step(&cursor->incidence, row);
    cursor->rowid++;
    return SQLITE_OK;
}

static int table_filter(sqlite3_vtab_cursor *base, int index, const char *plan, int count, sqlite3_value **value)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct fulfilment_table *what = ((const struct table *)base->pVtab)->what;
    int given = 0;
    (void)plan;
    cursor_clear(cursor);
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(value[i]) == SQLITE_NULL)
            return SQLITE_OK;
    }
    cursor->z = wilson_quantile(0.95);
    cursor->kind = KM_LOG;
    cursor->outcome = FULFILMENT_SOLVED;
    for (int i = 0; i < what->arguments; i++) {
        if (!(index & 1 << i))
            continue;
        cursor->argument[i] = sqlite3_value_dup(value[given++]);
        if (!cursor->argument[i])
            return SQLITE_NOMEM;
        int code = argument_read(cursor, what->argument[i], cursor->argument[i]);
        if (code != SQLITE_OK)
            return code;
    }
    struct km_source source = km_source_reader(&cursor->reader);
    km_start(&cursor->km, source.cases);
    km_incidence_start(&cursor->incidence, cursor->outcome, source.cases);
    cursor->at = cursor->reader.rows; /* 0: nothing is read yet */
    cursor->eof = false;
    return table_next(base);
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    return ((const struct cursor *)base)->eof;
}

/* A number, NULL for NaN. */
static void result_real(sqlite3_context *context, double number)
{
    if (!isnan(number))
        sqlite3_result_double(context, number);
}

/* Columns 4 to 7: the estimate, its standard error and limits. */
static void column_estimate(const struct cursor *cursor, bool incidence, sqlite3_context *context, int column)
{
    double estimate = incidence ? cursor->incidence.share : cursor->km.point.survival;
    double error = incidence ? sqrt(cursor->incidence.variance) : km_error(&cursor->km.point);
    double log_error = incidence ? error / estimate : sqrt(cursor->km.point.variance), low, high;
    if (column < 6) {
        result_real(context, column == 4 ? estimate : error);
        return;
    }
    km_limits(estimate, log_error, cursor->z, cursor->kind, &low, &high);
    result_real(context, column == 6 ? low : high);
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct fulfilment_table *what = ((const struct table *)base->pVtab)->what;
    bool incidence = what == &fulfilment_table_incidence;
    if (column >= what->columns) {
        if (cursor->argument[column - what->columns])
            sqlite3_result_value(context, cursor->argument[column - what->columns]);
        return SQLITE_OK;
    }
    switch (column) {
    case 0:
        sqlite3_result_int64(context, cursor->km.point.t);
        break;
    case 1:
        sqlite3_result_int64(context, cursor->km.point.at_risk);
        break;
    case 2:
        sqlite3_result_int64(context, cursor->km.point.solved);
        break;
    case 3:
        sqlite3_result_int64(context, incidence ? cursor->incidence.censored : cursor->km.point.censored);
        break;
    case 8:
        sqlite3_result_int64(context, cursor->incidence.withdrawn);
        break;
    default:
        column_estimate(cursor, incidence, context, column);
    }
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = ((const struct cursor *)base)->rowid;
    return SQLITE_OK;
}

const sqlite3_module fulfilment_table_module = {
    .xConnect = table_connect, /* no xCreate: eponymous only */
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};
