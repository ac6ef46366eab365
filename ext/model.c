/*
 * SQL functions that use a trained categoriser.
 *
 *     SELECT category_predict('default', '缺口罩');
 *     SELECT label, score, confidence, terms FROM category_scores('default', '缺口罩');
 *     SELECT category_model_info('default') ->> 'rows';
 *
 * A model is a BLOB that category_train() made, or the name of one in the store's table category_model. How models are
 * kept between rows is model_cache.h's. Within one run of a statement category_predict knows a BLOB by its place, length
 * and first 128 bytes, check sum included, and does not look at the rest again: SQLite keeps a constant, a parameter and
 * the value of a subquery where they are, but drops auxiliary data of all but the first two between rows, unless it is
 * filed under a negative number, as SQLite's own JSON functions do.
 */
#include "model.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/calibrate.h"
#include "function.h"
#include "json.h"
#include "model_cache.h"
#include "store.h"

/* Terms that category_scores tells of each label. */
enum { TERMS = 10, VERSION_SIZE = 17 };

/* Auxiliary data of a statement: the BLOB of the row before. */
enum { KEPT = -727004 };
struct kept {
    const void *place;
    int bytes;
    unsigned char head[MODEL_HEAD];
    struct model_held *held;
};

static void kept_free(void *pointer)
{
    struct kept *kept = pointer;
    model_release(kept->held);
    sqlite3_free(kept);
}

/* The statement's model if the value is the BLOB of the row before, not retained; else NULL. */
static struct model_held *kept_model(sqlite3_context *context, sqlite3_value *value)
{
    const struct kept *kept = sqlite3_get_auxdata(context, KEPT);
    if (!kept || sqlite3_value_type(value) != SQLITE_BLOB)
        return NULL;
    const void *place = sqlite3_value_blob(value);
    if (place != kept->place || sqlite3_value_bytes(value) != kept->bytes ||
        memcmp(place, kept->head, sizeof kept->head) != 0)
        return NULL;
    return kept->held;
}

/* Keeps a BLOB's model for the statement, which takes the reference over; false when out of memory. */
static bool keep_model(sqlite3_context *context, sqlite3_value *value, struct model_held *held)
{
    struct kept *kept = sqlite3_malloc(sizeof *kept);
    if (!kept) {
        model_release(held);
        return false;
    }
    kept->place = sqlite3_value_blob(value);
    kept->bytes = sqlite3_value_bytes(value);
    memcpy(kept->head, kept->place, sizeof kept->head);
    kept->held = held;
    sqlite3_set_auxdata(context, KEPT, kept, kept_free);
    return true;
}

/* The label that a model gives a text as the call's result. */
static void result_label(sqlite3_context *context, const struct model *model, const char *text, size_t bytes)
{
    struct model_work *work = model_cache_work(function_store(context));
    int64_t label = work ? model_predict(model, work, text, bytes) : MODEL_PREDICT_NO_MEMORY;
    if (!work || label == MODEL_PREDICT_NO_MEMORY)
        sqlite3_result_error_nomem(context);
    else if (label != MODEL_PREDICT_NONE)
        sqlite3_result_text(context, model->label[label].text, (int)model->label[label].bytes, SQLITE_TRANSIENT);
}

/*
 * category_predict(model, text): the label with the highest score, the first by its bytes of equals; NULL for a text of
 * which the model knows no gram, such as the empty one. NULL gives NULL; a model that cannot be used, and another type
 * than text, are errors. O(length x labels), about a microsecond for a
 * title and seven labels.
 */
void model_predict_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    char *error;
    int bytes;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[1], "text", &text, &bytes))
        return;
    struct model_held *held = kept_model(context, value[0]);
    if (held) {
        result_label(context, held->model, text, (size_t)bytes);
        return;
    }
    int code = model_find(function_store(context), value[0], &held, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return;
    }
    result_label(context, held->model, text, (size_t)bytes);
    if (held->id != 0)
        model_release(held);
    else if (!keep_model(context, value[0], held))
        sqlite3_result_error_nomem(context);
}

/* What names a model in a decision's record: its check sum, 16 hex digits. */
static void version_text(const struct model *model, char text[VERSION_SIZE])
{
    sqlite3_snprintf(VERSION_SIZE, text, "%016llx", (unsigned long long)model->sum);
}

