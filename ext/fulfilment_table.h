/* The table-valued functions km_curve and incidence_curve. */
#ifndef FULFIL_FULFILMENT_TABLE_H
#define FULFIL_FULFILMENT_TABLE_H

#include <sqlite3ext.h>

extern const sqlite3_module fulfilment_table_module;

/* Row data: which of the two. */
extern const struct fulfilment_table fulfilment_table_km, fulfilment_table_incidence;

#endif
