/*
 * LIBLINEAR beside the trained categoriser: the same rows, grams and folds; for LIBLINEAR the plain weights
 * (1 + ln count) * idf of the literature, solver 1, its default tolerance, C as said. Prints both one's quality and CPU
 * time of training; ours includes weights, confidence and rounding, LIBLINEAR's its solver alone.
 *
 *     liblinear ROWS [C]          ROWS: see rows.py
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define model liblinear_model /* the name is ours too */
#include <linear.h>
#undef model

#include "corpus.h"
#include "crossval.h"
#include "folds.h"
#include "train.h"

enum { FOLDS = 5, BITS = 18, LEAST = 2 };

static void *resize(void *context, void *block, size_t bytes)
{
    (void)context;
    if (bytes > 0)
        return realloc(block, bytes);
    free(block);
    return NULL;
}

static const struct memory memory = {resize, NULL};

static double cpu(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static void silent(const char *text)
{
    (void)text;
}

/* The texts in the order they were added. */
static struct said {
    char *text;
    size_t bytes;
} *said;

static void read_rows(const char *path, struct corpus *corpus)
{
    FILE *file = fopen(path, "rb");
    uint32_t length[2];
    while (file && fread(length, sizeof *length, 2, file) == 2) {
        char *text = malloc(length[0] + length[1] + 1);
        if (fread(text, 1, length[0] + length[1], file) != length[0] + length[1] ||
            corpus_add(corpus, text, length[0], text + length[0], length[1]) != CORPUS_OK)
            exit(1);
        said = realloc(said, corpus->rows * sizeof *said);
        said[corpus->rows - 1] = (struct said){text, length[0]};
    }
    if (!file || !corpus_order(corpus))
        exit(1);
    fclose(file);
}

/* Of each row of the ordered corpus its grams with their counts, which the corpus does not keep. */
static struct counted {
    struct hashed *gram;
    size_t grams;
} *counted;

static void count_rows(const struct corpus *corpus)
{
    struct hashed_list list = {.memory = memory};
    counted = calloc(corpus->rows + 1, sizeof *counted);
    for (size_t i = 0; i < corpus->rows; i++) {
        const struct said *row = &said[corpus->row[i].added];
        if (!hashed_count(&list, row->text, row->bytes, corpus->bits))
            exit(1);
        counted[i] = (struct counted){malloc((list.grams + 1) * sizeof *list.gram), list.grams};
        memcpy(counted[i].gram, list.gram, list.grams * sizeof *list.gram);
    }
}

/* The row as LIBLINEAR wants it, from *node on, which moves. */
static struct feature_node *row_nodes(size_t at, const int *number, const double *idf, int bias,
                                      struct feature_node **node)
{
    const struct counted *row = &counted[at];
    struct feature_node *begin = *node, *end = begin;
    double squares = 0;
    for (uint32_t i = 0; i < row->grams; i++) {
        uint32_t index = row->gram[i].index;
        if (number[index] == 0)
            continue;
        double value = (1 + log(row->gram[i].count)) * idf[index];
        squares += value * value;
        *end++ = (struct feature_node){number[index], value};
    }
    for (struct feature_node *each = begin; each < end; each++) each->value /= sqrt(squares);
    *end++ = (struct feature_node){bias, 1};
    *end++ = (struct feature_node){-1, 0};
    *node = end;
    return begin;
}

/* Trains LIBLINEAR without one fold and counts what it says of that one; gives the seconds of training. */
static double try_fold(const struct corpus *corpus, const uint32_t *fold, uint32_t held, double cost, uint64_t *count)
{
    size_t all = (size_t)1 << BITS, rows = 0;
    int *number = calloc(all, sizeof *number), features = 0;
    double *idf = calloc(all, sizeof *idf), *label = malloc(corpus->rows * sizeof *label);
    struct feature_node *node = malloc((corpus->grams + 2 * corpus->rows) * sizeof *node), *next = node;
    struct feature_node **row = malloc(corpus->rows * sizeof *row);
    for (size_t i = 0; i < corpus->rows; i++) {
        for (uint32_t k = 0; fold[i] != held && k < corpus->row[i].grams; k++) {
            number[CORPUS_GRAM(corpus->gram[corpus->row[i].start + k])]++;
        }
        rows += fold[i] != held;
    }
    for (size_t i = 0; i < all; i++) {
        idf[i] = 1 + log((1 + (double)rows) / (1 + number[i]));
        number[i] = number[i] >= LEAST ? ++features : 0;
    }
    rows = 0;
    for (size_t i = 0; i < corpus->rows; i++) {
        if (fold[i] == held)
            continue;
        label[rows] = corpus->row[i].label;
        row[rows++] = row_nodes(i, number, idf, features + 1, &next);
    }
    struct problem problem = {.l = (int)rows, .n = features + 1, .y = label, .x = row, .bias = 1};
    struct parameter parameter = {.solver_type = L2R_L2LOSS_SVC_DUAL, .eps = 0.1, .C = cost};
    double begin = cpu();
    struct liblinear_model *learnt = train(&problem, &parameter);
    double seconds = cpu() - begin;
    for (size_t i = 0; i < corpus->rows; i++) {
        if (fold[i] != held)
            continue;
        int label_said = (int)predict(learnt, row_nodes(i, number, idf, features + 1, &next));
        count[corpus->row[i].label * (corpus->labels + 1) + (size_t)label_said]++;
    }
    free_and_destroy_model(&learnt);
    free(number), free(idf), free(label), free(node), free(row);
    return seconds;
}

/* Trains ours on all but one fold; gives the seconds. */
static double time_ours(const struct corpus *corpus, const uint32_t *fold, uint32_t held, double cost)
{
    bool *use = malloc(corpus->rows);
    struct train_options options = {.seed = 1, .cost = cost, .least = LEAST, .folds = 3};
    struct model *made;
    for (size_t i = 0; i < corpus->rows; i++) use[i] = fold[i] != held;
    double begin = cpu();
    if (train_model(corpus, use, NULL, &options, &made) != TRAIN_OK)
        exit(1);
    double seconds = cpu() - begin;
    model_free(made);
    free(use);
    return seconds;
}

int main(int count, char **argument)
{
    double cost = count > 2 ? atof(argument[2]) : 1, theirs = 0, ours = 0;
    struct corpus corpus = {.memory = memory, .bits = BITS, .counted.memory = memory};
    set_print_string_function(silent);
    read_rows(argument[1], &corpus);
    count_rows(&corpus);
    uint32_t *fold = malloc(corpus.rows * sizeof *fold);
    struct crossval by_them = {.labels = (uint32_t)corpus.labels, .rows = corpus.rows};
    by_them.count = calloc(corpus.labels * (corpus.labels + 1), sizeof *by_them.count);
    folds_deal(&corpus, NULL, NULL, FOLDS, 1, fold);
    for (uint32_t held = 0; held < FOLDS; held++) {
        theirs += try_fold(&corpus, fold, held, cost, by_them.count);
        ours += time_ours(&corpus, fold, held, cost);
    }
    struct train_options options = {.seed = 1, .cost = cost, .least = LEAST, .folds = 3};
    struct crossval by_us;
    if (crossval_run(&corpus, NULL, FOLDS, &options, &by_us) != TRAIN_OK)
        return 1;
    struct crossval_total them = crossval_total(&by_them), us = crossval_total(&by_us);
    printf("C = %g, plain folds, seed 1: macro-F1 %.4f weighted %.4f, ours %.4f %.4f (%+.2f points); training %.2f s, ours %.2f s, ratio %.2f\n",
           cost, them.macro_f1, them.weighted_f1, us.macro_f1, us.weighted_f1, 100 * (us.macro_f1 - them.macro_f1), theirs, ours, ours / theirs);
    return 0;
}
