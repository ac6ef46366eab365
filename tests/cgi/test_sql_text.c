/* Report files: markers, conditions, and the statements that they give. */
#include <string.h>

#include "cgi/catalogue.h"
#include "cgi/sql_text.h"
#include "tests/unit/unit.h"

static const char file[] = "-- A comment with --? in it does no harm before the first marker.\n"
                           "--# table facts required\n"
                           "SELECT 1;\n"
                           "\n"
                           "--# figures --! event\n"
                           "SELECT 2 AS id\n"
                           "  FROM v WHERE a\n"
                           "   AND unit = :unit --? unit\n"
                           "   AND open --? state=open\n"
                           "   AND due --? state!=open\n"
                           "   AND whole --! category\n"
                           ";\n"
                           "--# table list main --? event\n"
                           "SELECT 3\n";

static struct sql_report parse(const char *text)
{
    struct sql_report r;
    char error[160];

    ck_assert_msg(sql_text_parse(&r, "file", text, error), "%s", error);
    return r;
}

START_TEST(markers)
{
    struct sql_report r = parse(file);

    ck_assert_uint_eq(r.count, 3);
    ck_assert_int_eq(r.statement[0].kind, SQL_TABLE);
    ck_assert_str_eq(r.statement[0].id, "facts");
    ck_assert(r.statement[0].required && !r.statement[0].main);
    ck_assert_int_eq(r.statement[1].kind, SQL_FIGURES);
    ck_assert_uint_eq(r.statement[1].lines, 4);
    ck_assert(r.statement[2].main && !r.statement[2].required);
    sql_text_free(&r);
}
END_TEST

START_TEST(a_file_without_markers_is_one_statement)
{
    struct sql_report r = parse("-- Is :value a unit?\nSELECT name FROM unit_info WHERE code = :value;\n");

    ck_assert_uint_eq(r.count, 1);
    ck_assert_int_eq(r.statement[0].kind, SQL_PLAIN);
    ck_assert(strstr(r.statement[0].text, "SELECT name"));
    sql_text_free(&r);
}
END_TEST

/* Which statements and lines a set of values picks. */
START_TEST(conditions)
{
    struct sql_report r = parse(file);
    const char *value[PARAM_COUNT] = {0};
    struct buf out = {0};

    ck_assert(sql_text_holds(&r.statement[0].when, value));
    ck_assert(sql_text_holds(&r.statement[1].when, value));
    ck_assert(!sql_text_holds(&r.statement[2].when, value));
    ck_assert_uint_eq(sql_text_variant(&r.statement[1], value), 0xC);
    value[PARAM_UNIT] = "FGW";
    value[PARAM_STATE] = "open";
    value[PARAM_EVENT] = "solved";
    ck_assert(!sql_text_holds(&r.statement[1].when, value));
    ck_assert(sql_text_holds(&r.statement[2].when, value));
    ck_assert_uint_eq(sql_text_variant(&r.statement[1], value), 0xB);
    value[PARAM_STATE] = "overdue";
    value[PARAM_CATEGORY] = "tax";
    ck_assert_uint_eq(sql_text_variant(&r.statement[1], value), 0x5);
    sql_text_expand(&r.statement[1], 0x5, &out);
    ck_assert(strstr(buf_cstr(&out), "AND unit"));
    ck_assert(!strstr(buf_cstr(&out), "AND open"));
    ck_assert(strstr(buf_cstr(&out), "AND due"));
    ck_assert(!strstr(buf_cstr(&out), "AND whole"));
    ck_assert(strstr(buf_cstr(&out), "FROM v"));
    buf_free(&out);
    sql_text_free(&r);
}
END_TEST

static const char *const bad_files[] = {
    "--# nonsense\nSELECT 1;\n",
    "--# table\nSELECT 1;\n",
    "--# table a sideways\nSELECT 1;\n",
    "--# figures main\nSELECT 1;\n",
    "--# table a main\nSELECT 1;\n--# table b main\nSELECT 2;\n",
    "--# table a --? nobody\nSELECT 1;\n",
    "--# table a\nSELECT 1 --? \n",
    "--# table a\nSELECT 1 --? state=\n",
    "--# table a\nSELECT 1 --! moon=full\n",
    "--#\nSELECT 1;\n",
};

START_TEST(files_that_are_refused)
{
    struct sql_report r;
    char error[160] = "";

    ck_assert(!sql_text_parse(&r, "file", bad_files[_i], error));
    ck_assert(strstr(error, "file"));
    sql_text_free(&r);
}
END_TEST

START_TEST(catalogue)
{
    static const struct embedded_sql files[] = {
        {"_meta", "--# meta\nSELECT 1;"}, {"units", "--# table units main\nSELECT 1"}, {0, 0}};
    static const struct embedded_sql bad[] = {{"units", "--# tabel\nSELECT 1"}, {0, 0}};
    struct catalogue c;
    char error[160];

    ck_assert(catalogue_load(&c, files, error));
    ck_assert(catalogue_find(&c, "units")->statement[0].main);
    ck_assert(!catalogue_find(&c, "unit"));
    catalogue_free(&c);
    ck_assert(!catalogue_load(&c, bad, error));
    catalogue_free(&c);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sql_text");
    TCase *tests = tcase_create("sql_text");

    tcase_add_test(tests, markers);
    tcase_add_test(tests, a_file_without_markers_is_one_statement);
    tcase_add_test(tests, conditions);
    tcase_add_loop_test(tests, files_that_are_refused, 0, sizeof bad_files / sizeof *bad_files);
    tcase_add_test(tests, catalogue);
    suite_add_tcase(suite, tests);
    return suite;
}
