/* Table-valued functions whose rows are worked out in C when the function is called. */
#ifndef FULFIL_COMPUTED_TABLE_H
#define FULFIL_COMPUTED_TABLE_H

#include <sqlite3ext.h>
#include <stdbool.h>

struct function_binding;

/* Most arguments that such a function takes. */
#define COMPUTED_TABLE_ARGUMENTS 4

/* One function; the registry hands it to the module as the row's data. */
struct computed_table {
    const char *usage;       /* for messages: "near_duplicates(threshold)" */
    const char *needs;       /* what a message calls the required arguments: "a state"; NULL for their number */
    const char *declaration; /* CREATE TABLE x(...): the result's columns, then one HIDDEN column an argument */
    int columns;             /* of the result */
    int required;            /* so many arguments must be given, */
    int arguments;           /* so many may be */
    double cost, rows;       /* about what an answer costs and how many rows come, for the planner */
    bool ascending;          /* whether the rows come in ascending order of the first column */
    const char *sql;         /* of a stored statement only (statement_table.h) */
    /*
     * Begins an answer: binding->data is the function's row, value[i] an argument, a null pointer for one that is not
     * given. Leaves in *state what the others are given, a null pointer being an answer without rows. On failure gives
     * SQLite's code and in *error a message without the function's name (sqlite3_malloc'ed; NULL: SQLite's own words);
     * *state is then closed all the same unless it is a null pointer.
     */
    int (*open)(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error);
    /*
     * Begins another answer of the same cursor with the state of the last one, which need not have come to its end; else
     * as open. May be NULL: the state is closed and a new one opened.
     */
    int (*again)(void *state, sqlite3_value *const *value, char **error);
    /* Goes to the next row, at first to the first: SQLITE_ROW, SQLITE_DONE, or as open. */
    int (*next)(void *state, char **error);
    /* Gives a column of the row. */
    void (*column)(void *state, sqlite3_context *context, int column);
    void (*close)(void *state);
};

extern const sqlite3_module computed_table_module;

#endif
