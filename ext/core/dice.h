/* Random numbers that are the same on every machine: xoshiro256** by D. Blackman and S. Vigna (2018), seeded by SplitMix64. */
#ifndef FULFIL_DICE_H
#define FULFIL_DICE_H

#include <stdint.h>

struct dice {
    uint64_t state[4];
};

/* Every seed gives another sequence. */
static inline void dice_seed(struct dice *dice, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
        z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
        dice->state[i] = z ^ z >> 31;
    }
}

/* 64 random bits. */
static inline uint64_t dice_bits(struct dice *dice)
{
    uint64_t *s = dice->state, five = s[1] * 5, result = (five << 7 | five >> 57) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = s[3] << 45 | s[3] >> 19;
    return result;
}

/* 0..sides-1, each equally likely, sides > 0: 32 bits times sides, those that would favour some thrown again (Lemire 2019). */
static inline uint32_t dice_throw(struct dice *dice, uint32_t sides)
{
    uint64_t product = (dice_bits(dice) >> 32) * sides;
    if ((uint32_t)product < sides) {
        uint32_t unfair = (0u - sides) % sides;
        while ((uint32_t)product < unfair) product = (dice_bits(dice) >> 32) * sides;
    }
    return (uint32_t)(product >> 32);
}

#endif
