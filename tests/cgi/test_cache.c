/* The page cache and the entity tags. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cgi/cache.h"
#include "cgi/etag.h"
#include "tests/unit/unit.h"

static void keep(struct cache *c, const char *key, int64_t version, int64_t end, const char *body)
{
    struct cache_page page = {.body = body, .len = strlen(body)};

    etag_of(body, page.len, page.etag);
    cache_keep(c, key, version, end, &page);
}

static void expect_found(struct cache *c, const char *key, int64_t version, int64_t now, const char *body)
{
    const struct cache_page *page = cache_find(c, key, version, now);

    if (!body) {
        ck_assert_ptr_null(page);
        return;
    }
    ck_assert_ptr_nonnull(page);
    ck_assert_uint_eq(page->len, strlen(body));
    ck_assert_int_eq(memcmp(page->body, body, page->len), 0);
}

START_TEST(pages_stand_while_the_version_does)
{
    struct cache *c = cache_create(1 << 20);

    keep(c, "a", 1, INT64_MAX, "body");
    expect_found(c, "a", 1, 1000, "body");
    expect_found(c, "b", 1, 1000, NULL);
    expect_found(c, "a", 2, 1000, NULL);
    expect_found(c, "a", 1, 1000, NULL);
    cache_free(c);
}
END_TEST

START_TEST(pages_end)
{
    struct cache *c = cache_create(1 << 20);

    keep(c, "a", 1, 2000, "body");
    expect_found(c, "a", 1, 1999, "body");
    expect_found(c, "a", 1, 2000, NULL);
    keep(c, "a", 1, 3000, "one");
    keep(c, "a", 1, 3000, "two");
    expect_found(c, "a", 1, 1, "two");
    cache_free(c);
}
END_TEST

/* Far more than there is room for: the used ones stay. */
START_TEST(the_least_recently_used_go)
{
    struct cache *c = cache_create(64 << 10);
    char key[16], body[1001];

    memset(body, 'x', 1000);
    body[1000] = '\0';
    for (int i = 0; i < 5000; i++) {
        snprintf(key, sizeof key, "k%d", i);
        keep(c, key, 1, INT64_MAX, body);
        expect_found(c, "k0", 1, 1, body);
    }
    expect_found(c, "k4999", 1, 1, body);
    expect_found(c, "k1", 1, 1, NULL);
    cache_free(c);
}
END_TEST

START_TEST(a_giant_is_not_kept)
{
    struct cache *c = cache_create(1000);
    char body[400];

    memset(body, 'x', sizeof body - 1);
    body[sizeof body - 1] = '\0';
    keep(c, "small", 1, INT64_MAX, "x");
    keep(c, "giant", 1, INT64_MAX, body);
    expect_found(c, "giant", 1, 1, NULL);
    expect_found(c, "small", 1, 1, "x");
    cache_free(c);
    cache_free(NULL);
}
END_TEST

/* The first vectors of SipHash's reference implementation (vectors_sip128), messages 00, 01, … */
START_TEST(siphash_vectors)
{
    static const char *const expected[] = {
        "\"e6a825ba047f81a3930255c71472f66d\"",
        "\"44af996bd8c187da45fc229b11597634\"",
        "\"c75da4a48d227781e4ff0af6de8ba3fc\"",
    };
    static const size_t lengths[] = {0, 1, 2};
    unsigned char message[2] = {0, 1};
    char etag[ETAG_SIZE];

    for (size_t i = 0; i < 3; i++) {
        etag_of(message, lengths[i], etag);
        ck_assert_str_eq(etag, expected[i]);
    }
}
END_TEST

START_TEST(any_change_changes_the_tag)
{
    char body[200] = {0}, first[ETAG_SIZE], etag[ETAG_SIZE];

    etag_of(body, sizeof body, first);
    for (size_t i = 0; i < sizeof body; i++) {
        body[i] = 1;
        etag_of(body, sizeof body, etag);
        ck_assert_str_ne(etag, first);
        body[i] = 0;
        etag_of(body, i, etag);
        ck_assert_str_ne(etag, first);
    }
}
END_TEST

static const struct {
    const char *header;
    bool matches;
} match_cases[] = {
    {NULL, false},      {"", false},           {"\"abc\"", true},          {"W/\"abc\"", true}, {"*", true},
    {"\"abcd\"", false}, {"\"ab\"", false},     {"\"x\", \"abc\"", true},   {" , \"abc\"", true}, {"abc", false},
    {"\"abc", false},   {"W/\"x\",W/\"abc\"", true}, {",,,,", false},
};

START_TEST(if_none_match)
{
    ck_assert_int_eq(etag_matches(match_cases[_i].header, "\"abc\""), match_cases[_i].matches);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("cache");
    TCase *tests = tcase_create("cache");

    tcase_add_test(tests, pages_stand_while_the_version_does);
    tcase_add_test(tests, pages_end);
    tcase_add_test(tests, the_least_recently_used_go);
    tcase_add_test(tests, a_giant_is_not_kept);
    tcase_add_test(tests, siphash_vectors);
    tcase_add_test(tests, any_change_changes_the_tag);
    tcase_add_loop_test(tests, if_none_match, 0, sizeof match_cases / sizeof *match_cases);
    suite_add_tcase(suite, tests);
    return suite;
}
