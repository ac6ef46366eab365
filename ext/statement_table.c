/*
 * Table-valued functions that are nothing but a stored statement.
 *
 *     SELECT * FROM conservation() WHERE NOT holds;
 *     SELECT * FROM case_history('WHYJ-D-2020-0001');
 *     SELECT no, start, "end" FROM periods('2020-02-10', '2020-02-25');
 *
 * The SQL lies in schema/functions/NAME.sql; a function is one const row that names it. The statement is prepared when
 * a cursor is first filtered, run again for further arguments, and finalised when the cursor closes, so nothing is
 * held between statements. The tables are read-only, eponymous (no CREATE VIRTUAL TABLE), and INNOCUOUS: they give
 * what the views behind them give. A NULL argument is passed on; the statements give no row for it.
 *
 * Errors: an argument is missing; not a fulfil store; whatever the statement says, after the function's name. The cost
 * is the statement's.
 */
#include "statement_table.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "function.h"
#include "store.h"

const struct statement_table statement_table_conservation = {
    .sql = "conservation",
    .usage = "conservation()",
    .declaration = "CREATE TABLE x(period INTEGER, revision INTEGER, identity TEXT, place TEXT, left_value INTEGER, "
                   "right_value INTEGER, holds INTEGER)",
    .columns = 7,
    .arguments = 0,
};

const struct statement_table statement_table_case_history = {
    .sql = "case_history",
    .usage = "case_history(ref)",
    .declaration = "CREATE TABLE x(at TEXT, recorded_at TEXT, record TEXT, ref TEXT, kind TEXT, unit TEXT, "
                   "detail TEXT, case_ref HIDDEN)",
    .columns = 7,
    .arguments = 1,
};

const struct statement_table statement_table_category_changes = {
    .sql = "category_changes",
    .usage = "category_changes()",
    .declaration = "CREATE TABLE x(demand TEXT, disposition TEXT, category TEXT, method TEXT, version TEXT, "
                   "proposed TEXT, rules_version TEXT)",
    .columns = 7,
    .arguments = 0,
};

const struct statement_table statement_table_rollup_diff = {
    .sql = "rollup_diff",
    .usage = "rollup_diff(no_a, no_b)",
    .declaration = "CREATE TABLE x(unit TEXT, category TEXT, measure TEXT, value_a INTEGER, value_b INTEGER, "
                   "difference INTEGER, no_a HIDDEN, no_b HIDDEN)",
    .columns = 6,
    .arguments = 2,
};

const struct statement_table statement_table_unit_ranking = {
    .sql = "unit_ranking",
    .usage = "unit_ranking()",
    .declaration = "CREATE TABLE x(rank INTEGER, unit TEXT, solved INTEGER, valid INTEGER, rate REAL, low REAL, "
                   "high REAL, few INTEGER)",
    .columns = 8,
    .arguments = 0,
};

const struct statement_table statement_table_measure_worked = {
    .sql = "measure_worked",
    .usage = "measure_worked(measure, base_fen)",
    .declaration = "CREATE TABLE x(step INTEGER, kind TEXT, value INTEGER, per INTEGER, before INTEGER, amount INTEGER, "
                   "measure HIDDEN, base_fen HIDDEN)",
    .columns = 6,
    .arguments = 2,
};

const struct statement_table statement_table_periods = {
    .sql = "periods",
    .usage = "periods(from, to)",
    .declaration = "CREATE TABLE x(no INTEGER, start TEXT, \"end\" TEXT, \"from\" HIDDEN, \"to\" HIDDEN)",
    .columns = 3,
    .arguments = 2,
};

const struct statement_table statement_table_unit_forecast = {
    .sql = "unit_forecast",
    .usage = "unit_forecast(target_day[, seed[, runs]])",
    .declaration = "CREATE TABLE x(axis TEXT, code TEXT, backlog INTEGER, days INTEGER, workdays INTEGER, "
                   "needed_a_day REAL, needed_a_workday REAL, history_days INTEGER, solved_a_day REAL, "
                   "came_a_day REAL, chance REAL, chance_arriving REAL, reason TEXT, target_day HIDDEN, seed HIDDEN, "
                   "runs HIDDEN)",
    .columns = 13,
    .arguments = 3,
    .optional = 2,
};

const struct statement_table statement_table_category_proposal = {
    .sql = "category_proposal",
    .usage = "category_proposal(text)",
    .declaration = "CREATE TABLE x(category TEXT, method TEXT, confidence REAL, score REAL, terms TEXT, version TEXT, "
                   "input HIDDEN)",
    .columns = 6,
    .arguments = 1,
};

struct table {
    sqlite3_vtab base;
    const struct function_binding *binding; /* lives as long as the module */
};

struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *statement;
    sqlite3_value *argument[STATEMENT_TABLE_ARGUMENTS];
    sqlite3_int64 rowid; /* number of the row, from 1 */
    bool end;
};

static const struct statement_table *table_row(const struct table *table)
{
    return table->binding->data;
}

