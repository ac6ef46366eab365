/* Why a file was refused: see refusal.h. */
#include "refusal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes a character that was cut at the end of the room away. */
static void refusal_trim(char *text)
{
    size_t length = strlen(text), at = length;
    while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80) at--;
    if (at == 0 || (unsigned char)text[at - 1] < 0xC0)
        return;
    unsigned char lead = (unsigned char)text[at - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (length - (at - 1) < needed)
        text[at - 1] = '\0';
}

bool refusal_set(struct refusal *refusal, const char *format, ...)
{
    va_list arguments;
    if (refusal->text[0])
        return false;
    va_start(arguments, format);
    vsnprintf(refusal->text, sizeof refusal->text, format, arguments);
    va_end(arguments);
    refusal_trim(refusal->text);
    return false;
}

bool refusal_memory(struct refusal *refusal)
{
    if (!refusal->text[0])
        refusal->lack = REFUSAL_MEMORY;
    return refusal_set(refusal, "out of memory");
}

bool refusal_disk(struct refusal *refusal)
{
    if (!refusal->text[0])
        refusal->lack = REFUSAL_DISK;
    return refusal_set(refusal, "no temporary file can be written (TMPDIR, /tmp)");
}

void refusal_begin(void)
{
    errno = 0;
}

bool refusal_starved(struct refusal *refusal)
{
    if (errno != ENOMEM)
        return false;
    refusal_memory(refusal);
    return true;
}
