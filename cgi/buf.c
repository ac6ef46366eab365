/* A growable byte buffer whose error sticks: doubles its memory, refuses to pass BUF_LIMIT. */
#include "buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for n more bytes and a terminating NUL. */
static bool buf_reserve(struct buf *b, size_t n)
{
    size_t need = b->len + n + 1, cap = b->cap ? b->cap : 256;
    char *grown;

    if (b->failed)
        return false;
    if (need <= b->cap)
        return true;
    if (n > BUF_LIMIT || need > BUF_LIMIT) {
        b->failed = true;
        return false;
    }
    while (cap < need)
        cap *= 2;
    grown = realloc(b->data, cap);
    if (!grown) {
        b->failed = true;
        return false;
    }
    b->data = grown;
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    if (n == 0 || !buf_reserve(b, n))
        return;
    memcpy(b->data + b->len, bytes, n);
    b->len += n;
}

void buf_str(struct buf *b, const char *s)
{
    if (s)
        buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    if (buf_reserve(b, 1))
        b->data[b->len++] = c;
}

void buf_int(struct buf *b, int64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)n);

    buf_add(b, digits, (size_t)len);
}

const char *buf_cstr(struct buf *b)
{
    if (!buf_reserve(b, 0))
        return "";
    b->data[b->len] = '\0';
    return b->data;
}

void buf_clear(struct buf *b, size_t keep)
{
    if (b->cap > keep)
        buf_free(b);
    b->len = 0;
    b->failed = false;
}

void buf_free(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}
