/* SQL functions over unified social credit codes. */
#ifndef FULFIL_USCC_SQL_H
#define FULFIL_USCC_SQL_H

#include <sqlite3ext.h>

void uscc_valid_sql(sqlite3_context *context, int count, sqlite3_value **value);
void uscc_check_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
