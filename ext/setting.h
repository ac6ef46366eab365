/* What the store's settings and UTC offsets say. */
#ifndef FULFIL_SETTING_H
#define FULFIL_SETTING_H

#include <sqlite3ext.h>

#include <sqlite3ext.h>

#include "core/instant.h"

struct store;

/* Settings as the store holds them; absent ones are empty strings, too long ones are cut (and then malformed). */
struct settings {
    char pin[32];
    char clock[32];
    char clock_at[32];
    char period_anchor[32];
    char period_days[32];
};

/* Errors as store_statement. */
int setting_all(struct store *store, const struct settings **settings, char **error);

/* UTC offsets in ascending order; without rows +480 minutes. Errors as store_statement. */
int setting_zone(struct store *store, struct instant_zone *zone, char **error);

#endif
