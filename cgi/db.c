/* The store, read-only: opening, transactions, kept statements, values.
 *
 * Opening is SQLITE_OPEN_READONLY on the live WAL file (immutable would be silently stale). A kept statement is always
 * reset before its transaction ends, so that none holds a snapshot between requests. */
#include "db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "db_guard.h"
#include "ext/fulfil.h"

#define DB_APPLICATION_ID 0x66756c66 /* 'fulf' */
#define DB_BUSY_MS 2000
#define DB_KEPT 96
#define DB_PROGRESS_OPS 2000

struct db_stmt {
    struct db *db;
    sqlite3_stmt *stmt;
    const void *owner;
    uint64_t variant;
    uint64_t used;
    bool active;
};

enum db_fixed { DB_BEGIN, DB_COMMIT, DB_ROLLBACK, DB_VERSION, DB_SCHEMA, DB_VIEWER, DB_MOMENT, DB_FIXED };

static const char *const db_fixed_sql[DB_FIXED] = {
    [DB_BEGIN] = "BEGIN",
    [DB_COMMIT] = "COMMIT",
    [DB_ROLLBACK] = "ROLLBACK",
    [DB_VERSION] = "PRAGMA data_version",
    [DB_SCHEMA] = "PRAGMA schema_version",
    [DB_VIEWER] = "SELECT set_viewer(?1)",
    /* The clock is read here, once: no page mixes two moments. */
    [DB_MOMENT] = "SELECT set_moment(ifnull(?1, store_now()), ifnull(?2, store_now()))",
};

struct db {
    char *path;
    sqlite3 *handle; /* NULL: not open */
    dev_t device;
    ino_t inode;
    struct db_guard guard;
    sqlite3_stmt *fixed[DB_FIXED];
    struct db_stmt kept[DB_KEPT];
    size_t kept_count;
    uint64_t clock;
    int64_t generation; /* how often the store was opened */
    int64_t version, schema; /* of the last transaction; schema -1: not read yet */
    bool doubtful;      /* close before the next transaction */
    struct timespec deadline;
    enum db_error error;
    char message[256];
};

static const struct {
    int code;
    enum db_error error;
} db_codes[] = {
    {SQLITE_BUSY, DB_BUSY},         {SQLITE_LOCKED, DB_BUSY},  {SQLITE_PROTOCOL, DB_BUSY},
    {SQLITE_CANTOPEN, DB_MISSING},  {SQLITE_PERM, DB_MISSING}, {SQLITE_READONLY, DB_MISSING},
    {SQLITE_IOERR, DB_MISSING},     {SQLITE_NOTADB, DB_FOREIGN}, {SQLITE_INTERRUPT, DB_TIME},
};

/* Keeps what went wrong. Only a time limit leaves the connection beyond doubt. */
static bool db_fail(struct db *db, int code, const char *message)
{
    db->error = DB_SQL;
    for (size_t i = 0; i < sizeof db_codes / sizeof *db_codes; i++)
        if ((code & 0xFF) == db_codes[i].code)
            db->error = db_codes[i].error;
    if (!message)
        message = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code);
    snprintf(db->message, sizeof db->message, "%s", message);
    if (db->error != DB_TIME)
        db->doubtful = true;
    return false;
}

struct db *db_create(const char *path)
{
    struct db *db = calloc(1, sizeof *db);

    if (!db)
        return NULL;
    db->path = strdup(path);
    if (!db->path) {
        free(db);
        return NULL;
    }
    /* Single-threaded workers need neither mutexes nor statistics. Refused once SQLite runs, which does no harm. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init);
    return db;
}

static void db_close(struct db *db)
{
    for (size_t i = 0; i < db->kept_count; i++)
        sqlite3_finalize(db->kept[i].stmt);
    for (int i = 0; i < DB_FIXED; i++)
        sqlite3_finalize(db->fixed[i]);
    memset(db->fixed, 0, sizeof db->fixed);
    db->kept_count = 0;
    if (db->handle)
        sqlite3_close_v2(db->handle);
    db->handle = NULL;
    db->doubtful = false;
    db_guard_free(&db->guard);
}

void db_free(struct db *db)
{
    if (!db)
        return;
    db_close(db);
    free(db->path);
    free(db);
}

/* sqlite3_progress_handler's callback: whether the deadline has passed. */
static int db_progress(void *context)
{
    const struct db *db = context;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    if (now.tv_sec != db->deadline.tv_sec)
        return now.tv_sec > db->deadline.tv_sec;
    return now.tv_nsec > db->deadline.tv_nsec;
}

/* Whether the file says that it is a store. */
static bool db_is_store(struct db *db)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db->handle, "PRAGMA application_id", -1, &s, NULL), id = 0;

    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        id = sqlite3_column_int(s, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(s);
    if (code != SQLITE_OK)
        return db_fail(db, code, NULL);
    if (id != DB_APPLICATION_ID)
        return db_fail(db, SQLITE_NOTADB, "not a fulfil store");
    return true;
}

