/* The readers of fulfil_files.so below SQLite: encodings, CSV, headings, numbers of spreadsheets, shared strings. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ext/files/decode.h"
#include "ext/files/delimited.h"
#include "ext/files/heading.h"
#include "ext/files/serial.h"
#include "ext/files/shared.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A file in memory with these bytes. */
static int file_of(const char *bytes, size_t count)
{
    int file = memfd_create("unit", 0);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, bytes, count), (ssize_t)count);
    return file;
}

/* --- numbers of spreadsheets --------------------------------------------------------------------------------------- */

static const struct {
    const char *number;
    enum serial_class form;
    bool from_1904;
    const char *text;
} serials[] = {
    {"43866", SERIAL_DATE, false, "2020-02-05"},
    {"43866.354166666664", SERIAL_DATE, false, "2020-02-05 08:30"},
    {"43866.9999999", SERIAL_DATE, false, "2020-02-06"}, /* to the nearest second */
    {"43866.0000116", SERIAL_DATE, false, "2020-02-05 00:00:01"},
    {"42404", SERIAL_DATE, true, "2020-02-05"},
    {"0", SERIAL_DATE, true, "1904-01-01"},
    {"1", SERIAL_DATE, false, "1900-01-01"},
    {"59", SERIAL_DATE, false, "1900-02-28"},
    {"60", SERIAL_DATE, false, "60"}, /* the day that never was */
    {"61", SERIAL_DATE, false, "1900-03-01"},
    {"2958465", SERIAL_DATE, false, "9999-12-31"},
    {"2958466", SERIAL_DATE, false, "2958466"},
    {"-1", SERIAL_DATE, false, "-1"},
    {"1e300", SERIAL_DATE, false, "1e+300"},
    {"0.354166666666667", SERIAL_TIME, false, "08:30"},
    {"0.999999999", SERIAL_TIME, false, "00:00"},
    {"43866", SERIAL_NUMBER, false, "43866"},
    {"1.0000000000000001E-2", SERIAL_NUMBER, false, "0.01"},
    {"3E4", SERIAL_NUMBER, false, "30000"},
    {"1E-5", SERIAL_NUMBER, false, "0.00001"},
    {"0.1", SERIAL_NUMBER, false, "0.1"},
    {"18.460000000000001", SERIAL_NUMBER, false, "18.46"},
    {"9.1340200000000006E+17", SERIAL_NUMBER, false, "913402000000000000"},
    {"123456789012345678", SERIAL_NUMBER, false, "123456789012345678"}, /* digits alone stay */
    {"abc", SERIAL_NUMBER, false, "abc"},
    {"", SERIAL_DATE, false, ""},
    {"inf", SERIAL_NUMBER, false, "inf"},
};

START_TEST(serial_is)
{
    char out[SERIAL_ROOM];
    serial_text(serials[_i].number, strlen(serials[_i].number), serials[_i].form, serials[_i].from_1904, out);
    ck_assert_str_eq(out, serials[_i].text);
}
END_TEST

static const struct {
    const char *code;
    enum serial_class form;
} formats[] = {
    {"General", SERIAL_NUMBER},
    {"0.00", SERIAL_NUMBER},
    {"#,##0\"day\"", SERIAL_NUMBER},
    {"[Red]0.00", SERIAL_NUMBER},
    {"0.00E+00", SERIAL_NUMBER},
    {"0\\d", SERIAL_NUMBER},
    {"yyyy/m/d", SERIAL_DATE},
    {"yyyy\"年\"m\"月\"d\"日\";@", SERIAL_DATE},
    {"m\"月\"", SERIAL_DATE},
    {"[$-804]aaaa;yyyy", SERIAL_NUMBER}, /* the first part counts */
    {"d-mmm", SERIAL_DATE},
    {"mmm", SERIAL_DATE},
    {"h:mm", SERIAL_TIME},
    {"[h]:mm:ss", SERIAL_TIME},
    {"mm:ss", SERIAL_TIME},
    {"yyyy-mm-dd hh:mm", SERIAL_DATE},
    {"\"unclosed yyyy", SERIAL_NUMBER},
    {"", SERIAL_NUMBER},
};

