"""A made-up course of cases for the rollup tests: every kind of record, late ones too, and nothing left to chance.

Time is counted in hours from local midnight of 2020-02-10, where period 1 begins; a period has 48. A record is
(recorded, table, row): sorted by when it was recorded, since a store learns in that order.
"""
from datetime import datetime, timedelta

START = datetime(2020, 2, 9, 16)                 # in UTC
UNITS = ['RSJ', 'JXJ', 'FGW', 'CZJ']             # the first two collect demands; all fulfil requirements
CATEGORIES = ['masks', 'passes', 'loans']
NOT_VALID = ['duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded']
TABLES = ['demand', 'disposition', 'requirement', 'requirement_event', 'funding', 'funding_event']
CLAUSES = [None, 'P-1', 'P-2', 'Q-1']
BANKS = [None, 'B1', 'B2']


def instant(hours):
    return (START + timedelta(seconds=round(hours * 3600))).strftime('%Y-%m-%dT%H:%M:%SZ')


def period_end(no):
    """The first instant after period no: from then on it can be closed."""
    return instant(48 * no)


class Course:
    """Records of `each` demands a period over `periods` periods; those of `quiet` periods are left out."""

    LATER = 1                                    # 0: no stage of a loan or subsidy is learnt later than the rest of its case

    def __init__(self, periods, each, quiet=()):
        self.records = []
        for no in range(1, periods + 1):
            for i in range(each):
                if no not in quiet:
                    self.case('%d-%d' % (no, i), 48 * (no - 1) + 46.0 * i / each, (no * 7 + i * 5) % 30)
        self.records.sort(key=lambda record: record[0])

    def add(self, table, ref, at, late=0, **row):
        row.update(ref='T-' + ref, at=instant(at), recorded_at=instant(at + late))
        self.records.append((row['recorded_at'], table, row))

    def case(self, name, at, course):
        """One demand and what becomes of it; `course` (0..29) picks the way."""
        late = 0 if course % 10 else 60          # every tenth is learnt in a later period
        unit, category = UNITS[course % 2], CATEGORIES[course % 3]
        self.add('demand', 'D' + name, at, late, unit=unit, enterprise='E%d' % (course % 7), text='text ' + name)
        if course == 29:                         # nobody looks at it
            return
        decided = at + 1 + course % 5
        if course % 6 == 5:
            kind = NOT_VALID[course % 5]
            other = 'T-D1-0' if kind in ('duplicate', 'superseded') and name != '1-0' else None
            kind = kind if other or kind not in ('duplicate', 'superseded') else 'incomplete'
            self.add('disposition', 'X' + name, decided, late, demand='T-D' + name, kind=kind, reason='r', of_demand=other, category=category)
            return
        self.add('disposition', 'X' + name, decided, late, demand='T-D' + name, kind='valid', category=category)
        self.add('requirement', 'R' + name, decided, late, demand='T-D' + name, category=category)
        self.events(name, decided, course, late)
        self.money(name, decided, course, late)

    def money(self, name, at, course, late):
        """A loan or subsidy for a requirement, or beside one: stages, a reversal in part or whole, an ending."""
        step = [0]

        def event(stage, hours, fen, later=0, **more):
            step[0] += 1
            self.add('funding_event', 'M%s-%d' % (name, step[0]), at + hours, late + later * self.LATER, funding='T-F' + name, stage=stage, amount_fen=fen, **more)

        stages = ['applied', 'credit_granted', 'approved', 'disbursed'] if course % 2 else ['declared', 'approved', 'paid']
        self.add('funding', 'F' + name, at, late, kind='loan' if course % 2 else 'subsidy', enterprise='E%d' % (course % 7), unit=UNITS[course % 4],
                 clause=CLAUSES[course % 4], bank=BANKS[course % 3] if course % 2 else None, requirement='T-R' + name if course % 3 else None)
        event(stages[0], 1, 10000 + course)
        if course % 5 == 0:
            event(stages[0], 20, 50 + course, 70)
        if course % 4 != 3:
            event(stages[course % 2 + 1], 26 + course, 7000 + course)
            if course % 3 == 0: event(stages[course % 2 + 1], 60 + course, 7000 + course - course % 2, reason='r', reverses='T-M%s-%d' % (name, step[0]))
            elif course % 7 < 3: event(stages[-1], 50 + course, 6000, 50 * (course % 2))
        elif course % 3:
            event('declined', 40, None)
            if course % 7 == 0: event('declined', 90, None, reason='r', reverses='T-M%s-%d' % (name, step[0]))

    def events(self, name, at, course, late):
        step = [0]

        def event(kind, hours, **more):
            step[0] += 1
            self.add('requirement_event', 'V%s-%d' % (name, step[0]), at + hours, late, requirement='T-R' + name, kind=kind, **more)

        if course == 28:                         # awaits dispatch
            return
        deadline = instant(at + 2 + 12 * (course % 8)) if course % 4 else None
        event('dispatched', 1, unit=UNITS[course % 4], deadline=deadline)
        if course % 5 == 0:
            event('contacted', 2, actor=UNITS[course % 4])
        if course % 9 == 0:                      # sent back and given to another
            event('returned', 5, reason='not ours')
            event('dispatched', 30, unit=UNITS[(course + 1) % 4], deadline=instant(at + 90))
        if course % 11 == 0:
            event('dispatched', 31, unit=UNITS[(course + 2) % 4])
        if course % 7 == 0:
            event('extended', 33, deadline=instant(at + 120))
        end = {0: 'solved', 1: 'solved', 2: 'closed_unsolved', 3: 'withdrawn', 4: 'solved'}.get(course % 6 if course % 13 else 9)
        if end:
            event(end, 40 + course, reason='r' if end == 'closed_unsolved' else None)
            closing = step[0]
            if course % 8 == 0:
                event('reopened', 75 + course)
            if course in (6, 15):
                event('reversed', 80 + course, reason='never was', reverses='T-V%s-%d' % (name, closing))
        if course == 13:                         # found not valid after all
            event('revoked', 50, reason='r')
            self.add('disposition', 'Y' + name, at + 50, late, demand='T-D' + name, kind='out_of_scope', reason='r')

    def until(self, end, start=''):
        """The records learnt after start and by end, as SQL."""
        return [insert(table, row) for recorded, table, row in self.records if start < recorded <= end]


def insert(table, row):
    text = lambda value: 'NULL' if value is None else str(value) if isinstance(value, int) else "'%s'" % value.replace("'", "''")
    return 'INSERT INTO %s (%s) VALUES (%s);' % (table, ', '.join(row), ', '.join(text(value) for value in row.values()))
