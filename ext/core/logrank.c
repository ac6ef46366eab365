/*
 * The log-rank test over states of durations, one for each group in each stratum.
 *
 * Keys are found by one hash table over (stratum, group) pairs and two over single keys, which number strata and groups
 * in the order of their coming. The sums of a stratum come from walking the states of its groups side by side.
 */
#include "logrank.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* --- keys numbered ---------------------------------------------------------------------------------------------------- */

struct key {
    unsigned char *bytes;
    size_t size;
};

struct keys {
    struct key *key;
    size_t count, room;
    size_t *place; /* hash table: number of a key + 1, 0 for free */
    size_t places; /* 0 or a power of two, at least twice the count */
};

static void *resize(struct memory memory, void *block, size_t bytes)
{
    return memory.resize(memory.context, block, bytes);
}

static size_t hash(const unsigned char *bytes, size_t size)
{
    uint64_t sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < size; i++) sum = (sum ^ bytes[i]) * UINT64_C(0x100000001B3);
    return (size_t)(sum ^ sum >> 29);
}

static size_t *keys_place(const struct keys *keys, const void *bytes, size_t size)
{
    size_t at = hash(bytes, size) & (keys->places - 1);
    for (; keys->place[at] != 0; at = (at + 1) & (keys->places - 1)) {
        const struct key *key = &keys->key[keys->place[at] - 1];
        if (key->size == size && memcmp(key->bytes, bytes, size) == 0)
            break;
    }
    return &keys->place[at];
}

/* Room for one key more. */
static bool keys_grow(struct keys *keys, struct memory memory)
{
    if (keys->count == keys->room) {
        size_t room = keys->room ? 2 * keys->room : 8;
        struct key *key = resize(memory, keys->key, room * sizeof *key);
        if (!key)
            return false;
        keys->key = key;
        keys->room = room;
    }
    if (2 * (keys->count + 1) <= keys->places)
        return true;
    size_t places = keys->places ? 2 * keys->places : 16, *old = keys->place;
    size_t *place = resize(memory, NULL, places * sizeof *place);
    if (!place)
        return false;
    memset(place, 0, places * sizeof *place);
    keys->place = place;
    keys->places = places;
    for (size_t i = 0; i < keys->count; i++) *keys_place(keys, keys->key[i].bytes, keys->key[i].size) = i + 1;
    resize(memory, old, 0);
    return true;
}

/* The key's number from 0, given to it if it is new; false without memory. */
static bool keys_number(struct keys *keys, struct memory memory, const void *bytes, size_t size, size_t *number)
{
    size_t *place = keys->places ? keys_place(keys, bytes, size) : NULL;
    if (place && *place != 0) {
        *number = *place - 1;
        return true;
    }
    if (!keys_grow(keys, memory))
        return false;
    unsigned char *copy = resize(memory, NULL, size ? size : 1);
    if (!copy)
        return false;
    memcpy(copy, bytes, size);
    keys->key[keys->count] = (struct key){copy, size};
    *keys_place(keys, copy, size) = keys->count + 1;
    *number = keys->count++;
    return true;
}

static void keys_free(struct keys *keys, struct memory memory)
{
    for (size_t i = 0; i < keys->count; i++) resize(memory, keys->key[i].bytes, 0);
    resize(memory, keys->key, 0);
    resize(memory, keys->place, 0);
}

/* --- the cases -------------------------------------------------------------------------------------------------------- */

/* One group in one stratum. */
struct cell {
    size_t stratum, group;
    struct fulfilment state;
};

struct logrank {
    struct memory memory;
    double rho;
    struct keys strata, groups, pairs; /* a pair's number is its cell's */
    struct cell **cell;
    size_t room;
};

struct logrank *logrank_create(double rho, struct memory memory)
{
    struct logrank *test = resize(memory, NULL, sizeof *test);
    if (!test)
        return NULL;
    *test = (struct logrank){.memory = memory, .rho = rho};
    return test;
}

void logrank_free(struct logrank *test)
{
    if (!test)
        return;
    struct memory memory = test->memory;
    for (size_t i = 0; i < test->pairs.count; i++) {
        fulfilment_free(&test->cell[i]->state);
        resize(memory, test->cell[i], 0);
    }
    resize(memory, test->cell, 0);
    keys_free(&test->strata, memory);
    keys_free(&test->groups, memory);
    keys_free(&test->pairs, memory);
    resize(memory, test, 0);
}

/* A cell for the next pair; NULL without memory. */
static struct cell *cell_make(struct logrank *test, size_t stratum, size_t group)
{
    if (test->pairs.count == test->room) {
        size_t room = test->room ? 2 * test->room : 8;
        struct cell **list = resize(test->memory, test->cell, room * sizeof(struct cell *));
        if (!list)
            return NULL;
        test->cell = list;
        test->room = room;
    }
    struct cell *cell = resize(test->memory, NULL, sizeof *cell);
    if (!cell)
        return NULL;
    cell->stratum = stratum;
    cell->group = group;
    fulfilment_init(&cell->state, FULFILMENT_DAY, test->memory);
    return cell;
}

