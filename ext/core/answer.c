/* Short answers: whole cells compared with lists of words. */
#include "answer.h"

#include <stdbool.h>
#include <string.h>

#include "cell.h"
#include "fold.h"
#include "utf8.h"

struct answer_word {
    const char *word; /* folded */
    int value;
};

/* The value of the word that the whole cell is, or `none`. */
static int find(const char *text, size_t bytes, const struct answer_word *word, size_t count, int none)
{
    struct cell cell;
    if (!cell_read(text, bytes, &cell) || cell.count == 0)
        return none;
    for (size_t i = 0; i < count; i++) {
        if (cell_is(&cell, word[i].word))
            return word[i].value;
    }
    return none;
}

int answer_yes_no(const char *text, size_t bytes)
{
    static const struct answer_word word[] = {
        {"是", 1},   {"否", 0},     {"有", 1},     {"无", 0},     {"对", 1},     {"不是", 0},   {"没有", 0},
        {"已", 1},   {"未", 0},     {"已解决", 1}, {"未解决", 0}, {"没解决", 0}, {"已确认", 1}, {"未确认", 0},
        {"确认", 1}, {"不确认", 0}, {"解决", 1},   {"属实", 1},   {"不属实", 0}, {"√", 1},      {"×", 0},
        {"✓", 1},    {"✔", 1},      {"✗", 0},      {"✘", 0},      {"y", 1},      {"n", 0},      {"yes", 1},
        {"no", 0},   {"true", 1},   {"false", 0},  {"1", 1},      {"0", 0},
    };
    return find(text, bytes, word, sizeof word / sizeof word[0], -1);
}

int answer_satisfied(const char *text, size_t bytes)
{
    static const struct answer_word word[] = {
        {"满意", 1}, {"不满意", 0}, {"satisfied", 1}, {"notsatisfied", 0}, {"dissatisfied", 0}};
    return find(text, bytes, word, sizeof word / sizeof word[0], -1);
}

int answer_rating(const char *text, size_t bytes)
{
    static const struct answer_word word[] = {
        {"非常满意", 5}, {"很满意", 5},     {"十分满意", 5}, {"满意", 4},       {"比较满意", 4},
        {"较满意", 4},   {"基本满意", 3},   {"一般", 3},     {"不满意", 2},     {"不太满意", 2},
        {"较不满意", 2}, {"非常不满意", 1}, {"很不满意", 1}, {"十分不满意", 1}, {"★", 1},
        {"★★", 2},       {"★★★", 3},        {"★★★★", 4},     {"★★★★★", 5},
    };
    static const char *const digit[] = {"1一", "2二两", "3三", "4四", "5五"};
    static const char *const tail[] = {"", "分", "星", "颗星", "星级", "/5", ".0"};
    struct cell cell;
    int value = find(text, bytes, word, sizeof word / sizeof word[0], 0);
    if (value || !cell_read(text, bytes, &cell) || cell.count == 0)
        return value;
    for (int i = 0; i < 5; i++) {
        for (const char *one = digit[i]; *one && value == 0;) {
            uint32_t code;
            one += utf8_next((const unsigned char *)one, strlen(one), &code);
            if (cell.code[0] == code)
                value = i + 1;
        }
    }
    for (size_t i = 0; value && i < sizeof tail / sizeof tail[0]; i++) {
        size_t length = cell_word(&cell, 1, tail[i]);
        if (1 + length == cell.count && (length > 0 || tail[i][0] == '\0'))
            return value;
    }
    return 0;
}

/* Whether a folded character says nothing about whose name it is. */
static bool name_mark(uint32_t code)
{
    switch (code) {
    case '(':
    case ')':
    case '[':
    case ']':
    case '<':
    case '>':
    case '"':
    case '\'':
    case '.':
    case ',':
    case '-':
    case '_':
    case '*':
    case 0xB7:
    case 0x30FB:
    case 0x2022:
    case 0x3001:
    case 0x3002:
    case 0x300A:
    case 0x300B:
    case 0x3008:
    case 0x3009:
    case 0x3010:
    case 0x3011:
    case 0x3014:
    case 0x3015:
    case 0x2013:
    case 0x2014:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
        return true;
    default:
        return cell_blank(code);
    }
}

/* Characters of well-formed UTF-8. */
static size_t characters(const char *text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t answer_name_key(const char *text, size_t bytes, char *out)
{
    static const char *const form[] = {"有限责任公司", "股份有限公司", "有限公司", "coltd", "limited", "ltd", "inc"};
    size_t length = 0;
    for (size_t at = 0, step; at < bytes; at += step) {
        uint32_t code;
        step = utf8_next((const unsigned char *)text + at, bytes - at, &code);
        if (code == UTF8_BAD)
            return 0;
        code = fold_code(code);
        if (!name_mark(code))
            length += utf8_put(code, (unsigned char *)out + length);
    }
    for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
        size_t tail = strlen(form[i]);
        if (length > tail && memcmp(out + length - tail, form[i], tail) == 0 && characters(out, length - tail) >= 2)
            return length - tail;
    }
    return length;
}
