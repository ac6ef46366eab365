/* Clusters against the definition, groups by enterprises and grids, terms, and memory that runs out. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/cluster.h"
#include "ext/core/problem.h"
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

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

enum { LETTERS = 26, PAIRS = LETTERS * LETTERS, TEXTS = 300 };

/* A text of lower case letters, and how often each pair stands in it times the pair's weight, by the definition. */
struct worked {
    char text[48];
    double part[PAIRS], norm;
};

/* Works out the parts of all texts without any of what is tested. */
static void work_out(struct worked *worked, int texts)
{
    for (int pair = 0; pair < PAIRS; pair++) {
        const char two[3] = {(char)('a' + pair / LETTERS), (char)('a' + pair % LETTERS), 0};
        int with = 0;
        for (int i = 0; i < texts; i++) with += strstr(worked[i].text, two) != NULL;
        double weight = with == 0 ? 0 : floor(256 * log2((texts + 1.0) / with) + .5);
        for (int i = 0; i < texts; i++) {
            int times = 0;
            for (const char *at = worked[i].text; (at = strstr(at, two)) != NULL; at++) times++;
            worked[i].part[pair] = (times > 16 ? 16 : times) * weight;
        }
    }
    for (int i = 0; i < texts; i++) {
        worked[i].norm = 0;
        for (int pair = 0; pair < PAIRS; pair++) worked[i].norm += worked[i].part[pair] * worked[i].part[pair];
    }
}

static double cosine2(const struct worked *a, const struct worked *b)
{
    double product = 0;
    for (int pair = 0; pair < PAIRS; pair++) product += a->part[pair] * b->part[pair];
    return a->norm == 0 || b->norm == 0 ? 0 : product * product / (a->norm * b->norm);
}

/* Whom a text follows, comparing it with every leader: the one it is most like, the earliest of several, or itself. */
static uint32_t leader_of(const struct worked *worked, const struct cluster *cluster, int text)
{
    int best = text;
    double closest = 1.0 / 16;
    for (int j = 0; j < text; j++) {
        double close = cluster->leader[j] == (uint32_t)j ? cosine2(&worked[text], &worked[j]) : 0;
        if (close > closest * (1 + 1e-12) || (best == text && close >= closest)) {
            closest = close;
            best = j;
        }
    }
    return (uint32_t)best;
}

/* A letter, the first ones of the alphabet much more often than the last. */
static char next_letter(uint32_t *state, uint32_t letters)
{
    uint32_t a = next_random(state) % letters, b = next_random(state) % letters;
    return (char)('a' + a * b / letters);
}

/* Random texts of a few letters or of many; every third one an earlier one with some letters changed. */
static void make_texts(struct worked *worked, int texts, uint32_t *state)
{
    uint32_t letters = 3 + next_random(state) % 23;
    for (int i = 0; i < texts; i++) {
        uint32_t length = next_random(state) % 40;
        bool like = i > 0 && next_random(state) % 3 == 0;
        for (uint32_t j = 0; j < length; j++) worked[i].text[j] = next_letter(state, letters);
        worked[i].text[length] = '\0';
        if (!like)
            continue;
        strcpy(worked[i].text, worked[next_random(state) % (uint32_t)i].text);
        for (size_t j = 0; worked[i].text[j] != '\0'; j += 1 + next_random(state) % 9)
            worked[i].text[j] = next_letter(state, letters);
    }
}

/* Each text follows the leader that it is most like, if the cosine is a quarter at least, else leads. */
START_TEST(clusters_by_the_definition)
{
    static struct worked worked[TEXTS];
    uint32_t state = (uint32_t)_i + 3;
    int followed = 0, led = 0;
    for (int round = 0; round < unit_rounds(24); round++) {
        struct budget budget = {1L << 40, 0};
        struct memory memory = {resize, &budget};
        struct cluster cluster = {.memory = memory, .pair.memory = memory};
        int texts = 1 + (int)(next_random(&state) % (round % 2 ? TEXTS : 40));
        make_texts(worked, texts, &state);
        work_out(worked, texts);
        for (int i = 0; i < texts; i++) ck_assert(cluster_add(&cluster, worked[i].text, strlen(worked[i].text)));
        ck_assert(cluster_run(&cluster));
        for (int i = 0; i < texts; i++) {
            uint32_t leader = cluster.norm[i] == 0 ? CLUSTER_NONE : leader_of(worked, &cluster, i);
            ck_assert_uint_eq(cluster.leader[i], leader);
            followed += leader < (uint32_t)i;
            led += leader == (uint32_t)i;
        }
        cluster_clear(&cluster);
        ck_assert_int_eq(budget.alive, 0);
    }
    ck_assert_int_gt(followed, unit_rounds(100));
    ck_assert_int_gt(led, unit_rounds(50) / 2 - 1);
}
END_TEST

