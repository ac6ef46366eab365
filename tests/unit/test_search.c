/* The tokens of a text, and the tokenizer cjk in FTS5 against instr() on random texts, broken ones too. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/found.h"
#include "ext/core/token.h"
#include "fixture.h"
#include "ledger.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Writes tokens as `text:start-end `, one beside the token before it with a `+`, the mark of a pair as `2`. */
struct written {
    char text[400];
    int left; /* tokens until the sink says stop */
};

static int write_token(void *context, const char *token, int bytes, size_t start, size_t end, bool beside)
{
    struct written *written = context;
    size_t at = strlen(written->text);
    bool pair = (unsigned char)token[0] == 0xFF;
    ck_assert_int_le(bytes, TOKEN_BYTES);
    ck_assert_ptr_null(memchr(token, 0, (size_t)bytes));
    snprintf(written->text + at, sizeof written->text - at, "%s%s%.*s:%zu-%zu ", beside ? "+" : "", pair ? "2" : "",
             bytes - pair, token + pair, start, end);
    return --written->left == 0 ? 7 : 0;
}

static const struct {
    const char *text;
    enum token_use use;
    const char *tokens;
} cuts[] = {
    {"", TOKEN_INDEX, ""},
    {"口", TOKEN_INDEX, "口:0-3 "},
    {"口", TOKEN_TERM, "口:0-3 "},
    {"缺Ｎ9", TOKEN_INDEX, "缺:0-3 +2缺n:0-3 n:3-6 +2n9:3-6 9:6-7 "},
    {"缺Ｎ9", TOKEN_TERM, "2缺n:0-6 2n9:3-7 9:6-7 "},
    {"缺Ｎ9", TOKEN_MARK, "缺:0-3 n:3-6 9:6-7 "},
    {"中\xAD萬", TOKEN_MARK, "中:0-3 \xFE:3-4 万:4-7 "}, /* a byte too many: the character stays findable */
    {"萬\xAD", TOKEN_MARK, "萬:0-3 \xFE:3-4 "},          /* as text_fold leaves it */
    {"\xE4\xB8"
     "a\xC0\x80",
     TOKEN_MARK, "\xFE:0-2 a:2-3 \xFE:3-5 "},
};

START_TEST(cuts_texts)
{
    struct written written = {"", 0};
    ck_assert_int_eq(token_cut(cuts[_i].text, strlen(cuts[_i].text), cuts[_i].use, write_token, &written), 0);
    ck_assert_str_eq(written.text, cuts[_i].tokens);
}
END_TEST

START_TEST(nul_is_a_character)
{
    struct written written = {"", 0};
    ck_assert_int_eq(token_cut("a\0b", 3, TOKEN_MARK, write_token, &written), 0);
    ck_assert_str_eq(written.text, "a:0-1 \xFD:1-2 b:2-3 ");
}
END_TEST

