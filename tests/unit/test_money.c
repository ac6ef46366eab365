/* Amounts of money: what is read and what is refused, what is written, and that the two agree on random amounts. */
#include <stdlib.h>
#include <string.h>

#include "ext/core/money.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *text;
    int64_t fen;
} accepted[] = {
    {"18.46亿元", 184600000000},
    {"1.67亿元", 16700000000},
    {"3000万元", 3000000000},
    {"7593.44万元", 7593440000},
    {"7593.44万", 7593440000},
    {"3000万", 3000000000},
    {"¥1,234.50", 123450},
    {"￥1234.50", 123450},
    {"1234.5", 123450},
    {"1.5亿", 15000000000},
    {"1.13亿", 11300000000},
    {"2.01万", 2010000},
    {"4.02万", 4020000},
    {"0.29亿", 2900000000},
    {"126.82亿元", 1268200000000},
    {"0", 0},
    {"0.00", 0},
    {"-0", 0},
    {"零元", 0},
    {"零元整", 0},
    {"0.01", 1},
    {"0.10", 10},
    {"007", 700},
    {"12.340000000000000000000000000000000", 1234},
    /* widths and scripts */
    {"１８．４６亿元", 184600000000},
    {"１，２３４．５０", 123450},
    {"18.46億圓", 184600000000},
    {"　3000 万 元 ", 3000000000},
    {"貳仟參佰萬元整", 2300000000},
    {"ＣＮＹ 5", 500},
    {"－5元", -500},
    {"−5元", -500},
    /* Chinese numerals */
    {"壹佰万元整", 100000000},
    {"人民币壹佰贰拾叁元肆角伍分", 12345},
    {"三千万元", 3000000000},
    {"两亿", 20000000000},
    {"十五元", 1500},
    {"十万", 10000000},
    {"一百一十万", 110000000},
    {"一百十五", 11500},
    {"一百零五元", 10500},
    {"一万零五百", 1050000},
    {"一万五百", 1050000},
    {"一万零五", 1000500},
    {"一亿零五万", 10000000000 + 5000000},
    {"一亿五万", 10000000000 + 5000000},
    {"壹亿零壹仟元整", 10000100000},
    {"壹仟零壹拾元", 101000},
    {"一点五亿", 15000000000},
    {"三点二五万元", 3250000},
    {"一点五百万", 150000000},
    {"零点五元", 50},
    {"两千五百万", 2500000000},
    {"一千二百三十四万五千六百七十八元九角一分", 1234567891},
    {"伍角", 50},
    {"柒分", 7},
    {"伍角柒分", 57},
    {"3元5角", 350},
    {"3元零5分", 305},
    {"叁元伍角整", 350},
    {"3元0角5分", 305},
    {"壹拾万零柒仟元伍角叁分", 10700053},
    {"壹拾万柒仟元零伍角叁分", 10700053},
    {"壹仟陆佰捌拾元叁角贰分", 168032},
    /* composites and compound units */
    {"3亿2000万元", 32000000000},
    {"3亿2000.5万元", 32000500000},
    {"3亿500万", 30500000000},
    {"2万5000", 2500000},
    {"1万500元", 1050000},
    {"3千5百万", 3500000000},
    {"5千万", 5000000000},
    {"3百万元", 300000000},
    {"2千元", 200000},
    {"1.5千万", 1500000000},
    {"1.2万亿元", 120000000000000},
    {"1万2000亿", 120000000000000},
    {"三万亿", 300000000000000},
    {"3亿2000万5000元", 32000500000},
    {"10亿20万", 100020000000},
    {"一亿亿", 1000000000000000000},
    /* signs, currencies, English */
    {"-18.46亿元", -184600000000},
    {"负三千万元", -3000000000},
    {"¥-5", -500},
    {"-¥5", -500},
    {"+5", 500},
    {"人民币负壹元整", -100},
    {"RMB 30", 3000},
    {"30万元人民币", 30000000},
    {"30 CNY", 3000},
    {"cny 75.9344 million", 7593440000},
    {"75.9344 million yuan", 7593440000},
    {"1.2 trillion", 120000000000000},
    {"CNY 75,934.4 thousand", 7593440000},
    /* limits */
    {"92233720368547758.07", INT64_MAX},
    {"-92233720368547758.08", INT64_MIN},
    {"玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分", INT64_MAX},
};