START_TEST(format_is)
{
    ck_assert_int_eq(serial_format(formats[_i].code), formats[_i].form);
}
END_TEST

/* --- encodings ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *encoding, *bytes;
    size_t count;
    const char *text;
    uint64_t bad, bad_at, bad_row;
} encodings[] = {
    {"UTF-8", "a\xE5\x8F\xA3", 4, "a口", 0, 0, 0},
    {"UTF-8", "a\n\xFF" "b", 4, "a\n\xEF\xBF\xBD" "b", 1, 2, 2},
    {"UTF-8", "\xED\xA0\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3, 0, 1}, /* a surrogate */
    {"UTF-8", "a\xE5\x8F", 3, "a\xEF\xBF\xBD\xEF\xBF\xBD", 2, 1, 1},                 /* cut off */
    {"UTF-8", "\n\xF4\x8F\xBF\xBF\xF4\x90\x80\x80" "b", 10, "\n\xF4\x8F\xBF\xBF\xEF\xBF\xBD" "b", 1, 5, 2}, /* beyond U+10FFFF */
    {"UTF-8", "\xF8\x88\x80\x80\x80" "c", 6, "\xEF\xBF\xBD" "c", 1, 0, 1},
    {"UTF-8", "a\0b", 3, "a\xEF\xBF\xBD" "b", 1, 0, 1},
    {"GB18030", "\xBF\xDA\xD5\xD6", 4, "口罩", 0, 0, 0},
    {"GB18030", "\x95\x32\x82\x36", 4, "𠀀", 0, 0, 0}, /* four bytes */
    {"GB18030", "\xBF\xDA\n\xFF", 4, "口\n\xEF\xBF\xBD", 1, 3, 2},
    {"UTF-16LE", "\xE3\x53\x42\xD8\xB7\xDF", 6, "口𠮷", 0, 0, 0},
    {"UTF-16LE", "\xE3\x53\x42\xD8", 4, "口\xEF\xBF\xBD", 1, 2, 1}, /* half a pair */
    {"UTF-16BE", "\x53\xE3\x00", 3, "口\xEF\xBF\xBD", 1, 2, 1},
};

START_TEST(encoding_is)
{
    struct decode decode;
    struct refusal refusal = {.text = ""};
    char out[256] = "";
    int file = file_of(encodings[_i].bytes, encodings[_i].count);
    ck_assert(decode_open(&decode, file, encodings[_i].encoding, 0, &refusal));
    size_t bytes = decode_read(&decode, out, sizeof out - 1);
    out[bytes] = 0;
    ck_assert_uint_eq(decode_read(&decode, out + bytes + 1, 64), 0);
    ck_assert_str_eq(out, encodings[_i].text);
    ck_assert_uint_eq(decode.bad, encodings[_i].bad);
    if (encodings[_i].bad && !memchr(encodings[_i].bytes, 0, encodings[_i].count - 1))
        ck_assert_uint_eq(decode.bad_at, encodings[_i].bad_at);
    if (encodings[_i].bad)
        ck_assert_uint_eq(decode.bad_row, encodings[_i].bad_row);
    decode_close(&decode);
    close(file);
}
END_TEST

/* However small the room, and wherever the file's blocks end, the text is the same. */
START_TEST(encoding_in_pieces)
{
    enum { CHARACTERS = 60000 };
    char *bytes = malloc(2 * CHARACTERS), *wanted = malloc(3 * CHARACTERS + 1), out[100];
    for (int i = 0; i < CHARACTERS; i++) memcpy(bytes + 2 * i, i % 7 ? "\xBF\xDA" : "a\n", 2);
    size_t length = 0;
    for (int i = 0; i < CHARACTERS; i++) length += (size_t)sprintf(wanted + length, "%s", i % 7 ? "口" : "a\n");
    int file = file_of(bytes, 2 * CHARACTERS);
    struct decode decode;
    struct refusal refusal = {.text = ""};
    ck_assert(decode_open(&decode, file, "GB18030", 0, &refusal));
    size_t at = 0, made;
    while ((made = decode_read(&decode, out, 64 + at % 37)) > 0) {
        ck_assert_uint_le(at + made, length);
        ck_assert(memcmp(out, wanted + at, made) == 0);
        at += made;
    }
    ck_assert_uint_eq(at, length);
    ck_assert_uint_eq(decode.bad, 0);
    decode_close(&decode);
    close(file);
    free(bytes);
    free(wanted);
}
END_TEST

