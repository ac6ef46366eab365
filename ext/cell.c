/*
 * SQL functions that read cells.
 *
 *     SELECT read_date('二〇二〇年二月五日'), read_date('2月5日下午3点半', 2020);   -- 2020-02-05, 2020-02-05T07:30:00Z
 *     SELECT read_date_fault('02/03/2020');                                          -- date_ambiguous
 *     SELECT read_quantity('1000余只'), read_quantity_unit('1000余只'), read_quantity_sign('1000余只');  -- 1000000, 只, ≥
 *     SELECT read_money('1,200', '万元');                                            -- 1200000000
 *
 * None of them fails over a cell: what cannot be read is NULL, and the function's twin …_fault says why, by a code that
 * the view intake_faults has words for. Numbers are read as their text; a BLOB is nothing that can be read.
 */
#include "cell.h"
SQLITE_EXTENSION_INIT3

#include <stdbool.h>
#include <string.h>

#include "core/answer.h"
#include "core/cell.h"
#include "core/day.h"
#include "core/instant.h"
#include "core/money.h"
#include "core/office_date.h"
#include "core/quantity.h"
#include "core/sha256.h"
#include "core/utf8.h"
#include "function.h"
#include "setting.h"

const enum cell_part cell_value = CELL_VALUE, cell_unit = CELL_UNIT, cell_sign = CELL_SIGN, cell_fault = CELL_FAULT;

/* What a cell says, as text; false for NULL and a BLOB, and out of memory, which is then the result. */
static bool cell_text(sqlite3_context *context, sqlite3_value *value, const char **text, size_t *bytes)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL || type == SQLITE_BLOB)
        return false;
    *text = (const char *)sqlite3_value_text(value);
    *bytes = (size_t)sqlite3_value_bytes(value);
    if (!*text)
        sqlite3_result_error_nomem(context);
    return *text != NULL;
}

static enum cell_part wanted(sqlite3_context *context)
{
    return *(const enum cell_part *)function_binding(context)->data;
}

static void result_code(sqlite3_context *context, const char *code)
{
    if (code)
        sqlite3_result_text(context, code, -1, SQLITE_STATIC);
}

/* The instant of a local day and second, by the store's offsets. */
static void result_local(sqlite3_context *context, struct office_date date)
{
    char text[INSTANT_TEXT_LENGTH + 1];
    struct instant_zone zone;
    char *error = NULL;
    int64_t instant;
    int code = setting_zone(function_store(context), &zone, &error);
    if (code != SQLITE_OK) {
        function_fail(context, code, error);
        return;
    }
    instant_format((int64_t)date.day * 86400 + date.second, text);
    if (instant_parse_local(zone, text, INSTANT_TEXT_LENGTH - 1, &instant))
        function_result_instant(context, instant);
}

/*
 * read_date(cell[, year]): the day or the instant that a cell of a table names (core/office_date.h), as YYYY-MM-DD or
 * YYYY-MM-DDTHH:MM:SSZ; year is that of dates without one. NULL where it names none; read_date_fault then says why:
 * date_unreadable, date_none, date_ambiguous, date_yearless, date_weekday, or NULL for an empty cell. Error: not a
 * fulfil store, for a local time.
 */
void cell_date_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    static const char *const fault[] = {
        [OFFICE_DATE_UNREADABLE] = "date_unreadable", [OFFICE_DATE_NONE] = "date_none",
        [OFFICE_DATE_AMBIGUOUS] = "date_ambiguous",   [OFFICE_DATE_YEARLESS] = "date_yearless",
        [OFFICE_DATE_WEEKDAY] = "date_weekday",
    };
    struct office_date date;
    enum office_date_code code;
    const char *text;
    size_t bytes;
    sqlite3_int64 year =
        count > 1 && sqlite3_value_type(value[1]) == SQLITE_INTEGER ? sqlite3_value_int64(value[1]) : 0;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    code = office_date_read(text, bytes, year >= 1 && year <= 9999 ? (int32_t)year : 0, &date);
    if (wanted(context) == CELL_FAULT) {
        if (code >= OFFICE_DATE_UNREADABLE)
            result_code(context, fault[code]);
    } else if (code == OFFICE_DATE_DAY) {
        function_result_day(context, date.day);
    } else if (code == OFFICE_DATE_INSTANT) {
        function_result_instant(context, date.utc);
    } else if (code == OFFICE_DATE_LOCAL) {
        result_local(context, date);
    }
}

