/* UTF-8 as SQLite counts it, so that positions found here fit its substr() and length(). */
#ifndef FULFIL_UTF8_H
#define FULFIL_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stands for a character that is not well-formed UTF-8; no code point. */
#define UTF8_BAD UINT32_C(0xFFFFFFFF)

/* Longest encoding of one code point. */
#define UTF8_MAX 4

static inline bool utf8_continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* How many bytes from `at` on are continuation bytes (10xxxxxx); *bits gathers the last of their payloads. */
static inline size_t utf8_tail(const unsigned char *text, size_t bytes, size_t at, uint32_t *bits)
{
    size_t start = at;
    while (at < bytes && utf8_continues(text[at])) {
        *bits = *bits << 6 | (text[at] & 0x3F);
        at++;
    }
    return at - start;
}

/*
 * Reads the character at text[0..bytes), bytes >= 1; gives the bytes it takes, at least 1. As in SQLite a character is
 * a byte below 0xC0, or a byte from 0xC0 on with all continuation bytes behind it, however many. *code becomes its
 * code point, or UTF8_BAD where the bytes are no well-formed encoding (RFC 3629: no overlong form, no surrogate,
 * nothing past U+10FFFF). Reads nothing past `bytes`.
 */
static inline size_t utf8_next(const unsigned char *text, size_t bytes, uint32_t *code)
{
    unsigned char lead = text[0];
    if (lead < 0x80) {
        *code = lead;
        return 1;
    }
    bool common = lead >= 0xE1 && lead <= 0xEC && bytes >= 3 && utf8_continues(text[1]) && utf8_continues(text[2]);
    if (common && (bytes == 3 || !utf8_continues(text[3]))) { /* most Chinese text ends here */
        *code = (uint32_t)(lead & 0x0F) << 12 | (uint32_t)(text[1] & 0x3F) << 6 | (text[2] & 0x3F);
        return 3;
    }
    *code = UTF8_BAD;
    if (lead < 0xC0)
        return 1;
    uint32_t bits = lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
    size_t tail = utf8_tail(text, bytes, 1, &bits);
    if (lead < 0xE0) {
        if (tail == 1 && bits >= 0x80)
            *code = bits;
    } else if (lead < 0xF0) {
        if (tail == 2 && bits >= 0x800 && (bits & 0xF800) != 0xD800)
            *code = bits;
    } else if (lead < 0xF8) {
        if (tail == 3 && bits >= 0x10000 && bits <= 0x10FFFF)
            *code = bits;
    }
    return 1 + tail;
}

/* Writes the encoding of a code point, gives its bytes (1..UTF8_MAX). */
static inline size_t utf8_put(uint32_t code, unsigned char out[UTF8_MAX])
{
    if (code < 0x80) {
        out[0] = (unsigned char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (unsigned char)(0xC0 | code >> 6);
        out[1] = (unsigned char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (unsigned char)(0xE0 | code >> 12);
        out[1] = (unsigned char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (unsigned char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (unsigned char)(0xF0 | code >> 18);
    out[1] = (unsigned char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (unsigned char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (unsigned char)(0x80 | (code & 0x3F));
    return 4;
}

#endif
