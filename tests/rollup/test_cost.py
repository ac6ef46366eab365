#!/usr/bin/env python3
"""Closing a period costs by what happened in it: the same period after few and after ten times as many others."""
from lib import *

FEW, MANY, EACH, MOST = 16, 160, 6, 3


class Steady(Course):
    """Each period is like the others: its cases are done within two more, and each is of an enterprise of its own."""
    LATER = 0

    def __init__(self, periods):
        self.records = []
        for no in range(1, periods + 1):
            for i in range(EACH):
                self.case('%d-%d' % (no, i), 48 * (no - 1) + 46.0 * i / EACH, [1, 2, 3, 4, 7, 8, 9, 12][(no + i) % 8])
        for _, table, row in self.records:
            if table == 'demand': row['enterprise'] = 'E' + row['ref'][3:]
        self.records.sort(key=lambda record: record[0])


def steps(database, *lines):
    """Hundreds of steps of SQLite's machine that statements take, those of functions too; the rows they give."""
    rows = ask(database, *lines[:-1], '.progress 100', lines[-1])
    return sum(row.startswith('Progress') for row in rows), [row for row in rows if not row.startswith('Progress')]


course = Steady(MANY + 1)
database = store('cost.db')
ask(database, 'BEGIN;', *["INSERT INTO enterprise (uscc, name) VALUES ('E%d-%d', '企业');" % (no, i) for no in range(1, MANY + 2) for i in range(EACH)], 'COMMIT;')


def grow(first, last):
    """One period after the other is learnt and closed, the last one only learnt."""
    script = []
    for no in range(first, last + 1):
        script += ['BEGIN;', clock(period_end(no)), *course.until(period_end(no), period_end(no - 1) if no > 1 else ''), 'COMMIT;', 'SELECT rollup();' if no < last else '']
    return ask(database, *script)


COSTS = [  # what, statement, what it gives (None: anything)
    ('a call with nothing to do', 'SELECT rollup();', ['0']),
    ('the identities of one period', 'SELECT count(*) > 9 FROM rollup_identity WHERE period = 9;', ['1']),
    ('rollup_diff', 'SELECT count(*) > 9 FROM rollup_diff(8, 9);', ['1']),
    ('rollup_diff of revisions', "SELECT count(*) > 9 FROM rollup_diff('8.1', '9.1');", ['1']),
    ('case_history', "SELECT count(*) > 2 FROM case_history('T-R9-3');", ['1']),
    ('case_history of a loan', "SELECT count(*) > 1 FROM case_history('T-F9-3');", ['1']),
    ('the identities of loans and subsidies of one period', 'SELECT count(*) > 9 FROM funding_identity WHERE period = 9;', ['1']),
    ('the figures of loans and subsidies', "SELECT count(*) > 9 FROM funding_now WHERE axis = 'clause';", ['1']),
    ('the days between their stages', "SELECT count(*) > 1 FROM funding_step_now;", ['1']),
    ('periods', "SELECT count(*) FROM periods('2020-03-01', '2020-03-09');", ['5']),
]
cost = {}
for size, begin in ((FEW, 1), (MANY, FEW + 2)):
    closed = grow(begin, size + 1)
    same('every period is closed by its own call, %d' % size, set(closed), {'1'})
    n, rows = steps(database, 'SELECT rollup();')
    cost.setdefault('closing a period', []).append(n)
    same('the last one after %d' % size, rows, ['1'])
    for what, statement, wanted in COSTS:
        n, rows = steps(database, statement)
        cost.setdefault(what, []).append(n)
        same('%s, after %d' % (what, size), rows, wanted)
    late = "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-L%d', 'E1-1', 'RSJ', 'late', '%s');" % (size, instant(48 * size - 9))
    n, rows = steps(database, late, 'SELECT rollup();')
    cost.setdefault('a late record into the period before the last', []).append(n)
    same('a late record, after %d' % size, rows, ['2'])
for what, (few, many) in cost.items():
    check('%s costs the same after %d as after %d periods' % (what, MANY, FEW), many <= MOST * max(few, 10), '%d and %d hundred steps' % (few, many))
same('all of it conserved', ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;'), [])
print('# hundreds of steps after %d and %d periods: %s' % (FEW, MANY, ', '.join('%s %d %d' % (what, *pair) for what, pair in cost.items())))
done()