/*
 * read_quantity(cell): the number of a quantity (core/quantity.h) in thousandths; read_quantity_unit its unit or NULL,
 * read_quantity_sign how exact it is: = ≥ ≤ ~. NULL where it is none; read_quantity_fault then says why:
 * quantity_unreadable, quantity_range, quantity_fine, quantity_large, or NULL for an empty cell.
 */
void cell_quantity_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    static const char *const fault[] = {
        [QUANTITY_UNREADABLE] = "quantity_unreadable",
        [QUANTITY_RANGE] = "quantity_range",
        [QUANTITY_FINE] = "quantity_fine",
        [QUANTITY_OVERFLOW] = "quantity_large",
    };
    struct quantity quantity;
    enum quantity_code code;
    const char *text;
    size_t bytes;
    (void)count;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    code = quantity_read(text, bytes, &quantity);
    if (wanted(context) == CELL_FAULT)
        result_code(context, code > QUANTITY_EMPTY ? fault[code] : NULL);
    else if (code != QUANTITY_OK)
        return;
    else if (wanted(context) == CELL_VALUE)
        sqlite3_result_int64(context, quantity.milli);
    else if (wanted(context) == CELL_SIGN)
        result_code(context, quantity_sign(quantity.bound));
    else if (quantity.unit_bytes > 0)
        sqlite3_result_text(context, text + quantity.unit, (int)quantity.unit_bytes, SQLITE_TRANSIENT);
}

/* Whether a cell is a bare number, to which a unit in the heading applies: digits, signs and marks, no word. */
static bool bare_number(const struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        uint32_t code = cell->code[i];
        if (!cell_blank(code) && (code < '0' || code > '9') && !strchr(".,+-", code < 0x80 ? (int)code : '?') &&
            code != 0x2212 && code != 0xA5)
            return false;
    }
    return true;
}

/*
 * read_money(cell[, unit]): fen, as money_fen() reads them; a bare number counts units (元, 万元, 亿元; NULL or nothing
 * is 元), as the heading says. NULL where it is no amount; read_money_fault then says why: money_unreadable, money_fine
 * (below a fen), money_large, money_unit (no such unit), or NULL for an empty cell.
 */
void cell_money_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    char joined[CELL_MOST * UTF8_MAX + 64];
    struct cell cell, unit = {.count = 0};
    const char *text, *unit_text, *fault = NULL;
    size_t bytes, unit_bytes, at;
    enum money_unit known;
    int64_t fen = 0;
    enum money_code code;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    if (!cell_read(text, bytes, &cell)) {
        fault = "money_unreadable";
    } else if (cell.count == 0) {
        return;
    } else {
        bytes = cell.at[cell.count] - cell.at[0];
        if (bytes > CELL_MOST * UTF8_MAX)
            bytes = CELL_MOST * UTF8_MAX; /* blanks inside the widest text: unreadable anyway */
        memcpy(joined, text + cell.at[0], bytes);
        if (count > 1 && cell_text(context, value[1], &unit_text, &unit_bytes) &&
            cell_read(unit_text, unit_bytes, &unit) && unit.count > 0 && bare_number(&cell)) {
            unit_bytes = unit.at[unit.count] - unit.at[0];
            if (!money_unit_named(unit_text + unit.at[0], unit_bytes, &known) || known == MONEY_AUTO)
                fault = "money_unit";
            else
                memcpy(joined + bytes, unit_text + unit.at[0], unit_bytes);
            bytes += fault ? 0 : unit_bytes;
        }
        code = fault ? MONEY_OK : money_parse(joined, bytes, &fen, &at);
        if (code == MONEY_SUB_FEN)
            fault = "money_fine";
        else if (code == MONEY_OVERFLOW)
            fault = "money_large";
        else if (code != MONEY_OK)
            fault = "money_unreadable";
    }
    if (wanted(context) == CELL_FAULT)
        result_code(context, fault);
    else if (!fault)
        sqlite3_result_int64(context, fen);
}

