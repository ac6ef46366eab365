/* Wilson's interval against values of 60-digit arithmetic and the articles' cases, its exact ends and how often it holds. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "ext/core/dice.h"
#include "ext/core/wilson.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool close_to(double value, double expected)
{
    return fabs(value - expected) <= 2e-15 * fabs(expected);
}

static const struct {
    double confidence, z;
} quantiles[] = {
    {0.5, 0.6744897501960817432},
    {0.8, 1.2815515655446005935},
    {0.85, 1.4395314709384558369},
    {0.9, 1.6448536269514728225},
    {0.95, 1.9599639845400538556},
    {0.99, 2.5758293035489004539},
    {0.999, 3.2905267314918945433},
    {0.999999, 4.8916384756929317718},
    {0x1.fffffffffe000p-1, 7.1435520343521893331},
    {0x1.fffffffffffffp-1, 8.2923610758135955382},
    {1e-09, 1.2533141373155003296e-9},
    {1e-300, 1.2533141373155002826e-300},
    {0.1, 0.12566134685507404122},
};

START_TEST(inverts_the_normal)
{
    double z = wilson_quantile(quantiles[_i].confidence);
    ck_assert_msg(close_to(z, quantiles[_i].z), "%a: %.17g", quantiles[_i].confidence, z);
}
END_TEST

static const struct {
    int64_t k, n;
    double low, high;
} intervals[] = {
    {763, 926, 0.798120361405193689, 0.8471509311450139847},
    {1, 1, 0.2065493143772374515, 1},
    {0, 1, 0, 0.7934506856227625485},
    {1, 2, 0.094531205734230740021, 0.90546879426576925998},
    {190, 190, 0.98018247054028042608, 1},
    {180, 200, 0.85059418756728263255, 0.93432955133090411084},
    {18, 19, 0.75361268833101216649, 0.99064800593769962679},
    {1, 1000000000, 1.7652455495696317964e-10, 5.6649342432974378632e-9},
    {999999999, 1000000000, 0.9999999943350657567, 0.99999999982347544504},
    {3, 1000000000000000, 1.0202707283643210167e-15, 8.8211880923297656468e-15},
    {0, 7, 0, 0.35433043506668736708},
};

START_TEST(gives_the_interval)
{
    struct wilson_interval interval = wilson_interval(intervals[_i].k, intervals[_i].n, wilson_quantile(0.95));
    ck_assert_msg(close_to(interval.low, intervals[_i].low), "low %.17g", interval.low);
    ck_assert_msg(close_to(interval.high, intervals[_i].high), "high %.17g", interval.high);
}
END_TEST

/* Percent with two decimals as acceptance.md prints them. */
static const struct {
    int64_t k, n;
    double low, high, tolerance;
} article[] = {
    {763, 926, 79.81, 84.72, 0.005}, {245, 297, 77.76, 86.39, 0.005},   {202, 763, 23.47, 29.72, 0.005},
    {762, 762, 99.50, 100, 0.005},   {5, 5, 56.55, 100, 0.005},         {122, 460, 22.69, 30.74, 0.005},
    {1, 1, 20.65, 100, 0.005},       {4140, 4732, 86.52, 88.40, 0.005}, {18, 19, 75.4, 99.1, 0.05},
    {190, 190, 98.0, 100, 0.05},
};

START_TEST(gives_the_articles_intervals)
{
    struct wilson_interval interval = wilson_interval(article[_i].k, article[_i].n, wilson_quantile(0.95));
    ck_assert_msg(fabs(100 * interval.low - article[_i].low) <= article[_i].tolerance, "low %.6f", 100 * interval.low);
    ck_assert_msg(fabs(100 * interval.high - article[_i].high) <= article[_i].tolerance, "high %.6f",
                  100 * interval.high);
}
END_TEST

START_TEST(has_exact_ends_and_holds_the_share)
{
    static const int64_t total[] = {1, 2, 3, 10, 97, 1000, INT64_C(1) << 53, INT64_MAX};
    static const double confidence[] = {0x1p-1074, 1e-9, 0.5, 0.95, 0.999999, 0x1.fffffffffffffp-1};
    for (size_t i = 0; i < COUNT(total); i++) {
        for (size_t j = 0; j < COUNT(confidence); j++) {
            int64_t n = total[i];
            double z = wilson_quantile(confidence[j]);
            struct wilson_interval none = wilson_interval(0, n, z), all = wilson_interval(n, n, z);
            ck_assert(none.low == 0 && none.high >= 0 && none.high <= 1);
            ck_assert(all.high == 1 && all.low >= 0 && all.low <= 1);
            for (int64_t k = 0; k <= n && k < 100; k++) {
                struct wilson_interval some = wilson_interval(k, n, z);
                double share = (double)k / (double)n;
                ck_assert(0 <= some.low && some.low <= share && share <= some.high && some.high <= 1);
            }
        }
    }
}
END_TEST

/* Of intervals at 95 % about throws of known chance, all chances alike, 94 to 96 % hold it, for few throws as for many. */
START_TEST(holds_the_chance_as_often_as_it_says)
{
    enum { CHANCES = 1000, TIMES = 20 };
    static const int64_t total[] = {4, 5, 7, 10, 20, 50, 200};
    const double z = wilson_quantile(0.95);
    struct dice dice;
    dice_seed(&dice, 1927);
    for (size_t i = 0; i < COUNT(total); i++) {
        int held = 0;
        for (unsigned chance = 0; chance < CHANCES * TIMES; chance++) {
            unsigned of_twice = 2 * (chance % CHANCES) + 1; /* the chance is this out of 2 CHANCES */
            int64_t k = 0;
            for (int64_t n = 0; n < total[i]; n++) k += dice_throw(&dice, 2 * CHANCES) < of_twice;
            struct wilson_interval interval = wilson_interval(k, total[i], z);
            double share = (double)of_twice / (2 * CHANCES);
            held += interval.low <= share && share <= interval.high;
        }
        double part = (double)held / (CHANCES * TIMES);
        ck_assert_msg(part >= 0.94 && part <= 0.96, "%g of the intervals of %d throws", part, (int)total[i]);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("wilson");
    TCase *cases = tcase_create("wilson");
    tcase_add_loop_test(cases, inverts_the_normal, 0, (int)COUNT(quantiles));
    tcase_add_loop_test(cases, gives_the_interval, 0, (int)COUNT(intervals));
    tcase_add_loop_test(cases, gives_the_articles_intervals, 0, (int)COUNT(article));
    tcase_add_test(cases, has_exact_ends_and_holds_the_share);
    tcase_add_test(cases, holds_the_chance_as_often_as_it_says);
    suite_add_tcase(suite, cases);
    return suite;
}
