/* XML to HTML through the stylesheets, one compiled for each language. The only module that knows XSLT. */
#ifndef CGI_HTML_H
#define CGI_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "lang.h"

struct html;

/* Compiles DIR/zh.xsl and DIR/en.xsl. NULL with the reason in error. Nothing is read from files afterwards. */
struct html *html_open(const char *dir, char *error, size_t size);

/* Frees; NULL is legal. */
void html_free(struct html *h);

/* Turns a report document into HTML, appended to out. False with the reason in error (what a stylesheet says by
 * xsl:message included): out is worthless then. */
bool html_render(struct html *h, enum lang lang, const struct buf *xml, struct buf *out, char *error, size_t size);

#endif
