/* Rows of cells: see grid.h. */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

/* White space that is more than a byte. */
static const char *const wide_space[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

static size_t space_first(const char *text, size_t bytes)
{
    if (bytes > 0 && strchr(" \t\r\n\v\f", text[0]) && text[0])
        return 1;
    for (size_t i = 0; i < sizeof wide_space / sizeof wide_space[0]; i++) {
        size_t length = strlen(wide_space[i]);
        if (bytes >= length && memcmp(text, wide_space[i], length) == 0)
            return length;
    }
    return 0;
}

static size_t space_last(const char *text, size_t bytes)
{
    for (size_t length = 1; length <= 3 && length <= bytes; length++) {
        if (space_first(text + bytes - length, length) == length)
            return length;
    }
    return 0;
}

void grid_trim(const char **text, size_t *bytes)
{
    size_t taken;
    while ((taken = space_first(*text, *bytes)) > 0) {
        *text += taken;
        *bytes -= taken;
    }
    while ((taken = space_last(*text, *bytes)) > 0) *bytes -= taken;
}

/* ="0012" becomes 0012, unless there is a quote inside. */
static void formula_text(const char **text, size_t *bytes)
{
    if (*bytes < 3 || memcmp(*text, "=\"", 2) != 0 || (*text)[*bytes - 1] != '"' ||
        memchr(*text + 2, '"', *bytes - 3))
        return;
    *text += 2;
    *bytes -= 3;
    grid_trim(text, bytes);
}

/* Cuts to GRID_CELL_MOST bytes, at a character. */
static size_t cell_cut(const char *text, size_t bytes)
{
    if (bytes <= GRID_CELL_MOST)
        return bytes;
    bytes = GRID_CELL_MOST;
    while (bytes > 0 && ((unsigned char)text[bytes] & 0xC0) == 0x80) bytes--;
    return bytes;
}

void grid_begin(struct grid_build *build)
{
    build->used = 0;
    build->count = 0;
}

static bool build_room(struct grid_build *build, size_t bytes)
{
    size_t room = build->room ? build->room : 4096;
    if (bytes <= build->room - build->used)
        return true;
    while (room - build->used < bytes) room *= 2;
    char *text = realloc(build->text, room);
    if (!text)
        return false;
    build->text = text;
    build->room = room;
    return true;
}

bool grid_set(struct grid_build *build, size_t place, const char *text, size_t bytes, enum grid_fault fault)
{
    static const char damaged[] = "\xEF\xBF\xBD";
    grid_trim(&text, &bytes);
    formula_text(&text, &bytes);
    if (bytes == 0 && place >= build->count)
        return true;
    if (fault == GRID_SOUND && bytes > GRID_CELL_MOST)
        fault = GRID_LONG;
    bytes = cell_cut(text, bytes);
    if (fault == GRID_SOUND && memmem(text, bytes, damaged, 3))
        fault = GRID_BYTES;
    if (!build_room(build, bytes + 1))
        return false;
    while (build->count <= place) {
        build->cell[build->count] = (struct grid_cell){0};
        build->offset[build->count++] = 0;
    }
    memcpy(build->text + build->used, text, bytes);
    build->cell[place] = (struct grid_cell){.bytes = bytes, .fault = fault};
    build->offset[place] = build->used;
    build->used += bytes;
    return true;
}

struct grid_row grid_row(struct grid_build *build, int64_t number)
{
    while (build->count > 0 && build->cell[build->count - 1].bytes == 0) build->count--;
    for (size_t i = 0; i < build->count; i++) build->cell[i].text = build->text + build->offset[i];
    return (struct grid_row){.number = number, .count = build->count, .cells = build->count, .cell = build->cell};
}

void grid_free(struct grid_build *build)
{
    free(build->text);
    build->text = NULL;
    build->room = 0;
}
