/* SQL functions for mappings: scripts that take a file into the store. */
#ifndef FULFIL_MAPPING_SQL_H
#define FULFIL_MAPPING_SQL_H

#include <sqlite3ext.h>

void mapping_code_of_sql(sqlite3_context *context, int count, sqlite3_value **value);
void mapping_text_fault_sql(sqlite3_context *context, int count, sqlite3_value **value);
void mapping_refuse_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
