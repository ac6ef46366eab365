/* The fence round an open connection: limits, switches and the authorizer. For db.c alone. */
#ifndef CGI_DB_GUARD_H
#define CGI_DB_GUARD_H

#include <sqlite3.h>
#include <stddef.h>

/* Names of one kind of relation, sorted. */
struct db_guard_names {
    char **name;
    size_t count;
};

/* `sql` is set while the server itself prepares a statement: then tables are out of reach except through views. */
struct db_guard {
    struct db_guard_names tables, views;
    const char *sql;
};

/* Sets limits and switches, reads the names of the tables and installs the authorizer. Gives SQLite's code. */
int db_guard_install(struct db_guard *g, sqlite3 *db);

/* Frees the names; the connection must be closed or going to be. */
void db_guard_free(struct db_guard *g);

#endif
