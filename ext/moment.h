/* The moment that figures speak of, the store's clock, and local time. */
#ifndef FULFIL_MOMENT_H
#define FULFIL_MOMENT_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stdint.h>

struct store;

/* The store's clock, pin included, as UTC seconds. Errors as store_statement. */
int moment_store_now(struct store *store, int64_t *instant, char **error);

/* SQL functions. */
void moment_set(sqlite3_context *context, int count, sqlite3_value **value);
void moment_as_of(sqlite3_context *context, int count, sqlite3_value **value);
void moment_known_at(sqlite3_context *context, int count, sqlite3_value **value);
void moment_now(sqlite3_context *context, int count, sqlite3_value **value);
void moment_local_date(sqlite3_context *context, int count, sqlite3_value **value);
void moment_local_text(sqlite3_context *context, int count, sqlite3_value **value);
void moment_day_start(sqlite3_context *context, int count, sqlite3_value **value);
void moment_day_end(sqlite3_context *context, int count, sqlite3_value **value);
void moment_local_instant(sqlite3_context *context, int count, sqlite3_value **value);

#endif
