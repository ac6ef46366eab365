/* THE route table: which path shows which report, and which filters it takes. */
#ifndef CGI_ROUTE_H
#define CGI_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

/* One page. `path` without a key is the whole path; with one it ends in a slash and the key follows. */
struct route {
    const char *path;
    const char *report;
    unsigned filters;
    unsigned together; /* of these filters all are given, or none */
    bool (*key_valid)(const char *key); /* NULL: the page has no key */
    bool key_is_integer;
    const char *const *words;  /* the values that its filter `stage` or `state` has on this page; NULL: all that there are */
};

/* The route of a decoded path without its suffix, NULL if there is none; *key points at the key within `path`, or is
 * NULL. "/index" is "/". */
const struct route *route_find(const char *path, const char **key);

/* The routes one by one, NULL after the last. */
const struct route *route_at(size_t i);

#endif
