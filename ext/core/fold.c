/*
 * Folding of text.
 *
 * The BMP is a two-level table of differences (56 KB); the few pairs that touch other planes are a sorted list. The
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

size_t fold_text(const char *text, size_t bytes, char *out)
{
    const unsigned char *from = (const unsigned char *)text;
    unsigned char *to = (unsigned char *)out;
    size_t at = 0;
    while (at < bytes) {
        uint32_t code;
        size_t taken = utf8_next(from + at, bytes - at, &code);
        uint32_t folded = fold_code(code);
        if (folded != code) {
            to += utf8_put(folded, to);
        } else if (taken == 3) {
            memcpy(to, from + at, 3);
            to += 3;
        } else {
            memcpy(to, from + at, taken);
            to += taken;
        }
        at += taken;
    }
    return (size_t)(to - (unsigned char *)out);
}
