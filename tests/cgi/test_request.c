/* Requests: what is read from an address, what is refused and why, and the addresses that pages give back. */
#include <stdlib.h>
#include <string.h>

#include "cgi/request.h"
#include "tests/unit/unit.h"

/* Reads a GET of an address; the fault's reason, FAULT_NONE when it is good. */
static enum fault_reason read_address(struct request *r, struct fault *f, const char *uri)
{
    struct request_input in = {.method = "GET", .uri = uri};

    return request_parse(r, &in, f) ? FAULT_NONE : f->reason;
}

static const struct {
    const char *uri, *report, *key;
    enum form form;
} good_paths[] = {
    {"/", "overview", NULL, FORM_HTML},
    {"/index", "overview", NULL, FORM_HTML},
    {"/index.html", "overview", NULL, FORM_HTML},
    {"/index.xml", "overview", NULL, FORM_XML},
    {"/index.csv", "overview", NULL, FORM_CSV},
    {"/demands", "demands", NULL, FORM_HTML},
    {"/%64emands", "demands", NULL, FORM_HTML},
    {"/demands.csv?", "demands", NULL, FORM_CSV},
    {"/demands/WHGX-D-000123", "demand", "WHGX-D-000123", FORM_HTML},
    {"/demands/WHGX-D-000123.xml", "demand", "WHGX-D-000123", FORM_XML},
    {"/units/FGW.csv", "unit", "FGW", FORM_CSV},
    {"/enterprises/91340200MA2N3X0U1A", "enterprise", "91340200MA2N3X0U1A", FORM_HTML},
    {"/rollups/8.html", "rollup", "8", FORM_HTML},
    {"/health", "health", NULL, FORM_HTML},
};

START_TEST(paths_that_are_pages)
{
    struct request r;
    struct fault f;

    ck_assert_int_eq(read_address(&r, &f, good_paths[_i].uri), FAULT_NONE);
    ck_assert_str_eq(r.route->report, good_paths[_i].report);
    ck_assert_pstr_eq(r.key, good_paths[_i].key);
    ck_assert_int_eq(r.form, good_paths[_i].form);
}
END_TEST

static const struct {
    const char *uri;
    enum fault_reason reason;
} bad_addresses[] = {
    {"", FAULT_URI_CODING},
    {"demands", FAULT_URI_CODING},
    {"/%", FAULT_URI_CODING},
    {"/%4", FAULT_URI_CODING},
    {"/%zz", FAULT_URI_CODING},
    {"/%00", FAULT_URI_CODING},
    {"/a%0Ab", FAULT_URI_CODING},
    {"/%C0%AF", FAULT_URI_CODING},
    {"/%ED%A0%80", FAULT_URI_CODING},
    {"/\xff", FAULT_URI_CODING},
    {"/%C2%85", FAULT_URI_CODING},
    {"/../demands", FAULT_PATH_DOTS},
    {"/%2e%2e/demands", FAULT_PATH_DOTS},
    {"/./demands", FAULT_PATH_DOTS},
    {"//demands", FAULT_PATH_DOTS},
    {"/demands//x", FAULT_PATH_DOTS},
    {"/demands/..", FAULT_PATH_DOTS},
    {"/nothing", FAULT_PAGE_UNKNOWN},
    {"/demands/", FAULT_PAGE_UNKNOWN},
    {"/demands.pdf", FAULT_PAGE_UNKNOWN},
    {"/demands.xml.csv", FAULT_PAGE_UNKNOWN},
    {"/demands/.xml", FAULT_PAGE_UNKNOWN},
    {"/demands/A/B", FAULT_PAGE_UNKNOWN},
    {"/demands/A%20B", FAULT_PAGE_UNKNOWN},
    {"/demands/%E9%9C%80", FAULT_PAGE_UNKNOWN},
    {"/enterprises/91340200.MA", FAULT_PAGE_UNKNOWN},
    {"/rollups/08", FAULT_PAGE_UNKNOWN},
    {"/rollups/-1", FAULT_PAGE_UNKNOWN},
    {"/rollups/9999999999", FAULT_PAGE_UNKNOWN},
    {"/Demands", FAULT_PAGE_UNKNOWN},
    {"/?x=1", FAULT_PARAM_UNKNOWN},
    {"/?unit=FGW", FAULT_PARAM_UNKNOWN},
    {"/?=1", FAULT_PARAM_UNKNOWN},
    {"/?lang", FAULT_NONE},
    {"/demands?unit=A&unit=A", FAULT_PARAM_REPEATED},
    {"/demands?unit=&unit=A", FAULT_PARAM_REPEATED},
    {"/demands?unit=A%20B", FAULT_VALUE},
    {"/demands?unit=%27%3B--", FAULT_VALUE},
    {"/demands?category=<b>", FAULT_VALUE},
    {"/demands?disposition=good", FAULT_VALUE},
    {"/demands?disposition=valid%20", FAULT_VALUE},
    {"/demands?period=0", FAULT_VALUE},
    {"/demands?period=1.5", FAULT_VALUE},
    {"/demands?enterprise=91340200%20ma", FAULT_VALUE},
    {"/demands?state=open", FAULT_PARAM_UNKNOWN},
    {"/enterprises?contact=maybe", FAULT_VALUE},
    {"/requirements?state=OPEN", FAULT_VALUE},
    {"/loans?stage=paid", FAULT_VALUE},
    {"/loans?stage=declared", FAULT_VALUE},
    {"/subsidies?stage=applied", FAULT_VALUE},
    {"/subsidies?bank=A", FAULT_PARAM_UNKNOWN},
    {"/policies?unit=FGW", FAULT_PARAM_UNKNOWN},
    {"/loans?bank=A%20B", FAULT_VALUE},
    {"/requirements?event=solved", FAULT_PARAM_ALONE},
    {"/requirements?period=8", FAULT_PARAM_ALONE},
    {"/?lang=fr", FAULT_VALUE},
    {"/?as_of=2020-02-30", FAULT_VALUE},
    {"/?as_of=2020-13-01", FAULT_VALUE},
    {"/?as_of=2019-02-29", FAULT_VALUE},
    {"/?as_of=2020-2-1", FAULT_VALUE},
    {"/?as_of=2020-02-25T24:00:00Z", FAULT_VALUE},
    {"/?as_of=2020-02-25T15:59:59", FAULT_VALUE},
    {"/?as_of=2020-02-25+15:59", FAULT_VALUE},
    {"/?known_at=now", FAULT_VALUE},
    {"/?as_of=%00", FAULT_URI_CODING},
    {"/?as_of=2020%", FAULT_URI_CODING},
    {"/?as_of=%ff", FAULT_URI_CODING},
};

