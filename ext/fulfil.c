/*
 * Entry point of the extension.
 *
 *     .load build/fulfil
 *     SELECT fulfil_version();
 *
 * Everything that is registered stands in the table of registry.c.
 */
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include "fulfil.h"
#include "registry.h"

int sqlite3_fulfil_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    return registry_apply(db, error);
}
