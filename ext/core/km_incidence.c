/*
 * Aalen and Johansen's cumulative incidence with the variance of the infinitesimal jackknife, in one pass.
 *
 * The share grows at each duration by S d/r: S is the probability to have ended neither way before, d the ends of the
 * kind asked for, r the cases at risk. Its variance is the sum over cases of U^2, where U is the derivative of the share
 * with respect to the weight of the case. With L the derivative of log S, a duration with D ends of both kinds adds to a
 * case at risk S d/r (L - 1/r), and S/r more if it is an end of the kind; then D/(r (r - D)) to L of those that stay, and
 * -1/r to L of those that end. A case that has left keeps its L, and its U grows by L times what the share grows by.
 *
 * So all cases at risk have one U (`present`) and one L (`present_log`), and those that have left need only the sums of
 * U^2, U L and L^2 (`gone`, `gone_cross`, `gone_log`), which O(1) work per duration keeps.
 */
#include "km.h"

#include <math.h>

void km_incidence_start(struct km_incidence *incidence, enum fulfilment_outcome outcome, int64_t cases)
{
    *incidence = (struct km_incidence){.left = cases, .outcome = outcome, .survival = 1};
}

/* `count` cases leave with their U and L. */
static void leave(struct km_incidence *incidence, double count, double u, double l)
{
    incidence->gone += count * u * u;
    incidence->gone_cross += count * u * l;
    incidence->gone_log += count * l * l;
}

void km_incidence_step(struct km_incidence *incidence, const struct fulfilment_row *row)
{
    double risk = (double)incidence->left, kind = (double)row->count[incidence->outcome];
    double ends = (double)(row->count[FULFILMENT_SOLVED] + row->count[FULFILMENT_WITHDRAWN]);
    double step = incidence->survival / risk, more = step * kind, stay = risk - ends;
    incidence->t = row->t;
    incidence->at_risk = incidence->left;
    incidence->solved = row->count[FULFILMENT_SOLVED];
    incidence->withdrawn = row->count[FULFILMENT_WITHDRAWN];
    incidence->censored = row->count[FULFILMENT_OPEN];
    incidence->left -= incidence->solved + incidence->withdrawn + incidence->censored;

    incidence->gone += more * (2 * incidence->gone_cross + more * incidence->gone_log);
    incidence->gone_cross += more * incidence->gone_log;
    incidence->present += more * (incidence->present_log - 1 / risk);
    leave(incidence, kind, incidence->present + step, incidence->present_log - 1 / risk);
    leave(incidence, ends - kind, incidence->present, incidence->present_log - 1 / risk);
    if (stay > 0)
        incidence->present_log += ends / (risk * stay);
    leave(incidence, (double)incidence->censored, incidence->present, incidence->present_log);

    incidence->share += more;
    incidence->survival *= stay / risk;
    incidence->variance = incidence->gone + (double)incidence->left * incidence->present * incidence->present;
}

double km_incidence_value(struct km_source source, enum fulfilment_outcome outcome, struct km_question question,
                          double t)
{
    struct km_incidence incidence;
    const struct fulfilment_row *row;
    size_t rows;
    double low, high;
    bool within = true;
    km_incidence_start(&incidence, outcome, source.cases);
    while (within && source.next(source.self, &row, &rows)) {
        for (size_t i = 0; i < rows && within; i++) {
            within = (double)row[i].t <= t;
            if (within)
                km_incidence_step(&incidence, &row[i]);
        }
    }
    if (question.curve == KM_ESTIMATE)
        return incidence.share;
    km_limits(incidence.share, sqrt(incidence.variance) / incidence.share, question.z, question.kind, &low, &high);
    return question.curve == KM_LOW ? low : high;
}
