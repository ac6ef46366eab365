/* Answers one request.
 *
 * Cached pages are keyed by form, language, viewer and address and stand as long as the store's data version does;
 * where the store's clock runs, for a second at most, because then the moment of a page is part of what it says. The
 * data version is this connection's own and never leaves it: an entity tag is made of the body. */
#include "answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cache.h"
#include "catalogue.h"
#include "db.h"
#include "etag.h"
#include "log.h"
#include "report.h"
#include "text.h"
#include "xml.h"

#define ANSWER_CACHE_BYTES ((size_t)16 << 20)
#define ANSWER_KEEP ((size_t)1 << 20)
#define ANSWER_PAGE_MS 8000
#define ANSWER_CSV_MS 600000
#define ANSWER_FRESH_MS 1000

struct server {
    struct site site;
    struct html *html;
    struct db *db;
    struct cache *cache;
    struct report_room room;
    struct buf xml, page, head, key;
    struct request request;
    size_t warm_report, warm_statement; /* the next that server_warm prepares */
};

/* One request being answered. */
struct answer {
    struct server *server;
    const struct request *request;
    struct reply reply;
    struct fault fault;
    bool streaming; /* the head has been sent, the body follows in parts */
};

static int64_t answer_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct server *server_create(const struct site *site, struct html *html)
{
    struct server *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->site = *site;
    s->html = html;
    s->db = db_create(site->store);
    s->cache = cache_create(ANSWER_CACHE_BYTES);
    if (s->db && s->cache)
        return s;
    server_free(s);
    return NULL;
}

void server_free(struct server *s)
{
    if (!s)
        return;
    db_free(s->db);
    cache_free(s->cache);
    report_room_free(&s->room);
    buf_free(&s->xml);
    buf_free(&s->page);
    buf_free(&s->head);
    buf_free(&s->key);
    free(s);
}

/* Appends s through the gate of text.h, because it may come from the address. */
static void answer_text(struct buf *out, const char *s)
{
    char utf8[4];
    uint32_t cp;

    for (size_t i = 0, n = strlen(s); i < n;) {
        i += text_next(s + i, n - i, &cp);
        buf_add(out, utf8, text_encode(cp, utf8));
    }
}

/* Error pages as text, for CSV and for when the stylesheets fail. */
static void answer_error_text(const struct fault *f, enum lang lang, struct buf *out)
{
    buf_int(out, fault_status(f->reason));
    buf_char(out, ' ');
    buf_str(out, fault_text(f->reason, lang));
    if (f->name) {
        buf_str(out, ": ");
        answer_text(out, f->name);
        if (f->value[0]) {
            buf_str(out, " = ");
            answer_text(out, f->value);
        }
    }
    if (f->expected) {
        buf_str(out, "; ");
        answer_text(out, f->expected);
    }
    buf_char(out, '\n');
}

/* Answers with what is wrong, in the form that was asked for. */
static void answer_error(struct answer *a)
{
    struct server *s = a->server;
    enum form form = a->request->form;
    const char *type = reply_type(form);
    struct xml x;
    char error[160];

    if (a->fault.detail[0])
        log_message("%s", a->fault.detail);
    buf_clear(&s->xml, ANSWER_KEEP);
    buf_clear(&s->page, ANSWER_KEEP);
    xml_start(&x, &s->xml);
    if (form == FORM_XML)
        xml_declaration(&x);
    report_error(a->request, s->site.version, &a->fault, &s->xml);
    if (form == FORM_HTML && !html_render(s->html, a->request->lang, &s->xml, &s->page, error, sizeof error)) {
        log_message("error page: %s", error);
        form = FORM_CSV;
    }
    if (form == FORM_CSV) {
        buf_clear(&s->page, ANSWER_KEEP);
        answer_error_text(&a->fault, a->request->lang, &s->page);
        type = "text/plain; charset=utf-8";
    }
    reply_error(&a->reply, fault_status(a->fault.reason), type, form == FORM_XML ? &s->xml : &s->page);
}

/* report.h's flush: from its first call on, the answer is sent while it is made. */
static bool answer_flush(void *context, struct buf *out)
{
    struct answer *a = context;

    if (!a->streaming)
        reply_stream(&a->reply);
    a->streaming = true;
    reply_body(&a->reply, out->data, out->len);
    buf_clear(out, ANSWER_KEEP);
    return !a->reply.result->broken && !a->request->head;
}

/* Runs the report into the server's buffers: `page` has what is to be sent, unless it was sent already. */
static bool answer_run(struct answer *a, bool *pinned)
{
    struct server *s = a->server;
    const struct request *r = a->request;
    char role[32];
    struct report report = {.db = s->db,       .catalogue = s->site.reports,   .request = r,
                            .role = role,      .version = s->site.version,   .room = &s->room,
                            .out = &s->xml,    .fault = &a->fault,           .context = a,
                            .flush = answer_flush};
    struct xml x;
    bool done;

    if (!db_set_viewer(s->db, r->viewer, role) ||
        !db_set_moment(s->db, r->value[PARAM_AS_OF], r->value[PARAM_KNOWN_AT]))
        return report_db_fault(s->db, "store", &a->fault);
    buf_clear(&s->xml, ANSWER_KEEP);
    xml_start(&x, &s->xml);
    if (r->form == FORM_XML)
        xml_declaration(&x);
    done = r->form == FORM_CSV ? report_csv(&report) : report_xml(&report);
    *pinned = report.pinned;
    return done;
}

