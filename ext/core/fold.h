/* Folding of text by width, case and script (traditional to simplified), one code point to one. */
#ifndef FULFIL_FOLD_H
#define FULFIL_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fold_table.h"

/* Room that fold_text needs for `bytes` bytes of input: no encoding grows by more than half. */
#define FOLD_ROOM(bytes) ((bytes) + (bytes) / 2)

/* What a code point beyond the BMP, or one that folds to there, becomes. O(log pairs). */
uint32_t fold_wide_code(uint32_t code);

/* Whether a code point may fold to another; false is certain. */
static inline bool fold_may(uint32_t code)
{
    return code >= 0x10000 || (fold_any[code / FOLD_PAGE] >> code % FOLD_PAGE & 1) != 0;
}

/*
 * What a code point becomes: full and half width forms, CJK compatibility ideographs and Kangxi radicals their plain
 * forms, upper case lower (simple folding), traditional characters simplified ones; every other value itself, one
 * that is no code point too. fold_code(fold_code(c)) == fold_code(c).
 */
static inline uint32_t fold_code(uint32_t code)
{
    if (!fold_may(code))
        return code;
    if (code >= 0x10000)
        return fold_wide_code(code);
    uint32_t difference = fold_difference[fold_page[code / FOLD_PAGE]][code % FOLD_PAGE];
    if (difference == FOLD_IN_LIST)
        return fold_wide_code(code);
    return (code + difference) & 0xFFFF;
}

/*
 * Folds `bytes` bytes of UTF-8 into `out`, which has FOLD_ROOM(bytes) bytes; gives the bytes written, without a NUL.
 * The n-th character of the result is the folded n-th character of the text, characters counted as SQLite counts them
 * (see utf8.h). What is no well-formed UTF-8 is copied byte for byte; a NUL is a character like any other. O(bytes).
 */
size_t fold_text(const char *text, size_t bytes, char *out);

#endif
