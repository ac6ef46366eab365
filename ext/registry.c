/*
 * The registration table: every SQL name of the extension with its argument count, flags and callbacks.
 *
 * Flags, and why a row has them:
 *   PURE    INNOCUOUS and DETERMINISTIC: depends on nothing but its arguments and leaks nothing, so views, triggers,
 *           indexes and generated columns may use it whatever trusted_schema says.
 *   READS   INNOCUOUS: used in views while trusted_schema is off; reads the store or the connection's moment and
 *           viewer and changes neither. Not deterministic, since those may change.
 *   ACTS    DIRECTONLY: writes, or changes what later statements give; a view or trigger must not be able to call it.
 *
 * To add a name, add a row. A row with `step` is an aggregate, and with `inverse` a window function too; one with
 * `table` is an eponymous table-valued function; any other is a scalar. FTS5 has its own registry: tokenizer.c.
 */
#include "registry.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "calendar.h"
#include "category.h"
#include "cell.h"
#include "computed_table.h"
#include "forecast.h"
#include "earlier.h"
#include "escalate.h"
#include "fulfilment.h"
#include "fulfilment_compare.h"
#include "fulfilment_curve.h"
#include "fulfilment_table.h"
#include "function.h"
#include "grouping.h"
#include "intake.h"
#include "mapping.h"
#include "measure.h"
#include "model.h"
#include "moment.h"
#include "money.h"
#include "pairs.h"
#include "period.h"
#include "problems.h"
#include "quantile.h"
#include "rates.h"
#include "rollup.h"
#include "similar.h"
#include "statement_table.h"
#include "store.h"
#include "text.h"
#include "tokenizer.h"
#include "trail.h"
#include "trail_verify.h"
#include "training.h"
#include "triage.h"
#include "uscc.h"
#include "version.h"
#include "viewer.h"

#define PURE (SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC)
#define READS SQLITE_INNOCUOUS
#define ACTS SQLITE_DIRECTONLY

/* fulfilment() with any number of arguments */
#define STATE_ROW                                                                                     \
    .flags = PURE, .step = fulfilment_step, .inverse = fulfilment_inverse, .value = fulfilment_value, \
    .final = fulfilment_final

#define COMPARE_ROW .flags = PURE, .step = fulfilment_compare_step, .final = fulfilment_compare_final

typedef void (*registry_step)(sqlite3_context *, int, sqlite3_value **);

struct registry_row {
    const char *name;
    int arguments; /* -1: any number */
    int flags;
    registry_step call;          /* scalar */
    registry_step step, inverse; /* aggregate; inverse for a window */
    void (*value)(sqlite3_context *);
    void (*final)(sqlite3_context *);
    const struct computed_table *table; /* table-valued */
    const void *data;                   /* reaches the callback in its binding */
};

