/*
 * Decides demands by rule.
 *
 *     .timeout 30000
 *     SELECT triage();        -- all that the rules are sure of
 *     SELECT triage(1000);    -- at most a thousand of them, oldest first
 *
 * What is decided is SQL: schema/functions/triage.sql; how a decision is written down is the view triage_desk
 * (schema/triage.sql). Here it is run as one piece, at the store's now whatever moment is set: all of it or nothing
 * stays. Time is linear in the demands that wait and in the pairs that are alike.
 */
#include "triage.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>

#include "function.h"
#include "moment.h"
#include "store.h"
#include "write.h"

/* What a run works with. */
struct run {
    struct write write;
    bool limited;
    sqlite3_int64 rows;   /* decide so many at most, if limited */
    int seen;             /* rows of the script so far */
    sqlite3_int64 ids[2]; /* the last disposition before and after */
    bool joined;          /* whether all that are alike are found at once */
};

static int run_bind(void *data, sqlite3_stmt *statement)
{
    const struct run *run = data;
    int code = write_bind_integer(statement, ":joined", run->joined);
    return code == SQLITE_OK && run->limited ? write_bind_integer(statement, ":rows", run->rows) : code;
}

static int run_row(void *data, sqlite3_stmt *statement)
{
    struct run *run = data;
    if (run->seen == 0)
        run->joined = sqlite3_column_int(statement, 1) != 0;
    run->ids[run->seen++ > 0] = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* Runs the script at the store's now and sets the moment back. */
static int run_script(struct run *run)
{
    struct write_script script = {.name = "triage"};
    struct store_moment *moment = store_moment(run->write.store);
    struct store_moment before = *moment, now = {.as_of_set = true, .known_at_set = true};
    int code = moment_store_now(run->write.store, &now.as_of, &run->write.error);
    if (code != SQLITE_OK)
        return code;
    now.known_at = now.as_of;
    *moment = now;
    code = write_run(&run->write, &script, run_bind, run_row, run);
    *moment = before;
    write_script_free(&script);
    return code;
}

/* The number of demands to decide at most: an integer from 0 on. */
static bool rows_get(sqlite3_context *context, sqlite3_value *value, sqlite3_int64 *rows)
{
    const char *shown = (const char *)sqlite3_value_text(value);
    const char *quote = sqlite3_value_type(value) == SQLITE_TEXT ? "'" : "";
    *rows = sqlite3_value_int64(value);
    if (sqlite3_value_type(value) == SQLITE_INTEGER && *rows >= 0)
        return true;
    function_error(context, "rows %s%.60s%s is not a whole number from 0 on", quote, shown ? shown : "", quote);
    return false;
}

/*
 * triage([rows]): decides the untriaged demands that the rules are sure of and that no earlier demand is like (setting
 * duplicate_similarity) as valid, with method 'rules' and their version, and opens their requirements; all, or the
 * oldest so many. Gives how many it decided; the others wait for a person. NULL in, NULL out. Errors: rows is not a
 * whole number from 0 on; not a fulfil store; called by a statement that writes; SQLite's own, such as a busy
 * database. DIRECTONLY: it writes.
 */
void triage_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct run run = {.limited = count > 0};
    int code;
    if (function_any_null(count, value) || write_refused(context) ||
        (count && !rows_get(context, value[0], &run.rows)))
        return;
    code = write_open(&run.write, function_store(context), "fulfil_triage");
    if (code == SQLITE_OK) {
        code = write_begin(&run.write);
        if (code == SQLITE_OK)
            code = write_end(&run.write, run_script(&run));
    }
    write_close(&run.write);
    if (code == SQLITE_OK)
        sqlite3_result_int64(context, run.ids[1] - run.ids[0]);
    else
        function_fail(context, code, run.write.error);
}
