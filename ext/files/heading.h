/*
 * Headings: which of a file's columns is which of ours, by a list of synonyms.
 *
 * They are compared folded (width, case, traditional forms), without white space, '_', '*', '.' and ':', and without what
 * stands in brackets at their end, unless the list has it with them. A unit of money in those brackets, 金额（万元）, and
 * any other text there, 数量（只）, is kept beside the column.
 */
#ifndef FULFIL_FILES_HEADING_H
#define FULFIL_FILES_HEADING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grid.h"
#include "refusal.h"

enum {
    HEADING_ROOM = 256,       /* bytes of a heading folded */
    HEADING_COLUMNS_MOST = 24,
    HEADING_ROWS_SEARCHED = 20 /* rows with content in which the heading is looked for */
};

struct heading_word {
    char text[HEADING_ROOM]; /* folded */
    char *shown;             /* as the list has it */
    int column;              /* number; -1: known, and passed over */
    int rank;                /* the lowest that has content counts */
};

struct heading_column {
    char name[64];
    bool required;
};

/* The list for one kind of file. */
struct heading_list {
    struct heading_column column[HEADING_COLUMNS_MOST];
    int columns;
    struct heading_word *word;
    size_t words, room;
};

/* One of the file's columns. */
struct heading_place {
    int column; /* of the list; -1: none */
    int rank;
    bool blank;       /* no heading stands here */
    char bracket[32]; /* what stood in brackets; empty: nothing */
};

/* A row of headings, understood. */
struct heading_map {
    int64_t row;
    size_t count;
    struct heading_place place[GRID_CELLS_MOST];
    char *ignored; /* headings that nothing answers to: a JSON array of texts */
};

/* Adds a column, a word of it. False: no room or memory. A list is all zero to begin with. */
bool heading_add_column(struct heading_list *list, const char *name, bool required);
bool heading_add_word(struct heading_list *list, const char *word, const char *column, int rank);

/* The number of a column by its name, -1 where there is none. */
int heading_column(const struct heading_list *list, const char *name);

/* What a column is called in messages: a word of its highest rank. */
const char *heading_shown(const struct heading_list *list, int column);

/* How many of a row's cells are headings of the list. */
size_t heading_count(const struct heading_list *list, const struct grid_row *row);

/*
 * Understands a row as headings. False, with words for the user: a required column is missing (with the heading that
 * comes nearest), a heading is one letter away from one that is not there, two stand for one column, no memory.
 */
bool heading_read(const struct heading_list *list, const struct grid_row *row, struct heading_map *map,
                  struct refusal *refusal);

/* Folds a text as headings are compared; cuts it to HEADING_ROOM. Gives its bytes, out ends with a NUL. */
size_t heading_fold(const char *text, size_t bytes, char out[HEADING_ROOM]);

void heading_map_free(struct heading_map *map);
void heading_list_free(struct heading_list *list);

#endif
