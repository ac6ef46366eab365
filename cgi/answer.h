/* Answers one request: from the cache, or by running its report and giving it the form that was asked for. */
#ifndef CGI_ANSWER_H
#define CGI_ANSWER_H

#include <stdbool.h>

#include "catalogue.h"
#include "html.h"
#include "reply.h"

/* What stays the same for all requests of a process. */
struct site {
    const char *store;
    const char *version;
    const struct catalogue *reports;
};

struct server;

/* A server with its own connection (not yet open) and cache; html stays the caller's. NULL when out of memory. */
struct server *server_create(const struct site *site, struct html *html);

/* Frees; NULL is legal. */
void server_free(struct server *s);

/* Answers a request. */
void server_answer(struct server *s, const struct request_input *in, const struct reply_sink *sink,
                   struct reply_result *result);

/* Prepares one more statement of those that most requests need, so that later ones do not wait for it. False when there
 * is none left; false too, and no harm done, while the store is away. */
bool server_warm(struct server *s);

/* Prepares every statement of every report, with none, each and all of its optional lines, against the store, and
 * says on standard error what is wrong. False if anything is. */
bool server_check(struct server *s);

#endif
