/* Bootstrap of daily counts, forecast.h has the method. */
#include "forecast.h"

#include "dice.h"

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

/* The sum of `days` days drawn. */
static double draw_sum(struct draw *draw, const double *count, size_t days)
{
    double sum = 0;
    uint32_t at = dice_throw(&draw->dice, draw->of);
    for (size_t i = 0; i < days; i++) {
        sum += count[at];
        at = day_next(draw, at);
    }
    return sum;
}

/* A history drawn from the history. */
static void draw_history(struct draw *draw, const double *count, double *drawn)
{
    uint32_t at = dice_throw(&draw->dice, draw->of);
    for (uint32_t i = 0; i < draw->of; i++) {
        drawn[i] = count[at];
        at = day_next(draw, at);
    }
}

int64_t forecast_cleared(const struct forecast *forecast, struct memory memory)
{
    struct draw draw = {.of = (uint32_t)forecast->history, .block = block_length(forecast->history)};
    int64_t cleared = 0;
    double *drawn = memory.resize(memory.context, NULL, forecast->history * sizeof *drawn);
    if (!drawn)
        return -1;
    dice_seed(&draw.dice, forecast->seed);
    for (uint32_t run = 0; run < forecast->runs; run++) {
        draw_history(&draw, forecast->count, drawn);
        cleared += draw_sum(&draw, drawn, forecast->days) >= forecast->backlog;
    }
    memory.resize(memory.context, drawn, 0);
    return cleared;
}
