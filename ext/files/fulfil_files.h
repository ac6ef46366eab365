/* The module's one visible name. */
#ifndef FULFIL_FILES_H
#define FULFIL_FILES_H

#include <sqlite3ext.h>

/*
 * SQLite's entry point of a loadable module, which it makes of the file's name: letters only, so fulfil_files.so has it
 * without the stroke.
 */
__attribute__((visibility("default"))) int sqlite3_fulfilfiles_init(sqlite3 *db, char **error,
                                                                    const sqlite3_api_routines *api);

#endif
