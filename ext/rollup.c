/*
 * Closes the periods that have ended.
 *
 *     .timeout 30000
 *     SELECT rollup();               -- by the store's clock
 *     SELECT rollup('2020-02-20');   -- as if it stood at the end of that day
 *
 * What closing means is SQL: schema/functions/rollup_due.sql asks for the next period to close (parameter :until),
 * rollup_close.sql closes it (parameter :no), rollup_check.sql lists the identities that the result breaks. This file
 * runs them, one period after the other, each under one savepoint:
 *
 *  1. rollup_lock.sql takes the right to write as the savepoint's first statement. A transaction that has read already
 *     would get SQLITE_BUSY at once where another one writes; one that has not waits by the busy timeout, and then
 *     sees what the other one closed.
 *  2. The moment is set to the period's last second, knowing all that is recorded by the store's now, and set back
 *     afterwards, whatever happens.
 *  3. A broken identity or any error takes the savepoint back, so no half period stays; periods closed before it do.
 *     Outside a transaction each savepoint is a transaction of its own, so a kill loses at most the period at hand.
 *     sqlite3_interrupt rolls back the whole transaction, as it does for every statement that writes.
 */
#include "rollup.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/instant.h"
#include "function.h"
#include "moment.h"
#include "setting.h"
#include "store.h"

/* How often in a row the same period may be due before that counts as a fault of rollup_due.sql. */
enum { REPEATS_MOST = 100 };

/*
 * Statements about the savepoint, prepared before there is one: after sqlite3_interrupt or out of memory SQLite prepares
 * nothing until the statement that called us has ended.
 */
enum { RUN_SAVE, RUN_LOCK, RUN_RELEASE, RUN_BACK, RUN_STATEMENTS };

/*
 * The statements of a script from schema/functions, prepared when it is first run and kept for the periods to come: to
 * compile the views that they read takes longer than to close a period.
 */
enum { SCRIPT_DUE, SCRIPT_CLOSE, SCRIPT_CHECK, SCRIPTS, SCRIPT_STATEMENTS = 64 };

struct script {
    sqlite3_stmt *statement[SCRIPT_STATEMENTS];
    int count; /* 0: not prepared yet */
};

/* What a run works with. */
struct run {
    struct store *store;
    sqlite3 *db;
    sqlite3_stmt *statement[RUN_STATEMENTS];
    struct script script[SCRIPTS];
    int64_t until; /* a period must have ended by then */
    int64_t no;    /* the period at hand */
    char *error;   /* message of the first failure; NULL with SQLITE_NOMEM */
};

static int run_fail(struct run *run, int code)
{
    if (!run->error && code != SQLITE_NOMEM)
        run->error = sqlite3_mprintf("%s", sqlite3_errmsg(run->db));
    return code;
}

/* Binds the parameters that a statement has of those that a run gives. */
static int run_bind(struct run *run, sqlite3_stmt *statement)
{
    char until[INSTANT_TEXT_LENGTH + 1];
    int place = sqlite3_bind_parameter_index(statement, ":no");
    int code = place ? sqlite3_bind_int64(statement, place, run->no) : SQLITE_OK;
    place = sqlite3_bind_parameter_index(statement, ":until");
    if (code != SQLITE_OK || !place)
        return code;
    instant_format(run->until, until);
    return sqlite3_bind_text(statement, place, until, INSTANT_TEXT_LENGTH, SQLITE_TRANSIENT);
}

/* Prepares the statements of a script, unless they are. */
static int script_prepare(struct run *run, struct script *script, const char *name)
{
    const char *sql = store_sql(name);
    int code = SQLITE_OK;
    if (script->count)
        return SQLITE_OK;
    if (!sql) {
        run->error = sqlite3_mprintf("no SQL named %s in this build", name);
        return SQLITE_INTERNAL;
    }
    while (code == SQLITE_OK && *sql) {
        sqlite3_stmt *statement = NULL;
        code = sqlite3_prepare_v2(run->db, sql, -1, &statement, &sql);
        if (code != SQLITE_OK)
            return run_fail(run, code);
        if (!statement)
            break; /* only a comment is left */
        if (script->count == SCRIPT_STATEMENTS) {
            sqlite3_finalize(statement);
            run->error = sqlite3_mprintf("%s has more than %d statements", name, SCRIPT_STATEMENTS);
            return SQLITE_INTERNAL;
        }
        script->statement[script->count++] = statement;
    }
    return code;
}

/*
 * Runs every statement of a script. The first row that one gives is handed to `row`, if there is such a callback, which
 * ends this statement; other rows are passed over.
 */
