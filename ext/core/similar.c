/*
 * All pairs of similar texts, exactly.
 *
 * Brute force compares every text with every other. Here grams are numbered by how rare they are and each text's grams
 * are put in that order. Two texts that share enough grams then share one among the first few of each (prefix filter:
 * Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007), so that only these are indexed; where in the texts a
 * shared gram stands bounds what can still be shared (positional filter, PPJoin: Xiao, Wang, Lin, Yu 2008); and a text
 * much shorter than another is not like it. What is left is compared gram by gram. All bounds are worked out in the
 * very arithmetic of gram_similarity, so that rounding loses no pair: a division that rounds correctly never falls when
 * its numerator grows or its denominator shrinks.
 *
 * Texts of the same grams form a class, and classes are joined; a thousand copies of one demand cost one comparison.
 * Nothing is drawn by chance, and the result does not depend on the order in which pairs are found.
 */
#include "similar.h"

#include <stdlib.h>
#include <string.h>

#include "gram.h"
#include "gram_table.h"

#define DEAD UINT32_MAX

/* One distinct set of grams, as numbers of grams from the rarest on. */
struct class
{
    uint32_t token; /* place of its first in join->token */
    uint32_t size;
    uint32_t first; /* lowest text of the class */
};

struct neighbour {
    uint32_t class;
    uint32_t shared;
};

struct found {
    uint32_t a, b; /* classes */
    uint32_t shared;
};

struct match {
    uint32_t text;
    double similarity;
};

struct similar {
    struct memory memory;
    uint64_t *gram; /* all grams of all texts, until the run */
    size_t grams, gram_room;
    uint32_t *start; /* of each text in gram and token, and their end */
    size_t texts, text_room;
    uint32_t *token;
    uint32_t tokens;    /* distinct grams */
    uint32_t *class_of; /* each text's */
    struct class *class;
    uint32_t classes;
    uint32_t *member_start, *member; /* texts of each class, ascending */
    struct found *found;
    size_t founds, found_room;
    size_t *neighbour_start;
    struct neighbour *neighbour;
    size_t at; /* the iteration: next text, and the matches of the one before */
    struct match *match;
    size_t matches, match_room, next;
};

/* --- memory -------------------------------------------------------------------------------------------------------- */

static void release(struct memory memory, void *block)
{
    memory.resize(memory.context, block, 0);
}

struct similar *similar_create(struct memory memory)
{
    struct similar *join = gram_allocate(memory, 1, sizeof *join);
    if (join != NULL)
        join->memory = memory;
    return join;
}

void similar_free(struct similar *join)
{
    if (join == NULL)
        return;
    struct memory memory = join->memory;
    release(memory, join->gram);
    release(memory, join->start);
    release(memory, join->token);
    release(memory, join->class_of);
    release(memory, join->class);
    release(memory, join->member_start);
    release(memory, join->member);
    release(memory, join->found);
    release(memory, join->neighbour_start);
    release(memory, join->neighbour);
    release(memory, join->match);
    release(memory, join);
}

enum similar_code similar_add(struct similar *join, const char *text, size_t bytes)
{
    if (bytes > UINT32_MAX || join->grams + GRAM_ROOM(bytes) > UINT32_MAX)
        return SIMILAR_MANY;
    if (!gram_reserve(join->memory, &join->gram, &join->gram_room, join->grams + GRAM_ROOM(bytes),
                      sizeof *join->gram) ||
        !gram_reserve(join->memory, &join->start, &join->text_room, join->texts + 2, sizeof *join->start))
        return SIMILAR_NO_MEMORY;
    join->start[join->texts++] = (uint32_t)join->grams;
    join->grams += gram_set(text, bytes, join->gram + join->grams);
    join->start[join->texts] = (uint32_t)join->grams;
    return SIMILAR_OK;
}

/* --- numbering grams, the rarest first ----------------------------------------------------------------------------- */

