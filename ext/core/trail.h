/*
 * The chain over records: what of a record enters it, and the seal that it leaves.
 *
 * A value is written as a letter for its type and then, integers with the highest byte first:
 *     N                       NULL
 *     I  8 bytes              an integer, two's complement
 *     R  8 bytes              a real number, IEEE 754 double
 *     T  4 bytes  the bytes   a text: their number, and they (UTF-8)
 *     B  4 bytes  the bytes   a blob
 * so that no two lists of values are written alike. A record's form is its values one after the other.
 *
 *     personal = SHA-256(salt || text)
 *     hash     = SHA-256(hash of the record before || T kind || I id || T ref || N or B personal || form)
 *
 * The first record follows 32 bytes of zero. A seal is the hash; then, where the record has a personal text, the digest
 * of it; then, unless that text was redacted, its salt: 32, 64 or 80 bytes. Without the salt nobody can find the text
 * by trying texts, and the chain still follows.
 */
#ifndef FULFIL_TRAIL_H
#define FULFIL_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sha256.h"

enum {
    TRAIL_SALT = 16,
    TRAIL_SEALED = SHA256_BYTES,                 /* a seal without a personal text */
    TRAIL_REDACTED = 2 * SHA256_BYTES,           /* with one that was redacted */
    TRAIL_PERSONAL = TRAIL_REDACTED + TRAIL_SALT /* with one; the longest */
};

/* Most bytes that a value takes beside those of its text or blob. */
enum { TRAIL_VALUE_HEAD = 9 };

/* Each writes a value, or of text and blob what stands before the bytes, and gives how many bytes it wrote. */
size_t trail_write_null(uint8_t *out);
size_t trail_write_integer(uint8_t *out, int64_t number);
size_t trail_write_real(uint8_t *out, double number);
size_t trail_write_length(uint8_t *out, bool blob, uint32_t length);

/* A text; NULL bytes are none. */
struct trail_text {
    const void *bytes;
    size_t length;
};

/* A record as the chain sees it. */
struct trail_record {
    struct trail_text kind, ref;
    int64_t id;
    struct trail_text personal; /* without bytes the record has none */
    struct trail_text form;
};

/* The salt that a store derives which must come out the same every time: it protects nothing, who has the ref has it. */
void trail_derive_salt(const struct trail_record *record, uint8_t salt[TRAIL_SALT]);

/* The digest of the personal text. */
void trail_personal(const struct trail_record *record, const uint8_t salt[TRAIL_SALT], uint8_t digest[SHA256_BYTES]);

/* The hash of a record after `previous`; `personal` is the digest or NULL. O(length of the form). */
void trail_hash(const struct trail_record *record, const uint8_t previous[SHA256_BYTES], const uint8_t *personal,
                uint8_t hash[SHA256_BYTES]);

/* Writes the seal of a record after `previous`, with that salt where it has a personal text, and gives its length. */
size_t trail_seal(const struct trail_record *record, const uint8_t previous[SHA256_BYTES],
                  const uint8_t salt[TRAIL_SALT], uint8_t seal[TRAIL_PERSONAL]);

/* What is wrong with a record and its seal; the first that applies. */
enum trail_fault {
    TRAIL_OK,
    TRAIL_MALFORMED, /* the seal has none of the three lengths */
    TRAIL_TEXT,      /* the personal text is not the one that was sealed */
    TRAIL_HASH       /* the hash does not follow from the one before and the record */
};
enum trail_fault trail_check(const struct trail_record *record, const uint8_t previous[SHA256_BYTES],
                             const uint8_t *seal, size_t length);

#endif
