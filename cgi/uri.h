/* Percent-coding, strict on the way in and canonical on the way out. */
#ifndef CGI_URI_H
#define CGI_URI_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Decodes s[0..n) into out (room for n + 1 bytes, NUL-terminated); `plus` makes + a space, as in a query. False when a
 * % is not followed by two hexadecimal digits or the result is no UTF-8 or has a control character. */
bool uri_decode(const char *s, size_t n, bool plus, char *out, size_t *len);

/* Appends s[0..n) with every byte but A-Z a-z 0-9 - . _ ~ and : percent-encoded. */
void uri_encode(struct buf *out, const char *s, size_t n);

/* Appends the site-relative reference `href`, bytes that no URI may have percent-encoded. False, and nothing written,
 * when it does not begin with a single slash: a store must not send readers elsewhere. */
bool uri_reference(struct buf *out, const char *href, size_t n);

/* Whether the query of `href` has the parameter. */
bool uri_has_parameter(const char *href, size_t n, const char *name);

#endif
