#!/usr/bin/env python3
"""Holds the rules of common problems against the problems that closed periods keep, in random stores.

Demands with a few dozen wordings from enterprises in some grids, or none, are written down, decided, dispatched, solved, paused, sent
back, repeated and put right, some of it learnt late; every two days a period is closed. At that period's moment:

  by text      who is due by the rule, with its figures and its problem, are the open cases on the foot of the ladder whose clock runs
               and that /problems has in a problem by text of n enterprises in m grids, and no others
  by category  the rule counts open cases, by their dispatch; /problems counts demands, by their day, and among them the open cases. A
               rule for all open cases counts all that a problem has open, and more where demands are older than the period keeps.
               Where it keeps them all the figures are the same, and who is due are the problem's open cases and no others. A rule
               for cases of some days counts some of the problem's

usage: common.py EXTENSION SCHEMA_DIR [SEED [HISTORIES]]
"""
import os, random, sys, tempfile
from datetime import datetime, timedelta

from ladder import Store, compare
from replay import stamp

ENTERPRISES, GRIDS = 12, 4
CATEGORIES = ['financing', 'labour', 'logistics']
START, DAYS = datetime(2020, 3, 2) - timedelta(hours=8), 12
# A period keeps the demands of so many days, the newest so many of them at most; the rule by category asks for cases dispatched within so many.
KEEPING = [(60, None, 20000), (4, None, 20000), (4, None, 25), (60, 3, 20000)]
TEXTS = ['员工宿舍不够，请协调公租房%s', '食堂停业，%s员工午餐没有着落', '原料车辆在省界被劝返%s', '流动资金贷款%s到期，请协调展期', '返岗员工%s缺少健康证明', '%s污水排放许可办理缓慢']
WORDS = ['', '三十套', '近期', '尽快', '，十分着急', '两个车间', '本月']

# n, m and days are those of the rule; what each says: case, enterprises, grids, problem.
RULE = "SELECT requirement, n, m, what FROM escalation_found WHERE rule = '%s'"
KEPT = """SELECT c.ref, p.{0}enterprises, p.{0}grids, p.problem FROM problem_now p CROSS JOIN problem_demand_now d ON d.no = p.no CROSS JOIN escalation_case c ON c.demand = d.ref
 CROSS JOIN escalation_rule q ON q.code = '{1}' WHERE p.by = q.by AND p.{0}enterprises >= q.n AND p.{0}grids >= q.m AND c.level = q.from_level AND c.paused = ''"""
ASK = ["SELECT 'text', count(*) FROM ({r})", "SELECT 'kept', count(*) FROM ({k})", "SELECT 'due, not kept', * FROM ({r} EXCEPT {k})", "SELECT 'kept, not due', * FROM ({k} EXCEPT {r})"]


