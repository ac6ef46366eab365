/* The XML writer: elements, attributes and text into a buffer, every text through one gate.
 *
 * libxml2 accepts U+0001 and broken UTF-8 from its caller silently and then cannot read its own output; so nothing here
 * asks it. Plain ASCII is copied in runs; anything else is decoded and judged by text_next. */
#include "xml.h"

#include <string.h>

#include "text.h"

/* The bytes that need a look: markup, quotes, controls, and whatever is not ASCII. */
static bool xml_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"';
}

/* Writes one character that is not plain. White space other than the space is written as a reference in attributes,
 * where a parser would turn it into spaces; so is a carriage return everywhere. */
static void xml_character(struct buf *out, uint32_t cp, bool attribute)
{
    char utf8[4];

    switch (cp) {
    case '<':
        buf_add(out, "&lt;", 4);
        return;
    case '>':
        buf_add(out, "&gt;", 4);
        return;
    case '&':
        buf_add(out, "&amp;", 5);
        return;
    case '"':
        buf_add(out, "&quot;", 6);
        return;
    case '\r':
        buf_add(out, "&#13;", 5);
        return;
    case '\n':
        buf_str(out, attribute ? "&#10;" : "\n");
        return;
    case '\t':
        buf_str(out, attribute ? "&#9;" : "\t");
        return;
    default:
        buf_add(out, utf8, text_encode(cp, utf8));
    }
}

void xml_write_doctype(struct buf *out)
{
    buf_str(out, "<!DOCTYPE html>\n");
}

void xml_write_tag(struct buf *out, const char *name)
{
    buf_char(out, '<');
    buf_str(out, name);
}

void xml_write_end_tag(struct buf *out, const char *name)
{
    buf_add(out, "</", 2);
    buf_str(out, name);
    buf_char(out, '>');
}

void xml_write_clean(struct buf *out, const char *s, size_t n, bool attribute)
{
    for (size_t i = 0; i < n;) {
        size_t run = i;

        while (run < n && ((unsigned char)s[run] >= 0x80 || xml_plain((unsigned char)s[run])))
            run++;
        buf_add(out, s + i, run - i);
        i = run;
        if (i < n)
            xml_character(out, (unsigned char)s[i++], attribute);
    }
}

/* The gate: copies s[0..n), escaped and cleaned, at most XML_TEXT_LIMIT bytes of it. */
static void xml_gate(struct buf *out, const char *s, size_t n, bool attribute)
{
    bool cut = n > XML_TEXT_LIMIT;
    size_t end = cut ? XML_TEXT_LIMIT : n;

    for (size_t i = 0; i < end;) {
        size_t run = i;
        uint32_t cp;

        while (run < end && xml_plain((unsigned char)s[run]))
            run++;
        buf_add(out, s + i, run - i);
        i = run;
        if (i < end) {
            i += text_next(s + i, n - i, &cp);
            xml_character(out, cp, attribute);
        }
    }
    if (cut)
        buf_str(out, "…");
}

void xml_start(struct xml *x, struct buf *out)
{
    *x = (struct xml){.out = out};
}

void xml_declaration(struct xml *x)
{
    buf_str(x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

/* Ends the start tag that may still be open. */
static void xml_close_tag(struct xml *x)
{
    if (x->open)
        buf_char(x->out, '>');
    x->open = false;
}

void xml_element(struct xml *x, const char *name)
{
    xml_close_tag(x);
    if (x->depth == XML_DEPTH) {
        x->out->failed = true;
        return;
    }
    buf_char(x->out, '\n');
    xml_write_tag(x->out, name);
    x->stack[x->depth++] = name;
    x->open = true;
    x->text = false;
}

void xml_attribute_bytes(struct xml *x, const char *name, const char *s, size_t n)
{
    if (!s || !x->open)
        return;
    buf_char(x->out, ' ');
    buf_str(x->out, name);
    buf_add(x->out, "=\"", 2);
    xml_gate(x->out, s, n, true);
    buf_char(x->out, '"');
}

void xml_attribute(struct xml *x, const char *name, const char *s)
{
    if (s)
        xml_attribute_bytes(x, name, s, strlen(s));
}

void xml_text(struct xml *x, const char *s, size_t n)
{
    if (n == 0)
        return;
    xml_close_tag(x);
    x->text = true;
    xml_gate(x->out, s, n, false);
}

void xml_elements(struct xml *x, const struct buf *elements)
{
    if (elements->len == 0)
        return;
    xml_close_tag(x);
    x->text = false;
    buf_add(x->out, elements->data, elements->len);
    x->out->failed = x->out->failed || elements->failed;
}

void xml_end(struct xml *x)
{
    const char *name;

    if (x->depth == 0)
        return;
    name = x->stack[--x->depth];
    if (x->open) {
        buf_add(x->out, "/>", 2);
    } else {
        if (!x->text)
            buf_char(x->out, '\n');
        xml_write_end_tag(x->out, name);
    }
    x->open = false;
    x->text = false;
}
