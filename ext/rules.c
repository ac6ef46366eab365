/*
 * The store's rules of categorisation.
 *
 * Rows of category_term are read in the order of their key into one growing text and a list of offsets, which become
 * pointers when the text has its final place; then the core compiles them. The version is a 64-bit FNV-1a hash over
 * everything that decides: it names the rules by content, so that the same rules bear the same version in every store.
 */
#include "rules.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "function.h"
#include "store.h"

/* Changes when the same rules would decide differently in a new build. */
static const char method_version[] = "fulfil rules 2";

/* A row as it is read: places in the text instead of pointers. */
struct row {
    sqlite3_int64 term;
    int bytes;
    uint32_t category;
    int64_t weight;
};

struct reading {
    sqlite3_str *text;
    struct row *row;
    size_t rows, row_room;
    sqlite3_int64 *category;
    size_t categories, category_room;
    uint64_t hash;
};

static void rules_free(void *object)
{
    struct rules *rules = object;
    if (!rules)
        return;
    match_free(rules->set);
    clause_free(rules->words);
    sqlite3_free(rules->category);
    sqlite3_free(rules->term);
    sqlite3_free(rules->text);
    sqlite3_free(rules);
}

static void hash_bytes(uint64_t *hash, const void *bytes, size_t count)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < count; i++) *hash = (*hash ^ byte[i]) * UINT64_C(0x100000001B3);
}

/* Hashes a text with its NUL, so that where one ends counts. */
static void hash_text(uint64_t *hash, const char *text, int bytes)
{
    hash_bytes(hash, text, (size_t)bytes);
    hash_bytes(hash, "", 1);
}

static void hash_number(uint64_t *hash, int64_t number)
{
    for (int i = 0; i < 8; i++) {
        unsigned char byte = (unsigned char)((uint64_t)number >> 8 * i);
        hash_bytes(hash, &byte, 1);
    }
}

/* Makes room for one more element. */
static bool grow(void **list, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room ? 2 * *room : 256;
    void *grown;
    if (count < *room)
        return true;
    grown = sqlite3_realloc64(*list, wanted * size);
    if (!grown)
        return false;
    *list = grown;
    *room = wanted;
    return true;
}

/* Notes the row's category, which is the one before it or a new one. */
static bool read_category(struct reading *reading, const char *code, int bytes)
{
    if (reading->categories > 0) {
        const char *before = sqlite3_str_value(reading->text) + reading->category[reading->categories - 1];
        if (strcmp(before, code) == 0)
            return true;
    }
    if (!grow((void **)&reading->category, reading->categories, &reading->category_room, sizeof *reading->category)) {
        return false;
    }
    reading->category[reading->categories++] = sqlite3_str_length(reading->text);
    sqlite3_str_append(reading->text, code, bytes);
    sqlite3_str_append(reading->text, "", 1);
    return sqlite3_str_errcode(reading->text) == SQLITE_OK;
}

static int read_row(struct reading *reading, sqlite3_stmt *statement)
{
    const char *code = (const char *)sqlite3_column_text(statement, 0);
    const char *term = (const char *)sqlite3_column_text(statement, 1);
    struct row row = {.bytes = sqlite3_column_bytes(statement, 1), .weight = sqlite3_column_int64(statement, 2)};
    if (!code || !term || !read_category(reading, code, (int)strlen(code)))
        return SQLITE_NOMEM;
    if (!grow((void **)&reading->row, reading->rows, &reading->row_room, sizeof row))
        return SQLITE_NOMEM;
    row.category = (uint32_t)(reading->categories - 1);
    row.term = sqlite3_str_length(reading->text);
    sqlite3_str_append(reading->text, term, row.bytes);
    sqlite3_str_append(reading->text, "", 1);
    reading->row[reading->rows++] = row;
    hash_text(&reading->hash, code, (int)strlen(code));
    hash_text(&reading->hash, term, row.bytes);
    hash_number(&reading->hash, row.weight);
    return sqlite3_str_errcode(reading->text);
}

static int read_threshold(struct store *store, int64_t *threshold, char **error)
{
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_THRESHOLD, &statement, error);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        char *end = NULL;
        *threshold = text ? strtoll(text, &end, 10) : 0;
        if (!text || end == text || *end != '\0' || *threshold < 1) {
            *error =
                sqlite3_mprintf("setting category_threshold is '%.40s', not an integer from 1 on", text ? text : "");
            code = SQLITE_ERROR;
        }
    } else if (code == SQLITE_DONE) {
        *error = sqlite3_mprintf("the store has no setting category_threshold");
        code = SQLITE_ERROR;
    }
    return store_done(store, statement, code, error);
}

static int read_all(struct store *store, struct reading *reading, char **error)
{
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_RULES, &statement, error);
    if (code != SQLITE_OK)
        return code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        code = read_row(reading, statement);
        if (code != SQLITE_OK)
            break;
    }
    return store_done(store, statement, code, error);
}

