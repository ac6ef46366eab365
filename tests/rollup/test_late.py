#!/usr/bin/env python3
"""Late records: a record of each kind that reaches a closed period makes a revision of it and of every later one; what was
frozen stays, the difference is exactly the record, and what was asked knowing less stays the same."""
import itertools

from lib import *

COURSE = Course(9, 6)
LATER = instant(48 * 8 + 3)
base = store('base.db')
learn(base, COURSE, period_end(8))
ask(base, 'SELECT rollup();', clock(LATER))
KNOWN = period_end(8)

DEMAND = "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-L', 'E3', 'RSJ', 'late', '%s');"
DECIDE = "INSERT INTO disposition (ref, demand, kind, category, reason, at) VALUES ('T-LX', '%s', '%s', 'masks', 'r', '%s');"
OPEN = "INSERT INTO requirement (ref, demand, category, at) VALUES ('T-LR', '%s', 'masks', '%s');"
EVENT = "INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, reason, reverses, at) VALUES ('T-LE', %s);"
THIRD = instant(48 * 2 + 10)                     # in period 3


def event(requirement, kind, at, unit='', deadline='', reverses=''):
    return EVENT % ', '.join("'%s'" % v if v else 'NULL' for v in (requirement, kind, unit, deadline, 'r', reverses, at))


