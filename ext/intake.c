/*
 * Makes records of what was handed in.
 *
 *     .timeout 30000
 *     SELECT intake('WHGX-B-0123456789abcdef', 'dry-run');   -- what would become of the batch; lists its faults
 *     SELECT intake('WHGX-B-0123456789abcdef');              -- takes its good rows
 *     SELECT intake('demand', 'all-or-nothing');             -- the open batch of imports; nothing if one row has a fault
 *
 * What is checked and what is recorded is SQL, the scripts schema/functions/intake_*.sql; this file runs them:
 *
 *  1. One savepoint round everything, so that a batch is one transaction against crashes.
 *  2. The rows are read some thousands at a time into a table of the connection, and every fault of every row is listed in
 *     main.intake_fault; then what needs all rows is looked at. Memory does not grow with the batch.
 *  3. A second savepoint, in which the good rows become records, again some thousands at a time. Should a guard of the
 *     store refuse one, its piece is taken back and done row by row, and the refusal is listed with the other faults;
 *     refused rows are tried again until none of them is accepted.
 *  4. The second savepoint is taken back where the mode is dry-run, or all-or-nothing and there was a fault: so all modes
 *     run the same code. The list of faults stays.
 *
 * On a terminal (core/progress.h) it says how far it is.
 */
#include "intake.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/progress.h"
#include "function.h"
#include "store.h"
#include "write.h"

/* Rows of a piece; long enough that the savepoint round it costs nothing, short enough to be done again row by row. */
enum { PIECE_ROWS = 5000 };

enum intake_mode { MODE_DRY_RUN, MODE_GOOD_ROWS, MODE_ALL_OR_NOTHING, MODES };
static const char *const mode_name[MODES] = {"dry-run", "good-rows", "all-or-nothing"};

/* The scripts of a run; %s is demand, progress or funding. */
enum {
    SCRIPT_FIND,
    SCRIPT_TEMP,
    SCRIPT_INDEX,
    SCRIPT_CLEAR,
    SCRIPT_BEGIN,
    SCRIPT_SPAN,
    SCRIPT_READ,
    SCRIPT_NAMES,
    SCRIPT_CHECK,
    SCRIPT_ORDER,
    SCRIPT_TAKE,
    SCRIPT_END,
    SCRIPT_REFUSED,
    SCRIPT_AGAIN,
    SCRIPT_COUNT,
    SCRIPT_RESULT,
    SCRIPTS
};
static const char *const script_form[SCRIPTS] = {
    "intake_find",       "intake_temp",     "intake_index",    "intake_clear",    "intake_begin",   "intake_%s_span",
    "intake_%s_read",    "intake_names",    "intake_%s_check", "intake_%s_order", "intake_%s_take", "intake_%s_end",
    "intake_%s_refused", "intake_%s_again", "intake_%s_count", "intake_result",
};
enum { SCRIPT_NAME_MOST = 40 };

/* A row that the store refused while the records were made. */
struct refusal {
    int64_t place;
    char *detail;
};

struct intake {
    struct write all, records, piece; /* savepoints, one in the other */
    struct write_script script[SCRIPTS];
    char script_name[SCRIPTS][SCRIPT_NAME_MOST];
    const char *name; /* as the caller gave it */
    enum intake_mode mode;
    int64_t batch;
    char *ref, *kind;    /* sqlite3_malloc'ed */
    int64_t from, to;    /* the piece at hand */
    int64_t first, last; /* places of the batch: rows, or their order in time */
    const char *detail;  /* of the refusal at hand */
    struct refusal *refusal;
    size_t refusals, refusal_room;
    int64_t rows, good, fresh, faulty, faults;
    bool taken;
    struct progress progress;
};

static int bind(void *data, sqlite3_stmt *statement)
{
    struct intake *intake = data;
    const struct {
        const char *name;
        int64_t value;
    } number[] = {
        {":batch", intake->batch}, {":from", intake->from}, {":to", intake->to},         {":taken", intake->taken},
        {":rows", intake->rows},   {":good", intake->good}, {":faulty", intake->faulty}, {":faults", intake->faults},
        {":fresh", intake->fresh},
    };
    int code = write_bind_text(statement, ":name", intake->name);
    if (code == SQLITE_OK)
        code = write_bind_text(statement, ":detail", intake->detail);
    if (code == SQLITE_OK)
        code = write_bind_text(statement, ":kind", intake->kind);
    for (size_t i = 0; i < sizeof number / sizeof number[0] && code == SQLITE_OK; i++)
        code = write_bind_integer(statement, number[i].name, number[i].value);
    return code;
}

