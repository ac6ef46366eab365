/* Strong entity tags: 128 bits of the body. */
#ifndef CGI_ETAG_H
#define CGI_ETAG_H

#include <stdbool.h>
#include <stddef.h>

/* Room for a tag with its quotes and a NUL. */
#define ETAG_SIZE 35

/* The tag of a body: SipHash-2-4 with 128 bits of output and a fixed key, the same in every process. */
void etag_of(const void *body, size_t n, char etag[ETAG_SIZE]);

/* Whether an If-None-Match header (NULL: none) names the tag; compares weakly, as RFC 9110 asks for. */
bool etag_matches(const char *if_none_match, const char *etag);

#endif
