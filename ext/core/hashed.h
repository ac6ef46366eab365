/* What of a text a model sees: hashed characters, pairs of characters and Latin words, counted. */
#ifndef FULFIL_HASHED_H
#define FULFIL_HASHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* Changes when the same text would give other grams or strengths; a model holds the number it was made with. */
#define HASHED_METHOD 2

/* A gram's number has so many bits. */
#define HASHED_BITS_MIN 10
#define HASHED_BITS_MAX 22

/* One gram in the text: which, and what substr(text, start + 1, length) is. */
struct hashed_seen {
    uint32_t index;
    uint64_t start;  /* in characters as SQLite counts them, from 0 */
    uint64_t length; /* in characters, those passed over inside it too */
    size_t at, end;  /* the same in bytes: text[at..end) */
    uint64_t place;  /* characters before the one that completes it, those passed over not counted */
};

/*
 * A walk over a text. Set text, bytes and bits, everything else 0, then call hashed_step until it gives false.
 *
 *   - Characters are compared folded (fold.h). Blanks and control characters are passed over: the words of 缺 口罩 are
 *     those of 缺口罩. What is no well-formed UTF-8 is passed over too, and so is a NUL.
 *   - Every character is a gram, every pair of neighbours is one, and every word of three or more Latin letters or
 *     digits is one as a whole.
 *   - A gram's number is a hash of its characters; different grams may share one.
 */
struct hashed_walk {
    const unsigned char *text;
    size_t bytes;
    unsigned bits;
    size_t at;
    uint64_t character;
    uint64_t place; /* characters so far that were not passed over */
    uint32_t before; /* the character before, folded; 0: none */
    uint64_t before_start;
    size_t before_at;
    uint64_t word; /* hash of the word so far */
    uint64_t word_start;
    size_t word_at;
    uint32_t word_length;
};

/* Takes one character and gives the grams that end with it, or with the word before it: *grams, 0..3. O(1). */
bool hashed_step(struct hashed_walk *walk, struct hashed_seen gram[3], unsigned *grams);

struct hashed {
    uint32_t index;
    uint32_t count;    /* times in the text, 1 or more */
    uint32_t place;    /* of the first time, at most HASHED_PLACE_MAX */
    uint32_t strength; /* hashed_strength of both */
};

/* A place further on counts as this one. */
#define HASHED_PLACE_MAX 65535

/* A strength has so many bits. */
#define HASHED_STRENGTH_BITS 10
#define HASHED_STRENGTH_MAX ((1 << HASHED_STRENGTH_BITS) - 1)

/*
 * How strongly a gram speaks that occurs `count` times (1 or more), first at `place`: (1 + ln count) * (1 + 60 / (30 +
 * place)), in 64ths, rounded, at most HASHED_STRENGTH_MAX. A gram at the beginning speaks three times as loud as one
 * far down, one at place 30 twice: a message says first what it is about. The same on every machine.
 */
uint32_t hashed_strength(uint32_t count, uint32_t place);

/* The distinct grams of a text, in the order of their first occurrence. Begins as zeroes but for memory. */
struct hashed_list {
    struct memory memory;
    struct hashed *gram;
    size_t grams;
    size_t room;
    uint32_t *slot; /* hash table over gram: place + 1, 0 is empty */
    size_t slots;
};

/*
 * Fills the list with the grams of a text, which may hold anything. False when out of memory. Its memory is kept for
 * the next text: at most 40 bytes for 2^bits grams each, less for shorter texts. O(bytes).
 */
bool hashed_count(struct hashed_list *list, const char *text, size_t bytes, unsigned bits);

/* Gives the list's memory back. */
void hashed_free(struct hashed_list *list);

#endif
