/*
 * Who looks.
 *
 *     SELECT set_viewer('demo');   -- leader
 *     SELECT viewer_role(), viewer_unit();
 *
 * A connection on which no viewer was ever set is a shell with the file in its hands: it sees all, as a leader does.
 * As soon as one was set, nothing leads back there: an empty, unknown or NULL name has the role 'none'.
 */
#include "viewer.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "function.h"
#include "store.h"

/* Copies a column's text, NULL for NULL. False if out of memory. */
static bool column_copy(sqlite3_stmt *statement, int column, char **copy)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    *copy = NULL;
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return true;
    if (text)
        *copy = sqlite3_mprintf("%s", text);
    return *copy != NULL;
}

static void viewer_clear(struct store_viewer *viewer)
{
    sqlite3_free(viewer->name);
    sqlite3_free(viewer->role);
    sqlite3_free(viewer->unit);
    memset(viewer, 0, sizeof *viewer);
}

/* Looks a name up; a name that is not there gives the role 'none'. */
static int viewer_find(struct store *store, struct store_viewer *viewer, char **error)
{
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_VIEWER, &statement, error);
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_text(statement, 1, viewer->name, -1, SQLITE_STATIC);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        if (!column_copy(statement, 0, &viewer->role) || !column_copy(statement, 1, &viewer->unit)) {
            code = SQLITE_NOMEM;
        }
    }
    code = store_done(store, statement, code, error);
    if (code == SQLITE_OK && !viewer->role) {
        viewer->role = sqlite3_mprintf("none");
        if (!viewer->role)
            code = SQLITE_NOMEM;
    }
    return code;
}

/*
 * set_viewer(name): sets who looks on this connection and gives the role from table viewer: leader, unit, auditor or
 * none. NULL, '' and names that are not there give 'none'; on an error, too, the viewer has the role 'none'.
 * Errors: not text; not a fulfil store. DIRECTONLY: whoever could call it in a view could raise their rights. O(log n).
 */
void viewer_set(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct store *store = function_store(context);
    struct store_viewer *viewer = store_viewer(store);
    const char *name = "";
    char *error = NULL;
    int length = 0, code;
    (void)count;
    viewer_clear(viewer);
    viewer->set = true; /* with a NULL role: 'none' */
    if (sqlite3_value_type(value[0]) != SQLITE_NULL && !function_text(context, value[0], "name", &name, &length))
        return;
    viewer->name = sqlite3_mprintf("%s", name);
    code = viewer->name ? SQLITE_OK : SQLITE_NOMEM;
    if (code == SQLITE_OK && (size_t)length != strlen(name)) {
        function_error(context, "name holds a NUL character");
        return;
    }
    if (code == SQLITE_OK)
        code = viewer_find(store, viewer, &error);
    if (code == SQLITE_OK) {
        sqlite3_result_text(context, viewer->role, -1, SQLITE_TRANSIENT);
    } else {
        viewer_clear(viewer);
        viewer->set = true;
        function_fail(context, code, error);
    }
}

static void text_result(sqlite3_context *context, const char *text)
{
    if (text)
        sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* viewer_role(): leader, unit, auditor or none; leader if no viewer was ever set. Reads nothing. O(1). */
void viewer_role(sqlite3_context *context, int count, sqlite3_value **value)
{
    const struct store_viewer *viewer = store_viewer(function_store(context));
    (void)count;
    (void)value;
    text_result(context, !viewer->set ? "leader" : viewer->role ? viewer->role : "none");
}

/* viewer_unit(): code of the unit whose cases a viewer of role 'unit' sees, else NULL. Reads nothing. O(1). */
void viewer_unit(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    (void)value;
    text_result(context, store_viewer(function_store(context))->unit);
}

/* viewer_name(): the name set, NULL if none was ever set. Reads nothing. O(1). */
void viewer_name(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    (void)value;
    text_result(context, store_viewer(function_store(context))->name);
}
