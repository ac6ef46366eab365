/*
 * Verifies the trail: walks its rows in order, reads of each the record that it sealed, and works the hash out again.
 *
 *     SELECT trail_verify();         -- ok, or the first break
 *     SELECT trail_verify(120000);   -- from that number on
 *
 * Rows of a table go up by one, and so do those of each kind in the trail: so the next of a kind is known, one that is
 * missing, doubled or in another order shows at once, and at the end nothing of a table lies beyond the last one seen.
 * From a later number the counts come from the rollup before it, which keeps them (rollup_trail). The statements are
 * schema/functions/trail_*.sql.
 *
 * What it cannot find: a record cut off at the end together with its row of the trail, unless a rollup came after it,
 * and a chain that was made anew as a whole. Against both helps the head, kept elsewhere (fulfil-trail(7)).
 */
#include "trail_verify.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/trail.h"
#include "function.h"
#include "store.h"

enum { KIND_MOST = 64, KIND_NAME = 48 };

enum { FIND_START, FIND_WALK, FIND_RECORD, FIND_BEYOND, FIND_REDACTED, FINDS };

/* A kind of record, and the last row of its table that the trail has come by. */
struct kind {
    char name[KIND_NAME];
    int64_t last;
};

struct trail_verify {
    struct store *store;
    sqlite3 *db;
    sqlite3_stmt *statement[FINDS];
    struct kind kind[KIND_MOST];
    int kinds;
    int64_t next;             /* number in the trail that comes next */
    uint8_t previous[SHA256_BYTES]; /* hash of the one before it */
};

/* A row of the trail; what it points to lives until the walk's next step. */
struct row {
    int64_t no;
    struct trail_record record; /* without personal text and form */
    const uint8_t *seal;
    size_t length;
};

static int verify_fail(const struct trail_verify *verify, int code, char **error)
{
    if (code != SQLITE_NOMEM && !*error)
        *error = sqlite3_mprintf("%s", sqlite3_errmsg(verify->db));
    return code;
}

/* Notes a break, takes its message; gives the code for it. */
static int broken(char **error, char *message)
{
    *error = message;
    return message ? SQLITE_CONSTRAINT : SQLITE_NOMEM;
}

int trail_verify_create(struct store *store, struct trail_verify **made, char **error)
{
    static const char *const name[FINDS] = {
        [FIND_START] = "trail_start",   [FIND_WALK] = "trail_walk",         [FIND_RECORD] = "trail_find",
        [FIND_BEYOND] = "trail_beyond", [FIND_REDACTED] = "trail_redacted",
    };
    struct trail_verify *verify = sqlite3_malloc(sizeof *verify);
    int code = verify ? store_check(store, error) : SQLITE_NOMEM;
    *made = verify;
    if (!verify)
        return code;
    memset(verify, 0, sizeof *verify);
    verify->store = store;
    verify->db = store_db(store);
    for (int i = 0; i < FINDS && code == SQLITE_OK; i++) {
        const char *sql = store_sql(name[i]);
        code = sql ? sqlite3_prepare_v2(verify->db, sql, -1, &verify->statement[i], NULL) : SQLITE_INTERNAL;
        if (code != SQLITE_OK)
            verify_fail(verify, code, error);
    }
    return code;
}

void trail_verify_free(struct trail_verify *verify)
{
    if (!verify)
        return;
    for (int i = 0; i < FINDS; i++) sqlite3_finalize(verify->statement[i]);
    sqlite3_free(verify);
}

static struct trail_text column_text(sqlite3_stmt *statement, int column)
{
    struct trail_text text = {0};
    bool blob = sqlite3_column_type(statement, column) == SQLITE_BLOB;
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return text;
    text.bytes = blob ? sqlite3_column_blob(statement, column) : (const void *)sqlite3_column_text(statement, column);
    text.length = text.bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0;
    if (!text.bytes)
        text.bytes = "";
    return text;
}

