/* What leaves the server: the gate for characters, XML, CSV, links. Every XML is read again by libxml2. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "cgi/csv.h"
#include "cgi/link.h"
#include "cgi/text.h"
#include "cgi/uri.h"
#include "cgi/xml.h"
#include "tests/unit/unit.h"

#define FFFD "\xEF\xBF\xBD"

/* What the gate makes of text[0..n), in a buffer of its own that the next call overwrites. */
static const char *through_gate(const char *text, size_t n)
{
    static char out[256];
    size_t used = 0;
    uint32_t cp;

    for (size_t i = 0; i < n;) {
        i += text_next(text + i, n - i, &cp);
        used += text_encode(cp, out + used);
    }
    out[used] = '\0';
    return out;
}

static const struct {
    const char *in, *out;
} gate_cases[] = {
    {"plain 需求 😀 \t\n\r", "plain 需求 😀 \t\n\r"},
    {"a\x01z", "a" FFFD "z"},
    {"a\x0b\x0c\x1f\x7fz", "a" FFFD FFFD FFFD FFFD "z"},
    {"\xC2\x80\xC2\x9F\xC2\xA0", FFFD FFFD "\xC2\xA0"},
    {"\xEF\xBF\xBE\xEF\xBF\xBF", FFFD FFFD},
    {"\xEF\xB7\x90\xEF\xB7\xAF\xEF\xB7\xB0", FFFD FFFD "\xEF\xB7\xB0"},
    {"\xF0\x9F\xBF\xBE", FFFD},
    {"\xED\xA0\x80", FFFD},
    {"\xC0\xAF", FFFD},
    {"\xF4\x90\x80\x80", FFFD},
    {"\xFF\xFE", FFFD FFFD},
    {"\xE9\x9C", FFFD},
    {"a\xE9\x9Cz", "a" FFFD "z"},
    {"\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9", FFFD FFFD FFFD FFFD},
    {"\xE2\x80\x8E\xE2\x80\x8F", "\xE2\x80\x8E\xE2\x80\x8F"},
};

START_TEST(gate)
{
    ck_assert_str_eq(through_gate(gate_cases[_i].in, strlen(gate_cases[_i].in)), gate_cases[_i].out);
}
END_TEST

START_TEST(gate_replaces_nul)
{
    ck_assert_str_eq(through_gate("a\0z", 3), "a" FFFD "z");
}
END_TEST

