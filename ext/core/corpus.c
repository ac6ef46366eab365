/*
 * Labelled texts as a learner keeps them.
 *
 * A text becomes its counted grams at once, so that the corpus needs 4 bytes a distinct gram, about twice the text.
 * Sorting is by qsort with the corpus's own data reached through each item, since C11's has no context.
 */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "utf8.h"

/* The list with room for `more` further items; NULL when out of memory, and then it is unchanged. */
static void *grow(struct memory memory, void *list, size_t count, size_t more, size_t *room, size_t size)
{
    size_t wanted = *room ? *room : 64;
    if (list && count + more <= *room)
        return list;
    while (wanted < count + more) wanted += wanted / 2;
    void *grown = memory.resize(memory.context, list, wanted * size);
    if (grown)
        *room = wanted;
    return grown;
}

static bool is_clean(const char *text, size_t bytes)
{
    const unsigned char *from = (const unsigned char *)text;
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_next(from + at, bytes - at, &code);
        if (code == UTF8_BAD || code == 0)
            return false;
    }
    return true;
}

/* Adds a label that is not there yet. */
static enum corpus_code label_add(struct corpus *corpus, const char *text, size_t bytes)
{
    if (!is_clean(text, bytes))
        return CORPUS_LABEL_BROKEN;
    if (corpus->labels >= CORPUS_LABELS_MAX)
        return CORPUS_LABELS_MANY;
    void *list =
        grow(corpus->memory, corpus->label, corpus->labels, 1, &corpus->label_room, sizeof *corpus->label);
    if (!list)
        return CORPUS_NO_MEMORY;
    corpus->label = list;
    char *copy = corpus->memory.resize(corpus->memory.context, NULL, bytes + 1);
    if (!copy)
        return CORPUS_NO_MEMORY;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    corpus->label[corpus->labels++] = (struct corpus_label){.text = copy, .bytes = (uint32_t)bytes};
    return CORPUS_OK;
}

/* Finds a label or adds it; rows of one label often come together, so the last row's is tried first. */
static enum corpus_code label_find(struct corpus *corpus, const char *text, size_t bytes, uint32_t *number)
{
    uint32_t last = corpus->rows > 0 ? corpus->row[corpus->rows - 1].label : 0;
    if (bytes == 0)
        return CORPUS_LABEL_EMPTY;
    if (bytes > CORPUS_LABEL_BYTES)
        return CORPUS_LABEL_LONG;
    for (size_t i = 0; i < corpus->labels; i++) {
        uint32_t at = (uint32_t)((last + i) % corpus->labels);
        if (corpus->label[at].bytes == bytes && memcmp(corpus->label[at].text, text, bytes) == 0) {
            *number = at;
            return CORPUS_OK;
        }
    }
    *number = (uint32_t)corpus->labels;
    return label_add(corpus, text, bytes);
}

/* Gives the lists of rows and grams room for one row more. */
static bool row_room(struct corpus *corpus, size_t grams)
{
    void *list = grow(corpus->memory, corpus->row, corpus->rows, 1, &corpus->row_room, sizeof *corpus->row);
    if (!list)
        return false;
    corpus->row = list;
    list = grow(corpus->memory, corpus->gram, corpus->grams, grams, &corpus->gram_room, sizeof *corpus->gram);
    if (!list)
        return false;
    corpus->gram = list;
    return true;
}

enum corpus_code corpus_add(struct corpus *corpus, const char *text, size_t bytes, const char *label,
                            size_t label_bytes)
{
    uint32_t number;
    struct hashed_list *counted = &corpus->counted;
    if (corpus->rows >= CORPUS_ROWS_MAX)
        return CORPUS_ROWS_MANY;
    enum corpus_code code = label_find(corpus, label, label_bytes, &number);
    if (code != CORPUS_OK)
        return code;
    if (!hashed_count(counted, text, bytes, corpus->bits))
        return CORPUS_NO_MEMORY;
    if (counted->grams > CORPUS_GRAMS_MAX - corpus->grams)
        return CORPUS_GRAMS_MANY;
    if (!row_room(corpus, counted->grams))
        return CORPUS_NO_MEMORY;
    uint32_t *gram = corpus->gram + corpus->grams;
    for (size_t i = 0; i < counted->grams; i++) {
        gram[i] = counted->gram[i].index << HASHED_STRENGTH_BITS | counted->gram[i].strength;
    }
    corpus->row[corpus->rows] =
        (struct corpus_row){number, (uint32_t)corpus->rows, corpus->grams, (uint32_t)counted->grams};
    corpus->rows++;
    corpus->grams += counted->grams;
    corpus->label[number].rows++;
    return CORPUS_OK;
}

