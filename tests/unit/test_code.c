/* Codes: what may name a record, and the code that a name gives. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ext/core/code.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *name, *code;
} made[] = {
    {"Solid Waste", "SOLID-WASTE"},
    {"Mayor's Office", "MAYOR-S-OFFICE"},
    {" -A- ", "A"},
    {"U.S. BANK", "U-S-BANK"},
    {"龙津河", "9F996D256CB3"},
    {"é", "00E9"},
    {"\U0001F600", "1F600"},
    {"\U0010FFFF", "10FFFF"},
};

START_TEST(makes_codes)
{
    char code[CODE_MOST];
    size_t length;
    ck_assert_int_eq(code_make(made[_i].name, strlen(made[_i].name), code, &length), CODE_OK);
    ck_assert_msg(length == strlen(made[_i].code) && memcmp(code, made[_i].code, length) == 0, "%.*s", (int)length, code);
    ck_assert(code_valid(code, length));
}
END_TEST

START_TEST(refuses_what_gives_none)
{
    char code[CODE_MOST], name[CODE_MOST + 2];
    size_t length;
    memset(name, 'a', sizeof name);
    ck_assert_int_eq(code_make(name, CODE_MOST, code, &length), CODE_OK);
    ck_assert_uint_eq(length, CODE_MOST);
    ck_assert_int_eq(code_make(name, CODE_MOST + 1, code, &length), CODE_LONG);
    name[CODE_MOST - 1] = ' ';
    ck_assert_int_eq(code_make(name, CODE_MOST + 1, code, &length), CODE_LONG);
    ck_assert_int_eq(code_make(name, CODE_MOST, code, &length), CODE_OK);
    ck_assert_uint_eq(length, CODE_MOST - 1);
    ck_assert_int_eq(code_make("", 0, code, &length), CODE_EMPTY);
    ck_assert_int_eq(code_make("\0-&", 3, code, &length), CODE_EMPTY);
    ck_assert_int_eq(code_make("A\xFF", 2, code, &length), CODE_BROKEN);
    ck_assert_int_eq(code_make("A\xE4\xB8", 3, code, &length), CODE_BROKEN);
}
END_TEST

/* Every text of two bytes: what is made is valid, and what is valid gives itself in upper case with hyphens. */
START_TEST(makes_only_valid_ones)
{
    for (int a = 0; a < 256; a++) {
        for (int b = 0; b < 256; b++) {
            char text[2] = {(char)a, (char)b}, code[CODE_MOST];
            size_t length;
            if (code_make(text, 2, code, &length) == CODE_OK)
                ck_assert(code_valid(code, length));
        }
    }
}
END_TEST

START_TEST(knows_valid_ones)
{
    char text[CODE_MOST + 1];
    memset(text, '_', sizeof text);
    ck_assert(code_valid(text, CODE_MOST) && !code_valid(text, CODE_MOST + 1) && !code_valid(text, 0));
    for (int c = 0; c < 256; c++) {
        char one = (char)c;
        bool wanted = c != 0 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", c) != NULL;
        ck_assert(code_valid(&one, 1) == wanted);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("code");
    TCase *cases = tcase_create("code");
    tcase_add_loop_test(cases, makes_codes, 0, (int)COUNT(made));
    tcase_add_test(cases, refuses_what_gives_none);
    tcase_add_test(cases, makes_only_valid_ones);
    tcase_add_test(cases, knows_valid_ones);
    suite_add_tcase(suite, cases);
    return suite;
}
