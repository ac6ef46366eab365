#!/usr/bin/env python3
"""rollup() killed (SIGKILL) at random moments and run again: in the end the store is as if nobody had disturbed it."""
import random, signal, time

from lib import *

SEED, KILLS, PERIODS = int(os.environ.get('SEED', '1')), 20, 16
COURSE = Course(PERIODS, 8)
rng = random.Random(SEED)
base = store('base.db')
learn(base, COURSE, period_end(PERIODS))
copy(base, 'alone.db')
begun = time.monotonic()
ask(path('alone.db'), 'SELECT rollup();')
took = time.monotonic() - begun
ALONE = dump(path('alone.db'))
same('undisturbed', ask(path('alone.db'), 'SELECT count(*), max(period) FROM rollup;'), ['%d|%d' % (PERIODS, PERIODS)])


def kill(database, delay):
    """Starts a rollup, kills it after a while; the number of periods that are closed then."""
    process = start(database, '.timeout 30000', 'SELECT rollup();')
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return int(ask(database, 'SELECT count(*) FROM rollup;')[0])


middle, odd, half = 0, [], []
for n in range(KILLS):
    database = copy(base, 'killed.db')
    again = 1 + n % 2                              # every other one is killed twice
    for _ in range(again):
        closed = kill(database, rng.uniform(.1, 1.05) * took / again)
        middle += 0 < closed < PERIODS
        half += ask(database, "SELECT 'no rollup ' || t.rollup FROM (SELECT rollup FROM rollup_total UNION SELECT rollup FROM rollup_line UNION SELECT "
                              "rollup FROM rollup_open UNION SELECT rollup FROM rollup_mark UNION SELECT rollup FROM rollup_age UNION SELECT rollup FROM rollup_day UNION SELECT rollup FROM rollup_reach) t "
                              "LEFT JOIN rollup r ON r.id = t.rollup WHERE r.id IS NULL;",
                    "SELECT 'period without rollup ' || no FROM period WHERE no NOT IN (SELECT period FROM rollup);")
    ask(database, 'SELECT rollup();')
    if dump(database) != ALONE: odd.append(n)
    half += ask(database, 'SELECT rollup() WHERE rollup() <> 0;') + left_behind(database)
same('seed %d: no half period is ever seen, no file left' % SEED, half, [])
same('seed %d: runs that end otherwise than undisturbed ones' % SEED, odd, [])
check('seed %d: some of the kills fell in the middle' % SEED, middle >= 5, '%d of them' % middle)

# --- interrupted (SIGINT, as Ctrl-C): what was closed stays, nothing half is seen (the shell itself then leaves without closing)
interrupted = 0
for n in range(6):
    database = copy(base, 'interrupted.db')
    process = start(database, 'SELECT rollup();')
    time.sleep(rng.uniform(.2, .9) * took)
    process.send_signal(signal.SIGINT)
    interrupted += 'interrupted' in process.communicate()[1]
    half += ask(database, 'SELECT no FROM period WHERE no NOT IN (SELECT period FROM rollup);')
    ask(database, 'SELECT rollup();')
    if dump(database) != ALONE or left_behind(database): odd.append('interrupted %d' % n)
same('seed %d: interrupted ones' % SEED, (half, odd), ([], []))
check('seed %d: some were interrupted' % SEED, interrupted >= 2, interrupted)

# --- killed inside the user's transaction
database = copy(base, 'transaction.db')
shell = Shell(database)
same('closed, not committed', shell.say('BEGIN;\nSELECT rollup();', 1), ['%d' % PERIODS])
shell.process.kill()
shell.end()
same('killed before COMMIT: nothing', dump(database), '')
ask(database, 'SELECT rollup();')
same('and then all', dump(database), ALONE)
same('integrity', ask(database, 'PRAGMA integrity_check;'), ['ok'])
done()
