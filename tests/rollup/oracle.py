"""Counts the figures of a store from its plain records, one by one, the way one would on paper: no view, no SQL beyond SELECT."""
import json

from lib import run

OPENS = {'dispatched': 'open', 'returned': 'open', 'reopened': 'open', 'solved': 'solved', 'closed_unsolved': 'closed_unsolved', 'withdrawn': 'withdrawn',
         'revoked': 'revoked'}
LINE = ['collected', 'valid', 'invalidated', 'opening', 'opened', 'dispatched', 'reopened', 'returned_in', 'solved', 'closed_unsolved', 'withdrawn',
        'returned', 'reassigned', 'revoked', 'overdue', 'closing']
TOTAL = ['demands', 'valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded', 'untriaged', 'open', 'awaiting', 'without_deadline',
         'overdue', 'solved_on_time', 'solved_late', 'solved_without_deadline', 'closed_unsolved', 'withdrawn']


def records(database):
    """The rows of the tables of records, in the order learnt."""
    tables = ['demand', 'disposition', 'requirement', 'requirement_event', 'funding', 'funding_event']
    answer = run(database, '.mode json', *["SELECT * FROM %s ORDER BY id;\n.print" % t for t in tables], extension=False)
    return [json.loads(part) if part.strip() else [] for part in answer.out.split('\n\n')][:6]


class Count:
    """Figures at a moment: total (unit, category) -> numbers, reach unit -> enterprises, open -> numbers, lines of a period."""

    def __init__(self, rows, as_of, known_at):
        seen = lambda table: [r for r in table if r['at'] <= as_of and r['recorded_at'] <= known_at]
        demands, dispositions, requirements, events = rows[:4]
        void = {e['reverses'] for e in events if e['reverses'] and e['recorded_at'] <= known_at}
        self.as_of = as_of
        self.demands, self.requirements = seen(demands), seen(requirements)
        self.decisions, self.events = {}, {}
        for x in seen(dispositions): self.decisions.setdefault(x['demand'], []).append(x)
        for e in seen(events):
            if e['kind'] != 'reversed' and e['ref'] not in void: self.events.setdefault(e['requirement'], []).append(e)
        for course in list(self.decisions.values()) + list(self.events.values()): course.sort(key=lambda r: (r['at'], r['id']))

    def decided(self, demand, before='9'):
        """Kind and category of the last decision before an instant."""
        last = [x for x in self.decisions.get(demand['ref'], []) if x['at'] < before][-1:]
        return (last[0]['kind'], last[0]['category'] or '') if last else ('untriaged', '')

    def states(self, requirement):
        """The course of a requirement: [event, state, lead, due, since] after each event, the requirement itself first."""
        course = [(None, 'open', '', '', requirement['at'])]
        for e in self.events.get(requirement['ref'], []):
            _, state, lead, due, since = course[-1]
            if e['kind'] in OPENS: state, since = OPENS[e['kind']], e['at']
            if e['kind'] == 'dispatched': lead, due = e['unit'], e['deadline'] or ''
            if e['kind'] == 'returned': lead, due = '', ''
            if e['kind'] == 'extended': due = e['deadline']
            course.append((e, state, lead, due, since))
        return course

    def add(self, table, key, name):
        cell = table.setdefault(key, {})
        cell[name] = cell.get(name, 0) + 1

    def totals(self):
        table = {}
        for d in self.demands:
            kind, category = self.decided(d)
            self.add(table, (d['unit'], category), 'demands')
            self.add(table, (d['unit'], category), kind)
        for r in self.requirements:
            _, state, lead, due, since = self.states(r)[-1]
            names = [state]
            if state == 'open':
                names += ['awaiting'] * (lead == '') + ['without_deadline'] * (due == '') + ['overdue'] * (due != '' and due < self.as_of)
            if state == 'solved': names = ['solved_without_deadline' if due == '' else 'solved_on_time' if since <= due else 'solved_late']
            if state != 'revoked':
                for name in names: self.add(table, (lead, r['category'] or ''), name)
        return rows_of(table, TOTAL)

    def reach(self):
        table = {}
        for d in self.demands:
            for unit in ('', d['unit']):
                contacted, valid = table.setdefault(unit, (set(), set()))
                contacted.add(d['enterprise'])
                if self.decided(d)[0] == 'valid': valid.add(d['enterprise'])
        return sorted('%s|%d|%d' % (unit, len(c), len(v)) for unit, (c, v) in table.items())

    def lines(self, start):
        """The movements from an instant up to the moment."""
        table = {}
        for d in self.demands:
            if d['at'] >= start: self.add(table, (d['unit'], self.decided(d)[1]), 'collected')
            kind, category = 'untriaged', ''
            for x in self.decisions.get(d['ref'], []):
                if x['at'] >= start and x['kind'] == 'valid' and kind != 'valid': self.add(table, (d['unit'], x['category'] or ''), 'valid')
                if x['at'] >= start and x['kind'] != 'valid' and kind == 'valid': self.add(table, (d['unit'], category), 'invalidated')
                kind, category = x['kind'], x['category'] or ''
        for r in self.requirements:
            category, course = r['category'] or '', self.states(r)
            if r['at'] >= start: self.add(table, ('', category), 'opened')
            for before, after in zip(course, course[1:]):
                if after[0]['at'] < start: continue
                left = before[1] == 'open' and (after[1] != 'open' or before[2] != after[2])
                came = after[1] == 'open' and (before[1] != 'open' or before[2] != after[2])
                kind = after[0]['kind']
                if left: self.add(table, (before[2], category), 'reassigned' if kind == 'dispatched' else kind)
                if came: self.add(table, (after[2], category), 'returned_in' if kind == 'returned' else kind)
            opening = [s for s in course if (s[0] or r)['at'] < start]
            if opening and opening[-1][1] == 'open': self.add(table, (opening[-1][2], category), 'opening')
            if course[-1][1] == 'open':
                self.add(table, (course[-1][2], category), 'closing')
                if course[-1][3] and course[-1][3] < self.as_of: self.add(table, (course[-1][2], category), 'overdue')
        return rows_of(table, LINE)


def rows_of(table, names):
    return sorted('%s|%s|%s' % (unit, category, '|'.join(str(cell.get(name, 0)) for name in names)) for (unit, category), cell in table.items())


def money(rows, as_of, known_at, start=None):
    """Loans and subsidies at a moment, by (kind, stage, unit, clause, bank): gross, reversed, number that stand there; from a
    start on the movements instead: gross, reversed, entered, left."""
    cases, cells, table = {f['ref']: f for f in rows[4]}, {}, {}
    for e in rows[5]:
        if e['at'] <= as_of and e['recorded_at'] <= known_at: cells.setdefault((e['funding'], e['stage']), []).append(e)
    for (ref, stage), events in cells.items():
        f, weigh = cases[ref], lambda e: (e['amount_fen'] or 1) * (-1 if e['reverses'] else 1)
        before, after = sum(weigh(e) for e in events if start and e['at'] < start) > 0, sum(map(weigh, events)) > 0
        events = [e for e in events if not start or e['at'] >= start]
        if not events: continue
        values = [sum(e['amount_fen'] or 0 for e in events if bool(e['reverses']) == back) for back in (False, True)]
        values += [int(after and not before), int(before and not after)] if start else [int(after)]
        key = (f['kind'], stage, f['unit'], f['clause'] or '', f['bank'] or '')
        table[key] = [a + b for a, b in zip(table.get(key, [0] * len(values)), values)]
    return sorted('|'.join(key + tuple(map(str, values))) for key, values in table.items())
