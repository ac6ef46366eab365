/* Kaplan-Meier's estimate, its intervals, quantiles and restricted mean; the cumulative incidence beside it. */
#ifndef FULFIL_KM_H
#define FULFIL_KM_H

#include <stdbool.h>
#include <stdint.h>

#include "fulfilment.h"
#include "fulfilment_blob.h"

/* How limits are made of an estimate and its standard error; names as in R's survfit. */
enum km_kind { KM_LOG, KM_LOG_LOG, KM_PLAIN, KM_KINDS };

/* --- where the rows come from ----------------------------------------------------------------------------------------- */

/* Durations in ascending order, some at a time; cases is known beforehand. */
struct km_source {
    int64_t cases;
    bool (*next)(void *self, const struct fulfilment_row **row, size_t *rows);
    void *self;
};

/* From bytes that fulfilment_reader_open has accepted; the reader's code tells afterwards whether they were whole. */
struct km_source km_source_reader(struct fulfilment_reader *reader);

/* --- the curve -------------------------------------------------------------------------------------------------------- */

/*
 * The curve at and after one duration. survival is the product over durations so far of 1 - solved/at_risk; withdrawn
 * cases count as censored. variance is Greenwood's sum of solved/(at_risk (at_risk - solved)), the variance of
 * log(survival), and infinite once survival is 0. E. L. Kaplan and P. Meier 1958, JASA 53, p. 457; M. Greenwood 1926.
 */
struct km_point {
    int64_t t, at_risk, solved, censored;
    double survival, variance;
};

/* The walk along a curve: `left` cases are at risk at the next duration. */
struct km {
    int64_t left;
    struct km_point point;
};

void km_start(struct km *km, int64_t cases);
void km_step(struct km *km, const struct fulfilment_row *row);

/* The standard error of survival; NaN where survival is 0. */
double km_error(const struct km_point *point);

/*
 * Limits of an estimate in 0..1 whose logarithm has the standard error `log_error`, by R's survfit_confint: log and
 * plain are cut at 1, plain at 0. NaN where the kind has none: log at 0, log-log at 0 and 1, plain at 0 after Greenwood.
 */
void km_limits(double estimate, double log_error, double z, enum km_kind kind, double *low, double *high);

/* --- figures ---------------------------------------------------------------------------------------------------------- */

/* Which curve a quantile or value is read from. */
enum km_curve { KM_ESTIMATE, KM_LOW, KM_HIGH };

struct km_question {
    enum km_curve curve;
    enum km_kind kind;
    double z; /* of the confidence; 0 and no matter for KM_ESTIMATE */
};

/*
 * The duration by which the share p of the cases is solved, 0 <= p <= 1: the first where the curve is at or below 1 - p.
 * Where it is 1 - p itself, to sqrt(2^-52), the mean of that duration and the next lower step's, or of that and the last
 * duration where no step follows: R's quantile.survfit. KM_LOW answers from the curve of lower limits, which is the
 * quantile's lower limit, too. False where the curve never falls so far.
 */
bool km_quantile(struct km_source source, struct km_question question, double p, double *t);

/* The same of the estimate of a state, by a cursor that fulfilment_cursor_open has opened: for windows. */
bool km_quantile_cursor(struct fulfilment_cursor *cursor, double p, double *t);

/* The curve at time t: 1 before the first duration, the last value after the last. NaN where the limit is none. */
double km_value(struct km_source source, struct km_question question, double t);

/*
 * The area under the curve from 0 to t, the last value extended flat as R does, and its standard error (R's survmean).
 */
double km_mean(struct km_source source, double t, double *error);

/* --- cumulative incidence --------------------------------------------------------------------------------------------- */

/*
 * The share of the cases solved, or withdrawn, by a time, the other being a competing end: Aalen and Johansen 1978,
 * Scandinavian Journal of Statistics 5, p. 141. variance is by the delta method from the hazards' multinomial variance,
 * which is that of the infinitesimal jackknife in R's survfit for more than two states.
 */
struct km_incidence {
    int64_t left;
    int64_t t, at_risk, solved, withdrawn, censored;
    double share, variance;
    /* the walk: sums that km_incidence.c explains */
    enum fulfilment_outcome outcome;
    double survival, tied;
    struct km_spread {
        double weight, cross, square;
    } own, rival;
};

/* outcome: FULFILMENT_SOLVED or FULFILMENT_WITHDRAWN. */
void km_incidence_start(struct km_incidence *incidence, enum fulfilment_outcome outcome, int64_t cases);
void km_incidence_step(struct km_incidence *incidence, const struct fulfilment_row *row);

/* As km_value, of the incidence. NaN for a limit at share 0. */
double km_incidence_value(struct km_source source, enum fulfilment_outcome outcome, struct km_question question,
                          double t);

#endif
