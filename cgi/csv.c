/* The CSV writer: every character through the gate of text.h, formulas defused.
 *
 * A cell whose first character is = + - @, a tab or a carriage return, or the full-width form of one, is read by some
 * spreadsheet as a formula. It gets an apostrophe in front, unless it is a plain number such as -12.5 or +86. */
#include "csv.h"

#include <string.h>

#include "text.h"

static size_t csv_digits(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] >= '0' && s[i] <= '9')
        i++;
    return i;
}

/* [+-] digits [. digits] [e [+-] digits] [%], all of it. */
static bool csv_is_number(const char *s, size_t n)
{
    size_t i = n && (s[0] == '+' || s[0] == '-') ? 1 : 0, digits = csv_digits(s + i, n - i);

    if (digits == 0)
        return false;
    i += digits;
    if (i < n && s[i] == '.') {
        digits = csv_digits(s + i + 1, n - i - 1);
        if (digits == 0)
            return false;
        i += 1 + digits;
    }
    if (i < n && (s[i] == 'e' || s[i] == 'E')) {
        i++;
        if (i < n && (s[i] == '+' || s[i] == '-'))
            i++;
        digits = csv_digits(s + i, n - i);
        if (digits == 0)
            return false;
        i += digits;
    }
    if (i < n && s[i] == '%')
        i++;
    return i == n;
}

/* Whether some spreadsheet would run s[0..n) as a formula. */
static bool csv_is_formula(const char *s, size_t n)
{
    static const uint32_t starts[] = {'=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0x2212};
    uint32_t cp;

    if (n == 0)
        return false;
    text_next(s, n, &cp);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (cp == starts[i])
            return !csv_is_number(s, n);
    return false;
}

static bool csv_needs_quotes(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr("\",;\t\r\n", s[i]))
            return true;
    return n && (s[0] == ' ' || s[n - 1] == ' ');
}

void csv_start(struct csv *c, struct buf *out)
{
    *c = (struct csv){.out = out};
    buf_str(out, "\xEF\xBB\xBF");
}

void csv_field(struct csv *c, const char *s, size_t n)
{
    bool quotes = s && csv_needs_quotes(s, n);
    uint32_t cp;
    char utf8[4];

    if (c->in_row)
        buf_char(c->out, ',');
    c->in_row = true;
    if (!s)
        return;
    if (quotes)
        buf_char(c->out, '"');
    if (csv_is_formula(s, n))
        buf_char(c->out, '\'');
    for (size_t i = 0; i < n;) {
        i += text_next(s + i, n - i, &cp);
        if (cp == '"')
            buf_char(c->out, '"');
        buf_add(c->out, utf8, text_encode(cp, utf8));
    }
    if (quotes)
        buf_char(c->out, '"');
}

void csv_end_row(struct csv *c)
{
    buf_add(c->out, "\r\n", 2);
    c->in_row = false;
}
