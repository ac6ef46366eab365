/*
 * Amounts of money read from text.
 *
 * A text becomes at most MONEY_INPUT_MAX tokens (digits, powers of ten, 万, 亿, 元 and so on; blanks leave only a mark),
 * after folding, so that every width and script reads alike. A number is split at its last 亿, then at its last 万, and
 * what remains are sections of terms `digit power` in descending order. Each term is added as magnitude * 10^exponent
 * fen into an unsigned accumulator whose limit is the sign's; nothing is ever rounded and no floating point is used.
 */
#include "money.h"

#include <string.h>

#include "fold.h"
#include "utf8.h"

enum token_kind {
    TOKEN_DIGIT, /* Arabic, value 0..9 */
    TOKEN_COMMA,
    TOKEN_POINT,
    TOKEN_NUMERAL, /* Chinese, value 1..9 */
    TOKEN_ZERO,    /* 零 */
    TOKEN_POWER,   /* 十 百 千, value = exponent of ten */
    TOKEN_WAN,
    TOKEN_YI,
    TOKEN_DIAN,  /* 点, the spoken decimal point */
    TOKEN_SCALE, /* thousand and so on, value = exponent of ten */
    TOKEN_YUAN,
    TOKEN_JIAO,
    TOKEN_FEN,
    TOKEN_WHOLE, /* 整 */
    TOKEN_MINUS,
    TOKEN_PLUS,
    TOKEN_CURRENCY
};

struct word {
    const char *text; /* folded */
    uint8_t kind;
    uint8_t value;
};

static const struct word words[] = {
    {"0", TOKEN_DIGIT, 0},       {"1", TOKEN_DIGIT, 1},         {"2", TOKEN_DIGIT, 2},
    {"3", TOKEN_DIGIT, 3},       {"4", TOKEN_DIGIT, 4},         {"5", TOKEN_DIGIT, 5},
    {"6", TOKEN_DIGIT, 6},       {"7", TOKEN_DIGIT, 7},         {"8", TOKEN_DIGIT, 8},
    {"9", TOKEN_DIGIT, 9},       {",", TOKEN_COMMA, 0},         {".", TOKEN_POINT, 0},
    {"零", TOKEN_ZERO, 0},       {"〇", TOKEN_ZERO, 0},         {"一", TOKEN_NUMERAL, 1},
    {"壹", TOKEN_NUMERAL, 1},    {"二", TOKEN_NUMERAL, 2},      {"贰", TOKEN_NUMERAL, 2},
    {"两", TOKEN_NUMERAL, 2},    {"三", TOKEN_NUMERAL, 3},      {"叁", TOKEN_NUMERAL, 3},
    {"参", TOKEN_NUMERAL, 3},    {"四", TOKEN_NUMERAL, 4},      {"肆", TOKEN_NUMERAL, 4},
    {"五", TOKEN_NUMERAL, 5},    {"伍", TOKEN_NUMERAL, 5},      {"六", TOKEN_NUMERAL, 6},
    {"陆", TOKEN_NUMERAL, 6},    {"七", TOKEN_NUMERAL, 7},      {"柒", TOKEN_NUMERAL, 7},
    {"八", TOKEN_NUMERAL, 8},    {"捌", TOKEN_NUMERAL, 8},      {"九", TOKEN_NUMERAL, 9},
    {"玖", TOKEN_NUMERAL, 9},    {"十", TOKEN_POWER, 1},        {"拾", TOKEN_POWER, 1},
    {"百", TOKEN_POWER, 2},      {"佰", TOKEN_POWER, 2},        {"千", TOKEN_POWER, 3},
    {"仟", TOKEN_POWER, 3},      {"万", TOKEN_WAN, 4},          {"亿", TOKEN_YI, 8},
    {"点", TOKEN_DIAN, 0},       {"元", TOKEN_YUAN, 0},         {"圆", TOKEN_YUAN, 0},
    {"yuan", TOKEN_YUAN, 0},     {"角", TOKEN_JIAO, 0},         {"分", TOKEN_FEN, 0},
    {"整", TOKEN_WHOLE, 0},      {"正", TOKEN_WHOLE, 0},        {"-", TOKEN_MINUS, 0},
    {"−", TOKEN_MINUS, 0},       {"负", TOKEN_MINUS, 0},        {"+", TOKEN_PLUS, 0},
    {"¥", TOKEN_CURRENCY, 0},    {"人民币", TOKEN_CURRENCY, 0}, {"cny", TOKEN_CURRENCY, 0},
    {"rmb", TOKEN_CURRENCY, 0},  {"thousand", TOKEN_SCALE, 3},  {"million", TOKEN_SCALE, 6},
    {"billion", TOKEN_SCALE, 9}, {"trillion", TOKEN_SCALE, 12},
};

