/* Writes one row of a table into its intake table, or into intake_unread where it cannot be read. */
#ifndef FULFIL_FILES_STAGING_ROW_H
#define FULFIL_FILES_STAGING_ROW_H

#include "staging.h"

/* Prepares the statements for rows of the batch. False with the error in the connection. */
bool staging_row_prepare(struct staging *staging);

/* Refuses a heading of amounts whose brackets name what is no unit of ours, 金额（千元）: to pass it over would be wrong by it. */
bool staging_row_money(const struct staging *staging, const struct heading_map *map, struct refusal *refusal);

/* A grid_sink; data is a struct staging. */
bool staging_row_take(void *data, const struct grid_row *row);

#endif
