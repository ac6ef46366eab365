"""A store with a record of every kind, in closed periods and in one that has ended: what the trail's tests tamper with."""
from lib import *

# A case that goes through every kind of event that a requirement has; hours after its period began.
LIFE = [
    ('dispatched', "unit='FGW', section=NULL, deadline='%(later)s'"), ('accepted', ''), ('contacted', ''), ('progressed', 'quantity_milli=1000'), ('urged', "reason='催'"),
    ('joined', "unit='RSJ'"), ('left', "unit='RSJ'"), ('paused', "reason='等'"), ('resumed', ''), ('extended', "deadline='%(later)s', reason='延'"),
    ('escalated', "level='district', reason='overdue: 逾期'"), ('returned', "reason='非本单位'"), ('dispatched', "unit='CZJ', deadline='%(later)s'"), ('solved', "reason='已解决'"),
    ('followed_up', 'confirmed=1, rating=5'), ('closed', ''), ('reopened', "reason='又来'"), ('closed_unsolved', "reason='不能'"), ('reopened', ''), ('withdrawn', "reason='撤'"),
    ('reopened', ''), ('revoked', ''),
]
STAGES = {'loan': ['applied', 'credit_granted', 'approved', 'disbursed'], 'subsidy': ['declared', 'approved', 'paid']}


def insert(table, **row):
    return 'INSERT INTO %s (%s) VALUES (%s);' % (table, ', '.join(row), ', '.join('NULL' if v is None else repr(v) if isinstance(v, int) else "'%s'" % v for v in row.values()))


def life(no):
    """One record of every kind in period `no`, in the order in which the store learns them."""
    hour = 48 * (no - 1)
    later = {'later': instant(hour + 480)}
    at = lambda n: dict(at=instant(hour + 1 + n / 10), recorded_at=period_end(no))
    z = 'T-%%sZ%d' % no
    yield insert('intake_batch', ref=z % 'B', kind='demand', file='需求.csv', digest='0' * 64, **at(0))
    for i, kind in enumerate(['valid', 'incomplete', 'out_of_scope', 'consultation', 'duplicate', 'superseded']):
        yield insert('demand', ref='%s-%d' % (z % 'D', i), enterprise='E1', unit='RSJ', text='需求 %d' % i, channel='phone', quantity_milli=5000, quantity_unit='人', qualifier='=', **at(0))
        yield insert('disposition', ref='%s-%d' % (z % 'X', i), demand='%s-%d' % (z % 'D', i), kind=kind, category='masks', reason='因', actor='FGW',
                     of_demand=z % 'D' + '-0' if i > 3 else None, **at(1))
    yield insert('requirement', ref=z % 'R', demand=z % 'D' + '-0', category='masks', **at(1))
    for i, (kind, more) in enumerate(LIFE):
        row = dict(part.split('=') for part in (more % later).split(', ') if part and '=NULL' not in part)
        row = {k: int(v) if v.isdigit() else v.strip("'") for k, v in row.items()}
        yield insert('requirement_event', ref='%s-%d' % (z % 'V', i), requirement=z % 'R', kind=kind, actor='FGW', **row, **at(2 + i))
    yield insert('requirement_event', ref=z % 'V' + '-r', requirement=z % 'R', kind='reversed', reverses='%s-%d' % (z % 'V', len(LIFE) - 1), reason='误', actor='FGW', **at(60))
    for kind, stages in STAGES.items():
        f = z % ('L' if kind == 'loan' else 'S')
        yield insert('funding', ref=f, kind=kind, enterprise='E1', unit='CZJ', clause='P-1', bank='B1', source='局', **at(60))
        for i, stage in enumerate(stages):
            yield insert('funding_event', ref='%s-%d' % (f, i), funding=f, stage=stage, amount_fen=1000 - i, actor='CZJ', reason='注', **at(61 + i))
    yield insert('submission', ref=z % 'U', unit='RSJ', period=no, **at(70))
    yield insert('reminder', ref=z % 'N', unit='RSJ', kind='demand', period=no, due_at=later['later'], channel='phone', actor='FGW', **at(71))
    yield insert('reported_figure', ref=z % 'G', figure='registered', value=1000, unit='count', qualifier='≥', source='报', reported_on='2020-02-10', recorded_at=period_end(no))
    yield insert('redaction', ref=z % 'H', record='demand', record_ref=z % 'D' + '-3', field='text', law='法', actor='FGW', at=instant(hour + 31), recorded_at=period_end(no))


def trail_store(name, closed=4, each=2):
    """Periods up to `closed` are closed one by one, the next one has ended."""
    database, course = store(name), Course(closed + 1, each)
    for no in range(1, closed + 2):
        ask(database, 'BEGIN;', clock(period_end(no)), *course.until(period_end(no), period_end(no - 1) if no > 1 else ''), *(life(no) if no in (2, closed + 1) else []), 'COMMIT;')
        if no <= closed:
            same('period %d is closed' % no, ask(database, 'SELECT rollup();'), ['1'])
    return database