# what, statements, first period that gets a revision (0: none), its difference, the difference of period 8
CASES = [
    ('a demand', [DEMAND % THIRD], 3,
     'RSJ||collected +1, RSJ||total_demands +1, RSJ||total_untriaged +1', 'RSJ||total_demands +1, RSJ||total_untriaged +1'),
    ('a demand in a period\'s first second', [DEMAND % instant(96)], 3,
     'RSJ||collected +1, RSJ||total_demands +1, RSJ||total_untriaged +1', 'RSJ||total_demands +1, RSJ||total_untriaged +1'),
    ('a demand in the second before', [DEMAND % instant(96 - 1 / 3600)], 2,
     'RSJ||collected +1, RSJ||total_demands +1, RSJ||total_untriaged +1', 'RSJ||total_demands +1, RSJ||total_untriaged +1'),
    ('a demand in the last closed second', [DEMAND % instant(48 * 8 - 1 / 3600)], 8,
     'RSJ||collected +1, RSJ||total_demands +1, RSJ||total_untriaged +1', None),
    ('a demand in the open period', [DEMAND % instant(48 * 8)], 0, None, None),
    ('a decision', [DECIDE % ('T-D2-3', 'incomplete', THIRD)], 3,
     'JXJ||total_demands -1, JXJ||total_untriaged -1, JXJ|masks|total_demands +1, JXJ|masks|total_incomplete +1',
     'JXJ||total_demands -1, JXJ||total_untriaged -1, JXJ|masks|total_demands +1, JXJ|masks|total_incomplete +1'),
    ('a decision that another one followed', [DECIDE % ('T-D3-0', 'incomplete', instant(48 * 2 + .5))], 3, '', ''),
    ('a valid demand with its requirement', [DEMAND % THIRD, DECIDE % ('T-L', 'valid', THIRD), OPEN % ('T-L', THIRD)], 3,
     '|masks|closing +1, |masks|opened +1, |masks|total_without_deadline +1, RSJ|masks|collected +1, RSJ|masks|total_demands +1, '
     'RSJ|masks|total_valid +1, RSJ|masks|valid +1',
     '|masks|closing +1, |masks|opening +1, |masks|total_without_deadline +1, RSJ|masks|total_demands +1, RSJ|masks|total_valid +1'),
    ('a dispatch', [event('T-R4-0', 'dispatched', instant(48 * 3 + 20), 'CZJ', instant(48 * 5))], 4,
     '|passes|closing -1, |passes|reassigned +1, |passes|total_without_deadline -1, CZJ|passes|closing +1, CZJ|passes|dispatched +1',
     '|passes|closing -1, |passes|opening -1, |passes|total_without_deadline -1, CZJ|passes|closing +1, CZJ|passes|opening +1, CZJ|passes|overdue +1'),
    ('a solution', [event('T-R3-1', 'solved', instant(48 * 2 + 40))], 3,
     'FGW|loans|closing -1, FGW|loans|overdue -1, FGW|loans|solved +1, FGW|loans|total_solved_late +1',
     'FGW|loans|closing -1, FGW|loans|opening -1, FGW|loans|overdue -1, FGW|loans|total_solved_late +1'),
    ('a return', [event('T-R3-1', 'returned', instant(48 * 2 + 40))], 3,
     '|loans|closing +1, |loans|returned_in +1, |loans|total_without_deadline +1, FGW|loans|closing -1, FGW|loans|overdue -1, FGW|loans|returned +1',
     '|loans|closing +1, |loans|opening +1, |loans|total_without_deadline +1, FGW|loans|closing -1, FGW|loans|opening -1, FGW|loans|overdue -1'),
    ('an extension', [event('T-R3-1', 'extended', instant(48 * 2 + 40), '', instant(48 * 20))], 3, 'FGW|loans|overdue -1', 'FGW|loans|overdue -1'),
    ('a talk, which no figure counts', [event('T-R3-1', 'contacted', THIRD)], 3, '', ''),
    ('a reversal, later, of a solution', [event('T-R2-1', 'reversed', LATER, '', '', 'T-V2-1-2')], 3,
     'CZJ|passes|closing +1, CZJ|passes|overdue +1, CZJ|passes|solved -1, CZJ|passes|total_solved_late -1',
     'CZJ|passes|closing +1, CZJ|passes|opening +1, CZJ|passes|overdue +1, CZJ|passes|total_solved_late -1'),
    ('a reversal of a dispatch', [event('T-R3-1', 'reversed', LATER, '', '', 'T-V3-1-1')], 3,
     '|loans|closing +1, |loans|reassigned -1, |loans|total_without_deadline +1, FGW|loans|closing -1, FGW|loans|dispatched -1, FGW|loans|overdue -1',
     '|loans|closing +1, |loans|opening +1, |loans|total_without_deadline +1, FGW|loans|closing -1, FGW|loans|opening -1, FGW|loans|overdue -1'),
    ('a withdrawal and its reversal', [event('T-R3-1', 'withdrawn', instant(48 * 2 + 40)), event('T-R3-1', 'reversed', LATER, '', '', 'T-LE').replace("'T-LE'", "'T-LF'", 1)], 3, '', ''),
    ('a judgement taken back', [DECIDE % ('T-D3-1', 'consultation', instant(48 * 2 + 40)), event('T-R3-1', 'revoked', instant(48 * 2 + 40))], 3,
     'FGW|loans|closing -1, FGW|loans|overdue -1, FGW|loans|revoked +1, RSJ|loans|collected -1, RSJ|loans|invalidated +1, '
     'RSJ|loans|total_demands -1, RSJ|loans|total_valid -1, RSJ|masks|collected +1, RSJ|masks|total_consultation +1, RSJ|masks|total_demands +1',
     'FGW|loans|closing -1, FGW|loans|opening -1, FGW|loans|overdue -1, RSJ|loans|total_demands -1, RSJ|loans|total_valid -1, '
     'RSJ|masks|total_consultation +1, RSJ|masks|total_demands +1'),
]


# Loans and subsidies: T-F3-1 is a subsidy of period 3 that was declared alone, T-F2-1 a loan of period 2 applied for; in fen.
MONEY = "INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) VALUES ('T-LM', '%s', '%s', %s, %s, 'r', '%s');"
CASES += [
    ('an amount', [MONEY % ('T-F3-1', 'declared', 77, 'NULL', instant(48 * 3 - 1))], 3, 'FGW||subsidy_declared +77, FGW||total_subsidy_declared +77', 'FGW||total_subsidy_declared +77'),
    ('a stage', [MONEY % ('T-F3-1', 'approved', 77, 'NULL', instant(48 * 3 - 1))], 3,
     'FGW||subsidy_approved +77, FGW||subsidy_approved_entered +1, FGW||total_subsidy_approved +77, FGW||total_subsidy_approved_number +1', 'FGW||total_subsidy_approved +77'),
    ('a case without a stage', ["INSERT INTO funding (ref, kind, enterprise, unit, at) VALUES ('T-LF', 'loan', 'E1', 'RSJ', '%s');" % THIRD], 0, None, None),
    ('part of an amount taken back in a closed period', [MONEY % ('T-F2-1', 'applied', 7, "'T-M2-1-1'", instant(48 * 3 - 1))], 3,
     'CZJ||loan_applied_reversed +7, CZJ||total_loan_applied_reversed +7', 'CZJ||total_loan_applied_reversed +7'),
    ('all of it', [MONEY % ('T-F2-1', 'applied', 10019, "'T-M2-1-1'", instant(48 * 3 - 1))], 3,
     'CZJ||loan_applied_left +1, CZJ||loan_applied_reversed +10019, CZJ||total_loan_applied_number -1, CZJ||total_loan_applied_reversed +10019',
     'CZJ||total_loan_applied_number -1, CZJ||total_loan_applied_reversed +10019'),
    ('a reversal of today', [MONEY % ('T-F2-1', 'applied', 7, "'T-M2-1-1'", LATER)], 0, None, None),
]


