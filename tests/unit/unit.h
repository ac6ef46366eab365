/* What a unit test file gives to the runner in main.c, with which it is linked into a program of its own. */
#ifndef FULFIL_UNIT_H
#define FULFIL_UNIT_H

#include <check.h>

/* The file's suite; each tests/unit/test_NAME.c defines it. */
Suite *unit_suite(void);

#endif
