/*
 * SHA-256 (FIPS 180-4) of bytes that come piece by piece.
 *
 *     struct sha256 sum;
 *     uint8_t digest[SHA256_BYTES];
 *     sha256_init(&sum);
 *     while (there is more)
 *         sha256_add(&sum, bytes, count);
 *     sha256_final(&sum, digest);
 *
 * Written here because fulfil.so has no run-time library beyond SQLite, which has no SHA-256. It allocates nothing.
 * Not for secrets: it makes no effort to hide its timing or to wipe what it worked on.
 */
#ifndef FULFIL_SHA256_H
#define FULFIL_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_BLOCK = 64, SHA256_HEX = 2 * SHA256_BYTES };

struct sha256 {
    uint32_t state[8];
    uint64_t total; /* bytes added so far */
    uint8_t block[SHA256_BLOCK];
};

/* Makes `sum` the digest of nothing yet. */
void sha256_init(struct sha256 *sum);

/* Adds `count` bytes; `bytes` may be NULL when count is 0. How the bytes are cut into pieces does not matter. O(count). */
void sha256_add(struct sha256 *sum, const void *bytes, size_t count);

/* Writes the digest of all bytes added. `sum` is used up: to go on, copy it before, or initialise it again. */
void sha256_final(struct sha256 *sum, uint8_t digest[SHA256_BYTES]);

/* Writes a digest as 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(const uint8_t digest[SHA256_BYTES], char hex[SHA256_HEX + 1]);

#endif
