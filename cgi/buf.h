/* A growable byte buffer whose error sticks, for everything that a page is put together from. */
#ifndef CGI_BUF_H
#define CGI_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is empty and usable. `failed` stays set from the first byte that found no room until buf_clear. */
struct buf {
    char *data;
    size_t len, cap;
    bool failed;
};

/* No buffer grows past this: a page that large is a mistake in the store, not a page. */
#define BUF_LIMIT ((size_t)64 << 20)

/* Appends n bytes; after a failure it does nothing. */
void buf_add(struct buf *b, const void *bytes, size_t n);

/* Appends a NUL-terminated string, NULL being the empty one. */
void buf_str(struct buf *b, const char *s);

void buf_char(struct buf *b, char c);

/* Appends a decimal integer. */
void buf_int(struct buf *b, int64_t n);

/* Gives the bytes as a NUL-terminated string (never NULL; "" after a failure). Valid until the next change. */
const char *buf_cstr(struct buf *b);

/* Empties the buffer, forgets a failure and keeps at most `keep` bytes of memory for the next use. */
void buf_clear(struct buf *b, size_t keep);

/* Frees the memory; the buffer is then empty and usable. */
void buf_free(struct buf *b);

#endif
