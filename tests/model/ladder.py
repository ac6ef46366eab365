#!/usr/bin/env python3
"""Climbs random ladders and checks every step against an oracle written apart from the SQL.

Each history has cases in several grids that are dispatched, sent back, paused, extended, solved and reopened, some of it learnt
late, and steps of the ladder by hand, allowed and not. Clocks of levels and rules (overdue by n working days, returned n times,
a level's clock, n enterprises in m grids) are drawn anew for each. At random moments (as of, known at) every open case's level,
since when, its clock's end and the times it was sent back, and who would escalate by which rule, must equal what the oracle
counts from its own copy of the records; escalate() must write exactly that, and a second call what is due from there; in the end no case left out a level without a
ground.

usage: ladder.py EXTENSION SCHEMA_DIR [SEED [HISTORIES]]
"""
import os, random, subprocess, sys, tempfile
from datetime import datetime, timedelta

from replay import MACHINE, phases, stamp

LADDER = ['on_site', 'district', 'service_team', 'leading_team']
GROUNDS = {('on_site', 'service_team'): ('common', '共性问题'), ('on_site', 'leading_team'): ('urgent', '紧急事项'), ('district', 'leading_team'): ('urgent', '紧急事项')}
FOOT = ('solved', 'closed', 'closed_unsolved', 'withdrawn', 'revoked', 'reopened')   # what puts a case at the foot of the ladder
UNITS, CATEGORIES, ENTERPRISES, GRIDS = ['AAA', 'BBB'], ['c-one', 'c-two'], 9, 4
START = datetime(2020, 3, 2) - timedelta(hours=8)          # a Monday of a month without holidays, 00:00 local
DAYS, HOUR = 12, timedelta(hours=1)

local = lambda text: (datetime.strptime(text, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)).date()
moment = lambda text: datetime.strptime(text, '%Y-%m-%dT%H:%M:%SZ')


def workdays(a, b):
    """Mondays to Fridays after the day a up to the day b; there is no holiday in these weeks."""
    return sum((a + timedelta(days=i)).weekday() < 5 for i in range(1, (b - a).days + 1))


def day_end_after(day, n):
    while n: day += timedelta(days=1); n -= day.weekday() < 5
    return stamp(datetime(day.year, day.month, day.day, 15, 59, 59))


class Zone:
    """The ladder's clocks and rules, and the SQL that sets them."""

    def __init__(self, rng):
        self.clock = {level: rng.choice([None, ('workdays', rng.randint(1, 3)), ('hours', rng.choice([5, 20, 50]))]) for level in LADDER}
        self.rules = [dict(code='overdue-a', kind='overdue', n=rng.randint(1, 3), step=(0, 1)), dict(code='overdue-b', kind='overdue', n=rng.randint(1, 4), step=(1, 2)),
                      dict(code='returned-a', kind='returned', n=rng.randint(1, 2), step=(0, 1)), dict(code='returned-b', kind='returned', n=1, step=(2, 3)),
                      *[dict(code='clock-%d' % i, kind='clock', n=None, step=(i, i + 1)) for i in range(3)],
                      dict(code='common-a', kind='common', n=rng.randint(2, 6), m=rng.randint(1, GRIDS), days=rng.choice([None, 3, 6]), step=(0, 2)),
                      dict(code='common-b', kind='common', n=rng.randint(4, 8), m=rng.randint(1, GRIDS), days=None, step=(1, 2))]
        self.rules = rng.sample(self.rules, rng.randint(4, len(self.rules)))

    def sql(self):
        yield 'DELETE FROM escalation_rule;'
        for level, clock in self.clock.items():
            yield 'UPDATE escalation_level SET workdays = NULL, hours = NULL WHERE code = \'%s\';' % level
            if clock: yield "UPDATE escalation_level SET %s = %d WHERE code = '%s';" % (*clock, level)
        for r in self.rules:
            values = [r['code'], r['kind'], r['n'], r.get('m'), 'category' if r['kind'] == 'common' else None, r.get('days'), LADDER[r['step'][0]], LADDER[r['step'][1]]]
            yield 'INSERT INTO escalation_rule (code, kind, n, m, "by", days, from_level, to_level) VALUES (%s);' % ', '.join('NULL' if v is None else "'%s'" % v for v in values)


