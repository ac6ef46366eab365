/* Unified social credit codes: the standards' examples, each place damaged, and real codes where they are at hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/uscc.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static const char *const valid[] = {
    "91350100M000100Y43", /* GB 32100, annex */
    "91370200163562681G",
    "911522010783762860",
    "9115220107837941X1",
};

START_TEST(accepts)
{
    ck_assert(uscc_valid(valid[_i], strlen(valid[_i])));
}
END_TEST

static const char *const invalid[] = {
    "",
    "91350100M000100Y4",
    "91350100M000100Y433",
    "91350100m000100y43",
    "91350100M000100Y44",
    "91350100M000100I43",
    "91350100M000100O43",
    " 1350100M000100Y43",
    "９1350100M000100Y",
    "9135010AM000100Y43",
};

START_TEST(refuses)
{
    ck_assert(!uscc_valid(invalid[_i], strlen(invalid[_i])));
}
END_TEST

/* Both standards find every single wrong character; together they leave no substitution undetected. */
START_TEST(finds_every_wrong_character)
{
    for (size_t v = 0; v < COUNT(valid); v++) {
        for (size_t i = 0; i < USCC_LENGTH; i++) {
            for (const char *other = alphabet; *other != '\0'; other++) {
                char code[USCC_LENGTH + 1];
                strcpy(code, valid[v]);
                code[i] = *other;
                ck_assert(uscc_valid(code, USCC_LENGTH) == (*other == valid[v][i]));
            }
        }
    }
}
END_TEST

START_TEST(takes_nul_for_no_character)
{
    ck_assert(!uscc_valid("91350100M\00000100Y43", USCC_LENGTH));
    ck_assert_int_eq(uscc_check("91350100M\00000100Y4"), 0);
}
END_TEST

START_TEST(makes_check_characters)
{
    ck_assert_int_eq(uscc_check("91350100M000100Y4"), '3');
    ck_assert_int_eq(uscc_organisation_check("M000100Y"), '4');
    ck_assert_int_eq(uscc_organisation_check("D2143569"), 'X'); /* GB 11714's example */
    ck_assert_int_eq(uscc_check("91350100I000100Y4"), 0);
    ck_assert_int_eq(uscc_organisation_check("d2143569"), 0);
}
END_TEST

START_TEST(accepts_real_codes)
{
    const char *folder = getenv("FULFIL_DATA");
    char path[4096], line[64];
    int count = 0;
    snprintf(path, sizeof path, "%s/codes/uscc_valid.txt", folder ? folder : "../shared/data");
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        printf("SKIP: real codes: no %s\n", path);
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        ck_assert_msg(uscc_valid(line, strlen(line)), "%s", line);
        count++;
    }
    fclose(file);
    ck_assert_int_eq(count, 100);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("uscc");
    TCase *cases = tcase_create("uscc");
    tcase_add_loop_test(cases, accepts, 0, (int)COUNT(valid));
    tcase_add_loop_test(cases, refuses, 0, (int)COUNT(invalid));
    tcase_add_test(cases, finds_every_wrong_character);
    tcase_add_test(cases, takes_nul_for_no_character);
    tcase_add_test(cases, makes_check_characters);
    tcase_add_test(cases, accepts_real_codes);
    suite_add_tcase(suite, cases);
    return suite;
}
