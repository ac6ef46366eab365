/* The generated table of foldings and how to look a code point up in it. */
#ifndef FULFIL_FOLD_TABLE_H
#define FULFIL_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { FOLD_PAGE = 64, FOLD_PAGES = 0x10000 / FOLD_PAGE, FOLD_IN_LIST = 0x8000 };

struct fold_pair {
    uint32_t from;
    uint32_t to;
};

/* Page of each 64 code points of the BMP; pages without a folding share page 0. */
extern const uint16_t fold_page[FOLD_PAGES];

/* What to add, modulo 2^16, to a code point; FOLD_IN_LIST sends to fold_wide. */
extern const uint16_t fold_difference[][FOLD_PAGE];

/* A bit for each code point of the BMP: whether it has a difference. Few have: 8 KB that stay in the fastest cache. */
extern const uint64_t fold_any[FOLD_PAGES];

/* Pairs of which one lies beyond the BMP, ascending by `from`. */
extern const struct fold_pair fold_wide[];
extern const size_t fold_wide_count;

#endif
