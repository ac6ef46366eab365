/* The log-rank test: whether groups of cases are solved equally fast. */
#ifndef FULFIL_LOGRANK_H
#define FULFIL_LOGRANK_H

#include <stdbool.h>
#include <stddef.h>

#include "fulfilment.h"
#include "memory.h"

/* Most groups of one test: the work at each duration grows with their square. */
enum { LOGRANK_GROUPS_MOST = 1000 };

struct logrank_result {
    bool exists; /* false: fewer than two groups that expect anything, or some that are never at risk together */
    double chi2;
    int df;
    double p; /* P(chi2 or more) if the groups are alike */
};

/* The cases of a test, by stratum and group. */
struct logrank;

/* NULL without memory; rho weighs each duration by (the share still open before it)^rho, 0 being the log-rank test. */
struct logrank *logrank_create(double rho, struct memory memory);
void logrank_free(struct logrank *test);

/*
 * The state of a group in a stratum, empty and of days when it is first asked for; NULL without memory. Both keys are
 * byte strings, compared as such. O(1) on average.
 */
struct fulfilment *logrank_state(struct logrank *test, const void *stratum, size_t stratum_size, const void *group,
                                 size_t group_size);

size_t logrank_groups(const struct logrank *test);
double logrank_rho(const struct logrank *test);

/*
 * Mantel 1966 (Cancer Chemotherapy Reports 50, p. 163) with the weights of Harrington and Fleming 1982 (Biometrika 69,
 * p. 553), as R's survdiff: at each duration of each stratum the cases of each group that are solved, less those
 * expected by its share of the cases at risk; the sum of these, and its covariance from the hypergeometric distribution,
 * over strata. chi2 is their quadratic form without one group; df one less than the groups that expect anything.
 * Withdrawn cases count as open. O(durations groups^2 + groups^3). FULFILMENT_OK or FULFILMENT_NOMEM.
 */
enum fulfilment_code logrank_test(struct logrank *test, struct logrank_result *result);

/* P(X >= chi2) of a chi-squared X with df >= 1; relative error about 1e-14 for moderate df, 1e-12 for hundreds. */
double logrank_tail(double chi2, int df);

#endif
