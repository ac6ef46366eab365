/* Reads a request strictly: an address that could be meant in two ways is refused, never repaired.
 *
 * The path comes from REQUEST_URI, undecoded, and is decoded here once; web servers differ in what they do to the
 * others. An empty value (unit=) is the same as none, because forms send one for each field left alone. */
#include "request.h"

#include <string.h>

#include "text.h"
#include "uri.h"

static const struct {
    const char *suffix;
    enum form form;
} request_forms[] = {{".html", FORM_HTML}, {".xml", FORM_XML}, {".csv", FORM_CSV}};

/* Decodes s[0..n) into the request's own store; NULL when it cannot be. The store holds an address of the greatest
 * length, so it cannot run out before REQUEST_URI_LIMIT has been checked. */
static char *request_keep(struct request *r, const char *s, size_t n, bool plus)
{
    char *out = r->store + r->store_used;
    size_t len;

    if (n + 1 > sizeof r->store - r->store_used || !uri_decode(s, n, plus, out, &len))
        return NULL;
    r->store_used += len + 1;
    return out;
}

static bool request_method(struct request *r, const char *method, struct fault *f)
{
    r->head = method && strcmp(method, "HEAD") == 0;
    if (r->head || (method && strcmp(method, "GET") == 0))
        return true;
    fault_set(f, FAULT_METHOD, "method", method, "GET, HEAD");
    return false;
}

/* Takes the suffix off the path's last segment and sets the form. False for a suffix that names no form. */
static bool request_suffix(struct request *r, char *path)
{
    char *dot = strrchr(path, '.');

    if (!dot)
        return true;
    for (size_t i = 0; i < sizeof request_forms / sizeof *request_forms; i++) {
        if (strcmp(dot, request_forms[i].suffix) == 0 && dot > path && dot[-1] != '/') {
            r->form = request_forms[i].form;
            *dot = '\0';
            return true;
        }
    }
    return false;
}

/* The form that the address asks for by its end, so that even a path that cannot be read is refused in it. */
static enum form request_form(const char *raw, size_t n)
{
    for (size_t i = 0; i < sizeof request_forms / sizeof *request_forms; i++) {
        size_t len = strlen(request_forms[i].suffix);

        if (n >= len && memcmp(raw + n - len, request_forms[i].suffix, len) == 0)
            return request_forms[i].form;
    }
    return FORM_HTML;
}

/* Whether a segment of the path is empty, "." or "..", the last one of "/" excepted. */
static bool request_path_has_dots(const char *path)
{
    for (const char *at = path; *at == '/';) {
        size_t n = strcspn(at + 1, "/");
        const char *segment = at + 1;

        if ((n == 0 && segment[0]) || (n == 1 && segment[0] == '.') || (n == 2 && memcmp(segment, "..", 2) == 0))
            return true;
        at = segment + n;
    }
    return false;
}

static bool request_route(struct request *r, const char *raw, size_t n, struct fault *f)
{
    char *path = request_keep(r, raw, n, false);

    if (!path || path[0] != '/') {
        fault_set(f, FAULT_URI_CODING, "path", NULL, NULL);
        return false;
    }
    r->path = path;
    if (request_path_has_dots(path)) {
        fault_set(f, FAULT_PATH_DOTS, "path", path, NULL);
        return false;
    }
    fault_set(f, FAULT_PAGE_UNKNOWN, "path", path, NULL);
    if (!request_suffix(r, path))
        return false;
    r->route = route_find(path, &r->key);
    return r->route != NULL;
}

/* One name=value of the query. `seen` has the parameters met so far, with a value or without. */
static bool request_pair(struct request *r, const char *pair, size_t n, unsigned *seen, struct fault *f)
{
    const char *equals = memchr(pair, '=', n);
    size_t name_len = equals ? (size_t)(equals - pair) : n;
    char *name = request_keep(r, pair, name_len, true), *value = NULL;
    enum param p;

    if (name)
        value = equals ? request_keep(r, equals + 1, n - name_len - 1, true) : name + strlen(name);
    if (!name || !value) {
        fault_set(f, FAULT_URI_CODING, "query", name, NULL);
        return false;
    }
    p = param_find(name, strlen(name));
    if (p == PARAM_COUNT || !((r->route->filters | PARAM_COMMON) & PARAM_BIT(p))) {
        fault_set(f, FAULT_PARAM_UNKNOWN, name, value, NULL);
        return false;
    }
    if (*seen & PARAM_BIT(p)) {
        fault_set(f, FAULT_PARAM_REPEATED, param_name(p), value, NULL);
        return false;
    }
    *seen |= PARAM_BIT(p);
    if (!*value)
        return true;
    if (!param_valid(p, value) || ((p == PARAM_STAGE || p == PARAM_STATE) && r->route->words && !param_word(r->route->words, value))) {
        fault_set(f, FAULT_VALUE, param_name(p), value, param_expected(p, r->lang));
        return false;
    }
    r->value[p] = value;
    r->given |= PARAM_BIT(p);
    return true;
}

