/*
 * fulfilment_by(grp, duration, solved[, unit]), aggregate: the states of all groups in one pass, for a table without an
 * index on the group, where GROUP BY would sort all rows first. fulfilment_groups(states), table-valued, reads them.
 *
 *     SELECT grp, solved_count(state), km_quantile(state, 0.5)
 *       FROM fulfilment_groups((SELECT fulfilment_by(unit, days, solved) FROM cases));
 *
 * duration, solved and unit are fulfilment()'s, and each group's state is the one that fulfilment() gives for its rows.
 * Groups are GROUP BY's under the collation BINARY, NULL being one, in the order of ORDER BY; of an integer and a real of
 * the same value the integer is shown. A row with a NULL in duration or solved is no case, a group without a case is
 * left out, and without any the result is NULL. The BLOB is the same for the same cases in any order.
 */
#include "grouping.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <string.h>

#include "core/grouping.h"
#include "fulfilment.h"
#include "function.h"

/* One aggregate's; SQLite makes it of zeros. */
struct total {
    struct grouping *groups;
};

/* Reads a group's value, no text, which stays SQLite's; false when out of memory. */
static bool read_key(sqlite3_value *value, struct grouping_key *key)
{
    *key = (struct grouping_key){.type = GROUPING_NULL};
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        key->type = GROUPING_INTEGER;
        key->integer = sqlite3_value_int64(value);
        return true;
    case SQLITE_FLOAT:
        key->type = GROUPING_REAL;
        key->real = sqlite3_value_double(value);
        return true;
    case SQLITE_BLOB:
        key->type = GROUPING_BLOB;
        key->bytes = sqlite3_value_blob(value);
        key->size = (size_t)sqlite3_value_bytes(value);
        return key->bytes != NULL || key->size == 0;
    default:
        return true;
    }
}

/* The state of a value's group; NULL when out of memory. */
static struct fulfilment *group_of(struct grouping *groups, sqlite3_value *value)
{
    struct grouping_key key;
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const unsigned char *text = sqlite3_value_text(value);
        return text ? grouping_text_state(groups, text, (size_t)sqlite3_value_bytes(value)) : NULL;
    }
    return read_key(value, &key) ? grouping_state(groups, &key) : NULL;
}

/* The groups, made at the first row and all of one unit; NULL after having made the call fail. */
static struct grouping *groups_make(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct total *total = sqlite3_aggregate_context(context, sizeof *total);
    enum fulfilment_unit unit = FULFILMENT_DAY;
    if (count > 3 && !fulfilment_unit_read(context, value[3], &unit))
        return NULL;
    if (total && !total->groups)
        total->groups = grouping_create(unit, function_memory());
    if (!total || !total->groups)
        sqlite3_result_error_nomem(context);
    else if (grouping_unit(total->groups) == unit)
        return total->groups;
    else
        function_error(context, "states have one unit, and this row has another");
    return NULL;
}

/* Any row; its duration may be all that fulfilment() takes. Apart, so that the usual row saves no registers for it. */
static __attribute__((noinline)) void apply_row(sqlite3_context *context, int count, sqlite3_value **value)
{
    enum fulfilment_outcome outcome;
    struct grouping *groups;
    struct fulfilment *state;
    int64_t duration;
    if (function_any_null(count - 1, value + 1) || !(groups = groups_make(context, count, value)))
        return;
    if (!(state = group_of(groups, value[0]))) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!fulfilment_duration(context, value[1], &duration) || !fulfilment_outcome(context, value[2], &outcome))
        return;
    enum fulfilment_code code = fulfilment_add_one(state, duration, outcome);
    if (code != FULFILMENT_OK)
        fulfilment_fail(context, code);
}

/*
 * A row without unit. The usual one of 10^7, a text whose group is known, two integers and a duration that the array
 * holds, is counted here with 8 calls into SQLite and none of ours; what SQLite's API is called through is loaded once.
 */
