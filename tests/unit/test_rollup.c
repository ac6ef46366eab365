/*
 * rollup(): what it leaves behind when all goes well, when an identity is broken, when statements fail, when it is
 * interrupted or killed, when another connection writes, and when memory runs out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ext/fulfil.h"
#include "fixture.h"
#include "unit.h"

/* 60 demands from one unit over 7.5 days from 2020-02-10, each found valid and made a requirement; five periods. */
static const char cases[] =
    "INSERT INTO zone VALUES ('WH', '芜湖', 'Wuhu');"
    "INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('A', 'WH', '甲', 'A', 1);"
    "INSERT INTO grid (code, unit, name, name_en) VALUES ('g', 'A', '格', 'grid');"
    "INSERT INTO enterprise (uscc, name, grid) VALUES ('E0', '零', 'g'), ('E1', '一', 'g');"
    "UPDATE setting SET value = '2020-02-20T00:00:00Z' WHERE name = 'clock_at';"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
    " INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WH-D-' || i, 'E' || (i % 2), 'A', '口罩',"
    "  strftime('%Y-%m-%dT%H:%M:%SZ', '2020-02-10', (i * 3) || ' hours') FROM n;"
    "INSERT INTO disposition (ref, demand, kind, at) SELECT 'WH-X-' || id, ref, 'valid', at FROM demand;"
    "INSERT INTO requirement (ref, demand, at) SELECT 'WH-R-' || id, ref, at FROM demand;";

/* What must never be there: parts of a period that was not published. */
static const char halves[] = "SELECT (SELECT count(*) FROM rollup_total WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_line WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_open WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_mark WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_mark_sum WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_age WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM rollup_duration WHERE rollup NOT IN (SELECT id FROM rollup))"
                             " + (SELECT count(*) FROM period WHERE no NOT IN (SELECT period FROM rollup))";
static const char closed[] =
    "SELECT group_concat(name, ' ') FROM (SELECT period || '.' || revision AS name FROM rollup ORDER BY id)";
static const char all_closed[] = "1.1 2.1 3.1 4.1 5.1";

/* Every test gets a copy of one store, since making it takes the longest. */
static char model[256], path[260];

/* Copies the model to the path, over whatever a failed test left there. */
static void model_copy(void)
{
    char command[1200];
    snprintf(command, sizeof command, "rm -f '%s-wal' '%s-shm' && cp '%s' '%s'", path, path, model, path);
    ck_assert_int_eq(system(command), 0);
}

static void model_make(void)
{
    sqlite3 *db;
    snprintf(model, sizeof model, "%s", fixture_store());
    db = fixture_open(model);
    fixture_run(db, cases);
    fixture_close(db);
    snprintf(path, sizeof path, "%s.db", model);
}

static void model_remove(void)
{
    fixture_remove(model);
}

static sqlite3 *store_new(void)
{
    model_copy();
    return fixture_open(path);
}

static void store_end(sqlite3 *db)
{
    fixture_close(db);
    fixture_remove(path);
}

START_TEST(closes_what_ended)
{
    sqlite3 *db = store_new();
    fixture_is(db, "SELECT set_moment('2020-02-11', NULL)", "2020-02-11T15:59:59Z");
    fixture_is(db, "SELECT rollup('2020-02-10')", "0"); /* period 1 ends on the 11th */
    fixture_is(db, "SELECT rollup('2020-02-11T15:59:58Z')", "0");
    fixture_is(db, "SELECT rollup('2020-02-11')", "1");
    fixture_is(db, "SELECT rollup('2020-02-13')", "1");
    fixture_is(db, "SELECT rollup('2020-02-13')", "0");
    fixture_is(db, "SELECT as_of()", "2020-02-11T15:59:59Z");
    fixture_is(db, "SELECT rollup('2030-01-01')", "3"); /* never after the store's now */
    fixture_is(db, "SELECT rollup()", "0");
    fixture_is(db, closed, all_closed);
    fixture_is(db, halves, "0");
    fixture_is(db, "SELECT group_concat(as_of, ' ') FROM rollup",
               "2020-02-11T15:59:59Z 2020-02-13T15:59:59Z "
               "2020-02-15T15:59:59Z 2020-02-17T15:59:59Z 2020-02-19T15:59:59Z");
    fixture_is(db, "SELECT sum(collected) FROM rollup_line", "60");
    store_end(db);
}
END_TEST

START_TEST(arguments)
{
    sqlite3 *db = store_new();
    fixture_is(db, "SELECT rollup(NULL)", "NULL");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT rollup(2020-02-25)"), "rollup: date 1993 is not"));
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT rollup('2020-02-30')"), "rollup: date '2020-02-30' is not"));
    fixture_is(db, closed, "NULL");
    store_end(db);
}
END_TEST

START_TEST(late_record_makes_a_revision)
{
    sqlite3 *db = store_new();
    fixture_is(db, "SELECT rollup()", "5");
    fixture_run(db, "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('WH-D-L', 'E1', 'A', '口罩', "
                    "'2020-02-16T00:00:00Z')");
    fixture_is(db, "SELECT rollup()", "2");
    fixture_is(db, closed, "1.1 2.1 3.1 4.1 5.1 4.2 5.2");
    fixture_is(db, "SELECT rollup()", "0");
    store_end(db);
}
END_TEST

