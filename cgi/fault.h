/* What is wrong with a request, in a form that every answer can show: which value, why, and what was expected. */
#ifndef CGI_FAULT_H
#define CGI_FAULT_H

#include "lang.h"

enum fault_reason {
    FAULT_NONE,
    FAULT_METHOD,
    FAULT_URI_TOO_LONG,
    FAULT_URI_CODING,
    FAULT_PATH_DOTS,
    FAULT_PAGE_UNKNOWN,
    FAULT_RECORD_UNKNOWN,
    FAULT_PARAM_UNKNOWN,
    FAULT_PARAM_REPEATED,
    FAULT_PARAM_ALONE,
    FAULT_VALUE,
    FAULT_VALUE_UNKNOWN,
    FAULT_VIEWER,
    FAULT_STORE_MISSING,
    FAULT_STORE_FOREIGN,
    FAULT_STORE_BUSY,
    FAULT_TIME_LIMIT,
    FAULT_TOO_LARGE,
    FAULT_INTERNAL,
    FAULT_REASONS
};

/* `name` and `expected` are constants, text of the request, or NULL; `value` is a copy, cut at its size. */
struct fault {
    enum fault_reason reason;
    const char *name;
    char value[120];
    const char *expected;
    char detail[200]; /* for the log alone */
};

/* Sets all of a fault; value may be NULL. */
void fault_set(struct fault *f, enum fault_reason reason, const char *name, const char *value, const char *expected);

/* The HTTP status of a reason, 200 for FAULT_NONE. */
int fault_status(enum fault_reason reason);

/* The reason in words. */
const char *fault_text(enum fault_reason reason, enum lang lang);

/* The status line's words, such as "Not Found". */
const char *fault_status_text(int status);

#endif
