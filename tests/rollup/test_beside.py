#!/usr/bin/env python3
"""Two writers, a timer and two readers at once on a store with the real clock: nothing lost, nothing doubled, no error that
anybody sees, and the write-ahead log stays bounded. SECONDS= (20) is how long, SEED= what is written.

A writer records a case in one transaction, three of four of it in periods that are closed already, and says its reference
after the commit. The timer calls rollup() without a pause, so revisions are made all the time. A reader asks in one
transaction for the same figure from rollups and from records.
"""
import random, threading, time

from lib import *

SEED, SECONDS, PERIODS = int(os.environ.get('SEED', '1')), float(os.environ.get('SECONDS', '20')), 6
WAL_BOUND = 64 << 20
base = store('base.db')
database = copy(base, 'beside.db')
ask(database, "UPDATE setting SET value = 'real' WHERE name = 'clock';", "DELETE FROM setting WHERE name = 'clock_at';",
    "UPDATE setting SET value = date('now', '-%d days') WHERE name = 'period_anchor';" % (2 * PERIODS),
    "INSERT INTO setting (name, value) VALUES ('dispatch_requires', '') ON CONFLICT DO UPDATE SET value = '';")
stop = time.monotonic() + SECONDS
said, errors, wal = {}, [], [0]


def lines_of(shell, sql):
    """What an open shell answers, up to a mark of our own."""
    shell.say(sql + "\nSELECT '@@';")
    rows = []
    while True:
        row = shell.process.stdout.readline()
        if row == '' or row.rstrip('\n') == '@@': return rows
        rows.append(row.rstrip('\n'))


def case_sql(who, n, rng):
    """One case in one transaction: up to four hours of a random moment of the past days."""
    name = 'T-%s-%d' % (who, n)
    hours = rng.uniform(6, 48 * PERIODS * 4 / 3)
    hours = hours if hours < 48 * PERIODS else rng.uniform(5, 30)
    at = lambda later: "strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now', '-%d seconds')" % round((hours - later) * 3600)
    sql = ["BEGIN IMMEDIATE;", "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('%s-D', 'E%d', '%s', 'text', %s);"
           % (name, rng.randrange(7), rng.choice(UNITS[:2]), at(0))]
    if rng.random() < .8:
        sql += ["INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('%s-X', '%s-D', 'valid', 'masks', %s);" % (name, name, at(1)),
                "INSERT INTO requirement (ref, demand, category, at) VALUES ('%s-R', '%s-D', 'masks', %s);" % (name, name, at(1)),
                "INSERT INTO requirement_event (ref, requirement, kind, unit, at) VALUES ('%s-E', '%s-R', 'dispatched', '%s', %s);"
                % (name, name, rng.choice(UNITS), at(2))]
        if rng.random() < .5:
            sql += ["INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('%s-S', '%s-R', 'solved', %s);" % (name, name, at(3))]
    return name, '\n'.join(sql + ['COMMIT;', "SELECT '%s';" % name])


def writer(who):
    rng, shell, n = random.Random('%s %d' % (who, SEED)), Shell(database), 0
    said[who] = []
    shell.say('.bail on\n.timeout 30000')
    while time.monotonic() < stop:
        n += 1
        name, sql = case_sql(who, n, rng)
        if lines_of(shell, sql) != [name]: break
        said[who].append((name, sql))
        time.sleep(rng.uniform(0, .01))
    errors.extend(shell.end()[1].splitlines())


def timer():
    shell = Shell(database)
    shell.say('.timeout 30000')
    said['timer'] = []
    while time.monotonic() < stop: said['timer'] += lines_of(shell, 'SELECT rollup();')
    errors.extend(shell.end()[1].splitlines())


def reader(who):
    shell = Shell(database)
    shell.say('.timeout 30000')
    said[who] = []
    while time.monotonic() < stop:
        said[who] += lines_of(shell, "BEGIN;\nSELECT (SELECT value FROM figure_now WHERE id = 'demands-collected') || ' ' || (SELECT count(*) FROM demand)"
                                     " || ' ' || (SELECT value FROM figure_now WHERE id = 'requirements-solved') || ' ' ||"
                                     " (SELECT count(*) FROM requirement_event WHERE kind = 'solved');\nCOMMIT;")
        wal.append(os.path.getsize(database + '-wal') if os.path.exists(database + '-wal') else 0)
    errors.extend(shell.end()[1].splitlines())


threads = [threading.Thread(target=f, args=a) for f, a in
           [(writer, ('A',)), (writer, ('B',)), (timer, ()), (reader, ('r1',)), (reader, ('r2',))]]
for t in threads: t.start()
for t in threads: t.join()
seed = 'seed %d, %d seconds: ' % (SEED, SECONDS)
same(seed + 'errors', errors[:5], [])
cases = said['A'] + said['B']
wanted = sorted(name + part for name, sql in cases for part in ('-D', '-X', '-R', '-E', '-S') if "'%s%s', " % (name, part) in sql)
got = sorted(ask(database, *['SELECT ref FROM %s;' % t for t in ('demand', 'disposition', 'requirement', 'requirement_event')]))
same(seed + 'records of every acknowledged case, each once', got == wanted or sorted(set(got) ^ set(wanted))[:5], True)
check(seed + 'all did something', min(len(said['A']), len(said['B']), len(said['timer']), len(said['r1'])) >= 10,
      {k: len(v) for k, v in said.items()})
uneven = [row for who in ('r1', 'r2') for row in said[who] if row.split()[0::2] != row.split()[1::2]]
same(seed + 'a reader sees rollups and records agree', uneven[:3], [])
check(seed + 'the write-ahead log stayed below %d MiB' % (WAL_BOUND >> 20), max(wal) < WAL_BOUND, max(wal))
ask(database, 'SELECT rollup();')
same(seed + 'identities', ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;'), [])
same(seed + 'the timer is done', ask(database, 'SELECT rollup();'), ['0'])
same(seed + 'what closed rollups say is what the records say',
     ask(database, 'SELECT count(*) FROM demand d JOIN period p ON d.at >= p.start_at AND d.at < p.end_at;',
         "SELECT count(*) FROM requirement_event e JOIN period p ON e.at >= p.start_at AND e.at < p.end_at WHERE e.kind = 'solved';"),
     ask(database, *['SELECT sum(%s) FROM rollup_line l WHERE rollup IN (SELECT max(id) FROM rollup GROUP BY period);' % c for c in ('collected', 'solved')]))
same(seed + 'no file is left', left_behind(database), [])
print('# %s%d and %d cases, %d rollups (%s revisions), %d and %d looks, log at most %.1f MB' % (
    seed, len(said['A']), len(said['B']), len(said['timer']), ask(database, 'SELECT count(*) FROM rollup;')[0],
    len(said['r1']), len(said['r2']), max(wal) / 1e6))
done()
