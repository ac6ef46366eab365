/* Writes the rows of a table into the intake tables of a store, under one savepoint. */
#ifndef FULFIL_FILES_STAGING_H
#define FULFIL_FILES_STAGING_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stdint.h>

#include "heading.h"
#include "core/progress.h"
#include "survey.h"
#include "reading.h"

enum { STAGING_SAVE, STAGING_LOCK, STAGING_RELEASE, STAGING_BACK, STAGING_ALL, STAGING_STATEMENTS };

/* What the caller said besides path and kind; NULL, 0 or false: nothing. All text is the caller's. */
struct staging_said {
    const char *unit, *corrects, *sheet, *encoding;
    int64_t year;
    bool synthetic;
};

struct staging {
    sqlite3 *db;
    const char *kind, *file; /* file: the path's last part */
    struct staging_said said;
    struct heading_list list;
    struct survey survey;
    struct progress progress;
    int64_t rows; /* seen since it began */
    sqlite3_stmt *statement[STAGING_STATEMENTS];
    sqlite3_stmt *row, *unread;
    struct reading *table; /* the one being read */
    char ref[64], unit[128]; /* of the batch; unit: who hands it in, empty where nobody says */
    bool empty;              /* headings and no row */
    sqlite3_int64 batch, unread_rows;
    int amount, amount_unit, quantity; /* numbers of columns, -1 where the kind has none */
    struct refusal refusal;
    int code; /* SQLite's, of the first failure */
};

/*
 * Reads the file into a new batch, or finds the one it is already; staging->ref is the batch then. Everything else gives
 * false: refusal.text says why, unless code is SQLITE_NOMEM, and nothing is written. `staging` has db, kind and said
 * filled in, the rest zero.
 */
bool staging_run(struct staging *staging, const char *path);

#endif
