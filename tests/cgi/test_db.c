/* The store behind its fence: what a statement may read, what it may not do, and what becomes of broken stores.
 *
 * Stores are made in a folder of their own under TMPDIR with the tables that the extension itself reads. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgi/db.h"
#include "tests/unit/unit.h"

static char folder[200], path[256];

static const char store_sql[] =
    "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x66756c66;"
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, note TEXT) STRICT, WITHOUT ROWID;"
    "CREATE TABLE utc_offset (from_at TEXT PRIMARY KEY, minutes INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE viewer (name TEXT PRIMARY KEY, role TEXT NOT NULL, unit TEXT) STRICT, WITHOUT ROWID;"
    "CREATE TABLE demand (ref TEXT PRIMARY KEY, text TEXT) STRICT, WITHOUT ROWID;"
    "CREATE VIEW demand_list AS SELECT ref, text FROM demand;"
    "CREATE VIEW demand_counted AS WITH c AS (SELECT count(text) AS n FROM demand) SELECT n FROM c;"
    "CREATE VIEW demand_any AS SELECT 1 AS one FROM demand d JOIN demand e;"
    "INSERT INTO setting VALUES ('pin', '2020-02-25T15:59:59Z', NULL), ('period_anchor', '2020-02-10', NULL),"
    "                           ('period_days', '2', NULL);"
    "INSERT INTO viewer VALUES ('demo', 'leader', NULL);"
    "INSERT INTO demand VALUES ('Z-1', 'masks'), ('Z-2', 'loans'), ('Z-3', CAST(x'ff00fe' AS TEXT));";

/* Runs SQL on the store as its owner. */
static void run(const char *sql)
{
    sqlite3 *db;
    char *error = NULL;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &error) == SQLITE_OK, "%s", error);
    sqlite3_close(db);
}

static void set_up(void)
{
    const char *top = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/fulfil-db.XXXXXX", top ? top : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/store.db", folder);
    run(store_sql);
}