class History:
    def __init__(self, seed):
        self.rng = rng = random.Random('common %d' % seed)
        self.clock, self.n, self.events, self.cases, self.script = START + timedelta(hours=9), 0, 0, [], []
        self.days, self.rule_days, self.demands = KEEPING[seed % 4]
        self.least = rng.randint(2, 3), rng.randint(1, 2)     # enterprises, grids of a problem
        self.text = self.least[0] + rng.randint(0, 1), self.least[1] + rng.randint(0, 1)
        self.category = self.least[0] + rng.randint(0, 3), self.least[1] + rng.randint(0, 2)

    def setup(self):
        for name, value in ('clock_at', stamp(START)), ('common_days', self.days), ('common_demands', self.demands), ('common_enterprises', self.least[0]), ('common_grids', self.least[1]):
            yield "INSERT INTO setting (name, value) VALUES ('%s', '%s') ON CONFLICT (name) DO UPDATE SET value = excluded.value;" % (name, value)
        yield "UPDATE setting SET value = '' WHERE name = 'dispatch_requires'; UPDATE setting SET value = 'replay' WHERE name = 'clock';"
        yield "UPDATE setting SET value = '2020-03-02' WHERE name = 'period_anchor'; INSERT INTO zone VALUES ('T', 'T', 'T');"
        yield "INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('AAA', 'T', 'u', 'u', 1);"
        for g in range(GRIDS): yield "INSERT INTO grid (code, unit, name, name_en) VALUES ('G%d', 'AAA', 'g', 'g');" % g
        for e in range(ENTERPRISES): yield "INSERT INTO enterprise (uscc, name, grid) VALUES ('E%d', 'e', %s);" % (e, 'NULL' if e == 0 else "'G%d'" % (e % GRIDS))
        days = self.rule_days or 'NULL'
        yield "UPDATE escalation_rule SET enabled = code GLOB 'common-*';"
        yield "UPDATE escalation_rule SET n = %d, m = %d WHERE code = 'common-text'; UPDATE escalation_rule SET n = %d, m = %d, days = %s WHERE code = 'common-category';" % (*self.text, *self.category, days)

    def write(self, table, **row):
        self.script.append('INSERT INTO %s (%s) VALUES (%s);' % (table, ', '.join(row), ', '.join('NULL' if v is None else "'%s'" % v for v in row.values())))

    def event(self, case, kind, at, **more):
        self.events += 1
        self.write('requirement_event', ref='T-E-%d' % self.events, requirement='T-R-%d' % case, kind=kind, at=stamp(at), **more)

    def demand(self):
        rng, self.n = self.rng, self.n + 1
        n, at = self.n, self.clock - timedelta(minutes=rng.choice([0, 0, 10, 3000]))   # some are learnt late
        at = max(at, START)
        category = rng.choice(CATEGORIES)
        self.write('demand', ref='T-D-%d' % n, enterprise='E%d' % rng.randrange(ENTERPRISES), unit='AAA', text=rng.choice(TEXTS) % rng.choice(WORDS), at=stamp(at))
        chance = rng.random()
        if chance < .1: return                                # nobody has decided yet
        if chance < .2 and n > 1:                             # of another: no case of its own
            self.write('disposition', ref='T-X-%d' % n, demand='T-D-%d' % n, kind=rng.choice(['duplicate', 'superseded']), of_demand='T-D-%d' % (n - 1), reason='r', at=stamp(self.clock))
            return
        if chance < .25:
            self.write('disposition', ref='T-X-%d' % n, demand='T-D-%d' % n, kind='out_of_scope', reason='r', at=stamp(self.clock))
            return
        self.script.append('BEGIN;')
        self.write('disposition', ref='T-X-%d' % n, demand='T-D-%d' % n, kind='valid', category=category, at=stamp(self.clock))
        self.write('requirement', ref='T-R-%d' % n, demand='T-D-%d' % n, category=category, at=stamp(self.clock))
        self.script.append('COMMIT;')
        self.event(n, 'dispatched', self.clock, unit='AAA', deadline=stamp(self.clock + timedelta(days=9)))
        self.cases.append(n)

    def move(self):
        if not self.cases: return
        case, kind = self.rng.choice(self.cases), self.rng.choice(['solved', 'solved', 'paused', 'district'])
        if kind == 'district': self.event(case, 'escalated', self.clock, level='district', reason='r')
        else: self.event(case, kind, self.clock)
        self.cases.remove(case)

    def period(self):
        """What happens in two days."""
        self.script, end = [], self.clock.replace(hour=16) - timedelta(seconds=1) + timedelta(days=1)
        while self.clock < end - timedelta(hours=5):
            self.script.append("UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % stamp(self.clock))
            self.demand() if self.rng.random() < .75 else self.move()
            self.clock += timedelta(minutes=self.rng.choice([40, 90, 150]))
        return end


def check(extension, schema, seed, total):
    history = History(seed)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(extension, schema, os.path.join(folder, 'common.db'))
        _, errors = store.say(*history.setup())
        if not compare(seed, 'making the store', errors, []): return False
        while history.clock < START + timedelta(days=DAYS):
            end = history.period()
            script = [*history.script, "UPDATE setting SET value = '%s' WHERE name = 'clock_at';" % stamp(end + timedelta(seconds=1)), "SELECT 'closed', rollup() > 0;"]
            history.clock = end + timedelta(hours=9, seconds=1)
            text, kept = RULE % 'common-text', KEPT.format('', 'common-text')
            ask = ["CREATE TEMP TABLE at AS SELECT as_of, recorded_at FROM rollup ORDER BY id DESC LIMIT 1;", "SELECT set_moment(as_of, recorded_at) IS NOT NULL FROM at;",
                   "SELECT 'source', rollup = (SELECT max(id) FROM rollup) FROM problem_source;", *[a.format(r=text, k=kept) + ';' for a in ASK]]
            rule, kept = RULE % 'common-category', KEPT.format('open_', 'common-category')
            if not history.rule_days:
                ask += ["SELECT 'fewer', f.* FROM (%s) k JOIN (%s) f ON f.requirement = k.ref WHERE f.n < k.open_enterprises OR f.m < k.open_grids;" % (kept, rule),
                        "SELECT 'kept, not due', * FROM (SELECT ref, problem FROM (%s) EXCEPT SELECT requirement, what FROM (%s));" % (kept, rule)]
            if history.days == 60:
                ask += ["SELECT 'more', f.* FROM (%s) f WHERE NOT EXISTS (SELECT 1 FROM problem_now p JOIN problem_demand_now d ON d.no = p.no JOIN requirement_now r ON r.demand = d.ref"
                        " WHERE r.ref = f.requirement AND p.problem = f.what AND p.open_enterprises >= f.n AND p.open_grids >= f.m);" % rule]
            ask += ["SELECT 'some days', count(*) FROM (%s);" % rule] if history.rule_days else []
            if history.days == 60 and not history.rule_days:
                ask += [a.replace("'text'", "'category'").format(r=rule, k=kept) + ';' for a in ASK]
            said, errors = store.say(*script, *ask)
            if not compare(seed, 'errors by %s' % stamp(end), errors, []): return False
            counted = dict(line.split('|') for line in said if line.count('|') == 1 and line.split('|')[0] in total)
            odd = [line for line in said if line.split('|')[0] in ('due, not kept', 'kept, not due', 'fewer', 'more')]
            if not compare(seed, 'period to %s, of %s days, %s demands' % (stamp(end), history.days, history.demands), odd + [l for l in said if l.startswith(('closed', 'source'))], ['closed|1', 'source|1']): return False
            total['periods'] += 1
            for what, n in counted.items(): total[what] += int(n)
    return True


def main():
    extension, schema = os.path.abspath(sys.argv[1]), sys.argv[2]
    seed, histories = int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[4]) if len(sys.argv) > 4 else 4
    total = dict.fromkeys(['periods', 'text', 'category', 'some days'], 0)
    good = [check(extension, schema, n, total) for n in range(seed, seed + histories)]
    if histories >= 4: good.append(all(total.values()) or print('something was never due: %s' % total))
    print('# common: ' + ', '.join('%d %s' % (n, what) for what, n in total.items()))
    print('%d passed, %d failed' % (sum(map(bool, good)), len(good) - sum(map(bool, good))))
    return not all(good)


if __name__ == '__main__':
    sys.exit(main())
