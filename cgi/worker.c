/* A worker process. */
#include "worker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fcgi_io.h"
#include "log.h"
#include "sandbox.h"

static void worker_stop(int signal)
{
    (void)signal;
    fcgi_stop();
}

/* SIGTERM and SIGINT stop (interrupting a waiting accept, hence no SA_RESTART); the others are the master's. */
static void worker_signals(void)
{
    struct sigaction stop = {.sa_handler = worker_stop}, ignore = {.sa_handler = SIG_IGN};
    sigset_t none;

    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGHUP, &ignore, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static int64_t worker_microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Answers the request that fcgi_accept gave. */
static void worker_request(struct server *server, struct fcgi *fcgi)
{
    struct request_input in = {
        .method = fcgi_param(fcgi, "REQUEST_METHOD"),
        .uri = fcgi_param(fcgi, "REQUEST_URI"),
        .query = fcgi_param(fcgi, "QUERY_STRING"),
        .viewer = fcgi_param(fcgi, "REMOTE_USER"),
        .if_none_match = fcgi_param(fcgi, "HTTP_IF_NONE_MATCH"),
    };
    struct reply_sink sink = {.write = fcgi_write, .context = fcgi};
    struct reply_result result;
    int64_t start = worker_microseconds();
    struct log_request line = {.id = fcgi_param(fcgi, "REQUEST_ID"), .method = in.method, .uri = in.uri,
                               .viewer = in.viewer};

    server_answer(server, &in, &sink, &result);
    line.query = in.uri && strchr(in.uri, '?') ? NULL : in.query;
    line.status = result.status;
    line.bytes = result.bytes;
    line.cache = result.cache;
    line.microseconds = worker_microseconds() - start;
    log_request(&line);
    fcgi_finish(fcgi, result.broken);
}

/* Waits for a request. While nobody asks, a new worker prepares the reports, one statement after the other: some half a
 * second of work that the first to ask after a start does not wait for. */
static bool worker_next(struct server *server, struct fcgi *fcgi)
{
    while (!fcgi_waiting() && server_warm(server))
        ;
    return fcgi_accept(fcgi);
}

int worker_run(const struct site *site, struct html *html, int fd)
{
    struct server *server = server_create(site, html);
    struct fcgi *fcgi = server ? fcgi_open(fd) : NULL;

    if (!fcgi) {
        log_message("worker: %s", server ? "cannot take requests" : "out of memory");
        server_free(server);
        return EXIT_FAILURE;
    }
    worker_signals();
#ifndef __SANITIZE_ADDRESS__ /* whose leak check at the end starts a thread */
    if (!sandbox_enter())
        log_message("worker: no sandbox on this system");
#endif
    while (worker_next(server, fcgi))
        worker_request(server, fcgi);
    fcgi_close(fcgi);
    server_free(server);
    return EXIT_SUCCESS;
}
