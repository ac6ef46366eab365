"""What the tests of mappings share: stores made and files taken in by the plain sqlite3 shell, checks that are counted.

Run from the top folder as `python3 tests/mappings/test_NAME.py`, with BUILD in the environment and the sqlite3 to use in PATH.
"""
import atexit, hashlib, os, shutil, subprocess, sys, tempfile

BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
EXTENSION = os.path.join(BUILD, 'fulfil')
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = tempfile.mkdtemp(prefix='fulfil mappings ')     # with a blank, as folders of people have
atexit.register(shutil.rmtree, WORK, True)
count = {'passed': 0, 'failed': 0, 'skipped': 0}


def check(what, good, *more):
    count['passed' if good else 'failed'] += 1
    if not good:
        print('not ok - %s' % what)
        for item in more:
            print('    ' + str(item).strip().replace('\n', '\n    ')[:3000])
    return good


def same(what, got, wanted):
    return check(what, got == wanted, 'wanted: %s' % (wanted,), 'got:    %s' % (got,))


def skip(what):
    count['skipped'] += 1
    print('skip: %s' % what)


def done():
    line = '%(passed)d passed, %(failed)d failed' % count
    print(line + (', %d skipped' % count['skipped'] if count['skipped'] else ''))
    sys.exit(count['failed'] != 0)


def path(name):
    return os.path.join(WORK, name)


def shell(store, *commands, bail=True):
    """Runs commands in the shell, in folder schema. Gives status, output, errors."""
    line = ['sqlite3', '-batch'] + (['-bail'] if bail else []) + [store, '.load "%s"' % EXTENSION] + list(commands)
    run = subprocess.run(line, cwd='schema', stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    return run.returncode, run.stdout.decode('utf-8', 'replace'), run.stderr.decode('utf-8', 'replace')


def make(name):
    """A new store without any record."""
    store = path(name)
    status, said, wrong = shell(store, '.read store.sql')
    check('a store for %s can be made' % name, status == 0, said, wrong)
    return store


def take(store, mapping, *files, bail=True):
    """Takes files in by a mapping, one after the other, in one shell."""
    commands = []
    for file in files:
        commands += ['.import --csv --schema temp "%s" staging' % file, '.read mappings/%s.sql' % mapping]
    return shell(store, *commands, bail=bail)


def ask(store, sql):
    status, said, wrong = shell(store, sql)
    check('the store answers', status == 0, sql, wrong)
    return [tuple(line.split('|')) for line in said.splitlines()]


def dump(store):
    """Everything that is in the store, as one number."""
    run = subprocess.run(['sqlite3', '-batch', store, '.dump'], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    return hashlib.sha256(run.stdout).hexdigest()
