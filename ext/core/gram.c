/*
 * The set of three-character grams of a text.
 *
 * Three characters suit Chinese: a pair is too common, four leave short demands without any. Paul Jaccard's measure of
 * the two sets (1901) needs no weights and no corpus, so that two texts are as alike today as tomorrow. Sorting is by
 * radix exchange, which no text can make slow and which needs no second block.
 */
#include "gram.h"

#include <stdbool.h>

#include "fold.h"
#include "utf8.h"

#define CODE_BITS 21
#define GRAM_MASK ((UINT64_C(1) << 3 * CODE_BITS) - 1)
#define GRAM_SHORT (UINT64_C(1) << 63) /* marks a text of fewer than three characters */

/* What is no character counts as CODE_BAD + its first byte, past all code points. */
enum { CODE_BAD = 0x110000, SMALL = 24 };

static bool is_space(uint32_t code)
{
    if (code <= 0x20)
        return code == 0x20 || (code >= 0x09 && code <= 0x0D);
    if (code < 0x2000)
        return code == 0x85 || code == 0xA0 || code == 0x1680;
    return code <= 0x200A || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

static void sort_small(uint64_t *gram, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t moved = gram[i];
        size_t at = i;
        for (; at > 0 && gram[at - 1] > moved; at--) gram[at] = gram[at - 1];
        gram[at] = moved;
    }
}

/* Sorts numbers that differ in bit `bit` and the lower ones only; recursion is as deep as there are bits. */
static void sort(uint64_t *gram, size_t count, int bit)
{
    while (count > SMALL && bit >= 0) {
        size_t low = 0, high = count;
        while (low < high) {
            if (gram[low] >> bit & 1) {
                uint64_t other = gram[--high];
                gram[high] = gram[low];
                gram[low] = other;
            } else {
                low++;
            }
        }
        bit--;
        sort(gram, low, bit);
        gram += low;
        count -= low;
    }
    if (bit >= 0)
        sort_small(gram, count);
}

size_t gram_set(const char *text, size_t bytes, uint64_t *gram)
{
    const unsigned char *from = (const unsigned char *)text;
    uint64_t last = 0;
    size_t characters = 0, count = 0, distinct = 1;
    for (size_t at = 0; at < bytes;) {
        uint32_t code, first = from[at];
        at += utf8_next(from + at, bytes - at, &code);
        code = code == UTF8_BAD ? CODE_BAD + first : fold_code(code);
        if (is_space(code))
            continue;
        last = (last << CODE_BITS | code) & GRAM_MASK;
        if (++characters >= 3)
            gram[count++] = last;
    }
    if (characters < 3) {
        gram[0] = GRAM_SHORT | (uint64_t)characters << 2 * CODE_BITS | last;
        return 1;
    }
    sort(gram, count, 3 * CODE_BITS - 1);
    for (size_t i = 1; i < count; i++) {
        if (gram[i] != gram[i - 1])
            gram[distinct++] = gram[i];
    }
    return distinct;
}

size_t gram_shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t shared = 0, i = 0, j = 0;
    while (i < a_count && j < b_count) {
        uint64_t left = a[i], right = b[j];
        shared += left == right;
        i += left <= right;
        j += right <= left;
    }
    return shared;
}

size_t gram_least(double threshold, size_t size)
{
    double guess = threshold * (double)size - 1;
    size_t least = guess < 1 ? 1 : (size_t)guess;
    while ((double)least / (double)size < threshold) least++;
    return least;
}

size_t gram_most(double threshold, size_t size)
{
    double guess = (double)size / threshold + 2;
    if (guess >= 9007199254740992.0) /* 2^53: beyond it not every number is a double, and no text is that long */
        return SIZE_MAX;
    size_t most = (size_t)guess;
    while ((double)size / (double)most < threshold) most--;
    return most;
}

size_t gram_marks(uint64_t *gram, size_t count, double threshold, uint32_t *mark)
{
    size_t first = count - gram_least(threshold, count) + 1, marks = 0;
    for (size_t i = 0; i < count; i++) gram[i] = gram_mix(gram[i]);
    sort(gram, count, 63);
    for (size_t i = 0; i < first; i++) {
        uint32_t one = (uint32_t)(gram[i] >> 32);
        if (marks == 0 || mark[marks - 1] != one)
            mark[marks++] = one;
    }
    return marks;
}
