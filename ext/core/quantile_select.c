/*
 * Selection by digits, from the highest: one pass counts how many keys have each value of the digit, which tells the
 * digit of the key wanted; the next pass looks at the keys that begin so. A digit has up to 16 bits, so 64-bit keys
 * take four passes at worst, and the shared first bits none; few keys that are left are picked out and sorted. Nothing
 * moves, and no distribution of the keys is bad.
 */
#include "quantile_select.h"

#include <string.h>

#include "ranked.h"

/* So many keys are picked out and sorted: few where all are few, more where a pass over all of them costs more. */
enum { FEW = 128, FEW_OF_MANY = 1024, MANY = 1 << 18 };

enum { DIGIT_LEAST = 4, DIGIT_STACK = 9, DIGIT_MOST = 16 };

/* How a cell's bits give its key. */
enum kind { KIND_INTEGER, KIND_ROUNDED, KIND_REAL };

static inline uint64_t cell_key(uint64_t bits, enum kind kind)
{
    if (kind == KIND_REAL)
        return bits ^ (bits >> 63 ? UINT64_MAX : UINT64_C(1) << 63);
    if (kind == KIND_ROUNDED)
        return ranked_major((double)(int64_t)bits);
    return quantile_integer_key(bits);
}

/* What a pass does with the keys it is about: count them by digit, pick them out, or find the next one above. */
enum action { ACTION_TALLY, ACTION_PICK, ACTION_NEXT };

struct pass {
    enum action action;
    uint64_t mask, prefix; /* about keys with these bits under the mask */
    int shift;             /* tally: the digit is what lies above these bits */
    uint64_t *count;       /* tally: per digit */
    uint64_t *few;         /* pick: the keys */
    size_t fews;
    uint64_t above, next; /* next: the smallest key above that one; UINT64_MAX if there is none */
};

static inline void pass_key(struct pass *pass, enum action action, uint64_t key, uint64_t times)
{
    if (action == ACTION_NEXT) {
        if (key > pass->above && key < pass->next)
            pass->next = key;
        return;
    }
    uint64_t digit = key ^ pass->prefix;
    if (digit & pass->mask)
        return;
    if (action == ACTION_TALLY)
        pass->count[digit >> pass->shift] += times;
    else
        while (times-- > 0) pass->few[pass->fews++] = key;
}

/* One loop for each action and kind, both known when it is compiled. */
static inline void pass_loop(struct pass *pass, enum action action, const uint64_t *cell, size_t cells, enum kind kind)
{
    struct pass own = *pass; /* in registers */
    for (size_t i = 0; i < cells; i++) pass_key(&own, action, cell_key(cell[i], kind), 1);
    *pass = own;
}

static inline void pass_cells(struct pass *pass, const uint64_t *cell, size_t cells, enum kind kind)
{
    if (pass->action == ACTION_TALLY)
        pass_loop(pass, ACTION_TALLY, cell, cells, kind);
    else if (pass->action == ACTION_PICK)
        pass_loop(pass, ACTION_PICK, cell, cells, kind);
    else
        pass_loop(pass, ACTION_NEXT, cell, cells, kind);
}

static inline void pass_pile(struct pass *pass, const struct quantile_pile *pile, enum kind kind)
{
    pass_cells(pass, pile->cell, pile->used, kind);
    for (const struct quantile_chunk *chunk = pile->newest ? pile->newest->older : NULL; chunk; chunk = chunk->older)
        pass_cells(pass, chunk->cell, chunk->used, kind);
}

static void pass_run(struct pass *pass, const struct quantile_source *source)
{
    const struct quantile *all = source->all;
    enum kind kind = source->real ? KIND_ROUNDED : KIND_INTEGER;
    for (size_t v = 0; v < all->table_size; v++) {
        if (all->table[v] > 0)
            pass_key(pass, pass->action, cell_key(v, kind), all->table[v]);
    }
    if (source->real) {
        pass_pile(pass, &all->integers, KIND_ROUNDED);
        pass_pile(pass, &all->reals, KIND_REAL);
    } else {
        pass_pile(pass, &all->integers, KIND_INTEGER);
    }
}

