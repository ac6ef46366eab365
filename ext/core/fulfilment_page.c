/*
 * A block's encoded form, changed in place.
 *
 * Of the rows of a window one comes and one goes, and of a block of 64 durations two counts change by one. In the dense
 * form a count is a few bits at a place that follows from first place, last place and widths; while these stay, and the
 * form stays the shorter one, a change is an addition to two bytes. Whether they stay is known from how many durations
 * have counts of each width. A change of form, and every change of the sparse one, which is short, writes the block anew.
 */
#include "fulfilment_page.h"

#include <string.h>

static unsigned width_of(int64_t value)
{
    return value == 0 ? 0 : 64 - (unsigned)__builtin_clzll((uint64_t)value);
}

void fulfilment_page_init(struct fulfilment_page *page, const int64_t *counts, uint64_t bits)
{
    memset(page, 0, sizeof *page);
    for (int i = 0; i < FULFILMENT_OUTCOMES; i++) page->at_width[i][0] = FULFILMENT_BLOCK;
    for (; bits != 0; bits &= bits - 1) {
        const int64_t *count = &counts[FULFILMENT_OUTCOMES * __builtin_ctzll(bits)];
        page->rows++;
        page->many = (unsigned char)(page->many + (count[0] + count[1] + count[2] > 1));
        for (int i = 0; i < FULFILMENT_OUTCOMES; i++) {
            unsigned width = width_of(count[i]);
            page->at_width[i][0]--;
            page->at_width[i][width]++;
            if (width > page->width[i])
                page->width[i] = (unsigned char)width;
        }
    }
}

/* Whether the bytes have the dense form that the block would be given now. */
static bool form_stays(const struct fulfilment_page *page, uint64_t bits)
{
    if (bits == 0 || !(page->bytes[0] & FULFILMENT_BLOCK_DENSE))
        return false;
    unsigned first = (unsigned)__builtin_ctzll(bits), last = 63 - (unsigned)__builtin_clzll(bits);
    return page->bytes[0] == (FULFILMENT_BLOCK_DENSE | first) && page->bytes[1] == last &&
           memcmp(page->bytes + 2, page->width, FULFILMENT_OUTCOMES) == 0 &&
           page->size < 1 + page->rows + FULFILMENT_OUTCOMES * page->many;
}

/* Adds to one count of the dense form; 7 bits at most lie within two bytes. */
static void bytes_add(struct fulfilment_page *page, unsigned place, enum fulfilment_outcome outcome, int64_t more)
{
    const unsigned a = page->width[0], b = page->width[1], before = outcome == 0 ? 0 : outcome == 1 ? a : a + b;
    unsigned bit = (place - (page->bytes[0] & 0x3F)) * (a + b + page->width[2]) + before;
    unsigned char *at = page->bytes + FULFILMENT_DENSE_HEAD + bit / 8;
    unsigned word = at[0] | (unsigned)at[1] << 8;
    word += (unsigned)more << bit % 8;
    at[0] = (unsigned char)word;
    at[1] = (unsigned char)(word >> 8);
}

void fulfilment_page_change(struct fulfilment_page *page, uint64_t bits, unsigned place,
                            enum fulfilment_outcome outcome, int64_t before, const int64_t *count)
{
    const int64_t cases = count[0] + count[1] + count[2], cases_before = cases - count[outcome] + before;
    unsigned char *width = &page->width[outcome], *at_width = page->at_width[outcome];
    unsigned now = width_of(count[outcome]), was = width_of(before);
    if (now != was) {
        at_width[was]--;
        at_width[now]++;
        if (now > *width)
            *width = (unsigned char)now;
        while (*width > 0 && at_width[*width] == 0) --*width;
    }
    page->rows = (unsigned char)(page->rows + (cases > 0) - (cases_before > 0));
    page->many = (unsigned char)(page->many + (cases > 1) - (cases_before > 1));
    if (!page->fresh)
        return;
    page->fresh = form_stays(page, bits);
    if (page->fresh)
        bytes_add(page, place, outcome, count[outcome] - before);
}

bool fulfilment_page_write(struct fulfilment_page *page, const int64_t *counts, uint64_t bits)
{
    if (page->fresh)
        return true;
    if ((page->width[0] | page->width[1] | page->width[2]) > 7)
        return false;
    unsigned char block[FULFILMENT_BLOCK_BYTES];
    size_t size = (size_t)(fulfilment_block_put(block, counts, bits) - block);
    memcpy(page->bytes, block, size);
    page->bytes[size] = 0;
    page->size = (unsigned char)size;
    page->fresh = true;
    return true;
}
