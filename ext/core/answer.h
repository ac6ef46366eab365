/* Short answers in cells: yes and no, ratings, and names of enterprises made comparable. */
#ifndef FULFIL_ANSWER_H
#define FULFIL_ANSWER_H

#include <stddef.h>

/* 1 for 是 有 已解决 √ yes 1 and their like, 0 for 否 无 未解决 × no 0, -1 for what is neither. */
int answer_yes_no(const char *text, size_t bytes);

/*
 * A rating of 1 to 5: the digit or its numeral, with 分 星 颗星 or /5 behind it or not, stars ★, or the words of the
 * national scale: 非常满意 5, 满意 4, 基本满意 3, 不满意 2, 非常不满意 1. 0 for what is none.
 */
int answer_rating(const char *text, size_t bytes);

/* 1 for 满意 alone, 0 for 不满意 alone (satisfied, not satisfied), -1 for anything else: a two-valued answer. */
int answer_satisfied(const char *text, size_t bytes);

/* Room that answer_name_key needs for `bytes` bytes. */
#define ANSWER_NAME_ROOM(bytes) ((bytes) + (bytes) / 2)

/*
 * Writes what two spellings of one name have in common, without a NUL, and gives its bytes: folded; without white
 * space, brackets, dots, commas, hyphens and quotation marks; without the legal form at its end (有限责任公司,
 * 股份有限公司, 有限公司, co ltd, limited, ltd, inc), unless less than two characters would be left. So 德力（芜湖）有限公司
 * and 德力芜湖有限责任公司 have one key. 0 for a name of nothing else, or one that is no UTF-8. `out` may not be the text.
 */
size_t answer_name_key(const char *text, size_t bytes, char *out);

#endif
