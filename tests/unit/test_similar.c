/* Grams and the similarity join: known figures, the join against brute force, and memory that runs out. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/gram.h"
#include "ext/core/similar.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* An allocator that fails from its `left`-th allocation on, and counts what is alive. */
struct budget {
    long left;
    long alive;
};

static void *resize(void *context, void *block, size_t bytes)
{
    struct budget *budget = context;
    if (bytes == 0) {
        budget->alive -= block != NULL;
        free(block);
        return NULL;
    }
    if (budget->left-- <= 0)
        return NULL;
    budget->alive += block == NULL;
    return realloc(block, bytes);
}

static double similarity(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
    uint64_t *x = malloc(GRAM_ROOM(a_bytes) * sizeof *x), *y = malloc(GRAM_ROOM(b_bytes) * sizeof *y);
    size_t n = gram_set(a, a_bytes, x), m = gram_set(b, b_bytes, y);
    double result = gram_similarity(n, m, gram_shared(x, n, y, m));
    free(x);
    free(y);
    return result;
}

static const struct {
    const char *a, *b;
    double expected;
} known[] = {
    {"", "", 1},
    {"", " \t\u3000", 1}, /* white space is left out */
    {"", "口", 0},
    {"口", "口", 1},
    {"口罩", "口罩", 1},
    {"口罩", "罩口", 0},
    {"口罩", "口罩不", 0},
    {"口", "口\x01", 0},
    {"口罩不足", "口罩 不足", 1},
    {"Ｎ９５口罩", "n95口罩", 1},
    {"企業復工", "企业复工", 1},
    {"口罩不足", "口罩不够", 1.0 / 3},
    {"aaaa", "aaa", 1}, /* a set: how often a gram stands there does not count */
    {"abcd", "bcda", 1.0 / 3},
    {"员工就餐是否分开", "员工用餐采取什么形式", 0}, /* one problem, not one text */
    {"想再申请一些应急物资", "想再申请一些应急的物资", 6.0 / 11},
    {"ab\xFFz", "ab\xFEz", 0}, /* no UTF-8: each by its byte */
    {"\xFF\xFF\xFF", "\xFE\xFE\xFE", 0},
    {"\xFF\xFF\xFF", "\xFF\xFF\xFF", 1},
    {"ab\xFFz", "abcz", 0},
};

START_TEST(known_similarities)
{
    const char *a = known[_i].a, *b = known[_i].b;
    ck_assert_double_eq(similarity(a, strlen(a), b, strlen(b)), known[_i].expected);
    ck_assert_double_eq(similarity(b, strlen(b), a, strlen(a)), known[_i].expected);
}
END_TEST

