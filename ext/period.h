/* SQL functions for reporting periods. */
#ifndef FULFIL_EXT_PERIOD_H
#define FULFIL_EXT_PERIOD_H

#include <sqlite3ext.h>

void period_no_sql(sqlite3_context *context, int count, sqlite3_value **value);
void period_start_sql(sqlite3_context *context, int count, sqlite3_value **value);
void period_end_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
