/* SQL functions that say what a demand is about. */
#ifndef FULFIL_CATEGORY_H
#define FULFIL_CATEGORY_H

#include "computed_table.h"

void category_demand_sql(sqlite3_context *context, int count, sqlite3_value **value);
void category_term_check_sql(sqlite3_context *context, int count, sqlite3_value **value);
void category_rules_version_sql(sqlite3_context *context, int count, sqlite3_value **value);

extern const struct computed_table category_demands_table;

#endif
