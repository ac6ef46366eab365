/* An allocator for work that ends as a whole.
 *
 * XSLT makes and drops tens of thousands of small blocks a page; a quarter of its time went into malloc and free. Here
 * a block is cut from the front of a region, with its size before it, and a freed one waits in a list of its size for
 * the next of that size. Nothing is given back until arena_end puts the front back to where it was.
 *
 * The region is address space, reserved once; pages that a large page has touched are given back to the system. With
 * AddressSanitizer all memory is malloc's, so that it sees every block. */
#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ARENA_SIZE ((size_t)512 << 20)
#define ARENA_KEEP ((size_t)16 << 20)
#define ARENA_UNIT ((size_t)16)
#define ARENA_SMALL ((size_t)1024)
#define ARENA_LISTS (ARENA_SMALL / ARENA_UNIT + 32)

/* Before each block: its size without this head. */
union arena_head {
    size_t size;
    max_align_t align;
};

struct arena_free_block {
    struct arena_free_block *next;
};

/* One for the process, as the allocator of a library must be. */
static struct {
    char *region;
    size_t base, front; /* where the present work began, where the next block comes from */
    size_t live;        /* blocks in use */
    bool active, refused;
    struct arena_free_block *list[ARENA_LISTS]; /* see arena_class */
} arena;

static bool arena_is_ours(const void *block)
{
    return (uintptr_t)block - (uintptr_t)arena.region < ARENA_SIZE && arena.region;
}

static union arena_head *arena_head(void *block)
{
    return (union arena_head *)block - 1;
}

/* The list for blocks of a size, and the size that they really have: a multiple of ARENA_UNIT up to ARENA_SMALL, a
 * power of two beyond. */
static size_t arena_class(size_t size, size_t *whole)
{
    size_t list = ARENA_SMALL / ARENA_UNIT;

    if (size <= ARENA_SMALL) {
        *whole = size ? (size + ARENA_UNIT - 1) & ~(ARENA_UNIT - 1) : ARENA_UNIT;
        return *whole / ARENA_UNIT - 1;
    }
    for (*whole = 2 * ARENA_SMALL; *whole < size; *whole *= 2)
        list++;
    return list;
}

void arena_begin(void)
{
#ifndef __SANITIZE_ADDRESS__
    if (!arena.region && !arena.refused) {
        void *region = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                            -1, 0);

        arena.refused = region == MAP_FAILED;
        arena.region = arena.refused ? NULL : region;
    }
    arena.active = arena.region != NULL;
#endif
}

void arena_end(void)
{
    if (!arena.active)
        return;
    arena.active = false;
    if (arena.live > 0)
        arena.base = arena.front;
    if (arena.front > arena.base + ARENA_KEEP) {
        size_t start = (arena.base + ARENA_KEEP) & ~(size_t)4095;

        madvise(arena.region + start, ARENA_SIZE - start, MADV_DONTNEED);
    }
    arena.front = arena.base;
    arena.live = 0;
    memset(arena.list, 0, sizeof arena.list);
}

void *arena_malloc(size_t size)
{
    struct arena_free_block *block;
    union arena_head *head;
    size_t whole, list;

    if (!arena.active || size > ARENA_SIZE / 4)
        return malloc(size);
    list = arena_class(size, &whole);
    block = arena.list[list];
    if (!block && whole + sizeof *head > ARENA_SIZE - arena.front)
        return malloc(size);
    arena.live++;
    if (block) {
        arena.list[list] = block->next;
        return block;
    }
    head = (union arena_head *)(arena.region + arena.front);
    head->size = whole;
    arena.front += sizeof *head + whole;
    return head + 1;
}

void arena_free(void *block)
{
    size_t whole, list;

    if (!arena_is_ours(block)) {
        free(block);
        return;
    }
    if (!arena.active || block < (void *)(arena.region + arena.base))
        return; /* kept from earlier work: its place is lost */
    arena.live--;
    list = arena_class(arena_head(block)->size, &whole);
    ((struct arena_free_block *)block)->next = arena.list[list];
    arena.list[list] = block;
}

void *arena_realloc(void *block, size_t size)
{
    size_t old;
    void *moved;

    if (!block)
        return arena_malloc(size);
    if (!arena_is_ours(block))
        return realloc(block, size);
    old = arena_head(block)->size;
    if (size <= old)
        return block;
    moved = arena_malloc(size);
    if (moved) {
        memcpy(moved, block, old);
        arena_free(block);
    }
    return moved;
}

char *arena_strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = arena_malloc(n);

    return copy ? memcpy(copy, s, n) : NULL;
}
