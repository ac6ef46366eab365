/* The FTS5 tokenizer `cjk`. */
#ifndef FULFIL_TOKENIZER_H
#define FULFIL_TOKENIZER_H

#include <sqlite3ext.h>

/*
 * Registers the tokenizer with the connection's FTS5. An SQLite without FTS5 has no use for it: that is no error.
 * Gives SQLite's code.
 */
int tokenizer_register(sqlite3 *db);

#endif