enum { WORDS = sizeof words / sizeof words[0], PLACES_FREE = 1000 /* no text has as many */ };

struct token {
    uint8_t kind;
    uint8_t value;
    uint8_t at; /* 1-based character; MONEY_INPUT_MAX fits */
};

struct parser {
    struct token token[MONEY_INPUT_MAX];
    size_t count;
    uint64_t fen;   /* magnitude so far */
    uint64_t limit; /* of the magnitude */
    bool fraction;  /* a decimal fraction was read */
    size_t at;      /* place of the failure */
};

static enum money_code fail(struct parser *parser, enum money_code code, size_t at)
{
    parser->at = at;
    return code;
}

/* Position of token i, or one past the last token. */
static size_t place(const struct parser *parser, size_t i)
{
    if (i < parser->count)
        return parser->token[i].at;
    return parser->count == 0 ? 1 : (size_t)parser->token[parser->count - 1].at + 1;
}

static bool is_kind(const struct parser *parser, size_t i, size_t end, enum token_kind kind)
{
    return i < end && parser->token[i].kind == kind;
}

/* --- tokens ------------------------------------------------------------------------------------------------------ */

/* How many characters of code[0..count) the word takes; 0 if it is not there. */
static size_t word_length(const struct word *word, const uint32_t *code, size_t count)
{
    const unsigned char *text = (const unsigned char *)word->text;
    size_t bytes = strlen(word->text), at = 0, characters = 0;
    while (at < bytes) {
        uint32_t expected;
        at += utf8_next(text + at, bytes - at, &expected);
        if (characters == count || code[characters] != expected)
            return 0;
        characters++;
    }
    return characters;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\r' || code == '\n' || code == 0xA0;
}

static bool is_arabic(uint8_t kind)
{
    return kind == TOKEN_DIGIT || kind == TOKEN_COMMA || kind == TOKEN_POINT;
}

/* Appends the token at code[i]; gives its length in characters, 0 if there is none or a blank splits a number. */
static size_t read_token(struct parser *parser, const uint32_t *code, size_t i, size_t count)
{
    size_t taken = 0, w = 0;
    while (w < WORDS && (taken = word_length(&words[w], code + i, count - i)) == 0) w++;
    if (taken == 0)
        return 0;
    bool after_blank = i > 0 && is_blank(code[i - 1]);
    if (after_blank && parser->count > 0 && is_arabic(words[w].kind) &&
        is_arabic(parser->token[parser->count - 1].kind)) {
        return 0;
    }
    parser->token[parser->count++] =
        (struct token){.kind = words[w].kind, .value = words[w].value, .at = (uint8_t)(i + 1)};
    return taken;
}

