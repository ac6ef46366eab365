/*
 * SQL aggregates that learn from labelled texts.
 *
 *     INSERT INTO category_model (name, model)
 *     SELECT 'default', category_train(text, category) FROM category_training;
 *     SELECT category_evaluate(text, category, '{"folds":5}') ->> 'macro_f1' FROM category_training;
 *
 * A row becomes counted grams at once (core/corpus.h), so that a training needs some 12 bytes a distinct gram of a text,
 * about the size of the texts twice over, and nothing of it outlives the call. Rows with a NULL are passed over. What
 * the options say is read at the first row; a later row with others is an error.
 */
#include "training.h"
SQLITE_EXTENSION_INIT3

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/corpus.h"
#include "core/crossval.h"
#include "core/folds.h"
#include "core/similar.h"
#include "core/train.h"
#include "function.h"
#include "store.h"

const int training_for_model = 0;
const int training_for_report = 1;

/* What options may say, with the default. */
struct options {
    double seed, bits, cost, least, folds, threshold;
};
struct option {
    const char *key;
    size_t place; /* in struct options */
    double standard, low, high;
    bool whole;
    bool report_only;
};

#define PLACE(field) offsetof(struct options, field)
static const struct option option_row[] = {
    {"seed", PLACE(seed), 1, 0, 9007199254740991.0, true, false},
    {"bits", PLACE(bits), 18, HASHED_BITS_MIN, HASHED_BITS_MAX, true, false},
    {"C", PLACE(cost), 2, TRAIN_COST_MIN, TRAIN_COST_MAX, false, false},
    {"least", PLACE(least), 2, 1, 1000000, true, false},
    {"folds", PLACE(folds), 5, 2, FOLDS_MAX, true, true},
    {"threshold", PLACE(threshold), 0.8, 0, 1, false, false},
};
enum { OPTIONS = sizeof option_row / sizeof *option_row };

/* Folds of the confidence inside a training. */
enum { CONFIDENCE_FOLDS = 3 };

/* State of an aggregate; all zero before the first row. */
struct training {
    bool begun;
    bool failed;
    struct options options;
    char *options_text;
    struct corpus corpus;
    struct similar *similar; /* numbered as corpus_row.added; NULL at threshold 0 */
};

static void training_free(struct training *training)
{
    if (!training || !training->begun)
        return;
    corpus_free(&training->corpus);
    similar_free(training->similar);
    sqlite3_free(training->options_text);
    memset(training, 0, sizeof *training);
}

/* Sets one option from a row of json_each; false after an error. */
static bool option_set(sqlite3_context *context, struct options *options, const char *key, sqlite3_value *value)
{
    bool report = function_binding(context)->data == &training_for_report;
    for (int i = 0; i < OPTIONS; i++) {
        const struct option *row = &option_row[i];
        if (strcmp(row->key, key) != 0 || (row->report_only && !report))
            continue;
        int type = sqlite3_value_type(value);
        double number = sqlite3_value_double(value);
        bool fits = (type == SQLITE_INTEGER || (type == SQLITE_FLOAT && !row->whole)) && number >= row->low &&
                    number <= row->high;
        if (!fits) {
            function_error(context, "option %s is not %s from %g to %g", key, row->whole ? "a whole number" : "a number",
                           row->low, row->high);
            return false;
        }
        memcpy((char *)options + row->place, &number, sizeof number);
        return true;
    }
    function_error(context, "no option is called '%.40s'; there are seed, bits, C, least, threshold%s", key,
                   report ? ", folds" : "");
    return false;
}

