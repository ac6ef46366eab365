/* The addresses that a page gives. */
#include "link.h"

#include <string.h>

#include "uri.h"

#define LINK_LENGTH 1024

/* One <link>: the page in a form and a language, from a row on. */
static void link_element(struct xml *x, const struct request *r, const char *rel, enum form form, enum lang lang,
                         const char *after)
{
    struct buf href = {0};

    request_path(r, form, &href);
    request_query(r, PARAM_ALL, lang, after, &href);
    xml_element(x, "link");
    xml_attribute(x, "rel", rel);
    xml_attribute(x, "href", buf_cstr(&href));
    if (lang != r->lang)
        xml_attribute(x, "hreflang", lang_code(lang));
    xml_end(x);
    buf_free(&href);
}

void link_elements(struct xml *x, const struct request *r, bool csv, const char *next)
{
    const char *after = r->value[PARAM_AFTER];
    enum lang lang = r->lang;

    link_element(x, r, "self", FORM_HTML, lang, after);
    link_element(x, r, "xml", FORM_XML, lang, after);
    if (csv)
        link_element(x, r, "csv", FORM_CSV, lang, NULL);
    link_element(x, r, "lang", FORM_HTML, lang_other(lang), after);
    if (after)
        link_element(x, r, "first", FORM_HTML, lang, NULL);
    if (next)
        link_element(x, r, "next", FORM_HTML, lang, next);
}

/* Appends name=value unless it is absent or the reference has the parameter itself. */
static void link_parameter(struct buf *out, const char *href, size_t n, enum param p, const char *value)
{
    if (!value || uri_has_parameter(href, n, param_name(p)))
        return;
    buf_char(out, memchr(out->data, '?', out->len) ? '&' : '?');
    buf_str(out, param_name(p));
    buf_char(out, '=');
    uri_encode(out, value, strlen(value));
}

/* tel: digits and hyphens, perhaps after a +. */
static bool link_is_phone(const char *href, size_t n)
{
    size_t start = n > 4 && href[4] == '+' ? 5 : 4;

    if (n <= start || memcmp(href, "tel:", 4) != 0 || href[start] == '-')
        return false;
    for (size_t i = start; i < n; i++)
        if ((href[i] < '0' || href[i] > '9') && href[i] != '-')
            return false;
    return true;
}

/* #id: a table of the same page. */
static bool link_is_table(const char *href, size_t n)
{
    if (n < 2 || href[0] != '#' || href[1] < 'a' || href[1] > 'z')
        return false;
    for (size_t i = 2; i < n; i++)
        if ((href[i] < 'a' || href[i] > 'z') && (href[i] < '0' || href[i] > '9') && href[i] != '-')
            return false;
    return true;
}

void link_attribute(struct xml *x, const struct request *r, const char *href, size_t n)
{
    struct buf out = {0};

    if (href && n <= LINK_LENGTH && (link_is_phone(href, n) || link_is_table(href, n)))
        xml_attribute_bytes(x, "href", href, n);
    if (!href || n > LINK_LENGTH || !uri_reference(&out, href, n))
        return;
    link_parameter(&out, href, n, PARAM_AS_OF, r->value[PARAM_AS_OF]);
    link_parameter(&out, href, n, PARAM_KNOWN_AT, r->value[PARAM_KNOWN_AT]);
    link_parameter(&out, href, n, PARAM_LANG, r->lang == LANG_EN ? "en" : NULL);
    xml_attribute(x, "href", buf_cstr(&out));
    buf_free(&out);
}
