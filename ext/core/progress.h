/* How far long work is, on a terminal; silent where there is none. */
#ifndef FULFIL_PROGRESS_H
#define FULFIL_PROGRESS_H

#include <stdbool.h>

/* A line that is written over, from half a second on and twice a second at most. */
struct progress {
    int terminal;       /* to show it on, or below 0 */
    bool written;       /* a line is there */
    double begun, told; /* seconds: of the beginning, of the last line */
};

/*
 * The file descriptor of a terminal to show progress on, or -1 where there is none to look at: the one that the
 * environment variable FULFIL_PROGRESS names, a digit, else standard error. Whoever keeps a program's standard error in a
 * file (fulfil-cycle) hands its own terminal on by that.
 */
int progress_terminal(void);

void progress_begin(struct progress *progress);

/* Whether it is time for a line. */
bool progress_due(const struct progress *progress);

/* Seconds since the beginning. */
double progress_spent(const struct progress *progress);

/* Writes a line: "fulfil: ", what the format says without its control characters, and where the share that is done is known
 * (0 to 1), per cent and time left. */
void progress_say(struct progress *progress, double share, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
