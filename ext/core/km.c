/*
 * Kaplan-Meier's estimate in one pass over the durations of a state.
 *
 * Every rule is that of R's package survival, against which the results are tested: survfit (survival, Greenwood),
 * survfit_confint (limits), quantile.survfit (quantiles) and survmean (restricted mean). O(durations), no memory.
 */
#include "km.h"

#include <math.h>

/* sqrt(2^-52), R's tolerance for "exactly the share asked for" */
#define TOLERANCE 1.4901161193847656e-8

static bool next_of_reader(void *self, const struct fulfilment_row **row, size_t *rows)
{
    struct fulfilment_reader *reader = self;
    if (!fulfilment_reader_next(reader))
        return false;
    *row = reader->row;
    *rows = reader->rows;
    return true;
}

struct km_source km_source_reader(struct fulfilment_reader *reader)
{
    return (struct km_source){.cases = reader->total[FULFILMENT_OPEN] + reader->total[FULFILMENT_SOLVED] +
                                       reader->total[FULFILMENT_WITHDRAWN],
                              .next = next_of_reader,
                              .self = reader};
}

void km_start(struct km *km, int64_t cases)
{
    *km = (struct km){.left = cases, .point = {.survival = 1}};
}

void km_step(struct km *km, const struct fulfilment_row *row)
{
    struct km_point *point = &km->point;
    point->t = row->t;
    point->at_risk = km->left;
    point->solved = row->count[FULFILMENT_SOLVED];
    point->censored = row->count[FULFILMENT_OPEN] + row->count[FULFILMENT_WITHDRAWN];
    if (point->solved > 0) {
        double risk = (double)point->at_risk, rest = (double)(point->at_risk - point->solved);
        point->survival *= rest / risk;
        point->variance += (double)point->solved / (risk * rest);
    }
    km->left -= point->solved + point->censored;
}

double km_error(const struct km_point *point)
{
    return point->survival > 0 ? point->survival * sqrt(point->variance) : (double)NAN;
}

void km_limits(double estimate, double log_error, double z, enum km_kind kind, double *low, double *high)
{
    double reach = z * log_error;
    bool inside = estimate > 0 && (estimate < 1 || kind != KM_LOG_LOG);
    *low = *high = (double)NAN;
    if (!inside)
        return;
    if (kind == KM_PLAIN) {
        *low = fmax(estimate - reach * estimate, 0);
        *high = fmin(estimate + reach * estimate, 1);
    } else if (kind == KM_LOG) {
        *low = exp(log(estimate) - reach);
        *high = fmin(exp(log(estimate) + reach), 1);
    } else {
        double outer = log(-log(estimate));
        reach /= log(estimate); /* negative: the limits change places */
        *low = exp(-exp(outer - reach));
        *high = exp(-exp(outer + reach));
    }
}

/* The asked curve's value at a point. */
static double value_at(const struct km_point *point, const struct km_question *question)
{
    double low, high;
    if (question->curve == KM_ESTIMATE)
        return point->survival;
    km_limits(point->survival, sqrt(point->variance), question->z, question->kind, &low, &high);
    return question->curve == KM_LOW ? low : high;
}

/*
 * The search for a quantile in the curve of y = 1 - value. R drops repeated y, orders the rest by y, and takes the first
 * that is at least p - TOLERANCE and the first that is at least p + TOLERANCE; a curve of limits need not be monotone,
 * so "first" is the one of the smallest y.
 */
struct search {
    double p;
    double near_y, near_t; /* the smallest y >= p - TOLERANCE so far */
    double far_y, far_t;   /* the smallest y >= p + TOLERANCE */
    double last_y, last_t; /* the last y that was not dropped; the last duration */
};

static void search_step(struct search *search, double t, double y)
{
    search->last_t = t;
    if (y == search->last_y || y == 0)
        return;
    search->last_y = y;
    if (y + TOLERANCE >= search->p && y < search->near_y) {
        search->near_y = y;
        search->near_t = t;
    }
    if (y - TOLERANCE >= search->p && y < search->far_y) {
        search->far_y = y;
        search->far_t = t;
    }
}

static bool search_end(const struct search *search, double *t)
{
    if (search->p == 0) {
        *t = 0;
    } else if (fabs(search->p - search->last_y) < TOLERANCE) {
        *t = (search->near_t + search->last_t) / 2;
    } else if (search->near_y <= 1 && search->far_y <= 1) {
        *t = (search->near_t + search->far_t) / 2;
    } else {
        return false;
    }
    return true;
}

/*
 * The same search in the estimate alone, which only falls. Survival is the product of the shares left of those at risk,
 * kept as two products, `base` over `from` for the durations before and `left` over 1 for this one: so no duration needs a
 * division, and none a branch on whether it has solved or censored cases, which in a window of few cases is a coin's throw.
 * Both are divided by the larger before it could overflow. What is left of all cases is never more than survival, so that
 * nothing is near before no more than `least` are left.
 */
struct fall {
    int64_t left, least;
    double base, from;
    double near, far; /* survival at or below which the quantile is near, and past */
    int64_t near_t, far_t, last_t;
    bool is_near;
};

#define FALL_LARGE 0x1p500

static void fall_start(struct fall *fall, int64_t cases, double p)
{
    *fall = (struct fall){
        .left = cases, .base = 1, .from = (double)cases, .near = 1 - p + TOLERANCE, .far = 1 - p - TOLERANCE};
    fall->least = (int64_t)(fall->near * fall->from) + 1;
}

