/*
 * Quantities: words before, a number, words in between, the unit, words behind.
 *
 * Arabic and Chinese digits go through one accumulator: a number waits for the power behind it; powers up to 千 add to a
 * section, 万 and 亿 lift the section. All is in thousandths, so that 1.5万 stays exact.
 */
#include "quantity.h"

#include <stdbool.h>

#include "cell.h"

#define MILLI_MOST INT64_C(1000000000000000000) /* 10^15 in thousandths */

struct bound_word {
    const char *word;
    enum quantity_bound bound;
};

/* Longer words before those that they begin with. */
static const struct bound_word before[] = {
    {"不少于", QUANTITY_AT_LEAST}, {"不低于", QUANTITY_AT_LEAST}, {"不小于", QUANTITY_AT_LEAST},
    {"至少", QUANTITY_AT_LEAST},   {"最少", QUANTITY_AT_LEAST},   {"起码", QUANTITY_AT_LEAST},
    {"超过", QUANTITY_AT_LEAST},   {"多于", QUANTITY_AT_LEAST},   {"高于", QUANTITY_AT_LEAST},
    {"大于", QUANTITY_AT_LEAST},   {"逾", QUANTITY_AT_LEAST},     {"超", QUANTITY_AT_LEAST},
    {">=", QUANTITY_AT_LEAST},     {">", QUANTITY_AT_LEAST},      {"≥", QUANTITY_AT_LEAST},
    {"≧", QUANTITY_AT_LEAST},      {"不超过", QUANTITY_AT_MOST},  {"不多于", QUANTITY_AT_MOST},
    {"不高于", QUANTITY_AT_MOST},  {"不大于", QUANTITY_AT_MOST},  {"至多", QUANTITY_AT_MOST},
    {"最多", QUANTITY_AT_MOST},    {"少于", QUANTITY_AT_MOST},    {"低于", QUANTITY_AT_MOST},
    {"小于", QUANTITY_AT_MOST},    {"不足", QUANTITY_AT_MOST},    {"不到", QUANTITY_AT_MOST},
    {"<=", QUANTITY_AT_MOST},      {"<", QUANTITY_AT_MOST},       {"≤", QUANTITY_AT_MOST},
    {"≦", QUANTITY_AT_MOST},       {"大约", QUANTITY_ABOUT},      {"大概", QUANTITY_ABOUT},
    {"约为", QUANTITY_ABOUT},      {"约", QUANTITY_ABOUT},        {"将近", QUANTITY_ABOUT},
    {"接近", QUANTITY_ABOUT},      {"近", QUANTITY_ABOUT},        {"~", QUANTITY_ABOUT},
    {"≈", QUANTITY_ABOUT},         {"共计", QUANTITY_EXACT},      {"总计", QUANTITY_EXACT},
    {"合计", QUANTITY_EXACT},      {"共需", QUANTITY_EXACT},      {"需要", QUANTITY_EXACT},
    {"共", QUANTITY_EXACT},        {"需", QUANTITY_EXACT},        {"计", QUANTITY_EXACT},
};

static const struct bound_word between[] = {
    {"余", QUANTITY_AT_LEAST}, {"馀", QUANTITY_AT_LEAST}, {"多", QUANTITY_AT_LEAST},
    {"+", QUANTITY_AT_LEAST},  {"来", QUANTITY_ABOUT},
};

static const struct bound_word behind[] = {
    {"以上", QUANTITY_AT_LEAST}, {"余", QUANTITY_AT_LEAST},  {"多", QUANTITY_AT_LEAST}, {"+", QUANTITY_AT_LEAST},
    {"以内", QUANTITY_AT_MOST},  {"以下", QUANTITY_AT_MOST}, {"左右", QUANTITY_ABOUT},  {"上下", QUANTITY_ABOUT},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct reader {
    struct cell cell;
    size_t at, end;
    enum quantity_bound bound;
    bool contrary;                      /* at least and at most */
    int64_t number;                     /* waits for its power; -1 none */
    bool numeral;                       /* it is a Chinese digit */
    bool zero;                          /* after 零: a digit behind it counts ones */
    int64_t section, total, last_power; /* last_power: smallest power so far, 0 none */
    bool overflow;
};

/* Adds what a word says to what was said before. */
static void bound_add(struct reader *reader, enum quantity_bound bound)
{
    if (bound == QUANTITY_EXACT || reader->bound == QUANTITY_ABOUT)
        return;
    if (reader->bound != QUANTITY_EXACT && bound != QUANTITY_ABOUT && bound != reader->bound)
        reader->contrary = true;
    reader->bound = bound;
}

/* Takes one of the words at the reader's place; false if none is there. */
static bool take_word(struct reader *reader, const struct bound_word *word, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = cell_word(&reader->cell, reader->at, word[i].word);
        if (length == 0)
            continue;
        reader->at = cell_skip(&reader->cell, reader->at + length);
        bound_add(reader, word[i].bound);
        return true;
    }
    return false;
}

