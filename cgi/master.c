/* The master process.
 *
 * All signals are blocked and taken one at a time by sigtimedwait, so there is no handler and no race. Every place for
 * a worker has a child or a time at which it gets one; a child that dies young makes its place wait longer each time.
 * Children that have been told to go are kept in a list of their own until they have gone. */
#include "master.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "worker.h"

#define MASTER_YOUNG_MS 1000
#define MASTER_DELAY_MS 250
#define MASTER_LONGEST_DELAY_MS 16000
#define MASTER_DRAIN_MS 30000
#define MASTER_LEAVING (4 * MASTER_WORKERS)

/* A place for a worker: pid 0 is an empty one, to be filled at `due`. */
struct master_place {
    pid_t pid;
    int64_t started, due, delay;
};

/* A worker on its way out, to be killed at `due`. */
struct master_leaver {
    pid_t pid;
    int64_t due;
};

struct master {
    const struct master_options *options;
    struct html *html;
    struct master_place place[MASTER_WORKERS];
    struct master_leaver leaver[MASTER_LEAVING];
    int leavers;
    bool stopping;
};

static int64_t master_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Becomes a worker; does not return. Should the master die, the kernel tells the worker to go. */
static _Noreturn void master_child(struct master *m, pid_t parent)
{
    int status = EXIT_FAILURE;

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == parent)
        status = worker_run(&m->options->site, m->html, m->options->fd);
    html_free(m->html);
    exit(status);
}

static void master_fill(struct master *m, struct master_place *place)
{
    pid_t parent = getpid(), pid = fork();

    if (pid == 0)
        master_child(m, parent);
    place->started = master_now();
    if (pid > 0) {
        place->pid = pid;
        return;
    }
    log_message("fork: %s", strerror(errno));
    place->due = place->started + MASTER_LONGEST_DELAY_MS;
}

/* Fills the places that are due; gives how long to wait for the next event, in milliseconds, -1 for ever. */
static int64_t master_tend(struct master *m)
{
    int64_t now = master_now(), wait = -1;

    for (int i = 0; !m->stopping && i < m->options->workers; i++) {
        struct master_place *place = &m->place[i];

        if (!place->pid && place->due <= now)
            master_fill(m, place);
        if (!place->pid && (wait < 0 || place->due - now < wait))
            wait = place->due - now;
    }
    for (int i = 0; i < m->leavers; i++) {
        if (m->leaver[i].due <= now) {
            log_message("worker %ld did not finish in time and is killed", (long)m->leaver[i].pid);
            kill(m->leaver[i].pid, SIGKILL);
            m->leaver[i].due = now + MASTER_DRAIN_MS;
        }
        if (wait < 0 || m->leaver[i].due - now < wait)
            wait = m->leaver[i].due - now;
    }
    return wait < 0 ? wait : wait + 1;
}

/* Tells a worker to go. */
static void master_dismiss(struct master *m, struct master_place *place)
{
    if (!place->pid)
        return;
    kill(place->pid, m->leavers < MASTER_LEAVING ? SIGTERM : SIGKILL);
    if (m->leavers < MASTER_LEAVING)
        m->leaver[m->leavers++] = (struct master_leaver){.pid = place->pid, .due = master_now() + MASTER_DRAIN_MS};
    place->pid = 0;
}

/* A child has gone: whoever it was, its place or its entry in the list is free. */
static void master_bury(struct master *m, pid_t pid, int status)
{
    for (int i = 0; i < m->leavers; i++) {
        if (m->leaver[i].pid == pid) {
            m->leaver[i] = m->leaver[--m->leavers];
            return;
        }
    }
    for (int i = 0; i < m->options->workers; i++) {
        struct master_place *place = &m->place[i];
        int64_t now = master_now();
        bool young = now - place->started < MASTER_YOUNG_MS;

        if (place->pid != pid)
            continue;
        if (WIFSIGNALED(status))
            log_message("worker %ld died of signal %d", (long)pid, WTERMSIG(status));
        else
            log_message("worker %ld ended with status %d", (long)pid, WEXITSTATUS(status));
        place->pid = 0;
        place->delay = !young ? 0 : place->delay ? place->delay * 2 : MASTER_DELAY_MS;
        if (place->delay > MASTER_LONGEST_DELAY_MS)
            place->delay = MASTER_LONGEST_DELAY_MS;
        place->due = now + place->delay;
    }
}

static void master_reap(struct master *m)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        master_bury(m, pid, status);
}

/* New stylesheets, new workers; the old ones finish what they are at. With faulty stylesheets all stays as it is. */
static void master_reload(struct master *m)
{
    char error[512];
    struct html *html = html_open(m->options->xsl, error, sizeof error);

    if (!html) {
        log_message("not reloaded: %s", error);
        return;
    }
    html_free(m->html);
    m->html = html;
    for (int i = 0; i < m->options->workers; i++) {
        struct master_place old = m->place[i];

        m->place[i] = (struct master_place){0};
        master_fill(m, &m->place[i]);
        master_dismiss(m, &old);
    }
    log_message("reloaded");
}

static void master_stop(struct master *m)
{
    m->stopping = true;
    for (int i = 0; i < m->options->workers; i++)
        master_dismiss(m, &m->place[i]);
}

static void master_signal(struct master *m, int signal)
{
    switch (signal) {
    case SIGCHLD:
        master_reap(m);
        break;
    case SIGHUP:
        if (!m->stopping)
            master_reload(m);
        break;
    case SIGTERM:
    case SIGINT:
        master_stop(m);
        break;
    default:
        break;
    }
}

/* Blocks the signals that master_run waits for. */
static void master_block(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGCHLD);
    sigaddset(signals, SIGHUP);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    sigprocmask(SIG_BLOCK, signals, NULL);
}

int master_run(const struct master_options *options)
{
    struct master m = {.options = options};
    char error[512];
    sigset_t signals;

    m.html = html_open(options->xsl, error, sizeof error);
    if (!m.html) {
        log_message("%s", error);
        return EXIT_FAILURE;
    }
    master_block(&signals);
    while (!m.stopping || m.leavers) {
        int64_t wait = master_tend(&m);
        struct timespec timeout = {.tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000};
        int signal = wait < 0 ? sigwaitinfo(&signals, NULL) : sigtimedwait(&signals, NULL, &timeout);

        if (signal > 0)
            master_signal(&m, signal);
    }
    html_free(m.html);
    return EXIT_SUCCESS;
}
