/*
 * Any bytes as a state of durations, also with the checksum made right, so that what lies behind it is reached: refused,
 * or a state that reads the same when written again and whose figures keep their bounds.
 */
#include <math.h>
#include <string.h>

#include "ext/core/fulfilment.h"
#include "ext/core/fulfilment_blob.h"
#include "ext/core/km.h"
#include "fuzz.h"

static const struct memory memory = {fuzz_resize, NULL};

enum { CHECKSUM = 4 };

/* The state written again reads as the same state, and taking it away leaves nothing. */
static void try_writing(const uint8_t *data, size_t size, enum fulfilment_unit unit)
{
    struct fulfilment state, again;
    const unsigned char *bytes, *other;
    size_t length, other_length;
    fulfilment_init(&state, unit, memory);
    fulfilment_init(&again, unit, memory);
    FUZZ_CHECK(fulfilment_decode(&state, data, size) == FULFILMENT_OK);
    FUZZ_CHECK(fulfilment_encode(&state, &bytes, &length) == FULFILMENT_OK);
    FUZZ_CHECK(fulfilment_decode(&again, bytes, length) == FULFILMENT_OK);
    FUZZ_CHECK(fulfilment_encode(&again, &other, &other_length) == FULFILMENT_OK);
    FUZZ_CHECK(length == other_length && memcmp(bytes, other, length) == 0);
    FUZZ_CHECK(fulfilment_undecode(&again, data, size) == FULFILMENT_OK);
    FUZZ_CHECK(fulfilment_cases(&again) == 0);
    fulfilment_free(&state);
    fulfilment_free(&again);
}

/* Survival falls within 0..1, limits hold it, quantiles are durations. */
static void try_figures(const uint8_t *data, size_t size)
{
    struct fulfilment_reader reader;
    struct km km;
    struct km_incidence incidence;
    double last = 1, error, t, low, high;
    fulfilment_reader_open(&reader, data, size);
    struct km_source source = km_source_reader(&reader);
    km_start(&km, source.cases);
    km_incidence_start(&incidence, FULFILMENT_SOLVED, source.cases);
    while (fulfilment_reader_next(&reader)) {
        for (size_t i = 0; i < reader.rows; i++) {
            km_step(&km, &reader.row[i]);
            km_incidence_step(&incidence, &reader.row[i]);
            FUZZ_CHECK(km.point.survival >= 0 && km.point.survival <= last);
            FUZZ_CHECK(incidence.share >= 0 && incidence.share <= 1 + 1e-9 && incidence.variance >= 0);
            last = km.point.survival;
            for (int kind = 0; kind < KM_KINDS; kind++) {
                km_limits(last, sqrt(km.point.variance), 1.96, (enum km_kind)kind, &low, &high);
                FUZZ_CHECK(isnan(low) || (low >= 0 && low <= last && high >= last && high <= 1));
            }
        }
    }
    FUZZ_CHECK(km.left == 0);
    for (int curve = KM_ESTIMATE; curve <= KM_HIGH; curve++) {
        struct km_question question = {.curve = (enum km_curve)curve, .z = 1.96};
        fulfilment_reader_open(&reader, data, size);
        if (km_quantile(km_source_reader(&reader), question, 0.5, &t))
            FUZZ_CHECK(t >= 0 && t <= (double)FULFILMENT_LONGEST);
    }
    fulfilment_reader_open(&reader, data, size);
    t = km_mean(km_source_reader(&reader), 100, &error);
    FUZZ_CHECK(t >= 0 && t <= 100.000001 && error >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size + 1); /* its own block, so that the sanitizers see what is read beyond */
    struct fulfilment_reader reader;
    FUZZ_CHECK(copy != NULL);
    memcpy(copy, data, size);
    fulfilment_check(copy, size);
    if (size >= CHECKSUM) {
        uint32_t sum = fulfilment_checksum(copy, size - CHECKSUM);
        for (int i = 0; i < CHECKSUM; i++) copy[size - CHECKSUM + (size_t)i] = (uint8_t)(sum >> 8 * i);
    }
    if (fulfilment_check(copy, size) == FULFILMENT_OK) {
        fulfilment_reader_open(&reader, copy, size);
        try_writing(copy, size, reader.unit);
        try_figures(copy, size);
    }
    free(copy);
    return 0;
}
