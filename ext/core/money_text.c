/*
 * Amounts of money written as text and in financial capitals.
 *
 * All work is on the unsigned magnitude, which holds that of INT64_MIN too. Decimals are the digits of the magnitude
 * themselves with a point put in and trailing zeros taken off, so that the text is exact.
 */
#include "money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "display.h"

static uint64_t magnitude(int64_t fen)
{
    return fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
}

static uint64_t power_of_ten(unsigned exponent)
{
    uint64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/* Appends text, which fits by the sizes in money.h. */
static void append(char *text, const char *more)
{
    strcat(text, more);
}

/* Appends fen / 10^exponent: the whole part, then as many decimals as needed but, unless none are, at least `least`. */
static void append_decimal(char *text, uint64_t fen, unsigned exponent, bool grouped, unsigned least)
{
    uint64_t power = power_of_ten(exponent);
    uint64_t rest = fen % power;
    char number[DISPLAY_SIZE];
    if (grouped) {
        display_grouped(fen / power, number);
    } else {
        snprintf(number, sizeof number, "%" PRIu64, fen / power);
    }
    append(text, number);
    if (rest == 0)
        return;
    snprintf(number, sizeof number, ".%0*" PRIu64, (int)exponent, rest);
    size_t length = strlen(number);
    while (length > least + 1 && number[length - 1] == '0') length--;
    number[length] = '\0';
    append(text, number);
}

struct money_form {
    unsigned exponent; /* of the unit in fen */
    const char *unit;
};

/* By unit: Chinese and English, in the order of enum money_unit. */
static const struct money_form chinese[] = {{2, "元"}, {6, "万元"}, {10, "亿元"}};
static const struct money_form english[] = {{2, ""}, {5, " thousand"}, {8, " million"}};
/* By size, largest first, for MONEY_AUTO. */
static const struct money_form chinese_auto[] = {{10, "亿元"}, {6, "万元"}, {2, "元"}};
static const struct money_form english_auto[] = {{11, " billion"}, {8, " million"}, {2, ""}};

static struct money_form choose(uint64_t fen, enum money_unit unit, enum money_language language)
{
    const struct money_form *form = language == MONEY_CHINESE ? chinese : english;
    if (unit != MONEY_AUTO)
        return form[unit];
    form = language == MONEY_CHINESE ? chinese_auto : english_auto;
    while (form->exponent > 2 && fen < power_of_ten(form->exponent)) form++;
    return *form;
}

void money_text(int64_t fen, enum money_unit unit, enum money_language language, char text[MONEY_TEXT_SIZE])
{
    uint64_t amount = magnitude(fen);
    struct money_form form = choose(amount, unit, language);
    bool yuan = form.exponent == 2;
    text[0] = '\0';
    if (fen < 0)
        append(text, "-");
    if (language == MONEY_ENGLISH)
        append(text, "CNY ");
    append_decimal(text, amount, form.exponent, yuan || language == MONEY_ENGLISH, yuan ? 2 : 0);
    append(text, form.unit);
}

bool money_unit_named(const char *name, size_t bytes, enum money_unit *unit)
{
    static const char *const names[] = {"元", "万元", "亿元", "auto"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strlen(names[i]) == bytes && memcmp(names[i], name, bytes) == 0) {
            *unit = (enum money_unit)i;
            return true;
        }
    }
    return false;
}

static const char *const capitals[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* Appends 1..9999 in capitals. */
static void append_section(char *text, unsigned number)
{
    static const char *const powers[] = {"", "拾", "佰", "仟"};
    bool begun = false, gap = false;
    unsigned divisor = 1000;
    for (int place = 3; place >= 0; place--, divisor /= 10) {
        unsigned digit = number / divisor % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            append(text, capitals[0]);
        append(text, capitals[digit]);
        append(text, powers[place]);
        begun = true;
        gap = false;
    }
}

/* Appends a number from 1 on in capitals: what stands before 亿 is a number itself. Depth at most three. */
static void append_capitals(char *text, uint64_t number)
{
    static const struct {
        uint64_t value;
        const char *unit;
    } units[] = {{100000000, "亿"}, {10000, "万"}};
    for (unsigned i = 0; i < 2; i++) {
        if (number < units[i].value)
            continue;
        append_capitals(text, number / units[i].value);
        append(text, units[i].unit);
        number %= units[i].value;
        if (number > 0 && number < units[i].value / 10)
            append(text, capitals[0]);
        if (number > 0)
            append_capitals(text, number);
        return;
    }
    append_section(text, (unsigned)number);
}

void money_upper(int64_t fen, char text[MONEY_UPPER_SIZE])
{
    uint64_t amount = magnitude(fen);
    uint64_t yuan = amount / 100;
    unsigned jiao = (unsigned)(amount / 10 % 10), cent = (unsigned)(amount % 10);
    text[0] = '\0';
    if (fen < 0)
        append(text, "负");
    if (yuan > 0) {
        append_capitals(text, yuan);
        append(text, "元");
    }
    if (amount == 0)
        append(text, "零元");
    bool gap = jiao == 0 ? cent > 0 : yuan % 10 == 0;
    if (yuan > 0 && gap && (jiao > 0 || cent > 0))
        append(text, capitals[0]);
    if (jiao > 0) {
        append(text, capitals[jiao]);
        append(text, "角");
    }
    if (cent > 0) {
        append(text, capitals[cent]);
        append(text, "分");
    } else {
        append(text, "整");
    }
}
