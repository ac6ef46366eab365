/* What one connection knows of its store: held statements, and what was read of the store as long as it is true. */
#ifndef FULFIL_STORE_H
#define FULFIL_STORE_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stdint.h>

/* PRAGMA application_id of a store: 'fulf'. */
#define STORE_APPLICATION_ID 0x66756c66

struct store;

/* A context for the connection with one reference; NULL if out of memory. */
struct store *store_create(sqlite3 *db);

/* One more holder. Gives its argument. */
struct store *store_retain(struct store *store);

/* One holder less; the last one frees it. NULL is legal. Fits sqlite3's destructors. */
void store_release(void *store);

/* The connection. */
sqlite3 *store_db(struct store *store);

/* Registers the eponymous module that holds the statements. */
int store_register(sqlite3 *db, struct store *store);

/*
 * Whether the database is a store. Gives SQLITE_OK, or a code and in *error a message (to be freed with sqlite3_free):
 * "not a fulfil store".
 */
int store_check(struct store *store, char **error);

/* Text of the SQL file schema/functions/NAME.sql; NULL if there is none. */
const char *store_sql(const char *name);

/*
 * Held statements, one row each in the table of store.c. They are prepared at first use, kept until the connection
 * closes, and always given back reset by who used them.
 */
enum store_statement {
    STORE_SETTINGS,
    STORE_TOKEN,
    STORE_OFFSETS,
    STORE_VIEWER,
    STORE_CALENDAR,
    STORE_RULES,
    STORE_THRESHOLD,
    STORE_MEASURE,
    STORE_MODELS,
    STORE_MODEL,
    STORE_CLAUSE_WORDS,
    STORE_STATEMENTS
};

/*
 * Gives a held statement, reset and without bindings. On failure gives SQLite's code and in *error a message (to be
 * freed with sqlite3_free; NULL when out of memory): "not a fulfil store" where that is the reason.
 */
int store_statement(struct store *store, enum store_statement which, sqlite3_stmt **statement, char **error);

/* Resets a held statement after use, and turns its code into the outcome: SQLITE_DONE and _ROW are SQLITE_OK. */
int store_done(struct store *store, sqlite3_stmt *statement, int code, char **error);

/*
 * Things read from the store and kept. Each kind is a class; the store keeps one object of each and reads it again
 * unless it can tell that nothing changed: by SQLite's data version, and within a transaction that writes by the
 * class's token, a setting that triggers change. A class without token, or whose token is not there, is then read
 * again at every call. So a kept object is right after a ROLLBACK and after other connections' writes too.
 */
enum store_slot { STORE_SLOT_SETTINGS, STORE_SLOT_OFFSETS, STORE_SLOT_CALENDAR, STORE_SLOT_RULES, STORE_SLOT_MODELS, STORE_SLOTS };

struct store_class {
    enum store_slot slot;
    const char *token; /* name of the setting, or NULL */
    int (*load)(struct store *store, void **object, char **error);
    void (*destroy)(void *object); /* NULL: sqlite3_free */
};

/* Gives the object of a class, valid until the next call for the same class. Errors as store_statement. */
int store_cached(struct store *store, const struct store_class *class, void **object, char **error);

/*
 * From store_hold() to its store_let_go(), which may be nested, what is kept is read at most once and then holds, however much
 * is written: for a function that writes many rows under one lock and none of settings, offsets, calendar, rules or models.
 * Else settings would be read again for every row, which takes a fifth of what it costs. A trigger of somebody's that
 * changes them from such a row is heeded afterwards. (write.h does it.)
 */
void store_hold(struct store *store);
void store_let_go(struct store *store);

/* The moment and the viewer live here; moment.c and viewer.c give them their meaning. */
struct store_moment {
    bool as_of_set, known_at_set;
    int64_t as_of, known_at;
};
struct store_viewer {
    bool set;
    char *name; /* sqlite3_malloc'ed or NULL */
    char *role;
    char *unit;
};
/* Something else that lives as long as the connection's functions; whoever uses it gives it its meaning. */
struct store_companion {
    void *object;
    void (*destroy)(void *object); /* not called for a NULL object */
};
struct store_moment *store_moment(struct store *store);
struct store_viewer *store_viewer(struct store *store);
enum store_companion_of {
    COMPANION_MODELS, /* model_cache.c's */
    COMPANION_DRAWS,  /* forecast.c's */
    COMPANION_WINDOW, /* fulfilment.c's */
    COMPANIONS
};
struct store_companion *store_companion(struct store *store, enum store_companion_of which);

#endif
