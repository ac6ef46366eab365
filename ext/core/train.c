/*
 * Training of a categoriser.
 *
 *   1. Grams that fewer than `least` rows have are left out; the others get a number, the commonest first, so that the
 *      weights which are used most lie together, and a gain: their inverse document frequency
 *      1 + ln((1 + rows) / (1 + rows that have it)) times the root of 0.1 + KL, KL being how far the labels of the rows
 *      that have it differ from the labels of all (Kullback and Leibler's divergence, in nats; four rows of the common
 *      mixture are added so that rare grams do not look telling). A gram that says nothing of the label then counts
 *      little, a common one that does counts much ("supervised term weighting", Debole and Sebastiani 2003).
 *   2. A row becomes the unit vector of strength * gain; a strength (hashed.h) is 1 + ln count (Salton and Buckley 1988),
 *      and the more the earlier the gram first occurs.
 *   3. For each label a linear support vector machine against the rest (svm.h).
 *   4. The rows are dealt into folds; for each the machines are solved again without it, from where they stand, and
 *      score it. From these scores of rows not trained on comes the confidence (calibrate.h).
 *   5. The weights become whole numbers of 16 bits with one common unit, and what follows uses only these.
 */
#include "train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calibrate.h"
#include "folds.h"
#include "svm.h"

/* Passes and tolerance are LIBLINEAR's own. */
enum { ROUNDS = 1000 };
static const double tolerance = 0.1;

/* Of the gain: see step 1 above. */
static const double floor_of_gain = 0.1, rows_added = 4;

struct training {
    const struct corpus *corpus;
    const bool *use;
    const uint32_t *group;
    const struct train_options *options;
    struct memory memory;
    size_t used;      /* rows */
    uint32_t *row;    /* their numbers in the corpus */
    uint32_t *rows_of; /* a gram's rows; later its feature, or UINT32_MAX */
    uint32_t *index;  /* of each feature, its gram */
    uint16_t *gain;   /* of each feature, in 512ths */
    size_t *start;    /* the vectors, as svm_rows wants them */
    uint32_t *feature;
    float *value;
    uint32_t *label;
    float *held; /* scores of rows when they were not trained on */
    uint32_t *fold;
    bool *kept;  /* rows that take part now; all but one fold's while confidence is fitted */
    struct svm_rows rows;
    struct svm_tile *tile; /* all labels' */
    uint32_t tiles;
};

static void *take(struct training *training, size_t count, size_t size)
{
    return training->memory.resize(training->memory.context, NULL, (count + 1) * size);
}

static void give(struct training *training, void *block)
{
    training->memory.resize(training->memory.context, block, 0);
}

static void training_free(struct training *training)
{
    void *block[] = {training->row,   training->rows_of, training->index, training->gain,  training->start,
                     training->feature, training->value, training->label, training->held, training->fold,
                     training->kept};
    for (size_t i = 0; i < sizeof block / sizeof *block; i++) give(training, block[i]);
    for (uint32_t i = 0; training->tile && i < training->tiles; i++) {
        svm_tile_free(&training->tile[i], training->memory);
    }
    give(training, training->tile);
}

/* Lists the rows used; they must have two labels. */
static enum train_code list_rows(struct training *training)
{
    const struct corpus *corpus = training->corpus;
    bool several = false;
    training->row = take(training, corpus->rows, sizeof *training->row);
    training->label = take(training, corpus->rows, sizeof *training->label);
    training->kept = take(training, corpus->rows, sizeof *training->kept);
    if (!training->row || !training->label || !training->kept)
        return TRAIN_NO_MEMORY;
    for (size_t i = 0; i < corpus->rows; i++) {
        if (training->use && !training->use[i])
            continue;
        training->row[training->used] = (uint32_t)i;
        training->label[training->used] = corpus->row[i].label;
        several = several || corpus->row[i].label != training->label[0];
        training->kept[training->used++] = true;
    }
    return training->used == 0 ? TRAIN_NO_ROW : several ? TRAIN_OK : TRAIN_ONE_LABEL;
}

