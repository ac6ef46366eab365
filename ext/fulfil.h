/* The extension's one entry point, for the loader and for a program that links the extension's objects. */
#ifndef FULFIL_H
#define FULFIL_H

#include <sqlite3.h>

/*
 * Registers everything of fulfil on one connection. `load_extension` and `.load` call it; a program that has these
 * objects linked in calls once, before it opens its database,
 *
 *     sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init);
 *
 * and every connection opened afterwards has the functions. The objects are the same for both: they reach SQLite
 * through `api`, which is never null on either way.
 *
 * Gives SQLITE_OK, or the code of the first failure and in *error, where error is not NULL, a message that names what
 * could not be registered (to be freed with sqlite3_free).
 */
__attribute__((visibility("default"))) int sqlite3_fulfil_init(sqlite3 *db, char **error,
                                                               const sqlite3_api_routines *api);

#endif
