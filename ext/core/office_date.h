/* Dates and times as offices write them into tables. */
#ifndef FULFIL_OFFICE_DATE_H
#define FULFIL_OFFICE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum office_date_code {
    OFFICE_DATE_DAY,        /* read: a day without a time */
    OFFICE_DATE_LOCAL,      /* read: a day and a local time */
    OFFICE_DATE_INSTANT,    /* read: an instant, the text names its offset from UTC */
    OFFICE_DATE_EMPTY,      /* nothing but blanks */
    OFFICE_DATE_UNREADABLE, /* none of the forms below */
    OFFICE_DATE_NONE,       /* of a form, but there is no such day or time: 2月31日, 25:00 */
    OFFICE_DATE_AMBIGUOUS,  /* 02/03/2020 may be February or March, 20.2.5 has two digits for a year */
    OFFICE_DATE_YEARLESS,   /* 2月5日, and no year was given */
    OFFICE_DATE_WEEKDAY     /* the day of the week that stands beside it is not its own */
};

struct office_date {
    int32_t day;    /* DAY, LOCAL: day number (day.h) */
    int32_t second; /* LOCAL: of the day, 0..86399 */
    int64_t utc;    /* INSTANT: seconds (instant.h) */
};

/*
 * Reads a cell of `bytes` bytes. Every width and script of character will do, and blanks where they do not split a
 * number; `year` is that of dates which have none, 0 where it is not known. The forms:
 *   day      2020-2-5 2020/2/5 2020.2.5 20200205 2020年2月5日 (号; 日 may be left out) 2月5日 二〇二〇年二月五日
 *            25/02/2020 and 02/25/2020 where only one of both orders is a day
 *   serial   43866 or 43866.354: days since 1899-12-30 as spreadsheets count them, 20000 to 80000
 *   weekday  星期三 or 周三 behind it, in brackets or not; it must be the day's own
 *   time     behind the day, after a blank, a T, a weekday or nothing: 08:30 8:30:15 (a fraction of a second is cut)
 *            8时30分 8点半 8点整 八时三十分; 上午 下午 and their like, or am pm; 24:00 is the next day's begin
 *   offset   behind a time with colons: Z +08:00 +0800 +08
 * Gives what it is; *date is filled in by the first three only. O(characters).
 */
enum office_date_code office_date_read(const char *text, size_t bytes, int32_t year, struct office_date *date);

#endif
