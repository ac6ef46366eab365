/* Grams of any bytes: sorted, distinct, alike whichever way one asks; similar sets share a mark. */
#include <stdbool.h>
#include <string.h>

#include "ext/core/gram.h"
#include "fuzz.h"

static uint64_t *grams(const uint8_t *text, size_t bytes, size_t *count)
{
    uint64_t *gram = malloc(GRAM_ROOM(bytes) * sizeof *gram);
    FUZZ_CHECK(gram != NULL);
    *count = gram_set((const char *)text, bytes, gram);
    FUZZ_CHECK(*count >= 1 && *count <= GRAM_ROOM(bytes));
    for (size_t i = 1; i < *count; i++) FUZZ_CHECK(gram[i - 1] < gram[i]);
    return gram;
}

/* Whether sets made for thresholds share a mark; overwrites them. */
static bool share_mark(uint64_t *a, size_t n, double for_a, uint64_t *b, size_t m, double for_b)
{
    uint32_t *x = malloc(n * sizeof *x), *y = malloc(m * sizeof *y);
    FUZZ_CHECK(x != NULL && y != NULL);
    size_t xs = gram_marks(a, n, for_a, x), ys = gram_marks(b, m, for_b, y);
    bool share = false;
    for (size_t i = 0, j = 0; i < xs && j < ys && !share; x[i] < y[j] ? i++ : j++) share = x[i] == y[j];
    free(x);
    free(y);
    return share;
}

/* The first byte cuts the rest in two texts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t cut = data[0] % size, n, m;
    uint64_t *a = grams(data + 1, cut, &n), *b = grams(data + 1 + cut, size - 1 - cut, &m);
    double similarity = gram_similarity(n, m, gram_shared(a, n, b, m));
    FUZZ_CHECK(similarity >= 0 && similarity <= 1);
    FUZZ_CHECK(similarity == gram_similarity(m, n, gram_shared(b, m, a, n)));
    FUZZ_CHECK(gram_shared(a, n, a, n) == n);
    if (similarity > 0) {
        FUZZ_CHECK(m >= gram_least(similarity, n) && m <= gram_most(similarity, n));
        FUZZ_CHECK(share_mark(a, n, similarity, b, m, similarity / 2));
    }
    free(a);
    free(b);
    return 0;
}
