/* FastCGI: the only module that knows libfcgi. */
#ifndef CGI_FCGI_IO_H
#define CGI_FCGI_IO_H

#include <stdbool.h>
#include <stddef.h>

struct fcgi;

/* Takes requests from a listening socket; NULL when that cannot be begun. One per process. */
struct fcgi *fcgi_open(int fd);

/* Whether fcgi_accept would come back at once: somebody waits to be served, or fcgi_stop was called. */
bool fcgi_waiting(void);

/* Waits for a request. False after fcgi_stop, or when the socket fails. */
bool fcgi_accept(struct fcgi *f);

/* A parameter of the request, NULL if it has none of that name. */
const char *fcgi_param(const struct fcgi *f, const char *name);

/* Writes bytes of the response; false when the web server has gone. Fits reply_sink. */
bool fcgi_write(void *fcgi, const char *bytes, size_t n);

/* Ends the request; `broken` cuts the connection instead, so that the web server sees a response that stopped short. */
void fcgi_finish(struct fcgi *f, bool broken);

/* Makes fcgi_accept give up, now or when it is called next; the request in hand goes on. Safe in a signal handler. */
void fcgi_stop(void);

/* Frees; NULL is legal. */
void fcgi_close(struct fcgi *f);

#endif
