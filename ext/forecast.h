/* SQL aggregate clear_chance(day, count, backlog, days[, seed[, runs]]). */
#ifndef FULFIL_FORECAST_SQL_H
#define FULFIL_FORECAST_SQL_H

#include <sqlite3ext.h>

void forecast_step_sql(sqlite3_context *context, int count, sqlite3_value **value);
void forecast_final_sql(sqlite3_context *context);

#endif
