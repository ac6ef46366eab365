/*
 * Entry point of the second loadable module, which reads files into a store's intake tables:
 *
 *     .load build/fulfil
 *     .load build/fulfil_files
 *     SELECT intake_file('需求表.xlsx', 'demand');
 *     SELECT intake_file('贷款.csv', 'loan', '{"unit": "jrj", "encoding": "GB18030"}');
 *
 * It has one function, and alone the libraries that reading takes: libcsv, libzip, libxml2, iconv. Neither the server nor
 * fulfil.so is linked with it. fulfil.so must be loaded too, whose store_now() the tables call.
 */
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include <string.h>

#include "fulfil_files.h"
#include "staging.h"

static void call_fail(sqlite3_context *context, const char *format, const char *what)
{
    char *message = sqlite3_mprintf(format, what);
    if (message)
        sqlite3_result_error(context, message, -1);
    else
        sqlite3_result_error_nomem(context);
    sqlite3_free(message);
}

/* Whether a statement is writing right now: the call has then failed. */
static bool writing_refused(sqlite3_context *context, sqlite3 *db)
{
    for (sqlite3_stmt *statement = sqlite3_next_stmt(db, NULL); statement; statement = sqlite3_next_stmt(db, statement)) {
        if (sqlite3_stmt_busy(statement) && !sqlite3_stmt_readonly(statement)) {
            call_fail(context, "intake_file: a statement that writes cannot call it; use SELECT %s() by itself", "intake_file");
            return true;
        }
    }
    return false;
}

/* Whether the connection has fulfil.so and a store. */
static bool store_refused(sqlite3_context *context, sqlite3 *db)
{
    static const struct { const char *sql, *words; } asked[] = {
        {"SELECT store_now()", "intake_file: fulfil must be loaded too: %s"},
        {"SELECT 1 FROM main.intake_heading", "intake_file: not a fulfil store: %s"}};
    for (size_t i = 0; i < 2; i++) {
        sqlite3_stmt *statement = NULL;
        int code = sqlite3_prepare_v2(db, asked[i].sql, -1, &statement, NULL);
        sqlite3_finalize(statement);
        if (code != SQLITE_OK) {
            call_fail(context, asked[i].words, sqlite3_errmsg(db));
            return true;
        }
    }
    return false;
}

/* Takes one member of the options. The texts stay valid as long as the statement stands on this row. */
static bool option_take(struct staging_said *said, const char *key, const char *type, sqlite3_value *value, char **kept,
                        struct refusal *refusal)
{
    static const char *const encoding[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
    const struct { const char *key; const char **place; } text[] = {
        {"unit", &said->unit}, {"corrects", &said->corrects}, {"sheet", &said->sheet}, {"encoding", &said->encoding}};
    const char *given = (const char *)sqlite3_value_text(value);
    if (strcmp(key, "year") == 0) {
        if (strcmp(type, "null") == 0)
            return true;
        said->year = sqlite3_value_int64(value);
        return (strcmp(type, "integer") == 0 && said->year >= 1949 && said->year <= 9998) ||
               refusal_set(refusal, "option year %.40s is no year from 1949 to 9998", given ? given : "null");
    }
    if (strcmp(key, "synthetic") == 0) {
        bool number = strcmp(type, "integer") == 0, no = strcmp(type, "false") == 0 || strcmp(type, "null") == 0;
        said->synthetic = strcmp(type, "true") == 0 || (number && sqlite3_value_int64(value) == 1);
        return said->synthetic || no || (number && sqlite3_value_int64(value) == 0) ||
               refusal_set(refusal, "option synthetic %.40s is neither true nor false", given ? given : "null");
    }
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        if (strcmp(key, text[i].key) != 0)
            continue;
        if (strcmp(type, "null") == 0)
            return true;
        if (strcmp(type, "text") != 0 || !given[0])
            return refusal_set(refusal, "option %s is no text, or an empty one", key);
        *text[i].place = *kept = sqlite3_mprintf("%s", given);
        if (!*kept)
            return refusal_memory(refusal);
        for (size_t j = 0; i == 3 && j < 4; j++) {
            if (sqlite3_stricmp(given, encoding[j]) == 0) {
                said->encoding = encoding[j];
                return true;
            }
        }
        return i < 3 || refusal_set(refusal, "option encoding %.40s is none of UTF-8, GB18030, UTF-16LE, UTF-16BE", given);
    }
    return refusal_set(refusal, "option %.40s is none of unit, corrects, sheet, encoding, year, synthetic", key);
}

enum { OPTIONS_MOST = 8 };

