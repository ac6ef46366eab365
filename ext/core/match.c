/*
 * Weighted terms found in one pass.
 *
 * Text is decoded and folded into a window of code points, and in the same pass two characters at a time are looked up
 * in a bitmap of 2^16 bits over a hash of the pair, which says of nearly every place that no term begins there. The
 * others are listed, without a branch. At those an open hash table gives the terms that begin with the pair, longest
 * first, and a comparison decides. Terms of one character are kept under the pair (character, 0); a 0 closes the window,
 * so that its last character has a pair. Two thousand terms cost little more than two hundred, as long as the bitmap is
 * sparse.
 *
 * A long text goes through the window piece by piece, cut behind a sentence where there is one, so that the set's own
 * memory is enough for any text. Counting marks (`seen`, `touched`) hold the number of the run and need no clearing.
 */
#include "match.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "clause.h"
#include "fold.h"
#include "utf8.h"

enum { WINDOW = 4096, BITMAP_BITS = 1 << 16 };

/* A distinct folded term. */
struct term {
    uint32_t code;   /* place of its characters in set->code */
    uint32_t length; /* characters, 1..MATCH_TERM_MAX */
    uint32_t weight; /* place of its first weight in set->weight */
    uint32_t weights;
    uint64_t seen;   /* number of the run that counted it last */
    bool word_start; /* its first character is a Latin letter or a digit */
    bool word_end;
};

/* What a term gives to one category. */
struct weight {
    uint32_t category;
    uint32_t rule;
    int64_t weight;
};

/* Terms that begin with one pair; an empty slot has no terms. */
struct slot {
    uint32_t first, second; /* second is 0 for terms of one character */
    uint32_t term;
    uint32_t terms;
};

struct category {
    uint64_t touched; /* number of the run that scored it last */
    uint32_t place;   /* in set->score */
};

struct match_set {
    struct memory memory;
    const struct clause_words *words;
    uint32_t *code;
    struct term *term;
    struct weight *weight;
    struct slot *slot;
    size_t slots; /* a power of two */
    bool singles; /* there are terms of one character */
    struct category *category;
    struct match_score *score;
    struct match_hit *hit;
    size_t scores, hits;
    uint64_t run;
    uint64_t bitmap[BITMAP_BITS / 64];
    uint32_t window[WINDOW + 1]; /* a 0 behind its characters */
    uint16_t behind[WINDOW + 1]; /* the places behind those where a term may begin, ascending */
    size_t begins;
    uint8_t settled[WINDOW];
};

/* A rule while rules are sorted. */
struct entry {
    const uint32_t *code;
    uint32_t length;
    uint32_t category;
    uint32_t rule;
    int64_t weight;
};

static uint32_t pair_hash(uint32_t first, uint32_t second)
{
    return (first << 14 ^ second) * UINT32_C(0x9E3779B1);
}

/* Bit of the bitmap: the hash's high half, which depends on all bits. */
static uint32_t pair_bit(uint32_t hash)
{
    return hash >> 16;
}

/* Where the search for a pair's slot starts. */
static size_t first_slot(const struct match_set *set, uint32_t hash)
{
    return (hash >> 11 ^ hash >> 22) & (set->slots - 1);
}

