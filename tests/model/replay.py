#!/usr/bin/env python3
"""Replays random histories into a store and checks every figure against an oracle written apart from the SQL.

Each history has demands, decisions, requirements, events, loans and subsidies with their stages, late records and
reversals, with rollups closed in between and a clock that the store replays. For random moments (as of, known at) the
totals, the distinct enterprises, the open cases, the amounts and numbers of every stage, the days between stages, the
lists and the movements must equal what the oracle counts from its own copy of the records; what was once answered for a
past moment must stay the same bytes.

usage: replay.py EXTENSION SCHEMA_DIR [SEED [HISTORIES]]
"""
import os, random, subprocess, sys, tempfile
from datetime import datetime, timedelta

UNITS = ['AAA', 'BBB', 'CCC']
CATEGORIES = ['c-one', 'c-two']
# What may happen in which phase, written apart from the table transition: phase -> {kind: phase afterwards}. A callable
# looks at what else is known of the case: whether a unit leads it, and the event itself.
STAYS = {k: None for k in ('contacted', 'urged', 'joined', 'left', 'escalated')}
LEADS = lambda led, event: 'accepted' if led else 'awaiting'
SAID = lambda before: lambda led, event: before if event['confirmed'] is None else 'confirmed' if event['confirmed'] else 'solved'
AWAITING = dict(STAYS, dispatched='dispatched', solved='solved', closed_unsolved='closed_unsolved', withdrawn='withdrawn', revoked='revoked')
LED = dict(AWAITING, returned='awaiting', extended=None)
MACHINE = {
    'awaiting': AWAITING,
    'dispatched': dict(LED, accepted='accepted', progressed='accepted', paused='paused'),
    'accepted': dict(LED, progressed=None, paused='paused'),
    'paused': dict(LED, progressed=None, resumed='accepted'),
    'solved': dict(contacted=None, followed_up=SAID('solved'), closed='closed', reopened=LEADS, revoked='revoked'),
    'confirmed': dict(contacted=None, followed_up=SAID('confirmed'), closed='closed', reopened=LEADS, revoked='revoked'),
    'closed': dict(contacted=None, followed_up=None, reopened=LEADS, revoked='revoked'),
    'closed_unsolved': dict(contacted=None, followed_up=None, reopened=LEADS, revoked='revoked'),
    'withdrawn': dict(contacted=None, reopened=LEADS, revoked='revoked'),
    'revoked': dict(reopened=LEADS),
}
STAGES = {'loan': ['applied', 'credit_granted', 'approved', 'disbursed'], 'subsidy': ['declared', 'approved', 'paid']}
ENDINGS = ['declined', 'withdrawn']
CLAUSES = [None, 'P-1', 'P-2', 'Q-1']
BANKS = [None, 'B1', 'B2']
KINDS = ['duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded']
START = datetime(2020, 2, 10) - timedelta(hours=8)          # 2020-02-10 00:00 local
DAYS = 14


def phases(events):
    """The phase after each event, events by at and then as learnt; None from the first one on that is not allowed."""
    phase, led, out = 'awaiting', False, []
    for e in sorted(events, key=lambda e: e['at']):
        if phase is not None and e['kind'] in MACHINE[phase]:
            after = MACHINE[phase][e['kind']]
            led = True if e['kind'] == 'dispatched' else False if e['kind'] == 'returned' else led
            phase = after(led, e) if callable(after) else after or phase
        else:
            phase = None
        out.append(phase)
    return out


def stamp(t):
    return t.strftime('%Y-%m-%dT%H:%M:%SZ')


