/*
 * Brute force that does nothing but compare: reads lines, makes their gram sets once, compares every pair, and prints
 * how many are similar and the CPU seconds of the comparing alone.
 *
 *     pairs THRESHOLD <titles
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ext/core/gram.h"

enum { MANY = 200000 };

int main(int count, char **argument)
{
    static uint64_t *gram[MANY];
    static size_t grams[MANY];
    char *line = NULL;
    size_t room = 0, lines = 0, pairs = 0;
    ssize_t length;
    double threshold = count > 1 ? atof(argument[1]) : 0.6;
    while (lines < MANY && (length = getline(&line, &room, stdin)) >= 0) {
        gram[lines] = malloc(GRAM_ROOM(length) * sizeof **gram);
        if (gram[lines] == NULL)
            return 1;
        grams[lines] = gram_set(line, (size_t)length, gram[lines]);
        lines++;
    }
    clock_t start = clock();
    for (size_t i = 0; i < lines; i++) {
        for (size_t j = 0; j < i; j++)
            pairs += gram_similarity(grams[i], grams[j], gram_shared(gram[i], grams[i], gram[j], grams[j])) >= threshold;
    }
    printf("%zu %.4f\n", pairs, (double)(clock() - start) / CLOCKS_PER_SEC);
    return 0;
}
