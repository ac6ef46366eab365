/* SQL functions over rates: intervals and display. */
#ifndef FULFIL_RATES_SQL_H
#define FULFIL_RATES_SQL_H

#include <sqlite3ext.h>

void rates_wilson_sql(sqlite3_context *context, int count, sqlite3_value **value);
void rates_percent_sql(sqlite3_context *context, int count, sqlite3_value **value);
void rates_count_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* Row data of rates_wilson_sql: which limit. */
extern const int rates_low;
extern const int rates_high;

#endif