DIFFERENCE = "SELECT * FROM rollup_diff('%s', '%s');"


def difference(rows):
    """Rows of rollup_diff in short."""
    for row in rows:
        value_a, value_b, change = (int(value) for value in row.split('|')[3:])
        assert value_b - value_a == change, row
    return ', '.join('%s|%s|%s %+d' % (*row.split('|')[:3], int(row.split('|')[5])) for row in rows)


ASKED = [(period_end(2), period_end(2)), (instant(48 * 3 - 1 / 3600), KNOWN), (period_end(8), KNOWN), ('2020-02-20', '2020-02-22')]
FIGURES = ''.join("SELECT set_moment('%s', '%s'); SELECT * FROM total_now ORDER BY 1, 2; SELECT * FROM reach_now ORDER BY 1; SELECT * FROM open_now "
                  "ORDER BY 1, 2, 3, 4; SELECT * FROM rollup_info ORDER BY 1; SELECT * FROM demand_list ORDER BY ref; SELECT * FROM requirement_list ORDER "
                  "BY ref; SELECT * FROM rollup_diff(2, 3); SELECT * FROM funding_now ORDER BY 1, 2, 3, 4; SELECT * FROM funding_step_now ORDER BY 1, 2, 3; SELECT * "
                  "FROM funding_list ORDER BY ref; SELECT * FROM funding_flow_now ORDER BY 1, 2, 3, 4, 5;" % pair for pair in ASKED)
EARLIER = ask_each(base, FIGURES)[0]
FROZEN = dump(base)
REVISIONS = 'SELECT period, max(revision), count(*) FROM rollup GROUP BY period HAVING max(revision) > 1 OR count(*) > 1;'

for what, statements, first, change, last in CASES:
    database = copy(base, 'late.db')
    one, two = '%d.1' % (first or 8), '%d.2' % (first or 8)
    _, open_, closed, revisions, there, back, end, after, sound = ask_each(
        database, '\n'.join(statements), FIGURES, 'SELECT rollup();', REVISIONS, DIFFERENCE % (one, two), DIFFERENCE % (two, one), DIFFERENCE % ('8.1', '8.2'), FIGURES,
        'SELECT rollup(); SELECT * FROM conservation() WHERE holds IS NOT 1; SELECT * FROM head_drift;')
    same('before it is closed again, what was known then stays: ' + what, open_, EARLIER)
    same('closes %d and later again: %s' % (first, what), closed, ['%d' % (9 - first if first else 0)])
    same('revisions: ' + what, revisions, ['%d|2|2' % n for n in range(first, 9)] if first else [])
    if first:
        same('difference of the first period: ' + what, difference(there), change)
        if last is not None: same('difference of the last period: ' + what, difference(end), last)
        same('the other way round: ' + what, difference(back).translate(str.maketrans('+-', '-+')), change)
    check('the old revisions stay: ' + what, set(FROZEN.splitlines()) <= set(dump(database).splitlines()))
    same('what was known then stays: ' + what, after, EARLIER)
    same('nothing more is due, identities hold: ' + what, sound, ['0'])