class History:
    """Random records in the order in which the store learns them, with the rollups in between."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.demands, self.dispositions, self.requirements, self.events = [], [], [], []
        self.fundings, self.amounts = [], []
        self.script, self.clock = [], START
        self.rollups = 0
        self.refused = 0                                    # events in the script that must be refused

    def happened(self, not_before):
        """When it happened: mostly just now, sometimes days ago."""
        back = self.rng.choice([0, 0, 5, 60, 3600, 86400, 4 * 86400])
        return max(not_before, self.clock - timedelta(seconds=back))

    def insert(self, table, row):
        names = ', '.join(row)
        values = ', '.join('NULL' if v is None else "'%s'" % v for v in row.values())
        self.script.append('INSERT INTO %s (%s) VALUES (%s);' % (table, names, values))

    def step(self):
        rng = self.rng
        self.clock += timedelta(seconds=rng.choice([0, 1, 300, 1200, 7200]))
        self.script.append("UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % stamp(self.clock))
        choice = rng.random()
        if rng.random() < .3:
            self.money()
        elif choice < .2 or not self.demands:
            self.demand()
        elif choice < .38:
            self.decide()
        elif choice < .985 and self.requirements:
            for _ in range(6):
                if self.event(): break
        else:
            self.script.append('SELECT rollup();')
            self.rollups += 1

    def demand(self):
        row = dict(ref='T-D-%d' % len(self.demands), enterprise='E%d' % self.rng.randrange(8), unit=self.rng.choice(UNITS),
                   text='x', at=stamp(self.happened(START)), recorded_at=stamp(self.clock))
        self.demands.append(row)
        self.insert('demand', row)

    def decide(self):
        demand = self.rng.choice(self.demands)
        earlier = [x for x in self.dispositions if x['demand'] == demand['ref']]
        requirement = next((r for r in self.requirements if r['demand'] == demand['ref']), None)
        kind = 'valid' if requirement is None and self.rng.random() < .8 else self.rng.choice(KINDS)
        if requirement is not None:                          # keep 'valid = requirements': a revoked demand revokes its case
            return
        if earlier and earlier[-1]['kind'] == 'valid':
            return
        others = [d['ref'] for d in self.demands if d is not demand]
        if kind in ('duplicate', 'superseded') and not others:
            kind = 'incomplete'
        at = stamp(self.happened(datetime.strptime(max([demand['at']] + [x['at'] for x in earlier]), '%Y-%m-%dT%H:%M:%SZ')))
        row = dict(ref='T-X-%d' % len(self.dispositions), demand=demand['ref'], kind=kind, category=self.rng.choice(CATEGORIES),
                   reason=None if kind == 'valid' else 'r', of_demand=self.rng.choice(others) if kind in ('duplicate', 'superseded') else None,
                   at=at, recorded_at=stamp(self.clock))
        self.dispositions.append(row)
        self.insert('disposition', row)
        if kind == 'valid':
            case = dict(ref='T-R-%d' % len(self.requirements), demand=demand['ref'], category=row['category'], at=at, recorded_at=stamp(self.clock))
            self.requirements.append(case)
            self.insert('requirement', case)

    def event(self):
        rng, case = self.rng, self.rng.choice(self.requirements)
        kind = rng.choice(['dispatched'] * 4 + ['accepted', 'returned', 'extended', 'solved', 'solved', 'closed_unsolved', 'withdrawn', 'reopened', 'reversed',
                           'contacted', 'contacted', 'contacted', 'followed_up', 'followed_up', 'paused', 'paused', 'resumed', 'closed', 'closed',
                           'progressed', 'progressed', 'urged', 'joined', 'left', 'escalated'])
        mine = [e for e in self.events if e['requirement'] == case['ref'] and e['kind'] != 'reversed'
                and e['ref'] not in {v['reverses'] for v in self.events}]
        if kind == 'reversed' and not mine:
            return
        if kind == 'escalated' and any(e['kind'] == 'escalated' for e in mine):
            return False                                    # the order of levels is tested elsewhere: one step a case here
        at = self.happened(datetime.strptime(case['at'], '%Y-%m-%dT%H:%M:%SZ'))
        deadline = stamp(at + timedelta(seconds=rng.choice([3600, 86400, 3 * 86400]))) if kind == 'extended' or (kind == 'dispatched' and rng.random() < .8) else None
        asked = rng.randrange(4) if kind == 'followed_up' else 0
        row = dict(ref='T-E-%d' % len(self.events), requirement=case['ref'], kind=kind, unit=rng.choice(UNITS) if kind in ('dispatched', 'joined', 'left') else None,
                   level='district' if kind == 'escalated' else None, quantity_milli=rng.randrange(70) * 1000 if kind == 'progressed' else None,
                   respond_by=stamp(at + timedelta(seconds=rng.choice([3600, 40000, 86400]))) if kind == 'dispatched' and rng.random() < .7 else None,
                   automatic=int(kind == 'contacted' and rng.random() < .3),
                   confirmed=rng.randrange(2) if kind == 'followed_up' and asked != 2 else None,
                   rating=rng.randrange(1, 6) if asked == 1 else None, satisfied=rng.randrange(2) if asked == 2 else None,
                   deadline=deadline, reason='r', reverses=rng.choice(mine)['ref'] if kind == 'reversed' else None,
                   at=stamp(at), recorded_at=stamp(self.clock))
        standing = [e for e in mine if e['ref'] != row['reverses']] + ([row] if kind != 'reversed' else [])
        if None in phases(standing):
            if rng.random() < .3:                           # tried all the same: it must be refused, and leave nothing
                self.refused += 1
                self.insert('requirement_event', row)
            return False
        self.events.append(row)
        self.insert('requirement_event', row)
        return True

    def money(self):
        """A new loan or subsidy, a stage of one, an ending, or a reversal of part or all of what is left of an event."""
        rng = self.rng
        if not self.fundings or rng.random() < .3:
            row = dict(ref='T-F-%d' % len(self.fundings), kind=rng.choice(list(STAGES)), enterprise='E%d' % rng.randrange(8), unit=rng.choice(UNITS),
                       clause=rng.choice(CLAUSES), bank=rng.choice(BANKS), at=stamp(self.happened(START)), recorded_at=stamp(self.clock))
            self.fundings.append(row)
            self.insert('funding', row)
            return
        case = rng.choice(self.fundings)
        row = dict(ref='T-M-%d' % len(self.amounts), funding=case['ref'], stage=rng.choice(STAGES[case['kind']] * 3 + ENDINGS), amount_fen=None, reverses=None, reason='r')
        left = {e['ref']: e for e in self.amounts if e['funding'] == case['ref'] and not e['reverses'] and self.left(e) > 0}
        after = case['at']
        if left and rng.random() < .35:
            taken = rng.choice(list(left.values()))
            row.update(stage=taken['stage'], reverses=taken['ref'])
            if taken['amount_fen']: row['amount_fen'] = rng.choice([self.left(taken), rng.randint(1, self.left(taken))])
            after = taken['at']
        elif row['stage'] not in ENDINGS:
            row['amount_fen'] = rng.choice([1, 100, 333333, 10 ** 12, rng.randint(1, 10 ** 9)])
        row.update(at=stamp(self.happened(datetime.strptime(after, '%Y-%m-%dT%H:%M:%SZ'))), recorded_at=stamp(self.clock))
        self.amounts.append(row)
        self.insert('funding_event', row)

    def left(self, event):
        return (event['amount_fen'] or 1) - sum(v['amount_fen'] or 1 for v in self.amounts if v['reverses'] == event['ref'])


class Oracle:
    """Counts from the records, one by one."""

    def __init__(self, history, as_of, known_at):
        seen = lambda rows: [r for r in rows if r['at'] <= as_of and r['recorded_at'] <= known_at]
        self.as_of, self.known_at, self.history = as_of, known_at, history
        self.demands, self.requirements = seen(history.demands), seen(history.requirements)
        void = {e['reverses'] for e in history.events if e['reverses'] and e['recorded_at'] <= known_at}
        self.events = [e for e in seen(history.events) if e['ref'] not in void and e['kind'] != 'reversed']
        self.dispositions = seen(history.dispositions)
        self.fundings, self.amounts = seen(history.fundings), seen(history.amounts)
        day = (datetime.strptime(as_of, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)).date()
        first = (START + timedelta(hours=8)).date()
        self.period_start = stamp(START + timedelta(days=(day - first).days // 2 * 2))

    def disposition(self, demand):
        last = None
        for x in self.dispositions:                          # in the order learnt: a later one wins a tie
            if x['demand'] == demand['ref'] and (last is None or x['at'] >= last['at']):
                last = x
        return (last['kind'], last['category']) if last else ('untriaged', '')

    def case(self, requirement):
        state, lead, due, state_at = 'open', '', '', requirement['at']
        after = {'dispatched': 'open', 'returned': 'open', 'reopened': 'open', 'solved': 'solved', 'closed_unsolved': 'closed_unsolved', 'withdrawn': 'withdrawn', 'revoked': 'revoked'}
        for e in sorted((e for e in self.events if e['requirement'] == requirement['ref']), key=lambda e: e['at']):
            if e['kind'] in after:
                state, state_at = after[e['kind']], e['at']
            if e['kind'] == 'dispatched':
                lead, due = e['unit'], e['deadline'] or ''
            if e['kind'] == 'returned':
                lead, due = '', ''
            if e['kind'] == 'extended':
                due = e['deadline']
        return state, lead, due, state_at

    def totals(self):
        """(unit, category) -> counts by name"""
        total = {}
        def add(unit, category, name):
            cell = total.setdefault((unit, category), {})
            cell[name] = cell.get(name, 0) + 1
        for d in self.demands:
            kind, category = self.disposition(d)
            add(d['unit'], category, 'demands')
            add(d['unit'], category, kind)
        for r in self.requirements:
            state, lead, due, at = self.case(r)
            if state == 'open':
                add(lead, r['category'], 'open')
                if not lead: add(lead, r['category'], 'awaiting')
                if not due: add(lead, r['category'], 'without_deadline')
                elif due < self.as_of: add(lead, r['category'], 'overdue')
            elif state == 'solved':
                add(lead, r['category'], 'solved_without_deadline' if not due else 'solved_on_time' if at <= due else 'solved_late')
            else:
                add(lead, r['category'], state)
        return total

    def lines(self):
        columns = ['demands', 'valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded', 'untriaged', 'open', 'awaiting',
                   'without_deadline', 'overdue', 'solved_on_time', 'solved_late', 'solved_without_deadline', 'closed_unsolved', 'withdrawn']
        return sorted('T|%s|%s|%s' % (u, c, '|'.join(str(v.get(n, 0)) for n in columns)) for (u, c), v in self.totals().items())

    def marks(self, requirement):
        """(unit, name, instant from which it counts): what the case and its events add to rates."""
        out = []
        state, lead, due, at = self.case(requirement)
        events = sorted((e for e in self.events if e['requirement'] == requirement['ref']), key=lambda e: e['at'])
        leads = [e for e in events if e['kind'] in ('dispatched', 'returned')]
        given = leads[-1]['deadline'] or '' if leads else ''
        closed = state in ('solved', 'closed_unsolved')
        out.append((lead, 'valid', ''))
        if state == 'solved':
            out.append((lead, 'solved', at))
            place = max([i for i, e in enumerate(events) if e['kind'] == 'solved'])
            answers = [e['confirmed'] for e in events[place:] if e['confirmed'] is not None]
            if answers and answers[-1]: out.append((lead, 'confirmed', at))
        if state != 'withdrawn' and due:
            out += [(lead, 'dated', ''), (lead, 'due', due)]
            if closed: out.append((lead, 'closed_dated', at))
            if closed and at <= due: out += [(lead, 'closed_on_time', at), (lead, 'due_met', due)]
        if state != 'withdrawn' and given:
            out.append((lead, 'given', given))
            if due != given and due: out.append((lead, 'extended', given))
        now, holder, last_dispatch, answered, open_closing = 'open', '', None, False, None
        after = {'dispatched': 'open', 'returned': 'open', 'reopened': 'open', 'solved': 'solved', 'closed_unsolved': 'closed_unsolved', 'withdrawn': 'withdrawn', 'revoked': 'revoked'}
        for e in events:
            kind = e['kind']
            if kind in ('contacted', 'solved') and not e['automatic'] and last_dispatch and last_dispatch['respond_by'] and not answered \
               and e['at'] <= last_dispatch['respond_by']:
                answered = True
                out.append((holder, 'answered', last_dispatch['respond_by']))
            if kind in ('solved', 'closed_unsolved') and now == 'open':
                out.append((holder, 'closed', e['at']))
            if after.get(kind) == 'open' and now in ('solved', 'closed_unsolved') and open_closing:
                out.append((open_closing[0], 'reopened', open_closing[1]))
            if kind in after:
                open_closing = (holder, e['at']) if kind in ('solved', 'closed_unsolved') and now == 'open' else None
                now = after[kind]
            if kind == 'returned':
                if last_dispatch: out.append((holder, 'returned', last_dispatch['at']))
                holder, last_dispatch, answered = '', None, False
            if kind == 'dispatched':
                holder, last_dispatch, answered = e['unit'], e, False
                out.append((holder, 'dispatched', e['at']))
                if e['respond_by']: out.append((holder, 'limit', e['respond_by']))
            if kind == 'followed_up' and (e['rating'] or e['satisfied'] is not None):
                out.append((holder, 'rated', e['at']))
                if e['satisfied'] == 1 or (e['rating'] or 0) >= 4: out.append((holder, 'satisfied', e['at']))
        return out

    def rates(self):
        """Every rate of the zone, the units and the categories, with the part of the running period."""
        RATES = {'response-rate': ('answered', 'limit'), 'solve-rate': ('solved', 'valid'), 'solve-rate-confirmed': ('confirmed', 'valid'),
                 'on-time-rate': ('due_met', 'due'), 'on-time-rate-dated': ('closed_on_time', 'dated'), 'on-time-rate-closed': ('closed_on_time', 'closed_dated'),
                 'return-rate': ('returned', 'dispatched'), 'extension-rate': ('extended', 'given'), 'reopen-rate': ('reopened', 'closed'),
                 'satisfaction-rate': ('satisfied', 'rated')}
        local = datetime.strptime(self.as_of, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)
        day = (local - datetime(2020, 2, 10)).days
        start = stamp(datetime(2020, 2, 10) + timedelta(days=day - day % 2) - timedelta(hours=8))
        count = {}
        for r in self.requirements:
            for unit, name, at in self.marks(r):
                if at > self.as_of: continue
                for axis, code in (('zone', ''), ('unit', unit), ('category', r['category'])):
                    cell = count.setdefault((axis, code, name), [0, 0])
                    cell[0] += 1
                    cell[1] += at >= start
        out = []
        for axis, codes in (('zone', ['']), ('unit', UNITS), ('category', CATEGORIES)):
            for code in codes:
                for name, (n, d) in RATES.items():
                    top, bottom = count.get((axis, code, n), [0, 0]), count.get((axis, code, d), [0, 0])
                    if bottom[0] or bottom[1]: out.append('M|%s|%s|%s|%d|%d|%d|%d' % (axis, code, name, top[0], bottom[0], top[1], bottom[1]))
        return sorted(out)

    def days(self, requirement):
        """State, lead, due, and local days from the last dispatch to the moment or the end, less pauses."""
        local = lambda text: (datetime.strptime(text, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)).date()
        state, lead, due, since = self.case(requirement)
        start, paused, stood = requirement['at'], None, 0
        for e in sorted((e for e in self.events if e['requirement'] == requirement['ref']), key=lambda e: e['at']):
            if e['kind'] == 'paused' and paused is None: paused = e['at']
            elif e['kind'] in ('dispatched', 'returned', 'reopened', 'solved', 'closed_unsolved', 'withdrawn', 'revoked', 'resumed'):
                if paused is not None: stood += (local(e['at']) - local(paused)).days
                paused = None
            if e['kind'] in ('dispatched', 'returned'): start, stood = e['at'], 0
        end = (paused or self.as_of) if state == 'open' else since
        return state, lead, due, (local(end) - local(start)).days - stood

    def ageing(self):
        """The backlog by days since dispatch less pauses, per unit."""
        count = {}
        for r in self.requirements:
            state, lead, due, days = self.days(r)
            if state != 'open': continue
            names = [n for n, a, b in (('d0', 0, 2), ('d2', 2, 4), ('d4', 4, 7), ('d7', 7, 15), ('d15', 15, 30), ('d30', 30, 10**9)) if a <= days < b]
            key = (lead, names[0] if due else 'without_deadline')
            count[key] = count.get(key, 0) + 1
        return sorted('A|%s|%s|%d' % (u, b, n) for (u, b), n in count.items())

    def durations(self):
        """Per unit and number of days: how many were solved after them, and how many are only known to have lasted so long."""
        count = {}
        for r in self.requirements:
            state, lead, _, days = self.days(r)
            count.setdefault((lead, max(0, days)), [0, 0])[state != 'solved'] += 1
        return sorted('K|%s|%d|%d|%d' % (u, t, *n) for (u, t), n in count.items())

    def reach(self):
        out = []
        for unit in [''] + UNITS:
            mine = [d for d in self.demands if not unit or d['unit'] == unit]
            contacted = {d['enterprise'] for d in mine}
            valid = {d['enterprise'] for d in mine if self.disposition(d)[0] == 'valid'}
            if contacted: out.append('R|%s|%d|%d' % (unit, len(contacted), len(valid)))
        return sorted(out)

    def listed(self):
        out = ['D|%s|%s|%s' % ((d['ref'],) + self.disposition(d)) for d in self.demands]
        for r in self.requirements:
            course = phases([e for e in self.events if e['requirement'] == r['ref']])
            phase = course[-1] if course else 'awaiting'    # never None: whatever is known at a moment was allowed when it was learnt
            mine = sorted((e for e in self.events if e['requirement'] == r['ref']), key=lambda e: e['at'])
            if self.case(r)[0] != 'revoked': out.append('Q|%s|%s|%s|%s|%s|%d' % ((r['ref'],) + self.case(r)[:3] + (phase, sum(e['kind'] == 'returned' for e in mine))))
            member = {e['unit']: e['kind'] == 'joined' for e in mine if e['kind'] in ('joined', 'left')}
            out += ['G|%s|%s' % (r['ref'], u) for u, there in member.items() if there]
            if self.case(r)[0] == 'open': out.append(self.ledger(r, mine))
        for e in range(8):
            mine = [d for d in self.demands if d['enterprise'] == 'E%d' % e]
            out.append('E|E%d|%d|%d' % (e, len(mine), sum(self.disposition(d)[0] == 'valid' for d in mine)))
        return sorted(out)

    def ledger(self, requirement, events):
        """What the ledger says of an open case, events in order."""
        of = lambda *kinds: [e for e in events if e['kind'] in kinds]
        last = lambda kind, name: next((e[name] for e in reversed(of(kind)) if e[name] is not None), '')
        leads, holder, gave, again = of('dispatched', 'returned'), None, set(), False
        for e in leads:
            again |= e['kind'] == 'dispatched' and e['unit'] in gave
            if e['kind'] == 'returned' and holder: gave.add(holder)
            holder = e['unit'] if e['kind'] == 'dispatched' else holder
        there = last('progressed', 'quantity_milli')
        return 'L|' + '|'.join(map(str, (requirement['ref'], '', leads[-1]['deadline'] or '' if leads else '', int(again or len(of('returned')) > 1),
            len(of('dispatched')), len(of('extended')), len(of('urged')), last('urged', 'at'), last('progressed', 'at'),
            '' if there == '' else '%d' % (there // 1000), last('escalated', 'level'))))

    def stood(self, case, stage, before='9'):
        """Gross, reversed, and since when it stands at a stage ('' where it does not)."""
        mine = [e for e in self.amounts if e['funding'] == case['ref'] and e['stage'] == stage and e['at'] < before]
        taken = {}
        for e in mine:
            if e['reverses']: taken[e['reverses']] = taken.get(e['reverses'], 0) + (e['amount_fen'] or 1)
        gross, back = sum(e['amount_fen'] or 0 for e in mine if not e['reverses']), sum(e['amount_fen'] or 0 for e in mine if e['reverses'])
        standing = [e for e in mine if not e['reverses'] and (e['amount_fen'] or 1) > taken.get(e['ref'], 0)]
        return gross, back, min((e['at'] for e in standing), default=''), standing, bool(mine)

    def money(self):
        total, axes, flow, steps, out = {}, {}, {}, {}, []
        def add(table, key, *values):
            table[key] = [a + b for a, b in zip(table.get(key, [0] * len(values)), values)]
        for f in self.fundings:
            clause, bank, reached = f['clause'] or '', f['bank'] or '', []
            for stage in STAGES[f['kind']] + ENDINGS:
                gross, back, since, standing, some = self.stood(f, stage)
                if stage not in ENDINGS: reached.append((stage, gross - back, since))
                if not some: continue
                add(total, (f['kind'], stage, f['unit'], clause, bank), gross, back, since != '')
                for axis, code in [('zone', ''), ('unit', f['unit']), ('policy', clause[:1]), ('clause', clause), ('bank', bank)]:
                    add(axes, (axis, f['kind'], stage, code), gross, back, since != '')
                earlier = self.stood(f, stage, self.period_start)
                if any(e['funding'] == f['ref'] and e['stage'] == stage and e['at'] >= self.period_start for e in self.amounts):
                    add(flow, (f['kind'], stage, f['unit'], clause, bank), gross - earlier[0], back - earlier[1], since != '' and earlier[2] == '', since == '' and earlier[2] != '')
            linked = [r for r in reached if r[1] > 0]
            for (a, amount, start), (b, later, end) in zip(linked, linked[1:]):
                day = lambda at: (datetime.strptime(at, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)).date()
                add(steps, (f['kind'], a, b, (day(end) - day(start)).days), 1, amount, later)
            ends = sorted([(e['at'], self.amounts.index(e), stage) for stage in ENDINGS for e in self.stood(f, stage)[3]])
            out.append('K|%s|%s|%s|%s|%s' % (f['ref'], linked[-1][0] if linked else '', linked[-1][1] if linked else 0, ends[-1][2] if ends else '',
                                             '|'.join('%s|%s' % (r[1], r[2]) for r in reached)))
        text = lambda mark, table: ['|'.join(map(str, (mark,) + key + tuple(int(v) for v in values))) for key, values in table.items()]
        return sorted(text('F', total) + text('Z', axes) + text('W', flow) + text('S', steps) + out)

    def answer(self):
        return self.lines() + self.reach() + self.listed() + self.rates() + self.ageing() + self.durations() + self.money()


QUERY = """SELECT set_moment('%s', '%s') IS NULL;
SELECT 'T', unit, category, demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open, awaiting,
       without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline, closed_unsolved, withdrawn FROM total_now
 WHERE demands + open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn <> 0;
