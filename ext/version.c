/* Version of the extension; the build gives both parts. */
#include "version.h"
SQLITE_EXTENSION_INIT3

#ifndef FULFIL_VERSION
#define FULFIL_VERSION "0"
#endif
#ifndef FULFIL_SOURCE_ID
#define FULFIL_SOURCE_ID "unknown source"
#endif

/* fulfil_version(): text `VERSION SOURCE`, SOURCE being the commit that it was built from. Reads nothing. */
void version_text(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    (void)value;
    sqlite3_result_text(context, FULFIL_VERSION " " FULFIL_SOURCE_ID, -1, SQLITE_STATIC);
}
