/* How far a long reading is, on standard error where that is a terminal; silent otherwise. */
#ifndef FULFIL_FILES_PROGRESS_H
#define FULFIL_FILES_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool shown;      /* standard error is a terminal */
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
