/* The store, read-only: opened, fenced and questioned here alone. No type of SQLite's passes this header.
 *
 * A struct db stands for the store at a path, not for an open file: it opens when first asked, and again after the file
 * was replaced or an error left doubt. Every question is asked between db_begin and db_end, in one read transaction. */
#ifndef CGI_DB_H
#define CGI_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct db_stmt;

enum db_error {
    DB_OK,
    DB_MISSING, /* cannot be opened or read */
    DB_FOREIGN, /* no fulfil store */
    DB_BUSY,    /* locked by somebody else */
    DB_TIME,    /* the time limit of db_begin was reached */
    DB_SQL      /* anything else: a fault of store or server */
};

enum db_step { DB_ROW, DB_DONE, DB_FAILED };

/* What a parameter of a statement is bound to. */
struct db_value {
    enum { DB_NULL, DB_INTEGER, DB_TEXT } type;
    int64_t integer;
    const char *text;
};

/* Gives the value of the parameter `name` (without its colon) in *value; false when there is no such parameter. */
typedef bool db_lookup(const void *context, const char *name, struct db_value *value);

/* A store at a path; NULL when out of memory. Opens nothing yet. */
struct db *db_create(const char *path);

/* Closes and frees; NULL is legal. */
void db_free(struct db *db);

/* Begins a read transaction, opening the store if need be. *version changes whenever another connection may have
 * changed anything. Statements are interrupted limit_ms milliseconds from now. */
bool db_begin(struct db *db, int limit_ms, int64_t *version);

/* Ends it; statements that are still in use are reset. */
void db_end(struct db *db);

/* Why the last call failed, and in SQLite's words (valid until the next call). */
enum db_error db_error(const struct db *db);
const char *db_message(const struct db *db);

/* Sets who looks on; *role (room for 32 bytes) becomes the role that the store gives. */
bool db_set_viewer(struct db *db, const char *name, char role[32]);

/* Sets the moment; NULL is the store's own. */
bool db_set_moment(struct db *db, const char *as_of, const char *known_at);

/* The statement kept under (owner, variant), ready to be bound; NULL when there is none. */
struct db_stmt *db_cached(struct db *db, const void *owner, uint64_t variant);

/* Prepares a statement and keeps it under (owner, variant); NULL on failure. The least recently used one may go. */
struct db_stmt *db_prepare(struct db *db, const void *owner, uint64_t variant, const char *sql);

/* Binds every parameter of the statement by name; false when lookup does not know one (then DB_SQL). */
bool db_bind(struct db_stmt *s, db_lookup *lookup, const void *context);

enum db_step db_step(struct db_stmt *s);
void db_reset(struct db_stmt *s);

/* Columns; a name stays valid until the statement is reset, and is to be asked for after the first db_step. */
int db_columns(struct db_stmt *s);
const char *db_name(struct db_stmt *s, int column);

/* The text form of a value, NULL for NULL; not NUL-terminated as far as *n says, and perhaps not UTF-8. */
const char *db_text(struct db_stmt *s, int column, size_t *n);

#endif
