/* Numbers of a spreadsheet: see serial.h. */
#include "serial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/day.h"

enum {
    DAY_1899_12_30 = -25569, /* day 0 of the system of 1900, from 1 March 1900 on */
    DAYS_TO_1904 = 1462,
    SERIAL_MOST = 2958465, /* 9999-12-31 */
    DAY_SECONDS = 86400
};

enum serial_class serial_builtin(long format)
{
    if (format == 18 || format == 19 || format == 20 || format == 21 || (format >= 45 && format <= 47) ||
        (format >= 32 && format <= 33) || (format >= 55 && format <= 56))
        return SERIAL_TIME;
    if ((format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58))
        return SERIAL_DATE;
    return SERIAL_NUMBER;
}

enum serial_class serial_format(const char *code)
{
    bool date = false, time = false, month = false;
    for (const char *c = code; *c && *c != ';'; c++) {
        if (*c == '"' || *c == '[') {
            const char *end = strchr(c + 1, *c == '"' ? '"' : ']');
            bool elapsed = *c == '[' && strchr("hHmMsS", c[1]) && c[1] && (c[2] == ']' || c[2] == c[1]);
            const char *inside = c;
            if (!end)
                break;
            c = end;
            time |= elapsed;
            date |= *inside == '"' && (strstr(inside, "\"年\"") == inside || strstr(inside, "\"月\"") == inside ||
                                       strstr(inside, "\"日\"") == inside);
        } else if (*c == '\\' || *c == '_' || *c == '*') {
            if (c[1])
                c++;
        } else if (strncmp(c, "General", 7) == 0) {
            c += 6;
        } else {
            date |= strchr("yYdDeE", *c) != NULL && !((*c == 'E' || *c == 'e') && (c[1] == '+' || c[1] == '-'));
            time |= strchr("hHsS", *c) != NULL;
            month |= *c == 'm' || *c == 'M';
        }
    }
    if (date || (month && !time))
        return SERIAL_DATE;
    return time ? SERIAL_TIME : SERIAL_NUMBER;
}

/* Hours, minutes and, unless they are 0, seconds. */
static void time_text(long second, char *out, size_t room)
{
    if (second % 60)
        snprintf(out, room, "%02ld:%02ld:%02ld", second / 3600, second / 60 % 60, second % 60);
    else
        snprintf(out, room, "%02ld:%02ld", second / 3600, second / 60 % 60);
}

static bool date_text(double value, bool from_1904, char out[SERIAL_ROOM])
{
    double seconds = floor(value * DAY_SECONDS + 0.5), whole = floor(seconds / DAY_SECONDS);
    long second = (long)(seconds - whole * DAY_SECONDS);
    if (whole < 1 && !from_1904) {
        time_text(second, out, SERIAL_ROOM);
        return true;
    }
    if (whole == 60 && !from_1904) /* 29 February 1900 */
        return false;
    if (from_1904)
        whole += DAYS_TO_1904;
    else if (whole < 60)
        whole += 1;
    if (whole > SERIAL_MOST)
        return false;
    struct day_civil day = day_to_civil(DAY_1899_12_30 + (int32_t)whole);
    int used = snprintf(out, SERIAL_ROOM, "%04d-%02d-%02d", (int)day.year, (int)day.month, (int)day.day);
    if (second && used > 0) {
        out[used] = ' ';
        time_text(second, out + used + 1, SERIAL_ROOM - (size_t)used - 1);
    }
    return true;
}

/* A number without an exponent, in 15 digits. */
static void number_text(double value, char out[SERIAL_ROOM])
{
    snprintf(out, SERIAL_ROOM, "%.15g", value);
    if (!strchr(out, 'e'))
        return;
    if (fabs(value) >= 1 && fabs(value) < 1e40) {
        snprintf(out, SERIAL_ROOM, "%.0f", value);
        return;
    }
    if (fabs(value) >= 1 || fabs(value) < 1e-30)
        return;
    snprintf(out, SERIAL_ROOM, "%.*f", 14 - (int)floor(log10(fabs(value))), value);
    size_t length = strlen(out);
    while (length > 1 && out[length - 1] == '0') out[--length] = '\0';
}

void serial_text(const char *number, size_t bytes, enum serial_class form, bool from_1904, char out[SERIAL_ROOM])
{
    char text[SERIAL_ROOM], *end;
    size_t cut = bytes < sizeof text - 1 ? bytes : sizeof text - 1;
    memcpy(text, number, cut);
    text[cut] = '\0';
    memcpy(out, text, cut + 1);
    double value = strtod(text, &end);
    if (bytes != cut || end == text || *end || !isfinite(value))
        return;
    if (form == SERIAL_DATE && value >= 0 && date_text(value, from_1904, out))
        return;
    if (form == SERIAL_TIME && value >= 0 && value < 1) {
        time_text((long)floor(value * DAY_SECONDS + 0.5) % DAY_SECONDS, out, SERIAL_ROOM);
        return;
    }
    if (form == SERIAL_TIME && value >= 1 && date_text(value, from_1904, out))
        return;
    if (text[strspn(text, "-0123456789")] != '\0')
        number_text(value, out);
}
