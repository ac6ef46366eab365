/*
 * Problems that many have in common.
 *
 * Two views of the demands, since neither finds all: those of one category, which takes a rule that knows it, and those
 * of one wording, which takes none. One enterprise that repeats itself is not many, and neither is one grid; so a group
 * counts by distinct enterprises and grids, not by demands.
 */
#include "problem.h"

#include <stdlib.h>
#include <string.h>

#include "cluster.h"
#include "utf8.h"

#define CODE_BITS 21
#define CODE_MASK ((UINT32_C(1) << CODE_BITS) - 1)

/* Pairs of characters that may become terms. */
enum { CHOSEN = 64 };

struct demand {
    uint32_t enterprise, grid, category;
};

struct group {
    bool by_text;
    uint32_t start, members; /* in member of its kind */
    uint32_t enterprises, grids;
    uint32_t first; /* lowest member */
};

struct problems {
    struct memory memory;
    struct cluster cluster;
    struct demand *demand;
    size_t demand_room;
    uint32_t *member[2]; /* demands sorted by category, by leader */
    struct group *group;
    size_t groups, group_room, at;
    uint32_t *count; /* by pair: demands of a group, 0 between groups */
};

struct problems *problems_create(struct memory memory)
{
    struct problems *problems = gram_allocate(memory, 1, sizeof *problems);
    if (problems == NULL)
        return NULL;
    problems->memory = memory;
    problems->cluster.memory = memory;
    problems->cluster.pair.memory = memory;
    return problems;
}

static void release(struct memory memory, void *block)
{
    memory.resize(memory.context, block, 0);
}

void problems_free(struct problems *problems)
{
    if (problems == NULL)
        return;
    struct memory memory = problems->memory;
    cluster_clear(&problems->cluster);
    release(memory, problems->demand);
    release(memory, problems->member[0]);
    release(memory, problems->member[1]);
    release(memory, problems->group);
    release(memory, problems->count);
    release(memory, problems);
}

enum problem_code problems_add(struct problems *problems, const char *text, size_t bytes, uint32_t enterprise,
                               uint32_t grid, uint32_t category)
{
    size_t number = problems->cluster.texts;
    if (!gram_reserve(problems->memory, &problems->demand, &problems->demand_room, number + 1,
                      sizeof *problems->demand) ||
        !cluster_add(&problems->cluster, text, bytes))
        return PROBLEM_NO_MEMORY;
    problems->demand[number] = (struct demand){enterprise, grid, category};
    return PROBLEM_OK;
}

/* --- groups -------------------------------------------------------------------------------------------------------- */

/* What a demand is grouped by: 0 for nothing, else a number. */
static uint32_t key_of(const struct problems *problems, bool by_text, uint32_t demand)
{
    uint32_t leader = problems->cluster.leader[demand];
    if (by_text)
        return leader == CLUSTER_NONE ? 0 : leader + 1;
    return problems->demand[demand].category;
}

/* Sorts demands by key into member; *start gets, by key, where its demands begin, and one more. */
static bool sort_members(struct problems *problems, bool by_text, uint32_t **start, uint32_t *keys)
{
    uint32_t texts = problems->cluster.texts, *member;
    *keys = 0;
    for (uint32_t i = 0; i < texts; i++) {
        uint32_t key = key_of(problems, by_text, i);
        *keys = key > *keys ? key : *keys;
    }
    *start = gram_allocate(problems->memory, (size_t)*keys + 3, sizeof **start);
    member = problems->member[by_text] = gram_allocate(problems->memory, texts, sizeof *member);
    if (*start == NULL || member == NULL)
        return false;
    for (uint32_t i = 0; i < texts; i++) (*start)[key_of(problems, by_text, i) + 2]++;
    for (uint32_t i = 2; i < *keys + 3; i++) (*start)[i] += (*start)[i - 1];
    for (uint32_t i = 0; i < texts; i++) member[(*start)[key_of(problems, by_text, i) + 1]++] = i;
    return true;
}

/* Marks who was met, by number, with the number of the group. */
struct marks {
    uint32_t *enterprise, *grid;
    uint32_t group;
};

/* Counts the distinct enterprises and grids of a group. */
static void count_group(const struct problems *problems, struct marks *marks, struct group *group)
{
    marks->group++;
    for (uint32_t i = 0; i < group->members; i++) {
        const struct demand *demand = &problems->demand[problems->member[group->by_text][group->start + i]];
        bool enterprise = demand->enterprise != 0 && marks->enterprise[demand->enterprise] != marks->group;
        bool grid = demand->grid != 0 && marks->grid[demand->grid] != marks->group;
        group->enterprises += enterprise;
        group->grids += grid;
        marks->enterprise[demand->enterprise] = marks->grid[demand->grid] = marks->group;
    }
}