static bool request_pairs(struct request *r, const char *query, struct fault *f)
{
    unsigned seen = 0;

    while (*query) {
        size_t n = strcspn(query, "&");

        if (n && !request_pair(r, query, n, &seen, f))
            return false;
        query += n + (query[n] == '&');
    }
    return true;
}

/* Whether the filters that go together are together. */
static bool request_together(const struct request *r, struct fault *f)
{
    unsigned given = r->given & r->route->together, missing = r->route->together & ~given;
    int alone = 0, absent = 0;

    if (!given || !missing)
        return true;
    while (!(given & PARAM_BIT(alone)))
        alone++;
    while (!(missing & PARAM_BIT(absent)))
        absent++;
    fault_set(f, FAULT_PARAM_ALONE, param_name((enum param)alone), r->value[alone], param_name((enum param)absent));
    return false;
}

/* The language is looked for before anything else, so that an error page speaks it. */
static enum lang request_lang(const char *query)
{
    static const char english[] = "lang=en";

    while (*query) {
        size_t n = strcspn(query, "&");

        if (n == sizeof english - 1 && memcmp(query, english, n) == 0)
            return LANG_EN;
        query += n + (query[n] == '&');
    }
    return LANG_ZH;
}

static bool request_viewer(struct request *r, const char *viewer, struct fault *f)
{
    r->viewer = viewer ? viewer : "";
    if (strlen(r->viewer) <= REQUEST_VIEWER_LIMIT && text_is_clean(r->viewer, strlen(r->viewer)))
        return true;
    r->viewer = "";
    fault_set(f, FAULT_VIEWER, "REMOTE_USER", NULL, NULL);
    return false;
}

bool request_parse(struct request *r, const struct request_input *in, struct fault *f)
{
    const char *uri = in->uri ? in->uri : "", *query = in->query;
    size_t path_len = strcspn(uri, "?#");

    r->head = false;
    r->form = request_form(uri, path_len);
    r->lang = LANG_ZH;
    r->route = NULL;
    r->key = NULL;
    r->path = "/";
    r->viewer = "";
    r->given = 0;
    r->store_used = 0;
    r->if_none_match = in->if_none_match;
    memset(r->value, 0, sizeof r->value);
    if (!query)
        query = uri[path_len] == '?' ? uri + path_len + 1 : "";
    if (!request_method(r, in->method, f) || !request_viewer(r, in->viewer, f))
        return false;
    if (path_len + strlen(query) > REQUEST_URI_LIMIT) {
        fault_set(f, FAULT_URI_TOO_LONG, "path", NULL, NULL);
        return false;
    }
    r->lang = request_lang(query);
    return request_route(r, uri, path_len, f) && request_pairs(r, query, f) && request_together(r, f);
}

void request_path(const struct request *r, enum form form, struct buf *out)
{
    bool index = r->route->path[1] == '\0';

    buf_str(out, r->route->path);
    if (r->key)
        uri_encode(out, r->key, strlen(r->key));
    if (form == FORM_HTML)
        return;
    if (index)
        buf_str(out, "index");
    for (size_t i = 0; i < sizeof request_forms / sizeof *request_forms; i++)
        if (request_forms[i].form == form)
            buf_str(out, request_forms[i].suffix);
}

void request_query(const struct request *r, unsigned mask, enum lang lang, const char *after, struct buf *out)
{
    char separator = '?';

    for (int p = 0; p < PARAM_COUNT; p++) {
        const char *value = r->value[p];

        if (p == PARAM_LANG)
            value = lang == LANG_EN ? "en" : NULL;
        else if (p == PARAM_AFTER)
            value = after;
        if (!value || !(mask & PARAM_BIT(p)))
            continue;
        buf_char(out, separator);
        buf_str(out, param_name((enum param)p));
        buf_char(out, '=');
        uri_encode(out, value, strlen(value));
        separator = '&';
    }
}
