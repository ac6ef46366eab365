/*
 * SQL functions over text.
 *
 *     SELECT text_fold('ＫＮ９５口罩 採購');              -- kn95口罩 采购
 *     SELECT text_found('急需Ｎ９５口罩', 'n95');         -- 急需⟦Ｎ９５⟧口罩
 */
#include "text.h"
SQLITE_EXTENSION_INIT3

#include "core/fold.h"
#include "core/found.h"
#include "function.h"

/* Texts up to this length are folded without an allocation. */
enum { SMALL_BYTES = 512 };

/*
 * text_fold(text): the text with full and half width forms, upper case and traditional characters made plain, one
 * code point to one, so that the n-th character of the result is the folded n-th of the text (core/fold.h; sources in
 * core/fold_table.py). Bytes that are no UTF-8 and NULs stay. NULL gives NULL, another type than text is an error; a
 * result beyond SQLite's length limit is SQLite's "string or blob too big". O(length).
 */
void text_fold_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    char small[FOLD_ROOM(SMALL_BYTES)];
    int length;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "text", &text, &length))
        return;
    if (length <= SMALL_BYTES) {
        sqlite3_result_text64(context, small, fold_text(text, (size_t)length, small), SQLITE_TRANSIENT, SQLITE_UTF8);
        return;
    }
    char *folded = sqlite3_malloc64(FOLD_ROOM((sqlite3_uint64)length) + 1);
    if (!folded) {
        sqlite3_result_error_nomem(context);
        return;
    }
    size_t bytes = fold_text(text, (size_t)length, folded);
    sqlite3_result_text64(context, folded, bytes, sqlite3_free, SQLITE_UTF8);
}

/*
 * text_found(text, words): the text with ⟦ and ⟧ round every place where one of the words stands, folded (core/found.h);
 * words are parted by white space. NULL where there is no word or one of them stands nowhere, and for a NULL; another
 * type than text is an error. O(characters x characters of the words).
 */
void text_found_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text, *words;
    char *marked;
    int bytes, word_bytes;
    size_t length;
    struct memory memory = function_memory();
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "text", &text, &bytes) ||
        !function_text(context, value[1], "words", &words, &word_bytes))
        return;
    switch (found_mark(text, (size_t)bytes, words, (size_t)word_bytes, memory, &marked, &length)) {
    case FOUND_OK:
        sqlite3_result_text64(context, marked, length, sqlite3_free, SQLITE_UTF8);
        break;
    case FOUND_NO_MEMORY:
        sqlite3_result_error_nomem(context);
        break;
    case FOUND_NOT:
        break;
    }
}