/* Reads options, a JSON object; false after an error. */
static bool options_read(sqlite3_context *context, const char *text, struct options *options)
{
    sqlite3 *db = sqlite3_context_db_handle(context);
    sqlite3_stmt *statement = NULL;
    bool good = true;
    int code = sqlite3_prepare_v2(db, "SELECT key, value, json_type(?1) FROM json_each(?1)", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    while (good && code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *key = (const char *)sqlite3_column_text(statement, 0);
        const char *type = (const char *)sqlite3_column_text(statement, 2);
        good = key && type && strcmp(type, "object") == 0;
        if (!good)
            function_error(context, "options '%.60s' are not a JSON object", text);
        else
            good = option_set(context, options, key, sqlite3_column_value(statement, 1));
        code = SQLITE_OK;
    }
    if (good && code != SQLITE_DONE) {
        function_error(context, "options '%.60s' are not a JSON object", text);
        good = false;
    }
    sqlite3_finalize(statement); /* its error was reported above */
    return good;
}

/* Begins a training with the first row's options; false after an error. */
static bool training_begin(sqlite3_context *context, struct training *training, sqlite3_value *options)
{
    struct memory memory = function_memory();
    training->begun = true;
    training->corpus.memory = training->corpus.counted.memory = memory;
    for (int i = 0; i < OPTIONS; i++) {
        memcpy((char *)&training->options + option_row[i].place, &option_row[i].standard, sizeof(double));
    }
    if (options) {
        const char *text;
        int length;
        if (!function_text(context, options, "options", &text, &length))
            return false;
        training->options_text = sqlite3_mprintf("%s", text);
        if (!training->options_text) {
            sqlite3_result_error_nomem(context);
            return false;
        }
        if (!options_read(context, training->options_text, &training->options))
            return false;
    }
    training->corpus.bits = (unsigned)training->options.bits;
    if (training->options.threshold > 0) {
        training->similar = similar_create(memory);
        if (!training->similar) {
            sqlite3_result_error_nomem(context);
            return false;
        }
    }
    return true;
}

/* Whether a row's options are the first row's; an error if not. */
static bool same_options(sqlite3_context *context, const struct training *training, sqlite3_value *options)
{
    const char *text = options ? (const char *)sqlite3_value_text(options) : NULL;
    const char *first = training->options_text;
    if ((!text && !first) || (text && first && strcmp(text, first) == 0))
        return true;
    function_error(context, "options differ between rows; they must be the same for all");
    return false;
}

/* Takes one row; false after an error. */
static bool training_add(sqlite3_context *context, struct training *training, sqlite3_value **value)
{
    const char *text, *label;
    int bytes, label_bytes;
    if (!function_text(context, value[0], "text", &text, &bytes) ||
        !function_text(context, value[1], "label", &label, &label_bytes))
        return false;
    enum corpus_code code = corpus_add(&training->corpus, text, (size_t)bytes, label, (size_t)label_bytes);
    enum similar_code similar = SIMILAR_OK;
    if (code == CORPUS_OK && training->similar)
        similar = similar_add(training->similar, text, (size_t)bytes);
    if (code == CORPUS_NO_MEMORY || similar == SIMILAR_NO_MEMORY)
        sqlite3_result_error_nomem(context);
    else if (code != CORPUS_OK)
        function_error(context, "row %lld cannot be used: %s", (long long)training->corpus.rows + 1,
                       corpus_reason(code));
    else if (similar != SIMILAR_OK)
        function_error(context, "the texts have too many characters in all");
    return code == CORPUS_OK && similar == SIMILAR_OK;
}

/*
 * category_train(text, label[, options]), category_evaluate(text, label[, options]): one row. text and label are texts,
 * label 1 to 256 bytes of well-formed UTF-8; a row with a NULL in either is passed over. Another type, a label that
 * cannot be used, more than 1,024 labels, options that are no JSON object or name something else are errors.
 */
void training_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct training *training = sqlite3_aggregate_context(context, sizeof *training);
    sqlite3_value *options = count > 2 && sqlite3_value_type(value[2]) != SQLITE_NULL ? value[2] : NULL;
    if (!training) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (training->failed || function_any_null(2, value))
        return;
    bool good = training->begun ? same_options(context, training, options) : training_begin(context, training, options);
    if (!good || !training_add(context, training, value)) {
        training_free(training);
        training->failed = true;
    }
}

/* The training at its end, in order; NULL after an error. */
static struct training *training_end(sqlite3_context *context)
{
    struct training *training = sqlite3_aggregate_context(context, 0);
    if (training && training->failed)
        return NULL;
    if (!training || training->corpus.rows == 0) {
        function_error(context, "%s", train_reason(TRAIN_NO_ROW));
        return NULL;
    }
    if (corpus_order(&training->corpus))
        return training;
    sqlite3_result_error_nomem(context);
    return NULL;
}

static struct train_options train_options(const struct options *options)
{
    return (struct train_options){.seed = (uint64_t)options->seed,
                                  .cost = options->cost,
                                  .least = (uint32_t)options->least,
                                  .folds = CONFIDENCE_FOLDS};
}