struct fulfilment *logrank_state(struct logrank *test, const void *stratum, size_t stratum_size, const void *group,
                                 size_t group_size)
{
    size_t pair[2], number, before = test->pairs.count;
    if (!keys_number(&test->strata, test->memory, stratum, stratum_size, &pair[0]) ||
        !keys_number(&test->groups, test->memory, group, group_size, &pair[1]))
        return NULL;
    if (test->pairs.places) {
        size_t place = *keys_place(&test->pairs, pair, sizeof pair);
        if (place != 0)
            return &test->cell[place - 1]->state;
    }
    struct cell *cell = cell_make(test, pair[0], pair[1]);
    if (!cell)
        return NULL;
    if (!keys_number(&test->pairs, test->memory, pair, sizeof pair, &number)) {
        resize(test->memory, cell, 0);
        return NULL;
    }
    test->cell[before] = cell;
    return &cell->state;
}

size_t logrank_groups(const struct logrank *test)
{
    return test->groups.count;
}

double logrank_rho(const struct logrank *test)
{
    return test->rho;
}

/* --- the sums --------------------------------------------------------------------------------------------------------- */

/* One group of the stratum being walked. */
struct walker {
    size_t group;
    struct fulfilment_cursor cursor;
    struct fulfilment_row row;
    bool more; /* row is the next one */
    int64_t risk;
};

struct sums {
    size_t groups;
    double *observed, *expected, *covariance; /* of each group, weighted; the lower triangle of groups x groups */
    struct walker *walker;
};

/* Adds one duration at which `solved` of `risk` cases are solved, `weight` being its. */
static void sums_add(struct sums *sums, size_t walkers, int64_t t, int64_t risk, int64_t solved, double weight)
{
    double total = (double)risk, deaths = (double)solved, spread = 0;
    if (risk > 1)
        spread = weight * weight * deaths * (double)(risk - solved) / (total * (double)(risk - 1));
    for (size_t i = 0; i < walkers; i++) {
        const struct walker *one = &sums->walker[i];
        double share = (double)one->risk / total;
        if (one->more && one->row.t == t)
            sums->observed[one->group] += weight * (double)one->row.count[FULFILMENT_SOLVED];
        if (one->risk == 0)
            continue;
        sums->expected[one->group] += weight * deaths * share;
        for (size_t j = 0; j < walkers; j++) {
            const struct walker *other = &sums->walker[j];
            double part = (one == other ? total - (double)one->risk : -(double)other->risk) / total;
            sums->covariance[one->group * sums->groups + other->group] += spread * (double)one->risk * part;
        }
    }
}

/* Walks the groups of one stratum side by side. */
static void sums_stratum(struct sums *sums, size_t walkers, double rho)
{
    int64_t risk = 0;
    double survival = 1;
    for (size_t i = 0; i < walkers; i++) risk += sums->walker[i].risk;
    while (risk > 0) {
        int64_t t = INT64_MAX, solved = 0, gone = 0;
        for (size_t i = 0; i < walkers; i++) {
            if (sums->walker[i].more && sums->walker[i].row.t < t)
                t = sums->walker[i].row.t;
        }
        for (size_t i = 0; i < walkers; i++) {
            if (sums->walker[i].more && sums->walker[i].row.t == t)
                solved += sums->walker[i].row.count[FULFILMENT_SOLVED];
        }
        if (solved > 0) {
            sums_add(sums, walkers, t, risk, solved, rho == 0 ? 1 : pow(survival, rho));
            survival *= (double)(risk - solved) / (double)risk;
        }
        for (size_t i = 0; i < walkers; i++) {
            struct walker *one = &sums->walker[i];
            if (!one->more || one->row.t != t)
                continue;
            int64_t leaving = one->row.count[0] + one->row.count[1] + one->row.count[2];
            one->risk -= leaving;
            gone += leaving;
            one->more = fulfilment_cursor_next(&one->cursor, &one->row);
        }
        risk -= gone;
    }
}

/* The walkers of a stratum; their number in *walkers. */
static enum fulfilment_code walkers_open(struct logrank *test, struct sums *sums, size_t stratum, size_t *walkers)
{
    *walkers = 0;
    for (size_t i = 0; i < test->pairs.count; i++) {
        struct cell *cell = test->cell[i];
        struct walker *one = &sums->walker[*walkers];
        if (cell->stratum != stratum)
            continue;
        enum fulfilment_code code = fulfilment_cursor_open(&one->cursor, &cell->state);
        if (code != FULFILMENT_OK)
            return code;
        one->group = cell->group;
        one->risk = fulfilment_cases(&cell->state);
        one->more = fulfilment_cursor_next(&one->cursor, &one->row);
        ++*walkers;
    }
    return FULFILMENT_OK;
}

