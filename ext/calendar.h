/* SQL functions for working days. */
#ifndef FULFIL_EXT_CALENDAR_H
#define FULFIL_EXT_CALENDAR_H

#include <sqlite3ext.h>

void calendar_is_workday_sql(sqlite3_context *context, int count, sqlite3_value **value);
void calendar_workday_add_sql(sqlite3_context *context, int count, sqlite3_value **value);
void calendar_workdays_between_sql(sqlite3_context *context, int count, sqlite3_value **value);
void calendar_published_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
