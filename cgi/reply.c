/* How an answer is sent. */
#include "reply.h"

#include <stdio.h>
#include <string.h>

#include "fault.h"

#define REPLY_KEEP ((size_t)4 << 10)

const char *reply_type(enum form form)
{
    static const char *const types[] = {
        [FORM_HTML] = "text/html; charset=utf-8",
        [FORM_XML] = "application/xml; charset=utf-8",
        [FORM_CSV] = "text/csv; charset=utf-8",
    };

    return types[form];
}

static bool reply_write(struct reply *r, const char *bytes, size_t n)
{
    if (n && !r->result->broken && !r->sink->write(r->sink->context, bytes, n))
        r->result->broken = true;
    return !r->result->broken;
}

static void reply_field(struct reply *r, const char *name, const char *value)
{
    buf_str(r->head, name);
    buf_add(r->head, ": ", 2);
    buf_str(r->head, value);
    buf_add(r->head, "\r\n", 2);
}

/* "demands.csv", "unit-FGW.csv": names and keys are letters, digits, - and _. */
static void reply_file_name(struct reply *r)
{
    const struct request *q = r->request;

    buf_str(r->head, "Content-Disposition: attachment; filename=\"");
    buf_str(r->head, q->route->report);
    if (q->key) {
        buf_char(r->head, '-');
        buf_str(r->head, q->key);
    }
    buf_str(r->head, ".csv\"\r\n");
}

/* Begins a head: status and what every answer of that status says. */
static void reply_head(struct reply *r, int status)
{
    char line[64];

    r->result->status = status;
    buf_clear(r->head, REPLY_KEEP);
    snprintf(line, sizeof line, "%d %s", status, fault_status_text(status));
    reply_field(r, "Status", line);
    reply_field(r, "Cache-Control", status == 200 || status == 304 ? "private, no-cache" : "no-store");
    reply_field(r, "Vary", "Authorization");
    if (status == 405)
        reply_field(r, "Allow", "GET, HEAD");
    if (status == 503)
        reply_field(r, "Retry-After", "5");
}

/* Sends the head with its type (NULL: no body) and length (-1: unknown) and ends it. */
static void reply_end_head(struct reply *r, const char *type, int64_t length)
{
    if (type)
        reply_field(r, "Content-Type", type);
    if (type && length >= 0) {
        buf_str(r->head, "Content-Length: ");
        buf_int(r->head, length);
        buf_add(r->head, "\r\n", 2);
    }
    buf_add(r->head, "\r\n", 2);
    reply_write(r, r->head->data, r->head->len);
}

void reply_body(struct reply *r, const char *bytes, size_t n)
{
    if (!r->request->head && reply_write(r, bytes, n))
        r->result->bytes += n;
}

void reply_page(struct reply *r, const struct cache_page *page)
{
    bool same = etag_matches(r->request->if_none_match, page->etag);

    reply_head(r, same ? 304 : 200);
    reply_field(r, "ETag", page->etag);
    if (same) {
        reply_end_head(r, NULL, -1);
        return;
    }
    if (r->request->form == FORM_CSV)
        reply_file_name(r);
    reply_end_head(r, reply_type(r->request->form), (int64_t)page->len);
    reply_body(r, page->body, page->len);
}

void reply_error(struct reply *r, int status, const char *type, const struct buf *body)
{
    reply_head(r, status);
    reply_end_head(r, type, (int64_t)body->len);
    reply_body(r, body->data, body->len);
}

void reply_stream(struct reply *r)
{
    reply_head(r, 200);
    reply_file_name(r);
    reply_end_head(r, reply_type(FORM_CSV), -1);
}
