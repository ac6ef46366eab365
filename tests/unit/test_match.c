/* The matcher: its stated rules case by case, and a slow search by the same rules as oracle on random texts. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/clause.h"
#include "ext/core/fold.h"
#include "ext/core/match.h"
#include "ext/core/utf8.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* An allocator that counts blocks and fails the n-th allocation (0: none). */
struct ledger {
    int blocks, asked, fail_at;
};

static void *ledger_resize(void *context, void *block, size_t bytes)
{
    struct ledger *ledger = context;
    if (bytes == 0) {
        if (block != NULL)
            ledger->blocks--;
        free(block);
        return NULL;
    }
    if (++ledger->asked == ledger->fail_at)
        return NULL;
    if (block == NULL)
        ledger->blocks++;
    return realloc(block, bytes);
}

static struct ledger ledger;
static const struct memory memory = {ledger_resize, &ledger};

/* The words of resolved clauses that a new store begins with, from the tuples ('kind', 'word') of its SQL. */
static struct clause_words *words;
static struct ledger words_ledger;

static void read_clause_words(void)
{
    static const char *const kind[CLAUSE_KINDS] = {"adversative", "adversative_first", "not_adversative", "settled",
                                                   "opener",      "not_opener",        "lack"};
    static char text[1 << 20];
    struct clause_word list[400];
    size_t count = 0, bad, size;
    FILE *file = fopen("schema/categories.sql", "r");
    ck_assert_msg(file != NULL, "tests run in the top folder");
    size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    for (char *at = strstr(text, "INSERT INTO clause_word"); at != NULL; at = strstr(at, "('")) {
        char *name = at + 2, *end = strchr(name, '\''), *word = end + 4, *word_end = strstr(word, "')");
        char *twice = strstr(word, "''");
        at = name;
        if (strncmp(at - 2, "('", 2) != 0)
            continue;
        for (unsigned k = 0; k < CLAUSE_KINDS; k++) {
            if (strlen(kind[k]) != (size_t)(end - name) || strncmp(kind[k], name, strlen(kind[k])) != 0)
                continue;
            if (twice != NULL && twice < word_end)
                memmove(twice, twice + 1, strlen(twice)), word_end--;
            ck_assert_uint_lt(count, COUNT(list));
            list[count++] = (struct clause_word){(enum clause_kind)k, word, (size_t)(word_end - word)};
        }
    }
    ck_assert_uint_gt(count, 80);
    ck_assert_int_eq(clause_create(list, count, (struct memory){ledger_resize, &words_ledger}, &words,
                                   &bad), CLAUSE_OK);
}

static void free_clause_words(void)
{
    clause_free(words);
    words = NULL;
    ck_assert_int_eq(words_ledger.blocks, 0);
}

static struct match_rule rule(const char *term, uint32_t category, int64_t weight)
{
    return (struct match_rule){term, strlen(term), category, weight};
}

/* Writes a result as `term@start+length ... | category:score ...`, start from 1. */
static void show(const struct match_rule *rules, const struct match_result *result, char *out, size_t size)
{
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < result->hits; i++) {
        const struct match_hit *hit = &result->hit[i];
        at += (size_t)snprintf(out + at, size - at, "%s@%llu+%u ", rules[hit->rule].term,
                               (unsigned long long)hit->start + 1, hit->length);
    }
    at += (size_t)snprintf(out + at, size - at, "|");
    for (size_t i = 0; i < result->scores; i++) {
        at += (size_t)snprintf(out + at, size - at, " %u:%lld", result->score[i].category,
                               (long long)result->score[i].score);
    }
}

static const struct {
    const char *text;
    const char *expected;
} cases[] = {
    {"", "|"},
    {"无关", "|"},
    {"想复工苦于没有口罩", "口罩@8+2 | 0:10"},
    {"口罩，口罩，还是口罩", "口罩@1+2 | 0:10"},            /* once */
    {"民用口罩生产", "口罩生产@3+4 | 1:7"},                 /* the longer hides the shorter */
    {"口罩生产和口罩", "口罩生产@1+4 口罩@6+2 | 0:10 1:7"}, /* but only there */
    {"甲乙丙丁", "甲乙@1+2 | 5:1"},                         /* leftmost wins over longest */
    {"甲乙甲乙戊", "甲乙@1+2 甲乙戊@3+3 | 5:3"},
    {"Ｎ９５口罩", "N95@1+3 口罩@4+2 | 0:15"}, /* folded */
    {"防護服 貸款", "防护服@1+3 贷款@5+2 | 0:12 2:10"},
    {"masks, a loan", "a loan@8+6 | 2:3"}, /* whole words */
    {"a loan.", "a loan@1+6 | 2:3"},
    {"KN95 1N95 N95a", "|"},
    {"xN95口罩", "口罩@5+2 | 0:10"},
    {"税", "税@1+1 | 3:6"}, /* one character */
    {"增值税", "增值税@1+3 | 3:12"},
    {"口罩租金", "口罩@1+2 租金@3+2 租金@3+2 | 4:12 0:5"}, /* one term, two categories; one against */
    {"工人是都回来了，可是建材不好找啊", "建材@11+2 | 7:12"},
    {"工人是都回来了。可是建材不好找啊", "工人@1+2 建材@11+2 | 7:12 6:8"}, /* another sentence */
    {"工人没有都回来，可是建材不好找", "工人@1+2 建材@11+2 | 7:12 6:8"},
    {"缺口罩，工人都回来了，但是缺建材", "口罩@2+2 建材@15+2 | 7:12 0:10"},
    {"工人已经到岗了但建材还没有，工人不够", "建材@9+2 工人@15+2 | 7:12 6:8"},
    {"workers are back, but 建材", "建材@23+2 | 7:12"},
    {"\xFF口罩 \x80\xE5\x8F", "口罩@2+2 | 0:10"}, /* bad bytes are characters */
    {"\xE5\x8F\xA3\xE7\xBD\xA9\x80", "|"},        /* 口罩 with a stray byte: not that character */
};

