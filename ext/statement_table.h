/* Table-valued functions that are nothing but a stored statement. */
#ifndef FULFIL_STATEMENT_TABLE_H
#define FULFIL_STATEMENT_TABLE_H

#include "computed_table.h"

/*
 * A row's sql is the stem of the file under schema/functions. Its statement has a parameter ?1, ?2, ... for each
 * argument, NULL where that is left out, and gives the row's columns.
 *
 * conservation(): each identity at the moment set, with both sides. case_history(ref): everything that happened to a
 * case. rollup_diff(no_a, no_b): what differs between two rollups. periods(from, to): the periods that touch the local
 * dates from..to, ascending; none when to < from or one is NULL. unit_forecast(target_day[, seed[, runs]]): what it
 * takes to clear each backlog by a day, and the chance of it.
 */
extern const struct computed_table statement_table_conservation;
extern const struct computed_table statement_table_case_history;
extern const struct computed_table statement_table_category_changes;
extern const struct computed_table statement_table_rollup_diff;
extern const struct computed_table statement_table_measure_worked;
extern const struct computed_table statement_table_periods;
extern const struct computed_table statement_table_unit_forecast;
extern const struct computed_table statement_table_unit_ranking;
extern const struct computed_table statement_table_category_proposal;
extern const struct computed_table statement_table_triage_proposal;
extern const struct computed_table statement_table_triage_queue;
extern const struct computed_table statement_table_demand_chain;
extern const struct computed_table statement_table_requirement_demands;

#endif
