/*
 * Wilson's score interval for a proportion, with the normal quantile by algorithm AS 241.
 *
 * The limits are the roots of (n + z^2) p^2 - (2k + z^2) p + k^2/n = 0. The larger root is a sum of positive numbers;
 * the smaller follows from their product, so that nothing cancels.
 */
#include "wilson.h"

#include <math.h>

/* sum of c[i] x^i, i < 8 */
static double polynomial(const double c[8], double x)
{
    double sum = c[7];
    for (int i = 6; i >= 0; i--) sum = sum * x + c[i];
    return sum;
}

/* Coefficients of PPND16; numerators and denominators of the three ranges. */
static const double centre[2][8] = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
     3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};
static const double middle[2][8] = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}};
static const double tail[2][8] = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}};

double wilson_quantile(double confidence)
{
    double half = confidence / 2;
    if (half <= 0.425) {
        double r = 0.180625 - half * half;
        return half * polynomial(centre[0], r) / polynomial(centre[1], r);
    }
    double r = sqrt(-log((1 - confidence) / 2));
    if (r <= 5)
        return polynomial(middle[0], r - 1.6) / polynomial(middle[1], r - 1.6);
    return polynomial(tail[0], r - 5) / polynomial(tail[1], r - 5);
}

struct wilson_interval wilson_interval(int64_t k, int64_t n, double z)
{
    struct wilson_interval interval = {.low = 0, .high = 1};
    double total = (double)n, share = (double)k / total, square = z * z;
    double root = sqrt(square + 4 * (double)k * ((double)(n - k) / total));
    double high = (2 * (double)k + square + z * root) / (2 * (total + square));
    if (k > 0)
        interval.low = share * (double)k / ((total + square) * high);
    if (k < n)
        interval.high = high;
    if (interval.low > share)
        interval.low = share;
    if (interval.high < share)
        interval.high = share;
    return interval;
}