START_TEST(reads)
{
    int64_t fen = 7;
    size_t at;
    const char *text = accepted[_i].text;
    enum money_code code = money_parse(text, strlen(text), &fen, &at);
    ck_assert_msg(code == MONEY_OK, "%s: %s at %zu", text, money_reason(code), at);
    ck_assert_msg(fen == accepted[_i].fen, "%s: %lld", text, (long long)fen);
}
END_TEST

static const struct {
    const char *text;
    enum money_code code;
    size_t at;
} refused[] = {
    {"", MONEY_NO_AMOUNT, 1},
    {"  ", MONEY_NO_AMOUNT, 1},
    {"-", MONEY_NO_AMOUNT, 2},
    {"¥", MONEY_NO_AMOUNT, 2},
    {"整", MONEY_NO_AMOUNT, 1},
    {"元", MONEY_NO_DIGIT, 1},
    {"万", MONEY_NO_DIGIT, 1},
    {"亿元", MONEY_NO_DIGIT, 1},
    {"百万", MONEY_NO_DIGIT, 1},
    {"abc", MONEY_STRAY, 1},
    {"约3000万", MONEY_STRAY, 1},
    {"3000余万元", MONEY_STRAY, 5},
    {"12%", MONEY_STRAY, 3},
    {"1e5", MONEY_STRAY, 2},
    {"0x10", MONEY_STRAY, 2},
    {"$5", MONEY_STRAY, 1},
    {"--5", MONEY_STRAY, 2},
    {"¥¥5", MONEY_STRAY, 2},
    {"5-", MONEY_STRAY, 2},
    {"1 000", MONEY_STRAY, 3},
    {"1. 5", MONEY_STRAY, 4},
    {"3元5元", MONEY_STRAY, 2},
    {"元5", MONEY_NO_DIGIT, 1},
    {"二〇二〇元", MONEY_STRAY, 2},
    {"一二三元", MONEY_STRAY, 2},
    {"一千零五百", MONEY_STRAY, 3},
    {"一百零元", MONEY_STRAY, 3},
    {"零五元", MONEY_STRAY, 1},
    {"一百零零五", MONEY_STRAY, 4},
    {"12角", MONEY_STRAY, 1},
    {"三百五角", MONEY_STRAY, 1},
    {"5分3角", MONEY_STRAY, 3},
    {"1,23元", MONEY_GROUPING, 2},
    {"1,2345", MONEY_GROUPING, 2},
    {"1234,567", MONEY_GROUPING, 5},
    {",123", MONEY_NO_DIGIT, 1},
    {"1,,234", MONEY_GROUPING, 3},
    {"1,234,56", MONEY_GROUPING, 6},
    {"1,234.5,6", MONEY_GROUPING, 8},
    {"1,", MONEY_GROUPING, 2},
    {"1，23", MONEY_GROUPING, 2},
    {".5", MONEY_NO_DIGIT, 1},
    {"5.", MONEY_NO_DIGIT, 3},
    {"5.万", MONEY_NO_DIGIT, 3},
    {"1.2.3", MONEY_STRAY, 4},
    {"三万五", MONEY_AMBIGUOUS, 3},
    {"3万5", MONEY_AMBIGUOUS, 3},
    {"一百五", MONEY_AMBIGUOUS, 3},
    {"三百五万", MONEY_AMBIGUOUS, 3},
    {"1亿5", MONEY_AMBIGUOUS, 3},
    {"三元五", MONEY_AMBIGUOUS, 3},
    {"3万20000", MONEY_UNIT_ORDER, 3},
    {"3亿20000万", MONEY_UNIT_ORDER, 3},
    {"三百二千", MONEY_UNIT_ORDER, 3},
    {"2000万30亿", MONEY_UNIT_ORDER, 6},
    {"3万万", MONEY_UNIT_ORDER, 2},
    {"三千百", MONEY_NO_DIGIT, 3},
    {"3亿2000万亿", MONEY_UNIT_ORDER, 8},
    {"十十", MONEY_UNIT_ORDER, 2},
    {"1.5亿2000万", MONEY_FRACTION, 4},
    {"1.5元5角", MONEY_FRACTION, 5},
    {"一点五亿三千万", MONEY_FRACTION, 2},
    {"0.001", MONEY_SUB_FEN, 1},
    {"1.234元", MONEY_SUB_FEN, 1},
    {"1.2345678万", MONEY_SUB_FEN, 1},
    {"0.0000000000000000000000000000000000000001亿", MONEY_SUB_FEN, 1},
    {"1.23456789012345678901234567亿", MONEY_SUB_FEN, 1},
    {"92233720368547758.08", MONEY_OVERFLOW, 1},
    {"-92233720368547758.09", MONEY_OVERFLOW, 2},
    {"100000万亿", MONEY_OVERFLOW, 1},
    {"99999999999999999999999999", MONEY_OVERFLOW, 1},
    {"92233720368547758元9角", MONEY_OVERFLOW, 19},
    {"18446744073709551616", MONEY_OVERFLOW, 1},
    {"一亿亿亿", MONEY_OVERFLOW, 1},
    {"5 million 3", MONEY_STRAY, 3},
    {"million", MONEY_NO_DIGIT, 1},
    {"三 million", MONEY_NO_DIGIT, 1},
};

