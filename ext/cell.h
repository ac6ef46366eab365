/* SQL functions that read the cells of files, and never fail over what stands in one. */
#ifndef FULFIL_CELL_SQL_H
#define FULFIL_CELL_SQL_H

#include <sqlite3ext.h>

/* What a reading function gives of what it read: the value, a part of it, or the code of its fault. */
enum cell_part { CELL_VALUE, CELL_UNIT, CELL_SIGN, CELL_FAULT };
extern const enum cell_part cell_value, cell_unit, cell_sign, cell_fault;

void cell_date_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_quantity_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_money_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_text_fault_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_trim_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_yes_no_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_rating_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_satisfied_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_name_key_sql(sqlite3_context *context, int count, sqlite3_value **value);
void cell_digest_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
