/* Quantities as they are written down: a number, its unit, and how exact it is. */
#ifndef FULFIL_QUANTITY_H
#define FULFIL_QUANTITY_H

#include <stddef.h>
#include <stdint.h>

enum quantity_code {
    QUANTITY_OK,
    QUANTITY_EMPTY,      /* nothing but blanks */
    QUANTITY_UNREADABLE, /* no number, or something about it that is none of the words below */
    QUANTITY_RANGE,      /* two numbers: 500-800吨, 三五百人 */
    QUANTITY_FINE,       /* more than three decimals */
    QUANTITY_OVERFLOW    /* 10^15 or more */
};

enum quantity_bound { QUANTITY_EXACT, QUANTITY_AT_LEAST, QUANTITY_AT_MOST, QUANTITY_ABOUT };

struct quantity {
    int64_t milli; /* thousandths */
    enum quantity_bound bound;
    size_t unit, unit_bytes; /* where in the text the unit stands; 0 bytes: none */
};

/*
 * Reads [words] number [余 多 来] [unit] [words], in any width and script.
 *   number  1,234.5 or 三千二百, with 十 百 千 万 亿 and their compounds: 3万, 1亿2000万, 1.5万, 两千
 *   at least   不少于 至少 超过 逾 多于 ≥ >= >, behind it 余 多 + 以上; 超过 and > are not told from ≥
 *   at most    不超过 至多 少于 不足 不到 ≤ <= <, behind it 以内 以下
 *   about      约 大约 近 将近 接近 ~ ≈, behind it 左右 上下 来
 *   neutral    共 共计 总计 合计 需 需要 计
 * 余 and 多 may stand before the last 万 or 亿: 10余万 is 100000 at least. A word for "about" wins over one of a bound
 * (约1000余 is about 1000); at least and at most together are unreadable. The unit is what is left, as written.
 */
enum quantity_code quantity_read(const char *text, size_t bytes, struct quantity *quantity);

/* The sign of a bound as the store keeps it: = ≥ ≤ ~ */
const char *quantity_sign(enum quantity_bound bound);

#endif
