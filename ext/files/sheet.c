/*
 * One sheet of a workbook: see sheet.h.
 *
 * Rows and cells have their place in attributes (r="7", r="C7") or follow one another. A cell is a number, a shared
 * string, text of its own (inlineStr, str), a truth value (是 or 否), a date in ISO form or an error. Readings of
 * characters (rPh) are no part of a text.
 */
#include "sheet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "part.h"

enum { TEXT_MOST = GRID_CELL_MOST + 64 };

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_TRUTH, CELL_ERROR };

struct sheet {
    struct workbook *book;
    struct part xml;
    struct grid_build build;
    int64_t row; /* the one at hand */
    size_t place;
    size_t next; /* where a cell without r stands */
    enum cell_type type;
    unsigned long style;
    bool taking;   /* inside v or t */
    bool reading;  /* inside rPh */
    char text[TEXT_MOST + 1];
    size_t bytes;
};

static void text_add(struct sheet *sheet, const char *text)
{
    size_t bytes = strlen(text), room = TEXT_MOST - sheet->bytes;
    if (bytes > room)
        bytes = room;
    memcpy(sheet->text + sheet->bytes, text, bytes);
    sheet->bytes += bytes;
}

/* Four hexadecimal digits between _x and _ stand for a character: _x000D_. Controls but tab and line end stay written. */
static size_t text_unescape(char *text, size_t bytes)
{
    size_t to = 0;
    for (size_t from = 0; from < bytes;) {
        unsigned long code = 0;
        if (bytes - from >= 7 && text[from] == '_' && text[from + 1] == 'x' && text[from + 6] == '_') {
            char digits[5] = {text[from + 2], text[from + 3], text[from + 4], text[from + 5]};
            code = strspn(digits, "0123456789abcdefABCDEF") == 4 ? strtoul(digits, NULL, 16) : 0;
        }
        if (code == '\t' || code == '\n' || code == '\r' || (code >= ' ' && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE)) {
            to += utf8_put((uint32_t)code, (unsigned char *)text + to); /* three bytes at most, for seven */
            from += 7;
        } else {
            text[to++] = text[from++];
        }
    }
    return to;
}

/* The number of columns before the letters of a reference such as AB7; false: no letters, or too many. */
static bool place_of(const char *reference, size_t *place)
{
    size_t column = 0, letters = 0;
    for (; isalpha((unsigned char)reference[letters]) && letters < 4; letters++)
        column = column * 26 + (size_t)(toupper((unsigned char)reference[letters]) - 'A' + 1);
    *place = column - 1;
    return letters > 0 && letters < 4;
}

static bool cell_open(struct sheet *sheet)
{
    char text[32];
    sheet->place = sheet->next;
    if (part_attribute(&sheet->xml, "r", text, sizeof text) && !place_of(text, &sheet->place))
        return refusal_set(sheet->book->refusal, "part %s: there is no cell %s", sheet->xml.name, text);
    sheet->next = sheet->place + 1;
    sheet->style = part_attribute(&sheet->xml, "s", text, sizeof text) ? strtoul(text, NULL, 10) : 0;
    part_attribute(&sheet->xml, "t", text, sizeof text);
    sheet->type = strcmp(text, "s") == 0                                                               ? CELL_SHARED
                  : strcmp(text, "b") == 0                                                             ? CELL_TRUTH
                  : strcmp(text, "e") == 0                                                             ? CELL_ERROR
                  : strcmp(text, "str") == 0 || strcmp(text, "inlineStr") == 0 || strcmp(text, "d") == 0 ? CELL_TEXT
                                                                                                       : CELL_NUMBER;
    sheet->bytes = 0;
    return true;
}

static bool shared_refuse(struct workbook *book, enum shared_code code)
{
    switch (code) {
    case SHARED_NO_MEMORY: return refusal_memory(book->refusal);
    case SHARED_NO_FILE: return refusal_disk(book->refusal);
    case SHARED_MANY: return refusal_set(book->refusal, "it has more than %d shared strings", SHARED_MOST);
    case SHARED_NONE: return refusal_set(book->refusal, "a cell names a shared string that is not there");
    case SHARED_OK: break;
    }
    return true;
}

/* What the cell holds, as text. */
static bool cell_text(struct sheet *sheet, char number[SERIAL_ROOM], const char **text, size_t *bytes)
{
    struct workbook *book = sheet->book;
    *text = sheet->text;
    *bytes = sheet->bytes;
    sheet->text[sheet->bytes] = '\0';
    switch (sheet->type) {
    case CELL_SHARED: return shared_refuse(book, shared_get(&book->shared, strtoull(sheet->text, NULL, 10), text, bytes));
    case CELL_TEXT: *bytes = text_unescape(sheet->text, sheet->bytes); break;
    case CELL_TRUTH:
        *text = sheet->text[0] == '1' || sheet->text[0] == 't' ? "是" : "否";
        *bytes = strlen(*text);
        break;
    case CELL_NUMBER:
        serial_text(sheet->text, sheet->bytes, sheet->style < book->styles ? book->style[sheet->style] : SERIAL_NUMBER,
                    book->from_1904, number);
        *text = number;
        *bytes = strlen(number);
        break;
    case CELL_ERROR: break;
    }
    return true;
}

