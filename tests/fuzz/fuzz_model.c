/*
 * Reading a model that may be anything. Input: bytes of a model, of which the check sum is set right first, so that what
 * lies behind it is reached. What must hold: a model that is read gives a text a label, or none if it knows no gram
 * of it, tells of terms that lie in the text, and is written as the same bytes again.
 */
#include <stdlib.h>
#include <string.h>

#include "ext/core/model.h"
#include "fuzz.h"

static const struct memory fuzz_memory = {fuzz_resize, NULL};
static const char text[] = "缺口罩 工人 loan N95\xFF\xE5";

/* Everything that is done with a model. */
static void use(struct model *model, const uint8_t *data, size_t size)
{
    struct model_work work = {.grams.memory = fuzz_memory};
    double *score = malloc(model->labels * sizeof *score), *confidence = malloc(model->labels * sizeof *confidence);
    struct model_term term[MODEL_TERMS_MAX];
    FUZZ_CHECK(model_scores(model, &work, text, sizeof text - 1, score));
    for (uint32_t i = 0; i < model->labels; i++) {
        size_t terms = model_terms(model, &work, text, sizeof text - 1, i, term, MODEL_TERMS_MAX);
        for (size_t k = 0; k < terms; k++) {
            FUZZ_CHECK(term[k].first.at < term[k].first.end && term[k].first.end < sizeof text);
        }
    }
    calibrate_confidence(model->calibration, score, confidence, model->labels);
    int64_t label = model_predict(model, &work, text, sizeof text - 1);
    FUZZ_CHECK(label == MODEL_PREDICT_NONE ? work.squares == 0 : label >= 0 && label < model->labels);
    FUZZ_CHECK(model_bytes(model) == size);
    unsigned char *again = malloc(size);
    model_write(model, again);
    FUZZ_CHECK(memcmp(again, data, size) == 0);
    free(again);
    free(score);
    free(confidence);
    model_work_free(&work);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct model *model;
    if (size > 1 << 20)
        return 0;
    uint8_t *copy = malloc(size + 1);
    memcpy(copy, data, size);
    if (size >= MODEL_HEAD)
        model_seal(copy, size);
    if (model_read(copy, size, fuzz_memory, &model) == MODEL_OK)
        use(model, copy, size);
    model_free(model);
    free(copy);
    return 0;
}
