"""What the tests of mappings share: stores made and files taken in by the plain sqlite3 shell, checks that are counted.

Run from the top folder as `python3 tests/mappings/test_NAME.py`, with BUILD in the environment and the sqlite3 to use in PATH.
"""
import atexit, csv, hashlib, os, shutil, signal, subprocess, sys, tempfile, time
import xml.etree.ElementTree as tree

BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
EXTENSION = os.path.join(BUILD, 'fulfil')
NAMESPACE = '{urn:fulfil:report:1}'
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


class Server:
    """The report server on a store, asked on its socket as a web server would."""

    def __init__(self, store):
        shell(store, "INSERT INTO viewer (name, role) VALUES ('reader', 'leader') ON CONFLICT DO NOTHING;")
        self.socket = path('server.sock')
        self.process = subprocess.Popen([os.path.join(BUILD, 'fulfil-report'), '-d', store, '-x', 'xsl', '-s', self.socket, '-w', '1'],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=open(path('server.log'), 'w'))
        for _ in range(200):
            if os.path.exists(self.socket):
                break
            time.sleep(0.05)

    def get(self, address):
        query = address.split('?', 1)[1] if '?' in address else ''
        run = subprocess.run(['cgi-fcgi', '-bind', '-connect', self.socket], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             env={'PATH': os.environ['PATH'], 'REQUEST_METHOD': 'GET', 'REQUEST_URI': address, 'QUERY_STRING': query, 'REMOTE_USER': 'reader'})
        head, body = run.stdout.split(b'\r\n\r\n', 1)
        check('%s is answered' % address, head.startswith(b'Status: 200'), head, body[:300])
        return body.decode('utf-8-sig')

    def figures(self, address):
        return {f.get('id'): f.attrib for f in tree.fromstring(self.get(address)).iter(NAMESPACE + 'figure')}

    def column(self, address, name):
        return [row.get(name) for row in csv.DictReader(self.get(address).splitlines())]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        same('the server ends well', self.process.wait(30), 0)