static bool is_word(uint32_t code)
{
    bool ascii = (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
    return ascii || (code >= 0xDF && code <= 0x24F && code != 0xF7);
}

/* --- compiling --------------------------------------------------------------------------------------------------- */

/* Allocates count zeroed elements, at least one. */
static void *allocate(struct memory memory, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (count > SIZE_MAX / size)
        return NULL;
    void *block = memory.resize(memory.context, NULL, count * size);
    if (block != NULL)
        memset(block, 0, count * size);
    return block;
}

static void release(struct memory memory, void *block)
{
    memory.resize(memory.context, block, 0);
}

/* Decodes and folds a term to code[0..MATCH_TERM_MAX). */
static enum match_code read_term(const char *term, size_t bytes, uint32_t *code, uint32_t *length)
{
    size_t at = 0, count = 0;
    if (bytes == 0)
        return MATCH_TERM_EMPTY;
    while (at < bytes) {
        uint32_t character;
        if (count == MATCH_TERM_MAX)
            return MATCH_TERM_LONG;
        at += utf8_next((const unsigned char *)term + at, bytes - at, &character);
        if (character == UTF8_BAD || character == 0)
            return MATCH_TERM_BROKEN;
        code[count++] = fold_code(character);
    }
    *length = (uint32_t)count;
    return MATCH_OK;
}

enum match_code match_check_term(const char *term, size_t bytes)
{
    uint32_t code[MATCH_TERM_MAX], length;
    return read_term(term, bytes, code, &length);
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static uint32_t second_of(const uint32_t *code, uint32_t length)
{
    return length > 1 ? code[1] : 0;
}

/* By pair, longest first, then characters, category, largest weight, rule. */
static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = compare_numbers(a->code[0], b->code[0]);
    if (order == 0)
        order = compare_numbers(second_of(a->code, a->length), second_of(b->code, b->length));
    if (order == 0)
        order = compare_numbers(b->length, a->length);
    for (uint32_t i = 2; order == 0 && i < a->length; i++) order = compare_numbers(a->code[i], b->code[i]);
    if (order == 0)
        order = compare_numbers(a->category, b->category);
    if (order == 0)
        order = compare_numbers(b->weight, a->weight);
    return order != 0 ? order : compare_numbers(a->rule, b->rule);
}

static bool same_term(const struct entry *a, const struct entry *b)
{
    return a->length == b->length && memcmp(a->code, b->code, a->length * sizeof *a->code) == 0;
}

/* Enters the run of terms [first, end) that share a pair. */
static void enter_slot(struct match_set *set, uint32_t first, uint32_t end)
{
    const uint32_t *code = set->code + set->term[first].code;
    uint32_t second = second_of(code, set->term[first].length);
    uint32_t hash = pair_hash(code[0], second);
    size_t at = first_slot(set, hash);
    while (set->slot[at].terms > 0) at = (at + 1) & (set->slots - 1);
    set->slot[at] = (struct slot){code[0], second, first, end - first};
    if (second == 0)
        set->singles = true;
    set->bitmap[pair_bit(hash) / 64] |= UINT64_C(1) << pair_bit(hash) % 64;
}

/* Fills terms and weights from the sorted entries, gives the number of terms. */
static uint32_t fill_terms(struct match_set *set, const struct entry *entry, size_t entries)
{
    uint32_t terms = 0, weights = 0;
    for (size_t i = 0; i < entries; i++) {
        bool same = i > 0 && same_term(&entry[i - 1], &entry[i]);
        if (same && entry[i - 1].category == entry[i].category)
            continue;
        if (!same) {
            set->term[terms++] = (struct term){
                .code = (uint32_t)(entry[i].code - set->code),
                .length = entry[i].length,
                .weight = weights,
                .word_start = is_word(entry[i].code[0]),
                .word_end = is_word(entry[i].code[entry[i].length - 1]),
            };
        }
        set->weight[weights++] = (struct weight){entry[i].category, entry[i].rule, entry[i].weight};
        set->term[terms - 1].weights++;
    }
    return terms;
}

static void fill_slots(struct match_set *set, uint32_t terms)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i <= terms; i++) {
        const uint32_t *a = set->code + set->term[first].code, *b = i < terms ? set->code + set->term[i].code : NULL;
        bool same =
            b != NULL && a[0] == b[0] && second_of(a, set->term[first].length) == second_of(b, set->term[i].length);
        if (same)
            continue;
        enter_slot(set, first, i);
        first = i;
    }
}

/* Reads all terms into entries; *bad is the rule at fault. */
static enum match_code read_rules(struct match_set *set, const struct match_rule *rule, size_t rules,
                                  struct entry *entry, size_t *bad)
{
    uint32_t *code = set->code;
    for (size_t i = 0; i < rules; i++) {
        uint32_t text[MATCH_TERM_MAX], length;
        enum match_code status = read_term(rule[i].term, rule[i].bytes, text, &length);
        *bad = i;
        if (status == MATCH_OK && (rule[i].weight > MATCH_WEIGHT_MAX || rule[i].weight < -MATCH_WEIGHT_MAX))
            status = MATCH_WEIGHT;
        if (status != MATCH_OK)
            return status;
        memcpy(code, text, length * sizeof *code);
        entry[i] = (struct entry){code, length, rule[i].category, (uint32_t)i, rule[i].weight};
        code += length;
    }
    return MATCH_OK;
}

/* Allocates the arrays of a set for these rules. */
static bool allocate_arrays(struct match_set *set, const struct match_rule *rule, size_t rules)
{
    size_t codes = 0, categories = 0;
    for (size_t i = 0; i < rules; i++) {
        codes += rule[i].bytes < UTF8_MAX * MATCH_TERM_MAX ? rule[i].bytes : MATCH_TERM_MAX;
        if (rule[i].category >= categories)
            categories = (size_t)rule[i].category + 1;
    }
    set->slots = 8;
    while (set->slots < 2 * rules) set->slots *= 2;
    set->code = allocate(set->memory, codes, sizeof *set->code);
    set->term = allocate(set->memory, rules, sizeof *set->term);
    set->weight = allocate(set->memory, rules, sizeof *set->weight);
    set->slot = allocate(set->memory, set->slots, sizeof *set->slot);
    set->category = allocate(set->memory, categories, sizeof *set->category);
    set->score = allocate(set->memory, categories, sizeof *set->score);
    set->hit = allocate(set->memory, rules, sizeof *set->hit);
    return set->code && set->term && set->weight && set->slot && set->category && set->score && set->hit;
}

