/*
 * What one connection knows of its store.
 *
 * Held statements. A statement kept by a function would make sqlite3_close answer SQLITE_BUSY, since functions are
 * destroyed only after that check. Virtual tables are disconnected before it; so the statements belong to the
 * eponymous virtual table fulfil_store (which has no rows), are prepared when first needed and finalised in its
 * xDisconnect. The shell then exits 0 and leaves no -wal.
 *
 * Kept objects. Whether something read earlier is still true is told in two ways. Inside a read snapshot the pager's
 * data version (SQLITE_FCNTL_DATA_VERSION) names the committed content exactly: it changes with own and foreign
 * commits, and an object read while uncommitted changes were about is never trusted by it. Without a transaction the
 * data version is stale until something is read, so one row is; in a writing one it does not see uncommitted changes,
 * and there that row, the class's token, decides: a random value that triggers renew and that a ROLLBACK brings back
 * together with what it stands for. Cost: some 50 ns in a snapshot, about a microsecond elsewhere.
 *
 * References. Every registered function and module holds one on the context, so that the order in which SQLite
 * destroys them, or a second load of the extension, is of no matter. Only plain connections are served: no locks.
 */
#include "store.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/embedded_sql.h"

extern const struct embedded_sql function_sql[];

/* File stems under schema/functions, in the order of the enum. */
static const char *const statement_name[STORE_STATEMENTS] = {
    [STORE_SETTINGS] = "store_settings",   [STORE_TOKEN] = "store_token",       [STORE_OFFSETS] = "store_offsets",
    [STORE_VIEWER] = "store_viewer",       [STORE_CALENDAR] = "store_calendar", [STORE_RULES] = "store_rules",
    [STORE_THRESHOLD] = "store_threshold", [STORE_MEASURE] = "store_measure",
    [STORE_MODELS] = "store_models",       [STORE_MODEL] = "store_model",
    [STORE_CLAUSE_WORDS] = "store_clause_words",
};

enum { TOKEN_SIZE = 65 };

struct slot {
    void *object;
    void (*destroy)(void *object);
    bool snapshot;          /* version below names the committed content that was read */
    unsigned version;       /* pager's data version */
    char token[TOKEN_SIZE]; /* empty: none */
    unsigned hold;          /* number of the hold in which it was read, 0: in none */
};

struct store {
    sqlite3 *db;
    int references;
    bool connected; /* the virtual table lives: statements may be held */
    bool checked;   /* the application id was found right */
    int holds;      /* how many hold what is kept */
    unsigned hold;  /* number of the present hold, or of the last one */
    sqlite3_stmt *statement[STORE_STATEMENTS];
    struct slot slot[STORE_SLOTS];
    struct store_moment moment;
    struct store_viewer viewer;
    struct store_companion companion[COMPANIONS];
};

struct store *store_create(sqlite3 *db)
{
    struct store *store = sqlite3_malloc(sizeof *store);
    if (!store)
        return NULL;
    memset(store, 0, sizeof *store);
    store->db = db;
    store->references = 1;
    return store;
}

struct store *store_retain(struct store *store)
{
    store->references++;
    return store;
}

static void slot_clear(struct slot *slot)
{
    if (slot->destroy && slot->object)
        slot->destroy(slot->object);
    else
        sqlite3_free(slot->object);
    memset(slot, 0, sizeof *slot);
}

void store_release(void *pointer)
{
    struct store *store = pointer;
    if (!store || --store->references > 0)
        return;
    for (int i = 0; i < STORE_SLOTS; i++) slot_clear(&store->slot[i]);
    for (int i = 0; i < COMPANIONS; i++) {
        if (store->companion[i].object)
            store->companion[i].destroy(store->companion[i].object);
    }
    sqlite3_free(store->viewer.name);
    sqlite3_free(store->viewer.role);
    sqlite3_free(store->viewer.unit);
    sqlite3_free(store);
}

sqlite3 *store_db(struct store *store)
{
    return store->db;
}

struct store_moment *store_moment(struct store *store)
{
    return &store->moment;
}

struct store_viewer *store_viewer(struct store *store)
{
    return &store->viewer;
}

struct store_companion *store_companion(struct store *store, enum store_companion_of which)
{
    return &store->companion[which];
}

