/*
 * common_problems() and zone_problems(): what many enterprises ask for, however they word it.
 *
 *     SELECT problem, enterprises, grids, terms, first, last FROM common_problems();
 *
 * How demands are grouped, by category and by text, is in core/problem.h; schema/functions/common_problems.sql says
 * which demands those are, and how many enterprises and grids make a problem common.
 */
#include "problems.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <string.h>

#include "core/problem.h"
#include "core/words.h"
#include "function.h"
#include "store.h"

/* Columns of the statement. */
enum {
    IN_REF,
    IN_TEXT,
    IN_CATEGORY,
    IN_DAY,
    IN_ENTERPRISE,
    IN_GRID,
    IN_CATEGORY_NO,
    IN_LEAST_ENTERPRISES,
    IN_LEAST_GRIDS
};

/* What is kept of each row. */
static const int word_column[] = {IN_REF, IN_CATEGORY, IN_DAY};
enum { WORDS = sizeof word_column / sizeof *word_column };

/*
 * common_problems(), table-valued: the demands of a leaf category, and those that say the same in other words, where
 * they come from enough enterprises in enough grids (settings common_enterprises and common_grids). At the moment set,
 * of the demands that the viewer may see, superseded ones left out.
 *   problem      TEXT, code of the category, or reference of the demand that the others are like
 *   refs         TEXT, JSON array of the demands' references, the earliest first
 *   enterprises  INTEGER, distinct ones
 *   grids        INTEGER, distinct ones
 *   terms        TEXT, JSON array of what they share, the most telling first; at most five
 *   first, last  TEXT, local dates of the earliest and the latest demand
 * Most enterprises first, then most demands, categories before texts, then by the earliest demand. A demand may be in a
 * group of either kind.
 */
enum { OUT_PROBLEM, OUT_REFS, OUT_ENTERPRISES, OUT_GRIDS, OUT_TERMS, OUT_FIRST, OUT_LAST, OUT_BY };

/*
 * zone_problems(from), table-valued: the same of all demands of the zone that were made from an instant on, whoever looks:
 * what a period that closes keeps. One more column:
 *   by           TEXT, category or text
 */

struct answer {
    struct problems *problems;
    struct words words; /* of each demand its reference, category and day */
    int least_enterprises, least_grids;
    struct problem_group group;
};

static void answer_close(void *state)
{
    struct answer *answer = state;
    problems_free(answer->problems);
    words_free(&answer->words);
    sqlite3_free(answer);
}

/* Takes one row of the statement. */
static int answer_add(struct answer *answer, sqlite3_stmt *row)
{
    const char *text = (const char *)sqlite3_column_text(row, IN_TEXT);
    if (!text)
        return SQLITE_NOMEM;
    answer->least_enterprises = sqlite3_column_int(row, IN_LEAST_ENTERPRISES);
    answer->least_grids = sqlite3_column_int(row, IN_LEAST_GRIDS);
    for (int column = 0; column < WORDS; column++) {
        if (!words_add(&answer->words, (const char *)sqlite3_column_text(row, word_column[column])))
            return SQLITE_NOMEM;
    }
    enum problem_code code =
        problems_add(answer->problems, text, (size_t)sqlite3_column_bytes(row, IN_TEXT),
                     (uint32_t)sqlite3_column_int(row, IN_ENTERPRISE), (uint32_t)sqlite3_column_int(row, IN_GRID),
                     (uint32_t)sqlite3_column_int(row, IN_CATEGORY_NO));
    return code == PROBLEM_OK ? SQLITE_OK : SQLITE_NOMEM;
}

/* from: of what zone_problems() asks for, bound as the statement's parameter; a null pointer for common_problems(). */
static int answer_read(struct answer *answer, struct store *store, sqlite3_value *from, char **error)
{
    sqlite3 *db = store_db(store);
    sqlite3_stmt *statement = NULL;
    int code = store_check(store, error);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_prepare_v2(db, store_sql(from ? "zone_problems" : "common_problems"), -1, &statement, NULL);
    if (code == SQLITE_OK && from)
        code = sqlite3_bind_value(statement, 1, from);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) code = answer_add(answer, statement);
    if (code == SQLITE_DONE)
        code = SQLITE_OK;
    if (code != SQLITE_OK && code != SQLITE_NOMEM)
        *error = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    sqlite3_finalize(statement); /* its error was reported by the step */
    return code;
}

