/*
 * Check characters of unified social credit codes.
 *
 * Both standards (after ISO 7064's pure systems) weigh each character's value with its place and take the complement of
 * the sum. Values differ: GB 32100 numbers its own 31 characters, GB 11714 all of 0-9 and A-Z.
 */
#include "uscc.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Place of a character in a list; -1 if it is not there (NUL never is). */
static int value_in(const char *list, char character)
{
    const char *found = character == '\0' ? NULL : strchr(list, character);
    return found == NULL ? -1 : (int)(found - list);
}

char uscc_check(const char code[USCC_LENGTH - 1])
{
    int sum = 0, weight = 1;
    for (int i = 0; i < USCC_LENGTH - 1; i++) {
        int value = value_in(alphabet, code[i]);
        if (value < 0)
            return '\0';
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

char uscc_organisation_check(const char body[USCC_ORGANISATION_BODY])
{
    static const int weight[USCC_ORGANISATION_BODY] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < USCC_ORGANISATION_BODY; i++) {
        int value = value_in(letters, body[i]);
        if (value < 0)
            return '\0';
        sum += value * weight[i];
    }
    return "0123456789X"[(11 - sum % 11) % 11];
}

bool uscc_valid(const char *code, size_t length)
{
    if (length != USCC_LENGTH || uscc_check(code) != code[USCC_LENGTH - 1])
        return false;
    for (int i = USCC_DIVISION; i < USCC_DIVISION + USCC_DIVISION_LENGTH; i++) {
        if (code[i] < '0' || code[i] > '9')
            return false;
    }
    const char *organisation = code + USCC_ORGANISATION;
    return uscc_organisation_check(organisation) == organisation[USCC_ORGANISATION_BODY];
}
