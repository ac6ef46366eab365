/*
 * Logarithms in whole numbers.
 *
 * The binary logarithm is found bit by bit: the number is scaled to [1,2), and each squaring tells the next binary
 * digit by whether it passes 2 (Knuth, TAOCP 1, section 1.2.2, exercise 25 and its kin). The natural one is its multiple
 * by ln 2. A libm's log() differs in the last place from machine to machine; what is stored in a model must not.
 */
#include "fixed_log.h"

uint32_t fixed_log(uint32_t number)
{
    unsigned whole = 31;
    while (number >> whole == 0) whole--;
    uint64_t part = (uint64_t)number << (31 - whole); /* [1,2) in 2^-31 */
    uint32_t binary = whole << 16;
    for (uint32_t bit = 1 << 15; bit > 0; bit >>= 1) {
        part = part * part >> 31;
        if (part >> 32) {
            binary |= bit;
            part >>= 1;
        }
    }
    return (uint32_t)((uint64_t)binary * 45426 >> 16); /* ln 2 in 65536ths */
}
