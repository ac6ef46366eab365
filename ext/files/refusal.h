/* Why a file was refused: words for its user, kept where the reader that refuses it can leave them. */
#ifndef FULFIL_FILES_REFUSAL_H
#define FULFIL_FILES_REFUSAL_H

#include <stdbool.h>

struct refusal {
    char text[1024]; /* UTF-8, cut to the room there is; empty: nothing was refused */
    enum { REFUSAL_FILE, REFUSAL_MEMORY, REFUSAL_DISK } lack; /* it lies in the file, or the machine lacked something: try again */
};

/* Notes why, unless something was noted already; the format is printf's. Always gives false, for a reader to return. */
bool refusal_set(struct refusal *refusal, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for memory, and for a temporary file, that is not there. */
bool refusal_memory(struct refusal *refusal);
bool refusal_disk(struct refusal *refusal);

/*
 * Libraries say of a file that it is damaged, or leave a text out, when it was memory that they lacked. What the C library
 * says is sure: refusal_begin() before a call of theirs; afterwards refusal_starved() notes and tells whether an allocation failed.
 */
void refusal_begin(void);
bool refusal_starved(struct refusal *refusal);

#endif