START_TEST(refuses)
{
    int64_t fen = 7;
    size_t at = 0;
    const char *text = refused[_i].text;
    enum money_code code = money_parse(text, strlen(text), &fen, &at);
    ck_assert_msg(code == refused[_i].code, "%s: %s", text, money_reason(code));
    ck_assert_msg(at == refused[_i].at, "%s: at %zu", text, at);
    ck_assert_int_eq(fen, 7);
}
END_TEST

START_TEST(refuses_long_and_broken_text)
{
    char text[120];
    int64_t fen;
    size_t at;
    memset(text, '0', sizeof text);
    ck_assert_int_eq(money_parse(text, MONEY_INPUT_MAX, &fen, &at), MONEY_OK);
    ck_assert_int_eq(money_parse(text, MONEY_INPUT_MAX + 1, &fen, &at), MONEY_LONG);
    ck_assert_int_eq(money_parse("5\0"
                                 "6",
                                 3, &fen, &at),
                     MONEY_STRAY);
    ck_assert_uint_eq(at, 2);
    ck_assert_int_eq(money_parse("5\xE4\xB8", 3, &fen, &at), MONEY_STRAY);
    ck_assert_int_eq(money_parse("\xFF", 1, &fen, &at), MONEY_STRAY);
}
END_TEST