static int table_connect(sqlite3 *db, void *data, int count, const char *const *text, sqlite3_vtab **result,
                         char **error)
{
    const struct function_binding *binding = data;
    const struct statement_table *row = binding->data;
    struct table *table;
    int code = sqlite3_declare_vtab(db, row->declaration);
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
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* views use them while trusted_schema is off */
    *result = &table->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

/* Makes the table's operation fail with `NAME: message`. */
static int table_fail(sqlite3_vtab *base, int code, const char *message)
{
    const struct table *table = (const struct table *)base;
    sqlite3_free(base->zErrMsg);
    base->zErrMsg = sqlite3_mprintf("%s: %s", table->binding->name, message);
    return base->zErrMsg ? code : SQLITE_NOMEM;
}

/* Tells that arguments are missing. */
static int table_needs(sqlite3_vtab *base, const struct statement_table *row)
{
    char message[120];
    int needed = row->arguments - row->optional;
    sqlite3_snprintf(sizeof message, message, "needs %d argument%s, %s", needed, needed == 1 ? "" : "s", row->usage);
    return table_fail(base, SQLITE_ERROR, message);
}

/*
 * An argument is given as column = value on its hidden column. Given but not yet known in this order of the join, the
 * plan is refused; not given at all though it must be, the statement is. idxNum has a bit for each argument given.
 */
static int table_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct statement_table *row = table_row((const struct table *)base);
    bool given[STATEMENT_TABLE_ARGUMENTS] = {false};
    int at[STATEMENT_TABLE_ARGUMENTS],
        values = 0; /* at: which constraint gives the argument, -1: none that can be used */
    memset(at, -1, sizeof at);
    for (int i = 0; i < info->nConstraint; i++) {
        int argument = info->aConstraint[i].iColumn - row->columns;
        if (argument < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        given[argument] = true;
        if (info->aConstraint[i].usable && at[argument] < 0)
            at[argument] = i;
    }
    for (int i = 0; i < row->arguments; i++) {
        if (at[i] < 0 && given[i])
            return SQLITE_CONSTRAINT;
        if (at[i] < 0 && i < row->arguments - row->optional)
            return table_needs(base, row);
        if (at[i] < 0)
            continue;
        info->aConstraintUsage[at[i]].argvIndex = ++values;
        info->aConstraintUsage[at[i]].omit = 1;
        info->idxNum |= 1 << i;
    }
    info->estimatedCost = 1000;
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

static void arguments_free(struct cursor *cursor)
{
    for (int i = 0; i < STATEMENT_TABLE_ARGUMENTS; i++) {
        sqlite3_value_free(cursor->argument[i]);
        cursor->argument[i] = NULL;
    }
}

static int table_close(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    sqlite3_finalize(cursor->statement); /* its error was reported by the step */
    arguments_free(cursor);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

/* Prepares the cursor's statement. */
static int cursor_prepare(struct cursor *cursor)
{
    sqlite3_vtab *base = cursor->base.pVtab;
    const struct table *table = (const struct table *)base;
    const struct statement_table *row = table_row(table);
    struct store *store = table->binding->store;
    const char *sql = store_sql(row->sql);
    char *error = NULL;
    int code = store_check(store, &error);
    if (code != SQLITE_OK) {
        code = table_fail(base, code, error ? error : sqlite3_errstr(code));
        sqlite3_free(error);
        return code;
    }
    if (!sql)
        return table_fail(base, SQLITE_INTERNAL, "its SQL is not in this build");
    code = sqlite3_prepare_v2(store_db(store), sql, -1, &cursor->statement, NULL);
    if (code != SQLITE_OK)
        return table_fail(base, code, sqlite3_errmsg(store_db(store)));
    if (sqlite3_column_count(cursor->statement) != row->columns) {
        return table_fail(base, SQLITE_INTERNAL, "its SQL gives other columns than declared");
    }
    return SQLITE_OK;
}

static int table_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    int code = sqlite3_step(cursor->statement);
    cursor->rowid++;
    cursor->end = code != SQLITE_ROW;
    if (code == SQLITE_ROW)
        return SQLITE_OK;
    if (code == SQLITE_DONE)
        return sqlite3_reset(cursor->statement); /* ends its read */
    return table_fail(base->pVtab, code, sqlite3_errmsg(store_db(table->binding->store)));
}

static int table_filter(sqlite3_vtab_cursor *base, int index, const char *text, int count, sqlite3_value **value)
{
    struct cursor *cursor = (struct cursor *)base;
    int code = SQLITE_OK;
    (void)text;
    (void)count;
    arguments_free(cursor);
    cursor->rowid = 0;
    if (cursor->statement) {
        sqlite3_reset(cursor->statement);
        sqlite3_clear_bindings(cursor->statement);
    } else {
        code = cursor_prepare(cursor);
    }
    for (int i = 0; code == SQLITE_OK && i < STATEMENT_TABLE_ARGUMENTS; i++) {
        if (!(index >> i & 1))
            continue;
        cursor->argument[i] = sqlite3_value_dup(*value);
        code = cursor->argument[i] ? sqlite3_bind_value(cursor->statement, i + 1, *value) : SQLITE_NOMEM;
        value++;
    }
    return code == SQLITE_OK ? table_next(base) : code;
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    return ((struct cursor *)base)->end;
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    struct cursor *cursor = (struct cursor *)base;
    int columns = table_row((const struct table *)base->pVtab)->columns;
    if (column < columns)
        sqlite3_result_value(context, sqlite3_column_value(cursor->statement, column));
    else if (cursor->argument[column - columns])
        sqlite3_result_value(context, cursor->argument[column - columns]);
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = ((struct cursor *)base)->rowid;
    return SQLITE_OK;
}

const sqlite3_module statement_table_module = {
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
