/* The chain over records; see the header for what it is made of. */
#include "trail.h"

#include <string.h>

static void write_bytes(uint8_t *out, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) out[i] = (uint8_t)(number >> (8 * (bytes - 1 - i)));
}

size_t trail_write_null(uint8_t *out)
{
    out[0] = 'N';
    return 1;
}

size_t trail_write_integer(uint8_t *out, int64_t number)
{
    out[0] = 'I';
    write_bytes(out + 1, (uint64_t)number, 8);
    return 9;
}

size_t trail_write_real(uint8_t *out, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    out[0] = 'R';
    write_bytes(out + 1, bits, 8);
    return 9;
}

size_t trail_write_length(uint8_t *out, bool blob, uint32_t length)
{
    out[0] = blob ? 'B' : 'T';
    write_bytes(out + 1, length, 4);
    return 5;
}

/* Adds a text or blob as a value; without bytes NULL. */
static void add_value(struct sha256 *sum, bool blob, const void *bytes, size_t length)
{
    uint8_t head[TRAIL_VALUE_HEAD];
    if (!bytes) {
        sha256_add(sum, head, trail_write_null(head));
        return;
    }
    sha256_add(sum, head, trail_write_length(head, blob, (uint32_t)length));
    sha256_add(sum, bytes, length);
}

void trail_derive_salt(const struct trail_record *record, uint8_t salt[TRAIL_SALT])
{
    struct sha256 sum;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&sum);
    add_value(&sum, false, record->kind.bytes, record->kind.length);
    add_value(&sum, false, record->ref.bytes, record->ref.length);
    sha256_final(&sum, digest);
    memcpy(salt, digest, TRAIL_SALT);
}

void trail_personal(const struct trail_record *record, const uint8_t salt[TRAIL_SALT], uint8_t digest[SHA256_BYTES])
{
    struct sha256 sum;
    sha256_init(&sum);
    sha256_add(&sum, salt, TRAIL_SALT);
    sha256_add(&sum, record->personal.bytes, record->personal.length);
    sha256_final(&sum, digest);
}

void trail_hash(const struct trail_record *record, const uint8_t previous[SHA256_BYTES], const uint8_t *personal,
                uint8_t hash[SHA256_BYTES])
{
    struct sha256 sum;
    uint8_t id[TRAIL_VALUE_HEAD];
    sha256_init(&sum);
    sha256_add(&sum, previous, SHA256_BYTES);
    add_value(&sum, false, record->kind.bytes, record->kind.length);
    sha256_add(&sum, id, trail_write_integer(id, record->id));
    add_value(&sum, false, record->ref.bytes, record->ref.length);
    add_value(&sum, true, personal, SHA256_BYTES);
    sha256_add(&sum, record->form.bytes, record->form.length);
    sha256_final(&sum, hash);
}

size_t trail_seal(const struct trail_record *record, const uint8_t previous[SHA256_BYTES],
                  const uint8_t salt[TRAIL_SALT], uint8_t seal[TRAIL_PERSONAL])
{
    if (!record->personal.bytes) {
        trail_hash(record, previous, NULL, seal);
        return TRAIL_SEALED;
    }
    trail_personal(record, salt, seal + SHA256_BYTES);
    trail_hash(record, previous, seal + SHA256_BYTES, seal);
    memcpy(seal + TRAIL_REDACTED, salt, TRAIL_SALT);
    return TRAIL_PERSONAL;
}

enum trail_fault trail_check(const struct trail_record *record, const uint8_t previous[SHA256_BYTES],
                             const uint8_t *seal, size_t length)
{
    uint8_t digest[SHA256_BYTES];
    if (length != TRAIL_SEALED && length != TRAIL_REDACTED && length != TRAIL_PERSONAL)
        return TRAIL_MALFORMED;
    if ((length == TRAIL_SEALED) != (record->personal.bytes == NULL))
        return TRAIL_TEXT; /* one was added or taken away */
    if (length == TRAIL_PERSONAL) {
        trail_personal(record, seal + TRAIL_REDACTED, digest);
        if (memcmp(digest, seal + SHA256_BYTES, SHA256_BYTES) != 0)
            return TRAIL_TEXT;
    }
    trail_hash(record, previous, length == TRAIL_SEALED ? NULL : seal + SHA256_BYTES, digest);
    return memcmp(digest, seal, SHA256_BYTES) == 0 ? TRAIL_OK : TRAIL_HASH;
}
