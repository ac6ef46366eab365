/* An allocator that keeps each block's size before it, and counts. */
#include "ledger.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

struct ledger ledger = {.granted = -1};

/* Room for a size_t that keeps the block behind it aligned for anything. */
enum { HEAD = 16 };

static void *ledger_resize(void *context, void *block, size_t bytes)
{
    (void)context;
    size_t old = 0;
    unsigned char *base = block ? (unsigned char *)block - HEAD : NULL;
    if (base)
        memcpy(&old, base, sizeof old);
    if (bytes > 0 && ledger.granted >= 0 && ledger.granted-- == 0)
        return NULL;
    if (bytes == 0) {
        ledger.blocks -= base != NULL;
        ledger.bytes -= old;
        free(base);
        return NULL;
    }
    unsigned char *fresh = realloc(base, bytes + HEAD);
    ck_assert_ptr_nonnull(fresh);
    memcpy(fresh, &bytes, sizeof bytes);
    ledger.blocks += base == NULL;
    ledger.bytes += bytes - old;
    return fresh + HEAD;
}

const struct memory ledger_memory = {ledger_resize, NULL};

void ledger_fail_at(long n)
{
    ledger.granted = n - 1;
}

void ledger_is_clear(void)
{
    ck_assert_uint_eq(ledger.blocks, 0);
    ck_assert_uint_eq(ledger.bytes, 0);
}
