#!/usr/bin/env python3
"""No page's statement scans cases, and none works harder on a large store than on a small one.

Every statement of every report, for every combination of at most two filters, is explained and run:
  - its byte code must not walk a table of cases, or an index of one, from end to end;
  - with a second, grown store its steps in SQLite's virtual machine must stay within FACTOR of those on the first,
    plus SLACK (a page shows at most 51 rows of either).

usage: plans.py EXTENSION SCHEMA STORE [GROWN_STORE]
"""
import glob, itertools, os, re, subprocess, sys

CASES = {'demand', 'disposition', 'requirement', 'requirement_event', 'demand_head', 'requirement_head', 'enterprise_head', 'enterprise',
         'requirement_member', 'event_mark', 'funding', 'funding_event', 'funding_head'}
FACTOR, SLACK = 1.5, 40000
STATES = ['open', 'overdue', 'not_due', 'without_deadline', 'awaiting', 'solved', 'solved_on_time', 'solved_late', 'solved_without_deadline',
          'closed_unsolved', 'withdrawn', 'confirmed', 'due_met', 'closed_on_time', 'extended']
FILTERS = {
    'demands': dict(unit=['$contact'], category=['$category'], period=['$period'], enterprise=['$enterprise'],
                    disposition=['valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded', 'untriaged', 'not_valid']),
    'requirements': dict(unit=['$unit'], category=['$category'], state=STATES, age=['d0', 'd2', 'd4', 'd7', 'd15', 'd30'], event=['dispatched', 'solved', 'returned', 'withdrawn']),
    'ledger': dict(unit=['$unit'], category=['$category'], state=['overdue', 'not_due', 'without_deadline', 'awaiting'],
                   phase=['awaiting', 'dispatched', 'accepted', 'paused'], returned=['once', 'pingpong'],
                   level=['on_site', 'district']),
    'batches': dict(unit=['$contact'], result=['faulty', 'corrected', 'good', 'unchecked']),
    'events': dict(unit=['$unit'], category=['$category'], mark=['dispatched', 'returned', 'limit', 'answered', 'closed', 'reopened', 'rated', 'satisfied']),
    'coverage': dict(unit=['$contact'], contact=['contacted', 'valid', 'without_valid', 'none'], grid=['G01']),
    'problem': dict(state=['open', 'solved', 'escalated']),
    'search': dict(q=['租金', '班车', '车 公交', '无此词', '户']),
    'enterprises': dict(unit=['$contact'], contact=['contacted', 'valid', 'without_valid', 'none']),
}
KEYS = {'problem': '$problem', 'demand': '$demand', 'requirement': '$requirement', 'unit': '$unit', 'enterprise': '$enterprise', 'rollup': '$period',
        'batch': '$batch'}
# Statements that go through the zone's enterprises, which are thousands: of each grid, how many were contacted.
ENTERPRISES = {('coverage', '--# table grids')}
# Pages and statements whose rows the sample does not fill, with how many times as many there may be: closed periods; the
# contacts of an enterprise, whose channels are told; reports owed, one for each period there was.
FILLED = {'rollups': 51 / 8, ('coverage', '--# table coverage main'): 4, ('unit', '--# table submissions'): 365 / 7}
RARE = {'closed_unsolved', 'withdrawn', 'solved_late', 'without_deadline', 'solved_without_deadline', 'awaiting', 'untriaged', 'superseded', 'none',
        'without_valid', 'd15', 'd30', 'reopened', 'confirmed', 'extended', 'answered', 'limit', 'rated', 'satisfied', 'dispatched', 'paused', 'once', 'pingpong', 'district'}


def statements(path, given):
    """The statements of a report file as the server makes them for these parameters."""
    out, text, name = [], [], None
    for line in open(path, encoding='utf-8'):
        mark = re.search(r'\s*--([?!]) (\w+)(?:(!?=)(\w+))?\s*$', line)
        keep = True
        if mark:
            value = given.get(mark[2])
            keep = value is not None if mark[3] is None else (value == mark[4]) != (mark[3] == '!=')
            keep = keep != (mark[1] == '!')
        if line.startswith('--#'):
            name = line.strip() if keep else None
            text = []
            if keep: out.append((name, text))
        elif name and keep:
            text.append(line[:mark.start()] if mark else line.rstrip('\n'))
    return [(n, '\n'.join(t).replace(':limit', '51')) for n, t in out]