/* Turns counts into ranks: 0 for the rarest gram, among equally rare ones the one that appeared first. */
static bool rank_by_count(struct similar *join, uint32_t *count, uint32_t grams)
{
    uint32_t *from = gram_allocate(join->memory, join->texts + 2, sizeof *from);
    if (from == NULL)
        return false;
    for (uint32_t i = 0; i < grams; i++) from[count[i] + 1]++;
    for (size_t i = 1; i < join->texts + 2; i++) from[i] += from[i - 1];
    for (uint32_t i = 0; i < grams; i++) count[i] = from[count[i]]++;
    release(join->memory, from);
    return true;
}

/* Makes join->token of join->gram, which it frees; a text's tokens are not in order yet. */
static bool number_grams(struct similar *join)
{
    struct gram_table table = {.memory = join->memory};
    join->token = gram_allocate(join->memory, join->grams, sizeof *join->token);
    bool done = join->token != NULL;
    for (size_t i = 0; done && i < join->grams; i++) done = gram_table_count(&table, join->gram[i], &join->token[i]);
    done = done && rank_by_count(join, table.count, table.grams);
    for (size_t i = 0; done && i < join->grams; i++) join->token[i] = table.count[join->token[i]];
    join->tokens = table.grams;
    gram_table_clear(&table);
    release(join->memory, join->gram);
    join->gram = NULL;
    return done;
}

/*
 * Puts every text's tokens in ascending order, all texts at once: texts are listed by token, and the lists gone through
 * from token 0 on.
 */
static bool sort_tokens(struct similar *join)
{
    uint32_t *from = gram_allocate(join->memory, (size_t)join->tokens + 1, sizeof *from);
    uint32_t *text = gram_allocate(join->memory, join->grams, sizeof *text);
    uint32_t *fill = gram_allocate(join->memory, join->texts, sizeof *fill);
    bool done = from != NULL && text != NULL && fill != NULL;
    for (size_t i = 0; done && i < join->grams; i++) from[join->token[i] + 1]++;
    for (uint32_t i = 0; done && i < join->tokens; i++) from[i + 1] += from[i];
    for (uint32_t i = 0; done && i < join->texts; i++) {
        for (uint32_t j = join->start[i]; j < join->start[i + 1]; j++) text[from[join->token[j]]++] = i;
        fill[i] = join->start[i];
    }
    /* from[token] is now the end of the token's list. */
    for (uint32_t token = 0, at = 0; done && token < join->tokens; token++) {
        for (; at < from[token]; at++) join->token[fill[text[at]]++] = token;
    }
    release(join->memory, from);
    release(join->memory, text);
    release(join->memory, fill);
    return done;
}

/* --- classes ------------------------------------------------------------------------------------------------------- */

static uint64_t tokens_hash(const uint32_t *token, uint32_t size)
{
    uint64_t hash = size;
    for (uint32_t i = 0; i < size; i++) hash = (hash ^ token[i]) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
    return hash ^ hash >> 32;
}

static bool same_tokens(const struct similar *join, const struct class *class, const uint32_t *token, uint32_t size)
{
    return class->size == size && memcmp(join->token + class->token, token, size * sizeof *token) == 0;
}

/* Sorts texts into classes of the same tokens; classes are in the order of their first texts. */
static bool make_classes(struct similar *join)
{
    size_t slots = 16;
    while (slots < 2 * join->texts) slots *= 2;
    uint32_t *slot = gram_allocate(join->memory, slots, sizeof *slot); /* class + 1 */
    join->class_of = gram_allocate(join->memory, join->texts, sizeof *join->class_of);
    join->class = gram_allocate(join->memory, join->texts, sizeof *join->class);
    bool done = slot != NULL && join->class_of != NULL && join->class != NULL;
    for (uint32_t i = 0; done && i < join->texts; i++) {
        uint32_t size = join->start[i + 1] - join->start[i];
        const uint32_t *token = join->token + join->start[i];
        size_t at = (size_t)tokens_hash(token, size) & (slots - 1);
        while (slot[at] != 0 && !same_tokens(join, &join->class[slot[at] - 1], token, size))
            at = (at + 1) & (slots - 1);
        if (slot[at] == 0) {
            join->class[join->classes] = (struct class){join->start[i], size, i};
            slot[at] = ++join->classes;
        }
        join->class_of[i] = slot[at] - 1;
    }
    release(join->memory, slot);
    return done;
}

