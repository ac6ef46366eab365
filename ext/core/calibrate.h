/* Confidence from scores: how sharp to take them. */
#ifndef FULFIL_CALIBRATE_H
#define FULFIL_CALIBRATE_H

#include <stddef.h>
#include <stdint.h>

/* Limits of a sharpness. */
#define CALIBRATE_MIN 0.01
#define CALIBRATE_MAX 20.0

/*
 * With p = softmax(sharpness * score), the first label of the highest score gets the confidence
 * 1 / (1 + exp(-(slope * logit(p) + offset))), but never less than another one; the others share what is left as in p.
 */
struct calibration {
    double sharpness;
    double slope, offset;
};

/*
 * Fits all three to rows that were not trained on, so that their labels become most likely. score holds `labels` numbers a
 * row, rows is 1 or more. O(rows x labels), a few dozen times.
 */
struct calibration calibrate_fit(const float *score, const uint32_t *label, size_t rows, uint32_t labels);

/* What `labels` scores are worth; the confidences add up to 1. */
void calibrate_confidence(struct calibration calibration, const double *score, double *confidence, uint32_t labels);

#endif
