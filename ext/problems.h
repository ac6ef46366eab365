/* common_problems() and zone_problems(): what many enterprises ask for, however they word it. */
#ifndef FULFIL_PROBLEMS_SQL_H
#define FULFIL_PROBLEMS_SQL_H

#include "computed_table.h"

extern const struct computed_table problems_common;
extern const struct computed_table problems_zone;

#endif
