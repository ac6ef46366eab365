/* What a worker can do without, taken away by the kernel. */
#ifndef CGI_SANDBOX_H
#define CGI_SANDBOX_H

#include <stdbool.h>

/* From now on this process can start no program and no process, open no connection, send no signal to another one, and
 * make, rename, remove or change the rights of no file. False when the kernel or the processor offers no such thing;
 * then nothing has changed. It cannot be undone. */
bool sandbox_enter(void);

#endif
