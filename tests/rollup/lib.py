"""What the rollup tests share: stores in a folder of their own, the plain sqlite3 shell, checks that are counted.

A test file is run as `python3 tests/rollup/test_NAME.py` from the top folder, with BUILD in the environment and the
sqlite3 to use in PATH; it prints one line for each check that fails and `N passed, N failed` last.
"""
import atexit, os, shutil, subprocess, sys, tempfile

from course import Course, UNITS, CATEGORIES, CLAUSES, BANKS, instant, period_end

EXTENSION = os.path.join(os.environ.get('BUILD', 'build'), 'fulfil')
SAMPLE = os.path.join(os.environ.get('BUILD', 'build'), 'sample.db')
ROLLUP_TABLES = ['period', 'rollup', 'rollup_line', 'rollup_total', 'rollup_sum', 'rollup_open', 'rollup_reach', 'rollup_day',
                 'rollup_mark', 'rollup_mark_sum', 'rollup_age', 'rollup_duration', 'rollup_duration_sum',
                 'rollup_funding', 'rollup_funding_sum', 'rollup_funding_line', 'rollup_funding_step',
                 'rollup_problem_rule', 'rollup_problem', 'rollup_problem_demand', 'rollup_problem_sum']
WORK = tempfile.mkdtemp(prefix='fulfil-rollup-')
atexit.register(shutil.rmtree, WORK, True)
count = {'passed': 0, 'failed': 0}


def check(what, good, *more):
    """Counts one check; says what failed, with what is known about it."""
    count['passed' if good else 'failed'] += 1
    if not good:
        print('not ok - %s' % what)
        for item in more:
            print('    ' + str(item).strip().replace('\n', '\n    ')[:2000])
    return good


def same(what, got, wanted):
    return check(what, got == wanted, 'wanted: %s' % (wanted,), 'got:    %s' % (got,))


def done():
    print('%(passed)d passed, %(failed)d failed' % count)
    sys.exit(count['failed'] != 0)


def path(name):
    return os.path.join(WORK, name)


def command(database, extension=True):
    return ['sqlite3', '-batch', database] + (['-cmd', '.load ' + EXTENSION] if extension else [])


class Answer:
    """What a shell said: out, error and status; text is both, as one looks at it."""

    def __init__(self, process):
        self.out, self.error, self.status = process.stdout, process.stderr, process.returncode
        self.rows = self.out.splitlines()
        self.text = (self.out + self.error).strip()


def run(database, *lines, extension=True):
    """Gives lines to a shell that goes on after an error, as a person's would."""
    return Answer(subprocess.run(command(database, extension), input='\n'.join(lines) + '\n', capture_output=True, text=True))


def ask(database, *lines):
    """The rows that lines give, where nothing may go wrong."""
    answer = run(database, *lines)
    if answer.status or answer.error:
        raise SystemExit('not ok - %s\n%s\n0 passed, 1 failed' % (lines[-1][:200], answer.error))
    return answer.rows


def ask_each(database, *questions):
    """The rows of each question, all put to one shell; the moment is unset before each."""
    lines = [line for q in questions for line in ('.once /dev/null', 'SELECT set_moment(NULL, NULL);', q, '.print @@')]
    return [part.splitlines()[n > 0:] for n, part in enumerate('\n'.join(ask(database, *lines)).split('@@'))][:len(questions)]


def start(database, *lines):
    """A shell that works on lines while the test goes on."""
    process = subprocess.Popen(command(database), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdin.write('\n'.join(lines) + '\n')
    process.stdin.close()
    process.stdin = None
    return process


class Shell:
    """A shell that is kept open: say() gives it lines and waits for as many rows as are wanted."""

    def __init__(self, database):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command(database), stdin=pipe, stdout=pipe, stderr=pipe, text=True, bufsize=1)

    def say(self, lines, rows=0):
        self.process.stdin.write(lines + '\n')
        self.process.stdin.flush()
        return [self.process.stdout.readline().rstrip('\n') for _ in range(rows)]

    def end(self, lines=''):
        """Says the last lines; gives the rows and what was said on standard error."""
        out, error = self.process.communicate(lines + '\n')
        return out.splitlines(), error


def clock(end):
    return "INSERT INTO setting (name, value) VALUES ('clock_at', '%s') ON CONFLICT DO UPDATE SET value = excluded.value;" % end


def store(name):
    """A fulfil store without a case, whose clock is replayed."""
    database = path(name)
    if not os.path.exists(path('empty.db')):
        quiet = dict(cwd='schema', stdout=subprocess.DEVNULL, check=True)
        load = os.path.join('..', EXTENSION)
        subprocess.run(['sqlite3', '-batch', '-bail', path('empty.db'), '-cmd', '.load ' + load, '.read store.sql'], **quiet)
        ask(path('empty.db'), 'BEGIN;', "INSERT INTO zone VALUES ('T', '区', 'Zone');", clock(instant(0)),
            "UPDATE setting SET value = 'replay' WHERE name = 'clock';",
            "UPDATE setting SET value = '2020-02-10' WHERE name = 'period_anchor';", "UPDATE setting SET value = '' WHERE name = 'dispatch_requires';",
            *["INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('%s', 'T', '单位', 'Unit', 1);" % u for u in UNITS],
            *["INSERT INTO category (code, name_zh, name_en) VALUES ('%s', '类', 'c') ON CONFLICT DO NOTHING;" % c for c in CATEGORIES],
            *["INSERT INTO enterprise (uscc, name) VALUES ('E%d', '企业');" % e for e in range(8)],
            "INSERT INTO policy (code, zone, title, title_en) VALUES ('P', 'T', '政策', 'p'), ('Q', 'T', '政策', 'q');",
            *["INSERT INTO clause (code, policy, no, title, title_en) VALUES ('%s', '%s', '%s', '条', 'c');" % (c, c[0], c[2:]) for c in CLAUSES[1:]],
            *["INSERT INTO bank (code, name, name_en) VALUES ('%s', '银行', 'b');" % b for b in BANKS[1:]], 'COMMIT;')
    shutil.copy(path('empty.db'), database)
    return database


def learn(database, course, end, begin=''):
    """The store learns what a course recorded after `begin` and by `end`, and its clock stands at `end`."""
    ask(database, 'BEGIN;', clock(end), *course.until(end, begin), 'COMMIT;')


def copy(database, name):
    """A copy of a store that nobody has open."""
    for suffix in ('-wal', '-shm'):
        if os.path.exists(database + suffix):
            raise SystemExit('not ok - %s%s was left behind\n0 passed, 1 failed' % (database, suffix))
    shutil.copy(database, path(name))
    return path(name)


def dump(database, tables=ROLLUP_TABLES):
    """The contents of the tables that rollups fill, as text, each row with all its columns."""
    return run(database, *['SELECT %s, * FROM %s ORDER BY 1, 2, 3, 4, 5, 6;' % (repr(t), t) for t in tables], extension=False).out


def whole(database):
    return run(database, '.dump', extension=False).out


def left_behind(database):
    return [suffix for suffix in ('-wal', '-shm', '-journal') if os.path.exists(database + suffix)]
