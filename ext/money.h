/* SQL functions over amounts of money. */
#ifndef FULFIL_MONEY_SQL_H
#define FULFIL_MONEY_SQL_H

#include <sqlite3ext.h>

void money_fen_sql(sqlite3_context *context, int count, sqlite3_value **value);
void money_text_sql(sqlite3_context *context, int count, sqlite3_value **value);
void money_upper_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
