/*
 * Resolved clauses, found by three small tables of words.
 *
 * Most texts have no adversative, so the first pass looks for its rare first characters only. Every clause is looked
 * at a constant number of times, and every place in it against each table: linear, whatever the text.
 */
#include "clause.h"

#include <string.h>
#include <uchar.h>

/* A word in folded code points. */
struct word {
    const char32_t *text;
    size_t length;
};
#define WORD(literal)                                   \
    {                                                   \
        literal, sizeof(literal) / sizeof(char32_t) - 1 \
    }

/* Longest first where one begins another. */
static const struct word adversatives[] = {WORD(U"但是"), WORD(U"可是"), WORD(U"然而"),   WORD(U"不过"),
                                           WORD(U"但"),   WORD(U"but"),  WORD(U"however")};

/* What says alone that a thing is settled. */
static const struct word settled_words[] = {
    WORD(U"回来了"),   WORD(U"到位了"),   WORD(U"到岗了"),        WORD(U"到齐了"),       WORD(U"返岗了"),
    WORD(U"解决了"),   WORD(U"得到解决"), WORD(U"已解决"),        WORD(U"已到位"),       WORD(U"已到账"),
    WORD(U"已到岗"),   WORD(U"已返岗"),   WORD(U"够了"),          WORD(U"够用"),         WORD(U"足够"),
    WORD(U"充足"),     WORD(U"充裕"),     WORD(U"不缺"),          WORD(U"不愁"),         WORD(U"没问题"),
    WORD(U"没有问题"), WORD(U"不成问题"), WORD(U"不是问题"),      WORD(U"有了"),         WORD(U"拿到了"),
    WORD(U"收到了"),   WORD(U"买到了"),   WORD(U"办好了"),        WORD(U"办下来了"),     WORD(U"恢复了"),
    WORD(U"are back"), WORD(U"is back"),  WORD(U"have returned"), WORD(U"have arrived"), WORD(U"has arrived"),
    WORD(U"solved"),   WORD(U"resolved"), WORD(U"sufficient"),    WORD(U"enough"),
};

/* What, with 了 at the clause's end, says that a thing is done. */
static const struct word openers[] = {WORD(U"是都"), WORD(U"都"),   WORD(U"已经"),
                                      WORD(U"已"),   WORD(U"全部"), WORD(U"基本")};
enum { OPENER_REACH = 8 };

/* What speaks of a lack or a loss, so that a clause with it is not taken for resolved. */
static const struct word lacks[] = {
    WORD(U"不"),   WORD(U"没"),   WORD(U"未"),   WORD(U"无"),   WORD(U"缺"),   WORD(U"难"),   WORD(U"差"),
    WORD(U"停"),   WORD(U"断"),   WORD(U"走"),   WORD(U"跑"),   WORD(U"涨"),   WORD(U"跌"),   WORD(U"亏"),
    WORD(U"坏"),   WORD(U"丢"),   WORD(U"欠"),   WORD(U"拖"),   WORD(U"压"),   WORD(U"堵"),   WORD(U"封"),
    WORD(U"完了"), WORD(U"用光"), WORD(U"过期"), WORD(U"取消"), WORD(U"离职"), WORD(U"辞职"), WORD(U"关门"),
    WORD(U"倒闭"), WORD(U"紧张"), WORD(U"不足"), WORD(U"not"),  WORD(U"no "),  WORD(U"n't"),  WORD(U"lack"),
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct span {
    size_t start;
    size_t end;
};

static bool stands_at(const uint32_t *code, size_t at, size_t end, struct word word)
{
    if (word.length > end - at)
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (code[at + i] != word.text[i])
            return false;
    }
    return true;
}

/* Length of the first word of the table that stands at the place; 0 if none does. */
static size_t find_at(const uint32_t *code, size_t at, size_t end, const struct word *table, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        if (code[at] == table[i].text[0] && stands_at(code, at, end, table[i]))
            return table[i].length;
    }
    return 0;
}

bool clause_ends_sentence(uint32_t code)
{
    return code == U'。' || code == U'!' || code == U'?' || code == U'\n';
}

static bool separates(uint32_t code)
{
    return code == U',' || code == U';' || code == U':' || code == U'、' || clause_ends_sentence(code);
}

static bool is_letter(uint32_t code)
{
    return code >= U'a' && code <= U'z';
}

