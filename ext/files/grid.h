/*
 * Rows of cells, however the file holds them: a row is built cell by cell, then given to a sink.
 *
 * Every cell is UTF-8. White space round it is taken away (blanks, tabs, line ends, U+00A0, U+3000, U+FEFF), so that
 * one table is the same in every form of file; so is what spreadsheets write to keep digits as text: ="0012" is 0012.
 */
#ifndef FULFIL_FILES_GRID_H
#define FULFIL_FILES_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GRID_CELLS_MOST = 1000,  /* cells in a row */
    GRID_CELL_MOST = 20000,  /* bytes of a cell that is taken */
    GRID_ROWS_MOST = 10000000
};

enum grid_fault {
    GRID_SOUND,
    GRID_BYTES, /* holds U+FFFD, which the decoder puts where bytes are none of the encoding */
    GRID_LONG,  /* longer than GRID_CELL_MOST; the text is its beginning */
    GRID_ERROR  /* a spreadsheet's error value */
};

struct grid_cell {
    const char *text; /* not ended by a NUL; valid until the next row is begun */
    size_t bytes;     /* 0: empty */
    enum grid_fault fault;
};

struct grid_row {
    int64_t number; /* in the file, from 1 */
    size_t count;   /* up to the last cell that is not empty; 0: an empty row */
    size_t cells;   /* up to the last one that the file has, empty or not */
    const struct grid_cell *cell;
};

/* Takes a row; false ends the reading. */
typedef bool grid_sink(void *data, const struct grid_row *row);

/* A row being built. */
struct grid_build {
    char *text;
    size_t used, room;
    size_t count;
    struct grid_cell cell[GRID_CELLS_MOST]; /* .text is an offset until the row is given */
    size_t offset[GRID_CELLS_MOST];
};

/* Begins a row; the memory of the last one is used again. A build is all zero to begin with. */
void grid_begin(struct grid_build *build);

/* Sets the cell at a place (from 0, below GRID_CELLS_MOST); cells not set are empty. False: out of memory. */
bool grid_set(struct grid_build *build, size_t place, const char *text, size_t bytes, enum grid_fault fault);

/* The row built; valid until grid_begin or grid_free. */
struct grid_row grid_row(struct grid_build *build, int64_t number);

void grid_free(struct grid_build *build);

/* Takes white space away on both sides. */
void grid_trim(const char **text, size_t *bytes);

#endif
