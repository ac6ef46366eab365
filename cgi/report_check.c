/* Report files against a store before anybody asks: prepared early, or tried whether they can be at all. */
#include <stdio.h>
#include <string.h>

#include "log.h"
#include "report.h"
#include "report_run.h"
#include "table.h"

void report_prepare(const struct sql_report *report, size_t i, struct db *db)
{
    static const char *const none[PARAM_COUNT];
    const struct sql_statement *s = &report->statement[i];
    uint64_t variant = sql_text_variant(s, none);
    struct buf sql = {0};

    if (sql_text_holds(&s->when, none))
        report_prepared(db, s, variant, true, &sql);
    buf_free(&sql);
}

/* What is wrong with one variant of a statement, NULL if nothing is. */
static const char *report_check_variant(const struct sql_statement *s, struct db *db, uint64_t variant)
{
    static const struct route route = {.path = "/", .report = "check"};
    static const struct request request = {.route = &route};
    struct report_values values = {.request = &request, .limit = 1};
    struct buf sql = {0};
    struct db_stmt *stmt;
    struct table table;
    const char *fault;

    sql_text_expand(s, variant, &sql);
    stmt = db_prepare(db, s, variant, buf_cstr(&sql));
    buf_free(&sql);
    if (!stmt || !db_bind(stmt, report_lookup, &values))
        return db_message(db);
    if (s->kind != SQL_TABLE)
        return NULL;
    fault = table_read(&table, stmt);
    if (!fault && table.key < 0 && strstr(s->text, ":limit") && strstr(s->text, ":limit") < s->text + s->len)
        fault = "a limit without a paging key";
    return fault;
}

/* Checks a statement for a set of parameters and says what is wrong. */
static bool report_check_values(const struct sql_report *report, const struct sql_statement *s, struct db *db,
                                const char *const value[PARAM_COUNT])
{
    const char *fault = report_check_variant(s, db, sql_text_variant(s, value));
    char given[256] = "";
    size_t used = 0;

    for (int p = 0; fault && p < PARAM_COUNT && used < sizeof given; p++)
        if (value[p])
            used += (size_t)snprintf(given + used, sizeof given - used, " %s=%s", param_name((enum param)p), value[p]);
    if (fault)
        log_message("%s, statement %zu %s, given%s: %s", report->name, (size_t)(s - report->statement) + 1, s->id,
                    given[0] ? given : " nothing", fault);
    return !fault;
}

/* Checks one statement: without parameters; with each value that a condition names; with the others given too. */
static bool report_check_statement(const struct sql_report *report, const struct sql_statement *s, struct db *db)
{
    const char *none[PARAM_COUNT] = {0}, *all[PARAM_COUNT] = {0};
    bool good = report_check_values(report, s, db, none);

    for (size_t i = 0; i < s->lines; i++)
        if (!s->line[i].value[0])
            all[s->line[i].param] = "x";
    good = report_check_values(report, s, db, all) && good;
    for (size_t i = 0; i < s->lines; i++) {
        const char *one[PARAM_COUNT] = {0}, *more[PARAM_COUNT];

        memcpy(more, all, sizeof more);
        one[s->line[i].param] = more[s->line[i].param] = s->line[i].value[0] ? s->line[i].value : "x";
        good = report_check_values(report, s, db, one) && good;
        good = report_check_values(report, s, db, more) && good;
    }
    return good;
}

bool report_check(const struct sql_report *report, struct db *db)
{
    bool good = true;

    for (size_t i = 0; i < report->count; i++)
        good = report_check_statement(report, &report->statement[i], db) && good;
    return good;
}
