/* SQL functions that seal records. */
#ifndef FULFIL_TRAIL_GLUE_H
#define FULFIL_TRAIL_GLUE_H

#include <sqlite3ext.h>

void trail_form_sql(sqlite3_context *context, int count, sqlite3_value **value);
void trail_seal_sql(sqlite3_context *context, int count, sqlite3_value **value);
void trail_digest_step(sqlite3_context *context, int count, sqlite3_value **value);
void trail_digest_final(sqlite3_context *context);

#endif
