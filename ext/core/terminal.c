/* Where long work shows how far it is: see terminal.h. */
#include "terminal.h"

#include <stdlib.h>
#include <unistd.h>

int terminal_find(void)
{
    const char *said = getenv("FULFIL_PROGRESS");
    int fd = STDERR_FILENO;
    if (said && said[0] >= '0' && said[0] <= '9' && said[1] == '\0')
        fd = said[0] - '0';
    return isatty(fd) == 1 ? fd : -1;
}
