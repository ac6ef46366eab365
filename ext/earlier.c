/*
 * Earlier demands that are like a new text, for whoever takes it in.
 *
 *     SELECT ref, similarity FROM similar_demands('员工口罩不足一万只');
 *
 * A suggestion: nothing is merged, and what is found says ref and similarity, no more. It is exact: the demands whose
 * text_similarity to the text reaches the threshold, none missed. The store keeps an index for it (demand_mark, see
 * schema/similar.sql): of each demand the few marks that a similar text must share one of (core/gram.h), written a
 * thousand demands at a time; the newest, not yet indexed ones are gone through. What the marks find is compared in
 * full.
 */
#include "earlier.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/gram.h"
#include "function.h"
#include "similar.h"
#include "store.h"

/* Threshold that the index is made for, and that is taken where none is given. */
static const double usual_threshold = 0.5;

/* Reads the arguments both functions have; *text stays NULL where an argument is NULL. Gives SQLite's code. */
static int read_arguments(sqlite3_value *const *value, const char **text, double *threshold, char **error)
{
    *text = NULL;
    *threshold = usual_threshold;
    if (value[1] && sqlite3_value_type(value[1]) == SQLITE_NULL)
        return SQLITE_OK;
    if (value[1] && !similar_threshold(value[1], threshold, error))
        return SQLITE_ERROR;
    if (sqlite3_value_type(value[0]) == SQLITE_NULL)
        return SQLITE_OK;
    if (sqlite3_value_type(value[0]) != SQLITE_TEXT) {
        bool blob = sqlite3_value_type(value[0]) == SQLITE_BLOB;
        const char *shown = blob ? "a BLOB" : (const char *)sqlite3_value_text(value[0]);
        *error = sqlite3_mprintf("text %s is not text", shown ? shown : "");
        return SQLITE_ERROR;
    }
    *text = (const char *)sqlite3_value_text(value[0]);
    return *text ? SQLITE_OK : SQLITE_NOMEM;
}

/* ---- text_marks ---- */

/*
 * text_marks(text[, threshold]), table-valued: what a text must share with any text that is similar by the threshold,
 * 0.5 if not given: one of these marks.
 *   mark  INTEGER, 0 to 2^32 - 1; ascending
 *   size  INTEGER, the text's number of grams, the same in every row
 *   low   INTEGER, the least size that a similar text has
 *   high  INTEGER, the largest
 * NULL in either gives no row, another type than text an error.
 */
struct marks {
    uint32_t *mark;
    size_t marks, at; /* at: of the row, from 1 */
    size_t size, low, high;
};

static void marks_close(void *state)
{
    struct marks *marks = state;
    sqlite3_free(marks->mark);
    sqlite3_free(marks);
}

static int marks_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    const char *text;
    double threshold;
    int code = read_arguments(value, &text, &threshold, error);
    (void)binding;
    if (code != SQLITE_OK || !text)
        return code;
    size_t bytes = (size_t)sqlite3_value_bytes(value[0]);
    struct marks *marks = sqlite3_malloc(sizeof *marks);
    uint64_t *gram = sqlite3_malloc64(GRAM_ROOM(bytes) * sizeof *gram);
    *state = marks;
    if (!marks || !gram) {
        sqlite3_free(gram);
        sqlite3_free(marks);
        *state = NULL;
        return SQLITE_NOMEM;
    }
    memset(marks, 0, sizeof *marks);
    marks->size = gram_set(text, bytes, gram);
    marks->low = gram_least(threshold, marks->size);
    marks->high = gram_most(threshold, marks->size);
    marks->mark = sqlite3_malloc64(marks->size * sizeof *marks->mark);
    if (marks->mark)
        marks->marks = gram_marks(gram, marks->size, threshold, marks->mark);
    sqlite3_free(gram);
    return marks->mark ? SQLITE_OK : SQLITE_NOMEM;
}

static int marks_next(void *state, char **error)
{
    struct marks *marks = state;
    (void)error;
    return marks->at++ < marks->marks ? SQLITE_ROW : SQLITE_DONE;
}

