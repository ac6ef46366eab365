/*
 * Settings and UTC offsets, both kept by the store's context (store.h) without a token: they are few rows, so within a
 * transaction that writes they are read again at every call.
 */
#include "setting.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "store.h"

static void setting_copy(struct settings *settings, const char *name, const char *value)
{
    const struct {
        const char *name;
        char *field;
    } field[] = {
        {"pin", settings->pin},
        {"clock", settings->clock},
        {"clock_at", settings->clock_at},
        {"period_anchor", settings->period_anchor},
        {"period_days", settings->period_days},
    };
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        if (strcmp(field[i].name, name) == 0)
            sqlite3_snprintf(sizeof settings->pin, field[i].field, "%s", value);
    }
}

static int settings_load(struct store *store, void **object, char **error)
{
    struct settings *settings;
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_SETTINGS, &statement, error);
    if (code != SQLITE_OK)
        return code;
    settings = sqlite3_malloc(sizeof *settings);
    if (!settings)
        return SQLITE_NOMEM;
    memset(settings, 0, sizeof *settings);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const char *value = (const char *)sqlite3_column_text(statement, 1);
        if (name && value)
            setting_copy(settings, name, value);
    }
    code = store_done(store, statement, code, error);
    if (code == SQLITE_OK)
        *object = settings;
    else
        sqlite3_free(settings);
    return code;
}

int setting_all(struct store *store, const struct settings **settings, char **error)
{
    static const struct store_class class = {STORE_SLOT_SETTINGS, NULL, settings_load, NULL};
    void *object = NULL;
    int code = store_cached(store, &class, &object, error);
    *settings = object;
    return code;
}

struct offsets {
    size_t count, room;
    struct instant_offset row[];
};

/* Appends a row, growing the list; frees the list when out of memory. */
static struct offsets *offsets_add(struct offsets *list, struct instant_offset row)
{
    size_t room = list ? list->room : 0;
    if (!list || list->count == room) {
        struct offsets *grown;
        room = room ? 2 * room : 4;
        grown = sqlite3_realloc64(list, sizeof *list + room * sizeof row);
        if (!grown) {
            sqlite3_free(list);
            return NULL;
        }
        if (!list)
            grown->count = 0;
        list = grown;
        list->room = room;
    }
    list->row[list->count++] = row;
    return list;
}

static int offset_read(sqlite3_stmt *statement, struct instant_offset *row, char **error)
{
    const char *from = (const char *)sqlite3_column_text(statement, 0);
    int64_t minutes = sqlite3_column_int64(statement, 1);
    if (!from)
        return SQLITE_NOMEM;
    if (!instant_parse(from, strlen(from), &row->from) || minutes < -1440 || minutes > 1440) {
        *error = sqlite3_mprintf("utc_offset has the unreadable row (%.60s, %lld)", from, (long long)minutes);
        return SQLITE_ERROR;
    }
    row->minutes = (int32_t)minutes;
    return SQLITE_OK;
}

static int offsets_load(struct store *store, void **object, char **error)
{
    static const struct instant_offset china = {INSTANT_MIN, 480};
    struct offsets *list = NULL;
    struct instant_offset row;
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_OFFSETS, &statement, error);
    if (code != SQLITE_OK)
        return code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        code = offset_read(statement, &row, error);
        if (code != SQLITE_OK)
            break;
        list = offsets_add(list, row);
        code = SQLITE_NOMEM;
        if (!list)
            break;
    }
    code = store_done(store, statement, code, error);
    if (code == SQLITE_OK && !list) {
        list = offsets_add(NULL, china);
        if (!list)
            code = SQLITE_NOMEM;
    }
    if (code == SQLITE_OK)
        *object = list;
    else
        sqlite3_free(list);
    return code;
}

int setting_zone(struct store *store, struct instant_zone *zone, char **error)
{
    static const struct store_class class = {STORE_SLOT_OFFSETS, NULL, offsets_load, NULL};
    void *object = NULL;
    int code = store_cached(store, &class, &object, error);
    if (code == SQLITE_OK) {
        const struct offsets *list = object;
        zone->offset = list->row;
        zone->count = list->count;
    }
    return code;
}