/* --- CSV ----------------------------------------------------------------------------------------------------------- */

/* Rows as text: number, then the cells between bars, '/' for the end. */
static bool row_print(void *data, const struct grid_row *row)
{
    char *out = data;
    sprintf(out + strlen(out), "%lld", (long long)row->number);
    for (size_t i = 0; i < row->count; i++) {
        sprintf(out + strlen(out), "|%.*s", (int)row->cell[i].bytes, row->cell[i].text);
        if (row->cell[i].fault)
            sprintf(out + strlen(out), "!%d", row->cell[i].fault);
    }
    strcat(out, "/");
    return row->number < 9;
}

static const struct {
    const char *text;
    char delimiter;
    const char *rows, *refused;
} tables[] = {
    {"a,b\r\nc,d\r\n", ',', "1|a|b/2|c|d/", ""},
    {"a,b\rc,d\r", ',', "1|a|b/2|c|d/", ""},
    {"a,b\n\n\nc,d", ',', "1|a|b/2/3/4|c|d/", ""},
    {"a\r\n\r\nb\r\n", ',', "1|a/2/3|b/", ""},
    {"\"a,\"\"1\"\"\nx\",b\n", ',', "1|a,\"1\"\nx|b/", ""},
    {"a\tb c\t\n", '\t', "1|a|b c/", ""},
    {" a ;\xE3\x80\x80" "b\xC2\xA0;;\n", ';', "1|a|b/", ""},
    {"=\"0012\",=1+1\n", ',', "1|0012|=1+1/", ""},
    {"a,\xEF\xBF\xBD\n", ',', "1|a|\xEF\xBF\xBD!1/", ""},
    {"a,\"b\nc,d\n", ',', "", "it ends inside a quoted cell of row 1: the quote is never closed, or the file was cut off"},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", ',', "1|1/2|2/3|3/4|4/5|5/6|6/7|7/8|8/9|9/", ""}, /* the sink ends it */
    {"", ',', "", ""},
};

START_TEST(table_is)
{
    struct decode decode;
    struct refusal refusal = {.text = ""};
    char out[1024] = "";
    int file = file_of(tables[_i].text, strlen(tables[_i].text));
    ck_assert(decode_open(&decode, file, "UTF-8", 0, &refusal));
    delimited_read(&decode, tables[_i].delimiter, 0, row_print, out, NULL, &refusal);
    if (!tables[_i].refused[0])
        ck_assert_str_eq(out, tables[_i].rows);
    ck_assert_str_eq(refusal.text, tables[_i].refused);
    decode_close(&decode);
    close(file);
}
END_TEST

/* --- headings ------------------------------------------------------------------------------------------------------ */

static void list_make(struct heading_list *list)
{
    *list = (struct heading_list){.columns = 0};
    ck_assert(heading_add_column(list, "enterprise", true) && heading_add_column(list, "amount", false) &&
              heading_add_column(list, "text", true));
    ck_assert(heading_add_word(list, "统一社会信用代码", "enterprise", 1) && heading_add_word(list, "企业名称", "enterprise", 2) &&
              heading_add_word(list, "Enterprise_Name", "enterprise", 2) && heading_add_word(list, "贷款金额", "amount", 1) &&
              heading_add_word(list, "需求内容", "text", 1) && heading_add_word(list, "序号", NULL, 1));
}

