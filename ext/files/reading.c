/* A file as a table: see reading.h. */
#include "reading.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "decode.h"
#include "delimited.h"
#include "workbook.h"

/* --- above the headings -------------------------------------------------------------------------------------------- */

/* 单位：万元 and 填报单位：NAME, as forms have them in a line above the table. Folding takes the colon away. */
static void title_read(struct reading *table, const struct grid_row *row)
{
    static const char *const unit[] = {"元", "万元", "亿元"};
    static const char *const sender[] = {"填报单位", "报送单位", "上报单位", "包保部门"};
    char folded[HEADING_ROOM], wanted[64];
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cell[i].text, *colon;
        size_t bytes = row->cell[i].bytes;
        heading_fold(text, bytes, folded);
        for (size_t j = 0; j < sizeof unit / sizeof unit[0]; j++) {
            snprintf(wanted, sizeof wanted, "单位%s", unit[j]);
            char *at = strstr(folded, wanted);
            if (at && (at == folded || at[-1] == '(') && (at[strlen(wanted)] == '\0' || at[strlen(wanted)] == ')'))
                strcpy(table->money_unit, unit[j]);
        }
        for (size_t j = 0; j < sizeof sender / sizeof sender[0]; j++) {
            size_t length = strlen(sender[j]);
            if (bytes <= length || memcmp(text, sender[j], length) != 0)
                continue;
            colon = text + length;
            bytes -= length;
            size_t mark = bytes > 3 && memcmp(colon, "：", 3) == 0 ? 3 : colon[0] == ':' ? 1 : 0;
            colon += mark;
            bytes -= mark;
            grid_trim(&colon, &bytes);
            if (mark && bytes < sizeof table->sender)
                snprintf(table->sender, sizeof table->sender, "%.*s", (int)bytes, colon);
        }
    }
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

/* 合计 and its like in the first cell that has content. */
static bool row_is_sum(const struct grid_row *row)
{
    static const char *const sum[] = {"合计", "小计", "总计", "共计", "total", "subtotal", "grandtotal", "sum"};
    char folded[HEADING_ROOM];
    size_t first = 0;
    while (row->cell[first].bytes == 0) first++;
    if (row->cell[first].bytes > 40)
        return false;
    heading_fold(row->cell[first].text, row->cell[first].bytes, folded);
    for (size_t i = 0; i < sizeof sum / sizeof sum[0]; i++) {
        if (strcmp(folded, sum[i]) == 0)
            return true;
    }
    return false;
}

/* A row while the headings are looked for. */
static bool row_search(struct reading *table, const struct grid_row *row)
{
    size_t count = heading_count(table->list, row);
    if (count > table->best) {
        table->best = count;
        table->best_row = row->number;
    }
    if (count >= 2) {
        table->found = true;
        table->last = row->number;
        if (table->probing)
            return false;
        return heading_read(table->list, row, &table->map, table->refusal) && table->begun(table->data, table);
    }
    title_read(table, row);
    return ++table->searched < HEADING_ROWS_SEARCHED;
}

bool reading_row(void *data, const struct grid_row *row)
{
    struct reading *table = data;
    if (row->count == 0)
        return true;
    if (!table->found)
        return row_search(table, row);
    table->blank += row->number - table->last - 1;
    table->last = row->number;
    if (row_is_sum(row)) {
        table->sums++;
        return true;
    }
    table->rows++;
    return table->sink(table->data, row);
}

void reading_forget(struct reading *table)
{
    table->found = false;
    table->searched = 0;
    table->best = 0;
    table->money_unit[0] = table->sender[0] = '\0';
}

/* Says which headings were expected. */
static bool heading_refuse(struct reading *table)
{
    char wanted[512], nearest[64] = "";
    size_t used = 0;
    for (int i = 0; i < table->list->columns; i++) {
        if (table->list->column[i].required && used < sizeof wanted - 128)
            used += (size_t)snprintf(wanted + used, sizeof wanted - used, "%s%s", used ? ", " : "",
                                     heading_shown(table->list, i));
    }
    if (table->best > 0)
        snprintf(nearest, sizeof nearest, "; row %lld has one heading only", (long long)table->best_row);
    return refusal_set(table->refusal, "no row of headings in the first %d rows that have content: expected are %s and others%s",
                       HEADING_ROWS_SEARCHED, wanted, nearest);
}

/* --- text ---------------------------------------------------------------------------------------------------------- */

/* The last row of a text, and whether something like it was cut off. */
struct last_row {
    struct reading *table;
    int64_t number;
    size_t cells;
};

static bool last_note(void *data, const struct grid_row *row)
{
    struct last_row *last = data;
    last->number = row->number;
    last->cells = row->cells;
    return reading_row(last->table, row);
}

/* How many headings the row of headings has with this delimiter; looks at the first 64 KB only. */
static size_t delimiter_try(struct reading *table, struct decode *decode, const struct survey *survey, char delimiter)
{
    struct refusal ignored = {.text = ""};
    table->probing = true;
    reading_forget(table);
    if (decode_open(decode, survey->file, survey->encoding, survey->mark, &ignored)) {
        delimited_read(decode, delimiter, DECODE_BLOCK, reading_row, table, NULL, &ignored);
        decode_close(decode);
    }
    size_t found = table->found ? table->best : 0;
    table->probing = false;
    reading_forget(table);
    return found;
}

static char delimiter_find(struct reading *table, const struct survey *survey, const char *name)
{
    static const char delimiter[] = {',', '\t', ';'};
    size_t most = 0;
    size_t length = strlen(name);
    char best = length > 4 && strcasecmp(name + length - 4, ".tsv") == 0 ? '\t' : ',';
    for (size_t i = 0; i < sizeof delimiter; i++) {
        struct decode decode;
        size_t found = delimiter_try(table, &decode, survey, delimiter[i]);
        if (found > most) {
            most = found;
            best = delimiter[i];
        }
    }
    return best;
}

static bool text_read(struct reading *table, const struct survey *survey, const char *name)
{
    struct decode decode;
    struct last_row last = {.table = table};
    char delimiter = delimiter_find(table, survey, name);
    bool ended_well = true, good;
    table->format = delimiter == '\t' ? "tsv" : "csv";
    if (!decode_open(&decode, survey->file, survey->encoding, survey->mark, table->refusal))
        return false;
    table->decode = &decode;
    good = delimited_read(&decode, delimiter, 0, last_note, &last, &ended_well, table->refusal);
    table->decode = NULL;
    decode_close(&decode);
    if (good && table->found && !ended_well && last.cells < table->map.count && last.number > table->map.row)
        return refusal_set(table->refusal, "it ends in the middle of row %lld, with %zu of %zu cells and no line end: it was cut off",
                           (long long)last.number, last.cells, table->map.count);
    return good;
}

double reading_share(const struct reading *table, const struct survey *survey)
{
    if (table->decode)
        return (double)table->decode->taken / (double)survey->bytes;
    return table->archive ? archive_share(table->archive) : 0;
}

bool reading_run(struct reading *table, const struct survey *survey, const char *name, struct refusal *refusal)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before;
    bool good;
    if (plain == (locale_t)0)
        return refusal_memory(refusal);
    before = uselocale(plain); /* numbers of workbooks have a point whatever the user's language */
    table->refusal = refusal;
    if (survey->workbook)
        good = workbook_read(table, survey, refusal);
    else
        good = text_read(table, survey, name);
    if (!refusal->text[0] && !table->found)
        good = heading_refuse(table);
    uselocale(before);
    freelocale(plain);
    return good;
}
