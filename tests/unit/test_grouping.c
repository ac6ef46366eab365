/* Groups against one state per value, in any order; damaged bytes; out of memory. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/dice.h"
#include "ext/core/fulfilment_blob.h"
#include "ext/core/grouping.h"
#include "unit.h"

struct heap {
    long blocks, calls, failing; /* the call number `failing`, from 1, and all after it fail */
};

static void *heap_resize(void *context, void *block, size_t bytes)
{
    struct heap *heap = context;
    if (bytes == 0) {
        heap->blocks -= block != NULL;
        free(block);
        return NULL;
    }
    heap->calls++;
    if (heap->failing > 0 && heap->calls >= heap->failing)
        return NULL;
    heap->blocks += block == NULL;
    return realloc(block, bytes);
}

/* Values of every type, lengths on both sides of 8 bytes among them, ascending as SQLite orders them. */
#define TEXT(s)                                                 \
    {                                                           \
        .type = GROUPING_TEXT, .bytes = s, .size = sizeof s - 1 \
    }
#define BLOB(s)                                                 \
    {                                                           \
        .type = GROUPING_BLOB, .bytes = s, .size = sizeof s - 1 \
    }
static const struct grouping_key values[] = {
    {.type = GROUPING_NULL},
    {.type = GROUPING_REAL, .real = -1e300},
    {.type = GROUPING_INTEGER, .integer = INT64_MIN},
    {.type = GROUPING_INTEGER, .integer = -5},
    {.type = GROUPING_REAL, .real = 0.5},
    {.type = GROUPING_INTEGER, .integer = 7},
    {.type = GROUPING_REAL, .real = 0x1p53},
    {.type = GROUPING_INTEGER, .integer = (INT64_C(1) << 53) + 1},
    {.type = GROUPING_INTEGER, .integer = INT64_MAX},
    {.type = GROUPING_REAL, .real = 0x1p63},
    TEXT(""),
    TEXT("a"),
    TEXT("aa"),
    TEXT("aab"),
    TEXT("aba"),
    TEXT("abcd"),
    TEXT("abcdefgh\0"),
    TEXT("abcdefghi"),
    TEXT("abcdefg\xff"),
    TEXT("abce"),
    TEXT("b"),
    BLOB(""),
    BLOB("a"),
    BLOB("abcdefghijklmnopqrstuvwxyz"),
};
enum { VALUES = sizeof values / sizeof *values, CASES = 4000 };

/* Row number i, taken in an order that depends on the round. */
static void row_add(struct grouping *groups, uint32_t i, enum fulfilment_code *code)
{
    struct dice dice;
    dice_seed(&dice, i);
    const struct grouping_key *key = &values[dice_throw(&dice, VALUES)];
    struct fulfilment *state = key->type == GROUPING_TEXT && i % 2 == 0
                                   ? grouping_text_state(groups, key->bytes, key->size)
                                   : grouping_state(groups, key);
    int64_t t = dice_throw(&dice, 300);
    *code = state ? fulfilment_add_one(state, t, (enum fulfilment_outcome)dice_throw(&dice, 3)) : FULFILMENT_NOMEM;
}

static struct grouping *groups_make(struct heap *heap, uint32_t stride)
{
    struct grouping *groups = grouping_create(FULFILMENT_MINUTE, (struct memory){heap_resize, heap});
    enum fulfilment_code code;
    for (uint32_t i = 0; i < CASES; i++) {
        row_add(groups, i * stride % CASES, &code);
        ck_assert_int_eq(code, FULFILMENT_OK);
    }
    return groups;
}

