/* How far long work is: see progress.h. */
#include "progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const double SECONDS_BETWEEN = 0.5, SHARE_LEAST = 0.01;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int progress_terminal(void)
{
    const char *said = getenv("FULFIL_PROGRESS");
    int fd = STDERR_FILENO;
    if (said && said[0] >= '0' && said[0] <= '9' && said[1] == '\0')
        fd = said[0] - '0';
    return isatty(fd) == 1 ? fd : -1;
}

void progress_begin(struct progress *progress)
{
    *progress = (struct progress){.terminal = progress_terminal()};
    progress->begun = progress->told = seconds();
}

bool progress_due(const struct progress *progress)
{
    return progress->terminal >= 0 && seconds() - progress->told >= SECONDS_BETWEEN;
}

double progress_spent(const struct progress *progress)
{
    return seconds() - progress->begun;
}

void progress_say(struct progress *progress, double share, const char *format, ...)
{
    char text[160];
    double spent = progress_spent(progress);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (char *c = text; *c; c++) { /* a file's name may hold anything */
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = '?';
    }
    progress->told = seconds();
    progress->written = true;
    dprintf(progress->terminal, "\r\033[Kfulfil: %s", text);
    if (share > SHARE_LEAST)
        dprintf(progress->terminal, ", %.0f %%, %.0f s left", 100 * share, spent / share - spent);
}

void progress_end(struct progress *progress)
{
    if (progress->written)
        dprintf(progress->terminal, "\r\033[K");
    progress->written = false;
}
