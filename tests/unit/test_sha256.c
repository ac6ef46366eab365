/* SHA-256 against NIST's vectors, against coreutils for many lengths, and however the bytes are cut. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/sha256.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void digest_of(const void *bytes, size_t count, char hex[SHA256_HEX + 1])
{
    struct sha256 sum;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&sum);
    sha256_add(&sum, bytes, count);
    sha256_final(&sum, digest);
    sha256_hex(digest, hex);
}

/* FIPS 180-2, appendix B.1 to B.3, the empty message, and what NIST publishes as additional examples for SHA-256. */
static const struct {
    const char *unit; /* the message is it, so many times */
    size_t bytes, times;
    const char *hex;
} vectors[] = {
    {"abc", 3, 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a", 1, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    {"", 0, 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"\xbd", 1, 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
    {"\xc9\x8c\x8e\x55", 4, 1, "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"},
    {"\0", 1, 55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
    {"\0", 1, 56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
    {"\0", 1, 57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
    {"\0", 1, 64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
    {"\0", 1, 1000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"},
    {"\x41", 1, 1000, "c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4"},
    {"\x55", 1, 1005, "f4d62ddec0f3dd90ea1380fa16a5ff8dc4c54b21740650f24afc4120903552b0"},
    {"\0", 1, 1000000, "d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025"},
};

START_TEST(gives_the_published_digests)
{
    struct sha256 sum;
    uint8_t digest[SHA256_BYTES];
    char hex[SHA256_HEX + 1];
    sha256_init(&sum);
    for (size_t i = 0; i < vectors[_i].times; i++) sha256_add(&sum, vectors[_i].unit, vectors[_i].bytes);
    sha256_final(&sum, digest);
    sha256_hex(digest, hex);
    ck_assert_str_eq(hex, vectors[_i].hex);
}
END_TEST

/* Bytes that look like nothing, the same each time. */
static void fill(unsigned char *bytes, size_t count)
{
    uint32_t x = 20200225;
    for (size_t i = 0; i < count; i++) {
        x = x * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(x >> 24);
    }
}

START_TEST(does_not_mind_how_bytes_are_cut)
{
    unsigned char bytes[300];
    char whole[SHA256_HEX + 1], parts[SHA256_HEX + 1];
    fill(bytes, sizeof bytes);
    digest_of(bytes, sizeof bytes, whole);
    for (size_t first = 0; first <= sizeof bytes; first++) {
        for (size_t second = first; second <= sizeof bytes; second += 13) {
            struct sha256 sum;
            uint8_t digest[SHA256_BYTES];
            sha256_init(&sum);
            sha256_add(&sum, first ? bytes : NULL, first);
            sha256_add(&sum, bytes + first, second - first);
            sha256_add(&sum, bytes + second, sizeof bytes - second);
            sha256_final(&sum, digest);
            sha256_hex(digest, parts);
            ck_assert_str_eq(parts, whole);
        }
    }
}
END_TEST

/* What coreutils says of a file's first `count` bytes. */
static void coreutils(const char *path, size_t count, char hex[SHA256_HEX + 1])
{
    char command[200];
    snprintf(command, sizeof command, "head -c %zu '%s' | sha256sum", count, path);
    FILE *pipe = popen(command, "r");
    ck_assert(pipe && fread(hex, 1, SHA256_HEX, pipe) == SHA256_HEX);
    hex[SHA256_HEX] = '\0';
    while (fgetc(pipe) != EOF) {
    }
    ck_assert_int_eq(pclose(pipe), 0);
}

/* The lengths where the padding changes its shape, and a few long ones. */
START_TEST(agrees_with_coreutils)
{
    static const size_t length[] = {0, 1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 121, 127, 128, 129, 4095, 100003};
    static unsigned char bytes[100003];
    char path[] = "/tmp/test_sha256.XXXXXX", mine[SHA256_HEX + 1], theirs[SHA256_HEX + 1];
    int file = mkstemp(path);
    FILE *out = fdopen(file, "wb");
    fill(bytes, sizeof bytes);
    ck_assert(out && fwrite(bytes, 1, sizeof bytes, out) == sizeof bytes && fclose(out) == 0);
    for (size_t i = 0; i < COUNT(length); i++) {
        digest_of(bytes, length[i], mine);
        coreutils(path, length[i], theirs);
        ck_assert_str_eq(mine, theirs);
    }
    remove(path);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sha256");
    TCase *cases = tcase_create("sha256");
    tcase_add_loop_test(cases, gives_the_published_digests, 0, (int)COUNT(vectors));
    tcase_add_test(cases, does_not_mind_how_bytes_are_cut);
    tcase_add_test(cases, agrees_with_coreutils);
    suite_add_tcase(suite, cases);
    return suite;
}
