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
#define STAGE PARAM_BIT(PARAM_STAGE)
#define BANK PARAM_BIT(PARAM_BANK)
#define POLICY PARAM_BIT(PARAM_POLICY)
#define CLAUSE PARAM_BIT(PARAM_CLAUSE)
#define AGE PARAM_BIT(PARAM_AGE)
#define MARK PARAM_BIT(PARAM_MARK)
#define GRID PARAM_BIT(PARAM_GRID)
#define Q PARAM_BIT(PARAM_Q)
#define PHASE PARAM_BIT(PARAM_PHASE)
#define RETURNED PARAM_BIT(PARAM_RETURNED)
#define LEVEL PARAM_BIT(PARAM_LEVEL)
#define RESULT PARAM_BIT(PARAM_RESULT)

static const char *const route_loan_stages[] = {"applied", "credit_granted", "approved", "disbursed", NULL};
static const char *const route_subsidy_stages[] = {"declared", "approved", "paid", NULL};

static const char *const route_requirement_states[] = {
    "open", "overdue", "not_due", "without_deadline", "awaiting", "solved", "solved_on_time", "solved_late",
    "solved_without_deadline", "closed_unsolved", "withdrawn", "confirmed", "due_met", "closed_on_time", "extended", NULL,
};
static const char *const route_problem_states[] = {"open", "solved", "escalated", NULL};
static const char *const route_ledger_states[] = {"overdue", "not_due", "without_deadline", "awaiting", NULL};

static const struct route route_table[] = {
    {"/", "overview", 0, 0, NULL, false, NULL},
    {"/demands", "demands", UNIT | CATEGORY | DISPOSITION | PERIOD | ENTERPRISE, 0, NULL, false, NULL},
    {"/demands/", "demand", 0, 0, param_is_code, false, NULL},
    {"/requirements", "requirements", UNIT | CATEGORY | STATE | PERIOD | EVENT | AGE, PERIOD | EVENT, NULL, false, route_requirement_states},
    {"/requirements/", "requirement", 0, 0, param_is_code, false, NULL},
    {"/ledger", "ledger", UNIT | CATEGORY | STATE | PHASE | RETURNED | LEVEL, 0, NULL, false, route_ledger_states},
    {"/batches", "batches", UNIT | RESULT, 0, NULL, false, NULL},
    {"/batches/", "batch", 0, 0, param_is_code, false, NULL},
    {"/events", "events", UNIT | CATEGORY | MARK, 0, NULL, false, NULL},
    {"/loans", "loans", UNIT | BANK | STAGE | ENTERPRISE, 0, NULL, false, route_loan_stages},
    {"/subsidies", "subsidies", UNIT | POLICY | CLAUSE | STAGE | ENTERPRISE, 0, NULL, false, route_subsidy_stages},
    {"/policies", "policies", 0, 0, NULL, false, NULL},
    {"/policies/", "policy", 0, 0, param_is_code, false, NULL},
    {"/units", "units", 0, 0, NULL, false, NULL},
    {"/units/", "unit", 0, 0, param_is_code, false, NULL},
    {"/enterprises", "enterprises", UNIT | CONTACT, 0, NULL, false, NULL},
    {"/enterprises/", "enterprise", 0, 0, param_is_code, false, NULL},
    {"/coverage", "coverage", UNIT | GRID | CONTACT, 0, NULL, false, NULL},
    {"/problems", "problems", 0, 0, NULL, false, NULL},
    {"/problems/", "problem", STATE, 0, param_is_code, false, route_problem_states},
    {"/rollups", "rollups", 0, 0, NULL, false, NULL},
    {"/rollups/", "rollup", 0, 0, param_is_number, true, NULL},
    {"/search", "search", Q, 0, NULL, false, NULL},
    {"/health", "health", 0, 0, NULL, false, NULL},
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
