/*
 * Kaplan-Meier, the cumulative incidence and the log-rank test: the worked example of acceptance.md, values of R on its
 * data aml, corner cases, and every function through SQL while memory runs out. tests/survival has the wide comparison.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "ext/core/km.h"
#include "ext/core/logrank.h"
#include "ext/fulfil.h"
#include "fixture.h"
#include "ledger.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct plain {
    int t;
    enum fulfilment_outcome outcome;
};

static const struct plain worked[] = {{1, 1}, {1, 1}, {2, 1}, {4, 1}, {6, 1}, {3, 0}, {5, 0}, {6, 0}, {9, 0}, {9, 0}};
static const struct plain maintained[] = {{9, 1},  {13, 1}, {13, 0}, {18, 1}, {23, 1}, {28, 0},
                                          {31, 1}, {34, 1}, {45, 0}, {48, 1}, {161, 0}};
static const struct plain others[] = {{5, 1},  {5, 1},  {8, 1},  {8, 1},  {12, 1}, {16, 0},
                                      {23, 1}, {27, 1}, {30, 1}, {33, 1}, {43, 1}, {45, 1}};

static struct fulfilment state_of(const struct plain *list, size_t count)
{
    struct fulfilment state;
    fulfilment_init(&state, FULFILMENT_DAY, ledger_memory);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(fulfilment_add_one(&state, list[i].t, list[i].outcome), FULFILMENT_OK);
    return state;
}

static void is_close(double value, double expected)
{
    ck_assert_msg(fabs(value - expected) <= 1e-12 * fabs(expected), "%.17g is not %.17g", value, expected);
}

/* A reader on the encoded state, which must stay. */
static struct fulfilment_reader reader_of(struct fulfilment *state)
{
    struct fulfilment_reader reader;
    const unsigned char *bytes;
    size_t size;
    ck_assert_int_eq(fulfilment_encode(state, &bytes, &size), FULFILMENT_OK);
    ck_assert_int_eq(fulfilment_reader_open(&reader, bytes, size), FULFILMENT_OK);
    return reader;
}

static double quantile(struct fulfilment *state, struct km_question question, double p)
{
    struct fulfilment_reader reader = reader_of(state);
    struct fulfilment_cursor cursor;
    double t, same;
    bool is = km_quantile(km_source_reader(&reader), question, p, &t);
    if (question.curve == KM_ESTIMATE) {
        ck_assert_int_eq(fulfilment_cursor_open(&cursor, state), FULFILMENT_OK);
        ck_assert_int_eq(km_quantile_cursor(&cursor, p, &same), is);
        ck_assert(!is || same == t);
    }
    return is ? t : (double)NAN;
}

static double value(struct fulfilment *state, struct km_question question, double t)
{
    struct fulfilment_reader reader = reader_of(state);
    return km_value(km_source_reader(&reader), question, t);
}

static const struct km_question estimate = {.curve = KM_ESTIMATE};
static const struct km_question low = {.curve = KM_LOW, .z = 1.9599639845400545};
static const struct km_question high = {.curve = KM_HIGH, .z = 1.9599639845400545};

