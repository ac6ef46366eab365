/* All report files, read and split once at the start. */
#include "catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool catalogue_load(struct catalogue *c, const struct embedded_sql *files, char error[160])
{
    size_t count = 0;

    *c = (struct catalogue){0};
    while (files[count].name)
        count++;
    c->report = calloc(count + 1, sizeof *c->report);
    if (!c->report) {
        snprintf(error, 160, "out of memory");
        return false;
    }
    while (c->count < count) {
        size_t i = c->count++;

        if (!sql_text_parse(&c->report[i], files[i].name, files[i].text, error))
            return false;
    }
    return true;
}

void catalogue_free(struct catalogue *c)
{
    for (size_t i = 0; i < c->count; i++)
        sql_text_free(&c->report[i]);
    free(c->report);
    *c = (struct catalogue){0};
}

const struct sql_report *catalogue_find(const struct catalogue *c, const char *name)
{
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->report[i].name, name) == 0)
            return &c->report[i];
    return NULL;
}
