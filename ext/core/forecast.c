/*
 * Bootstrap of daily counts, forecast.h has the method.
 *
 * What a run draws does not depend on the counts, only how often it takes each day of the history. So the draws of a
 * question, seed, runs and both lengths, are kept as these numbers, and every further history asked the same costs a sum
 * of products per run: a zone of a hundred units throws its dice once.
 */
#include "forecast.h"

#include <string.h>

#include "dice.h"

enum {
    KEPT_MOST = 1 << 19, /* numbers of a question that are kept, in 2 bytes each; beyond it each run is drawn anew */
    LANES = 4,           /* sums side by side, so that one need not wait for the last */
};

/* The draws of a question: for each run how often each day of the history is drawn, or room for one run. */
struct forecast_draws {
    struct memory memory;
    struct forecast question; /* without count and backlog */
    uint16_t times[];
};

/* A draw under way: from so many days, in blocks of this length on average. */
struct draw {
    struct dice dice;
    uint32_t of, block;
};

/* Which day follows day `at`. */
static inline uint32_t day_next(struct draw *draw, uint32_t at)
{
    if (dice_throw(&draw->dice, draw->block) == 0)
        return dice_throw(&draw->dice, draw->of);
    return at + 1 < draw->of ? at + 1 : 0;
}

/* The cube root, rounded. */
static uint32_t block_length(size_t history)
{
    uint64_t root = 1, n = history;
    while ((2 * root + 1) * (2 * root + 1) * (2 * root + 1) <= 8 * n) root++;
    return (uint32_t)root;
}

/* One run: a history out of the history, then `days` days out of that; counts how often each day was taken. */
static void draw_run(struct draw *draw, size_t days, uint16_t *times)
{
    uint16_t origin[FORECAST_DAYS_MOST];
    uint32_t at = dice_throw(&draw->dice, draw->of);
    for (uint32_t i = 0; i < draw->of; i++) {
        origin[i] = (uint16_t)at;
        at = day_next(draw, at);
    }
    memset(times, 0, draw->of * sizeof *times);
    at = dice_throw(&draw->dice, draw->of);
    for (size_t i = 0; i < days; i++) {
        times[origin[at]]++;
        at = day_next(draw, at);
    }
}

static struct draw draw_start(const struct forecast *forecast)
{
    struct draw draw = {.of = (uint32_t)forecast->history, .block = block_length(forecast->history)};
    dice_seed(&draw.dice, forecast->seed);
    return draw;
}

/* The sum of the days that a run took. */
static double run_sum(const uint16_t *times, const double *count, size_t history)
{
    double sum[LANES] = {0};
    size_t i = 0;
    for (; i + LANES <= history; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) sum[lane] += times[i + lane] * count[i + lane];
    }
    for (; i < history; i++) sum[0] += times[i] * count[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static bool same_draws(const struct forecast *a, const struct forecast *b)
{
    return a->history == b->history && a->days == b->days && a->seed == b->seed && a->runs == b->runs;
}

static bool is_kept(const struct forecast *forecast)
{
    return forecast->runs <= KEPT_MOST / forecast->history;
}

/* The draws of a question, all made where they are kept; NULL when out of memory. */
static struct forecast_draws *draws_make(const struct forecast *forecast, struct memory memory)
{
    size_t history = forecast->history, runs = is_kept(forecast) ? forecast->runs : 1;
    struct forecast_draws *draws =
        memory.resize(memory.context, NULL, sizeof *draws + runs * history * sizeof *draws->times);
    if (!draws)
        return NULL;
    *draws = (struct forecast_draws){.memory = memory, .question = *forecast};
    draws->question.count = NULL;
    if (is_kept(forecast)) {
        struct draw draw = draw_start(forecast);
        for (size_t run = 0; run < runs; run++) draw_run(&draw, forecast->days, draws->times + run * history);
    }
    return draws;
}

void forecast_draws_free(void *kept)
{
    struct forecast_draws *draws = kept;
    if (draws)
        draws->memory.resize(draws->memory.context, draws, 0);
}

int64_t forecast_cleared(const struct forecast *forecast, struct forecast_draws **kept, struct memory memory)
{
    struct forecast_draws *draws = *kept;
    struct draw draw = draw_start(forecast);
    int64_t cleared = 0;
    if (!draws || !same_draws(&draws->question, forecast)) {
        forecast_draws_free(draws);
        *kept = draws = draws_make(forecast, memory);
        if (!draws)
            return -1;
    }
    for (uint32_t run = 0; run < forecast->runs; run++) {
        uint16_t *times = draws->times + (is_kept(forecast) ? run * forecast->history : 0);
        if (!is_kept(forecast))
            draw_run(&draw, forecast->days, times);
        cleared += run_sum(times, forecast->count, forecast->history) >= forecast->backlog;
    }
    return cleared;
}
