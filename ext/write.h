/*
 * What functions that write share: one savepoint round the work, a lock as its first statement, scripts of statements,
 * and a roll-back on every error. Such a function never begins or ends a transaction of somebody else's; its row in
 * the registry is DIRECTONLY. rollup.c and intake.c are its users to look at.
 *
 *     struct write write;
 *     if (write_refused(context))                    -- called by a statement that writes
 *         return;
 *     code = write_open(&write, store, "NAME");      -- prepares the statements about the savepoint
 *     if (code == SQLITE_OK)
 *         code = write_begin(&write);                -- savepoint, and the right to write
 *     if (code == SQLITE_OK)
 *         code = write_run(&write, &script, bind, row, data);
 *     code = write_end(&write, code);                -- releases it, or takes it back; may be begun again
 *     write_script_free(&script);
 *     write_close(&write);                           -- write.error is the caller's to report and free
 */
#ifndef FULFIL_WRITE_H
#define FULFIL_WRITE_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stdint.h>

struct store;

enum { WRITE_SAVE, WRITE_LOCK, WRITE_RELEASE, WRITE_BACK, WRITE_ALL, WRITE_STATEMENTS, WRITE_SCRIPT_MOST = 64 };

/*
 * SQLite's own 2 MB hold too little of the indexes of a store from some 10,000 cases on: a row would cost twice as much. So
 * much holds what the rows of a file touch at a million cases; it is taken only as far as a store has pages to fill it.
 */
enum { WRITE_CACHE_KIB = 98304 };

struct write {
    struct store *store;
    sqlite3 *db;
    sqlite3_stmt *statement[WRITE_STATEMENTS];
    bool holds;  /* between write_begin and write_end: what the store keeps is held (store.h) */
    int cache;   /* the connection's cache_size before, 0: it was not touched */
    char *error; /* message of the first failure (sqlite3_free); NULL with SQLITE_NOMEM */
};

/*
 * The statements of schema/functions/NAME.sql, prepared when the script is first run and kept until write_script_free:
 * to compile the views that they read takes longer than to run them. All zero but the name to begin with.
 */
struct write_script {
    const char *name;
    sqlite3_stmt *statement[WRITE_SCRIPT_MOST];
    int count; /* 0: not prepared yet */
};

/* Binds the parameters of a statement before it runs; gives an SQLite code. */
typedef int write_bind(void *data, sqlite3_stmt *statement);

/* Takes the first row of a statement, the others of which are not asked for; gives an SQLite code. */
typedef int write_row(void *data, sqlite3_stmt *statement);

/* Whether a statement on the connection writes right now, such as the one that calls us: the call has then failed. */
bool write_refused(sqlite3_context *context);

/*
 * Makes *write ready, with a savepoint of that name (a word of SQL) and a page cache of WRITE_CACHE_KIB, unless the
 * connection's is larger, until it is closed (after an interrupt: for as long as the connection lives). The statements about it are prepared before there
 * is one: after sqlite3_interrupt or out of memory SQLite prepares nothing until the statement that called us has
 * ended. Close it on failure too.
 */
int write_open(struct write *write, struct store *store, const char *name);

/*
 * Opens the savepoint and takes the right to write as its first statement: a transaction that has read already would
 * get SQLITE_BUSY at once where another one writes; one that has not waits by the busy timeout, and then sees what the
 * other one did. On failure nothing is left open. Until write_end settings, calendar, rules and models hold as they are now.
 */
int write_begin(struct write *write);

/* Ends the savepoint: releases it where code is SQLITE_OK, takes it back otherwise. Gives the code, or the release's. */
int write_end(struct write *write, int code);

/* Runs every statement of a script to its end, or, where there is a callback for rows, to its first row. */
int write_run(struct write *write, struct write_script *script, write_bind *bind, write_row *row, void *data);

/* Binds text or NULL, an integer, to a parameter by name where the statement has it. */
int write_bind_text(sqlite3_stmt *statement, const char *name, const char *text);
int write_bind_integer(sqlite3_stmt *statement, const char *name, sqlite3_int64 number);

/* Notes SQLite's message for a code, unless there is one already; gives the code. */
int write_fail(struct write *write, int code);

/*
 * The instant at which a function with an optional date works: the end of the date, or the instant given, never after the
 * store's now, which is also the default. On failure the call has failed.
 */
bool write_until(sqlite3_context *context, int count, sqlite3_value **value, int64_t *until);

void write_script_free(struct write_script *script);
void write_close(struct write *write);

#endif
