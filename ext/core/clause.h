/* Clauses that say that something is settled before another says what is not. */
#ifndef FULFIL_CLAUSE_H
#define FULFIL_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* Longest word of the rule, in characters. */
#define CLAUSE_WORD_MAX 32

/* Bits of a set of first characters, each entered by its low bits. */
#define CLAUSE_FIRST_BITS 1024

/* What a word of the rule does. */
enum clause_kind {
    CLAUSE_ADVERSATIVE,       /* 但是, but: begins a clause that goes against the one before */
    CLAUSE_ADVERSATIVE_FIRST, /* 不过: the same, only where a clause begins */
    CLAUSE_NOT_ADVERSATIVE,   /* 不但: holds an adversative and is none */
    CLAUSE_SETTLED,           /* 到位了, are back: says alone that a thing is settled */
    CLAUSE_OPENER,            /* 都, 已经: says so with 了 at the end of the clause */
    CLAUSE_NOT_OPENER,        /* 成都: holds an opener and is none */
    CLAUSE_LACK,              /* 缺, 没, not: speaks of a lack */
    CLAUSE_KINDS
};

struct clause_word {
    enum clause_kind kind;
    const char *text; /* UTF-8, folded by clause_create; needed during that call only */
    size_t bytes;
};

struct clause_words;

enum clause_code { CLAUSE_OK, CLAUSE_NO_MEMORY, CLAUSE_BAD_WORD };

/*
 * Compiles words, to be freed with clause_free. On failure *words is NULL. A word has 1 to CLAUSE_WORD_MAX characters
 * of well-formed UTF-8 without NUL; *bad is the number of one that has not.
 */
enum clause_code clause_create(const struct clause_word *word, size_t count, struct memory memory,
                               struct clause_words **words, size_t *bad);

/* NULL is legal. */
void clause_free(struct clause_words *words);

/*
 * Whether the character ends a sentence: 。 ! ? and the line feed. A '.' does not: it stands in numbers. Folded text.
 */
bool clause_ends_sentence(uint32_t code);

/*
 * The set of the characters that an adversative may begin with. A text without any has no resolved clause, which a
 * caller that reads every character anyway learns by the way. Empty without words (NULL).
 */
const uint64_t *clause_firsts(const struct clause_words *words);

/* Whether a set of first characters holds one: 1 or 0, never 0 for a character that was entered. */
static inline uint64_t clause_may_be_first(const uint64_t firsts[CLAUSE_FIRST_BITS / 64], uint32_t code)
{
    return firsts[code % CLAUSE_FIRST_BITS / 64] >> code % 64 & 1;
}

/*
 * Marks the resolved clauses of folded text: settled[i] becomes 1 for each character in one, 0 for every other. Gives
 * whether there is any; if not, settled is untouched. Without words (NULL) there is none. O(count).
 *
 * The rule. Sentences end at 。 ! ? and line feeds; within one, commas, colons, semicolons and adversatives separate
 * clauses. An adversative that begins or ends with a Latin letter is a whole word.
 * A clause that stands before the sentence's last adversative is resolved if
 *   - it says so: a settled word stands in it, or it ends in 了 at most eight characters after an opener; and
 *   - outside of that word no lack stands in it.
 * So 工人是都回来了，可是建材不好找啊 is about 建材; in 缺口罩，工人都回来了，但是缺建材 口罩 counts and 工人 does not; in
 * 工人没有都回来，但是… nothing is resolved. When in doubt a clause counts.
 */
bool clause_mark(const struct clause_words *words, const uint32_t *code, size_t count, uint8_t *settled);

#endif
