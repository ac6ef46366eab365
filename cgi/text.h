/* The one gate for characters: whatever text leaves the server is read through text_next. */
#ifndef CGI_TEXT_H
#define CGI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_REPLACEMENT 0xFFFDu

/* The gate: reads the first character of s[0..n), n > 0, and returns how many bytes it took, at least 1. What is no
 * UTF-8, what XML 1.0 cannot carry (U+0000 to U+0008, …, U+FFFE), what HTML calls a parse error (DEL, C1, the other
 * noncharacters) and what reorders text beyond its own field (bidirectional embeddings, overrides, isolates) gives
 * U+FFFD. */
size_t text_next(const char *s, size_t n, uint32_t *cp);

/* Writes a code point that text_next gave as UTF-8; returns the length, 1 to 4. */
size_t text_encode(uint32_t cp, char out[4]);

/* True when all of s[0..n) is UTF-8 without control characters (U+0000 to U+001F, U+007F to U+009F). */
bool text_is_clean(const char *s, size_t n);

#endif
