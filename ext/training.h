/* SQL aggregates that learn from labelled texts. */
#ifndef FULFIL_TRAINING_H
#define FULFIL_TRAINING_H

#include <sqlite3ext.h>

/* category_train(text, label[, options]) and category_evaluate(text, label[, options]) take rows alike. */
void training_step(sqlite3_context *context, int count, sqlite3_value **value);

/* category_train: a model, BLOB. */
void training_train_final(sqlite3_context *context);

/* category_evaluate: a report, JSON. */
void training_evaluate_final(sqlite3_context *context);

/* A training row's data: category_evaluate needs the texts' similarity too. */
extern const int training_for_model, training_for_report;

#endif
