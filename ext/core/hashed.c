/*
 * Hashed characters, pairs and Latin words of a text.
 *
 * Two Chinese characters are the commonest length of a word, so that pairs do what a segmentation into words would do
 * and cannot go wrong. Hashing (Weinberger et al. 2009, "Feature hashing for large scale multitask learning") makes a
 * vocabulary unnecessary; the hash is a multiplication by a random odd number and the upper bits of the product
 * (Dietzfelbinger et al. 1997), after the pair has been spread over 64 bits.
 */
#include "hashed.h"

#include <string.h>

#include "fixed_log.h"
#include "fold.h"
#include "utf8.h"

#define SPREAD UINT64_C(0x9E3779B97F4A7C15)

/* Fewest slots of the table: the grams of a title. */
enum { SLOTS_MIN = 256, WORD_MIN = 3 };

/* Of a strength: see hashed.h. More times than COUNT_MAX are as many. */
enum { NEAR = 30, GAIN = 60, COUNT_MAX = 1023 };

static uint64_t mix(uint64_t key)
{
    key *= SPREAD;
    key ^= key >> 32;
    return key * SPREAD;
}

static uint32_t number_of(uint64_t key, unsigned bits)
{
    return (uint32_t)(mix(key) >> (64 - bits));
}

/* Blanks, controls and marks without width, folded; what is no character. */
static bool is_passed(uint32_t code)
{
    if (code <= 0x20 || code == UTF8_BAD)
        return true;
    if (code < 0x7F || (code >= 0x3001 && code < 0xFE00))
        return false;
    return code <= 0xA0 || code == 0xAD || code == 0x1680 || (code >= 0x2000 && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202F) || (code >= 0x205F && code <= 0x206F) || code == 0x3000 ||
           (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

static bool is_word(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ||
           (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7);
}

/* Ends the word before the character `end`, at byte `at`; adds it where it is long enough. */
static void word_end(struct hashed_walk *walk, uint64_t end, size_t at, struct hashed_seen *gram, unsigned *grams)
{
    if (walk->word_length >= WORD_MIN) {
        gram[(*grams)++] = (struct hashed_seen){number_of(walk->word | UINT64_C(1) << 63, walk->bits), walk->word_start,
                                                end - walk->word_start, walk->word_at, at, walk->place};
    }
    walk->word_length = 0;
}

bool hashed_step(struct hashed_walk *walk, struct hashed_seen gram[3], unsigned *grams)
{
    uint32_t code;
    *grams = 0;
    if (walk->at >= walk->bytes) {
        word_end(walk, walk->character, walk->at, gram, grams);
        return *grams > 0;
    }
    size_t at = walk->at;
    walk->at += utf8_next(walk->text + walk->at, walk->bytes - walk->at, &code);
    uint64_t here = walk->character++;
    code = code == UTF8_BAD ? code : fold_code(code);
    if (is_word(code)) {
        if (walk->word_length++ == 0) {
            walk->word = 0;
            walk->word_start = here;
            walk->word_at = at;
        }
        walk->word = (walk->word ^ code) * SPREAD;
        walk->word ^= walk->word >> 29;
    } else if (walk->word_length > 0) {
        word_end(walk, here, at, gram, grams);
    }
    if (is_passed(code))
        return true;
    gram[(*grams)++] = (struct hashed_seen){number_of(code, walk->bits), here, 1, at, walk->at, walk->place};
    if (walk->before != 0) {
        gram[(*grams)++] = (struct hashed_seen){number_of((uint64_t)walk->before << 21 | code, walk->bits),
                                                walk->before_start, here + 1 - walk->before_start, walk->before_at,
                                                walk->at, walk->place};
    }
    walk->place++;
    walk->before = code;
    walk->before_start = here;
    walk->before_at = at;
    return true;
}

/* Empties the list and gives the table room for the grams of so many bytes, or for all there are. */
static bool list_clear(struct hashed_list *list, size_t bytes, unsigned bits)
{
    size_t slots = SLOTS_MIN, all = (size_t)2 << bits;
    while (slots < all && slots / 3 < bytes) slots *= 2; /* a byte gives at most 2 1/3 grams */
    list->grams = 0;
    if (list->room < slots) {
        void *gram = list->memory.resize(list->memory.context, list->gram, slots * sizeof *list->gram);
        if (!gram)
            return false;
        list->gram = gram;
        void *slot = list->memory.resize(list->memory.context, list->slot, slots * sizeof *list->slot);
        if (!slot)
            return false;
        list->slot = slot;
        list->room = slots;
    }
    list->slots = slots;
    memset(list->slot, 0, slots * sizeof *list->slot);
    return true;
}

static void list_add(struct hashed_list *list, uint32_t index, uint64_t place)
{
    size_t at = index & (list->slots - 1);
    while (list->slot[at] != 0) {
        struct hashed *gram = &list->gram[list->slot[at] - 1];
        if (gram->index == index) {
            gram->count += gram->count < UINT32_MAX;
            return;
        }
        at = (at + 1) & (list->slots - 1);
    }
    list->gram[list->grams] = (struct hashed){
        .index = index, .count = 1, .place = place < HASHED_PLACE_MAX ? (uint32_t)place : HASHED_PLACE_MAX};
    list->slot[at] = (uint32_t)++list->grams;
}

uint32_t hashed_strength(uint32_t count, uint32_t place)
{
    uint32_t often = 256; /* 1 + ln count in 256ths, at most 2030; its product with the factor stays below 2^28 */
    if (count > 1)
        often += fixed_log(count < COUNT_MAX ? count : COUNT_MAX) >> 8;
    uint32_t strength = (often * (place + NEAR + GAIN) / (place + NEAR) + 2) / 4;
    return strength < HASHED_STRENGTH_MAX ? strength : HASHED_STRENGTH_MAX;
}

bool hashed_count(struct hashed_list *list, const char *text, size_t bytes, unsigned bits)
{
    struct hashed_walk walk = {.text = (const unsigned char *)text, .bytes = bytes, .bits = bits};
    struct hashed_seen seen[3];
    unsigned grams;
    if (!list_clear(list, bytes, bits))
        return false;
    while (hashed_step(&walk, seen, &grams)) {
        for (unsigned i = 0; i < grams; i++) list_add(list, seen[i].index, seen[i].place);
    }
    for (size_t i = 0; i < list->grams; i++) {
        list->gram[i].strength = hashed_strength(list->gram[i].count, list->gram[i].place);
    }
    return true;
}

void hashed_free(struct hashed_list *list)
{
    list->memory.resize(list->memory.context, list->gram, 0);
    list->memory.resize(list->memory.context, list->slot, 0);
    list->gram = NULL;
    list->slot = NULL;
    list->grams = list->room = list->slots = 0;
}
