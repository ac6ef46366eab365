/* Where long work shows how far it is: a terminal that FULFIL_PROGRESS names, else standard error if that is one. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "ext/core/progress.h"
#include "unit.h"

enum { HANDED_ON = 7 };

/* Makes a descriptor a terminal. */
static void make_terminal(int fd)
{
    int leader = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(leader, 0);
    ck_assert_int_eq(grantpt(leader), 0);
    ck_assert_int_eq(unlockpt(leader), 0);
    int follower = open(ptsname(leader), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(follower, 0);
    ck_assert_int_eq(dup2(follower, fd), fd);
    ck_assert_int_eq(isatty(fd), 1);
}

static void make_file(int fd)
{
    int file = open("/dev/null", O_WRONLY);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(dup2(file, fd), fd);
}

START_TEST(finds_a_terminal_or_none)
{
    int kept = dup(STDERR_FILENO);
    make_file(STDERR_FILENO);
    unsetenv("FULFIL_PROGRESS");
    ck_assert_int_eq(progress_terminal(), -1);
    make_terminal(HANDED_ON);
    ck_assert_int_eq(progress_terminal(), -1);
    setenv("FULFIL_PROGRESS", "7", 1);
    ck_assert_int_eq(progress_terminal(), HANDED_ON);
    make_file(HANDED_ON);
    ck_assert_int_eq(progress_terminal(), -1);
    make_terminal(STDERR_FILENO);
    ck_assert_int_eq(progress_terminal(), -1);
    close(HANDED_ON);
    ck_assert_int_eq(progress_terminal(), -1);
    static const char *const odd[] = {"", "77", "x", "-1"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        setenv("FULFIL_PROGRESS", odd[i], 1);
        ck_assert_int_eq(progress_terminal(), STDERR_FILENO);
    }
    unsetenv("FULFIL_PROGRESS");
    ck_assert_int_eq(progress_terminal(), STDERR_FILENO);
    ck_assert_int_eq(dup2(kept, STDERR_FILENO), STDERR_FILENO);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *cases = tcase_create("progress");
    tcase_add_test(cases, finds_a_terminal_or_none);
    suite_add_tcase(suite, cases);
    return suite;
}
