/* Clusters of texts that say the same in other words: leaders, and who follows them. */
#ifndef FULFIL_CLUSTER_H
#define FULFIL_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gram_table.h"
#include "memory.h"

/* Stands between two pairs of characters that do not overlap in the text, and for "no leader". */
#define CLUSTER_NONE UINT32_MAX

/* A pair of characters in a text; weight is how often it stands there, up to 16, times the pair's own. */
struct cluster_feature {
    uint32_t pair;
    uint32_t weight;
};

/* Texts, numbered from 0 as they were added; may be read. */
struct cluster {
    struct memory memory;
    struct gram_table pair;          /* numbers of the pairs: two code points of 21 bits each */
    uint32_t *texts_with;            /* in how many texts a pair stands */
    uint32_t *weight;                /* a pair's own, after cluster_run: 256 log2((texts + 1) / texts_with), rounded */
    uint32_t *sequence;              /* the pairs of all texts as they stand there, with CLUSTER_NONE at breaks */
    struct cluster_feature *feature; /* the distinct pairs of all texts; after cluster_run the weightiest first */
    uint32_t *sequence_start, *feature_start; /* of each text, and the end */
    uint64_t *norm;                           /* sum of the squares of a text's weights */
    uint32_t *leader;                         /* after cluster_run: text that a text follows; itself if it leads */
    uint32_t texts;
    uint32_t *seen;  /* by pair: last text that had it + 1, */
    uint32_t *place; /* and where among the features */
    size_t texts_with_room, sequence_room, feature_room, sequence_start_room, feature_start_room, seen_room, place_room;
};

/*
 * Adds a text. What counts is pairs of characters in a row, folded, white space left out, none across punctuation and
 * none of two digits, but in a model number (N95). False when out of memory, or when all texts together have 2^32 characters.
 */
bool cluster_add(struct cluster *cluster, const char *text, size_t bytes);

/*
 * Makes the clusters. Texts are taken in their order; each follows the leader that it is most like, the earliest of
 * several, if the cosine of their weighted pairs is at least 1/4, and leads a cluster of its own otherwise; one without
 * pairs has no leader. Weights are whole numbers, so that every machine gives the same clusters. What it costs is in
 * leader.c. False when out of memory.
 */
bool cluster_run(struct cluster *cluster);

/* Frees what it holds. */
void cluster_clear(struct cluster *cluster);

#endif
