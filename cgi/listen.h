/* The listening socket: one given by whoever started the server, or one of its own. */
#ifndef CGI_LISTEN_H
#define CGI_LISTEN_H

#include <stdbool.h>
#include <stddef.h>

/* The descriptor of a socket given as standard input, -1 when that is no listening socket. */
int listen_inherited(void);

/* Makes a socket at a path in place of one that nobody serves any more; mode 0660. -1 with the reason in error. */
int listen_create(const char *path, char *error, size_t size);

/* Removes the path that listen_create made, unless somebody has put another socket there since. */
void listen_remove(const char *path, int fd);

#endif
