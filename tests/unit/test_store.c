/*
 * The extension in a connection: statements held and let go, kept objects true after ROLLBACK and after other
 * connections' writes, the moment independent of the store, viewers, errors, and running out of memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/fulfil.h"
#include "fixture.h"
#include "unit.h"

/* One statement for each function that reads the store; all of them leave something held or kept. */
static const char *const reading[] = {
    "SELECT as_of()",
    "SELECT known_at()",
    "SELECT store_now()",
    "SELECT local_date('2020-02-25T16:00:00Z')",
    "SELECT local_text('2020-02-25T16:00:00Z')",
    "SELECT day_start('2020-02-25')",
    "SELECT day_end('2020-02-25')",
    "SELECT set_moment('2020-02-25', NULL)",
    "SELECT set_viewer('fgw')",
    "SELECT is_workday('2020-02-25')",
    "SELECT workday_add('2020-02-25', 2)",
    "SELECT workdays_between('2020-02-25', '2020-03-31', '2020-02-01')",
    "SELECT calendar_published('2020-02-25')",
    "SELECT period_no('2020-02-25')",
    "SELECT period_start(8)",
    "SELECT period_end(8)",
    "SELECT max(no) FROM periods('2020-02-10', '2020-02-25')",
    "SELECT demand_category('没有口罩')",
    "SELECT max(terms) FROM demand_categories('没有口罩，缺工人')",
    "SELECT measure_amount('invest', 499999)",
    "SELECT max(amount) FROM measure_worked('invest', 499999)",
};
enum { READING = sizeof reading / sizeof *reading };

START_TEST(close_is_clean)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    ck_assert_int_eq(sqlite3_exec(db, reading[_i], NULL, NULL, NULL), SQLITE_OK);
    fixture_run(db, "UPDATE setting SET note = 'x'"); /* so that there is a -wal to be left */
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(refused_close_goes_on)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(
        sqlite3_prepare_v2(db, "SELECT as_of(), no FROM periods('2020-02-10', '2020-02-25')", -1, &statement, NULL),
        SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_BUSY); /* the caller's own statement; ours are let go */
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    sqlite3_finalize(statement);
    fixture_is(db, "SELECT period_no('2020-02-25')", "8");
    fixture_is(db, "SELECT max(no) FROM periods('2020-02-10', '2020-02-25')", "8");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(registered_twice)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    char *error = NULL;
    fixture_is(db, "SELECT as_of()", "2020-02-25T04:00:00Z");
    ck_assert_int_eq(sqlite3_exec(db, "SELECT set_moment('2020-02-01T00:00:00Z', NULL)", NULL, NULL, &error), 0);
    sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init); /* a second time for the same entry is one */
    fixture_is(db, "SELECT as_of()", "2020-02-01T00:00:00Z");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(not_a_store)
{
    sqlite3 *db = fixture_open(":memory:");
    char expected[100];
    /* set_moment comes first: once it was set, as_of() would need no store */
    for (int i = 0; i < READING; i++) {
        const char *from = strstr(reading[i], "FROM "), *name = from ? from + 5 : reading[i] + 7;
        snprintf(expected, sizeof expected, "%.*s: not a fulfil store", (int)strcspn(name, "("), name);
        ck_assert_msg(strcmp(fixture_text(db, reading[i]), expected) == 0, "%s: %s", reading[i],
                      fixture_text(db, reading[i]));
    }
    fixture_is(db, "SELECT viewer_role()", "none"); /* set_viewer failed: no rights */
    fixture_is(db, "SELECT set_moment('2020-02-25T00:00:00Z', '2020-02-26T00:00:00Z')", "2020-02-25T00:00:00Z");
    fixture_is(db, "SELECT as_of()", "2020-02-25T00:00:00Z");
    fixture_is(db, "SELECT known_at()", "2020-02-26T00:00:00Z");
    fixture_close(db);
}
END_TEST

