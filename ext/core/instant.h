/* Instants as UTC seconds, their text, and the local days of a place whose UTC offset changes at known instants. */
#ifndef FULFIL_INSTANT_H
#define FULFIL_INSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An instant counts seconds from 1970-01-01T00:00:00Z without leap seconds. */
#define INSTANT_MIN INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define INSTANT_MAX INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

/* Length of `YYYY-MM-DDTHH:MM:SSZ`. */
#define INSTANT_TEXT_LENGTH 20

/* Length of `YYYY-MM-DD HH:MM`. */
#define INSTANT_LOCAL_TEXT_LENGTH 16

/* Offset of local time from UTC, in force from an instant until the next row. */
struct instant_offset {
    int64_t from;
    int32_t minutes; /* east of Greenwich is positive */
};

/* Offsets in ascending order of `from`; the first row also holds before its instant. count >= 1. */
struct instant_zone {
    const struct instant_offset *offset;
    size_t count;
};

/* Whether the number lies in INSTANT_MIN..INSTANT_MAX. */
bool instant_in_range(int64_t instant);

/* Reads exactly `YYYY-MM-DDTHH:MM:SSZ` of `length` bytes, hours 00..23, seconds 00..59. False leaves *instant alone. */
bool instant_parse(const char *text, size_t length, int64_t *instant);

/* Writes `YYYY-MM-DDTHH:MM:SSZ` and a NUL; the instant must be in range. */
void instant_format(int64_t instant, char text[INSTANT_TEXT_LENGTH + 1]);

/* Seconds of local time (as if it were UTC) at an instant. O(log rows). */
int64_t instant_local(struct instant_zone zone, int64_t instant);

/* Local day at an instant. False if it lies outside the years 0001..9999. */
bool instant_local_day(struct instant_zone zone, int64_t instant, int32_t *day);

/* Writes local `YYYY-MM-DD HH:MM` and a NUL. False if outside the years 0001..9999. */
bool instant_format_local(struct instant_zone zone, int64_t instant, char text[INSTANT_LOCAL_TEXT_LENGTH + 1]);

/*
 * Reads local `YYYY-MM-DD HH:MM:SS` (a T between them will do, seconds may be left out) of `length` bytes as an instant.
 * A time that the clock shows twice is the first of both, one that it skips the instant of the change: so the order of
 * local times is that of their instants. False, with *instant alone, if it is none or out of range. O(rows).
 */
bool instant_parse_local(struct instant_zone zone, const char *text, size_t length, int64_t *instant);

/*
 * The last instant of a local day: the last whose local time is not after 23:59:59 of that day, also where a change
 * of offset repeats or skips the end of the day. False if out of range. O(rows).
 */
bool instant_day_end(struct instant_zone zone, int32_t day, int64_t *instant);

/* The first instant of a local day: the one after the end of the day before. False if out of range. O(rows). */
bool instant_day_start(struct instant_zone zone, int32_t day, int64_t *instant);

#endif
