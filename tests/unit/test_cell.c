/* Readers of cells: every form of date and quantity, what is none, and names made comparable. */
#include <string.h>

#include "ext/core/answer.h"
#include "ext/core/cell.h"
#include "ext/core/day.h"
#include "ext/core/office_date.h"
#include "ext/core/quantity.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct date_case {
    const char *text;
    enum office_date_code code;
    const char *day; /* DAY and LOCAL */
    int32_t second;
} date_case[] = {
    {"2020-2-5", OFFICE_DATE_DAY, "2020-02-05", 0},
    {"２０２０．２．５", OFFICE_DATE_DAY, "2020-02-05", 0},
    {"2月5日", OFFICE_DATE_DAY, "2020-02-05", 0},
    {"二〇二〇年十二月三十一日", OFFICE_DATE_DAY, "2020-12-31", 0},
    {"43866", OFFICE_DATE_DAY, "2020-02-05", 0},
    {"20000", OFFICE_DATE_DAY, "1954-10-03", 0},
    {"80000", OFFICE_DATE_DAY, "2119-01-11", 0},
    {"43866.5", OFFICE_DATE_LOCAL, "2020-02-05", 43200},
    {"2020-02-05 8:05:09", OFFICE_DATE_LOCAL, "2020-02-05", 29109},
    {"2020年2月5日晚上11点半", OFFICE_DATE_LOCAL, "2020-02-05", 84600},
    {"2020-02-05 24:00", OFFICE_DATE_LOCAL, "2020-02-06", 0},
    {"9999-12-31 24:00", OFFICE_DATE_NONE, NULL, 0},
    {"0001-01-01T00:00+00:01", OFFICE_DATE_NONE, NULL, 0},
    {"2020-02-05T00:00:00Z", OFFICE_DATE_INSTANT, NULL, 0},
    {"19999", OFFICE_DATE_UNREADABLE, NULL, 0},
    {"80001", OFFICE_DATE_UNREADABLE, NULL, 0},
    {"02/03/2020", OFFICE_DATE_AMBIGUOUS, NULL, 0},
    {"2020-02-30", OFFICE_DATE_NONE, NULL, 0},
    {"2020-02-05 周二", OFFICE_DATE_WEEKDAY, NULL, 0},
    {"  ", OFFICE_DATE_EMPTY, NULL, 0},
    {"2020-02-05 \xFF", OFFICE_DATE_UNREADABLE, NULL, 0},
};

START_TEST(reads_dates)
{
    const struct date_case *c = &date_case[_i];
    struct office_date date = {0};
    char day[DAY_TEXT_LENGTH + 1];
    ck_assert_int_eq(office_date_read(c->text, strlen(c->text), 2020, &date), c->code);
    if (!c->day)
        return;
    day_format(date.day, day);
    ck_assert_str_eq(day, c->day);
    ck_assert_int_eq(date.second, c->second);
}
END_TEST

/* Nothing is read past the length given, and a prefix of a text is read like any other text. */
START_TEST(reads_prefixes)
{
    struct office_date date;
    struct quantity quantity;
    for (size_t i = 0; i < COUNT(date_case); i++) {
        for (size_t length = 0; length <= strlen(date_case[i].text); length++) {
            char *copy = malloc(length + 1);
            memcpy(copy, date_case[i].text, length);
            ck_assert(office_date_read(copy, length, 0, &date) <= OFFICE_DATE_WEEKDAY);
            ck_assert(quantity_read(copy, length, &quantity) <= QUANTITY_OVERFLOW);
            free(copy);
        }
    }
}
END_TEST

START_TEST(needs_a_year)
{
    struct office_date date;
    ck_assert_int_eq(office_date_read("2月5日", strlen("2月5日"), 0, &date), OFFICE_DATE_YEARLESS);
    ck_assert_int_eq(office_date_read("2月29日", strlen("2月29日"), 2019, &date), OFFICE_DATE_NONE);
}
END_TEST

