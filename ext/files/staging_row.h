/* Writes one row of a table into its intake table, or into intake_unread where it cannot be read. */
#ifndef FULFIL_FILES_STAGING_ROW_H
#define FULFIL_FILES_STAGING_ROW_H

#include "staging.h"

/* Prepares the statements for rows of the batch. False with the error in the connection. */
bool staging_row_prepare(struct staging *staging);

/* A grid_sink; data is a struct staging. */
bool staging_row_take(void *data, const struct grid_row *row);

#endif