/*
 * read_text_fault(cell): what makes a text none that can be kept: text_bytes (no UTF-8, or a NUL), text_control (a
 * control character other than tab and line ends). NULL for a sound one and for NULL.
 */
void cell_text_fault_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text, *fault = NULL;
    size_t bytes;
    (void)count;
    if (!cell_text(context, value[0], &text, &bytes)) {
        if (sqlite3_value_type(value[0]) == SQLITE_BLOB)
            result_code(context, "text_bytes");
        return;
    }
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code);
        if (code == UTF8_BAD || code == 0 || code == 0xFFFD) {
            result_code(context, "text_bytes");
            return;
        }
        if ((code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code < 0xA0))
            fault = "text_control";
    }
    result_code(context, fault);
}

/*
 * read_text(cell): the cell without the white space round it (full-width and no-break blanks and a BOM too); NULL for
 * one of nothing else.
 */
void cell_trim_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    size_t bytes, begin = 0, end = 0;
    (void)count;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    for (size_t at = 0, step; at < bytes; at += step) {
        uint32_t code;
        step = utf8_next((const unsigned char *)text + at, bytes - at, &code);
        if (code != UTF8_BAD && cell_blank(code)) {
            if (end == 0)
                begin = at + step;
        } else {
            end = at + step;
        }
    }
    if (end > 0)
        sqlite3_result_text(context, text + begin, (int)(end - begin), SQLITE_TRANSIENT);
}

/* read_yes_no(cell): 1 or 0; NULL for what is neither 是 nor 否 nor one of their like (core/answer.h). */
void cell_yes_no_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    size_t bytes;
    int answer;
    (void)count;
    if (cell_text(context, value[0], &text, &bytes) && (answer = answer_yes_no(text, bytes)) >= 0)
        sqlite3_result_int(context, answer);
}

/* read_rating(cell): 1 to 5; NULL for what is no rating. */
void cell_rating_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    size_t bytes;
    int rating;
    (void)count;
    if (cell_text(context, value[0], &text, &bytes) && (rating = answer_rating(text, bytes)) > 0)
        sqlite3_result_int(context, rating);
}

/* read_satisfied(cell): 1 for 满意, 0 for 不满意, NULL for anything else, finer ratings too. */
void cell_satisfied_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    size_t bytes;
    int answer;
    (void)count;
    if (cell_text(context, value[0], &text, &bytes) && (answer = answer_satisfied(text, bytes)) >= 0)
        sqlite3_result_int(context, answer);
}

/* name_key(name): what two spellings of one name have in common (answer_name_key); NULL where nothing is left. */
void cell_name_key_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    const char *text;
    size_t bytes, length;
    char *key;
    (void)count;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    key = sqlite3_malloc64(ANSWER_NAME_ROOM(bytes) + 1);
    if (!key) {
        sqlite3_result_error_nomem(context);
        return;
    }
    length = answer_name_key(text, bytes, key);
    if (length > 0)
        sqlite3_result_text(context, key, (int)length, sqlite3_free);
    else
        sqlite3_free(key);
}

/* contents_code(text): the first 16 hexadecimal digits of the SHA-256 of its bytes, so that equal contents have one code. */
void cell_digest_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    enum { CODE_DIGITS = 16 };
    char hex[SHA256_HEX + 1];
    uint8_t digest[SHA256_BYTES];
    struct sha256 sum;
    const char *text;
    size_t bytes;
    (void)count;
    if (!cell_text(context, value[0], &text, &bytes))
        return;
    sha256_init(&sum);
    sha256_add(&sum, text, bytes);
    sha256_final(&sum, digest);
    sha256_hex(digest, hex);
    sqlite3_result_text(context, hex, CODE_DIGITS, SQLITE_TRANSIENT);
}