static bool list_members(struct similar *join)
{
    join->member_start = gram_allocate(join->memory, (size_t)join->classes + 2, sizeof *join->member_start);
    join->member = gram_allocate(join->memory, join->texts, sizeof *join->member);
    if (join->member_start == NULL || join->member == NULL)
        return false;
    uint32_t *from = join->member_start;
    for (size_t i = 0; i < join->texts; i++) from[join->class_of[i] + 2]++;
    for (uint32_t i = 1; i < join->classes + 2; i++) from[i] += from[i - 1];
    for (uint32_t i = 0; i < join->texts; i++) join->member[from[join->class_of[i] + 1]++] = i;
    return true;
}

/* --- the join ------------------------------------------------------------------------------------------------------ */

/* Where a token stands in a class that has it among its first ones. */
struct posting {
    uint32_t class; /* in the order of size */
    uint32_t place;
};

/* What a class shares with the one that is being probed, as far as it was seen. */
struct candidate {
    uint32_t shared; /* 0 not met yet; DEAD cannot share enough */
    uint32_t needed;
};

struct run {
    struct similar *join;
    double threshold;
    uint32_t *order;         /* classes, the smallest first */
    uint32_t *from, *to;     /* of each token's postings: the first that is still long enough, and the end */
    struct posting *posting; /* room for each token's list is set apart beforehand */
    struct candidate *candidate;
    uint32_t *met; /* candidates of this probe */
    uint32_t mets;
};

/* Least number of grams that sets of a and b must share for the threshold; more than the smaller has if none will do. */
static uint32_t needed_of(double threshold, uint32_t a, uint32_t b)
{
    double sum = (double)a + (double)b;
    double guess = threshold / (1 + threshold) * sum - 1;
    uint32_t needed = guess < 1 ? 1 : (uint32_t)guess;
    while ((double)needed / (sum - (double)needed) < threshold) needed++;
    return needed;
}

/* How many of a set's first tokens are indexed, for sets of the same size or larger to find. */
static uint32_t indexed_of(double threshold, uint32_t size)
{
    return size - needed_of(threshold, size, size) + 1;
}

static bool order_by_size(struct run *run)
{
    const struct similar *join = run->join;
    uint32_t most = 0;
    for (uint32_t i = 0; i < join->classes; i++) most = join->class[i].size > most ? join->class[i].size : most;
    uint32_t *from = gram_allocate(join->memory, (size_t)most + 2, sizeof *from);
    if (from == NULL)
        return false;
    for (uint32_t i = 0; i < join->classes; i++) from[join->class[i].size + 1]++;
    for (uint32_t i = 1; i < most + 2; i++) from[i] += from[i - 1];
    for (uint32_t i = 0; i < join->classes; i++) run->order[from[join->class[i].size]++] = i;
    release(join->memory, from);
    return true;
}

/* Allocates what the run needs and sets each token's list apart. */
static bool run_begin(struct run *run)
{
    struct similar *join = run->join;
    struct memory memory = join->memory;
    size_t postings = 0;
    run->order = gram_allocate(memory, join->classes, sizeof *run->order);
    run->candidate = gram_allocate(memory, join->classes, sizeof *run->candidate);
    run->met = gram_allocate(memory, join->classes, sizeof *run->met);
    run->from = gram_allocate(memory, (size_t)join->tokens + 1, sizeof *run->from);
    run->to = gram_allocate(memory, join->tokens, sizeof *run->to);
    if (!run->order || !run->candidate || !run->met || !run->from || !run->to || !order_by_size(run))
        return false;
    for (uint32_t i = 0; i < join->classes; i++) {
        uint32_t indexed = indexed_of(run->threshold, join->class[i].size);
        for (uint32_t j = 0; j < indexed; j++) run->from[join->token[join->class[i].token + j] + 1]++;
        postings += indexed;
    }
    for (uint32_t i = 0; i < join->tokens; i++) run->from[i + 1] += run->from[i];
    memcpy(run->to, run->from, join->tokens * sizeof *run->to);
    run->posting = gram_allocate(memory, postings, sizeof *run->posting);
    return run->posting != NULL;
}