static const struct match_rule rules[] = {
    {"口罩", 6, 0, 10}, {"口罩生产", 12, 1, 7}, {"甲乙", 6, 5, 1},    {"乙丙丁", 9, 5, 9}, {"甲乙戊", 9, 5, 2},
    {"N95", 3, 0, 5},   {"防护服", 9, 0, 12},   {"贷款", 6, 2, 10},   {"mask", 4, 0, 10},  {"a loan", 6, 2, 3},
    {"loan", 4, 2, 1},  {"税", 3, 3, 6},        {"增值税", 9, 3, 12}, {"租金", 6, 4, 12},  {"租金", 6, 0, -5},
    {"工人", 6, 6, 8},  {"建材", 6, 7, 12},     {"n95", 3, 0, 4},
};

START_TEST(follows_its_rules)
{
    struct match_set *set;
    struct match_result result;
    size_t bad;
    char shown[400];
    ck_assert_int_eq(match_create(rules, COUNT(rules), words, memory, &set, &bad), MATCH_OK);
    for (int again = 0; again < 2; again++) {
        match_run(set, cases[_i].text, strlen(cases[_i].text), &result);
        show(rules, &result, shown, sizeof shown);
        ck_assert_str_eq(shown, cases[_i].expected);
    }
    match_free(set);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

START_TEST(refuses_bad_rules)
{
    char term[MATCH_TERM_MAX * 3 + 8] = "";
    struct match_set *set;
    size_t bad;
    for (int i = 0; i < MATCH_TERM_MAX; i++) strcat(term, "中");
    struct match_rule list[2] = {rule("好", 0, 1), rule(term, 0, 1)};
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_OK);
    match_free(set);
    strcat(term, "a");
    list[1] = rule(term, 0, 1);
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_TERM_LONG);
    ck_assert(set == NULL && bad == 1);
    list[1] = rule("", 0, 1);
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_TERM_EMPTY);
    list[1] = rule("\xE4\xB8", 0, 1);
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_TERM_BROKEN);
    list[1] = (struct match_rule){"a\0b", 3, 0, 1};
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_TERM_BROKEN);
    list[1] = rule("a", 0, MATCH_WEIGHT_MAX + 1);
    ck_assert_int_eq(match_create(list, 2, words, memory, &set, &bad), MATCH_WEIGHT);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

START_TEST(works_without_rules)
{
    struct match_set *set;
    struct match_result result;
    size_t bad;
    ck_assert_int_eq(match_create(NULL, 0, NULL, memory, &set, &bad), MATCH_OK);
    match_run(set, "口罩", 6, &result);
    ck_assert_uint_eq(result.scores + result.hits, 0);
    match_free(set);
    match_free(NULL);
}
END_TEST

START_TEST(survives_every_failed_allocation)
{
    struct match_set *set;
    size_t bad;
    int n = 0;
    enum match_code code;
    do {
        ledger = (struct ledger){.fail_at = ++n};
        code = match_create(rules, COUNT(rules), words, memory, &set, &bad);
        match_free(set);
        ck_assert_int_eq(ledger.blocks, 0);
    } while (code == MATCH_NO_MEMORY);
    ck_assert_int_eq(code, MATCH_OK);
    ck_assert_int_gt(n, 5);
    ledger = (struct ledger){0};
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* A text of few distinct characters, so that terms overlap often. */
static void random_text(uint32_t *state, size_t characters, char *out)
{
    static const char *const piece[] = {"甲", "乙", "丙", "a", "b", " ", "。", "萬", "\x80", "，"};
    out[0] = '\0';
    for (size_t i = 0; i < characters; i++) {
        const char *next = piece[next_random(state) % COUNT(piece)];
        memcpy(out, next, strlen(next) + 1);
        out += strlen(next);
    }
}

static bool is_latin(uint32_t code)
{
    return code < 0x80 && ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z'));
}

static size_t decode(const char *text, size_t bytes, uint32_t *code)
{
    size_t count = 0;
    for (size_t at = 0; at < bytes; count++) {
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code[count]);
        code[count] = fold_code(code[count]);
    }
    return count;
}