static void row_read(sqlite3_stmt *walk, struct row *row)
{
    struct trail_text seal = column_text(walk, 4);
    *row = (struct row){.no = sqlite3_column_int64(walk, 0), .seal = seal.bytes, .length = seal.length};
    row->record.kind = column_text(walk, 1);
    row->record.id = sqlite3_column_int64(walk, 2);
    row->record.ref = column_text(walk, 3);
}

static struct kind *kind_find(struct trail_verify *verify, const struct trail_text *name)
{
    for (int i = 0; i < verify->kinds; i++) {
        if (strcmp(verify->kind[i].name, name->bytes) == 0)
            return &verify->kind[i];
    }
    return NULL;
}

/* Reads the kinds with their counts before the rollup that `no` follows, and where that is. */
static int start_read(struct trail_verify *verify, int64_t no, char **error)
{
    sqlite3_stmt *start = verify->statement[FIND_START];
    int code = sqlite3_bind_int64(start, 1, no);
    verify->kinds = 0;
    verify->next = 1;
    while (code == SQLITE_OK && (code = sqlite3_step(start)) == SQLITE_ROW) {
        struct trail_text name = column_text(start, 0);
        struct kind *kind = &verify->kind[verify->kinds];
        code = verify->kinds < KIND_MOST && name.length < KIND_NAME ? SQLITE_OK : SQLITE_INTERNAL;
        if (code != SQLITE_OK)
            break;
        memcpy(kind->name, name.bytes, name.length);
        kind->name[name.length] = '\0';
        kind->last = sqlite3_column_int64(start, 1);
        verify->next = sqlite3_column_int64(start, 2);
        verify->kinds++;
    }
    if (code != SQLITE_DONE)
        verify_fail(verify, code, error);
    sqlite3_reset(start);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Reads the record of a kind and row as it is now: SQLITE_ROW, SQLITE_DONE where there is none, or an error. */
static int record_read(struct trail_verify *verify, struct trail_record *record, struct trail_text *ref, char **error)
{
    sqlite3_stmt *find = verify->statement[FIND_RECORD];
    sqlite3_reset(find);
    sqlite3_bind_text(find, 1, record->kind.bytes, (int)record->kind.length, SQLITE_STATIC);
    sqlite3_bind_int64(find, 2, record->id);
    int code = sqlite3_step(find);
    if (code == SQLITE_ROW) {
        *ref = column_text(find, 0);
        record->personal = column_text(find, 1);
        record->form = column_text(find, 2);
    }
    return code == SQLITE_ROW || code == SQLITE_DONE ? code : verify_fail(verify, code, error);
}

/* Whether a text that is no longer there was redacted by a record of that, and bears the marker. */
static int redaction_check(struct trail_verify *verify, const struct trail_record *record, char **error)
{
    sqlite3_stmt *find = verify->statement[FIND_REDACTED];
    sqlite3_bind_text(find, 1, record->kind.bytes, (int)record->kind.length, SQLITE_STATIC);
    sqlite3_bind_text(find, 2, record->ref.bytes, (int)record->ref.length, SQLITE_STATIC);
    sqlite3_bind_text(find, 3, record->personal.bytes, (int)record->personal.length, SQLITE_STATIC);
    int code = sqlite3_step(find);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        verify_fail(verify, code, error);
    sqlite3_reset(find);
    return code;
}

#define SHOWN "%.*s %.*s (trail %lld)"
#define SHOW(row)                                                                                     \
    (int)(row)->record.kind.length, (const char *)(row)->record.kind.bytes, (int)(row)->record.ref.length, \
        (const char *)(row)->record.ref.bytes, (long long)(row)->no

/* The break of a row whose number or place among its kind is not the next one. */
static int order_broken(struct trail_verify *verify, const struct row *row, const struct kind *kind, char **error)
{
    struct trail_record skipped = row->record;
    struct trail_text ref;
    if (row->no != verify->next)
        return broken(error, sqlite3_mprintf("trail %lld is missing", (long long)verify->next));
    if (!kind)
        return broken(error, sqlite3_mprintf(SHOWN " is of a kind that this store has not", SHOW(row)));
    if (row->record.id <= kind->last)
        return broken(error, sqlite3_mprintf(SHOWN " is in the trail before, or out of order", SHOW(row)));
    skipped.id = kind->last + 1;
    int code = record_read(verify, &skipped, &ref, error);
    if (code == SQLITE_ROW) {
        return broken(error, sqlite3_mprintf("%s %.*s is not in the trail before " SHOWN, kind->name, (int)ref.length,
                                             (const char *)ref.bytes, SHOW(row)));
    }
    if (code != SQLITE_DONE)
        return code;
    return broken(error, sqlite3_mprintf(SHOWN " is out of order: row %lld comes after row %lld", SHOW(row),
                                         (long long)row->record.id, (long long)kind->last));
}

/* Whether the row after `row`, whose hash is wrong, follows it: then the row is as it was and its record is not. */
static bool next_follows(struct trail_verify *verify, const struct row *row)
{
    sqlite3_stmt *walk = verify->statement[FIND_WALK];
    uint8_t hash[SHA256_BYTES];
    struct trail_text ref;
    struct row after;
    char *error = NULL;
    memcpy(hash, row->seal, sizeof hash);
    if (sqlite3_step(walk) != SQLITE_ROW)
        return true; /* the last one: nothing speaks against it */
    row_read(walk, &after);
    int code = record_read(verify, &after.record, &ref, &error);
    sqlite3_free(error);
    return code == SQLITE_ROW && trail_check(&after.record, hash, after.seal, after.length) == TRAIL_OK;
}

/* The break of a row that trail_check found. The message is made before the walk goes on. */
static int seal_broken(struct trail_verify *verify, const struct row *row, enum trail_fault fault, char **error)
{
    char *shown = sqlite3_mprintf(SHOWN, SHOW(row));
    const char *what = "its seal has a wrong length";
    if (fault == TRAIL_TEXT)
        what = "altered: its text is not the one that was sealed";
    else if (fault == TRAIL_HASH)
        what = next_follows(verify, row) ? "altered since it was sealed" : "its hash does not follow from the one before";
    int code = shown ? broken(error, sqlite3_mprintf("%s: %s", shown, what)) : SQLITE_NOMEM;
    sqlite3_free(shown);
    return code;
}

/* Verifies one row against its record. */
static int row_verify(struct trail_verify *verify, struct row *row, char **error)
{
    struct kind *kind = kind_find(verify, &row->record.kind);
    struct trail_text ref;
    if (row->no != verify->next || !kind || row->record.id != kind->last + 1)
        return order_broken(verify, row, kind, error);
    int code = record_read(verify, &row->record, &ref, error);
    if (code == SQLITE_DONE)
        return broken(error, sqlite3_mprintf(SHOWN " is missing", SHOW(row)));
    if (code != SQLITE_ROW)
        return code;
    if (ref.length != row->record.ref.length || memcmp(ref.bytes, row->record.ref.bytes, ref.length) != 0)
        return broken(error, sqlite3_mprintf(SHOWN " bears another reference now: %.*s", SHOW(row), (int)ref.length,
                                             (const char *)ref.bytes));
    enum trail_fault fault = trail_check(&row->record, verify->previous, row->seal, row->length);
    if (fault != TRAIL_OK)
        return seal_broken(verify, row, fault, error);
    if (row->length == TRAIL_REDACTED) {
        code = redaction_check(verify, &row->record, error);
        if (code == SQLITE_DONE)
            return broken(error, sqlite3_mprintf(SHOWN ": its text is gone without a redaction", SHOW(row)));
        if (code != SQLITE_ROW)
            return code;
    }
    kind->last = row->record.id;
    memcpy(verify->previous, row->seal, sizeof verify->previous);
    verify->next = row->no + 1;
    return SQLITE_OK;
}

/* Takes a row as it is: what stands before the part that is verified. */
static void row_skip(struct trail_verify *verify, const struct row *row)
{
    struct kind *kind = row->no >= verify->next ? kind_find(verify, &row->record.kind) : NULL;
    if (kind)
        kind->last = row->record.id;
    if (row->length >= sizeof verify->previous)
        memcpy(verify->previous, row->seal, sizeof verify->previous);
    if (row->no >= verify->next)
        verify->next = row->no + 1;
}

/* Whether a table has rows that the trail has not come by. */
static int beyond_check(struct trail_verify *verify, const struct kind *kind, char **error)
{
    sqlite3_stmt *beyond = verify->statement[FIND_BEYOND];
    sqlite3_bind_text(beyond, 1, kind->name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(beyond, 2, kind->last);
    int code = sqlite3_step(beyond);
    if (code == SQLITE_ROW)
        code = broken(error, sqlite3_mprintf("%s %s is not in the trail", kind->name, sqlite3_column_text(beyond, 0)));
    else if (code != SQLITE_DONE)
        verify_fail(verify, code, error);
    sqlite3_reset(beyond);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Walks to the trail's end, verifying from number `no` on. */
static int walk_verify(struct trail_verify *verify, int64_t no, char **error)
{
    sqlite3_stmt *walk = verify->statement[FIND_WALK];
    int code = sqlite3_bind_int64(walk, 1, verify->next - 1); /* the one before is there for its hash */
    while (code == SQLITE_OK && (code = sqlite3_step(walk)) == SQLITE_ROW) {
        struct row row;
        row_read(walk, &row);
        code = SQLITE_OK;
        if (row.no < no || row.no < verify->next)
            row_skip(verify, &row);
        else
            code = row_verify(verify, &row, error);
    }
    if (code != SQLITE_DONE)
        verify_fail(verify, code, error);
    sqlite3_reset(walk);
    sqlite3_reset(verify->statement[FIND_RECORD]);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int trail_verify_run(struct trail_verify *verify, int64_t no, char **error)
{
    int code = SQLITE_OK;
    *error = NULL;
    if (no) {
        memset(verify->previous, 0, sizeof verify->previous);
        code = start_read(verify, no, error);
    }
    if (code == SQLITE_OK)
        code = walk_verify(verify, no ? no : verify->next, error);
    for (int i = 0; i < verify->kinds && code == SQLITE_OK; i++) code = beyond_check(verify, &verify->kind[i], error);
    return code;
}

/*
 * trail_verify([no]): `ok`, or the first break of the trail from that number on, by default from its beginning: which
 * record (kind, reference, number in the trail) and what is wrong with it. NULL gives NULL. Errors: no is not an integer
 * from 1 to one more than the trail has; not a fulfil store. Reads everything that it verifies, each record by its row.
 */
void trail_verify_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct trail_verify *verify = NULL;
    int64_t no = 1;
    char *error = NULL;
    if (function_any_null(count, value) || (count && !function_integer(context, value[0], "no", &no)))
        return;
    if (no < 1) {
        function_refuse(context, value[0], "no", "a number of the trail, from 1 on", "");
        return;
    }
    int code = trail_verify_create(function_store(context), &verify, &error);
    if (code == SQLITE_OK)
        code = trail_verify_run(verify, no, &error);
    if (code == SQLITE_OK && no > verify->next)
        function_error(context, "no %lld is beyond the trail, which ends with %lld", (long long)no,
                       (long long)verify->next - 1);
    else if (code == SQLITE_OK)
        sqlite3_result_text(context, "ok", -1, SQLITE_STATIC);
    else if (code == SQLITE_CONSTRAINT)
        sqlite3_result_text(context, error, -1, SQLITE_TRANSIENT);
    if (code == SQLITE_OK || code == SQLITE_CONSTRAINT)
        sqlite3_free(error);
    else
        function_fail(context, code, error);
    trail_verify_free(verify);
}