static void train_failed(sqlite3_context *context, enum train_code code)
{
    if (code == TRAIN_NO_MEMORY)
        sqlite3_result_error_nomem(context);
    else
        function_error(context, "%s", train_reason(code));
}

/* Gives a model to SQL as its bytes. */
static void result_model(sqlite3_context *context, struct model *model)
{
    size_t bytes = model_bytes(model);
    if (bytes > (size_t)sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1)) {
        function_error(context, "the model would have %lld bytes, more than a value may; take fewer bits or labels",
                       (long long)bytes);
        return;
    }
    unsigned char *blob = sqlite3_malloc64(bytes);
    if (!blob) {
        sqlite3_result_error_nomem(context);
        return;
    }
    model_write(model, blob);
    sqlite3_result_blob64(context, blob, bytes, sqlite3_free);
}

/* Groups rows that are near-duplicates of each other, by number in the ordered corpus; NULL when out of memory. */
static uint32_t *group_rows(struct training *training)
{
    const struct corpus *corpus = &training->corpus;
    uint32_t *group = sqlite3_malloc64((corpus->rows + 1) * sizeof *group);
    uint32_t *first = sqlite3_malloc64((corpus->rows + 1) * sizeof *first);
    uint32_t *place = sqlite3_malloc64((corpus->rows + 1) * sizeof *place);
    bool enough = group && first && place;
    if (enough && training->similar) {
        enough = similar_run(training->similar, training->options.threshold) == SIMILAR_OK;
        if (enough) {
            similar_groups(training->similar, first);
            for (size_t i = 0; i < corpus->rows; i++) place[corpus->row[i].added] = (uint32_t)i;
            for (size_t i = 0; i < corpus->rows; i++) group[i] = place[first[corpus->row[i].added]];
        }
    } else if (enough) {
        for (size_t i = 0; i < corpus->rows; i++) group[i] = (uint32_t)i;
    }
    sqlite3_free(first);
    sqlite3_free(place);
    if (enough)
        return group;
    sqlite3_free(group);
    return NULL;
}

/*
 * category_train: the model. The order of the rows does not matter; the same rows, options and build give the same
 * bytes. No row, or one label only, is an error. While confidence is fitted, rows whose text_similarity is at least
 * option threshold (0.8; 0: equal ones only), over any number of steps, stand on one side. Some 0.1 ms a row of 400
 * characters and 7 labels.
 */
void training_train_final(sqlite3_context *context)
{
    struct training *training = training_end(context);
    if (training) {
        struct corpus *corpus = &training->corpus;
        struct train_options options = train_options(&training->options);
        struct model *model = NULL;
        uint32_t *group = group_rows(training);
        enum train_code code = TRAIN_NO_MEMORY;
        if (group && !training->similar)
            corpus_repeats(corpus, group);
        if (group)
            code = train_model(corpus, NULL, group, &options, &model);
        if (code == TRAIN_OK)
            result_model(context, model);
        else
            train_failed(context, code);
        model_free(model);
        sqlite3_free(group);
    }
    training_free(sqlite3_aggregate_context(context, 0));
}

/* Appends a label, which is well-formed UTF-8, as a JSON string. */
static void append_label(sqlite3_str *json, const char *label)
{
    sqlite3_str_appendchar(json, 1, '"');
    for (; *label; label++) {
        unsigned char byte = (unsigned char)*label;
        if (byte < 0x20) {
            sqlite3_str_appendf(json, "\\u%04x", byte);
            continue;
        }
        if (byte == '"' || byte == '\\')
            sqlite3_str_appendchar(json, 1, '\\');
        sqlite3_str_appendchar(json, 1, *label);
    }
    sqlite3_str_appendchar(json, 1, '"');
}