/* Length of the adversative at the place within [start,end); 0 if there is none. */
static size_t adversative_at(const uint32_t *code, size_t at, size_t start, size_t end)
{
    uint32_t before = at > start ? code[at - 1] : U',';
    size_t length = find_at(code, at, end, adversatives, COUNT(adversatives));
    if (length == 0)
        return 0;
    uint32_t after = at + length < end ? code[at + length] : U',';
    switch (code[at]) {
    case U'但':
        return before == U'不' || before == U'非' || after == U'凡' ? 0 : length;
    case U'不':
        return separates(before) || before == U' ' ? length : 0;
    case U'b':
    case U'h':
        return is_letter(before) || is_letter(after) ? 0 : length;
    default:
        return length;
    }
}

/* Whether a lack stands anywhere in the clause outside of the marker. */
static bool has_lack(const uint32_t *code, struct span clause, struct span marker)
{
    for (size_t i = clause.start; i < clause.end; i++) {
        if (i == marker.start)
            i = marker.end;
        if (i < clause.end && find_at(code, i, clause.end, lacks, COUNT(lacks)) > 0)
            return true;
    }
    return false;
}

/* End of the clause without what may follow its 了. */
static size_t trimmed_end(const uint32_t *code, struct span clause)
{
    size_t end = clause.end;
    while (end > clause.start && (code[end - 1] == U' ' || code[end - 1] == U'的' || code[end - 1] == U'吧')) end--;
    return end;
}

/* Finds what says that the clause is settled. */
static bool find_marker(const uint32_t *code, struct span clause, struct span *marker)
{
    size_t end = trimmed_end(code, clause);
    bool done = end > clause.start && code[end - 1] == U'了';
    for (size_t i = clause.start; i < clause.end; i++) {
        size_t length = find_at(code, i, clause.end, settled_words, COUNT(settled_words));
        if (length > 0) {
            *marker = (struct span){i, i + length};
            return true;
        }
        if (!done || i + 1 >= end)
            continue;
        length = find_at(code, i, end, openers, COUNT(openers));
        bool city = code[i] == U'都' && i > clause.start && (code[i - 1] == U'成' || code[i - 1] == U'首');
        if (length > 0 && !city && i + length + 1 < end && end - 1 - (i + length) <= OPENER_REACH) {
            *marker = (struct span){i, i + length};
            return true;
        }
    }
    return false;
}

/* Start of the last adversative in [start,end), or start if there is none. */
static size_t last_adversative(const uint32_t *code, size_t start, size_t end)
{
    for (size_t i = end; i > start; i--) {
        if (adversative_at(code, i - 1, start, end) > 0)
            return i - 1;
    }
    return start;
}

/* Marks within one sentence; *any tells whether settled has been cleared and is in use. */
static void mark_sentence(const uint32_t *code, size_t count, struct span sentence, uint8_t *settled, bool *any)
{
    size_t last = last_adversative(code, sentence.start, sentence.end);
    struct span clause = {sentence.start, sentence.start}, marker;
    for (size_t i = sentence.start; i <= last && last > sentence.start; i++) {
        bool end = i == last || separates(code[i]) || adversative_at(code, i, sentence.start, sentence.end) > 0;
        if (!end)
            continue;
        clause.end = i;
        if (find_marker(code, clause, &marker) && !has_lack(code, clause, marker)) {
            if (!*any)
                memset(settled, 0, count);
            *any = true;
            memset(settled + clause.start, 1, clause.end - clause.start);
        }
        clause.start = separates(code[i]) ? i + 1 : i;
    }
}

/* One of 64 bits by which a character is told from most others. */
static uint64_t bit_of(uint32_t code)
{
    return UINT64_C(1) << (code & 63);
}

/* Whether an adversative may stand somewhere: its first two characters do. */
static bool may_have_adversative(const uint32_t *code, size_t count)
{
    uint64_t firsts = bit_of(U'但') | bit_of(U'可') | bit_of(U'不') | bit_of(U'然') | bit_of(U'b') | bit_of(U'h');
    for (size_t i = 0; i + 1 < count; i++) {
        if ((firsts & bit_of(code[i])) == 0)
            continue;
        uint32_t c = code[i], next = code[i + 1];
        if (c == U'但' || (c == U'可' && next == U'是') || (c == U'不' && next == U'过') ||
            (c == U'然' && next == U'而') || (c == U'b' && next == U'u') || (c == U'h' && next == U'o')) {
            return true;
        }
    }
    return false;
}

bool clause_mark(const uint32_t *code, size_t count, uint8_t *settled)
{
    bool any = false;
    size_t start = 0;
    if (!may_have_adversative(code, count))
        return false;
    for (size_t i = 0; i <= count; i++) {
        if (i < count && !clause_ends_sentence(code[i]))
            continue;
        mark_sentence(code, count, (struct span){start, i}, settled, &any);
        start = i + 1;
    }
    return any;
}
