/* Writes the escalations that are due. */
#ifndef FULFIL_ESCALATE_H
#define FULFIL_ESCALATE_H

#include <sqlite3ext.h>

/* SQL escalate([date]). */
void escalate_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
