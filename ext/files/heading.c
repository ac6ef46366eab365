/* Headings: see heading.h. */
#include "heading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/fold.h"
#include "core/utf8.h"

/* Left out where headings are compared. */
static bool left_out(uint32_t code)
{
    return code <= ' ' || code == '_' || code == '*' || code == ':' || code == '.' || code == 0xA0 || code == 0x3000 || code == 0xFEFF;
}

size_t heading_fold(const char *text, size_t bytes, char out[HEADING_ROOM])
{
    const unsigned char *from = (const unsigned char *)text;
    size_t used = 0;
    while (bytes > 0) {
        uint32_t code;
        unsigned char put[UTF8_MAX];
        size_t taken = utf8_next(from, bytes, &code), made;
        from += taken;
        bytes -= taken;
        code = code == UTF8_BAD ? 0xFFFD : fold_code(code);
        if (left_out(code))
            continue;
        made = utf8_put(code, put);
        if (used + made >= HEADING_ROOM)
            break;
        memcpy(out + used, put, made);
        used += made;
    }
    out[used] = '\0';
    return used;
}

/* Takes a bracket at the end of a folded heading away and puts it into `bracket`. */
static bool bracket_split(char *folded, char *bracket, size_t room)
{
    size_t length = strlen(folded);
    char *open = strrchr(folded, '(');
    bracket[0] = '\0';
    if (!open || open == folded || length < 2 || folded[length - 1] != ')')
        return false;
    folded[length - 1] = '\0';
    if (strlen(open + 1) < room)
        strcpy(bracket, open + 1);
    *open = '\0';
    return true;
}

int heading_column(const struct heading_list *list, const char *name)
{
    for (int i = 0; i < list->columns; i++) {
        if (strcmp(list->column[i].name, name) == 0)
            return i;
    }
    return -1;
}

bool heading_add_column(struct heading_list *list, const char *name, bool required)
{
    if (list->columns == HEADING_COLUMNS_MOST || strlen(name) >= sizeof list->column[0].name)
        return false;
    strcpy(list->column[list->columns].name, name);
    list->column[list->columns++].required = required;
    return true;
}

bool heading_add_word(struct heading_list *list, const char *word, const char *column, int rank)
{
    if (list->words == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        struct heading_word *grown = realloc(list->word, room * sizeof *grown);
        if (!grown)
            return false;
        list->word = grown;
        list->room = room;
    }
    struct heading_word *added = &list->word[list->words];
    heading_fold(word, strlen(word), added->text);
    added->shown = strdup(word);
    added->column = column ? heading_column(list, column) : -1;
    added->rank = rank;
    if (!added->shown)
        return false;
    list->words++;
    return true;
}

static const struct heading_word *word_find(const struct heading_list *list, const char *folded)
{
    for (size_t i = 0; i < list->words; i++) {
        if (strcmp(list->word[i].text, folded) == 0)
            return &list->word[i];
    }
    return NULL;
}

/* The word that a cell is; its bracket apart. */
static const struct heading_word *cell_word(const struct heading_list *list, const struct grid_cell *cell,
                                            char bracket[32])
{
    char folded[HEADING_ROOM];
    const struct heading_word *word;
    bracket[0] = '\0';
    if (heading_fold(cell->text, cell->bytes, folded) == 0)
        return NULL;
    word = word_find(list, folded);
    if (!word && bracket_split(folded, bracket, 32))
        word = word_find(list, folded);
    return word;
}

size_t heading_count(const struct heading_list *list, const struct grid_row *row)
{
    size_t count = 0;
    char bracket[32];
    for (size_t i = 0; i < row->count; i++) count += row->cell[i].bytes && cell_word(list, &row->cell[i], bracket);
    return count;
}

/* --- headings that are not known ----------------------------------------------------------------------------------- */

enum { NEAR_MOST = 32 };

static size_t codes_of(const char *text, uint32_t code[NEAR_MOST])
{
    size_t count = 0, bytes = strlen(text);
    const unsigned char *from = (const unsigned char *)text;
    while (bytes > 0 && count < NEAR_MOST) {
        size_t taken = utf8_next(from, bytes, &code[count++]);
        from += taken;
        bytes -= taken;
    }
    return count;
}

/* How many characters must be put in, left out or changed to make one text the other (the first NEAR_MOST count). */
static size_t distance(const char *a, const char *b)
{
    uint32_t left[NEAR_MOST], right[NEAR_MOST];
    size_t line[NEAR_MOST + 1], n = codes_of(a, left), m = codes_of(b, right);
    for (size_t j = 0; j <= m; j++) line[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = line[0];
        line[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t changed = corner + (left[i - 1] != right[j - 1]);
            corner = line[j];
            line[j] = line[j] < line[j - 1] ? line[j] + 1 : line[j - 1] + 1;
            if (changed < line[j])
                line[j] = changed;
        }
    }
    return line[m];
}

/*
 * The word nearest to an unknown heading, of the columns that are missing still. Near: it differs in less than half of
 * its characters, and where `sure`, it has three or more and differs in one only.
 */
static const struct heading_word *word_near(const struct heading_list *list, const char *folded, const bool *present,
                                            bool sure)
{
    const struct heading_word *best = NULL;
    uint32_t code[NEAR_MOST];
    size_t length = codes_of(folded, code), least = sure ? 2 : length / 2 + 1;
    if (sure && length < 3)
        return NULL;
    for (size_t i = 0; i < list->words; i++) {
        const struct heading_word *word = &list->word[i];
        if (word->column < 0 || present[word->column])
            continue;
        size_t far = distance(folded, word->text);
        if (far < least) {
            least = far;
            best = word;
        }
    }
    return best;
}

