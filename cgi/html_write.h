/* Serialises a result tree as HTML. */
#ifndef CGI_HTML_WRITE_H
#define CGI_HTML_WRITE_H

#include <libxml/tree.h>

#include "buf.h"

/* Appends the document: doctype, elements, attributes, text. Comments and processing instructions are left out, and so
 * are namespace declarations, which HTML knows without being told. */
void html_write(struct buf *out, const xmlDoc *document);

#endif
