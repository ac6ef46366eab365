/* SQL functions over text. */
#ifndef FULFIL_TEXT_SQL_H
#define FULFIL_TEXT_SQL_H

#include <sqlite3ext.h>

void text_fold_sql(sqlite3_context *context, int count, sqlite3_value **value);
void text_found_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
