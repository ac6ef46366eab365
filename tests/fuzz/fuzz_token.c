/* Tokens of any bytes: they cover the text, and a term is found by them exactly where instr() finds it after folding. */
#include <stdbool.h>
#include <string.h>

#include "ext/core/fold.h"
#include "ext/core/token.h"
#include "ext/core/utf8.h"
#include "fuzz.h"

/* The tokens of a text, each with its place. */
struct tokens {
    char (*token)[TOKEN_BYTES];
    int *bytes;
    size_t *place;
    size_t count, room, places, covered;
    enum token_use use;
};

static int take(void *context, const char *token, int bytes, size_t start, size_t end, bool beside)
{
    struct tokens *tokens = context;
    FUZZ_CHECK(tokens->count < tokens->room && bytes > 0 && bytes <= TOKEN_BYTES && start < end);
    FUZZ_CHECK(memchr(token, 0, (size_t)bytes) == NULL);
    FUZZ_CHECK(!beside || (tokens->use == TOKEN_INDEX && tokens->places > 0));
    if (!beside && tokens->use != TOKEN_TERM) {
        FUZZ_CHECK(start == tokens->covered);
        tokens->covered = end;
    }
    tokens->places += !beside;
    memcpy(tokens->token[tokens->count], token, (size_t)bytes);
    tokens->bytes[tokens->count] = bytes;
    tokens->place[tokens->count++] = tokens->places;
    return 0;
}

static struct tokens cut(const char *text, size_t bytes, enum token_use use)
{
    struct tokens tokens = {.room = 2 * bytes, .use = use};
    tokens.token = malloc((tokens.room + 1) * sizeof *tokens.token);
    tokens.bytes = malloc((tokens.room + 1) * sizeof *tokens.bytes);
    tokens.place = malloc((tokens.room + 1) * sizeof *tokens.place);
    FUZZ_CHECK(tokens.token != NULL && tokens.bytes != NULL && tokens.place != NULL);
    FUZZ_CHECK(token_cut(text, bytes, use, take, &tokens) == 0);
    FUZZ_CHECK(use == TOKEN_TERM || tokens.covered == bytes);
    return tokens;
}

static void drop(struct tokens *tokens)
{
    free(tokens->token);
    free(tokens->bytes);
    free(tokens->place);
}

/* Whether a place of the text has a token. */
static bool stands(const struct tokens *text, size_t place, const struct tokens *term, size_t token)
{
    for (size_t i = 0; i < text->count; i++) {
        if (text->place[i] == place && text->bytes[i] == term->bytes[token] &&
            memcmp(text->token[i], term->token[token], (size_t)text->bytes[i]) == 0)
            return true;
    }
    return false;
}

/* As FTS5 does with a phrase: the term's tokens at places of the text that follow one another. */
static bool found_by_tokens(const struct tokens *text, const struct tokens *term)
{
    for (size_t place = 1; place + term->count <= text->places + 1; place++) {
        size_t at = 0;
        while (at < term->count && stands(text, place + at, term, at)) at++;
        if (at == term->count)
            return true;
    }
    return false;
}

/* As SQLite's instr() does: at the beginning, and at bytes that do not continue a character. */
static bool found_by_instr(const char *text, size_t bytes, const char *term, size_t term_bytes)
{
    for (size_t at = 0; at + term_bytes <= bytes; at++) {
        bool begins = at == 0 || ((unsigned char)text[at] & 0xC0) != 0x80;
        if (begins && memcmp(text + at, term, term_bytes) == 0)
            return true;
    }
    return false;
}

static bool well_formed(const char *text, size_t bytes)
{
    uint32_t code = 0;
    for (size_t at = 0; at < bytes && code != UTF8_BAD;)
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code);
    return code != UTF8_BAD;
}

/* Up to the first line feed the term, behind it the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *feed = size > 0 ? memchr(data, '\n', size) : NULL;
    if (feed == NULL || size > 400)
        return 0;
    const char *term = (const char *)data, *text = (const char *)feed + 1;
    size_t term_bytes = (size_t)(feed - data), bytes = size - term_bytes - 1;
    struct tokens looked = cut(term, term_bytes, TOKEN_TERM), index = cut(text, bytes, TOKEN_INDEX),
                  shown = cut(text, bytes, TOKEN_MARK);
    FUZZ_CHECK(shown.places == index.places);
    if (term_bytes > 0 && well_formed(term, term_bytes)) {
        char folded_term[FOLD_ROOM(400)], folded[FOLD_ROOM(400)];
        size_t m = fold_text(term, term_bytes, folded_term), n = fold_text(text, bytes, folded);
        FUZZ_CHECK(found_by_tokens(&index, &looked) == found_by_instr(folded, n, folded_term, m));
    }
    drop(&looked);
    drop(&index);
    drop(&shown);
    return 0;
}
