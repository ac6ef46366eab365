#!/usr/bin/env python3
"""Gaps: periods in which nothing happened, a timer that did not run for many periods, a store left alone for a year; and
periods of other lengths, anchors and offsets from UTC."""
import oracle
from lib import *

QUIET, PERIODS = range(4, 12), 14
COURSE = Course(PERIODS, 6, quiet=QUIET)
base = store('base.db')
learn(base, COURSE, period_end(PERIODS))
database = copy(base, 'gap.db')
same('two periods are closed', ask(database, "SELECT rollup('2020-02-13');"), ['2'])
same('the timer runs again after twelve', ask(database, 'SELECT rollup();', 'SELECT rollup();'), ['12', '0'])
same('all closed in order, once', ask(database, 'SELECT group_concat(period) FROM (SELECT period FROM rollup ORDER BY id);', 'SELECT max(revision) FROM rollup;'),
     [','.join(str(no) for no in range(1, PERIODS + 1)), '1'])
ask(copy(base, 'at-once.db'), 'SELECT rollup();')
same('as if all had been closed at once', dump(database), dump(path('at-once.db')))
same('identities hold', ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;'), [])

# --- a period without any record: no movement, what was open is carried, what passes its deadline is counted
rows = oracle.records(database)
silent = [no for no in QUIET if not any(period_end(no - 1) <= r['at'] < period_end(no) for table in rows for r in table)]
check('some periods have no record at all', len(silent) >= 3, silent)
for no in silent:
    moved = ask(database, 'SELECT sum(collected + valid + invalidated + opened + dispatched + reopened + returned_in + solved + closed_unsolved + withdrawn + returned '
                          '+ reassigned + revoked), sum(opening = closing) = count(*), sum(opening) FROM rollup_line WHERE rollup = %d;' % no)
    was = ask(database, 'SELECT sum(closing) FROM rollup_line WHERE rollup = %d;' % (no - 1))
    same('nothing moves in period %d' % no, moved, ['0|1|' + was[0]])
    same('and no day of it has a figure', ask(database, 'SELECT count(*) FROM rollup_day WHERE rollup = %d AND (collected OR solved);' % no), ['0'])
    same('totals are carried over', ask(database, 'SELECT sum(demands), sum(valid), sum(open) FROM rollup_total WHERE rollup = %d;' % no),
         ask(database, 'SELECT sum(demands), sum(valid), sum(open) FROM rollup_total WHERE rollup = %d;' % (no - 1)))
for no in range(1, PERIODS + 1):
    last = instant(48 * no - 1 / 3600)
    count = oracle.Count(rows, last, period_end(PERIODS))
    got = ask(database, 'SELECT unit, category, %s FROM rollup_line WHERE rollup = %d;' % (', '.join(oracle.LINE), no))
    nonzero = lambda lines: [line for line in lines if set(line.split('|')[2:]) != {'0'}]
    same('lines of period %d' % no, nonzero(sorted(got)), nonzero(count.lines(period_end(no - 1))))

# --- a year of silence, then one more demand
ask(database, clock('2021-02-10T00:00:00Z'))
same('a year later', ask(database, 'SELECT rollup();', 'SELECT rollup();', 'SELECT count(*), max(period), max(revision) FROM rollup;'), ['169', '0', '183|183|1'])
same('still conserved', ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;'), [])
same('what was open is open', ask(database, 'SELECT sum(closing) FROM rollup_line WHERE rollup = 183;'), ask(database, 'SELECT sum(closing) FROM rollup_line WHERE rollup = 14;'))

# --- other periods and offsets: settings, periods closed (how many, first, last); the course ends with local 2020-03-08
SETTINGS = [
    ("UPDATE setting SET value = '1' WHERE name = 'period_days'", '28|1|28'),
    ("UPDATE setting SET value = '3' WHERE name = 'period_days'", '9|1|9'),
    ("UPDATE setting SET value = '7' WHERE name = 'period_days'", '4|1|4'),
    ("UPDATE setting SET value = '29' WHERE name = 'period_days'", '0||'),
    ("UPDATE setting SET value = '2020-02-20' WHERE name = 'period_anchor'", '14|-4|9'),
    ("UPDATE setting SET value = '2020-02-11' WHERE name = 'period_anchor'", '14|0|13'),
    ("UPDATE setting SET value = '1970-01-01' WHERE name = 'period_anchor'", '14|9152|9165'),
    ("UPDATE utc_offset SET minutes = -720", '14|0|13'),
    ("UPDATE utc_offset SET minutes = 840", '14|1|14'),
    ("INSERT INTO utc_offset VALUES ('2020-02-20T17:30:00Z', 540)", '14|1|14'),
    ("INSERT INTO utc_offset VALUES ('2020-02-20T15:30:00Z', -480)", '13|1|13'),
]
for setting, wanted in SETTINGS:
    database = copy(base, 'other.db')
    got = ask(database, setting + ';', 'SELECT rollup();', 'SELECT count(*), min(period), max(period) FROM rollup;', 'SELECT * FROM conservation() WHERE holds IS NOT 1;')
    same('periods with ' + setting, got[1:], [wanted])
    same('they meet: ' + setting, ask(database, 'SELECT p.no FROM period p JOIN period q ON q.no = p.no + 1 WHERE q.start_at <> p.end_at;'), [])
    same('every record counts once: ' + setting, ask(database, 'SELECT ifnull(sum(collected), 0) FROM rollup_line;'),
         ask(database, 'SELECT count(*) FROM demand WHERE at < (SELECT max(end_at) FROM period);'))
done()
