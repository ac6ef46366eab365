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
 * they are equal; the empty text is one of them. What is no well-formed UTF-8 counts like a character, each by its
 * first byte. O(bytes log bytes) whatever the text says; sorted in place.
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

/* Mixes a gram's bits, one number to one (D. Stafford's variant 13 of MurmurHash3's finaliser). */
static inline uint64_t gram_mix(uint64_t gram)
{
    gram ^= gram >> 30;
    gram *= UINT64_C(0xBF58476D1CE4E5B9);
    gram ^= gram >> 27;
    gram *= UINT64_C(0x94D049BB133111EB);
    return gram ^ gram >> 31;
}

/*
 * Least number of grams that a set of `size` shares with any set that it is similar to by the threshold (above 0, at
 * most 1), and so the size of the smallest such set.
 */
size_t gram_least(double threshold, size_t size);

/* Size of the largest set that a set of `size` can be similar to; SIZE_MAX for any. */
size_t gram_most(double threshold, size_t size);

/*
 * What an index needs to know of a set. Writes marks of some of the set's grams to mark[], which has room for count,
 * each once, ascending, and gives how many there are, at least one. Two sets that are similar by the threshold have a
 * mark in common, be the marks of one of them made for a lower threshold: grams are in one order for all, by a mixing
 * of their bits, and of n grams of which least must be shared the first n - least + 1 are enough (prefix filter). A
 * mark may stand for several grams; it only says where to look. The grams are overwritten. O(count log count).
 */
size_t gram_marks(uint64_t *gram, size_t count, double threshold, uint32_t *mark);

#endif
