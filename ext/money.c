/*
 * SQL functions over amounts of money. Amounts are INTEGER fen everywhere else; only these read and write words.
 *
 *     SELECT money_fen('18.46亿元');                     -- 184600000000
 *     SELECT money_text(7593440000, 'auto');             -- 7593.44万元
 *     SELECT money_text(7593440000, 'auto', 'en');       -- CNY 75.9344 million
 *     SELECT money_upper(100000000);                     -- 壹佰万元整
 */
#include "money.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/money.h"
#include "function.h"

/*
 * money_fen(text): the fen (INTEGER) that an amount written in text is; core/money.h has the grammar. NULL gives NULL.
 * Anything else than text is an error: a number could mean yuan or fen, and a real one has been rounded already. So is
 * a text that is no amount, finer than a fen, ambiguous (三万五) or beyond int64 fen; the message has the place.
 * O(length).
 */
void money_fen_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    int length, type = sqlite3_value_type(value[0]);
    int64_t fen;
    size_t at;
    (void)count;
    if (type == SQLITE_NULL)
        return;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        function_refuse(context, value[0], "amount", "text", " (quote it: money_fen('3000') is 3,000 yuan)");
        return;
    }
    if (!function_text(context, value[0], "amount", &text, &length))
        return;
    enum money_code code = money_parse(text, (size_t)length, &fen, &at);
    if (code == MONEY_OK) {
        sqlite3_result_int64(context, fen);
        return;
    }
    char hint[120];
    sqlite3_snprintf(sizeof hint, hint, " (character %d: %s)", (int)at, money_reason(code));
    function_refuse(context, value[0], "amount", "an amount of money", hint);
}

/* Reads argument `lang`: zh or en. */
static bool read_language(sqlite3_context *context, sqlite3_value *value, enum money_language *language)
{
    const char *text;
    int length;
    if (!function_text(context, value, "lang", &text, &length))
        return false;
    if (length == 2 && memcmp(text, "zh", 2) == 0) {
        *language = MONEY_CHINESE;
    } else if (length == 2 && memcmp(text, "en", 2) == 0) {
        *language = MONEY_ENGLISH;
    } else {
        return function_refuse(context, value, "lang", "zh or en", "");
    }
    return true;
}

/*
 * money_text(fen[, unit[, lang]]): an amount as exact text. fen is an INTEGER; unit is 元 (default), 万元, 亿元 or auto,
 * lang zh (default) or en; core/money.h has the forms. NULL in any argument gives NULL; another type or name is an
 * error. money_fen() reads every form back to the same fen. O(1).
 */
void money_text_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    enum money_unit unit = MONEY_YUAN;
    enum money_language language = MONEY_CHINESE;
    char text[MONEY_TEXT_SIZE];
    int64_t fen;
    if (function_any_null(count, value))
        return;
    if (!function_integer(context, value[0], "fen", &fen))
        return;
    if (count > 1) {
        const char *name;
        int length;
        if (!function_text(context, value[1], "unit", &name, &length))
            return;
        if (!money_unit_named(name, (size_t)length, &unit)) {
            function_refuse(context, value[1], "unit", "one of 元, 万元, 亿元, auto", "");
            return;
        }
    }
    if (count > 2 && !read_language(context, value[2], &language))
        return;
    money_text(fen, unit, language, text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/*
 * money_upper(fen): an amount in financial capitals by the rules for bills (core/money.h). fen is an INTEGER; NULL
 * gives NULL, another type is an error. money_fen() reads it back. O(1).
 */
void money_upper_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    char text[MONEY_UPPER_SIZE];
    int64_t fen;
    if (function_any_null(count, value))
        return;
    if (!function_integer(context, value[0], "fen", &fen))
        return;
    money_upper(fen, text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}
