/* SQL functions over rates: intervals and display. */
#ifndef FULFIL_RATES_SQL_H
#define FULFIL_RATES_SQL_H

#include <sqlite3ext.h>
#include <stdbool.h>

void rates_wilson_sql(sqlite3_context *context, int count, sqlite3_value **value);
void rates_percent_sql(sqlite3_context *context, int count, sqlite3_value **value);
void rates_count_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* Reads a confidence, a number in (0,1); false after having made the call fail. Not for NULL. */
bool rates_confidence(sqlite3_context *context, sqlite3_value *value, double *confidence);

/* Row data of rates_wilson_sql: which limit. */
extern const int rates_low;
extern const int rates_high;

#endif