static int run(struct intake *intake, struct write *write, int which, write_row *row)
{
    return write_run(write, &intake->script[which], bind, row, intake);
}

/* --- progress on a terminal ---------------------------------------------------------------------------------------- */

/* Says how far a pass over the batch is. */
static void tell(struct intake *intake, const char *doing)
{
    double all = (double)(intake->last - intake->first + 1), done = (double)(intake->to - intake->first + 1);
    if (!progress_due(&intake->progress))
        return;
    if (done > all)
        done = all;
    progress_say(&intake->progress, done / all, "%.60s: %s, %.0f rows a second", intake->ref, doing,
                 done / progress_spent(&intake->progress));
}

/* --- rows that scripts give ------------------------------------------------------------------------------------------ */

static int find_row(void *data, sqlite3_stmt *statement)
{
    struct intake *intake = data;
    intake->batch = sqlite3_column_int64(statement, 0);
    intake->ref = sqlite3_mprintf("%s", sqlite3_column_text(statement, 1));
    intake->kind = sqlite3_mprintf("%s", sqlite3_column_text(statement, 2));
    return intake->ref && intake->kind ? SQLITE_OK : SQLITE_NOMEM;
}

static int span_row(void *data, sqlite3_stmt *statement)
{
    struct intake *intake = data;
    intake->first = sqlite3_column_int64(statement, 0);
    intake->last = sqlite3_column_type(statement, 1) == SQLITE_NULL ? -1 : sqlite3_column_int64(statement, 1);
    return SQLITE_OK;
}

static int count_row(void *data, sqlite3_stmt *statement)
{
    struct intake *intake = data;
    intake->rows = sqlite3_column_int64(statement, 0);
    intake->good = sqlite3_column_int64(statement, 1);
    intake->fresh = sqlite3_column_int64(statement, 2);
    intake->faulty = sqlite3_column_int64(statement, 3);
    intake->faults = sqlite3_column_int64(statement, 4);
    return SQLITE_OK;
}

/* --- the passes ------------------------------------------------------------------------------------------------------ */

/* Runs a script over the batch piece by piece; `each` does a piece. */
static int pieces(struct intake *intake, const char *doing, int (*each)(struct intake *))
{
    int code = SQLITE_OK;
    progress_begin(&intake->progress);
    for (int64_t at = intake->first; at <= intake->last && code == SQLITE_OK; at += PIECE_ROWS) {
        intake->from = at;
        intake->to = at + PIECE_ROWS - 1;
        code = each(intake);
        tell(intake, doing);
    }
    progress_end(&intake->progress);
    return code;
}

static int read_piece(struct intake *intake)
{
    return run(intake, &intake->all, SCRIPT_READ, NULL);
}

/* Lists the row at intake->from as refused in the words of `detail`. */
static int refusal_list(struct intake *intake, struct write *write, const char *detail)
{
    int code;
    intake->detail = detail;
    code = run(intake, write, SCRIPT_REFUSED, NULL);
    intake->detail = NULL;
    return code;
}

/* Notes that the row at intake->from was refused, in the words of `detail`, which it takes over. */
static int refusal_add(struct intake *intake, char *detail)
{
    if (!detail)
        return SQLITE_NOMEM;
    if (intake->refusals == intake->refusal_room) {
        size_t room = intake->refusal_room ? 2 * intake->refusal_room : 64;
        struct refusal *more = sqlite3_realloc64(intake->refusal, room * sizeof *more);
        if (!more) {
            sqlite3_free(detail);
            return SQLITE_NOMEM;
        }
        intake->refusal = more;
        intake->refusal_room = room;
    }
    intake->refusal[intake->refusals++] = (struct refusal){intake->from, detail};
    return refusal_list(intake, &intake->records, detail);
}

/* Whether a code says that the store refused a record, rather than that something is wrong with the store. */
static bool refused(int code)
{
    return (code & 0xFF) == SQLITE_CONSTRAINT || (code & 0xFF) == SQLITE_ERROR;
}

/* Makes the records of intake->from to intake->to under a savepoint. */
static int take_range(struct intake *intake)
{
    int code = write_begin(&intake->piece);
    if (code != SQLITE_OK)
        return code;
    code = run(intake, &intake->piece, SCRIPT_TAKE, NULL);
    return write_end(&intake->piece, code);
}

