/*
 * Found words marked in a text.
 *
 * Text and words are decoded and folded to code points; each word is tried at each place. A byte a character says
 * whether it is found; then the text is copied, with marks where that changes.
 */
#include "found.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "utf8.h"

/* Decoded characters: folded, with where each begins in the bytes; one more start at the end. */
struct decoded {
    uint32_t *code;
    size_t *start;
    size_t count;
};

static void *take(struct memory memory, size_t count, size_t size)
{
    return count < SIZE_MAX / size ? memory.resize(memory.context, NULL, (count + 1) * size) : NULL;
}

static void decoded_free(struct decoded *decoded, struct memory memory)
{
    memory.resize(memory.context, decoded->code, 0);
    memory.resize(memory.context, decoded->start, 0);
}

static bool decode(const char *text, size_t bytes, struct memory memory, struct decoded *decoded)
{
    *decoded = (struct decoded){take(memory, bytes, sizeof(uint32_t)), take(memory, bytes, sizeof(size_t)), 0};
    if (decoded->code == NULL || decoded->start == NULL)
        return false;
    size_t at = 0;
    while (at < bytes) {
        uint32_t code;
        decoded->start[decoded->count] = at;
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code);
        decoded->code[decoded->count++] = fold_code(code);
    }
    decoded->start[decoded->count] = bytes;
    return true;
}

static bool parts_words(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0x3000;
}

/* Notes in found[] every place of the text where the word stands; gives whether one does. */
static bool find_word(const struct decoded *text, const uint32_t *word, size_t length, unsigned char *found)
{
    bool any = false;
    for (size_t i = 0; i < length; i++) {
        if (word[i] == UTF8_BAD)
            return false;
    }
    for (size_t i = 0; i + length <= text->count; i++) {
        if (text->code[i] != word[0] || memcmp(text->code + i, word, length * sizeof *word) != 0)
            continue;
        memset(found + i, 1, length);
        any = true;
    }
    return any;
}

/* Whether there is a word and each stands in the text; notes where. */
static bool find_words(const struct decoded *text, const struct decoded *words, unsigned char *found)
{
    bool any = false;
    memset(found, 0, text->count);
    for (size_t at = 0; at < words->count;) {
        size_t start = at;
        while (at < words->count && !parts_words(words->code[at])) at++;
        if (at > start && !find_word(text, words->code + start, at - start, found))
            return false;
        any = any || at > start;
        if (at < words->count)
            at++;
    }
    return any;
}

/* The text with marks; NULL when out of memory. */
static char *mark(const char *text, const struct decoded *decoded, const unsigned char *found, struct memory memory,
                  size_t *length)
{
    static const char open[] = FOUND_OPEN, close[] = FOUND_CLOSE;
    size_t runs = 0, at = 0;
    for (size_t i = 0; i < decoded->count; i++) runs += found[i] && (i == 0 || !found[i - 1]);
    size_t bytes = decoded->start[decoded->count];
    char *out = take(memory, bytes + runs * (sizeof open + sizeof close - 2), 1);
    if (out == NULL)
        return NULL;
    for (size_t i = 0; i < decoded->count; i++) {
        bool before = i > 0 && found[i - 1], behind = i + 1 < decoded->count && found[i + 1];
        size_t taken = decoded->start[i + 1] - decoded->start[i];
        if (found[i] && !before) {
            memcpy(out + at, open, sizeof open - 1);
            at += sizeof open - 1;
        }
        memcpy(out + at, text + decoded->start[i], taken);
        at += taken;
        if (found[i] && !behind) {
            memcpy(out + at, close, sizeof close - 1);
            at += sizeof close - 1;
        }
    }
    out[at] = '\0';
    *length = at;
    return out;
}

enum found_code found_mark(const char *text, size_t bytes, const char *words, size_t word_bytes, struct memory memory,
                           char **marked, size_t *length)
{
    struct decoded of_text = {0}, of_words = {0};
    unsigned char *found = NULL;
    enum found_code code = FOUND_NO_MEMORY;
    *marked = NULL;
    if (!decode(text, bytes, memory, &of_text) || !decode(words, word_bytes, memory, &of_words))
        goto end;
    found = take(memory, of_text.count, 1);
    if (found == NULL)
        goto end;
    code = FOUND_NOT;
    if (!find_words(&of_text, &of_words, found))
        goto end;
    *marked = mark(text, &of_text, found, memory, length);
    code = *marked != NULL ? FOUND_OK : FOUND_NO_MEMORY;
end:
    decoded_free(&of_text, memory);
    decoded_free(&of_words, memory);
    memory.resize(memory.context, found, 0);
    return code;
}

static int compare_pairs(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

size_t found_pairs(const char *text, size_t bytes, uint64_t *pair)
{
    size_t at = 0, pairs = 0, distinct = 0;
    uint32_t before = 0;
    bool within = false; /* `before` waits for what follows it */
    while (at < bytes) {
        uint32_t code;
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code);
        bool parts = code == UTF8_BAD || parts_words(fold_code(code));
        code = parts ? 0 : fold_code(code);
        if (within)
            pair[pairs++] = (uint64_t)before << FOUND_PAIR_BITS | code;
        before = code;
        within = !parts;
    }
    if (within)
        pair[pairs++] = (uint64_t)before << FOUND_PAIR_BITS;
    qsort(pair, pairs, sizeof *pair, compare_pairs);
    for (size_t i = 0; i < pairs; i++) {
        if (i == 0 || pair[i] != pair[i - 1])
            pair[distinct++] = pair[i];
    }
    return distinct;
}
