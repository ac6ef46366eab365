/* A request as the server understands it: method, form, route, key and parameters, all checked. */
#ifndef CGI_REQUEST_H
#define CGI_REQUEST_H

#include <stdbool.h>

#include "buf.h"
#include "fault.h"
#include "param.h"
#include "route.h"

/* Longest address, path and query together, in bytes; longest viewer name. */
#define REQUEST_URI_LIMIT 4096
#define REQUEST_VIEWER_LIMIT 128

enum form { FORM_HTML, FORM_XML, FORM_CSV };

/* What the web server hands over; NULL where it gave nothing. */
struct request_input {
    const char *method;
    const char *uri;   /* raw path, perhaps with its query */
    const char *query; /* raw query; NULL: that of `uri` */
    const char *viewer;
    const char *if_none_match;
};

/* Strings point into `store`. */
struct request {
    bool head;
    enum form form;
    enum lang lang;
    const struct route *route; /* NULL when the path named none */
    const char *key;           /* NULL when the route has none */
    const char *path;          /* decoded, without its suffix; "/" when it could not be decoded */
    const char *value[PARAM_COUNT];
    unsigned given; /* the parameters that have a value */
    const char *viewer;
    const char *if_none_match;
    char store[2 * REQUEST_URI_LIMIT + 64];
    size_t store_used;
};

/* Reads a request. False: *f says what is wrong, and r still has the method, form and language as far as known, so that
 * the answer can take them up. */
bool request_parse(struct request *r, const struct request_input *in, struct fault *f);

/* Appends the path of the page in a form, percent-encoded: "/units/FGW", "/index.csv". */
void request_path(const struct request *r, enum form form, struct buf *out);

/* Appends the canonical query ("?unit=FGW&lang=en" or nothing) of the parameters in `mask`, with `lang` in place of the
 * request's and `after` (NULL: none) in place of its mark. */
void request_query(const struct request *r, unsigned mask, enum lang lang, const char *after, struct buf *out);

#endif
