/*
 * Aggregates that do nothing, of one to three arguments: what any aggregate costs at least. idle(...) does not look at its
 * arguments; idle_read(...) asks SQLite for its state and for type and value of each argument, as whoever counts them must.
 */
#include <sqlite3ext.h>
#include <stddef.h>
SQLITE_EXTENSION_INIT1

static void idle_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)context;
    (void)count;
    (void)value;
}

static void idle_final(sqlite3_context *context)
{
    (void)context;
}

static void read_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    const sqlite3_api_routines *const api = sqlite3_api;
    size_t *seen = api->aggregate_context(context, sizeof *seen);
    for (int i = 0; i < count && seen; i++) {
        if (api->value_type(value[i]) == SQLITE_INTEGER)
            *seen += (size_t)api->value_int64(value[i]);
        else
            *seen += (size_t)api->value_text(value[i]) + (size_t)api->value_bytes(value[i]);
    }
}

int sqlite3_idle_init(sqlite3 *db, char **error, const sqlite3_api_routines *api);

int sqlite3_idle_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    int code = SQLITE_OK;
    SQLITE_EXTENSION_INIT2(api);
    (void)error;
    for (int arguments = 1; arguments <= 3 && code == SQLITE_OK; arguments++) {
        code = sqlite3_create_function(db, "idle", arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, NULL, idle_step,
                                       idle_final);
        if (code == SQLITE_OK)
            code = sqlite3_create_function(db, "idle_read", arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, NULL,
                                           read_step, idle_final);
    }
    return code;
}
