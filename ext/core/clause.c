/*
 * Resolved clauses, found by small tables of words.
 *
 * Most texts have no adversative, so the first pass looks at the places of their rare first characters only (1,024
 * bits a kind). Every clause is looked at a constant number of times, and every place in it against each table: linear,
 * whatever the text. Words lie in one block, those of a kind together, longest first where one begins another.
 */
#include "clause.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "fold.h"
#include "utf8.h"

enum { OPENER_REACH = 8 };

/* A word in folded code points. */
struct word {
    enum clause_kind kind;
    uint32_t length;
    uint32_t code[CLAUSE_WORD_MAX];
};

/* The words of one kind, and a bit for the low bits of each first character. */
struct table {
    const struct word *word;
    size_t words;
    uint64_t first[CLAUSE_FIRST_BITS / 64];
};

struct clause_words {
    struct memory memory;
    struct table table[CLAUSE_KINDS];
    uint64_t firsts[CLAUSE_FIRST_BITS / 64]; /* of both kinds of adversatives */
    struct word word[];
};

struct span {
    size_t start;
    size_t end;
};

/* --- compiling --------------------------------------------------------------------------------------------------- */

static bool read_word(const struct clause_word *from, struct word *word)
{
    size_t at = 0;
    *word = (struct word){.kind = from->kind};
    while (at < from->bytes) {
        uint32_t code;
        at += utf8_next((const unsigned char *)from->text + at, from->bytes - at, &code);
        if (word->length == CLAUSE_WORD_MAX || code == UTF8_BAD || code == 0)
            return false;
        word->code[word->length++] = fold_code(code);
    }
    return word->length > 0 && (unsigned)word->kind < CLAUSE_KINDS;
}

/* By kind, longest first, then characters, so that the order of the words given does not matter. */
static int compare_words(const void *left, const void *right)
{
    const struct word *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->length != b->length)
        return a->length > b->length ? -1 : 1;
    return memcmp(a->code, b->code, a->length * sizeof *a->code);
}

static void fill_tables(struct clause_words *words, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        const struct word *word = &words->word[i];
        struct table *table = &words->table[word->kind];
        table->word = word;
        table->words++;
        table->first[word->code[0] % CLAUSE_FIRST_BITS / 64] |= UINT64_C(1) << word->code[0] % 64;
    }
}

enum clause_code clause_create(const struct clause_word *word, size_t count, struct memory memory,
                               struct clause_words **words, size_t *bad)
{
    *words = NULL;
    *bad = 0;
    if (count > (SIZE_MAX - sizeof **words) / sizeof(struct word))
        return CLAUSE_NO_MEMORY;
    struct clause_words *made = memory.resize(memory.context, NULL, sizeof *made + count * sizeof(struct word));
    if (made == NULL)
        return CLAUSE_NO_MEMORY;
    *made = (struct clause_words){.memory = memory};
    for (size_t i = 0; i < count; i++) {
        if (read_word(&word[i], &made->word[i]))
            continue;
        *bad = i;
        clause_free(made);
        return CLAUSE_BAD_WORD;
    }
    if (count > 0)
        qsort(made->word, count, sizeof *made->word, compare_words);
    fill_tables(made, count);
    for (size_t i = 0; i < CLAUSE_FIRST_BITS / 64; i++)
        made->firsts[i] = made->table[CLAUSE_ADVERSATIVE].first[i] | made->table[CLAUSE_ADVERSATIVE_FIRST].first[i];
    *words = made;
    return CLAUSE_OK;
}

void clause_free(struct clause_words *words)
{
    if (words != NULL)
        words->memory.resize(words->memory.context, words, 0);
}

const uint64_t *clause_firsts(const struct clause_words *words)
{
    static const uint64_t none[CLAUSE_FIRST_BITS / 64];
    return words != NULL ? words->firsts : none;
}

/* --- marking ----------------------------------------------------------------------------------------------------- */

/* The first word of the table, so the longest, that stands at the place; NULL if none does. */
static const struct word *find_at(const struct table *table, const uint32_t *code, size_t at, size_t end)
{
    if (!clause_may_be_first(table->first, code[at]))
        return NULL;
    for (size_t i = 0; i < table->words; i++) {
        const struct word *word = &table->word[i];
        if (word->code[0] == code[at] && word->length <= end - at &&
            memcmp(code + at, word->code, word->length * sizeof *code) == 0)
            return word;
    }
    return NULL;
}

/* Whether a word of the table stands over the place, within [start,end). */
static bool covered(const struct table *table, const uint32_t *code, size_t at, size_t start, size_t end)
{
    size_t from = at - start < CLAUSE_WORD_MAX ? start : at - CLAUSE_WORD_MAX + 1;
    for (size_t i = from; table->words > 0 && i <= at; i++) {
        const struct word *word = find_at(table, code, i, end);
        if (word != NULL && i + word->length > at)
            return true;
    }
    return false;
}

bool clause_ends_sentence(uint32_t code)
{
    return code == U'。' || code == U'!' || code == U'?' || code == U'\n';
}

static bool separates(uint32_t code)
{
    return code == U',' || code == U';' || code == U':' || code == U'、' || clause_ends_sentence(code);
}

static bool is_letter(uint32_t code)
{
    return code >= U'a' && code <= U'z';
}

