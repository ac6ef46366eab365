/* Texts kept one behind the other: each is found again, and running out of memory loses none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/words.h"
#include "unit.h"

/* An allocator that fails the n-th allocation (0: none). */
static int asked, fail_at;

static void *failing_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    if (bytes == 0) {
        free(block);
        return NULL;
    }
    return ++asked == fail_at ? NULL : realloc(block, bytes);
}

static const struct memory memory = {failing_resize, NULL};

START_TEST(each_is_found_again)
{
    struct words list = {.memory = memory};
    char text[16];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%.*s%d", i % 7, "口口", i);
        ck_assert(words_add(&list, i % 100 == 0 ? NULL : text));
    }
    ck_assert_uint_eq(list.words, 5000);
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%.*s%d", i % 7, "口口", i);
        ck_assert_str_eq(words_get(&list, (size_t)i), i % 100 == 0 ? "" : text);
    }
    words_free(&list);
    ck_assert_uint_eq(list.words, 0);
    words_free(&list);
}
END_TEST

START_TEST(memory_runs_out)
{
    for (int at = 1; at < 40; at++) {
        struct words list = {.memory = memory};
        size_t kept = 0;
        asked = 0, fail_at = at;
        for (int i = 0; i < 2000; i++) kept += words_add(&list, "一二三");
        ck_assert_uint_eq(list.words, kept);
        ck_assert_uint_ge(kept, asked < at ? 2000 : 1999);
        for (size_t i = 0; i < kept; i++) ck_assert_str_eq(words_get(&list, i), "一二三");
        words_free(&list);
    }
    fail_at = 0;
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("words");
    TCase *all = tcase_create("words");
    tcase_add_test(all, each_is_found_again);
    tcase_add_test(all, memory_runs_out);
    suite_add_tcase(suite, all);
    return suite;
}
