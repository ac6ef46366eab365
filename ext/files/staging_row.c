/* Rows into the intake tables: see staging_row.h. */
#include "staging_row.h"
SQLITE_EXTENSION_INIT3

#include <stdio.h>
#include <string.h>

enum { VALUE_SHOWN = 200, ROWS_BETWEEN = 1000 };

bool staging_row_prepare(struct staging *staging)
{
    const char *table = strcmp(staging->kind, "demand") == 0     ? "intake_demand"
                        : strcmp(staging->kind, "progress") == 0 ? "intake_progress"
                                                                 : "intake_funding";
    sqlite3_str *sql = sqlite3_str_new(staging->db);
    sqlite3_str_appendf(sql, "INSERT INTO main.%s (batch, row", table);
    for (int i = 0; i < staging->list.columns; i++) sqlite3_str_appendf(sql, ", \"%w\"", staging->list.column[i].name);
    sqlite3_str_appendf(sql, ") VALUES (?1, ?2");
    for (int i = 0; i < staging->list.columns; i++) sqlite3_str_appendf(sql, ", ?%d", i + 3);
    sqlite3_str_appendf(sql, ")");
    char *text = sqlite3_str_finish(sql);
    int code = text ? sqlite3_prepare_v2(staging->db, text, -1, &staging->row, NULL) : SQLITE_NOMEM;
    sqlite3_free(text);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(staging->db, "INSERT INTO main.intake_unread (batch, row, place, column_name, value, fault)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", -1, &staging->unread, NULL);
    staging->code = code;
    return code == SQLITE_OK;
}

static bool row_step(struct staging *staging, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    if (code != SQLITE_DONE) {
        staging->code = code;
        refusal_set(&staging->refusal, "%s", sqlite3_errmsg(staging->db));
    }
    sqlite3_reset(statement);
    return code == SQLITE_DONE;
}

/* The beginning of a value, VALUE_SHOWN characters at most. */
static size_t value_cut(const struct grid_cell *cell)
{
    size_t at = 0;
    for (size_t characters = 0; at < cell->bytes; at++) {
        if (((unsigned char)cell->text[at] & 0xC0) != 0x80 && characters++ == VALUE_SHOWN)
            break;
    }
    return at;
}

/* What is wrong with a cell; NULL: nothing. Cells under headings that are passed over may be anything. */
static const char *cell_fault(const struct heading_map *map, const struct grid_row *row, size_t place)
{
    static const char *const name[] = {[GRID_BYTES] = "bytes", [GRID_LONG] = "long", [GRID_ERROR] = "error"};
    const struct grid_cell *cell = &row->cell[place];
    if (cell->bytes == 0)
        return NULL;
    if (place >= map->count || map->place[place].blank)
        return "cells";
    return map->place[place].column >= 0 ? name[cell->fault] : NULL;
}

/* Writes the row's faults. *faults is how many there are. */
static bool faults_write(struct staging *staging, const struct heading_map *map, const struct grid_row *row, int *faults)
{
    sqlite3_stmt *insert = staging->unread;
    bool good = true;
    *faults = 0;
    for (size_t i = 0; i < row->count && good; i++) {
        const char *fault = cell_fault(map, row, i);
        int column = i < map->count ? map->place[i].column : -1;
        if (!fault)
            continue;
        sqlite3_bind_int64(insert, 1, staging->batch);
        sqlite3_bind_int64(insert, 2, row->number);
        sqlite3_bind_int64(insert, 3, (sqlite3_int64)i + 1);
        sqlite3_bind_text(insert, 4, column >= 0 ? staging->list.column[column].name : NULL, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 5, row->cell[i].text, (int)value_cut(&row->cell[i]), SQLITE_STATIC);
        sqlite3_bind_text(insert, 6, fault, -1, SQLITE_STATIC);
        good = row_step(staging, insert);
        ++*faults;
    }
    return good;
}

/* The cell for a column: of those that have content, the one of the lowest rank. */
static const struct grid_cell *cell_of(const struct heading_map *map, const struct grid_row *row, int column, size_t *place)
{
    const struct grid_cell *found = NULL;
    int rank = 0;
    for (size_t i = 0; i < map->count && i < row->count; i++) {
        if (map->place[i].column != column || row->cell[i].bytes == 0 || (found && map->place[i].rank >= rank))
            continue;
        found = &row->cell[i];
        rank = map->place[i].rank;
        *place = i;
    }
    return found;
}

