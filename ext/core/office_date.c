/*
 * Dates and times as offices write them.
 *
 * A reader with one place in the folded cell: the day by the first of its forms that begins like the text, then the
 * weekday, the time and the offset, each where it is there; anything left over makes the whole unreadable.
 */
#include "office_date.h"

#include "cell.h"
#include "day.h"
#include "instant.h"

enum { SECONDS_PER_DAY = 86400, SERIAL_LEAST = 20000, SERIAL_MOST = 80000, SERIAL_EPOCH = 25569, DIGITS_MOST = 14 };

struct reader {
    const struct cell *cell;
    size_t at;
    int32_t year; /* of dates that have none; 0 not known */
    struct day_civil civil;
    int32_t day;
    bool timed;
    int32_t second; /* of the day; SECONDS_PER_DAY for 24:00 */
    bool offset_set;
    int32_t offset; /* minutes */
};

static uint32_t here(const struct reader *reader)
{
    return reader->cell->code[reader->at];
}

static bool take(struct reader *reader, const char *word)
{
    size_t length = cell_word(reader->cell, reader->at, word);
    reader->at += length;
    return length > 0;
}

static void skip(struct reader *reader)
{
    reader->at = cell_skip(reader->cell, reader->at);
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Reads a run of Arabic digits; gives how many (0: none; more than DIGITS_MOST count, but not their value). */
static size_t digits(struct reader *reader, int64_t *number)
{
    size_t count = 0;
    *number = 0;
    for (; is_digit(here(reader)); reader->at++, count++) {
        if (count < DIGITS_MOST)
            *number = *number * 10 + (int64_t)(here(reader) - '0');
    }
    return count;
}

/* The value of a Chinese digit, 10 for 十, 20 for 廿, 30 for 卅; -1 for another character. */
static int32_t numeral(uint32_t code)
{
    switch (code) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
    case 0x25CB: /* ○, written for 〇 */
        return 0;
    case 0x4E00: /* 一 */
        return 1;
    case 0x4E8C: /* 二 */
        return 2;
    case 0x4E09: /* 三 */
        return 3;
    case 0x56DB: /* 四 */
        return 4;
    case 0x4E94: /* 五 */
        return 5;
    case 0x516D: /* 六 */
        return 6;
    case 0x4E03: /* 七 */
        return 7;
    case 0x516B: /* 八 */
        return 8;
    case 0x4E5D: /* 九 */
        return 9;
    case 0x5341: /* 十 */
        return 10;
    case 0x5EFF: /* 廿 */
        return 20;
    case 0x5345: /* 卅 */
        return 30;
    default:
        return -1;
    }
}

/* Reads a number below 100 in Chinese numerals: 五, 十, 十五, 二十, 二十五, 〇五, 廿五. */
static bool numerals(struct reader *reader, int64_t *number)
{
    int32_t value = numeral(here(reader)), next;
    if (value < 0)
        return false;
    reader->at++;
    next = numeral(here(reader));
    if (value < 10 && next == 10) { /* 二十 */
        value *= 10;
        reader->at++;
        next = numeral(here(reader));
    } else if (value == 0 && next > 0 && next < 10) { /* 〇五 */
        value = next;
        reader->at++;
        next = -1;
    }
    if (value >= 10 && next > 0 && next < 10) {
        value += next;
        reader->at++;
    }
    *number = value;
    return true;
}

/* A number of one or two digits, Arabic or Chinese. */
static bool small(struct reader *reader, int64_t *number)
{
    size_t count = digits(reader, number);
    return count > 0 ? count <= 2 : numerals(reader, number);
}

/* Sets the day from year, month and day of the month. */
static enum office_date_code settle(struct reader *reader, int64_t year, int64_t month, int64_t day)
{
    reader->civil = (struct day_civil){(int32_t)year, (int32_t)month, (int32_t)day};
    if (!day_civil_valid(reader->civil))
        return OFFICE_DATE_NONE;
    reader->day = day_from_civil(reader->civil);
    return OFFICE_DATE_DAY;
}