START_TEST(works_the_example)
{
    static const double share[][2] = {{1, 4. / 5}, {2, 7. / 10}, {4, 7. / 12}, {6, 7. / 16}};
    static const double error[] = {0.1265, 0.1449, 0.1610, 0.1747};
    struct fulfilment state = state_of(worked, COUNT(worked));
    struct fulfilment_reader reader = reader_of(&state);
    struct km km;
    double spread;
    size_t at = 0;
    km_start(&km, fulfilment_cases(&state));
    while (fulfilment_reader_next(&reader)) {
        for (size_t i = 0; i < reader.rows; i++) {
            km_step(&km, &reader.row[i]);
            if (km.point.solved == 0)
                continue;
            is_close(km.point.survival, share[at][1]);
            ck_assert(km.point.t == (int64_t)share[at][0] && fabs(km_error(&km.point) - error[at]) < 5e-5);
            at++;
        }
    }
    ck_assert_uint_eq(at, 4);
    ck_assert_int_eq(km.left, 0);
    ck_assert(quantile(&state, estimate, 0.5) == 6);
    reader = reader_of(&state);
    is_close(km_mean(km_source_reader(&reader), 9, &spread), 1363. / 240);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

/* R 4.2.2, survival 3.5-3: survfit(Surv(time, status) ~ x, aml). */
START_TEST(agrees_with_r)
{
    struct fulfilment state = state_of(others, COUNT(others));
    is_close(value(&state, estimate, 30), 7. / 24);
    is_close(value(&state, low, 30), 0.11483115015247);
    is_close(value(&state, high, 30), 0.740822018515804);
    ck_assert(quantile(&state, estimate, 0.5) == 23);
    ck_assert(quantile(&state, low, 0.5) == 8);
    ck_assert(isnan(quantile(&state, high, 0.5)));
    ck_assert(isnan(value(&state, low, 45)) && value(&state, estimate, 45) == 0);
    fulfilment_free(&state);
    state = state_of(maintained, COUNT(maintained));
    ck_assert(quantile(&state, estimate, 0.5) == 31);
    ck_assert(quantile(&state, low, 0.5) == 18);
    struct fulfilment_reader reader = reader_of(&state);
    double spread, mean = km_mean(km_source_reader(&reader), 161, &spread);
    is_close(mean, 52.6454545454545454);
    is_close(spread, 19.8286027955626);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

static const struct {
    struct plain list[4];
    size_t count;
    double p, t;
} corners[] = {
    {{{1, 1}, {2, 1}, {3, 1}, {4, 1}}, 4, 0.5, 2.5},
    {{{1, 1}, {2, 0}}, 2, 0.5, 1.5},
    {{{1, 1}, {2, 1}, {2, 0}}, 3, 0.5, 2},
    {{{1, 0}, {2, 0}}, 2, 0.5, (double)NAN},
    {{{5, 1}}, 1, 1, 5},
    {{{0, 1}}, 1, 0.5, 0},
    {{{1, 2}, {7, 1}}, 2, 0.5, 7},
    {{{3, 1}, {4, 1}}, 2, 0, 0},
};

START_TEST(has_r_s_corners)
{
    struct fulfilment state = state_of(corners[_i].list, corners[_i].count);
    double t = quantile(&state, estimate, corners[_i].p);
    ck_assert_msg(t == corners[_i].t || (isnan(t) && isnan(corners[_i].t)), "%g", t);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

/* --- log-rank --------------------------------------------------------------------------------------------------------- */

static void add_group(struct logrank *test, const char *stratum, const char *group, const struct plain *list,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct fulfilment *state = logrank_state(test, stratum, strlen(stratum), group, strlen(group));
        ck_assert_ptr_nonnull(state);
        ck_assert_int_eq(fulfilment_add_one(state, list[i].t, list[i].outcome), FULFILMENT_OK);
    }
}

START_TEST(compares_groups)
{
    struct logrank *test = logrank_create(0, ledger_memory);
    struct logrank_result result;
    ck_assert_ptr_nonnull(test);
    add_group(test, "", "m", maintained, COUNT(maintained));
    ck_assert_int_eq(logrank_test(test, &result), FULFILMENT_OK);
    ck_assert(!result.exists);
    add_group(test, "", "n", others, COUNT(others));
    ck_assert_int_eq(logrank_test(test, &result), FULFILMENT_OK);
    ck_assert(result.exists && result.df == 1);
    is_close(result.chi2, 3.3963886989776);
    ck_assert(fabs(result.p - 0.0653393220405051) < 1e-13);
    logrank_free(test);
    test = logrank_create(0, ledger_memory);
    add_group(test, "a", "m", maintained, COUNT(maintained));
    add_group(test, "b", "n", others, COUNT(others));
    ck_assert_int_eq(logrank_test(test, &result), FULFILMENT_OK);
    ck_assert(!result.exists); /* never at risk together */
    logrank_free(test);
    logrank_free(NULL);
    ledger_is_clear();
}
END_TEST

START_TEST(numbers_many_keys)
{
    struct logrank *test = logrank_create(0.5, ledger_memory);
    struct logrank_result result;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 500; i++) {
            struct fulfilment *state = logrank_state(test, &i, sizeof i % (1 + (size_t)i), &i, sizeof i);
            ck_assert_int_eq(fulfilment_cases(state), round);
            fulfilment_add_one(state, i % 50, FULFILMENT_SOLVED);
        }
    }
    ck_assert_uint_eq(logrank_groups(test), 500);
    ck_assert(logrank_rho(test) == 0.5);
    ck_assert_int_eq(logrank_test(test, &result), FULFILMENT_OK);
    logrank_free(test);
    ledger_is_clear();
}
END_TEST

/* R: pchisq(x, df, lower.tail = FALSE), 17 digits. */
static const struct {
    double chi2;
    int df;
    double p;
} tails[] = {
    {3.841458820694124, 1, 0.05},    {5.991464547107979, 2, 0.05}, {0, 3, 1},
    {100, 1, 1.523970604832105e-23}, {1e-9, 2, 0.9999999995},      {1000, 4, 3.5694127797773843e-215},
};

START_TEST(has_the_tail_of_chi_squared)
{
    is_close(logrank_tail(tails[_i].chi2, tails[_i].df), tails[_i].p);
}
END_TEST

/* --- out of memory ---------------------------------------------------------------------------------------------------- */

