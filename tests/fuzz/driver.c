/*
 * Runs a fuzz target without libFuzzer: the corpus, then seeded mutations of it for some seconds.
 *
 *     build/tests/fuzz/fuzz_NAME SECONDS SEED CORPUS-FOLDER       prints `NAME: corpus N, mutated N, seed N`
 *
 * The same seed gives the same inputs in the same order; how many there is time for differs. Before a mutated input runs
 * it is not kept: a crash is found again by the same seed, or by `make fuzz`. EXIT STATUS 0; 2 usage or no corpus; a
 * broken property aborts.
 */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "fuzz.h"

enum { INPUT_MAX = 1 << 16, FILES_MAX = 1024 };

struct input {
    uint8_t *bytes;
    size_t size;
};

static struct input corpus[FILES_MAX];
static size_t files;
static uint64_t state;

/* xorshift64*: a number below the limit. */
static size_t below(size_t limit)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return limit == 0 ? 0 : (size_t)((state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}

static bool read_input(const char *path, struct input *input)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    input->bytes = malloc(INPUT_MAX);
    FUZZ_CHECK(input->bytes != NULL);
    input->size = fread(input->bytes, 1, INPUT_MAX, file);
    fclose(file);
    return true;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Reads the folder's files in the order of their names. */
static void read_corpus(const char *folder)
{
    struct dirent **entry;
    int entries = scandir(folder, &entry, NULL, by_name);
    char path[4096];
    for (int i = 0; i < entries; i++) {
        bool fits = snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name) < (int)sizeof path;
        if (fits && entry[i]->d_name[0] != '.' && files < FILES_MAX && read_input(path, &corpus[files]))
            files++;
        free(entry[i]);
    }
    if (entries >= 0)
        free(entry);
}

/* Replaces `old` bytes at a place by `count` others; as much as fits. */
static size_t splice(uint8_t *bytes, size_t size, size_t at, size_t old, const uint8_t *with, size_t count)
{
    if (size - old + count > INPUT_MAX)
        return size;
    memmove(bytes + at + count, bytes + at + old, size - at - old);
    if (count > 0)
        memcpy(bytes + at, with, count);
    return size - old + count;
}

/* One change: bits, interesting bytes, numbers, a piece taken away, doubled or brought from another input. */
static size_t mutate(uint8_t *bytes, size_t size)
{
    static const char *const piece[] = {"\xEF\xBC\xA1", "\xF0\xA0\xAE\xB7", "\xE4\xBD\x86", "\xE3\x80\x82", "\xC3",
                                        "\xED\xA0\x80", "\xF8",             "\n",           "\xFF\xFF\xFF\xFF"};
    uint8_t number[8];
    const struct input *other = &corpus[below(files)];
    size_t at = below(size + 1), some = below(size - at + 1), from = below(other->size + 1);
    const char *text = piece[below(sizeof piece / sizeof *piece)];
    switch (below(7)) {
    case 0:
        if (at < size)
            bytes[at] ^= (uint8_t)(1u << below(8));
        return size;
    case 1:
        if (at < size)
            bytes[at] = (uint8_t)below(256);
        return size;
    case 2: return splice(bytes, size, at, below(2) && at < size, (const uint8_t *)text, strlen(text));
    case 3: return splice(bytes, size, at, some < 32 ? some : below(32), NULL, 0);
    case 4: return splice(bytes, size, at, 0, other->bytes + from, below(other->size - from + 1));
    case 5:
        for (size_t i = 0; i < sizeof number; i++) number[i] = (uint8_t)(below(2) ? 0xFF : below(3));
        some = below(9);
        return splice(bytes, size, at, size - at < some ? size - at : some, number, some);
    default: return splice(bytes, size, at, 0, (const uint8_t *)"", below(2));
    }
}

/* Runs the target on its own exact copy, so that a sanitizer sees a read beyond the end. */
static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    FUZZ_CHECK(copy != NULL);
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

int main(int count, char **argument)
{
    static uint8_t bytes[INPUT_MAX];
    unsigned long mutated = 0;
    if (count != 4 || (read_corpus(argument[3]), files == 0)) {
        fprintf(stderr, "usage: %s SECONDS SEED CORPUS-FOLDER (with at least one file)\n", argument[0]);
        return 2;
    }
    double seconds = atof(argument[1]);
    state = strtoull(argument[2], NULL, 10) * 2 + 1;
    for (size_t i = 0; i < files; i++) run(corpus[i].bytes, corpus[i].size);
    for (clock_t start = clock(); (double)(clock() - start) < seconds * CLOCKS_PER_SEC; mutated++) {
        const struct input *base = &corpus[below(files)];
        size_t size = base->size, changes = 1 + below(8);
        memcpy(bytes, base->bytes, size);
        while (changes-- > 0) size = mutate(bytes, size);
        run(bytes, size);
    }
    printf("%s: corpus %zu, mutated %lu, seed %s\n", strrchr(argument[0], '_') + 1, files, mutated, argument[2]);
    for (size_t i = 0; i < files; i++) free(corpus[i].bytes);
    return 0;
}
