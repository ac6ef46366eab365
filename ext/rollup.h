/* SQL function rollup. */
#ifndef FULFIL_ROLLUP_H
#define FULFIL_ROLLUP_H

#include <sqlite3ext.h>

void rollup_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
