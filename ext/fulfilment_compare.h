/* SQL aggregates that compare groups by the log-rank test. */
#ifndef FULFIL_FULFILMENT_COMPARE_H
#define FULFIL_FULFILMENT_COMPARE_H

#include <sqlite3ext.h>

void fulfilment_compare_step(sqlite3_context *context, int count, sqlite3_value **value);
void fulfilment_compare_final(sqlite3_context *context);

/* Row data of fulfilment_compare_final: which result. */
extern const int fulfilment_chi2, fulfilment_df, fulfilment_p;

#endif