static void append_labels(sqlite3_str *json, const struct model *model)
{
    for (uint32_t i = 0; i < model->labels; i++) {
        const struct model_label *label = &model->label[i];
        sqlite3_str_appendf(json, "%s{\"label\":", i ? "," : "");
        json_append_text(json, label->text, label->bytes);
        sqlite3_str_appendf(json, ",\"rows\":%u}", label->rows);
    }
}

/*
 * category_model_info(model): a JSON object: version (16 hex digits that name the model by content), rows, seed, C, bits,
 * features and labels, an array of label and rows. NULL gives NULL; a model that cannot be used is an error.
 */
void model_info_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct model_held *held;
    char version[VERSION_SIZE];
    char *error;
    if (function_any_null(count, value))
        return;
    int code = model_find(function_store(context), value[0], &held, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return;
    }
    const struct model *model = held->model;
    sqlite3_str *json = sqlite3_str_new(sqlite3_context_db_handle(context));
    version_text(model, version);
    sqlite3_str_appendf(json, "{\"version\":\"%s\",\"rows\":%u,\"seed\":%llu,\"C\":%!.15g,\"bits\":%u,\"features\":%u,",
                        version, model->rows, (unsigned long long)model->seed, model->cost, model->bits,
                        model->features);
    sqlite3_str_appendall(json, "\"labels\":[");
    append_labels(json, model);
    sqlite3_str_appendall(json, "]}");
    model_release(held);
    char *text = sqlite3_str_finish(json);
    if (text)
        sqlite3_result_text(context, text, -1, sqlite3_free);
    else
        sqlite3_result_error_nomem(context);
}

/* ---- category_scores ---- */

/*
 * category_scores(model, text), table-valued: every label, the likeliest first.
 *   label       TEXT
 *   score       REAL, the distance from the label's border; above 0 inside
 *   confidence  REAL, 0 to 1, they add up to 1; how often such a label is right, by rows not trained on; NULL
 *               in all rows if the model knows no gram of the text, whose scores are then the labels' own
 *   terms       TEXT, a JSON array of the ten grams that count most, the weightiest first: term, start (1-based
 *               character of its first occurrence) and length, fit for substr() on the text, count, and weight, what all
 *               its occurrences add to the score, below 0 against the label
 *   version     TEXT, 16 hex digits that name the model by content
 * A NULL gives no row; a model that cannot be used, and another type than text, are errors.
 */
struct answer {
    struct model_held *held;
    sqlite3_value *text;
    double *score, *confidence;
    uint32_t *order; /* labels, the likeliest first */
    bool told;       /* the model knows a gram of the text */
    uint32_t at;     /* row, from 1 */
    struct store *store;
};

static void answer_close(void *state)
{
    struct answer *answer = state;
    model_release(answer->held);
    sqlite3_value_free(answer->text);
    sqlite3_free(answer->score);
    sqlite3_free(answer->confidence);
    sqlite3_free(answer->order);
    sqlite3_free(answer);
}

/* Scores the answer's text with the connection's work; NULL when out of memory. */
static struct model_work *answer_score(struct answer *answer)
{
    const char *text = (const char *)sqlite3_value_text(answer->text);
    size_t bytes = (size_t)sqlite3_value_bytes(answer->text);
    struct model_work *work = model_cache_work(answer->store);
    if (!work || !text || !model_scores(answer->held->model, work, text, bytes, answer->score))
        return NULL;
    return work;
}

/* Works out the answer for its model and text. */
static int answer_fill(struct answer *answer)
{
    const struct model *model = answer->held->model;
    answer->score = sqlite3_malloc64(model->labels * sizeof *answer->score);
    answer->confidence = sqlite3_malloc64(model->labels * sizeof *answer->confidence);
    answer->order = sqlite3_malloc64(model->labels * sizeof *answer->order);
    if (!answer->score || !answer->confidence || !answer->order)
        return SQLITE_NOMEM;
    const struct model_work *work = answer_score(answer);
    if (!work)
        return SQLITE_NOMEM;
    answer->told = work->squares > 0;
    calibrate_confidence(model->calibration, answer->score, answer->confidence, model->labels);
    for (uint32_t i = 0; i < model->labels; i++) {
        uint32_t at = i;
        while (at > 0 && answer->score[answer->order[at - 1]] < answer->score[i]) {
            answer->order[at] = answer->order[at - 1];
            at--;
        }
        answer->order[at] = i;
    }
    return SQLITE_OK;
}

