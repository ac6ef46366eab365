/* The parameters that a query may have: one table row each, with the check of its value and what it expects in
 * words. */
#ifndef CGI_PARAM_H
#define CGI_PARAM_H

#include <stdbool.h>
#include <stddef.h>

#include "lang.h"

/* In the order in which links carry them. Filters come first. */
enum param {
    PARAM_UNIT,
    PARAM_CATEGORY,
    PARAM_STATE,
    PARAM_DISPOSITION,
    PARAM_PERIOD,
    PARAM_ENTERPRISE,
    PARAM_CONTACT,
    PARAM_EVENT,
    PARAM_STAGE,
    PARAM_BANK,
    PARAM_POLICY,
    PARAM_CLAUSE,
    PARAM_AGE,
    PARAM_MARK,
    PARAM_GRID,
    PARAM_Q,
    PARAM_PHASE,
    PARAM_RETURNED,
    PARAM_LEVEL,
    PARAM_RESULT,
    PARAM_FILTERS,
    PARAM_AS_OF = PARAM_FILTERS,
    PARAM_KNOWN_AT,
    PARAM_LANG,
    PARAM_AFTER,
    PARAM_COUNT
};

/* A set of parameters. */
#define PARAM_BIT(p) (1u << (p))
#define PARAM_ALL (PARAM_BIT(PARAM_COUNT) - 1)
#define PARAM_COMMON (PARAM_ALL & ~(PARAM_BIT(PARAM_FILTERS) - 1))

const char *param_name(enum param p);

/* The parameter of that name, PARAM_COUNT if there is none. */
enum param param_find(const char *name, size_t n);

/* Whether the statement takes the value as an integer. */
bool param_is_integer(enum param p);

/* Whether a report file _check_NAME must know the value. */
bool param_is_checked(enum param p);

/* Whether the value is well formed. */
bool param_valid(enum param p, const char *value);

/* Whether the value is one of the words, which end with NULL. */
bool param_word(const char *const *words, const char *value);

/* What the parameter expects, in words. */
const char *param_expected(enum param p, enum lang lang);

/* The checks that the path's keys share: a code (ext/core/code.h), a number from 1 of at most nine digits. */
bool param_is_code(const char *value);
bool param_is_number(const char *value);

#endif
