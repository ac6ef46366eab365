/* The log on standard error: one line a request, one line a message, each written at once. */
#ifndef CGI_LOG_H
#define CGI_LOG_H

#include <stddef.h>
#include <stdint.h>

/* One request. NULL strings are written as -. */
struct log_request {
    const char *id; /* the web server's, to join its log with this one */
    const char *method, *uri, *query;
    const char *viewer;
    int status;
    size_t bytes;
    int64_t microseconds;
    const char *cache; /* hit, miss, or - */
};

/* TIME ID STATUS BYTES MICROSECONDS CACHE "VIEWER" METHOD "ADDRESS"; a byte that is no printable ASCII, a quote or a
 * backslash is written as \xHH, so that no request can forge a line. */
void log_request(const struct log_request *r);

/* TIME fulfil-report[PID]: a message in the manner of printf. */
void log_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
