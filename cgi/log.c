/* The log on standard error. A line is one write, so that lines of several workers do not mix. */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LOG_LINE 2048
#define LOG_FIELD 1400

/* Appends the time as UTC; gives how many bytes line now has. */
static size_t log_time(char line[LOG_LINE])
{
    time_t now = time(NULL);
    struct tm utc;

    gmtime_r(&now, &utc);
    return strftime(line, LOG_LINE, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

/* Appends a field, cleaned and cut so that `used` stays at most `end`. */
static size_t log_field(char *line, size_t used, size_t end, const char *s)
{
    static const char hex[] = "0123456789abcdef";

    if (!s || !*s)
        s = "-";
    for (; *s && used + 4 <= end; s++) {
        unsigned char c = (unsigned char)*s;

        if (c > 0x20 && c < 0x7F && c != '"' && c != '\\') {
            line[used++] = *s;
            continue;
        }
        line[used++] = '\\';
        line[used++] = 'x';
        line[used++] = hex[c >> 4];
        line[used++] = hex[c & 15];
    }
    return used;
}

static size_t log_str(char *line, size_t used, const char *s)
{
    size_t n = strlen(s);

    memcpy(line + used, s, n);
    return used + n;
}

static void log_write(char *line, size_t used)
{
    line[used++] = '\n';
    if (write(STDERR_FILENO, line, used) < 0)
        return; /* nobody is left to tell */
}

void log_request(const struct log_request *r)
{
    char line[LOG_LINE], numbers[64];
    size_t used = log_time(line);

    used = log_str(line, used, " ");
    used = log_field(line, used, used + 64, r->id);
    snprintf(numbers, sizeof numbers, " %d %zu %lld %s \"", r->status, r->bytes, (long long)r->microseconds,
             r->cache ? r->cache : "-");
    used = log_str(line, used, numbers);
    used = log_field(line, used, used + 160, r->viewer);
    used = log_str(line, used, "\" ");
    used = log_field(line, used, used + 16, r->method);
    used = log_str(line, used, " \"");
    used = log_field(line, used, LOG_FIELD, r->uri);
    if (r->query && *r->query) {
        used = log_str(line, used, "?");
        used = log_field(line, used, LOG_LINE - 8, r->query);
    }
    used = log_str(line, used, "\"");
    log_write(line, used);
}

void log_message(const char *format, ...)
{
    char line[LOG_LINE], text[1024];
    size_t used = log_time(line);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    used += (size_t)snprintf(line + used, sizeof line - used - 1, " fulfil-report[%ld]: %s", (long)getpid(), text);
    log_write(line, used);
}
