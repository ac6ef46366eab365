/* Stores for tests that need the extension at work in a connection. */
#ifndef FULFIL_FIXTURE_H
#define FULFIL_FIXTURE_H

#include <sqlite3.h>

/* Whether the test runs under valgrind, where it takes some fifty times as long: sweeps then try fewer points. */
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#define FIXTURE_SLOW RUNNING_ON_VALGRIND
#else
#define FIXTURE_SLOW 0
#endif

/*
 * Opens the file with the extension linked in, registered through sqlite3_auto_extension as in the report server. Fails
 * the test on an error.
 */
sqlite3 *fixture_open(const char *path);

/* Runs statements; fails the test with SQLite's message on an error. */
void fixture_run(sqlite3 *db, const char *sql);

/* Runs a script of schema/ as the shell would: `.read FILE` reads schema/FILE, other dot-lines are passed over. */
void fixture_script(sqlite3 *db, const char *file);

/*
 * The first column of the first row as text ("NULL" for NULL, "(none)" without a row), or on an error the message. The
 * text lies in a static buffer until the next call.
 */
const char *fixture_text(sqlite3 *db, const char *sql);

/* Asserts fixture_text(db, sql) is `expected`. */
#define fixture_is(db, sql, expected) ck_assert_str_eq(fixture_text(db, sql), expected)

/* Closes; fails the test unless SQLite answers SQLITE_OK. */
void fixture_close(sqlite3 *db);

/* Makes a new file under TMPDIR or /tmp that holds a small store (settings, offsets, viewers, calendar) in WAL mode. */
const char *fixture_small(void);

/* Makes a new file that holds a store made by schema/store.sql, replaying from 2020-02-10, without any case. */
const char *fixture_store(void);

/* Removes the file of fixture_small or fixture_store with its companions; fails the test if a -wal file was left. */
void fixture_remove(const char *path);

#endif
