/*
 * The matcher on any terms and any text. Input: rules, one a line (first byte: category by its low bits, weight by its
 * sign), an empty line, then the text. What must hold: every hit lies in the text, folds to its term and stands in
 * order; no two overlap unless they are one place; scores are the sums of their hits and sorted; a second run gives the
 * same.
 */
#include <string.h>

#include "ext/core/fold.h"
#include "ext/core/match.h"
#include "ext/core/utf8.h"
#include "fuzz.h"

enum { RULES_MAX = 64 };

/* Splits the input's head into rules; gives where the text begins. */
static size_t read_rules(const uint8_t *data, size_t size, struct match_rule *rule, size_t *rules)
{
    size_t at = 0;
    *rules = 0;
    while (at < size && *rules < RULES_MAX) {
        const uint8_t *end = memchr(data + at, '\n', size - at);
        size_t line = end == NULL ? size - at : (size_t)(end - (data + at));
        if (line == 0)
            return at + 1;
        uint8_t head = data[at];
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
    size_t rules, bad, start = read_rules(data, size, rule, &rules);
    if (match_create(rule, rules, (struct memory){fuzz_resize, NULL}, &set, &bad) != MATCH_OK) {
        FUZZ_CHECK(set == NULL && bad < rules);
        return 0;
    }
    match_run(set, (const char *)data + start, size - start, &result);
    check_result(&result, rule, data + start, size - start);
    size_t hits = result.hits, scores = result.scores;
    match_run(set, (const char *)data + start, size - start, &result);
    FUZZ_CHECK(result.hits == hits && result.scores == scores);
    match_free(set);
    return 0;
}