START_TEST(addresses_that_are_refused)
{
    struct request r;
    struct fault f;

    ck_assert_int_eq(read_address(&r, &f, bad_addresses[_i].uri), bad_addresses[_i].reason);
}
END_TEST

static const char *const good_queries[] = {
    "/?as_of=2020-02-29", "/?as_of=2020-02-25T15:59:59Z&known_at=2020-02-26", "/?as_of=2020-02-25T15%3A59%3A59Z",
    "/?", "/?&&", "/?lang=en", "/?lang=zh", "/demands?unit=FGW&category=supply-chain&disposition=not_valid&period=12",
    "/demands?unit=&category=&disposition=", "/requirements?state=overdue&unit=FGW",
    "/loans?stage=credit_granted&bank=A", "/subsidies?stage=approved&policy=WH18&clause=WH18-01", "/policies/WH18",
    "/requirements?event=solved&period=8", "/enterprises?contact=without_valid&unit=RSJ",
    "/demands?after=WHGX-D-000050",
};

START_TEST(queries_that_are_read)
{
    struct request r;
    struct fault f;

    ck_assert_int_eq(read_address(&r, &f, good_queries[_i]), FAULT_NONE);
}
END_TEST

START_TEST(faults_name_value_and_expectation)
{
    struct request r;
    struct fault f;

    read_address(&r, &f, "/demands.xml?lang=en&disposition=good");
    ck_assert_str_eq(f.name, "disposition");
    ck_assert_str_eq(f.value, "good");
    ck_assert(strstr(f.expected, "not_valid"));
    ck_assert_int_eq(r.form, FORM_XML);
    ck_assert_int_eq(r.lang, LANG_EN);
    ck_assert_int_eq(fault_status(f.reason), 400);
    read_address(&r, &f, "/?whatever=1&lang=en");
    ck_assert_str_eq(f.name, "whatever");
    ck_assert_int_eq(r.lang, LANG_EN);
    read_address(&r, &f, "/requirements?event=solved");
    ck_assert_str_eq(f.name, "event");
    ck_assert_str_eq(f.expected, "period");
}
END_TEST

START_TEST(methods)
{
    struct request r;
    struct fault f;
    struct request_input in = {.method = "POST", .uri = "/"};

    memset(&r, 0xA5, sizeof r); /* nothing of an earlier request may be left */
    ck_assert(!request_parse(&r, &in, &f));
    ck_assert_int_eq(fault_status(f.reason), 405);
    ck_assert_str_eq(r.viewer, "");
    ck_assert_str_eq(r.path, "/");
    ck_assert_uint_eq(r.given, 0);
    in.method = NULL;
    ck_assert(!request_parse(&r, &in, &f));
    in.method = "HEAD";
    ck_assert(request_parse(&r, &in, &f));
    ck_assert(r.head);
    in = (struct request_input){.method = "GET"};
    ck_assert(!request_parse(&r, &in, &f));
}
END_TEST

