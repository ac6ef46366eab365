/* The allocator that the core's modules are given. */
#ifndef FULFIL_MEMORY_H
#define FULFIL_MEMORY_H

#include <stddef.h>

/*
 * One function does all: resize(context, NULL, n) allocates n bytes, resize(context, block, n) changes a block's size,
 * resize(context, block, 0) frees it (a null block too) and gives NULL. NULL for n > 0 means out of memory; the block
 * is then unchanged.
 */
struct memory {
    void *(*resize)(void *context, void *block, size_t bytes);
    void *context;
};

#endif
