/* An extension with one function, does_nothing(text): what calling any C function from SQL costs. For text.sh. */
#include <sqlite3ext.h>
#include <stddef.h>
SQLITE_EXTENSION_INIT1

static void nothing(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    (void)value;
    sqlite3_result_null(context);
}

int sqlite3_nothing_init(sqlite3 *db, char **error, const sqlite3_api_routines *api);
int sqlite3_nothing_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    (void)error;
    return sqlite3_create_function_v2(db, "does_nothing", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                      NULL, nothing, NULL, NULL, NULL);
}