void grouping_step_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const sqlite3_api_routines *const api = sqlite3_api;
    struct total *total = api->aggregate_context(context, sizeof *total);
    if (total && total->groups && api->value_type(value[1]) == SQLITE_INTEGER &&
        api->value_type(value[2]) == SQLITE_INTEGER && api->value_type(value[0]) == SQLITE_TEXT) {
        sqlite3_uint64 duration = (sqlite3_uint64)api->value_int64(value[1]);
        sqlite3_uint64 outcome = (sqlite3_uint64)api->value_int64(value[2]);
        const unsigned char *text = api->value_text(value[0]);
        size_t size = (size_t)api->value_bytes(value[0]);
        struct fulfilment *state = text ? grouping_text_recent(total->groups, text, size) : NULL;
        if (state && outcome < FULFILMENT_OUTCOMES && duration < (sqlite3_uint64)state->quick_size) {
            fulfilment_add_one(state, (int64_t)duration, (enum fulfilment_outcome)outcome);
            return;
        }
    }
    apply_row(context, count, value);
}

/* A row with its unit. */
void grouping_unit_step_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    apply_row(context, count, value);
}

void grouping_final_sql(sqlite3_context *context)
{
    struct total *total = sqlite3_aggregate_context(context, 0);
    unsigned char *bytes;
    size_t size;
    if (!total || !total->groups)
        return;
    enum fulfilment_code code = grouping_encode(total->groups, &bytes, &size);
    if (code == FULFILMENT_OK)
        sqlite3_result_blob64(context, bytes, size, sqlite3_free);
    else
        fulfilment_fail(context, code);
    grouping_free(total->groups);
}

/* --- fulfilment_groups ------------------------------------------------------------------------------------------------ */

static int groups_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    (void)binding;
    if (sqlite3_value_type(value[0]) == SQLITE_NULL)
        return SQLITE_OK;
    struct grouping_reader *reader = sqlite3_malloc(sizeof *reader);
    if (!reader)
        return SQLITE_NOMEM;
    *state = reader;
    const void *bytes = sqlite3_value_blob(value[0]);
    if (sqlite3_value_type(value[0]) == SQLITE_BLOB &&
        grouping_reader_open(reader, bytes ? bytes : "", (size_t)sqlite3_value_bytes(value[0])) == FULFILMENT_OK)
        return SQLITE_OK;
    *error = sqlite3_mprintf("states are not the BLOB that fulfilment_by() gives, or are damaged");
    return *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

static int groups_next(void *state, char **error)
{
    (void)error;
    return grouping_reader_next(state) ? SQLITE_ROW : SQLITE_DONE;
}

static void groups_column(void *state, sqlite3_context *context, int column)
{
    const struct grouping_reader *reader = state;
    const struct grouping_key *key = &reader->key;
    if (column == 1) {
        sqlite3_result_blob64(context, reader->state, reader->state_size, SQLITE_TRANSIENT);
        return;
    }
    switch (key->type) {
    case GROUPING_NULL:
        break;
    case GROUPING_INTEGER:
        sqlite3_result_int64(context, key->integer);
        break;
    case GROUPING_REAL:
        sqlite3_result_double(context, key->real);
        break;
    case GROUPING_TEXT:
        sqlite3_result_text64(context, key->bytes, key->size, SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    case GROUPING_BLOB:
        sqlite3_result_blob64(context, key->size > 0 ? key->bytes : "", key->size, SQLITE_TRANSIENT);
        break;
    }
}

static void groups_close(void *state)
{
    sqlite3_free(state);
}

const struct computed_table grouping_groups_table = {
    .usage = "fulfilment_groups(states)",
    .declaration = "CREATE TABLE x(grp, state BLOB, input HIDDEN)",
    .columns = 2,
    .required = 1,
    .arguments = 1,
    .cost = 1000,
    .rows = 20,
    .open = groups_open,
    .next = groups_next,
    .column = groups_column,
    .close = groups_close,
};
