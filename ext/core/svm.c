/*
 * Linear support vector machines by dual coordinate descent.
 *
 * For each label the L2-regularised L2-loss machine
 *
 *     min over w of  |w|^2 / 2 + C sum_i max(0, 1 - y_i w.x_i)^2,   y_i = 1 for the label's rows and -1 for the rest,
 *
 * is solved in its dual, one alpha_i >= 0 at a time, in a random order, leaving out for a while those that rest at 0
 * (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM", algorithm 3; it is solver 1 of
 * LIBLINEAR, Fan et al. 2008, and stops by the same rule). What differs is that eight labels are solved side by side:
 * the weights of one feature lie together, so that a row is read once for all of them and the sums of eight labels are
 * one or two vector instructions. Lanes never mix, and additions of one lane keep their order, so vectors change speed
 * and nothing else.
 *
 * A solution of many rows is a good start for most of them ("alpha seeding", DeCoste and Wagstaff 2000): rows left out
 * are taken out of the weights first. Cross-validation on top of a trained model then costs a few passes a fold.
 */
#include "svm.h"

#include <math.h>
#include <string.h>

#include "random.h"

/* What is known of the lanes during a solution. */
struct descent {
    double diagonal; /* 1 / 2C, added to the dual's quadratic term */
    float step;      /* 1 / second derivative: rows are unit vectors, plus the bias */
    float shrink[SVM_LANES]; /* a gradient above it at alpha = 0 lets the row rest */
    float low[SVM_LANES], high[SVM_LANES]; /* projected gradients of this round */
    uint8_t done;    /* lanes at their optimum, as bits */
    uint8_t whole;   /* lanes of which no row rests */
};

/* How many features ahead weights are fetched into the cache; they are visited in no order. */
enum { AHEAD = 12 };

/* Four lanes, computed side by side (GCC's and Clang's vector extension; any machine has code for it). */
typedef float half __attribute__((vector_size(16)));

static inline void halves_read(const float lane[SVM_LANES], half *low, half *high)
{
    memcpy(low, lane, sizeof *low);
    memcpy(high, lane + SVM_LANES / 2, sizeof *high);
}

static inline void halves_write(half low, half high, float lane[SVM_LANES])
{
    memcpy(lane, &low, sizeof low);
    memcpy(lane + SVM_LANES / 2, &high, sizeof high);
}

bool svm_tile_create(struct svm_tile *tile, const struct svm_rows *rows, struct memory memory)
{
    size_t weights = (rows->features + 1) * sizeof *tile->weight, alphas = (rows->rows + 1) * sizeof *tile->alpha;
    tile->weight = memory.resize(memory.context, NULL, weights);
    tile->alpha = memory.resize(memory.context, NULL, alphas);
    if (!tile->weight || !tile->alpha) {
        svm_tile_free(tile, memory);
        return false;
    }
    memset(tile->weight, 0, weights);
    memset(tile->alpha, 0, alphas);
    return true;
}

void svm_tile_free(struct svm_tile *tile, struct memory memory)
{
    memory.resize(memory.context, tile->weight, 0);
    memory.resize(memory.context, tile->alpha, 0);
    tile->weight = NULL;
    tile->alpha = NULL;
}

void svm_scores(const struct svm_tile *tile, const struct svm_rows *rows, size_t row, float score[SVM_LANES])
{
    const uint32_t *index = rows->index;
    const float *value = rows->value;
    half low, high, weight_low, weight_high;
    halves_read(tile->weight[rows->features], &low, &high);
    for (size_t i = rows->start[row], end = rows->start[row + 1]; i < end; i++) {
        if (end - i > AHEAD)
            __builtin_prefetch(tile->weight[index[i + AHEAD]]);
        halves_read(tile->weight[index[i]], &weight_low, &weight_high);
        low += value[i] * weight_low;
        high += value[i] * weight_high;
    }
    halves_write(low, high, score);
}

/* Adds the row, times a factor for each lane, to the weights. */
static void add_row(struct svm_tile *tile, const struct svm_rows *rows, size_t row, const float factor[SVM_LANES])
{
    const uint32_t *index = rows->index;
    const float *value = rows->value;
    half low, high, weight_low, weight_high;
    halves_read(factor, &low, &high);
    for (size_t i = rows->start[row], end = rows->start[row + 1]; i < end; i++) {
        if (end - i > AHEAD)
            __builtin_prefetch(tile->weight[index[i + AHEAD]]);
        float *weight = tile->weight[index[i]];
        halves_read(weight, &weight_low, &weight_high);
        halves_write(weight_low + value[i] * low, weight_high + value[i] * high, weight);
    }
    for (int lane = 0; lane < SVM_LANES; lane++) tile->weight[rows->features][lane] += factor[lane];
}