/* A table of the right name in a database of somebody else's is no store either, nor is one in temp. */
START_TEST(names_are_not_enough)
{
    const char *path;
    sqlite3 *db = fixture_open(":memory:");
    fixture_run(db, "CREATE TABLE setting (name, value); INSERT INTO setting VALUES ('pin', '2000-01-01T00:00:00Z')");
    fixture_is(db, "SELECT as_of()", "as_of: not a fulfil store");
    fixture_close(db);
    path = fixture_small();
    db = fixture_open(path);
    fixture_run(
        db, "CREATE TEMP TABLE setting (name, value); INSERT INTO temp.setting VALUES ('pin', '2000-01-01T00:00:00Z')");
    fixture_is(db, "SELECT as_of()", "2020-02-25T04:00:00Z");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

/*
 * A change of the store, by this connection or another, and what a function gives before and after it. Every row is
 * tried with everything read before, in and outside of transactions.
 */
static const struct {
    const char *change, *query, *before, *after;
} change[] = {
    {"INSERT INTO setting (name, value) VALUES ('pin', '2020-02-20T00:00:00Z')", "SELECT as_of()",
     "2020-02-25T04:00:00Z", "2020-02-20T00:00:00Z"},
    {"UPDATE setting SET value = '2020-02-11' WHERE name = 'period_anchor'", "SELECT period_no('2020-02-25')", "8",
     "8"},
    {"UPDATE setting SET value = '3' WHERE name = 'period_days'", "SELECT period_no('2020-02-25')", "8", "6"},
    {"UPDATE utc_offset SET minutes = 540", "SELECT local_date('2020-02-25T15:30:00Z')", "2020-02-25", "2020-02-26"},
    {"INSERT INTO utc_offset VALUES ('2020-02-25T15:00:00Z', 600)", "SELECT local_text('2020-02-25T15:30:00Z')",
     "2020-02-25 23:30", "2020-02-26 01:30"},
    {"UPDATE calendar_day SET day = '2020-02-25'", "SELECT is_workday('2020-02-26')", "0", "1"},
    {"INSERT INTO calendar_version VALUES (2020, '2020-01-27', NULL, NULL)", "SELECT workday_add('2020-02-25', 1)",
     "2020-02-27", "2020-02-26"},
    {"INSERT INTO category_term VALUES ('market', '口罩', 20)", "SELECT demand_category('口罩')", "supplies", "market"},
    {"UPDATE category_term SET weight = 9", "SELECT ifnull(demand_category('口罩'), '-')", "supplies", "-"},
    {"UPDATE setting SET value = '5' WHERE name = 'category_threshold'",
     "SELECT count(*) FROM demand_categories('生产口罩')", "0", "1"},
    {"UPDATE measure_step SET value = 20 WHERE no = 1", "SELECT measure_amount('invest', 100)", "10", "20"},
    {"DELETE FROM measure_step WHERE no = 1", "SELECT max(amount) FROM measure_worked('invest', 100)", "10", "100"},
};
enum { CHANGES = sizeof change / sizeof *change };

START_TEST(true_after_rollback)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(db, "BEGIN");
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(db, change[_i].change);
    fixture_is(db, change[_i].query, change[_i].after);
    fixture_run(db, "ROLLBACK");
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(db, "BEGIN; SAVEPOINT a");
    fixture_run(db, change[_i].change);
    fixture_is(db, change[_i].query, change[_i].after);
    fixture_run(db, "ROLLBACK TO a");
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(db, change[_i].change);
    fixture_run(db, "COMMIT");
    fixture_is(db, change[_i].query, change[_i].after);
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(true_after_others)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path), *other = fixture_open(path);
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(other, change[_i].change);
    fixture_is(db, change[_i].query, change[_i].after); /* nothing but the function reads here */
    fixture_close(other);
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(true_within_snapshot)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path), *other = fixture_open(path);
    fixture_run(db, "BEGIN; SELECT count(*) FROM viewer");
    fixture_is(db, change[_i].query, change[_i].before);
    fixture_run(other, change[_i].change);
    fixture_is(db, change[_i].query, change[_i].before); /* the snapshot stays */
    fixture_run(db, "COMMIT; BEGIN; SELECT count(*) FROM viewer");
    fixture_is(db, change[_i].query, change[_i].after);
    fixture_run(db, "COMMIT");
    fixture_close(other);
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

