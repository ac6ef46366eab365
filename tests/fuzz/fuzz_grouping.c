/*
 * Any bytes as the states of fulfilment_by, also with the checksums made right, of the whole and of each state in it:
 * refused, or groups in order that come out the same when put together again.
 */
#include <string.h>

#include "ext/core/fulfilment_blob.h"
#include "ext/core/grouping.h"
#include "fuzz.h"

static const struct memory memory = {fuzz_resize, NULL};

enum { CHECKSUM = 4, HEADER = 10, WORD = 8 };

static void seal(uint8_t *bytes, size_t size)
{
    if (size < CHECKSUM)
        return;
    uint32_t sum = fulfilment_checksum(bytes, size - CHECKSUM);
    for (int i = 0; i < CHECKSUM; i++) bytes[size - CHECKSUM + (size_t)i] = (uint8_t)(sum >> 8 * i);
}

/* A word of 8 bytes at `at`, no more than is left; moves on behind it. */
static size_t length_at(const uint8_t *bytes, size_t *at, size_t end)
{
    uint64_t word = 0;
    for (int i = 0; i < WORD && *at < end; i++) word |= (uint64_t)bytes[(*at)++] << 8 * i;
    return word < end - *at ? (size_t)word : end - *at;
}

/* Makes the checksum of each state right, as far as the lengths lead to states. */
static void seal_states(uint8_t *bytes, size_t size)
{
    size_t at = HEADER, end = size < HEADER + CHECKSUM ? 0 : size - CHECKSUM;
    while (at < end) {
        enum grouping_type type = (enum grouping_type)bytes[at++];
        if (type == GROUPING_INTEGER || type == GROUPING_REAL)
            at += WORD < end - at ? WORD : end - at;
        else if (type == GROUPING_TEXT || type == GROUPING_BLOB)
            at += length_at(bytes, &at, end);
        size_t length = length_at(bytes, &at, end);
        seal(bytes + at, length);
        at += length;
    }
}

/* Puts all groups into another set, in an order of its own, and writes that. */
static struct grouping *rebuild(const uint8_t *bytes, size_t size, unsigned char **out, size_t *length)
{
    struct grouping_reader reader;
    FUZZ_CHECK(grouping_reader_open(&reader, bytes, size) == FULFILMENT_OK);
    struct grouping *groups = grouping_create(reader.unit, memory);
    FUZZ_CHECK(groups != NULL);
    while (grouping_reader_next(&reader)) {
        struct fulfilment *state = grouping_state(groups, &reader.key);
        FUZZ_CHECK(state != NULL && fulfilment_cases(state) == 0);
        FUZZ_CHECK(fulfilment_decode(state, reader.state, reader.state_size) == FULFILMENT_OK);
    }
    FUZZ_CHECK(grouping_encode(groups, out, length) == FULFILMENT_OK);
    return groups;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size + 1); /* its own block, so that the sanitizers see what is read beyond */
    unsigned char *once, *twice;
    size_t once_size, twice_size;
    struct grouping_reader reader;
    FUZZ_CHECK(copy != NULL);
    memcpy(copy, data, size);
    grouping_reader_open(&reader, copy, size);
    seal_states(copy, size);
    seal(copy, size);
    if (grouping_reader_open(&reader, copy, size) == FULFILMENT_OK) {
        struct grouping *first = rebuild(copy, size, &once, &once_size);
        struct grouping *second = rebuild(once, once_size, &twice, &twice_size);
        FUZZ_CHECK(once_size == twice_size && memcmp(once, twice, once_size) == 0);
        grouping_free(first);
        grouping_free(second);
        free(once);
        free(twice);
    }
    free(copy);
    return 0;
}