/* Keeps the groups of one kind that are common. */
static bool find_groups(struct problems *problems, struct marks *marks, bool by_text, uint32_t enterprises,
                        uint32_t grids)
{
    uint32_t *start = NULL, keys;
    bool done = sort_members(problems, by_text, &start, &keys);
    for (uint32_t key = 1; done && key <= keys; key++) {
        struct group group = {.by_text = by_text, .start = start[key], .members = start[key + 1] - start[key]};
        if (group.members < enterprises || group.members == 0)
            continue;
        count_group(problems, marks, &group);
        if (group.enterprises < enterprises || group.grids < grids)
            continue;
        group.first = problems->member[by_text][group.start];
        done = gram_reserve(problems->memory, &problems->group, &problems->group_room, problems->groups + 1,
                            sizeof *problems->group);
        if (done)
            problems->group[problems->groups++] = group;
    }
    release(problems->memory, start);
    return done;
}

static int compare_groups(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    if (a->enterprises != b->enterprises)
        return a->enterprises < b->enterprises ? 1 : -1;
    if (a->members != b->members)
        return a->members < b->members ? 1 : -1;
    if (a->by_text != b->by_text)
        return a->by_text ? 1 : -1;
    return (a->first > b->first) - (a->first < b->first);
}

enum problem_code problems_run(struct problems *problems, uint32_t enterprises, uint32_t grids)
{
    uint32_t most_enterprise = 0, most_grid = 0;
    struct marks marks = {NULL, NULL, 0};
    if (!cluster_run(&problems->cluster))
        return PROBLEM_NO_MEMORY;
    for (uint32_t i = 0; i < problems->cluster.texts; i++) {
        const struct demand *demand = &problems->demand[i];
        most_enterprise = demand->enterprise > most_enterprise ? demand->enterprise : most_enterprise;
        most_grid = demand->grid > most_grid ? demand->grid : most_grid;
    }
    marks.enterprise = gram_allocate(problems->memory, (size_t)most_enterprise + 1, sizeof *marks.enterprise);
    marks.grid = gram_allocate(problems->memory, (size_t)most_grid + 1, sizeof *marks.grid);
    problems->count = gram_allocate(problems->memory, problems->cluster.pair.grams, sizeof *problems->count);
    bool done = marks.enterprise != NULL && marks.grid != NULL && problems->count != NULL &&
                find_groups(problems, &marks, false, enterprises, grids) &&
                find_groups(problems, &marks, true, enterprises, grids);
    release(problems->memory, marks.enterprise);
    release(problems->memory, marks.grid);
    if (done && problems->groups > 1)
        qsort(problems->group, problems->groups, sizeof *problems->group, compare_groups);
    return done ? PROBLEM_OK : PROBLEM_NO_MEMORY;
}

/* --- terms --------------------------------------------------------------------------------------------------------- */

/* A pair that may become part of a term. */
struct choice {
    uint32_t pair;
    uint32_t demands;
    uint64_t score;
    bool used;
};

struct choices {
    struct choice choice[CHOSEN];
    uint32_t count;
};

/* Puts a pair among the best, ordered by score, then by number. */
static void choose(struct choices *choices, struct choice choice)
{
    uint32_t at = choices->count;
    while (at > 0 && (choices->choice[at - 1].score < choice.score ||
                      (choices->choice[at - 1].score == choice.score && choices->choice[at - 1].pair > choice.pair)))
        at--;
    if (at == CHOSEN)
        return;
    if (choices->count < CHOSEN)
        choices->count++;
    memmove(choices->choice + at + 1, choices->choice + at, (choices->count - at - 1) * sizeof choice);
    choices->choice[at] = choice;
}

/* Whether a pair may be part of a term: not a figure and what it counts (500只); a model number (n95) may. */
static bool is_telling(uint64_t pair)
{
    uint32_t code[2] = {(uint32_t)(pair >> CODE_BITS), (uint32_t)pair & CODE_MASK};
    bool digit[2] = {code[0] >= '0' && code[0] <= '9', code[1] >= '0' && code[1] <= '9'};
    return (!digit[0] || code[1] < 0x80) && (!digit[1] || code[0] < 0x80);
}