/* With tokens the calendar is kept in a transaction that writes, and still true. */
START_TEST(token)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_run(db, "INSERT INTO setting (name, value) VALUES ('calendar_token', 'a');"
                    "CREATE TRIGGER t AFTER UPDATE ON calendar_day BEGIN"
                    "  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token'; END");
    fixture_run(db, "BEGIN; UPDATE setting SET note = 'writes'");
    fixture_is(db, "SELECT is_workday('2020-02-26')", "0");
    fixture_run(db, "SAVEPOINT a; UPDATE calendar_day SET day = '2020-02-25'");
    fixture_is(db, "SELECT is_workday('2020-02-26')", "1");
    fixture_run(db, "ROLLBACK TO a");
    fixture_is(db, "SELECT is_workday('2020-02-26')", "0");
    fixture_run(db, "UPDATE calendar_day SET day = '2020-02-25'; ROLLBACK");
    fixture_is(db, "SELECT is_workday('2020-02-26')", "0");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

static int forbid_all(void *data, int action, const char *a, const char *b, const char *c, const char *d)
{
    (void)data, (void)a, (void)b, (void)c, (void)d;
    return action == SQLITE_SELECT || action == SQLITE_FUNCTION ? SQLITE_OK : SQLITE_DENY;
}

/* What was set needs no look at the store, so none may be taken. */
START_TEST(moment_reads_nothing)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_is(db, "SELECT set_moment('2020-02-20', '2020-02-21')", "2020-02-20T15:59:59Z");
    sqlite3_set_authorizer(db, forbid_all, NULL);
    fixture_is(db, "SELECT as_of() || known_at()", "2020-02-20T15:59:59Z2020-02-21T15:59:59Z");
    fixture_is(db, "SELECT set_moment('2020-02-20T00:00:00Z', '2020-02-21T00:00:00Z')", "2020-02-20T00:00:00Z");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT store_now()"), "store_now: "));
    sqlite3_set_authorizer(db, NULL, NULL);
    fixture_is(db, "SELECT store_now()", "2020-02-25T04:00:00Z");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(moment_survives_errors)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_is(db, "SELECT set_moment('2020-02-20', '2020-02-21')", "2020-02-20T15:59:59Z");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT set_moment('2020-02-01', '2020-13-01')"), "known_at"));
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT set_moment(2020-02-25, NULL)"), "1993"));
    fixture_is(db, "SELECT as_of() || known_at()", "2020-02-20T15:59:59Z2020-02-21T15:59:59Z");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(untrusted_schema)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_run(
        db, "PRAGMA trusted_schema = OFF; CREATE VIEW v AS SELECT as_of(), known_at(), store_now(), viewer_role(),"
            " viewer_unit(), viewer_name(), is_workday('2020-02-25'), period_no('2020-02-25'), day_end('2020-02-25'),"
            " (SELECT count(*) FROM periods('2020-02-10', '2020-02-25')), fulfil_version();"
            "CREATE VIEW u AS SELECT demand_category('口罩'), (SELECT count(*) FROM demand_categories('口罩')), "
            "text_fold('x'),"
            " money_fen('1'), wilson_low(1, 2), uscc_valid('x');"
            "CREATE VIEW w AS SELECT set_moment('2020-02-25', NULL); CREATE VIEW x AS SELECT set_viewer('boss')");
    fixture_run(db, "SELECT * FROM v; SELECT * FROM u");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT * FROM w"), "unsafe use of set_moment"));
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT * FROM x"), "unsafe use of set_viewer"));
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(viewers)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    const char *all = "SELECT viewer_role() || '/' || ifnull(viewer_unit(), '-') || '/' || ifnull(viewer_name(), '-')";
    fixture_is(db, all, "leader/-/-");
    fixture_is(db, "SELECT set_viewer('fgw')", "unit");
    fixture_is(db, all, "unit/FGW/fgw");
    fixture_is(db, "SELECT set_viewer('boss')", "leader");
    fixture_is(db, all, "leader/-/boss");
    fixture_is(db, "SELECT set_viewer('nobody')", "none");
    fixture_is(db, all, "none/-/nobody");
    fixture_is(db, "SELECT set_viewer('boss')", "leader");
    fixture_is(db, "SELECT set_viewer(NULL)", "none");
    fixture_is(db, all, "none/-/");
    fixture_is(db, "SELECT set_viewer('boss')", "leader");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT set_viewer(5)"), "not text"));
    fixture_is(db, "SELECT viewer_role()", "none");
    fixture_is(db, "SELECT set_viewer('boss')", "leader");
    ck_assert_ptr_nonnull(strstr(fixture_text(db, "SELECT set_viewer('boss' || char(0))"), "NUL"));
    fixture_is(db, "SELECT viewer_role()", "none");
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