static const char *const statements[] = {
    "CREATE TABLE c (t INTEGER, solved INTEGER, grp TEXT)",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
    " INSERT INTO c SELECT i * i * 7 % 900 * (1 + 1000 * (i % 2)), i % 3, 'group ' || (i % 4) FROM n",
    "SELECT fulfilment(t, solved), fulfilment_median(t, solved), fulfilment(t, solved, 'second', 2) FROM c",
    "SELECT km_quantile(fulfilment_merge(s), 0.5) FROM (SELECT fulfilment(t, solved) AS s FROM c GROUP BY grp)",
    "SELECT fulfilment(t, solved) OVER w, fulfilment_median(t, solved) OVER w FROM c WINDOW w AS (ROWS 20 PRECEDING)",
    "SELECT quantile(t), quantile(t, 0.9), quantile(t / 7.0), quantile(solved) FROM c",
    "SELECT quantile(t) OVER w, quantile(t / 7.0) OVER w FROM c WINDOW w AS (ROWS 20 PRECEDING)",
    "SELECT fulfilment_merge(s) OVER (ROWS 1 PRECEDING) FROM (SELECT fulfilment(t, solved) AS s FROM c GROUP BY grp)",
    "SELECT logrank_p(t, solved, grp, t % 2, 1), logrank_p(t, solved, printf('%200d', grp)) FROM c",
    "SELECT logrank_chi2(s, grp) FROM (SELECT grp, fulfilment(t, solved) AS s FROM c GROUP BY grp)",
    "SELECT * FROM km_curve((SELECT fulfilment(t, solved) FROM c), 0.9, 'log-log')",
    "SELECT * FROM incidence_curve((SELECT fulfilment(t, solved) FROM c), 'withdrawn') WHERE t > 100",
    "SELECT km_low(s, 5, 0.9, 'plain'), cumulative_incidence_low(s, 5, 'solved', 0.9) FROM (SELECT fulfilment(t, "
    "solved) AS s FROM c)",
};

static sqlite3_mem_methods real;
static long allocation, fail_at, hits;
static int persistent;

static bool failing(void)
{
    allocation++;
    bool fails = fail_at > 0 && (persistent ? allocation >= fail_at : allocation == fail_at);
    hits += fails;
    return fails;
}

static void *fail_malloc(int size)
{
    return failing() ? NULL : real.xMalloc(size);
}

static void *fail_realloc(void *block, int size)
{
    return failing() ? NULL : real.xRealloc(block, size);
}

static int work(void)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(":memory:", &db);
    for (size_t i = 0; i < COUNT(statements) && code == SQLITE_OK; i++)
        code = sqlite3_exec(db, statements[i], NULL, NULL, NULL);
    return sqlite3_close(db) == SQLITE_OK ? code : -1;
}

/* Whichever allocation fails, one or all from then on: an error or a right end, no leak (SQLite's count is 0 again). */
START_TEST(out_of_memory)
{
    sqlite3_mem_methods methods;
    int code = SQLITE_NOMEM;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    methods = real;
    methods.xMalloc = fail_malloc;
    methods.xRealloc = fail_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init);
    persistent = _i;
    ck_assert_int_eq(work(), SQLITE_OK);
    sqlite3_int64 held = sqlite3_memory_used();
    for (fail_at = 1; fail_at < 100000; fail_at += FIXTURE_SLOW ? 41 : 1) {
        allocation = hits = 0;
        code = work();
        ck_assert_int_ne(code, -1);
        ck_assert_int_eq(sqlite3_memory_used(), held);
        if (!hits)
            break;
    }
    ck_assert_msg(fail_at > 100 && fail_at < 100000, "%ld allocations", fail_at);
    ck_assert_int_eq(code, SQLITE_OK);
    fail_at = 0;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &real);
}
END_TEST

START_TEST(logrank_without_memory)
{
    for (long failing_one = 1; failing_one < 500; failing_one++) {
        struct logrank_result result;
        bool failed = false;
        ledger_fail_at(failing_one);
        struct logrank *test = logrank_create(0, ledger_memory);
        failed = !test;
        for (int i = 0; test && i < 40; i++) {
            struct fulfilment *state = logrank_state(test, &i, (size_t)(i % 2), &i, sizeof i);
            failed |= !state || fulfilment_add_one(state, i, FULFILMENT_SOLVED) != FULFILMENT_OK;
        }
        failed |= test && logrank_test(test, &result) != FULFILMENT_OK;
        ledger_fail_at(0);
        logrank_free(test);
        ledger_is_clear();
        if (!failed)
            return;
    }
    ck_abort_msg("memory never sufficed");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("km");
    TCase *cases = tcase_create("km");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, works_the_example);
    tcase_add_test(cases, agrees_with_r);
    tcase_add_loop_test(cases, has_r_s_corners, 0, (int)COUNT(corners));
    tcase_add_test(cases, compares_groups);
    tcase_add_test(cases, numbers_many_keys);
    tcase_add_loop_test(cases, has_the_tail_of_chi_squared, 0, (int)COUNT(tails));
    tcase_add_test(cases, logrank_without_memory);
    tcase_add_loop_test(cases, out_of_memory, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
