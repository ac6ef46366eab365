/* A report as CSV: all rows of its main table, handed on while they come, else its figures. */
#include <string.h>

#include "csv.h"
#include "report.h"
#include "report_run.h"
#include "table.h"

#define REPORT_FLUSH ((size_t)64 << 10)
#define REPORT_PART 500
#define REPORT_LARGEST_PART 8000

/* The columns of figures in CSV. */
static const char *const report_figure_columns[] = {"id", "value", "unit", "n", "d", "low", "high"};

#define REPORT_FIGURE_COLUMNS (sizeof report_figure_columns / sizeof *report_figure_columns)

static void report_csv_figure(struct db_stmt *s, struct csv *c)
{
    for (size_t k = 0; k < REPORT_FIGURE_COLUMNS; k++) {
        const char *value = NULL;
        size_t n = 0;

        for (int i = 0; i < db_columns(s); i++)
            if (strcmp(db_name(s, i), report_figure_columns[k]) == 0)
                value = db_text(s, i, &n);
        csv_field(c, value, n);
    }
    csv_end_row(c);
}

/* The heading of a statement that has been stepped; NULL, or what is wrong with its columns. Figures of a second
 * statement go on under the heading of the first. */
static const char *report_csv_head(const struct sql_statement *def, struct db_stmt *s, struct table *t, bool head,
                                   struct csv *c)
{
    const char *fault = def->kind == SQL_TABLE ? table_read(t, s) : NULL;

    if (fault)
        return fault;
    if (def->kind == SQL_TABLE)
        table_csv_head(t, c);
    for (size_t k = 0; def->kind != SQL_TABLE && head && k < REPORT_FIGURE_COLUMNS; k++)
        csv_field(c, report_figure_columns[k], strlen(report_figure_columns[k]));
    if (def->kind != SQL_TABLE && head)
        csv_end_row(c);
    return NULL;
}

/* The rows of a statement that has been stepped, up to its end or until the receiver has gone (*going). The key of the
 * last row stays in the room. Gives how many there were, -1 on failure. */
static int64_t report_csv_body(struct report *r, const struct sql_statement *def, const struct table *t,
                               struct db_stmt *s, enum db_step step, struct csv *c, bool *going)
{
    int64_t rows = 0;

    for (; *going && step == DB_ROW; step = *going ? db_step(s) : DB_DONE, rows++) {
        if (def->kind == SQL_TABLE)
            table_csv_row(t, s, c);
        else
            report_csv_figure(s, c);
        if (def->kind == SQL_TABLE)
            table_keep_key(t, s, &r->room->next);
        if (r->out->len >= REPORT_FLUSH && r->flush)
            *going = r->flush(r->context, r->out);
    }
    return step == DB_FAILED ? -1 : rows;
}

/* The key just kept, where the next part's rows cannot overwrite it while the statement still reads it. */
static const char *report_csv_after(struct report_room *room)
{
    struct buf kept = room->next;

    room->next = room->after;
    room->after = kept;
    return buf_cstr(&room->after);
}

/* Runs one statement as CSV rows. A table with a paging key is asked for part by part, each after the last row of the
 * one before, so that SQLite never holds, and sorts, more than a part. Parts grow: the first comes soon, and what each
 * costs by itself does not add up. */
static bool report_csv_rows(struct report *r, const struct sql_statement *def, bool head, struct csv *c)
{
    struct report_values values = {.request = r->request, .limit = REPORT_PART};
    int64_t rows = values.limit;
    bool going = true;
    struct table t = {.key = -1};

    for (bool first = true; going && rows == values.limit && (first || t.key >= 0); first = false) {
        struct db_stmt *s = report_open(r, def, &values);
        enum db_step step = s ? db_step(s) : DB_FAILED;
        const char *fault = NULL;

        if (step != DB_FAILED && first)
            fault = report_csv_head(def, s, &t, head, c);
        if (fault)
            return report_fail(r, FAULT_INTERNAL, fault);
        if (step == DB_FAILED)
            return report_db_fail(r);
        rows = report_csv_body(r, def, &t, s, step, c, &going);
        db_reset(s);
        if (rows == values.limit && rows < REPORT_LARGEST_PART)
            rows = values.limit *= 2;
        values.after = report_csv_after(r->room);
    }
    return rows >= 0 || report_db_fail(r);
}

/* Whether every statement that must have a row has one. */
static bool report_csv_required(struct report *r, const struct sql_report *report)
{
    struct report_values values = {.request = r->request, .limit = 1};

    for (size_t i = 0; i < report->count; i++) {
        struct db_stmt *s;
        enum db_step step;

        if (!report->statement[i].required || !report_uses(r, &report->statement[i]))
            continue;
        s = report_open(r, &report->statement[i], &values);
        if (!s)
            return false;
        step = db_step(s);
        db_reset(s);
        if (step == DB_FAILED)
            return report_db_fail(r);
        if (step == DB_DONE)
            return report_required(r);
    }
    return true;
}

bool report_csv(struct report *r)
{
    const struct sql_report *report = report_find(r);
    const struct sql_statement *choice = report ? report_csv_choice(r, report) : NULL;
    struct csv csv;
    bool done = true, head = true;

    if (!report)
        return false;
    if (!choice)
        return report_fail(r, FAULT_PAGE_UNKNOWN, "nothing to give as CSV");
    if (!report_params(r, NULL) || !report_csv_required(r, report))
        return false;
    csv_start(&csv, r->out);
    if (choice->kind == SQL_TABLE)
        done = report_csv_rows(r, choice, true, &csv);
    for (size_t i = 0; done && choice->kind == SQL_FIGURES && i < report->count; i++) {
        if (report->statement[i].kind != SQL_FIGURES || !report_uses(r, &report->statement[i]))
            continue;
        done = report_csv_rows(r, &report->statement[i], head, &csv);
        head = false;
    }
    return done && (!r->out->failed || report_fail(r, FAULT_TOO_LARGE, "CSV"));
}
