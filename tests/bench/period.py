"""What one period's rollup costs by the size of the store: the same happens in it, behind N demands of history.

    BUILD=build python3 tests/bench/period.py 100000 1000000 10000000

The history is written in bulk, as no user can: triggers and indexes of the tables are put aside, heads, marks and the trail of
hashes filled from the records, and everything put back; head_drift, mark_drift and trail_verify() are asked whether it is what
the triggers would have made (at up to 100,000 demands; the rollups verify the trail at any size). One demand in ten is valid
and became a requirement, 5000 of which are open whatever N is from 10^5 on. Search and near duplicates know nothing of the history: their
indexes are left out.

The history is as long as N asks for at a steady 14,286 demands a period: 7 periods at 10^5, 700 (nearly four years) at 10^7.
A rollup carries every deadline that is still to come, so a history of other density would measure that: HISTORY=dense presses
all N into seven periods, with a tenth of them still to be due when the measured periods begin.

Then its periods are closed (rows a second of all N), and periods follow in which demands come, are decided, dispatched,
half of them solved, and some old cases too, through every guard; each is closed some minutes after its end, as a timer does.
A rollup verifies the trail since the last one that was closed before its period began, so the first two of them, of 100
demands each, still go back to the history; then come three of 10,000, and the CPU time of closing each is the figure: its
median against that at the first size should be 1.0.
"""
import os, shutil, sqlite3, statistics, sys, tempfile
from datetime import timedelta

from loop import DISPATCH, EVENING, PERIODS, make, shell

COMES = [100, 100, 10000, 10000, 10000]  # demands of each period after the history
ASKING = 3000                            # enterprises that ask in a period, whatever the zone has
MEASURED = 3                             # the last so many of them are the figure
DENSE = os.environ.get('HISTORY') == 'dense'
OPENS = EVENING.replace(hour=0) - timedelta(hours=8)  # when the first period after the history begins, in UTC
TABLES = ('demand', 'disposition', 'requirement', 'requirement_event', 'trail', 'demand_head', 'requirement_head', 'event_mark')

