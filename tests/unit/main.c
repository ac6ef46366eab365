/*
 * Runs one suite of unit tests.
 *
 * Every tests/unit/test_NAME.c defines unit_suite() and becomes a program together with this file. It prints check's
 * summary and each failure, and exits 0 only if all tests passed and there was at least one. CK_FORK=no in the
 * environment keeps all tests in one process, for valgrind and debuggers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

int main(void)
{
    SRunner *runner = srunner_create(unit_suite());
    int run, failed;
    srunner_run_all(runner, CK_NORMAL);
    run = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (run == 0)
        fprintf(stderr, "no test was run\n");
    return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
