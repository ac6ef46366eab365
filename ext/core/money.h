/* Amounts of money in fen: reading them from text and writing them, exactly. */
#ifndef FULFIL_MONEY_H
#define FULFIL_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest text that is read, in characters; longer is MONEY_LONG. */
#define MONEY_INPUT_MAX 100

/* Room for any written amount with its NUL. */
#define MONEY_TEXT_SIZE 64
#define MONEY_UPPER_SIZE 192

enum money_code {
    MONEY_OK,
    MONEY_NO_AMOUNT,  /* nothing but blanks, signs or a currency */
    MONEY_STRAY,      /* a character that belongs to no amount, or stands in the wrong place */
    MONEY_LONG,       /* more than MONEY_INPUT_MAX characters */
    MONEY_GROUPING,   /* a comma that does not separate groups of three digits */
    MONEY_NO_DIGIT,   /* a digit was expected: `.5`, `5.`, `亿` alone */
    MONEY_AMBIGUOUS,  /* a last digit without its unit, `三万五`, which may be 30005 or 35000 */
    MONEY_UNIT_ORDER, /* units not in descending order, or a part too large for the unit before it */
    MONEY_FRACTION,   /* a decimal fraction that is not in the last part: `1.5亿2000万` */
    MONEY_SUB_FEN,    /* a part of a fen */
    MONEY_OVERFLOW    /* beyond int64 fen */
};

enum money_unit {
    MONEY_YUAN,
    MONEY_WAN, /* ten thousand yuan */
    MONEY_YI,  /* a hundred million yuan */
    MONEY_AUTO /* the largest in which the figure is at least 1 */
};

enum money_language { MONEY_CHINESE, MONEY_ENGLISH };

/*
 * Reads an amount of `bytes` bytes of UTF-8 (no NUL needed) into *fen. On failure *fen is untouched and *at is the
 * place, a 1-based character position. Never allocates. O(characters).
 *
 * An amount is [sign] [currency] number [yuan [jiao] [fen]] [整] [currency], blanks allowed between these; full-width
 * forms count as their ASCII ones, traditional and financial numerals as the ordinary ones.
 *   sign      - + − 负, before or after the currency, once
 *   currency  ¥ ￥ 人民币 CNY RMB
 *   number    Arabic with optional commas (groups of three) and decimals; or Chinese numerals, 点 as decimal point;
 *             either followed by units 十 百 千 万 亿 and their compounds (千万, 百亿, 万亿), parts in descending order
 *             (3亿2000万, 三千二百万); or Arabic with thousand, million, billion, trillion
 *   yuan      元 圆 yuan; jiao and fen are one digit each: 肆角伍分
 * Without a unit the number counts yuan. A 零 skips at least one place. The last 亿 (then 万) splits a number, so
 * that 玖亿贰仟万亿 is read as it is spoken.
 */
enum money_code money_parse(const char *text, size_t bytes, int64_t *fen, size_t *at);

/* What a code means, English, lower case, no full stop; MONEY_OK gives "ok". */
const char *money_reason(enum money_code code);

/*
 * Writes the exact amount and a NUL; money_parse reads it back to the same fen for every unit and language.
 *   Chinese  元: 1,234.50元 (two decimals only if there are jiao or fen), 万元: 7593.44万元, 亿元: 18.46亿元 (as many
 *            decimals as needed, no commas); auto takes 亿元, 万元 or 元
 *   English  元: CNY 1,234.50, 万元: CNY 75,934.4 thousand, 亿元: CNY 1,846 million (English counts by thousands, so
 *            each unit becomes the next smaller English one); auto takes billion, million or plain: CNY 75.9344 million
 * A negative amount begins with `-`.
 */
void money_text(int64_t fen, enum money_unit unit, enum money_language language, char text[MONEY_TEXT_SIZE]);

/* The unit named by `元`, `万元`, `亿元` or `auto`; false if it is none of them. */
bool money_unit_named(const char *name, size_t bytes, enum money_unit *unit);

/*
 * Writes the amount in financial capitals as bills carry it, and a NUL: 壹佰贰拾叁元肆角伍分. 整 closes an amount without
 * fen; a gap of places is one 零; 元 is left out below one yuan (伍角整), 0 is 零元整, a negative amount begins with 负.
 * Where the People's Bank's rules for bills allow two forms it takes their first: 壹仟陆佰捌拾元零叁角贰分,
 * 壹拾万柒仟元零伍角叁分.
 */
void money_upper(int64_t fen, char text[MONEY_UPPER_SIZE]);

#endif