HISTORY = """
CREATE TEMP TABLE h AS SELECT {n} AS n, max(1, {n} / 30) AS enterprises, CAST(strftime('%s', day_start(value)) AS INTEGER) AS first,
  {days} * 86400 - 7200 AS seconds FROM setting WHERE name = 'period_anchor';
CREATE TEMP TABLE five AS SELECT row_number() OVER (ORDER BY code) AS no, code FROM category LIMIT 5;
INSERT INTO demand (id, ref, enterprise, unit, text, channel, at, recorded_at)
WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < {n})
SELECT i, printf('T-D-%09d', i), 'E' || (i * 48271 % 2147483647 % enterprises), 'U' || (i % 7), '口罩只剩' || i || '只，请协调采购', 'visit', at, at
  FROM (SELECT i, enterprises, strftime('%Y-%m-%dT%H:%M:%SZ', first + i * seconds / n, 'unixepoch') AS at FROM t CROSS JOIN h);
INSERT INTO disposition (id, ref, demand, kind, category, reason, actor, at, recorded_at)
SELECT id, ref || '-S1', ref, iif(id % 10, 'consultation', 'valid'), iif(id % 10, NULL, (SELECT code FROM five WHERE no = 1 + demand.id / 10 % 5)),
       iif(id % 10, '已答复', NULL), 'U0', at, at FROM demand;
INSERT INTO requirement (id, ref, demand, category, at, recorded_at)
SELECT id / 10, demand || '-R', demand, category, at, at FROM disposition WHERE id % 10 = 0;
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, reason, actor, at, recorded_at)
SELECT ref || step, ref, iif(step = '-P1', 'dispatched', 'solved'), unit, unit || '-1', iif(step = '-P1', deadline, NULL), NULL, 'U0', at, at
  FROM (SELECT id, '-P1' AS step, ref, 'U' || (7 + id % 5) AS unit, at, strftime('%Y-%m-%dT%H:%M:%SZ', at, '+9 days') AS deadline FROM requirement
        UNION ALL SELECT id, '-E1', ref, NULL, strftime('%Y-%m-%dT%H:%M:%SZ', at, '+' || (id % 90) || ' minutes'), NULL
          FROM requirement WHERE id <= {n} / 10 - min(5000, {n} / 20))
 ORDER BY at, id, step DESC;
"""
# After the indexes of the four tables are back.
DERIVED = """
INSERT INTO demand_head (id, ref, enterprise, unit, at, disposition, category, last_at, last_recorded, last_disposition)
SELECT d.id, d.ref, d.enterprise, d.unit, d.at, x.kind, ifnull(x.category, ''), x.at, x.recorded_at, x.id FROM demand d CROSS JOIN disposition x ON x.id = d.id;
INSERT INTO requirement_head (id, ref, demand, category, enterprise, state, lead, due, started, state_at, given, last_at, last_recorded, last_event)
SELECT r.id, r.ref, r.demand, r.category, d.enterprise, ifnull(s.state, 'open'), p.unit, p.deadline, p.at, ifnull(s.at, p.at), p.deadline,
       ifnull(s.at, p.at), ifnull(s.recorded_at, p.recorded_at), ifnull(s.id, p.id)
  FROM requirement r CROSS JOIN demand d ON d.id = r.id * 10 CROSS JOIN requirement_event p ON p.ref = r.ref || '-P1' LEFT JOIN requirement_event s ON s.ref = r.ref || '-E1';
INSERT INTO event_mark SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark_standing ORDER BY id;
INSERT INTO enterprise_head (unit, enterprise, demands, valid)
SELECT unit, enterprise, count(*), sum(disposition = 'valid') FROM demand_head GROUP BY unit, enterprise
UNION ALL SELECT '', enterprise, count(*), sum(disposition = 'valid') FROM demand_head GROUP BY enterprise
ON CONFLICT DO UPDATE SET demands = excluded.demands, valid = excluded.valid;
"""
SEALED = """
INSERT INTO trail (no, record, id, ref, seal)
WITH RECURSIVE chain (id, ref, seal) AS (
  SELECT 0, '', (SELECT seal FROM trail ORDER BY no DESC LIMIT 1)
  UNION ALL SELECT r.id, r.ref, trail_seal(c.seal, NULL, '{0}', r.id, r.ref, r.personal, r.form) FROM chain c CROSS JOIN trail_{0} r ON r.id = c.id + 1)
SELECT (SELECT ifnull(max(no), 0) FROM trail) + id, '{0}', id, ref, seal FROM chain WHERE id > 0;
"""
HAPPENS = """
INSERT INTO demand (ref, enterprise, unit, text, channel, at)
WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < {comes})
SELECT 'T-D-{period}-' || i, 'E' || (i * 48271 % 2147483647 % {enterprises}), 'U' || (i % 7), '工人返岗难，缺' || i || '人', 'visit',
       strftime('%Y-%m-%dT%H:%M:%SZ', '{opens}', '+' || (i * 6) || ' seconds') FROM t;
INSERT INTO triage_desk (demand, kind, category, method, version)
SELECT ref, 'valid', 'labour', 'rules', rules_version() FROM demand WHERE ref GLOB 'T-D-{period}-*' ORDER BY id;
{dispatch}
INSERT INTO requirement_event (ref, requirement, kind, actor, at)
SELECT 'T-E-{period}-' || id, ref, 'solved', 'U7', store_now() FROM requirement_head WHERE ref GLOB 'T-D-{period}-*' AND id % 2 = 0 ORDER BY id;
INSERT INTO requirement_event (ref, requirement, kind, actor, at)
SELECT 'T-F-{period}-' || id, ref, 'solved', 'U7', store_now()
  FROM (SELECT id, ref FROM requirement_head WHERE state = 'open' AND ref GLOB 'T-D-0*' ORDER BY id LIMIT {old});
"""