/* Cuts one of the words off the cell's end; false if none is there. */
static bool cut_word(struct reader *reader)
{
    for (size_t i = 0; i < COUNT(behind); i++) {
        for (size_t length = 1; length <= 2 && length <= reader->end - reader->at; length++) {
            if (cell_word(&reader->cell, reader->end - length, behind[i].word) != length)
                continue;
            reader->end -= length;
            while (reader->end > reader->at && cell_blank(reader->cell.code[reader->end - 1])) reader->end--;
            bound_add(reader, behind[i].bound);
            return true;
        }
    }
    return false;
}

static int digit_of(uint32_t code)
{
    static const uint32_t numeral[] = {0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++) {
        if (code == numeral[i])
            return i;
    }
    if (code == 0x3007)
        return 0;
    return code == 0x4E24 ? 2 : -1; /* 两 */
}

/* The power of ten that a character stands for, 0 for none. */
static int64_t power_of(uint32_t code)
{
    switch (code) {
    case 0x5341: /* 十 */
        return 10;
    case 0x767E: /* 百 */
        return 100;
    case 0x5343: /* 千 */
        return 1000;
    case 0x4E07: /* 万 */
        return 10000;
    case 0x4EBF: /* 亿 */
        return 100000000;
    default:
        return 0;
    }
}

/* a * b, or MILLI_MOST and a mark where that is too much. */
static int64_t times(struct reader *reader, int64_t a, int64_t b)
{
    if (a <= MILLI_MOST / b)
        return a * b;
    reader->overflow = true;
    return MILLI_MOST;
}

/* Reads an Arabic number with commas and decimals into reader->number. */
static enum quantity_code read_arabic(struct reader *reader)
{
    int64_t scale = 1000;
    size_t group = 0;
    bool comma = false;
    reader->number = 0;
    for (;; reader->at++) {
        uint32_t code = reader->cell.code[reader->at];
        if (code == ',' && group > 0 && group <= 3 && (!comma || group == 3)) {
            comma = true;
            group = 0;
        } else if (code >= '0' && code <= '9') {
            reader->number = times(reader, reader->number, 10) + (int64_t)(code - '0') * 1000;
            group++;
        } else {
            break;
        }
    }
    if (comma && group != 3)
        return QUANTITY_UNREADABLE;
    if (reader->cell.code[reader->at] != '.')
        return QUANTITY_OK;
    reader->at++;
    if (reader->cell.code[reader->at] < '0' || reader->cell.code[reader->at] > '9')
        return QUANTITY_UNREADABLE;
    for (; reader->cell.code[reader->at] >= '0' && reader->cell.code[reader->at] <= '9'; reader->at++) {
        int64_t digit = (int64_t)(reader->cell.code[reader->at] - '0');
        scale /= 10;
        if (scale == 0 && digit != 0)
            return QUANTITY_FINE;
        reader->number += digit * scale;
    }
    return QUANTITY_OK;
}

/* Takes a power: 十 百 千 add the waiting number to the section, 万 and 亿 lift the section. */
static enum quantity_code take_power(struct reader *reader, int64_t power)
{
    if (power < 10000) {
        if (reader->number < 0 && power != 10) /* 十五 is 15; 百 alone is nothing */
            return QUANTITY_UNREADABLE;
        reader->section += times(reader, reader->number < 0 ? 1000 : reader->number, power);
    } else {
        if (reader->number > 0)
            reader->section += reader->number;
        if (power == 100000000) { /* 1万亿 */
            reader->section += reader->total;
            reader->total = 0;
        }
        if (reader->section == 0)
            return QUANTITY_UNREADABLE;
        reader->total += times(reader, reader->section, power);
        reader->section = 0;
    }
    reader->number = -1;
    reader->numeral = false;
    reader->last_power = power;
    return QUANTITY_OK;
}