SELECT 'R', unit, contacted, valid FROM reach_now WHERE contacted <> 0;
SELECT 'D', ref, disposition, category FROM demand_list;
SELECT 'Q', ref, state, lead, due, phase, returned FROM requirement_list;
SELECT 'G', requirement, unit FROM member_info;
SELECT 'L', ref, section, given, pingpong, dispatched, extended, urged, urged_at, progress_at, quantity, level FROM ledger_now;
SELECT 'E', uscc, demands, valid FROM enterprise_list WHERE unit = '';
SELECT 'M', axis, code, id, n, d, period_n, period_d FROM rate_now WHERE id NOT IN ('valid-rate', 'reporting-discipline', 'clause-coverage', 'disbursement-rate') AND d + period_d > 0;
SELECT 'K', d.code, k.t, k.solved, k.censored FROM unit_duration_now d CROSS JOIN km_curve(d.state) k;
SELECT 'A', code, bucket, n FROM unit_ageing_now WHERE n <> 0;
SELECT 'F', kind, stage, unit, clause, bank, gross, reversed, number FROM funding_total_now;
SELECT 'Z', axis, kind, stage, code, gross, reversed, number FROM funding_now;
SELECT 'W', kind, stage, unit, clause, bank, gross, reversed, entered, "left" FROM funding_flow_now;
SELECT 'S', kind, stage, next_stage, days, n, amount, next_amount FROM funding_step_days_now;
SELECT 'K', ref, stage, net, ended, net_1, at_1, net_2, at_2, net_3, at_3, net_4, at_4 FROM funding_list WHERE kind = 'loan';
SELECT 'K', ref, stage, net, ended, net_1, at_1, net_2, at_2, net_3, at_3 FROM funding_list WHERE kind = 'subsidy';
SELECT 'X', identity, place, left_value, right_value FROM conservation() WHERE NOT holds;
SELECT 'O', (SELECT ifnull(sum(n), 0) FROM open_now) - (SELECT ifnull(sum(open), 0) FROM total_now);
SELECT 'O', count(*) FROM (SELECT unit, sum(demands), sum(valid), sum(open), sum(overdue), sum(solved_late), sum(withdrawn) FROM total_now GROUP BY unit
                           EXCEPT SELECT unit, demands, valid, open, overdue, solved_late, withdrawn FROM unit_total_now);
