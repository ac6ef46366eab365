/* The page cache of one worker: a hash table of finished answers, in order of use. */
#include "cache.h"

#include <stdlib.h>
#include <string.h>

#define CACHE_SLOTS 1024

struct cache_entry {
    struct cache_entry *next_in_slot;
    struct cache_entry *newer, *older;
    struct cache_page page;
    int64_t end;
    size_t bytes, slot;
    char *key; /* behind the entry, and the body behind it */
};

struct cache {
    struct cache_entry *slot[CACHE_SLOTS];
    struct cache_entry *newest, *oldest;
    size_t bytes, limit;
    int64_t version;
};

/* FNV-1a. */
static size_t cache_slot(const char *key)
{
    uint64_t hash = 0xcbf29ce484222325;

    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001b3;
    return (size_t)(hash >> 32) % CACHE_SLOTS;
}

struct cache *cache_create(size_t bytes)
{
    struct cache *c = calloc(1, sizeof *c);

    if (c)
        c->limit = bytes;
    return c;
}

/* Takes the entry out of the order of use. */
static void cache_unlink(struct cache *c, struct cache_entry *e)
{
    *(e->newer ? &e->newer->older : &c->newest) = e->older;
    *(e->older ? &e->older->newer : &c->oldest) = e->newer;
    e->newer = e->older = NULL;
}

/* Puts it at the head of the order of use. */
static void cache_link(struct cache *c, struct cache_entry *e)
{
    e->older = c->newest;
    *(c->newest ? &c->newest->newer : &c->oldest) = e;
    c->newest = e;
}

static void cache_drop(struct cache *c, struct cache_entry *e)
{
    struct cache_entry **at = &c->slot[e->slot];

    while (*at != e)
        at = &(*at)->next_in_slot;
    *at = e->next_in_slot;
    cache_unlink(c, e);
    c->bytes -= e->bytes;
    free(e);
}

void cache_free(struct cache *c)
{
    if (!c)
        return;
    while (c->oldest)
        cache_drop(c, c->oldest);
    free(c);
}

/* Empties the cache if what it holds was made from another version. */
static void cache_move_to(struct cache *c, int64_t version)
{
    if (c->version == version)
        return;
    while (c->oldest)
        cache_drop(c, c->oldest);
    c->version = version;
}

static struct cache_entry *cache_lookup(struct cache *c, const char *key)
{
    struct cache_entry *e = c->slot[cache_slot(key)];

    while (e && strcmp(e->key, key) != 0)
        e = e->next_in_slot;
    return e;
}

const struct cache_page *cache_find(struct cache *c, const char *key, int64_t version, int64_t now)
{
    struct cache_entry *e;

    cache_move_to(c, version);
    e = cache_lookup(c, key);
    if (!e)
        return NULL;
    if (now >= e->end) {
        cache_drop(c, e);
        return NULL;
    }
    cache_unlink(c, e);
    cache_link(c, e);
    return &e->page;
}

void cache_keep(struct cache *c, const char *key, int64_t version, int64_t end, const struct cache_page *page)
{
    size_t key_size = strlen(key) + 1, bytes = sizeof(struct cache_entry) + key_size + page->len;
    struct cache_entry *e;
    char *body;

    cache_move_to(c, version);
    e = cache_lookup(c, key);
    if (e)
        cache_drop(c, e);
    if (bytes > c->limit / 4)
        return;
    while (c->oldest && c->bytes + bytes > c->limit)
        cache_drop(c, c->oldest);
    e = malloc(bytes);
    if (!e)
        return;
    *e = (struct cache_entry){.page = *page, .end = end, .bytes = bytes, .slot = cache_slot(key)};
    e->key = (char *)(e + 1);
    body = e->key + key_size;
    memcpy(e->key, key, key_size);
    memcpy(body, page->body, page->len);
    e->page.body = body;
    e->next_in_slot = c->slot[e->slot];
    c->slot[e->slot] = e;
    cache_link(c, e);
    c->bytes += bytes;
}
