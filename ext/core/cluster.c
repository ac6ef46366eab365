/*
 * Clusters of texts that say the same in other words.
 *
 * Two enterprises word one problem differently; what they share is a few telling words. So texts are compared by the
 * cosine of their pairs of characters, each weighted by how rare it is (tf-idf: K. Spaerck Jones 1972, G. Salton,
 * C. Buckley 1988), and gathered round leaders (J. Hartigan 1975, ch. 3): one pass, and what leads is a real text.
 *
 * Looking for a text's leader, only the leaders that have one of its weightiest pairs are compared: by the inequality of
 * Cauchy and Schwarz the pairs left out, together weighing less than a quarter of the text, cannot make up a cosine of
 * 1/4. So nothing is missed, and the commonest pairs, which most texts have, are never looked up.
 */
#include "cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
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

/* Leaders that have a pair: a list through postings. */
struct posting {
    uint32_t leader;
    uint32_t next; /* place + 1 */
};

struct search {
    struct cluster *cluster;
    struct posting *posting;
    uint32_t *head;     /* by pair: place + 1 of its newest posting */
    uint32_t *weight;   /* by pair: its weight in the text at hand */
    uint32_t *compared; /* by leader: last text compared with it + 1 */
    uint32_t postings;
    size_t room;
};

static bool search_begin(struct search *search)
{
    struct cluster *cluster = search->cluster;
    search->head = gram_allocate(cluster->memory, cluster->pair.grams, sizeof *search->head);
    search->weight = gram_allocate(cluster->memory, cluster->pair.grams, sizeof *search->weight);
    search->compared = gram_allocate(cluster->memory, cluster->texts, sizeof *search->compared);
    return search->head && search->weight && search->compared;
}

static void search_end(struct search *search)
{
    struct memory memory = search->cluster->memory;
    memory.resize(memory.context, search->posting, 0);
    memory.resize(memory.context, search->head, 0);
    memory.resize(memory.context, search->weight, 0);
    memory.resize(memory.context, search->compared, 0);
}

/* Where the pairs of a text end that must be looked up: those behind weigh less than a quarter of it. */
static uint32_t head_end(const struct cluster *cluster, uint32_t text)
{
    uint32_t end = cluster->feature_start[text + 1];
    uint64_t behind = 0;
    while (end > cluster->feature_start[text]) {
        uint64_t weight = cluster->feature[end - 1].weight;
        behind += weight * weight;
        if (16 * behind >= cluster->norm[text])
            break;
        end--;
    }
    return end;
}

/* The product of the text at hand and a leader. */
static uint64_t product(const struct search *search, uint32_t leader)
{
    const struct cluster *cluster = search->cluster;
    uint64_t sum = 0;
    for (uint32_t i = cluster->feature_start[leader]; i < cluster->feature_start[leader + 1]; i++)
        sum += (uint64_t)cluster->feature[i].weight * search->weight[cluster->feature[i].pair];
    return sum;
}

/* The leader for a text; itself if no other is like it. */
static uint32_t find_leader(struct search *search, uint32_t text)
{
    struct cluster *cluster = search->cluster;
    uint32_t first = cluster->feature_start[text], end = head_end(cluster, text), best = text;
    double closest = (double)cluster->norm[text] / 16; /* squared product by the leader's norm */
    for (uint32_t i = first; i < cluster->feature_start[text + 1]; i++)
        search->weight[cluster->feature[i].pair] = cluster->feature[i].weight;
    for (uint32_t i = first; i < end; i++) {
        for (uint32_t at = search->head[cluster->feature[i].pair]; at != 0; at = search->posting[at - 1].next) {
            uint32_t leader = search->posting[at - 1].leader;
            if (search->compared[leader] == text + 1)
                continue;
            search->compared[leader] = text + 1;
            double together = (double)product(search, leader);
            double close = together * together / (double)cluster->norm[leader];
            bool closer = close > closest || (close == closest && leader < best);
            if (closer) {
                closest = close;
                best = leader;
            }
        }
    }
    for (uint32_t i = first; i < cluster->feature_start[text + 1]; i++) search->weight[cluster->feature[i].pair] = 0;
    return best;
}

/* Lets the leaders' list of each of its pairs have a new leader. */
static bool post_leader(struct search *search, uint32_t leader)
{
    const struct cluster *cluster = search->cluster;
    for (uint32_t i = cluster->feature_start[leader]; i < cluster->feature_start[leader + 1]; i++) {
        uint32_t pair = cluster->feature[i].pair;
        if (!gram_reserve(cluster->memory, &search->posting, &search->room, (size_t)search->postings + 1,
                          sizeof *search->posting))
            return false;
        search->posting[search->postings] = (struct posting){leader, search->head[pair]};
        search->head[pair] = ++search->postings;
    }
    return true;
}

bool cluster_run(struct cluster *cluster)
{
    struct search search = {.cluster = cluster};
    if (!weigh(cluster))
        return false;
    bool done = search_begin(&search);
    for (uint32_t i = 0; done && i < cluster->texts; i++) {
        cluster->leader[i] = cluster->norm[i] == 0 ? CLUSTER_NONE : find_leader(&search, i);
        if (cluster->leader[i] == i)
            done = post_leader(&search, i);
    }
    search_end(&search);
    return done;
}