static int answer_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    const struct computed_table *table = binding->data;
    sqlite3_value *from = table->arguments ? value[0] : NULL;
    if (from && sqlite3_value_type(from) == SQLITE_NULL)
        return SQLITE_OK;
    struct answer *answer = sqlite3_malloc(sizeof *answer);
    if (!answer)
        return SQLITE_NOMEM;
    *answer = (struct answer){.words.memory = function_memory()};
    *state = answer;
    answer->problems = problems_create(function_memory());
    if (!answer->problems)
        return SQLITE_NOMEM;
    int code = answer_read(answer, binding->store, from, error);
    if (code != SQLITE_OK)
        return code;
    enum problem_code found =
        problems_run(answer->problems, (uint32_t)answer->least_enterprises, (uint32_t)answer->least_grids);
    return found == PROBLEM_OK ? SQLITE_OK : SQLITE_NOMEM;
}

static int answer_next(void *state, char **error)
{
    struct answer *answer = state;
    enum problem_code code = problems_next(answer->problems, &answer->group);
    (void)error;
    return code == PROBLEM_OK ? SQLITE_ROW : code == PROBLEM_DONE ? SQLITE_DONE : SQLITE_NOMEM;
}

/* The n-th word of a member of the group: 0 its reference, 1 category, 2 day. */
static const char *member_word(const struct answer *answer, uint32_t member, size_t n)
{
    return words_get(&answer->words, (size_t)answer->group.member[member] * WORDS + n);
}

/* References and terms have no character that JSON would have to escape (table demand; core/cluster.h). */
static void result_refs(sqlite3_context *context, const struct answer *answer)
{
    sqlite3_str *json = sqlite3_str_new(sqlite3_context_db_handle(context));
    for (uint32_t i = 0; i < answer->group.members; i++)
        sqlite3_str_appendf(json, "%s\"%s\"", i == 0 ? "[" : ",", member_word(answer, i, 0));
    sqlite3_str_appendchar(json, 1, ']');
    char *text = sqlite3_str_finish(json);
    if (text)
        sqlite3_result_text(context, text, -1, sqlite3_free);
    else
        sqlite3_result_error_nomem(context);
}

static void result_terms(sqlite3_context *context, const struct answer *answer)
{
    char json[PROBLEM_TERMS * (PROBLEM_TERM_BYTES + 3) + 3] = "[";
    size_t at = 1;
    for (uint32_t i = 0; i < answer->group.terms; i++) {
        sqlite3_snprintf((int)(sizeof json - at), json + at, "%s\"%s\"", i == 0 ? "" : ",", answer->group.term[i].text);
        at += strlen(json + at);
    }
    json[at] = ']';
    sqlite3_result_text(context, json, (int)at + 1, SQLITE_TRANSIENT);
}

static void answer_column(void *state, sqlite3_context *context, int column)
{
    const struct answer *answer = state;
    const struct problem_group *group = &answer->group;
    switch (column) {
    case OUT_PROBLEM:
        sqlite3_result_text(context, member_word(answer, 0, group->by_text ? 0 : 1), -1, SQLITE_TRANSIENT);
        break;
    case OUT_REFS:
        result_refs(context, answer);
        break;
    case OUT_ENTERPRISES:
        sqlite3_result_int64(context, group->enterprises);
        break;
    case OUT_GRIDS:
        sqlite3_result_int64(context, group->grids);
        break;
    case OUT_TERMS:
        result_terms(context, answer);
        break;
    case OUT_BY:
        sqlite3_result_text(context, group->by_text ? "text" : "category", -1, SQLITE_STATIC);
        break;
    default:
        sqlite3_result_text(context, member_word(answer, column == OUT_FIRST ? 0 : group->members - 1, 2), -1,
                            SQLITE_TRANSIENT);
    }
}

const struct computed_table problems_common = {
    .usage = "common_problems()",
    .declaration =
        "CREATE TABLE x(problem TEXT, refs TEXT, enterprises INTEGER, grids INTEGER, terms TEXT, first TEXT, "
        "last TEXT)",
    .columns = 7,
    .cost = 1100,
    .rows = 100,
    .open = answer_open,
    .next = answer_next,
    .column = answer_column,
    .close = answer_close,
};

const struct computed_table problems_zone = {
    .usage = "zone_problems(from)",
    .declaration =
        "CREATE TABLE x(problem TEXT, refs TEXT, enterprises INTEGER, grids INTEGER, terms TEXT, first TEXT, "
        "last TEXT, by TEXT, \"from\" HIDDEN)",
    .columns = 8,
    .required = 1,
    .arguments = 1,
    .cost = 1100,
    .rows = 100,
    .open = answer_open,
    .next = answer_next,
    .column = answer_column,
    .close = answer_close,
};
