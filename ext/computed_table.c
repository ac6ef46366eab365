/*
 * Table-valued functions whose rows are worked out in C when the function is called.
 *
 *     SELECT ref_a, ref_b, similarity FROM near_duplicates(0.6);
 *
 * A function is one const row (struct computed_table): its columns, and a few callbacks. This file does what SQLite asks
 * of a virtual table for all of them: the tables are eponymous, read-only and INNOCUOUS, arguments are passed on, in a
 * join they come from tables further left, and every error bears the function's name.
 *
 * Errors: an argument is missing; whatever the callbacks say.
 */
#include "computed_table.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "function.h"

struct table {
    sqlite3_vtab base;
    const struct function_binding *binding; /* lives as long as the module */
};

struct cursor {
    sqlite3_vtab_cursor base;
    void *state;
    sqlite3_value *argument[COMPUTED_TABLE_ARGUMENTS];
    sqlite3_int64 rowid; /* number of the row, from 1 */
    bool end;
};

static const struct computed_table *table_row(const sqlite3_vtab *base)
{
    return ((const struct table *)base)->binding->data;
}

static int table_connect(sqlite3 *db, void *data, int count, const char *const *text, sqlite3_vtab **result,
                         char **error)
{
    const struct function_binding *binding = data;
    const struct computed_table *row = binding->data;
    struct table *table;
    int code = sqlite3_declare_vtab(db, row->declaration);
    (void)count;
    (void)text;
    (void)error;
    if (code != SQLITE_OK)
        return code;
    table = sqlite3_malloc(sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    memset(table, 0, sizeof *table);
    table->binding = binding;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* views use them while trusted_schema is off; they only read */
    *result = &table->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

/* Makes the table's operation fail with `NAME: message`, which it frees; NULL gives SQLite's words for the code. */
static int table_fail(sqlite3_vtab *base, int code, char *message)
{
    const char *name = ((const struct table *)base)->binding->name;
    if (code == SQLITE_NOMEM) {
        sqlite3_free(message);
        return code;
    }
    sqlite3_free(base->zErrMsg);
    base->zErrMsg = sqlite3_mprintf("%s: %s", name, message ? message : sqlite3_errstr(code));
    sqlite3_free(message);
    return base->zErrMsg ? code : SQLITE_NOMEM;
}

/* Tells that arguments are missing. */
static int table_needs(sqlite3_vtab *base)
{
    const struct computed_table *row = table_row(base);
    if (row->needs)
        return table_fail(base, SQLITE_ERROR, sqlite3_mprintf("needs %s, %s", row->needs, row->usage));
    return table_fail(
        base, SQLITE_ERROR,
        sqlite3_mprintf("needs %d argument%s, %s", row->required, row->required == 1 ? "" : "s", row->usage));
}

/*
 * Arguments come as column = value on their hidden columns; which of them are given is the plan's number, one bit an
 * argument. Given but not yet known in this order of the join, the plan is refused; a required one not given at all,
 * the statement is.
 */
static int table_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct computed_table *row = table_row(base);
    int usable[COMPUTED_TABLE_ARGUMENTS]; /* constraint of the argument, -1 for none */
    bool given[COMPUTED_TABLE_ARGUMENTS] = {false};
    int taken = 0;
    for (int i = 0; i < COMPUTED_TABLE_ARGUMENTS; i++) usable[i] = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        int argument = info->aConstraint[i].iColumn - row->columns;
        if (argument < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        given[argument] = true;
        if (info->aConstraint[i].usable && usable[argument] < 0)
            usable[argument] = i;
    }
    for (int i = 0; i < row->arguments; i++) {
        if (given[i] && usable[i] < 0)
            return SQLITE_CONSTRAINT;
        if (!given[i] && i < row->required)
            return table_needs(base);
        if (usable[i] < 0)
            continue;
        info->aConstraintUsage[usable[i]].argvIndex = ++taken;
        info->aConstraintUsage[usable[i]].omit = 1;
        info->idxNum |= 1 << i;
    }
    info->orderByConsumed =
        row->ascending && info->nOrderBy == 1 && info->aOrderBy[0].iColumn == 0 && !info->aOrderBy[0].desc;
    info->estimatedCost = row->cost;
    info->estimatedRows = (sqlite3_int64)row->rows;
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *base, sqlite3_vtab_cursor **result)
{
    struct cursor *cursor = sqlite3_malloc(sizeof *cursor);
    (void)base;
    if (!cursor)
        return SQLITE_NOMEM;
    memset(cursor, 0, sizeof *cursor);
    *result = &cursor->base;
    return SQLITE_OK;
}

static void state_close(struct cursor *cursor)
{
    if (cursor->state)
        table_row(cursor->base.pVtab)->close(cursor->state);
    cursor->state = NULL;
}

static void arguments_free(struct cursor *cursor)
{
    for (int i = 0; i < COMPUTED_TABLE_ARGUMENTS; i++) {
        sqlite3_value_free(cursor->argument[i]);
        cursor->argument[i] = NULL;
    }
}

static int table_close(sqlite3_vtab_cursor *base)
{
    state_close((struct cursor *)base);
    arguments_free((struct cursor *)base);
    sqlite3_free(base);
    return SQLITE_OK;
}

static int table_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    char *error = NULL;
    int code = cursor->state ? table_row(base->pVtab)->next(cursor->state, &error) : SQLITE_DONE;
    cursor->rowid++;
    cursor->end = code != SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : table_fail(base->pVtab, code, error);
}

static int table_filter(sqlite3_vtab_cursor *base, int given, const char *plan, int count, sqlite3_value **value)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct computed_table *row = table_row(base->pVtab);
    char *error = NULL;
    int taken = 0, code;
    (void)plan;
    if (!row->again)
        state_close(cursor);
    arguments_free(cursor);
    cursor->rowid = 0;
    for (int i = 0; taken < count; i++) {
        if (!(given >> i & 1))
            continue;
        cursor->argument[i] = sqlite3_value_dup(value[taken++]);
        if (!cursor->argument[i])
            return SQLITE_NOMEM;
    }
    if (cursor->state)
        code = row->again(cursor->state, cursor->argument, &error);
    else
        code = row->open(((const struct table *)base->pVtab)->binding, cursor->argument, &cursor->state, &error);
    if (code == SQLITE_OK)
        return table_next(base);
    state_close(cursor);
    return table_fail(base->pVtab, code, error);
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    return ((struct cursor *)base)->end;
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct computed_table *row = table_row(base->pVtab);
    if (column < row->columns)
        row->column(cursor->state, context, column);
    else if (cursor->argument[column - row->columns])
        sqlite3_result_value(context, cursor->argument[column - row->columns]);
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = ((struct cursor *)base)->rowid;
    return SQLITE_OK;
}

const sqlite3_module computed_table_module = {
    .xConnect = table_connect, /* no xCreate: eponymous only */
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};
