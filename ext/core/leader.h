/* Finds the leader that a text is most like, of those that lead so far (cluster.h). */
#ifndef FULFIL_LEADER_H
#define FULFIL_LEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cluster.h"

/* Leaders that have a pair, and what share of each it is: its weight by the length of the leader's vector. */
struct leader_list {
    struct leader_posting {
        uint32_t leader;
        float share;
    } *posting;
    uint32_t postings;
    size_t room;
};

/* All zero but for the cluster, weighed and with each text's weightiest feature first, before leader_begin. */
struct leader_search {
    struct cluster *cluster;
    struct leader_list *list; /* by pair */
    uint32_t *weight;         /* by pair: its weight in the text at hand, else 0 */
    double *cosine;           /* by leader: of the pairs gone through so far, else 0 */
    uint32_t *met;            /* leaders with a cosine */
    uint32_t mets;
};

/* False when out of memory; leader_end frees what there is. */
bool leader_begin(struct leader_search *search);

/*
 * The leader that a text with pairs is most like, the earliest of several, if their cosine is at least 1/4; else the text
 * itself.
 */
uint32_t leader_find(struct leader_search *search, uint32_t text);

/* Lets a text lead from now on; false when out of memory. */
bool leader_add(struct leader_search *search, uint32_t text);

/* Frees what it holds. */
void leader_end(struct leader_search *search);

#endif
