/* Who looks: the connection's viewer, whose rights the views apply. */
#ifndef FULFIL_VIEWER_H
#define FULFIL_VIEWER_H

#include <sqlite3ext.h>

/* SQL functions. */
void viewer_set(sqlite3_context *context, int count, sqlite3_value **value);
void viewer_role(sqlite3_context *context, int count, sqlite3_value **value);
void viewer_unit(sqlite3_context *context, int count, sqlite3_value **value);
void viewer_name(sqlite3_context *context, int count, sqlite3_value **value);

#endif
