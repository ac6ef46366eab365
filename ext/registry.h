/* Everything that the extension registers, in one table. */
#ifndef FULFIL_REGISTRY_H
#define FULFIL_REGISTRY_H

#include <sqlite3ext.h>

/*
 * Registers every row on a connection. Stops at the first failure and gives its code; *error (where error is not NULL)
 * then names the row and is to be freed with sqlite3_free.
 */
int registry_apply(sqlite3 *db, char **error);

#endif