START_TEST(broken_identity)
{
    sqlite3 *db = store_new();
    fixture_is(db, "SELECT set_moment('2020-02-12', '2020-02-21')", "2020-02-12T15:59:59Z");
    fixture_run(db,
                "DROP VIEW rollup_identity; CREATE VIEW rollup_identity AS SELECT id AS rollup, period, 'made_up' AS identity,"
                " 'B' AS place, 1 AS left_value, 2 AS right_value FROM rollup WHERE period = 2");
    fixture_is(db, "SELECT rollup()",
               "rollup: period 2: identity made_up does not hold at B: left 1, right 2; nothing was published");
    ck_assert(sqlite3_get_autocommit(db));
    fixture_is(db, "SELECT as_of() || known_at()", "2020-02-12T15:59:59Z2020-02-21T15:59:59Z");
    fixture_is(db, closed, "1.1");
    fixture_is(db, halves, "0");
    store_end(db);
}
END_TEST

/* A statement of the script that fails in each of the ways a trigger can. */
static const char *const ways[] = {"ABORT", "FAIL", "ROLLBACK"};

START_TEST(failing_statement)
{
    sqlite3 *db = store_new();
    char sql[300];
    snprintf(sql, sizeof sql,
             "CREATE TRIGGER t BEFORE INSERT ON rollup_line WHEN NEW.rollup = 3 BEGIN"
             " SELECT RAISE(%s, 'no room'); END",
             ways[_i]);
    fixture_run(db, sql);
    fixture_is(db, "SELECT rollup()", "rollup: period 3: no room");
    ck_assert(sqlite3_get_autocommit(db));
    fixture_is(db, closed, "1.1 2.1");
    fixture_is(db, halves, "0");
    fixture_run(db, "DROP TRIGGER t");
    fixture_is(db, "SELECT rollup()", "3");
    store_end(db);
}
END_TEST

START_TEST(inside_a_transaction)
{
    sqlite3 *db = store_new();
    fixture_run(db, "BEGIN; UPDATE setting SET note = 'mine' WHERE name = 'clock'");
    fixture_is(db, "SELECT rollup('2020-02-13')", "2");
    ck_assert(!sqlite3_get_autocommit(db)); /* neither committed nor rolled back */
    fixture_run(db, "CREATE TRIGGER t BEFORE INSERT ON rollup_line BEGIN SELECT RAISE(ABORT, 'no room'); END");
    fixture_is(db, "SELECT rollup()", "rollup: period 3: no room");
    ck_assert(!sqlite3_get_autocommit(db));
    fixture_is(db, closed, "1.1 2.1");
    fixture_is(db, "SELECT note FROM setting WHERE name = 'clock'", "mine");
    fixture_run(db, "ROLLBACK");
    fixture_is(db, closed, "NULL");
    fixture_is(db, "SELECT rollup()", "5");
    store_end(db);
}
END_TEST

START_TEST(inside_a_writing_statement)
{
    sqlite3 *db = store_new();
    const char *said = "rollup: a statement that writes cannot call it; use SELECT rollup() by itself";
    fixture_run(db, "CREATE TABLE note (n)");
    fixture_is(db, "INSERT INTO note SELECT rollup()", said);
    fixture_is(db, "UPDATE setting SET note = rollup()", said);
    fixture_is(db, "INSERT INTO note VALUES (rollup()) RETURNING n", said);
    fixture_is(db, "CREATE TABLE other AS SELECT rollup()", said);
    fixture_is(db, closed, "NULL");
    fixture_run(db, "CREATE VIEW v AS SELECT rollup()");
    fixture_run(db, "PRAGMA trusted_schema = OFF");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT * FROM v"), "unsafe use of rollup"));
    fixture_is(db, "SELECT rollup() FROM (SELECT 1 UNION ALL SELECT 2)", "5");
    store_end(db);
}
END_TEST

START_TEST(read_only)
{
    sqlite3 *db = store_new();
    fixture_run(db, "PRAGMA query_only = ON");
    fixture_is(db, "SELECT rollup()", "rollup: attempt to write a readonly database");
    ck_assert(sqlite3_get_autocommit(db));
    fixture_run(db, "PRAGMA query_only = OFF");
    store_end(db);
}
END_TEST

/* ---- two connections ---- */

static int other_commits(void *other, int count)
{
    if (count == 0)
        fixture_run(other, "COMMIT");
    return count < 3;
}

START_TEST(loser_waits)
{
    sqlite3 *db = store_new(), *other = fixture_open(path);
    fixture_run(other, "BEGIN IMMEDIATE");
    fixture_is(other, "SELECT rollup()", "5");
    fixture_is(db, "SELECT rollup()", "rollup: database is locked"); /* without a busy timeout */
    ck_assert(sqlite3_get_autocommit(db));
    sqlite3_busy_handler(db, other_commits, other);
    fixture_is(db, "SELECT rollup()", "0");
    fixture_is(db, closed, all_closed);
    fixture_close(other);
    store_end(db);
}
END_TEST

