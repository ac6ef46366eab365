/*
 * Table-valued functions that are nothing but a stored statement.
 *
 *     SELECT * FROM conservation() WHERE NOT holds;
 *     SELECT * FROM case_history('WHYJ-D-2020-0001');
 *     SELECT no, start, "end" FROM periods('2020-02-10', '2020-02-25');
 *
 * The SQL lies in schema/functions/NAME.sql; a function is one const row, below, that names it: a computed table
 * (computed_table.h) whose state is the statement. It is prepared when a cursor is first filtered, run again for
 * further arguments, and finalised when the cursor closes, so nothing is held between statements. The tables are
 * INNOCUOUS: they give what the views behind them give. A NULL argument is passed on; the statements give no row for
 * it.
 *
 * Errors: an argument is missing; not a fulfil store; whatever the statement says, after the function's name. The cost
 * is the statement's.
 */
#include "statement_table.h"
SQLITE_EXTENSION_INIT3

#include "function.h"
#include "store.h"

struct statement {
    const struct computed_table *row;
    sqlite3 *db;
    sqlite3_stmt *prepared;
};

/* The code, with the connection's words for it in *error. */
static int statement_fail(const struct statement *statement, int code, char **error)
{
    *error = sqlite3_mprintf("%s", sqlite3_errmsg(statement->db));
    return code;
}

static int statement_again(void *state, sqlite3_value *const *value, char **error)
{
    struct statement *statement = state;
    int code = SQLITE_OK;
    sqlite3_reset(statement->prepared); /* its error was reported by the step */
    sqlite3_clear_bindings(statement->prepared);
    for (int i = 0; code == SQLITE_OK && i < statement->row->arguments; i++) {
        if (value[i])
            code = sqlite3_bind_value(statement->prepared, i + 1, value[i]);
    }
    return code == SQLITE_OK ? code : statement_fail(statement, code, error);
}

static int statement_open(const struct function_binding *binding, sqlite3_value *const *value, void **state,
                          char **error)
{
    const struct computed_table *row = binding->data;
    const char *sql = store_sql(row->sql);
    int code = store_check(binding->store, error);
    if (code != SQLITE_OK)
        return code;
    if (!sql) {
        *error = sqlite3_mprintf("its SQL is not in this build");
        return SQLITE_INTERNAL;
    }
    struct statement *statement = sqlite3_malloc(sizeof *statement);
    if (!statement)
        return SQLITE_NOMEM;
    *statement = (struct statement){.row = row, .db = store_db(binding->store)};
    *state = statement;
    code = sqlite3_prepare_v2(statement->db, sql, -1, &statement->prepared, NULL);
    if (code != SQLITE_OK)
        return statement_fail(statement, code, error);
    if (sqlite3_column_count(statement->prepared) != row->columns) {
        *error = sqlite3_mprintf("its SQL gives other columns than declared");
        return SQLITE_INTERNAL;
    }
    return statement_again(statement, value, error);
}

static int statement_next(void *state, char **error)
{
    struct statement *statement = state;
    int code = sqlite3_step(statement->prepared);
    if (code == SQLITE_DONE)
        sqlite3_reset(statement->prepared); /* ends its read */
    return code == SQLITE_ROW || code == SQLITE_DONE ? code : statement_fail(statement, code, error);
}

static void statement_column(void *state, sqlite3_context *context, int column)
{
    const struct statement *statement = state;
    sqlite3_result_value(context, sqlite3_column_value(statement->prepared, column));
}

static void statement_close(void *state)
{
    struct statement *statement = state;
    sqlite3_finalize(statement->prepared);
    sqlite3_free(statement);
}

/* What all rows share. */
#define STATEMENT                                                                                        \
    .cost = 1000, .rows = 100, .open = statement_open, .again = statement_again, .next = statement_next, \
    .column = statement_column, .close = statement_close

const struct computed_table statement_table_conservation = {
    .sql = "conservation",
    .usage = "conservation()",
    .declaration = "CREATE TABLE x(period INTEGER, revision INTEGER, identity TEXT, place TEXT, left_value INTEGER, "
                   "right_value INTEGER, holds INTEGER)",
    .columns = 7,
    STATEMENT,
};

const struct computed_table statement_table_case_history = {
    .sql = "case_history",
    .usage = "case_history(ref)",
    .declaration = "CREATE TABLE x(at TEXT, recorded_at TEXT, record TEXT, ref TEXT, kind TEXT, unit TEXT, "
                   "detail TEXT, case_ref HIDDEN)",
    .columns = 7,
    .required = 1,
    .arguments = 1,
    STATEMENT,
};

const struct computed_table statement_table_category_changes = {
    .sql = "category_changes",
    .usage = "category_changes()",
    .declaration = "CREATE TABLE x(demand TEXT, disposition TEXT, category TEXT, method TEXT, version TEXT, "
                   "proposed TEXT, rules_version TEXT)",
    .columns = 7,
    STATEMENT,
};