START_TEST(stops_when_told)
{
    for (int stop = 1; stop <= 5; stop++) {
        struct written written = {"", stop};
        ck_assert_int_eq(token_cut("口罩a", 7, TOKEN_INDEX, write_token, &written), 7);
        ck_assert_int_eq(written.left, 0);
    }
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Characters that fold to one another, blanks, marks of FTS5's own language, and bytes that are no UTF-8 (the last six). */
static const char *const letter[] = {"口", "罩",   "罩",   "萬",       "万",   "N",        "Ｎ",      "n", "9",
                                     "９", " ",    "　",   "\"",       "*",    "-",        "，",      ",", "\n",
                                     "𠀾", "\xE4", "\xAD", "\xE4\xB8", "\xFF", "\xC0\x80", "\xF0\x90"};
enum { BROKEN_LETTERS = 6 };

static int random_text(uint32_t *state, size_t letters, uint32_t longest, char *text)
{
    int bytes = 0;
    for (uint32_t i = next_random(state) % (longest + 1); i > 0; i--) {
        const char *one = letter[next_random(state) % letters];
        memcpy(text + bytes, one, strlen(one));
        bytes += (int)strlen(one);
        if (letters == COUNT(letter) && next_random(state) % 50 == 0)
            text[bytes++] = '\0';
    }
    return bytes;
}

static void insert_texts(sqlite3 *db, uint32_t *state, int texts)
{
    sqlite3_stmt *insert;
    char text[400];
    ck_assert_int_eq(sqlite3_prepare_v2(db, "INSERT INTO note (text) VALUES (?1)", -1, &insert, NULL), SQLITE_OK);
    for (int i = 0; i < texts; i++) {
        int bytes = random_text(state, i % 2 ? COUNT(letter) : COUNT(letter) - BROKEN_LETTERS, 30, text);
        sqlite3_bind_text(insert, 1, text, bytes, SQLITE_TRANSIENT);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

/* For well-formed terms the index gives the very rows of instr(). */
START_TEST(finds_what_instr_finds)
{
    static const char query[] = "WITH term (t) AS (SELECT CAST(?1 AS TEXT)), a AS (SELECT id FROM note, term WHERE "
                                "instr(text_fold(text), text_fold(t))), "
                                "b AS (SELECT rowid AS id FROM note_search WHERE note_search MATCH "
                                "(SELECT '\"' || replace(t, '\"', '\"\"') || '\"' FROM term)) "
                                "SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b), "
                                "(SELECT count(*) FROM (SELECT id FROM a EXCEPT SELECT id FROM b)) + (SELECT count(*) "
                                "FROM (SELECT id FROM b EXCEPT SELECT id FROM a))";
    uint32_t state = (uint32_t)_i + 11;
    sqlite3 *db = fixture_open(":memory:");
    sqlite3_stmt *ask;
    int found = 0;
    fixture_run(
        db, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"
            "CREATE VIRTUAL TABLE note_search USING fts5(text, content = note, content_rowid = id, tokenize = 'cjk');");
    insert_texts(db, &state, unit_rounds(1000));
    fixture_run(db, "INSERT INTO note_search (note_search) VALUES ('rebuild');"
                    "INSERT INTO note_search (note_search) VALUES ('integrity-check')");
    ck_assert_int_eq(sqlite3_prepare_v2(db, query, -1, &ask, NULL), SQLITE_OK);
    for (int i = 0; i < unit_rounds(400); i++) {
        char term[100];
        int bytes = random_text(&state, COUNT(letter) - BROKEN_LETTERS, 4, term);
        if (bytes == 0)
            continue;
        sqlite3_bind_text(ask, 1, term, bytes, SQLITE_TRANSIENT);
        ck_assert_int_eq(sqlite3_step(ask), SQLITE_ROW);
        if (sqlite3_column_int(ask, 2) != 0)
            ck_abort_msg("%.*s: instr %d rows, index %d", bytes, term, sqlite3_column_int(ask, 0),
                         sqlite3_column_int(ask, 1));
        found += sqlite3_column_int(ask, 1) > 0;
        sqlite3_reset(ask);
    }
    sqlite3_finalize(ask);
    ck_assert_int_gt(found, 0);
    fixture_close(db);
}
END_TEST

/* Whatever cannot be had, found_mark() says so and leaves nothing behind. */
START_TEST(marks_without_memory)
{
    enum found_code code = FOUND_NO_MEMORY;
    char *marked = NULL;
    size_t length = 0;
    long n = 1;
    for (; code != FOUND_OK; n++) {
        ledger_fail_at(n);
        code = found_mark("a b A", 5, "a", 1, ledger_memory, &marked, &length);
        ck_assert_int_ne(code, FOUND_NOT);
        if (code == FOUND_NO_MEMORY)
            ck_assert_ptr_null(marked);
    }
    ledger_fail_at(0);
    ck_assert_int_gt(n, 5);
    ck_assert_str_eq(marked, FOUND_OPEN "a" FOUND_CLOSE " b " FOUND_OPEN "A" FOUND_CLOSE);
    ck_assert_uint_eq(length, strlen(marked));
    ledger_memory.resize(ledger_memory.context, marked, 0);
    ledger_is_clear();
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("search");
    TCase *cases = tcase_create("search");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, cuts_texts, 0, (int)COUNT(cuts));
    tcase_add_test(cases, nul_is_a_character);
    tcase_add_test(cases, stops_when_told);
    tcase_add_loop_test(cases, finds_what_instr_finds, 0, 4);
    tcase_add_test(cases, marks_without_memory);
    suite_add_tcase(suite, cases);
    return suite;
}
