/* The page cache of one worker: finished answers, bounded by their bytes. */
#ifndef CGI_CACHE_H
#define CGI_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "etag.h"

/* A kept answer. */
struct cache_page {
    const char *body;
    size_t len;
    char etag[ETAG_SIZE];
};

struct cache;

/* A cache of at most `bytes`; NULL when out of memory. */
struct cache *cache_create(size_t bytes);

/* Frees; NULL is legal. */
void cache_free(struct cache *c);

/* The page kept under the key, provided that the store's version is still the one it was made from and `now`
 * (milliseconds, monotonic) is before its end; NULL otherwise. A new version empties the cache. Valid until the next
 * call. */
const struct cache_page *cache_find(struct cache *c, const char *key, int64_t version, int64_t now);

/* Keeps a copy of a page made from `version` until `end` (INT64_MAX: as long as the version stands). The least recently
 * used pages give way; one that is larger than a quarter of the cache is not kept. */
void cache_keep(struct cache *c, const char *key, int64_t version, int64_t end, const struct cache_page *page);

#endif
