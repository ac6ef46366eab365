/* SQL functions that make and read states of durations. */
#ifndef FULFIL_FULFILMENT_SQL_H
#define FULFIL_FULFILMENT_SQL_H

#include <sqlite3ext.h>
#include <stdbool.h>

#include "core/fulfilment.h"
#include "core/fulfilment_blob.h"
#include "core/km.h"

/* --- for other files of the glue -------------------------------------------------------------------------------------- */

/* Each gives false after having made the call fail with function and value. None accepts NULL. */

/* INTEGER, or REAL without a fraction, from 0 to FULFILMENT_LONGEST. */
bool fulfilment_duration(sqlite3_context *context, sqlite3_value *value, int64_t *duration);

/* INTEGER 0 open, 1 solved, 2 withdrawn. */
bool fulfilment_outcome(sqlite3_context *context, sqlite3_value *value, enum fulfilment_outcome *outcome);

/* 'day', 'workday', 'minute' or 'second'. */
bool fulfilment_unit_read(sqlite3_context *context, sqlite3_value *value, enum fulfilment_unit *unit);

/* A state, opened for reading. */
bool fulfilment_state(sqlite3_context *context, sqlite3_value *value, struct fulfilment_reader *reader);

/* The state that a window of the connection has just given as these bytes, unchanged since; NULL where there is none. */
struct fulfilment *fulfilment_live(sqlite3_context *context, sqlite3_value *value);

/* A state, merged into another; the first one gives it its unit. */
bool fulfilment_state_merge(sqlite3_context *context, sqlite3_value *value, struct fulfilment *state);

/* Makes the call fail for a code that is not FULFILMENT_OK, with the core's reason. */
void fulfilment_fail(sqlite3_context *context, enum fulfilment_code code);

/* --- SQL -------------------------------------------------------------------------------------------------------------- */

void fulfilment_step(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_inverse(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_value(sqlite3_context *context);
void fulfilment_final(sqlite3_context *context);
void fulfilment_merge_step(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_merge_inverse(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_median_value(sqlite3_context *context);
void fulfilment_median_final(sqlite3_context *context);

void fulfilment_count_sql(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_unit_sql(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_remove_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* Row data of fulfilment_count_sql: which cases. */
extern const enum fulfilment_outcome fulfilment_open, fulfilment_solved, fulfilment_withdrawn;

#endif
