/*
 * Figures of Kaplan-Meier's curve and of the cumulative incidence, read straight from the bytes of a state.
 *
 *     SELECT km_quantile(state, 0.5), km_quantile_low(state, 0.5), km_quantile_high(state, 0.5, 0.9, 'log-log') FROM kept;
 *     SELECT 1 - km_survival(state, 14), cumulative_incidence(state, 14), km_mean(state, 30) FROM kept;
 *
 * All: NULL in any argument gives NULL; REAL, or NULL where the figure does not exist; O(bytes of the state), no memory.
 */
#include "fulfilment_curve.h"
SQLITE_EXTENSION_INIT3

#include <math.h>
#include <string.h>

#include "core/wilson.h"
#include "fulfilment.h"
#include "function.h"
#include "rates.h"

const enum km_curve fulfilment_estimate = KM_ESTIMATE;
const enum km_curve fulfilment_low = KM_LOW;
const enum km_curve fulfilment_high = KM_HIGH;
const int fulfilment_mean = 0;
const int fulfilment_mean_error = 1;

bool fulfilment_kind_of(const char *text, enum km_kind *kind)
{
    static const char *const name[KM_KINDS] = {[KM_LOG] = "log", [KM_LOG_LOG] = "log-log", [KM_PLAIN] = "plain"};
    for (int i = 0; i < KM_KINDS; i++) {
        if (strcmp(name[i], text) == 0) {
            *kind = (enum km_kind)i;
            return true;
        }
    }
    return false;
}

bool fulfilment_outcome_of(const char *text, enum fulfilment_outcome *outcome)
{
    bool solved = strcmp(text, "solved") == 0;
    *outcome = solved ? FULFILMENT_SOLVED : FULFILMENT_WITHDRAWN;
    return solved || strcmp(text, "withdrawn") == 0;
}

/* The row's curve, and [confidence[, kind]] from value[0] on; false after having made the call fail. */
static bool read_question(sqlite3_context *context, int count, sqlite3_value **value, struct km_question *question)
{
    double confidence = 0.95;
    const char *text;
    int length;
    *question = (struct km_question){.curve = *(const enum km_curve *)function_binding(context)->data, .kind = KM_LOG};
    if (count > 0 && !rates_confidence(context, value[0], &confidence))
        return false;
    if (count > 1) {
        if (!function_text(context, value[1], "kind", &text, &length))
            return false;
        if (!fulfilment_kind_of(text, &question->kind))
            return function_refuse(context, value[1], "kind", FULFILMENT_KINDS, "");
    }
    if (question->curve != KM_ESTIMATE)
        question->z = wilson_quantile(confidence);
    return true;
}

static bool read_time(sqlite3_context *context, sqlite3_value *value, double *t)
{
    if (!function_number(context, value, "t", t))
        return false;
    return *t >= 0 || function_refuse(context, value, "t", "0 or more", "");
}

/* The figure, NULL for NaN; fails instead if the state turned out to be damaged. */
static void give(sqlite3_context *context, const struct fulfilment_reader *reader, double figure)
{
    if (reader->code != FULFILMENT_OK)
        fulfilment_fail(context, reader->code);
    else if (!isnan(figure))
        sqlite3_result_double(context, figure);
}

/* km_quantile(state, p) of what a window has just given, from its state; false where it has to be read. */
static bool live_quantile(sqlite3_context *context, sqlite3_value **value)
{
    struct fulfilment_cursor cursor;
    struct fulfilment *state = fulfilment_live(context, value[0]);
    double t, p = sqlite3_value_double(value[1]);
    if (!state || sqlite3_value_type(value[1]) != SQLITE_FLOAT || !(p >= 0 && p <= 1) ||
        fulfilment_cursor_open(&cursor, state) != FULFILMENT_OK)
        return false;
    if (km_quantile_cursor(&cursor, p, &t))
        sqlite3_result_double(context, t);
    return true;
}

/* km_quantile(state, p), km_quantile_low(state, p[, confidence[, kind]]), km_quantile_high. */
void fulfilment_quantile_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    struct km_question question;
    double p, t = (double)NAN;
    if (function_binding(context)->data == &fulfilment_estimate && live_quantile(context, value))
        return;
    if (function_any_null(count, value))
        return;
    if (!fulfilment_state(context, value[0], &reader) || !function_number(context, value[1], "p", &p))
        return;
    if (p < 0 || p > 1) {
        function_refuse(context, value[1], "p", "a number from 0 to 1", " (the median is 0.5)");
        return;
    }
    if (!read_question(context, count - 2, value + 2, &question))
        return;
    if (!km_quantile(km_source_reader(&reader), question, p, &t))
        t = (double)NAN;
    give(context, &reader, t);
}

/* km_survival(state, t), km_low(state, t[, confidence[, kind]]), km_high. */
void fulfilment_survival_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    struct km_question question;
    double t;
    if (function_any_null(count, value))
        return;
    if (!fulfilment_state(context, value[0], &reader) || !read_time(context, value[1], &t) ||
        !read_question(context, count - 2, value + 2, &question))
        return;
    t = km_value(km_source_reader(&reader), question, t);
    give(context, &reader, t);
}

/* km_mean(state, t), km_mean_error(state, t). */
void fulfilment_mean_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    double t, mean, error;
    if (function_any_null(count, value))
        return;
    if (!fulfilment_state(context, value[0], &reader) || !read_time(context, value[1], &t))
        return;
    mean = km_mean(km_source_reader(&reader), t, &error);
    give(context, &reader, function_binding(context)->data == &fulfilment_mean ? mean : error);
}

/*
 * cumulative_incidence(state, t[, outcome]), cumulative_incidence_low(state, t[, outcome[, confidence[, kind]]]),
 * cumulative_incidence_high; outcome 'solved' (default) or 'withdrawn'.
 */
void fulfilment_incidence_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    struct fulfilment_reader reader;
    struct km_question question;
    enum fulfilment_outcome outcome = FULFILMENT_SOLVED;
    const char *text;
    int length, skipped = count > 2 ? 3 : 2;
    double t;
    if (function_any_null(count, value))
        return;
    if (!fulfilment_state(context, value[0], &reader) || !read_time(context, value[1], &t))
        return;
    if (count > 2) {
        if (!function_text(context, value[2], "outcome", &text, &length))
            return;
        if (!fulfilment_outcome_of(text, &outcome)) {
            function_refuse(context, value[2], "outcome", FULFILMENT_ENDS, "");
            return;
        }
    }
    if (!read_question(context, count - skipped, value + skipped, &question))
        return;
    t = km_incidence_value(km_source_reader(&reader), outcome, question, t);
    give(context, &reader, t);
}
