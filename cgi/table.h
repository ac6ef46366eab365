/* How the columns of a statement make the cells of a <table>. */
#ifndef CGI_TABLE_H
#define CGI_TABLE_H

#include <stdbool.h>

#include "csv.h"
#include "db.h"
#include "request.h"
#include "xml.h"

#define TABLE_CELLS 40
#define TABLE_ATTRIBUTES 10
#define TABLE_NAME 40

/* A statement's columns: `name:type` is a cell's value, `name.text` what it shows, `name.attr` an attribute of it,
 * `.href` the row's reference, `_key` the paging key; any other name that begins with _ is not shown. */
struct table_cell {
    char id[TABLE_NAME], type[TABLE_NAME];
    int value, text; /* column numbers; text -1: the value itself */
    int attributes;
    struct {
        char name[TABLE_NAME];
        int column;
    } attribute[TABLE_ATTRIBUTES];
};

struct table {
    struct table_cell cell[TABLE_CELLS];
    int cells, href, key; /* columns of the row's reference and of the key, -1: none */
};

/* Reads the column names of a statement that has been stepped. NULL, or what is wrong in words. */
const char *table_read(struct table *t, struct db_stmt *s);

/* Writes the <column> elements. */
void table_columns(const struct table *t, struct xml *x);

/* Writes the statement's row as a <row>. */
void table_row(const struct table *t, struct db_stmt *s, const struct request *r, struct xml *x);

/* Puts the paging key of the statement's row in place of what `key` has; empty without one. */
void table_keep_key(const struct table *t, struct db_stmt *s, struct buf *key);

/* The same in CSV: cell ids, values. */
void table_csv_head(const struct table *t, struct csv *c);
void table_csv_row(const struct table *t, struct db_stmt *s, struct csv *c);

/* Writes a column as an attribute: _ in the name becomes -, an href becomes a link, NULL writes nothing. */
void table_attribute(struct db_stmt *s, int column, const char *name, const struct request *r, struct xml *x);

#endif
