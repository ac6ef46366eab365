/*
 * SQL functions over unified social credit codes, GB 32100-2015.
 *
 *     SELECT uscc_valid('91350100M000100Y43');           -- 1
 *     SELECT uscc_check('91350100M000100Y4');            -- 3
 */
#include "uscc.h"
SQLITE_EXTENSION_INIT3

#include "core/uscc.h"
#include "function.h"

/*
 * uscc_valid(code): 1 if the text is a unified social credit code whose both check characters are right (GB 32100, and
 * GB 11714 for the organisation code inside), else 0: lower case, blanks and full-width forms are 0. NULL gives NULL,
 * another type than text is an error. Whether the code was ever issued is not known here. O(1).
 */
void uscc_valid_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *code;
    int length;
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "code", &code, &length))
        return;
    sqlite3_result_int(context, uscc_valid(code, (size_t)length));
}

/*
 * uscc_check(text): the check character that a text of 17 characters (a credit code without its last, GB 32100) or 8
 * (an organisation code without its last, GB 11714) needs. For made-up enterprises: `b` being 8 characters of 0-9 and
 * A-Z without I O S V Z,
 *     '91340203' || b || uscc_check(b) || uscc_check('91340203' || b || uscc_check(b))
 * is valid. NULL gives NULL; another type, length or character is an error. O(1).
 */
void uscc_check_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    int length;
    char check = '\0';
    if (function_any_null(count, value))
        return;
    if (!function_text(context, value[0], "text", &text, &length))
        return;
    if (length == USCC_LENGTH - 1)
        check = uscc_check(text);
    if (length == USCC_ORGANISATION_BODY)
        check = uscc_organisation_check(text);
    if (check == '\0') {
        function_refuse(context, value[0], "text", "17 or 8 characters of a code, upper case", "");
        return;
    }
    sqlite3_result_text(context, &check, 1, SQLITE_TRANSIENT);
}
