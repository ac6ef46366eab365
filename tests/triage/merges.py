#!/usr/bin/env python3
"""Decides, merges and undoes at random, and checks counts, chains and what stands behind requirements against an oracle.

Each history has a few demands, many decisions at the desk, decisions undone, requirements dispatched and solved meanwhile,
periods closed. At random moments (as of, known at) every disposition's count, the states of requirements, the demands
behind each, the way from each demand to the one that stands for it and the duplicates that nobody answers must be what the
oracle says, which keeps its own records and looks for circles by trying every instant. collected = the sum of all kinds, and
valid = requirements, are what the oracle's counts fulfil, and conservation() must name nothing.

usage: merges.py EXTENSION SCHEMA_DIR [SEED [HISTORIES]]
"""
import random, subprocess, sys, tempfile, os
from datetime import datetime, timedelta

KINDS = ['valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded']
LINKED = ('duplicate', 'superseded')
STATE = {'dispatched': 'open', 'solved': 'solved', 'reopened': 'open', 'revoked': 'revoked'}
START = datetime(2020, 2, 10)


def stamp(t):
    return t.strftime('%Y-%m-%dT%H:%M:%SZ')


class Records:
    """What was recorded, in order: decisions, requirements, events. `rec` is when the store learnt it."""

    def __init__(self, demands):
        self.demands = demands                              # ref -> (at, rec)
        self.decisions, self.requirements, self.events = [], {}, []

    def last(self, demand, as_of=None, known=None, before=None, decisions=None):
        """The decision that counts: the latest by at, then as recorded; `before`: only those before that one."""
        found = None
        for n, x in enumerate(self.decisions if decisions is None else decisions):
            if x['demand'] == demand and (as_of is None or x['at'] <= as_of) and (known is None or x['rec'] <= known):
                if before is None or (x['at'], n) < before:
                    if found is None or x['at'] >= found['at']:
                        found = x
        return found

    def circle(self, new):
        """Whether at some instant the new decision would lead a demand back to itself."""
        trial = self.decisions + [new]
        for at in sorted({x['at'] for x in trial if x['at'] >= new['at']}):
            demand, seen = new['demand'], []
            while demand is not None and demand not in seen:
                seen.append(demand)
                x = self.last(demand, at, decisions=trial)
                demand = x['of'] if x and x['kind'] in LINKED else None
            if demand is not None:
                return True
        return False

    def state(self, requirement, as_of=None, known=None):
        ok = lambda e: (as_of is None or e['at'] <= as_of) and (known is None or e['rec'] <= known)
        gone = {e['reverses'] for e in self.events if e['kind'] == 'reversed' and (known is None or e['rec'] <= known)}
        state, at = 'open', ''
        for e in self.events:
            if e['requirement'] == requirement and ok(e) and e['kind'] in STATE and e['ref'] not in gone and e['at'] >= at:
                state, at = STATE[e['kind']], e['at']
        return state

    # ---- what the desk should do ----

    def decide(self, demand, kind, of, at):
        """Records a decision at the desk; False where it must be refused. Nothing new is passed over."""
        reason = None if kind == 'valid' else 'r-' + kind
        last = self.last(demand)
        if last and (last['kind'], last['of'], last['reason']) == (kind, of, reason):
            return True
        if any(x['demand'] == demand and x['at'] == at and (x['kind'], x['of'], x['reason']) == (kind, of, reason) for x in self.decisions):
            return True
        count = 1 + sum(x['demand'] == demand for x in self.decisions)
        new = {'ref': '%s-S%d' % (demand, count), 'demand': demand, 'kind': kind, 'of': of, 'reason': reason, 'at': at, 'rec': at}
        if of == demand or of and self.circle(new):
            return False
        self.decisions.append(new)
        requirement = demand + '-R'
        if kind == 'valid' and requirement not in self.requirements:
            self.requirements[requirement] = {'demand': demand, 'at': at, 'rec': at}
        elif requirement in self.requirements and (self.state(requirement) == 'revoked') == (kind == 'valid'):
            self.events.append({'ref': '%s-T%d' % (requirement, count), 'requirement': requirement, 'at': at, 'rec': at,
                                'kind': 'reopened' if kind == 'valid' else 'revoked', 'reverses': None})
        return True

    def undo(self, ref, now):
        x = next((x for x in self.decisions if x['ref'] == ref), None)
        if x is None:
            return False
        if any(y['ref'] == ref + '-U' for y in self.decisions):
            return True
        if self.last(x['demand']) is not x or x['kind'] == 'valid':
            return False
        p = self.last(x['demand'], before=(x['at'], self.decisions.index(x)))
        if p is None:
            return False
        new = dict(p, ref=ref + '-U', reason='undone', at=x['at'], rec=now)
        if new['of'] and self.circle(new):
            return False
        requirement = x['demand'] + '-R'
        revoked = requirement in self.requirements and self.state(requirement) == 'revoked'
        self.decisions.append(new)
        if new['kind'] == 'valid' and revoked:
            gone = {e['reverses'] for e in self.events}
            last = [e for e in self.events if e['requirement'] == requirement and e['kind'] == 'revoked' and e['ref'] not in gone][-1]
            self.events.append({'ref': last['ref'] + '-U', 'requirement': requirement, 'kind': 'reversed', 'reverses': last['ref'], 'at': now, 'rec': now})
        return True

    # ---- what must be answered ----

    def answer(self, as_of, known):
        there = [d for d, (at, rec) in sorted(self.demands.items()) if at <= as_of and rec <= known]
        last = {d: self.last(d, as_of, known) for d in there}
        kind = {d: x['kind'] if x else 'untriaged' for d, x in last.items()}
        count = {k: sum(v == k for v in kind.values()) for k in KINDS + ['untriaged']}
        standing = {r: self.state(r, as_of, known) for r, q in self.requirements.items() if q['at'] <= as_of and q['rec'] <= known}
        standing = {r: s for r, s in standing.items() if s != 'revoked'}
        lines = ['count|%d|' % len(there) + '|'.join(str(count[k]) for k in KINDS + ['untriaged']),
                 'state|%d|%d' % (sum(s == 'open' for s in standing.values()), sum(s == 'solved' for s in standing.values()))]
        assert len(there) == sum(count.values()) and count['valid'] == len(standing)
        behind, again = {r: [] for r in standing}, []
        for d in there:
            way = [d]
            while kind[way[-1]] in LINKED:
                way.append(last[way[-1]]['of'])
            end = way[-1]
            r = end + '-R' if end + '-R' in standing else None
            lines += ['chain|%d|%s|%s|%s' % (i, w, kind[w], r if w == end and r else '') for i, w in enumerate(way)]
            if r and kind[d] != 'superseded':
                behind[r].append('%s|%d' % (d, len(way) - 1))
            if kind[d] == 'duplicate' and kind[end] not in ('valid', 'untriaged'):
                again.append('again|%s|%s' % (d, end))
        for word in ('all', 'one'):
            lines += ['%s|%s|%s' % (word, r, b) for r in sorted(behind) for b in sorted(behind[r])]
        return lines + again