/* Reads the number with its powers and the words between them. */
static enum quantity_code read_number(struct reader *reader)
{
    enum quantity_code code = QUANTITY_OK;
    size_t begin = reader->at;
    reader->number = -1;
    while (code == QUANTITY_OK) {
        uint32_t here = reader->cell.code[reader->at];
        int digit = digit_of(here);
        int64_t power = power_of(here);
        if (here >= '0' && here <= '9') {
            code = reader->number >= 0 ? QUANTITY_UNREADABLE : read_arabic(reader);
        } else if (digit >= 0) {
            if (reader->number > 0 && reader->numeral && digit > 0)
                return QUANTITY_RANGE; /* 三五百 */
            if (reader->number > 0)
                return QUANTITY_UNREADABLE;
            if (digit == 0 && reader->last_power)
                reader->zero = true;
            reader->number = digit == 0 && reader->last_power ? -1 : digit * INT64_C(1000);
            reader->numeral = true;
            reader->at++;
        } else if (power > 0) {
            code = take_power(reader, power);
            reader->at++;
        } else if (reader->at == begin || !take_word(reader, between, COUNT(between))) {
            break;
        }
        if (reader->overflow)
            return QUANTITY_OVERFLOW;
    }
    if (code == QUANTITY_OK && reader->numeral && reader->number > 0 && reader->last_power > 10 && !reader->zero)
        return QUANTITY_UNREADABLE; /* 三万五: 30005 or 35000 */
    return code == QUANTITY_OK && reader->at == begin ? QUANTITY_UNREADABLE : code;
}

/* Whether what follows the number is a second one: 500-800吨, 500至800. */
static bool second_number(const struct reader *reader)
{
    static const char *const between_two[] = {"-", "~", "至", "到", "—", "–", "/", "、", "或"};
    for (size_t i = 0; i < COUNT(between_two); i++) {
        size_t length = cell_word(&reader->cell, reader->at, between_two[i]);
        uint32_t next = reader->cell.code[cell_skip(&reader->cell, reader->at + length)];
        if (length > 0 && ((next >= '0' && next <= '9') || digit_of(next) >= 0 || power_of(next) > 0))
            return true;
    }
    return false;
}

/* Whether the characters from the reader's place to its end can be a unit: 16 at most, no digit, no sentence. */
static bool unit_sound(const struct reader *reader)
{
    for (size_t i = reader->at; i < reader->end; i++) {
        uint32_t code = reader->cell.code[i];
        if ((code >= '0' && code <= '9') || code < ' ' || code == ',' || code == ';' || code == 0x3002 ||
            code == 0x3001 || code == '-' || code == '+' || code == '~' || code == '=')
            return false;
    }
    return reader->end - reader->at <= 16;
}

enum quantity_code quantity_read(const char *text, size_t bytes, struct quantity *quantity)
{
    struct reader reader = {.bound = QUANTITY_EXACT, .number = -1};
    enum quantity_code code;
    if (!cell_read(text, bytes, &reader.cell))
        return QUANTITY_UNREADABLE;
    if (reader.cell.count == 0)
        return QUANTITY_EMPTY;
    while (take_word(&reader, before, COUNT(before))) {
    }
    code = read_number(&reader);
    if (code != QUANTITY_OK)
        return code;
    if (second_number(&reader))
        return QUANTITY_RANGE;
    reader.at = cell_skip(&reader.cell, reader.at);
    reader.end = reader.cell.count;
    while (cut_word(&reader)) {
    }
    if (reader.contrary || !unit_sound(&reader))
        return QUANTITY_UNREADABLE;
    quantity->milli = reader.total + reader.section + (reader.number > 0 ? reader.number : 0);
    quantity->bound = reader.bound;
    quantity->unit = reader.cell.at[reader.at];
    quantity->unit_bytes = reader.at < reader.end ? reader.cell.at[reader.end] - reader.cell.at[reader.at] : 0;
    return quantity->milli >= MILLI_MOST ? QUANTITY_OVERFLOW : QUANTITY_OK;
}

const char *quantity_sign(enum quantity_bound bound)
{
    static const char *const sign[] = {
        [QUANTITY_EXACT] = "=", [QUANTITY_AT_LEAST] = "≥", [QUANTITY_AT_MOST] = "≤", [QUANTITY_ABOUT] = "~"};
    return sign[bound];
}
