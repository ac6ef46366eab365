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

/* utf8_next for what is neither ASCII nor the commonest of three bytes. */
size_t utf8_next_any(const unsigned char *text, size_t bytes, uint32_t *code);

/*
 * Reads the character at text[0..bytes), bytes >= 1; gives the bytes it takes, at least 1. As in SQLite a character is
 * a byte below 0xC0, or a byte from 0xC0 on with all continuation bytes behind it, however many. *code becomes its
 * code point, or UTF8_BAD where the bytes are no well-formed encoding (RFC 3629: no overlong form, no surrogate,
 * nothing past U+10FFFF). Reads nothing past `bytes`.
 */
static inline size_t utf8_next(const unsigned char *text, size_t bytes, uint32_t *code)
{
    if (text[0] < 0x80) {
        *code = text[0];
        return 1;
    }
    if (bytes >= 4) { /* three bytes and no continuation behind them, as in most Chinese text: one comparison */
        uint32_t word = text[0] | (uint32_t)text[1] << 8 | (uint32_t)text[2] << 16 | (uint32_t)text[3] << 24;
        uint32_t three = (word & 0x0F) << 12 | (word >> 2 & 0x0FC0) | (word >> 16 & 0x3F);
        bool well_formed = (word & 0x00C0C0F0) == 0x008080E0 && (word & 0xC0000000) != 0x80000000;
        if (well_formed && three >= 0x800 && (three & 0xF800) != 0xD800) {
            *code = three;
            return 3;
        }
    }
    return utf8_next_any(text, bytes, code);
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