static void tear_down(void)
{
    char command[512];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static bool lookup(const void *context, const char *name, struct db_value *value)
{
    (void)context;
    value->type = DB_TEXT;
    value->text = "Z-2";
    return strcmp(name, "key") == 0;
}

/* The first column of a statement's first row within a transaction; NULL when it is refused or has none. */
static const char *ask(struct db *db, const char *sql)
{
    static char answer[128];
    int64_t version;
    struct db_stmt *s;
    const char *text = NULL;
    size_t n;

    ck_assert(db_begin(db, 5000, &version));
    s = db_prepare(db, sql, 0, sql);
    if (s && db_bind(s, lookup, NULL) && db_step(s) == DB_ROW && (text = db_text(s, 0, &n)))
        snprintf(answer, sizeof answer, "%.*s", (int)n, text);
    db_end(db);
    return text ? answer : NULL;
}

static const char *const allowed[] = {
    "SELECT text FROM demand_list WHERE ref = :key",
    "SELECT count(*) FROM demand_list",
    "SELECT n FROM demand_counted",
    "SELECT one FROM demand_any",
    "WITH x AS (SELECT ref FROM demand_list) SELECT ref FROM x",
    "WITH x(a) AS MATERIALIZED (SELECT ref FROM demand_list) SELECT a FROM x",
    "SELECT start FROM periods('2020-02-10', '2020-02-25')",
    "SELECT value FROM json_each('[1]')",
    "SELECT as_of()",
    "SELECT fulfil_version()",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT max(i) FROM n",
};

START_TEST(views_and_functions_are_open)
{
    struct db *db = db_create(path);

    ck_assert_msg(ask(db, allowed[_i]) != NULL, "%s: %s", allowed[_i], db_message(db));
    ck_assert_int_eq(db_error(db), DB_OK);
    db_free(db);
}
END_TEST

static const char *const refused[] = {
    "SELECT text FROM demand",
    "SELECT d.text FROM demand_list l JOIN demand d ON d.ref = l.ref",
    "SELECT (SELECT max(text) FROM demand)",
    "WITH x AS (SELECT text FROM demand) SELECT text FROM x",
    "WITH x(t) AS NOT MATERIALIZED (SELECT text FROM demand) SELECT t FROM x",
    "WITH c AS (SELECT text FROM demand) SELECT text FROM c",
    "SELECT text FROM (SELECT text FROM demand)",
    "SELECT value FROM setting",
    "SELECT sql FROM sqlite_schema",
    "SELECT sql FROM sqlite_master",
    "SELECT name FROM pragma_table_info('demand')",
    "INSERT INTO demand VALUES ('Z-9', 'x')",
    "UPDATE demand SET text = 'x'",
    "DELETE FROM demand",
    "UPDATE sqlite_master SET sql = ''",
    "DROP TABLE demand",
    "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)",
    "CREATE TEMP VIEW v AS SELECT 1",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "PRAGMA query_only = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA table_info(demand)",
    "PRAGMA writable_schema = ON",
    "VACUUM",
    "VACUUM INTO '/tmp/fulfil-copy.db'",
    "ANALYZE",
    "REINDEX",
    "SAVEPOINT s",
    "SELECT load_extension('x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT \"no such column\"",
    "SELECT text FROM demand_list WHERE ref = :unknown",
    "SELECT text FROM demand_list WHERE ref = ?1",
    "",
};

START_TEST(everything_else_is_closed)
{
    struct db *db = db_create(path);

    ck_assert_msg(ask(db, refused[_i]) == NULL, "%s", refused[_i]);
    ck_assert_int_eq(db_error(db), DB_SQL);
    ck_assert_msg(ask(db, allowed[0]) != NULL, "%s", db_message(db));
    db_free(db);
}
END_TEST

START_TEST(values_come_as_they_are)
{
    struct db *db = db_create(path);
    int64_t version;
    struct db_stmt *s;
    const char *text;
    size_t n;

    ck_assert(db_begin(db, 5000, &version));
    s = db_prepare(db, "x", 0, "SELECT NULL, 5, 0.5, '', text FROM demand_list WHERE ref = 'Z-3'");
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(db_step(s), DB_ROW);
    ck_assert_ptr_null(db_text(s, 0, &n));
    ck_assert_str_eq(db_text(s, 1, &n), "5");
    ck_assert_str_eq(db_text(s, 2, &n), "0.5");
    ck_assert_str_eq(db_text(s, 3, &n), "");
    text = db_text(s, 4, &n);
    ck_assert_uint_eq(n, 3);
    ck_assert_int_eq(memcmp(text, "\xff\0\xfe", 3), 0);
    ck_assert_int_eq(db_step(s), DB_DONE);
    db_end(db);
    db_free(db);
}
END_TEST

START_TEST(viewer_and_moment)
{
    struct db *db = db_create(path);
    int64_t version;
    char role[32];

    ck_assert(db_begin(db, 5000, &version));
    ck_assert(db_set_viewer(db, "demo", role));
    ck_assert_str_eq(role, "leader");
    ck_assert(db_set_viewer(db, "", role));
    ck_assert_str_eq(role, "none");
    ck_assert(db_set_viewer(db, "nobody's", role));
    ck_assert_str_eq(role, "none");
    ck_assert(db_set_moment(db, "2020-02-20", NULL));
    db_end(db);
    ck_assert_str_eq(ask(db, "SELECT as_of()"), "2020-02-20T15:59:59Z");
    ck_assert_str_eq(ask(db, "SELECT known_at()"), "2020-02-25T15:59:59Z");
    ck_assert(db_begin(db, 5000, &version));
    ck_assert(!db_set_moment(db, "2020-02-30", NULL));
    db_end(db);
    db_free(db);
}
END_TEST

START_TEST(the_version_changes_with_the_store)
{
    struct db *db = db_create(path);
    int64_t first, same, other;

    ck_assert(db_begin(db, 5000, &first));
    db_end(db);
    ck_assert(db_begin(db, 5000, &same));
    db_end(db);
    ck_assert_int_eq(first, same);
    run("INSERT INTO demand VALUES ('Z-4', 'new')");
    ck_assert(db_begin(db, 5000, &other));
    db_end(db);
    ck_assert_int_ne(first, other);
    ck_assert_str_eq(ask(db, "SELECT count(*) FROM demand_list"), "4");
    db_free(db);
}
END_TEST

/* A snapshot lasts as long as its transaction and no longer. */
START_TEST(one_snapshot_a_request)
{
    struct db *db = db_create(path);
    int64_t version;
    struct db_stmt *s;
    size_t n;

    ck_assert(db_begin(db, 5000, &version));
    run("INSERT INTO demand VALUES ('Z-4', 'new')");
    s = db_prepare(db, "n", 0, "SELECT count(*) FROM demand_list");
    ck_assert_int_eq(db_step(s), DB_ROW);
    ck_assert_str_eq(db_text(s, 0, &n), "3");
    db_end(db); /* resets s */
    ck_assert(db_begin(db, 5000, &version));
    s = db_cached(db, "n", 0);
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(db_step(s), DB_ROW);
    ck_assert_str_eq(db_text(s, 0, &n), "4");
    db_end(db);
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    db_free(db);
}
END_TEST

START_TEST(many_statements_are_kept_and_dropped)
{
    struct db *db = db_create(path);
    int64_t version;
    char sql[64];

    ck_assert(db_begin(db, 5000, &version));
    for (unsigned i = 0; i < 300; i++) {
        snprintf(sql, sizeof sql, "SELECT %u", i);
        ck_assert_ptr_nonnull(db_prepare(db, path, i, sql));
        ck_assert_ptr_nonnull(db_cached(db, path, i));
    }
    ck_assert_ptr_null(db_cached(db, path, 0));
    ck_assert_ptr_nonnull(db_cached(db, path, 299));
    db_end(db);
    db_free(db);
}
END_TEST

START_TEST(a_long_statement_is_interrupted)
{
    struct db *db = db_create(path);
    int64_t version;
    struct db_stmt *s;

    ck_assert(db_begin(db, 100, &version));
    s = db_prepare(db, path, 0, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(db_step(s), DB_FAILED);
    ck_assert_int_eq(db_error(db), DB_TIME);
    db_end(db);
    ck_assert_ptr_nonnull(ask(db, allowed[0]));
    db_free(db);
}
END_TEST

START_TEST(another_file_at_the_path_is_opened)
{
    struct db *db = db_create(path);
    char moved[300];

    ck_assert_str_eq(ask(db, "SELECT count(*) FROM demand_list"), "3");
    snprintf(moved, sizeof moved, "%s/old.db", folder);
    ck_assert_int_eq(rename(path, moved), 0);
    run(store_sql);
    run("DELETE FROM demand WHERE ref > 'Z-1'");
    ck_assert_str_eq(ask(db, "SELECT count(*) FROM demand_list"), "1");
    db_free(db);
}
END_TEST

/* What appears in the schema while the store is open is known to the fence too. */
START_TEST(a_changed_schema_is_noticed)
{
    struct db *db = db_create(path);

    ck_assert_ptr_nonnull(ask(db, allowed[0]));
    run("CREATE TABLE late (a TEXT) STRICT; INSERT INTO late VALUES ('x');"
        "CREATE VIEW late_list AS SELECT a FROM late");
    ck_assert_ptr_nonnull(ask(db, "SELECT a FROM late_list"));
    ck_assert_ptr_null(ask(db, "SELECT a FROM late WHERE a > ''"));
    ck_assert_ptr_null(ask(db, "SELECT a FROM late"));
    db_free(db);
}
END_TEST

static void expect_closed(enum db_error error)
{
    struct db *db = db_create(path);
    int64_t version;

    ck_assert(!db_begin(db, 1000, &version));
    ck_assert_int_eq(db_error(db), error);
    ck_assert_str_ne(db_message(db), "");
    db_end(db);
    db_free(db);
}

static void write_file(const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

START_TEST(no_store)
{
    char shm[300], wal[300];

    snprintf(shm, sizeof shm, "%s-shm", path);
    snprintf(wal, sizeof wal, "%s-wal", path);
    unlink(shm);
    unlink(wal);
    unlink(path);
    expect_closed(DB_MISSING);
    write_file("", 0);
    expect_closed(DB_FOREIGN);
    write_file("this is a letter and no database, and long enough for the head of one, which has a hundred bytes", 96);
    expect_closed(DB_FOREIGN);
    unlink(path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    expect_closed(DB_MISSING);
    rmdir(path);
    run("CREATE TABLE t (a)");
    expect_closed(DB_FOREIGN);
}
END_TEST

/* It comes back when the store does. */
START_TEST(a_store_that_comes_later)
{
    struct db *db;
    int64_t version;
    char moved[300];

    snprintf(moved, sizeof moved, "%s/away.db", folder);
    ck_assert_int_eq(rename(path, moved), 0);
    db = db_create(path);
    ck_assert(!db_begin(db, 1000, &version));
    ck_assert_int_eq(rename(moved, path), 0);
    ck_assert_ptr_nonnull(ask(db, allowed[0]));
    db_free(db);
    db_free(NULL);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db");
    TCase *tests = tcase_create("db");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, views_and_functions_are_open, 0, sizeof allowed / sizeof *allowed);
    tcase_add_loop_test(tests, everything_else_is_closed, 0, sizeof refused / sizeof *refused);
    tcase_add_test(tests, values_come_as_they_are);
    tcase_add_test(tests, viewer_and_moment);
    tcase_add_test(tests, the_version_changes_with_the_store);
    tcase_add_test(tests, one_snapshot_a_request);
    tcase_add_test(tests, many_statements_are_kept_and_dropped);
    tcase_add_test(tests, a_long_statement_is_interrupted);
    tcase_add_test(tests, another_file_at_the_path_is_opened);
    tcase_add_test(tests, a_changed_schema_is_noticed);
    tcase_add_test(tests, no_store);
    tcase_add_test(tests, a_store_that_comes_later);
    suite_add_tcase(suite, tests);
    return suite;
}
