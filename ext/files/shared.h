/*
 * The shared strings of a workbook, by number. The first SHARED_MEMORY bytes of text stay in memory, what is behind them
 * in a temporary file that has no name; eight bytes a string besides.
 */
#ifndef FULFIL_FILES_SHARED_H
#define FULFIL_FILES_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHARED_MEMORY = 48 << 20, SHARED_MOST = 6000000 };

struct shared {
    uint64_t *end; /* of each string in the text */
    size_t count, room;
    char *text;
    size_t filled, text_room;
    int file; /* 0: none */
    uint64_t bytes;
    char *pending; /* written to the file next */
    size_t pended;
    char *found; /* the string read from the file last */
    size_t found_room;
};

enum shared_code { SHARED_OK, SHARED_NONE, SHARED_NO_MEMORY, SHARED_NO_FILE, SHARED_MANY };

/* Adds a string, which gets the next number from 0. All zero to begin with. */
enum shared_code shared_add(struct shared *shared, const char *text, size_t bytes);

/* After the last one was added. */
enum shared_code shared_end(struct shared *shared);

/* The string of a number, valid until the next call; SHARED_NONE: there is none of that number. */
enum shared_code shared_get(struct shared *shared, uint64_t number, const char **text, size_t *bytes);

void shared_free(struct shared *shared);

#endif
