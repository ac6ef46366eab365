/*
 * A file into the intake tables: see staging.h.
 *
 * The file is looked through before the store is locked, so that a long one holds nobody up for its digest; what was
 * read of it is taken only if the file is the same still when its last row has come. The savepoint is a transaction of
 * its own outside one, so a kill leaves nothing.
 */
#include "staging.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "staging_row.h"

/* --- statements ---------------------------------------------------------------------------------------------------- */

/* Notes a failure of SQLite's. Always false. */
static bool fail(struct staging *staging, int code)
{
    if (staging->code == SQLITE_OK)
        staging->code = code;
    if (code == SQLITE_NOMEM)
        return refusal_memory(&staging->refusal);
    return refusal_set(&staging->refusal, "%s", sqlite3_errmsg(staging->db));
}

static bool prepare(struct staging *staging, const char *sql, sqlite3_stmt **statement)
{
    int code = sql ? sqlite3_prepare_v2(staging->db, sql, -1, statement, NULL) : SQLITE_NOMEM;
    return code == SQLITE_OK || fail(staging, code);
}

/* Runs a statement to its end. */
static bool step(struct staging *staging, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    bool good = code == SQLITE_DONE || code == SQLITE_ROW || fail(staging, code);
    sqlite3_reset(statement);
    return good;
}

/* Text, or NULL where there is none or it is empty. */
static void bind(sqlite3_stmt *statement, int place, const char *text)
{
    if (text && text[0])
        sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

/* The text that a query with up to two parameters gives first, cut to the room; empty: no row or NULL. */
static bool ask(struct staging *staging, const char *sql, const char *a, const char *b, char *out, size_t room)
{
    sqlite3_stmt *statement = NULL;
    out[0] = '\0';
    if (!prepare(staging, sql, &statement))
        return false;
    bind(statement, 1, a);
    bind(statement, 2, b);
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        const unsigned char *text = sqlite3_column_text(statement, 0);
        code = text ? code : SQLITE_NOMEM;
        sqlite3_snprintf((int)room, out, "%s", text);
    }
    bool good = code == SQLITE_ROW || code == SQLITE_DONE || fail(staging, code);
    sqlite3_finalize(statement);
    return good;
}

/* --- savepoint ----------------------------------------------------------------------------------------------------- */

/* Prepared before there is a savepoint: after an interrupt SQLite prepares nothing. */
static bool savepoint_prepare(struct staging *staging)
{
    static const char *const sql[STAGING_STATEMENTS] = {
        [STAGING_SAVE] = "SAVEPOINT fulfil_files",
        [STAGING_LOCK] = "UPDATE main.setting SET value = value WHERE name = ''",
        [STAGING_RELEASE] = "RELEASE fulfil_files",
        [STAGING_BACK] = "ROLLBACK TO fulfil_files",
        [STAGING_ALL] = "ROLLBACK",
    };
    for (int i = 0; i < STAGING_STATEMENTS; i++) {
        if (!prepare(staging, sql[i], &staging->statement[i]))
            return false;
    }
    return true;
}

/*
 * As in ext/write.c: an interrupted statement that writes makes SQLite roll back everything, and the lock is one. Where the
 * savepoint cannot be taken back for another reason, the whole transaction is: a RELEASE would keep half a file.
 */
static void take_back(struct staging *staging)
{
    if (sqlite3_get_autocommit(staging->db))
        return;
    sqlite3_step(staging->statement[STAGING_BACK]);
    int code = sqlite3_reset(staging->statement[STAGING_BACK]);
    int next = code == SQLITE_OK ? STAGING_RELEASE : code == SQLITE_INTERRUPT ? STAGING_LOCK : STAGING_ALL;
    sqlite3_step(staging->statement[next]);
    sqlite3_reset(staging->statement[next]);
}

/* --- what the store says ------------------------------------------------------------------------------------------- */

