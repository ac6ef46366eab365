/* A report as the contract's XML: root, parameters, links, figures, tables and series.
 *
 * Figures stand before tables and series whatever the order of the statements, and all of them behind the links, which
 * must know whether the main table goes on; so they are written beside the document first and then put into it. */
#include <stdio.h>
#include <string.h>

#include "link.h"
#include "report.h"
#include "report_run.h"
#include "table.h"
#include "xml.h"

#define REPORT_NAMESPACE "urn:fulfil:report:1"
#define REPORT_KEEP ((size_t)1 << 20)

/* Root attributes that the server itself writes; a _meta column of the same name is passed over. */
static const char *const report_own[] = {"name", "lang", "viewer", "role", "path", "version", NULL};

/* Whether the figure of a contract's root attribute is the server's own to write. */
static bool report_is_own(const char *column)
{
    for (const char *const *name = report_own; *name; name++)
        if (strcmp(*name, column) == 0)
            return true;
    return false;
}

/* Runs _meta: its one row's columns are attributes of the root, which is open. */
static bool report_meta(struct report *r, struct xml *x)
{
    const struct sql_report *meta = catalogue_find(r->catalogue, "_meta");
    struct report_values values = {.request = r->request};
    struct db_stmt *s = meta ? report_open(r, &meta->statement[0], &values) : NULL;
    enum db_step step;

    if (!s)
        return meta ? false : report_fail(r, FAULT_INTERNAL, "no _meta");
    step = db_step(s);
    for (int i = 0; step == DB_ROW && i < db_columns(s); i++) {
        size_t n;
        const char *name = db_name(s, i), *value = db_text(s, i, &n);

        if (strcmp(name, "pinned") == 0 && value)
            r->pinned = true;
        if (!report_is_own(name))
            table_attribute(s, i, name, r->request, x);
    }
    db_reset(s);
    return step == DB_FAILED ? report_db_fail(r) : true;
}

/* The root's start tag with all its attributes. */
static bool report_root(struct report *r, struct xml *x)
{
    const struct request *q = r->request;
    struct buf path = {0};
    bool done;

    xml_element(x, "report");
    xml_attribute(x, "xmlns", REPORT_NAMESPACE);
    xml_attribute(x, "name", q->route->report);
    done = report_meta(r, x);
    xml_attribute(x, "xml:lang", lang_code(q->lang));
    xml_attribute(x, "viewer", q->viewer[0] ? q->viewer : NULL);
    xml_attribute(x, "role", r->role);
    request_path(q, FORM_HTML, &path);
    xml_attribute(x, "path", buf_cstr(&path));
    xml_attribute(x, "version", r->version);
    buf_free(&path);
    return done;
}

/* The statement's row as one element with a column an attribute; columns named `except` are left out. */
static void report_element(struct report *r, struct db_stmt *s, const char *element, const char *except, struct xml *x)
{
    xml_element(x, element);
    for (int i = 0; i < db_columns(s); i++) {
        const char *name = db_name(s, i);

        if (!except || strcmp(name, except) != 0)
            table_attribute(s, i, name, r->request, x);
    }
    xml_end(x);
}

/* The functions that turn one statement's rows into elements. All begin after the first step and give the last one. */
static enum db_step report_figures(struct report *r, struct db_stmt *s, enum db_step step, struct xml *x)
{
    for (; step == DB_ROW; step = db_step(s))
        report_element(r, s, "figure", NULL, x);
    return step;
}

static enum db_step report_series(struct report *r, const struct sql_statement *def, struct db_stmt *s,
                                  enum db_step step, struct xml *x)
{
    xml_element(x, "series");
    xml_attribute(x, "id", def->id);
    for (int i = 0; step == DB_ROW && i < db_columns(s); i++)
        if (strcmp(db_name(s, i), "max") == 0)
            table_attribute(s, i, "max", r->request, x);
    for (; step == DB_ROW; step = db_step(s))
        report_element(r, s, "point", "max", x);
    xml_end(x);
    return step;
}