/* Reads the options; the texts that are kept for them are to be freed by the caller. */
static bool options_read(sqlite3 *db, sqlite3_value *json, struct staging_said *said, char *kept[OPTIONS_MOST],
                         struct refusal *refusal)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT key, type, atom FROM json_each(?1)", -1, &statement, NULL);
    bool good = true;
    size_t count = 0;
    if (code == SQLITE_OK)
        code = sqlite3_bind_value(statement, 1, json);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            break;
        const char *key = sqlite3_column_type(statement, 0) == SQLITE_TEXT ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        if (!key || count == OPTIONS_MOST)
            good = refusal_set(refusal, "options are a JSON object such as {\"unit\":\"rsj\"}");
        else
            good = option_take(said, key, (const char *)sqlite3_column_text(statement, 1), sqlite3_column_value(statement, 2),
                               &kept[count++], refusal);
        if (!good)
            break;
    }
    if (good && code != SQLITE_DONE)
        good = refusal_set(refusal, "options: %s", sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    return good;
}

/* A text argument without a NUL in it, or NULL and the call has failed. */
static const char *text_argument(sqlite3_context *context, sqlite3_value *value, const char *what)
{
    const char *text = sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    if (text && text[0] && strlen(text) == (size_t)sqlite3_value_bytes(value))
        return text;
    call_fail(context, "intake_file: %s is no text, or an empty one", what);
    return NULL;
}

/*
 * Runs it, with everything decoded; gives the reference of the batch. An error's code says whether to try again: a plain
 * error lies in the file.
 */
static void staging_call(sqlite3_context *context, struct staging *staging, const char *path)
{
    char *answer = sqlite3_malloc(sizeof staging->ref); /* beforehand: once the batch is there, nothing may fail */
    if (!answer) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (staging_run(staging, path)) {
        memcpy(answer, staging->ref, sizeof staging->ref);
        sqlite3_result_text(context, answer, -1, sqlite3_free);
        return;
    }
    sqlite3_free(answer);
    static const int lacking[] = {[REFUSAL_FILE] = SQLITE_OK, [REFUSAL_MEMORY] = SQLITE_NOMEM, [REFUSAL_DISK] = SQLITE_FULL};
    int code = staging->code ? staging->code : lacking[staging->refusal.lack];
    char *message = sqlite3_mprintf("intake_file: %.300s: %s", path, staging->refusal.text[0] ? staging->refusal.text : "it was not read");
    if (!message || staging->code == SQLITE_NOMEM) {
        sqlite3_result_error_nomem(context);
    } else {
        sqlite3_result_error(context, message, -1);
        if (code != SQLITE_OK)
            sqlite3_result_error_code(context, code);
    }
    sqlite3_free(message);
}

/*
 * intake_file(path, kind[, options]): reads a file of demands, progress, loans or subsidies into the intake tables as a
 * new batch and gives the batch's reference; of a file that was read before as that kind, the reference it has, and
 * changes nothing. NULL in, NULL out. Errors name the file and leave nothing. DIRECTONLY: it reads files and writes.
 */
static void intake_file(sqlite3_context *context, int count, sqlite3_value **value)
{
    sqlite3 *db = sqlite3_context_db_handle(context);
    char *kept[OPTIONS_MOST] = {NULL};
    const char *path, *kind;
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(value[i]) == SQLITE_NULL)
            return;
    }
    if (!(path = text_argument(context, value[0], "path")) || !(kind = text_argument(context, value[1], "kind")) ||
        writing_refused(context, db) || store_refused(context, db))
        return;
    struct staging *staging = sqlite3_malloc64(sizeof *staging);
    if (!staging) {
        sqlite3_result_error_nomem(context);
        return;
    }
    *staging = (struct staging){.db = db, .kind = kind};
    if (count < 3 || options_read(db, value[2], &staging->said, kept, &staging->refusal))
        staging_call(context, staging, path);
    else
        call_fail(context, "intake_file: %s", staging->refusal.text);
    for (int i = 0; i < OPTIONS_MOST; i++) sqlite3_free(kept[i]);
    sqlite3_free(staging);
}

int sqlite3_fulfilfiles_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    int code = SQLITE_OK;
    SQLITE_EXTENSION_INIT2(api);
    for (int arguments = 2; arguments <= 3 && code == SQLITE_OK; arguments++)
        code = sqlite3_create_function_v2(db, "intake_file", arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, intake_file, NULL,
                                          NULL, NULL);
    if (code != SQLITE_OK)
        *error = sqlite3_mprintf("intake_file: %s", sqlite3_errmsg(db));
    /* What libxml2 keeps for the process must not go with the connection that loaded it. */
    return code == SQLITE_OK ? SQLITE_OK_LOAD_PERMANENTLY : code;
}
