/* Folding of any bytes: within its room, as many characters as before, the same when folded again. */
#include <string.h>

#include "ext/core/fold.h"
#include "ext/core/utf8.h"
#include "fuzz.h"

/* Characters as SQLite counts them. */
static size_t characters(const unsigned char *text, size_t bytes)
{
    size_t count = 0;
    uint32_t code;
    for (size_t at = 0; at < bytes; count++) {
        size_t taken = utf8_next(text + at, bytes - at, &code);
        FUZZ_CHECK(taken > 0 && taken <= bytes - at);
        at += taken;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t room = FOLD_ROOM(size);
    char *once = malloc(room + 1), *twice = malloc(FOLD_ROOM(room) + 1);
    FUZZ_CHECK(once != NULL && twice != NULL);
    size_t bytes = fold_text((const char *)data, size, once);
    FUZZ_CHECK(bytes <= room);
    FUZZ_CHECK(characters(data, size) == characters((const unsigned char *)once, bytes));
    FUZZ_CHECK(fold_text(once, bytes, twice) == bytes);
    FUZZ_CHECK(memcmp(once, twice, bytes) == 0);
    free(once);
    free(twice);
    return 0;
}
