/* All report files, read and split once at the start. */
#ifndef CGI_CATALOGUE_H
#define CGI_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "ext/core/embedded_sql.h"
#include "sql_text.h"

struct catalogue {
    struct sql_report *report;
    size_t count;
};

/* Splits the files of an embedded array, which ends with a NULL name. False with the reason in error. */
bool catalogue_load(struct catalogue *c, const struct embedded_sql *files, char error[160]);

void catalogue_free(struct catalogue *c);

/* The report of that name, NULL if there is none. */
const struct sql_report *catalogue_find(const struct catalogue *c, const char *name);

#endif