/* The rest of a date in Chinese after its year, or the whole of one without: 2月5日. */
static enum office_date_code read_month_day(struct reader *reader, int64_t year, int64_t month)
{
    int64_t day;
    skip(reader);
    if (!take(reader, "月"))
        return OFFICE_DATE_UNREADABLE;
    skip(reader);
    if (!small(reader, &day))
        return OFFICE_DATE_UNREADABLE;
    skip(reader);
    if (!take(reader, "日"))
        take(reader, "号");
    if (year == 0)
        return reader->year == 0 ? OFFICE_DATE_YEARLESS : settle(reader, reader->year, month, day);
    return settle(reader, year, month, day);
}

/* What stands behind 年. */
static enum office_date_code read_after_year(struct reader *reader, int64_t year)
{
    int64_t month;
    skip(reader);
    if (!small(reader, &month))
        return OFFICE_DATE_UNREADABLE;
    return read_month_day(reader, year, month);
}

/* A date that begins with a Chinese numeral: 二〇二〇年二月五日, 二月五日. */
static enum office_date_code read_chinese(struct reader *reader)
{
    size_t begin = reader->at, count = 0;
    int64_t year = 0, month;
    for (int32_t value; (value = numeral(here(reader))) >= 0 && value < 10; reader->at++, count++) {
        if (count < 4)
            year = year * 10 + value;
    }
    if (count == 4 && take(reader, "年"))
        return read_after_year(reader, year);
    reader->at = begin;
    if (!numerals(reader, &month))
        return OFFICE_DATE_UNREADABLE;
    return read_month_day(reader, 0, month);
}

static bool separator(uint32_t code)
{
    return code == '-' || code == '/' || code == '.' || code == 0x2013 || code == 0x2014 || code == 0x2212;
}

/* Three numbers with the same separator between them, the first one read: a year first or last. */
static enum office_date_code read_separated(struct reader *reader, int64_t first, size_t first_digits)
{
    uint32_t mark = here(reader);
    int64_t second, third;
    size_t second_digits, third_digits;
    enum office_date_code month_first, day_first;
    reader->at++;
    second_digits = digits(reader, &second);
    if (second_digits == 0 || second_digits > 2 || here(reader) != mark)
        return OFFICE_DATE_UNREADABLE;
    reader->at++;
    third_digits = digits(reader, &third);
    if (first_digits == 4 && third_digits >= 1 && third_digits <= 2)
        return settle(reader, first, second, third);
    if (first_digits > 2 || (third_digits != 4 && third_digits != 2 && third_digits != 1))
        return OFFICE_DATE_UNREADABLE;
    if (third_digits != 4)
        return OFFICE_DATE_AMBIGUOUS;
    day_first = settle(reader, third, second, first);
    if (first == second)
        return day_first;
    month_first = settle(reader, third, first, second);
    if (month_first == OFFICE_DATE_DAY && day_first == OFFICE_DATE_DAY)
        return OFFICE_DATE_AMBIGUOUS;
    return month_first == OFFICE_DATE_DAY ? month_first : settle(reader, third, second, first);
}

/* A spreadsheet's day number, its whole part read: the fraction is the time, to the second. */
static enum office_date_code read_serial(struct reader *reader, int64_t whole)
{
    int64_t numerator = 0, denominator = 1;
    if (whole < SERIAL_LEAST || whole > SERIAL_MOST)
        return OFFICE_DATE_UNREADABLE;
    reader->day = (int32_t)whole - SERIAL_EPOCH;
    if (!take(reader, "."))
        return OFFICE_DATE_DAY;
    if (!is_digit(here(reader)))
        return OFFICE_DATE_UNREADABLE;
    for (; is_digit(here(reader)); reader->at++) {
        if (denominator < INT64_C(1000000000000)) { /* further places are below a microsecond */
            numerator = numerator * 10 + (int64_t)(here(reader) - '0');
            denominator *= 10;
        }
    }
    if (numerator == 0)
        return OFFICE_DATE_DAY;
    reader->timed = true;
    reader->second = (int32_t)((numerator * SECONDS_PER_DAY + denominator / 2) / denominator);
    return OFFICE_DATE_DAY;
}

