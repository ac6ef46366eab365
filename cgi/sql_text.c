/* Splits report files at their markers and picks the lines that a request wants. */
#include "sql_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SQL_SPACE " \t\r\n"

static const char sql_marker[] = "--#";

static const struct {
    const char *word;
    enum sql_kind kind;
    bool has_id;
} sql_kinds[] = {
    {"meta", SQL_META, false},
    {"figures", SQL_FIGURES, false},
    {"table", SQL_TABLE, true},
    {"series", SQL_SERIES, true},
};

/* Length of the line at s, its line break included. */
static size_t sql_line(const char *s)
{
    size_t n = strcspn(s, "\n");

    return n + (s[n] == '\n');
}

/* Where the condition of the line [s, s+n) begins, its --? or --!; NULL if it has none. */
static const char *sql_condition_mark(const char *s, size_t n)
{
    const char *asked = memmem(s, n, "--?", 3);

    return asked ? asked : memmem(s, n, "--!", 3);
}

/* Reads the condition at mark that ends with the line at end; false when it names no parameter. */
static bool sql_read_condition(struct sql_condition *c, const char *mark, const char *end)
{
    const char *name = mark + 3, *value;
    size_t name_len;

    while (name < end && strchr(SQL_SPACE, *name))
        name++;
    while (end > name && strchr(SQL_SPACE, end[-1]))
        end--;
    value = memchr(name, '=', (size_t)(end - name));
    *c = (struct sql_condition){.negated = mark[2] == '!'};
    name_len = (size_t)((value ? value : end) - name);
    if (value && name_len && name[name_len - 1] == '!') {
        c->negated = !c->negated;
        name_len--;
    }
    c->param = param_find(name, name_len);
    if (c->param == PARAM_COUNT || (value && (value + 1 == end || end - value > SQL_NAME)))
        return false;
    if (value)
        memcpy(c->value, value + 1, (size_t)(end - value - 1));
    return true;
}

/* The next word of [*at, end), copied into word; false at the end or when it is too long. */
static bool sql_word(const char **at, const char *end, char word[SQL_NAME])
{
    size_t n = 0;

    while (*at < end && strchr(SQL_SPACE, **at))
        (*at)++;
    while (*at < end && !strchr(SQL_SPACE, **at) && n < SQL_NAME - 1)
        word[n++] = *(*at)++;
    word[n] = '\0';
    return n > 0 && n < SQL_NAME - 1;
}

/* Reads the marker line [at, end) behind its --#. */
static bool sql_read_marker(struct sql_statement *s, const char *at, const char *end)
{
    const char *mark = sql_condition_mark(at, (size_t)(end - at));
    char word[SQL_NAME];
    bool has_id = false;

    if (mark && !sql_read_condition(&s->when, mark, end))
        return false;
    if (mark)
        end = mark;
    if (!sql_word(&at, end, word))
        return false;
    for (size_t i = 0; i < sizeof sql_kinds / sizeof *sql_kinds; i++) {
        if (strcmp(word, sql_kinds[i].word) == 0) {
            s->kind = sql_kinds[i].kind;
            has_id = sql_kinds[i].has_id;
        }
    }
    if (s->kind == SQL_PLAIN || (has_id && !sql_word(&at, end, s->id)))
        return false;
    while (sql_word(&at, end, word)) {
        if (strcmp(word, "required") == 0)
            s->required = true;
        else if (strcmp(word, "main") == 0 && s->kind == SQL_TABLE)
            s->main = true;
        else
            return false;
    }
    return true;
}

/* Reads the statement at *at up to the next marker or the end. */
static bool sql_read_body(struct sql_statement *s, const char **at)
{
    s->text = *at;
    while (**at && strncmp(*at, sql_marker, 3) != 0) {
        size_t n = sql_line(*at);
        const char *mark = sql_condition_mark(*at, n);

        if (mark && (s->lines == SQL_CONDITIONS || !sql_read_condition(&s->line[s->lines++], mark, *at + n)))
            return false;
        *at += n;
    }
    s->len = (size_t)(*at - s->text);
    return true;
}

static size_t sql_count_markers(const char *text)
{
    size_t count = 0;

    for (; *text; text += sql_line(text))
        count += strncmp(text, sql_marker, 3) == 0;
    return count;
}

/* Whether two main tables would serve the same request. */
static bool sql_has_second_main(const struct sql_report *r)
{
    size_t mains = 0;

    for (size_t i = 0; i < r->count; i++)
        mains += r->statement[i].main && r->statement[i].when.param == PARAM_COUNT;
    return mains > 1;
}

bool sql_text_parse(struct sql_report *r, const char *name, const char *text, char error[160])
{
    size_t markers = sql_count_markers(text);
    const char *fault = NULL, *at = text;

    *r = (struct sql_report){.name = name};
    r->statement = calloc(markers ? markers : 1, sizeof *r->statement);
    if (!r->statement) {
        snprintf(error, 160, "%s: out of memory", name);
        return false;
    }
    while (markers && strncmp(at, sql_marker, 3) != 0)
        at += sql_line(at);
    do {
        struct sql_statement *s = &r->statement[r->count++];
        size_t n = sql_line(at);

        s->when.param = PARAM_COUNT;
        if (markers && !sql_read_marker(s, at + 3, at + n))
            fault = "a marker that cannot be read";
        at += markers ? n : 0;
        if (!fault && !sql_read_body(s, &at))
            fault = "a condition that cannot be read, or too many";
    } while (!fault && *at);
    if (!fault && sql_has_second_main(r))
        fault = "a second main table";
    if (fault)
        snprintf(error, 160, "%s: %s (statement %zu)", name, fault, r->count);
    return !fault;
}

void sql_text_free(struct sql_report *r)
{
    free(r->statement);
    *r = (struct sql_report){0};
}

bool sql_text_holds(const struct sql_condition *c, const char *const value[PARAM_COUNT])
{
    const char *given;

    if (c->param == PARAM_COUNT)
        return true;
    given = value[c->param];
    return (given && (!c->value[0] || strcmp(given, c->value) == 0)) != c->negated;
}

uint64_t sql_text_variant(const struct sql_statement *s, const char *const value[PARAM_COUNT])
{
    uint64_t variant = 0;

    for (size_t i = 0; i < s->lines; i++)
        if (sql_text_holds(&s->line[i], value))
            variant |= UINT64_C(1) << i;
    return variant;
}

void sql_text_expand(const struct sql_statement *s, uint64_t variant, struct buf *out)
{
    const char *at = s->text, *end = s->text + s->len;
    size_t line = 0;

    while (at < end) {
        size_t n = sql_line(at);

        if (!sql_condition_mark(at, n) || variant >> line++ & 1)
            buf_add(out, at, n);
        at += n;
    }
}
