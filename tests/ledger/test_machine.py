#!/usr/bin/env python3
"""Every phase met with every kind of event: what tests/model's machine allows is recorded and leads where it says, in the
head, in the lists and in the table transition; everything else is refused with the names of the requirement, the phase, the
kind and of what is allowed, and changes nothing. Then records learnt late, and reversals, in every order of a course."""
import itertools, os, subprocess, sys

sys.path[:0] = ['tests/rollup', 'tests/model']
from lib import *
from replay import MACHINE, phases

WAYS = {'awaiting': [], 'dispatched': ['dispatched'], 'accepted': ['dispatched', 'accepted'], 'paused': ['dispatched', 'paused'],
        'solved': ['dispatched', 'solved'], 'confirmed': ['dispatched', 'solved', 'followed_up'], 'closed': ['dispatched', 'solved', 'closed'],
        'closed_unsolved': ['dispatched', 'closed_unsolved'], 'withdrawn': ['dispatched', 'withdrawn'], 'revoked': ['dispatched', 'revoked']}
UNLED = {'solved': ['solved'], 'confirmed': ['solved', 'followed_up'], 'closed': ['solved', 'closed'], 'closed_unsolved': ['closed_unsolved'],
         'withdrawn': ['withdrawn'], 'revoked': ['dispatched', 'returned', 'revoked']}
KINDS = ['dispatched', 'accepted', 'contacted', 'returned', 'extended', 'solved', 'closed_unsolved', 'withdrawn', 'reopened', 'revoked', 'paused',
         'resumed', 'followed_up', 'progressed', 'urged', 'joined', 'left', 'escalated', 'closed']
NEEDS = {'dispatched': {'unit': 'RSJ'}, 'joined': {'unit': 'JXJ'}, 'left': {'unit': 'JXJ'}, 'extended': {'deadline': instant(90)},
         'returned': {'reason': 'r'}, 'closed_unsolved': {'reason': 'r'}, 'escalated': {'reason': 'r', 'level': 'district'},
         'followed_up': {'confirmed': 1}}
ANSWERS = [{'confirmed': 1}, {'confirmed': 0}, {'rating': 5}]


def event(kind, hour, ref, **more):
    columns = dict({'ref': 'T-V-%s' % ref, 'requirement': 'T-R-1', 'kind': kind, 'at': instant(hour)}, **(more or NEEDS.get(kind, {})))
    return dict({'confirmed': None}, **columns), 'INSERT INTO requirement_event (%s) VALUES (%s);' % (
        ', '.join(columns), ', '.join(repr(v) for v in columns.values()))


STATE = "SELECT h.phase || ' ' || l.phase || ' ' || (SELECT count(*) FROM requirement_event) FROM requirement_head h, (SELECT * FROM requirement_now) l;"
database = store('machine.db')
ask(database, clock(instant(100)), "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'RSJ', 'x', '%s');" % instant(0),
    "INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-X-1', 'T-D-1', 'valid', '%s');" % instant(0),
    "INSERT INTO requirement (ref, demand, at) VALUES ('T-R-1', 'T-D-1', '%s');" % instant(0))


def trials(cases):
    """Each case, a list of statements, in a savepoint that is undone: what the last of STATE says, and the errors in order."""
    lines = []
    for statements in cases:
        lines += ['SAVEPOINT s;', *statements, STATE, 'ROLLBACK TO s;', 'RELEASE s;']
    answer = run(database, *lines)
    return answer.rows, answer.error.splitlines()


# --- every phase and every kind
met, wanted, errors = [], [], []
for ways in (WAYS, UNLED):
    for phase, way in ways.items():
        course = [event(kind, 1 + n, n) for n, kind in enumerate(way)]
        same('the way to ' + phase, phases([e for e, _ in course])[-1:] or ['awaiting'], [phase])
        for kind in KINDS:
            for more in ANSWERS if kind == 'followed_up' else [{}]:
                last, statement = event(kind, 50, 'last', **more)
                after = phases([e for e, _ in course] + [last])[-1]
                met.append((phase, kind, [s for _, s in course] + [statement]))
                wanted.append('%s %s %d' % (after or phase, after or phase, len(course) + (after is not None)))
                if after is None:
                    errors.append('requirement_event: T-R-1 is %s: %s is not allowed; allowed: %s' % (phase, kind, ', '.join(sorted(MACHINE[phase]))))
rows, said = trials(case for _, _, case in met)
same('as many answers as cases', len(rows), len(met))
for (phase, kind, _), want, got in zip(met, wanted, rows):
    same('%s, then %s' % (phase, kind), got, want)
same('as many refusals as the oracle has', len(said), len(errors))
for want, got in zip(errors, said):
    check('refused: ' + want, want in got, got)

# --- the table says where each leads, too
table = {tuple(row.split('|')[:3]): row.split('|')[3] for row in ask(database, 'SELECT phase, kind, condition, next FROM transition;')}
same('the table has the kinds of the oracle', sorted({k[:2] for k in table}), sorted((p, k) for p in MACHINE for k in MACHINE[p]))
LED = {'led': (True, {}), 'not_led': (False, {}), 'confirmed': (True, {'confirmed': 1}), 'not_confirmed': (True, {'confirmed': 0}),
       'not_asked': (True, {'confirmed': None}), '': (True, {'confirmed': None})}
for (phase, kind, condition), next_ in table.items():
    to = MACHINE[phase].get(kind)
    same('next of %s, %s %s' % (phase, kind, condition), next_, to(*LED[condition]) if callable(to) else to or phase)

# --- learnt in every order, and reversed: allowed if the course of what is known by then is, at each step
COURSES = [['dispatched', 'accepted', 'solved', 'followed_up', 'closed'], ['solved', 'reopened', 'dispatched', 'paused', 'resumed'],
           ['dispatched', 'returned', 'dispatched', 'progressed', 'withdrawn'], ['dispatched', 'paused', 'paused', 'contacted', 'solved']]
met, wanted, refused = [], [], 0
for course in COURSES:
    for order in itertools.permutations(range(len(course))):
        known, statements, bad = [], [], 0
        for n in order:
            e, statement = event(course[n], 1 + n, n)
            statements.append(statement)
            if None in phases(known + [e]): bad += 1
            else: known.append(e)
        for e in list(known)[::2]:                          # each second one never was
            statements.append("INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('%s-R', 'T-R-1', 'reversed', '%s', 'r', '%s');"
                              % (e['ref'], e['ref'], instant(60)))
            left = [k for k in known if k is not e]
            if None in phases(left): bad += 1
            else: known = left
        met.append(statements)
        refused += bad
        phase = (phases(known) or ['awaiting'])[-1]
        wanted.append('%s %s' % (phase, phase))
rows, said = trials(met)
same('courses in every order', [row.rsplit(' ', 1)[0] for row in rows], wanted)
same('refusals in every order', len(said), refused)
check('each says what is allowed', all(' is not allowed; allowed: ' in line for line in said), [l for l in said if 'allowed: ' not in l][:3])
same('nothing drifted, nothing was left', ask(database, 'SELECT count(*) FROM head_drift;', 'SELECT count(*) FROM requirement_event;'), ['0', '0'])

# --- the manual draws the table
made = subprocess.run(['sh', 'schema/transitions.sh', EXTENSION, database], capture_output=True, text=True).stdout
page = open('ext/fulfil-ledger.7').read()
check('something is drawn', made.count('\n') > 40, made)
check('ext/fulfil-ledger.7 has what schema/transitions.sh makes of the table', made and made in page)
done()
