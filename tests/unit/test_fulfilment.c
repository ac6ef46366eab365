/*
 * The state of durations against a plain list of cases: adding, removing, merging, encoding, and bytes that are no
 * state.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ext/core/fulfilment.h"
#include "ext/core/fulfilment_blob.h"
#include "ledger.h"
#include "unit.h"

/* --- random cases ----------------------------------------------------------------------------------------------------- */

static uint64_t seed;

static uint64_t random_bits(void)
{
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static int64_t random_below(int64_t limit)
{
    return (int64_t)(random_bits() % (uint64_t)limit);
}

struct plain {
    int64_t t;
    enum fulfilment_outcome outcome;
};

enum { CASES = 3000 };

/* Durations of every magnitude: a few days, a year, seconds of a year, centuries, the longest. */
static struct plain random_case(int shape)
{
    static const int64_t reach[] = {1, 40, 400, 5000, 100000, 31536000, INT64_C(31536000000), FULFILMENT_LONGEST + 1};
    int64_t limit = reach[shape < 8 ? shape : random_below(8)];
    return (struct plain){random_below(limit),
                          (enum fulfilment_outcome)(random_below(10) < 6   ? FULFILMENT_SOLVED
                                                    : random_below(10) < 7 ? FULFILMENT_OPEN
                                                                           : FULFILMENT_WITHDRAWN)};
}

static void make_state(struct fulfilment *state)
{
    fulfilment_init(state, FULFILMENT_DAY, ledger_memory);
}

static void add(struct fulfilment *state, struct plain one)
{
    ck_assert_int_eq(fulfilment_add_one(state, one.t, one.outcome), FULFILMENT_OK);
}

static int compare(const void *a, const void *b)
{
    const struct plain *x = a, *y = b;
    return x->t != y->t ? (x->t > y->t) - (x->t < y->t) : (int)x->outcome - (int)y->outcome;
}

/* The state must hold exactly the cases, which get sorted. */
static void is_state_of(struct fulfilment *state, struct plain *list, size_t count)
{
    struct fulfilment_cursor cursor;
    struct fulfilment_row row;
    size_t at = 0;
    qsort(list, count, sizeof *list, compare);
    ck_assert_int_eq(fulfilment_cursor_open(&cursor, state), FULFILMENT_OK);
    while (fulfilment_cursor_next(&cursor, &row)) {
        ck_assert(row.count[0] + row.count[1] + row.count[2] > 0);
        for (int o = 0; o < FULFILMENT_OUTCOMES; o++) {
            for (int64_t i = 0; i < row.count[o]; i++, at++) {
                ck_assert(at < count);
                ck_assert_int_eq(list[at].t, row.t);
                ck_assert_int_eq((int)list[at].outcome, o);
            }
        }
    }
    ck_assert_uint_eq(at, count);
    ck_assert_int_eq(fulfilment_cases(state), (int64_t)count);
}

static void same_bytes(struct fulfilment *a, struct fulfilment *b)
{
    const unsigned char *x, *y;
    size_t m, n;
    ck_assert_int_eq(fulfilment_encode(a, &x, &m), FULFILMENT_OK);
    ck_assert_int_eq(fulfilment_encode(b, &y, &n), FULFILMENT_OK);
    ck_assert_uint_eq(m, n);
    ck_assert_mem_eq(x, y, n);
}

/* --- what is added is there ------------------------------------------------------------------------------------------- */

START_TEST(holds_what_was_added_and_not_removed)
{
    static struct plain list[CASES];
    for (int round = 0; round < unit_rounds(20); round++) {
        struct fulfilment state;
        size_t count = 0, limit = (size_t)random_below(CASES);
        make_state(&state);
        for (int step = 0; step < 2 * CASES; step++) {
            if (count < limit && random_below(3) > 0) {
                list[count] = random_case(_i);
                add(&state, list[count++]);
            } else if (count > 0) {
                size_t at = (size_t)random_below((int64_t)count);
                ck_assert_int_eq(fulfilment_remove_one(&state, list[at].t, list[at].outcome), FULFILMENT_OK);
                list[at] = list[--count];
            }
            if (random_below(CASES) == 0)
                is_state_of(&state, list, count);
        }
        is_state_of(&state, list, count);
        fulfilment_free(&state);
    }
    ledger_is_clear();
}
END_TEST

START_TEST(removing_undoes_adding)
{
    struct fulfilment never, state;
    make_state(&never);
    make_state(&state);
    static struct plain list[CASES];
    for (int i = 0; i < CASES; i++) {
        list[i] = random_case(_i);
        add(&state, list[i]);
        if (i % 3 == 0)
            add(&never, list[i]);
    }
    for (int i = 0; i < CASES; i++) {
        if (i % 3 != 0)
            ck_assert_int_eq(fulfilment_remove(&state, list[i].t, list[i].outcome, 1), FULFILMENT_OK);
    }
    same_bytes(&state, &never);
    ck_assert_int_eq(fulfilment_unmerge(&state, &never), FULFILMENT_OK);
    ck_assert_int_eq(fulfilment_cases(&state), 0);
    struct fulfilment empty;
    make_state(&empty);
    same_bytes(&state, &empty);
    fulfilment_free(&state);
    fulfilment_free(&never);
    fulfilment_free(&empty);
    ledger_is_clear();
}
END_TEST

START_TEST(refuses_what_it_cannot_hold)
{
    static const int64_t there[] = {3, 70, 1000000};
    struct fulfilment state;
    make_state(&state);
    ck_assert_int_eq(fulfilment_remove(&state, 3, FULFILMENT_OPEN, 1), FULFILMENT_ABSENT);
    ck_assert_int_eq(fulfilment_remove_one(&state, 300, FULFILMENT_OPEN), FULFILMENT_ABSENT);
    for (int i = 0; i < 3; i++) add(&state, (struct plain){there[i], FULFILMENT_SOLVED});
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(fulfilment_remove_one(&state, there[i], FULFILMENT_OPEN), FULFILMENT_ABSENT);
        ck_assert_int_eq(fulfilment_remove_one(&state, there[i] + 1, FULFILMENT_SOLVED), FULFILMENT_ABSENT);
        ck_assert_int_eq(fulfilment_remove(&state, there[i], FULFILMENT_SOLVED, 2), FULFILMENT_ABSENT);
    }
    ck_assert_int_eq(fulfilment_add_one(&state, -1, FULFILMENT_OPEN), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_add_one(&state, INT64_MIN, FULFILMENT_OPEN), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_add(&state, FULFILMENT_LONGEST + 1, FULFILMENT_OPEN, 1), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_add(&state, 1, FULFILMENT_OPEN, -1), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_add(&state, 1, FULFILMENT_OPEN, FULFILMENT_MOST - 2), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_remove(&state, -1, FULFILMENT_OPEN, 1), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_remove(&state, 3, FULFILMENT_OPEN, -1), FULFILMENT_RANGE);
    ck_assert_int_eq(fulfilment_cases(&state), 3);
    ck_assert_int_eq(fulfilment_add(&state, FULFILMENT_LONGEST, FULFILMENT_OPEN, FULFILMENT_MOST - 3), FULFILMENT_OK);
    struct fulfilment other;
    fulfilment_init(&other, FULFILMENT_SECOND, ledger_memory);
    ck_assert_int_eq(fulfilment_merge(&state, &other), FULFILMENT_UNIT);
    fulfilment_free(&other);
    make_state(&other);
    add(&other, (struct plain){3, FULFILMENT_OPEN});
    ck_assert_int_eq(fulfilment_merge(&state, &other), FULFILMENT_RANGE);
    fulfilment_free(&state);
    fulfilment_free(&other);
    fulfilment_free(&other);
    ledger_is_clear();
}
END_TEST

