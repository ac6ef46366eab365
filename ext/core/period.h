/* Reporting periods: equal runs of days, numbered from the one that begins on the anchor. */
#ifndef FULFIL_PERIOD_H
#define FULFIL_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

struct period_rule {
    int32_t anchor; /* day number of the first day of period 1 */
    int32_t days;   /* length of a period, at least 1 */
};

/* Number of the period that holds a day; 0 and negative before the anchor. O(1). */
int64_t period_of(struct period_rule rule, int32_t day);

/*
 * First day of a period, and the first day after it. False if it is not in 0001-01-01..9999-12-31. O(1).
 */
bool period_first(struct period_rule rule, int64_t number, int32_t *day);
bool period_after(struct period_rule rule, int64_t number, int32_t *day);

#endif
