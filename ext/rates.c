/*
 * SQL functions over rates: Wilson's interval, and counts and shares as people read them.
 *
 *     SELECT wilson_low(763, 926), wilson_high(763, 926);        -- 0.7981..., 0.8471...
 *     SELECT percent_text(763, 926), count_text(1234);           -- 82.40%, 1,234
 */
#include "rates.h"
SQLITE_EXTENSION_INIT3

#include "core/display.h"
#include "core/wilson.h"
#include "function.h"

const int rates_low = 0;
const int rates_high = 1;

/* Reads k of n; false when the call has failed. n = 0 (with k = 0) is fine. */
static bool read_share(sqlite3_context *context, sqlite3_value **value, int64_t *k, int64_t *n)
{
    if (!function_integer(context, value[0], "k", k) || !function_integer(context, value[1], "n", n))
        return false;
    if (*n < 0)
        return function_refuse(context, value[1], "n", "0 or more", "");
    if (*k >= 0 && *k <= *n)
        return true;
    function_error(context, "k %lld is not within 0..n, n being %lld", (long long)*k, (long long)*n);
    return false;
}

bool rates_confidence(sqlite3_context *context, sqlite3_value *value, double *confidence)
{
    int type = sqlite3_value_type(value);
    *confidence = sqlite3_value_double(value);
    if ((type == SQLITE_FLOAT || type == SQLITE_INTEGER) && *confidence > 0 && *confidence < 1)
        return true;
    return function_refuse(context, value, "confidence", "a number between 0 and 1", " (95 % is 0.95)");
}

/*
 * wilson_low(k, n[, confidence]), wilson_high(k, n[, confidence]): limits, within 0..1, of Wilson's score interval for
 * k successes of n (core/wilson.h has the source). k and n are INTEGERs, 0 <= k <= n; confidence, by default 0.95, is
 * a number in (0,1). NULL in any argument, and n = 0, give NULL; anything else out of range or of another type is an
 * error. k = 0 has the lower limit 0 exactly, k = n the upper limit 1 exactly. O(1).
 */
void rates_wilson_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    int64_t k, n;
    double confidence = 0.95;
    bool high = function_binding(context)->data == &rates_high;
    if (function_any_null(count, value))
        return;
    if (!read_share(context, value, &k, &n))
        return;
    if (count > 2 && !rates_confidence(context, value[2], &confidence))
        return;
    if (n == 0)
        return;
    struct wilson_interval interval = wilson_interval(k, n, wilson_quantile(confidence));
    sqlite3_result_double(context, high ? interval.high : interval.low);
}

/*
 * percent_text(n, d): the share n/d as text, `82.40%`, rounded half up from the exact integers. Both are INTEGERs, n
 * may be negative or larger than d. NULL in either, and d = 0, give NULL; a negative d or another type is an error.
 * O(1).
 */
void rates_percent_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    char text[DISPLAY_SIZE];
    int64_t n, d;
    if (function_any_null(count, value))
        return;
    if (!function_integer(context, value[0], "n", &n) || !function_integer(context, value[1], "d", &d))
        return;
    if (d < 0) {
        function_refuse(context, value[1], "d", "0 or more", "");
        return;
    }
    if (d == 0)
        return;
    display_percent(n, d, text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* count_text(n): an INTEGER with grouped digits, `1,234`. NULL gives NULL, another type is an error. O(1). */
void rates_count_sql(sqlite3_context *context, int count, sqlite3_value **value)
{
    char text[DISPLAY_SIZE];
    int64_t n;
    if (function_any_null(count, value))
        return;
    if (!function_integer(context, value[0], "n", &n))
        return;
    display_count(n, text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}
