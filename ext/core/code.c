/* Codes: the rule that keys keep, and a code made of a name. */
#include "code.h"

#include "utf8.h"

static bool code_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool code_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool code_valid(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!code_letter(text[i]) && !code_digit(text[i]) && text[i] != '-' && text[i] != '_')
            return false;
    return length >= 1 && length <= CODE_MOST;
}

/* What one character becomes: its bytes, 0 for one that parts words. */
static size_t code_piece(uint32_t point, char piece[8])
{
    size_t digits = 4;
    if (point < 0x80) {
        char c = (char)point;
        piece[0] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        return code_letter(c) || code_digit(c);
    }
    while (digits < 6 && point >> (4 * digits))
        digits++;
    for (size_t i = 0; i < digits; i++)
        piece[i] = "0123456789ABCDEF"[point >> (4 * (digits - 1 - i)) & 15];
    return digits;
}

enum code_result code_make(const char *text, size_t bytes, char code[CODE_MOST], size_t *length)
{
    size_t n = 0;
    bool parted = false;
    for (size_t at = 0; at < bytes;) {
        char piece[8];
        uint32_t point;
        at += utf8_next((const unsigned char *)text + at, bytes - at, &point);
        if (point == UTF8_BAD)
            return CODE_BROKEN;
        size_t more = code_piece(point, piece);
        if (more && n + more + (parted && n) > CODE_MOST)
            return CODE_LONG;
        if (more && parted && n)
            code[n++] = '-';
        for (size_t i = 0; i < more; i++)
            code[n++] = piece[i];
        parted = !more;
    }
    *length = n;
    return n ? CODE_OK : CODE_EMPTY;
}
