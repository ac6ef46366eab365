/* The sandbox: what a worker needs goes on, what it does not need is refused. In a child process, which it never leaves. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgi/sandbox.h"
#include "tests/unit/unit.h"

enum { WORKS = 10, REFUSED, FAILED, NO_SANDBOX };

/* Runs a call in a sandboxed child and gives one of the above; a call returns -1 or NULL when it fails. */
static int try_call(int (*call)(void))
{
    int status;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        if (!sandbox_enter())
            _exit(NO_SANDBOX);
        errno = 0;
        _exit(call() >= 0 ? WORKS : errno == EPERM ? REFUSED : FAILED);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int call_exec(void)
{
    return execl("/bin/true", "true", (char *)NULL);
}

static int call_fork(void)
{
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    return child;
}

static int call_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int call_unlink(void)
{
    return unlink("/nonexistent/file");
}

static int call_rename(void)
{
    return rename("/nonexistent/a", "/nonexistent/b");
}

static int call_mkdir(void)
{
    return mkdir("/nonexistent/folder", 0700);
}

static int call_chmod(void)
{
    return chmod("/nonexistent/file", 0700);
}

static int call_kill(void)
{
    return kill(getppid(), 0);
}

static int (*const refused_calls[])(void) = {call_exec,   call_fork,  call_socket, call_unlink,
                                             call_rename, call_mkdir, call_chmod,  call_kill};

START_TEST(refused)
{
    const char *preload = getenv("LD_PRELOAD");
    int outcome;

    if (refused_calls[_i] == call_exec && preload && strstr(preload, "valgrind"))
        return; /* valgrind gives up when it cannot start the program */
    outcome = try_call(refused_calls[_i]);
    if (outcome != NO_SANDBOX)
        ck_assert_int_eq(outcome, REFUSED);
}
END_TEST

static int call_read(void)
{
    char byte;
    int fd = open("/dev/zero", O_RDONLY);

    return fd < 0 ? fd : (int)read(fd, &byte, 1);
}

static int call_stat(void)
{
    struct stat file;

    return stat("/", &file);
}

static int call_write(void)
{
    int fd = open("/dev/null", O_WRONLY);

    return fd < 0 ? fd : (int)write(fd, "x", 1);
}

static int call_malloc(void)
{
    char *large = malloc((size_t)64 << 20);

    if (!large)
        return -1;
    memset(large, 1, (size_t)64 << 20);
    free(large);
    return 0;
}

static int (*const allowed_calls[])(void) = {call_read, call_stat, call_write, call_malloc};

START_TEST(allowed)
{
    int outcome = try_call(allowed_calls[_i]);

    if (outcome != NO_SANDBOX)
        ck_assert_int_eq(outcome, WORKS);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sandbox");
    TCase *tests = tcase_create("sandbox");

    tcase_add_loop_test(tests, refused, 0, sizeof refused_calls / sizeof *refused_calls);
    tcase_add_loop_test(tests, allowed, 0, sizeof allowed_calls / sizeof *allowed_calls);
    suite_add_tcase(suite, tests);
    return suite;
}
