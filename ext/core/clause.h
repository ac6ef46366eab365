/* Clauses that say that something is settled before another says what is not. */
#ifndef FULFIL_CLAUSE_H
#define FULFIL_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether the character ends a sentence: 。 ! ? and the line feed. A '.' does not: it stands in numbers. Folded text.
 */
bool clause_ends_sentence(uint32_t code);

/*
 * Marks the resolved clauses of folded text: settled[i] becomes 1 for each character in one, 0 for every other. Gives
 * whether there is any; if not, settled is untouched. O(count).
 *
 * The rule. Sentences end at 。 ! ? and line feeds; within one, commas, colons, semicolons and adversatives separate
 * clauses. Adversatives are 但, 但是, 可是, 然而, a 不过 that begins a clause, `but` and `however`; not 不但, 非但, 但凡.
 * A clause that stands before the sentence's last adversative is resolved if
 *   - it says so: 到位了, 解决了, 够用, 不缺, 没问题, `are back`, `resolved` (the table in clause.c), or ends in 了 at most
 *     eight characters after 是都, 都, 已经, 已, 全部, 基本 (but not 成都, 首都); and
 *   - nothing else in it speaks of a lack: 不, 没, 未, 缺, 难, 停, 断 and others (the table in clause.c).
 * So 工人是都回来了，可是建材不好找啊 is about 建材; in 缺口罩，工人都回来了，但是缺建材 口罩 counts and 工人 does not; in
 * 工人没有都回来，但是… nothing is resolved. When in doubt a clause counts.
 */
bool clause_mark(const uint32_t *code, size_t count, uint8_t *settled);

#endif