/* Makes the records of a piece; where the store refuses one, row by row. */
static int take_piece(struct intake *intake)
{
    int64_t from = intake->from, to = intake->to;
    int code = take_range(intake);
    if (!refused(code))
        return code;
    for (code = SQLITE_OK; from <= to && code == SQLITE_OK; from++) {
        sqlite3_free(intake->piece.error);
        intake->piece.error = NULL;
        intake->from = intake->to = from;
        code = take_range(intake);
        if (refused(code)) {
            char *detail = intake->piece.error;
            intake->piece.error = NULL;
            code = refusal_add(intake, detail);
        }
    }
    intake->to = to;
    return code;
}

/* Tries one refused row again. Accepted, its words are freed and NULL. */
static int try_again(struct intake *intake, struct refusal *refusal)
{
    int code;
    intake->from = intake->to = refusal->place;
    code = run(intake, &intake->records, SCRIPT_AGAIN, NULL);
    if (code != SQLITE_OK)
        return code;
    code = take_range(intake);
    if (code == SQLITE_OK || (refused(code) && intake->piece.error)) {
        sqlite3_free(refusal->detail);
        refusal->detail = intake->piece.error;
        intake->piece.error = NULL;
    }
    return refused(code) ? refusal_list(intake, &intake->records, refusal->detail) : code;
}

/*
 * Tries the refused rows again, in their order, until none of them is accepted any more: one may rest on a later row of its
 * own batch. So the same batch again finds nothing that it could record.
 */
static int retry(struct intake *intake)
{
    int code = SQLITE_OK;
    for (size_t tried = 0, kept; code == SQLITE_OK && intake->refusals > 0 && intake->refusals != tried;) {
        tried = intake->refusals;
        kept = 0;
        for (size_t i = 0; i < tried; i++) {
            struct refusal refusal = intake->refusal[i];
            if (code == SQLITE_OK)
                code = try_again(intake, &refusal);
            if (refusal.detail)
                intake->refusal[kept++] = refusal;
        }
        intake->refusals = kept;
    }
    return code;
}

/* Makes the records, all of them under one savepoint that is taken back where the mode says so. */
static int take_records(struct intake *intake)
{
    int code = write_begin(&intake->records);
    if (code != SQLITE_OK)
        return code;
    /* No row: a script that does not fit the store is an error here, not a refusal of every row. */
    intake->from = 0;
    intake->to = -1;
    code = run(intake, &intake->records, SCRIPT_TAKE, NULL);
    if (code == SQLITE_OK)
        code = pieces(intake, "recording", take_piece);
    if (code == SQLITE_OK)
        code = retry(intake);
    if (code == SQLITE_OK)
        code = run(intake, &intake->records, SCRIPT_END, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_COUNT, count_row);
    if (code != SQLITE_OK)
        return write_end(&intake->records, code);
    intake->taken = intake->mode == MODE_GOOD_ROWS || (intake->mode == MODE_ALL_OR_NOTHING && intake->faults == 0);
    if (intake->taken)
        return write_end(&intake->records, SQLITE_OK);
    write_end(&intake->records, SQLITE_ABORT);
    for (size_t i = 0; i < intake->refusals && code == SQLITE_OK; i++) { /* their list went back too */
        intake->from = intake->refusal[i].place;
        code = refusal_list(intake, &intake->all, intake->refusal[i].detail);
    }
    return code;
}

/* Everything that one call does, under the outer savepoint. */
static int work(struct intake *intake)
{
    int code = run(intake, &intake->all, SCRIPT_TEMP, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_INDEX, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_CLEAR, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_BEGIN, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_SPAN, span_row);
    if (code == SQLITE_OK)
        code = pieces(intake, "checking", read_piece);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_NAMES, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_CHECK, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_ORDER, span_row);
    if (code == SQLITE_OK)
        code = take_records(intake);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_RESULT, NULL);
    if (code == SQLITE_OK)
        code = run(intake, &intake->all, SCRIPT_CLEAR, NULL);
    return code;
}

/* --- the call -------------------------------------------------------------------------------------------------------- */

/* Names the scripts: those of the batch's kind, once that is known. */
static void name_scripts(struct intake *intake)
{
    const char *kind = !intake->kind            ? ""
                       : intake->kind[0] == 'd' ? "demand"
                       : intake->kind[0] == 'p' ? "progress"
                                                : "funding";
    for (int i = 0; i < SCRIPTS; i++) {
        const char *mark = strstr(script_form[i], "%s");
        if (mark)
            snprintf(intake->script_name[i], SCRIPT_NAME_MOST, "%.*s%s%s", (int)(mark - script_form[i]), script_form[i],
                     kind, mark + 2);
        else
            snprintf(intake->script_name[i], SCRIPT_NAME_MOST, "%s", script_form[i]);
        intake->script[i].name = intake->script_name[i];
    }
}

