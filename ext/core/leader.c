/*
 * Finds the leader that a text is most like, by lists of the leaders that have a pair, and misses none.
 *
 * A text's pairs are gone through from the weightiest on, and the cosine with each leader met is added up. By the inequality
 * of Cauchy and Schwarz a leader that has none of these pairs cannot have a higher cosine than the length of what is left
 * of the text, as a share of the whole; when that is less than 1/4, or less than the best cosine so far, no further leader
 * needs to be met (R. Bayardo, Y. Ma, R. Srikant 2007, "Scaling up all pairs similarity search", with a bound that rises
 * as it goes, as in H. Turtle, J. Flood 1995). Of those met, the ones that with all that is left could still be the best
 * are compared in whole numbers. Sums of fractions only leave out, with MARGIN to spare, so that rounding decides nothing.
 *
 * Cost: the lists of the commonest pairs, which most texts have, are never read. On a million pieces of real messages, 12
 * to 40 characters each, with 45,000 leaders, a text reads some 200 entries of lists and is compared with some 25 leaders,
 * no more than among 100,000; but a worst case grows with the leaders. Memory: 8 bytes a pair of each leader, and 12 a
 * text.
 */
#include "leader.h"

#include <math.h>

/* More than what rounding can change in a cosine: 2^-24 a share, and less in the sum. */
#define MARGIN 1e-6

/* A list of so many entries costs as much to read as one leader to compare. */
enum { LONG = 4 };

bool leader_begin(struct leader_search *search)
{
    struct cluster *cluster = search->cluster;
    search->list = gram_allocate(cluster->memory, cluster->pair.grams, sizeof *search->list);
    search->weight = gram_allocate(cluster->memory, cluster->pair.grams, sizeof *search->weight);
    search->cosine = gram_allocate(cluster->memory, cluster->texts, sizeof *search->cosine);
    search->met = gram_allocate(cluster->memory, cluster->texts, sizeof *search->met);
    return search->list && search->weight && search->cosine && search->met;
}

static void release(struct memory memory, void *block)
{
    memory.resize(memory.context, block, 0);
}

void leader_end(struct leader_search *search)
{
    struct memory memory = search->cluster->memory;
    for (uint32_t i = 0; search->list && i < search->cluster->pair.grams; i++)
        release(memory, search->list[i].posting);
    release(memory, search->list);
    release(memory, search->weight);
    release(memory, search->cosine);
    release(memory, search->met);
}

/* The product of the text at hand and a leader. */
static uint64_t product(const struct leader_search *search, uint32_t leader)
{
    const struct cluster *cluster = search->cluster;
    uint64_t sum = 0;
    for (uint32_t i = cluster->feature_start[leader]; i < cluster->feature_start[leader + 1]; i++)
        sum += (uint64_t)cluster->feature[i].weight * search->weight[cluster->feature[i].pair];
    return sum;
}

/* The best leader so far; a text itself if there is none. */
struct best {
    uint32_t leader;
    double close; /* squared product by the leader's norm; of a text itself, what a cosine of 1/4 gives */
};

static void compare(const struct leader_search *search, uint32_t leader, struct best *best)
{
    double together = (double)product(search, leader);
    double close = together * together / (double)search->cluster->norm[leader];
    if (close > best->close || (close == best->close && leader < best->leader))
        *best = (struct best){leader, close};
}

/*
 * Adds to the cosine of the leaders that have a pair, which is such a share of the text; of those met before only, unless
 * further ones may still be the best. *nearest gets the one with most.
 */
static void meet(struct leader_search *search, const struct leader_list *list, double share, bool further,
                 uint32_t *nearest)
{
    for (uint32_t i = 0; i < list->postings; i++) {
        uint32_t leader = list->posting[i].leader;
        bool met = search->cosine[leader] > 0;
        if (!met && !further)
            continue;
        if (!met)
            search->met[search->mets++] = leader;
        search->cosine[leader] += share * (double)list->posting[i].share;
        if (search->cosine[leader] > search->cosine[*nearest])
            *nearest = leader;
    }
}

/*
 * Goes through the text's weightiest pairs: until no further leader can be the best, and then as long as reading a list
 * costs less than comparing those met. Gives the share that is left of the text, and *nearest, where a leader was met.
 */
static double meet_leaders(struct leader_search *search, uint32_t text, uint32_t *nearest)
{
    const struct cluster *cluster = search->cluster;
    double whole = sqrt((double)cluster->norm[text]), left = 1, least = .25;
    uint64_t behind = cluster->norm[text];
    *nearest = text;
    search->mets = 0;
    for (uint32_t i = cluster->feature_start[text]; left > 0; i++) {
        const struct leader_list *list = &search->list[cluster->feature[i].pair];
        uint64_t weight = cluster->feature[i].weight;
        bool further = left >= least - MARGIN;
        if (!further && list->postings / LONG > search->mets)
            break;
        meet(search, list, (double)weight / whole, further, nearest);
        behind -= weight * weight;
        left = sqrt((double)behind) / whole;
        least = search->cosine[*nearest] > least ? search->cosine[*nearest] : least;
    }
    return left;
}

/* Compares the leaders that may be the best, the most likely one first. */
static uint32_t choose(struct leader_search *search, uint32_t text, double left, uint32_t nearest)
{
    const struct cluster *cluster = search->cluster;
    uint32_t first = cluster->feature_start[text], end = cluster->feature_start[text + 1];
    struct best best = {text, (double)cluster->norm[text] / 16};
    for (uint32_t i = first; i < end; i++) search->weight[cluster->feature[i].pair] = cluster->feature[i].weight;
    compare(search, nearest, &best);
    for (uint32_t i = 0; i < search->mets; i++) {
        double most = search->cosine[search->met[i]] + left + MARGIN;
        if (most * most * (double)cluster->norm[text] >= best.close)
            compare(search, search->met[i], &best);
    }
    for (uint32_t i = first; i < end; i++) search->weight[cluster->feature[i].pair] = 0;
    return best.leader;
}

uint32_t leader_find(struct leader_search *search, uint32_t text)
{
    uint32_t nearest, leader = text;
    double left = meet_leaders(search, text, &nearest);
    if (search->mets > 0)
        leader = choose(search, text, left, nearest);
    for (uint32_t i = 0; i < search->mets; i++) search->cosine[search->met[i]] = 0;
    return leader;
}

bool leader_add(struct leader_search *search, uint32_t text)
{
    const struct cluster *cluster = search->cluster;
    double whole = sqrt((double)cluster->norm[text]);
    for (uint32_t i = cluster->feature_start[text]; i < cluster->feature_start[text + 1]; i++) {
        struct leader_list *list = &search->list[cluster->feature[i].pair];
        if (!gram_reserve(cluster->memory, &list->posting, &list->room, (size_t)list->postings + 1,
                          sizeof *list->posting))
            return false;
        list->posting[list->postings++] =
            (struct leader_posting){text, (float)((double)cluster->feature[i].weight / whole)};
    }
    return true;
}
