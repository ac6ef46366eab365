/* A cell of a table as its readers see it: folded characters without the blanks round them, and where each stood. */
#ifndef FULFIL_CELL_H
#define FULFIL_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest cell that is read as a date, a quantity or a word, in characters. */
#define CELL_MOST 96

struct cell {
    uint32_t code[CELL_MOST + 1]; /* folded (fold.h); a 0 behind the last */
    size_t at[CELL_MOST + 1];     /* byte at which each begins in the text; the last is where the cell ends */
    size_t count;
};

/* Whether a code point is white space or invisible: blank, tab, line end, no-break and zero-width space, BOM. */
bool cell_blank(uint32_t code);

/* Folds a text. False if it is longer than CELL_MOST characters (blanks round it apart), no UTF-8, or holds a NUL. */
bool cell_read(const char *text, size_t bytes, struct cell *cell);

/* How many characters the word (folded UTF-8) takes at a place of the cell; 0 if it is not there. */
size_t cell_word(const struct cell *cell, size_t at, const char *word);

/* The place of the next character that is no blank. */
size_t cell_skip(const struct cell *cell, size_t at);

/* Whether the whole cell, blanks inside left out, is that word. */
bool cell_is(const struct cell *cell, const char *word);

#endif
