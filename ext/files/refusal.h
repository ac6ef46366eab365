/* Why a file was refused: words for its user, kept where the reader that refuses it can leave them. */
#ifndef FULFIL_FILES_REFUSAL_H
#define FULFIL_FILES_REFUSAL_H

#include <stdbool.h>

struct refusal {
    char text[1024]; /* UTF-8, cut to the room there is; empty: nothing was refused */
};

/* Notes why, unless something was noted already; the format is printf's. Always gives false, for a reader to return. */
bool refusal_set(struct refusal *refusal, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for memory that is not there. */
bool refusal_memory(struct refusal *refusal);

#endif
