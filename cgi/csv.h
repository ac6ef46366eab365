/* The CSV writer (RFC 4180 for spreadsheets): BOM, CRLF, quotes, and formulas made harmless. */
#ifndef CGI_CSV_H
#define CGI_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Writes into `out`, which the caller owns and may empty between rows. */
struct csv {
    struct buf *out;
    bool in_row;
};

/* Begins a file: the byte order mark, by which spreadsheets know UTF-8. */
void csv_start(struct csv *c, struct buf *out);

/* A field; s NULL is the empty one. A text that a spreadsheet would take for a formula gets a leading apostrophe; plain
 * numbers do not. */
void csv_field(struct csv *c, const char *s, size_t n);

/* Ends the row. */
void csv_end_row(struct csv *c);

#endif
