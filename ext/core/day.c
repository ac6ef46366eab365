/*
 * Calendar dates as day numbers.
 *
 * Conversion goes through eras of 400 years (146,097 days) that begin on 1 March, so that the leap day is an era
 * year's last day and both directions are a few integer divisions, without tables or loops.
 */
#include "day.h"

enum { DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400, DAYS_TO_1970 = 719468 /* from 0000-03-01 */ };

bool day_in_range(int64_t day)
{
    return day >= DAY_MIN && day <= DAY_MAX;
}

static int32_t month_length(int32_t year, int32_t month)
{
    static const int32_t length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return length[month - 1] + (month == 2 && leap);
}

bool day_civil_valid(struct day_civil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
           civil.day <= month_length(civil.year, civil.month);
}

int32_t day_from_civil(struct day_civil civil)
{
    int32_t year = civil.month <= 2 ? civil.year - 1 : civil.year; /* the year that began in March; never negative */
    int32_t era = year / YEARS_PER_ERA;
    int32_t year_of_era = year % YEARS_PER_ERA;
    int32_t month = (civil.month + 9) % 12; /* March is 0 */
    int32_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct day_civil day_to_civil(int32_t day)
{
    int32_t count = day + DAYS_TO_1970;
    int32_t era = count / DAYS_PER_ERA;
    int32_t day_of_era = count % DAYS_PER_ERA;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153; /* March is 0 */
    struct day_civil civil = {
        .year = era * YEARS_PER_ERA + year_of_era + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
    return civil;
}

int32_t day_weekday(int32_t day)
{
    int32_t weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}

static bool digits_parse(const char *text, int count, int32_t *number)
{
    int32_t value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *number = value;
    return true;
}

bool day_parse(const char *text, size_t length, int32_t *day)
{
    struct day_civil civil;
    if (length != DAY_TEXT_LENGTH || text[4] != '-' || text[7] != '-')
        return false;
    if (!digits_parse(text, 4, &civil.year) || !digits_parse(text + 5, 2, &civil.month) ||
        !digits_parse(text + 8, 2, &civil.day)) {
        return false;
    }
    if (!day_civil_valid(civil))
        return false;
    *day = day_from_civil(civil);
    return true;
}

static void digits_format(int32_t number, int count, char *text)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void day_format(int32_t day, char text[DAY_TEXT_LENGTH + 1])
{
    struct day_civil civil = day_to_civil(day);
    digits_format(civil.year, 4, text);
    text[4] = '-';
    digits_format(civil.month, 2, text + 5);
    text[7] = '-';
    digits_format(civil.day, 2, text + 8);
    text[DAY_TEXT_LENGTH] = '\0';
}
