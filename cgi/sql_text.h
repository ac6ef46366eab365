/* A report file as statements: markers read, conditional lines known.
 *
 *     --# meta
 *     --# figures [required]
 *     --# table ID [main] [required]
 *     --# series ID
 *
 * begins a statement and says what its rows become; what stands before the first marker is comment, and a file without
 * any marker is one statement. A line may end in a condition, and then belongs to the statement only if that holds:
 *
 *     --? NAME            the request has a value for the parameter NAME
 *     --? NAME=VALUE      … and it is VALUE
 *     --? NAME!=VALUE     … it is another, or there is none
 *     --! CONDITION       the opposite
 *
 * So every combination of filters is a statement of its own with an index of its own. A condition on a marker line goes
 * for the whole statement. */
#ifndef CGI_SQL_TEXT_H
#define CGI_SQL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "param.h"

#define SQL_NAME 48
#define SQL_CONDITIONS 63 /* and a bit for whoever keeps statements by their variant */

enum sql_kind { SQL_PLAIN, SQL_META, SQL_FIGURES, SQL_TABLE, SQL_SERIES };

/* param PARAM_COUNT: always true. An empty value stands for any. */
struct sql_condition {
    enum param param;
    char value[SQL_NAME];
    bool negated;
};

struct sql_statement {
    enum sql_kind kind;
    char id[SQL_NAME];
    bool main, required;
    struct sql_condition when;
    const char *text; /* within the file's text */
    size_t len;
    struct sql_condition line[SQL_CONDITIONS]; /* of its conditional lines, in their order */
    size_t lines;
};

struct sql_report {
    const char *name; /* the file's name without suffix */
    struct sql_statement *statement;
    size_t count;
};

/* Splits a file's text, which must outlive the report. False with the reason in error (room for 160 bytes): an unknown
 * marker or flag, a missing ID, a condition that cannot be read, too many of them, a second main table. */
bool sql_text_parse(struct sql_report *r, const char *name, const char *text, char error[160]);

/* Frees the statements. */
void sql_text_free(struct sql_report *r);

/* Whether a condition holds for the values given, NULL where there is none. */
bool sql_text_holds(const struct sql_condition *c, const char *const value[PARAM_COUNT]);

/* Which conditional lines a statement has for the values given: bit i stands for line[i]. */
uint64_t sql_text_variant(const struct sql_statement *s, const char *const value[PARAM_COUNT]);

/* Appends the statement with the conditional lines of a variant. */
void sql_text_expand(const struct sql_statement *s, uint64_t variant, struct buf *out);

#endif
