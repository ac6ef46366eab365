/*
 * The FTS5 tokenizer `cjk`: finds the rows in which the folded term stands in the folded text.
 *
 *     CREATE VIRTUAL TABLE note_search USING fts5(text, content = note, content_rowid = id, tokenize = 'cjk');
 *     INSERT INTO note_search (note_search) VALUES ('rebuild');
 *     SELECT rowid, highlight(note_search, 0, '[', ']') FROM note_search('N95口罩');
 *
 * A term, of one character or many, gives the rows that `instr(text_fold(text), text_fold(term))` gives; core/token.h
 * says how. In FTS5's own words a term is a string, best between double quotes: a phrase whose tokens are characters.
 * So NEAR and snippet() count characters, a `*` behind a term changes nothing, and `"口罩" "不足"` asks for both. The
 * table needs FTS5's default detail=full; the tokenizer takes no arguments.
 */
#include "tokenizer.h"
SQLITE_EXTENSION_INIT3

#include "core/token.h"

/* Nothing differs between two of them. */
static const char only;

static int cut_create(void *data, const char **argument, int count, Fts5Tokenizer **tokenizer)
{
    (void)data;
    (void)argument;
    *tokenizer = (Fts5Tokenizer *)&only;
    return count == 0 ? SQLITE_OK : SQLITE_ERROR;
}

static void cut_delete(Fts5Tokenizer *tokenizer)
{
    (void)tokenizer;
}

struct sink {
    void *context;
    int (*take)(void *context, int flags, const char *token, int bytes, int start, int end);
};

static int cut_take(void *context, const char *token, int bytes, size_t start, size_t end, bool beside)
{
    const struct sink *sink = context;
    return sink->take(sink->context, beside ? FTS5_TOKEN_COLOCATED : 0, token, bytes, (int)start, (int)end);
}

static int cut_text(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int bytes,
                    int (*take)(void *, int, const char *, int, int, int))
{
    struct sink sink = {context, take};
    enum token_use use = flags & FTS5_TOKENIZE_QUERY ? TOKEN_TERM
                         : flags & FTS5_TOKENIZE_AUX ? TOKEN_MARK
                                                     : TOKEN_INDEX;
    (void)tokenizer;
    return text && bytes > 0 ? token_cut(text, (size_t)bytes, use, cut_take, &sink) : SQLITE_OK;
}

/* The connection's FTS5; *api stays NULL where there is none. */
static int find_fts5(sqlite3 *db, fts5_api **api)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code == SQLITE_ERROR) /* no such function */
        return SQLITE_OK;
    if (code == SQLITE_OK)
        code = sqlite3_bind_pointer(statement, 1, (void *)api, "fts5_api_ptr", NULL);
    if (code == SQLITE_OK)
        sqlite3_step(statement); /* its outcome is that of finalize */
    return sqlite3_finalize(statement);
}

int tokenizer_register(sqlite3 *db)
{
    fts5_tokenizer cut = {cut_create, cut_delete, cut_text};
    fts5_api *api = NULL;
    int code = find_fts5(db, &api);
    if (code != SQLITE_OK || !api || api->iVersion < 2)
        return code;
    return api->xCreateTokenizer(api, "cjk", NULL, &cut, NULL);
}
