/* Answers one request: from the cache, or by running its report and giving it the form that was asked for. */
#ifndef CGI_ANSWER_H
#define CGI_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"
#include "html.h"
#include "request.h"

/* What stays the same for all requests of a process. */
struct site {
    const char *store;
    const char *version;
    const struct catalogue *reports;
};

struct server;

/* Takes the bytes of a CGI response, head and body, as they come; false when nobody reads any more. */
struct answer_sink {
    bool (*write)(void *context, const char *bytes, size_t n);
    void *context;
};

/* What became of a request, for the log. */
struct answer_result {
    int status;
    size_t bytes; /* of the body */
    const char *cache;
    bool broken; /* the body stopped short: the connection must not end as if it were whole */
};

/* A server with its own connection (not yet open) and cache; html stays the caller's. NULL when out of memory. */
struct server *server_create(const struct site *site, struct html *html);

/* Frees; NULL is legal. */
void server_free(struct server *s);

/* Answers a request. */
void server_answer(struct server *s, const struct request_input *in, const struct answer_sink *sink,
                   struct answer_result *result);

/* Prepares what most requests need, so that the first ones do not wait for it. A store that is away does no harm. */
void server_warm(struct server *s);

/* Prepares every statement of every report, with none, each and all of its optional lines, against the store, and
 * says on standard error what is wrong. False if anything is. */
bool server_check(struct server *s);

#endif
