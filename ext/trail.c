/*
 * SQL functions that seal records; the triggers and views of schema/trail.sql call them (core/trail.h says what they write).
 *
 *     SELECT hex(trail_form('企业', 7, NULL));
 *     SELECT trail_seal(previous, salt, 'demand', id, ref, text, trail_form(enterprise, at)) FROM ...;
 *     SELECT hex(trail_digest(unit, category, closing)) FROM rollup_line WHERE rollup = 3;
 */
#include "trail.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/trail.h"
#include "function.h"

/* Writes one value's head, and gives its bytes where it has some. */
static size_t value_head(sqlite3_value *value, uint8_t *out, struct trail_text *rest)
{
    int type = sqlite3_value_type(value);
    *rest = (struct trail_text){0};
    switch (type) {
    case SQLITE_NULL:
        return trail_write_null(out);
    case SQLITE_INTEGER:
        return trail_write_integer(out, sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return trail_write_real(out, sqlite3_value_double(value));
    default:
        rest->bytes = type == SQLITE_BLOB ? sqlite3_value_blob(value) : sqlite3_value_text(value);
        rest->length = rest->bytes ? (size_t)sqlite3_value_bytes(value) : 0;
        return trail_write_length(out, type == SQLITE_BLOB, (uint32_t)rest->length);
    }
}

/*
 * trail_form(value, …): the values as a record's form, a BLOB; without an argument an empty one. NULL is a value like
 * others. Fails where the form would be longer than SQLite's limit of a BLOB. O(length).
 */
void trail_form_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    sqlite3_uint64 room = 1;
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        int type = sqlite3_value_type(value[i]);
        room += TRAIL_VALUE_HEAD;
        if (type == SQLITE_TEXT || type == SQLITE_BLOB)
            room += (sqlite3_uint64)sqlite3_value_bytes(value[i]);
    }
    uint8_t *form = sqlite3_malloc64(room);
    if (!form) {
        sqlite3_result_error_nomem(context);
        return;
    }
    for (int i = 0; i < count; i++) {
        struct trail_text rest;
        used += value_head(value[i], form + used, &rest);
        if (rest.length)
            memcpy(form + used, rest.bytes, rest.length);
        used += rest.length;
    }
    sqlite3_result_blob64(context, form, used, sqlite3_free);
}

/* A text argument, or a BLOB one where `blob`; a NULL one leaves it without bytes. */
static bool argument_text(sqlite3_context *context, sqlite3_value *value, const char *what, bool blob,
                          struct trail_text *text)
{
    int type = sqlite3_value_type(value);
    *text = (struct trail_text){0};
    if (type == SQLITE_NULL)
        return true;
    if (type != (blob ? SQLITE_BLOB : SQLITE_TEXT))
        return function_refuse(context, value, what, blob ? "a BLOB" : "text", "");
    text->bytes = blob ? sqlite3_value_blob(value) : sqlite3_value_text(value);
    text->length = (size_t)sqlite3_value_bytes(value);
    if (!text->bytes)
        text->bytes = ""; /* an empty BLOB has none */
    return true;
}

/* The record that the arguments from the third on are of. */
static bool argument_record(sqlite3_context *context, sqlite3_value **value, struct trail_record *record)
{
    return argument_text(context, value[0], "record", false, &record->kind) &&
           function_integer(context, value[1], "id", &record->id) &&
           argument_text(context, value[2], "ref", false, &record->ref) &&
           argument_text(context, value[3], "personal", false, &record->personal) &&
           argument_text(context, value[4], "form", true, &record->form);
}

/*
 * trail_seal(previous, salt, record, id, ref, personal, form): the seal of a record, a BLOB of 32 bytes, or of 80 where it
 * has a personal text. previous is the seal of the record before, of which the first 32 bytes count, and NULL for the first
 * one; salt is a BLOB of 16 bytes, or NULL to derive it from record and ref; personal may be NULL. NULL for the record, its
 * id, ref or form gives NULL. Errors: another type; a salt or a previous seal of another length. O(length).
 */
void trail_seal_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    static const uint8_t first[SHA256_BYTES] = {0};
    struct trail_record record = {0};
    struct trail_text previous, salt;
    uint8_t derived[TRAIL_SALT], seal[TRAIL_PERSONAL];
    (void)count;
    if (function_any_null(3, value + 2) || sqlite3_value_type(value[6]) == SQLITE_NULL)
        return;
    if (!argument_text(context, value[0], "previous", true, &previous) ||
        !argument_text(context, value[1], "salt", true, &salt) || !argument_record(context, value + 2, &record))
        return;
    if (previous.bytes && previous.length < SHA256_BYTES) {
        function_refuse(context, value[0], "previous", "a seal of at least 32 bytes", "");
        return;
    }
    if (salt.bytes && salt.length != TRAIL_SALT) {
        function_refuse(context, value[1], "salt", "16 bytes", "");
        return;
    }
    if (!salt.bytes)
        trail_derive_salt(&record, derived);
    size_t length = trail_seal(&record, previous.bytes ? previous.bytes : first, salt.bytes ? salt.bytes : derived, seal);
    sqlite3_result_blob(context, seal, (int)length, SQLITE_TRANSIENT);
}

/* Digests of the rows so far. */
struct rows {
    uint8_t (*digest)[SHA256_BYTES];
    size_t count, room;
};

static bool rows_grow(struct rows *rows)
{
    size_t room = rows->room ? 2 * rows->room : 16;
    void *grown = sqlite3_realloc64(rows->digest, room * sizeof *rows->digest);
    if (!grown)
        return false;
    rows->digest = grown;
    rows->room = room;
    return true;
}

/*
 * trail_digest(value, …), an aggregate: SHA-256 of the sorted SHA-256s of the rows' forms, a BLOB of 32 bytes, so that the
 * rows' order is of no matter and every one counts, equal ones too. NULL without rows. 32 bytes a row; O(n log n).
 */
void trail_digest_step(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct rows *rows = sqlite3_aggregate_context(context, sizeof *rows);
    struct sha256 sum;
    if (!rows || (rows->count == rows->room && !rows_grow(rows))) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sha256_init(&sum);
    for (int i = 0; i < count; i++) {
        uint8_t head[TRAIL_VALUE_HEAD];
        struct trail_text rest;
        sha256_add(&sum, head, value_head(value[i], head, &rest));
        sha256_add(&sum, rest.bytes, rest.length);
    }
    sha256_final(&sum, rows->digest[rows->count++]);
}

static int digest_compare(const void *a, const void *b)
{
    return memcmp(a, b, SHA256_BYTES);
}

void trail_digest_final(sqlite3_context *context)
{
    struct rows *rows = sqlite3_aggregate_context(context, 0);
    struct sha256 sum;
    uint8_t digest[SHA256_BYTES];
    if (!rows || !rows->count)
        return;
    qsort(rows->digest, rows->count, SHA256_BYTES, digest_compare);
    sha256_init(&sum);
    sha256_add(&sum, rows->digest, rows->count * SHA256_BYTES);
    sha256_final(&sum, digest);
    sqlite3_free(rows->digest);
    sqlite3_result_blob(context, digest, sizeof digest, SQLITE_TRANSIENT);
}
