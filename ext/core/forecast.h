/* The chance that a backlog is cleared in some days, judged by how the days before went. */
#ifndef FULFIL_FORECAST_H
#define FULFIL_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* Fewer days than a week say nothing. */
#define FORECAST_DAYS_LEAST 7

/* Most days of a history or ahead, and most runs. */
#define FORECAST_DAYS_MOST 3660
#define FORECAST_RUNS_MOST 1000000

struct forecast {
    const double *count; /* what each day of the history cleared, in the order of the days; may be negative */
    size_t history;      /* FORECAST_DAYS_LEAST..FORECAST_DAYS_MOST */
    double backlog;
    size_t days; /* ahead, 0..FORECAST_DAYS_MOST */
    uint64_t seed;
    uint32_t runs; /* 1..FORECAST_RUNS_MOST */
};

/* The draws of the last question, to be kept for the next: *kept is NULL at first. free(NULL) is legal. */
struct forecast_draws;
void forecast_draws_free(void *draws);

/*
 * In how many of the runs the days ahead clear the backlog, that is, their sum reaches it; -1 when out of memory. A run
 * draws twice by the stationary bootstrap (D. N. Politis and J. P. Romano 1994, Journal of the American Statistical
 * Association 89, p. 1303; after B. Efron 1979, Annals of Statistics 7, p. 1): first a history as long as the one known,
 * then out of it the days ahead. The first draw carries how little a short history tells about the pace (a bootstrap
 * predictive distribution: I. R. Harris 1989, Biometrika 76, p. 675); without it a forecast is far too sure of itself.
 * A draw takes blocks of consecutive days, which keep what a day has to do with the one before: each day is followed by
 * the next of the history, the first after the last, or with probability 1/b by any. b is the cube root of the history's
 * length, rounded, the order at which such blocks do best (P. Hall, J. L. Horowitz and B.-Y. Jing 1995, Biometrika 82,
 * p. 561): 2 for a fortnight, 3 for four weeks. The same seed gives the same count on every machine.
 * O(runs (history + days)) for the first history asked with these seed, runs and lengths, O(runs history) for each that
 * follows with the same *kept, which is at most 1 MB.
 */
int64_t forecast_cleared(const struct forecast *forecast, struct forecast_draws **kept, struct memory memory);

#endif
