/*
 * What a demand is about, by the store's weighted terms.
 *
 *     SELECT demand_category('想再申请一些应急物资');                         -- supplies
 *     SELECT rank, category, score, terms FROM demand_categories('人手、原料、运输三方面');
 *
 * How terms are found and counted is in core/match.h: folded, leftmost-longest, each once, not in a resolved clause.
 * A category whose score reaches the setting category_threshold is proposed. demand_category() gives the best one only
 * if no other has the same score; a person decides the rest. Rules are the rows of category_term; a changed one counts
 * from the next statement on (rules.h). The method is the sum of weights; weights were set by hand, and part
 * of them then fitted to labelled texts (schema/categories.sql).
 */
#include "category.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/fold.h"
#include "core/utf8.h"
#include "function.h"
#include "json.h"
#include "rules.h"
#include "store.h"

/*
 * demand_category(text): code of the category with the highest score, NULL when unsure: no score reaches the
 * threshold, or two share the highest. NULL gives NULL; another type than text is an error, so are rules that cannot
 * be used. Time is the matcher's, O(length), some 10 ns a character, plus what telling costs that no rule changed.
 */
void category_demand_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    char *error = NULL;
    int length;
    struct rules *rules;
    struct match_result found;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "text", &text, &length))
        return;
    int code = rules_get(function_store(context), &rules, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return;
    }
    match_run(rules->set, text, (size_t)length, &found);
    if (found.scores == 0 || found.score[0].score < rules->threshold)
        return;
    if (found.scores > 1 && found.score[1].score == found.score[0].score)
        return;
    sqlite3_result_text(context, rules->category[found.score[0].category], -1, SQLITE_TRANSIENT);
}

/*
 * term_check(term): the term folded, which is how it is compared; an error that names it where it cannot be a term:
 * empty, more than 64 characters, no well-formed UTF-8 or with a NUL. NULL gives NULL, another type than text is an
 * error. The store's triggers call it, so that a bad term fails where it is written. O(length).
 */
void category_term_check_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *term;
    char folded[FOLD_ROOM(MATCH_TERM_MAX * UTF8_MAX)];
    int length;
    if (function_any_null(count, value) || !function_text(context, value[0], "term", &term, &length))
        return;
    enum match_code code = match_check_term(term, (size_t)length);
    if (code == MATCH_TERM_BROKEN) {
        function_error(context, "%d bytes cannot be a term: they are not well-formed UTF-8 without NUL", length);
        return;
    }
    if (code != MATCH_OK) {
        function_error(context, "'%!.20s' cannot be a term: %s", term, match_reason(code));
        return;
    }
    sqlite3_result_text64(context, folded, fold_text(term, (size_t)length, folded), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/*
 * rules_version(): 12 hex digits that name the rules in force by content: threshold, terms, weights, words of resolved
 * clauses and method. The same rules have the same version in every store and every build of the method.
 */
void category_rules_version_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    char *error = NULL;
    struct rules *rules;
    (void)count;
    (void)value;
    int code = rules_get(function_store(context), &rules, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return;
    }
    sqlite3_result_text(context, rules->version, -1, SQLITE_TRANSIENT);
}

/*
 * demand_categories(text[, least]), table-valued: every category whose score reaches the threshold, or least where that
 * is given, best first, then by code.
 *   rank      INTEGER from 1
 *   category  TEXT, its code
 *   score     INTEGER, the sum of the weights in terms
 *   terms     TEXT, a JSON array in the order of the text: term as in category_term, start (1-based character) and
 *             length, fit for substr() on the text itself, and weight, negative ones too
 *   method    TEXT, 'rules'
 *   version   TEXT, as rules_version()
 *   margin    INTEGER, the score less the best score of another category, which may lie below the threshold; 0 where
 *             no other is above 0. Below 0 from rank 2 on; 0 at rank 1 is a tie, which demand_category() leaves to a person
 * A NULL text or least gives no row; another type of text is an error, and so is a least below 1 or no integer. In a join the text must come from a table further left. The hidden
 * column that takes the text is called input: SQLite looks an argument up among the function's own columns too, and a
 * table's column is often called text.
 */
enum column {
    COLUMN_RANK,
    COLUMN_CATEGORY,
    COLUMN_SCORE,
    COLUMN_TERMS,
    COLUMN_METHOD,
    COLUMN_VERSION,
    COLUMN_MARGIN,
    COLUMNS
};

/* A row, its text copied: the rules may be read anew while the answer stands on it. */
struct row {
    char *category;
    char *terms;
    int64_t score, margin;
};

struct answer {
    struct row *row;
    size_t rows;
    size_t at; /* rows given, the present one too */
    char version[RULES_VERSION_SIZE];
};

static void answer_close(void *state)
{
    struct answer *answer = state;
    for (size_t i = 0; i < answer->rows; i++) {
        sqlite3_free(answer->row[i].category);
        sqlite3_free(answer->row[i].terms);
    }
    sqlite3_free(answer->row);
    sqlite3_free(answer);
}

