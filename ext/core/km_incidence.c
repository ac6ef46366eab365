/*
 * Aalen and Johansen's cumulative incidence and its variance, in one pass.
 *
 * At a duration u with r cases at risk, of which d end in the way asked for and e in the other, the share F grows by
 * S d/r and the share G of the other way by S e/r, where S = 1 - F - G is the share without an end before u. Seen from u,
 * a case at risk is worth S if it ends in the way asked for, nothing if it ends in the other, and, if it stays, what the
 * future holds for those who stay, (F(t) - F(u))/(1 - (d + e)/r). The variance of F(t) is the sum over u of the variance
 * of that worth divided by r. As a sum over pairs of the three fates it is
 *
 *     d e S(u-)^2 / r^3  +  w d (S(t) + G(t) - G(u))^2  +  w e (F(t) - F(u))^2,    w = 1/(r (r - d - e)),
 *
 * in which nothing is subtracted from anything of its own size. G(t) - G(u) and F(t) - F(u) grow with t: the sum of their
 * weighted squares is carried on by it, the weighted sum of themselves, and the weights, with O(1) work a duration.
 */
#include "km.h"

#include <math.h>

void km_incidence_start(struct km_incidence *incidence, enum fulfilment_outcome outcome, int64_t cases)
{
    *incidence = (struct km_incidence){.left = cases, .outcome = outcome, .survival = 1};
}

/* Every difference grows by `more`. */
static void spread_grow(struct km_spread *spread, double more)
{
    spread->square += more * (2 * spread->cross + more * spread->weight);
    spread->cross += more * spread->weight;
}

void km_incidence_step(struct km_incidence *incidence, const struct fulfilment_row *row)
{
    enum fulfilment_outcome other = incidence->outcome == FULFILMENT_SOLVED ? FULFILMENT_WITHDRAWN : FULFILMENT_SOLVED;
    double risk = (double)incidence->left, own = (double)row->count[incidence->outcome];
    double rival = (double)row->count[other], stay = risk - own - rival, step = incidence->survival / risk;
    incidence->t = row->t;
    incidence->at_risk = incidence->left;
    incidence->solved = row->count[FULFILMENT_SOLVED];
    incidence->withdrawn = row->count[FULFILMENT_WITHDRAWN];
    incidence->censored = row->count[FULFILMENT_OPEN];
    incidence->left -= incidence->solved + incidence->withdrawn + incidence->censored;

    spread_grow(&incidence->own, step * rival);
    spread_grow(&incidence->rival, step * own);
    incidence->tied += step * step * own * rival / risk;
    if (stay > 0) {
        incidence->own.weight += own / (risk * stay);
        incidence->rival.weight += rival / (risk * stay);
    }
    incidence->share += step * own;
    incidence->survival *= stay / risk;
    incidence->variance =
        incidence->tied + incidence->rival.square + incidence->own.square +
        incidence->survival * (2 * incidence->own.cross + incidence->survival * incidence->own.weight);
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
