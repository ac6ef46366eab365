/* Table-valued functions that are nothing but a stored statement. */
#ifndef FULFIL_STATEMENT_TABLE_H
#define FULFIL_STATEMENT_TABLE_H

#include <sqlite3ext.h>

/* Most arguments that such a function takes. */
#define STATEMENT_TABLE_ARGUMENTS 4

/* One function; the registry hands it to the module as the row's data. */
struct statement_table {
    const char *sql;         /* stem of the file under schema/functions; its statement has parameters ?1, ?2, ... */
    const char *usage;       /* for messages: "periods(from, to)" */
    const char *declaration; /* CREATE TABLE x(...): the statement's columns, then one HIDDEN column an argument */
    int columns;             /* how many the statement gives */
    int arguments;           /* of these */
    int optional;            /* so many at the end may be left out; the statement then has NULL in their place */
};

extern const sqlite3_module statement_table_module;

/*
 * conservation(): each identity at the moment set, with both sides. case_history(ref): everything that happened to a
 * case. rollup_diff(no_a, no_b): what differs between two rollups. periods(from, to): the periods that touch the local
 * dates from..to, ascending; none when to < from or one is NULL. unit_forecast(target_day[, seed[, runs]]): what it
 * takes to clear each backlog by a day, and the chance of it.
 */
extern const struct statement_table statement_table_conservation;
extern const struct statement_table statement_table_case_history;
extern const struct statement_table statement_table_category_changes;
extern const struct statement_table statement_table_rollup_diff;
extern const struct statement_table statement_table_measure_worked;
extern const struct statement_table statement_table_periods;
extern const struct statement_table statement_table_unit_forecast;
extern const struct statement_table statement_table_unit_ranking;
extern const struct statement_table statement_table_category_proposal;

#endif