enum match_code match_create(const struct match_rule *rule, size_t rules, const struct clause_words *words,
                             struct memory memory, struct match_set **set, size_t *bad)
{
    *set = NULL;
    *bad = 0;
    if (rules > MATCH_RULES_MAX)
        return MATCH_MANY;
    struct match_set *made = allocate(memory, 1, sizeof *made);
    struct entry *entry = allocate(memory, rules, sizeof *entry);
    enum match_code status = MATCH_NO_MEMORY;
    if (made != NULL) {
        made->memory = memory;
        made->words = words;
    }
    if (made == NULL || entry == NULL || !allocate_arrays(made, rule, rules))
        goto end;
    status = read_rules(made, rule, rules, entry, bad);
    if (status != MATCH_OK)
        goto end;
    qsort(entry, rules, sizeof *entry, compare_entries);
    if (rules > 0)
        fill_slots(made, fill_terms(made, entry, rules));
    *set = made;
    made = NULL;
end:
    match_free(made);
    release(memory, entry);
    return status;
}

void match_free(struct match_set *set)
{
    if (set == NULL)
        return;
    struct memory memory = set->memory;
    release(memory, set->code);
    release(memory, set->term);
    release(memory, set->weight);
    release(memory, set->slot);
    release(memory, set->category);
    release(memory, set->score);
    release(memory, set->hit);
    release(memory, set);
}

const char *match_reason(enum match_code code)
{
    static const char *const reason[] = {
        [MATCH_OK] = "ok",
        [MATCH_NO_MEMORY] = "out of memory",
        [MATCH_TERM_EMPTY] = "it is empty",
        [MATCH_TERM_LONG] = "it has more than 64 characters",
        [MATCH_TERM_BROKEN] = "it is not well-formed UTF-8 without NUL",
        [MATCH_WEIGHT] = "its weight is beyond 1000000",
        [MATCH_MANY] = "there are more than 1000000 terms",
    };
    return reason[code];
}

/* --- running ----------------------------------------------------------------------------------------------------- */

/* The part of the text in the window. */
struct view {
    size_t count;     /* characters in the window */
    uint32_t before;  /* the character before them; 0 at the start of the text */
    uint64_t start;   /* number of the first one in the text */
    bool adversative; /* one may stand in the window */
    bool any_settled; /* set->settled is in use */
};

/* Whether the bitmap allows a term that begins with the pair: 1 or 0. */
static size_t may_begin(const struct match_set *set, uint32_t first, uint32_t second)
{
    uint32_t bit = pair_bit(pair_hash(first, second));
    return set->bitmap[bit / 64] >> bit % 64 & 1;
}

/* Whether a term may begin with the pair, or with its first character alone: 1 or 0. */
static inline size_t begins_here(const struct match_set *set, bool singles, uint32_t first, uint32_t second)
{
    size_t may = may_begin(set, first, second);
    return singles ? may | may_begin(set, first, 0) : may;
}

/*
 * Fills the window up from the text, lists where terms may begin and notes whether an adversative may; gives the bytes
 * taken. A place is listed by the one behind it, so that the window's first character is no special case; what the
 * bitmap says of the pair before it is listed as 0, which scan passes over.
 */
static size_t fill_window(struct match_set *set, const unsigned char *text, size_t bytes, struct view *view)
{
    const bool singles = set->singles;
    const uint64_t *firsts = clause_firsts(set->words);
    size_t at = 0, filled = 0, begins = 0;
    uint64_t adversative = 0;
    uint32_t before = 0;
    for (size_t kept = view->count; filled < kept; filled++) {
        uint32_t code = set->window[filled];
        set->behind[begins] = (uint16_t)filled;
        begins += begins_here(set, singles, before, code);
        adversative |= clause_may_be_first(firsts, code);
        before = code;
    }
    for (; at < bytes && filled < WINDOW; filled++) {
        uint32_t code;
        at += utf8_next(text + at, bytes - at, &code);
        code = fold_code(code);
        set->window[filled] = code;
        set->behind[begins] = (uint16_t)filled;
        begins += begins_here(set, singles, before, code);
        adversative |= clause_may_be_first(firsts, code);
        before = code;
    }
    set->window[filled] = 0;
    set->behind[begins] = (uint16_t)filled;
    set->begins = begins + begins_here(set, singles, before, 0);
    view->count = filled;
    view->adversative = adversative != 0;
    return at;
}

