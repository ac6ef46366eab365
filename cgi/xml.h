/* The XML writer: the only file that knows how markup is spelt. Every text passes the gate of text.h. */
#ifndef CGI_XML_H
#define CGI_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

#define XML_DEPTH 8

/* Writes into `out`, which the caller owns. `open` is true while the start tag of the innermost element still takes
 * attributes. Names are those of the contract, never a user's. */
struct xml {
    struct buf *out;
    const char *stack[XML_DEPTH];
    int depth;
    bool open, text;
};

/* Longest text, in bytes, that one attribute or one element carries; the rest is cut at a character and shown as …
 * so that a page stays a page (CSV carries all of it). */
#define XML_TEXT_LIMIT ((size_t)64 << 10)

void xml_start(struct xml *x, struct buf *out);

/* The XML declaration, first thing in a document. */
void xml_declaration(struct xml *x);

/* Opens an element; each but one inside running text begins a line. */
void xml_element(struct xml *x, const char *name);

/* An attribute of the element just opened; s NULL writes nothing. */
void xml_attribute(struct xml *x, const char *name, const char *s);
void xml_attribute_bytes(struct xml *x, const char *name, const char *s, size_t n);

/* Text inside the innermost element. */
void xml_text(struct xml *x, const char *s, size_t n);

/* Elements that another writer made, as they are. */
void xml_elements(struct xml *x, const struct buf *elements);

/* Closes the innermost element. */
void xml_end(struct xml *x);

/* The spelling of single pieces, for html_write.c, whose texts come out of libxml2's tree: they passed the gate on
 * their way in and are only escaped. */
void xml_write_doctype(struct buf *out);
void xml_write_tag(struct buf *out, const char *name);
void xml_write_end_tag(struct buf *out, const char *name);
void xml_write_clean(struct buf *out, const char *s, size_t n, bool attribute);

#endif
