/*
 * The aggregates logrank_chi2, logrank_df and logrank_p: are the groups solved equally fast?
 *
 *     SELECT logrank_p(days, solved, unit) FROM cases;
 *     SELECT logrank_chi2(days, solved, unit, category, 1), logrank_df(days, solved, unit, category, 1) FROM cases;
 *     SELECT logrank_p(state, unit) FROM kept;
 *
 * From cases: duration, solved, grp[, stratum[, rho]]; from states: state, grp[, stratum[, rho]]. The first argument
 * tells which, a state being a BLOB. One step serves all; a row with a NULL is left out. Groups and strata may be of any
 * type and are equal as in GROUP BY with the binary collation. Memory is that of a state for each group in each stratum.
 */
#include "fulfilment_compare.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/logrank.h"
#include "fulfilment.h"
#include "function.h"

const int fulfilment_chi2 = 0;
const int fulfilment_df = 1;
const int fulfilment_p = 2;

struct compare {
    struct logrank *test;
    bool any;                  /* a row was taken, */
    bool states;               /* which was a state, */
    enum fulfilment_unit unit; /* of this unit */
};

/* A value as bytes that are equal where SQL's = finds equality: a type and the content. */
struct key {
    unsigned char *bytes;
    size_t size;
    unsigned char space[120];
};

/* False when out of memory; key_free is then not needed. */
static bool key_make(struct key *key, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    sqlite3_int64 whole = sqlite3_value_int64(value);
    double real = sqlite3_value_double(value);
    const void *content = &whole;
    size_t size = sizeof whole;
    if (type == SQLITE_FLOAT && real >= -9e18 && real <= 9e18 && (double)whole == real)
        type = SQLITE_INTEGER;
    if (type == SQLITE_FLOAT)
        content = &real;
    if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        content = type == SQLITE_TEXT ? sqlite3_value_text(value) : sqlite3_value_blob(value);
        size = (size_t)sqlite3_value_bytes(value);
        if (!content && size > 0)
            return false;
    }
    key->size = size + 1;
    key->bytes = key->size <= sizeof key->space ? key->space : sqlite3_malloc64(key->size);
    if (!key->bytes)
        return false;
    key->bytes[0] = (unsigned char)type;
    if (size > 0)
        memcpy(key->bytes + 1, content, size);
    return true;
}

static void key_free(struct key *key)
{
    if (key->bytes != key->space)
        sqlite3_free(key->bytes);
}

/* The state of the row's group and stratum; NULL after having made the call fail. */
static struct fulfilment *find_state(sqlite3_context *context, struct logrank *test, sqlite3_value *group,
                                     sqlite3_value *stratum)
{
    struct fulfilment *state = NULL;
    struct key group_key, stratum_key = {.size = 0};
    if (key_make(&group_key, group)) {
        if (!stratum || key_make(&stratum_key, stratum)) {
            state = logrank_state(test, stratum ? stratum_key.bytes : (const void *)"", stratum_key.size,
                                  group_key.bytes, group_key.size);
            if (stratum)
                key_free(&stratum_key);
        }
        key_free(&group_key);
    }
    if (!state)
        sqlite3_result_error_nomem(context);
    else if (logrank_groups(test) > LOGRANK_GROUPS_MOST)
        function_error(context, "more than %d groups", LOGRANK_GROUPS_MOST);
    else
        return state;
    return NULL;
}

/* Makes the test at the first row, and sees that later rows are of its kind. */
static bool compare_begin(sqlite3_context *context, struct compare *compare, bool states, double rho)
{
    if (compare->any && compare->states != states) {
        function_error(context, "cases and states are not compared with each other");
        return false;
    }
    if (compare->any && logrank_rho(compare->test) != rho) {
        function_error(context, "rho is %f after %f: a test has one rho", rho, logrank_rho(compare->test));
        return false;
    }
    if (!compare->test)
        compare->test = logrank_create(rho, function_memory());
    if (!compare->test)
        sqlite3_result_error_nomem(context);
    compare->any = compare->test != NULL;
    compare->states = states;
    return compare->any;
}

/* One case, or one state, comes to its group. */
static void compare_add(sqlite3_context *context, struct compare *compare, struct fulfilment *state,
                        sqlite3_value **value)
{
    enum fulfilment_outcome outcome;
    int64_t duration;
    enum fulfilment_code code;
    if (compare->states) {
        struct fulfilment_reader reader;
        bool first = compare->unit == FULFILMENT_UNITS;
        if (!fulfilment_state(context, value[0], &reader))
            return;
        if (first)
            compare->unit = reader.unit;
        if (reader.unit != compare->unit)
            fulfilment_fail(context, FULFILMENT_UNIT);
        else
            fulfilment_state_merge(context, value[0], state);
        return;
    }
    if (!fulfilment_duration(context, value[0], &duration) || !fulfilment_outcome(context, value[1], &outcome))
        return;
    code = fulfilment_add_one(state, duration, outcome);
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
}

void fulfilment_compare_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct compare *compare = sqlite3_aggregate_context(context, sizeof *compare);
    bool states = count == 2 || (count < 5 && sqlite3_value_type(value[0]) == SQLITE_BLOB);
    int group = states ? 1 : 2; /* which argument; stratum and rho follow it */
    double rho = 0;
    if (!compare) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (function_any_null(count, value))
        return;
    if (count > group + 2 && !function_number(context, value[group + 2], "rho", &rho))
        return;
    if (!compare->any)
        compare->unit = FULFILMENT_UNITS; /* none yet */
    if (!compare_begin(context, compare, states, rho))
        return;
    struct fulfilment *state =
        find_state(context, compare->test, value[group], count > group + 1 ? value[group + 1] : NULL);
    if (state)
        compare_add(context, compare, state, value);
}

/* logrank_chi2, logrank_p: REAL; logrank_df: INTEGER. NULL with fewer than two groups to compare. */
void fulfilment_compare_final(sqlite3_context *context)
{
    struct compare *compare = sqlite3_aggregate_context(context, 0);
    const int *which = function_binding(context)->data;
    struct logrank_result result;
    if (!compare || !compare->test)
        return;
    enum fulfilment_code code = logrank_test(compare->test, &result);
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
    else if (result.exists && which == &fulfilment_df)
        sqlite3_result_int(context, result.df);
    else if (result.exists)
        sqlite3_result_double(context, which == &fulfilment_chi2 ? result.chi2 : result.p);
    logrank_free(compare->test);
    compare->test = NULL;
}