/* Digits without separators: 20200205, with a time 202002050830 or 20200205083015. */
static enum office_date_code read_compact(struct reader *reader, int64_t number, size_t count)
{
    int64_t time = 0, date = number;
    if (count == 12 || count == 14) {
        int64_t scale = count == 12 ? 10000 : 1000000;
        time = count == 12 ? number % scale * 100 : number % scale;
        date = number / scale;
        if (time / 10000 > 23 || time / 100 % 100 > 59 || time % 100 > 59)
            return OFFICE_DATE_NONE;
        reader->timed = true;
        reader->second = (int32_t)(time / 10000 * 3600 + time / 100 % 100 * 60 + time % 100);
    }
    return settle(reader, date / 10000, date / 100 % 100, date % 100);
}

/* The day, by whichever form the text begins with. */
static enum office_date_code read_day(struct reader *reader)
{
    int64_t number;
    size_t count = digits(reader, &number);
    if (count == 0)
        return read_chinese(reader);
    skip(reader);
    if (count == 4 && take(reader, "年"))
        return read_after_year(reader, number);
    if (count <= 2 && cell_word(reader->cell, reader->at, "月"))
        return read_month_day(reader, 0, number);
    if (count == 5)
        return read_serial(reader, number);
    if (separator(here(reader)))
        return read_separated(reader, number, count);
    if (count == 8 || count == 12 || count == 14)
        return read_compact(reader, number, count);
    if (count == 2 && take(reader, "年"))
        return OFFICE_DATE_AMBIGUOUS;
    return OFFICE_DATE_UNREADABLE;
}

/* A weekday behind the day, with or without brackets; false if it is another than the day's. */
static bool read_weekday(struct reader *reader)
{
    static const char *const name[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
    size_t begin = reader->at;
    bool bracket;
    skip(reader);
    bracket = take(reader, "(");
    if (take(reader, "星期") || take(reader, "礼拜") || take(reader, "周")) {
        for (int32_t i = 0; i < 8; i++) {
            if (take(reader, name[i]))
                return (!bracket || take(reader, ")")) && day_weekday(reader->day) == (i == 7 ? 6 : i);
        }
    }
    reader->at = begin;
    return true;
}

/* The words for a part of the day, and the hours that it may go with. */
static const struct part {
    const char *word;
    int32_t from, to; /* hours as written that are later by 12; none where from > to */
    int32_t most;     /* hours as written go up to here */
    int32_t twelve;   /* what 12 is */
} part[] = {
    {"凌晨", 1, 0, 12, 0},   {"清晨", 1, 0, 12, 0},   {"早上", 1, 0, 12, 12},  {"早晨", 1, 0, 12, 12},
    {"上午", 1, 0, 12, 12},  {"中午", 1, 3, 14, 12},  {"下午", 1, 11, 23, 12}, {"傍晚", 1, 11, 23, 12},
    {"晚上", 1, 11, 24, 24}, {"晚间", 1, 11, 24, 24}, {"夜间", 1, 11, 24, 24}, {"晚", 1, 11, 24, 24},
    {"am", 1, 0, 12, 0},     {"pm", 1, 11, 23, 12},
};

static const struct part *read_part(struct reader *reader)
{
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        if (take(reader, part[i].word))
            return &part[i];
    }
    return NULL;
}

/* Offset behind a time: Z, +08:00, +0800, +08. False if it begins like one and is none. */
static bool read_offset(struct reader *reader)
{
    int64_t number, minutes = 0;
    size_t count;
    bool west = here(reader) == '-';
    if (take(reader, "z")) {
        reader->offset_set = true;
        return true;
    }
    if (here(reader) != '+' && !west)
        return true;
    reader->at++;
    count = digits(reader, &number);
    if (count == 4) {
        minutes = number % 100;
        number /= 100;
    } else if (count != 2 && count != 1) {
        return false;
    } else if (take(reader, ":") && digits(reader, &minutes) != 2) {
        return false;
    }
    if (number > 23 || minutes > 59)
        return false;
    reader->offset_set = true;
    reader->offset = (int32_t)(number * 60 + minutes) * (west ? -1 : 1);
    return true;
}

