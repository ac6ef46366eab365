/* SQL functions fulfilment_by(grp, duration, solved[, unit]) and fulfilment_groups(states). */
#ifndef FULFIL_GROUPING_SQL_H
#define FULFIL_GROUPING_SQL_H

#include <sqlite3ext.h>

#include "computed_table.h"

void grouping_step_sql(sqlite3_context *context, int count, sqlite3_value **value);
void grouping_unit_step_sql(sqlite3_context *context, int count, sqlite3_value **value);
void grouping_final_sql(sqlite3_context *context);

extern const struct computed_table grouping_groups_table;

#endif
