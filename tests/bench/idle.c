/* An aggregate that does nothing, idle(...), of one to three arguments: what any aggregate costs at least. */
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

int sqlite3_idle_init(sqlite3 *db, char **error, const sqlite3_api_routines *api);

int sqlite3_idle_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    int code = SQLITE_OK;
    SQLITE_EXTENSION_INIT2(api);
    (void)error;
    for (int arguments = 1; arguments <= 3 && code == SQLITE_OK; arguments++) {
        code = sqlite3_create_function(db, "idle", arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, NULL, idle_step,
                                       idle_final);
    }
    return code;
}