static const struct {
    int64_t fen;
    enum money_unit unit;
    enum money_language language;
    const char *text;
} written[] = {
    {123450, MONEY_YUAN, MONEY_CHINESE, "1,234.50元"},
    {300000, MONEY_YUAN, MONEY_CHINESE, "3,000元"},
    {0, MONEY_YUAN, MONEY_CHINESE, "0元"},
    {0, MONEY_AUTO, MONEY_CHINESE, "0元"},
    {0, MONEY_YI, MONEY_CHINESE, "0亿元"},
    {5, MONEY_YUAN, MONEY_CHINESE, "0.05元"},
    {5, MONEY_WAN, MONEY_CHINESE, "0.000005万元"},
    {5, MONEY_YI, MONEY_CHINESE, "0.0000000005亿元"},
    {7593440000, MONEY_WAN, MONEY_CHINESE, "7593.44万元"},
    {7593440000, MONEY_AUTO, MONEY_CHINESE, "7593.44万元"},
    {184600000000, MONEY_AUTO, MONEY_CHINESE, "18.46亿元"},
    {3000000000, MONEY_AUTO, MONEY_CHINESE, "3000万元"},
    {1000000, MONEY_AUTO, MONEY_CHINESE, "1万元"},
    {999999, MONEY_AUTO, MONEY_CHINESE, "9,999.99元"},
    {10000000000, MONEY_AUTO, MONEY_CHINESE, "1亿元"},
    {9999999999, MONEY_AUTO, MONEY_CHINESE, "9999.999999万元"},
    {-16700000000, MONEY_AUTO, MONEY_CHINESE, "-1.67亿元"},
    {-5, MONEY_YUAN, MONEY_CHINESE, "-0.05元"},
    {INT64_MIN, MONEY_YUAN, MONEY_CHINESE, "-92,233,720,368,547,758.08元"},
    {INT64_MAX, MONEY_YI, MONEY_CHINESE, "922337203.6854775807亿元"},
    {7593440000, MONEY_AUTO, MONEY_ENGLISH, "CNY 75.9344 million"},
    {7593440000, MONEY_YUAN, MONEY_ENGLISH, "CNY 75,934,400"},
    {7593440000, MONEY_WAN, MONEY_ENGLISH, "CNY 75,934.4 thousand"},
    {184600000000, MONEY_YI, MONEY_ENGLISH, "CNY 1,846 million"},
    {184600000000, MONEY_AUTO, MONEY_ENGLISH, "CNY 1.846 billion"},
    {123450, MONEY_AUTO, MONEY_ENGLISH, "CNY 1,234.50"},
    {-123450, MONEY_YUAN, MONEY_ENGLISH, "-CNY 1,234.50"},
    {INT64_MIN, MONEY_AUTO, MONEY_ENGLISH, "-CNY 92,233,720.36854775808 billion"},
};

START_TEST(writes)
{
    char text[MONEY_TEXT_SIZE];
    money_text(written[_i].fen, written[_i].unit, written[_i].language, text);
    ck_assert_str_eq(text, written[_i].text);
}
END_TEST

