#!/usr/bin/env python3
"""Wuhu's loop of two days replayed as files, by 7 contact and 13 responsible units, until the article's figures are there;
then again, killed (SIGKILL) at KILLS= (20) random moments and taken up again: the store has the same bytes in the end.

Run as `python3 tests/replay/replay.py` from the top folder, BUILD in the environment, the sqlite3 to use in PATH. SEED= moves
what is late, wrong and twice, and the kills. FILES=DIR only writes the files, to look at.
"""
import atexit, os, random, shutil, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.dirname(__file__))
from loop import Loop, extension, file_bytes, utc
from datetime import datetime, timedelta

BUILD = os.environ.get('BUILD', 'build')
SEED, KILLS = int(os.environ.get('SEED', '1')), int(os.environ.get('KILLS', '20'))
WORK = tempfile.mkdtemp(prefix='fulfil-replay-')
SAMPLE = shutil.copy(os.path.join(BUILD, 'sample.db'), WORK)      # whoever opens the tests' own leaves files beside it
atexit.register(shutil.rmtree, WORK, True)
REFERENCE = ['zone', 'unit', 'section', 'grid', 'enterprise', 'category', 'policy', 'clause', 'clause_unit', 'clause_category',
             'measure', 'measure_step', 'bank', 'target', 'viewer']
count = {'passed': 0, 'failed': 0}


def check(what, good, *more):
    count['passed' if good else 'failed'] += 1
    if not good: print('not ok - %s\n    %s' % (what, '\n    '.join(str(m)[:1500] for m in more)))


def command(store):
    return ['sqlite3', '-batch', '-bail', store, '-cmd', '.timeout 30000', '-cmd', '.load %s/fulfil' % BUILD,
            '-cmd', '.load %s/fulfil_files' % BUILD]


def ask(store, *lines):
    p = subprocess.run(command(store), input='\n'.join(lines) + '\n', capture_output=True, text=True)
    if p.returncode or p.stderr:
        raise SystemExit('not ok - %s\n%s\n%s\n0 passed, 1 failed' % (lines[-1][:300], p.stdout[-1500:], p.stderr[:3000]))
    return p.stdout.splitlines()


def quote(value):
    return 'NULL' if value is None else str(value) if isinstance(value, int) else "'%s'" % value.replace("'", "''")