class Oracle:
    """Every open case at a moment, and who would escalate, from the records one by one."""

    def __init__(self, history, as_of, known_at):
        seen = [e for e in history.events if e['recorded_at'] <= known_at]
        void = {e['reverses'] for e in seen}
        self.as_of, self.zone, self.open = as_of, history.zone, {}
        for case in history.cases:
            if case['at'] > as_of or case['recorded_at'] > known_at: continue
            events = [e for e in seen if e['requirement'] == case['ref'] and e['at'] <= as_of and e['kind'] != 'reversed' and e['ref'] not in void]
            stood = self.stand(case, sorted(events, key=lambda e: e['at']))
            if stood: self.open[case['ref']] = dict(case, **stood)

    def stand(self, case, events):
        state, lead, due, started, paused, level, at, returns = 'open', '', '', case['at'], False, LADDER[0], '', 0
        for e in events:
            kind = e['kind']
            if kind in ('solved', 'closed_unsolved', 'withdrawn', 'revoked'): state = kind
            if kind in ('dispatched', 'returned', 'reopened'): state = 'open'
            if kind == 'dispatched': lead, due, started = e['unit'], e['deadline'] or '', e['at']
            if kind == 'returned': lead, due, started, returns = '', '', e['at'], returns + 1
            if kind == 'extended': due = e['deadline']
            paused = kind == 'paused' or paused and kind not in ('dispatched', 'returned', 'reopened', 'resumed', 'solved', 'closed_unsolved', 'withdrawn', 'revoked')
            if kind == 'escalated': level, at, returns = e['level'], e['at'], 0
            if kind in FOOT: level, at, returns = LADDER[0], e['at'], 0
        since = at if level != LADDER[0] else max(started, at)
        return dict(lead=lead, due=due, started=started, paused=paused, level=level, since=since, returns=returns) if state == 'open' else None

    def clock_end(self, case):
        clock = self.zone.clock[case['level']]
        if not clock: return ''
        return day_end_after(local(case['since']), clock[1]) if clock[0] == 'workdays' else stamp(moment(case['since']) + clock[1] * HOUR)

    def found(self, case, rule):
        """Whether the rule takes the case, as how many (to choose between rules of a code there is one of each)."""
        if case['paused'] or LADDER[rule['step'][0]] != case['level']: return False
        if rule['kind'] == 'overdue':
            return case['due'] != '' and case['due'] < self.as_of and workdays(local(max(case['due'], case['since'])), local(self.as_of)) >= rule['n']
        if rule['kind'] == 'returned':
            return case['returns'] >= rule['n']
        if rule['kind'] == 'clock':
            end = self.clock_end(case)
            return end != '' and end < self.as_of and (case['level'] != LADDER[0] or case['lead'] != '')
        fresh = lambda c: rule['days'] is None or local(c['started']) > local(self.as_of) - timedelta(days=rule['days'])
        alike = [c for c in self.open.values() if c['category'] == case['category'] and fresh(c)]
        return fresh(case) and len({c['enterprise'] for c in alike}) >= rule['n'] and len({c['enterprise'] % GRIDS for c in alike}) >= rule['m']

    def due(self):
        """requirement -> (rule, level): of the rules that take it the one that takes it highest, then the first by code."""
        out = {}
        for ref, case in self.open.items():
            rules = sorted((r for r in self.zone.rules if self.found(case, r)), key=lambda r: (-r['step'][1], r['code']))
            if rules: out[ref] = rules[0]
        return out

    def answer(self):
        out = ['L|%s|%s|%s|%d|%s' % (ref, c['level'], c['since'], c['returns'], self.clock_end(c)) for ref, c in self.open.items()]
        return sorted(out + ['U|%s|%s|%s|%s|%s' % (ref, self.open[ref]['level'], self.open[ref]['since'], LADDER[r['step'][1]], r['code']) for ref, r in self.due().items()])


