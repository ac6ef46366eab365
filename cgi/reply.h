/* How an answer is sent: head fields, lengths, entity tags, and nothing but the head to HEAD. */
#ifndef CGI_REPLY_H
#define CGI_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cache.h"
#include "request.h"

/* Takes the bytes of a CGI response, head and body, as they come; false when nobody reads any more. */
struct reply_sink {
    bool (*write)(void *context, const char *bytes, size_t n);
    void *context;
};

/* What became of a request, for the log. */
struct reply_result {
    int status;
    size_t bytes; /* of the body */
    const char *cache;
    bool broken; /* the body stopped short: the connection must not end as if it were whole */
};

/* One answer; `head` is room for its head. */
struct reply {
    const struct request *request;
    const struct reply_sink *sink;
    struct reply_result *result;
    struct buf *head;
};

/* Sends a finished page in the request's form, or 304 when the client has it. */
void reply_page(struct reply *r, const struct cache_page *page);

/* Sends an answer that is no page of the site: an error's status, type and body. */
void reply_error(struct reply *r, int status, const char *type, const struct buf *body);

/* Sends the head of a list whose length is not known yet. */
void reply_stream(struct reply *r);

/* Sends a part of the body. */
void reply_body(struct reply *r, const char *bytes, size_t n);

/* The content type of a form. */
const char *reply_type(enum form form);

#endif
