/* Calendar dates as day numbers, proleptic Gregorian, 0001-01-01 to 9999-12-31. */
#ifndef FULFIL_DAY_H
#define FULFIL_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A day number counts days from 1970-01-01, which is 0. */
#define DAY_MIN (-719162) /* 0001-01-01 */
#define DAY_MAX 2932896   /* 9999-12-31 */

/* Length of `YYYY-MM-DD`. */
#define DAY_TEXT_LENGTH 10

struct day_civil {
    int32_t year;  /* 1..9999 */
    int32_t month; /* 1..12 */
    int32_t day;   /* 1..31 */
};

/* Whether the day number lies in DAY_MIN..DAY_MAX. */
bool day_in_range(int64_t day);

/* Whether the three numbers name a day that exists. */
bool day_civil_valid(struct day_civil civil);

/* Day number of an existing date. O(1). */
int32_t day_from_civil(struct day_civil civil);

/* Date of a day number in range. O(1). */
struct day_civil day_to_civil(int32_t day);

/* Weekday of a day number: 0 is Monday, 6 is Sunday. */
int32_t day_weekday(int32_t day);

/*
 * Reads exactly `YYYY-MM-DD` of `length` bytes (no NUL needed), ASCII digits only; the date must exist.
 * Gives false and leaves *day alone otherwise.
 */
bool day_parse(const char *text, size_t length, int32_t *day);

/* Writes `YYYY-MM-DD` and a NUL. */
void day_format(int32_t day, char text[DAY_TEXT_LENGTH + 1]);

#endif