static bool cell_close(struct sheet *sheet)
{
    char number[SERIAL_ROOM];
    const char *text;
    size_t bytes;
    if (sheet->bytes == 0)
        return true;
    if (!cell_text(sheet, number, &text, &bytes))
        return false;
    if (sheet->place >= GRID_CELLS_MOST)
        return refusal_set(sheet->book->refusal, "row %lld has more than %d cells", (long long)sheet->row, GRID_CELLS_MOST);
    return grid_set(&sheet->build, sheet->place, text, bytes, sheet->type == CELL_ERROR ? GRID_ERROR : GRID_SOUND) ||
           refusal_memory(sheet->book->refusal);
}

static bool row_open(struct sheet *sheet)
{
    char text[32];
    int64_t row = sheet->row + 1;
    if (part_attribute(&sheet->xml, "r", text, sizeof text))
        row = strtoll(text, NULL, 10);
    if (row <= sheet->row || row > GRID_ROWS_MOST)
        return refusal_set(sheet->book->refusal, "part %s: row %lld follows row %lld", sheet->xml.name, (long long)row,
                           (long long)sheet->row);
    sheet->row = row;
    sheet->next = 0;
    grid_begin(&sheet->build);
    return true;
}

/* An element of the sheet begins. */
static bool element_open(struct sheet *sheet)
{
    struct part *xml = &sheet->xml;
    bool empty = part_empty(xml);
    if (part_is(xml, "row"))
        return row_open(sheet);
    if (part_is(xml, "c"))
        return cell_open(sheet);
    if (part_is(xml, "rPh"))
        sheet->reading = !empty;
    else if (part_is(xml, "v") || part_is(xml, "t"))
        sheet->taking = !empty && !sheet->reading;
    return true;
}

bool sheet_read(struct workbook *book, const char *part, grid_sink *sink, void *data)
{
    struct sheet *sheet = calloc(1, sizeof *sheet);
    enum part_step step = PART_OPEN;
    if (!sheet)
        return refusal_memory(book->refusal);
    sheet->book = book;
    bool good = part_open(&sheet->xml, book->archive, part, book->refusal);
    while (good && (step = part_next(&sheet->xml)) != PART_END && step != PART_FAILED) {
        if (step == PART_OPEN) {
            good = element_open(sheet);
        } else if (step == PART_TEXT) {
            if (sheet->taking)
                text_add(sheet, part_text(&sheet->xml));
        } else if (part_is(&sheet->xml, "v") || part_is(&sheet->xml, "t")) {
            sheet->taking = false;
        } else if (part_is(&sheet->xml, "rPh")) {
            sheet->reading = false;
        } else if (part_is(&sheet->xml, "c")) {
            good = cell_close(sheet);
        } else if (part_is(&sheet->xml, "row")) {
            struct grid_row row = grid_row(&sheet->build, sheet->row);
            good = sink(data, &row);
        } else if (part_is(&sheet->xml, "sheetData")) {
            step = PART_END;
            break;
        }
    }
    part_close(&sheet->xml);
    grid_free(&sheet->build);
    free(sheet);
    return good && step == PART_END;
}

/* Ends a shared string. */
static bool shared_take(struct workbook *book, struct sheet *sheet)
{
    size_t bytes = text_unescape(sheet->text, sheet->bytes);
    sheet->bytes = 0;
    return shared_refuse(book, shared_add(&book->shared, sheet->text, bytes));
}

bool sheet_shared(struct workbook *book, const char *part)
{
    struct sheet *sheet = calloc(1, sizeof *sheet);
    enum part_step step = PART_OPEN;
    if (!sheet)
        return refusal_memory(book->refusal);
    bool good = part_open(&sheet->xml, book->archive, part, book->refusal);
    while (good && (step = part_next(&sheet->xml)) != PART_END && step != PART_FAILED) {
        if (step == PART_OPEN && part_is(&sheet->xml, "si") && part_empty(&sheet->xml))
            good = shared_take(book, sheet);
        else if (step == PART_OPEN)
            good = element_open(sheet);
        else if (step == PART_TEXT && sheet->taking)
            text_add(sheet, part_text(&sheet->xml));
        else if (step == PART_CLOSE && part_is(&sheet->xml, "t"))
            sheet->taking = false;
        else if (step == PART_CLOSE && part_is(&sheet->xml, "rPh"))
            sheet->reading = false;
        else if (step == PART_CLOSE && part_is(&sheet->xml, "si"))
            good = shared_take(book, sheet);
    }
    part_close(&sheet->xml);
    free(sheet);
    return good && step == PART_END && shared_refuse(book, shared_end(&book->shared));
}
