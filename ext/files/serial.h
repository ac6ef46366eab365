/* Numbers of a spreadsheet as text: dates by the format of their cell, others as they are shown in it. */
#ifndef FULFIL_FILES_SERIAL_H
#define FULFIL_FILES_SERIAL_H

#include <stdbool.h>
#include <stddef.h>

enum serial_class { SERIAL_NUMBER, SERIAL_DATE, SERIAL_TIME };

enum { SERIAL_ROOM = 64 };

/* The class of a format that every spreadsheet has, by number. */
enum serial_class serial_builtin(long format);

/* The class of a format of its own: a date has y, m, d, 年, 月 or 日 outside quotes and brackets, a time only h or s. */
enum serial_class serial_format(const char *code);

/*
 * Writes a cell's number. A date is YYYY-MM-DD, with HH:MM or HH:MM:SS behind it where there is a time of day, to the
 * nearest second; a time, and a date below day 1, is HH:MM or HH:MM:SS. Days count from 1900 as spreadsheets do, which
 * have a 29 February 1900, or from 1904. A number that is no date of the years to 9999 is a number. A number has the 15
 * digits that spreadsheets show and no exponent; digits alone stay as the file has them.
 */
void serial_text(const char *number, size_t bytes, enum serial_class form, bool from_1904, char out[SERIAL_ROOM]);

#endif