/* A feature while the vocabulary is put in order. */
struct candidate {
    uint32_t index;
    uint32_t rows;
};

static int compare_candidate(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->rows != b->rows)
        return a->rows > b->rows ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Counts the rows of every gram; gives how many grams enough rows have. */
static size_t count_grams(struct training *training, size_t all)
{
    const struct corpus *corpus = training->corpus;
    size_t features = 0;
    memset(training->rows_of, 0, all * sizeof *training->rows_of);
    for (size_t i = 0; i < training->used; i++) {
        const struct corpus_row *row = &corpus->row[training->row[i]];
        for (uint32_t k = 0; k < row->grams; k++) {
            training->rows_of[CORPUS_GRAM(corpus->gram[row->start + k])]++;
        }
    }
    for (size_t i = 0; i < all; i++) features += training->rows_of[i] >= training->options->least;
    return features;
}

/* Chooses and numbers the features. */
static bool choose_features(struct training *training)
{
    size_t all = (size_t)1 << training->corpus->bits, count = 0;
    training->rows_of = take(training, all, sizeof *training->rows_of);
    if (!training->rows_of)
        return false;
    size_t features = count_grams(training, all);
    struct candidate *candidate = take(training, features, sizeof *candidate);
    training->index = take(training, features, sizeof *training->index);
    training->gain = take(training, features, sizeof *training->gain);
    bool enough = candidate && training->index && training->gain;
    if (enough) {
        for (uint32_t i = 0; i < all; i++) {
            if (training->rows_of[i] >= training->options->least)
                candidate[count++] = (struct candidate){i, training->rows_of[i]};
            training->rows_of[i] = UINT32_MAX;
        }
        qsort(candidate, features, sizeof *candidate, compare_candidate);
        for (uint32_t i = 0; i < features; i++) {
            training->index[i] = candidate[i].index;
            training->rows_of[candidate[i].index] = i;
        }
    }
    training->rows.features = features;
    give(training, candidate);
    return enough;
}

/* Counts, for every feature, the rows of each label that have it, into count[feature * labels + label]. */
static void count_labels(const struct training *training, uint32_t *count)
{
    const struct corpus *corpus = training->corpus;
    for (size_t i = 0; i < training->used; i++) {
        const struct corpus_row *row = &corpus->row[training->row[i]];
        for (uint32_t k = 0; k < row->grams; k++) {
            uint32_t feature = training->rows_of[CORPUS_GRAM(corpus->gram[row->start + k])];
            if (feature != UINT32_MAX)
                count[feature * corpus->labels + row->label]++;
        }
    }
}

/* The gain of a feature of which count[label] rows of each label have it; share[label] is the label's of all rows. */
static double gain_of(const uint32_t *count, const double *share, size_t labels, size_t rows)
{
    double having = 0, divergence = 0;
    for (size_t i = 0; i < labels; i++) having += count[i];
    for (size_t i = 0; i < labels; i++) {
        if (share[i] == 0)
            continue;
        double part = (count[i] + rows_added * share[i]) / (having + rows_added);
        divergence += part * log(part / share[i]);
    }
    return (1 + log((1 + (double)rows) / (1 + having))) * sqrt(floor_of_gain + fmax(divergence, 0));
}

/* Works out all gains. */
static bool weigh_features(struct training *training)
{
    size_t labels = training->corpus->labels, features = training->rows.features;
    uint32_t *count = take(training, features * labels, sizeof *count);
    double *share = take(training, labels, sizeof *share);
    bool enough = count && share;
    if (enough) {
        memset(count, 0, features * labels * sizeof *count);
        memset(share, 0, labels * sizeof *share);
        for (size_t i = 0; i < training->used; i++) share[training->label[i]] += 1 / (double)training->used;
        count_labels(training, count);
        for (size_t i = 0; i < features; i++) {
            training->gain[i] = (uint16_t)(512 * gain_of(count + i * labels, share, labels, training->used));
        }
    }
    give(training, count);
    give(training, share);
    return enough;
}

