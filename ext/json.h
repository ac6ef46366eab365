/* JSON that SQL functions give. */
#ifndef FULFIL_JSON_H
#define FULFIL_JSON_H

#include <sqlite3ext.h>
#include <stddef.h>

/* Appends bytes[0..count) as a JSON string, leaving out what is no well-formed UTF-8 and NULs. */
void json_append_text(sqlite3_str *json, const char *bytes, size_t count);

#endif
