/* An allocator for tests of the core that counts what is held and can refuse. */
#ifndef FULFIL_LEDGER_H
#define FULFIL_LEDGER_H

#include <stddef.h>

#include "ext/core/memory.h"

/* What is allocated now, and how many allocations are still granted (negative: all). */
struct ledger {
    size_t blocks, bytes;
    long granted;
};

extern struct ledger ledger;
extern const struct memory ledger_memory;

/* From now on the n-th allocation is refused, and that one only; 0: none. */
void ledger_fail_at(long n);

/* Fails the test if anything is still allocated. */
void ledger_is_clear(void);

#endif