/* Fills in one row's unit vector from place `at` on; gives the place behind it. */
static size_t fill_vector(struct training *training, const struct corpus_row *row, size_t at)
{
    const uint32_t *gram = training->corpus->gram + row->start;
    size_t begin = at;
    uint64_t squares = 0;
    for (uint32_t i = 0; i < row->grams; i++) {
        uint32_t feature = training->rows_of[CORPUS_GRAM(gram[i])];
        if (feature == UINT32_MAX)
            continue;
        uint64_t value = model_value(CORPUS_STRENGTH(gram[i]), training->gain[feature]);
        squares += value * value;
        training->feature[at] = feature;
        training->value[at++] = (float)value;
    }
    double length = squares > 0 ? sqrt((double)squares) : 1;
    for (size_t i = begin; i < at; i++) training->value[i] = (float)(training->value[i] / length);
    return at;
}

/* Turns the rows used into vectors. */
static bool make_vectors(struct training *training)
{
    const struct corpus *corpus = training->corpus;
    size_t grams = 0;
    for (size_t i = 0; i < training->used; i++) grams += corpus->row[training->row[i]].grams;
    training->start = take(training, training->used + 1, sizeof *training->start);
    training->feature = take(training, grams, sizeof *training->feature);
    training->value = take(training, grams, sizeof *training->value);
    if (!training->start || !training->feature || !training->value)
        return false;
    training->rows.rows = training->used;
    training->rows.start = training->start;
    training->rows.index = training->feature;
    training->rows.value = training->value;
    training->rows.label = training->label;
    size_t at = 0;
    for (size_t i = 0; i < training->used; i++) {
        training->start[i] = at;
        at = fill_vector(training, &corpus->row[training->row[i]], at);
    }
    training->start[training->used] = at;
    return true;
}

/* Solves all labels from where they stand, without the rows that are not kept. */
static bool solve(struct training *training)
{
    struct svm_options options = {training->options->cost, tolerance, ROUNDS, training->options->seed};
    for (uint32_t i = 0; i < training->tiles; i++) {
        if (!svm_solve(&training->tile[i], &training->rows, training->kept, &options, training->memory))
            return false;
    }
    return true;
}

static bool make_tiles(struct training *training)
{
    uint32_t labels = (uint32_t)training->corpus->labels, tiles = (labels + SVM_LANES - 1) / SVM_LANES;
    training->tile = take(training, tiles, sizeof *training->tile);
    if (!training->tile)
        return false;
    for (uint32_t i = 0; i < tiles; i++) {
        uint32_t first = i * SVM_LANES, left = labels - first;
        training->tile[i] = (struct svm_tile){.first = first, .lanes = left < SVM_LANES ? left : SVM_LANES};
        if (!svm_tile_create(&training->tile[i], &training->rows, training->memory))
            return false;
        training->tiles++;
    }
    return true;
}

/* Scores the rows of one fold, which were not trained on. */
static void score_held(struct training *training, uint32_t fold)
{
    size_t labels = training->corpus->labels;
    for (size_t i = 0; i < training->used; i++) {
        if (training->fold[training->row[i]] != fold)
            continue;
        for (uint32_t k = 0; k < training->tiles; k++) {
            const struct svm_tile *tile = &training->tile[k];
            float score[SVM_LANES];
            svm_scores(tile, &training->rows, i, score);
            memcpy(training->held + i * labels + tile->first, score, tile->lanes * sizeof *score);
        }
    }
}

/* Finds how scores become confidence. The tiles are worn out afterwards: their weights must have been taken. */
static bool calibrate(struct training *training, struct calibration *calibration)
{
    const struct corpus *corpus = training->corpus;
    uint32_t folds = training->options->folds;
    training->held = take(training, training->used * corpus->labels, sizeof *training->held);
    training->fold = take(training, corpus->rows, sizeof *training->fold);
    if (!training->held || !training->fold ||
        !folds_deal(corpus, training->group, training->use, folds, training->options->seed, training->fold))
        return false;
    for (uint32_t fold = 0; fold < folds; fold++) {
        for (size_t i = 0; i < training->used; i++) {
            training->kept[i] = training->fold[training->row[i]] != fold;
        }
        if (!solve(training))
            return false;
        score_held(training, fold);
    }
    *calibration = calibrate_fit(training->held, training->label, training->used, (uint32_t)corpus->labels);
    return true;
}

