/* The store's rules of categorisation, compiled and kept. */
#ifndef FULFIL_RULES_H
#define FULFIL_RULES_H

#include <sqlite3ext.h>
#include <stdint.h>

#include "core/clause.h"
#include "core/match.h"

struct store;

enum { RULES_VERSION_SIZE = 13 };

/* One row of category_term; its number is its match_rule's. */
struct rules_term {
    const char *text; /* as the store has it; UTF-8, ends with a NUL */
    int bytes;
};

struct rules {
    struct match_set *set;
    struct clause_words *words; /* of resolved clauses */
    const char **category; /* code by number; numbers ascend with codes */
    struct rules_term *term;
    int64_t threshold;                /* a category with a lower score is not proposed; at least 1 */
    char version[RULES_VERSION_SIZE]; /* 12 hex digits, a hash of threshold, terms, weights and words of clauses */
    char *text;                       /* what the pointers above point into */
};

/*
 * Gives the rules in force, valid until the next call on this connection. They are read again whenever they changed
 * (store.h, token 'rules_token'): by this connection or another, committed or not, and after a ROLLBACK. Fails with
 * SQLite's code and in *error a message: not a fulfil store; a term that cannot be used, named; a threshold that is no
 * integer from 1 on.
 */
int rules_get(struct store *store, struct rules **rules, char **error);

#endif