static const struct slot *find_slot(const struct match_set *set, uint32_t first, uint32_t second)
{
    size_t at = first_slot(set, pair_hash(first, second));
    for (; set->slot[at].terms > 0; at = (at + 1) & (set->slots - 1)) {
        if (set->slot[at].first == first && set->slot[at].second == second)
            return &set->slot[at];
    }
    return NULL;
}

/* Whether a term whose pair stands at the place does, as whole words where it is Latin. */
static bool term_at(const struct match_set *set, const struct view *view, size_t at, const struct term *term)
{
    size_t end = at + term->length;
    if (end > view->count)
        return false;
    for (uint32_t i = 2; i < term->length; i++) {
        if (set->window[at + i] != set->code[term->code + i])
            return false;
    }
    if (term->word_start && is_word(at > 0 ? set->window[at - 1] : view->before))
        return false;
    return !(term->word_end && is_word(set->window[end]));
}

/* The longest term that begins with the pair and stands at the place; NULL if there is none. */
static struct term *longest_of(struct match_set *set, const struct view *view, size_t at, uint32_t second)
{
    const struct slot *slot = find_slot(set, set->window[at], second);
    for (uint32_t i = 0; slot != NULL && i < slot->terms; i++) {
        if (term_at(set, view, at, &set->term[slot->term + i]))
            return &set->term[slot->term + i];
    }
    return NULL;
}

/* Adds a term's weights to its categories and records them. */
static void count_term(struct match_set *set, struct term *term, uint64_t start)
{
    if (term->seen == set->run)
        return;
    term->seen = set->run;
    for (uint32_t i = term->weight; i < term->weight + term->weights; i++) {
        const struct weight *weight = &set->weight[i];
        struct category *category = &set->category[weight->category];
        if (category->touched != set->run) {
            category->touched = set->run;
            category->place = (uint32_t)set->scores;
            set->score[set->scores++] = (struct match_score){weight->category, 0};
        }
        set->score[category->place].score += weight->weight;
        set->hit[set->hits++] = (struct match_hit){weight->rule, weight->category, weight->weight, start, term->length};
    }
}

/* Looks for terms that begin in [0,end) of the window; gives the place behind the last one, at least end. */
static size_t scan(struct match_set *set, const struct view *view, size_t end)
{
    size_t free = 0;
    for (size_t i = 0; i < set->begins && set->behind[i] <= end; i++) {
        if (set->behind[i] <= free)
            continue;
        size_t at = set->behind[i] - (size_t)1;
        struct term *term = longest_of(set, view, at, set->window[at + 1]);
        if (term == NULL && set->singles)
            term = longest_of(set, view, at, 0);
        if (term == NULL)
            continue;
        if (!view->any_settled || !set->settled[at])
            count_term(set, term, view->start + at);
        free = at + term->length;
    }
    return free > end ? free : end;
}

/* Where to cut a full window: behind its last sentence, else where the longest term still fits behind. */
static size_t cut(const struct match_set *set)
{
    size_t end = WINDOW - MATCH_TERM_MAX;
    for (size_t i = end; i > 0; i--) {
        if (clause_ends_sentence(set->window[i - 1]))
            return i;
    }
    return end;
}

/* Sorts the scores, few as they are, by insertion: highest first, then lowest category. */
static void sort_scores(struct match_score *score, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct match_score moved = score[i];
        size_t at = i;
        for (; at > 0; at--) {
            const struct match_score *before = &score[at - 1];
            bool better = before->score > moved.score;
            if (better || (before->score == moved.score && before->category < moved.category))
                break;
            score[at] = *before;
        }
        score[at] = moved;
    }
}

void match_run(struct match_set *set, const char *text, size_t bytes, struct match_result *result)
{
    struct view view = {0};
    size_t at = 0;
    set->run++;
    set->scores = set->hits = 0;
    for (;;) {
        at += fill_window(set, (const unsigned char *)text + at, bytes - at, &view);
        bool last = at == bytes;
        view.any_settled = view.adversative && clause_mark(set->words, set->window, view.count, set->settled);
        size_t done = scan(set, &view, last ? view.count : cut(set));
        if (last)
            break;
        view.before = set->window[done - 1];
        view.start += done;
        view.count -= done;
        memmove(set->window, set->window + done, view.count * sizeof *set->window);
    }
    sort_scores(set->score, set->scores);
    *result = (struct match_result){set->score, set->scores, set->hit, set->hits};
}
