/* Percent-coding, strict on the way in and canonical on the way out. */
#include "uri.h"

#include <string.h>

#include "text.h"

static int uri_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool uri_decode(const char *s, size_t n, bool plus, char *out, size_t *len)
{
    size_t used = 0;

    for (size_t i = 0; i < n; i++) {
        char c = s[i];

        if (c == '%') {
            int high = i + 2 < n ? uri_hex(s[i + 1]) : -1;
            int low = high >= 0 ? uri_hex(s[i + 2]) : -1;

            if (low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[used++] = c;
    }
    out[used] = '\0';
    *len = used;
    return text_is_clean(out, used);
}

static void uri_percent(struct buf *out, char c)
{
    static const char hex[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;
    char coded[3] = {'%', hex[byte >> 4], hex[byte & 15]};

    buf_add(out, coded, sizeof coded);
}

static bool uri_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void uri_encode(struct buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (uri_letter_or_digit(s[i]) || (s[i] && strchr("-._~:", s[i])))
            buf_char(out, s[i]);
        else
            uri_percent(out, s[i]);
    }
}

bool uri_reference(struct buf *out, const char *href, size_t n)
{
    if (n == 0 || href[0] != '/' || (n > 1 && (href[1] == '/' || href[1] == '\\')))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (uri_letter_or_digit(href[i]) || (href[i] && strchr("-._~:/?#&=%+,;@!$()*", href[i])))
            buf_char(out, href[i]);
        else
            uri_percent(out, href[i]);
    }
    return true;
}

bool uri_has_parameter(const char *href, size_t n, const char *name)
{
    size_t len = strlen(name);
    const char *at = memchr(href, '?', n), *end = href + n;

    while (at) {
        at++;
        if ((size_t)(end - at) > len && memcmp(at, name, len) == 0 && at[len] == '=')
            return true;
        at = memchr(at, '&', (size_t)(end - at));
    }
    return false;
}