/* Takes the row out of the solution. */
static void row_remove(struct svm_tile *tile, const struct svm_rows *rows, size_t row)
{
    float factor[SVM_LANES];
    bool any = false;
    for (int lane = 0; lane < SVM_LANES; lane++) {
        bool mine = rows->label[row] == tile->first + (uint32_t)lane;
        factor[lane] = mine ? -tile->alpha[row][lane] : tile->alpha[row][lane];
        any = any || factor[lane] != 0;
        tile->alpha[row][lane] = 0;
    }
    if (any)
        add_row(tile, rows, row, factor);
}

/* One step of descent in each of the row's working lanes; gives those in which the row goes on, as bits. */
static uint8_t row_step(struct svm_tile *tile, const struct svm_rows *rows, size_t row, uint8_t working,
                        struct descent *descent)
{
    float score[SVM_LANES], factor[SVM_LANES] = {0};
    float *alpha = tile->alpha[row];
    bool any = false;
    svm_scores(tile, rows, row, score);
    for (int lane = 0; lane < SVM_LANES; lane++) {
        if (!(working >> lane & 1))
            continue;
        float sign = rows->label[row] == tile->first + (uint32_t)lane ? 1.0F : -1.0F;
        float gradient = sign * score[lane] - 1.0F + alpha[lane] * (float)descent->diagonal;
        float projected = gradient;
        if (alpha[lane] == 0) {
            if (gradient > descent->shrink[lane]) {
                working = (uint8_t)(working & ~(1U << lane));
                continue;
            }
            projected = gradient < 0 ? gradient : 0;
        }
        if (projected < descent->low[lane])
            descent->low[lane] = projected;
        if (projected > descent->high[lane])
            descent->high[lane] = projected;
        if (fabsf(projected) > 1e-12F) {
            float next = alpha[lane] - gradient * descent->step;
            next = next > 0 ? next : 0;
            factor[lane] = (next - alpha[lane]) * sign;
            alpha[lane] = next;
            any = true;
        }
    }
    if (any)
        add_row(tile, rows, row, factor);
    return working;
}

/* After a round: which lanes are at their optimum, and from where on rows rest in the others. */
static void round_end(struct descent *descent, double tolerance, uint8_t *working, size_t rows)
{
    unsigned again = 0;
    for (int lane = 0; lane < SVM_LANES; lane++) {
        unsigned bit = 1U << lane;
        if (descent->done & bit)
            continue;
        if (descent->high[lane] - descent->low[lane] <= (float)tolerance) {
            if (descent->whole & bit) {
                descent->done = (uint8_t)(descent->done | bit);
            } else {
                again |= bit; /* look once more at all rows */
                descent->shrink[lane] = INFINITY;
            }
        } else {
            descent->shrink[lane] = descent->high[lane] > 0 ? descent->high[lane] : INFINITY;
        }
    }
    descent->whole = (uint8_t)again;
    for (size_t i = 0; i < rows; i++) working[i] = (uint8_t)((working[i] | again) & ~(unsigned)descent->done);
}

/* Passes over the rows until every lane is done. order holds the rows used; working one byte a row of the problem. */
static void descend(struct svm_tile *tile, const struct svm_rows *rows, const struct svm_options *options,
                    uint32_t *order, size_t count, uint8_t *working)
{
    uint64_t state = options->seed * UINT64_C(0xD1342543DE82EF95) + tile->first;
    struct descent descent = {.diagonal = 0.5 / options->cost, .whole = 0xFF, .done = (uint8_t)(0xFFU << tile->lanes)};
    descent.step = (float)(1 / (2 + descent.diagonal));
    for (int lane = 0; lane < SVM_LANES; lane++) descent.shrink[lane] = INFINITY;
    for (unsigned round = 0; round < options->rounds && descent.done != 0xFF; round++) {
        random_shuffle(order, count, &state);
        for (int lane = 0; lane < SVM_LANES; lane++) {
            descent.low[lane] = INFINITY;
            descent.high[lane] = -INFINITY;
        }
        for (size_t i = 0; i < count; i++) {
            uint8_t before = working[order[i]];
            if (before == 0)
                continue;
            working[order[i]] = row_step(tile, rows, order[i], before, &descent);
            descent.whole = (uint8_t)(descent.whole & ~(before ^ working[order[i]]));
        }
        round_end(&descent, options->tolerance, working, rows->rows);
    }
}

bool svm_solve(struct svm_tile *tile, const struct svm_rows *rows, const bool *use, const struct svm_options *options,
               struct memory memory)
{
    uint32_t *order = memory.resize(memory.context, NULL, (rows->rows + 1) * sizeof *order);
    uint8_t *working = memory.resize(memory.context, NULL, rows->rows + 1);
    size_t count = 0;
    if (order && working) {
        for (size_t row = 0; row < rows->rows; row++) {
            working[row] = (uint8_t)~(0xFFU << tile->lanes);
            if (!use || use[row])
                order[count++] = (uint32_t)row;
            else
                row_remove(tile, rows, row);
        }
        descend(tile, rows, options, order, count, working);
    }
    bool enough = order && working;
    memory.resize(memory.context, order, 0);
    memory.resize(memory.context, working, 0);
    return enough;
}