struct row {
    const char *text;
    uint32_t enterprise, grid, category;
};

static const struct row rows[] = {
    {"厂门口的路灯坏了，夜班不安全", 1, 1, 0},
    {"路灯坏了，厂门口夜班工人害怕", 2, 2, 0},
    {"隔壁工地的噪音太大", 3, 3, 0},
    {"隔壁工地的噪音太大了", 3, 3, 0},
    {"员工就餐是否分开", 1, 1, 7},
    {"员工用餐采取什么形式", 2, 2, 7},
    {"N95口罩500只", 4, 2, 9},
    {"n95口罩900只", 5, 0, 9},
    {"Ｎ９５口罩20只", 6, 3, 9},
    {"", 1, 1, 0},
    {"！！", 2, 2, 0},
};

static enum problem_code ask(struct budget *budget, uint32_t enterprises, uint32_t grids, struct problem_group *group,
                             size_t *groups)
{
    struct problems *problems = problems_create((struct memory){resize, budget});
    enum problem_code code = problems != NULL ? PROBLEM_OK : PROBLEM_NO_MEMORY;
    for (size_t i = 0; code == PROBLEM_OK && i < COUNT(rows); i++)
        code = problems_add(problems, rows[i].text, strlen(rows[i].text), rows[i].enterprise, rows[i].grid,
                            rows[i].category);
    if (code == PROBLEM_OK)
        code = problems_run(problems, enterprises, grids);
    for (*groups = 0; code == PROBLEM_OK; *groups += code == PROBLEM_OK)
        code = problems_next(problems, &group[*groups]);
    problems_free(problems);
    ck_assert_int_eq(budget->alive, 0);
    return code;
}

START_TEST(groups_are_of_many)
{
    struct budget budget = {1L << 40, 0};
    struct problem_group group[COUNT(rows) + 1];
    size_t groups;
    ck_assert_int_eq(ask(&budget, 2, 2, group, &groups), PROBLEM_DONE);
    ck_assert_uint_eq(groups, 4); /* masks by category and by text, canteens by category, street lamps by text */
    ck_assert(!group[0].by_text && group[1].by_text);
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(group[i].members, 3);
        ck_assert_uint_eq(group[i].enterprises, 3);
        ck_assert_uint_eq(group[i].grids, 2); /* one of the three is in none */
        ck_assert_uint_eq(group[i].terms, 2);
        ck_assert_str_eq(group[i].term[0].text, "n95");
        ck_assert_str_eq(group[i].term[1].text, "口罩");
        ck_assert_uint_eq(group[i].term[1].demands, 3);
    }
    ck_assert(!group[2].by_text && group[2].members == 2);
    ck_assert_str_eq(group[2].term[0].text, "员工");
    ck_assert(group[3].by_text && group[3].members == 2);
    ck_assert_int_eq(ask(&budget, 1, 1, group, &groups), PROBLEM_DONE);
    ck_assert_uint_eq(groups, 7); /* with the noise of one enterprise, and two texts that lead nobody */
    ck_assert_int_eq(ask(&budget, 7, 1, group, &groups), PROBLEM_DONE);
    ck_assert_uint_eq(groups, 0);
}
END_TEST

/* Each allocation fails once: always out of memory, never a crash or a leak. */
START_TEST(memory_may_run_out)
{
    long allocations = 0;
    struct problem_group group[COUNT(rows) + 1];
    size_t groups;
    for (;; allocations++) {
        struct budget budget = {allocations, 0};
        enum problem_code code = ask(&budget, 2, 2, group, &groups);
        if (code == PROBLEM_DONE)
            break;
        ck_assert_int_eq(code, PROBLEM_NO_MEMORY);
    }
    ck_assert_int_gt(allocations, 25);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *cases = tcase_create("problem");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, clusters_by_the_definition, 0, 4);
    tcase_add_test(cases, groups_are_of_many);
    tcase_add_test(cases, memory_may_run_out);
    suite_add_tcase(suite, cases);
    return suite;
}
