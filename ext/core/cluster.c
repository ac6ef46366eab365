/*
 * Clusters of texts that say the same in other words.
 *
 * Two enterprises word one problem differently; what they share is a few telling words. So texts are compared by the
 * cosine of their pairs of characters, each weighted by how rare it is (tf-idf: K. Spaerck Jones 1972, G. Salton,
 * C. Buckley 1988), and gathered round leaders (J. Hartigan 1975, ch. 3): one pass, and what leads is a real text. How a
 * text's leader is found without comparing it with each is in leader.c.
 */
#include "cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "leader.h"
#include "utf8.h"

#define CODE_BITS 21

enum { OFTEN = 16 };

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_space(uint32_t code)
{
    return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0xA0 || code == 0x3000;
}

/* Whether a folded character is part of words: a letter, a digit, an ideograph; no punctuation and no symbol. */
static bool is_word(uint32_t code)
{
    if (code < 0x80)
        return is_digit(code) || (code >= 'a' && code <= 'z');
    if (code < 0xC0 || code == 0xD7 || code == 0xF7 || code > 0x10FFFF)
        return false;
    bool symbols = code >= 0x2000 && code < 0x2C00;
    bool cjk_marks = code >= 0x3000 && code < 0x3040;
    bool forms = (code >= 0xFE10 && code < 0xFE70) || (code >= 0xFF00 && code < 0xFFF0);
    return !symbols && !cjk_marks && !forms;
}

static bool push_sequence(struct cluster *cluster, uint32_t *count, uint32_t pair)
{
    if (*count == CLUSTER_NONE - 1)
        return false;
    if (!gram_reserve(cluster->memory, &cluster->sequence, &cluster->sequence_room, (size_t)*count + 1,
                      sizeof *cluster->sequence))
        return false;
    cluster->sequence[(*count)++] = pair;
    return true;
}

/* Counts a pair of the text that is being added; *features is the end of its features. */
static bool add_pair(struct cluster *cluster, uint64_t gram, uint32_t *count, uint32_t *features)
{
    uint32_t pair, known = cluster->pair.grams;
    struct memory memory = cluster->memory;
    if (!gram_table_count(&cluster->pair, gram, &pair) ||
        !gram_reserve(memory, &cluster->seen, &cluster->seen_room, (size_t)pair + 1, sizeof *cluster->seen) ||
        !gram_reserve(memory, &cluster->place, &cluster->place_room, (size_t)pair + 1, sizeof *cluster->place) ||
        !gram_reserve(memory, &cluster->texts_with, &cluster->texts_with_room, (size_t)pair + 1,
                      sizeof *cluster->texts_with) ||
        !gram_reserve(memory, &cluster->feature, &cluster->feature_room, (size_t)*features + 1,
                      sizeof *cluster->feature))
        return false;
    if (pair == known)
        cluster->seen[pair] = cluster->texts_with[pair] = 0;
    if (cluster->seen[pair] == cluster->texts + 1) {
        struct cluster_feature *feature = &cluster->feature[cluster->place[pair]];
        feature->weight += feature->weight < OFTEN;
    } else {
        cluster->seen[pair] = cluster->texts + 1;
        cluster->texts_with[pair]++;
        cluster->place[pair] = *features;
        cluster->feature[(*features)++] = (struct cluster_feature){pair, 1};
    }
    return push_sequence(cluster, count, pair);
}

bool cluster_add(struct cluster *cluster, const char *text, size_t bytes)
{
    const unsigned char *from = (const unsigned char *)text;
    struct memory memory = cluster->memory;
    if (!gram_reserve(memory, &cluster->sequence_start, &cluster->sequence_start_room, (size_t)cluster->texts + 2,
                      sizeof *cluster->sequence_start) ||
        !gram_reserve(memory, &cluster->feature_start, &cluster->feature_start_room, (size_t)cluster->texts + 2,
                      sizeof *cluster->feature_start))
        return false;
    if (cluster->texts == 0)
        cluster->sequence_start[0] = cluster->feature_start[0] = 0;
    uint32_t count = cluster->sequence_start[cluster->texts], features = cluster->feature_start[cluster->texts];
    uint32_t last = 0;  /* 0: none that a pair could begin with */
    bool model = false; /* within letters and digits that began with a letter, as in N95 */
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_next(from + at, bytes - at, &code);
        code = fold_code(code);
        if (is_space(code))
            continue;
        model = (code >= 'a' && code <= 'z') || (model && is_digit(code));
        bool word = is_word(code), figure = is_digit(last) && is_digit(code) && !model;
        bool pair = word && last != 0 && !figure;
        if (pair && !add_pair(cluster, (uint64_t)last << CODE_BITS | code, &count, &features))
            return false;
        if (!pair && !push_sequence(cluster, &count, CLUSTER_NONE))
            return false;
        last = word ? code : 0;
    }
    cluster->texts++;
    cluster->sequence_start[cluster->texts] = count;
    cluster->feature_start[cluster->texts] = features;
    return true;
}

void cluster_clear(struct cluster *cluster)
{
    struct memory memory = cluster->memory;
    void *const block[] = {cluster->texts_with,     cluster->weight,        cluster->sequence, cluster->feature,
                           cluster->sequence_start, cluster->feature_start, cluster->norm,     cluster->leader,
                           cluster->seen,           cluster->place};
    for (size_t i = 0; i < sizeof block / sizeof *block; i++) memory.resize(memory.context, block[i], 0);
    gram_table_clear(&cluster->pair);
    *cluster = (struct cluster){.memory = memory};
}

/* --- clustering ---------------------------------------------------------------------------------------------------- */

static int compare_features(const void *left, const void *right)
{
    const struct cluster_feature *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return (a->pair > b->pair) - (a->pair < b->pair);
}

/* Weighs pairs and texts, and sorts each text's pairs. */
static bool weigh(struct cluster *cluster)
{
    cluster->weight = gram_allocate(cluster->memory, cluster->pair.grams, sizeof *cluster->weight);
    cluster->norm = gram_allocate(cluster->memory, cluster->texts, sizeof *cluster->norm);
    cluster->leader = gram_allocate(cluster->memory, cluster->texts, sizeof *cluster->leader);
    if (!cluster->weight || !cluster->norm || !cluster->leader)
        return false;
    for (uint32_t i = 0; i < cluster->pair.grams; i++) {
        double rare = ((double)cluster->texts + 1) / (double)cluster->texts_with[i];
        cluster->weight[i] = (uint32_t)(256 * log2(rare) + .5);
    }
    for (uint32_t i = 0; i < cluster->texts; i++) {
        uint32_t first = cluster->feature_start[i], end = cluster->feature_start[i + 1];
        for (uint32_t j = first; j < end; j++) {
            struct cluster_feature *feature = &cluster->feature[j];
            feature->weight *= cluster->weight[feature->pair];
            cluster->norm[i] += (uint64_t)feature->weight * feature->weight;
        }
        if (end > first)
            qsort(cluster->feature + first, end - first, sizeof *cluster->feature, compare_features);
    }
    return true;
}

bool cluster_run(struct cluster *cluster)
{
    struct leader_search search = {.cluster = cluster};
    bool done = weigh(cluster) && leader_begin(&search);
    for (uint32_t i = 0; done && i < cluster->texts; i++) {
        cluster->leader[i] = cluster->norm[i] == 0 ? CLUSTER_NONE : leader_find(&search, i);
        if (cluster->leader[i] == i)
            done = leader_add(&search, i);
    }
    leader_end(&search);
    return done;
}
