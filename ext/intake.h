/* SQL function intake. */
#ifndef FULFIL_INTAKE_H
#define FULFIL_INTAKE_H

#include <sqlite3ext.h>

void intake_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
