/* How far a long reading is: see progress.h. */
#include "progress.h"

#include <stdio.h>
#include <time.h>

#include "core/terminal.h"

enum { ROWS_BETWEEN = 1000 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress)
{
    *progress = (struct progress){.terminal = terminal_find()};
}

void progress_row(struct progress *progress, const char *file, double (*share)(const void *), const void *data)
{
    if (progress->terminal < 0)
        return;
    if (progress->rows++ == 0)
        progress->begun = progress->last = seconds();
    if (progress->rows < progress->asked + ROWS_BETWEEN)
        return;
    double now = seconds(), spent = now - progress->begun, done;
    progress->asked = progress->rows;
    if (now - progress->last < 0.5)
        return;
    progress->last = now;
    progress->written = true;
    done = share(data);
    dprintf(progress->terminal, "\r\033[Kfulfil: %.60s: %lld rows, %.0f a second", file, (long long)progress->rows,
            (double)progress->rows / spent);
    if (done > 0.01)
        dprintf(progress->terminal, ", %.0f %%, %.0f s left", 100 * done, spent / done - spent);
}

void progress_end(struct progress *progress)
{
    if (progress->written)
        dprintf(progress->terminal, "\r\033[K");
}