static const struct registry_row row[] = {
    {.name = "fulfil_version", .arguments = 0, .flags = PURE, .call = version_text},

    {.name = "set_moment", .arguments = 2, .flags = ACTS, .call = moment_set},
    {.name = "as_of", .arguments = 0, .flags = READS, .call = moment_as_of},
    {.name = "known_at", .arguments = 0, .flags = READS, .call = moment_known_at},
    {.name = "store_now", .arguments = 0, .flags = READS, .call = moment_now},
    {.name = "local_date", .arguments = 1, .flags = READS, .call = moment_local_date},
    {.name = "local_text", .arguments = 1, .flags = READS, .call = moment_local_text},
    {.name = "day_start", .arguments = 1, .flags = READS, .call = moment_day_start},
    {.name = "day_end", .arguments = 1, .flags = READS, .call = moment_day_end},
    {.name = "local_instant", .arguments = 1, .flags = READS, .call = moment_local_instant},

    {.name = "is_workday", .arguments = 1, .flags = READS, .call = calendar_is_workday_sql},
    {.name = "is_workday", .arguments = 2, .flags = READS, .call = calendar_is_workday_sql},
    {.name = "workday_add", .arguments = 2, .flags = READS, .call = calendar_workday_add_sql},
    {.name = "workday_add", .arguments = 3, .flags = READS, .call = calendar_workday_add_sql},
    {.name = "workdays_between", .arguments = 2, .flags = READS, .call = calendar_workdays_between_sql},
    {.name = "workdays_between", .arguments = 3, .flags = READS, .call = calendar_workdays_between_sql},
    {.name = "calendar_published", .arguments = 1, .flags = READS, .call = calendar_published_sql},

    {.name = "period_no", .arguments = 1, .flags = READS, .call = period_no_sql},
    {.name = "period_start", .arguments = 1, .flags = READS, .call = period_start_sql},
    {.name = "period_end", .arguments = 1, .flags = READS, .call = period_end_sql},
    {.name = "periods", .table = &statement_table_periods},

    {.name = "rollup", .arguments = 0, .flags = ACTS, .call = rollup_sql},
    {.name = "rollup", .arguments = 1, .flags = ACTS, .call = rollup_sql},
    {.name = "escalate", .arguments = 0, .flags = ACTS, .call = escalate_sql},
    {.name = "escalate", .arguments = 1, .flags = ACTS, .call = escalate_sql},
    {.name = "intake", .arguments = 1, .flags = ACTS, .call = intake_sql},
    {.name = "intake", .arguments = 2, .flags = ACTS, .call = intake_sql},
    {.name = "conservation", .table = &statement_table_conservation},
    {.name = "unit_ranking", .table = &statement_table_unit_ranking},
    {.name = "case_history", .table = &statement_table_case_history},
    {.name = "rollup_diff", .table = &statement_table_rollup_diff},

    {.name = "trail_form", .arguments = -1, .flags = PURE, .call = trail_form_sql},
    {.name = "trail_seal", .arguments = 7, .flags = PURE, .call = trail_seal_sql},
    {.name = "trail_digest", .arguments = -1, .flags = PURE, .step = trail_digest_step, .final = trail_digest_final},
    {.name = "trail_verify", .arguments = 0, .flags = READS, .call = trail_verify_sql},
    {.name = "trail_verify", .arguments = 1, .flags = READS, .call = trail_verify_sql},

    {.name = "money_fen", .arguments = 1, .flags = PURE, .call = money_fen_sql},
    {.name = "money_text", .arguments = 1, .flags = PURE, .call = money_text_sql},
    {.name = "money_text", .arguments = 2, .flags = PURE, .call = money_text_sql},
    {.name = "money_text", .arguments = 3, .flags = PURE, .call = money_text_sql},
    {.name = "money_upper", .arguments = 1, .flags = PURE, .call = money_upper_sql},

    {.name = "measure_amount", .arguments = 2, .flags = READS, .call = measure_amount_sql},
    {.name = "measure_worked", .table = &statement_table_measure_worked},
    {.name = "measure_step_fen", .arguments = 4, .flags = PURE, .call = measure_step_fen_sql},

    {.name = "wilson_low", .arguments = 2, .flags = PURE, .call = rates_wilson_sql, .data = &rates_low},
    {.name = "wilson_low", .arguments = 3, .flags = PURE, .call = rates_wilson_sql, .data = &rates_low},
    {.name = "wilson_high", .arguments = 2, .flags = PURE, .call = rates_wilson_sql, .data = &rates_high},
    {.name = "wilson_high", .arguments = 3, .flags = PURE, .call = rates_wilson_sql, .data = &rates_high},
    {.name = "quantile",
     .arguments = 1,
     .flags = PURE,
     .step = quantile_median_step_sql,
     .inverse = quantile_inverse_sql,
     .value = quantile_value_sql,
     .final = quantile_final_sql},
    {.name = "quantile",
     .arguments = 2,
     .flags = PURE,
     .step = quantile_step_sql,
     .inverse = quantile_inverse_sql,
     .value = quantile_value_sql,
     .final = quantile_final_sql},
    {.name = "clear_chance",
     .arguments = 4,
     .flags = PURE,
     .step = forecast_step_sql,
     .final = forecast_final_sql},
    {.name = "clear_chance",
     .arguments = 5,
     .flags = PURE,
     .step = forecast_step_sql,
     .final = forecast_final_sql},
    {.name = "clear_chance",
     .arguments = 6,
     .flags = PURE,
     .step = forecast_step_sql,
     .final = forecast_final_sql},
    {.name = "unit_forecast", .table = &statement_table_unit_forecast},
    {.name = "percent_text", .arguments = 2, .flags = PURE, .call = rates_percent_sql},
    {.name = "count_text", .arguments = 1, .flags = PURE, .call = rates_count_sql},

    {.name = "fulfilment", .arguments = 2, STATE_ROW},
    {.name = "fulfilment", .arguments = 3, STATE_ROW},
    {.name = "fulfilment", .arguments = 4, STATE_ROW},
    {.name = "fulfilment_median",
     .arguments = 2,
     .flags = PURE,
     .step = fulfilment_step,
     .inverse = fulfilment_inverse,
     .value = fulfilment_median_value,
     .final = fulfilment_median_final},
    {.name = "fulfilment_merge",
     .arguments = 1,
     .flags = PURE,
     .step = fulfilment_merge_step,
     .inverse = fulfilment_merge_inverse,
     .value = fulfilment_value,
     .final = fulfilment_final},
    {.name = "fulfilment_by",
     .arguments = 3,
     .flags = PURE,
     .step = grouping_step_sql,
     .final = grouping_final_sql},
    {.name = "fulfilment_by",
     .arguments = 4,
     .flags = PURE,
     .step = grouping_unit_step_sql,
     .final = grouping_final_sql},
    {.name = "fulfilment_groups", .table = &grouping_groups_table},
    {.name = "fulfilment_remove", .arguments = 2, .flags = PURE, .call = fulfilment_remove_sql},
    {.name = "fulfilment_unit", .arguments = 1, .flags = PURE, .call = fulfilment_unit_sql},
    {.name = "open_count", .arguments = 1, .flags = PURE, .call = fulfilment_count_sql, .data = &fulfilment_open},
    {.name = "solved_count", .arguments = 1, .flags = PURE, .call = fulfilment_count_sql, .data = &fulfilment_solved},
    {.name = "withdrawn_count",
     .arguments = 1,
     .flags = PURE,
     .call = fulfilment_count_sql,
     .data = &fulfilment_withdrawn},
    {.name = "km_quantile",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_estimate},
    {.name = "km_quantile_low",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_low},
    {.name = "km_quantile_low",
     .arguments = 3,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_low},
    {.name = "km_quantile_low",
     .arguments = 4,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_low},
    {.name = "km_quantile_high",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_high},
    {.name = "km_quantile_high",
     .arguments = 3,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_high},
    {.name = "km_quantile_high",
     .arguments = 4,
     .flags = PURE,
     .call = fulfilment_quantile_sql,
     .data = &fulfilment_high},
    {.name = "km_survival",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_survival_sql,
     .data = &fulfilment_estimate},
    {.name = "km_low", .arguments = 2, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_low},
    {.name = "km_low", .arguments = 3, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_low},
    {.name = "km_low", .arguments = 4, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_low},
    {.name = "km_high", .arguments = 2, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_high},
    {.name = "km_high", .arguments = 3, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_high},
    {.name = "km_high", .arguments = 4, .flags = PURE, .call = fulfilment_survival_sql, .data = &fulfilment_high},
    {.name = "km_mean", .arguments = 2, .flags = PURE, .call = fulfilment_mean_sql, .data = &fulfilment_mean},
    {.name = "km_mean_error",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_mean_sql,
     .data = &fulfilment_mean_error},
    {.name = "cumulative_incidence",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_estimate},
    {.name = "cumulative_incidence",
     .arguments = 3,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_estimate},
    {.name = "cumulative_incidence_low",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_low},
    {.name = "cumulative_incidence_low",
     .arguments = 3,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_low},
    {.name = "cumulative_incidence_low",
     .arguments = 4,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_low},
    {.name = "cumulative_incidence_low",
     .arguments = 5,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_low},
    {.name = "cumulative_incidence_high",
     .arguments = 2,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_high},
    {.name = "cumulative_incidence_high",
     .arguments = 3,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_high},
    {.name = "cumulative_incidence_high",
     .arguments = 4,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_high},
    {.name = "cumulative_incidence_high",
     .arguments = 5,
     .flags = PURE,
     .call = fulfilment_incidence_sql,
     .data = &fulfilment_high},
    {.name = "km_curve", .table = &fulfilment_table_km},
    {.name = "incidence_curve", .table = &fulfilment_table_incidence},
    {.name = "logrank_chi2", .arguments = 2, COMPARE_ROW, .data = &fulfilment_chi2},
    {.name = "logrank_chi2", .arguments = 3, COMPARE_ROW, .data = &fulfilment_chi2},
    {.name = "logrank_chi2", .arguments = 4, COMPARE_ROW, .data = &fulfilment_chi2},
    {.name = "logrank_chi2", .arguments = 5, COMPARE_ROW, .data = &fulfilment_chi2},
    {.name = "logrank_df", .arguments = 2, COMPARE_ROW, .data = &fulfilment_df},
    {.name = "logrank_df", .arguments = 3, COMPARE_ROW, .data = &fulfilment_df},
    {.name = "logrank_df", .arguments = 4, COMPARE_ROW, .data = &fulfilment_df},
    {.name = "logrank_df", .arguments = 5, COMPARE_ROW, .data = &fulfilment_df},
    {.name = "logrank_p", .arguments = 2, COMPARE_ROW, .data = &fulfilment_p},
    {.name = "logrank_p", .arguments = 3, COMPARE_ROW, .data = &fulfilment_p},
    {.name = "logrank_p", .arguments = 4, COMPARE_ROW, .data = &fulfilment_p},
    {.name = "logrank_p", .arguments = 5, COMPARE_ROW, .data = &fulfilment_p},

    {.name = "uscc_valid", .arguments = 1, .flags = PURE, .call = uscc_valid_sql},
    {.name = "uscc_check", .arguments = 1, .flags = PURE, .call = uscc_check_sql},
    {.name = "text_fold", .arguments = 1, .flags = PURE, .call = text_fold_sql},
    {.name = "text_pairs", .table = &pairs_table},
    {.name = "text_found", .arguments = 2, .flags = PURE, .call = text_found_sql},
    {.name = "text_similarity", .arguments = 2, .flags = PURE, .call = similar_text_sql},
    {.name = "near_duplicates", .table = &similar_near_duplicates},
    {.name = "similar_demands", .table = &earlier_similar_demands},
    {.name = "text_marks", .table = &earlier_text_marks},
    {.name = "common_problems", .table = &problems_common},
    {.name = "zone_problems", .table = &problems_zone},

    {.name = "read_date", .arguments = 1, .flags = READS, .call = cell_date_sql, .data = &cell_value},
    {.name = "read_date", .arguments = 2, .flags = READS, .call = cell_date_sql, .data = &cell_value},
    {.name = "read_date_fault", .arguments = 1, .flags = PURE, .call = cell_date_sql, .data = &cell_fault},
    {.name = "read_date_fault", .arguments = 2, .flags = PURE, .call = cell_date_sql, .data = &cell_fault},
    {.name = "read_quantity", .arguments = 1, .flags = PURE, .call = cell_quantity_sql, .data = &cell_value},
    {.name = "read_quantity_unit", .arguments = 1, .flags = PURE, .call = cell_quantity_sql, .data = &cell_unit},
    {.name = "read_quantity_sign", .arguments = 1, .flags = PURE, .call = cell_quantity_sql, .data = &cell_sign},
    {.name = "read_quantity_fault", .arguments = 1, .flags = PURE, .call = cell_quantity_sql, .data = &cell_fault},
    {.name = "read_money", .arguments = 1, .flags = PURE, .call = cell_money_sql, .data = &cell_value},
    {.name = "read_money", .arguments = 2, .flags = PURE, .call = cell_money_sql, .data = &cell_value},
    {.name = "read_money_fault", .arguments = 1, .flags = PURE, .call = cell_money_sql, .data = &cell_fault},
    {.name = "read_money_fault", .arguments = 2, .flags = PURE, .call = cell_money_sql, .data = &cell_fault},
    {.name = "read_text", .arguments = 1, .flags = PURE, .call = cell_trim_sql},
    {.name = "read_text_fault", .arguments = 1, .flags = PURE, .call = cell_text_fault_sql},
    {.name = "read_yes_no", .arguments = 1, .flags = PURE, .call = cell_yes_no_sql},
    {.name = "read_rating", .arguments = 1, .flags = PURE, .call = cell_rating_sql},
    {.name = "read_satisfied", .arguments = 1, .flags = PURE, .call = cell_satisfied_sql},
    {.name = "name_key", .arguments = 1, .flags = PURE, .call = cell_name_key_sql},
    {.name = "contents_code", .arguments = 1, .flags = PURE, .call = cell_digest_sql},

    {.name = "code_of", .arguments = 1, .flags = PURE, .call = mapping_code_of_sql},
    {.name = "text_fault", .arguments = 1, .flags = PURE, .call = mapping_text_fault_sql},
    /* Not deterministic: SQLite may run such a function of a constant before it knows that no row asks for it. */
    {.name = "refuse", .arguments = 1, .flags = READS, .call = mapping_refuse_sql},

    {.name = "demand_category", .arguments = 1, .flags = READS, .call = category_demand_sql},
    {.name = "term_check", .arguments = 1, .flags = PURE, .call = category_term_check_sql},
    {.name = "rules_version", .arguments = 0, .flags = READS, .call = category_rules_version_sql},
    {.name = "category_changes", .table = &statement_table_category_changes},
    {.name = "demand_categories", .table = &category_demands_table},
    {.name = "category_train",
     .arguments = 2,
     .flags = PURE,
     .step = training_step,
     .final = training_train_final,
     .data = &training_for_model},
    {.name = "category_train",
     .arguments = 3,
     .flags = PURE,
     .step = training_step,
     .final = training_train_final,
     .data = &training_for_model},
    {.name = "category_evaluate",
     .arguments = 2,
     .flags = PURE,
     .step = training_step,
     .final = training_evaluate_final,
     .data = &training_for_report},
    {.name = "category_evaluate",
     .arguments = 3,
     .flags = PURE,
     .step = training_step,
     .final = training_evaluate_final,
     .data = &training_for_report},
    {.name = "category_predict", .arguments = 2, .flags = READS, .call = model_predict_sql},
    {.name = "category_scores", .table = &model_scores_table},
    {.name = "category_model_info", .arguments = 1, .flags = READS, .call = model_info_sql},
    {.name = "category_proposal", .table = &statement_table_category_proposal},
    {.name = "triage", .arguments = 0, .flags = ACTS, .call = triage_sql},
    {.name = "triage", .arguments = 1, .flags = ACTS, .call = triage_sql},
    {.name = "triage_proposal", .table = &statement_table_triage_proposal},
    {.name = "triage_queue", .table = &statement_table_triage_queue},
    {.name = "demand_chain", .table = &statement_table_demand_chain},
    {.name = "requirement_demands", .table = &statement_table_requirement_demands},

    {.name = "set_viewer", .arguments = 1, .flags = ACTS, .call = viewer_set},
    {.name = "viewer_role", .arguments = 0, .flags = READS, .call = viewer_role},
    {.name = "viewer_unit", .arguments = 0, .flags = READS, .call = viewer_unit},
    {.name = "viewer_name", .arguments = 0, .flags = READS, .call = viewer_name},
};