class History:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.zone, self.cases, self.events, self.clock, self.script, self.refused = Zone(self.rng), [], [], START, [], 0

    def insert(self, table, row):
        self.script.append('INSERT INTO %s (%s) VALUES (%s);' % (table, ', '.join(row), ', '.join('NULL' if v is None else "'%s'" % v for v in row.values())))

    def step(self):
        self.clock += timedelta(seconds=self.rng.choice([1, 60, 1800, 5400, 10800]))
        self.script.append("UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % stamp(self.clock))
        if not self.cases or self.rng.random() < .12: self.case()
        else:
            for _ in range(5):
                if self.event(): break

    def case(self):
        n, now = len(self.cases), stamp(self.clock)
        row = dict(ref='T-R-%d' % n, category=self.rng.choice(CATEGORIES), enterprise=self.rng.randrange(ENTERPRISES), at=now, recorded_at=now)
        self.cases.append(row)
        self.insert('demand', dict(ref='T-D-%d' % n, enterprise='E%d' % row['enterprise'], unit='AAA', text='x', at=now, recorded_at=now))
        self.insert('disposition', dict(ref='T-X-%d' % n, demand='T-D-%d' % n, kind='valid', category=row['category'], at=now, recorded_at=now))
        self.insert('requirement', dict(ref=row['ref'], demand='T-D-%d' % n, category=row['category'], at=now, recorded_at=now))

    def standing(self, case):
        void = {e['reverses'] for e in self.events}
        return [e for e in self.events if e['requirement'] == case['ref'] and e['kind'] != 'reversed' and e['ref'] not in void]

    def climbs(self, mine, row):
        """Whether a step by hand is allowed: to the next level, or over some on a ground; and lower than the next one later."""
        before = [e for e in sorted(mine, key=lambda e: e['at']) if e['at'] <= row['at'] and e['kind'] in FOOT + ('escalated',)]
        after = [e for e in sorted(mine, key=lambda e: e['at']) if e['at'] > row['at'] and e['kind'] in FOOT + ('escalated',)]
        level = before[-1]['level'] if before and before[-1]['kind'] == 'escalated' else LADDER[0]
        steps = LADDER.index(row['level']) - LADDER.index(level)
        ground = GROUNDS.get((level, row['level']))
        if steps < 1 or steps > 1 and not (ground and row['reason'].startswith(ground[1])): return False
        return not (after and after[0]['kind'] == 'escalated' and LADDER.index(after[0]['level']) <= LADDER.index(row['level']))

    def event(self):
        rng, case = self.rng, self.rng.choice(self.cases)
        kind = rng.choice(['dispatched'] * 4 + ['returned'] * 4 + ['escalated'] * 3 + ['extended', 'paused', 'resumed', 'solved', 'reopened', 'contacted', 'reversed'])
        mine = self.standing(case)
        late = rng.choice([0, 0, 0, 600, 30000, 200000])
        at = max(moment(case['at']), self.clock - timedelta(seconds=late))
        row = dict(ref='T-E-%d' % len(self.events), requirement=case['ref'], kind=kind, unit=rng.choice(UNITS) if kind == 'dispatched' else None,
                   level=rng.choice(LADDER) if kind == 'escalated' else None, reverses=None, reason=rng.choice(['r', '共性问题：多家', '紧急事项：停产']),
                   deadline=stamp(at + timedelta(hours=rng.choice([2, 20, 60]))) if kind in ('dispatched', 'extended') and (kind == 'extended' or rng.random() < .9) else None,
                   at=stamp(at), recorded_at=stamp(self.clock))
        if kind == 'reversed':
            undone = [e for e in mine if e['kind'] in ('returned', 'extended', 'contacted', 'paused')]
            if not undone: return False
            row.update(reverses=rng.choice(undone)['ref'], at=stamp(self.clock))
        after = [e for e in mine if e['ref'] != row['reverses']] + ([row] if kind != 'reversed' else [])
        if None in phases(after): return False
        if kind == 'escalated' and not self.climbs(mine, row):
            self.refused += 1                              # tried all the same
            self.insert('requirement_event', row)
            return True
        later = [e for e in mine if e['kind'] == 'escalated' and e['at'] >= row['at']]
        if later and kind in FOOT: return False            # what came after would have left out levels
        self.events.append(row)
        self.insert('requirement_event', row)
        return True

    def escalated(self, due, now):
        """What escalate() writes."""
        for ref in sorted(due):
            if any(e['requirement'] == ref and e['at'] > now for e in self.events): continue
            n = sum(e['requirement'] == ref and e['kind'] == 'escalated' for e in self.events) + 1
            yield dict(ref='%s-E%d' % (ref, n), requirement=ref, kind='escalated', level=LADDER[due[ref]['step'][1]], rule=due[ref]['code'], reverses=None, at=now, recorded_at=now)


ASK = """SELECT '@', set_moment('%s', '%s');
SELECT 'L', requirement, level, since, returns, clock_end FROM requirement_level;
SELECT 'U', requirement, from_level, since, to_level, rule FROM escalation_due;
"""


class Store:
    def __init__(self, extension, schema, path):
        self.command = ['sqlite3', '-batch', path, '-cmd', '.load "%s"' % extension]
        subprocess.run(self.command + ['-bail', '.read store.sql'], cwd=schema, check=True, stdout=subprocess.DEVNULL)

    def say(self, *lines):
        """What the shell prints, and its errors, each a line."""
        run = subprocess.run(self.command, input='\n'.join(lines) + '\n', capture_output=True, text=True)
        return run.stdout.splitlines(), run.stderr.splitlines()


def compare(seed, what, got, wanted):
    if got == wanted: return True
    print('seed %d: %s' % (seed, what))
    for line in sorted(set(wanted) - set(got))[:12]: print('  wanted ' + str(line))
    for line in sorted(set(got) - set(wanted))[:12]: print('  got    ' + str(line))
    return False


def check(extension, schema, seed, total):
    history = History(seed)
    rng = history.rng
    setup = ["INSERT INTO zone VALUES ('T', 'T', 'T');", "INSERT INTO setting (name, value) VALUES ('clock_at', '%s');" % stamp(START), "UPDATE setting SET value = '' WHERE name = 'dispatch_requires';",
             "UPDATE setting SET value = 'replay' WHERE name = 'clock'; UPDATE setting SET value = '2020-03-02' WHERE name = 'period_anchor';",
             *["INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('%s', 'T', 'u', 'u', 1);" % u for u in UNITS],
             *["INSERT INTO category (code, name_zh, name_en) VALUES ('%s', 'c', 'c');" % c for c in CATEGORIES],
             *["INSERT INTO grid (code, unit, name, name_en) VALUES ('G%d', 'AAA', 'g', 'g');" % g for g in range(GRIDS)],
             *["INSERT INTO enterprise (uscc, name, grid) VALUES ('E%d', 'e', 'G%d');" % (e, e % GRIDS) for e in range(ENTERPRISES)], *history.zone.sql()]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(extension, schema, os.path.join(folder, 'ladder.db'))
        _, errors = store.say(*setup)
        if errors: raise SystemExit('ladder: ' + '\n'.join(errors))
        while history.clock < START + timedelta(days=DAYS):
            for _ in range(45): history.step()
            history.clock += timedelta(seconds=1)
            now = stamp(history.clock)
            random_moment = lambda: stamp(START + timedelta(seconds=rng.randrange(int((history.clock - START).total_seconds()) + 1)))
            picks = [(now, now)] + [(random_moment(), random_moment()) for _ in range(2)] + [(random_moment(), now)]
            oracles = [Oracle(history, *pick) for pick in picks]
            written = list(history.escalated(oracles[0].due(), now))
            history.events += written
            further = list(history.escalated(Oracle(history, now, now).due(), now))   # those that a rule takes on from where the first call put them
            history.events += further
            done = len(written), len(further)
            written += further
            lines = ['BEGIN;', *history.script, "UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % now, 'COMMIT;', *[ASK % pick for pick in picks],
                     "SELECT '@', set_moment(NULL, NULL);", "SELECT 'W', escalate(), escalate();",
                     "SELECT 'V', ref, requirement, level, at, instr(reason, '（规则 ') FROM requirement_event WHERE ref GLOB 'T-R-*-E*' AND at = '%s' ORDER BY ref;" % now]
            said, errors = store.say(*lines)
            if not compare(seed, 'steps refused by %s: %s' % (now, errors[:3]), len(errors), history.refused) or not all(' level ' in e for e in errors): return False
            total['refused'] += history.refused
            history.script, history.refused = [], 0
            blocks = '\n'.join(said).split('@|')[1:]
            for pick, oracle, block in zip(picks, oracles, blocks):
                got = sorted(line for line in block.splitlines()[1:] if line)
                if not compare(seed, 'as of %s, known at %s' % pick, got, oracle.answer()): return False
                total['moments'] += 1
                total['due'] += len(oracle.due())
            tail = blocks[-1].splitlines()[1:]
            if not compare(seed, 'escalate() at ' + now, tail[:1], ['W|%d|%d' % done]): return False
            if not compare(seed, 'what it wrote', [l.split('|')[1:5] for l in tail[1:] if not l.endswith('|0')], sorted([w['ref'], w['requirement'], w['level'], w['at']] for w in written)): return False
            for w in written: total[w['rule'].split('-')[0]] += 1
            history.clock += timedelta(seconds=1)
        for case in history.cases:                         # the whole path of each case
            level = LADDER[0]
            for e in sorted(history.standing(case), key=lambda e: e['at']):
                if e['kind'] in FOOT: level = LADDER[0]
                if e['kind'] != 'escalated': continue
                steps, ground = LADDER.index(e['level']) - LADDER.index(level), GROUNDS.get((level, e['level']))
                if steps != 1 and not (steps > 1 and ground and (e.get('rule', '').startswith(ground[0]) or e.get('reason', '').startswith(ground[1]))):
                    print('seed %d: %s goes from %s to %s without a ground' % (seed, case['ref'], level, e['level']))
                    return False
                level = e['level']
        drift, errors = store.say('SELECT * FROM head_drift; SELECT * FROM escalation_drift;')
        return compare(seed, 'heads drifted', drift + errors, [])


def main():
    extension, schema = os.path.abspath(sys.argv[1]), sys.argv[2]
    seed, histories = int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[4]) if len(sys.argv) > 4 else 3
    total = dict.fromkeys(['moments', 'due', 'refused', 'overdue', 'returned', 'clock', 'common'], 0)
    good = [check(extension, schema, n, total) for n in range(seed, seed + histories)]
    if histories >= 3: good.append(all(total.values()) or print('something was never tried: %s' % total))
    print('# ' + ', '.join('%d %s' % (n, what) for what, n in total.items()))
    print('%d passed, %d failed' % (sum(map(bool, good)), len(good) - sum(map(bool, good))))
    return not all(good)


if __name__ == '__main__':
    sys.exit(main())
