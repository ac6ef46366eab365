/*
 * Instants as UTC seconds and the local days of a place.
 *
 * Local time is UTC plus the offset in force, found by bisection over the rows. The way back, from a local day to
 * its last instant, is asked segment by segment from the latest, because a clock set back shows some minutes twice.
 */
#include "instant.h"

#include <string.h>

#include "day.h"

enum { SECONDS_PER_DAY = 86400, SECONDS_PER_MINUTE = 60 };

bool instant_in_range(int64_t instant)
{
    return instant >= INSTANT_MIN && instant <= INSTANT_MAX;
}

static int32_t pair_parse(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

bool instant_parse(const char *text, size_t length, int64_t *instant)
{
    int32_t day, hour, minute, second;
    if (length != INSTANT_TEXT_LENGTH || !day_parse(text, DAY_TEXT_LENGTH, &day))
        return false;
    if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        return false;
    hour = pair_parse(text + 11);
    minute = pair_parse(text + 14);
    second = pair_parse(text + 17);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return false;
    *instant = (int64_t)day * SECONDS_PER_DAY + hour * 3600 + minute * SECONDS_PER_MINUTE + second;
    return true;
}

/* Splits seconds into a day and the second within it, 0..86399, also before 1970. */
static int64_t day_split(int64_t seconds, int32_t *second)
{
    int64_t day = seconds / SECONDS_PER_DAY;
    int64_t rest = seconds % SECONDS_PER_DAY;
    if (rest < 0) {
        rest += SECONDS_PER_DAY;
        day--;
    }
    *second = (int32_t)rest;
    return day;
}

static void pair_format(int32_t number, char *text)
{
    text[0] = (char)('0' + number / 10);
    text[1] = (char)('0' + number % 10);
}

void instant_format(int64_t instant, char text[INSTANT_TEXT_LENGTH + 1])
{
    int32_t second;
    int64_t day = day_split(instant, &second);
    day_format((int32_t)day, text);
    text[10] = 'T';
    pair_format(second / 3600, text + 11);
    text[13] = ':';
    pair_format(second / 60 % 60, text + 14);
    text[16] = ':';
    pair_format(second % 60, text + 17);
    text[19] = 'Z';
    text[INSTANT_TEXT_LENGTH] = '\0';
}

static const struct instant_offset *offset_find(struct instant_zone zone, int64_t instant)
{
    size_t low = 0, high = zone.count; /* the row wanted lies in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone.offset[middle].from <= instant)
            low = middle;
        else
            high = middle;
    }
    return &zone.offset[low];
}

int64_t instant_local(struct instant_zone zone, int64_t instant)
{
    return instant + (int64_t)offset_find(zone, instant)->minutes * SECONDS_PER_MINUTE;
}

bool instant_local_day(struct instant_zone zone, int64_t instant, int32_t *day)
{
    int32_t second;
    int64_t number = day_split(instant_local(zone, instant), &second);
    if (!day_in_range(number))
        return false;
    *day = (int32_t)number;
    return true;
}

bool instant_format_local(struct instant_zone zone, int64_t instant, char text[INSTANT_LOCAL_TEXT_LENGTH + 1])
{
    char full[INSTANT_TEXT_LENGTH + 1];
    int64_t local = instant_local(zone, instant);
    if (!instant_in_range(local))
        return false;
    instant_format(local, full);
    memcpy(text, full, INSTANT_LOCAL_TEXT_LENGTH);
    text[10] = ' ';
    text[INSTANT_LOCAL_TEXT_LENGTH] = '\0';
    return true;
}

/* The instant at which the clock shows a local time, given as if it were UTC. */
static int64_t local_instant(struct instant_zone zone, int64_t local)
{
    for (size_t i = 0;; i++) {
        int64_t instant = local - (int64_t)zone.offset[i].minutes * SECONDS_PER_MINUTE;
        if (i > 0 && instant < zone.offset[i].from)
            return zone.offset[i].from; /* between the rows: skipped */
        if (i + 1 == zone.count || instant < zone.offset[i + 1].from)
            return instant;
    }
}

bool instant_parse_local(struct instant_zone zone, const char *text, size_t length, int64_t *instant)
{
    char full[INSTANT_TEXT_LENGTH] = "YYYY-MM-DDTHH:MM:00Z";
    int64_t local;
    if ((length != INSTANT_LOCAL_TEXT_LENGTH && length != INSTANT_TEXT_LENGTH - 1) || (text[10] != ' ' && text[10] != 'T'))
        return false;
    memcpy(full, text, length);
    full[10] = 'T';
    if (!instant_parse(full, INSTANT_TEXT_LENGTH, &local))
        return false;
    local = local_instant(zone, local);
    if (!instant_in_range(local))
        return false;
    *instant = local;
    return true;
}

/* As instant_day_end, for any day number and without the check of range. */
static int64_t local_end(struct instant_zone zone, int64_t day)
{
    int64_t end = day * SECONDS_PER_DAY + SECONDS_PER_DAY - 1;
    for (size_t i = zone.count; i-- > 0;) {
        int64_t instant = end - (int64_t)zone.offset[i].minutes * SECONDS_PER_MINUTE;
        if (i + 1 < zone.count && instant >= zone.offset[i + 1].from)
            instant = zone.offset[i + 1].from - 1;
        if (i == 0 || instant >= zone.offset[i].from)
            return instant;
    }
    return end;
}

bool instant_day_end(struct instant_zone zone, int32_t day, int64_t *instant)
{
    *instant = local_end(zone, day);
    return instant_in_range(*instant);
}

bool instant_day_start(struct instant_zone zone, int32_t day, int64_t *instant)
{
    *instant = local_end(zone, (int64_t)day - 1) + 1;
    return instant_in_range(*instant);
}