def periods_of(n):
    """How many periods the history of n demands has."""
    return PERIODS - 1 if DENSE else max(PERIODS - 1, (PERIODS - 1) * n // 100000)


def put_aside(db):
    """Drops triggers and indexes of TABLES; gives their SQL, of indexes and of triggers, in the order in which they were made."""
    found = db.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL AND tbl_name IN (%s) ORDER BY rowid"
                       % ','.join("'%s'" % t for t in TABLES)).fetchall()
    return (['DROP %s %s;' % (kind, name) for kind, name, _ in found],
            [sql + ';' for kind, _, sql in found if kind == 'index'], [sql + ';' for kind, _, sql in found if kind == 'trigger'])


def history(store, n):
    """Writes the history; CPU seconds."""
    db = sqlite3.connect(store)
    drop, index, trigger = put_aside(db)
    db.close()
    late = [sql for sql in index if ' ON demand_head ' in sql or ' ON requirement_head ' in sql or ' ON event_mark ' in sql]
    return shell(store, 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;', *drop,
                 HISTORY.format(n=n, days=2 * periods_of(n)), *[sql for sql in index if sql not in late], DERIVED, *late,
                 *[SEALED.format(t) for t in ('demand', 'disposition', 'requirement', 'requirement_event')], *trigger, 'PRAGMA journal_mode = WAL;')[0]


def set_clock(at):
    return "UPDATE setting SET value = '%sZ' WHERE name = 'clock_at';" % at.isoformat()


def happens(store, n, period):
    """One period after the history; CPU seconds of what happens in it and of its rollup."""
    opens, comes = OPENS + timedelta(days=2 * (period - PERIODS)), COMES[period - PERIODS]
    shell(store, set_clock(opens + timedelta(hours=20)))
    loaded, _, _ = shell(store, 'BEGIN;', HAPPENS.format(comes=comes, period=period, enterprises=min(ASKING, max(1, n // 30)), dispatch=DISPATCH,
                         old=max(1, comes // 20), opens=(opens + timedelta(hours=1)).isoformat()), 'COMMIT;')
    shell(store, set_clock(opens + timedelta(days=2, minutes=20)))
    closed, _, text = shell(store, '.timeout 30000', "SELECT rollup();")
    if text != '1': raise SystemExit('period %d: %s rollups instead of 1' % (period, text))
    return loaded, closed


def measure(store, n, first):
    """One size: prints its lines; first: the figures of the first size."""
    make(store, n)
    shell(store, "UPDATE setting SET value = '%s' WHERE name = 'period_anchor';" % (OPENS + timedelta(hours=8, days=-2 * periods_of(n))).date())
    written = history(store, n)
    if n <= 100000:
        wrong = shell(store, 'SELECT (SELECT count(*) FROM head_drift), (SELECT count(*) FROM mark_drift), trail_verify();')[2]
        if wrong != '0|0|ok': raise SystemExit('the history is not what triggers would have made: ' + wrong)
    shell(store, set_clock(OPENS + timedelta(minutes=20)))
    closed, peak, text = shell(store, '.timeout 30000', 'SELECT rollup();')
    if text != str(periods_of(n)): raise SystemExit('%s rollups of the history' % text)
    took = [happens(store, n, PERIODS + i) for i in range(len(COMES))][-MEASURED:]
    happened, one = (statistics.median(x) for x in zip(*took))
    first.setdefault('happened', happened), first.setdefault('one', one)
    print('%10d %10.1f %10.1f %10.0f %8.0f %10.2f %6.2f %10.2f %6.2f %10.1f' % (n, written, closed, n / closed, peak, happened, happened / first['happened'],
          one, one / first['one'], os.path.getsize(store) / 1e9), flush=True)


def main():
    first = {}
    print('%10s %10s %10s %10s %8s %10s %6s %10s %6s %10s' % ('demands', 'written s', 'closed s', 'rows/s', 'peak MB', 'happens s', 'times', 'rollup s', 'times', 'store GB'))
    for n in [int(a) for a in sys.argv[1:]] or [100000, 1000000]:
        work = tempfile.mkdtemp(prefix='fulfil-period-')
        try: measure(os.path.join(work, 'period.db'), n, first)
        finally:
            if not os.environ.get('KEEP'): shutil.rmtree(work)


if __name__ == '__main__': main()
