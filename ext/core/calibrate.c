/*
 * Confidence from scores.
 *
 * Two steps, each a convex likelihood with few parameters, so that some hundred rows are enough. First one factor common
 * to all labels (temperature scaling, Guo et al. 2017) by Newton's method: the derivative of -log p(label) is the mean
 * of the scores under softmax less the label's own, the second one their variance. Since a label can be wrong however
 * clear the text, that promises too much at the top and too little below; so what it gives the best label is put
 * through a sigmoid fitted to whether the best label was right (Platt 1999; Newton's method as in Lin, Lin and Weng
 * 2007, with their targets that keep the likelihood bounded when all are right).
 */
#include "calibrate.h"

#include <math.h>

enum { STEPS = 50 };

/* Bound of a logit: confidences stay within 1e-13 of 0 and 1. */
static const double furthest = 30;

static uint32_t best_of(const float *score, uint32_t labels)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < labels; i++) best = score[i] > score[best] ? i : best;
    return best;
}

/* Adds a row's part of both derivatives by the sharpness. */
static void add_slopes(const float *score, uint32_t label, uint32_t labels, double sharpness, double *first,
                       double *second)
{
    double highest = score[best_of(score, labels)], sum = 0, mean = 0, square = 0;
    for (uint32_t i = 0; i < labels; i++) {
        double above = score[i] - highest, part = exp(sharpness * above);
        sum += part;
        mean += part * above;
        square += part * above * above;
    }
    mean /= sum;
    *first += mean - (score[label] - highest);
    *second += square / sum - mean * mean;
}

static double fit_sharpness(const float *score, const uint32_t *label, size_t rows, uint32_t labels)
{
    double at = 1;
    for (int step = 0; step < STEPS; step++) {
        double first = 0, second = 0;
        for (size_t i = 0; i < rows; i++) add_slopes(score + i * labels, label[i], labels, at, &first, &second);
        double next = second > 0 ? at - first / second : CALIBRATE_MAX;
        next = fmin(fmax(next, at / 2), at * 2);
        next = fmin(fmax(next, CALIBRATE_MIN), CALIBRATE_MAX);
        double moved = fabs(next - at);
        at = next;
        if (moved <= 1e-6 * at)
            break;
    }
    return at;
}

/* Logit of a share, given the sum of the others' parts relative to its own. */
static double logit_of(double others)
{
    return fmin(fmax(-log(others + 1e-300), -furthest), furthest);
}

/* Logit of what softmax gives the best label of a row. */
static double best_logit(const float *score, uint32_t best, uint32_t labels, double sharpness)
{
    double others = 0;
    for (uint32_t i = 0; i < labels; i++) {
        if (i != best)
            others += exp(sharpness * ((double)score[i] - score[best]));
    }
    return logit_of(others);
}

/* First and second derivatives of the sigmoid's -log likelihood. */
struct slopes {
    double a, b, aa, ab, bb;
};

static struct slopes sigmoid_slopes(const float *score, const uint32_t *label, size_t rows, uint32_t labels,
                                    struct calibration at, const double target[2])
{
    struct slopes sum = {.aa = 1e-9, .bb = 1e-9};
    for (size_t i = 0; i < rows; i++) {
        uint32_t best = best_of(score + i * labels, labels);
        double x = best_logit(score + i * labels, best, labels, at.sharpness);
        double p = 1 / (1 + exp(-(at.slope * x + at.offset)));
        double miss = p - target[best == label[i]], weight = p * (1 - p);
        sum.a += miss * x;
        sum.b += miss;
        sum.aa += weight * x * x;
        sum.ab += weight * x;
        sum.bb += weight;
    }
    return sum;
}

struct calibration calibrate_fit(const float *score, const uint32_t *label, size_t rows, uint32_t labels)
{
    struct calibration at = {.sharpness = fit_sharpness(score, label, rows, labels), .slope = 1};
    double right = 0;
    for (size_t i = 0; i < rows; i++) right += best_of(score + i * labels, labels) == label[i];
    const double target[2] = {1 / ((double)rows - right + 2), (right + 1) / (right + 2)};
    for (int step = 0; step < STEPS; step++) {
        struct slopes sum = sigmoid_slopes(score, label, rows, labels, at, target);
        double area = sum.aa * sum.bb - sum.ab * sum.ab;
        if (!(area > 0))
            break;
        double a = (sum.bb * sum.a - sum.ab * sum.b) / area, b = (sum.aa * sum.b - sum.ab * sum.a) / area;
        double size = fmax(fmax(fabs(a), fabs(b)), 1); /* a step is at most 1 long */
        at.slope = fmin(fmax(at.slope - a / size, 0.05), 20);
        at.offset = fmin(fmax(at.offset - b / size, -furthest), furthest);
        if (fabs(a) + fabs(b) < 1e-6)
            break;
    }
    return at;
}

void calibrate_confidence(struct calibration calibration, const double *score, double *confidence, uint32_t labels)
{
    uint32_t best = 0;
    double others = 0, second = 0;
    for (uint32_t i = 1; i < labels; i++) best = score[i] > score[best] ? i : best;
    for (uint32_t i = 0; i < labels; i++) {
        confidence[i] = exp(calibration.sharpness * (score[i] - score[best]));
        if (i == best)
            continue;
        others += confidence[i];
        second = fmax(second, confidence[i]);
    }
    double sure = 1 / (1 + exp(-(calibration.slope * logit_of(others) + calibration.offset)));
    if (others > 0)
        sure = fmax(sure, second / (others + second));
    for (uint32_t i = 0; i < labels; i++) {
        if (i != best)
            confidence[i] = others > 0 ? confidence[i] / others * (1 - sure) : 0;
    }
    confidence[best] = sure;
}
