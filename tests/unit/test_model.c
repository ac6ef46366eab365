/* The trained categoriser: logarithms, grams, training, the model's bytes, confidence, and running out of memory. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/core/calibrate.h"
#include "ext/core/corpus.h"
#include "ext/core/crossval.h"
#include "ext/core/fixed_log.h"
#include "ext/core/folds.h"
#include "ext/core/model.h"
#include "ext/core/random.h"
#include "ext/core/svm.h"
#include "ext/core/train.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* An allocator that counts blocks and fails the n-th allocation (0: none). */
struct ledger {
    int blocks, asked, fail_at;
};

static void *ledger_resize(void *context, void *block, size_t bytes)
{
    struct ledger *of = context;
    if (bytes == 0) {
        if (block != NULL)
            of->blocks--;
        free(block);
        return NULL;
    }
    if (++of->asked == of->fail_at)
        return NULL;
    if (block == NULL)
        of->blocks++;
    return realloc(block, bytes);
}

static struct ledger ledger;
static const struct memory memory = {ledger_resize, &ledger};

static const struct train_options standard = {.seed = 1, .cost = 1, .least = 1, .folds = 3};

static const char *const told[][2] = {
    {"口罩不够", "supplies"},   {"想买口罩和消毒液", "supplies"}, {"消毒液没有了", "supplies"}, {"防护服买不到", "supplies"},
    {"工人回不来", "labour"},   {"招不到工人", "labour"},         {"新工人来不了", "labour"},   {"招工难，工人不够", "labour"},
    {"贷款没批下来", "finance"}, {"银行贷款利息高", "finance"},    {"流动资金不够", "finance"},  {"we need a loan", "finance"},
};

static void corpus_begin(struct corpus *corpus, unsigned bits)
{
    *corpus = (struct corpus){.memory = memory, .bits = bits, .counted.memory = memory};
}

/* Adds the rows told, from `first` on and round again; gives the first failure. */
static enum corpus_code add_told(struct corpus *corpus, size_t first)
{
    for (size_t i = 0; i < COUNT(told); i++) {
        const char *const *row = told[(first + i) % COUNT(told)];
        enum corpus_code code = corpus_add(corpus, row[0], strlen(row[0]), row[1], strlen(row[1]));
        if (code != CORPUS_OK)
            return code;
    }
    return CORPUS_OK;
}

/* Trains on the rows told and gives the model's bytes, to be freed. */
static unsigned char *trained(size_t first, const struct train_options *options, size_t *bytes)
{
    struct corpus corpus;
    struct model *model;
    corpus_begin(&corpus, 12);
    ck_assert_int_eq(add_told(&corpus, first), CORPUS_OK);
    ck_assert(corpus_order(&corpus));
    ck_assert_int_eq(train_model(&corpus, NULL, NULL, options, &model), TRAIN_OK);
    *bytes = model_bytes(model);
    unsigned char *out = malloc(*bytes);
    model_write(model, out);
    model_free(model);
    corpus_free(&corpus);
    return out;
}

static int64_t label_of(const struct model *model, const char *text)
{
    struct model_work work = {.grams.memory = memory};
    int64_t label = model_predict(model, &work, text, strlen(text));
    model_work_free(&work);
    return label;
}

static const char *predicted(const struct model *model, const char *text)
{
    int64_t label = label_of(model, text);
    ck_assert_int_ge(label, 0);
    return model->label[label].text;
}

START_TEST(logarithms)
{
    for (uint32_t n = 1; n < 200000; n += n < 5000 ? 1 : 97) {
        double true_one = log(n) * 65536, ours = fixed_log(n);
        ck_assert_msg(ours <= true_one + 1e-6 && ours > true_one - 30, "%u: %f, not %f", n, ours, true_one);
    }
    ck_assert_uint_eq(fixed_log(1), 0);
    ck_assert_double_eq_tol(fixed_log(UINT32_MAX), log(UINT32_MAX) * 65536, 30);
}
END_TEST

