/* The table-valued functions km_curve and incidence_curve. */
#ifndef FULFIL_FULFILMENT_TABLE_H
#define FULFIL_FULFILMENT_TABLE_H

#include "computed_table.h"

extern const struct computed_table fulfilment_table_km, fulfilment_table_incidence;

#endif