/* Counts, in how many demands of the group each pair stands, and chooses the weightiest. */
static void choose_pairs(struct problems *problems, const struct problem_group *group, struct choices *choices)
{
    const struct cluster *cluster = &problems->cluster;
    for (uint32_t i = 0; i < group->members; i++) {
        uint32_t demand = group->member[i];
        for (uint32_t j = cluster->feature_start[demand]; j < cluster->feature_start[demand + 1]; j++)
            problems->count[cluster->feature[j].pair]++;
    }
    for (uint32_t i = 0; i < group->members; i++) {
        uint32_t demand = group->member[i];
        for (uint32_t j = cluster->feature_start[demand]; j < cluster->feature_start[demand + 1]; j++) {
            uint32_t pair = cluster->feature[j].pair, demands = problems->count[pair];
            problems->count[pair] = 0;
            if (demands >= 2 && 3 * (uint64_t)demands >= group->members && cluster->weight[pair] > 0 &&
                is_telling(cluster->pair.gram[pair]))
                choose(choices, (struct choice){pair, demands, (uint64_t)demands * cluster->weight[pair], false});
        }
    }
}

/* A term being put together: pairs that overlap. */
struct chain {
    uint32_t pair[PROBLEM_TERM_CHARACTERS - 1];
    uint32_t length;
    uint32_t demands;
};

/* In how many demands of the group the pairs of a chain follow one another. */
static uint32_t count_chain(const struct cluster *cluster, const struct problem_group *group, const struct chain *chain)
{
    uint32_t demands = 0;
    for (uint32_t i = 0; i < group->members; i++) {
        uint32_t end = cluster->sequence_start[group->member[i] + 1];
        bool found = false;
        for (uint32_t at = cluster->sequence_start[group->member[i]]; !found && at + chain->length <= end; at++)
            found = memcmp(cluster->sequence + at, chain->pair, chain->length * sizeof *chain->pair) == 0;
        demands += found;
    }
    return demands;
}

/* Makes the chain one pair longer, at its end or its beginning, if most of its demands have the longer one too. */
static bool lengthen(const struct cluster *cluster, const struct problem_group *group, struct choices *choices,
                     struct chain *chain)
{
    for (uint32_t i = 0; i < 2 * choices->count; i++) {
        struct choice *choice = &choices->choice[i / 2];
        bool before = i % 2;
        struct chain longer = *chain;
        uint32_t first = (uint32_t)(cluster->pair.gram[before ? chain->pair[0] : choice->pair] >> CODE_BITS);
        uint32_t last = before ? choice->pair : chain->pair[chain->length - 1];
        if (choice->used || first != (cluster->pair.gram[last] & CODE_MASK))
            continue;
        memcpy(longer.pair + before, chain->pair, chain->length * sizeof *chain->pair);
        longer.pair[before ? 0 : chain->length] = choice->pair;
        longer.length++;
        longer.demands = count_chain(cluster, group, &longer);
        if (longer.demands < 2 || 3 * (uint64_t)longer.demands < 2 * (uint64_t)chain->demands)
            continue;
        choice->used = true;
        *chain = longer;
        return true;
    }
    return false;
}

static void write_term(const struct cluster *cluster, const struct chain *chain, struct problem_term *term)
{
    unsigned char *out = (unsigned char *)term->text;
    size_t at = utf8_put((uint32_t)(cluster->pair.gram[chain->pair[0]] >> CODE_BITS), out);
    for (uint32_t i = 0; i < chain->length; i++)
        at += utf8_put((uint32_t)(cluster->pair.gram[chain->pair[i]] & CODE_MASK), out + at);
    term->text[at] = '\0';
    term->demands = chain->demands;
}

/* Finds what the group's demands share. */
static void fill_terms(struct problems *problems, struct problem_group *group)
{
    const struct cluster *cluster = &problems->cluster;
    struct choices choices = {.count = 0};
    choose_pairs(problems, group, &choices);
    for (uint32_t i = 0; i < choices.count && group->terms < PROBLEM_TERMS; i++) {
        struct choice *choice = &choices.choice[i];
        struct chain chain = {.pair = {choice->pair}, .length = 1, .demands = choice->demands};
        if (choice->used)
            continue;
        choice->used = true;
        while (chain.length < PROBLEM_TERM_CHARACTERS - 1 && lengthen(cluster, group, &choices, &chain)) continue;
        write_term(cluster, &chain, &group->term[group->terms++]);
    }
}

enum problem_code problems_next(struct problems *problems, struct problem_group *group)
{
    if (problems->at == problems->groups)
        return PROBLEM_DONE;
    const struct group *found = &problems->group[problems->at++];
    *group = (struct problem_group){.by_text = found->by_text,
                                    .member = problems->member[found->by_text] + found->start,
                                    .members = found->members,
                                    .enterprises = found->enterprises,
                                    .grids = found->grids};
    fill_terms(problems, group);
    return PROBLEM_OK;
}
