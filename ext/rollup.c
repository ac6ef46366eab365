/*
 * Closes the periods that have ended.
 *
 *     .timeout 30000
 *     SELECT rollup();               -- by the store's clock
 *     SELECT rollup('2020-02-20');   -- as if it stood at the end of that day
 *
 * What closing means is SQL: schema/functions/rollup_due.sql asks for the next period to close (parameter :until),
 * rollup_close.sql closes it (parameter :no), rollup_check.sql lists the identities that the result breaks; rollup_since.sql
 * says from where on the trail of records is verified before. This file runs them, one period after the other, each under
 * one savepoint:
 *
 *  1. write_lock.sql takes the right to write as the savepoint's first statement. A transaction that has read already
 *     would get SQLITE_BUSY at once where another one writes; one that has not waits by the busy timeout, and then
 *     sees what the other one closed.
 *  2. The moment is set to the period's last second, knowing all that is recorded by the store's now, and set back
 *     afterwards, whatever happens.
 *  3. What was recorded since the period began must be what the trail has sealed (trail_verify.h), and so must, once it is
 *     closed, what the rollup froze. Periods that one call closes share one verification, which goes on where it ended.
 *  4. A broken trail or identity or any error takes the savepoint back, so no half period stays; periods closed before it do.
 *     Outside a transaction each savepoint is a transaction of its own, so a kill loses at most the period at hand.
 *     sqlite3_interrupt rolls back the whole transaction, as it does for every statement that writes.
 *
 * On a terminal (core/progress.h) it says after each period how many are closed.
 */
#include "rollup.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/instant.h"
#include "core/progress.h"
#include "function.h"
#include "moment.h"
#include "store.h"
#include "trail_verify.h"
#include "write.h"

/* How often in a row the same period may be due before that counts as a fault of rollup_due.sql. */
enum { REPEATS_MOST = 100 };

/* The scripts from schema/functions, kept for the periods to come. */
enum { SCRIPT_DUE, SCRIPT_SINCE, SCRIPT_CLOSE, SCRIPT_CHECK, SCRIPTS };

/* What a run works with. */
struct run {
    struct write write;
    struct write_script script[SCRIPTS];
    struct trail_verify *trail; /* NULL: nothing is verified yet */
    int64_t since;              /* number in the trail */
    int64_t until; /* a period must have ended by then */
    int64_t no;    /* the period at hand */
    struct progress progress;
};

/* Binds the parameters that a statement has of those that a run gives. */
static int run_bind(void *data, sqlite3_stmt *statement)
{
    struct run *run = data;
    char until[INSTANT_TEXT_LENGTH + 1];
    int code = write_bind_integer(statement, ":no", run->no);
    if (code != SQLITE_OK)
        return code;
    instant_format(run->until, until);
    return write_bind_text(statement, ":until", until);
}

static int run_script(struct run *run, int which, write_row *row)
{
    return write_run(&run->write, &run->script[which], run_bind, row, run);
}