/* Reads and compiles the words of resolved clauses, which the hash takes in. */
static int read_words(struct store *store, struct rules *rules, uint64_t *hash, char **error)
{
    struct memory memory = function_memory();
    struct clause_word *list = NULL;
    size_t count = 0, room = 0, bad;
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_CLAUSE_WORDS, &statement, error);
    if (code != SQLITE_OK)
        return code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 1);
        int bytes = sqlite3_column_bytes(statement, 1);
        char *copy = text ? sqlite3_malloc(bytes + 1) : NULL;
        if (!copy || !grow((void **)&list, count, &room, sizeof *list)) {
            sqlite3_free(copy);
            code = SQLITE_NOMEM;
            break;
        }
        memcpy(copy, text, (size_t)bytes + 1);
        list[count++] = (struct clause_word){(enum clause_kind)sqlite3_column_int(statement, 0), copy, (size_t)bytes};
        hash_number(hash, sqlite3_column_int(statement, 0));
        hash_text(hash, copy, bytes);
    }
    code = store_done(store, statement, code, error);
    enum clause_code status = code == SQLITE_OK ? clause_create(list, count, memory, &rules->words, &bad) : CLAUSE_OK;
    if (status == CLAUSE_BAD_WORD)
        *error = sqlite3_mprintf("a word of resolved clauses cannot be used, '%.60s'", list[bad].text);
    while (count > 0) sqlite3_free((char *)list[--count].text);
    sqlite3_free(list);
    return status == CLAUSE_OK ? code : status == CLAUSE_BAD_WORD ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* Turns what was read into rules with pointers and compiles them. */
static int compile(struct rules *rules, struct reading *reading, char **error)
{
    struct memory memory = function_memory();
    struct match_rule *list = sqlite3_malloc64((reading->rows + 1) * sizeof *list);
    size_t bad = 0;
    rules->term = sqlite3_malloc64((reading->rows + 1) * sizeof *rules->term);
    rules->category = sqlite3_malloc64((reading->categories + 1) * sizeof *rules->category);
    enum match_code status = MATCH_NO_MEMORY;
    if (!list || !rules->term || !rules->category)
        goto end;
    for (size_t i = 0; i < reading->categories; i++) rules->category[i] = rules->text + reading->category[i];
    for (size_t i = 0; i < reading->rows; i++) {
        const struct row *row = &reading->row[i];
        rules->term[i] = (struct rules_term){rules->text + row->term, row->bytes};
        list[i] = (struct match_rule){rules->term[i].text, (size_t)row->bytes, row->category, row->weight};
    }
    status = match_create(list, reading->rows, rules->words, memory, &rules->set, &bad);
    if (status == MATCH_MANY) {
        *error = sqlite3_mprintf("%s", match_reason(status));
    } else if (status != MATCH_OK && status != MATCH_NO_MEMORY) {
        *error = sqlite3_mprintf("category '%s' has a term that cannot be used, '%.60s': %s",
                                 rules->category[list[bad].category], rules->term[bad].text, match_reason(status));
    }
end:
    sqlite3_free(list);
    return status == MATCH_OK ? SQLITE_OK : *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

static int rules_load(struct store *store, void **object, char **error)
{
    struct reading reading = {.text = sqlite3_str_new(store_db(store)), .hash = UINT64_C(0xCBF29CE484222325)};
    struct rules *rules = sqlite3_malloc(sizeof *rules);
    int code = rules ? SQLITE_OK : SQLITE_NOMEM;
    if (rules)
        memset(rules, 0, sizeof *rules);
    if (code == SQLITE_OK)
        code = read_threshold(store, &rules->threshold, error);
    if (code == SQLITE_OK) {
        hash_bytes(&reading.hash, method_version, sizeof method_version);
        hash_number(&reading.hash, rules->threshold);
        code = read_words(store, rules, &reading.hash, error);
    }
    if (code == SQLITE_OK)
        code = read_all(store, &reading, error);
    char *text = sqlite3_str_finish(reading.text);
    if (code == SQLITE_OK && reading.rows > 0 && !text)
        code = SQLITE_NOMEM;
    if (rules)
        rules->text = text;
    else
        sqlite3_free(text);
    if (code == SQLITE_OK)
        code = compile(rules, &reading, error);
    sqlite3_free(reading.row);
    sqlite3_free(reading.category);
    if (code != SQLITE_OK) {
        rules_free(rules);
        return code;
    }
    sqlite3_snprintf(RULES_VERSION_SIZE, rules->version, "%012llx", (unsigned long long)(reading.hash >> 16));
    *object = rules;
    return SQLITE_OK;
}

int rules_get(struct store *store, struct rules **rules, char **error)
{
    static const struct store_class class = {STORE_SLOT_RULES, "rules_token", rules_load, rules_free};
    void *object = NULL;
    int code = store_cached(store, &class, &object, error);
    *rules = object;
    return code;
}