/* 元, 万元 or 亿元 where a bracket says so, with 单位 before it or not; NULL: it says something else. */
static const char *money_unit(const char *bracket)
{
    static const struct { const char *said, *unit; } known[] = {
        {"元", "元"}, {"人民币元", "元"}, {"yuan", "元"}, {"万元", "万元"}, {"万", "万元"}, {"人民币万元", "万元"},
        {"亿元", "亿元"}, {"亿", "亿元"}, {"人民币亿元", "亿元"}};
    if (strncmp(bracket, "单位", strlen("单位")) == 0)
        bracket += strlen("单位");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(bracket, known[i].said) == 0)
            return known[i].unit;
    }
    return NULL;
}

bool staging_row_money(const struct staging *staging, const struct heading_map *map, struct refusal *refusal)
{
    static const char *const note[] = {"", "必填", "必填项", "选填", "选填项", "required", "optional"};
    for (size_t i = 0; i < map->count; i++) {
        const char *bracket = map->place[i].bracket;
        bool known = staging->amount < 0 || map->place[i].column != staging->amount || money_unit(bracket);
        for (size_t j = 0; j < sizeof note / sizeof note[0] && !known; j++) known = strcmp(bracket, note[j]) == 0;
        if (!known)
            return refusal_set(refusal, "row %lld: amounts in %s cannot be read; expected 元, 万元 or 亿元 in the brackets, or none",
                               (long long)map->row, bracket);
    }
    return true;
}

/* The unit of the amount: a column's of its own, the heading's, or that of a line above the headings. */
static const char *row_unit(const struct staging *staging, const struct reading *table)
{
    const char *unit = NULL;
    for (size_t i = 0; i < table->map.count && !unit; i++) {
        if (table->map.place[i].column == staging->amount)
            unit = money_unit(table->map.place[i].bracket);
    }
    return unit ? unit : table->money_unit[0] ? table->money_unit : NULL;
}

/* A quantity without a unit takes the heading's: 数量（只） makes 1000 and 1000余 1000只 and 1000余只. False: no memory. */
static bool quantity_bind(struct staging *staging, const struct heading_map *map, const struct grid_cell *cell,
                          size_t place, int parameter)
{
    const char *unit = map->place[place].bracket;
    char last = cell->text[cell->bytes - 1], joined[160];
    bool open = (last >= '0' && last <= '9') ||
                (cell->bytes >= 3 && (memcmp(cell->text + cell->bytes - 3, "余", 3) == 0 || memcmp(cell->text + cell->bytes - 3, "多", 3) == 0));
    if (strncmp(unit, "单位", strlen("单位")) == 0)
        unit += strlen("单位");
    if (!open || !unit[0] || cell->bytes > 100) {
        sqlite3_bind_text(staging->row, parameter, cell->text, (int)cell->bytes, SQLITE_STATIC);
        return true;
    }
    int bytes = snprintf(joined, sizeof joined, "%.*s%s", (int)cell->bytes, cell->text, unit);
    if (sqlite3_bind_text(staging->row, parameter, joined, bytes, SQLITE_TRANSIENT) == SQLITE_OK)
        return true;
    return refusal_memory(&staging->refusal);
}

/* Says how far the reading is; the clock is asked every thousand rows. */
static void tell(struct staging *staging)
{
    if (++staging->rows % ROWS_BETWEEN != 0 || !progress_due(&staging->progress))
        return;
    progress_say(&staging->progress, reading_share(staging->table, &staging->survey), "%.60s: %lld rows, %.0f a second",
                 staging->file, (long long)staging->rows, (double)staging->rows / progress_spent(&staging->progress));
}

bool staging_row_take(void *data, const struct grid_row *row)
{
    struct staging *staging = data;
    const struct heading_map *map = &staging->table->map;
    int faults;
    bool good = true;
    tell(staging);
    if (!faults_write(staging, map, row, &faults))
        return false;
    if (faults > 0) {
        staging->unread_rows++;
        return true;
    }
    sqlite3_bind_int64(staging->row, 1, staging->batch);
    sqlite3_bind_int64(staging->row, 2, row->number);
    for (int i = 0; i < staging->list.columns && good; i++) {
        size_t place = 0;
        const struct grid_cell *cell = cell_of(map, row, i, &place);
        if (cell && i == staging->quantity)
            good = quantity_bind(staging, map, cell, place, i + 3);
        else if (cell)
            sqlite3_bind_text(staging->row, i + 3, cell->text, (int)cell->bytes, SQLITE_STATIC);
        else if (i == staging->amount_unit)
            sqlite3_bind_text(staging->row, i + 3, row_unit(staging, staging->table), -1, SQLITE_STATIC);
        else
            sqlite3_bind_null(staging->row, i + 3);
    }
    return good && row_step(staging, staging->row);
}