ASK = """
SELECT 'count', ifnull(sum(demands), 0), ifnull(sum(valid), 0), ifnull(sum(duplicate), 0), ifnull(sum(out_of_scope), 0), ifnull(sum(incomplete), 0), ifnull(sum(consultation), 0), ifnull(sum(superseded), 0), ifnull(sum(untriaged), 0) FROM total_now;
SELECT 'state', ifnull(sum(open), 0), ifnull(sum(solved_on_time + solved_late + solved_without_deadline), 0) FROM total_now;
SELECT 'chain', c.step, c.demand, c.disposition, c.requirement FROM (SELECT ref FROM demand_list ORDER BY ref) l CROSS JOIN demand_chain(l.ref) c;
SELECT 'all', requirement, demand, steps FROM requirement_demand ORDER BY 2, 3;
SELECT 'one', r.ref, b.demand, b.steps FROM (SELECT ref FROM requirement_list ORDER BY ref) r CROSS JOIN requirement_demands(r.ref) b ORDER BY 2, 3;
SELECT 'again', ref, stands_at FROM triage_again ORDER BY ref;
SELECT 'broken', identity, place FROM conservation() WHERE NOT holds;
"""


def history(seed, extension, schema):
    """A script for the shell and, for each place where it asks, what it must say."""
    dice, now = random.Random(seed), START
    demands, sql, wanted = {}, [], []
    records = Records(demands)
    clock = lambda: sql.append("UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % stamp(now))
    for n in range(1, 10):
        now += timedelta(minutes=dice.randrange(120))
        ref = 'T-D-%d' % n
        demands[ref] = (stamp(now), stamp(now))
        clock()
        sql.append("INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('%s', 'E%d', 'U', 'text %d', '%s');" % (ref, n % 4, n, stamp(now)))
    for n in range(150):
        now += timedelta(seconds=dice.choice([0, 0, 1, 900, 3600, 7200]))
        clock()
        what, demand = dice.random(), dice.choice(sorted(demands))
        if what < .6:
            kind = dice.choice(KINDS + ['valid', 'valid', 'duplicate', 'duplicate'])
            of = dice.choice(sorted(demands)) if kind in LINKED else None
            quoted = ["'%s'" % v if v else 'NULL' for v in (demand, kind, of, None if kind == 'valid' else 'r-' + kind)]
            sql.append('INSERT INTO triage_desk (demand, kind, of_demand, reason) VALUES (%s);' % ', '.join(quoted))
            records.decide(demand, kind, of, stamp(now))
        elif what < .8:
            ref = dice.choice([x['ref'] for x in records.decisions[-8:]] + ['T-D-1-S99'])
            if dice.random() < .5 and records.last(demand):
                ref = records.last(demand)['ref']
            sql.append("INSERT INTO triage_undo (decision, reason) VALUES ('%s', 'undone');" % ref)
            records.undo(ref, stamp(now))
        elif records.requirements:
            requirement = dice.choice(sorted(records.requirements))
            if records.state(requirement) == 'open':
                kind = dice.choice(['dispatched', 'solved'])
                e = {'ref': 'T-E-%d' % n, 'requirement': requirement, 'kind': kind, 'reverses': None, 'at': stamp(now), 'rec': stamp(now)}
                records.events.append(e)
                sql.append("INSERT INTO requirement_event (ref, requirement, kind, unit, at) VALUES ('%s', '%s', '%s', %s, '%s');"
                           % (e['ref'], requirement, kind, "'U'" if kind == 'dispatched' else 'NULL', stamp(now)))
        wanted.append(['recorded|%d|%d|%d' % (len(records.decisions), len(records.requirements), len(records.events))])
        sql.append(".print @\nSELECT 'recorded', (SELECT count(*) FROM disposition), (SELECT count(*) FROM requirement), (SELECT count(*) FROM requirement_event);")
        if n % 40 == 39:
            sql.append('.output /dev/null\nSELECT rollup();\n.output stdout')
        if n % 6 == 5:
            known = dice.choice([now, START + dice.random() * (now - START)])
            as_of = dice.choice([now, START + dice.random() * (now - START)])
            wanted.append(records.answer(stamp(as_of), stamp(known)))
            sql.append(".print @\n.output /dev/null\nSELECT set_moment('%s', '%s');\n.output stdout\n%s.output /dev/null\nSELECT set_moment(NULL, NULL);\n.output stdout"
                       % (stamp(as_of), stamp(known), ASK))
    return sql, wanted


def main():
    extension, schema = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    seed, histories = int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[4]) if len(sys.argv) > 4 else 3
    passed = failed = refused = merged = 0
    with tempfile.TemporaryDirectory() as work:
        store = os.path.join(work, 'model.db')
        subprocess.run(['sqlite3', '-batch', '-bail', store], cwd=schema, check=True, stdout=subprocess.DEVNULL, text=True, input='''.load '%s'
.read store.sql
UPDATE setting SET value = 'replay' WHERE name = 'clock';
UPDATE setting SET value = '2020-02-10' WHERE name = 'period_anchor';
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';
INSERT INTO setting (name, value) VALUES ('clock_at', '2020-02-10T00:00:00Z');
INSERT INTO zone VALUES ('T', 'T', 'T');
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('U', 'T', 'U', 'U', 1);
INSERT INTO enterprise (uscc, name) VALUES ('E0', 'a'), ('E1', 'b'), ('E2', 'c'), ('E3', 'd');
''' % extension)
        for s in range(seed, seed + histories):
            sql, wanted = history(s, extension, schema)
            path = os.path.join(work, '%d.db' % s)
            with open(store, 'rb') as a, open(path, 'wb') as b:
                b.write(a.read())
            run = subprocess.run(['sqlite3', '-batch', '-cmd', ".load '%s'" % extension, path], input='\n'.join(sql), capture_output=True, text=True)
            got = [part.split('\n')[:-1] for part in run.stdout.split('@\n')[1:]]
            refused += run.stderr.count('itself repeats')
            merged += sum(any('|1' in line for line in w if line.startswith('all')) for w in wanted)
            strange = [l for l in run.stderr.split('\n') if l and not any(w in l for w in ('itself repeats', 'triage_undo:', 'of_demand <> demand'))]
            for good, what in [(not strange, strange[:3]), (len(got) == len(wanted), 'as many answers as questions')]:
                passed, failed = passed + good, failed + (not good)
                if not good:
                    print('not ok - history %d: %s' % (s, what))
            for n, (g, w) in enumerate(zip(got, wanted)):
                if sorted(g) == sorted(w):                      # the order of rows is not asked for
                    passed += 1
                    continue
                failed += 1
                if failed <= 3:
                    print('not ok - history %d, answer %d: wanted, not got: %s; got, not wanted: %s' % (s, n, [l for l in w if l not in g][:5], [l for l in g if l not in w][:5]))
    if histories >= 2 and not (refused and merged):             # else the histories would show nothing
        failed += 1
        print('not ok - circles refused: %d, merges looked at: %d' % (refused, merged))
    print('%d passed, %d failed' % (passed, failed))
    return failed != 0


sys.exit(main())