/* Bad rows in the store are named. */
static const struct {
    const char *change, *query, *part;
} broken[] = {
    {"INSERT INTO setting (name, value) VALUES ('pin', 'yesterday')", "SELECT as_of()", "setting 'pin' is 'yesterday'"},
    {"DELETE FROM setting WHERE name = 'clock_at'", "SELECT store_now()", "setting 'clock_at' is ''"},
    {"UPDATE setting SET value = 'fast' WHERE name = 'clock'", "SELECT store_now()", "setting 'clock' is 'fast'"},
    {"UPDATE setting SET value = '2020' WHERE name = 'period_anchor'", "SELECT period_no('2020-02-25')",
     "period_anchor"},
    {"UPDATE setting SET value = '0' WHERE name = 'period_days'", "SELECT period_no('2020-02-25')", "period_days"},
    {"UPDATE setting SET value = '367' WHERE name = 'period_days'", "SELECT period_no('2020-02-25')", "period_days"},
    {"UPDATE setting SET value = '99999999999' WHERE name = 'period_days'", "SELECT period_start(1)", "period_days"},
    {"INSERT INTO utc_offset VALUES ('soon', 0)", "SELECT day_end('2020-02-25')",
     "utc_offset has the unreadable row (soon, 0)"},
    {"UPDATE utc_offset SET minutes = 5000", "SELECT day_end('2020-02-25')", "unreadable row"},
    {"UPDATE calendar_day SET day = 'x'", "SELECT is_workday('2020-02-25')",
     "unreadable row: year 2020, announced 2019-11-21, day x"},
    {"INSERT INTO calendar_version VALUES (0, '2019-11-21', NULL, NULL)", "SELECT is_workday('2020-02-25')",
     "unreadable row: year 0"},
    {"INSERT INTO category_term VALUES ('x', '', 1)", "SELECT demand_category('')",
     "category 'x' has a term that cannot be used, '': it is empty"},
    {"UPDATE category_term SET weight = 1000001", "SELECT count(*) FROM demand_categories('')",
     "demand_categories: category 'labour' has"},
    {"DELETE FROM setting WHERE name = 'category_threshold'", "SELECT demand_category('')",
     "no setting category_threshold"},
    {"DROP TABLE category_term", "SELECT demand_category('')", "demand_category: no such table: main.category_term"},
    {"DROP TABLE calendar_day", "SELECT is_workday('2020-02-25')", "is_workday: no such table: main.calendar_day"},
};

