/*
 * One savepoint round what a function writes.
 *
 * The savepoint is a transaction of its own outside one, so that a kill leaves nothing half done; inside somebody's
 * transaction it is a part of that, and goes back alone. sqlite3_interrupt rolls back the whole transaction, as it
 * does for every statement that writes.
 */
#include "write.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/instant.h"
#include "function.h"
#include "moment.h"
#include "setting.h"
#include "store.h"

int write_fail(struct write *write, int code)
{
    if (!write->error && code != SQLITE_NOMEM)
        write->error = sqlite3_mprintf("%s", sqlite3_errmsg(write->db));
    return code;
}

bool write_refused(sqlite3_context *context)
{
    sqlite3 *db = store_db(function_store(context));
    for (sqlite3_stmt *statement = sqlite3_next_stmt(db, NULL); statement;
         statement = sqlite3_next_stmt(db, statement)) {
        if (!sqlite3_stmt_busy(statement) || sqlite3_stmt_readonly(statement))
            continue;
        function_error(context, "a statement that writes cannot call it; use SELECT %s() by itself",
                       function_name(context));
        return true;
    }
    return false;
}

/* Prepares one of the savepoint's statements: the verb and the savepoint's name, which ROLLBACK of everything has not. */
static int prepare_verb(struct write *write, int which, const char *verb, const char *name)
{
    char *sql = sqlite3_mprintf("%s %s", verb, which == WRITE_ALL ? "" : name);
    int code = sql ? sqlite3_prepare_v2(write->db, sql, -1, &write->statement[which], NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return code == SQLITE_OK ? code : write_fail(write, code);
}

/* Sets the page cache of the store: pages, or below 0 KiB. SQLite does this while it prepares. That it fails costs time only. */
static void cache_set(sqlite3 *db, int size)
{
    char *sql = sqlite3_mprintf("PRAGMA main.cache_size = %d", size);
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

/* Widens the page cache; keeps in write->cache what it was. A size in pages counts as such of 4 KiB. */
static void cache_widen(struct write *write)
{
    sqlite3_stmt *statement = NULL;
    int64_t size = 0;
    if (sqlite3_prepare_v2(write->db, "PRAGMA main.cache_size", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        size = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    if (size == 0 || (size < 0 ? -size : 4 * size) >= WRITE_CACHE_KIB)
        return;
    write->cache = (int)size;
    cache_set(write->db, -WRITE_CACHE_KIB);
}

int write_open(struct write *write, struct store *store, const char *name)
{
    static const char *const verb[WRITE_STATEMENTS] = {
        [WRITE_SAVE] = "SAVEPOINT", [WRITE_RELEASE] = "RELEASE", [WRITE_BACK] = "ROLLBACK TO", [WRITE_ALL] = "ROLLBACK"};
    int code;
    *write = (struct write){.store = store, .db = store_db(store)};
    code = store_check(store, &write->error);
    for (int i = 0; i < WRITE_STATEMENTS && code == SQLITE_OK; i++) {
        if (verb[i])
            code = prepare_verb(write, i, verb[i], name);
    }
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_prepare_v2(write->db, store_sql("write_lock"), -1, &write->statement[WRITE_LOCK], NULL);
    if (code != SQLITE_OK)
        return write_fail(write, code);
    cache_widen(write);
    return SQLITE_OK;
}

/* Runs one of the savepoint's statements to its end. */
static int step(struct write *write, int which)
{
    int code = sqlite3_step(write->statement[which]);
    if (code == SQLITE_DONE)
        code = SQLITE_OK;
    if (code != SQLITE_OK)
        write_fail(write, code);
    sqlite3_reset(write->statement[which]);
    return code;
}

/*
 * Takes the savepoint back. SQLite may have ended the whole transaction already, then there is nothing left to do.
 * After sqlite3_interrupt no statement runs to its end, not even ROLLBACK; but of an interrupted statement that writes
 * SQLite makes a roll-back of everything, and WRITE_LOCK is one. Where the savepoint cannot be taken back for another reason
 * (memory, the disk), the whole transaction is: a RELEASE would keep what was half done.
 */
static void take_back(struct write *write)
{
    char *error = write->error;
    if (sqlite3_get_autocommit(write->db))
        return;
    write->error = NULL;
    int code = step(write, WRITE_BACK);
    step(write, code == SQLITE_OK ? WRITE_RELEASE : code == SQLITE_INTERRUPT ? WRITE_LOCK : WRITE_ALL);
    sqlite3_free(write->error);
    write->error = error;
}

int write_begin(struct write *write)
{
    int code = step(write, WRITE_SAVE);
    if (code != SQLITE_OK)
        return code;
    code = step(write, WRITE_LOCK);
    if (code != SQLITE_OK)
        take_back(write);
    else
        store_hold(write->store);
    write->holds = code == SQLITE_OK;
    return code;
}

/* Lets go of what write_begin held. */
static void let_go(struct write *write)
{
    if (write->holds)
        store_let_go(write->store);
    write->holds = false;
}

int write_end(struct write *write, int code)
{
    let_go(write);
    if (code == SQLITE_OK)
        code = step(write, WRITE_RELEASE);
    if (code != SQLITE_OK)
        take_back(write);
    return code;
}

/* Prepares the statements of a script, unless they are. */
static int script_prepare(struct write *write, struct write_script *script)
{
    const char *sql = store_sql(script->name);
    int code = SQLITE_OK;
    if (script->count)
        return SQLITE_OK;
    if (!sql) {
        write->error = sqlite3_mprintf("no SQL named %s in this build", script->name);
        return SQLITE_INTERNAL;
    }
    while (code == SQLITE_OK && *sql) {
        sqlite3_stmt *statement = NULL;
        code = sqlite3_prepare_v2(write->db, sql, -1, &statement, &sql);
        if (code != SQLITE_OK)
            return write_fail(write, code);
        if (!statement)
            break; /* only a comment is left */
        if (script->count == WRITE_SCRIPT_MOST) {
            sqlite3_finalize(statement);
            write->error = sqlite3_mprintf("%s has more than %d statements", script->name, WRITE_SCRIPT_MOST);
            return SQLITE_INTERNAL;
        }
        script->statement[script->count++] = statement;
    }
    return code;
}

int write_run(struct write *write, struct write_script *script, write_bind *bind, write_row *row, void *data)
{
    int code = script_prepare(write, script);
    for (int i = 0; i < script->count && code == SQLITE_OK; i++) {
        sqlite3_stmt *statement = script->statement[i];
        code = bind ? bind(data, statement) : SQLITE_OK;
        while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
            code = row ? row(data, statement) : SQLITE_OK;
            if (row)
                break;
        }
        if (code == SQLITE_DONE)
            code = SQLITE_OK;
        if (code != SQLITE_OK)
            write_fail(write, code);
        sqlite3_reset(statement);
    }
    return code;
}

int write_bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    int place = sqlite3_bind_parameter_index(statement, name);
    return place ? sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT) : SQLITE_OK;
}

int write_bind_integer(sqlite3_stmt *statement, const char *name, sqlite3_int64 number)
{
    int place = sqlite3_bind_parameter_index(statement, name);
    return place ? sqlite3_bind_int64(statement, place, number) : SQLITE_OK;
}

void write_script_free(struct write_script *script)
{
    for (int i = 0; i < script->count; i++) sqlite3_finalize(script->statement[i]);
    script->count = 0;
}

void write_close(struct write *write)
{
    let_go(write);
    for (int i = 0; i < WRITE_STATEMENTS; i++) sqlite3_finalize(write->statement[i]);
    if (write->cache)
        cache_set(write->db, write->cache);
}

bool write_until(sqlite3_context *context, int count, sqlite3_value **value, int64_t *until)
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
