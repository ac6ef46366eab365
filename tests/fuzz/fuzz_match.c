/*
 * The matcher on any terms, any words of resolved clauses and any text. Input: lines up to an empty one, then the text.
 * A line is a rule (first byte: category by its low bits, weight by its distance from '@'), or after a byte from 0xF0 on
 * a word of clauses (kind by its low bits). What must hold: every hit lies in the text, folds to its term and stands in
 * order; no two overlap unless they are one place; scores are the sums of their hits and sorted; a second run gives the
 * same.
 */
#include <string.h>

#include "ext/core/clause.h"
#include "ext/core/fold.h"
#include "ext/core/match.h"
#include "ext/core/utf8.h"
#include "fuzz.h"

enum { RULES_MAX = 64 };

/* Splits the input's head into rules; gives where the text begins. */
static size_t read_rules(const uint8_t *data, size_t size, struct match_rule *rule, size_t *rules,
                         struct clause_word *word, size_t *words)
{
    size_t at = 0;
    *rules = *words = 0;
    while (at < size && *rules < RULES_MAX && *words < RULES_MAX) {
        const uint8_t *end = memchr(data + at, '\n', size - at);
        size_t line = end == NULL ? size - at : (size_t)(end - (data + at));
        if (line == 0)
            return at + 1;
        uint8_t head = data[at];
        if (head >= 0xF0)
            word[(*words)++] = (struct clause_word){head & 7u, (const char *)data + at + 1, line - 1};
        else
            rule[(*rules)++] = (struct match_rule){(const char *)data + at + 1, line - 1, head & 7u, (int64_t)head - 0x40};
        at += line + (end != NULL);
    }
    return at;
}

/* Byte offset of a character. */
static size_t offset(const uint8_t *text, size_t bytes, uint64_t character)
{
    size_t at = 0;
    uint32_t code;
    for (; character > 0 && at < bytes; character--) at += utf8_next(text + at, bytes - at, &code);
    FUZZ_CHECK(character == 0);
    return at;
}

/* The hit's characters fold to the rule's. */
static void check_hit(const struct match_hit *hit, const struct match_rule *rule, const uint8_t *text, size_t bytes)
{
    size_t at = offset(text, bytes, hit->start), in_term = 0;
    for (uint32_t i = 0; i < hit->length; i++) {
        uint32_t code, term;
        FUZZ_CHECK(at < bytes && in_term < rule->bytes);
        at += utf8_next(text + at, bytes - at, &code);
        in_term += utf8_next((const unsigned char *)rule->term + in_term, rule->bytes - in_term, &term);
        FUZZ_CHECK(fold_code(code) == fold_code(term));
    }
    FUZZ_CHECK(in_term == rule->bytes);
}

static void check_result(const struct match_result *result, const struct match_rule *rule, const uint8_t *text,
                         size_t bytes)
{
    int64_t sum[8] = {0};
    for (size_t i = 0; i < result->hits; i++) {
        const struct match_hit *hit = &result->hit[i], *before = i > 0 ? hit - 1 : NULL;
        check_hit(hit, &rule[hit->rule], text, bytes);
        FUZZ_CHECK(hit->category == rule[hit->rule].category && hit->weight == rule[hit->rule].weight);
        FUZZ_CHECK(before == NULL || hit->start == before->start || hit->start >= before->start + before->length);
        sum[hit->category] += hit->weight;
    }
    for (size_t i = 0; i < result->scores; i++) {
        FUZZ_CHECK(result->score[i].score == sum[result->score[i].category]);
        FUZZ_CHECK(i == 0 || result->score[i - 1].score >= result->score[i].score);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct match_rule rule[RULES_MAX];
    struct match_result result;
    struct match_set *set;
    struct clause_word word[RULES_MAX];
    struct clause_words *clauses;
    struct memory memory = {fuzz_resize, NULL};
    size_t rules, words, bad, start = read_rules(data, size, rule, &rules, word, &words);
    if (clause_create(word, words, memory, &clauses, &bad) != CLAUSE_OK) {
        FUZZ_CHECK(clauses == NULL && bad < words);
        return 0;
    }
    if (match_create(rule, rules, clauses, memory, &set, &bad) != MATCH_OK) {
        FUZZ_CHECK(set == NULL && bad < rules);
        clause_free(clauses);
        return 0;
    }
    match_run(set, (const char *)data + start, size - start, &result);
    check_result(&result, rule, data + start, size - start);
    size_t hits = result.hits, scores = result.scores;
    match_run(set, (const char *)data + start, size - start, &result);
    FUZZ_CHECK(result.hits == hits && result.scores == scores);
    match_free(set);
    clause_free(clauses);
    return 0;
}
