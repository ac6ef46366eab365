/*
 * Cuts text into the tokens that a full-text index of Chinese needs.
 *
 * Chinese has no blanks between words, and a list of words would not have the names and model numbers that demands are
 * full of. So every character is a token, and the pair of each character and the next is another at the same place.
 * A term is looked up by its pairs, which are rare enough to be quick; its last character alone closes it, so that as
 * many places match as the term has characters: what is marked in a text is then the whole term, and terms that
 * overlap are marked as one. (With pairs or triples alone the last place of a match ends beyond the first of the next,
 * which the highlight() of SQLite 3.40 cannot put together.)
 */
#include "token.h"

#include <stdint.h>
#include <string.h>

#include "fold.h"
#include "utf8.h"

/* Bytes that UTF-8 does not use. */
enum { PAIR = 0xFF, BROKEN = 0xFE, ZERO = 0xFD };

/* A character as tokens have it, and where it stands in the text. */
struct character {
    unsigned char text[UTF8_MAX];
    int length;
    size_t start, end;
};

/* Bytes that a lead byte announces. */
static size_t announced(unsigned char lead)
{
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static void single(struct character *character, unsigned char byte)
{
    character->text[0] = byte;
    character->length = 1;
}

/* Reads the character at text[at..bytes), at < bytes. */
static void read_character(const unsigned char *text, size_t bytes, size_t at, struct character *character)
{
    uint32_t code;
    size_t taken = utf8_next(text + at, bytes - at, &code), length = announced(text[at]);
    if (code != UTF8_BAD && code != 0) {
        character->length = (int)utf8_put(fold_code(code), character->text);
    } else if (code == 0) {
        single(character, ZERO);
    } else if (taken > length && utf8_next(text + at, length, &code) == length && code != UTF8_BAD) {
        memcpy(character->text, text + at, length);
        character->length = (int)length;
        taken = length;
    } else {
        single(character, BROKEN);
    }
    character->start = at;
    character->end = at + taken;
}

static int put_single(const struct character *character, token_sink sink, void *context)
{
    return sink(context, (const char *)character->text, character->length, character->start, character->end, false);
}

static int put_pair(const struct character *a, const struct character *b, bool beside, token_sink sink, void *context)
{
    unsigned char token[TOKEN_BYTES] = {PAIR};
    memcpy(token + 1, a->text, (size_t)a->length);
    memcpy(token + 1 + a->length, b->text, (size_t)b->length);
    return sink(context, (const char *)token, 1 + a->length + b->length, a->start, beside ? a->end : b->end, beside);
}

int token_cut(const char *text, size_t bytes, enum token_use use, token_sink sink, void *context)
{
    const unsigned char *from = (const unsigned char *)text;
    struct character now, next;
    int code = 0;
    if (bytes == 0)
        return 0;
    read_character(from, bytes, 0, &now);
    while (code == 0 && now.end < bytes) {
        read_character(from, bytes, now.end, &next);
        if (use != TOKEN_TERM)
            code = put_single(&now, sink, context);
        if (code == 0 && use != TOKEN_MARK)
            code = put_pair(&now, &next, use == TOKEN_INDEX, sink, context);
        now = next;
    }
    return code == 0 ? put_single(&now, sink, context) : code;
}
