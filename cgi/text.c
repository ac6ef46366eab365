/* The one gate for characters: strict UTF-8 as the extension's core reads it, and U+FFFD for what no page may carry. */
#include "text.h"

#include "ext/core/utf8.h"

/* Code points that no page carries, as ranges in ascending order; beyond the first plane see text_allowed. */
static const struct {
    uint32_t first, last;
} text_refused[] = {
    {0x00, 0x08}, {0x0B, 0x0C}, {0x0E, 0x1F}, {0x7F, 0x9F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFDD0, 0xFDEF},
};

static bool text_allowed(uint32_t cp)
{
    if (cp == UTF8_BAD || (cp & 0xFFFE) == 0xFFFE)
        return false;
    for (size_t i = 0; i < sizeof text_refused / sizeof *text_refused && cp >= text_refused[i].first; i++)
        if (cp <= text_refused[i].last)
            return false;
    return true;
}

size_t text_next(const char *s, size_t n, uint32_t *cp)
{
    size_t len = utf8_next((const unsigned char *)s, n, cp);

    if (!text_allowed(*cp))
        *cp = TEXT_REPLACEMENT;
    return len;
}

size_t text_encode(uint32_t cp, char out[4])
{
    return utf8_put(cp, (unsigned char *)out);
}

bool text_is_clean(const char *s, size_t n)
{
    uint32_t cp;

    for (size_t i = 0; i < n;) {
        i += utf8_next((const unsigned char *)s + i, n - i, &cp);
        if (cp == UTF8_BAD || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            return false;
    }
    return true;
}