/* Pragmas, fence and fixed statements of a connection just opened. */
static bool db_prepare_connection(struct db *db)
{
    static const char pragmas[] = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                  "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824;"
                                  "PRAGMA cache_size = -8192;";
    int code;

    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
    if (!db_is_store(db))
        return false;
    code = sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = db_guard_install(&db->guard, db->handle);
    for (int i = 0; code == SQLITE_OK && i < DB_FIXED; i++)
        code = sqlite3_prepare_v3(db->handle, db_fixed_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &db->fixed[i], NULL);
    if (code != SQLITE_OK)
        return db_fail(db, code, NULL);
    sqlite3_progress_handler(db->handle, DB_PROGRESS_OPS, db_progress, db);
    return true;
}

static bool db_open(struct db *db)
{
    struct stat file;
    int code;

    if (stat(db->path, &file) != 0)
        return db_fail(db, SQLITE_CANTOPEN, "no such file");
    code = sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                           NULL);
    if (code != SQLITE_OK)
        return db_fail(db, code, NULL);
    db->device = file.st_dev;
    db->inode = file.st_ino;
    db->generation++;
    db->version = db->schema = -1;
    return db_prepare_connection(db);
}

/* Whether the path no longer leads to the file that is open. */
static bool db_replaced(const struct db *db)
{
    struct stat file;

    return stat(db->path, &file) != 0 || file.st_dev != db->device || file.st_ino != db->inode;
}

/* Runs a fixed statement to its end; *number, if not NULL, becomes its integer. */
static bool db_run(struct db *db, enum db_fixed which, int64_t *number)
{
    sqlite3_stmt *s = db->fixed[which];
    int code = sqlite3_step(s);

    if (code == SQLITE_ROW && number)
        *number = sqlite3_column_int64(s, 0);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        db_fail(db, code, NULL);
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

static void db_set_deadline(struct db *db, int limit_ms)
{
    clock_gettime(CLOCK_MONOTONIC_COARSE, &db->deadline);
    db->deadline.tv_sec += limit_ms / 1000;
    db->deadline.tv_nsec += (limit_ms % 1000) * 1000000L;
    if (db->deadline.tv_nsec >= 1000000000L) {
        db->deadline.tv_sec++;
        db->deadline.tv_nsec -= 1000000000L;
    }
}

/* Opens the store if it is not open, or if what is open may not be what it should be. */
static bool db_ready(struct db *db)
{
    enum db_error error;

    if (db->handle && (db->doubtful || db_replaced(db)))
        db_close(db);
    if (db->handle || db_open(db))
        return true;
    error = db->error;
    db_close(db);
    db->error = error;
    return false;
}

/* Begins the snapshot and reads its version. *changed tells that the schema is another than that which the fence knows;
 * it can only be when the data are. */
static bool db_snapshot(struct db *db, int64_t *version, bool *changed)
{
    int64_t schema = db->schema;

    *changed = false;
    if (!db_run(db, DB_BEGIN, NULL) || !db_run(db, DB_VERSION, version))
        return false;
    if (*version == db->version)
        return true;
    if (!db_run(db, DB_SCHEMA, &schema))
        return false;
    *changed = db->schema >= 0 && schema != db->schema;
    db->version = *version;
    db->schema = schema;
    return true;
}

bool db_begin(struct db *db, int limit_ms, int64_t *version)
{
    bool changed = true;

    db->error = DB_OK;
    db_set_deadline(db, limit_ms);
    for (int tries = 0; changed && tries < 2; tries++) {
        if (!db_ready(db))
            return false;
        if (!db_snapshot(db, version, &changed)) {
            db_end(db);
            return false;
        }
        if (changed) {
            db_end(db);
            db->doubtful = true;
        }
    }
    *version |= db->generation << 32;
    return true;
}

void db_end(struct db *db)
{
    for (size_t i = 0; i < db->kept_count; i++)
        if (db->kept[i].active)
            db_reset(&db->kept[i]);
    if (!db->handle || sqlite3_get_autocommit(db->handle))
        return;
    sqlite3_reset(db->fixed[DB_COMMIT]);
    if (sqlite3_step(db->fixed[DB_COMMIT]) != SQLITE_DONE) {
        sqlite3_step(db->fixed[DB_ROLLBACK]);
        sqlite3_reset(db->fixed[DB_ROLLBACK]);
        db->doubtful = true;
    }
    sqlite3_reset(db->fixed[DB_COMMIT]);
}

enum db_error db_error(const struct db *db)
{
    return db->error;
}

const char *db_message(const struct db *db)
{
    return db->message;
}

bool db_set_viewer(struct db *db, const char *name, char role[32])
{
    sqlite3_stmt *s = db->fixed[DB_VIEWER];
    int code = sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    const unsigned char *text;

    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        text = sqlite3_column_text(s, 0);
        snprintf(role, 32, "%s", text ? (const char *)text : "");
    }
    if (code != SQLITE_ROW)
        db_fail(db, code, NULL);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return code == SQLITE_ROW;
}

