/* Random numbers that are the same everywhere for the same seed: splitmix64 (Steele, Lea and Flood 2014). */
#ifndef FULFIL_RANDOM_H
#define FULFIL_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* The next 64 bits; *state is the seed at first. */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Puts a list of fewer than 2^32 numbers into a random order (Fisher and Yates). */
static inline void random_shuffle(uint32_t *list, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)((random_next(state) >> 32) * i >> 32);
        uint32_t kept = list[i - 1];
        list[i - 1] = list[other];
        list[other] = kept;
    }
}

#endif
