/* CSV and its kin, by libcsv: rows of cells out of a stream of text. */
#ifndef FULFIL_FILES_DELIMITED_H
#define FULFIL_FILES_DELIMITED_H

#include <stdbool.h>

#include "decode.h"
#include "grid.h"
#include "refusal.h"

enum {
    DELIMITED_QUOTE_MOST = 1 << 20 /* bytes of a quoted cell after which its quote counts as never closed */
};

/*
 * Reads to the end of the text, or of its first `most` bytes (0: all), and gives every row, empty ones too, to the sink
 * as they come, until it gives false. Lines end with LF, CRLF or CR; a line end inside quotes is part of its cell.
 * False, with words for the user, unless it was the sink that ended it: a quote is never closed, a row has more than
 * GRID_CELLS_MOST cells, there are more than GRID_ROWS_MOST rows, reading failed, no memory. *ended_well (NULL is
 * legal) says whether the last row had a line end behind it.
 */
bool delimited_read(struct decode *decode, char delimiter, uint64_t most, grid_sink *sink, void *data, bool *ended_well,
                    struct refusal *refusal);

#endif