/* A single duration of centuries costs next to nothing, and seconds of a year at most some 128 bytes each. */
START_TEST(takes_memory_for_durations_not_for_their_length)
{
    struct fulfilment state;
    make_state(&state);
    add(&state, (struct plain){FULFILMENT_LONGEST, FULFILMENT_OPEN});
    ck_assert_uint_le(ledger.bytes, 1024);
    for (int i = 0; i < 100000; i++)
        add(&state, (struct plain){INT64_C(10000000000) + random_below(1000000000), FULFILMENT_SOLVED});
    ck_assert_uint_le(ledger.bytes, 128 * 100000);
    fulfilment_free(&state);
    make_state(&state);
    for (int i = 0; i < 10000 + unit_rounds(1000000); i++) add(&state, (struct plain){random_below(4000), FULFILMENT_SOLVED});
    ck_assert_uint_le(ledger.bytes, 200 * 4000);
    ck_assert_int_ge(state.dense_size, 4000);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

/* --- merging and encoding --------------------------------------------------------------------------------------------- */

enum { PARTS = 7 };

START_TEST(parts_in_any_order_give_the_bytes_of_the_whole)
{
    for (int round = 0; round < unit_rounds(10); round++) {
        struct fulfilment whole, part[PARTS], sum, again;
        const unsigned char *bytes;
        size_t size;
        make_state(&whole);
        make_state(&sum);
        make_state(&again);
        for (int i = 0; i < PARTS; i++) make_state(&part[i]);
        for (int64_t i = random_below(CASES); i > 0; i--) {
            struct plain one = random_case(_i);
            add(&whole, one);
            add(&part[random_below(PARTS)], one);
        }
        for (int i = 0, at = (int)random_below(PARTS); i < PARTS; i++, at = (at + 3) % PARTS) {
            ck_assert_int_eq(fulfilment_merge(&sum, &part[at]), FULFILMENT_OK);
            ck_assert_int_eq(fulfilment_encode(&part[at], &bytes, &size), FULFILMENT_OK);
            ck_assert_int_eq(fulfilment_check(bytes, size), FULFILMENT_OK);
            ck_assert_int_eq(fulfilment_decode(&again, bytes, size), FULFILMENT_OK);
        }
        same_bytes(&whole, &sum);
        same_bytes(&whole, &again);
        ck_assert_int_eq(fulfilment_encode(&part[0], &bytes, &size), FULFILMENT_OK);
        ck_assert_int_eq(fulfilment_undecode(&again, bytes, size), FULFILMENT_OK);
        ck_assert_int_eq(fulfilment_unmerge(&sum, &part[0]), FULFILMENT_OK);
        same_bytes(&sum, &again);
        fulfilment_free(&whole);
        fulfilment_free(&sum);
        fulfilment_free(&again);
        for (int i = 0; i < PARTS; i++) fulfilment_free(&part[i]);
    }
    ledger_is_clear();
}
END_TEST

START_TEST(reading_gives_back_what_was_written)
{
    static struct plain list[CASES];
    for (int round = 0; round < unit_rounds(20); round++) {
        struct fulfilment state, copy;
        const unsigned char *bytes;
        size_t size, count = (size_t)random_below(CASES);
        fulfilment_init(&state, (enum fulfilment_unit)(round % FULFILMENT_UNITS), ledger_memory);
        fulfilment_init(&copy, state.unit, ledger_memory);
        for (size_t i = 0; i < count; i++) {
            list[i] = random_case(_i);
            add(&state, list[i]);
        }
        ck_assert_int_eq(fulfilment_encode(&state, &bytes, &size), FULFILMENT_OK);
        ck_assert_int_eq(fulfilment_decode(&copy, bytes, size), FULFILMENT_OK);
        is_state_of(&copy, list, count);
        copy.unit = (enum fulfilment_unit)((round + 1) % FULFILMENT_UNITS);
        ck_assert_int_eq(fulfilment_decode(&copy, bytes, size), FULFILMENT_UNIT);
        fulfilment_free(&state);
        fulfilment_free(&copy);
    }
    ledger_is_clear();
}
END_TEST

START_TEST(large_counts_keep_every_bit)
{
    struct fulfilment state, copy;
    const unsigned char *bytes;
    size_t size;
    int64_t count = FULFILMENT_MOST / 256 - 1;
    make_state(&state);
    make_state(&copy);
    for (int64_t t = 0; t < 64; t++) {
        for (int o = 0; o < FULFILMENT_OUTCOMES; o++)
            ck_assert_int_eq(fulfilment_add(&state, t, (enum fulfilment_outcome)o, count - 64 * o - t), FULFILMENT_OK);
    }
    ck_assert_int_eq(fulfilment_encode(&state, &bytes, &size), FULFILMENT_OK);
    ck_assert_int_eq(fulfilment_decode(&copy, bytes, size), FULFILMENT_OK);
    same_bytes(&state, &copy);
    for (int64_t t = 0; t < 64; t++) {
        for (int o = 0; o < FULFILMENT_OUTCOMES; o++)
            ck_assert_int_eq(fulfilment_remove(&copy, t, (enum fulfilment_outcome)o, count - 64 * o - t),
                             FULFILMENT_OK);
    }
    ck_assert_int_eq(fulfilment_cases(&copy), 0);
    fulfilment_free(&state);
    fulfilment_free(&copy);
    ledger_is_clear();
}
END_TEST

/* Cases spread evenly, most of them early, and evenly with withdrawn ones too. */
START_TEST(ten_thousand_cases_over_400_days_take_less_than_a_kilobyte)
{
    struct fulfilment state;
    const unsigned char *bytes;
    size_t size;
    make_state(&state);
    for (int i = 0; i < 10000; i++) {
        int64_t t = random_below(400);
        enum fulfilment_outcome outcome = random_below(10) < 7 ? FULFILMENT_SOLVED : FULFILMENT_OPEN;
        if (_i == 1)
            t = t * random_below(400) / 400 * random_below(400) / 400;
        if (_i == 2 && random_below(10) == 0)
            outcome = FULFILMENT_WITHDRAWN;
        add(&state, (struct plain){t, outcome});
    }
    add(&state, (struct plain){399, FULFILMENT_OPEN});
    ck_assert_int_eq(fulfilment_encode(&state, &bytes, &size), FULFILMENT_OK);
    ck_assert_uint_lt(size, 1000);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

/* The form is fixed: stores keep it. */
START_TEST(has_a_stated_form)
{
    static const unsigned char sparse[] = {0x46, 0x10, 1, 2, 0, 0, 1, 0x43, 0xC5, 1, 1, 0};
    struct fulfilment state;
    const unsigned char *bytes;
    size_t size;
    make_state(&state);
    add(&state, (struct plain){3, FULFILMENT_SOLVED});
    add(&state, (struct plain){5, FULFILMENT_SOLVED});
    add(&state, (struct plain){5, FULFILMENT_OPEN});
    ck_assert_int_eq(fulfilment_encode(&state, &bytes, &size), FULFILMENT_OK);
    ck_assert_uint_eq(size, sizeof sparse + 4);
    ck_assert_mem_eq(bytes, sparse, sizeof sparse);
    ck_assert_uint_eq(bytes[12] | (unsigned)bytes[13] << 8 | (unsigned)bytes[14] << 16 | (unsigned)bytes[15] << 24,
                      fulfilment_checksum(sparse, sizeof sparse));
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

/* --- bytes that are no state ------------------------------------------------------------------------------------------ */

/* A state's bytes, copied into a block of exactly that size so that the sanitizers see what is read beyond. */
static unsigned char *random_bytes(int shape, int64_t cases, size_t *size)
{
    struct fulfilment state;
    const unsigned char *bytes;
    make_state(&state);
    for (int64_t i = 0; i < cases; i++) add(&state, random_case(shape));
    ck_assert_int_eq(fulfilment_encode(&state, &bytes, size), FULFILMENT_OK);
    unsigned char *copy = malloc(*size);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, *size);
    fulfilment_free(&state);
    return copy;
}

START_TEST(a_changed_bit_or_length_is_damage)
{
    for (int64_t cases = 0; cases < 200; cases += 66) {
        size_t size;
        unsigned char *bytes = random_bytes(_i, cases, &size);
        for (size_t bit = 0; bit < 8 * size; bit++) {
            bytes[bit / 8] = (unsigned char)(bytes[bit / 8] ^ 1u << bit % 8);
            ck_assert_int_eq(fulfilment_check(bytes, size), FULFILMENT_DAMAGED);
            bytes[bit / 8] = (unsigned char)(bytes[bit / 8] ^ 1u << bit % 8);
        }
        for (size_t cut = 0; cut < size; cut++) {
            unsigned char *part = malloc(cut + 1);
            ck_assert_ptr_nonnull(part);
            memcpy(part, bytes, cut);
            ck_assert_int_eq(fulfilment_check(part, cut), FULFILMENT_DAMAGED);
            free(part);
        }
        ck_assert_int_eq(fulfilment_check(bytes, size), FULFILMENT_OK);
        free(bytes);
    }
}
END_TEST

/* Bytes whose checksum is right all the same: refused, or a state like any other. */
START_TEST(damage_behind_the_checksum_does_no_harm)
{
    int refused = 0, rounds = unit_rounds(2000);
    for (int round = 0; round < rounds; round++) {
        struct fulfilment state, before;
        size_t size;
        unsigned char *bytes = random_bytes(_i, 1 + random_below(60), &size);
        for (int64_t i = random_below(3); i >= 0; i--)
            bytes[2 + random_below((int64_t)size - 6)] = (unsigned char)random_bits();
        uint32_t sum = fulfilment_checksum(bytes, size - 4);
        for (int i = 0; i < 4; i++) bytes[size - 4 + (size_t)i] = (unsigned char)(sum >> 8 * i);
        make_state(&state);
        make_state(&before);
        enum fulfilment_code code = fulfilment_decode(&state, bytes, size);
        if (code == FULFILMENT_OK) {
            const unsigned char *again;
            size_t length;
            ck_assert_int_eq(fulfilment_encode(&state, &again, &length), FULFILMENT_OK);
            ck_assert_int_eq(fulfilment_check(again, length), FULFILMENT_OK);
        } else {
            ck_assert_int_eq(code, FULFILMENT_DAMAGED);
            same_bytes(&state, &before);
            refused++;
        }
        fulfilment_free(&state);
        fulfilment_free(&before);
        free(bytes);
    }
    ck_assert_int_gt(refused, rounds / 2);
    ledger_is_clear();
}
END_TEST

/* --- no memory -------------------------------------------------------------------------------------------------------- */

/* What one case more or less changes in place is what writing the state anew gives, and old bytes are not taken for new. */
START_TEST(written_at_every_change_it_keeps_the_stated_form)
{
    static struct plain list[4000];
    static unsigned char old[1 << 16];
    struct fulfilment state, fresh;
    const unsigned char *bytes;
    size_t count = 0, size, old_size = 0;
    make_state(&state);
    seed = 11 + (uint64_t)_i;
    for (int step = 0; step < 1500; step++) {
        const int64_t many = step % 50 == 49 ? 1 + random_below(300) : 1; /* counts of more than 7 bits come and go */
        if (count > 0 && (random_below(step < 750 ? 3 : 2) == 0 || count > 3600)) {
            size_t at = (size_t)random_below((int64_t)count);
            ck_assert_int_eq(fulfilment_remove_one(&state, list[at].t, list[at].outcome), FULFILMENT_OK);
            list[at] = list[--count];
        } else {
            struct plain one = random_case(_i);
            ck_assert_int_eq(fulfilment_add(&state, one.t, one.outcome, many), FULFILMENT_OK);
            for (int64_t i = 0; i < many && count < 4000; i++) list[count++] = one;
        }
        ck_assert(!fulfilment_encoded(&state, old, old_size));
        ck_assert_int_eq(fulfilment_encode(&state, &bytes, &size), FULFILMENT_OK);
        ck_assert(!state.pages || fulfilment_encoded(&state, bytes, size));
        make_state(&fresh);
        for (size_t i = 0; i < count; i++) add(&fresh, list[i]);
        same_bytes(&fresh, &state);
        fulfilment_free(&fresh);
        old_size = size < sizeof old ? size : 0;
        memcpy(old, bytes, old_size);
    }
    ck_assert(state.dense_size == 0 || state.pages != NULL);
    fulfilment_free(&state);
    ledger_is_clear();
}
END_TEST

START_TEST(without_memory_nothing_is_lost)
{
    for (long failing = 1; failing < 200; failing++) {
        struct fulfilment state;
        const unsigned char *bytes;
        size_t size;
        static struct plain list[400];
        size_t count = 0;
        bool failed = false;
        make_state(&state);
        seed = 7;
        ledger_fail_at(failing);
        for (int i = 0; i < 400; i++) {
            struct plain one = random_case(_i);
            enum fulfilment_code code = fulfilment_add_one(&state, one.t, one.outcome);
            if (code == FULFILMENT_OK) {
                list[count++] = one;
            } else {
                ck_assert_int_eq(code, FULFILMENT_NOMEM);
                failed = true;
            }
        }
        if (fulfilment_encode(&state, &bytes, &size) == FULFILMENT_NOMEM)
            failed = true;
        ledger_fail_at(0);
        is_state_of(&state, list, count);
        fulfilment_free(&state);
        ledger_is_clear();
        if (!failed)
            return;
    }
    ck_abort_msg("memory never sufficed");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("fulfilment");
    TCase *cases = tcase_create("fulfilment");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, holds_what_was_added_and_not_removed, 0, 9);
    tcase_add_loop_test(cases, removing_undoes_adding, 0, 9);
    tcase_add_test(cases, refuses_what_it_cannot_hold);
    tcase_add_test(cases, takes_memory_for_durations_not_for_their_length);
    tcase_add_loop_test(cases, parts_in_any_order_give_the_bytes_of_the_whole, 0, 9);
    tcase_add_loop_test(cases, reading_gives_back_what_was_written, 0, 9);
    tcase_add_loop_test(cases, written_at_every_change_it_keeps_the_stated_form, 0, 9);
    tcase_add_test(cases, large_counts_keep_every_bit);
    tcase_add_loop_test(cases, ten_thousand_cases_over_400_days_take_less_than_a_kilobyte, 0, 3);
    tcase_add_test(cases, has_a_stated_form);
    tcase_add_loop_test(cases, a_changed_bit_or_length_is_damage, 0, 9);
    tcase_add_loop_test(cases, damage_behind_the_checksum_does_no_harm, 0, 9);
    tcase_add_loop_test(cases, without_memory_nothing_is_lost, 0, 9);
    suite_add_tcase(suite, cases);
    return suite;
}