const char *heading_shown(const struct heading_list *list, int column)
{
    const char *shown = list->column[column].name;
    for (size_t i = 0, rank = 0; i < list->words; i++) {
        const struct heading_word *word = &list->word[i];
        if (word->column == column && (size_t)word->rank > rank) {
            rank = (size_t)word->rank;
            shown = word->shown;
        }
    }
    return shown;
}

/* The row's unknown heading that comes nearest to a column, as ` (is X meant to be Y?)`. */
static void missing_hint(const struct heading_list *list, const struct grid_row *row, int column, char *out, size_t room)
{
    size_t least = SIZE_MAX;
    bool present[HEADING_COLUMNS_MOST];
    char bracket[32], folded[HEADING_ROOM];
    for (int i = 0; i < list->columns; i++) present[i] = i != column;
    out[0] = '\0';
    for (size_t i = 0; i < row->count; i++) {
        const struct grid_cell *cell = &row->cell[i];
        if (!cell->bytes || cell_word(list, cell, bracket))
            continue;
        heading_fold(cell->text, cell->bytes, folded);
        bracket_split(folded, bracket, sizeof bracket);
        const struct heading_word *near = word_near(list, folded, present, false);
        size_t far = near ? distance(folded, near->text) : SIZE_MAX;
        if (far < least) {
            least = far;
            snprintf(out, room, " (is %.*s meant to be %s?)", (int)(cell->bytes < 60 ? cell->bytes : 60), cell->text,
                     near->shown);
        }
    }
}

static bool missing_refuse(const struct heading_list *list, const struct grid_row *row, const bool *present,
                           struct refusal *refusal)
{
    char said[768];
    size_t used = 0;
    for (int i = 0; i < list->columns; i++) {
        char hint[256];
        if (!list->column[i].required || present[i] || used >= sizeof said - 1)
            continue;
        missing_hint(list, row, i, hint, sizeof hint);
        int made = snprintf(said + used, sizeof said - used, "%s%s%s", used ? ", " : "", heading_shown(list, i), hint);
        used += made > 0 ? (size_t)made : 0;
    }
    return used == 0 || refusal_set(refusal, "row %lld has no heading for %s", (long long)row->number, said);
}

/* Unknown headings: one that is nearly a column that is not there is refused, others are listed in *ignored. */
static bool unknown_list(const struct heading_list *list, const struct grid_row *row, const bool *present,
                         struct heading_map *map, struct refusal *refusal)
{
    FILE *out;
    size_t bytes, listed = 0;
    char bracket[32], folded[HEADING_ROOM];
    bool good = true;
    if (!(out = open_memstream(&map->ignored, &bytes)))
        return refusal_memory(refusal);
    fputc('[', out);
    for (size_t i = 0; i < row->count && good; i++) {
        const struct grid_cell *cell = &row->cell[i];
        if (!cell->bytes || cell_word(list, cell, bracket))
            continue;
        heading_fold(cell->text, cell->bytes, folded);
        bracket_split(folded, bracket, sizeof bracket);
        const struct heading_word *near = word_near(list, folded, present, true);
        if (near)
            good = refusal_set(refusal, "row %lld: the heading %.*s is not known; is it meant to be %s?",
                               (long long)row->number, (int)(cell->bytes < 60 ? cell->bytes : 60), cell->text,
                               near->shown);
        fputs(listed++ ? ",\"" : "\"", out);
        for (size_t j = 0; j < cell->bytes && j < 200; j++) {
            char c = cell->text[j];
            if (c == '"' || c == '\\')
                fputc('\\', out);
            fputc((unsigned char)c < ' ' ? ' ' : c, out);
        }
        fputc('"', out);
    }
    fputc(']', out);
    bool starved = ferror(out); /* closing it does not say so again */
    starved = fclose(out) != 0 || starved || !map->ignored;
    return starved ? refusal_memory(refusal) : good;
}

bool heading_read(const struct heading_list *list, const struct grid_row *row, struct heading_map *map,
                  struct refusal *refusal)
{
    bool present[HEADING_COLUMNS_MOST] = {false};
    *map = (struct heading_map){.row = row->number, .count = row->count};
    for (size_t i = 0; i < row->count; i++) {
        struct heading_place *place = &map->place[i];
        const struct heading_word *word = row->cell[i].bytes ? cell_word(list, &row->cell[i], place->bracket) : NULL;
        place->blank = row->cell[i].bytes == 0;
        place->column = word ? word->column : -1;
        place->rank = word ? word->rank : 0;
        for (size_t j = 0; j < i && place->column >= 0; j++) {
            if (map->place[j].column == place->column && map->place[j].rank == place->rank)
                return refusal_set(refusal, "row %lld has two headings for one column: %.*s and %.*s", (long long)row->number,
                                   (int)row->cell[j].bytes, row->cell[j].text, (int)row->cell[i].bytes, row->cell[i].text);
        }
        if (place->column >= 0)
            present[place->column] = true;
    }
    return missing_refuse(list, row, present, refusal) && unknown_list(list, row, present, map, refusal);
}

void heading_map_free(struct heading_map *map)
{
    free(map->ignored);
    map->ignored = NULL;
}

void heading_list_free(struct heading_list *list)
{
    for (size_t i = 0; i < list->words; i++) free(list->word[i].shown);
    free(list->word);
    list->word = NULL;
    list->words = list->room = 0;
}
