/* Logarithms in whole numbers, the same on every machine. */
#ifndef FULFIL_FIXED_LOG_H
#define FULFIL_FIXED_LOG_H

#include <stdint.h>

/* Natural logarithm of number >= 1 in 65536ths, rounded down; at most 4 of them below the true value. O(1). */
uint32_t fixed_log(uint32_t number);

#endif
