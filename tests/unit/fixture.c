/* Stores for tests: small ones from a few statements, whole ones from schema/store.sql. */
#include "fixture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ext/fulfil.h"

static const char small[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA application_id = 0x66756c66;"
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, note TEXT) STRICT, WITHOUT ROWID;"
    "CREATE TABLE utc_offset (from_at TEXT PRIMARY KEY, minutes INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE calendar_version (year INTEGER, announced TEXT, title TEXT, source TEXT,"
    "  PRIMARY KEY (year, announced)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE calendar_day (year INTEGER, announced TEXT, day TEXT, workday INTEGER, name TEXT,"
    "  PRIMARY KEY (year, announced, day)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE clause_word (kind TEXT, word TEXT);"
    "CREATE TABLE category_term (category TEXT, term TEXT, weight INTEGER,"
    "  PRIMARY KEY (category, term)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER term_insert AFTER INSERT ON category_term BEGIN"
    "  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token'; END;"
    "CREATE TRIGGER term_update AFTER UPDATE ON category_term BEGIN"
    "  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token'; END;"
    "CREATE TRIGGER threshold AFTER UPDATE OF value ON setting WHEN NEW.name = 'category_threshold' BEGIN"
    "  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token'; END;"
    "CREATE TABLE measure (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE measure_step (measure TEXT, no INTEGER, kind TEXT, value INTEGER, per INTEGER,"
    "  PRIMARY KEY (measure, no)) STRICT, WITHOUT ROWID;"
    "CREATE VIEW measure_step_info AS SELECT * FROM measure_step;"
    "INSERT INTO measure VALUES ('invest');"
    "INSERT INTO measure_step VALUES ('invest', 1, 'rate', 10, 100), ('invest', 2, 'cap', 500000000, NULL),"
    "  ('invest', 3, 'floor', 3, NULL);"
    "CREATE TABLE viewer (name TEXT PRIMARY KEY, role TEXT, unit TEXT) STRICT, WITHOUT ROWID;"
    "INSERT INTO setting (name, value) VALUES ('clock', 'replay'), ('clock_at', '2020-02-25T04:00:00Z'),"
    "  ('period_anchor', '2020-02-10'), ('period_days', '2'), ('rules_token', 'first'), ('category_threshold', '10');"
    "INSERT INTO category_term VALUES ('labour', '工人', 10), ('supplies', '口罩', 10), ('supplies', '生产', -4);"
    "INSERT INTO utc_offset VALUES ('1949-10-01T00:00:00Z', 480);"
    "INSERT INTO calendar_version VALUES (2020, '2019-11-21', NULL, NULL);"
    "INSERT INTO calendar_day VALUES (2020, '2019-11-21', '2020-02-26', 0, 'x');"
    "INSERT INTO viewer VALUES ('boss', 'leader', NULL), ('fgw', 'unit', 'FGW');";

sqlite3 *fixture_open(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init);
    ck_assert_msg(sqlite3_open(path, &db) == SQLITE_OK, "%s: %s", path, sqlite3_errmsg(db));
    return db;
}

void fixture_run(sqlite3 *db, const char *sql)
{
    char *error = NULL;
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &error) == SQLITE_OK, "%.200s: %s", sql, error);
}

/* Whole contents of schema/NAME, to be freed. */
static char *file_read(const char *name)
{
    char path[256];
    char *text;
    long size;
    FILE *file;
    snprintf(path, sizeof path, "schema/%s", name);
    file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s (tests run in the top folder)", path);
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    text = calloc(1, (size_t)size + 1);
    ck_assert(text && fread(text, 1, (size_t)size, file) == (size_t)size);
    fclose(file);
    return text;
}

void fixture_script(sqlite3 *db, const char *file)
{
    char *text = file_read(file);
    char *from = text; /* SQL not yet run */
    for (char *line = text; line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        if (*line == '.') {
            *line = '\0'; /* ends the SQL before it */
            fixture_run(db, from);
            if (strncmp(line + 1, "read ", 5) == 0)
                fixture_script(db, line + 6);
            from = end ? end + 1 : line;
        } else if (end) {
            *end = '\n';
        }
        line = end ? end + 1 : NULL;
    }
    fixture_run(db, from);
    free(text);
}

const char *fixture_text(sqlite3 *db, const char *sql)
{
    static char result[500];
    sqlite3_stmt *statement = NULL;
    const char *text = "(none)";
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        text = (const char *)sqlite3_column_text(statement, 0);
        if (!text)
            text = "NULL";
    } else if (code != SQLITE_DONE) {
        text = sqlite3_errmsg(db);
    }
    snprintf(result, sizeof result, "%s", text);
    sqlite3_finalize(statement);
    return result;
}

void fixture_close(sqlite3 *db)
{
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

/* A new empty file. */
static const char *file_new(void)
{
    static char path[256];
    const char *folder = getenv("TMPDIR");
    int file;
    snprintf(path, sizeof path, "%s/fulfil-unit-XXXXXX", folder ? folder : "/tmp");
    file = mkstemp(path);
    ck_assert(file >= 0);
    close(file);
    return path;
}

const char *fixture_small(void)
{
    const char *path = file_new();
    sqlite3 *db = fixture_open(path);
    fixture_run(db, small);
    fixture_close(db);
    return path;
}

const char *fixture_store(void)
{
    const char *path = file_new();
    sqlite3 *db = fixture_open(path);
    fixture_script(db, "store.sql");
    fixture_run(db, "INSERT INTO setting (name, value) VALUES ('clock_at', '2020-02-10T00:00:00Z');"
                    "UPDATE setting SET value = 'replay' WHERE name = 'clock';"
                    "UPDATE setting SET value = '2020-02-10' WHERE name = 'period_anchor';");
    fixture_close(db);
    return path;
}

void fixture_remove(const char *path)
{
    char other[300];
    snprintf(other, sizeof other, "%s-wal", path);
    ck_assert_msg(access(other, F_OK) != 0, "%s was left", other);
    snprintf(other, sizeof other, "%s-shm", path);
    ck_assert_msg(access(other, F_OK) != 0, "%s was left", other);
    ck_assert_int_eq(unlink(path), 0);
}
