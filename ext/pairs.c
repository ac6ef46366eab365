/*
 * text_pairs(text), table-valued: what the store's index of texts keeps of one, and what to ask it for.
 *
 *     SELECT low FROM text_pairs('防護服');      -- 护服, 服, 防护, as numbers
 *
 *   low   INTEGER: two neighbouring characters of the folded text as first * 2097152 + second, or a character that none
 *         follows with second 0 (core/found.h)
 *   high  INTEGER: low; of such a character the highest pair that begins with it
 * Ascending by low, each once. NULL gives no row, another type than text an error. The index (schema/search.sql) keeps
 * low; who asks for a word takes the rows of any of its low = high, or, for one character, those from low to high, and
 * looks whether the text holds the word (text_found).
 */
#include "pairs.h"
SQLITE_EXTENSION_INIT3

#include <string.h>

#include "core/found.h"
#include "function.h"

struct pairs {
    uint64_t *pair;
    size_t pairs, at; /* at: of the row, from 1 */
};

static void pairs_close(void *state)
{
    struct pairs *pairs = state;
    sqlite3_free(pairs->pair);
    sqlite3_free(pairs);
}

static int pairs_open(const struct function_binding *binding, sqlite3_value *const *value, void **state, char **error)
{
    int type = sqlite3_value_type(value[0]);
    (void)binding;
    if (type == SQLITE_NULL)
        return SQLITE_OK;
    if (type != SQLITE_TEXT) {
        *error = type == SQLITE_BLOB ? sqlite3_mprintf("text is a BLOB")
                                     : sqlite3_mprintf("text %s is not text", sqlite3_value_text(value[0]));
        return SQLITE_ERROR;
    }
    const char *text = (const char *)sqlite3_value_text(value[0]);
    size_t bytes = (size_t)sqlite3_value_bytes(value[0]);
    struct pairs *pairs = text ? sqlite3_malloc(sizeof *pairs) : NULL;
    if (!pairs)
        return SQLITE_NOMEM;
    memset(pairs, 0, sizeof *pairs);
    *state = pairs;
    pairs->pair = sqlite3_malloc64((bytes + 1) * sizeof *pairs->pair);
    if (!pairs->pair)
        return SQLITE_NOMEM;
    pairs->pairs = found_pairs(text, bytes, pairs->pair);
    return SQLITE_OK;
}

static int pairs_next(void *state, char **error)
{
    struct pairs *pairs = state;
    (void)error;
    return pairs->at++ < pairs->pairs ? SQLITE_ROW : SQLITE_DONE;
}

static void pairs_column(void *state, sqlite3_context *context, int column)
{
    const struct pairs *pairs = state;
    const uint64_t rest = (UINT64_C(1) << FOUND_PAIR_BITS) - 1;
    uint64_t pair = pairs->pair[pairs->at - 1];
    sqlite3_result_int64(context, (sqlite3_int64)(column == 1 && (pair & rest) == 0 ? pair | rest : pair));
}

const struct computed_table pairs_table = {
    .usage = "text_pairs(text)",
    .declaration = "CREATE TABLE x(low INTEGER, high INTEGER, input HIDDEN)",
    .columns = 2,
    .required = 1,
    .arguments = 1,
    .cost = 1000,
    .rows = 20,
    .open = pairs_open,
    .next = pairs_next,
    .column = pairs_column,
    .close = pairs_close,
};
