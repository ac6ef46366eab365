/* Linear support vector machines, one against the rest, for up to eight labels at a time. */
#ifndef FULFIL_SVM_H
#define FULFIL_SVM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/* Labels that are solved together; more are solved tile by tile. */
#define SVM_LANES 8

/* The rows, sparse; all are unit vectors to which a constant 1 is added as the bias. */
struct svm_rows {
    size_t rows;
    size_t features;
    const size_t *start;   /* rows + 1 places in index and value */
    const uint32_t *index; /* feature, 0..features - 1 */
    const float *value;
    const uint32_t *label;
};

struct svm_options {
    double cost;      /* C of the formula in svm.c, above 0 */
    double tolerance; /* of the projected gradient */
    unsigned rounds;  /* at most so many passes */
    uint64_t seed;    /* of the order in which rows are visited */
};

/* Solution of one tile: labels first..first + lanes - 1. */
struct svm_tile {
    uint32_t first;
    unsigned lanes; /* 1..SVM_LANES */
    float (*weight)[SVM_LANES]; /* features + 1, the last is the bias */
    float (*alpha)[SVM_LANES];  /* rows */
};

/* Memory for a tile, all zero; false when out of memory, and then nothing is held. */
bool svm_tile_create(struct svm_tile *tile, const struct svm_rows *rows, struct memory memory);

void svm_tile_free(struct svm_tile *tile, struct memory memory);

/*
 * Solves a tile from where it stands, zero or a solution of other rows of the same problem: rows of which use[row] is
 * false are taken out of it and left out; a null use takes all. False when out of memory. The same rows in the same
 * order, options and start give the same bits. O(rounds x features in the rows).
 */
bool svm_solve(struct svm_tile *tile, const struct svm_rows *rows, const bool *use, const struct svm_options *options,
               struct memory memory);

/* What a tile's labels score a row. */
void svm_scores(const struct svm_tile *tile, const struct svm_rows *rows, size_t row, float score[SVM_LANES]);

#endif