class Store:
    def __init__(self, extension, path):
        self.extension, self.path = extension, path
        self.root = {int(r): t for t, r in (l.split('|') for l in self.ask('SELECT tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0').splitlines())}
        pick = lambda sql: self.ask(sql).strip()
        self.value = {
            'contact': pick("SELECT unit FROM demand_head GROUP BY unit ORDER BY count(*) DESC LIMIT 1"),
            'unit': pick("SELECT lead FROM requirement_head WHERE lead <> '' GROUP BY lead ORDER BY count(*) DESC LIMIT 1"),
            'category': pick("SELECT category FROM requirement_head WHERE category <> '' GROUP BY category ORDER BY count(*) DESC LIMIT 1"),
            'period': pick('SELECT max(period) FROM rollup'), 'enterprise': pick('SELECT enterprise FROM demand_head WHERE id = 7'),
            'problem': pick("SELECT problem FROM rollup_problem WHERE rollup = (SELECT max(id) FROM rollup) AND no = 1"),
            'batch': pick('SELECT min(ref) FROM intake_batch'), 'demand': pick('SELECT ref FROM demand WHERE id = 7'), 'requirement': pick('SELECT ref FROM requirement WHERE id = 7'),
        }

    def ask(self, script):
        run = subprocess.run(['sqlite3', '-batch', '-bail', self.path], input='.load "%s"\n.timeout 30000\n%s\n' % (self.extension, script if script.startswith('.') else script + ';'),
                             capture_output=True, text=True)
        if run.returncode or run.stderr: raise SystemExit('plans: %s: %s' % (self.path, run.stderr[:1000]))
        return run.stdout

    def bind(self, given, key):
        value = dict(lang='zh', after='', key=self.value.get((key or '')[1:], ''))
        value.update({k: self.value[v[1:]] if v.startswith('$') else v for k, v in given.items()})
        lines = ['.param init', 'DELETE FROM temp.sqlite_parameters;']
        lines += ["INSERT INTO temp.sqlite_parameters VALUES (':%s', %s);" % (k, v if k == 'period' else "'%s'" % v) for k, v in value.items()]
        return '\n'.join(lines) + '\n'

    def scans(self, bound, sql):
        """Tables of cases that the byte code walks from end to end."""
        cursor, walked, stepped = {}, set(), set()
        for line in self.ask(bound + '.explain off\n.mode list\nEXPLAIN ' + sql).splitlines():
            field = line.split('|')
            if len(field) < 6 or not field[0].isdigit(): continue
            op, p1, p2 = field[1], int(field[2]), int(field[3])
            if op == 'OpenRead' or op == 'ReopenIdx': cursor.setdefault(p1, set()).add(self.root.get(p2))
            if op == 'Rewind' or op == 'Last': walked.add((p1, op))
            if op == 'Prev' or op == 'Next': stepped.add((p1, op))
        full = {c for c, op in walked if op == 'Rewind'} | {c for c, op in walked if op == 'Last' and (c, 'Prev') in stepped}
        return sorted({t for c in full for t in cursor.get(c, ()) if t in CASES})

    def steps(self, runs):
        """Virtual machine steps of each (bound, sql), in one shell."""
        script = '.mode list\n.output /dev/null\n'
        for bound, sql in runs: script += bound + '.output stdout\n.stats vmstep\n' + sql.rstrip() + '\n.stats off\n.output /dev/null\n'
        return [int(n) for n in re.findall(r'VM-steps:\s*(\d+)', self.ask(script))]


def cases(schema):
    for path in sorted(glob.glob(os.path.join(schema, 'reports', '*.sql'))):
        name = os.path.basename(path)[:-4]
        if name.startswith('_check'): continue
        filters = FILTERS.get(name, {})
        single = [(k, v) for k, vs in filters.items() for v in vs]
        combos = [()] + [(s,) for s in single] + [p for p in itertools.combinations(single, 2) if p[0][0] != p[1][0]]
        for combo in combos:
            given = dict(combo)
            if name == 'requirements' and 'event' in given: given['period'] = '$period'
            yield name, path, given


def main():
    extension, schema = os.path.abspath(sys.argv[1]), sys.argv[2]
    stores = [Store(extension, p) for p in sys.argv[3:]]
    passed, failures, todo = 0, [], []
    for name, path, given in cases(schema):
        for mark, sql in statements(path, given):
            where = '%s %s %s' % (name, given or '', mark)
            found = stores[0].scans(stores[0].bind(given, KEYS.get(name)), sql)
            if (name, mark) in ENTERPRISES: continue
            if found: failures.append('%s scans %s' % (where, ', '.join(found)))
            else: passed += 1
            todo.append((where, given, KEYS.get(name), sql, FILLED.get((name, mark), FILLED.get(name, 1))))
    if len(stores) > 1:
        counts = [s.steps([(s.bind(g, k), sql) for _, g, k, sql, _ in todo]) for s in stores]
        if any(len(c) != len(todo) for c in counts): failures.append('steps: %s counts for %d statements' % ([len(c) for c in counts], len(todo)))
        for (where, given, _, _, fill), small, large in zip(todo, *counts):
            rare = len(given) > 1 or RARE & set(given.values())
            if large > FACTOR * fill * small + SLACK * (10 if rare else 1): failures.append('%s: %d steps, %d on the grown store' % (where, small, large))
            else: passed += 1
    for line in failures: print('not ok - ' + line)
    print('%d passed, %d failed' % (passed, len(failures)))
    return bool(failures)


if __name__ == '__main__':
    sys.exit(main())
