/* Version of the extension. */
#ifndef FULFIL_VERSION_H
#define FULFIL_VERSION_H

#include <sqlite3ext.h>

/* SQL fulfil_version(). */
void version_text(sqlite3_context *context, int count, sqlite3_value **value);

#endif