bool db_set_moment(struct db *db, const char *as_of, const char *known_at)
{
    sqlite3_stmt *s = db->fixed[DB_MOMENT];
    bool done;

    sqlite3_bind_text(s, 1, as_of, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, known_at, -1, SQLITE_STATIC);
    done = db_run(db, DB_MOMENT, NULL);
    sqlite3_clear_bindings(s);
    return done;
}

struct db_stmt *db_cached(struct db *db, const void *owner, uint64_t variant)
{
    for (size_t i = 0; i < db->kept_count; i++) {
        struct db_stmt *s = &db->kept[i];

        if (s->owner == owner && s->variant == variant) {
            s->used = ++db->clock;
            return s;
        }
    }
    return NULL;
}

/* A place for one more statement: a free one, or that of the least recently used statement not in use. */
static struct db_stmt *db_place(struct db *db)
{
    struct db_stmt *oldest = NULL;

    if (db->kept_count < DB_KEPT)
        return &db->kept[db->kept_count++];
    for (size_t i = 0; i < DB_KEPT; i++) {
        struct db_stmt *s = &db->kept[i];

        if (!s->active && (!oldest || s->used < oldest->used))
            oldest = s;
    }
    if (oldest)
        sqlite3_finalize(oldest->stmt);
    return oldest;
}

struct db_stmt *db_prepare(struct db *db, const void *owner, uint64_t variant, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    struct db_stmt *s;
    int code;

    db->guard.sql = sql;
    code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
    db->guard.sql = NULL;
    if (code != SQLITE_OK || !stmt) {
        db_fail(db, code, stmt ? NULL : code == SQLITE_OK ? "empty statement" : NULL);
        return NULL;
    }
    s = db_place(db);
    if (!s) {
        sqlite3_finalize(stmt);
        db_fail(db, SQLITE_ERROR, "too many statements at once");
        return NULL;
    }
    *s = (struct db_stmt){.db = db, .stmt = stmt, .owner = owner, .variant = variant, .used = ++db->clock};
    return s;
}

bool db_bind(struct db_stmt *s, db_lookup *lookup, const void *context)
{
    int count = sqlite3_bind_parameter_count(s->stmt);

    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(s->stmt, i);
        struct db_value value = {.type = DB_NULL};

        if (!name || !lookup(context, name + 1, &value)) {
            char message[96];

            snprintf(message, sizeof message, "no such parameter: %s", name ? name : "?");
            return db_fail(s->db, SQLITE_ERROR, message);
        }
        if (value.type == DB_INTEGER)
            sqlite3_bind_int64(s->stmt, i, value.integer);
        else if (value.type == DB_TEXT)
            sqlite3_bind_text(s->stmt, i, value.text, -1, SQLITE_STATIC);
    }
    return true;
}

enum db_step db_step(struct db_stmt *s)
{
    int code = sqlite3_step(s->stmt);

    s->active = true;
    if (code == SQLITE_ROW)
        return DB_ROW;
    if (code == SQLITE_DONE)
        return DB_DONE;
    db_fail(s->db, code, NULL);
    return DB_FAILED;
}

void db_reset(struct db_stmt *s)
{
    sqlite3_reset(s->stmt);
    sqlite3_clear_bindings(s->stmt);
    s->active = false;
}

int db_columns(struct db_stmt *s)
{
    return sqlite3_column_count(s->stmt);
}

const char *db_name(struct db_stmt *s, int column)
{
    const char *name = sqlite3_column_name(s->stmt, column);

    return name ? name : "";
}

const char *db_text(struct db_stmt *s, int column, size_t *n)
{
    const char *text = (const char *)sqlite3_column_text(s->stmt, column);

    *n = text ? (size_t)sqlite3_column_bytes(s->stmt, column) : 0;
    return text;
}