static const struct quantity_case {
    const char *text;
    enum quantity_code code;
    int64_t milli;
    enum quantity_bound bound;
    const char *unit;
} quantity_case[] = {
    {"1000余只", QUANTITY_OK, 1000000, QUANTITY_AT_LEAST, "只"},
    {"约 500 吨", QUANTITY_OK, 500000, QUANTITY_ABOUT, "吨"},
    {"不超过三百二十人", QUANTITY_OK, 320000, QUANTITY_AT_MOST, "人"},
    {"一万零五百", QUANTITY_OK, 10500000, QUANTITY_EXACT, ""},
    {"1万亿", QUANTITY_OK, INT64_C(1000000000000000), QUANTITY_EXACT, ""},
    {"1000万亿", QUANTITY_OVERFLOW, 0, QUANTITY_EXACT, ""},
    {"99999999999999999999", QUANTITY_OVERFLOW, 0, QUANTITY_EXACT, ""},
    {"5 KG", QUANTITY_OK, 5000, QUANTITY_EXACT, "KG"},
    {"500-800吨", QUANTITY_RANGE, 0, QUANTITY_EXACT, ""},
    {"0.0005", QUANTITY_FINE, 0, QUANTITY_EXACT, ""},
    {"若干", QUANTITY_UNREADABLE, 0, QUANTITY_EXACT, ""},
    {"", QUANTITY_EMPTY, 0, QUANTITY_EXACT, ""},
};

START_TEST(reads_quantities)
{
    const struct quantity_case *c = &quantity_case[_i];
    struct quantity quantity;
    ck_assert_int_eq(quantity_read(c->text, strlen(c->text), &quantity), c->code);
    if (c->code != QUANTITY_OK)
        return;
    ck_assert_int_eq(quantity.milli, c->milli);
    ck_assert_int_eq(quantity.bound, c->bound);
    ck_assert_uint_eq(quantity.unit_bytes, strlen(c->unit));
    ck_assert(memcmp(c->text + quantity.unit, c->unit, quantity.unit_bytes) == 0);
}
END_TEST

/* A cell of CELL_MOST characters is read, with blanks round it too; a longer one, a NUL and bad bytes are not. */
START_TEST(bounds_cells)
{
    char text[CELL_MOST + 8];
    struct cell cell;
    memset(text, '7', sizeof text);
    ck_assert(cell_read(text, CELL_MOST, &cell) && cell.count == CELL_MOST && cell.at[cell.count] == CELL_MOST);
    ck_assert(!cell_read(text, CELL_MOST + 1, &cell));
    memset(text + CELL_MOST, ' ', 8);
    ck_assert(cell_read(text, sizeof text, &cell) && cell.count == CELL_MOST);
    ck_assert(!cell_read("a\0b", 3, &cell));
    ck_assert(!cell_read("\xC3", 1, &cell));
    ck_assert(cell_read("\xE3\x80\x80\xEF\xBB\xBF ", 7, &cell) && cell.count == 0);
}
END_TEST

START_TEST(compares_names)
{
    static const char *const name[] = {"德力（芜湖）有限公司", " 德力芜湖 有限责任公司", "「德力」·芜湖股份有限公司",
                                       "德力芜湖"};
    for (size_t i = 0; i < COUNT(name); i++) {
        char key[ANSWER_NAME_ROOM(64)];
        size_t length = answer_name_key(name[i], strlen(name[i]), key);
        ck_assert_uint_eq(length, strlen("德力芜湖"));
        ck_assert(memcmp(key, "德力芜湖", length) == 0);
    }
    ck_assert_int_eq(answer_yes_no("是", 3), 1);
    ck_assert_int_eq(answer_yes_no("maybe", 5), -1);
    ck_assert_int_eq(answer_rating("五星", strlen("五星")), 5);
    ck_assert_int_eq(answer_rating("五十", strlen("五十")), 0);
    ck_assert_int_eq(answer_satisfied("不满意", strlen("不满意")), 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("cell");
    TCase *tests = tcase_create("cell");
    tcase_add_loop_test(tests, reads_dates, 0, COUNT(date_case));
    tcase_add_test(tests, reads_prefixes);
    tcase_add_test(tests, needs_a_year);
    tcase_add_loop_test(tests, reads_quantities, 0, COUNT(quantity_case));
    tcase_add_test(tests, bounds_cells);
    tcase_add_test(tests, compares_names);
    suite_add_tcase(suite, tests);
    return suite;
}
