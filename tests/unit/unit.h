/* What a unit test file gives to the runner in main.c, with which it is linked into a program of its own. */
#ifndef FULFIL_UNIT_H
#define FULFIL_UNIT_H

#include <check.h>
#include <stdlib.h>

/* The file's suite; each tests/unit/test_NAME.c defines it. */
Suite *unit_suite(void);

/*
 * How many random rounds a test does: all of them, or a fiftieth, at least one, with CK_FORK=no, that is under valgrind
 * or a debugger.
 */
static inline int unit_rounds(int all)
{
    return getenv("CK_FORK") == NULL ? all : all / 50 + 1;
}

#endif