/* The labels with their measures, and the table of who was taken for whom. */
static void append_labels(sqlite3_str *json, const struct corpus *corpus, const struct crossval *result)
{
    sqlite3_str_appendall(json, ",\"classes\":[");
    for (uint32_t i = 0; i < result->labels; i++) {
        struct crossval_label label = crossval_label(result, i);
        sqlite3_str_appendf(json, "%s{\"label\":", i ? "," : "");
        append_label(json, corpus->label[i].text);
        sqlite3_str_appendf(json, ",\"rows\":%llu,\"given\":%llu,\"right\":%llu,", label.rows, label.given, label.right);
        sqlite3_str_appendf(json, "\"precision\":%.6f,\"recall\":%.6f,\"f1\":%.6f}", label.precision, label.recall,
                            label.f1);
    }
    sqlite3_str_appendall(json, "],\"confusion\":[");
    bool any = false;
    for (uint32_t i = 0; i < result->labels; i++) {
        for (uint32_t k = 0; k <= result->labels; k++) {
            uint64_t rows = result->count[(size_t)i * (result->labels + 1) + k];
            if (rows == 0)
                continue;
            sqlite3_str_appendf(json, "%s{\"label\":", any ? "," : "");
            append_label(json, corpus->label[i].text);
            sqlite3_str_appendall(json, ",\"given\":");
            if (k < result->labels)
                append_label(json, corpus->label[k].text);
            else
                sqlite3_str_appendall(json, "null");
            sqlite3_str_appendf(json, ",\"rows\":%llu}", (unsigned long long)rows);
            any = true;
        }
    }
    sqlite3_str_appendall(json, "]");
}

static void append_reliability(sqlite3_str *json, const struct crossval *result)
{
    sqlite3_str_appendall(json, ",\"reliability\":[");
    bool any = false;
    for (int i = 0; i < CROSSVAL_BINS; i++) {
        const struct crossval_bin *bin = &result->bin[i];
        if (bin->rows == 0)
            continue;
        sqlite3_str_appendf(json, "%s{\"from\":%.1f,\"rows\":%llu,\"confidence\":%.6f,\"right\":%.6f}", any ? "," : "",
                            i / (double)CROSSVAL_BINS, bin->rows, bin->confidence / (double)bin->rows,
                            (double)bin->right / (double)bin->rows);
        any = true;
    }
    sqlite3_str_appendall(json, "]");
}

/* Gives a report to SQL. */
static void result_report(sqlite3_context *context, const struct training *training, const uint32_t *group,
                          const struct crossval *result)
{
    const struct corpus *corpus = &training->corpus;
    struct crossval_total total = crossval_total(result);
    sqlite3_str *json = sqlite3_str_new(sqlite3_context_db_handle(context));
    unsigned long long groups = 0;
    for (size_t i = 0; i < corpus->rows; i++) groups += group[i] == i;
    sqlite3_str_appendf(json, "{\"rows\":%llu,\"labels\":%u,\"groups\":%llu,\"folds\":%d,\"accuracy\":%.6f,",
                        (unsigned long long)corpus->rows, result->labels, groups, (int)training->options.folds,
                        total.accuracy);
    sqlite3_str_appendf(json, "\"macro_f1\":%.6f,\"weighted_f1\":%.6f,\"calibration_error\":%.6f", total.macro_f1,
                        total.weighted_f1, total.error);
    append_labels(json, corpus, result);
    append_reliability(json, result);
    sqlite3_str_appendchar(json, 1, '}');
    int code = sqlite3_str_errcode(json), length = sqlite3_str_length(json);
    char *text = sqlite3_str_finish(json);
    if (code != SQLITE_OK) {
        sqlite3_free(text);
        function_fail(context, code, NULL);
        return;
    }
    sqlite3_result_text(context, text, length, sqlite3_free);
}

/*
 * category_evaluate: a JSON object about cross-validation with options folds (5): rows, labels, groups, folds, accuracy,
 * macro_f1, weighted_f1, calibration_error; classes, an array of label, rows, given, right, precision, recall, f1;
 * confusion, an array of label, given, rows, cells above 0 only; reliability, an array of from, rows, confidence
 * (mean), right (share) by tenths of the confidence. Rows whose text_similarity is at least option threshold (0.8; 0:
 * none), over any number of steps, share a fold. Takes as many trainings as there are folds.
 */
void training_evaluate_final(sqlite3_context *context)
{
    struct training *training = training_end(context);
    if (training) {
        struct train_options options = train_options(&training->options);
        struct crossval result = {0};
        uint32_t *group = group_rows(training);
        enum train_code code = TRAIN_NO_MEMORY;
        if (group)
            code = crossval_run(&training->corpus, group, (uint32_t)training->options.folds, &options, &result);
        if (code == TRAIN_OK)
            result_report(context, training, group, &result);
        else
            train_failed(context, code);
        sqlite3_free(result.count);
        sqlite3_free(group);
    }
    training_free(sqlite3_aggregate_context(context, 0));
}