/* A main table with a paging key goes page by page; any other is shown whole. */
static enum db_step report_table(struct report *r, const struct sql_statement *def, const struct table *t,
                                 struct db_stmt *s, enum db_step step, struct xml *x)
{
    bool paged = def->main && t->key >= 0;
    int rows = 0;

    xml_element(x, "table");
    xml_attribute(x, "id", def->id);
    xml_attribute(x, "main", def->main ? "1" : NULL);
    table_columns(t, x);
    for (; step == DB_ROW && (!paged || rows < REPORT_PAGE); step = db_step(s), rows++) {
        table_row(t, s, r->request, x);
        if (paged && rows == REPORT_PAGE - 1)
            table_keep_key(t, s, &r->room->next);
    }
    xml_end(x);
    if (paged && step != DB_ROW)
        buf_clear(&r->room->next, REPORT_KEEP);
    return step;
}

/* Runs one statement, figures into one writer and everything else into the other. */
static bool report_statement(struct report *r, const struct sql_statement *def, struct xml *figures, struct xml *x)
{
    struct report_values values = {.request = r->request, .limit = REPORT_PAGE + 1};
    struct db_stmt *s = report_open(r, def, &values);
    const char *fault = NULL;
    struct table t;
    enum db_step step;

    if (!s)
        return false;
    step = db_step(s);
    if (step == DB_DONE && def->required)
        return report_required(r);
    if (step != DB_FAILED && def->kind == SQL_TABLE)
        fault = table_read(&t, s);
    if (fault)
        return report_fail(r, FAULT_INTERNAL, fault);
    if (step != DB_FAILED && def->kind == SQL_FIGURES)
        step = report_figures(r, s, step, figures);
    else if (step != DB_FAILED && def->kind == SQL_SERIES)
        step = report_series(r, def, s, step, x);
    else if (step != DB_FAILED && def->kind == SQL_TABLE)
        step = report_table(r, def, &t, s, step, x);
    db_reset(s);
    return step != DB_FAILED || report_db_fail(r);
}

bool report_xml(struct report *r)
{
    const struct sql_report *report = report_find(r);
    struct buf *next = &r->room->next;
    struct xml document, figures, body;

    buf_clear(&r->room->figures, REPORT_KEEP);
    buf_clear(&r->room->body, REPORT_KEEP);
    buf_clear(next, REPORT_KEEP);
    xml_start(&document, r->out);
    xml_start(&figures, &r->room->figures);
    xml_start(&body, &r->room->body);
    if (!report || !report_root(r, &document) || !report_params(r, &document))
        return false;
    for (size_t i = 0; i < report->count; i++)
        if (report_uses(r, &report->statement[i]) && !report_statement(r, &report->statement[i], &figures, &body))
            return false;
    link_elements(&document, r->request, report_csv_choice(r, report) != NULL, next->len ? buf_cstr(next) : NULL);
    xml_elements(&document, &r->room->figures);
    xml_elements(&document, &r->room->body);
    xml_end(&document);
    buf_char(r->out, '\n');
    return !r->out->failed || report_fail(r, FAULT_TOO_LARGE, "page");
}

void report_error(const struct request *request, const char *version, const struct fault *fault, struct buf *out)
{
    struct xml x;
    char status[8];

    snprintf(status, sizeof status, "%d", fault_status(fault->reason));
    xml_start(&x, out);
    xml_element(&x, "report");
    xml_attribute(&x, "xmlns", REPORT_NAMESPACE);
    xml_attribute(&x, "name", "error");
    xml_attribute(&x, "xml:lang", lang_code(request->lang));
    xml_attribute(&x, "viewer", request->viewer[0] ? request->viewer : NULL);
    xml_attribute(&x, "path", request->path);
    xml_attribute(&x, "version", version);
    xml_element(&x, "error");
    xml_attribute(&x, "status", status);
    xml_attribute(&x, "name", fault->name && fault->name[0] ? fault->name : NULL);
    xml_attribute(&x, "value", fault->value[0] ? fault->value : NULL);
    xml_attribute(&x, "reason", fault_text(fault->reason, request->lang));
    xml_attribute(&x, "expected", fault->expected);
    xml_end(&x);
    xml_end(&x);
    buf_char(out, '\n');
}