static const struct {
    int64_t fen;
    const char *text;
} capitals[] = {
    {0, "零元整"},
    {1, "壹分"},
    {10, "壹角整"},
    {11, "壹角壹分"},
    {100, "壹元整"},
    {101, "壹元零壹分"},
    {110, "壹元壹角整"},
    {1000, "壹拾元整"},
    {1010, "壹拾元零壹角整"},
    {12345, "壹佰贰拾叁元肆角伍分"},
    {100000000, "壹佰万元整"},
    {-100, "负壹元整"},
    /* the examples of the People's Bank's rules for filling in bills, their first forms */
    {140950, "壹仟肆佰零玖元伍角整"},
    {600714, "陆仟零柒元壹角肆分"},
    {168032, "壹仟陆佰捌拾元零叁角贰分"},
    {10700053, "壹拾万柒仟元零伍角叁分"},
    {1640902, "壹万陆仟肆佰零玖元零贰分"},
    {32504, "叁佰贰拾伍元零肆分"},
    {10000100000, "壹亿零壹仟元整"},
    {10001000000, "壹亿零壹万元整"},
    {100000000100, "壹拾亿零壹元整"},
    {1000000000000, "壹佰亿元整"},
    {100000000000000, "壹万亿元整"},
    {1000005000, "壹仟万零伍拾元整"},
    {INT64_MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"},
    {INT64_MIN, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"},
};

START_TEST(writes_capitals)
{
    char text[MONEY_UPPER_SIZE];
    money_upper(capitals[_i].fen, text);
    ck_assert_str_eq(text, capitals[_i].text);
}
END_TEST

/* SplitMix64: the same numbers on every machine. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Any size of amount, any sign, often with zeros inside. */
static int64_t random_fen(uint64_t *state)
{
    uint64_t bits = next_random(state);
    int64_t fen = (int64_t)(next_random(state) >> (bits & 63));
    for (uint64_t i = bits >> 6 & 7; i > 0; i--) {
        int64_t power = 1;
        for (uint64_t j = next_random(state) % 17; j > 0; j--) power *= 10;
        fen -= fen / power % 10 * power;
    }
    return bits >> 63 ? fen : (int64_t)(0 - (uint64_t)fen);
}

static void check_round_trip(int64_t fen)
{
    char text[MONEY_UPPER_SIZE];
    size_t at;
    for (int form = 0; form < 9; form++) {
        int64_t back = 0;
        if (form < 8) {
            money_text(fen, (enum money_unit)(form % 4), (enum money_language)(form / 4), text);
        } else {
            money_upper(fen, text);
        }
        enum money_code code = money_parse(text, strlen(text), &back, &at);
        ck_assert_msg(code == MONEY_OK && back == fen, "%lld: %s: %s", (long long)fen, text, money_reason(code));
    }
}

START_TEST(reads_what_it_writes)
{
    static const int64_t edge[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, -1, 0, 1};
    uint64_t state = 20200225;
    int64_t power = 1;
    for (size_t i = 0; i < COUNT(edge); i++) check_round_trip(edge[i]);
    for (int i = 0; i < 18; i++, power *= 10) {
        for (int64_t d = -1; d <= 1; d++) check_round_trip(power + d);
    }
    for (int i = 0; i < unit_rounds(100000); i++) check_round_trip(random_fen(&state));
}
END_TEST

/* Random strings of the tokens: no crash, and what is accepted is stable under writing and reading. */
START_TEST(survives_anything)
{
    static const char *const piece[] = {"0",  "1",  "5",       ",",        ".",    "零", "三", "十", "百",
                                        "千", "万", "亿",      "点",       "元",   "角", "分", "整", "-",
                                        "¥",  " ",  "million", "\xE4\xB8", "\xFF", "二", "000"};
    uint64_t state = 1;
    int ok = 0;
    for (int i = 0; i < unit_rounds(100000); i++) {
        char text[128] = "";
        int64_t fen;
        size_t at;
        for (uint64_t n = next_random(&state) % 9; n > 0; n--) strcat(text, piece[next_random(&state) % COUNT(piece)]);
        if (money_parse(text, strlen(text), &fen, &at) != MONEY_OK) {
            ck_assert_uint_ge(at, 1);
            continue;
        }
        ok++;
        check_round_trip(fen);
    }
    ck_assert_int_gt(ok, unit_rounds(100000) / 20);
}
END_TEST

START_TEST(names_units)
{
    enum money_unit unit;
    ck_assert(money_unit_named("万元", strlen("万元"), &unit) && unit == MONEY_WAN);
    ck_assert(money_unit_named("auto", 4, &unit) && unit == MONEY_AUTO);
    ck_assert(!money_unit_named("万", strlen("万"), &unit));
    ck_assert(!money_unit_named("", 0, &unit));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("money");
    TCase *cases = tcase_create("money");
    tcase_add_loop_test(cases, reads, 0, (int)COUNT(accepted));
    tcase_add_loop_test(cases, refuses, 0, (int)COUNT(refused));
    tcase_add_test(cases, refuses_long_and_broken_text);
    tcase_add_loop_test(cases, writes, 0, (int)COUNT(written));
    tcase_add_loop_test(cases, writes_capitals, 0, (int)COUNT(capitals));
    tcase_add_test(cases, reads_what_it_writes);
    tcase_add_test(cases, survives_anything);
    tcase_add_test(cases, names_units);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return suite;
}
