/* The table of parameters and the checks of their values. */
#include "param.h"

#include <string.h>

#include "ext/core/code.h"
#include "ext/core/day.h"
#include "ext/core/instant.h"

static const char *const param_states[] = {
    "open", "overdue", "not_due", "without_deadline", "awaiting", "solved", "solved_on_time", "solved_late",
    "solved_without_deadline", "closed_unsolved", "withdrawn", "confirmed", "due_met", "closed_on_time", "extended",
    "escalated", NULL,
};
static const char *const param_dispositions[] = {
    "valid", "duplicate", "out_of_scope", "incomplete", "consultation", "superseded", "untriaged", "not_valid", NULL,
};
static const char *const param_contacts[] = {"contacted", "valid", "without_valid", "none", NULL};
static const char *const param_events[] = {
    "dispatched", "solved", "returned", "closed_unsolved", "withdrawn", "reopened", NULL,
};
static const char *const param_stages[] = {
    "applied", "credit_granted", "approved", "disbursed", "declared", "paid", NULL, /* a route narrows them */
};
static const char *const param_ages[] = {"d0", "d2", "d4", "d7", "d15", "d30", NULL};
static const char *const param_marks[] = {
    "dispatched", "returned", "limit", "answered", "closed", "reopened", "rated", "satisfied", NULL,
};
static const char *const param_phases[] = {"awaiting", "dispatched", "accepted", "paused", NULL};
static const char *const param_returns[] = {"once", "pingpong", NULL};
static const char *const param_results[] = {"faulty", "corrected", "good", "unchecked", NULL};
static const char *const param_langs[] = {"zh", "en", NULL};

static size_t param_span(const char *s, bool (*accepts)(char))
{
    size_t n = 0;

    while (s[n] && accepts(s[n]))
        n++;
    return n;
}

static bool param_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool param_is_code(const char *value)
{
    return code_valid(value, strlen(value));
}

bool param_is_number(const char *value)
{
    size_t n = param_span(value, param_digit);

    return n >= 1 && n <= 9 && value[n] == '\0' && value[0] != '0';
}

/* Any clean text: the request's decoding has refused what is not. */
static bool param_is_text(const char *value)
{
    return strlen(value) <= 512;
}

/* Words of a search, any clean text that leaves its work bounded. */
static bool param_is_words(const char *value)
{
    return strlen(value) <= 200;
}

/* A date or an instant, read by the very functions by which set_moment() will read it, of the years 1900 to 2999: a page
 * counts from the days of the period round the moment, which must exist too. */
static bool param_is_moment(const char *value)
{
    size_t n = strlen(value);
    int32_t day;
    int64_t instant;

    if (strcmp(value, "1900") < 0 || strcmp(value, "3000") >= 0)
        return false;
    return day_parse(value, n, &day) || instant_parse(value, n, &instant);
}

#define PARAM_MOMENT_ZH "日期 YYYY-MM-DD 或时刻 YYYY-MM-DDTHH:MM:SSZ，1900 至 2999 年"
#define PARAM_MOMENT_EN "a date YYYY-MM-DD or an instant YYYY-MM-DDTHH:MM:SSZ, of the years 1900 to 2999"
#define PARAM_CODE_ZH "代码：字母、数字、- 或 _，最多 64 个"
#define PARAM_CODE_EN "a code of at most 64 letters, digits, - or _"

