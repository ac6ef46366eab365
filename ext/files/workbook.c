/* A workbook: see workbook.h. */
#include "workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "part.h"
#include "sheet.h"

enum { FORMATS_MOST = 4096 };

/* --- relationships ------------------------------------------------------------------------------------------------- */

/* A target as a part: absolute ones without their slash, others beside the part that names them; ./ and ../ followed. */
static void target_part(const char *base, const char *target, char out[WORKBOOK_PATH])
{
    const char *slash = strrchr(base, '/');
    int length = target[0] == '/' || !slash ? 0 : (int)(slash + 1 - base);
    snprintf(out, WORKBOOK_PATH, "%.*s", length, base);
    while (*target == '/') target++;
    while (strncmp(target, "../", 3) == 0 || strncmp(target, "./", 2) == 0) {
        bool up = target[1] == '.';
        target += up ? 3 : 2;
        size_t used = strlen(out);
        if (up && used > 0)
            out[used - 1] = '\0';
        char *end = strrchr(out, '/');
        if (up)
            *(end ? end + 1 : out) = '\0';
    }
    size_t used = strlen(out);
    snprintf(out + used, WORKBOOK_PATH - used, "%s", target);
}

/* The part in which the relationships of another one stand. */
static void relations_part(const char *part, char out[WORKBOOK_PATH])
{
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash + 1 - part) : 0;
    snprintf(out, WORKBOOK_PATH, "%.*s_rels/%.200s.rels", folder, part, part + folder);
}

static bool type_ends(const char *type, const char *word)
{
    const char *slash = strrchr(type, '/');
    return slash && strcmp(slash + 1, word) == 0;
}

/* Takes one relationship of the workbook, or of the package where `part` is empty. */
static void relation_take(struct workbook *book, const char *part, const char *id, const char *type, const char *target)
{
    if (part[0] == '\0') {
        if (type_ends(type, "officeDocument"))
            target_part(part, target, book->part);
        return;
    }
    if (type_ends(type, "sharedStrings"))
        target_part(part, target, book->shared_part);
    if (type_ends(type, "styles"))
        target_part(part, target, book->styles_part);
    for (size_t i = 0; i < book->sheets; i++) {
        if (strcmp(book->sheet[i].id, id) == 0 && type_ends(type, "worksheet"))
            target_part(part, target, book->sheet[i].part);
    }
}

static bool relations_read(struct workbook *book, const char *part)
{
    char name[WORKBOOK_PATH], id[64], type[256], target[WORKBOOK_PATH];
    struct part xml;
    enum part_step step = PART_FAILED;
    relations_part(part, name);
    if (part_open(&xml, book->archive, name, book->refusal)) {
        while ((step = part_next(&xml)) != PART_END && step != PART_FAILED) {
            if (step != PART_OPEN || !part_is(&xml, "Relationship"))
                continue;
            part_attribute(&xml, "Id", id, sizeof id);
            part_attribute(&xml, "Type", type, sizeof type);
            if (part_attribute(&xml, "Target", target, sizeof target))
                relation_take(book, part, id, type, target);
        }
    }
    part_close(&xml);
    return step == PART_END;
}

/* --- sheets and formats -------------------------------------------------------------------------------------------- */

static bool sheet_take(struct workbook *book, struct part *xml)
{
    char state[32];
    if (book->sheets == WORKBOOK_SHEETS_MOST)
        return refusal_set(book->refusal, "the workbook has more than %d sheets", WORKBOOK_SHEETS_MOST);
    struct workbook_sheet *sheet = &book->sheet[book->sheets++];
    part_attribute(xml, "name", sheet->name, sizeof sheet->name);
    part_attribute(xml, "id", sheet->id, sizeof sheet->id);
    part_attribute(xml, "state", state, sizeof state);
    sheet->hidden = strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0;
    return true;
}

static bool sheets_read(struct workbook *book)
{
    struct part xml;
    char text[16];
    enum part_step step = PART_FAILED;
    bool good = part_open(&xml, book->archive, book->part, book->refusal);
    book->sheet = calloc(WORKBOOK_SHEETS_MOST, sizeof *book->sheet);
    if (!book->sheet)
        good = refusal_memory(book->refusal);
    while (good && (step = part_next(&xml)) != PART_END && step != PART_FAILED) {
        if (step != PART_OPEN)
            continue;
        if (part_is(&xml, "workbookPr") && part_attribute(&xml, "date1904", text, sizeof text))
            book->from_1904 = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
        else if (part_is(&xml, "sheet"))
            good = sheet_take(book, &xml);
    }
    part_close(&xml);
    return good && step == PART_END;
}

/* Formats of the workbook's own that are dates or times, by number. */
struct formats {
    long number[FORMATS_MOST];
    enum serial_class form[FORMATS_MOST];
    size_t count;
};