static void run_end(struct run *run)
{
    struct memory memory = run->join->memory;
    release(memory, run->order);
    release(memory, run->candidate);
    release(memory, run->met);
    release(memory, run->from);
    release(memory, run->to);
    release(memory, run->posting);
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Meets the classes that have token `place` of x among their first ones. */
static void probe_token(struct run *run, const struct class *x, uint32_t place, uint32_t least)
{
    const struct similar *join = run->join;
    uint32_t token = join->token[x->token + place];
    uint32_t end = run->to[token];
    while (run->from[token] < end && join->class[run->order[run->posting[run->from[token]].class]].size < least)
        run->from[token]++;
    for (uint32_t i = run->from[token]; i < end; i++) {
        struct posting posting = run->posting[i];
        struct candidate *candidate = &run->candidate[posting.class];
        uint32_t size = join->class[run->order[posting.class]].size;
        if (candidate->shared == DEAD)
            continue;
        if (candidate->shared == 0) {
            candidate->needed = needed_of(run->threshold, x->size, size);
            run->met[run->mets++] = posting.class;
        }
        candidate->shared++;
        if (candidate->shared + smaller(x->size - place - 1, size - posting.place - 1) < candidate->needed)
            candidate->shared = DEAD;
    }
}

/* How many tokens two classes share, or less than needed as soon as it is clear that they do not share that many. */
static uint32_t shared_of(const struct similar *join, const struct class *a, const struct class *b, uint32_t needed)
{
    const uint32_t *x = join->token + a->token, *y = join->token + b->token;
    uint32_t shared = 0, i = 0, j = 0;
    while (i < a->size && j < b->size) {
        uint32_t left = x[i], right = y[j];
        shared += left == right;
        i += left <= right;
        j += right <= left;
        if (shared + smaller(a->size - i, b->size - j) < needed)
            break;
    }
    return shared;
}

/* Compares x with the classes met and keeps the pairs that are similar enough. */
static bool settle(struct run *run, uint32_t class)
{
    struct similar *join = run->join;
    for (uint32_t i = 0; i < run->mets; i++) {
        struct candidate *candidate = &run->candidate[run->met[i]];
        uint32_t other = run->order[run->met[i]];
        bool alive = candidate->shared != DEAD;
        candidate->shared = 0;
        if (!alive)
            continue;
        uint32_t shared = shared_of(join, &join->class[class], &join -> class[other], candidate -> needed);
        if (shared < candidate->needed)
            continue;
        if (!gram_reserve(join->memory, &join->found, &join->found_room, join->founds + 1, sizeof *join->found))
            return false;
        join->found[join->founds++] = (struct found){class, other, shared};
    }
    run->mets = 0;
    return true;
}

static bool join_classes(struct run *run)
{
    const struct similar *join = run->join;
    bool done = run_begin(run);
    for (uint32_t k = 0; done && k < join->classes; k++) {
        const struct class *x = &join->class[run->order[k]];
        uint32_t least = (uint32_t)gram_least(run->threshold, x->size);
        uint32_t probed = x->size - least + 1, indexed = indexed_of(run->threshold, x->size);
        for (uint32_t i = 0; i < probed; i++) probe_token(run, x, i, least);
        done = settle(run, run->order[k]);
        for (uint32_t i = 0; i < indexed; i++)
            run->posting[run->to[join->token[x->token + i]]++] = (struct posting){k, i};
    }
    run_end(run);
    return done;
}

/* Lists each class's neighbours by the pairs found. */
static bool list_neighbours(struct similar *join)
{
    join->neighbour_start = gram_allocate(join->memory, (size_t)join->classes + 2, sizeof *join->neighbour_start);
    join->neighbour = gram_allocate(join->memory, 2 * join->founds, sizeof *join->neighbour);
    if (join->neighbour_start == NULL || join->neighbour == NULL)
        return false;
    size_t *from = join->neighbour_start;
    for (size_t i = 0; i < join->founds; i++) {
        from[join->found[i].a + 2]++;
        from[join->found[i].b + 2]++;
    }
    for (uint32_t i = 1; i < join->classes + 2; i++) from[i] += from[i - 1];
    for (size_t i = 0; i < join->founds; i++) {
        struct found found = join->found[i];
        join->neighbour[from[found.a + 1]++] = (struct neighbour){found.b, found.shared};
        join->neighbour[from[found.b + 1]++] = (struct neighbour){found.a, found.shared};
    }
    return true;
}

enum similar_code similar_run(struct similar *join, double threshold)
{
    struct run run = {.join = join, .threshold = threshold};
    bool done = number_grams(join) && sort_tokens(join) && make_classes(join) && list_members(join) &&
                join_classes(&run) && list_neighbours(join);
    return done ? SIMILAR_OK : SIMILAR_NO_MEMORY;
}

/* --- what was found ------------------------------------------------------------------------------------------------ */

/* Adds the texts of a class that come behind `text` to the matches. */
static bool add_members(struct similar *join, uint32_t class, uint32_t text, double similarity)
{
    for (uint32_t i = join->member_start[class + 1]; i > join->member_start[class]; i--) {
        if (join->member[i - 1] <= text)
            break;
        if (!gram_reserve(join->memory, &join->match, &join->match_room, join->matches + 1, sizeof *join->match))
            return false;
        join->match[join->matches++] = (struct match){join->member[i - 1], similarity};
    }
    return true;
}

static int compare_matches(const void *left, const void *right)
{
    const struct match *a = left, *b = right;
    return (a->text > b->text) - (a->text < b->text);
}

/* Fills the matches of a text with the texts behind it that it is similar to. */
static bool fill_matches(struct similar *join, uint32_t text)
{
    uint32_t class = join->class_of[text];
    size_t end = join->neighbour_start[class + 1];
    join->matches = join->next = 0;
    bool done = add_members(join, class, text, 1);
    for (size_t i = join->neighbour_start[class]; done && i < end; i++) {
        struct neighbour neighbour = join->neighbour[i];
        double similarity =
            gram_similarity(join->class[class].size, join->class[neighbour.class].size, neighbour.shared);
        done = add_members(join, neighbour.class, text, similarity);
    }
    if (done && join->matches > 1)
        qsort(join->match, join->matches, sizeof *join->match, compare_matches);
    return done;
}

enum similar_code similar_next(struct similar *join, struct similar_pair *pair)
{
    while (join->next == join->matches) {
        if (join->at == join->texts)
            return SIMILAR_DONE;
        if (!fill_matches(join, (uint32_t)join->at))
            return SIMILAR_NO_MEMORY;
        join->at++;
    }
    struct match match = join->match[join->next++];
    *pair = (struct similar_pair){(uint32_t)join->at - 1, match.text, match.similarity};
    return SIMILAR_OK;
}

/* The first of the texts joined to `text` so far; shortens the way there. */
static uint32_t group_of(uint32_t *group, uint32_t text)
{
    while (group[text] != text) {
        group[text] = group[group[text]];
        text = group[text];
    }
    return text;
}

void similar_groups(const struct similar *join, uint32_t *group)
{
    for (size_t i = 0; i < join->texts; i++) group[i] = join->class[join->class_of[i]].first;
    for (size_t i = 0; i < join->founds; i++) {
        uint32_t a = group_of(group, join->class[join->found[i].a].first);
        uint32_t b = group_of(group, join->class[join->found[i].b].first);
        group[a > b ? a : b] = smaller(a, b);
    }
    for (uint32_t i = 0; i < join->texts; i++) group[i] = group_of(group, i);
}