SELECT 'O', count(*) FROM (SELECT category, sum(demands), sum(valid), sum(open), sum(overdue), sum(solved_on_time), sum(withdrawn) FROM total_now GROUP BY category
                           EXCEPT SELECT category, demands, valid, open, overdue, solved_on_time, withdrawn FROM category_total_now);
SELECT 'O', count(*) FROM (SELECT ifnull(sum(demands), 0), ifnull(sum(valid), 0), ifnull(sum(open), 0), ifnull(sum(overdue), 0) FROM total_now
                           EXCEPT SELECT ifnull(demands, 0), ifnull(valid, 0), ifnull(open, 0), ifnull(overdue, 0) FROM zone_total_now);
SELECT '--';
"""


def shell(extension, database, script, refused=0):
    """What the shell prints; `refused` statements of the script must fail as not allowed, and nothing else."""
    run = subprocess.run(['sqlite3', '-batch', database] + ([] if refused else ['-bail']), input='.load "%s"\n' % extension + script, capture_output=True, text=True)
    said = run.stderr.splitlines()
    if len(said) != refused or not all(': requirement_event: T-R-' in l and ' is not allowed; allowed: ' in l for l in said):
        raise SystemExit('replay: %d refusals wanted, the store said: %s' % (refused, run.stderr[:2000]))
    return run.stdout


def check(extension, schema, seed):
    history = History(seed)
    setup = "INSERT INTO zone VALUES ('T', 'T', 'T');\nINSERT INTO setting (name, value) VALUES ('clock_at', '%s');\n" % stamp(START)
    setup += "UPDATE setting SET value = '' WHERE name = 'dispatch_requires';\n"
    setup += "UPDATE setting SET value = 'replay' WHERE name = 'clock'; UPDATE setting SET value = '2020-02-10' WHERE name = 'period_anchor';\n"
    setup += ''.join("INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('%s', 'T', 'u', 'u', 1);\n" % u for u in UNITS)
    setup += ''.join("INSERT INTO category (code, name_zh, name_en) VALUES ('%s', 'c', 'c');\n" % c for c in CATEGORIES)
    setup += ''.join("INSERT INTO enterprise (uscc, name) VALUES ('E%d', 'e');\n" % e for e in range(8))
    setup += "INSERT INTO bank (code, name, name_en) VALUES ('B1', 'b', 'b'), ('B2', 'b', 'b');\n"
    setup += "INSERT INTO policy (code, zone, title, title_en) VALUES ('P', 'T', 'p', 'p'), ('Q', 'T', 'q', 'q');\n"
    setup += "INSERT INTO clause (code, policy, no, title, title_en) VALUES ('P-1', 'P', '1', 'c', 'c'), ('P-2', 'P', '2', 'c', 'c'), ('Q-1', 'Q', '1', 'c', 'c');\n"
    moments, asked, refused = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, 'replay.db')
        subprocess.run(['sqlite3', '-batch', '-bail', database, '-cmd', '.load "%s"' % extension, '.read store.sql'], cwd=schema, check=True, stdout=subprocess.DEVNULL)
        shell(extension, database, setup)
        end = START + timedelta(days=DAYS)
        while history.clock < end:
            for _ in range(90): history.step()
            shell(extension, database, 'BEGIN;\n' + '\n'.join(l for l in history.script if True).replace('SELECT rollup();', 'COMMIT;\nSELECT rollup();\nBEGIN;') + '\nCOMMIT;\n', history.refused)
            refused += history.refused
            history.script, history.refused = [], 0
            known = stamp(history.clock)
            picks = [(known, known)] + [(stamp(START + timedelta(seconds=history.rng.randrange(int((history.clock - START).total_seconds()) + 1))),
                                         stamp(START + timedelta(seconds=history.rng.randrange(int((history.clock - START).total_seconds()) + 1)))) for _ in range(3)]
            picks += history.rng.sample(asked, min(2, len(asked)))
            output = shell(extension, database, ''.join(QUERY % p for p in picks)).split('--\n')
            for pick, block in zip(picks, output):
                rows = [l for l in block.splitlines() if l and l not in ('0', '1')]
                broken = [l for l in rows if l.startswith('X|') or (l.startswith('O|') and l != 'O|0')]
                got = sorted(l for l in rows if l[0] in 'TRDQGLEMAFZWSK' and l[1] == '|')
                want = sorted(Oracle(history, *pick).answer())
                if pick[1] < known: asked.append(pick)
                if got != want or broken:
                    print('seed %d: as of %s, known at %s' % (seed, pick[0], pick[1]))
                    for line in sorted(set(want) - set(got)): print('  wanted ' + line)
                    for line in sorted(set(got) - set(want)): print('  got    ' + line)
                    for line in broken: print('  broken ' + line)
                    return False
                moments.append(pick)
        drift = shell(extension, database, 'SELECT * FROM head_drift; SELECT * FROM mark_drift;')
        if drift:
            print('seed %d: heads drifted:\n%s' % (seed, drift))
            return False
    return len(moments), history.rollups


def main():
    extension, schema = sys.argv[1], sys.argv[2]
    seed, histories = int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[4]) if len(sys.argv) > 4 else 3
    passed = failed = 0
    for n in range(seed, seed + histories):
        result = check(os.path.abspath(extension), schema, n)
        if result: passed += 1
        else: failed += 1
    print('%d passed, %d failed' % (passed, failed))
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
