/* A workbook (.xlsx): its sheets, shared strings and formats; reads the sheet that has headings. */
#ifndef FULFIL_FILES_WORKBOOK_H
#define FULFIL_FILES_WORKBOOK_H

#include <stdbool.h>

#include "archive.h"
#include "refusal.h"
#include "serial.h"
#include "shared.h"
#include "survey.h"
#include "reading.h"

enum { WORKBOOK_SHEETS_MOST = 256, WORKBOOK_STYLES_MOST = 65536, WORKBOOK_PATH = 256 };

struct workbook_sheet {
    char name[READING_SHEET_ROOM];
    char id[64]; /* of its relationship */
    char part[WORKBOOK_PATH];
    bool hidden;
};

struct workbook {
    struct archive *archive;
    struct refusal *refusal;
    char part[WORKBOOK_PATH], shared_part[WORKBOOK_PATH], styles_part[WORKBOOK_PATH];
    bool from_1904;
    struct workbook_sheet *sheet;
    size_t sheets;
    enum serial_class *style; /* of each cell format */
    size_t styles;
    struct shared shared;
};

/*
 * Reads the sheet that the table wants, or the first sheet that is not hidden and has headings, as reading.h says. False
 * where a sink ended it, or with words for the user: damaged, cut off, encrypted, past a limit of archive.h, no such
 * sheet, not well-formed XML, a document type in it.
 */
bool workbook_read(struct reading *table, const struct survey *survey, struct refusal *refusal);

#endif