static int answer_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    if (sqlite3_value_type(value[0]) == SQLITE_NULL || sqlite3_value_type(value[1]) == SQLITE_NULL)
        return SQLITE_OK;
    if (sqlite3_value_type(value[1]) != SQLITE_TEXT) {
        *error = sqlite3_value_type(value[1]) == SQLITE_BLOB
                     ? sqlite3_mprintf("text is a BLOB")
                     : sqlite3_mprintf("text %s is not text", sqlite3_value_text(value[1]));
        return SQLITE_ERROR;
    }
    struct answer *answer = sqlite3_malloc(sizeof *answer);
    if (!answer)
        return SQLITE_NOMEM;
    *answer = (struct answer){.store = binding->store};
    *state = answer;
    int code = model_find(binding->store, value[0], &answer->held, error);
    if (code != SQLITE_OK)
        return code;
    answer->text = sqlite3_value_dup(value[1]);
    return answer->text ? answer_fill(answer) : SQLITE_NOMEM;
}

static int answer_next(void *state, char **error)
{
    struct answer *answer = state;
    (void)error;
    return answer->at++ < answer->held->model->labels ? SQLITE_ROW : SQLITE_DONE;
}

/* The terms of the row's label as JSON. The text is scored again: other texts may have been in between. */
static void result_terms(struct answer *answer, sqlite3_context *context, uint32_t label)
{
    struct model_term term[TERMS];
    struct model_work *work = answer_score(answer);
    const char *text = (const char *)sqlite3_value_text(answer->text);
    size_t bytes = (size_t)sqlite3_value_bytes(answer->text), terms = 0;
    sqlite3_str *json = sqlite3_str_new(sqlite3_context_db_handle(context));
    if (work)
        terms = model_terms(answer->held->model, work, text, bytes, label, term, TERMS);
    sqlite3_str_appendchar(json, 1, '[');
    for (size_t i = 0; i < terms; i++) {
        const struct hashed_seen *first = &term[i].first;
        sqlite3_str_appendf(json, "%s{\"term\":", i ? "," : "");
        json_append_text(json, text + first->at, first->end - first->at);
        sqlite3_str_appendf(json, ",\"start\":%llu,\"length\":%llu,\"count\":%u,\"weight\":%.4f}",
                            (unsigned long long)first->start + 1, (unsigned long long)first->length, term[i].count,
                            term[i].weight);
    }
    sqlite3_str_appendchar(json, 1, ']');
    char *result = sqlite3_str_finish(json);
    if (work && result) {
        sqlite3_result_text(context, result, -1, sqlite3_free);
        return;
    }
    sqlite3_free(result);
    sqlite3_result_error_nomem(context);
}

static void answer_column(void *state, sqlite3_context *context, int column)
{
    struct answer *answer = state;
    const struct model *model = answer->held->model;
    uint32_t label = answer->order[answer->at - 1];
    char version[VERSION_SIZE];
    switch (column) {
    case 0:
        sqlite3_result_text(context, model->label[label].text, (int)model->label[label].bytes, SQLITE_TRANSIENT);
        break;
    case 1:
        sqlite3_result_double(context, answer->score[label]);
        break;
    case 2:
        if (answer->told)
            sqlite3_result_double(context, answer->confidence[label]);
        break;
    case 3:
        result_terms(answer, context, label);
        break;
    default:
        version_text(model, version);
        sqlite3_result_text(context, version, -1, SQLITE_TRANSIENT);
    }
}

const struct computed_table model_scores_table = {
    .usage = "category_scores(model, text)",
    .declaration = "CREATE TABLE x(label TEXT, score REAL, confidence REAL, terms TEXT, version TEXT, of_model HIDDEN, "
                   "input HIDDEN)",
    .columns = 5,
    .required = 2,
    .arguments = 2,
    .cost = 1000,
    .rows = 10,
    .open = answer_open,
    .next = answer_next,
    .column = answer_column,
    .close = answer_close,
};
