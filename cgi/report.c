/* What every form of a report needs: its statements found, prepared for the parameters given, bound and checked. */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_run.h"

#define REPORT_KEEP ((size_t)64 << 10)

bool report_fail(struct report *r, enum fault_reason reason, const char *detail)
{
    fault_set(r->fault, reason, NULL, NULL, NULL);
    snprintf(r->fault->detail, sizeof r->fault->detail, "%s: %s", r->request->route->report, detail);
    return false;
}

bool report_db_fault(const struct db *db, const char *what, struct fault *fault)
{
    static const enum fault_reason reasons[] = {
        [DB_OK] = FAULT_INTERNAL,     [DB_MISSING] = FAULT_STORE_MISSING, [DB_FOREIGN] = FAULT_STORE_FOREIGN,
        [DB_BUSY] = FAULT_STORE_BUSY, [DB_TIME] = FAULT_TIME_LIMIT,       [DB_SQL] = FAULT_INTERNAL,
    };

    fault_set(fault, reasons[db_error(db)], NULL, NULL, NULL);
    snprintf(fault->detail, sizeof fault->detail, "%s: %s", what, db_message(db));
    return false;
}

bool report_db_fail(struct report *r)
{
    return report_db_fault(r->db, r->request->route->report, r->fault);
}

static void report_set_value(struct db_value *value, const char *text, bool integer)
{
    if (!text)
        return;
    value->type = integer ? DB_INTEGER : DB_TEXT;
    value->integer = integer ? atoll(text) : 0;
    value->text = text;
}

bool report_lookup(const void *context, const char *name, struct db_value *value)
{
    const struct report_values *v = context;
    const struct request *q = v->request;
    enum param p = param_find(name, strlen(name));

    if (strcmp(name, "value") == 0) {
        report_set_value(value, v->value, false);
    } else if (strcmp(name, "key") == 0) {
        report_set_value(value, q->key, q->key && q->route->key_is_integer);
    } else if (strcmp(name, "limit") == 0) {
        value->type = DB_INTEGER;
        value->integer = v->limit;
    } else if (p == PARAM_LANG) {
        report_set_value(value, lang_code(q->lang), false);
    } else if (p == PARAM_AFTER) {
        report_set_value(value, v->after ? v->after : q->value[p] ? q->value[p] : "", false);
    } else if (p < PARAM_FILTERS) {
        report_set_value(value, q->value[p], param_is_integer(p));
    } else {
        return false;
    }
    return true;
}

/* Writes the page's limit over every :limit, filled up with spaces. */
static void report_write_limit(char *sql)
{
    static const char name[] = ":limit";
    char number[sizeof name];

    snprintf(number, sizeof number, "%-*d", (int)sizeof name - 1, REPORT_PAGE + 1);
    while ((sql = strstr(sql, name)))
        memcpy(sql, number, sizeof name - 1);
}

struct db_stmt *report_prepared(struct db *db, const struct sql_statement *s, uint64_t variant, bool page,
                                 struct buf *sql)
{
    uint64_t key = variant | (uint64_t)!page << SQL_CONDITIONS;
    struct db_stmt *stmt = db_cached(db, s, key);

    if (stmt)
        return stmt;
    buf_clear(sql, REPORT_KEEP);
    sql_text_expand(s, variant, sql);
    buf_char(sql, '\0');
    if (page)
        report_write_limit(sql->data);
    return db_prepare(db, s, key, sql->data);
}

struct db_stmt *report_open(struct report *r, const struct sql_statement *s, const struct report_values *values)
{
    uint64_t variant = sql_text_variant(s, r->request->value);
    struct db_stmt *stmt = report_prepared(r->db, s, variant, values->limit == REPORT_PAGE + 1, &r->room->sql);

    if (!stmt || !db_bind(stmt, report_lookup, values)) {
        report_db_fail(r);
        return NULL;
    }
    return stmt;
}

bool report_required(struct report *r)
{
    fault_set(r->fault, FAULT_RECORD_UNKNOWN, "path", r->request->key, NULL);
    return false;
}

/* Asks _check_NAME for a filter's display text; *known is false when it gives no row. Writes <param> if x is given. */
static bool report_param(struct report *r, enum param p, struct xml *x)
{
    char name[64];
    const char *value = r->request->value[p], *text = NULL;
    struct report_values values = {.request = r->request, .value = value};
    const struct sql_report *check;
    struct db_stmt *s = NULL;
    enum db_step step = DB_ROW;
    size_t n = 0;

    snprintf(name, sizeof name, "_check_%s", param_name(p));
    check = param_is_checked(p) ? catalogue_find(r->catalogue, name) : NULL;
    if (check) {
        s = report_open(r, &check->statement[0], &values);
        if (!s)
            return false;
        step = db_step(s);
        text = step == DB_ROW ? db_text(s, 0, &n) : NULL;
    }
    if (step == DB_ROW && x) {
        xml_element(x, "param");
        xml_attribute(x, "name", param_name(p));
        xml_attribute(x, "value", value);
        xml_attribute_bytes(x, "text", text, n);
        xml_end(x);
    }
    if (s)
        db_reset(s);
    if (step == DB_FAILED)
        return report_db_fail(r);
    if (step == DB_DONE)
        fault_set(r->fault, FAULT_VALUE_UNKNOWN, param_name(p), value, param_expected(p, r->request->lang));
    return step == DB_ROW;
}

bool report_params(struct report *r, struct xml *x)
{
    static const enum param moment[] = {PARAM_AS_OF, PARAM_KNOWN_AT};

    for (size_t i = 0; i < 2; i++)
        if ((r->request->given & PARAM_BIT(moment[i])) && !report_param(r, moment[i], x))
            return false;
    for (int p = 0; p < PARAM_FILTERS; p++)
        if ((r->request->given & PARAM_BIT(p)) && !report_param(r, (enum param)p, x))
            return false;
    return true;
}

bool report_uses(const struct report *r, const struct sql_statement *s)
{
    return sql_text_holds(&s->when, r->request->value);
}

/* The main table as the request wants it, NULL if it wants none. */
static const struct sql_statement *report_main(const struct report *r, const struct sql_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->statement[i].main && report_uses(r, &report->statement[i]))
            return &report->statement[i];
    return NULL;
}

/* The first statement of a kind that the request wants, NULL if there is none. */
static const struct sql_statement *report_first(const struct report *r, const struct sql_report *report,
                                                enum sql_kind kind)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->statement[i].kind == kind && report_uses(r, &report->statement[i]))
            return &report->statement[i];
    return NULL;
}

const struct sql_report *report_find(struct report *r)
{
    const struct sql_report *report = catalogue_find(r->catalogue, r->request->route->report);
    const char *after = r->request->value[PARAM_AFTER];

    if (!report)
        report_fail(r, FAULT_INTERNAL, "no such report file");
    if (!report || !after || report_main(r, report))
        return report;
    fault_set(r->fault, FAULT_PARAM_UNKNOWN, param_name(PARAM_AFTER), after, NULL);
    return NULL;
}

const struct sql_statement *report_csv_choice(const struct report *r, const struct sql_report *report)
{
    const struct sql_statement *choice = report_main(r, report);

    if (!choice)
        choice = report_first(r, report, SQL_FIGURES);
    return choice ? choice : report_first(r, report, SQL_TABLE);
}

void report_room_free(struct report_room *room)
{
    buf_free(&room->sql);
    buf_free(&room->figures);
    buf_free(&room->body);
    buf_free(&room->next);
    buf_free(&room->after);
}