static const struct {
    const char *cells[5];
    const char *refused, *columns, *ignored;
} headings[] = {
    {{"企业名称", "需求内容"}, "", "0 2", "[]"},
    {{"企 業 名 稱", "*需求内容：", "ＥＮＴＥＲＰＲＩＳＥ"}, "", "0 2 -1", "[\"ＥＮＴＥＲＰＲＩＳＥ\"]"},
    {{"enterprise name", "序号", "需求内容", "贷款金额（万元）"}, "", "0 -1 2 1(万元)", "[]"},
    {{"企业名称", "统一社会信用代码", "需求内容"}, "", "0 0 2", "[]"},
    {{"企业名称", "ENTERPRISE NAME", "需求内容"}, "row 1 has two headings for one column: 企业名称 and ENTERPRISE NAME", NULL, NULL},
    {{"企业名秤", "需求内容"}, "row 1 has no heading for 企业名称 (is 企业名秤 meant to be 企业名称?)", NULL, NULL},
    {{"序号"}, "row 1 has no heading for 企业名称, 需求内容", NULL, NULL},
    {{"企业名称", "需求内容", "贷款金颜"}, "row 1: the heading 贷款金颜 is not known; is it meant to be 贷款金额?", NULL, NULL},
    {{"企业名称", "需求内容", "行业", "a\"b\\"}, "", "0 2 -1 -1", "[\"行业\",\"a\\\"b\\\\\"]"},
};

START_TEST(heading_is)
{
    struct heading_list list;
    struct heading_map *map = calloc(1, sizeof *map);
    struct refusal refusal = {.text = ""};
    struct grid_build *build = calloc(1, sizeof *build);
    char columns[256] = "";
    list_make(&list);
    for (size_t i = 0; i < 5 && headings[_i].cells[i]; i++)
        ck_assert(grid_set(build, i, headings[_i].cells[i], strlen(headings[_i].cells[i]), GRID_SOUND));
    struct grid_row row = grid_row(build, 1);
    bool good = heading_read(&list, &row, map, &refusal);
    ck_assert_str_eq(refusal.text, headings[_i].refused);
    ck_assert_int_eq(good, headings[_i].refused[0] == '\0');
    for (size_t i = 0; i < map->count && good; i++) {
        const char *bracket = map->place[i].bracket;
        sprintf(columns + strlen(columns), "%s%d%s%s%s", i ? " " : "", map->place[i].column, bracket[0] ? "(" : "", bracket,
                bracket[0] ? ")" : "");
    }
    if (good) {
        ck_assert_str_eq(columns, headings[_i].columns);
        ck_assert_str_eq(map->ignored, headings[_i].ignored);
    }
    heading_map_free(map);
    heading_list_free(&list);
    grid_free(build);
    free(build);
    free(map);
}
END_TEST

/* --- shared strings ------------------------------------------------------------------------------------------------ */

START_TEST(shared_spill_to_a_file)
{
    enum { LONG = 1 << 20, STRINGS = SHARED_MEMORY / LONG + 20 };
    struct shared shared = {.count = 0};
    char *text = malloc(LONG);
    const char *got;
    size_t bytes;
    for (int i = 0; i < STRINGS; i++) {
        memset(text, 'a' + i % 26, LONG);
        ck_assert_int_eq(shared_add(&shared, text, (size_t)(LONG - i)), SHARED_OK);
        ck_assert_int_eq(shared_add(&shared, "", 0), SHARED_OK);
    }
    ck_assert_int_eq(shared_end(&shared), SHARED_OK);
    ck_assert_uint_le(shared.text_room, SHARED_MEMORY);
    for (int i = STRINGS; i-- > 0;) {
        memset(text, 'a' + i % 26, LONG);
        ck_assert_int_eq(shared_get(&shared, (uint64_t)(2 * i), &got, &bytes), SHARED_OK);
        ck_assert_uint_eq(bytes, (size_t)(LONG - i));
        ck_assert(memcmp(got, text, bytes) == 0);
        ck_assert_int_eq(shared_get(&shared, (uint64_t)(2 * i + 1), &got, &bytes), SHARED_OK);
        ck_assert_uint_eq(bytes, 0);
    }
    ck_assert_int_eq(shared_get(&shared, 2 * STRINGS, &got, &bytes), SHARED_NONE);
    shared_free(&shared);
    free(text);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("files");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, serial_is, 0, COUNT(serials));
    tcase_add_loop_test(all, format_is, 0, COUNT(formats));
    tcase_add_loop_test(all, encoding_is, 0, COUNT(encodings));
    tcase_add_test(all, encoding_in_pieces);
    tcase_add_loop_test(all, table_is, 0, COUNT(tables));
    tcase_add_loop_test(all, heading_is, 0, COUNT(headings));
    tcase_add_test(all, shared_spill_to_a_file);
    suite_add_tcase(suite, all);
    return suite;
}