/* The finished body: the XML or CSV itself, or the HTML made of it. */
static const struct buf *answer_body(struct answer *a)
{
    struct server *s = a->server;
    char error[160];

    if (a->request->form != FORM_HTML)
        return &s->xml;
    buf_clear(&s->page, ANSWER_KEEP);
    if (html_render(s->html, a->request->lang, &s->xml, &s->page, error, sizeof error))
        return &s->page;
    fault_set(&a->fault, s->page.failed ? FAULT_TOO_LARGE : FAULT_INTERNAL, NULL, NULL, NULL);
    snprintf(a->fault.detail, sizeof a->fault.detail, "%s: %s", a->request->route->report, error);
    return NULL;
}

/* Makes the page and sends it; the transaction is open and is ended here. */
static bool answer_make(struct answer *a, const char *key, int64_t version)
{
    int64_t start = answer_now();
    bool pinned = false, done = answer_run(a, &pinned);
    const struct buf *body;
    struct cache_page page;

    db_end(a->server->db);
    if (a->streaming) {
        if (done)
            reply_body(&a->reply, a->server->xml.data, a->server->xml.len);
        else if (a->fault.detail[0])
            log_message("list cut short: %s", a->fault.detail);
        a->reply.result->broken = a->reply.result->broken || !done;
        return true;
    }
    body = done ? answer_body(a) : NULL;
    if (!body)
        return false;
    page = (struct cache_page){.body = body->data, .len = body->len};
    etag_of(page.body, page.len, page.etag);
    cache_keep(a->server->cache, key, version, pinned ? INT64_MAX : start + ANSWER_FRESH_MS, &page);
    a->reply.result->cache = "miss";
    reply_page(&a->reply, &page);
    return true;
}

/* The cache's key of a request: nothing else may have a part in the answer. */
static const char *answer_key(struct server *s, const struct request *r)
{
    buf_clear(&s->key, ANSWER_KEEP);
    buf_str(&s->key, r->viewer);
    buf_char(&s->key, '\n');
    request_path(r, r->form, &s->key);
    request_query(r, PARAM_ALL, r->lang, r->value[PARAM_AFTER], &s->key);
    return buf_cstr(&s->key);
}

/* From the cache or from the store; false with the fault set. */
static bool answer_page(struct answer *a)
{
    struct server *s = a->server;
    const char *key = answer_key(s, a->request);
    const struct cache_page *page;
    int64_t version;

    if (!db_begin(s->db, a->request->form == FORM_CSV ? ANSWER_CSV_MS : ANSWER_PAGE_MS, &version))
        return report_db_fault(s->db, "store", &a->fault);
    page = cache_find(s->cache, key, version, answer_now());
    if (!page)
        return answer_make(a, key, version);
    db_end(s->db);
    a->reply.result->cache = "hit";
    reply_page(&a->reply, page);
    return true;
}

void server_answer(struct server *s, const struct request_input *in, const struct reply_sink *sink,
                   struct reply_result *result)
{
    struct answer a = {
        .server = s,
        .request = &s->request,
        .reply = {.request = &s->request, .sink = sink, .result = result, .head = &s->head},
    };

    *result = (struct reply_result){.cache = "-"};
    if (!request_parse(&s->request, in, &a.fault) || !answer_page(&a))
        answer_error(&a);
}

bool server_warm(struct server *s)
{
    const struct catalogue *reports = s->site.reports;
    int64_t version;

    while (s->warm_report < reports->count && s->warm_statement >= reports->report[s->warm_report].count) {
        s->warm_report++;
        s->warm_statement = 0;
    }
    if (s->warm_report >= reports->count || !db_begin(s->db, ANSWER_PAGE_MS, &version))
        return false;
    report_prepare(&reports->report[s->warm_report], s->warm_statement++, s->db);
    db_end(s->db);
    return true;
}

bool server_check(struct server *s)
{
    bool good = true;
    int64_t version;
    char role[32];

    if (!db_begin(s->db, ANSWER_CSV_MS, &version) || !db_set_viewer(s->db, "", role)) {
        log_message("%s: %s", s->site.store, db_message(s->db));
        return false;
    }
    for (size_t i = 0; route_at(i); i++) {
        if (!catalogue_find(s->site.reports, route_at(i)->report)) {
            log_message("no report file for %s", route_at(i)->path);
            good = false;
        }
    }
    for (size_t i = 0; i < s->site.reports->count; i++)
        good = report_check(&s->site.reports->report[i], s->db) && good;
    db_end(s->db);
    return good;
}