static bool stands(const uint32_t *text, size_t count, size_t at, const uint32_t *term, size_t length)
{
    if (length > count - at || memcmp(text + at, term, length * sizeof *text) != 0)
        return false;
    if (is_latin(term[0]) && at > 0 && is_latin(text[at - 1]))
        return false;
    return !(is_latin(term[length - 1]) && at + length < count && is_latin(text[at + length]));
}

enum { ORACLE_RULES = 24 };

/* Scores by the rules in match.h, place by place and term by term; all weights are of different terms. */
static void oracle(const struct match_rule *list, const uint32_t *text, size_t count, int64_t score[4])
{
    bool seen[ORACLE_RULES] = {false};
    memset(score, 0, 4 * sizeof *score);
    for (size_t at = 0; at < count;) {
        size_t longest = 0;
        uint32_t term[MATCH_TERM_MAX], best[MATCH_TERM_MAX];
        for (size_t i = 0; i < ORACLE_RULES; i++) {
            size_t length = decode(list[i].term, list[i].bytes, term);
            if (length <= longest || !stands(text, count, at, term, length))
                continue;
            longest = length;
            memcpy(best, term, sizeof best);
        }
        for (size_t i = 0; longest > 0 && i < ORACLE_RULES; i++) {
            size_t length = decode(list[i].term, list[i].bytes, term);
            if (seen[i] || length != longest || memcmp(term, best, length * sizeof *term) != 0)
                continue;
            score[list[i].category] += list[i].weight;
            seen[i] = true;
        }
        at += longest > 0 ? longest : 1;
    }
}

START_TEST(agrees_with_a_slow_search)
{
    static char text[40000], term[ORACLE_RULES][32];
    static uint32_t code[10000];
    uint32_t state = 42;
    for (int round = 0; round < unit_rounds(400); round++) {
        struct match_rule list[ORACLE_RULES];
        struct match_set *set;
        struct match_result result;
        size_t bad;
        for (uint32_t i = 0; i < ORACLE_RULES; i++) {
            do random_text(&state, 1 + next_random(&state) % 4, term[i]);
            while (strchr(term[i], '\x80') != NULL);
            list[i] = rule(term[i], i % 4, 1 + (int64_t)(next_random(&state) % 1000));
            for (uint32_t j = i % 4; j < i; j += 4) { /* one category, one term: the larger weight is kept */
                if (strcmp(term[i], term[j]) != 0)
                    continue;
                list[i].weight = list[j].weight = 0;
            }
        }
        ck_assert_int_eq(match_create(list, ORACLE_RULES, words, memory, &set, &bad), MATCH_OK);
        for (int texts = 0; texts < 20; texts++) {
            int64_t score[4];
            random_text(&state, texts == 0 ? 9000 : next_random(&state) % 30, text);
            size_t bytes = strlen(text), count = decode(text, bytes, code);
            match_run(set, text, bytes, &result);
            oracle(list, code, count, score);
            for (size_t i = 0; i < result.scores; i++) {
                ck_assert_int_eq(result.score[i].score, score[result.score[i].category]);
                score[result.score[i].category] = 0;
                ck_assert(i == 0 || result.score[i - 1].score >= result.score[i].score);
            }
            for (size_t i = 0; i < 4; i++) ck_assert_int_eq(score[i], 0);
            for (size_t i = 0; i < result.hits; i++) {
                uint32_t found[MATCH_TERM_MAX];
                const struct match_rule *hit = &list[result.hit[i].rule];
                ck_assert_uint_eq(decode(hit->term, hit->bytes, found), result.hit[i].length);
                ck_assert(stands(code, count, result.hit[i].start, found, result.hit[i].length));
            }
        }
        match_free(set);
    }
}
END_TEST