/* Reads the columns and headings of the kind. */
static bool list_read(struct staging *staging)
{
    static const char *const sql[] = {
        "SELECT name, required, NULL, 0 FROM main.intake_column WHERE kind = ?1 ORDER BY name",
        "SELECT name, NULL, heading, rank FROM main.intake_heading WHERE kind = ?1 ORDER BY rank, rowid"};
    sqlite3_stmt *statement = NULL;
    for (int i = 0; i < 2; i++) {
        int code;
        if (!prepare(staging, sql[i], &statement))
            return false;
        bind(statement, 1, staging->kind);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            const char *name = (const char *)sqlite3_column_text(statement, 0);
            const char *word = (const char *)sqlite3_column_text(statement, 2);
            if (i == 0 && name && !heading_add_column(&staging->list, name, sqlite3_column_int(statement, 1)))
                code = SQLITE_FULL;
            else if (i == 1 && word && !heading_add_word(&staging->list, word, name, sqlite3_column_int(statement, 3)))
                code = SQLITE_NOMEM;
            if (code != SQLITE_ROW)
                break;
        }
        bool good = code == SQLITE_DONE || fail(staging, code);
        sqlite3_finalize(statement);
        if (!good)
            return false;
    }
    staging->amount = heading_column(&staging->list, "amount");
    staging->amount_unit = heading_column(&staging->list, "amount_unit");
    staging->quantity = heading_column(&staging->list, "quantity");
    return staging->list.columns > 0 ||
           refusal_set(&staging->refusal, "the kind %s is none of demand, progress, loan, subsidy", staging->kind);
}

/* The batch's reference: zone, -B- and the first 16 digits of the digest of kind and bytes. */
static bool reference_make(struct staging *staging)
{
    char zone[40];
    if (!ask(staging, "SELECT ifnull((SELECT value FROM main.setting WHERE name = 'zone'), (SELECT min(code) FROM main.zone))",
             NULL, NULL, zone, sizeof zone))
        return false;
    sqlite3_snprintf((int)sizeof staging->ref, staging->ref, "%s-B-%.16s", zone, staging->survey.identity);
    return zone[0] || refusal_set(&staging->refusal, "the store has no zone");
}

/*
 * The reference of a file of headings only, which says that there is nothing to report: made of its digest, the unit and
 * the day, for such files are alike every time, whoever hands them in.
 */
static bool reference_make_empty(struct staging *staging)
{
    char made[64];
    if (!ask(staging, "SELECT contents_code(?1 || ' ' || ifnull(?2, '') || ' ' || local_date(store_now()))", staging->survey.identity,
             staging->unit, made, sizeof made))
        return false;
    char *mark = strstr(staging->ref, "-B-");
    if (mark)
        sqlite3_snprintf((int)(sizeof staging->ref - (size_t)(mark - staging->ref)), mark, "-B-%.16s", made);
    return true;
}

/* --- the batch ----------------------------------------------------------------------------------------------------- */

/* The unit that hands it in, as the caller says (it must be one) or a line above the headings (it may be one). */
static bool unit_find(struct staging *staging, const char *sender, char *unit, size_t room)
{
    const char *said = staging->said.unit ? staging->said.unit : sender;
    if (!ask(staging, "SELECT code FROM main.unit WHERE ?1 IN (code, name, name_en) ORDER BY code = ?1 DESC LIMIT 1", said, NULL, unit, room))
        return false;
    return unit[0] || !staging->said.unit || refusal_set(&staging->refusal, "there is no unit %.100s", staging->said.unit);
}

static bool corrected_find(struct staging *staging)
{
    char found[64];
    const char *corrects = staging->said.corrects;
    if (!corrects)
        return true;
    if (!ask(staging, "SELECT kind FROM main.intake_batch WHERE ref = ?1", corrects, NULL, found, sizeof found))
        return false;
    if (!found[0])
        return refusal_set(&staging->refusal, "there is no batch %.100s to correct", corrects);
    return strcmp(found, staging->kind) == 0 ||
           refusal_set(&staging->refusal, "batch %.100s is one of %s, not of %s", corrects, found, staging->kind);
}

