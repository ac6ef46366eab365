/* A worker process: answers requests from the listening socket one after another until it is told to stop. */
#ifndef CGI_WORKER_H
#define CGI_WORKER_H

#include "answer.h"

/* Runs until SIGTERM or SIGINT, finishing the request in hand. Returns the exit status of the process. */
int worker_run(const struct site *site, struct html *html, int fd);

#endif
