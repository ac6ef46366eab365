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

/* Bytes that are copied at once: the longest encoding of a character. */
enum { AT_ONCE = UTF8_MAX };

/*
 * Folds the character at text[0..bytes) into out, gives the bytes written and in *taken those read. Where `roomy`, text and
 * out have AT_ONCE bytes, so that what folding leaves alone, most of a text, is copied without asking how long it is.
 */
static inline size_t fold_character(const unsigned char *text, size_t bytes, unsigned char *out, bool roomy, size_t *taken)
{
    uint32_t code;
    *taken = utf8_next(text, bytes, &code);
    uint32_t folded = fold_code(code);
    if (folded != code)
        return utf8_put(folded, out);
    if (roomy && *taken <= AT_ONCE) {
        memcpy(out, text, AT_ONCE);
    } else {
        memcpy(out, text, *taken);
    }
    return *taken;
}

/* Of AT_ONCE bytes of text that are left, out has room for as many: what was written is at most half as long again. */
size_t fold_text(const char *text, size_t bytes, char *out)
{
    const unsigned char *from = (const unsigned char *)text;
    unsigned char *to = (unsigned char *)out;
    size_t at = 0, taken;
    for (; bytes - at >= AT_ONCE; at += taken) to += fold_character(from + at, bytes - at, to, true, &taken);
    for (; at < bytes; at += taken) to += fold_character(from + at, bytes - at, to, false, &taken);
    return (size_t)(to - (unsigned char *)out);
}