/* The largest weight of any gram. */
static float largest_weight(const struct training *training)
{
    float largest = 0;
    for (uint32_t i = 0; i < training->tiles; i++) {
        for (size_t k = 0; k < training->rows.features; k++) {
            for (unsigned lane = 0; lane < training->tile[i].lanes; lane++) {
                float size = fabsf(training->tile[i].weight[k][lane]);
                largest = size > largest ? size : largest;
            }
        }
    }
    return largest;
}

static void copy_labels(const struct training *training, struct model *model)
{
    char *text = model->text;
    for (uint32_t i = 0; i < model->labels; i++) {
        const struct corpus_label *label = &training->corpus->label[i];
        const struct svm_tile *tile = &training->tile[i / SVM_LANES];
        memcpy(text, label->text, label->bytes + 1);
        model->label[i] = (struct model_label){
            .text = text, .bytes = label->bytes, .bias = tile->weight[training->rows.features][i % SVM_LANES]};
        text += label->bytes + 1;
    }
    for (size_t i = 0; i < training->used; i++) model->label[training->label[i]].rows++;
}

/* Rounds the weights to whole units and puts them where their grams' bits say. */
static bool copy_weights(const struct training *training, struct model *model)
{
    float largest = largest_weight(training);
    model->scale = largest > 0 ? (double)largest / 32767 : 1;
    for (uint32_t i = 0; i < model->features; i++) {
        model->bit[training->index[i] / 64] |= UINT64_C(1) << training->index[i] % 64;
    }
    if (!model_rank(model))
        return false;
    for (uint32_t i = 0; i < model->features; i++) {
        int16_t *row = model->weight + (size_t)model_feature(model, training->index[i]) * (model->labels + 1);
        row[0] = (int16_t)training->gain[i];
        for (uint32_t label = 0; label < model->labels; label++) {
            double weight = training->tile[label / SVM_LANES].weight[i][label % SVM_LANES];
            row[label + 1] = (int16_t)lrint(weight / model->scale);
        }
    }
    return true;
}

/* The model of what the tiles hold. */
static struct model *make_model(const struct training *training)
{
    const struct corpus *corpus = training->corpus;
    size_t text = 0;
    for (size_t i = 0; i < corpus->labels; i++) text += corpus->label[i].bytes + 1;
    struct model *model = model_create(corpus->bits, (uint32_t)corpus->labels, (uint32_t)training->rows.features, text,
                                       training->memory);
    if (!model)
        return NULL;
    model->rows = (uint32_t)training->used;
    model->seed = training->options->seed;
    model->cost = training->options->cost;
    copy_labels(training, model);
    if (copy_weights(training, model))
        return model;
    model_free(model);
    return NULL;
}

enum train_code train_model(const struct corpus *corpus, const bool *use, const uint32_t *group,
                            const struct train_options *options, struct model **model)
{
    struct training training = {
        .corpus = corpus, .use = use, .group = group, .options = options, .memory = corpus->memory};
    *model = NULL;
    enum train_code code = list_rows(&training);
    if (code == TRAIN_OK &&
        !(choose_features(&training) && weigh_features(&training) && make_vectors(&training) &&
          make_tiles(&training) && solve(&training) &&
          (*model = make_model(&training)) && calibrate(&training, &(*model)->calibration)))
        code = TRAIN_NO_MEMORY;
    if (code != TRAIN_OK) {
        model_free(*model);
        *model = NULL;
    }
    training_free(&training);
    return code;
}

const char *train_reason(enum train_code code)
{
    switch (code) {
    case TRAIN_NO_ROW:
        return "there is no row to learn from";
    case TRAIN_ONE_LABEL:
        return "all rows have one label; at least two are needed";
    case TRAIN_NO_MEMORY:
        return "out of memory";
    default:
        return "no error";
    }
}