/* Finds the batch, then does the work, under the outer savepoint. */
static int intake_run(struct intake *intake)
{
    int code = write_begin(&intake->all);
    if (code != SQLITE_OK)
        return code;
    name_scripts(intake);
    code = run(intake, &intake->all, SCRIPT_FIND, find_row);
    if (code == SQLITE_OK && !intake->ref) {
        intake->all.error =
            sqlite3_mprintf("there is no batch '%s', and no open batch of that kind of import", intake->name);
        code = SQLITE_ERROR;
    }
    if (code == SQLITE_OK) {
        name_scripts(intake);
        code = work(intake);
    }
    progress_end(&intake->progress);
    return write_end(&intake->all, code);
}

static void intake_free(struct intake *intake)
{
    for (int i = 0; i < SCRIPTS; i++) write_script_free(&intake->script[i]);
    for (size_t i = 0; i < intake->refusals; i++) sqlite3_free(intake->refusal[i].detail);
    sqlite3_free(intake->refusal);
    sqlite3_free(intake->ref);
    sqlite3_free(intake->kind);
    write_close(&intake->piece);
    write_close(&intake->records);
    write_close(&intake->all);
}

/* The summary: JSON whose texts need no escape, since references and codes have none. */
static void intake_result(sqlite3_context *context, const struct intake *intake)
{
    char *json = sqlite3_mprintf(
        "{\"batch\":\"%s\",\"kind\":\"%s\",\"mode\":\"%s\",\"done\":%s,\"rows\":%lld,\"taken\":%lld,"
        "\"unchanged\":%lld,\"good\":%lld,\"faulty\":%lld,\"faults\":%lld}",
        intake->ref, intake->kind, mode_name[intake->mode], intake->taken ? "true" : "false", (long long)intake->rows,
        (long long)(intake->taken ? intake->fresh : 0), (long long)(intake->good - intake->fresh),
        (long long)intake->good, (long long)intake->faulty, (long long)intake->faults);
    if (json)
        sqlite3_result_text(context, json, -1, sqlite3_free);
    else
        sqlite3_result_error_nomem(context);
}

/* Reads the arguments; false after having made the call fail. */
static bool arguments(sqlite3_context *context, int count, sqlite3_value **value, struct intake *intake)
{
    const char *mode;
    int length;
    if (!function_text(context, value[0], "batch", &intake->name, &length))
        return false;
    intake->mode = MODE_GOOD_ROWS;
    if (count == 1)
        return true;
    if (!function_text(context, value[1], "mode", &mode, &length))
        return false;
    for (intake->mode = 0; intake->mode < MODES; intake->mode++) {
        if (strcmp(mode, mode_name[intake->mode]) == 0)
            return true;
    }
    return function_refuse(context, value[1], "mode", "'dry-run', 'good-rows' or 'all-or-nothing'", "");
}

/*
 * intake(batch[, mode]): checks every row of a batch, lists every fault in intake_faults, and records the good rows by
 * mode: good-rows (default), all-or-nothing, dry-run (none). batch is its reference, or a kind (demand, progress, loan,
 * subsidy) for the open batch of imports, which is closed when its rows are recorded. Gives a JSON object: batch, kind,
 * mode, done (whether records were made), rows, taken (new records), unchanged (rows whose record was there), good,
 * faulty, faults. NULL in, NULL out. Errors: no such batch or mode; not a fulfil store; called by a statement that
 * writes; SQLite's own, after which nothing is changed. DIRECTONLY: it writes.
 */
void intake_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct intake intake = {.last = -1};
    struct store *store = function_store(context);
    int code;
    if (function_any_null(count, value) || write_refused(context) || !arguments(context, count, value, &intake))
        return;
    code = write_open(&intake.all, store, "fulfil_intake");
    if (code == SQLITE_OK)
        code = write_open(&intake.records, store, "fulfil_intake_records");
    if (code == SQLITE_OK)
        code = write_open(&intake.piece, store, "fulfil_intake_piece");
    if (code == SQLITE_OK)
        code = intake_run(&intake);
    if (code == SQLITE_OK) {
        intake_result(context, &intake);
        sqlite3_free(intake.all.error);
        intake.all.error = NULL;
    }
    if (code != SQLITE_OK) {
        char **error = intake.all.error       ? &intake.all.error
                       : intake.records.error ? &intake.records.error
                                              : &intake.piece.error;
        function_fail(context, code, *error);
        *error = NULL;
    }
    sqlite3_free(intake.all.error);
    sqlite3_free(intake.records.error);
    sqlite3_free(intake.piece.error);
    intake_free(&intake);
}