static enum serial_class format_class(const struct formats *formats, long number)
{
    for (size_t i = 0; i < formats->count; i++) {
        if (formats->number[i] == number)
            return formats->form[i];
    }
    return serial_builtin(number);
}

static void format_take(struct formats *formats, struct part *xml)
{
    char number[16], code[256];
    part_attribute(xml, "numFmtId", number, sizeof number);
    part_attribute(xml, "formatCode", code, sizeof code);
    if (formats->count == FORMATS_MOST)
        return;
    formats->number[formats->count] = strtol(number, NULL, 10);
    formats->form[formats->count++] = serial_format(code);
}

static bool styles_walk(struct workbook *book, struct part *xml, struct formats *formats)
{
    char number[16];
    bool cells = false;
    enum part_step step;
    while ((step = part_next(xml)) != PART_END && step != PART_FAILED) {
        if (step == PART_OPEN && part_is(xml, "numFmt"))
            format_take(formats, xml);
        else if (step != PART_TEXT && part_is(xml, "cellXfs"))
            cells = step == PART_OPEN && !part_empty(xml);
        else if (step == PART_OPEN && cells && part_is(xml, "xf") && book->styles < WORKBOOK_STYLES_MOST) {
            part_attribute(xml, "numFmtId", number, sizeof number);
            book->style[book->styles++] = format_class(formats, strtol(number, NULL, 10));
        }
    }
    return step == PART_END;
}

static bool styles_read(struct workbook *book)
{
    struct part xml;
    if (!book->styles_part[0] || !archive_has(book->archive, book->styles_part))
        return !book->refusal->text[0];
    struct formats *formats = calloc(1, sizeof *formats);
    book->style = calloc(WORKBOOK_STYLES_MOST, sizeof *book->style);
    if (!formats || !book->style) {
        free(formats);
        return refusal_memory(book->refusal);
    }
    bool good = part_open(&xml, book->archive, book->styles_part, book->refusal) && styles_walk(book, &xml, formats);
    part_close(&xml);
    free(formats);
    return good;
}

/* --- which sheet --------------------------------------------------------------------------------------------------- */

/* Looks for headings in a sheet. */
static bool sheet_probe(struct workbook *book, struct reading *table, const struct workbook_sheet *sheet)
{
    reading_forget(table);
    table->probing = true;
    sheet_read(book, sheet->part, reading_row, table);
    table->probing = false;
    return table->found;
}

static const struct workbook_sheet *sheet_named(struct workbook *book, const char *name)
{
    for (size_t i = 0; i < book->sheets; i++) {
        if (strcmp(book->sheet[i].name, name) == 0 && book->sheet[i].part[0])
            return &book->sheet[i];
    }
    char names[512] = "";
    for (size_t i = 0, used = 0; i < book->sheets && used < sizeof names - READING_SHEET_ROOM - 4; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", book->sheet[i].name);
    refusal_set(book->refusal, "it has no sheet %s; there are %s", name, names);
    return NULL;
}

static const struct workbook_sheet *sheet_choose(struct workbook *book, struct reading *table)
{
    if (table->sheet)
        return sheet_named(book, table->sheet);
    for (size_t i = 0; i < book->sheets; i++) {
        const struct workbook_sheet *sheet = &book->sheet[i];
        if (sheet->part[0] && !sheet->hidden && sheet_probe(book, table, sheet))
            return sheet;
        if (book->refusal->text[0])
            return NULL;
    }
    return NULL; /* reading_run says that there are no headings */
}

static bool book_read(struct workbook *book, struct reading *table)
{
    const struct workbook_sheet *sheet;
    if (archive_has(book->archive, "EncryptedPackage"))
        return refusal_set(book->refusal, "it is encrypted: save it without a password");
    if (book->refusal->text[0] || !relations_read(book, "") || !sheets_read(book) || !relations_read(book, book->part) ||
        !styles_read(book) ||
        (book->shared_part[0] && archive_has(book->archive, book->shared_part) && !sheet_shared(book, book->shared_part)) ||
        book->refusal->text[0] || !(sheet = sheet_choose(book, table)))
        return false;
    reading_forget(table);
    table->format = "xlsx";
    strcpy(table->sheet_read, sheet->name);
    return sheet_read(book, sheet->part, reading_row, table);
}

bool workbook_read(struct reading *table, const struct survey *survey, struct refusal *refusal)
{
    struct workbook book = {.refusal = refusal, .part = "xl/workbook.xml", .archive = archive_open(survey, refusal)};
    table->archive = book.archive;
    struct part_loud before = part_quiet();
    bool good = book.archive && book_read(&book, table);
    part_loud(before);
    table->archive = NULL;
    archive_close(book.archive);
    free(book.sheet);
    free(book.style);
    shared_free(&book.shared);
    return good;
}
