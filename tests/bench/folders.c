/*
 * Folding by this project and by three libraries over the same lines, CPU time in turn. For text.sh.
 *
 *     folders FILE ROUNDS     prints `NAME NANOSECONDS-A-LINE`, the median of the rounds, for each
 *
 * The libraries do as much of the job as each does: ICU and utf8proc NFKC with case folding (width and case, no
 * script), OpenCC traditional to simplified (script alone). fold_text() does all three.
 */
#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <utf8proc.h>

#include "ext/core/fold.h"

enum { LINE_MAX_BYTES = 4096, ROUNDS_MAX = 99 };

static char **line;
static size_t lines;
static size_t sum; /* of what came out, so that nothing is left out */
static opencc_t converter;
static const UNormalizer2 *normaliser;

static void read_lines(const char *path)
{
    char text[LINE_MAX_BYTES];
    FILE *file = fopen(path, "r");
    if (file == NULL)
        exit(2);
    while (fgets(text, sizeof text, file) != NULL) {
        text[strcspn(text, "\n")] = '\0';
        line = realloc(line, (lines + 1) * sizeof *line);
        line[lines++] = strdup(text);
    }
    fclose(file);
}

static void by_fulfil(const char *text, size_t bytes)
{
    char out[FOLD_ROOM(LINE_MAX_BYTES)];
    sum += fold_text(text, bytes, out);
}

static void by_icu(const char *text, size_t bytes)
{
    UChar wide[LINE_MAX_BYTES], folded[2 * LINE_MAX_BYTES];
    char out[4 * LINE_MAX_BYTES];
    int32_t count, done;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide, LINE_MAX_BYTES, &count, text, (int32_t)bytes, &status);
    done = unorm2_normalize(normaliser, wide, count, folded, 2 * LINE_MAX_BYTES, &status);
    u_strToUTF8(out, sizeof out, &count, folded, done, &status);
    sum += (size_t)count;
}

static void by_utf8proc(const char *text, size_t bytes)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t count = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)bytes, &out,
                                          UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    sum += (size_t)count;
    free(out);
}

static void by_opencc(const char *text, size_t bytes)
{
    char *out = opencc_convert_utf8(converter, text, bytes);
    sum += strlen(out);
    opencc_convert_utf8_free(out);
}

static double cpu(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int count, char **argument)
{
    static const struct contestant {
        const char *name;
        void (*fold)(const char *, size_t);
        size_t share; /* of the lines, one in so many: the slow ones see fewer */
    } contestant[] = {
        {"fulfil", by_fulfil, 1}, {"icu", by_icu, 1}, {"utf8proc", by_utf8proc, 1}, {"opencc", by_opencc, 50}};
    enum { CONTESTANTS = sizeof contestant / sizeof *contestant };
    static double took[CONTESTANTS][ROUNDS_MAX];
    int rounds = count == 3 ? atoi(argument[2]) : 0;
    UErrorCode status = U_ZERO_ERROR;
    if (rounds < 1 || rounds > ROUNDS_MAX)
        return 2;
    read_lines(argument[1]);
    converter = opencc_open("t2s.json");
    normaliser = unorm2_getNFKCCasefoldInstance(&status);
    if (lines == 0 || converter == (opencc_t)-1 || U_FAILURE(status))
        return 2;
    for (int round = 0; round < rounds; round++) {
        for (int c = 0; c < CONTESTANTS; c++) {
            double start = cpu();
            size_t done = 0;
            for (size_t i = 0; i < lines; i += contestant[c].share, done++)
                contestant[c].fold(line[i], strlen(line[i]));
            took[c][round] = (cpu() - start) / (double)done;
        }
    }
    for (int c = 0; c < CONTESTANTS; c++) {
        qsort(took[c], (size_t)rounds, sizeof *took[c], by_value);
        printf("%s %.1f\n", contestant[c].name, took[c][rounds / 2]);
    }
    return sum == 0;
}
