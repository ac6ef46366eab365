/* text_pairs(), what the store's index of texts keeps of one. */
#ifndef FULFIL_PAIRS_H
#define FULFIL_PAIRS_H

#include "computed_table.h"

extern const struct computed_table pairs_table;

#endif
