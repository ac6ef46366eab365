/* The master process: keeps the workers alive, reloads and stops them. */
#ifndef CGI_MASTER_H
#define CGI_MASTER_H

#include "answer.h"

#define MASTER_WORKERS 64

struct master_options {
    struct site site;
    const char *xsl;
    int fd;      /* listening socket */
    int workers; /* 1 to MASTER_WORKERS */
};

/* Runs until SIGTERM or SIGINT and until its last worker has gone. Returns an exit status: failure only when the
 * stylesheets could not be compiled at the start. */
int master_run(const struct master_options *options);

#endif