/* A row of rollup_due.sql: the period to close. */
static int due_row(void *data, sqlite3_stmt *statement)
{
    struct run *run = data;
    if (sqlite3_column_type(statement, 0) != SQLITE_INTEGER) {
        run->write.error = sqlite3_mprintf("rollup_due gives no number");
        return SQLITE_ERROR;
    }
    run->no = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* A row of rollup_check.sql: an identity whose sides differ. */
static int check_row(void *data, sqlite3_stmt *statement)
{
    struct run *run = data;
    const char *place = (const char *)sqlite3_column_text(statement, 1);
    const char *left = (const char *)sqlite3_column_text(statement, 2);
    const char *right = (const char *)sqlite3_column_text(statement, 3);
    run->write.error = sqlite3_mprintf("identity %s does not hold at %s: left %s, right %s; nothing was published",
                                 sqlite3_column_text(statement, 0), place && place[0] ? place : "the zone",
                                 left ? left : "NULL", right ? right : "NULL");
    return run->write.error ? SQLITE_CONSTRAINT : SQLITE_NOMEM;
}

/* The row of rollup_since.sql: where to begin in the trail. */
static int since_row(void *data, sqlite3_stmt *statement)
{
    struct run *run = data;
    run->since = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* Verifies the trail since the period at hand began, or what came since this run verified it. */
static int trail_hold(struct run *run)
{
    int64_t from = 0;
    char *error = NULL;
    int code = SQLITE_OK;
    if (!run->trail) {
        code = run_script(run, SCRIPT_SINCE, since_row);
        from = run->since;
        if (code == SQLITE_OK)
            code = trail_verify_create(run->write.store, &run->trail, &run->write.error);
    }
    if (code == SQLITE_OK)
        code = trail_verify_run(run->trail, from, &error);
    if (error) {
        run->write.error = sqlite3_mprintf("trail: %s%s", error, code == SQLITE_CONSTRAINT ? "; nothing was published" : "");
        code = run->write.error ? code : SQLITE_NOMEM;
    }
    sqlite3_free(error);
    return code;
}

/* The last second of the period at hand: the first second of the day after it, less one. */
static int period_last(struct run *run, int64_t *instant)
{
    const char *text = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(run->write.db, "SELECT day_start(period_end(?1))", -1, &statement, NULL);
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
        write_fail(&run->write, code);
    sqlite3_finalize(statement);
    return code;
}

/* Closes the period at hand, with the moment at its last second, and checks the result. */
static int period_close(struct run *run)
{
    struct store_moment *moment = store_moment(run->write.store);
    struct store_moment before = *moment, closing = {.as_of_set = true, .known_at_set = true};
    int code = period_last(run, &closing.as_of);
    if (code == SQLITE_OK)
        code = moment_store_now(run->write.store, &closing.known_at, &run->write.error);
    if (code != SQLITE_OK)
        return code;
    code = trail_hold(run);
    if (code != SQLITE_OK)
        return code;
    *moment = closing;
    code = run_script(run, SCRIPT_CLOSE, NULL);
    if (code == SQLITE_OK)
        code = run_script(run, SCRIPT_CHECK, check_row);
    *moment = before;
    return code == SQLITE_OK ? trail_hold(run) : code;
}

/* Closes the next period under a savepoint. *done when there was none. */
static int period_next(struct run *run, bool *done)
{
    int64_t last = run->no;
    int code = write_begin(&run->write);
    run->no = INT64_MIN;
    if (code != SQLITE_OK)
        return code;
    code = run_script(run, SCRIPT_DUE, due_row);
    *done = run->no == INT64_MIN;
    if (code == SQLITE_OK && *done)
        run->no = last;
    else if (code == SQLITE_OK)
        code = period_close(run);
    return write_end(&run->write, code);
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
        if (progress_due(&run->progress))
            progress_say(&run->progress, 0, "period %lld is closed, %lld in %.0f s", (long long)run->no, (long long)*closed,
                         progress_spent(&run->progress));
        repeats = run->no == before ? repeats + 1 : 0;
        before = run->no;
        if (repeats >= REPEATS_MOST) {
            run->write.error = sqlite3_mprintf("it is due again however often it is closed");
            return SQLITE_ERROR;
        }
    }
}

/* Fails with the message of a run, after the period that it was about. */
static void run_report(sqlite3_context *context, struct run *run, int code)
{
    char *message = run->write.error;
    if (message && run->no != INT64_MIN)
        message = sqlite3_mprintf("period %lld: %s", (long long)run->no, run->write.error);
    if (message != run->write.error)
        sqlite3_free(run->write.error);
    function_fail(context, code, message);
}

/*
 * rollup([date]): closes every period that has ended by the end of the date (or by an instant), by default and at the
 * latest by the store's now; periods that late records reached are closed again as a new revision. Gives how many it
 * closed, 0 when there was nothing to do. NULL in, NULL out. Errors: neither date nor instant; not a fulfil store;
 * called by a statement that writes; a record of the period is not as the trail sealed it (named with what is wrong); an
 * identity does not hold (named with place and both sides); SQLite's own, such as a busy database. DIRECTONLY: it writes.
 */
void rollup_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct run run = {.script = {[SCRIPT_DUE] = {.name = "rollup_due"},
                                 [SCRIPT_SINCE] = {.name = "rollup_since"},
                                 [SCRIPT_CLOSE] = {.name = "rollup_close"},
                                 [SCRIPT_CHECK] = {.name = "rollup_check"}},
                      .no = INT64_MIN};
    int64_t closed = 0;
    int code;
    if (function_any_null(count, value) || write_refused(context) || !write_until(context, count, value, &run.until))
        return;
    progress_begin(&run.progress);
    code = write_open(&run.write, function_store(context), "fulfil_rollup");
    if (code == SQLITE_OK)
        code = periods_close(&run, &closed);
    progress_end(&run.progress);
    for (int i = 0; i < SCRIPTS; i++) write_script_free(&run.script[i]);
    trail_verify_free(run.trail);
    write_close(&run.write);
    if (code == SQLITE_OK)
        sqlite3_result_int64(context, closed);
    else
        run_report(context, &run, code);
}
