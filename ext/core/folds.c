/* Rows dealt into folds: the groups of each label are shuffled and dealt in turn, each label going on where the last
 * one ended, so that folds differ in size by single groups. */
#include "folds.h"

#include "random.h"

/* Gives the groups that were collected their folds; *next is where the dealing stands. */
static void deal(uint32_t *list, size_t count, uint32_t folds, uint64_t *state, uint32_t *next, uint32_t *fold_of)
{
    random_shuffle(list, count, state);
    for (size_t i = 0; i < count; i++) {
        fold_of[list[i]] = *next;
        *next = (*next + 1) % folds;
    }
}

bool folds_deal(const struct corpus *corpus, const uint32_t *group, const bool *use, uint32_t folds, uint64_t seed,
                uint32_t *fold)
{
    struct memory memory = corpus->memory;
    uint32_t *fold_of = memory.resize(memory.context, NULL, (corpus->rows + 1) * sizeof *fold_of);
    uint32_t *list = memory.resize(memory.context, NULL, (corpus->rows + 1) * sizeof *list);
    bool enough = fold_of && list;
    if (enough) {
        uint64_t state = seed;
        uint32_t next = 0;
        size_t count = 0;
        for (size_t i = 0; i < corpus->rows; i++) fold_of[i] = UINT32_MAX;
        for (size_t i = 0; i < corpus->rows; i++) {
            uint32_t mine = group ? group[i] : (uint32_t)i;
            if (i > 0 && corpus->row[i].label != corpus->row[i - 1].label) {
                deal(list, count, folds, &state, &next, fold_of);
                count = 0;
            }
            if (fold_of[mine] == UINT32_MAX && (!use || use[i])) {
                fold_of[mine] = 0;
                list[count++] = mine;
            }
        }
        deal(list, count, folds, &state, &next, fold_of);
        for (size_t i = 0; i < corpus->rows; i++) {
            fold[i] = use && !use[i] ? UINT32_MAX : fold_of[group ? group[i] : i];
        }
    }
    memory.resize(memory.context, fold_of, 0);
    memory.resize(memory.context, list, 0);
    return enough;
}