static enum money_code tokenise(struct parser *parser, const char *text, size_t bytes)
{
    uint32_t code[MONEY_INPUT_MAX];
    size_t count = 0, at = 0;
    while (at < bytes) {
        if (count == MONEY_INPUT_MAX)
            return fail(parser, MONEY_LONG, count + 1);
        at += utf8_next((const unsigned char *)text + at, bytes - at, &code[count]);
        code[count] = fold_code(code[count]);
        count++;
    }
    for (size_t i = 0; i < count;) {
        if (is_blank(code[i])) {
            i++;
            continue;
        }
        size_t taken = read_token(parser, code, i, count);
        if (taken == 0)
            return fail(parser, MONEY_STRAY, i + 1);
        i += taken;
    }
    return MONEY_OK;
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

/* An unsigned decimal: digits * 10^-fraction, trailing zeros of the fraction dropped. */
struct decimal {
    uint64_t digits;
    bool overflow;   /* digits does not hold them */
    unsigned whole;  /* places before the point, leading zeros apart */
    unsigned places; /* places behind it */
    size_t end;      /* token after it */
};

/* Adds decimal * 10^exponent fen. */
static enum money_code add(struct parser *parser, struct decimal number, unsigned exponent, size_t at)
{
    if (number.digits == 0 && !number.overflow)
        return MONEY_OK;
    if (number.places > exponent)
        return fail(parser, MONEY_SUB_FEN, at);
    if (number.overflow)
        return fail(parser, MONEY_OVERFLOW, at);
    for (unsigned i = number.places; i < exponent; i++) {
        if (number.digits > parser->limit / 10)
            return fail(parser, MONEY_OVERFLOW, at);
        number.digits *= 10;
    }
    if (number.digits > parser->limit - parser->fen)
        return fail(parser, MONEY_OVERFLOW, at);
    parser->fen += number.digits;
    return MONEY_OK;
}

static void decimal_push(struct decimal *number, unsigned digit)
{
    if (number->digits > (UINT64_MAX - digit) / 10)
        number->overflow = true;
    number->digits = number->digits * 10 + digit;
}

/* Appends a digit behind the point; *zeros are those held back until another digit follows. */
static void decimal_push_place(struct decimal *number, unsigned digit, unsigned *zeros)
{
    if (digit == 0) {
        (*zeros)++;
        return;
    }
    for (; *zeros > 0; (*zeros)--, number->places++) decimal_push(number, 0);
    decimal_push(number, digit);
    number->places++;
}

/* Reads the whole part of an Arabic number with its commas, from token i. */
static enum money_code read_whole(struct parser *parser, size_t i, size_t end, struct decimal *number)
{
    size_t comma = 0, group = 0;
    for (; i < end && is_arabic(parser->token[i].kind) && parser->token[i].kind != TOKEN_POINT; i++) {
        struct token token = parser->token[i];
        if (token.kind == TOKEN_COMMA) {
            if (group == 0 || group > 3 || (comma != 0 && group != 3))
                return fail(parser, MONEY_GROUPING, token.at);
            comma = token.at;
            group = 0;
            continue;
        }
        decimal_push(number, token.value);
        if (number->whole > 0 || token.value > 0)
            number->whole++;
        group++;
    }
    if (comma != 0 && group != 3)
        return fail(parser, MONEY_GROUPING, comma);
    if (group == 0)
        return fail(parser, MONEY_NO_DIGIT, place(parser, i));
    number->end = i;
    return MONEY_OK;
}

/* Reads an Arabic number from token i. */
static enum money_code read_arabic(struct parser *parser, size_t i, size_t end, struct decimal *number)
{
    *number = (struct decimal){0};
    enum money_code code = read_whole(parser, i, end, number);
    if (code != MONEY_OK || !is_kind(parser, number->end, end, TOKEN_POINT))
        return code;
    unsigned zeros = 0;
    size_t first = number->end + 1;
    for (i = first; is_kind(parser, i, end, TOKEN_DIGIT); i++) {
        decimal_push_place(number, parser->token[i].value, &zeros);
    }
    if (i == first)
        return fail(parser, MONEY_NO_DIGIT, place(parser, i));
    number->end = i;
    parser->fraction = true;
    if (is_kind(parser, i, end, TOKEN_COMMA))
        return fail(parser, MONEY_GROUPING, place(parser, i));
    if (is_kind(parser, i, end, TOKEN_POINT))
        return fail(parser, MONEY_STRAY, place(parser, i));
    return MONEY_OK;
}

/* A section: the terms between two of 亿 and 万, or before or behind them. */
struct section {
    size_t start;
    size_t end;
    unsigned exponent; /* of its last place, in fen */
    unsigned bound;    /* places it may have */
    bool follows;      /* a larger unit stands before it */
    bool named;        /* 万 stands behind it */
    bool last;         /* nothing but 元, 角 and 分 stands behind it, so it may have a fraction */
};

/* What was read of a section so far. */
struct progress {
    size_t i;
    unsigned bound; /* the next term has fewer places */
    size_t zero;    /* token of a 零 not yet followed, plus 1; 0 if none */
};

/* Whether a term of `places` places may stand here; a bare digit needs 零 or 十 before it. */
static enum money_code check_term(struct parser *parser, const struct section *section, const struct progress *progress,
                                  unsigned places, bool bare_digit)
{
    size_t at = place(parser, progress->i);
    bool first = progress->i == section->start;
    if (places > progress->bound)
        return fail(parser, MONEY_UNIT_ORDER, at);
    bool elided = !first || (section->follows && !section->named);
    if (bare_digit && elided && progress->zero == 0 && progress->bound > 1) {
        return fail(parser, MONEY_AMBIGUOUS, at);
    }
    bool zero_inside = progress->zero > section->start + 1;
    if (zero_inside && places == progress->bound)
        return fail(parser, MONEY_STRAY, place(parser, progress->zero - 1));
    return MONEY_OK;
}

/* Takes a power of ten at the token, if one is there. */
static unsigned take_power(const struct parser *parser, size_t *i, size_t end)
{
    return is_kind(parser, *i, end, TOKEN_POWER) ? parser->token[(*i)++].value : 0;
}

/* Reads one term, `34`, `34千`, `三`, `三千` or `十`, and adds it. */
static enum money_code read_term(struct parser *parser, const struct section *section, struct progress *progress)
{
    struct token token = parser->token[progress->i];
    struct decimal number = {.digits = token.value, .whole = 1, .end = progress->i + 1};
    bool arabic = token.kind == TOKEN_DIGIT;
    if (arabic) {
        enum money_code code = read_arabic(parser, progress->i, section->end, &number);
        if (code != MONEY_OK)
            return code;
    } else if (token.kind == TOKEN_POWER) { /* 十 alone is 一十 */
        if (token.value != 1)
            return fail(parser, MONEY_NO_DIGIT, token.at);
        number.digits = 1;
        number.end = progress->i;
    }
    size_t after = number.end;
    unsigned power = take_power(parser, &after, section->end);
    bool bare = power == 0 && (!arabic || number.end == progress->i + 1);
    enum money_code code = check_term(parser, section, progress, number.whole + power, bare);
    if (code != MONEY_OK)
        return code;
    if (parser->fraction && (!section->last || after != section->end)) {
        return fail(parser, MONEY_FRACTION, place(parser, after));
    }
    code = add(parser, number, section->exponent + power, token.at);
    progress->i = after;
    progress->bound = power;
    progress->zero = 0;
    return code;
}

/* Takes a 零 that stands between terms or behind a larger unit. */
static enum money_code take_zero(struct parser *parser, const struct section *section, struct progress *progress)
{
    bool between = progress->i > section->start ? progress->bound > 0 : section->follows;
    if (!between || progress->zero != 0)
        return fail(parser, MONEY_STRAY, place(parser, progress->i));
    progress->zero = ++progress->i;
    return MONEY_OK;
}

/* Why no term may begin with this token; MONEY_OK if one may. */
static enum money_code check_start(const struct section *section, const struct progress *progress, uint8_t kind)
{
    bool more = progress->i == section->start || progress->bound > 0;
    switch (kind) {
    case TOKEN_WAN:
    case TOKEN_YI:
        return MONEY_UNIT_ORDER;
    case TOKEN_POWER:
        return more ? MONEY_OK : MONEY_UNIT_ORDER;
    case TOKEN_COMMA:
    case TOKEN_POINT:
        return MONEY_NO_DIGIT;
    case TOKEN_DIGIT:
    case TOKEN_NUMERAL:
        return more ? MONEY_OK : MONEY_STRAY;
    default:
        return MONEY_STRAY;
    }
}

static enum money_code read_terms(struct parser *parser, const struct section *section)
{
    struct progress progress = {.i = section->start, .bound = section->bound};
    bool alone = section->end == section->start + 1 && !section->follows;
    if (alone && is_kind(parser, section->start, section->end, TOKEN_ZERO))
        return MONEY_OK;
    while (progress.i < section->end) {
        uint8_t kind = parser->token[progress.i].kind;
        enum money_code code = check_start(section, &progress, kind);
        if (kind == TOKEN_ZERO) {
            code = take_zero(parser, section, &progress);
        } else if (code == MONEY_OK) {
            code = read_term(parser, section, &progress);
        } else {
            code = fail(parser, code, place(parser, progress.i));
        }
        if (code != MONEY_OK)
            return code;
    }
    return progress.zero == 0 ? MONEY_OK : fail(parser, MONEY_STRAY, place(parser, progress.zero - 1));
}

/* Reads a section with a spoken fraction, `一点五` or `一点五百`; `dian` is the token of 点. */
static enum money_code read_spoken(struct parser *parser, const struct section *section, size_t dian)
{
    uint64_t before = parser->fen;
    struct section whole = *section;
    whole.end = dian;
    whole.exponent = 0;
    parser->fen = 0;
    if (dian == section->start)
        return fail(parser, MONEY_NO_DIGIT, place(parser, dian));
    if (!section->last)
        return fail(parser, MONEY_FRACTION, place(parser, dian));
    enum money_code code = read_terms(parser, &whole);
    if (code != MONEY_OK)
        return code;
    struct decimal number = {.digits = parser->fen};
    parser->fen = before;
    unsigned zeros = 0;
    size_t i = dian + 1;
    for (; is_kind(parser, i, section->end, TOKEN_NUMERAL) || is_kind(parser, i, section->end, TOKEN_ZERO); i++) {
        decimal_push_place(&number, parser->token[i].value, &zeros);
    }
    if (i == dian + 1)
        return fail(parser, MONEY_NO_DIGIT, place(parser, i));
    unsigned power = take_power(parser, &i, section->end);
    if (i != section->end)
        return fail(parser, MONEY_STRAY, place(parser, i));
    parser->fraction = true;
    return add(parser, number, section->exponent + power, place(parser, section->start));
}

static enum money_code read_section(struct parser *parser, struct section section)
{
    for (size_t i = section.start; i < section.end; i++) {
        if (parser->token[i].kind == TOKEN_DIAN)
            return read_spoken(parser, &section, i);
    }
    return read_terms(parser, &section);
}

/* Token of the last `kind` in the section, or its end. */
static size_t find_last(const struct parser *parser, struct section section, enum token_kind kind)
{
    for (size_t i = section.end; i > section.start; i--) {
        if (parser->token[i - 1].kind == kind)
            return i - 1;
    }
    return section.end;
}

static bool all_digits(const struct parser *parser, size_t start, size_t end)
{
    while (start < end && parser->token[start].kind == TOKEN_DIGIT) start++;
    return start == end;
}

/* Reads `left 万 right`; `full` wants Arabic digits on the right to be four, as in 1万2000亿. */
static enum money_code read_wan(struct parser *parser, struct section section, bool full)
{
    size_t wan = find_last(parser, section, TOKEN_WAN);
    if (wan == section.end)
        return read_section(parser, section);
    if (wan == section.start)
        return fail(parser, MONEY_NO_DIGIT, place(parser, wan));
    struct section left = section, right = section;
    left.end = wan;
    left.exponent += 4;
    left.named = true;
    left.bound = section.bound == PLACES_FREE ? PLACES_FREE : section.bound - 4;
    left.last = section.last && wan + 1 == section.end;
    right.start = wan + 1;
    right.bound = 4;
    right.follows = true;
    if (full && is_kind(parser, right.start, right.end, TOKEN_DIGIT) &&
        (right.end - right.start != 4 || !all_digits(parser, right.start, right.end))) {
        return fail(parser, MONEY_UNIT_ORDER, place(parser, right.start));
    }
    enum money_code code = read_section(parser, left);
    return code == MONEY_OK ? read_section(parser, right) : code;
}

/* Reads a number by its last 亿; what stands before it may have 亿 again, in Chinese numerals. */
static enum money_code read_number(struct parser *parser, struct section section)
{
    size_t yi = find_last(parser, section, TOKEN_YI);
    if (yi == section.end)
        return read_wan(parser, section, false);
    if (yi == section.start)
        return fail(parser, MONEY_NO_DIGIT, place(parser, yi));
    struct section left = section, right = section;
    left.end = yi;
    left.exponent += 8;
    left.last = section.last && yi + 1 == section.end;
    right.start = yi + 1;
    right.bound = 8;
    right.follows = true;
    enum money_code code;
    if (find_last(parser, left, TOKEN_YI) == left.end) {
        code = read_wan(parser, left, true);
    } else if (find_last(parser, left, TOKEN_DIGIT) != left.end) {
        code = fail(parser, MONEY_UNIT_ORDER, place(parser, yi));
    } else {
        code = read_number(parser, left);
    }
    return code == MONEY_OK ? read_wan(parser, right, false) : code;
}

/* --- the whole amount -------------------------------------------------------------------------------------------- */

/* Takes `digit unit` at *i and adds digit * fen. A 零 that is not that digit is passed over first. */
static void take_coin(struct parser *parser, size_t *i, size_t end, enum token_kind unit, unsigned fen)
{
    size_t at = *i;
    if (is_kind(parser, at, end, TOKEN_ZERO) && !is_kind(parser, at + 1, end, unit))
        at++;
    bool digit = is_kind(parser, at, end, TOKEN_DIGIT) || is_kind(parser, at, end, TOKEN_NUMERAL) ||
                 is_kind(parser, at, end, TOKEN_ZERO);
    if (!digit || !is_kind(parser, at + 1, end, unit))
        return;
    struct decimal coin = {.digits = parser->token[at].value * fen};
    /* At most 9 jiao 9 fen: only the sum may overflow, which leaves *i and so is found by the caller. */
    if (add(parser, coin, 0, parser->token[at].at) == MONEY_OK)
        *i = at + 2;
}

/* Reads what follows 元, or an amount of 角 and 分 alone. */
static enum money_code read_coins(struct parser *parser, size_t i, size_t end)
{
    if (i < end && parser->fraction)
        return fail(parser, MONEY_FRACTION, place(parser, i));
    parser->at = 0;
    take_coin(parser, &i, end, TOKEN_JIAO, 10);
    take_coin(parser, &i, end, TOKEN_FEN, 1);
    if (i == end)
        return MONEY_OK;
    if (parser->at != 0)
        return fail(parser, MONEY_OVERFLOW, parser->at);
    bool digit = is_kind(parser, i, end, TOKEN_DIGIT) || is_kind(parser, i, end, TOKEN_NUMERAL);
    return fail(parser, digit && i + 1 == end ? MONEY_AMBIGUOUS : MONEY_STRAY, place(parser, i));
}

static enum money_code read_amount(struct parser *parser, size_t start, size_t end)
{
    struct section all = {.start = start, .end = end, .exponent = 2, .bound = PLACES_FREE, .last = true};
    size_t yuan = find_last(parser, all, TOKEN_YUAN);
    bool coins = find_last(parser, all, TOKEN_JIAO) != end || find_last(parser, all, TOKEN_FEN) != end;
    if (start == end)
        return fail(parser, MONEY_NO_AMOUNT, place(parser, start));
    if (yuan == end && coins)
        return read_coins(parser, start, end);
    if (yuan == start)
        return fail(parser, MONEY_NO_DIGIT, place(parser, start));
    all.end = yuan;
    size_t scale = yuan - 1;
    enum money_code code;
    if (parser->token[scale].kind == TOKEN_SCALE) {
        struct decimal number;
        code = read_arabic(parser, start, scale, &number);
        if (code == MONEY_OK && number.end != scale)
            code = fail(parser, MONEY_STRAY, place(parser, number.end));
        if (code == MONEY_OK)
            code = add(parser, number, 2 + parser->token[scale].value, place(parser, start));
    } else {
        code = read_number(parser, all);
    }
    if (code != MONEY_OK || yuan == end)
        return code;
    return read_coins(parser, yuan + 1, end);
}

enum money_code money_parse(const char *text, size_t bytes, int64_t *fen, size_t *at)
{
    struct parser parser = {.limit = INT64_MAX};
    size_t i = 0;
    int sign = 0, currency = 0, whole = 0;
    enum money_code code = tokenise(&parser, text, bytes);
    *at = parser.at;
    if (code != MONEY_OK)
        return code;
    for (; i < parser.count; i++) {
        uint8_t kind = parser.token[i].kind;
        if ((kind == TOKEN_MINUS || kind == TOKEN_PLUS) && sign == 0) {
            sign = kind == TOKEN_MINUS ? -1 : 1;
        } else if (kind == TOKEN_CURRENCY && currency == 0) {
            currency = 1;
        } else {
            break;
        }
    }
    size_t end = parser.count;
    if (end > i && parser.token[end - 1].kind == TOKEN_CURRENCY && currency == 0)
        end--;
    if (end > i && parser.token[end - 1].kind == TOKEN_WHOLE)
        whole = 1;
    if (sign < 0)
        parser.limit++;
    code = read_amount(&parser, i, end - (size_t)whole);
    *at = parser.at;
    if (code != MONEY_OK)
        return code;
    *fen = sign < 0 ? (int64_t)(0 - parser.fen) : (int64_t)parser.fen;
    return MONEY_OK;
}

const char *money_reason(enum money_code code)
{
    static const char *const reason[] = {
        [MONEY_OK] = "ok",
        [MONEY_NO_AMOUNT] = "no amount",
        [MONEY_STRAY] = "nothing of an amount may stand here",
        [MONEY_LONG] = "longer than 100 characters",
        [MONEY_GROUPING] = "a comma must separate groups of three digits",
        [MONEY_NO_DIGIT] = "a digit is missing",
        [MONEY_AMBIGUOUS] = "the last digit needs its unit, or a zero before it",
        [MONEY_UNIT_ORDER] = "units must descend, each part smaller than the unit before it",
        [MONEY_FRACTION] = "only the last part may have a decimal fraction",
        [MONEY_SUB_FEN] = "finer than a fen",
        [MONEY_OVERFLOW] = "beyond 92233720368547758.07 yuan",
    };
    return reason[code];
}
