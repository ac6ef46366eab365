/* SQL functions that read Kaplan-Meier's curve and the cumulative incidence from a state. */
#ifndef FULFIL_FULFILMENT_CURVE_H
#define FULFIL_FULFILMENT_CURVE_H

#include <sqlite3ext.h>

#include "core/km.h"

void fulfilment_quantile_sql(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_survival_sql(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_mean_sql(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_incidence_sql(sqlite3_context *context, int count, sqlite3_value **value);

/* Row data of all but fulfilment_mean_sql: which curve. */
extern const enum km_curve fulfilment_estimate, fulfilment_low, fulfilment_high;

/* Row data of fulfilment_mean_sql: the mean or its standard error. */
extern const int fulfilment_mean, fulfilment_mean_error;

/* The words of the arguments `kind` and `outcome`; each gives false where the text is none of them. */
bool fulfilment_kind_of(const char *text, enum km_kind *kind);
bool fulfilment_outcome_of(const char *text, enum fulfilment_outcome *outcome);

/* What they are, for messages. */
#define FULFILMENT_KINDS "'log', 'log-log' or 'plain'"
#define FULFILMENT_ENDS "'solved' or 'withdrawn'"

#endif
