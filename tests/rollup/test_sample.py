#!/usr/bin/env python3
"""The sample, and a course with late records: figures at many moments and every closed period against plain counting;
case_history; the shell's end after each function."""
import random

import oracle
from lib import *

sample = copy(SAMPLE, 'sample.db')
PIN = '2020-02-25T15:59:59Z'
rows = oracle.records(sample)
same('the sample\'s records', [len(r) for r in rows][:2], [926, int(ask(sample, 'SELECT count(*) FROM disposition;')[0])])


def compare(name, database, rows, moments):
    """Totals, reach and lists at each moment against counting; identities, which read much, at every fourth."""
    nonzero = lambda lines: [line for line in lines if set(line.split('|')[2:]) != {'0'}]
    script = ''.join("SELECT set_moment('%s', '%s') IS NULL;\nSELECT kind, stage, unit, clause, bank, gross, reversed, number FROM funding_total_now;\n.print @\nSELECT unit, category, %s FROM total_now;\n.print @\n"
                     "SELECT unit, contacted, valid FROM reach_now WHERE contacted;\n.print @\nSELECT (SELECT count(*) FROM demand_now), "
                     "(SELECT count(*) FROM requirement_now WHERE state <> 'revoked'), (SELECT sum(n) FROM open_now);\n.print @\n"
                     "SELECT * FROM conservation() WHERE holds IS NOT 1 AND %d;\n.print @\n" % (a, k, ', '.join(oracle.TOTAL), n % 4 == 0)
                     for n, (a, k) in enumerate(moments))
    parts = [part.splitlines() for part in '\n'.join(ask(database, script)).replace('\n@', '@').split('@')]
    for n, (as_of, known_at) in enumerate(moments):
        funds, total, reach, lists, broken = ([line for line in part if line] for part in parts[5 * n:5 * n + 5])
        count = oracle.Count(rows, as_of, known_at)
        moment = '%s as of %s, known at %s' % (name, as_of, known_at)
        same('loans and subsidies: ' + moment, sorted(line for line in funds if '|' in line), oracle.money(rows, as_of, known_at))
        same('totals: ' + moment, nonzero(sorted(total)), nonzero(count.totals()))
        same('enterprises: ' + moment, sorted(reach), count.reach())
        open_requirements = sum(count.states(r)[-1][1] == 'open' for r in count.requirements)
        standing = sum(count.states(r)[-1][1] != 'revoked' for r in count.requirements)
        same('lists: ' + moment, lists, ['%d|%d|%s' % (len(count.demands), standing, open_requirements if count.requirements else '')])
        same('conservation: ' + moment, broken, [])


def frozen(name, database, rows):
    """Every revision of every closed period against counting what it knew: lines, totals, days."""
    nonzero = lambda lines: [line for line in lines if set(line.split('|')[2:]) != {'0'}]
    for line in ask(database, 'SELECT r.id, r.period, r.revision, r.as_of, r.recorded_at, p.start_at FROM rollup r JOIN period p ON p.no = r.period;'):
        rollup, period, revision, as_of, recorded, begin = line.split('|')
        count = oracle.Count(rows, as_of, recorded)
        got = ask(database, 'SELECT unit, category, %s FROM rollup_line WHERE rollup = %s;' % (', '.join(oracle.LINE), rollup), '.print @',
                  'SELECT unit, category, %s FROM rollup_total WHERE rollup = %s;' % (', '.join(oracle.TOTAL), rollup))
        funds = ask(database, 'SELECT kind, stage, unit, clause, bank, gross, reversed, entered, "left" FROM rollup_funding_line WHERE rollup = %s;' % rollup, '.print @',
                    'SELECT kind, stage, unit, clause, bank, gross, reversed, number FROM rollup_funding WHERE rollup = %s;' % rollup)
        at = got.index('@')
        what = '%s, period %s.%s' % (name, period, revision)
        same('movements of loans and subsidies: ' + what, sorted(funds[:funds.index('@')]), oracle.money(rows, as_of, recorded, begin))
        same('loans and subsidies: ' + what, sorted(funds[funds.index('@') + 1:]), oracle.money(rows, as_of, recorded))
        same('movements: ' + what, nonzero(sorted(got[:at])), nonzero(count.lines(begin)))
        same('totals: ' + what, nonzero(sorted(got[at + 1:])), nonzero(count.totals()))


# --- the sample at moments of its course, known then and known today, and beyond its ends
MOMENTS = [('2020-02-%02dT%02d:59:59Z' % (day, hour), known) for day, hour in ((10, 15), (12, 3), (21, 7), (24, 22))
           for known in (PIN, '2020-02-%02dT%02d:59:59Z' % (day, hour))]
compare('sample', sample, rows, MOMENTS + [(PIN, PIN), ('2020-01-01T00:00:00Z', PIN), ('2020-03-31T00:00:00Z', '2020-03-31T00:00:00Z'), (PIN, '2020-02-20T00:00:00Z')])
frozen('sample', sample, rows)

# --- a course with late records, closed as it went on
COURSE = Course(8, 6)
late, begin = store('late.db'), ''
for hours in (20, 49, 97, 170, 192.5, 240, 300, 48 * 8 + 1):
    learn(late, COURSE, instant(hours), begin)
    ask(late, 'SELECT rollup();')
    begin = instant(hours)
rng = random.Random(int(os.environ.get('SEED', '1')))
rows = oracle.records(late)
check('late records made revisions', int(ask(late, 'SELECT max(revision) FROM rollup;')[0]) > 1)
compare('course', late, rows, [(instant(rng.uniform(0, 400)), instant(rng.uniform(0, 400))) for _ in range(12)])
frozen('course', late, rows)

