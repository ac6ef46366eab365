/* What report.c does for the writers of the forms, report_xml.c and report_csv.c. */
#ifndef CGI_REPORT_RUN_H
#define CGI_REPORT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "report.h"
#include "xml.h"

/* What a statement's parameters are bound from. */
struct report_values {
    const struct request *request;
    const char *value; /* of a parameter being checked, or NULL */
    const char *after; /* the paging key to begin behind; NULL: the request's */
    int64_t limit;
};

/* db_bind's lookup over a struct report_values: every parameter that a report may have. */
bool report_lookup(const void *context, const char *name, struct db_value *value);

/* The report that the request's route names. NULL, with the fault set, when there is no such file, or when `after` was
 * given for a report that does not go on. */
const struct sql_report *report_find(struct report *r);

/* The statement that CSV gives: the main table, else the first figures, else the first table; NULL: none. */
const struct sql_statement *report_csv_choice(const struct report *r, const struct sql_report *report);

/* Whether the request wants the statement. */
bool report_uses(const struct report *r, const struct sql_statement *s);

/* A page's statement, prepared or as it was kept; NULL when SQLite refuses it. The limit of a page stands in its text as
 * a number, so that SQLite expects few rows, whatever the statistics of an ANALYZE say, and joins names to them by index.
 * With page false it is bound, and the statement is another one. */
struct db_stmt *report_prepared(struct db *db, const struct sql_statement *s, uint64_t variant, bool page,
                                 struct buf *sql);

/* A statement ready to be stepped; NULL, with the fault set, on failure. */
struct db_stmt *report_open(struct report *r, const struct sql_statement *s, const struct report_values *values);

/* Checks the filters in effect against the store and, if x is given, writes the <param> elements. */
bool report_params(struct report *r, struct xml *x);

/* Set the fault and give false: for a reason, for what the store said, for a required row that is not there. */
bool report_fail(struct report *r, enum fault_reason reason, const char *detail);
bool report_db_fail(struct report *r);
bool report_required(struct report *r);

#endif
