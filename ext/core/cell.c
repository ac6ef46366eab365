/* Cells: folded once, then matched by place. */
#include "cell.h"

#include <string.h>

#include "fold.h"
#include "utf8.h"

bool cell_blank(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000 || code == 0xFEFF ||
           (code >= 0x2000 && code <= 0x200D) || code == 0x202F || code == 0x2060;
}

bool cell_read(const char *text, size_t bytes, struct cell *cell)
{
    size_t last = 0, end = 0;
    cell->count = 0;
    for (size_t at = 0, step; at < bytes; at += step) {
        uint32_t code;
        step = utf8_next((const unsigned char *)text + at, bytes - at, &code);
        if (code == UTF8_BAD || code == 0)
            return false;
        code = fold_code(code);
        if (cell_blank(code) && cell->count == 0)
            continue;
        if (cell->count == CELL_MOST) {
            if (!cell_blank(code))
                return false;
            continue;
        }
        cell->code[cell->count] = code;
        cell->at[cell->count++] = at;
        if (!cell_blank(code)) {
            last = cell->count;
            end = at + step;
        }
    }
    cell->count = last;
    cell->code[last] = 0;
    cell->at[last] = end;
    return true;
}

size_t cell_word(const struct cell *cell, size_t at, const char *word)
{
    size_t bytes = strlen(word), byte = 0, length = 0;
    while (byte < bytes) {
        uint32_t code;
        byte += utf8_next((const unsigned char *)word + byte, bytes - byte, &code);
        if (at + length >= cell->count || cell->code[at + length] != code)
            return 0;
        length++;
    }
    return length;
}

size_t cell_skip(const struct cell *cell, size_t at)
{
    while (at < cell->count && cell_blank(cell->code[at])) at++;
    return at;
}

bool cell_is(const struct cell *cell, const char *word)
{
    size_t bytes = strlen(word), byte = 0, at = cell_skip(cell, 0);
    while (byte < bytes) {
        uint32_t code;
        byte += utf8_next((const unsigned char *)word + byte, bytes - byte, &code);
        if (at >= cell->count || cell->code[at] != code)
            return false;
        at = cell_skip(cell, at + 1);
    }
    return at == cell->count;
}
