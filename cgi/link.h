/* The addresses that a page gives: its own other forms, and the references that reports carry. */
#ifndef CGI_LINK_H
#define CGI_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "request.h"
#include "xml.h"

/* Writes the <link> elements of a page: its canonical address, its other forms and language, and where its main table
 * goes on; next is the key of the last row shown, NULL when no row follows; csv tells whether that form has anything
 * to give. The addresses are those of HTML pages whatever form was asked for, so that all forms come from the same
 * document. */
void link_elements(struct xml *x, const struct request *r, bool csv, const char *next);

/* Writes an attribute href from a report's reference: with lang, as_of and known_at as in the request, unless it has
 * its own; a tel: number and the #id of a table of the same page as they are; nothing when it leads elsewhere. */
void link_attribute(struct xml *x, const struct request *r, const char *href, size_t n);

#endif
