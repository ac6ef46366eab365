/*
 * Writes the escalations that are due.
 *
 *     .timeout 30000
 *     SELECT * FROM escalation_due;    -- a dry run
 *     SELECT escalate();               -- by the store's clock
 *     SELECT escalate('2020-02-20');   -- as if it stood at the end of that day
 *
 * Who escalates, by which rule and why is SQL: view escalation_due (schema/escalation.sql); schema/functions/escalate.sql
 * makes events of its rows. This file sets the moment for it, knowing all that is recorded by the store's now, under one
 * savepoint (write.h): all of them are written, or none. A level's clock runs from when it was reached, so the same call
 * again finds nothing.
 */
#include "escalate.h"
SQLITE_EXTENSION_INIT3

#include "function.h"
#include "moment.h"
#include "store.h"
#include "write.h"

static int take_count(void *data, sqlite3_stmt *statement)
{
    *(sqlite3_int64 *)data = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* Runs the script with the moment at as_of and the store's now; sets the moment back. */
static int escalate_at(struct write *write, int64_t as_of, sqlite3_int64 *written)
{
    struct write_script script = {.name = "escalate"};
    struct store_moment *moment = store_moment(write->store);
    struct store_moment before = *moment, now = {.as_of_set = true, .known_at_set = true, .as_of = as_of};
    int code = moment_store_now(write->store, &now.known_at, &write->error);
    if (code == SQLITE_OK) {
        *moment = now;
        code = write_run(write, &script, NULL, take_count, written);
        *moment = before;
    }
    write_script_free(&script);
    return code;
}

/*
 * escalate([date]): records an event 'escalated' for every case that a rule takes up the ladder at the end of the date (or
 * at an instant), by default and at the latest at the store's now; gives how many, 0 when none is due. NULL in, NULL out.
 * Errors: neither date nor instant; not a fulfil store; called by a statement that writes; a record that the store's
 * guards refuse, such as a case whose state does not allow it; SQLite's own. DIRECTONLY: it writes.
 */
void escalate_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct write write;
    sqlite3_int64 written = 0;
    int64_t as_of;
    int code;
    if (function_any_null(count, value) || write_refused(context) || !write_until(context, count, value, &as_of))
        return;
    code = write_open(&write, function_store(context), "fulfil_escalate");
    if (code == SQLITE_OK)
        code = write_begin(&write);
    if (code == SQLITE_OK)
        code = write_end(&write, escalate_at(&write, as_of, &written));
    write_close(&write);
    if (code == SQLITE_OK)
        sqlite3_result_int64(context, written);
    else
        function_fail(context, code, write.error);
}
