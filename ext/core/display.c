/*
 * Numbers as people read them.
 *
 * A percentage is a long division digit by digit, in which remainder plus divisor always fits 64 bits: nothing is
 * rounded before the end and nothing overflows, whatever the two numbers are.
 */
#include "display.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int display_grouped(uint64_t number, char text[DISPLAY_SIZE])
{
    char digits[24];
    int at = 0, length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return at;
}

static uint64_t magnitude(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

void display_count(int64_t count, char text[DISPLAY_SIZE])
{
    if (count < 0)
        *text++ = '-';
    display_grouped(magnitude(count), text);
}

/* The next decimal digit of remainder / divisor, remainder < divisor <= 2^63; leaves the new remainder. */
static unsigned next_digit(uint64_t *remainder, uint64_t divisor)
{
    unsigned digit = 0;
    uint64_t rest = 0;
    for (int i = 0; i < 10; i++) {
        rest += *remainder;
        if (rest < divisor)
            continue;
        rest -= divisor;
        digit++;
    }
    *remainder = rest;
    return digit;
}

/* Adds one unit in the last place to a number written in decimal digits, which begins with a spare 0. */
static void increment(char *digits, size_t length)
{
    while (digits[--length] == '9') digits[length] = '0';
    digits[length]++;
}

/* A share between none and all that rounding has made into either becomes the nearest text that says neither. */
static void keep_apart(char text[DISPLAY_SIZE])
{
    if (strcmp(text, "0.00%") == 0)
        strcpy(text, "0.01%");
    else if (strcmp(text, "100.00%") == 0)
        strcpy(text, "99.99%");
}

void display_percent(int64_t n, int64_t d, char text[DISPLAY_SIZE])
{
    uint64_t divisor = (uint64_t)d, remainder = magnitude(n) % divisor;
    char digits[DISPLAY_SIZE]; /* the percentage in hundredths: a spare 0, the quotient, four decimals */
    int length = snprintf(digits, sizeof digits, "0%" PRIu64, magnitude(n) / divisor);
    for (int i = 0; i < 4; i++) digits[length++] = (char)('0' + next_digit(&remainder, divisor));
    digits[length] = '\0';
    if (2 * remainder >= divisor)
        increment(digits, (size_t)length);
    const char *first = digits;
    while (*first == '0' && length > 3) {
        first++;
        length--;
    }
    const char *sign = n < 0 && strspn(first, "0") < (size_t)length ? "-" : "";
    snprintf(text, DISPLAY_SIZE, "%s%.*s.%s%%", sign, length - 2, first, first + length - 2);
    if (n > 0 && n < d)
        keep_apart(text);
}
