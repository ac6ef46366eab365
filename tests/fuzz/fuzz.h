/* What a fuzz target and its drivers share: libFuzzer's entry point, an allocator, and a check that aborts. */
#ifndef FULFIL_FUZZ_H
#define FULFIL_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The target: any bytes may come; gives 0. A broken property aborts, so that the fuzzer keeps the input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_CHECK(condition)                                                        \
    do {                                                                             \
        if (!(condition)) {                                                          \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                 \
        }                                                                            \
    } while (0)

/* memory.h's allocator on the C library's. */
static inline void *fuzz_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    if (bytes > 0)
        return realloc(block, bytes);
    free(block);
    return NULL;
}

#endif
