/* Check characters of unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997). */
#ifndef FULFIL_USCC_H
#define FULFIL_USCC_H

#include <stdbool.h>
#include <stddef.h>

enum {
    USCC_LENGTH = 18,
    USCC_ORGANISATION = 8,      /* place of the organisation code, from 0: characters 9 to 17 */
    USCC_ORGANISATION_BODY = 8, /* its characters before its own check character */
    USCC_DIVISION = 2,          /* place of the administrative division: characters 3 to 8, digits */
    USCC_DIVISION_LENGTH = 6
};

/*
 * Whether `length` bytes are a unified social credit code: 18 characters of the alphabet 0-9 and A-Z without I, O, S,
 * V, Z, upper case only; the division all digits; the organisation code inside with a right check character by
 * GB 11714 (modulo 11, X for 10); the last character right by GB 32100 (weights 3^i, modulo 31). O(1).
 */
bool uscc_valid(const char *code, size_t length);

/*
 * The 18th character for the first 17, which must be of the alphabet; 0 if one is not. The organisation code inside
 * is not looked at.
 */
char uscc_check(const char code[USCC_LENGTH - 1]);

/* The 9th character of an organisation code for the 8 before it, 0-9 and A-Z; 0 if one is neither. */
char uscc_organisation_check(const char body[USCC_ORGANISATION_BODY]);

#endif
