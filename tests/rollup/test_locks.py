#!/usr/bin/env python3
"""rollup() beside others who write: waiting, refusing, and several of them at once."""
import threading, time

from lib import *

COURSE = Course(12, 6)
base = store('base.db')
learn(base, COURSE, period_end(12))
ask(copy(base, 'alone.db'), 'SELECT rollup();')
ALONE = dump(path('alone.db'))


def holder(database):
    """Another connection that holds the right to write."""
    shell = Shell(database)
    shell.say("BEGIN IMMEDIATE; UPDATE setting SET note = 'held' WHERE name = 'clock'; SELECT 'held';", 1)
    return shell


# --- somebody writes
database = copy(base, 'busy.db')
other = holder(database)
begun = time.monotonic()
got = run(database, 'SELECT rollup();', 'SELECT count(*) FROM rollup;', 'BEGIN; ROLLBACK;')
check('without a timeout it says so at once', 'rollup: database is locked' in got.error and got.status == 1 and time.monotonic() - begun < 5, got.text)
same('closes nothing and leaves no transaction', got.rows, ['0'])
got = run(database, '.timeout 200', 'SELECT rollup();')
check('a timeout that is too short ends', 'rollup: database is locked' in got.error, got.text)
threading.Timer(.5, other.end, ['ROLLBACK;']).start()
begun = time.monotonic()
got = run(database, '.timeout 30000', 'SELECT rollup();')
same('with a timeout it waits', (got.rows, got.error, time.monotonic() - begun > .3), (['12'], '', True))
other.process.wait()
same('and closes the same', dump(database), ALONE)

# --- a transaction that has read what another one changed since cannot write, whatever the timeout
database = copy(base, 'snapshot.db')
reader = Shell(database)
reader.say('.timeout 30000\nBEGIN;\nSELECT count(*) FROM rollup;', 1)
ask(database, "SELECT rollup('2020-02-13');")
begun = time.monotonic()
rows, error = reader.end('SELECT rollup();\nSELECT count(*) FROM rollup;\nROLLBACK;\nSELECT rollup();')
same('an outdated snapshot is refused at once, then all goes on', (rows, time.monotonic() - begun < 10), (['0', '10'], True))
check('and named', 'rollup: database is locked' in error, error)
same('the same lines in the end', (dump(database), left_behind(database)), (ALONE, []))

# --- several at once, started together: each period once, no error
ROUNDS, AT_ONCE = 12, 4
totals, errors, odd, left = [], [], 0, []
for n in range(ROUNDS):
    database = copy(base, 'race.db')
    racers = [start(database, '.timeout 30000', 'SELECT rollup();') for _ in range(AT_ONCE)]
    said = [racer.communicate() for racer in racers]
    errors += [error for _, error in said if error]
    totals.append(sum(int(out or -99) for out, _ in said))
    odd += dump(database) != ALONE
    left += left_behind(database)
same('%d rounds of %d at once: no error' % (ROUNDS, AT_ONCE), errors, [])
same('each period is counted by one of them', totals, [12] * ROUNDS)
same('rounds with other lines than alone', odd, 0)
same('files left', left, [])

# --- beside somebody who records late cases: identities hold in the end, and nothing is doubled
late = Course(11, 2)
late.records = [(period_end(12), table, {k: v.replace('T-', 'T-L') if isinstance(v, str) and v[:2] == 'T-' else v for k, v in row.items()})
                for _, table, row in late.records if row['recorded_at'] <= period_end(12)]
for _, _, row in late.records: row['recorded_at'] = period_end(12)
errors, broken = [], []
for n in range(4):
    database = copy(base, 'late.db')
    lines = ['BEGIN IMMEDIATE;\n%s\nCOMMIT;' % '\n'.join(late.until(period_end(12))[i:i + 40]) for i in range(0, len(late.records), 40)]
    several = [start(database, '.timeout 30000', *lines)] + [start(database, '.timeout 30000', *['SELECT rollup();'] * 3) for _ in range(2)]
    errors += [line for p in several for line in p.communicate()[1].splitlines() if 'identity requirements' not in line]
    ask(database, '.timeout 30000', 'SELECT rollup();')
    broken += ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;', 'SELECT rollup() WHERE rollup() <> 0;')
    broken += ask(database, 'SELECT period FROM rollup GROUP BY period HAVING count(*) <> max(revision);')
    broken += ask(database, 'SELECT * FROM (SELECT period, max(revision) OVER (ORDER BY period) AS m, revision FROM rollup) WHERE 0;')
same('beside a writer: no error', errors, [])
same('beside a writer: identities hold, nothing is doubled', broken, [])
done()
