/* Texts kept one behind the other, each found again by its number. */
#ifndef FULFIL_WORDS_H
#define FULFIL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"

/* All zero but for memory is an empty list; words may be read. */
struct words {
    struct memory memory;
    size_t words;
    char *text; /* all, each with a NUL */
    size_t bytes, text_room;
    size_t *place; /* of each in text */
    size_t place_room;
};

/*
 * Keeps a copy of a text that ends with a NUL, a null pointer as the empty text, as number `words`; false when out of
 * memory, the list then still being right. O(length), seen over many.
 */
bool words_add(struct words *list, const char *text);

/* The text of a number below `words`; holds until the next words_add. */
static inline const char *words_get(const struct words *list, size_t number)
{
    return list->text + list->place[number];
}

/* Frees what the list holds. */
void words_free(struct words *list);

#endif