/* Makes the batch and the statements for its rows: the headings are known. */
static bool batch_begin(void *data, const struct reading *table)
{
    struct staging *staging = data;
    sqlite3_stmt *insert = NULL;
    if (!staging_row_money(staging, &table->map, &staging->refusal) ||
        !unit_find(staging, table->sender, staging->unit, sizeof staging->unit) || !corrected_find(staging) ||
        !prepare(staging, "INSERT INTO main.intake_batch (ref, kind, file, format, encoding, digest, sheet, unit, corrects, year, synthetic)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", &insert))
        return false;
    const char *text[] = {staging->ref, staging->kind, staging->file, table->format, staging->survey.encoding,
                          staging->survey.digest, table->sheet_read, staging->unit, staging->said.corrects};
    for (int i = 0; i < (int)(sizeof text / sizeof text[0]); i++) bind(insert, i + 1, text[i]);
    if (staging->said.year)
        sqlite3_bind_int64(insert, 10, staging->said.year);
    sqlite3_bind_int(insert, 11, staging->said.synthetic);
    bool good = step(staging, insert);
    staging->batch = sqlite3_last_insert_rowid(staging->db);
    sqlite3_finalize(insert);
    return good && (staging_row_prepare(staging) || fail(staging, staging->code));
}

/* Notes how the file was read, once it was. */
static bool batch_end(struct staging *staging, const struct reading *table)
{
    sqlite3_stmt *insert = NULL;
    if (!prepare(staging, "INSERT INTO main.intake_reading (batch, heading, rows, unread, blank, sums, ignored)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", &insert))
        return false;
    const sqlite3_int64 number[] = {staging->batch, table->map.row, table->rows, staging->unread_rows, table->blank, table->sums};
    for (int i = 0; i < 6; i++) sqlite3_bind_int64(insert, i + 1, number[i]);
    bind(insert, 7, table->map.ignored);
    bool good = step(staging, insert);
    sqlite3_finalize(insert);
    return good;
}

/* Whether the file is a batch already. */
static bool batch_known(struct staging *staging, bool *known)
{
    char found[64];
    bool good = ask(staging, "SELECT ref FROM main.intake_batch WHERE ref = ?1", staging->ref, NULL, found, sizeof found);
    *known = found[0];
    return good;
}

/* Reads the file, under the savepoint. */
static bool file_take(struct staging *staging)
{
    struct reading *table = sqlite3_malloc64(sizeof *table);
    bool known = false, good;
    if (!table)
        return fail(staging, SQLITE_NOMEM);
    *table = (struct reading){.list = &staging->list, .sink = staging_row_take, .data = staging, .begun = batch_begin,
                            .sheet = staging->said.sheet};
    staging->table = table;
    good = batch_known(staging, &known);
    if (good && !known) {
        staging->rows = 0;
        progress_begin(&staging->progress);
        good = reading_run(table, &staging->survey, staging->file, &staging->refusal);
        progress_end(&staging->progress);
        if (good && !survey_same(&staging->survey))
            good = refusal_set(&staging->refusal, "it was changed while it was read");
        good = good && batch_end(staging, table);
        staging->empty = good && table->rows == 0;
    }
    heading_map_free(&table->map);
    sqlite3_free(table);
    return good;
}

static void rows_end(struct staging *staging)
{
    sqlite3_finalize(staging->row);
    sqlite3_finalize(staging->unread);
    staging->row = staging->unread = NULL;
}

/* After savepoint_prepare. */
static bool transaction_run(struct staging *staging)
{
    if (!step(staging, staging->statement[STAGING_SAVE]))
        return false;
    bool good = step(staging, staging->statement[STAGING_LOCK]) && file_take(staging);
    rows_end(staging);
    if (good && staging->empty) { /* once more, under its own reference */
        staging->empty = false;
        good = step(staging, staging->statement[STAGING_BACK]) && reference_make_empty(staging) && file_take(staging);
        rows_end(staging);
    }
    if (good)
        good = step(staging, staging->statement[STAGING_RELEASE]);
    if (!good)
        take_back(staging);
    return good;
}

bool staging_run(struct staging *staging, const char *path)
{
    const char *slash = strrchr(path, '/');
    staging->file = slash ? slash + 1 : path;
    staging->survey.file = -1;
    bool good = list_read(staging) && savepoint_prepare(staging) &&
                survey_open(&staging->survey, path, staging->kind, staging->said.encoding, &staging->refusal) &&
                reference_make(staging) && transaction_run(staging);
    survey_close(&staging->survey);
    for (int i = 0; i < STAGING_STATEMENTS; i++) sqlite3_finalize(staging->statement[i]);
    heading_list_free(&staging->list);
    return good;
}
