/* SQL functions that work out what a measure of a policy gives. */
#ifndef FULFIL_MEASURE_SQL_H
#define FULFIL_MEASURE_SQL_H

#include <sqlite3ext.h>

void measure_amount_sql(sqlite3_context *context, int count, sqlite3_value **value);
void measure_step_fen_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
