/*
 * A workbook whose sheet, shared strings or styles are any bytes: the first byte says which. Whatever comes, every row
 * that is given is numbered upwards and every cell is UTF-8 of allowed length, or the file is refused with words.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "ext/core/utf8.h"
#include "ext/files/reading.h"
#include "fuzz.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char *const part[][2] = {
    {"_rels/.rels", "<Relationships><Relationship Id='r' Type='" OFFICE "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='s' r:id='a'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Type='" OFFICE "worksheet' Target='s.xml'/>"
                                   "<Relationship Id='b' Type='" OFFICE "sharedStrings' Target='t.xml'/>"
                                   "<Relationship Id='c' Type='" OFFICE "styles' Target='y.xml'/></Relationships>"},
    {"xl/s.xml", "<worksheet><sheetData><row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c s='1'><v>43866.5</v></c>"
                 "<c t='s'><v>2</v></c></row></sheetData></worksheet>"},
    {"xl/t.xml", "<sst><si><t>企业</t></si><si><t>日期</t></si><si><t>x</t></si></sst>"},
    {"xl/y.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
};

enum { PARTS = sizeof part / sizeof part[0], VARIED_FROM = 1, VARIED = PARTS - VARIED_FROM };

static bool begun(void *data, const struct reading *reading)
{
    *(int64_t *)data = reading->map.row;
    return true;
}

static bool row(void *data, const struct grid_row *row)
{
    int64_t *last = data;
    FUZZ_CHECK(row->number > *last && row->count > 0 && row->count <= GRID_CELLS_MOST);
    *last = row->number;
    for (size_t i = 0; i < row->count; i++) {
        FUZZ_CHECK(row->cell[i].bytes <= GRID_CELL_MOST);
        for (size_t at = 0; at < row->cell[i].bytes;) {
            uint32_t code;
            at += utf8_next((const unsigned char *)row->cell[i].text + at, row->cell[i].bytes - at, &code);
            FUZZ_CHECK(code != UTF8_BAD && code != 0);
        }
    }
    return true;
}

/* The workbook as a file in memory, one part of it replaced. */
static int workbook_of(size_t varied, const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *all = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(all, ZIP_TRUNCATE, &error);
    FUZZ_CHECK(zip != NULL);
    zip_source_keep(all);
    for (size_t i = 0; i < PARTS; i++) {
        const void *bytes = i == varied ? (const void *)data : (const void *)part[i][1];
        zip_int64_t index = zip_file_add(zip, part[i][0], zip_source_buffer(zip, bytes, i == varied ? size : strlen(part[i][1]), 0), 0);
        FUZZ_CHECK(index >= 0 && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
    }
    FUZZ_CHECK(zip_close(zip) == 0 && zip_source_open(all) == 0);
    char block[4096];
    int file = memfd_create("fuzz", 0);
    for (zip_int64_t got; (got = zip_source_read(all, block, sizeof block)) > 0;)
        FUZZ_CHECK(write(file, block, (size_t)got) == (ssize_t)got);
    zip_source_close(all);
    zip_source_free(all);
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t nothing[1];
    struct heading_list list = {.columns = 0};
    struct refusal refusal = {.text = ""};
    int64_t last = 0;
    if (size < 1)
        return 0;
    int file = workbook_of(VARIED_FROM + data[0] % VARIED, size > 1 ? data + 1 : nothing, size - 1);
    FUZZ_CHECK(heading_add_column(&list, "a", true) && heading_add_column(&list, "b", false));
    FUZZ_CHECK(heading_add_word(&list, "企业", "a", 1) && heading_add_word(&list, "日期", "b", 1));
    struct survey survey = {.file = file, .bytes = (uint64_t)lseek(file, 0, SEEK_END), .workbook = true};
    struct reading *reading = calloc(1, sizeof *reading);
    FUZZ_CHECK(reading != NULL);
    *reading = (struct reading){.list = &list, .sink = row, .data = &last, .begun = begun};
    bool good = reading_run(reading, &survey, "x.xlsx", &refusal);
    FUZZ_CHECK(good == (refusal.text[0] == '\0'));
    heading_map_free(&reading->map);
    free(reading);
    heading_list_free(&list);
    close(file);
    return 0;
}