static int run_script(struct run *run, int which, int (*row)(struct run *, sqlite3_stmt *))
{
    static const char *const name[SCRIPTS] = {"rollup_due", "rollup_close", "rollup_check"};
    struct script *script = &run->script[which];
    int code = script_prepare(run, script, name[which]);
    for (int i = 0; i < script->count && code == SQLITE_OK; i++) {
        sqlite3_stmt *statement = script->statement[i];
        code = run_bind(run, statement);
        while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
            code = row ? row(run, statement) : SQLITE_OK;
            if (row)
                break;
        }
        if (code == SQLITE_DONE)
            code = SQLITE_OK;
        if (code != SQLITE_OK)
            run_fail(run, code);
        sqlite3_reset(statement);
    }
    return code;
}

/* A row of rollup_due.sql: the period to close. */
static int due_row(struct run *run, sqlite3_stmt *statement)
{
    if (sqlite3_column_type(statement, 0) != SQLITE_INTEGER) {
        run->error = sqlite3_mprintf("rollup_due gives no number");
        return SQLITE_ERROR;
    }
    run->no = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* A row of rollup_check.sql: an identity whose sides differ. */
static int check_row(struct run *run, sqlite3_stmt *statement)
{
    const char *place = (const char *)sqlite3_column_text(statement, 1);
    const char *left = (const char *)sqlite3_column_text(statement, 2);
    const char *right = (const char *)sqlite3_column_text(statement, 3);
    run->error = sqlite3_mprintf("identity %s does not hold at %s: left %s, right %s; nothing was published",
                                 sqlite3_column_text(statement, 0), place && place[0] ? place : "the zone",
                                 left ? left : "NULL", right ? right : "NULL");
    return run->error ? SQLITE_CONSTRAINT : SQLITE_NOMEM;
}

/* Prepares the run's own statements. */
static int run_prepare(struct run *run)
{
    const char *sql[RUN_STATEMENTS] = {
        [RUN_SAVE] = "SAVEPOINT fulfil_rollup",
        [RUN_LOCK] = store_sql("rollup_lock"),
        [RUN_RELEASE] = "RELEASE fulfil_rollup",
        [RUN_BACK] = "ROLLBACK TO fulfil_rollup",
    };
    int code = SQLITE_OK;
    for (int i = 0; i < RUN_STATEMENTS && code == SQLITE_OK; i++) {
        code = sqlite3_prepare_v2(run->db, sql[i], -1, &run->statement[i], NULL);
    }
    return code == SQLITE_OK ? code : run_fail(run, code);
}

/* Finalises them; their errors were reported. */
static void run_finalize(struct run *run)
{
    for (int i = 0; i < RUN_STATEMENTS; i++) sqlite3_finalize(run->statement[i]);
    for (int i = 0; i < SCRIPTS; i++)
        for (int j = 0; j < run->script[i].count; j++) sqlite3_finalize(run->script[i].statement[j]);
}

/* Runs one of them to its end. */
static int run_step(struct run *run, int which)
{
    int code = sqlite3_step(run->statement[which]);
    if (code == SQLITE_DONE)
        code = SQLITE_OK;
    if (code != SQLITE_OK)
        run_fail(run, code);
    sqlite3_reset(run->statement[which]);
    return code;
}

/*
 * Takes the savepoint back. SQLite may have ended the whole transaction already, then there is nothing left to do.
 * After sqlite3_interrupt no statement runs to its end, not even ROLLBACK; but of an interrupted statement that writes
 * SQLite makes a roll-back of everything, and RUN_LOCK is one.
 */
static void run_back(struct run *run)
{
    char *error = run->error;
    if (sqlite3_get_autocommit(run->db))
        return;
    run->error = NULL;
    if (run_step(run, RUN_BACK) == SQLITE_INTERRUPT)
        run_step(run, RUN_LOCK);
    else
        run_step(run, RUN_RELEASE);
    sqlite3_free(run->error);
    run->error = error;
}

/* The last second of the period at hand: the first second of the day after it, less one. */
static int period_last(struct run *run, int64_t *instant)
{
    const char *text = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(run->db, "SELECT day_start(period_end(?1))", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(statement, 1, run->no);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        text = (const char *)sqlite3_column_text(statement, 0);
        code = text && instant_parse(text, strlen(text), instant) ? SQLITE_OK : SQLITE_ERROR;
        *instant -= 1;
    }
    if (code != SQLITE_OK)
        run_fail(run, code);
    sqlite3_finalize(statement);
    return code;
}

/* Closes the period at hand, with the moment at its last second, and checks the result. */
static int period_close(struct run *run)
{
    struct store_moment *moment = store_moment(run->store);
    struct store_moment before = *moment, closing = {.as_of_set = true, .known_at_set = true};
    int code = period_last(run, &closing.as_of);
    if (code == SQLITE_OK)
        code = moment_store_now(run->store, &closing.known_at, &run->error);
    if (code != SQLITE_OK)
        return code;
    *moment = closing;
    code = run_script(run, SCRIPT_CLOSE, NULL);
    if (code == SQLITE_OK)
        code = run_script(run, SCRIPT_CHECK, check_row);
    *moment = before;
    return code;
}

/* Closes the next period under a savepoint. *done when there was none. */
static int period_next(struct run *run, bool *done)
{
    int64_t last = run->no;
    int code = run_step(run, RUN_SAVE);
    if (code != SQLITE_OK)
        return code;
    run->no = INT64_MIN;
    code = run_step(run, RUN_LOCK);
    if (code == SQLITE_OK)
        code = run_script(run, SCRIPT_DUE, due_row);
    *done = run->no == INT64_MIN;
    if (code == SQLITE_OK && *done)
        run->no = last;
    else if (code == SQLITE_OK)
        code = period_close(run);
    if (code == SQLITE_OK)
        code = run_step(run, RUN_RELEASE);
    if (code != SQLITE_OK)
        run_back(run);
    return code;
}

/* Closes one period after the other until none is due; *closed says how many. */
static int periods_close(struct run *run, int64_t *closed)
{
    int64_t before = run->no;
    int repeats = 0;
    bool done = false;
    for (;;) {
        int code = period_next(run, &done);
        if (code != SQLITE_OK || done)
            return code;
        ++*closed;
        repeats = run->no == before ? repeats + 1 : 0;
        before = run->no;
        if (repeats >= REPEATS_MOST) {
            run->error = sqlite3_mprintf("it is due again however often it is closed");
            return SQLITE_ERROR;
        }
    }
}

/* Whether some statement on the connection is writing right now, such as the one that calls us. */
static bool statement_writing(sqlite3 *db)
{
    for (sqlite3_stmt *statement = sqlite3_next_stmt(db, NULL); statement;
         statement = sqlite3_next_stmt(db, statement)) {
        if (sqlite3_stmt_busy(statement) && !sqlite3_stmt_readonly(statement))
            return true;
    }
    return false;
}

/* Fails with the message of a run, after the period that it was about. */
static void run_report(sqlite3_context *context, struct run *run, int code)
{
    char *message = run->error;
    if (message && run->no != INT64_MIN)
        message = sqlite3_mprintf("period %lld: %s", (long long)run->no, run->error);
    if (message != run->error)
        sqlite3_free(run->error);
    function_fail(context, code, message);
}

/* The instant by which periods must have ended: the end of the date given, never after the store's now. */
static bool until_get(sqlite3_context *context, int count, sqlite3_value **value, int64_t *until)
{
    struct store *store = function_store(context);
    struct instant_zone zone;
    bool is_day = false;
    int32_t day = 0;
    int64_t wanted = INSTANT_MAX;
    char *error = NULL;
    int code;
    if (count && !function_day_or_instant(context, value[0], "date", &is_day, &day, &wanted))
        return false;
    code = moment_store_now(store, until, &error);
    if (code == SQLITE_OK && is_day)
        code = setting_zone(store, &zone, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return false;
    }
    if (is_day)
        instant_day_end(zone, day, &wanted);
    if (wanted < *until)
        *until = wanted;
    return true;
}

/*
 * rollup([date]): closes every period that has ended by the end of the date (or by an instant), by default and at the
 * latest by the store's now; periods that late records reached are closed again as a new revision. Gives how many it
 * closed, 0 when there was nothing to do. NULL in, NULL out. Errors: neither date nor instant; not a fulfil store;
 * called by a statement that writes; an identity does not hold (named with place and both sides); SQLite's own, such
 * as a busy database. DIRECTONLY: it writes.
 */
void rollup_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct run run = {.store = function_store(context), .db = store_db(function_store(context)), .no = INT64_MIN};
    int64_t closed = 0;
    int code;
    if (function_any_null(count, value))
        return;
    if (statement_writing(run.db)) {
        function_error(context, "a statement that writes cannot call it; use SELECT rollup() by itself");
        return;
    }
    if (!until_get(context, count, value, &run.until))
        return;
    code = run_prepare(&run);
    if (code == SQLITE_OK)
        code = periods_close(&run, &closed);
    run_finalize(&run);
    if (code == SQLITE_OK)
        sqlite3_result_int64(context, closed);
    else
        run_report(context, &run, code);
}