static const struct {
    const char *name;
    bool integer, checked;
    bool (*valid)(const char *);
    const char *const *words;
    const char *expected[LANG_COUNT];
} param_table[PARAM_COUNT] = {
    [PARAM_UNIT] = {"unit", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_CATEGORY] = {"category", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_STATE] = {"state", .words = param_states, .expected = {
        "open、overdue、not_due、without_deadline、awaiting、solved、solved_on_time、solved_late、solved_without_deadline、"
        "closed_unsolved、withdrawn、confirmed、due_met、closed_on_time 或 extended；台账为 overdue、not_due、without_deadline 或 awaiting；"
        "共性问题为 open、solved 或 escalated",
        "open, overdue, not_due, without_deadline, awaiting, solved, solved_on_time, solved_late, "
        "solved_without_deadline, closed_unsolved, withdrawn, confirmed, due_met, closed_on_time or extended; on the "
        "ledger overdue, not_due, without_deadline or awaiting; of a common problem open, solved or escalated"}},
    [PARAM_DISPOSITION] = {"disposition", .words = param_dispositions, .expected = {
        "valid、duplicate、out_of_scope、incomplete、consultation、superseded、untriaged 或 not_valid",
        "valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged or not_valid"}},
    [PARAM_PERIOD] = {"period", true, true, param_is_number, NULL, {"报送期序号，从 1 起", "a period's number, from 1"}},
    [PARAM_ENTERPRISE] = {"enterprise", false, false, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_CONTACT] = {"contact", .words = param_contacts, .expected = {
        "contacted、valid、without_valid 或 none", "contacted, valid, without_valid or none"}},
    [PARAM_EVENT] = {"event", .words = param_events, .expected = {
        "dispatched、solved、returned、closed_unsolved、withdrawn 或 reopened",
        "dispatched, solved, returned, closed_unsolved, withdrawn or reopened"}},
    [PARAM_STAGE] = {"stage", .words = param_stages, .expected = {
        "贷款为 applied、credit_granted、approved 或 disbursed；资金为 declared、approved 或 paid",
        "of loans applied, credit_granted, approved or disbursed; of subsidies declared, approved or paid"}},
    [PARAM_BANK] = {"bank", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_POLICY] = {"policy", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_CLAUSE] = {"clause", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_AGE] = {"age", .words = param_ages, .expected = {
        "d0、d2、d4、d7、d15 或 d30：自该天数起", "d0, d2, d4, d7, d15 or d30: from so many days"}},
    [PARAM_MARK] = {"mark", .words = param_marks, .expected = {
        "dispatched、returned、limit、answered、closed、reopened、rated 或 satisfied",
        "dispatched, returned, limit, answered, closed, reopened, rated or satisfied"}},
    [PARAM_GRID] = {"grid", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_Q] = {"q", false, false, param_is_words, NULL, {"要查找的词，最多 200 字节", "words to look for, at most 200 bytes"}},
    [PARAM_PHASE] = {"phase", .words = param_phases, .expected = {
        "awaiting、dispatched、accepted 或 paused", "awaiting, dispatched, accepted or paused"}},
    [PARAM_RETURNED] = {"returned", .words = param_returns, .expected = {
        "once（退回过）或 pingpong（推诿）", "once (at least) or pingpong"}},
    [PARAM_LEVEL] = {"level", false, true, param_is_code, NULL, {PARAM_CODE_ZH, PARAM_CODE_EN}},
    [PARAM_RESULT] = {"result", .words = param_results, .expected = {
        "faulty（待更正）、corrected（已更正）、good（无错误）或 unchecked（尚未核对）", "faulty, corrected, good or unchecked"}},
    [PARAM_AS_OF] = {"as_of", false, false, param_is_moment, NULL, {PARAM_MOMENT_ZH, PARAM_MOMENT_EN}},
    [PARAM_KNOWN_AT] = {"known_at", false, false, param_is_moment, NULL, {PARAM_MOMENT_ZH, PARAM_MOMENT_EN}},
    [PARAM_LANG] = {"lang", .words = param_langs, .expected = {"zh 或 en", "zh or en"}},
    [PARAM_AFTER] = {"after", false, false, param_is_text, NULL, {
        "上一页给出的续页标记", "the mark that the page before gave"}},
};

const char *param_name(enum param p)
{
    return param_table[p].name;
}

enum param param_find(const char *name, size_t n)
{
    int p = 0;

    while (p < PARAM_COUNT && (strlen(param_table[p].name) != n || memcmp(param_table[p].name, name, n) != 0))
        p++;
    return (enum param)p;
}

bool param_is_integer(enum param p)
{
    return param_table[p].integer;
}

bool param_is_checked(enum param p)
{
    return param_table[p].checked;
}

bool param_word(const char *const *words, const char *value)
{
    while (*words && strcmp(*words, value) != 0)
        words++;
    return *words != NULL;
}

bool param_valid(enum param p, const char *value)
{
    return param_table[p].words ? param_word(param_table[p].words, value) : param_table[p].valid(value);
}

const char *param_expected(enum param p, enum lang lang)
{
    return param_table[p].expected[lang];
}