const struct computed_table statement_table_rollup_diff = {
    .sql = "rollup_diff",
    .usage = "rollup_diff(no_a, no_b)",
    .declaration = "CREATE TABLE x(unit TEXT, category TEXT, measure TEXT, value_a INTEGER, value_b INTEGER, "
                   "difference INTEGER, no_a HIDDEN, no_b HIDDEN)",
    .columns = 6,
    .required = 2,
    .arguments = 2,
    STATEMENT,
};

const struct computed_table statement_table_unit_ranking = {
    .sql = "unit_ranking",
    .usage = "unit_ranking()",
    .declaration = "CREATE TABLE x(rank INTEGER, unit TEXT, solved INTEGER, valid INTEGER, rate REAL, low REAL, "
                   "high REAL, few INTEGER)",
    .columns = 8,
    STATEMENT,
};

const struct computed_table statement_table_measure_worked = {
    .sql = "measure_worked",
    .usage = "measure_worked(measure, base_fen)",
    .declaration =
        "CREATE TABLE x(step INTEGER, kind TEXT, value INTEGER, per INTEGER, before INTEGER, amount INTEGER, "
        "measure HIDDEN, base_fen HIDDEN)",
    .columns = 6,
    .required = 2,
    .arguments = 2,
    STATEMENT,
};

const struct computed_table statement_table_periods = {
    .sql = "periods",
    .usage = "periods(from, to)",
    .declaration = "CREATE TABLE x(no INTEGER, start TEXT, \"end\" TEXT, \"from\" HIDDEN, \"to\" HIDDEN)",
    .columns = 3,
    .required = 2,
    .arguments = 2,
    STATEMENT,
};

const struct computed_table statement_table_unit_forecast = {
    .sql = "unit_forecast",
    .usage = "unit_forecast(target_day[, seed[, runs]])",
    .declaration = "CREATE TABLE x(axis TEXT, code TEXT, backlog INTEGER, days INTEGER, workdays INTEGER, "
                   "needed_a_day REAL, needed_a_workday REAL, history_days INTEGER, solved_a_day REAL, "
                   "came_a_day REAL, chance REAL, chance_arriving REAL, reason TEXT, target_day HIDDEN, seed HIDDEN, "
                   "runs HIDDEN)",
    .columns = 13,
    .required = 1,
    .arguments = 3,
    STATEMENT,
};

const struct computed_table statement_table_category_proposal = {
    .sql = "category_proposal",
    .usage = "category_proposal(text)",
    .declaration = "CREATE TABLE x(category TEXT, method TEXT, confidence REAL, score REAL, terms TEXT, version TEXT, "
                   "input HIDDEN)",
    .columns = 6,
    .required = 1,
    .arguments = 1,
    STATEMENT,
};

const struct computed_table statement_table_triage_proposal = {
    .sql = "triage_proposal",
    .usage = "triage_proposal(ref)",
    .declaration = "CREATE TABLE x(category TEXT, method TEXT, confidence REAL, terms TEXT, version TEXT, "
                   "clauses TEXT, responsible TEXT, similar TEXT, similarity REAL, same_enterprise INTEGER, "
                   "alike INTEGER, demand_ref HIDDEN)",
    .columns = 11,
    .required = 1,
    .arguments = 1,
    STATEMENT,
};

const struct computed_table statement_table_triage_queue = {
    .sql = "triage_queue",
    .usage = "triage_queue([rows[, after]])",
    .declaration = "CREATE TABLE x(ref TEXT, at TEXT, enterprise TEXT, unit TEXT, text TEXT, category TEXT, "
                   "method TEXT, confidence REAL, terms TEXT, version TEXT, clauses TEXT, responsible TEXT, "
                   "similar TEXT, similarity REAL, same_enterprise INTEGER, alike INTEGER, \"rows\" HIDDEN, "
                   "\"after\" HIDDEN)",
    .columns = 16,
    .arguments = 2,
    STATEMENT,
};

const struct computed_table statement_table_demand_chain = {
    .sql = "demand_chain",
    .usage = "demand_chain(ref)",
    .declaration = "CREATE TABLE x(step INTEGER, demand TEXT, disposition TEXT, of_demand TEXT, requirement TEXT, "
                   "demand_ref HIDDEN)",
    .columns = 5,
    .required = 1,
    .arguments = 1,
    STATEMENT,
};

const struct computed_table statement_table_requirement_demands = {
    .sql = "requirement_demands",
    .usage = "requirement_demands(ref)",
    .declaration = "CREATE TABLE x(demand TEXT, of_demand TEXT, steps INTEGER, enterprise TEXT, unit TEXT, at TEXT, "
                   "requirement_ref HIDDEN)",
    .columns = 6,
    .required = 1,
    .arguments = 1,
    STATEMENT,
};