START_TEST(grams_of_texts)
{
    struct hashed_list list = {.memory = memory};
    static const struct {
        const char *text;
        size_t grams;
    } row[] = {{"", 0},      {"缺", 1},     {"缺口罩", 5}, {"缺 口\n罩", 5}, {"\xFF\xFE", 0}, {"缺\xFF口", 3},
               {"缺缺缺", 2}, {"loan", 8}, {"lo", 3},     {"N95", 6},     {"a b", 3}};
    for (size_t i = 0; i < COUNT(row); i++) {
        ck_assert(hashed_count(&list, row[i].text, strlen(row[i].text), 20));
        ck_assert_msg(list.grams == row[i].grams, "'%s': %zu grams, not %zu", row[i].text, list.grams, row[i].grams);
    }
    /* Folded alike, counted alike. */
    ck_assert(hashed_count(&list, "ＬＯＡＮ請", strlen("ＬＯＡＮ請"), 18));
    struct hashed first = list.gram[0];
    size_t grams = list.grams;
    ck_assert(hashed_count(&list, "loan请", strlen("loan请"), 18));
    ck_assert_uint_eq(list.grams, grams);
    ck_assert_uint_eq(list.gram[0].index, first.index);
    ck_assert(hashed_count(&list, "缺缺缺", 9, 18));
    ck_assert_uint_eq(list.gram[0].count, 3);
    ck_assert_uint_eq(list.gram[1].count, 2);
    hashed_free(&list);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

/* The beginning speaks louder, and a gram that comes again speaks louder than one that does not. */
START_TEST(strengths)
{
    struct hashed_list list = {.memory = memory};
    ck_assert_uint_eq(hashed_strength(1, 0), 3 * 64);
    ck_assert_uint_eq(hashed_strength(1, 30), 2 * 64);
    ck_assert_uint_eq(hashed_strength(1, HASHED_PLACE_MAX), 64);
    ck_assert_uint_eq(hashed_strength(UINT32_MAX, 0), HASHED_STRENGTH_MAX);
    for (uint32_t count = 1; count < 1100; count++) {
        for (uint32_t place = 0; place < 3000; place += 7) {
            double wanted = 64 * (1 + log(count < 1023 ? count : 1023)) * (1 + 60.0 / (30 + place));
            wanted = wanted < HASHED_STRENGTH_MAX ? wanted : HASHED_STRENGTH_MAX;
            ck_assert_double_eq_tol(hashed_strength(count, place), wanted, 1.6);
        }
    }
    /* Blanks and what is no character take no place; of two times the first counts. */
    ck_assert(hashed_count(&list, " \xFF口 罩 口", strlen(" \xFF口 罩 口"), 18));
    ck_assert_uint_eq(list.grams, 4); /* 口, 罩, 口罩, 罩口 */
    ck_assert_uint_eq(list.gram[0].place, 0);
    ck_assert_uint_eq(list.gram[0].strength, hashed_strength(2, 0));
    ck_assert_uint_eq(list.gram[1].place, 1);
    ck_assert_uint_eq(list.gram[3].place, 2);
    ck_assert_uint_eq(list.gram[3].strength, hashed_strength(1, 2));
    hashed_free(&list);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

/* Of random bytes no gram is lost or found twice: the list agrees with a count by a plain array. */
START_TEST(grams_of_anything)
{
    struct hashed_list list = {.memory = memory};
    uint64_t state = 7;
    for (int round = 0; round < unit_rounds(2000); round++) {
        unsigned char text[300];
        size_t bytes = random_next(&state) % sizeof text;
        for (size_t i = 0; i < bytes; i++) {
            uint64_t random = random_next(&state);
            text[i] = random % 4 == 0 ? (unsigned char)(random >> 8) : (unsigned char)"abc\xE5\x8F\xA3"[(random >> 8) % 6];
        }
        static uint32_t count[1 << 10];
        memset(count, 0, sizeof count);
        struct hashed_walk walk = {.text = text, .bytes = bytes, .bits = 10};
        struct hashed_seen seen[3];
        size_t all = 0, counted = 0;
        for (unsigned some; hashed_step(&walk, seen, &some);) {
            for (unsigned i = 0; i < some; i++, all++) {
                count[seen[i].index]++;
                ck_assert(seen[i].at < seen[i].end && seen[i].end <= bytes && seen[i].length > 0);
            }
        }
        ck_assert(hashed_count(&list, (const char *)text, bytes, 10));
        for (size_t i = 0; i < list.grams; i++) {
            ck_assert_uint_eq(list.gram[i].count, count[list.gram[i].index]);
            counted += list.gram[i].count;
        }
        ck_assert_uint_eq(counted, all);
    }
    hashed_free(&list);
}
END_TEST

START_TEST(learns)
{
    size_t bytes;
    struct model *model;
    unsigned char *blob = trained(0, &standard, &bytes);
    ck_assert_int_eq(model_read(blob, bytes, memory, &model), MODEL_OK);
    ck_assert_uint_eq(model->labels, 3);
    ck_assert_str_eq(model->label[0].text, "finance");
    ck_assert_uint_eq(model->label[2].rows, 4);
    for (size_t i = 0; i < COUNT(told); i++) ck_assert_str_eq(predicted(model, told[i][0]), told[i][1]);
    ck_assert_str_eq(predicted(model, "缺口罩"), "supplies");
    ck_assert_str_eq(predicted(model, "ＬＯＡＮ"), "finance");
    ck_assert_int_eq(label_of(model, ""), MODEL_PREDICT_NONE);
    ck_assert_int_eq(label_of(model, " \xFF"), MODEL_PREDICT_NONE);
    model_free(model);
    free(blob);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

START_TEST(order_leaves_no_trace)
{
    size_t bytes, others;
    unsigned char *blob = trained(0, &standard, &bytes);
    for (size_t first = 1; first < COUNT(told); first++) {
        unsigned char *other = trained(first, &standard, &others);
        ck_assert_uint_eq(bytes, others);
        ck_assert_mem_eq(blob, other, bytes);
        free(other);
    }
    free(blob);
}
END_TEST

/* Of any change of any byte, and of any cut, a reader says so. */
START_TEST(damage)
{
    size_t bytes;
    struct model *model;
    unsigned char *blob = trained(0, &standard, &bytes);
    size_t step = getenv("CK_FORK") ? 41 : 1;
    for (size_t i = 0; i < bytes; i += step) {
        blob[i] ^= 0x10;
        ck_assert_int_ne(model_read(blob, bytes, memory, &model), MODEL_OK);
        ck_assert_ptr_null(model);
        blob[i] ^= 0x10;
    }
    for (size_t cut = 0; cut < bytes; cut += step) {
        unsigned char *part = malloc(cut + 1);
        memcpy(part, blob, cut);
        ck_assert_int_ne(model_read(part, cut, memory, &model), MODEL_OK);
        free(part);
    }
    ck_assert_int_eq(model_read((const unsigned char *)"SQLite format 3", 15, memory, &model), MODEL_FOREIGN);
    ck_assert_int_eq(model_read(blob, bytes, memory, &model), MODEL_OK);
    ck_assert(model_same(model, blob, bytes));
    blob[bytes - 1] ^= 1;
    ck_assert(!model_same(model, blob, bytes));
    model_free(model);
    free(blob);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

START_TEST(refusals)
{
    struct corpus corpus;
    struct model *model;
    corpus_begin(&corpus, 12);
    ck_assert_int_eq(train_model(&corpus, NULL, NULL, &standard, &model), TRAIN_NO_ROW);
    ck_assert_int_eq(corpus_add(&corpus, "x", 1, "", 0), CORPUS_LABEL_EMPTY);
    char label[CORPUS_LABEL_BYTES + 1];
    memset(label, 'x', sizeof label);
    ck_assert_int_eq(corpus_add(&corpus, "x", 1, label, sizeof label), CORPUS_LABEL_LONG);
    ck_assert_int_eq(corpus_add(&corpus, "x", 1, "\xFF", 1), CORPUS_LABEL_BROKEN);
    ck_assert_int_eq(corpus_add(&corpus, "x", 1, "a\0", 2), CORPUS_LABEL_BROKEN);
    ck_assert_int_eq(corpus_add(&corpus, "x", 1, label, sizeof label - 1), CORPUS_OK);
    ck_assert_int_eq(train_model(&corpus, NULL, NULL, &standard, &model), TRAIN_ONE_LABEL);
    ck_assert_ptr_null(model);
    for (int i = 0; i < CORPUS_LABELS_MAX; i++) {
        int length = snprintf(label, sizeof label, "%d", i);
        enum corpus_code code = corpus_add(&corpus, "x", 1, label, (size_t)length);
        ck_assert_int_eq(code, i < CORPUS_LABELS_MAX - 1 ? CORPUS_OK : CORPUS_LABELS_MANY);
    }
    for (int i = 0; i <= CORPUS_GRAMS_MANY; i++) ck_assert_uint_gt(strlen(corpus_reason((enum corpus_code)i)), 0);
    for (int i = 0; i <= MODEL_DAMAGED; i++) ck_assert_uint_gt(strlen(model_reason((enum model_code)i)), 0);
    for (int i = 0; i <= TRAIN_ONE_LABEL; i++) ck_assert_uint_gt(strlen(train_reason((enum train_code)i)), 0);
    corpus_free(&corpus);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

/* The machines' optimum: every alpha's projected gradient is within the tolerance, in every lane. */
START_TEST(optimum)
{
    enum { ROWS = 40, FEATURES = 30, EACH = 5 };
    size_t start[ROWS + 1];
    uint32_t index[ROWS * EACH], label[ROWS];
    float value[ROWS * EACH];
    uint64_t state = 3;
    for (uint32_t i = 0; i < ROWS; i++) {
        start[i] = (size_t)i * EACH;
        label[i] = (uint32_t)(random_next(&state) % 11);
        for (uint32_t k = 0; k < EACH; k++) {
            index[i * EACH + k] = k * 6 + (uint32_t)(random_next(&state) % 6);
            value[i * EACH + k] = sqrtf(1.0F / EACH);
        }
    }
    start[ROWS] = (size_t)ROWS * EACH;
    struct svm_rows rows = {ROWS, FEATURES, start, index, value, label};
    struct svm_options options = {.cost = 2, .tolerance = 0.001, .rounds = 10000, .seed = 5};
    for (uint32_t first = 0; first < 11; first += SVM_LANES) {
        struct svm_tile tile = {.first = first, .lanes = 11 - first < SVM_LANES ? 11 - first : SVM_LANES};
        ck_assert(svm_tile_create(&tile, &rows, memory));
        ck_assert(svm_solve(&tile, &rows, NULL, &options, memory));
        for (size_t row = 0; row < ROWS; row++) {
            float score[SVM_LANES];
            svm_scores(&tile, &rows, row, score);
            for (unsigned lane = 0; lane < tile.lanes; lane++) {
                double sign = label[row] == first + lane ? 1 : -1, alpha = tile.alpha[row][lane];
                double gradient = sign * score[lane] - 1 + alpha * 0.5 / options.cost;
                ck_assert_msg(alpha > 0 ? fabs(gradient) < 0.01 : gradient > -0.01, "row %zu lane %u: %g at %g", row,
                              lane, gradient, alpha);
            }
        }
        svm_tile_free(&tile, memory);
    }
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

START_TEST(folds)
{
    struct corpus corpus;
    uint32_t fold[3 * COUNT(told)], group[3 * COUNT(told)];
    unsigned in_fold[4] = {0};
    corpus_begin(&corpus, 12);
    for (int i = 0; i < 3; i++) ck_assert_int_eq(add_told(&corpus, 0), CORPUS_OK);
    ck_assert(corpus_order(&corpus));
    corpus_repeats(&corpus, group);
    ck_assert(folds_deal(&corpus, group, NULL, 4, 9, fold));
    for (size_t i = 0; i < corpus.rows; i++) {
        in_fold[fold[i]]++;
        for (size_t k = 0; k < i; k++) {
            if (group[k] == group[i])
                ck_assert_uint_eq(fold[k], fold[i]);
        }
    }
    for (int i = 0; i < 4; i++) ck_assert_uint_eq(in_fold[i], 9); /* 12 groups of 3 rows */
    corpus_free(&corpus);
}
END_TEST

START_TEST(evaluation)
{
    struct corpus corpus;
    struct crossval result;
    corpus_begin(&corpus, 12);
    for (int i = 0; i < 3; i++) ck_assert_int_eq(add_told(&corpus, 0), CORPUS_OK);
    ck_assert(corpus_order(&corpus));
    ck_assert_int_eq(crossval_run(&corpus, NULL, 3, &standard, &result), TRAIN_OK);
    uint64_t cells = 0, binned = 0;
    for (uint32_t i = 0; i < 12; i++) cells += result.count[i];
    for (int i = 0; i < CROSSVAL_BINS; i++) binned += result.bin[i].rows;
    ck_assert_uint_eq(cells, 36);
    ck_assert_uint_eq(binned, 36);
    ck_assert_double_gt(crossval_total(&result).accuracy, 0.9); /* each text's twins were trained on */
    memory.resize(memory.context, result.count, 0);
    /* By hand: 3 of 4 right, 1 taken for the other; of the other 2 of 3, and one that was given no label. */
    uint64_t count[6] = {3, 1, 0, 0, 2, 1};
    struct crossval by_hand = {.labels = 2, .rows = 7, .count = count};
    ck_assert_double_eq_tol(crossval_label(&by_hand, 0).f1, 6.0 / 7, 1e-12);
    ck_assert_double_eq_tol(crossval_label(&by_hand, 1).precision, 2.0 / 3, 1e-12);
    ck_assert_double_eq_tol(crossval_label(&by_hand, 1).recall, 2.0 / 3, 1e-12);
    ck_assert_double_eq_tol(crossval_total(&by_hand).accuracy, 5.0 / 7, 1e-12);
    ck_assert_double_eq_tol(crossval_total(&by_hand).macro_f1, (6.0 / 7 + 2.0 / 3) / 2, 1e-12);
    corpus_free(&corpus);
    ck_assert_int_eq(ledger.blocks, 0);
}
END_TEST

/* Scores that are right as often as a known softmax says: the fit finds its sharpness and keeps its confidence. */
START_TEST(confidence)
{
    enum { ROWS = 20000, LABELS = 4 };
    float *score = malloc(sizeof *score * ROWS * LABELS);
    uint32_t *label = malloc(sizeof *label * ROWS);
    uint64_t state = 11;
    for (size_t i = 0; i < ROWS; i++) {
        double part[LABELS], sum = 0, at = (double)(random_next(&state) >> 11) / 9007199254740992.0;
        for (int k = 0; k < LABELS; k++) {
            score[i * LABELS + (size_t)k] = (float)(random_next(&state) % 2001) / 1000 - 1;
            part[k] = exp(3 * (double)score[i * LABELS + (size_t)k]);
            sum += part[k];
        }
        label[i] = LABELS - 1;
        for (uint32_t k = 0; k < LABELS && label[i] == LABELS - 1; k++) {
            at -= part[k] / sum;
            if (at < 0)
                label[i] = k;
        }
    }
    struct calibration fit = calibrate_fit(score, label, ROWS, LABELS);
    ck_assert_double_eq_tol(fit.sharpness, 3, 0.1);
    ck_assert_double_eq_tol(fit.slope, 1, 0.1);
    ck_assert_double_eq_tol(fit.offset, 0, 0.1);
    double given[3][LABELS] = {{1, 0, 0, -1}, {0, 0, 0, 0}, {-1, 5, 5, -1}}, out[LABELS];
    for (int i = 0; i < 3; i++) {
        double sum = 0, best = 0;
        calibrate_confidence(fit, given[i], out, LABELS);
        for (int k = 0; k < LABELS; k++) {
            sum += out[k];
            best = fmax(best, out[k]);
        }
        ck_assert_double_eq_tol(sum, 1, 1e-9);
        ck_assert_double_ge(out[i == 2 ? 1 : 0], best - 1e-12);
    }
    free(score);
    free(label);
}
END_TEST

/* Whichever allocation fails, the answer is that memory ran out, and nothing is lost. */
START_TEST(memory_runs_out)
{
    int failures = 0;
    for (int fail_at = 1;; fail_at++) {
        struct corpus corpus;
        struct crossval result = {0};
        struct model *model = NULL;
        ledger = (struct ledger){.fail_at = fail_at};
        corpus_begin(&corpus, 10);
        bool enough = add_told(&corpus, 0) == CORPUS_OK && corpus_order(&corpus);
        enum train_code code = enough ? train_model(&corpus, NULL, NULL, &standard, &model) : TRAIN_NO_MEMORY;
        if (code == TRAIN_OK) {
            size_t bytes = model_bytes(model);
            unsigned char *blob = malloc(bytes);
            struct model *again;
            struct model_work work = {.grams.memory = memory};
            model_write(model, blob);
            enum model_code read = model_read(blob, bytes, memory, &again);
            ck_assert(read == MODEL_OK || read == MODEL_NO_MEMORY);
            if (read == MODEL_NO_MEMORY || model_predict(again, &work, "口罩", 6) < 0)
                code = TRAIN_NO_MEMORY;
            model_work_free(&work);
            model_free(again);
            free(blob);
        }
        if (code == TRAIN_OK)
            code = crossval_run(&corpus, NULL, 2, &standard, &result);
        memory.resize(memory.context, result.count, 0);
        model_free(model);
        corpus_free(&corpus);
        ck_assert_int_eq(ledger.blocks, 0);
        if (code == TRAIN_OK)
            break;
        ck_assert_int_eq(code, TRAIN_NO_MEMORY);
        failures++;
    }
    ck_assert_int_gt(failures, 100);
    ledger = (struct ledger){0};
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("model");
    TCase *all = tcase_create("model");
    tcase_set_timeout(all, 120);
    tcase_add_test(all, logarithms);
    tcase_add_test(all, grams_of_texts);
    tcase_add_test(all, strengths);
    tcase_add_test(all, grams_of_anything);
    tcase_add_test(all, learns);
    tcase_add_test(all, order_leaves_no_trace);
    tcase_add_test(all, damage);
    tcase_add_test(all, refusals);
    tcase_add_test(all, optimum);
    tcase_add_test(all, folds);
    tcase_add_test(all, evaluation);
    tcase_add_test(all, confidence);
    tcase_add_test(all, memory_runs_out);
    suite_add_tcase(suite, all);
    return suite;
}
