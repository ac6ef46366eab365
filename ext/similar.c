/*
 * SQL functions that compare texts.
 *
 *     SELECT text_similarity('员工口罩不足一万只', '员工口罩不足一 万只。');    -- 0.875
 *     SELECT ref_a, ref_b, similarity FROM near_duplicates(0.6) ORDER BY similarity DESC;
 *
 * The measure is Jaccard's over grams of three characters (core/gram.h); the join that finds all pairs without
 * comparing all is in core/similar.h.
 */
#include "similar.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>

#include "core/gram.h"
#include "core/similar.h"
#include "core/words.h"
#include "function.h"
#include "store.h"

/* Texts up to this length are compared without an allocation. */
enum { SMALL_BYTES = 600 };

/* Grams of an argument, in `small` or allocated; NULL after having made the call fail. */
static uint64_t *argument_grams(sqlite3_context *context, sqlite3_value *value, const char *what, uint64_t *small,
                                size_t *count)
{
    const char *text;
    uint64_t *gram = small;
    int length;
    if (!function_text(context, value, what, &text, &length))
        return NULL;
    if (length > SMALL_BYTES)
        gram = sqlite3_malloc64(GRAM_ROOM(length) * sizeof *gram);
    if (gram)
        *count = gram_set(text, (size_t)length, gram);
    else
        sqlite3_result_error_nomem(context);
    return gram;
}

/*
 * text_similarity(a, b): REAL, the share of the grams of three characters that both texts have among those that either
 * has; texts folded, without white space. Of texts of which one has fewer than three characters it is 1 if they are
 * equal, else 0. What is no well-formed UTF-8 counts like a character, each by its first byte. NULL in either gives
 * NULL, another type than text is an error. Time O(length log length), 8 bytes a byte of either text.
 */
void similar_text_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    uint64_t small[2][GRAM_ROOM(SMALL_BYTES)];
    uint64_t *a, *b = NULL;
    size_t a_count, b_count;
    if (function_any_null(count, value))
        return;
    a = argument_grams(context, value[0], "a", small[0], &a_count);
    if (a)
        b = argument_grams(context, value[1], "b", small[1], &b_count);
    if (b)
        sqlite3_result_double(context, gram_similarity(a_count, b_count, gram_shared(a, a_count, b, b_count)));
    if (a != small[0])
        sqlite3_free(a);
    if (b != small[1])
        sqlite3_free(b);
}

/* ---- near_duplicates ---- */

/*
 * near_duplicates(threshold), table-valued: the pairs of rows of the view duplicate_candidates(ref, text) whose
 * text_similarity is at least the threshold, none missed.
 *   ref_a, ref_b  TEXT, ref_a before ref_b
 *   similarity    REAL, text_similarity of the two texts
 * Ordered by ref_a, then ref_b. The threshold is a number above 0 and at most 1; NULL gives no row, anything else is an
 * error. The view is read when the first row is asked for; what is held is the references, what core/similar.h says,
 * and no text.
 */
struct answer {
    struct similar *join;
    struct words ref; /* of each text */
    struct similar_pair pair;
};

static void answer_close(void *state)
{
    struct answer *answer = state;
    similar_free(answer->join);
    words_free(&answer->ref);
    sqlite3_free(answer);
}

static int code_of(enum similar_code code, char **error)
{
    if (code == SIMILAR_NO_MEMORY)
        return SQLITE_NOMEM;
    if (code != SIMILAR_MANY)
        return SQLITE_OK;
    *error = sqlite3_mprintf("the texts have too many characters in all");
    return SQLITE_TOOBIG;
}

/* Takes one row of the view; a NULL is no text and is passed over. */
static int answer_add(struct answer *answer, sqlite3_stmt *statement, char **error)
{
    const char *ref = (const char *)sqlite3_column_text(statement, 0);
    const char *text = (const char *)sqlite3_column_text(statement, 1);
    size_t length = (size_t)sqlite3_column_bytes(statement, 1);
    if (!ref || !text)
        return SQLITE_OK;
    if (!words_add(&answer->ref, ref))
        return SQLITE_NOMEM;
    return code_of(similar_add(answer->join, text, length), error);
}

/* Reads the view into the join. */
static int answer_read(struct answer *answer, struct store *store, char **error)
{
    sqlite3 *db = store_db(store);
    sqlite3_stmt *statement = NULL;
    int code = store_check(store, error);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_prepare_v2(db, store_sql("near_duplicates"), -1, &statement, NULL);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        code = answer_add(answer, statement, error);
    if (code == SQLITE_DONE)
        code = SQLITE_OK;
    if (code != SQLITE_OK && code != SQLITE_NOMEM && !*error)
        *error = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    sqlite3_finalize(statement); /* its error was reported by the step */
    return code;
}

bool similar_threshold(sqlite3_value *value, double *threshold, char **error)
{
    int type = sqlite3_value_type(value);
    *threshold = sqlite3_value_double(value);
    if ((type == SQLITE_FLOAT || type == SQLITE_INTEGER) && *threshold > 0 && *threshold <= 1)
        return true;
    const char *shown = type == SQLITE_BLOB ? "a BLOB" : (const char *)sqlite3_value_text(value);
    const char *quote = type == SQLITE_TEXT ? "'" : "";
    *error =
        sqlite3_mprintf("threshold %s%.60s%s is not a number above 0 and at most 1", quote, shown ? shown : "", quote);
    return false;
}

static int answer_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    double threshold;
    if (sqlite3_value_type(value[0]) == SQLITE_NULL)
        return SQLITE_OK;
    if (!similar_threshold(value[0], &threshold, error))
        return SQLITE_ERROR;
    struct answer *answer = sqlite3_malloc(sizeof *answer);
    if (!answer)
        return SQLITE_NOMEM;
    *answer = (struct answer){.ref.memory = function_memory()};
    *state = answer;
    answer->join = similar_create(function_memory());
    if (!answer->join)
        return SQLITE_NOMEM;
    int code = answer_read(answer, binding->store, error);
    return code == SQLITE_OK ? code_of(similar_run(answer->join, threshold), error) : code;
}

static int answer_next(void *state, char **error)
{
    struct answer *answer = state;
    enum similar_code code = similar_next(answer->join, &answer->pair);
    if (code == SIMILAR_DONE)
        return SQLITE_DONE;
    return code == SIMILAR_OK ? SQLITE_ROW : code_of(code, error);
}

static void answer_column(void *state, sqlite3_context *context, int column)
{
    const struct answer *answer = state;
    uint32_t text = column == 0 ? answer->pair.a : answer->pair.b;
    if (column == 2)
        sqlite3_result_double(context, answer->pair.similarity);
    else
        sqlite3_result_text(context, words_get(&answer->ref, text), -1, SQLITE_TRANSIENT);
}

const struct computed_table similar_near_duplicates = {
    .usage = "near_duplicates(threshold)",
    .declaration = "CREATE TABLE x(ref_a TEXT, ref_b TEXT, similarity REAL, threshold HIDDEN)",
    .columns = 3,
    .required = 1,
    .arguments = 1,
    .cost = 2000,
    .rows = 1000,
    .open = answer_open,
    .next = answer_next,
    .column = answer_column,
    .close = answer_close,
};
