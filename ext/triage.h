/* Decides demands by rule. */
#ifndef FULFIL_TRIAGE_H
#define FULFIL_TRIAGE_H

#include <sqlite3ext.h>

/* triage([rows]) */
void triage_sql(sqlite3_context *context, int count, sqlite3_value **value);

#endif