START_TEST(query_from_either_place)
{
    struct request r;
    struct fault f;
    struct request_input in = {.method = "GET", .uri = "/demands?unit=A", .query = "unit=B"};

    ck_assert(request_parse(&r, &in, &f));
    ck_assert_str_eq(r.value[PARAM_UNIT], "B");
    in.query = NULL;
    ck_assert(request_parse(&r, &in, &f));
    ck_assert_str_eq(r.value[PARAM_UNIT], "A");
}
END_TEST

START_TEST(viewers)
{
    static char longest[REQUEST_VIEWER_LIMIT + 2];
    struct request r;
    struct fault f;
    struct request_input in = {.method = "GET", .uri = "/", .viewer = "张三"};

    ck_assert(request_parse(&r, &in, &f));
    ck_assert_str_eq(r.viewer, "张三");
    in.viewer = "a\nb";
    ck_assert(!request_parse(&r, &in, &f));
    memset(longest, 'a', sizeof longest - 1);
    in.viewer = longest;
    ck_assert(!request_parse(&r, &in, &f));
    ck_assert_int_eq(fault_status(f.reason), 400);
}
END_TEST

/* Every length round the limit, as a path and as a query, with and without escapes. */
START_TEST(long_addresses)
{
    static char uri[4 * REQUEST_URI_LIMIT];
    struct request r;
    struct fault f;

    for (size_t n = REQUEST_URI_LIMIT - 3; n < REQUEST_URI_LIMIT + 4; n++) {
        memset(uri, 'a', n);
        uri[0] = '/';
        uri[n] = '\0';
        ck_assert_int_eq(read_address(&r, &f, uri), n > REQUEST_URI_LIMIT ? FAULT_URI_TOO_LONG : FAULT_PAGE_UNKNOWN);
        memcpy(uri, "/?", 2);
        ck_assert_int_eq(read_address(&r, &f, uri),
                         n - 1 > REQUEST_URI_LIMIT ? FAULT_URI_TOO_LONG : FAULT_PARAM_UNKNOWN);
        for (size_t i = 2; i + 1 < n; i += 2)
            memcpy(uri + i, "&=", 2);
        read_address(&r, &f, uri);
    }
}
END_TEST

static void expect_query(const char *uri, unsigned mask, enum lang lang, const char *after, const char *expected)
{
    struct request r;
    struct fault f;
    struct buf out = {0};

    ck_assert_int_eq(read_address(&r, &f, uri), FAULT_NONE);
    request_path(&r, FORM_XML, &out);
    request_query(&r, mask, lang, after, &out);
    ck_assert_str_eq(buf_cstr(&out), expected);
    buf_free(&out);
}

START_TEST(canonical_addresses)
{
    expect_query("/?lang=en&as_of=2020-02-25", PARAM_ALL, LANG_EN, NULL, "/index.xml?as_of=2020-02-25&lang=en");
    expect_query("/demands?disposition=valid&unit=FGW&lang=zh&category=", PARAM_ALL, LANG_ZH, NULL,
                 "/demands.xml?unit=FGW&disposition=valid");
    expect_query("/demands?unit=FGW&after=x", PARAM_ALL, LANG_EN, "a b/c=需",
                 "/demands.xml?unit=FGW&lang=en&after=a%20b%2Fc%3D%E9%9C%80");
    expect_query("/units/FGW", PARAM_ALL, LANG_ZH, NULL, "/units/FGW.xml");
    expect_query("/requirements?state=open&known_at=2020-02-25T00%3A00%3A00Z", PARAM_BIT(PARAM_KNOWN_AT), LANG_ZH, NULL,
                 "/requirements.xml?known_at=2020-02-25T00:00:00Z");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("request");
    TCase *tests = tcase_create("request");

    tcase_add_loop_test(tests, paths_that_are_pages, 0, sizeof good_paths / sizeof *good_paths);
    tcase_add_loop_test(tests, addresses_that_are_refused, 0, sizeof bad_addresses / sizeof *bad_addresses);
    tcase_add_loop_test(tests, queries_that_are_read, 0, sizeof good_queries / sizeof *good_queries);
    tcase_add_test(tests, faults_name_value_and_expectation);
    tcase_add_test(tests, methods);
    tcase_add_test(tests, query_from_either_place);
    tcase_add_test(tests, viewers);
    tcase_add_test(tests, long_addresses);
    tcase_add_test(tests, canonical_addresses);
    suite_add_tcase(suite, tests);
    return suite;
}
