/* One sheet of a workbook as rows, and the strings that sheets share. */
#ifndef FULFIL_FILES_SHEET_H
#define FULFIL_FILES_SHEET_H

#include <stdbool.h>

#include "grid.h"
#include "workbook.h"

/* Reads a sheet's rows into the sink. False where it ended the reading, or with the workbook's refusal noted. */
bool sheet_read(struct workbook *book, const char *part, grid_sink *sink, void *data);

/* Reads the shared strings. */
bool sheet_shared(struct workbook *book, const char *part);

#endif