# --- rates of units that closed periods keep: those of the moment at their end, as then known
for name, database in (('sample', sample), ('course', late)):
    for line in ask(database, 'SELECT label, as_of, recorded_at FROM rollup_label;'):
        label, as_of, recorded = line.split('|')
        kept, then = "FROM rollup_unit_rate_info WHERE label = '%s'" % label, "FROM unit_rate_now WHERE code <> ''"
        of_all, of_period = 'SELECT code, row, id, n, d ', 'SELECT code, row, id, period_n, period_d '
        in_period = " AND id NOT LIKE 'solve-rate%' AND id <> 'on-time-rate-dated'"
        got = ask(database, "SELECT set_moment('%s', '%s') IS NULL;" % (as_of, recorded), 'SELECT count(*) > 0 %s;' % kept,
                  *('%s EXCEPT %s;' % (a, b) for a, b in ((of_all + kept, of_all + then), (of_all + then, of_all + kept),
                                                          (of_period + kept + in_period, of_period + then), (of_period + then + in_period, of_period + kept))))
        same('rates of units, %s %s' % (name, label), got, ['0', '1'])

# --- case_history: a demand's reference and its requirement's give the same, everything once, in order
counted = """SELECT ref FROM (SELECT d.ref, (SELECT count(*) FROM case_history(d.ref)) AS got,
    1 + (SELECT count(*) FROM disposition WHERE demand = d.ref) + (SELECT count(*) FROM requirement WHERE demand = d.ref)
      + (SELECT count(*) FROM requirement_event e JOIN requirement r ON r.ref = e.requirement WHERE r.demand = d.ref)
      + (SELECT count(*) FROM funding f JOIN requirement r ON r.ref = f.requirement WHERE r.demand = d.ref)
      + (SELECT count(*) FROM funding_event e JOIN funding f ON f.ref = e.funding JOIN requirement r ON r.ref = f.requirement WHERE r.demand = d.ref) AS wanted
  FROM demand d) WHERE got <> wanted;"""
for database in (sample, late):
    same('case_history has every record once', ask(database, counted), [])
    same('no record in two places of a history', ask(database, 'SELECT d.ref, h.ref, count(*) FROM demand d, case_history(d.ref) h GROUP BY 1, 2, h.record HAVING count(*) > 1;'), [])
    same('in order of time', ask(database, 'SELECT * FROM (SELECT d.ref, h.at, lag(h.at) OVER (PARTITION BY d.ref) AS before FROM demand d, case_history(d.ref) h) WHERE at < before;'), [])
    same('by the requirement the same as by the demand', ask(database, """
        SELECT ref FROM (SELECT r.ref, (SELECT group_concat(h.record || h.ref || h.at || ifnull(h.detail, '')) FROM case_history(r.ref) h) AS a,
                                (SELECT group_concat(h.record || h.ref || h.at || ifnull(h.detail, '')) FROM case_history(r.demand) h) AS b FROM requirement r) WHERE a IS NOT b;"""), [])
    same('of a loan or subsidy every record once', ask(database, '''SELECT f.ref FROM funding f
        WHERE (SELECT count(*) FROM case_history(f.ref)) <> 1 + (SELECT count(*) FROM funding_event WHERE funding = f.ref);'''), [])
    for argument in ("'no-such-ref'", 'NULL', "''", '1', "'T-D%'", "(SELECT lower(ref) FROM demand WHERE id = 1)"):
        same('case_history(%s)' % argument, ask(database, 'SELECT count(*) FROM case_history(%s);' % argument), ['0'])
ref = ask(sample, "SELECT demand FROM requirement r WHERE (SELECT count(*) FROM requirement_event WHERE requirement = r.ref) > 3 ORDER BY id DESC LIMIT 1;")[0]
whole_case = ask(sample, "SELECT * FROM case_history('%s');" % ref)
for known in ('2020-02-14T00:00:00Z', '2020-02-18T00:00:00Z', '2020-02-22T00:00:00Z'):
    wanted = [line for line in whole_case if line.split('|')[0] <= '2020-02-20T00:00:00Z' and line.split('|')[1] <= known]
    same('case_history as it was known at ' + known, ask(sample, "SELECT set_moment('2020-02-20T00:00:00Z', '%s') IS NULL;" % known, "SELECT * FROM case_history('%s');" % ref)[1:], wanted)

# --- the shell ends well after each function, alone and twice, and leaves no file
ONCE = ['rollup()', "rollup('2020-02-12')", 'fulfil_version()', 'store_now()', "set_moment('2020-02-20', NULL)", 'as_of()', 'known_at()', "local_date('2020-02-20T00:00:00Z')",
        "period_no('2020-02-20')", 'period_start(3)', "is_workday('2020-02-20')", "workday_add('2020-01-23', 2)", "set_viewer('demo')", 'viewer_role()', "demand_category('口罩')",
        *['(SELECT count(*) FROM %s)' % f for f in ('conservation()', "case_history('%s')" % ref, 'rollup_diff(1, 2)', "periods('2020-02-01', '2020-02-20')", "demand_categories('口罩')")]]
for call in ONCE:
    database = copy(SAMPLE, 'once.db')
    got = run(database, 'SELECT %s;' % call, "UPDATE setting SET note = 'x' WHERE name = 'zone';", 'SELECT %s;' % call)
    same('the shell after ' + call, (got.status, got.error, left_behind(database), len(got.rows)), (0, '', [], 2))
done()