# --- rollup_diff: which revision a number names, and what is not there
database = copy(base, 'late.db')
ask(database, *CASES[0][1], 'SELECT rollup();')
same('a bare number is the latest known revision', ask_each(database, DIFFERENCE % (3, '3.2'), 'SELECT count(*) FROM rollup_diff(3, 3);',
                                                           "SELECT count(*) > 0 FROM rollup_diff(2, 3);"), [[], ['0'], ['1']])
same('the latest that is known at the moment', ask(database, "SELECT set_moment(NULL, '%s') IS NULL;" % KNOWN, "SELECT count(*) FROM rollup_diff('3', '3.1');",
                                                   "SELECT count(*) FROM rollup_diff('3', '3.2');"), ['0', '0', '0'])
NONE = [("'3'", "'99'"), ("'3.9'", "'3.1'"), ('NULL', "'3'"), ("'3'", 'NULL'), ("''", "'x'"), ("'3.1 '", "'3.2'"), ("'-1'", "'0'")]
for pair, rows in zip(NONE, ask_each(database, *['SELECT count(*) FROM rollup_diff(%s, %s);' % pair for pair in NONE])):
    same('rollup_diff(%s, %s)' % pair, rows, ['0'])
for pair in (('3.1', '3.2'), ("'3.1'", '3.2'), ('3.5', 'NULL')):
    said = run(database, 'SELECT count(*) FROM rollup_diff(%s, %s);' % pair)
    check('rollup_diff(%s, %s) is refused with a hint' % pair, 'is a number with a fraction, not a revision; write it as text' in said.error and not said.out, said.text)

# --- before the first closed period: the periods from there on are closed too, empty ones in between as well
database = copy(base, 'early.db')
ask(database, DEMAND % '2020-02-01T00:00:00Z')
same('a demand before everything', ask(database, 'SELECT rollup();', 'SELECT min(period), max(period), count(*), sum(revision = 1) FROM rollup WHERE id > 8;'),
     ['13', '-4|8|13|5'])
same('identities hold, nothing is due', ask(database, 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT rollup();'), ['0'])

# --- a clock that is set back between a record and the rollup: the record counts once the clock has caught up
database = copy(base, 'back.db')
ask(database, clock(instant(48 * 9 + 2)), event('T-R3-1', 'solved', instant(48 * 9 - 10)))
copy(database, 'straight.db')
same('a clock set back closes', ask(database, clock(instant(48 * 9 + 1)), 'SELECT rollup();'), ['1'])
same('and says the same when it has caught up',
     ask(database, clock(instant(48 * 10)), 'SELECT rollup() > 0;', 'SELECT rollup();', 'SELECT * FROM conservation() WHERE holds IS NOT 1;'), ['1', '0'])
ask(path('straight.db'), clock(instant(48 * 10)), 'SELECT rollup();')
SOLVED = 'SELECT period, solved, closing FROM rollup_info WHERE period >= 9;'
same('and has lost nothing', ask(database, SOLVED), ask(path('straight.db'), SOLVED))

# --- closed as time goes on or all at once: the latest revisions say the same
LATEST = ''.join('SELECT %s, r.period, t.* FROM (SELECT * FROM rollup GROUP BY period HAVING revision = max(revision)) r JOIN %s t ON t.rollup = r.id;'
                 % (repr(t), t) for t in ROLLUP_TABLES[2:])


def latest(database):
    """The newest figures of each period, without the row ids of rollups and without lines of zeros."""
    rows = [row.split('|') for row in ask(database, LATEST)]
    return sorted(row[:2] + row[3:] for row in rows if any(value != '0' for value in row[5:] if value.lstrip('-').isdigit()))


at_once, going = store('at-once.db'), store('going.db')
learn(at_once, COURSE, period_end(9))
ask(at_once, 'SELECT rollup();')
begin = ''
for hours in itertools.count(30, 31):
    end = instant(min(hours, 48 * 9))
    learn(going, COURSE, end, begin)
    ask(going, 'SELECT rollup();')
    begin = end
    if hours >= 48 * 9: break
same('closed one by one: as all at once', latest(going), latest(at_once))
check('late records made revisions on the way', int(ask(going, 'SELECT max(revision) FROM rollup;')[0]) > 1)
same('identities hold all along', ask(going, 'SELECT * FROM conservation() WHERE holds IS NOT 1;'), [])
done()
