/* JSON that SQL functions give: they build it in a sqlite3_str, whose error, out of memory, is sticky. */
#include "json.h"
SQLITE_EXTENSION_INIT3

#include "core/utf8.h"

void json_append_text(sqlite3_str *json, const char *bytes, size_t count)
{
    sqlite3_str_appendchar(json, 1, '"');
    for (size_t at = 0, taken; at < count; at += taken) {
        uint32_t code;
        taken = utf8_next((const unsigned char *)bytes + at, count - at, &code);
        if (code == UTF8_BAD || code == 0)
            continue;
        if (code < 0x20) {
            sqlite3_str_appendf(json, "\\u%04x", code);
            continue;
        }
        if (code == '"' || code == '\\')
            sqlite3_str_appendchar(json, 1, '\\');
        sqlite3_str_append(json, bytes + at, (int)taken);
    }
    sqlite3_str_appendchar(json, 1, '"');
}
