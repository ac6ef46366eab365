/* Weighted terms of many categories found in one pass over a text. */
#ifndef FULFIL_MATCH_H
#define FULFIL_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "memory.h"

struct clause_words;

/* Longest term, in characters. */
#define MATCH_TERM_MAX 64

/* Largest weight and most rules: sums stay far from the limits of int64. */
#define MATCH_WEIGHT_MAX 1000000
#define MATCH_RULES_MAX 1000000

enum match_code {
    MATCH_OK,
    MATCH_NO_MEMORY,
    MATCH_TERM_EMPTY,
    MATCH_TERM_LONG,   /* more than MATCH_TERM_MAX characters */
    MATCH_TERM_BROKEN, /* no well-formed UTF-8, or a NUL in it */
    MATCH_WEIGHT,      /* beyond MATCH_WEIGHT_MAX either way */
    MATCH_MANY         /* more than MATCH_RULES_MAX rules */
};

/* A term speaks for a category with a weight, against it with a negative one. */
struct match_rule {
    const char *term; /* UTF-8, folded by match_create; needed during that call only */
    size_t bytes;
    uint32_t category; /* the caller's number, from 0, best small: arrays of this size are kept */
    int64_t weight;
};

/* A rule whose term was counted. */
struct match_hit {
    uint32_t rule; /* number of the rule, as given */
    uint32_t category;
    int64_t weight;
    uint64_t start;  /* character of the text, from 0, of the term's first counted occurrence */
    uint32_t length; /* in characters */
};

struct match_score {
    uint32_t category;
    int64_t score; /* sum of the weights of its hits */
};

/* What a text matched; it belongs to the set and holds until its next use. */
struct match_result {
    const struct match_score *score; /* of every category with a hit: highest score first, then lowest number */
    size_t scores;
    const struct match_hit *hit; /* in the order of the text; of one term in the order of categories */
    size_t hits;
};

struct match_set;

/*
 * Compiles rules into a set, to be freed with match_free. On failure *set is NULL and *bad the number of the rule at
 * fault, where one is. The words of resolved clauses (clause.h) may be NULL and must outlive the set. Rules of one category whose terms fold to the same characters are one rule, the one with the
 * largest weight. O(rules log rules).
 */
enum match_code match_create(const struct match_rule *rule, size_t rules, const struct clause_words *words,
                             struct memory memory, struct match_set **set, size_t *bad);

/* NULL is legal. */
void match_free(struct match_set *set);

/*
 * Whether a term of `bytes` bytes can be used: MATCH_OK, MATCH_TERM_EMPTY, MATCH_TERM_LONG or MATCH_TERM_BROKEN.
 */
enum match_code match_check_term(const char *term, size_t bytes);

/* What a code means, English, lower case, no full stop. */
const char *match_reason(enum match_code code);

/*
 * Finds the terms in `bytes` bytes of UTF-8, which may hold anything, NULs too. Characters are counted as SQLite
 * counts them (utf8.h), so that substr(text, start + 1, length) is the occurrence. Allocates nothing, needs no memory
 * that grows with the text; one set serves one thread. O(bytes), times the terms that share their first two characters
 * where such a pair stands; in practice a few ns a character.
 *
 *   - Text and terms are compared folded (fold.h).
 *   - Overlaps: leftmost-longest among all terms of all categories. From left to right, where several terms begin at
 *     one place the longest is taken and the search goes on behind it. So a longer term hides the shorter ones in it,
 *     also those of other categories.
 *   - A term that begins (ends) with a Latin letter or a digit must not stand behind (before) one.
 *   - A term counts once in a text, at its first counted occurrence.
 *   - An occurrence that begins in a resolved clause (clause.h) is passed over and not counted; of a sentence longer
 *     than 4,000 characters the rule sees parts.
 *   - A category's score is the sum of the weights of its counted terms, negative ones included.
 */
void match_run(struct match_set *set, const char *text, size_t bytes, struct match_result *result);

#endif
