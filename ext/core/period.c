/* Reporting periods: division by the period's length, rounded downwards, also before the anchor. */
#include "period.h"

#include "day.h"

int64_t period_of(struct period_rule rule, int32_t day)
{
    int64_t distance = (int64_t)day - rule.anchor;
    int64_t number = distance / rule.days;
    if (distance % rule.days < 0)
        number--;
    return number + 1;
}

bool period_first(struct period_rule rule, int64_t number, int32_t *day)
{
    int64_t first;
    if (number < DAY_MIN - (int64_t)DAY_MAX || number > DAY_MAX - (int64_t)DAY_MIN)
        return false; /* no overflow below */
    first = rule.anchor + (number - 1) * rule.days;
    if (!day_in_range(first))
        return false;
    *day = (int32_t)first;
    return true;
}

bool period_after(struct period_rule rule, int64_t number, int32_t *day)
{
    return number < INT64_MAX && period_first(rule, number + 1, day);
}