const char *store_sql(const char *name)
{
    for (const struct embedded_sql *sql = function_sql; sql->name; sql++) {
        if (strcmp(sql->name, name) == 0)
            return sql->text;
    }
    return NULL;
}

/* ---- the virtual table that holds the statements ---- */

struct holder {
    sqlite3_vtab base;
    struct store *store;
};

static int holder_connect(sqlite3 *db, void *data, int count, const char *const *argument, sqlite3_vtab **table,
                          char **error)
{
    struct holder *holder;
    int code = sqlite3_declare_vtab(db, "CREATE TABLE fulfil_store(held)");
    (void)count;
    (void)argument;
    (void)error;
    if (code != SQLITE_OK)
        return code;
    holder = sqlite3_malloc(sizeof *holder);
    if (!holder)
        return SQLITE_NOMEM;
    memset(holder, 0, sizeof *holder);
    holder->store = store_retain(data);
    holder->store->connected = true;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* it has no rows */
    *table = &holder->base;
    return SQLITE_OK;
}

static int holder_disconnect(sqlite3_vtab *table)
{
    struct store *store = ((struct holder *)table)->store;
    for (int i = 0; i < STORE_STATEMENTS; i++) {
        sqlite3_finalize(store->statement[i]);
        store->statement[i] = NULL;
    }
    store->connected = false;
    store->checked = false;
    store_release(store);
    sqlite3_free(table);
    return SQLITE_OK;
}

static int holder_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1;
    return SQLITE_OK;
}

static int holder_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    (void)table;
    *cursor = sqlite3_malloc(sizeof **cursor);
    return *cursor ? SQLITE_OK : SQLITE_NOMEM;
}

static int holder_close(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int holder_filter(sqlite3_vtab_cursor *cursor, int index, const char *text, int count, sqlite3_value **value)
{
    (void)cursor;
    (void)index;
    (void)text;
    (void)count;
    (void)value;
    return SQLITE_OK;
}

static int holder_next(sqlite3_vtab_cursor *cursor)
{
    (void)cursor;
    return SQLITE_OK;
}

static int holder_eof(sqlite3_vtab_cursor *cursor)
{
    (void)cursor;
    return 1;
}

static int holder_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    (void)cursor;
    (void)context;
    (void)column;
    return SQLITE_OK;
}

static int holder_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
    (void)cursor;
    *rowid = 0;
    return SQLITE_OK;
}

int store_register(sqlite3 *db, struct store *store)
{
    static const sqlite3_module module = {
        .xConnect = holder_connect, /* no xCreate: eponymous only */
        .xBestIndex = holder_best_index,
        .xDisconnect = holder_disconnect,
        .xOpen = holder_open,
        .xClose = holder_close,
        .xFilter = holder_filter,
        .xNext = holder_next,
        .xEof = holder_eof,
        .xColumn = holder_column,
        .xRowid = holder_rowid,
    };
    return sqlite3_create_module_v2(db, "fulfil_store", &module, store_retain(store), store_release);
}

/* ---- held statements ---- */

static int fail(struct store *store, int code, char **error)
{
    *error = sqlite3_mprintf("%s", sqlite3_errmsg(store->db));
    return code;
}

/* Makes SQLite connect the virtual table, after which statements may be held. */
static int holder_ensure(struct store *store, char **error)
{
    sqlite3_stmt *statement = NULL;
    int code;
    if (store->connected)
        return SQLITE_OK;
    code = sqlite3_prepare_v2(store->db, "SELECT 1 FROM fulfil_store", -1, &statement, NULL);
    sqlite3_finalize(statement);
    if (code != SQLITE_OK)
        return fail(store, code, error);
    return store->connected ? SQLITE_OK : SQLITE_INTERNAL;
}

int store_check(struct store *store, char **error)
{
    sqlite3_stmt *statement = NULL;
    int code, id = 0;
    *error = NULL;
    if (store->checked)
        return SQLITE_OK;
    code = sqlite3_prepare_v2(store->db, "PRAGMA main.application_id", -1, &statement, NULL);
    if (code == SQLITE_OK) {
        if (sqlite3_step(statement) == SQLITE_ROW)
            id = sqlite3_column_int(statement, 0);
        code = sqlite3_finalize(statement);
    }
    if (code != SQLITE_OK)
        return fail(store, code, error);
    if (id != STORE_APPLICATION_ID) {
        *error = sqlite3_mprintf("not a fulfil store");
        return SQLITE_ERROR;
    }
    store->checked = true;
    return SQLITE_OK;
}

