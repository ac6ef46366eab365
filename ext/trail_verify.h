/* Whether the records of a store are those that its trail has sealed. */
#ifndef FULFIL_TRAIL_VERIFY_H
#define FULFIL_TRAIL_VERIFY_H

#include <sqlite3ext.h>
#include <stdint.h>

struct store;
struct trail_verify;

/* A verification, with its statements prepared; *verify is NULL when out of memory. Free it on failure too. */
int trail_verify_create(struct store *store, struct trail_verify **verify, char **error);
void trail_verify_free(struct trail_verify *verify);

/*
 * Verifies from number `no` of the trail (from 1) to its end, or, with no = 0, goes on where it ended the last time; what
 * stands before is taken as it is. Gives SQLITE_OK, SQLite's code with a message in *error, or SQLITE_CONSTRAINT with the
 * first break in *error: record, reference, number in the trail and what is wrong (sqlite3_free). Cost: what is verified,
 * and what was recorded since the rollup before `no`.
 */
int trail_verify_run(struct trail_verify *verify, int64_t no, char **error);

void trail_verify_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