/* Minutes and seconds with colons, behind the hour. */
static bool read_colons(struct reader *reader, int64_t *minute, int64_t *second)
{
    int64_t fraction;
    if (digits(reader, minute) != 2)
        return false;
    if (!take(reader, ":"))
        return true;
    if (digits(reader, second) != 2)
        return false;
    return !take(reader, ".") || digits(reader, &fraction) > 0;
}

/* Minutes and seconds in Chinese, behind 时 or 点. */
static bool read_minutes(struct reader *reader, int64_t *minute, int64_t *second)
{
    skip(reader);
    if (take(reader, "半")) {
        *minute = 30;
        return true;
    }
    if (take(reader, "整") || reader->at == reader->cell->count)
        return true;
    if (!small(reader, minute))
        return false;
    skip(reader);
    if (!take(reader, "分"))
        return true;
    skip(reader);
    if (reader->at == reader->cell->count || !small(reader, second))
        return reader->at == reader->cell->count;
    skip(reader);
    return take(reader, "秒");
}

/* Puts hour and part of the day together; false where they do not go together. */
static bool settle_time(struct reader *reader, const struct part *half, int64_t hour, int64_t minute, int64_t second)
{
    if (half && hour > half->most)
        return false;
    if (half && hour == 12)
        hour = half->twelve;
    else if (half && hour >= half->from && hour <= half->to)
        hour += 12;
    if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0))
        return false;
    reader->timed = true;
    reader->second = (int32_t)(hour * 3600 + minute * 60 + second);
    return true;
}

/* The time behind the day, if there is one. */
static enum office_date_code read_time(struct reader *reader)
{
    const struct part *half;
    int64_t hour, minute = 0, second = 0;
    bool colons;
    skip(reader);
    if (reader->at == reader->cell->count)
        return OFFICE_DATE_DAY;
    if (reader->timed)
        return OFFICE_DATE_UNREADABLE;
    take(reader, "t");
    half = read_part(reader);
    skip(reader);
    if (!small(reader, &hour))
        return OFFICE_DATE_UNREADABLE;
    skip(reader);
    colons = take(reader, ":");
    if (colons ? !read_colons(reader, &minute, &second)
               : (!take(reader, "时") && !take(reader, "点")) || !read_minutes(reader, &minute, &second))
        return OFFICE_DATE_UNREADABLE;
    skip(reader);
    if (!half)
        half = read_part(reader);
    skip(reader);
    if (colons && !read_offset(reader))
        return OFFICE_DATE_UNREADABLE;
    if (reader->at != reader->cell->count)
        return OFFICE_DATE_UNREADABLE;
    return settle_time(reader, half, hour, minute, second) ? OFFICE_DATE_DAY : OFFICE_DATE_NONE;
}

/* Hands over what was read. */
static enum office_date_code finish(struct reader *reader, struct office_date *date)
{
    if (reader->timed && reader->second == SECONDS_PER_DAY) {
        reader->second = 0;
        reader->day++;
    }
    if (!day_in_range(reader->day))
        return OFFICE_DATE_NONE;
    *date = (struct office_date){.day = reader->day, .second = reader->second};
    if (!reader->timed)
        return OFFICE_DATE_DAY;
    if (!reader->offset_set)
        return OFFICE_DATE_LOCAL;
    date->utc = (int64_t)reader->day * SECONDS_PER_DAY + reader->second - (int64_t)reader->offset * 60;
    return instant_in_range(date->utc) ? OFFICE_DATE_INSTANT : OFFICE_DATE_NONE;
}

enum office_date_code office_date_read(const char *text, size_t bytes, int32_t year, struct office_date *date)
{
    struct cell cell;
    struct reader reader = {.cell = &cell, .year = year};
    enum office_date_code code;
    if (!cell_read(text, bytes, &cell))
        return OFFICE_DATE_UNREADABLE;
    if (cell.count == 0)
        return OFFICE_DATE_EMPTY;
    code = read_day(&reader);
    if (code != OFFICE_DATE_DAY)
        return code;
    if (!read_weekday(&reader))
        return OFFICE_DATE_WEEKDAY;
    code = read_time(&reader);
    return code == OFFICE_DATE_DAY ? finish(&reader, date) : code;
}
