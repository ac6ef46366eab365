/* The dice against published values, and the forecast's ends, determinism and shape. */
#include <stdint.h>
#include <stdlib.h>

#include "ext/core/dice.h"
#include "ext/core/forecast.h"
#include "unit.h"

static void *plain_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    if (bytes > 0)
        return realloc(block, bytes);
    free(block);
    return NULL;
}

static void *no_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)block;
    (void)bytes;
    return NULL;
}

/* SplitMix64 and xoshiro256** as their authors' programs give them. */
START_TEST(throws_the_published_dice)
{
    static const uint64_t seeded[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                      UINT64_C(9817491932198370423), UINT64_C(4593380528125082431)};
    static const uint64_t thrown[] = {11520,
                                      0,
                                      1509978240,
                                      UINT64_C(1215971899390074240),
                                      UINT64_C(1216172134540287360),
                                      UINT64_C(607988272756665600)};
    struct dice dice;
    dice_seed(&dice, 1234567);
    for (int i = 0; i < 4; i++) ck_assert_uint_eq(dice.state[i], seeded[i]);
    dice = (struct dice){{1, 2, 3, 4}};
    for (int i = 0; i < 6; i++) ck_assert_uint_eq(dice_bits(&dice), thrown[i]);
}
END_TEST

/* Chi-square of 70,000 throws: beyond 60 the dice would favour a side (once in 10^10). */
START_TEST(favours_no_side)
{
    static const uint32_t sides[] = {1, 2, 3, 6, 7};
    struct dice dice;
    dice_seed(&dice, 7);
    for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
        double count[7] = {0}, mean = 70000.0 / sides[s], square = 0;
        for (int i = 0; i < 70000; i++) {
            uint32_t side = dice_throw(&dice, sides[s]);
            ck_assert_uint_lt(side, sides[s]);
            count[side]++;
        }
        for (uint32_t i = 0; i < sides[s]; i++) square += (count[i] - mean) * (count[i] - mean) / mean;
        ck_assert_msg(square < 60, "%u sides: %f", sides[s], square);
    }
    uint32_t high = 0;
    for (int i = 0; i < 1000; i++) high += dice_throw(&dice, UINT32_C(3) << 30) >= UINT32_C(1) << 31;
    ck_assert_msg(high > 270 && high < 400, "%u of 1000 in the upper third", high);
}
END_TEST

static const double uneven[] = {0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9};

static int64_t cleared(double backlog, size_t days, uint64_t seed, uint32_t runs)
{
    struct forecast forecast = {.count = uneven,
                                .history = sizeof uneven / sizeof *uneven,
                                .backlog = backlog,
                                .days = days,
                                .seed = seed,
                                .runs = runs};
    struct forecast_draws *kept = NULL;
    int64_t first = forecast_cleared(&forecast, &kept, (struct memory){plain_resize, NULL});
    ck_assert_int_eq(forecast_cleared(&forecast, &kept, (struct memory){plain_resize, NULL}), first);
    forecast_draws_free(kept);
    return first;
}

START_TEST(knows_what_is_sure)
{
    ck_assert_int_eq(cleared(0, 30, 1, 500), 500);        /* nothing to clear */
    ck_assert_int_eq(cleared(30 * 9 + 1, 30, 1, 500), 0); /* more than thirty best days */
    ck_assert_int_eq(cleared(1, 0, 1, 500), 0);           /* no day left */
    ck_assert_int_eq(cleared(0, 0, 1, 500), 500);
    ck_assert_int_eq(cleared(-5, 3, 1, 1), 1);
}
END_TEST

START_TEST(falls_with_the_backlog_and_rises_with_the_days)
{
    for (double backlog = 0; backlog < 300; backlog += 10)
        ck_assert_int_ge(cleared(backlog, 30, 5, 400), cleared(backlog + 10, 30, 5, 400));
    for (size_t days = 1; days < 60; days += 5)
        ck_assert_int_le(cleared(120, days, 5, 4000), cleared(120, days + 10, 5, 4000) + 100);
}
END_TEST

/* The mean of the history times the days is as likely reached as not; the spread has both draws in it. */
START_TEST(spreads_round_the_pace)
{
    double pace = 61.0 / 14 * 28;
    int64_t half = cleared(pace, 28, 11, 20000), low = cleared(pace - 25, 28, 11, 20000);
    ck_assert_msg(half > 9000 && half < 11000, "%lld", (long long)half);
    ck_assert_msg(low > 13500 && low < 18500, "%lld", (long long)low); /* one draw alone gives more than 18,800 */
}
END_TEST

START_TEST(is_the_same_for_the_same_seed)
{
    ck_assert_int_eq(cleared(122, 28, 3, 10000), cleared(122, 28, 3, 10000));
    ck_assert_int_ne(cleared(122, 28, 3, 10000), cleared(122, 28, 4, 10000));
    ck_assert_int_eq(cleared(122, 28, 3, 10000), 5059); /* on every machine */
}
END_TEST

/* Draws kept for one question are not those of another: each of its parts asked in turn, and more runs than are kept. */
START_TEST(keeps_no_wrong_draws)
{
    static const struct {
        size_t history, days;
        uint64_t seed;
        uint32_t runs;
    } asked[] = {{14, 28, 3, 500}, {13, 28, 3, 500}, {14, 27, 3, 500}, {14, 28, 4, 500}, {14, 28, 3, 501},
                 {14, 28, 3, 40000}, {14, 28, 3, 500}};
    struct forecast_draws *kept = NULL, *own;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct forecast forecast = {.count = uneven,
                                    .history = asked[i].history,
                                    .backlog = 120,
                                    .days = asked[i].days,
                                    .seed = asked[i].seed,
                                    .runs = asked[i].runs};
        own = NULL;
        int64_t fresh = forecast_cleared(&forecast, &own, (struct memory){plain_resize, NULL});
        ck_assert_int_eq(forecast_cleared(&forecast, &kept, (struct memory){plain_resize, NULL}), fresh);
        ck_assert_int_eq(forecast_cleared(&forecast, &kept, (struct memory){plain_resize, NULL}), fresh);
        forecast_draws_free(own);
    }
    forecast_draws_free(kept);
}
END_TEST

START_TEST(says_when_memory_is_out)
{
    struct forecast forecast = {.count = uneven, .history = 14, .backlog = 1, .days = 1, .seed = 1, .runs = 1};
    struct forecast_draws *kept = NULL;
    ck_assert_int_eq(forecast_cleared(&forecast, &kept, (struct memory){no_resize, NULL}), -1);
    ck_assert_ptr_null(kept);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("forecast");
    TCase *cases = tcase_create("forecast");
    tcase_add_test(cases, throws_the_published_dice);
    tcase_add_test(cases, favours_no_side);
    tcase_add_test(cases, knows_what_is_sure);
    tcase_add_test(cases, falls_with_the_backlog_and_rises_with_the_days);
    tcase_add_test(cases, spreads_round_the_pace);
    tcase_add_test(cases, is_the_same_for_the_same_seed);
    tcase_add_test(cases, keeps_no_wrong_draws);
    tcase_add_test(cases, says_when_memory_is_out);
    suite_add_tcase(suite, cases);
    return suite;
}
