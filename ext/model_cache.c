/*
 * Trained models as one connection holds them.
 *
 * By name: the names with the ids of their newest models are a class of the store's kept objects (store.h, token
 * models_token), so a changed, added or rolled back model counts from the next statement on; models are parsed when
 * first asked for. By value: the last BLOB parsed is kept beside the connection. Models are counted by their users,
 * because a statement may use two at once.
 */
#include "model_cache.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "function.h"
#include "store.h"

/* What stays with the connection. */
struct companion {
    struct model_work work;
    struct model_held *last; /* BLOB parsed last */
};

/* The names of the store's models. */
struct named {
    char *name;
    struct model_held *held; /* its model is NULL until asked for */
};
struct names {
    struct named *item;
    size_t items;
};

static struct model_held *held_create(sqlite3_int64 id)
{
    struct model_held *held = sqlite3_malloc(sizeof *held);
    if (held)
        *held = (struct model_held){.references = 1, .id = id};
    return held;
}

void model_release(void *pointer)
{
    struct model_held *held = pointer;
    if (!held || --held->references > 0)
        return;
    model_free(held->model);
    sqlite3_free(held);
}

static struct model_held *held_retain(struct model_held *held)
{
    held->references++;
    return held;
}

static void companion_destroy(void *object)
{
    struct companion *companion = object;
    model_work_free(&companion->work);
    model_release(companion->last);
    sqlite3_free(companion);
}

static struct companion *companion_of(struct store *store)
{
    struct store_companion *place = store_companion(store, COMPANION_MODELS);
    if (!place->object) {
        struct companion *companion = sqlite3_malloc(sizeof *companion);
        if (!companion)
            return NULL;
        *companion = (struct companion){.work.grams.memory = function_memory()};
        *place = (struct store_companion){companion, companion_destroy};
    }
    return place->object;
}

struct model_work *model_cache_work(struct store *store)
{
    struct companion *companion = companion_of(store);
    return companion ? &companion->work : NULL;
}

/* Parses bytes into a model; the message of a failure begins with `what`. */
static int parse(struct model_held *held, const void *bytes, size_t count, const char *what, char **error)
{
    enum model_code code = model_read(bytes, count, function_memory(), &held->model);
    if (code == MODEL_OK)
        return SQLITE_OK;
    if (code == MODEL_NO_MEMORY)
        return SQLITE_NOMEM;
    *error = sqlite3_mprintf("%s cannot be used: %s", what, model_reason(code));
    return SQLITE_ERROR;
}

/* ---- by value ---- */

static int find_blob(struct store *store, sqlite3_value *value, struct model_held **held, char **error)
{
    const unsigned char *bytes = sqlite3_value_blob(value);
    size_t count = (size_t)sqlite3_value_bytes(value);
    struct companion *companion = companion_of(store);
    if (!companion)
        return SQLITE_NOMEM;
    if (companion->last && model_same(companion->last->model, bytes, count)) {
        *held = held_retain(companion->last);
        return SQLITE_OK;
    }
    struct model_held *new = held_create(0);
    if (!new)
        return SQLITE_NOMEM;
    int code = parse(new, bytes, count, "the model", error);
    if (code != SQLITE_OK) {
        model_release(new);
        return code;
    }
    model_release(companion->last);
    companion->last = new;
    *held = held_retain(new);
    return SQLITE_OK;
}

/* ---- by name ---- */

static void names_destroy(void *object)
{
    struct names *names = object;
    for (size_t i = 0; names && i < names->items; i++) {
        sqlite3_free(names->item[i].name);
        model_release(names->item[i].held);
    }
    if (names)
        sqlite3_free(names->item);
    sqlite3_free(names);
}

static int names_add(struct names *names, sqlite3_stmt *statement)
{
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    struct named *grown = sqlite3_realloc64(names->item, (names->items + 1) * sizeof *grown);
    if (!name || !grown) {
        names->item = grown ? grown : names->item;
        return SQLITE_NOMEM;
    }
    names->item = grown;
    struct named new = {sqlite3_mprintf("%s", name), held_create(sqlite3_column_int64(statement, 1))};
    names->item[names->items++] = new;
    return new.name &&new.held ? SQLITE_OK : SQLITE_NOMEM;
}

static int names_load(struct store *store, void **object, char **error)
{
    sqlite3_stmt *statement;
    struct names *names = sqlite3_malloc(sizeof *names);
    if (!names)
        return SQLITE_NOMEM;
    *names = (struct names){0};
    int code = store_statement(store, STORE_MODELS, &statement, error);
    if (code == SQLITE_OK) {
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            code = names_add(names, statement);
            if (code != SQLITE_OK)
                break;
        }
        code = store_done(store, statement, code, error);
    }
    if (code != SQLITE_OK) {
        names_destroy(names);
        return code;
    }
    *object = names;
    return SQLITE_OK;
}

/* Reads a named model for the first time. */
static int named_read(struct store *store, struct named *named, char **error)
{
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_MODEL, &statement, error);
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_int64(statement, 1, named->held->id);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        char *what = sqlite3_mprintf("model '%.60s'", named->name);
        const void *bytes = sqlite3_column_blob(statement, 0);
        code = !what ? SQLITE_NOMEM
                     : parse(named->held, bytes, (size_t)sqlite3_column_bytes(statement, 0), what, error);
        sqlite3_free(what);
    }
    return store_done(store, statement, code, error);
}

static int find_name(struct store *store, sqlite3_value *value, struct model_held **held, char **error)
{
    static const struct store_class class = {STORE_SLOT_MODELS, "models_token", names_load, names_destroy};
    const char *name = (const char *)sqlite3_value_text(value);
    void *object;
    if (!name)
        return SQLITE_NOMEM;
    int code = store_cached(store, &class, &object, error);
    if (code != SQLITE_OK)
        return code;
    struct names *names = object;
    for (size_t i = 0; i < names->items; i++) {
        struct named *named = &names->item[i];
        if (strcmp(named->name, name) != 0)
            continue;
        if (!named->held->model)
            code = named_read(store, named, error);
        if (code == SQLITE_OK)
            *held = held_retain(named->held);
        return code;
    }
    *error = sqlite3_mprintf("the store has no model '%.60s' (table category_model)", name);
    return SQLITE_ERROR;
}

int model_find(struct store *store, sqlite3_value *value, struct model_held **held, char **error)
{
    int type = sqlite3_value_type(value);
    *held = NULL;
    *error = NULL;
    if (type == SQLITE_BLOB)
        return find_blob(store, value, held, error);
    if (type == SQLITE_TEXT)
        return find_name(store, value, held, error);
    *error = sqlite3_mprintf("model %.60s is not a model of category_train(), nor the name of one",
                             sqlite3_value_text(value));
    return SQLITE_ERROR;
}