/* Length of the adversative at the place within [start,end); 0 if there is none. */
static size_t adversative_at(const struct clause_words *words, const uint32_t *code, size_t at, size_t start, size_t end)
{
    uint32_t before = at > start ? code[at - 1] : U',';
    const struct word *word = find_at(&words->table[CLAUSE_ADVERSATIVE], code, at, end);
    if (word == NULL && (separates(before) || before == U' '))
        word = find_at(&words->table[CLAUSE_ADVERSATIVE_FIRST], code, at, end);
    if (word == NULL || covered(&words->table[CLAUSE_NOT_ADVERSATIVE], code, at, start, end))
        return 0;
    uint32_t after = at + word->length < end ? code[at + word->length] : U',';
    bool within = (is_letter(word->code[0]) && is_letter(before)) ||
                  (is_letter(word->code[word->length - 1]) && is_letter(after));
    return within ? 0 : word->length;
}

/* Whether a lack stands anywhere in the clause outside of the marker. */
static bool has_lack(const struct clause_words *words, const uint32_t *code, struct span clause, struct span marker)
{
    for (size_t i = clause.start; i < clause.end; i++) {
        if (i == marker.start)
            i = marker.end;
        if (i < clause.end && find_at(&words->table[CLAUSE_LACK], code, i, clause.end) != NULL)
            return true;
    }
    return false;
}

/* End of the clause without what may follow its 了. */
static size_t trimmed_end(const uint32_t *code, struct span clause)
{
    size_t end = clause.end;
    while (end > clause.start && (code[end - 1] == U' ' || code[end - 1] == U'的' || code[end - 1] == U'吧')) end--;
    return end;
}

/* Whether an opener stands at the place, near enough to the 了 that ends at `end`; *length becomes its own. */
static bool opens(const struct clause_words *words, const uint32_t *code, size_t at, struct span clause, size_t end,
                  size_t *length)
{
    const struct word *word = at + 1 < end ? find_at(&words->table[CLAUSE_OPENER], code, at, end) : NULL;
    if (word == NULL || at + word->length + 1 >= end || end - 1 - (at + word->length) > OPENER_REACH)
        return false;
    *length = word->length;
    return !covered(&words->table[CLAUSE_NOT_OPENER], code, at, clause.start, clause.end);
}

/* Finds what says that the clause is settled. */
static bool find_marker(const struct clause_words *words, const uint32_t *code, struct span clause, struct span *marker)
{
    size_t end = trimmed_end(code, clause);
    bool done = end > clause.start && code[end - 1] == U'了';
    for (size_t i = clause.start; i < clause.end; i++) {
        const struct word *word = find_at(&words->table[CLAUSE_SETTLED], code, i, clause.end);
        size_t length = word != NULL ? word->length : 0;
        if (word == NULL && !(done && opens(words, code, i, clause, end, &length)))
            continue;
        *marker = (struct span){i, i + length};
        return true;
    }
    return false;
}

/* Start of the last adversative in [start,end), or start if there is none. */
static size_t last_adversative(const struct clause_words *words, const uint32_t *code, size_t start, size_t end)
{
    for (size_t i = end; i > start; i--) {
        if (adversative_at(words, code, i - 1, start, end) > 0)
            return i - 1;
    }
    return start;
}

/* Marks within one sentence; *any tells whether settled has been cleared and is in use. */
static void mark_sentence(const struct clause_words *words, const uint32_t *code, size_t count, struct span sentence,
                          uint8_t *settled, bool *any)
{
    size_t last = last_adversative(words, code, sentence.start, sentence.end);
    struct span clause = {sentence.start, sentence.start}, marker;
    for (size_t i = sentence.start; i <= last && last > sentence.start; i++) {
        bool end = i == last || separates(code[i]) || adversative_at(words, code, i, sentence.start, sentence.end) > 0;
        if (!end)
            continue;
        clause.end = i;
        if (find_marker(words, code, clause, &marker) && !has_lack(words, code, clause, marker)) {
            if (!*any)
                memset(settled, 0, count);
            *any = true;
            memset(settled + clause.start, 1, clause.end - clause.start);
        }
        clause.start = separates(code[i]) ? i + 1 : i;
    }
}

/* Whether an adversative may stand somewhere: a word that can be one does. */
static bool may_have_adversative(const struct clause_words *words, const uint32_t *code, size_t count)
{
    const struct table *always = &words->table[CLAUSE_ADVERSATIVE], *first = &words->table[CLAUSE_ADVERSATIVE_FIRST];
    for (size_t i = 0; i < count; i++) {
        if (!clause_may_be_first(words->firsts, code[i]))
            continue;
        if (find_at(always, code, i, count) != NULL || find_at(first, code, i, count) != NULL)
            return true;
    }
    return false;
}

bool clause_mark(const struct clause_words *words, const uint32_t *code, size_t count, uint8_t *settled)
{
    bool any = false;
    size_t start = 0;
    if (words == NULL || !may_have_adversative(words, code, count))
        return false;
    for (size_t i = 0; i <= count; i++) {
        if (i < count && !clause_ends_sentence(code[i]))
            continue;
        mark_sentence(words, code, count, (struct span){start, i}, settled, &any);
        start = i + 1;
    }
    return any;
}
