/* An allocator for work that ends as a whole: between arena_begin and arena_end memory comes from one region, which is
 * then empty again. Outside, and when the region is full, it is malloc's. */
#ifndef CGI_ARENA_H
#define CGI_ARENA_H

#include <stddef.h>

void arena_begin(void);

/* What is still in use (a library may have kept something for good) stays valid; the rest of the region is free. */
void arena_end(void);

/* As their namesakes of the C library, for memory of either kind. */
void *arena_malloc(size_t size);
void *arena_realloc(void *block, size_t size);
char *arena_strdup(const char *s);
void arena_free(void *block);

#endif
