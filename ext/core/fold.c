/*
 * Folding of text.
 *
 * The BMP is a bitmap of what folds (8 KB) and a two-level table of differences (56 KB); the few pairs that touch other planes are a sorted list. The
 * generator, fold_table.py, names the sources and proves that the table is closed and that no encoding grows by more
 * than half.
 */
#include "fold.h"

#include <string.h>

#include "utf8.h"

uint32_t fold_wide_code(uint32_t code)
{
    size_t low = 0, high = fold_wide_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fold_wide[middle].from < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < fold_wide_count && fold_wide[low].from == code ? fold_wide[low].to : code;
}

/* Copies bytes as they are; gives where the next go. */
static unsigned char *put_run(unsigned char *to, const unsigned char *from, size_t bytes)
{
    memcpy(to, from, bytes);
    return to + bytes;
}

/* What folding leaves alone, most of a text, is gathered into runs and copied at once. */
size_t fold_text(const char *text, size_t bytes, char *out)
{
    const unsigned char *from = (const unsigned char *)text;
    unsigned char *to = (unsigned char *)out;
    size_t at = 0, run = 0;
    while (at < bytes) {
        uint32_t code;
        size_t taken = utf8_next(from + at, bytes - at, &code), next = at + taken;
        uint32_t folded = fold_code(code);
        if (folded != code) {
            to = put_run(to, from + run, at - run);
            to += utf8_put(folded, to);
            run = next;
        }
        at = next;
    }
    to = put_run(to, from + run, at - run);
    return (size_t)(to - (unsigned char *)out);
}
