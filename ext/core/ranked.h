/* A sorted multiset of numbers that gives its k-th smallest, for windows: values come, leave and are asked for by rank. */
#ifndef FULFIL_RANKED_H
#define FULFIL_RANKED_H

#include <stdbool.h>
#include <stdint.h>

#include "memory.h"

/*
 * A number of SQLite, either type, under one exact order: major is the nearest double in the order of doubles
 * (ranked_major), minor what the integer has beyond it, 0 for a real. Integers and reals of the same value are equal.
 */
struct ranked_key {
    uint64_t major;
    int64_t minor; /* within -1024..1024 */
};

/* Doubles as unsigned integers in the same order; -0.0 is 0.0. NaN must not come here. */
static inline uint64_t ranked_major(double real)
{
    union {
        double real;
        uint64_t bits;
    } number = {.real = real + 0.0};
    return number.bits ^ (number.bits >> 63 ? UINT64_MAX : UINT64_C(1) << 63);
}

/* The double of a major. */
double ranked_real(uint64_t major);

/* The key of an integer. */
struct ranked_key ranked_integer(int64_t integer);

/* The integer of a key whose double lies within -2^63..2^63 and has no fraction, and which came from an integer. */
int64_t ranked_exact(struct ranked_key key);

struct ranked;

/* An empty set, to be freed with ranked_free; NULL when out of memory. */
struct ranked *ranked_create(struct memory memory);

/* NULL is legal. */
void ranked_free(struct ranked *set);

uint64_t ranked_count(const struct ranked *set);

/* Adds a key, once more if it is there. False when out of memory; the set is then unchanged. O(log n) + a block. */
bool ranked_insert(struct ranked *set, struct ranked_key key);

/* Takes one of the keys equal to this one away; false if there is none. O(log n) + a block. */
bool ranked_remove(struct ranked *set, struct ranked_key key);

/*
 * The key at rank 0..count-1, 0 being the smallest. A cursor stays where the last rank was found and moves with what
 * comes and leaves before it, so that asking for about the same rank again is O(1).
 */
struct ranked_key ranked_at(struct ranked *set, uint64_t rank);

#endif
