/* Folding: known pairs, closure over every code point, and positions that stay true on any bytes. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/fold.h"
#include "ext/core/utf8.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *text;
    const char *folded;
} pairs[] = {
    {"", ""},
    {"abc 口罩", "abc 口罩"},
    {"N95口罩", "n95口罩"},
    {"Ｎ９５　口罩，（甲）！", "n95 口罩,(甲)!"},
    {"企業復工復產", "企业复工复产"},
    {"貸款萬億圓", "贷款万亿圆"},
    {"ﾊﾝｶｸ￥", "ハンカク¥"},
    {"ÄÖÜ ẞ ΑΒΓ ДЖ İ", "äöü ß αβγ дж İ"}, /* full case folding would take two code points */
    {"\u212A\u2126", "kω"},               /* Kelvin, Ohm */
    {"\uF907\u2F00", "龟一"},             /* compatibility ideograph, Kangxi radical */
    {"薴苧", "苎苎"},                     /* the one chain in OpenCC's table, followed to its end */
    {"裡裏乾", "里里干"},                 /* first choices */
    {"𠀾", "𠀾"},
    {"\U00010400", "\U00010428"}, /* Deseret */
    {"㑮", "𫝈"},                 /* to beyond the BMP: one byte longer */
    {"\u023A", "\u2C65"},         /* two bytes to three */
};

static size_t fold(const char *text, size_t bytes, char **out)
{
    *out = malloc(FOLD_ROOM(bytes) + 1);
    size_t length = fold_text(text, bytes, *out);
    ck_assert_uint_le(length, FOLD_ROOM(bytes));
    (*out)[length] = '\0';
    return length;
}

START_TEST(folds)
{
    char *out;
    fold(pairs[_i].text, strlen(pairs[_i].text), &out);
    ck_assert_str_eq(out, pairs[_i].folded);
    free(out);
}
END_TEST

START_TEST(is_closed_and_grows_by_half_at_most)
{
    unsigned changed = 0;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        unsigned char before[UTF8_MAX], after[UTF8_MAX];
        uint32_t to = fold_code(code);
        bool valid = to <= 0x10FFFF && (to < 0xD800 || to > 0xDFFF || to == code);
        bool short_enough = 2 * utf8_put(to, after) <= 3 * utf8_put(code, before);
        bool ascii_stays = code >= 0x80 || to < 0x80;
        changed += to != code;
        if (fold_code(to) != to || !valid || !short_enough || !ascii_stays)
            ck_abort_msg("U+%04X", code);
    }
    ck_assert_uint_eq(changed, 6975);
    ck_assert_uint_eq(fold_code(UTF8_BAD), UTF8_BAD);
}
END_TEST

/* Characters as SQLite's length() counts them. */
static size_t sqlite_length(const char *text, size_t bytes)
{
    const unsigned char *z = (const unsigned char *)text, *end = z + bytes;
    size_t count = 0;
    for (; z < end; count++) {
        if (*z++ < 0xC0)
            continue;
        while (z < end && (*z & 0xC0) == 0x80) z++;
    }
    return count;
}

START_TEST(keeps_bad_bytes_and_positions)
{
    static const char *const bad[] = {
        "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80",     "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
        "\xFF", "\xE4\xB8", "\xE4",     "\xE4\xB8\xAD\xAD", "\xFE\xBF",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        char text[32] = "A", expected[32] = "a", *out;
        strcat(strcat(text, bad[i]), "萬");
        strcat(strcat(expected, bad[i]), "万");
        size_t length = fold(text, strlen(text), &out);
        ck_assert_str_eq(out, expected);
        ck_assert_uint_eq(sqlite_length(out, length), sqlite_length(text, strlen(text)));
        free(out);
    }
}
END_TEST

START_TEST(takes_nul_for_a_character)
{
    char *out;
    ck_assert_uint_eq(fold("A\0萬", 5, &out), 5);
    ck_assert_int_eq(memcmp(out, "a\0万", 5), 0);
    free(out);
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

START_TEST(survives_random_bytes)
{
    uint32_t state = 7;
    for (int i = 0; i < unit_rounds(50000); i++) {
        char text[24], *out, *again;
        size_t bytes = next_random(&state) % sizeof text;
        for (size_t j = 0; j < bytes; j++) {
            uint32_t r = next_random(&state);
            text[j] = (char)(r & 0x100 ? 0xE4 + (r & 3) : r & 0x200 ? 0x80 | (r & 0x3F) : r & 0xFF);
        }
        size_t length = fold(text, bytes, &out);
        ck_assert_uint_eq(sqlite_length(out, length), sqlite_length(text, bytes));
        ck_assert_uint_eq(fold(out, length, &again), length);
        ck_assert_int_eq(memcmp(out, again, length), 0);
        free(again);
        free(out);
    }
}
END_TEST

START_TEST(reads_and_writes_every_code_point)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        unsigned char text[UTF8_MAX];
        uint32_t back;
        size_t length = utf8_put(code, text);
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (utf8_next(text, length, &back) != length || back != (surrogate ? UTF8_BAD : code)) {
            ck_abort_msg("U+%04X", code);
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("fold");
    TCase *cases = tcase_create("fold");
    tcase_add_loop_test(cases, folds, 0, (int)COUNT(pairs));
    tcase_add_test(cases, is_closed_and_grows_by_half_at_most);
    tcase_add_test(cases, keeps_bad_bytes_and_positions);
    tcase_add_test(cases, takes_nul_for_a_character);
    tcase_add_test(cases, survives_random_bytes);
    tcase_add_test(cases, reads_and_writes_every_code_point);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return suite;
}
