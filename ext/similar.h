/* SQL functions that compare texts. */
#ifndef FULFIL_SIMILAR_SQL_H
#define FULFIL_SIMILAR_SQL_H

#include <sqlite3ext.h>

#include "computed_table.h"

/* text_similarity(a, b): how alike two texts are, 0 to 1. */
void similar_text_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* near_duplicates(threshold): the pairs of demands that are at least so much alike. */
extern const struct computed_table similar_near_duplicates;

#endif