static bool same_value(const struct grouping_key *a, const struct grouping_key *b)
{
    return a->type == b->type && a->integer == b->integer && a->real == b->real && a->size == b->size &&
           (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

START_TEST(keeps_each_value_and_its_state)
{
    struct heap heap = {0};
    struct grouping *groups = groups_make(&heap, 1);
    struct grouping_reader reader;
    unsigned char *bytes;
    size_t size, at = 0;
    ck_assert_int_eq(grouping_encode(groups, &bytes, &size), FULFILMENT_OK);
    ck_assert_int_eq(grouping_reader_open(&reader, bytes, size), FULFILMENT_OK);
    ck_assert_int_eq(reader.unit, FULFILMENT_MINUTE);
    for (; grouping_reader_next(&reader); at++) {
        struct fulfilment alone;
        const unsigned char *want;
        size_t want_size;
        fulfilment_init(&alone, FULFILMENT_MINUTE, (struct memory){heap_resize, &heap});
        for (uint32_t i = 0; i < CASES; i++) {
            struct dice dice;
            dice_seed(&dice, i);
            if (dice_throw(&dice, VALUES) != at)
                continue;
            int64_t t = dice_throw(&dice, 300);
            fulfilment_add(&alone, t, (enum fulfilment_outcome)dice_throw(&dice, 3), 1);
        }
        ck_assert_msg(at < VALUES && same_value(&reader.key, &values[at]), "group %zu", at);
        ck_assert_int_eq(fulfilment_encode(&alone, &want, &want_size), FULFILMENT_OK);
        ck_assert(want_size == reader.state_size && memcmp(want, reader.state, want_size) == 0);
        fulfilment_free(&alone);
    }
    ck_assert_uint_eq(at, VALUES);
    heap_resize(&heap, bytes, 0);
    grouping_free(groups);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

START_TEST(is_the_same_in_any_order)
{
    static const uint32_t strides[] = {1, 3999, 1777, 2333};
    struct heap heap = {0};
    unsigned char *bytes[2];
    size_t size[2];
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
        struct grouping *groups = groups_make(&heap, strides[i]);
        ck_assert_int_eq(grouping_encode(groups, &bytes[i > 0], &size[i > 0]), FULFILMENT_OK);
        grouping_free(groups);
        if (i == 0)
            continue;
        ck_assert(size[0] == size[1] && memcmp(bytes[0], bytes[1], size[0]) == 0);
        heap_resize(&heap, bytes[1], 0);
    }
    heap_resize(&heap, bytes[0], 0);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

/* A text's group is new, has one case afterwards, and is found again as a key; no blob shares it. */
static void meets_for_the_first_time(struct grouping *groups, const char *text, size_t size)
{
    struct grouping_key key = {.type = GROUPING_TEXT, .bytes = text, .size = size};
    struct fulfilment *state = grouping_text_state(groups, text, size);
    ck_assert_ptr_nonnull(state);
    ck_assert_msg(fulfilment_cases(state) == 0, "%.*s has another text's group", (int)size, text);
    ck_assert_int_eq(fulfilment_add_one(state, 1, FULFILMENT_SOLVED), FULFILMENT_OK);
    ck_assert_ptr_eq(grouping_text_state(groups, text, size), state);
    ck_assert_ptr_eq(grouping_text_recent(groups, text, size), size - 1 < GROUPING_RECENT_BYTES ? state : NULL);
    ck_assert_ptr_eq(grouping_state(groups, &key), state);
    key.type = GROUPING_BLOB;
    ck_assert_int_eq(fulfilment_cases(grouping_state(groups, &key)), 0);
}

START_TEST(tells_texts_apart)
{
    struct heap heap = {0};
    struct grouping *groups = grouping_create(FULFILMENT_DAY, (struct memory){heap_resize, &heap});
    char text[20];
    for (size_t size = 0; size < sizeof text; size++) {
        for (unsigned bits = 0; size < 10 && bits < 1u << size; bits++) { /* all of two letters */
            for (size_t i = 0; i < size; i++) text[i] = bits >> i & 1 ? 'b' : 'a';
            meets_for_the_first_time(groups, text, size);
        }
        for (size_t at = 0; at < size; at++) { /* any third one at each place */
            memset(text, 'a', sizeof text);
            for (int byte = 0; byte < 256; byte++) {
                text[at] = (char)byte;
                if (byte != 'a' && (size >= 10 || byte != 'b'))
                    meets_for_the_first_time(groups, text, size);
            }
        }
    }
    grouping_free(groups);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

/* The hash that grouping.c has after the first 8 bytes of a text of 16. */
static uint64_t hash_of_half(uint64_t word)
{
    uint64_t hash = (((uint64_t)GROUPING_TEXT + 16 * 8) ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

START_TEST(tells_texts_of_one_hash_apart)
{
    struct heap heap = {0};
    struct grouping *groups = grouping_create(FULFILMENT_DAY, (struct memory){heap_resize, &heap});
    for (uint64_t i = 0; i < 100; i++) { /* a second half that undoes what the first does */
        uint64_t half[2] = {i, hash_of_half(i)};
        meets_for_the_first_time(groups, (const char *)half, sizeof half);
    }
    grouping_free(groups);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

START_TEST(joins_numbers_of_one_value)
{
    struct heap heap = {0};
    struct grouping *groups = grouping_create(FULFILMENT_DAY, (struct memory){heap_resize, &heap});
    struct grouping_key real = {.type = GROUPING_REAL, .real = 7}, integer = {.type = GROUPING_INTEGER, .integer = 7};
    struct grouping_key minus = {.type = GROUPING_REAL, .real = -0.0}, plus = {.type = GROUPING_REAL, .real = 0.0};
    struct fulfilment *state = grouping_state(groups, &real);
    ck_assert(state == grouping_state(groups, &integer) && state == grouping_state(groups, &real));
    ck_assert(grouping_state(groups, &minus) == grouping_state(groups, &plus) &&
              grouping_state(groups, &plus) != state);
    struct grouping_key text = {.type = GROUPING_TEXT, .bytes = "7", .size = 1}, blob = text;
    blob.type = GROUPING_BLOB;
    ck_assert(grouping_state(groups, &text) != grouping_state(groups, &blob));
    grouping_free(groups);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

/* A changed byte, a cut and an appended byte are damage; with the sum put right they are damage or groups, no crash. */
START_TEST(reads_no_damage)
{
    struct heap heap = {0};
    struct grouping *groups = groups_make(&heap, 1);
    struct grouping_reader reader;
    unsigned char *bytes;
    size_t size;
    struct dice dice;
    dice_seed(&dice, 5);
    ck_assert_int_eq(grouping_encode(groups, &bytes, &size), FULFILMENT_OK);
    grouping_free(groups);
    for (size_t cut = 0; cut < size; cut += 1 + cut / 50)
        ck_assert_int_eq(grouping_reader_open(&reader, bytes, cut), FULFILMENT_DAMAGED);
    for (int round = 0; round < unit_rounds(20000); round++) {
        unsigned char *copy = malloc(size);
        size_t at = round < 200 ? (size_t)round : dice_throw(&dice, (uint32_t)size);
        memcpy(copy, bytes, size);
        copy[at] ^= (unsigned char)(1 + dice_throw(&dice, 255));
        ck_assert_int_eq(grouping_reader_open(&reader, copy, size), FULFILMENT_DAMAGED);
        uint32_t sum = fulfilment_checksum(copy, size - 4);
        for (int i = 0; i < 4; i++) copy[size - 4 + (size_t)i] = (unsigned char)(sum >> 8 * i);
        if (grouping_reader_open(&reader, copy, size) == FULFILMENT_OK)
            while (grouping_reader_next(&reader))
                ck_assert_int_eq(fulfilment_check(reader.state, reader.state_size), FULFILMENT_OK);
        free(copy);
    }
    heap_resize(&heap, bytes, 0);
    ck_assert_int_eq(heap.blocks, 0);
}
END_TEST

START_TEST(lives_without_memory)
{
    for (long failing = 1; failing < 200; failing++) {
        struct heap heap = {.failing = failing};
        struct grouping *groups = grouping_create(FULFILMENT_DAY, (struct memory){heap_resize, &heap});
        enum fulfilment_code code = groups ? FULFILMENT_OK : FULFILMENT_NOMEM;
        unsigned char *bytes = NULL;
        size_t size;
        for (uint32_t i = 0; i < 600 && code == FULFILMENT_OK; i++) row_add(groups, i, &code);
        if (code == FULFILMENT_OK)
            code = grouping_encode(groups, &bytes, &size);
        ck_assert(code == (heap.calls >= failing ? FULFILMENT_NOMEM : FULFILMENT_OK));
        heap_resize(&heap, bytes, 0);
        grouping_free(groups);
        ck_assert_int_eq(heap.blocks, 0);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("grouping");
    TCase *cases = tcase_create("grouping");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, keeps_each_value_and_its_state);
    tcase_add_test(cases, is_the_same_in_any_order);
    tcase_add_test(cases, tells_texts_apart);
    tcase_add_test(cases, tells_texts_of_one_hash_apart);
    tcase_add_test(cases, joins_numbers_of_one_value);
    tcase_add_test(cases, reads_no_damage);
    tcase_add_test(cases, lives_without_memory);
    suite_add_tcase(suite, cases);
    return suite;
}
