/* FastCGI by libfcgi.
 *
 * A signal may come between libfcgi's look at its flag and its accept(); then accept() would wait for one more request.
 * So fcgi_stop also puts /dev/null in the socket's place, where accept() fails at once. Other processes keep theirs. */
#include "fcgi_io.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct fcgi {
    FCGX_Request request;
};

/* Of the one listening socket of the process, for fcgi_stop. */
static int fcgi_listening = -1, fcgi_null = -1;

struct fcgi *fcgi_open(int fd)
{
    struct fcgi *f = calloc(1, sizeof *f);

    fcgi_listening = fd;
    fcgi_null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (f && fcgi_null >= 0 && FCGX_Init() == 0 && FCGX_InitRequest(&f->request, fd, FCGI_FAIL_ACCEPT_ON_INTR) == 0)
        return f;
    free(f);
    return NULL;
}

bool fcgi_waiting(void)
{
    struct pollfd fd = {.fd = fcgi_listening, .events = POLLIN};

    return poll(&fd, 1, 0) > 0;
}

bool fcgi_accept(struct fcgi *f)
{
    return FCGX_Accept_r(&f->request) == 0;
}

const char *fcgi_param(const struct fcgi *f, const char *name)
{
    return FCGX_GetParam(name, f->request.envp);
}

bool fcgi_write(void *fcgi, const char *bytes, size_t n)
{
    struct fcgi *f = fcgi;

    while (n > 0) {
        int part = n > INT_MAX ? INT_MAX : (int)n;

        if (FCGX_PutStr(bytes, part, f->request.out) != part)
            return false;
        bytes += part;
        n -= (size_t)part;
    }
    return true;
}

void fcgi_finish(struct fcgi *f, bool broken)
{
    if (broken && f->request.ipcFd >= 0)
        shutdown(f->request.ipcFd, SHUT_RDWR);
    FCGX_Finish_r(&f->request);
}

void fcgi_stop(void)
{
    FCGX_ShutdownPending();
    if (fcgi_null >= 0 && fcgi_listening >= 0)
        dup2(fcgi_null, fcgi_listening);
}

void fcgi_close(struct fcgi *f)
{
    if (!f)
        return;
    FCGX_Free(&f->request, 1);
    free(f);
}