START_TEST(broken_store)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_run(db, change[0].query);
    fixture_run(db, broken[_i].change);
    for (int again = 0; again < 2; again++) {
        const char *said = fixture_text(db, broken[_i].query);
        ck_assert_msg(strstr(said, broken[_i].part) != NULL, "%s: %s", broken[_i].query, said);
    }
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

START_TEST(no_offsets)
{
    const char *path = fixture_small();
    sqlite3 *db = fixture_open(path);
    fixture_run(db, "DELETE FROM utc_offset");
    fixture_is(db, "SELECT day_end('2020-02-25')", "2020-02-25T15:59:59Z"); /* China's */
    fixture_run(db, "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
                    " INSERT INTO utc_offset SELECT format('%d-01-01T00:00:00Z', 1900 + i), i FROM n");
    fixture_is(db, "SELECT day_end('1950-06-01')", "1950-06-01T23:09:59Z"); /* 50 minutes in that year */
    fixture_close(db);
    fixture_remove(path);
}
END_TEST

/* ---- out of memory: every allocation fails once, and from then on for good ---- */

static sqlite3_mem_methods real;
static long allocation, fail_at;
static int persistent, hits;

static int failing(void)
{
    allocation++;
    if (!fail_at || allocation < fail_at || (!persistent && allocation > fail_at))
        return 0;
    hits++;
    return 1;
}

static void *fail_malloc(int size)
{
    return failing() ? NULL : real.xMalloc(size);
}

static void *fail_realloc(void *block, int size)
{
    return failing() ? NULL : real.xRealloc(block, size);
}

/* Everything a connection does, in one go. Gives the first failure. */
static int work(const char *path)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(path, &db);
    for (int i = 0; i < READING && code == SQLITE_OK; i++) code = sqlite3_exec(db, reading[i], NULL, NULL, NULL);
    if (sqlite3_close(db) != SQLITE_OK)
        code = -1;
    return code;
}

START_TEST(out_of_memory)
{
    sqlite3_mem_methods methods;
    char path[256];
    int code = SQLITE_NOMEM;
    snprintf(path, sizeof path, "%s", fixture_small());
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    methods = real;
    methods.xMalloc = fail_malloc;
    methods.xRealloc = fail_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    sqlite3_auto_extension((void (*)(void))sqlite3_fulfil_init);
    persistent = _i;
    for (fail_at = 1; fail_at < 100000; fail_at += FIXTURE_SLOW ? 7 : 1) {
        allocation = hits = 0;
        code = work(path);
        ck_assert_int_ne(code, -1); /* closing is clean all the same */
        if (!hits)
            break;
    }
    ck_assert_msg(fail_at > 100 && fail_at < 100000, "%ld allocations", fail_at);
    ck_assert_int_eq(code, SQLITE_OK);
    fail_at = 0;
    ck_assert_int_eq(work(path), SQLITE_OK);
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &real);
    fixture_remove(path);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("store");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, close_is_clean, 0, READING);
    tcase_add_test(tests, refused_close_goes_on);
    tcase_add_test(tests, registered_twice);
    tcase_add_test(tests, not_a_store);
    tcase_add_test(tests, names_are_not_enough);
    tcase_add_loop_test(tests, true_after_rollback, 0, CHANGES);
    tcase_add_loop_test(tests, true_after_others, 0, CHANGES);
    tcase_add_loop_test(tests, true_within_snapshot, 0, CHANGES);
    tcase_add_test(tests, token);
    tcase_add_test(tests, moment_reads_nothing);
    tcase_add_test(tests, moment_survives_errors);
    tcase_add_test(tests, untrusted_schema);
    tcase_add_test(tests, viewers);
    tcase_add_loop_test(tests, broken_store, 0, (int)(sizeof broken / sizeof *broken));
    tcase_add_test(tests, no_offsets);
    tcase_add_loop_test(tests, out_of_memory, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
