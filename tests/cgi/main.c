/* The runner of these unit tests is the one of tests/unit. */
#include "tests/unit/main.c"
