/* Texts kept one behind the other: two blocks that grow, instead of one a text. */
#include "words.h"

#include <string.h>

#include "gram_table.h"

bool words_add(struct words *list, const char *text)
{
    size_t bytes = text ? strlen(text) + 1 : 1;
    if (!gram_reserve(list->memory, &list->text, &list->text_room, list->bytes + bytes, 1) ||
        !gram_reserve(list->memory, &list->place, &list->place_room, list->words + 1, sizeof *list->place))
        return false;
    memcpy(list->text + list->bytes, text ? text : "", bytes);
    list->place[list->words++] = list->bytes;
    list->bytes += bytes;
    return true;
}

void words_free(struct words *list)
{
    list->memory.resize(list->memory.context, list->text, 0);
    list->memory.resize(list->memory.context, list->place, 0);
    list->text = NULL;
    list->place = NULL;
    list->words = list->bytes = list->text_room = list->place_room = 0;
}
