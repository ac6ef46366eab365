/* What a search finds in a text, marked. */
#ifndef FULFIL_FOUND_H
#define FULFIL_FOUND_H

#include <stddef.h>
#include <stdint.h>

#include "memory.h"

enum found_code { FOUND_OK, FOUND_NO_MEMORY, FOUND_NOT };

/* Stand before and behind each found place. */
#define FOUND_OPEN "⟦"
#define FOUND_CLOSE "⟧"

/*
 * Marks every place of `text` where one of the words stands, found as the tokenizer cjk finds it: folded (fold.h),
 * whatever stands round it. Words are parted by spaces, of either width, tabs and line ends. Places that overlap or
 * touch are marked as one. On FOUND_OK *marked, of *length bytes and a NUL behind them, is to be freed by
 * memory.resize(…, 0). FOUND_NOT: there is no word, or one of them stands nowhere; a word that is no well-formed UTF-8
 * never does. O(characters x characters of the words).
 */
enum found_code found_mark(const char *text, size_t bytes, const char *words, size_t word_bytes, struct memory memory,
                           char **marked, size_t *length);

/* Bits of a pair's second character. */
#define FOUND_PAIR_BITS 21

/*
 * What an index of texts keeps of one: every two neighbouring characters of the folded text as first * 2^21 + second, and
 * a character that none follows with second 0. White space parts, so does what is no well-formed UTF-8, and neither is in
 * a pair. So a text that holds a word of two characters or more has all pairs of the word but its last character's; and
 * one that holds a character has a pair that begins with it. pair[] has room for `bytes` numbers; they are ascending and
 * distinct; gives how many. O(bytes log bytes).
 */
size_t found_pairs(const char *text, size_t bytes, uint64_t *pair);

#endif
