/* Wilson's score interval for a proportion. */
#ifndef FULFIL_WILSON_H
#define FULFIL_WILSON_H

#include <stdint.h>

struct wilson_interval {
    double low;
    double high;
};

/*
 * The two-sided standard normal quantile of a confidence in (0,1), exclusive: z with P(|Z| <= z) = confidence.
 * Relative error about 1e-15, also for confidences next to 0 and 1. Wichura (1988), algorithm AS 241, PPND16.
 */
double wilson_quantile(double confidence);

/*
 * Wilson's score interval (E. B. Wilson 1927, Journal of the American Statistical Association 22, p. 209), without
 * continuity correction, for k of n, 0 <= k <= n, n >= 1, and z >= 0. Always 0 <= low <= k/n <= high <= 1; low is
 * exactly 0 at k = 0 and high exactly 1 at k = n. Each limit is free of cancellation. O(1).
 */
struct wilson_interval wilson_interval(int64_t k, int64_t n, double z);

#endif
