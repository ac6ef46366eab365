"""The loop at size: N demands read from a file, taken in, triaged by rule, dispatched and closed in a rollup, stage by stage.

    BUILD=build python3 tests/bench/loop.py 10000 100000 1000000
    ORDER=shuffled python3 tests/bench/loop.py 10000 100000

Each stage is a sqlite3 shell of its own on the same store; seconds are its CPU time, rows a second follow, MB is its peak
resident memory. The last column is the cost of a row against that of the first size: 1.0 is linear. A tenth of the
demands lie in the period that is closed last. The file is in the order of time, as people write one down; shuffled is the
worst that can be handed in: every row then lands somewhere else in every index. What closing a period costs by the size of
the store behind it: period.py.
"""
import csv, os, random, shutil, subprocess, sys, tempfile
from datetime import datetime, timedelta

BUILD = os.environ.get('BUILD', 'build')
HAN = [chr(c) for c in range(0x4E00, 0x5E00, 3)]
NEEDS = ['口罩只剩{}只，请协调采购', '工人返岗难，缺{}人', '流动资金短缺，想贷款{}万元', '建材不好找，缺{}吨', '货车进不来，{}车原料运不到',
         '不知道卖给谁，积压{}件', '隔离房间不够，还差{}间', '想咨询{}号文件怎么办理']
EVENING, PERIODS = datetime(2020, 2, 24, 18), 8
ORDER = os.environ.get('ORDER', 'time')


def rows_of(n, rng):
    """n demands over PERIODS periods of two days, the last period having a tenth of them however many there are."""
    word = lambda: ''.join(rng.choice(HAN) for _ in range(rng.randint(3, 6)))
    hours = [rng.uniform(0, 47) if i % 10 == 0 else rng.uniform(48, 48 * PERIODS - 48) for i in range(n)]
    if ORDER == 'time': hours.sort(reverse=True)
    for i in range(n):
        at = EVENING - timedelta(hours=hours[i])
        yield ['T-D-%08d' % i, 'E%d' % rng.randrange(max(1, n // 30)), 'U%d' % rng.randrange(7), at.strftime('%Y-%m-%d %H:%M:%S'),
               '%s%s，%s%s。' % (word(), word(), rng.choice(NEEDS).format(rng.randrange(1, 5000)), word()), '走访']


def write_file(file, n):
    """The file of n demands, written by a process of its own: what this one has ever held counts as the peak of all that it starts."""
    child = os.fork()
    if not child:
        with open(file, 'w', newline='') as out:
            csv.writer(out).writerow(['编号', '企业', '包保部门', '时间', '需求', '方式'])
            csv.writer(out).writerows(rows_of(n, random.Random(n)))
        os._exit(0)
    if os.waitpid(child, 0)[1]: raise SystemExit('%s was not written' % file)


def shell(store, *lines):
    """CPU seconds and peak resident megabytes of a shell that runs lines; what it printed."""
    said = store + '.said'
    with open(said, 'w+') as out:
        p = subprocess.Popen(['sqlite3', '-batch', '-bail', store, '-cmd', '.load %s/fulfil' % BUILD, '-cmd', '.load %s/fulfil_files' % BUILD],
                             stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, text=True)
        p.stdin.write('\n'.join(lines) + '\n')
        p.stdin.close()
        _, status, used = os.wait4(p.pid, 0)
        out.seek(0)
        text = out.read()
    if status: raise SystemExit('%s\n%s' % (lines[-1][:200], text[-1500:]))
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text.strip()


def make(store, n):
    """An empty store with n/30 enterprises in 40 grids of 7 contact units; categories go to five responsible ones."""
    subprocess.run(['sqlite3', '-batch', '-bail', store, '-cmd', '.load %s' % os.path.join('..', BUILD, 'fulfil'), '.read store.sql'],
                   cwd='schema', check=True, stdout=subprocess.DEVNULL)
    shell(store, 'BEGIN;', "INSERT INTO zone VALUES ('T', '区', 'Zone');", "UPDATE setting SET value = 'replay' WHERE name = 'clock';",
        "INSERT INTO setting (name, value) VALUES ('clock_at', '%sZ'), ('zone', 'T');" % (EVENING - timedelta(hours=7)).isoformat(),
        "UPDATE setting SET value = '%s' WHERE name = 'period_anchor';" % (EVENING - timedelta(days=2 * PERIODS - 2)).date(),
        *["INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('U%d', 'T', '单位%d', 'Unit', %d);" % (u, u, u < 7) for u in range(12)],
        *["INSERT INTO section (code, unit, name, name_en) VALUES ('U%d-1', 'U%d', '科', 'Section');" % (u, u) for u in range(12)],
        *["INSERT INTO grid (code, unit, name, name_en) VALUES ('G%02d', 'U%d', '格', 'Grid');" % (g, g % 7) for g in range(40)],
        "WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < %d - 1) "
        "INSERT INTO enterprise (uscc, name, grid) SELECT 'E' || i, '企业' || i, printf('G%%02d', i %% 40) FROM t;" % max(1, n // 30),
        "UPDATE category SET unit = 'U' || (7 + abs(random()) % 5);", 'COMMIT;')


STAGES = [('read: intake_file', lambda f: ["SELECT intake_file('%s', 'demand');" % f]),
          ('taken in: intake', lambda f: ["SELECT intake(intake_file('%s', 'demand'), 'good-rows');" % f]),
          ('triaged: triage', lambda f: ['SELECT triage();']),
          ('dispatched by rule', lambda f: [DISPATCH]),
          ('rollup: all but the last period', lambda f: ["SELECT rollup('%s');" % (EVENING - timedelta(days=1)).date()]),
          ('rollup: the last period', lambda f: [
              "UPDATE setting SET value = '%sZ' WHERE name = 'clock_at';" % (EVENING + timedelta(days=2)).isoformat(), 'SELECT rollup();']),
          ('verified: trail_verify', lambda f: ['SELECT trail_verify();']),
          ('escalated: escalate', lambda f: ['SELECT escalate();'])]
DISPATCH = """INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, actor, at)
SELECT ref, requirement, 'dispatched', unit, section, deadline, 'U0', as_of() FROM dispatch_proposal WHERE missing = '';
SELECT changes();"""


def measure(work, n, first):
    """Runs the stages at one size and prints a line each; first: cost of a row by stage at the first size."""
    store, file = os.path.join(work, 'loop.db'), os.path.join(work, 'demand.csv')
    make(store, n)
    write_file(file, n)
    for stage, lines in STAGES:
        seconds, peak, text = shell(store, '.timeout 30000', *lines(file))
        cost = seconds / n
        print('%-32s %9d %9.2f %10.0f %8.0f %7.2f   %s' % (stage, n, seconds, n / seconds, peak, cost / first.setdefault(stage, cost), text[-110:]), flush=True)
    size = os.path.getsize(store)
    print('%-32s %9.0f MB, %.0f bytes a demand' % ('store', size / 1e6, size / n), flush=True)


def main():
    first = {}
    if ORDER not in ('time', 'shuffled'): raise SystemExit("ORDER is 'time' or 'shuffled'")
    print('%-32s %9s %9s %10s %8s %7s' % ('stage', 'rows', 'CPU s', 'rows/s', 'peak MB', 'a row'))
    for n in [int(a) for a in sys.argv[1:]] or [10000, 100000]:
        work = tempfile.mkdtemp(prefix='fulfil-loop-')
        try: measure(work, n, first)
        finally: shutil.rmtree(work)


if __name__ == '__main__': main()
