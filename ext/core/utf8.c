/* UTF-8 as SQLite counts it: the uncommon characters. */
#include "utf8.h"

/* How many bytes from `at` on are continuation bytes (10xxxxxx); *bits gathers the last of their payloads. */
static size_t read_tail(const unsigned char *text, size_t bytes, size_t at, uint32_t *bits)
{
    size_t start = at;
    while (at < bytes && (text[at] & 0xC0) == 0x80) {
        *bits = *bits << 6 | (text[at] & 0x3F);
        at++;
    }
    return at - start;
}

size_t utf8_next_any(const unsigned char *text, size_t bytes, uint32_t *code)
{
    unsigned char lead = text[0];
    *code = lead < 0x80 ? lead : UTF8_BAD;
    if (lead < 0xC0)
        return 1;
    uint32_t bits = lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
    size_t tail = read_tail(text, bytes, 1, &bits);
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
