/* SQL functions that use a trained categoriser. */
#ifndef FULFIL_MODEL_SQL_H
#define FULFIL_MODEL_SQL_H

#include <sqlite3ext.h>

#include "computed_table.h"

/* category_predict(model, text): the label. */
void model_predict_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* category_model_info(model): what is known of a model, JSON. */
void model_info_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* category_scores(model, text): every label with its score, confidence and terms. */
extern const struct computed_table model_scores_table;

#endif