static void marks_column(void *state, sqlite3_context *context, int column)
{
    const struct marks *marks = state;
    size_t number[] = {marks->mark[marks->at - 1], marks->size, marks->low, marks->high};
    sqlite3_result_int64(context, number[column] > INT64_MAX ? INT64_MAX : (sqlite3_int64)number[column]);
}

const struct computed_table earlier_text_marks = {
    .usage = "text_marks(text[, threshold])",
    .declaration = "CREATE TABLE x(mark INTEGER, size INTEGER, low INTEGER, high INTEGER, input HIDDEN, "
                   "threshold HIDDEN)",
    .columns = 4,
    .required = 1,
    .arguments = 2,
    .cost = 1000,
    .rows = 10,
    .open = marks_open,
    .next = marks_next,
    .column = marks_column,
    .close = marks_close,
};

/* ---- similar_demands ---- */

/*
 * similar_demands(text[, threshold]), table-valued: of the demands in view duplicate_candidates those whose
 * text_similarity to the text is at least the threshold, 0.5 if not given.
 *   ref         TEXT
 *   similarity  REAL
 * Most similar first, then by ref. NULL in either gives no row, another type than text an error. From 0.5 on the cost
 * is that of the demands that share a mark; below, of all demands.
 */
struct demands {
    sqlite3 *db;
    sqlite3_stmt *statement;
};

static void demands_close(void *state)
{
    struct demands *demands = state;
    sqlite3_finalize(demands->statement); /* its error was reported by the step */
    sqlite3_free(demands);
}

/* Binds the arguments; a null pointer for the text finds nothing. */
static int demands_bind(struct demands *demands, int code, sqlite3_value *text, double threshold, char **error)
{
    if (code == SQLITE_OK)
        code = text ? sqlite3_bind_value(demands->statement, 1, text) : sqlite3_bind_null(demands->statement, 1);
    if (code == SQLITE_OK)
        code = sqlite3_bind_double(demands->statement, 2, threshold);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(demands->statement, 3, threshold >= usual_threshold);
    if (code != SQLITE_OK && code != SQLITE_NOMEM)
        *error = sqlite3_mprintf("%s", sqlite3_errmsg(demands->db));
    return code;
}

static int demands_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    const char *text;
    double threshold;
    int code = read_arguments(value, &text, &threshold, error);
    if (code == SQLITE_OK)
        code = store_check(binding->store, error);
    if (code != SQLITE_OK || !text)
        return code;
    struct demands *demands = sqlite3_malloc(sizeof *demands);
    if (!demands)
        return SQLITE_NOMEM;
    *state = demands;
    *demands = (struct demands){store_db(binding->store), NULL};
    code = sqlite3_prepare_v2(demands->db, store_sql("similar_demands"), -1, &demands->statement, NULL);
    return demands_bind(demands, code, value[0], threshold, error);
}

/* Keeps the statement: to compile the views that it reads takes longer than to look a text up. */
static int demands_again(void *state, sqlite3_value *const *value, char **error)
{
    struct demands *demands = state;
    const char *text;
    double threshold;
    int code = read_arguments(value, &text, &threshold, error);
    if (code != SQLITE_OK)
        return code;
    sqlite3_reset(demands->statement); /* its error was reported by the step */
    return demands_bind(demands, code, text ? value[0] : NULL, threshold, error);
}

static int demands_next(void *state, char **error)
{
    struct demands *demands = state;
    int code = sqlite3_step(demands->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE && code != SQLITE_NOMEM)
        *error = sqlite3_mprintf("%s", sqlite3_errmsg(demands->db));
    return code;
}

static void demands_column(void *state, sqlite3_context *context, int column)
{
    const struct demands *demands = state;
    sqlite3_result_value(context, sqlite3_column_value(demands->statement, column));
}

const struct computed_table earlier_similar_demands = {
    .usage = "similar_demands(text[, threshold])",
    .declaration = "CREATE TABLE x(ref TEXT, similarity REAL, input HIDDEN, threshold HIDDEN)",
    .columns = 2,
    .required = 1,
    .arguments = 2,
    .cost = 1000,
    .rows = 5,
    .open = demands_open,
    .again = demands_again,
    .next = demands_next,
    .column = demands_column,
    .close = demands_close,
};
