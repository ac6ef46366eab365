/* SQL function quantile(x[, p]). */
#ifndef FULFIL_QUANTILE_SQL_H
#define FULFIL_QUANTILE_SQL_H

#include <sqlite3ext.h>

void quantile_step_sql(sqlite3_context *context, int count, sqlite3_value **value);
void quantile_median_step_sql(sqlite3_context *context, int count, sqlite3_value **value);
void quantile_inverse_sql(sqlite3_context *context, int count, sqlite3_value **value);
void quantile_value_sql(sqlite3_context *context);
void quantile_final_sql(sqlite3_context *context);

#endif
