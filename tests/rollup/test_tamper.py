#!/usr/bin/env python3
"""Records, heads and frozen figures tampered with: the rollup that would close the period refuses, names the identity and both
sides and publishes nothing; what lies in closed periods conservation() names.

Each case is a transaction in a copy of a store with eight closed periods and a ninth that has ended: guards are dropped,
something is tampered with, the ninth is closed, all is rolled back. Whoever tampers before the closing meets the trail first;
so that the identities are tried too, the same is done by a trigger while the period closes, after the trail was verified.
"""
import re

from lib import *

COURSE = Course(9, 6)
base = store('base.db')
learn(base, COURSE, period_end(8))
ask(base, 'SELECT rollup();')
learn(base, COURSE, period_end(9), period_end(8))
same('untouched it closes', ask(copy(base, 'whole.db'), 'SELECT rollup();', 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;'), ['1'])

OF = {'D': 'demand', 'X': 'disposition', 'R': 'requirement', 'V': 'requirement_event', 'F': 'funding', 'M': 'funding_event'}
AT = "strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', at, '%s')"


def delete(ref):
    return "DELETE FROM %s WHERE ref = 'T-%s'" % (OF[ref[0]], ref)


def alter(ref, change):
    return "UPDATE %s SET %s WHERE ref = 'T-%s'" % (OF[ref[0]], change, ref)


def double(ref, change=''):
    """The same record once more, under another reference; what change says is other in it."""
    columns = {'D': 'enterprise, unit, text, at, recorded_at', 'X': 'demand, kind, category, reason, at, recorded_at', 'R': 'demand, category, at, recorded_at',
               'V': 'requirement, kind, unit, deadline, reason, at, recorded_at', 'M': 'funding, stage, amount_fen, at, recorded_at'}[ref[0]]
    values = columns
    for name, value in re.findall(r"(\w+) = ('[^']*')", change):
        values = re.sub(r'\b%s\b' % name, value, values)
    return "INSERT INTO %s (ref, %s) SELECT ref || 'x', %s FROM %s WHERE ref = 'T-%s'" % (OF[ref[0]], columns, values, OF[ref[0]], ref)


# --- the open period
OPEN = [
    # deleted: the last of its kind, one in the middle, all that are new; with all that hangs on it
    delete('D9-5'), delete('D9-2'), delete('X9-5'), delete('X9-4'), delete('R9-5'), delete('R9-2'), delete('V9-0-2'), delete('V9-1-1'), delete('V8-1-2'),
    "DELETE FROM demand WHERE at > '%s'" % period_end(8), "DELETE FROM requirement_event WHERE at > '%s'" % period_end(8),
    '; '.join(map(delete, ['D9-4', 'X9-4'])), '; '.join(map(delete, ['D9-5', 'X9-5', 'R9-5'])),
    # doubled behind the heads' back
    double('D9-4'), double('X9-4'), double('R9-2', "demand = 'T-D9-4'"), double('V8-1-2'), double('V9-1-1', "unit = 'CZJ'"),
    # moved in time: within the period, to an earlier and a later one; learnt at another time
    alter('D9-4', 'at = ' + AT % '-1 hours'), alter('X9-4', 'at = ' + AT % '-1 hours'), alter('R9-5', 'at = ' + AT % '-1 hours'), alter('V9-0-2', 'at = ' + AT % '-1 hours'),
    alter('D9-4', 'at = ' + AT % '-2 days'), alter('X9-4', 'at = ' + AT % '-2 days'), alter('R9-2', 'at = ' + AT % '-2 days'), alter('V9-0-2', 'at = ' + AT % '-2 days'),
    *[alter(ref, "at = %s, recorded_at = '%s'" % (AT % '+2 days', period_end(11))) for ref in ('D9-4', 'X9-4', 'R9-2', 'V9-0-2')],
    *[alter(ref, "recorded_at = '%s'" % period_end(11)) for ref in ('D9-2', 'X9-4', 'R9-2', 'V9-1-1')],
    # altered
    alter('D9-4', "unit = 'RSJ'"), alter('D9-4', "enterprise = 'E7'"), alter('X9-2', "kind = 'incomplete', reason = 'r'"), alter('X9-4', "kind = 'valid'"),
    alter('X9-4', "kind = 'incomplete'"), alter('X9-2', "category = 'tax'"), alter('X9-4', "demand = 'T-D2-3'"), alter('R9-2', "category = 'tax'"),
    alter('R9-2', "demand = 'T-D2-3'"), alter('R9-2', "ref = 'T-R0'"), alter('V8-1-2', "kind = 'withdrawn'"), alter('V9-1-1', "unit = 'CZJ'"),
    alter('V9-0-1', "deadline = '2020-12-31T00:00:00Z'"), alter('V8-5-2', "deadline = '2020-12-31T00:00:00Z'"), alter('V9-3-2', "kind = 'accepted'"),
    alter('V8-1-2', "requirement = 'T-R3-1'"),
    alter('V9-3-1', "unit = 'JXJ'"), alter('V9-3-1', 'at = ' + AT % '-1 hours'),
    # the heads themselves
    "UPDATE demand_head SET disposition = 'valid' WHERE ref = 'T-D9-4'", "UPDATE demand_head SET last_at = '2020-02-11T00:00:00Z' WHERE ref = 'T-D9-1'",
    "UPDATE demand_head SET last_at = '2020-02-11T00:00:00Z', last_disposition = 0 WHERE ref = 'T-D9-1'", "DELETE FROM demand_head WHERE ref = 'T-D9-4'",
    "UPDATE requirement_head SET state = 'open' WHERE ref = 'T-R8-1'", "UPDATE requirement_head SET lead = 'FGW' WHERE ref = 'T-R9-1'",
    "UPDATE requirement_head SET due = '' WHERE ref = 'T-R8-5'", "DELETE FROM requirement_head WHERE ref = 'T-R8-1'",
    "UPDATE requirement_head SET last_at = '2020-02-11T00:00:00Z', last_event = 0 WHERE ref = 'T-R8-1'",
    # loans and subsidies
    delete('M9-5-1'), delete('M9-0-1'), delete('M9-1-2'), delete('F9-5'), delete('F9-0'), '; '.join(map(delete, ['F9-1', 'M9-1-1', 'M9-1-2'])), double('M9-0-1'),
    double('M9-1-2', "stage = 'paid'"), *[alter('M9-1-2', 'at = ' + AT % by) for by in ('-1 hours', '-2 days')],
    alter('M9-0-1', "at = %s, recorded_at = '%s'" % (AT % '+2 days', period_end(11))), alter('M9-0-1', "recorded_at = '%s'" % period_end(11)),
    alter('M9-0-1', 'amount_fen = amount_fen + 1'), alter('M9-0-1', 'amount_fen = 1'), alter('M9-0-1', "stage = 'approved'"), alter('M9-0-1', "funding = 'T-F2-1'"),
    alter('M9-1-2', "reverses = 'T-M9-1-1', stage = 'declared', reason = 'r', amount_fen = 1"), alter('F9-0', "unit = 'RSJ'"), alter('F9-0', "clause = 'P-1'"), alter('F9-0', "bank = 'B2'"),
    alter('F9-0', "kind = 'subsidy'"), alter('F9-0', "enterprise = 'E7'"), alter('F9-0', "requirement = 'T-R9-1'"), alter('F9-0', 'at = ' + AT % '-2 days'),
    "UPDATE funding_head SET net_1 = net_1 + 1 WHERE ref = 'T-F9-0'", "UPDATE funding_head SET at_1 = '' WHERE ref = 'T-F9-0'", "UPDATE funding_head SET net_2 = 5 WHERE ref = 'T-F9-0'",
    "UPDATE funding_head SET ended = 'declined' WHERE ref = 'T-F9-1'", "UPDATE funding_head SET policy = 'Q' WHERE ref = 'T-F9-1'", "DELETE FROM funding_head WHERE ref = 'T-F9-1'",
    "UPDATE funding_head SET last_at = '2020-02-11T00:00:00Z', last_event = 0 WHERE ref = 'T-F9-1'",
]
FUNDING = "kind = NEW.kind AND stage = NEW.stage AND clause = NEW.clause AND bank = NEW.bank AND NEW.kind = 'loan' AND NEW.stage = 'applied'"
SUM = 'CREATE TRIGGER lie AFTER INSERT ON rollup_funding_sum BEGIN UPDATE rollup_funding_sum SET %s WHERE rollup = NEW.rollup AND axis = NEW.axis AND kind = NEW.kind AND stage = NEW.stage AND code = NEW.code AND %s; END'
# One for each identity: what is done, which identity is named, at which place.
LIE = 'CREATE TRIGGER lie AFTER INSERT ON %s BEGIN UPDATE %s SET %s WHERE rollup = NEW.rollup AND unit = NEW.unit AND %s; END'
EACH = [
    (LIE % ('rollup_total', 'rollup_total', 'untriaged = untriaged + 1', "category = NEW.category AND NEW.category = 'loans'"), 'dispositions', None),
    (LIE % ('rollup_line', 'rollup_line', 'collected = collected + 1', "category = NEW.category AND NEW.category = 'loans'"), 'collected', None),
    (LIE % ('rollup_line', 'rollup_line', 'invalidated = invalidated + 1', "category = NEW.category AND NEW.category = 'loans'"), 'valid', None),
    (LIE % ('rollup_line', 'rollup_line', 'returned_in = returned_in + 1', "category = NEW.category AND NEW.category = 'loans'"), 'open', None),
    (LIE % ('rollup_total', 'rollup_total', 'withdrawn = withdrawn + 1', "category = NEW.category AND NEW.category = 'loans'"), 'requirements', 'the zone'),
    (LIE % ('rollup_open', 'rollup_open', 'n = n + 1', 'due = NEW.due AND category = NEW.category'), 'open_by_deadline', 'the zone'),
    ('UPDATE rollup_open SET n = n + 1 WHERE rollup = 8', 'open_by_deadline', 'the zone'),
    (LIE % ('rollup_day', 'rollup_day', 'collected = collected + 1', 'day = NEW.day'), 'days_collected', 'the zone'),
    (LIE % ('rollup_day', 'rollup_day', 'solved = solved + 1', 'day = NEW.day'), 'days_solved', 'the zone'),
    ("CREATE TRIGGER lie AFTER INSERT ON rollup BEGIN UPDATE demand SET at = '%s' WHERE ref = 'T-D9-4'; END" % period_end(6), 'records_collected', 'the zone'),
    (LIE.replace('unit = NEW.unit AND ', '') % ('rollup_sum', 'rollup_sum', 'demands = demands + 1', "axis = NEW.axis AND code = NEW.code AND NEW.axis = 'category'"), 'sums', None),
    *[(LIE % ('rollup_mark', 'rollup_mark', 'n = n + 1', "at = NEW.at AND category = NEW.category AND measure = NEW.measure AND measure = '%s'" % measure), identity, None)
      for measure, identity in (('valid', 'marks_valid'), ('solved', 'marks_solved'), ('dated', 'marks_dated'))],
    (LIE.replace('unit = NEW.unit AND ', '') % ('rollup_mark_sum', 'rollup_mark_sum', 'n = n + 1', "axis = NEW.axis AND code = NEW.code AND measure = NEW.measure AND measure = 'due'"), 'mark_sums', None),
    (LIE.replace('unit = NEW.unit AND ', '') % ('rollup_age', 'rollup_age', 'n = n + 1', "axis = NEW.axis AND code = NEW.code AND started = NEW.started AND NEW.axis = 'unit'"), 'ages', 'unit'),
    (LIE % ('rollup_mark', 'rollup_mark', 'n = n + 1', "at = NEW.at AND category = NEW.category AND measure = NEW.measure AND measure = 'dispatched' AND at <> ''"), 'records_dispatched', 'the zone'),
    (LIE.replace('unit = NEW.unit AND ', '') % ('rollup_duration_sum', 'rollup_duration_sum', "state = (SELECT fulfilment(1, 1, 'day', 1000))", "axis = NEW.axis AND code = NEW.code AND NEW.axis = 'zone'"), 'duration_sums', 'the zone'),
    (LIE.replace('unit = NEW.unit AND ', '') % ('rollup_duration_sum', 'rollup_duration_sum', "state = (SELECT fulfilment(1, 1, 'day', 1000))", "axis = NEW.axis AND code = NEW.code AND NEW.axis = 'unit'"), 'durations_solved', None),
    ("UPDATE event_mark SET outcome = 1 - outcome WHERE ref = 'T-V9-1-1'", 'event_marks', 'T-V9-1-1'),
    ("DELETE FROM event_mark WHERE ref = 'T-V9-1-1'", 'event_marks', 'T-V9-1-1'),
    ("UPDATE event_mark SET unit = 'FGW' WHERE ref = 'T-V9-1-1'", 'event_marks', 'T-V9-1-1'),
    ("UPDATE requirement_head SET paused_days = 3 WHERE ref = 'T-R9-0'", 'requirement_heads', 'T-R9-0'),
    ("UPDATE requirement_head SET given = 'x' WHERE ref = 'T-R9-1'", 'requirement_heads', 'T-R9-1'),
    (LIE % ('rollup_funding', 'rollup_funding', 'gross = gross + 1', FUNDING), 'funding_gross', 'loan applied'),
    (LIE % ('rollup_funding', 'rollup_funding', 'reversed = reversed + 1', FUNDING), 'funding_net', 'loan applied'),
    (LIE % ('rollup_funding', 'rollup_funding', 'number = number + 1', FUNDING), 'funding_number', 'loan applied'),
    (LIE % ('rollup_funding_line', 'rollup_funding_line', 'gross = gross - 1', FUNDING), 'funding_gross', 'loan applied'),
    (LIE % ('rollup_funding_line', 'rollup_funding_line', 'reversed = reversed + 1', FUNDING), 'funding_net', 'loan applied'),
    (LIE % ('rollup_funding_line', 'rollup_funding_line', '"left" = "left" + 1', FUNDING), 'funding_number', 'loan applied'),
    (SUM % ('gross = gross + 1', "axis = 'bank'"), 'funding_sums', 'bank'),
    (SUM % ('number = number + 1', "axis = 'clause'"), 'funding_sums', 'clause'),
    (SUM % ("gross = gross + CASE code WHEN 'P' THEN 1 WHEN 'Q' THEN -1 ELSE 0 END", "axis = 'policy' AND kind = 'loan' AND stage = 'applied'"), 'funding_parts', 'policy'),
    (SUM % ('gross = gross + 1, reversed = reversed + 1', "axis = 'zone'"), 'funding_parts', 'zone'),
    ("CREATE TRIGGER lie AFTER INSERT ON rollup BEGIN UPDATE funding_event SET amount_fen = amount_fen + 1 WHERE ref = 'T-M9-0-1'; END", 'records_funding', 'amounts'),
    (delete('M9-0-1'), 'records_known', 'funding_event'), (delete('F9-0'), 'records_funding', 'amounts'), (delete('M9-1-2'), 'funding_heads', 'T-F9-1'),
    (alter('F9-0', "unit = 'RSJ'"), 'funding_heads', 'T-F9-0'),
    (delete('V9-3-1'), 'records_known', 'event'),
    (alter('X9-4', "kind = 'incomplete'"), 'demand_heads', 'T-D9-4'),
    (alter('V9-0-2', "kind = 'closed_unsolved', reason = 'r'"), 'requirement_heads', 'T-R9-0'),
    ("UPDATE setting SET value = '1' WHERE name = 'period_days'", 'periods', 'its start'),
    ("UPDATE setting SET value = '2020-02-09' WHERE name = 'period_anchor'", 'periods', 'its start'),
    ("INSERT INTO utc_offset VALUES ('2020-02-20T00:00:00Z', 540)", 'periods', 'its start'),
]
# What no figure and no head depends on: the trail alone finds it.
UNCOUNTED = [
    alter('D9-4', "text = 'another'"), alter('X9-4', "reason = 'another'"), alter('X9-4', "ref = 'T-X0'"), alter('V8-1-2', "ref = 'T-V0'"),
    alter('V9-0-2', "reason = 'another'"), alter('M9-0-1', "reason = 'another'"), alter('M9-0-1', "ref = 'T-M0'"), alter('F9-0', "source = 'another'"),
]

# --- closed periods: what is done, what conservation() then names (period, identity)
CLOSED = [
    (delete('D3-4'), (3, 'records_collected')), (delete('D3-4'), (8, 'records_demands')), (delete('X3-4'), (8, 'records_known')), (delete('R3-1'), (8, 'records_known')),
    (delete('V3-1-1'), (8, 'records_known')), (alter('D3-4', 'at = ' + AT % '+2 days' + ", recorded_at = '%s'" % period_end(9)), (3, 'records_collected')),
    ('UPDATE rollup_line SET collected = collected + 1 WHERE rollup = 3', (3, 'collected')), ('UPDATE rollup_line SET valid = valid + 1 WHERE rollup = 3', (3, 'valid')),
    ('UPDATE rollup_line SET solved = solved + 1 WHERE rollup = 3', (3, 'days_solved')), ('UPDATE rollup_line SET dispatched = dispatched + 1 WHERE rollup = 3', (3, 'open')),
    ('DELETE FROM rollup_line WHERE rollup = 3 AND collected', (3, 'collected')), ('DELETE FROM rollup_line WHERE rollup = 3', (3, 'records_collected')),
    ('UPDATE rollup_total SET valid = valid + 1, untriaged = untriaged - 1 WHERE rollup = 3', (3, 'valid')),
    ('UPDATE rollup_total SET demands = demands + 1 WHERE rollup = 3', (3, 'dispositions')),
    ('UPDATE rollup_total SET demands = demands + 1, untriaged = untriaged + 1 WHERE rollup = 8 AND demands > 0', (8, 'collected')),
    ("DELETE FROM demand_head WHERE ref = 'T-D2-3'", ('', 'demands')),
    ('UPDATE rollup_total SET open = open + 1 WHERE rollup = 3', (3, 'requirements')), ('DELETE FROM rollup_total WHERE rollup = 3', (3, 'records_demands')),
    ('UPDATE rollup_open SET n = n + 1 WHERE rollup = 3', (3, 'open_by_deadline')), ('DELETE FROM rollup_open WHERE rollup = 3', (3, 'open_by_deadline')),
    ('UPDATE rollup_day SET collected = 0 WHERE rollup = 3', (3, 'days_collected')), ('DELETE FROM rollup_day WHERE rollup = 3', (3, 'days_solved')),
    ('UPDATE rollup_sum SET open = open + 1 WHERE rollup = 3', (3, 'sums')),
    ("UPDATE rollup_mark SET n = n + 1 WHERE rollup = 3 AND measure = 'valid'", (3, 'marks_valid')), ('DELETE FROM rollup_mark WHERE rollup = 3', (3, 'mark_sums')),
    ('UPDATE rollup_mark_sum SET n = n + 1 WHERE rollup = 3', (3, 'mark_sums')), ('DELETE FROM rollup_mark_sum WHERE rollup = 3', (3, 'records_dispatched')),
    ('UPDATE rollup_age SET n = n + 1 WHERE rollup = 3', (3, 'ages')), ('DELETE FROM rollup_age WHERE rollup = 8', ('', 'ages')),
    ("UPDATE event_mark SET outcome = 1 WHERE kind = 'dispatched' AND ref = 'T-V3-1-1'", ('', 'marks_returned')),
    ("DELETE FROM rollup_duration_sum WHERE rollup = 3 AND axis = 'unit'", (3, 'durations_solved')), ("DELETE FROM rollup_duration WHERE rollup = 3", (3, 'duration_sums')),
    ("UPDATE rollup_duration_sum SET state = (SELECT fulfilment_merge(s) FROM (SELECT rollup_duration_sum.state AS s UNION ALL SELECT fulfilment(1, 1))) WHERE rollup = 8 AND axis = 'zone'", ('', 'durations_solved')),
    ("UPDATE rollup_mark_sum SET n = n + 1 WHERE rollup = 8 AND measure = 'due_met'", ('', 'marks_due_met')),
    ('DELETE FROM rollup WHERE id = 3', (4, 'collected')), ('UPDATE rollup SET known_demand = known_demand + 1000 WHERE id = 3', (3, 'records_known')),
    ('UPDATE rollup_reach SET contacted = contacted + 1 WHERE rollup = 8', ('', 'enterprises')), ('UPDATE rollup_reach SET valid = 0 WHERE rollup = 8', ('', 'enterprises_valid')),
    ('UPDATE rollup_total SET overdue = overdue + 1 WHERE rollup = 8', ('', 'overdue')),
    ("UPDATE demand_head SET disposition = 'valid' WHERE ref = 'T-D3-4'", ('', 'valid')), ("DELETE FROM demand_head WHERE ref = 'T-D3-4'", ('', 'demands')),
    ("UPDATE requirement_head SET state = 'solved' WHERE ref = 'T-R3-1'", ('', 'solved')), ("DELETE FROM requirement_head WHERE ref = 'T-R3-1'", ('', 'open')),
    ("UPDATE requirement_head SET due = '2030-01-01T00:00:00Z' WHERE ref = 'T-R3-1'", ('', 'overdue')),
    (delete('M2-1-1'), (3, 'records_funding_gross')), (delete('M2-1-1'), (2, 'records_funding_number')), (delete('F2-1'), (8, 'records_funding_known')),
    ("UPDATE funding_event SET amount_fen = amount_fen + 1 WHERE reverses IS NOT NULL", (8, 'records_funding_reversed')),
    ('UPDATE rollup_funding SET gross = gross + 1 WHERE rollup = 3', (3, 'funding_gross')), ('UPDATE rollup_funding SET gross = gross + 1 WHERE rollup = 3', (4, 'funding_gross')),
    ('UPDATE rollup_funding SET reversed = reversed + 1 WHERE rollup = 3', (3, 'funding_net')), ('UPDATE rollup_funding SET number = 0 WHERE rollup = 3', (3, 'funding_number')),
    ('DELETE FROM rollup_funding WHERE rollup = 3', (3, 'funding_gross')), ('DELETE FROM rollup_funding_line WHERE rollup = 3', (3, 'funding_gross')),
    ('UPDATE rollup_funding_line SET entered = entered + 1 WHERE rollup = 3', (3, 'funding_number')), ('DELETE FROM rollup_funding_sum WHERE rollup = 3', (3, 'funding_sums')),
    ("UPDATE rollup_funding_sum SET gross = gross + 1 WHERE rollup = 8 AND axis = 'zone'", ('', 'funding_net')), ("UPDATE rollup_funding_sum SET number = 0 WHERE rollup = 8 AND axis = 'zone'", ('', 'funding_number')),
    ('UPDATE rollup_funding_step SET n = n + 1 WHERE rollup = 8', ('', 'funding_steps')), ('DELETE FROM rollup_funding_step WHERE rollup = 8', ('', 'funding_steps')),
    ('UPDATE funding_head SET net_1 = net_1 + 1', ('', 'funding_net')), ("DELETE FROM funding_head WHERE ref = 'T-F2-1'", ('', 'funding_number')),
    ("DELETE FROM enterprise_head WHERE enterprise = 'E1'", ('', 'enterprises')), ('UPDATE enterprise_head SET valid = 0', ('', 'enterprises_valid')),
]

DROP = ask(base, "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name NOT LIKE 'category%' AND name NOT GLOB '*_sealed';")
PUBLISHED = "SELECT 'closed', count(*), (SELECT count(*) FROM period), (SELECT count(*) FROM rollup_total WHERE rollup > 8) FROM rollup;"
NAMED = "SELECT 'named', period, identity, place, left_value, right_value FROM conservation() WHERE holds IS NOT 1;"


def tamper(cases, *then):
    """What the shell says to each statement, in its own transaction, with all guards dropped: one list of lines a case."""
    lines = []
    for statement in cases:
        lines += ["SELECT '@@@';", 'BEGIN;', *DROP, statement + ';', "SELECT 'changed', changes();", *then, 'ROLLBACK;']
    process = subprocess.run(command(base), input='\n'.join(lines), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [block.splitlines() for block in process.stdout.split('@@@\n')[1:]]


def meanwhile(statement):
    """The same while the period closes, after the trail was verified."""
    return statement if statement.startswith(('CREATE TRIGGER', 'UPDATE setting', 'INSERT INTO utc_offset')) else 'CREATE TRIGGER meanwhile AFTER INSERT ON period BEGIN %s; END' % statement


before = whole(base)
for (statement, identity, place), said in zip([(s, None, None) for s in OPEN] + EACH, tamper([meanwhile(s) for s in OPEN] + [meanwhile(case[0]) for case in EACH], 'SELECT rollup();', PUBLISHED)):
    text = '\n'.join(said)
    found = re.search(r'rollup: period (\d+): identity (\w+) does not hold at (.*?): left (.*), right (.*); nothing was published', text)
    if check('refuses: ' + statement, found, text):
        same('names: ' + statement, (found[2], found[3]), (identity or found[2], place or found[3]))
        check('both sides: ' + statement, found[4] != found[5], found[0])
        check('nothing is published: ' + statement, 'closed|8|8|0' in said, text)
for statement, said in zip(OPEN + UNCOUNTED, tamper(OPEN + UNCOUNTED, 'SELECT rollup();', PUBLISHED)):
    text = '\n'.join(said)
    record = re.match(r'(DELETE FROM|UPDATE|INSERT INTO) (%s) ' % '|'.join(OF.values()), statement)
    wanted = r'rollup: period [89]: trail: (%s) T-[A-Z0-9-]+ .*; nothing was published' % record[2] if record and record[1] != 'INSERT INTO' else r'rollup: period 9: identity \w+ does not hold'
    check('refused beforehand: ' + statement, re.search(wanted, text) and 'changed|0' not in said and 'closed|8|8|0' in said, text)
for (statement, named), said in zip(CLOSED, tamper([case[0] for case in CLOSED], NAMED)):
    rows = [line.split('|') for line in said if line.startswith('named|')]
    check('conservation() names %s, %s: %s' % (*named, statement), any(row[1:3] == [str(named[0]), named[1]] for row in rows), '\n'.join(said))
    check('both sides differ: ' + statement, all(row[4] != row[5] for row in rows), rows)
same('nothing of all this stays', whole(base), before)
done()