/* What the comparisons below see of a label and of a row. */
struct label_key {
    struct corpus_label label;
    uint32_t number;
};
struct row_key {
    struct corpus_row row;
    const uint32_t *gram;
};

static int compare_label(const void *left, const void *right)
{
    const struct label_key *a = left, *b = right;
    uint32_t shorter = a->label.bytes < b->label.bytes ? a->label.bytes : b->label.bytes;
    int order = memcmp(a->label.text, b->label.text, shorter);
    if (order != 0)
        return order;
    return a->label.bytes < b->label.bytes ? -1 : a->label.bytes > b->label.bytes;
}

static int compare_row(const void *left, const void *right)
{
    const struct row_key *a = left, *b = right;
    if (a->row.label != b->row.label)
        return a->row.label < b->row.label ? -1 : 1;
    if (a->row.grams != b->row.grams)
        return a->row.grams < b->row.grams ? -1 : 1;
    for (uint32_t i = 0; i < a->row.grams; i++) {
        if (a->gram[i] != b->gram[i])
            return a->gram[i] < b->gram[i] ? -1 : 1;
    }
    return a->row.added < b->row.added ? -1 : a->row.added > b->row.added;
}

static bool labels_order(struct corpus *corpus)
{
    struct memory memory = corpus->memory;
    struct label_key *key = memory.resize(memory.context, NULL, (corpus->labels + 1) * sizeof *key);
    uint32_t *place = memory.resize(memory.context, NULL, (corpus->labels + 1) * sizeof *place);
    bool enough = key && place;
    if (enough) {
        for (uint32_t i = 0; i < corpus->labels; i++) key[i] = (struct label_key){corpus->label[i], i};
        qsort(key, corpus->labels, sizeof *key, compare_label);
        for (uint32_t i = 0; i < corpus->labels; i++) {
            corpus->label[i] = key[i].label;
            place[key[i].number] = i;
        }
        for (size_t i = 0; i < corpus->rows; i++) corpus->row[i].label = place[corpus->row[i].label];
    }
    memory.resize(memory.context, key, 0);
    memory.resize(memory.context, place, 0);
    return enough;
}

bool corpus_order(struct corpus *corpus)
{
    struct memory memory = corpus->memory;
    if (!labels_order(corpus))
        return false;
    struct row_key *key = memory.resize(memory.context, NULL, (corpus->rows + 1) * sizeof *key);
    if (!key)
        return false;
    for (size_t i = 0; i < corpus->rows; i++) {
        key[i] = (struct row_key){corpus->row[i], corpus->gram + corpus->row[i].start};
    }
    qsort(key, corpus->rows, sizeof *key, compare_row);
    for (size_t i = 0; i < corpus->rows; i++) corpus->row[i] = key[i].row;
    memory.resize(memory.context, key, 0);
    return true;
}

void corpus_repeats(const struct corpus *corpus, uint32_t *group)
{
    for (size_t i = 0; i < corpus->rows; i++) {
        const struct corpus_row *row = &corpus->row[i], *before = i > 0 ? row - 1 : NULL;
        bool same = before && before->label == row->label && before->grams == row->grams &&
                    memcmp(corpus->gram + before->start, corpus->gram + row->start, row->grams * sizeof *corpus->gram) == 0;
        group[i] = same ? group[i - 1] : (uint32_t)i;
    }
}

const char *corpus_reason(enum corpus_code code)
{
    switch (code) {
    case CORPUS_LABEL_EMPTY:
        return "the label is empty";
    case CORPUS_LABEL_LONG:
        return "the label is longer than 256 bytes";
    case CORPUS_LABEL_BROKEN:
        return "the label is not well-formed UTF-8 without NUL";
    case CORPUS_LABELS_MANY:
        return "there are more than 1024 labels";
    case CORPUS_ROWS_MANY:
        return "there are more than 10 million rows";
    case CORPUS_GRAMS_MANY:
        return "the texts have more than 1000 million grams";
    case CORPUS_NO_MEMORY:
        return "out of memory";
    default:
        return "no error";
    }
}

void corpus_free(struct corpus *corpus)
{
    struct memory memory = corpus->memory;
    for (size_t i = 0; i < corpus->labels; i++) memory.resize(memory.context, corpus->label[i].text, 0);
    memory.resize(memory.context, corpus->label, 0);
    memory.resize(memory.context, corpus->row, 0);
    memory.resize(memory.context, corpus->gram, 0);
    hashed_free(&corpus->counted);
    corpus->label = NULL;
    corpus->row = NULL;
    corpus->gram = NULL;
    corpus->labels = corpus->label_room = corpus->rows = corpus->row_room = corpus->grams = corpus->gram_room = 0;
}
