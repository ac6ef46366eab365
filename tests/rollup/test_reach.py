#!/usr/bin/env python3
"""Enterprises reached, at any moment and known at any: as counted from every record, whatever came late, was found valid and
then not, or is decided after the moment. Few demands of an enterprise are valid, so that each counts."""
import os, random

from lib import *

SEED, STEPS = int(os.environ.get('SEED', '1')), int(os.environ.get('STEPS', '200'))
random.seed(SEED)
db = store('reach.db')
now, demands = 24.0, {}             # demands: since when each may be decided
lines, asked = [], 0
COUNTED = """SELECT '' AS unit, count(DISTINCT enterprise) AS contacted, count(DISTINCT iif(disposition = 'valid', enterprise, NULL)) AS valid FROM demand_worked
UNION ALL SELECT unit, count(DISTINCT enterprise), count(DISTINCT iif(disposition = 'valid', enterprise, NULL)) FROM demand_worked GROUP BY unit"""
WRONG = """SELECT '%s', unit, contacted, valid, 'reach_now' FROM (SELECT * FROM reach_now WHERE contacted <> 0 OR valid <> 0 EXCEPT SELECT * FROM counted)
UNION ALL SELECT '%s', unit, contacted, valid, 'counted' FROM (SELECT * FROM counted WHERE contacted <> 0 EXCEPT SELECT * FROM reach_now);"""
lines.append('CREATE TEMP VIEW counted AS ' + COUNTED + ';')
for step in range(STEPS):
    now += random.choice([.2, 1, 5, 20])
    lines.append(clock(instant(now)))
    late = now - random.choice([0, 0, .4, 5, 30, 90, 200])
    if not demands or random.random() < (.6 if len(demands) < 14 else .05):
        name = 'T-D-%d' % step
        at = max(1, late)
        demands[name] = at
        lines.append("INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('%s', 'E%d', '%s', 't', '%s');"
                     % (name, random.randrange(8), random.choice(UNITS[:2]), instant(at)))
    else:
        name = random.choice(list(demands))
        at = max(demands[name], late)
        demands[name] = at               # the desk takes no decision from before the last
        kind = random.choice(['valid', 'incomplete', 'out_of_scope'])
        lines.append("INSERT INTO triage_desk (demand, kind, category, reason, at) VALUES ('%s', '%s', %s, 'r', '%s');"
                     % (name, kind, "'masks'" if kind == 'valid' else 'NULL', instant(at)))
    if random.random() < .12: lines.append("SELECT 'closed' WHERE rollup() < 0;")
    for _ in range(8):
        as_of, known = instant(random.uniform(max(0, now - 200), now)), instant(random.choice([now, random.uniform(max(24, now - 150), now)]))
        lines += ['.once /dev/null', "SELECT set_moment('%s', '%s');" % (as_of, known), WRONG % ((as_of + ' known ' + known,) * 2)]
        asked += 1
    lines += ['.once /dev/null', 'SELECT set_moment(NULL, NULL);']
wrong = ask(db, *lines)
check('%d moments' % asked, not wrong, '\n'.join(wrong[:12]))
closed = int(ask(db, 'SELECT count(*) FROM rollup;')[0])
check('periods were closed, some again', closed > 5 and ask(db, 'SELECT max(revision) > 1 FROM rollup;') == ['1'], closed)
done()
