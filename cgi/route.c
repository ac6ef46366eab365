/* THE route table, as data. */
#include "route.h"

#include <string.h>

#include "param.h"

#define UNIT PARAM_BIT(PARAM_UNIT)
#define CATEGORY PARAM_BIT(PARAM_CATEGORY)
#define STATE PARAM_BIT(PARAM_STATE)
#define DISPOSITION PARAM_BIT(PARAM_DISPOSITION)
#define PERIOD PARAM_BIT(PARAM_PERIOD)
#define ENTERPRISE PARAM_BIT(PARAM_ENTERPRISE)
#define CONTACT PARAM_BIT(PARAM_CONTACT)
#define EVENT PARAM_BIT(PARAM_EVENT)

static const struct route route_table[] = {
    {"/", "overview", 0, 0, NULL, false},
    {"/demands", "demands", UNIT | CATEGORY | DISPOSITION | PERIOD | ENTERPRISE, 0, NULL, false},
    {"/demands/", "demand", 0, 0, param_is_code, false},
    {"/requirements", "requirements", UNIT | CATEGORY | STATE | PERIOD | EVENT, PERIOD | EVENT, NULL, false},
    {"/requirements/", "requirement", 0, 0, param_is_code, false},
    {"/units", "units", 0, 0, NULL, false},
    {"/units/", "unit", 0, 0, param_is_code, false},
    {"/enterprises", "enterprises", UNIT | CONTACT, 0, NULL, false},
    {"/enterprises/", "enterprise", 0, 0, param_is_code, false},
    {"/rollups", "rollups", 0, 0, NULL, false},
    {"/rollups/", "rollup", 0, 0, param_is_number, true},
    {"/health", "health", 0, 0, NULL, false},
};

#define ROUTES (sizeof route_table / sizeof *route_table)

const struct route *route_find(const char *path, const char **key)
{
    *key = NULL;
    if (strcmp(path, "/index") == 0)
        path = "/";
    for (size_t i = 0; i < ROUTES; i++) {
        const struct route *r = &route_table[i];
        size_t n = strlen(r->path);

        if (!r->key_valid && strcmp(path, r->path) == 0)
            return r;
        if (r->key_valid && strncmp(path, r->path, n) == 0 && r->key_valid(path + n)) {
            *key = path + n;
            return r;
        }
    }
    return NULL;
}

const struct route *route_at(size_t i)
{
    return i < ROUTES ? &route_table[i] : NULL;
}