/* The counted terms of a category as JSON, to be freed; NULL when out of memory. */
static char *terms_json(sqlite3 *db, const struct rules *rules, const struct match_result *found, uint32_t category)
{
    sqlite3_str *json = sqlite3_str_new(db);
    const char *separator = "";
    sqlite3_str_appendchar(json, 1, '[');
    for (size_t i = 0; i < found->hits; i++) {
        const struct match_hit *hit = &found->hit[i];
        if (hit->category != category)
            continue;
        sqlite3_str_appendf(json, "%s{\"term\":", separator);
        json_append_text(json, rules->term[hit->rule].text, (size_t)rules->term[hit->rule].bytes);
        sqlite3_str_appendf(json, ",\"start\":%llu,\"length\":%u,\"weight\":%lld}", (unsigned long long)hit->start + 1,
                            hit->length, (long long)hit->weight);
        separator = ",";
    }
    sqlite3_str_appendchar(json, 1, ']');
    return sqlite3_str_finish(json);
}

/* The best score of another category than the one at a place; 0 if no other has one above. */
static int64_t best_other(const struct match_result *found, size_t place)
{
    size_t other = place == 0 ? 1 : 0;
    return other < found->scores && found->score[other].score > 0 ? found->score[other].score : 0;
}

/* Copies the categories whose score is at least that into the answer. */
static int answer_fill(struct answer *answer, sqlite3 *db, const struct rules *rules, const struct match_result *found,
                       int64_t least)
{
    size_t rows = 0;
    while (rows < found->scores && found->score[rows].score >= least) rows++;
    memcpy(answer->version, rules->version, sizeof answer->version);
    if (rows == 0)
        return SQLITE_OK;
    answer->row = sqlite3_malloc64(rows * sizeof *answer->row);
    if (!answer->row)
        return SQLITE_NOMEM;
    for (; answer->rows < rows; answer->rows++) {
        const struct match_score *score = &found->score[answer->rows];
        struct row *row = &answer->row[answer->rows];
        row->score = score->score;
        row->margin = score->score - best_other(found, answer->rows);
        row->category = sqlite3_mprintf("%s", rules->category[score->category]);
        row->terms = terms_json(db, rules, found, score->category);
        if (row->category && row->terms)
            continue;
        sqlite3_free(row->category);
        sqlite3_free(row->terms);
        return SQLITE_NOMEM;
    }
    return SQLITE_OK;
}

/* Whether the arguments can be answered; in *error what is wrong with them. */
static bool answer_arguments(sqlite3_value *const *value, char **error)
{
    int type = sqlite3_value_type(value[0]);
    if (type != SQLITE_TEXT) {
        *error = type == SQLITE_BLOB ? sqlite3_mprintf("text is a BLOB")
                                     : sqlite3_mprintf("text %s is not text", sqlite3_value_text(value[0]));
        return false;
    }
    if (value[1] && (sqlite3_value_type(value[1]) != SQLITE_INTEGER || sqlite3_value_int64(value[1]) < 1)) {
        *error = sqlite3_mprintf("least is '%s', not an integer from 1 on", sqlite3_value_text(value[1]));
        return false;
    }
    return true;
}

static int answer_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    struct match_result found;
    struct rules *rules;
    if (sqlite3_value_type(value[0]) == SQLITE_NULL || (value[1] && sqlite3_value_type(value[1]) == SQLITE_NULL))
        return SQLITE_OK;
    if (!answer_arguments(value, error))
        return SQLITE_ERROR;
    int code = rules_get(binding->store, &rules, error);
    if (code != SQLITE_OK)
        return code;
    const char *text = (const char *)sqlite3_value_text(value[0]);
    struct answer *answer = text ? sqlite3_malloc(sizeof *answer) : NULL;
    if (!answer)
        return SQLITE_NOMEM;
    memset(answer, 0, sizeof *answer);
    *state = answer;
    match_run(rules->set, text, (size_t)sqlite3_value_bytes(value[0]), &found);
    return answer_fill(answer, store_db(binding->store), rules, &found,
                       value[1] ? sqlite3_value_int64(value[1]) : rules->threshold);
}

static int answer_next(void *state, char **error)
{
    struct answer *answer = state;
    (void)error;
    return answer->at++ < answer->rows ? SQLITE_ROW : SQLITE_DONE;
}

static void answer_column(void *state, sqlite3_context *context, int column)
{
    const struct answer *answer = state;
    const struct row *row = &answer->row[answer->at - 1];
    switch (column) {
    case COLUMN_RANK:
        sqlite3_result_int64(context, (sqlite3_int64)answer->at);
        break;
    case COLUMN_CATEGORY:
        sqlite3_result_text(context, row->category, -1, SQLITE_TRANSIENT);
        break;
    case COLUMN_SCORE:
        sqlite3_result_int64(context, row->score);
        break;
    case COLUMN_TERMS:
        sqlite3_result_text(context, row->terms, -1, SQLITE_TRANSIENT);
        break;
    case COLUMN_METHOD:
        sqlite3_result_text(context, "rules", -1, SQLITE_STATIC);
        break;
    case COLUMN_VERSION:
        sqlite3_result_text(context, answer->version, -1, SQLITE_TRANSIENT);
        break;
    case COLUMN_MARGIN:
        sqlite3_result_int64(context, row->margin);
        break;
    }
}

const struct computed_table category_demands_table = {
    .usage = "demand_categories(text[, least])",
    .declaration = "CREATE TABLE x(rank INTEGER, category TEXT, score INTEGER, terms TEXT, method TEXT, version TEXT, "
                   "margin INTEGER, input HIDDEN, least HIDDEN)",
    .columns = COLUMNS,
    .required = 1,
    .arguments = 2,
    .cost = 10,
    .rows = 2,
    .open = answer_open,
    .next = answer_next,
    .column = answer_column,
    .close = answer_close,
};
