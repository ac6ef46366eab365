/* Problems that many have in common: demands of several enterprises and grids about one thing. */
#ifndef FULFIL_PROBLEM_H
#define FULFIL_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

enum problem_code { PROBLEM_OK, PROBLEM_DONE, PROBLEM_NO_MEMORY };

/* Most terms of a group, and most characters of a term. */
enum { PROBLEM_TERMS = 5, PROBLEM_TERM_CHARACTERS = 16, PROBLEM_TERM_BYTES = 4 * PROBLEM_TERM_CHARACTERS + 1 };

/* What a group's demands share: a word or part of one, folded, and how many of them have it. */
struct problem_term {
    char text[PROBLEM_TERM_BYTES];
    uint32_t demands;
};

/* A common problem; it belongs to the problems and holds until the next one is asked for. */
struct problem_group {
    bool by_text;           /* else by category */
    const uint32_t *member; /* numbers of demands, ascending; by text the first one leads */
    uint32_t members;
    uint32_t enterprises, grids; /* distinct ones */
    struct problem_term term[PROBLEM_TERMS];
    uint32_t terms;
};

struct problems;

/* No demands, to be freed with problems_free; NULL when out of memory. */
struct problems *problems_create(struct memory memory);

/* NULL is legal. */
void problems_free(struct problems *problems);

/*
 * Adds a demand, numbered from 0; best in the order in which they were made, since the first of its kind leads (see
 * cluster.h). Enterprises, grids and categories are the caller's numbers, from 1, best small; 0 is none.
 */
enum problem_code problems_add(struct problems *problems, const char *text, size_t bytes, uint32_t enterprise,
                               uint32_t grid, uint32_t category);

/*
 * Finds the groups: the demands of a category, and the clusters of texts (cluster.h), that come from at least so many
 * enterprises in at least so many grids. To be called once, after the last problems_add.
 */
enum problem_code problems_run(struct problems *problems, uint32_t enterprises, uint32_t grids);

/*
 * The next group: of most enterprises first, then of most demands, then by category before by text, then that of the
 * earliest demand; PROBLEM_DONE behind the last. Its terms are the weightiest pairs of characters that at least two
 * demands and a third of all in the group have, but no figures, those that stand together joined; the most telling first.
 */
enum problem_code problems_next(struct problems *problems, struct problem_group *group);

#endif
