/* Trained models as one connection holds them: read once, used for every row. */
#ifndef FULFIL_MODEL_CACHE_H
#define FULFIL_MODEL_CACHE_H

#include <sqlite3ext.h>

#include "core/model.h"

struct store;

/* A parsed model with those who use it. */
struct model_held {
    int references;
    struct model *model;
    sqlite3_int64 id; /* of category_model; 0: given as a BLOB */
};

/* One reference less; NULL is legal. Fits sqlite3's destructors. */
void model_release(void *held);

/*
 * Gives the model that a value means, a BLOB or the name of a model of the store, the newest of its name, with a
 * reference of the caller's. A BLOB's check sum is worked out at each call, but what was parsed last is kept and used
 * again if the sum is the same; a name costs no more than telling that nothing changed. Fails with SQLite's code and in
 * *error a message: of another type; no such name; not a fulfil store; what model_read says.
 */
int model_find(struct store *store, sqlite3_value *value, struct model_held **held, char **error);

/* Memory for scoring that the connection keeps; NULL when out of memory. */
struct model_work *model_cache_work(struct store *store);

#endif