def base(loop):
    """A store with the sample's zone, units, enterprises and policies, and no case; its clock is replayed."""
    store = os.path.join(WORK, 'base.db')
    subprocess.run(['sqlite3', '-batch', '-bail', store, '-cmd', '.load %s' % os.path.join('..', BUILD, 'fulfil'), '.read store.sql'],
                   cwd='schema', check=True, stdout=subprocess.DEVNULL)
    there = [t for t in REFERENCE if loop.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", t)]
    ask(store, "ATTACH '%s' AS s;" % SAMPLE, 'BEGIN;',
        *['INSERT INTO main.%s SELECT * FROM s.%s WHERE true ON CONFLICT DO NOTHING;' % (t, t) for t in there],
        "UPDATE category SET unit = (SELECT unit FROM s.category c WHERE c.code = category.code);",
        "INSERT INTO setting (name, value, note) SELECT name, value, note FROM s.setting WHERE name NOT IN ('pin', 'clock', 'rules_token',"
        " 'calendar_token', 'models_token') ON CONFLICT (name) DO UPDATE SET value = excluded.value, note = excluded.note;",
        "UPDATE setting SET value = '' WHERE name = 'dispatch_requires';",      # some of the sample's have no deadline
        "UPDATE setting SET value = 'replay' WHERE name = 'clock';", clock(datetime(2020, 2, 10)), 'COMMIT;')
    return store


def clock(when):
    return "INSERT INTO setting (name, value) VALUES ('clock_at', '%s') ON CONFLICT (name) DO UPDATE SET value = excluded.value;" % utc(when)


def insert(loop, table, record):
    """The statement that records a row of the sample again, without what the store gives by itself."""
    columns = [c['name'] for c in loop.rows('PRAGMA table_xinfo(%s)' % table) if not c['hidden'] and c['name'] not in ('id', 'recorded_at')]
    return 'INSERT INTO %s (%s) VALUES (%s);' % (table, ', '.join(columns), ', '.join(quote(record[c]) for c in columns))


# --- what goes wrong ----------------------------------------------------------------------------------------------------

def spoil(rng, habit, kind, rows):
    """A copy of the rows of a file in which some are wrong; those as they should have been, and what comes after in their cases."""
    columns = habit['columns']
    case = columns.index({'demand': 'ref', 'progress': 'requirement'}.get(kind, 'funding'))
    wrong, put_right = [list(r) for r in rows], set()
    for n in sorted(rng.sample(range(1, len(rows)), min(len(rows) - 1, rng.randint(1, 3)))):
        column, value = rng.choice([c for c in {
            'demand': [('at', '二月某日'), ('unit', '包保一组'), ('enterprise', '91340203MAY8304087'), ('text', ''), ('channel', '口信')],
            'progress': [('at', '2020-02-31 10:00'), ('kind', '正在办'), ('requirement', 'WHGX-R-999999')],
            'loan': [('amount', '约一千'), ('stage', '放贷'), ('funding', '')],
            'subsidy': [('amount', '1,2.3'), ('stage', '已发'), ('at', '')]}[kind] if c[0] in columns])
        wrong[n][columns.index(column)] = value
        put_right |= {i for i in range(n, len(rows)) if rows[i][case] == rows[n][case]}
    return wrong, [rows[0]] + [rows[i] for i in sorted(put_right)]


class Step:
    """A process that the loop needs: a script for the shell, and the files that lie there before it begins."""

    def __init__(self, name, when, lines, files=()):
        self.name, self.files = name, files
        self.script = '\n'.join(['BEGIN IMMEDIATE;', clock(when), 'COMMIT;', *lines]) + '\n'
        self.seconds = 0.0

    def run(self, store, drop, kill_after=None):
        for name, data in self.files:
            with open(os.path.join(drop, name), 'wb') as f: f.write(data)
        p = subprocess.Popen(command(store), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd='.')
        begun = time.monotonic()
        if kill_after is not None:
            p.stdin.write(self.script.replace('@DROP@', drop))
            try: p.stdin.close()
            except BrokenPipeError: pass
            time.sleep(kill_after)
            p.send_signal(signal.SIGKILL)
            p.stdin = None
            p.communicate()
            return p.returncode == -signal.SIGKILL
        out, error = p.communicate(self.script.replace('@DROP@', drop))
        if p.returncode or error:
            raise SystemExit('not ok - %s\n%s\n%s\n0 passed, 1 failed' % (self.name, out[-2000:], error[:3000]))
        self.seconds = max(self.seconds, time.monotonic() - begun)
        return out


def take(path, kind, options="'{}'"):
    return "SELECT intake(intake_file('@DROP@/%s', '%s', %s), 'good-rows');" % (path, kind, options)


def steps(loop, seed):
    """The steps of the whole loop in order, and how many files of each kind of trouble there are."""
    rng = random.Random(seed)
    days, records = loop.slots()
    slots, trouble, out = {}, {'files': 0, 'late': 0, 'wrong': 0, 'twice': 0}, []
    for slot, kind, unit, day, record in records:
        slots.setdefault(slot, {}).setdefault((kind, unit, day), []).append(record)
    again = {}
    for n, day in enumerate(days):
        evening = datetime.fromisoformat(day) + timedelta(hours=22)
        for slot in sorted(s for s in slots if s[0] == n):
            when = evening + timedelta(minutes=15 * slot[1] + 5 * slot[2])
            if slot[2] == 1:
                table = {'disposition': 'disposition', 'requirement': 'requirement', 'decision': 'requirement_event'}
                lines = [insert(loop, table[kind], r) for (kind, _, _), rs in slots[slot].items() for r in rs]
                order = {'disposition': 0, 'requirement': 1, 'requirement_event': 2}
                lines.sort(key=lambda line: order[line.split()[2]])      # stable: as decided, within each
                out.append(Step('decisions %s.%d' % (day, slot[1]), when, ['BEGIN IMMEDIATE;', *lines, 'COMMIT;']))
                continue
            lines, files = [], again.pop((n, slot[2]), [])
            lines += [take(name, kind) for name, _, kind in files]
            files = [f[:2] for f in files]
            for (kind, unit, of_day), rs in sorted(slots[slot].items(), key=lambda x: x[0][:3]):
                habit = loop.habit(unit, kind)
                rows = loop.table(unit, kind, rs)
                name = '%s-%s-%s-%d.%s' % (kind, unit, of_day, slot[1], extension(habit['form']))
                trouble['files'] += 1
                trouble['late'] += of_day != day
                if len(rs) > 2 and rng.random() < .12:
                    trouble['wrong'] += 1
                    wrong, right = spoil(rng, habit, kind, rows)
                    files += [('wrong-' + name, file_bytes(wrong, habit['form'])), ('right-' + name, file_bytes(right, habit['form']))]
                    lines += [take('wrong-' + name, kind),
                              take('right-' + name, kind, "json_object('corrects', intake_file('@DROP@/wrong-%s', '%s'))" % (name, kind))]
                else:
                    files.append((name, file_bytes(rows, habit['form'])))
                    lines.append(take(name, kind))
                if rng.random() < .1 and n + 1 < len(days):
                    trouble['twice'] += 1
                    form = rng.choice([habit['form'], 'csv', 'xlsx'])
                    again.setdefault((n + 1, slot[2]), []).append(
                        (name if form == habit['form'] else 'again-%s.%s' % (name.rsplit('.', 1)[0], extension(form)), file_bytes(rows, form), kind))
            out.append(Step('files %s.%d.%d' % (day, slot[1], slot[2]), when, lines, files))
        out.append(Step('night after %s' % day, datetime.fromisoformat(day) + timedelta(days=1, minutes=10),
                        ['SELECT escalate();', 'SELECT rollup();']))
    return out, trouble


def dump(store):
    """Everything in the store, as text."""
    return subprocess.run(['sqlite3', '-batch', store, '.dump'], capture_output=True, text=True, check=True).stdout


def figures(store):
    return ask(store, '.once /dev/null', "SELECT set_moment('2020-02-25', NULL);", "SELECT id, value, n, d FROM figure_now ORDER BY row;")


def play(start, name, course, kills=()):
    """The course on a copy of the store; `kills` are (step, share of its time at which it is killed first)."""
    store, drop = os.path.join(WORK, name + '.db'), os.path.join(WORK, 'drop')
    shutil.copy(start, store)
    shutil.rmtree(drop, True)
    os.mkdir(drop)
    killed = 0
    for n, step in enumerate(course):
        for share in [share for k, share in kills if k == n]: killed += step.run(store, drop, share * step.seconds)
        step.run(store, drop)
    return store, killed


loop = Loop(SAMPLE, SEED)
course, trouble = steps(loop, SEED)
if os.environ.get('FILES'):
    for step in course:
        for name, data in step.files: open(os.path.join(os.environ['FILES'], name), 'wb').write(data)
    raise SystemExit('%(files)d files, %(late)d late, %(wrong)d wrong, %(twice)d twice' % trouble)
start = base(loop)
alone, _ = play(start, 'alone', course)
check('some files are late, some wrong, some twice', min(trouble.values()) >= 8, trouble)
wanted = figures(SAMPLE)
got = figures(alone)
check('the figures are those of the sample, which are the article\'s', got == wanted, sorted(set(got) ^ set(wanted)))
for line in ('demands-collected|926||', 'demands-valid|763||', 'requirements-solved|202||'):
    check('the article says ' + line, line in got)
check('every identity holds, no head drifts', ask(alone, 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;') == [])
check('every fault of a file was put right by another', ask(alone, 'SELECT * FROM intake_faults WHERE settled_by IS NULL LIMIT 5;') == [])
check('the trail is whole', ask(alone, 'SELECT trail_verify();') == ['ok'])
check('every record of a file can be traced to it', ask(alone,
      "SELECT ref FROM demand WHERE ref NOT IN (SELECT ref FROM record_origin);",
      "SELECT ref FROM funding_event WHERE ref NOT IN (SELECT ref FROM record_origin);") == [])
rng = random.Random(SEED + 1)
picks = [i for i, s in enumerate(course)]
kills = sorted((rng.choices(picks, [s.seconds for s in course])[0], rng.uniform(.05, 1)) for _ in range(KILLS))
again, killed = play(start, 'killed', course, kills)
check('at least half of the kills hit a running step', killed * 2 >= KILLS, killed)
check('killed %d times and taken up again, the store has the same bytes' % killed, dump(again) == dump(alone))
print('# seed %d: %d steps, %s; slowest step %.1f s' % (SEED, len(course), ', '.join('%d %s' % (v, k) for k, v in trouble.items()), max(s.seconds for s in course)))
print('%(passed)d passed, %(failed)d failed' % count)
sys.exit(count['failed'] != 0)
