/* XML to HTML through the stylesheets.
 *
 * Stylesheets are the program's own files, yet libxslt would fetch URLs and write files for one that says so. So every
 * transform context forbids all of that; nothing but the files under the folder is read while compiling and nothing
 * at all afterwards. */
#include "html.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "html_write.h"

#define HTML_DEPTH 400
#define HTML_VARIABLES 10000
#define HTML_OPERATIONS 20000000UL

struct html {
    xsltStylesheetPtr sheet[LANG_COUNT];
    xsltSecurityPrefsPtr security;
};

/* What libxml2 and libxslt say, one line of it. */
struct html_message {
    char *text;
    size_t size, used;
};

/* xmlGenericErrorFunc: appends, line breaks as spaces, until the room is full. */
static void html_listen(void *context, const char *format, ...)
{
    struct html_message *m = context;
    va_list arguments;
    int n;

    if (m->used + 1 >= m->size)
        return;
    va_start(arguments, format);
    n = vsnprintf(m->text + m->used, m->size - m->used, format, arguments);
    va_end(arguments);
    for (char *c = m->text + m->used; *c; c++)
        if (*c == '\n')
            *c = ' ';
    m->used += n > 0 ? (size_t)n : 0;
    if (m->used >= m->size)
        m->used = m->size - 1;
}

static void html_ignore(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* Lets libxml2 and libxslt speak into m, or nowhere with NULL. */
static void html_hear(struct html_message *m)
{
    xmlSetGenericErrorFunc(m, m ? html_listen : html_ignore);
    xsltSetGenericErrorFunc(m, m ? html_listen : html_ignore);
}

/* xmlExternalEntityLoader after the stylesheets are compiled. */
static xmlParserInputPtr html_load_nothing(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static xsltStylesheetPtr html_compile(const char *dir, enum lang lang)
{
    char path[PATH_MAX];
    xmlDocPtr document;
    xsltStylesheetPtr sheet;

    if (snprintf(path, sizeof path, "%s/%s.xsl", dir, lang_code(lang)) >= (int)sizeof path)
        return NULL;
    document = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    sheet = document ? xsltParseStylesheetDoc(document) : NULL;
    if (!sheet && document)
        xmlFreeDoc(document);
    if (sheet && sheet->errors) {
        xsltFreeStylesheet(sheet);
        sheet = NULL;
    }
    return sheet;
}

static xsltSecurityPrefsPtr html_forbid(void)
{
    static const xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE,    XSLT_SECPREF_WRITE_FILE,    XSLT_SECPREF_CREATE_DIRECTORY,
        XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK,
    };
    xsltSecurityPrefsPtr security = xsltNewSecurityPrefs();

    for (size_t i = 0; security && i < sizeof options / sizeof *options; i++)
        xsltSetSecurityPrefs(security, options[i], xsltSecurityForbid);
    return security;
}

struct html *html_open(const char *dir, char *error, size_t size)
{
    struct html_message message = {.text = error, .size = size};
    struct html *h = calloc(1, sizeof *h);
    bool good = h != NULL;

    error[0] = '\0';
    xmlMemSetup(arena_free, arena_malloc, arena_realloc, arena_strdup);
    xmlInitParser();
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
    html_hear(&message);
    for (int lang = 0; good && lang < LANG_COUNT; lang++) {
        h->sheet[lang] = html_compile(dir, (enum lang)lang);
        good = h->sheet[lang] != NULL;
    }
    html_hear(NULL);
    xmlSetExternalEntityLoader(html_load_nothing);
    if (good) {
        h->security = html_forbid();
        good = h->security != NULL;
    }
    if (good)
        return h;
    if (!error[0])
        snprintf(error, size, "%s: no usable stylesheets", dir);
    html_free(h);
    return NULL;
}

void html_free(struct html *h)
{
    if (!h)
        return;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (h->sheet[lang])
            xsltFreeStylesheet(h->sheet[lang]);
    if (h->security)
        xsltFreeSecurityPrefs(h->security);
    free(h);
}

/* A context for one page with everything forbidden and bounded; NULL when that cannot be had. */
static xsltTransformContextPtr html_context(struct html *h, enum lang lang, xmlDocPtr document)
{
    xsltTransformContextPtr context = xsltNewTransformContext(h->sheet[lang], document);

    if (!context)
        return NULL;
    if (xsltSetCtxtSecurityPrefs(h->security, context) != 0) {
        xsltFreeTransformContext(context);
        return NULL;
    }
    context->maxTemplateDepth = HTML_DEPTH;
    context->maxTemplateVars = HTML_VARIABLES;
    context->opLimit = HTML_OPERATIONS;
    context->xpathCtxt->opLimit = HTML_OPERATIONS;
    return context;
}

bool html_render(struct html *h, enum lang lang, const struct buf *xml, struct buf *out, char *error, size_t size)
{
    struct html_message message = {.text = error, .size = size};
    xsltTransformContextPtr context = NULL;
    xmlDocPtr document, result = NULL;
    bool good = false;

    error[0] = '\0';
    arena_begin();
    html_hear(&message);
    document = xmlReadMemory(xml->data, (int)xml->len, "report.xml", "UTF-8", XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (document)
        context = html_context(h, lang, document);
    if (context)
        result = xsltApplyStylesheetUser(h->sheet[lang], document, NULL, NULL, NULL, context);
    if (result && context->state == XSLT_STATE_OK) {
        html_write(out, result);
        good = !out->failed;
    }
    if (!good && !error[0])
        snprintf(error, size, "%s", out->failed ? "the page is too large" : "the stylesheet failed");
    xmlFreeDoc(result);
    if (context)
        xsltFreeTransformContext(context);
    xmlFreeDoc(document);
    html_hear(NULL);
    xmlResetLastError();
    arena_end();
    return good;
}