/* True once the quantile is past. */
static inline bool fall_step(struct fall *fall, int64_t t, const int64_t *count)
{
    fall->last_t = t;
    fall->left -= count[FULFILMENT_SOLVED];
    double share = fall->base * (double)fall->left; /* of `from` */
    if (fall->left <= fall->least && share <= fall->near * fall->from && count[FULFILMENT_SOLVED] > 0) {
        if (!fall->is_near)
            fall->near_t = t;
        fall->is_near = true;
        fall->far_t = t;
        if (share <= fall->far * fall->from)
            return true;
    }
    fall->left -= count[FULFILMENT_OPEN] + count[FULFILMENT_WITHDRAWN];
    fall->base = share;
    fall->from *= (double)fall->left;
    if (fall->from > FALL_LARGE) {
        fall->base /= fall->from;
        fall->from = 1;
    }
    return false;
}

/*
 * fall_step for the first durations of a block, as long as more than `least` are left and there is nothing to compare;
 * gives the bits of those that remain. In variables of its own, because a window walks here for every row.
 */
static inline uint64_t fall_begin(struct fall *fall, uint64_t bits, const int64_t *counts)
{
    const int64_t least = fall->least;
    int64_t left = fall->left;
    double base = fall->base, from = fall->from;
    for (; bits != 0; bits &= bits - 1) {
        const int64_t *count = &counts[FULFILMENT_OUTCOMES * (size_t)__builtin_ctzll(bits)];
        int64_t after = left - count[FULFILMENT_SOLVED];
        if (after <= least)
            break;
        left = after - count[FULFILMENT_OPEN] - count[FULFILMENT_WITHDRAWN];
        base *= (double)after;
        from *= (double)left;
        if (from > FALL_LARGE) {
            base /= from;
            from = 1;
        }
    }
    fall->left = left;
    fall->base = base;
    fall->from = from;
    return bits;
}

/* `past`: fall_step said so last. */
static bool fall_end(const struct fall *fall, double p, bool past, double *t)
{
    *t = p == 0 ? 0 : ((double)fall->near_t + (double)(past ? fall->far_t : fall->last_t)) / 2;
    return p == 0 || fall->is_near;
}

static bool estimate_quantile(struct km_source source, double p, double *t)
{
    struct fall fall;
    const struct fulfilment_row *row;
    size_t rows;
    bool past = false;
    fall_start(&fall, source.cases, p);
    while (!past && source.next(source.self, &row, &rows)) {
        for (size_t i = 0; i < rows && !past; i++) past = fall_step(&fall, row[i].t, row[i].count);
    }
    return fall_end(&fall, p, past, t);
}

bool km_quantile_cursor(struct fulfilment_cursor *cursor, double p, double *t)
{
    struct fall fall;
    const int64_t *count = NULL, *counts;
    int64_t at = 0, base;
    bool past = false;
    fall_start(&fall, fulfilment_cases(cursor->state), p);
    do {
        if (count)
            past = fall_step(&fall, at, count);
        uint64_t bits = past ? 0 : fulfilment_cursor_rest(cursor, &base, &counts);
        if (bits != 0) {
            fall.last_t = base + 63 - __builtin_clzll(bits);
            bits = fall_begin(&fall, bits, counts);
        }
        for (; bits != 0 && !past; bits &= bits - 1) {
            int place = __builtin_ctzll(bits);
            past = fall_step(&fall, base + place, &counts[FULFILMENT_OUTCOMES * place]);
        }
    } while (!past && (count = fulfilment_cursor_turn(cursor, &at)) != NULL);
    return fall_end(&fall, p, past, t);
}

bool km_quantile(struct km_source source, struct km_question question, double p, double *t)
{
    struct search search = {.p = p, .near_y = 2, .far_y = 2};
    struct km km;
    const struct fulfilment_row *row;
    size_t rows;
    if (question.curve == KM_ESTIMATE)
        return estimate_quantile(source, p, t);
    km_start(&km, source.cases);
    while (source.next(source.self, &row, &rows)) {
        for (size_t i = 0; i < rows; i++) {
            km_step(&km, &row[i]);
            search_step(&search, (double)row[i].t, 1 - value_at(&km.point, &question));
        }
    }
    return search_end(&search, t);
}

double km_value(struct km_source source, struct km_question question, double t)
{
    struct km km;
    const struct fulfilment_row *row;
    size_t rows;
    km_start(&km, source.cases);
    while (source.next(source.self, &row, &rows)) {
        for (size_t i = 0; i < rows; i++) {
            if ((double)row[i].t > t)
                return value_at(&km.point, &question);
            km_step(&km, &row[i]);
        }
    }
    return value_at(&km.point, &question);
}

/*
 * The variance of the area is the sum over durations of (area beyond it)^2 solved/(at_risk (at_risk - solved)). Kept as
 * sums that only grow, area by area: weight = sum of w, cross = sum of w (area beyond), square = sum of w (area beyond)^2.
 */
struct area {
    double sum, weight, cross, square;
};

static void area_grow(struct area *area, double more)
{
    area->sum += more;
    area->square += 2 * more * area->cross + more * more * area->weight;
    area->cross += more * area->weight;
}

double km_mean(struct km_source source, double t, double *error)
{
    struct area area = {0};
    double from = 0;
    struct km km;
    const struct fulfilment_row *row;
    size_t rows;
    km_start(&km, source.cases);
    while (source.next(source.self, &row, &rows)) {
        for (size_t i = 0; i < rows && (double)row[i].t <= t; i++) {
            area_grow(&area, km.point.survival * ((double)row[i].t - from));
            from = (double)row[i].t;
            km_step(&km, &row[i]);
            double rest = (double)(km.left + km.point.censored);
            if (rest > 0)
                area.weight += (double)km.point.solved / ((double)km.point.at_risk * rest);
        }
    }
    area_grow(&area, km.point.survival * (t - from));
    *error = sqrt(area.square);
    return area.sum;
}