int store_statement(struct store *store, enum store_statement which, sqlite3_stmt **statement, char **error)
{
    const char *sql;
    int code;
    *error = NULL;
    *statement = store->statement[which];
    if (*statement)
        return SQLITE_OK;
    code = holder_ensure(store, error);
    if (code == SQLITE_OK)
        code = store_check(store, error);
    if (code != SQLITE_OK)
        return code;
    sql = store_sql(statement_name[which]);
    if (!sql) {
        *error = sqlite3_mprintf("no SQL named %s in this build", statement_name[which]);
        return SQLITE_INTERNAL;
    }
    code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &store->statement[which], NULL);
    if (code != SQLITE_OK)
        return fail(store, code, error);
    *statement = store->statement[which];
    return SQLITE_OK;
}

int store_done(struct store *store, sqlite3_stmt *statement, int code, char **error)
{
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        code = SQLITE_OK;
    if (code != SQLITE_OK && !*error && code != SQLITE_NOMEM)
        fail(store, code, error);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code;
}

/* ---- kept objects ---- */

static unsigned data_version(struct store *store)
{
    unsigned version = 0;
    sqlite3_file_control(store->db, NULL, SQLITE_FCNTL_DATA_VERSION, &version); /* main, without looking its name up */
    return version;
}

/* Whether the connection reads a snapshot that holds nothing uncommitted. */
static bool in_snapshot(struct store *store)
{
    return sqlite3_txn_state(store->db, "main") == SQLITE_TXN_READ;
}

void store_hold(struct store *store)
{
    if (store->holds++ == 0 && ++store->hold == 0)
        store->hold = 1;
}

void store_let_go(struct store *store)
{
    store->holds--;
}

/* Whether a slot's object is what the snapshot being read would give, or what held when the hold began. */
static bool slot_current(struct store *store, const struct slot *slot)
{
    if (store->holds > 0 && slot->object && slot->hold == store->hold)
        return true;
    return slot->object && slot->snapshot && in_snapshot(store) && slot->version == data_version(store);
}

/*
 * Reads a class's token into text; an absent or too long one gives the empty text. The read opens a snapshot where
 * there was no transaction; *current tells whether the slot's object belongs to it.
 */
static int token_read(struct store *store, const struct store_class *class, char text[TOKEN_SIZE], bool *current,
                      char **error)
{
    sqlite3_stmt *statement;
    int code = store_statement(store, STORE_TOKEN, &statement, error);
    text[0] = '\0';
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_text(statement, 1, class->token ? class->token : "clock", -1, SQLITE_STATIC);
    code = sqlite3_step(statement);
    *current = slot_current(store, &store->slot[class->slot]);
    if (code == SQLITE_ROW && class->token) {
        const char *value = (const char *)sqlite3_column_text(statement, 0);
        size_t length = value ? strlen(value) : 0;
        if (length > 0 && length < TOKEN_SIZE)
            memcpy(text, value, length + 1);
    }
    return store_done(store, statement, code, error);
}

/* Notes that the slot's object is the truth of now. */
static void slot_stamp(struct store *store, struct slot *slot, const char *token)
{
    slot->snapshot = sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE;
    slot->version = data_version(store);
    slot->hold = store->holds > 0 ? store->hold : 0;
    memcpy(slot->token, token, strlen(token) + 1);
}

int store_cached(struct store *store, const struct store_class *class, void **object, char **error)
{
    struct slot *slot = &store->slot[class->slot];
    bool current = slot_current(store, slot);
    char token[TOKEN_SIZE] = "";
    int code;
    *error = NULL;
    *object = slot->object;
    if (current)
        return SQLITE_OK;
    if (class->token || sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE) {
        code = token_read(store, class, token, &current, error);
        if (code != SQLITE_OK || current)
            return code;
        if (slot->object && token[0] && strcmp(token, slot->token) == 0) {
            slot_stamp(store, slot, token);
            return SQLITE_OK;
        }
    }
    slot_clear(slot);
    *object = NULL;
    code = class->load(store, object, error);
    if (code != SQLITE_OK)
        return code;
    slot->object = *object;
    slot->destroy = class->destroy;
    slot_stamp(store, slot, token);
    return SQLITE_OK;
}