/* Any window boundary: a term and a resolved clause far into a long text are found at their place. */
START_TEST(finds_terms_in_long_text)
{
    static char text[100000];
    static const char filler[] = "天", sentence[] = "工人都回来了，但是建材不好找";
    struct match_set *set;
    struct match_result result;
    size_t bad;
    ck_assert_int_eq(match_create(rules, COUNT(rules), words, memory, &set, &bad), MATCH_OK);
    for (size_t lead = 3990; lead < 4110; lead += getenv("CK_FORK") == NULL ? 1 : 24) {
        size_t at = 0;
        for (size_t i = 0; i < lead; i++, at += 3) memcpy(text + at, filler, 3);
        memcpy(text + at, "。", 3);
        memcpy(text + at + 3, sentence, sizeof sentence);
        match_run(set, text, strlen(text), &result);
        ck_assert_uint_eq(result.hits, 1);
        ck_assert_uint_eq(result.hit[0].start, lead + 1 + 9);
    }
    memset(text, 'x', sizeof text);
    memcpy(text + 50000, " n95 ", 5);
    match_run(set, text, sizeof text, &result);
    ck_assert_uint_eq(result.hits, 1);
    ck_assert_uint_eq(result.hit[0].start, 50001);
    match_free(set);
}
END_TEST

static const struct {
    const char *text;
    const char *marks; /* one digit a character */
} clauses[] = {
    {"工人是都回来了，可是建材不好找啊", "1111111000000000"},
    {"工人是都回来了，建材也好找", "0000000000000"}, /* no adversative */
    {"工人都走了，但是", "00000000"},                /* a loss, and nothing behind */
    {"工人都走了，但是缺钱", "0000000000"},
    {"不但工人都回来了，还招了人", "0000000000000"}, /* 不但 is no adversative */
    {"成都的订单了，但是缺钱", "00000000000"},       /* 成都 is no 都 */
    {"口罩已到位，不过缺建材", "11111000000"},
    {"质量不过关，工人都回来了", "000000000000"},
    {"口罩不缺，缺人，但缺料", "11110000000"},
    {"口罩够用。工人缺，但缺料", "000000000000"}, /* each sentence for itself */
    {"资金已经批下来了但没有放款", "1111111100000"},
    {"the staff are back, however no steel", "111111111111111111000000000000000000"},
    {"butter solved, butter", "000000000000000000000"},
    {"但", "0"},
};

START_TEST(marks_resolved_clauses)
{
    uint32_t code[64];
    uint8_t settled[64] = {0};
    char shown[65] = "";
    size_t count = decode(clauses[_i].text, strlen(clauses[_i].text), code);
    bool any = clause_mark(words, code, count, settled);
    for (size_t i = 0; i < count; i++) shown[i] = settled[i] ? '1' : '0';
    ck_assert_str_eq(shown, clauses[_i].marks);
    ck_assert(any == (strchr(shown, '1') != NULL));
}
END_TEST

START_TEST(refuses_bad_words)
{
    char text[CLAUSE_WORD_MAX + 2];
    struct clause_words *made;
    size_t bad;
    memset(text, 'a', sizeof text);
    struct clause_word list[] = {{CLAUSE_LACK, "缺", 3}, {CLAUSE_LACK, text, CLAUSE_WORD_MAX}};
    ck_assert_int_eq(clause_create(list, 2, memory, &made, &bad), CLAUSE_OK);
    clause_free(made);
    static const struct clause_word wrong[] = {
        {CLAUSE_LACK, "", 0}, {CLAUSE_LACK, "\xE7\xBC", 2}, {CLAUSE_LACK, "a\0b", 3}, {CLAUSE_KINDS, "a", 1}};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        list[1] = wrong[i];
        ck_assert_int_eq(clause_create(list, 2, memory, &made, &bad), CLAUSE_BAD_WORD);
        ck_assert(made == NULL && bad == 1);
    }
    list[1] = (struct clause_word){CLAUSE_LACK, text, CLAUSE_WORD_MAX + 1};
    ck_assert_int_eq(clause_create(list, 2, memory, &made, &bad), CLAUSE_BAD_WORD);
    ledger.asked = 0;
    ledger.fail_at = 1;
    ck_assert_int_eq(clause_create(list, 1, memory, &made, &bad), CLAUSE_NO_MEMORY);
    ledger.fail_at = 0;
    ck_assert_int_eq(clause_create(NULL, 0, memory, &made, &bad), CLAUSE_OK);
    ck_assert(!clause_mark(made, (const uint32_t[]){0x4F46}, 1, (uint8_t[]){0}));
    clause_free(made);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("match");
    TCase *list = tcase_create("match");
    tcase_add_loop_test(list, follows_its_rules, 0, (int)COUNT(cases));
    tcase_add_test(list, refuses_bad_rules);
    tcase_add_test(list, works_without_rules);
    tcase_add_test(list, survives_every_failed_allocation);
    tcase_add_test(list, agrees_with_a_slow_search);
    tcase_add_test(list, finds_terms_in_long_text);
    tcase_add_loop_test(list, marks_resolved_clauses, 0, (int)COUNT(clauses));
    tcase_add_test(list, refuses_bad_words);
    tcase_add_checked_fixture(list, read_clause_words, free_clause_words);
    tcase_set_timeout(list, 60);
    suite_add_tcase(suite, list);
    return suite;
}