START_TEST(nul_is_a_character)
{
    ck_assert_double_eq(similarity("a\0b", 3, "ab", 2), 0);
    ck_assert_double_eq(similarity("\0\0", 2, "\0", 1), 0);
    ck_assert_double_eq(similarity("\0\0\0", 3, "\0\0\0\0", 4), 1);
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static int compare_grams(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

START_TEST(sorts_any_text)
{
    uint32_t state = (uint32_t)_i + 1;
    size_t bytes = 3000;
    char *text = malloc(bytes);
    uint64_t *gram = malloc(GRAM_ROOM(bytes) * sizeof *gram), *slow = malloc(GRAM_ROOM(bytes) * sizeof *slow);
    for (size_t i = 0; i < bytes; i++) text[i] = (char)(_i % 2 ? next_random(&state) : 'a' + next_random(&state) % 3);
    size_t count = gram_set(text, bytes, gram), distinct = 0;
    memcpy(slow, gram, count * sizeof *slow);
    qsort(slow, count, sizeof *slow, compare_grams);
    for (size_t i = 0; i < count; i++) distinct += i == 0 || slow[i] != slow[i - 1];
    ck_assert_uint_eq(distinct, count);
    ck_assert_int_eq(memcmp(slow, gram, count * sizeof *slow), 0);
    if (_i % 2 == 0)
        ck_assert_uint_eq(count, 27);
    free(text);
    free(gram);
    free(slow);
}
END_TEST

/* Texts that are like one another: letters of a small alphabet, many made by changing an earlier one. */
struct texts {
    char text[160][40];
    int count;
};

static void make_texts(struct texts *texts, uint32_t *state)
{
    texts->count = 1 + (int)(next_random(state) % COUNT(texts->text));
    uint32_t letters = 2 + next_random(state) % 12;
    for (int i = 0; i < texts->count; i++) {
        char *text = texts->text[i];
        uint32_t length = next_random(state) % 36;
        bool changed = i > 0 && next_random(state) % 3 > 0;
        if (changed)
            memcpy(text, texts->text[next_random(state) % (uint32_t)i], sizeof texts->text[i]);
        for (uint32_t j = 0; !changed && j < length; j++) text[j] = (char)('a' + next_random(state) % letters);
        if (!changed)
            text[length] = '\0';
        for (uint32_t edits = changed ? next_random(state) % 4 : 0; edits > 0 && text[0]; edits--)
            text[next_random(state) % strlen(text)] = (char)('a' + next_random(state) % letters);
    }
}

static const double thresholds[] = {1, .9, 2.0 / 3, .5, 1.0 / 3, .3, .25, .1, .001};

/* Every pair that brute force finds comes, in its order, with its number, and no other. */
START_TEST(join_is_brute_force)
{
    static struct texts texts;
    uint32_t state = (uint32_t)_i * 7919 + 1;
    for (int round = 0; round < unit_rounds(60); round++) {
        struct budget budget = {1L << 40, 0};
        struct similar *join = similar_create((struct memory){resize, &budget});
        struct similar_pair pair;
        make_texts(&texts, &state);
        for (int i = 0; i < texts.count; i++)
            ck_assert_int_eq(similar_add(join, texts.text[i], strlen(texts.text[i])), SIMILAR_OK);
        ck_assert_int_eq(similar_run(join, thresholds[_i]), SIMILAR_OK);
        for (uint32_t a = 0; a < (uint32_t)texts.count; a++) {
            for (uint32_t b = a + 1; b < (uint32_t)texts.count; b++) {
                const char *x = texts.text[a], *y = texts.text[b];
                double expected = similarity(x, strlen(x), y, strlen(y));
                if (expected < thresholds[_i])
                    continue;
                ck_assert_int_eq(similar_next(join, &pair), SIMILAR_OK);
                ck_assert_uint_eq(pair.a, a);
                ck_assert_uint_eq(pair.b, b);
                ck_assert_double_eq(pair.similarity, expected);
            }
        }
        ck_assert_int_eq(similar_next(join, &pair), SIMILAR_DONE);
        similar_free(join);
        ck_assert_int_eq(budget.alive, 0);
    }
}
END_TEST

START_TEST(groups_are_connected_texts)
{
    static const char *const text[] = {"口罩不足一万只", "通行证怎么办", "口罩不足一万五", "贷款",
                                       "口罩不足五万五", "通行证怎么办", "贷款",           "物资不足五万五"};
    static const uint32_t expected[] = {0, 1, 0, 3, 0, 1, 3, 0};
    struct budget budget = {1L << 40, 0};
    struct similar *join = similar_create((struct memory){resize, &budget});
    uint32_t group[COUNT(text)];
    for (size_t i = 0; i < COUNT(text); i++) similar_add(join, text[i], strlen(text[i]));
    ck_assert_int_eq(similar_run(join, .25), SIMILAR_OK);
    similar_groups(join, group);
    for (size_t i = 0; i < COUNT(text); i++) ck_assert_uint_eq(group[i], expected[i]);
    similar_free(join);
}
END_TEST

/* Sets that are similar have a mark in common, whatever lower threshold the other's were made for. */
START_TEST(similar_sets_share_a_mark)
{
    static struct texts texts;
    uint32_t state = (uint32_t)_i * 104729 + 5, met = 0;
    for (int round = 0; round < unit_rounds(20); round++) {
        make_texts(&texts, &state);
        for (int i = 0; i < 2000; i++) {
            const char *a = texts.text[next_random(&state) % (uint32_t)texts.count];
            const char *b = texts.text[next_random(&state) % (uint32_t)texts.count];
            double threshold = thresholds[_i], alike = similarity(a, strlen(a), b, strlen(b));
            uint64_t x[40], y[40];
            uint32_t p[40], q[40];
            size_t n = gram_set(a, strlen(a), x), m = gram_set(b, strlen(b), y);
            if (alike < threshold)
                continue;
            ck_assert_uint_ge(m, gram_least(threshold, n));
            ck_assert_uint_le(m, gram_most(threshold, n));
            size_t ps = gram_marks(x, n, alike, p), qs = gram_marks(y, m, threshold, q);
            bool common = false;
            for (size_t j = 0; j < ps; j++) {
                for (size_t k = 0; k < qs; k++) common |= p[j] == q[k];
            }
            ck_assert(common);
            met += ps < n;
        }
    }
    ck_assert(met > 0 || thresholds[_i] < .1);
}
END_TEST

START_TEST(no_texts_no_pairs)
{
    struct budget budget = {1L << 40, 0};
    struct similar *join = similar_create((struct memory){resize, &budget});
    struct similar_pair pair;
    ck_assert_int_eq(similar_run(join, .5), SIMILAR_OK);
    ck_assert_int_eq(similar_next(join, &pair), SIMILAR_DONE);
    similar_free(join);
    similar_free(NULL);
}
END_TEST

static bool join_within(struct budget *budget)
{
    static const char *const text[] = {"口罩不足一万只", "口罩不足一万", "口罩不足", "口罩不足一万只", "通行证", ""};
    struct similar *join = similar_create((struct memory){resize, budget});
    struct similar_pair pair;
    enum similar_code code = join != NULL ? SIMILAR_OK : SIMILAR_NO_MEMORY;
    for (int i = 0; code == SIMILAR_OK && i < 300; i++)
        code = similar_add(join, text[i % (int)COUNT(text)], strlen(text[i % (int)COUNT(text)]));
    if (code == SIMILAR_OK)
        code = similar_run(join, .3);
    while (code == SIMILAR_OK) code = similar_next(join, &pair);
    similar_free(join);
    ck_assert_int_eq(budget->alive, 0);
    return code == SIMILAR_DONE;
}

/* Each allocation fails once: always out of memory, never a crash or a leak. */
START_TEST(memory_may_run_out)
{
    long allocations = 0;
    for (;; allocations++) {
        struct budget budget = {allocations, 0};
        if (join_within(&budget))
            break;
    }
    ck_assert_int_gt(allocations, 25);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("similar");
    TCase *cases = tcase_create("similar");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, known_similarities, 0, (int)COUNT(known));
    tcase_add_test(cases, nul_is_a_character);
    tcase_add_loop_test(cases, sorts_any_text, 0, 4);
    tcase_add_loop_test(cases, join_is_brute_force, 0, (int)COUNT(thresholds));
    tcase_add_test(cases, groups_are_connected_texts);
    tcase_add_loop_test(cases, similar_sets_share_a_mark, 0, (int)COUNT(thresholds));
    tcase_add_test(cases, no_texts_no_pairs);
    tcase_add_test(cases, memory_may_run_out);
    suite_add_tcase(suite, cases);
    return suite;
}
