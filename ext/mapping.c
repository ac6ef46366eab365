/*
 * SQL functions for mappings: scripts that take a file, imported as it is, into the store (schema/mappings).
 *
 *     SELECT code_of('Parks & Recreation');                     -- PARKS-RECREATION
 *     SELECT text_fault(CAST(x'41B8A3' AS TEXT));               -- byte 2 (B8) is not UTF-8
 *     SELECT refuse('the file has no rows') WHERE NOT EXISTS (SELECT 1 FROM temp.staging);
 */
#include "mapping.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>

#include "core/code.h"
#include "core/utf8.h"
#include "function.h"

/*
 * code_of(name): a code made of a name, always the same one (code_make in core/code.h). NULL gives NULL. Errors: another
 * type than text; nothing in it that a code can keep; a code of more than 64 characters; no UTF-8. O(length).
 */
void mapping_code_of_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    static const char *const expected[] = {
        [CODE_EMPTY] = "a name with a letter or digit",
        [CODE_LONG] = "a name short enough for a code of 64 characters",
        [CODE_BROKEN] = "UTF-8",
    };
    const char *text;
    char code[CODE_MOST];
    size_t length;
    int bytes;
    enum code_result result;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "name", &text, &bytes))
        return;
    result = code_make(text, (size_t)bytes, code, &length);
    if (result == CODE_OK)
        sqlite3_result_text(context, code, (int)length, SQLITE_TRANSIENT);
    else
        function_refuse(context, value[0], "name", expected[result], "");
}

/* Control characters that have no place in a text: all but tab, line feed and carriage return. */
static bool control(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F;
}

/*
 * text_fault(text): what is wrong with a text as text: the first byte that is not UTF-8, or the first control character
 * other than tab and line ends, with its place counted in bytes from 1. NULL for a sound text and for NULL. Another type
 * is an error. O(length).
 */
void mapping_text_fault_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    int bytes;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "text", &text, &bytes))
        return;
    for (size_t at = 0, step; at < (size_t)bytes; at += step) {
        unsigned char byte = (unsigned char)text[at];
        uint32_t code;
        char *fault;
        step = utf8_next((const unsigned char *)text + at, (size_t)bytes - at, &code);
        if (code != UTF8_BAD && !control(code))
            continue;
        fault = sqlite3_mprintf("byte %lld (%02X) is %s", (long long)at + 1, byte,
                                code == UTF8_BAD ? "not UTF-8" : "a control character");
        if (fault)
            sqlite3_result_text(context, fault, -1, sqlite3_free);
        else
            sqlite3_result_error_nomem(context);
        return;
    }
}

/*
 * refuse(reason): fails with the reason as its message, whole and alone, so that a script ends there. NULL gives NULL and
 * nothing happens. Another type than text is an error too.
 */
void mapping_refuse_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    int bytes;
    if (function_any_null(count, value))
        return;
    if (function_text(context, value[0], "reason", &text, &bytes))
        sqlite3_result_error(context, text, bytes);
}
