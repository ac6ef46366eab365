/* SQL functions that compare texts. */
#ifndef FULFIL_SIMILAR_SQL_H
#define FULFIL_SIMILAR_SQL_H

#include <sqlite3ext.h>

#include <stdbool.h>

#include "computed_table.h"

/* text_similarity(a, b): how alike two texts are, 0 to 1. */
void similar_text_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* near_duplicates(threshold): the pairs of demands that are at least so much alike. */
extern const struct computed_table similar_near_duplicates;

/*
 * Reads a threshold of similarity, a number above 0 and at most 1; false with a message in *error (sqlite3_malloc'ed)
 * if it is none.
 */
bool similar_threshold(sqlite3_value *value, double *threshold, char **error);

#endif
