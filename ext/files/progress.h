/* How far a long reading is, on a terminal (core/terminal.h); silent where there is none. */
#ifndef FULFIL_FILES_PROGRESS_H
#define FULFIL_FILES_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    int terminal;    /* to show it on, or below 0 */
    bool written;    /* a line is there */
    double begun, last; /* seconds: of the first row, of the line */
    int64_t rows, asked;
};

void progress_begin(struct progress *progress);

/* One row more; `share` is called now and then only and gives how much of the file was read, 0 to 1. */
void progress_row(struct progress *progress, const char *file, double (*share)(const void *), const void *data);

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