static void sort_few(uint64_t *few, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t key = few[i];
        size_t j = i;
        for (; j > 0 && few[j - 1] > key; j--) few[j] = few[j - 1];
        few[j] = key;
    }
}

/* A selection under way: the key wanted is number `rank` of the `left` keys that share all but the lowest `bits` bits. */
struct hunt {
    const struct quantile_source *source;
    uint64_t prefix;
    int bits;
    uint64_t rank, left;
    int digit;       /* how many bits a pass settles */
    uint64_t *count; /* for 2^digit digits */
};

static uint64_t low_bits(int bits)
{
    return bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX;
}

/* One pass that settles the next digit. */
static void hunt_digit(struct hunt *hunt)
{
    int digit = hunt->bits < hunt->digit ? hunt->bits : hunt->digit;
    struct pass pass = {.action = ACTION_TALLY, .mask = ~low_bits(hunt->bits), .prefix = hunt->prefix};
    pass.shift = hunt->bits - digit;
    pass.count = hunt->count;
    memset(hunt->count, 0, sizeof *hunt->count << digit);
    pass_run(&pass, hunt->source);
    uint64_t value = 0;
    while (hunt->rank >= hunt->count[value]) hunt->rank -= hunt->count[value++];
    hunt->left = hunt->count[value];
    hunt->prefix |= value << pass.shift;
    hunt->bits = pass.shift;
}

/* Settles all digits, or all but those of few keys. */
static void hunt_run(struct hunt *hunt, uint64_t key[2])
{
    uint64_t few[FEW_OF_MANY], limit = hunt->left > MANY ? FEW_OF_MANY : FEW;
    struct pass pick = {.action = ACTION_PICK, .few = few};
    struct pass next = {.action = ACTION_NEXT, .next = UINT64_MAX};
    while (hunt->bits > 0 && hunt->left > limit) hunt_digit(hunt);
    key[0] = key[1] = hunt->prefix;
    if (hunt->bits > 0) {
        pick.mask = ~low_bits(hunt->bits);
        pick.prefix = hunt->prefix;
        pass_run(&pick, hunt->source);
        sort_few(few, pick.fews);
        key[0] = few[hunt->rank];
        key[1] = hunt->rank + 1 < hunt->left ? few[hunt->rank + 1] : key[0];
    }
    if (hunt->rank + 1 < hunt->left)
        return;
    next.above = key[0];
    pass_run(&next, hunt->source);
    key[1] = next.next;
}

bool quantile_select(const struct quantile_source *source, uint64_t rank, uint64_t key[2])
{
    struct memory memory = source->all->memory;
    uint64_t stack[1 << DIGIT_STACK], spread = source->low ^ source->high;
    struct hunt hunt = {.source = source, .rank = rank, .left = source->count, .digit = DIGIT_LEAST, .count = stack};
    for (uint64_t n = source->count >> DIGIT_LEAST; n > 0 && hunt.digit < DIGIT_MOST; n >>= 1) hunt.digit++;
    for (; spread > 0; spread >>= 1) hunt.bits++;
    hunt.prefix = source->low & ~low_bits(hunt.bits);
    if (hunt.digit > hunt.bits)
        hunt.digit = hunt.bits;
    if (hunt.digit > DIGIT_STACK) {
        hunt.count = memory.resize(memory.context, NULL, sizeof *hunt.count << hunt.digit);
        if (!hunt.count)
            return false;
    }
    hunt_run(&hunt, key);
    if (hunt.count != stack)
        memory.resize(memory.context, hunt.count, 0);
    if (rank + 1 == source->count)
        key[1] = key[0];
    return true;
}
