/* The set of three-character grams of a text, and how alike two such sets are. */
#ifndef FULFIL_GRAM_H
#define FULFIL_GRAM_H

#include <stddef.h>
#include <stdint.h>

/* Room, in grams, that gram_set needs for a text of so many bytes. */
#define GRAM_ROOM(bytes) ((size_t)(bytes) + 1)

/*
 * Fills gram[] with the grams of `bytes` bytes of UTF-8, each once, ascending, and gives how many there are, at least
 * one. The text is folded (fold.h) and white space is left out (the characters with Unicode's property White_Space); of
 * what remains, every three characters in a row are a gram: three code points of 21 bits each, exact, no hash. A text
 * of fewer characters is one gram of its own that no longer text has, so that two such texts are alike if and only if
 * they are equal; the empty text is one of them. A character that is no well-formed UTF-8 counts like any other, but
 * all of them alike. O(bytes log bytes) whatever the text says; sorted in place.
 */
size_t gram_set(const char *text, size_t bytes, uint64_t *gram);

/* How many grams two sets share. O(a + b). */
size_t gram_shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);

/*
 * Jaccard's measure, shared / (a + b - shared), 0 to 1, correctly rounded from the whole numbers. Every comparison
 * with a threshold, here and in joins, is one of this number.
 */
static inline double gram_similarity(size_t a, size_t b, size_t shared)
{
    return (double)shared / (double)(a + b - shared);
}

#endif
