/*
 * A file as a table: finds the row of headings, then gives every row behind it to a sink. The one entrance to the
 * readers of CSV and of workbooks.
 */
#ifndef FULFIL_FILES_READING_H
#define FULFIL_FILES_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "archive.h"
#include "decode.h"
#include "grid.h"
#include "heading.h"
#include "refusal.h"
#include "survey.h"

enum { READING_SHEET_ROOM = 256 };

/* How a table was read; all zero to begin with. */
struct reading {
    const struct heading_list *list;
    grid_sink *sink;     /* rows with content behind the headings, sums left out */
    void *data;          /* the sink's */
    bool (*begun)(void *data, const struct reading *table); /* called once before the first row; false ends the reading */
    const char *sheet;   /* the sheet wanted; NULL: the first one with headings */

    struct heading_map map;
    const char *format;                 /* csv, tsv, xlsx */
    char sheet_read[READING_SHEET_ROOM];  /* of a workbook */
    char money_unit[8];                 /* 单位：万元 in a row above the headings; empty: none */
    char sender[128];                   /* 填报单位：人社局 there */
    int64_t rows, blank, sums;

    /* the reading's own */
    const struct decode *decode;   /* of a text */
    const struct archive *archive; /* of a workbook */
    struct refusal *refusal;
    bool found, probing;
    int searched;        /* rows with content seen without headings */
    int64_t last;        /* number of the last row with content */
    size_t best;         /* most headings that a row had */
    int64_t best_row;
};

/*
 * Reads. False where a sink ended it, or with words for the user: no headings, whatever delimited_read and
 * workbook_read refuse, a last row that was cut off. `name` is the file's name, whose ending tells TSV from CSV where the
 * text does not. map is to be freed with heading_map_free in any case.
 */
bool reading_run(struct reading *table, const struct survey *survey, const char *name, struct refusal *refusal);

/* How much of the file was read: 0 to 1. */
double reading_share(const struct reading *table, const struct survey *survey);

/* Of use to the reader of workbooks: the sink that finds the headings, and forgetting what a sheet without them gave. */
bool reading_row(void *data, const struct grid_row *row);
void reading_forget(struct reading *table);

#endif