/* ---- interrupted and killed: after so many steps of SQLite's machine ---- */

static int steps;

/* Twice the factor from one point of a sweep to the next. */
static int sweep(void)
{
    return FIXTURE_SLOW ? 14 : 3;
}

static int on_progress(void *db)
{
    if (steps > 0 && --steps == 0) {
        if (!db)
            _exit(0);
        sqlite3_interrupt(db);
    }
    return 0;
}

START_TEST(interrupted)
{
    int stopped = 0;
    for (int at = 1; at < 400; at = at * sweep() / 2 + 1) {
        sqlite3 *db = store_new(), *other = fixture_open(path);
        char said[100];
        fixture_is(db, "SELECT set_moment('2020-02-12', '2020-02-21')", "2020-02-12T15:59:59Z");
        steps = at;
        sqlite3_progress_handler(db, 1000, on_progress, db);
        snprintf(said, sizeof said, "%s", fixture_text(db, "SELECT rollup()"));
        stopped += strstr(said, "interrupted") != NULL;
        sqlite3_progress_handler(db, 0, NULL, NULL);
        ck_assert_msg(sqlite3_get_autocommit(db), "at %d: %s", at, said);
        fixture_is(db, "SELECT as_of() || known_at()", "2020-02-12T15:59:59Z2020-02-21T15:59:59Z");
        fixture_is(db, halves, "0");
        fixture_run(other, "UPDATE setting SET note = 'free to write' WHERE name = 'clock'");
        fixture_close(other);
        fixture_text(db, "SELECT rollup()");
        fixture_is(db, closed, all_closed);
        store_end(db);
    }
    ck_assert_int_gt(stopped, FIXTURE_SLOW ? 0 : 6);
}
END_TEST

START_TEST(killed)
{
    int found_some = 0;
    for (int at = 1; at < 400; at = at * sweep() / 2 + 1) {
        sqlite3 *db;
        int status, before;
        pid_t child;
        model_copy();
        child = fork();
        if (child == 0) {
            db = fixture_open(path);
            steps = at;
            sqlite3_progress_handler(db, 1000, on_progress, NULL);
            sqlite3_exec(db, "SELECT rollup()", NULL, NULL, NULL);
            _exit(0); /* without closing */
        }
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        db = fixture_open(path);
        fixture_is(db, halves, "0");
        before = atoi(fixture_text(db, "SELECT count(*) FROM rollup"));
        found_some += before > 0 && before < 5;
        ck_assert_int_eq(atoi(fixture_text(db, "SELECT rollup()")), 5 - before);
        fixture_is(db, closed, all_closed);
        store_end(db);
    }
    ck_assert_int_gt(found_some, FIXTURE_SLOW ? -1 : 1);
}
END_TEST

/* ---- out of memory ---- */

static sqlite3_mem_methods real;
static long allocation, fail_at;

static void *fail_malloc(int size)
{
    return ++allocation == fail_at ? NULL : real.xMalloc(size);
}

static void *fail_realloc(void *block, int size)
{
    return ++allocation == fail_at ? NULL : real.xRealloc(block, size);
}

START_TEST(out_of_memory)
{
    sqlite3_mem_methods methods;
    long seen = 1000;
    int failed = 0;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    methods = real;
    methods.xMalloc = fail_malloc;
    methods.xRealloc = fail_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    for (long at = 1; at < seen; at += 1 + seen / (FIXTURE_SLOW ? 3 : 25)) {
        sqlite3 *db = store_new();
        fixture_is(db, "SELECT as_of()", "2020-02-20T00:00:00Z");
        allocation = 0;
        fail_at = at;
        failed += sqlite3_exec(db, "SELECT rollup()", NULL, NULL, NULL) == SQLITE_NOMEM;
        fail_at = 0;
        if (allocation > seen)
            seen = allocation;
        ck_assert(sqlite3_get_autocommit(db));
        fixture_is(db, "SELECT as_of()", "2020-02-20T00:00:00Z");
        fixture_is(db, halves, "0");
        fixture_text(db, "SELECT rollup()");
        fixture_is(db, closed, all_closed);
        store_end(db);
    }
    ck_assert_int_gt(failed, FIXTURE_SLOW ? 0 : 6);
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &real);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("rollup");
    TCase *tests = tcase_create("rollup");
    tcase_set_timeout(tests, 120);
    tcase_add_unchecked_fixture(tests, model_make, model_remove);
    tcase_add_test(tests, closes_what_ended);
    tcase_add_test(tests, arguments);
    tcase_add_test(tests, late_record_makes_a_revision);
    tcase_add_test(tests, broken_identity);
    tcase_add_loop_test(tests, failing_statement, 0, 3);
    tcase_add_test(tests, inside_a_transaction);
    tcase_add_test(tests, inside_a_writing_statement);
    tcase_add_test(tests, read_only);
    tcase_add_test(tests, loser_waits);
    tcase_add_test(tests, interrupted);
    tcase_add_test(tests, killed);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
