/* The blocks of a state as they are written, kept right while cases come and go: for windows, which write at every row. */
#ifndef FULFIL_FULFILMENT_PAGE_H
#define FULFIL_FULFILMENT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "fulfilment.h"
#include "fulfilment_blob.h"

/* Longest block that is kept, that of counts of 7 bits, and a byte over which a change may reach. */
enum { FULFILMENT_PAGE_BYTES = FULFILMENT_DENSE_HEAD + FULFILMENT_BLOCK * FULFILMENT_OUTCOMES * 7 / 8 + 1 };

/* One block. `fresh`: bytes[0..size) are its encoded form. What decides on that form is known without reading counts. */
struct fulfilment_page {
    bool fresh;
    unsigned char size, rows, many;           /* durations with a case; with more than one */
    unsigned char width[FULFILMENT_OUTCOMES]; /* bits of the largest count of an outcome */
    unsigned char at_width[FULFILMENT_OUTCOMES]
                          [FULFILMENT_WIDTH_MOST + 1]; /* how many durations have a count so wide */
    unsigned char bytes[FULFILMENT_PAGE_BYTES];
};

/* A page of a block whose `bits` say which durations have cases; nothing is written yet. O(64). */
void fulfilment_page_init(struct fulfilment_page *page, const int64_t *counts, uint64_t bits);

/*
 * Follows a change: the outcome's count at `place` was `before`, and the place's counts and the block's bits are now
 * these. The bytes are changed with it where their form stays, and are no longer fresh where it does not. O(1).
 */
void fulfilment_page_change(struct fulfilment_page *page, uint64_t bits, unsigned place,
                            enum fulfilment_outcome outcome, int64_t before, const int64_t *count);

/* Writes the bytes if they are not fresh; false where the block is too long to be kept. */
bool fulfilment_page_write(struct fulfilment_page *page, const int64_t *counts, uint64_t bits);

#endif
