/* The fence round an open connection.
 *
 * Reports read views only. An authorizer is told, with each column read, in whose name: that of the innermost view or
 * common table expression, or none when it is the statement itself. Tables are for views, and for expressions inside
 * views, so not for those that the statement itself defines. The extension prepares statements of its own while one of
 * ours runs; those read tables, and are told from ours by `sql`. Nothing that writes passes, whoever asks, but for what
 * SQLite itself asks when it connects a virtual table. */
#include "db_guard.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    int id, value;
} db_guard_limits[] = {
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LENGTH, 16 << 20},
    {SQLITE_LIMIT_SQL_LENGTH, 256 << 10},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 200},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_VDBE_OP, 250000},
    {SQLITE_LIMIT_FUNCTION_ARG, 64},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 64},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static const struct {
    int option, on;
} db_guard_switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
};

/* Names that stand for tables besides those of the schema; a trailing * matches any rest. */
static const char *const db_guard_inner[] = {
    "sqlite_*", "pragma_*", "dbstat", "fts3tokenize", "fts5vocab", "bytecode", "tables_used", NULL,
};

/* Functions that reach beyond the store. Those that write to it fail by themselves. */
static const char *const db_guard_functions[] = {
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", NULL,
};

/* Pragmas whose value the server or the extension may read. */
static const char *const db_guard_pragmas[] = {
    "data_version", "application_id", "user_version", "schema_version", NULL,
};

static bool db_guard_listed(const char *const *list, const char *name)
{
    for (; *list; list++) {
        size_t n = strlen(*list);
        bool prefix = (*list)[n - 1] == '*';

        if (prefix ? strncasecmp(*list, name, n - 1) == 0 : strcasecmp(*list, name) == 0)
            return true;
    }
    return false;
}

static int db_guard_compare(const void *a, const void *b)
{
    return strcasecmp(*(char *const *)a, *(char *const *)b);
}

static bool db_guard_has(const struct db_guard_names *names, const char *name)
{
    return names->count && bsearch(&name, names->name, names->count, sizeof *names->name, db_guard_compare);
}

static bool db_guard_is_table(const struct db_guard *g, const char *name)
{
    return db_guard_listed(db_guard_inner, name) || db_guard_has(&g->tables, name);
}

static bool db_guard_in_word(char c)
{
    return c == '_' || c == '.' || c == '"' || isalnum((unsigned char)c);
}

/* The rest of sql behind white space and the keyword, if it begins with it; sql itself otherwise. */
static const char *db_guard_skip(const char *sql, const char *keyword)
{
    const char *at = sql + strspn(sql, " \t\r\n");
    size_t n = strlen(keyword);

    return strncasecmp(at, keyword, n) == 0 && !db_guard_in_word(at[n]) ? at + n : sql;
}

/* Whether sql itself defines the common table expression `name`: the word, perhaps a list of columns, AS, perhaps
 * [NOT] MATERIALIZED, and a parenthesis. */
static bool db_guard_defines(const char *sql, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = strcasestr(sql, name); at; at = strcasestr(at + 1, name)) {
        const char *rest = at + n, *as;

        if ((at > sql && db_guard_in_word(at[-1])) || db_guard_in_word(*rest))
            continue;
        rest += strspn(rest, " \t\r\n");
        if (*rest == '(')
            rest += strcspn(rest, ")") + (strchr(rest, ')') != NULL);
        as = db_guard_skip(rest, "AS");
        if (as == rest)
            continue;
        rest = db_guard_skip(db_guard_skip(as, "NOT"), "MATERIALIZED");
        if (rest[strspn(rest, " \t\r\n")] == '(')
            return true;
    }
    return false;
}

/* Whether a column of a relation may be read in the name of `reader`, a view or expression, NULL: the statement. The
 * column is "" when only rows are wanted; then SQLite may have forgotten the view, having merged it into the statement,
 * so that cannot be refused. */
static bool db_guard_may_read(const struct db_guard *g, const char *relation, const char *column, const char *reader)
{
    if (!g->sql || !column[0] || !db_guard_is_table(g, relation))
        return true;
    if (strcasecmp(relation, "sqlite_master") == 0 && strcmp(column, "ROWID") == 0)
        return true; /* SQLite's own, see SQLITE_UPDATE below */
    return reader && (db_guard_has(&g->views, reader) || !db_guard_defines(g->sql, reader));
}

/* sqlite3_set_authorizer's callback; a and b depend on the action. */
static int db_guard_authorize(void *context, int action, const char *a, const char *b, const char *schema,
                              const char *reader)
{
    const struct db_guard *g = context;
    bool allowed = false;

    (void)schema;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
        allowed = true;
        break;
    case SQLITE_READ:
        allowed = db_guard_may_read(g, a, b, reader);
        break;
    case SQLITE_FUNCTION:
        allowed = !db_guard_listed(db_guard_functions, b);
        break;
    case SQLITE_PRAGMA:
        allowed = !b && db_guard_listed(db_guard_pragmas, a);
        break;
    case SQLITE_UPDATE: /* declaring a virtual table asks for it; a read-only connection does not do it */
        allowed = strcasecmp(a, "sqlite_master") == 0;
        break;
    default:
        break;
    }
    return allowed ? SQLITE_OK : SQLITE_DENY;
}

/* Reads the names of all relations of a type. */
static int db_guard_read_names(struct db_guard_names *names, const char *type, sqlite3 *db)
{
    static const char sql[] = "SELECT name, count(*) OVER () FROM sqlite_schema WHERE type = ?1";
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &s, NULL), closed;

    if (code == SQLITE_OK)
        code = sqlite3_bind_text(s, 1, type, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(s, 0);

        if (!names->name)
            names->name = calloc((size_t)sqlite3_column_int(s, 1), sizeof *names->name);
        if (name && names->name)
            names->name[names->count] = strdup(name);
        if (!name || !names->name || !names->name[names->count])
            code = SQLITE_NOMEM;
        else
            names->count++;
    }
    closed = sqlite3_finalize(s);
    if (names->count)
        qsort(names->name, names->count, sizeof *names->name, db_guard_compare);
    return code == SQLITE_OK ? closed : code;
}

int db_guard_install(struct db_guard *g, sqlite3 *db)
{
    int code = SQLITE_OK;

    for (size_t i = 0; i < sizeof db_guard_limits / sizeof *db_guard_limits; i++)
        sqlite3_limit(db, db_guard_limits[i].id, db_guard_limits[i].value);
    for (size_t i = 0; code == SQLITE_OK && i < sizeof db_guard_switches / sizeof *db_guard_switches; i++)
        code = sqlite3_db_config(db, db_guard_switches[i].option, db_guard_switches[i].on, NULL);
    if (code == SQLITE_OK)
        code = db_guard_read_names(&g->tables, "table", db);
    if (code == SQLITE_OK)
        code = db_guard_read_names(&g->views, "view", db);
    if (code == SQLITE_OK)
        code = sqlite3_set_authorizer(db, db_guard_authorize, g);
    return code;
}

static void db_guard_free_names(struct db_guard_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->name[i]);
    free(names->name);
    *names = (struct db_guard_names){0};
}

void db_guard_free(struct db_guard *g)
{
    db_guard_free_names(&g->tables);
    db_guard_free_names(&g->views);
}
