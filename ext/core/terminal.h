/* Where long work shows how far it is. */
#ifndef FULFIL_TERMINAL_H
#define FULFIL_TERMINAL_H

/*
 * The file descriptor of a terminal to show progress on, or -1 where there is none to look at: the one that the
 * environment variable FULFIL_PROGRESS names, a digit, else standard error. Whoever keeps a program's standard error in a
 * file (fulfil-cycle) hands its own terminal on by that.
 */
int terminal_find(void);

#endif