static void binding_free(void *pointer)
{
    struct function_binding *binding = pointer;
    store_release(binding->store);
    sqlite3_free(binding);
}

static struct function_binding *binding_create(const struct registry_row *entry, struct store *store)
{
    struct function_binding *binding = sqlite3_malloc(sizeof *binding);
    if (!binding)
        return NULL;
    binding->name = entry->name;
    binding->data = entry->table ? entry->table : entry->data;
    binding->store = store_retain(store);
    return binding;
}

/* Registers one row; SQLite calls binding_free also when it fails. */
static int row_register(sqlite3 *db, const struct registry_row *entry, struct store *store)
{
    int flags = entry->flags | SQLITE_UTF8;
    struct function_binding *binding = binding_create(entry, store);
    if (!binding)
        return SQLITE_NOMEM;
    if (entry->table)
        return sqlite3_create_module_v2(db, entry->name, &computed_table_module, binding, binding_free);
    if (entry->inverse) {
        return sqlite3_create_window_function(db, entry->name, entry->arguments, flags, binding, entry->step,
                                              entry->final, entry->value, entry->inverse, binding_free);
    }
    return sqlite3_create_function_v2(db, entry->name, entry->arguments, flags, binding, entry->call, entry->step,
                                      entry->final, binding_free);
}

int registry_apply(sqlite3 *db, char **error)
{
    struct store *store = store_create(db);
    int code = store ? store_register(db, store) : SQLITE_NOMEM;
    const char *name = "fulfil_store";
    for (size_t i = 0; code == SQLITE_OK && i < sizeof row / sizeof *row; i++) {
        name = row[i].name;
        code = row_register(db, &row[i], store);
    }
    if (code == SQLITE_OK) {
        name = "cjk";
        code = tokenizer_register(db);
    }
    if (code != SQLITE_OK && error) {
        *error = sqlite3_mprintf("fulfil: cannot register %s: %s", name, sqlite3_errmsg(db));
    }
    store_release(store);
    return code;
}