/* --- the quadratic form ----------------------------------------------------------------------------------------------- */

/*
 * vector' matrix^-1 vector of a symmetric positive definite n x n matrix, which is destroyed, by Cholesky's
 * decomposition; false where the matrix is singular to within the rounding of its diagonal.
 */
static bool quadratic(double *matrix, double *vector, size_t n, double *form)
{
    *form = 0;
    for (size_t i = 0; i < n; i++) {
        double diagonal = matrix[i * n + i], pivot = diagonal;
        for (size_t k = 0; k < i; k++) pivot -= matrix[i * n + k] * matrix[i * n + k];
        if (!(pivot > 1e-12 * diagonal))
            return false;
        pivot = sqrt(pivot);
        matrix[i * n + i] = pivot;
        for (size_t k = 0; k < i; k++) vector[i] -= matrix[i * n + k] * vector[k];
        vector[i] /= pivot;
        *form += vector[i] * vector[i];
        for (size_t j = i + 1; j < n; j++) {
            for (size_t k = 0; k < i; k++) matrix[j * n + i] -= matrix[j * n + k] * matrix[i * n + k];
            matrix[j * n + i] /= pivot;
        }
    }
    return true;
}

/* Leaves out the groups that expect nothing and the first of the others, and judges the rest. */
static void sums_judge(struct sums *sums, struct logrank_result *result)
{
    size_t n = 0, *kept = (size_t *)(void *)sums->walker; /* walkers are done with, and are larger */
    for (size_t i = 0; i < sums->groups; i++) {
        if (sums->expected[i] > 0)
            kept[n++] = i;
    }
    *result = (struct logrank_result){.exists = false};
    if (n < 2)
        return;
    n--;
    for (size_t i = 0; i < n; i++) {
        sums->observed[i] = sums->observed[kept[i + 1]] - sums->expected[kept[i + 1]];
        for (size_t j = 0; j < n; j++)
            sums->covariance[i * n + j] = sums->covariance[kept[i + 1] * sums->groups + kept[j + 1]];
    }
    result->df = (int)n;
    result->exists = quadratic(sums->covariance, sums->observed, n, &result->chi2);
    if (result->exists)
        result->p = logrank_tail(result->chi2, result->df);
}

enum fulfilment_code logrank_test(struct logrank *test, struct logrank_result *result)
{
    size_t groups = test->groups.count, doubles = groups * groups + 2 * groups;
    struct sums sums = {.groups = groups};
    enum fulfilment_code code = FULFILMENT_OK;
    *result = (struct logrank_result){.exists = false};
    if (groups < 2)
        return FULFILMENT_OK;
    sums.covariance = resize(test->memory, NULL, doubles * sizeof(double));
    sums.walker = resize(test->memory, NULL, groups * sizeof *sums.walker);
    if (sums.covariance && sums.walker) {
        memset(sums.covariance, 0, doubles * sizeof(double));
        sums.observed = sums.covariance + groups * groups;
        sums.expected = sums.observed + groups;
        for (size_t i = 0; i < test->strata.count && code == FULFILMENT_OK; i++) {
            size_t walkers;
            code = walkers_open(test, &sums, i, &walkers);
            if (code == FULFILMENT_OK)
                sums_stratum(&sums, walkers, test->rho);
        }
        if (code == FULFILMENT_OK)
            sums_judge(&sums, result);
    } else {
        code = FULFILMENT_NOMEM;
    }
    resize(test->memory, sums.covariance, 0);
    resize(test->memory, sums.walker, 0);
    return code;
}

/* --- the tail of chi-squared ------------------------------------------------------------------------------------------ */

/*
 * With x = chi2/2 the tail is, for even df, the sum over k < df/2 of e^-x x^k / k!, and for odd df, erfc(sqrt(x)) and the
 * same sum with k + 1/2, k from 0 to (df - 3)/2: all terms positive. The largest is computed by logarithms, the others
 * from it by their ratios.
 */
double logrank_tail(double chi2, int df)
{
    double x = chi2 / 2, half = df % 2 == 0 ? 0 : 0.5, sum = 0, term;
    int terms = df / 2, peak = x < terms ? (int)x : terms - 1, sign;
    double rest = half > 0 ? erfc(sqrt(x)) : 0;
    if (chi2 <= 0)
        return 1;
    if (terms == 0)
        return rest;
    double largest = exp((peak + half) * log(x) - x - lgamma_r(peak + half + 1, &sign));
    term = 1;
    for (int k = peak; k > 0; k--) {
        sum += term;
        term *= (k + half) / x;
    }
    sum += term;
    term = 1;
    for (int k = peak + 1; k < terms; k++) {
        term *= x / (k + half);
        sum += term;
    }
    return fmin(rest + largest * sum, 1);
}
