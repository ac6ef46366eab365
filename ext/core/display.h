/* Numbers as people read them: counts with grouped digits, shares as exact percentages. */
#ifndef FULFIL_DISPLAY_H
#define FULFIL_DISPLAY_H

#include <stdint.h>

/* Room for any text written here with its NUL. */
#define DISPLAY_SIZE 40

/* Writes a number with a comma between groups of three digits; gives its length. */
int display_grouped(uint64_t number, char text[DISPLAY_SIZE]);

/* Writes a count, `1,234` or `-1,234`. */
void display_count(int64_t count, char text[DISPLAY_SIZE]);

/*
 * Writes n/d, d >= 1, as a percentage with two decimals, `82.40%`, rounded half up (a negative one half away from
 * zero) from the exact fraction. Only none is shown as 0.00% and only all as 100.00%: a share between the two that
 * would be rounded to either is shown as 0.01% or 99.99%. Digits are not grouped.
 */
void display_percent(int64_t n, int64_t d, char text[DISPLAY_SIZE]);

#endif