/* One element with the text as attribute and as content; gives the document as libxml2 reads it back. */
static xmlDocPtr write_and_read(struct buf *out, const char *text, size_t n)
{
    struct xml x;

    xml_start(&x, out);
    xml_declaration(&x);
    xml_element(&x, "report");
    xml_attribute_bytes(&x, "value", text, n);
    xml_text(&x, text, n);
    xml_end(&x);
    return xmlReadMemory(out->data, (int)out->len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
}

static void expect_back(const char *text, size_t n, const char *expected)
{
    struct buf out = {0};
    xmlDocPtr document = write_and_read(&out, text, n);
    xmlNodePtr root;
    xmlChar *value, *content;

    ck_assert_msg(document != NULL, "not well-formed: %s", buf_cstr(&out));
    root = xmlDocGetRootElement(document);
    value = xmlGetProp(root, BAD_CAST "value");
    content = xmlNodeGetContent(root);
    ck_assert_str_eq((char *)value, expected);
    ck_assert_str_eq((char *)content, expected);
    xmlFree(value);
    xmlFree(content);
    xmlFreeDoc(document);
    buf_free(&out);
}

START_TEST(xml_comes_back)
{
    expect_back(gate_cases[_i].in, strlen(gate_cases[_i].in), gate_cases[_i].out);
}
END_TEST

static const char *const markup_cases[] = {
    "<script>alert(1)</script>", "]]>", "a & b &amp; &#0;", "\"quoted\" 'too'", "<!-- --><?pi?>", "<![CDATA[x]]>",
    "  two  spaces  ",
};

START_TEST(markup_is_only_text)
{
    expect_back(markup_cases[_i], strlen(markup_cases[_i]), markup_cases[_i]);
}
END_TEST

/* Every byte and every pair of bytes, and each code point of the first plane: well-formed whatever comes. */
START_TEST(any_bytes_are_well_formed)
{
    char text[4];

    for (unsigned a = 0; a < 256; a++) {
        struct buf out = {0};
        struct xml x;
        xmlDocPtr document;

        xml_start(&x, &out);
        xml_element(&x, "r");
        for (unsigned b = 0; b < 256; b++) {
            text[0] = (char)a;
            text[1] = (char)b;
            xml_text(&x, text, 2);
            xml_text(&x, "|", 1);
        }
        for (uint32_t cp = a << 8; cp < (a + 1) << 8; cp++)
            xml_text(&x, text, text_encode(cp, text));
        xml_end(&x);
        document = xmlReadMemory(out.data, (int)out.len, NULL, "UTF-8", XML_PARSE_NONET);
        ck_assert_msg(document != NULL, "bytes beginning with %02x", a);
        xmlFreeDoc(document);
        buf_free(&out);
    }
}
END_TEST

START_TEST(long_text_is_cut)
{
    size_t n = XML_TEXT_LIMIT + 5;
    char *text = malloc(n);
    struct buf out = {0};
    xmlDocPtr document;

    for (size_t i = 0; i < n; i++)
        text[i] = "\xE9\x9C\x80"[i % 3];
    document = write_and_read(&out, text, n);
    ck_assert(document != NULL);
    ck_assert_uint_lt(out.len, 2 * n + 100);
    ck_assert(strstr(buf_cstr(&out), "需…"));
    xmlFreeDoc(document);
    buf_free(&out);
    free(text);
}
END_TEST

START_TEST(elements_nest)
{
    struct buf out = {0}, inner = {0};
    struct xml x, y;

    xml_start(&x, &out);
    xml_start(&y, &inner);
    xml_element(&y, "b");
    xml_end(&y);
    xml_element(&x, "a");
    xml_attribute(&x, "n", NULL);
    xml_elements(&x, &inner);
    xml_end(&x);
    xml_end(&x);
    ck_assert_str_eq(buf_cstr(&out), "\n<a>\n<b/>\n</a>");
    buf_clear(&out, 0);
    xml_start(&x, &out);
    for (int i = 0; i < XML_DEPTH + 1; i++)
        xml_element(&x, "deep");
    ck_assert(out.failed);
    buf_free(&out);
    buf_free(&inner);
}
END_TEST

static const struct {
    const char *in, *out;
} csv_cases[] = {
    {NULL, ""},
    {"", ""},
    {"plain", "plain"},
    {"a,b", "\"a,b\""},
    {"say \"x\"", "\"say \"\"x\"\"\""},
    {"two\r\nlines", "\"two\r\nlines\""},
    {"semi;colon", "\"semi;colon\""},
    {" space", "\" space\""},
    {"=1+1", "'=1+1"},
    {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
    {"+86 553", "'+86 553"},
    {"-2+3", "'-2+3"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "\"'\t=1\""},
    {"\r=1", "\"'\r=1\""},
    {"＝1+1", "'＝1+1"},
    {"＠x", "'＠x"},
    {"=\"a\",1", "\"'=\"\"a\"\",1\""},
    {"-12", "-12"},
    {"+12.50", "+12.50"},
    {"-1.5e-05", "-1.5e-05"},
    {"-5%", "-5%"},
    {"-", "'-"},
    {"-.5", "'-.5"},
    {"-1e", "'-1e"},
    {"1=1", "1=1"},
    {"a\x01", "a" FFFD},
};

START_TEST(csv_fields)
{
    struct buf out = {0};
    struct csv c;

    csv_start(&c, &out);
    csv_field(&c, csv_cases[_i].in, csv_cases[_i].in ? strlen(csv_cases[_i].in) : 0);
    csv_end_row(&c);
    ck_assert_int_eq(strncmp(buf_cstr(&out), "\xEF\xBB\xBF", 3), 0);
    ck_assert_uint_eq(out.len, 3 + strlen(csv_cases[_i].out) + 2);
    ck_assert_int_eq(memcmp(out.data + 3, csv_cases[_i].out, strlen(csv_cases[_i].out)), 0);
    ck_assert_int_eq(memcmp(out.data + out.len - 2, "\r\n", 2), 0);
    buf_free(&out);
}
END_TEST

START_TEST(csv_rows)
{
    struct buf out = {0};
    struct csv c;

    csv_start(&c, &out);
    csv_field(&c, "a", 1);
    csv_field(&c, NULL, 0);
    csv_field(&c, "b", 1);
    csv_end_row(&c);
    csv_field(&c, "c", 1);
    csv_end_row(&c);
    ck_assert_str_eq(buf_cstr(&out) + 3, "a,,b\r\nc\r\n");
    buf_free(&out);
}
END_TEST

static const struct {
    const char *uri, *href, *expected;
} link_cases[] = {
    {"/", "/demands", " href=\"/demands\""},
    {"/?lang=en", "/demands", " href=\"/demands?lang=en\""},
    {"/?lang=en", "/demands?unit=A", " href=\"/demands?unit=A&amp;lang=en\""},
    {"/?as_of=2020-02-25&known_at=2020-02-26T00:00:00Z", "/d?u=1",
     " href=\"/d?u=1&amp;as_of=2020-02-25&amp;known_at=2020-02-26T00:00:00Z\""},
    {"/?as_of=2020-02-25", "/d?as_of=2020-01-01", " href=\"/d?as_of=2020-01-01\""},
    {"/?as_of=2020-02-25", "/d?x_as_of=1", " href=\"/d?x_as_of=1&amp;as_of=2020-02-25\""},
    {"/", "javascript:alert(1)", ""},
    {"/", "//evil.example/", ""},
    {"/", "/\\evil.example/", ""},
    {"/", "https://evil.example/", ""},
    {"/", "demands", ""},
    {"/", "", ""},
    {"/", "/a\"b'c<d> e\\需", " href=\"/a%22b%27c%3Cd%3E%20e%5C%E9%9C%80\""},
    {"/?lang=en", "tel:+86-553-5550101", " href=\"tel:+86-553-5550101\""},
    {"/", "tel:1;x", ""},
    {"/", "tel:", ""},
};

START_TEST(references_stay_here)
{
    struct request_input in = {.method = "GET", .uri = link_cases[_i].uri};
    struct request r;
    struct fault f;
    struct buf out = {0};
    struct xml x;

    ck_assert(request_parse(&r, &in, &f));
    xml_start(&x, &out);
    xml_element(&x, "a");
    out.len = 0;
    link_attribute(&x, &r, link_cases[_i].href, strlen(link_cases[_i].href));
    ck_assert_str_eq(buf_cstr(&out), link_cases[_i].expected);
    buf_free(&out);
}
END_TEST

START_TEST(a_page_links_to_its_other_forms)
{
    struct request_input in = {.method = "GET", .uri = "/demands.csv?unit=A&after=k"};
    struct request r;
    struct fault f;
    struct buf out = {0};
    struct xml x;

    ck_assert(request_parse(&r, &in, &f));
    xml_start(&x, &out);
    link_elements(&x, &r, true, "z&");
    ck_assert_str_eq(buf_cstr(&out),
                     "\n<link rel=\"self\" href=\"/demands?unit=A&amp;after=k\"/>"
                     "\n<link rel=\"xml\" href=\"/demands.xml?unit=A&amp;after=k\"/>"
                     "\n<link rel=\"csv\" href=\"/demands.csv?unit=A\"/>"
                     "\n<link rel=\"lang\" href=\"/demands?unit=A&amp;lang=en&amp;after=k\" hreflang=\"en\"/>"
                     "\n<link rel=\"first\" href=\"/demands?unit=A\"/>"
                     "\n<link rel=\"next\" href=\"/demands?unit=A&amp;after=z%26\"/>");
    buf_free(&out);
}
END_TEST

START_TEST(buffers_fail_for_good)
{
    struct buf b = {0};
    char *large = calloc(1, BUF_LIMIT);

    buf_str(&b, "kept");
    buf_add(&b, large, BUF_LIMIT);
    ck_assert(b.failed);
    buf_str(&b, "no more");
    ck_assert_uint_eq(b.len, 4);
    buf_clear(&b, 0);
    ck_assert(!b.failed);
    buf_int(&b, -42);
    ck_assert_str_eq(buf_cstr(&b), "-42");
    buf_free(&b);
    free(large);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("markup");
    TCase *tests = tcase_create("markup");
    int gates = sizeof gate_cases / sizeof *gate_cases;

    tcase_add_loop_test(tests, gate, 0, gates);
    tcase_add_test(tests, gate_replaces_nul);
    tcase_add_loop_test(tests, xml_comes_back, 0, gates);
    tcase_add_loop_test(tests, markup_is_only_text, 0, sizeof markup_cases / sizeof *markup_cases);
    tcase_add_test(tests, any_bytes_are_well_formed);
    tcase_add_test(tests, long_text_is_cut);
    tcase_add_test(tests, elements_nest);
    tcase_add_loop_test(tests, csv_fields, 0, sizeof csv_cases / sizeof *csv_cases);
    tcase_add_test(tests, csv_rows);
    tcase_add_loop_test(tests, references_stay_here, 0, sizeof link_cases / sizeof *link_cases);
    tcase_add_test(tests, a_page_links_to_its_other_forms);
    tcase_add_test(tests, buffers_fail_for_good);
    suite_add_tcase(suite, tests);
    return suite;
}
