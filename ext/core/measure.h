/* What a measure of a policy gives on a base: steps on an amount of money, exact to the fen. */
#ifndef FULFIL_MEASURE_H
#define FULFIL_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum measure_kind {
    MEASURE_INCREMENT, /* a negative amount becomes 0; takes no value */
    MEASURE_RATE,      /* the amount times value / per, rounded down to the fen */
    MEASURE_CAP,       /* at most value */
    MEASURE_FLOOR,     /* at least value */
    MEASURE_AWARD      /* value, whatever the amount was */
};

enum measure_code {
    MEASURE_OK,
    MEASURE_NEGATIVE, /* a rate, cap or floor of a negative amount */
    MEASURE_OVERFLOW  /* beyond int64 */
};

struct measure_step {
    enum measure_kind kind;
    int64_t value; /* fen, at least 0; of a rate its numerator */
    int64_t per;   /* of a rate its denominator, above 0 */
};

/* The kind that a word names: increment, rate, cap, floor, award. */
bool measure_kind_parse(const char *text, size_t length, enum measure_kind *kind);

/* What a code means, for a message. */
const char *measure_reason(enum measure_code code);

/*
 * Does one step on *fen. The product of a rate is exact before it is rounded down, so that no measure ever gives more
 * than its rate. *fen is unchanged unless MEASURE_OK is given. O(1).
 */
enum measure_code measure_apply(struct measure_step step, int64_t *fen);

#endif
