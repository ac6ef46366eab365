/* The listening socket. */
#include "listen.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* With a short queue a burst of clients gets 502 from the web server. */
#define LISTEN_BACKLOG 1024

int listen_inherited(void)
{
    int listening = 0;
    socklen_t size = sizeof listening;

    if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || !listening)
        return -1;
    return STDIN_FILENO;
}

static int listen_fail(int fd, const char *path, const char *reason, char *error, size_t size)
{
    snprintf(error, size, "%s: %s", path, reason);
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Whether somebody accepts connections at the address. */
static bool listen_in_use(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool used;

    if (fd < 0)
        return false;
    used = connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN;
    close(fd);
    return used;
}

int listen_create(const char *path, char *error, size_t size)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat file;
    mode_t mask;
    int fd, bound;

    if (strlen(path) >= sizeof address.sun_path)
        return listen_fail(-1, path, "the path is too long for a socket", error, size);
    strcpy(address.sun_path, path);
    if (lstat(path, &file) == 0) {
        if (!S_ISSOCK(file.st_mode))
            return listen_fail(-1, path, "exists and is no socket", error, size);
        if (listen_in_use(&address))
            return listen_fail(-1, path, "another server listens there", error, size);
        unlink(path);
    }
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return listen_fail(fd, path, strerror(errno), error, size);
    mask = umask(0117);
    bound = bind(fd, (struct sockaddr *)&address, sizeof address);
    umask(mask);
    if (bound != 0 || listen(fd, LISTEN_BACKLOG) != 0)
        return listen_fail(fd, path, strerror(errno), error, size);
    return fd;
}

void listen_remove(const char *path, int fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    /* Once our socket is closed nobody answers at the path, unless it has become another server's. */
    close(fd);
    strcpy(address.sun_path, path);
    if (!listen_in_use(&address))
        unlink(path);
}
