/* Earlier demands that are like a new text. */
#ifndef FULFIL_EARLIER_H
#define FULFIL_EARLIER_H

#include "computed_table.h"

/* similar_demands(text[, threshold]): the demands that a new text may repeat. */
extern const struct computed_table earlier_similar_demands;

/* text_marks(text[, threshold]): what the store's index of demands keeps of a text. */
extern const struct computed_table earlier_text_marks;

#endif
