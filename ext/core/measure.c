/* What a measure of a policy gives on a base: steps on an amount of money, exact to the fen. */
#include "measure.h"

#include <string.h>

bool measure_kind_parse(const char *text, size_t length, enum measure_kind *kind)
{
    static const char *const word[] = {
        [MEASURE_INCREMENT] = "increment", [MEASURE_RATE] = "rate",   [MEASURE_CAP] = "cap",
        [MEASURE_FLOOR] = "floor",         [MEASURE_AWARD] = "award",
    };
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (strlen(word[i]) == length && memcmp(word[i], text, length) == 0) {
            *kind = (enum measure_kind)i;
            return true;
        }
    }
    return false;
}

const char *measure_reason(enum measure_code code)
{
    switch (code) {
    case MEASURE_NEGATIVE:
        return "the amount is negative; a measure of an increment begins with a step of kind increment";
    case MEASURE_OVERFLOW:
        return "the amount goes beyond what fen can hold";
    case MEASURE_OK:
        break;
    }
    return "ok";
}

/* The amount, at least 0, times value / per, rounded down. */
static enum measure_code rate_apply(struct measure_step step, int64_t *fen)
{
    unsigned __int128 share = (unsigned __int128)*fen * (unsigned __int128)step.value / (unsigned __int128)step.per;
    if (share > INT64_MAX)
        return MEASURE_OVERFLOW;
    *fen = (int64_t)share;
    return MEASURE_OK;
}

enum measure_code measure_apply(struct measure_step step, int64_t *fen)
{
    if (*fen < 0 && step.kind != MEASURE_INCREMENT && step.kind != MEASURE_AWARD)
        return MEASURE_NEGATIVE;
    switch (step.kind) {
    case MEASURE_INCREMENT:
        *fen = *fen < 0 ? 0 : *fen;
        break;
    case MEASURE_RATE:
        return rate_apply(step, fen);
    case MEASURE_CAP:
        *fen = *fen > step.value ? step.value : *fen;
        break;
    case MEASURE_FLOOR:
        *fen = *fen < step.value ? step.value : *fen;
        break;
    case MEASURE_AWARD:
        *fen = step.value;
        break;
    }
    return MEASURE_OK;
}
