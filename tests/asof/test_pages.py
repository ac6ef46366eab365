"""Every page, asked about moments that were known, gives the same bytes again after later records and further rollups.

Routes are taken from the server's own table (cgi/route.c), so a page added there is asked too; for a route with a key KEYS
says which records are looked at. The sample is served on a socket, without a web server between.
"""
import atexit, os, random, re, shutil, subprocess, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'rollup'))
from lib import SAMPLE, ask, check, clock, done, path, run, same

BUILD, SEED = os.environ.get('BUILD', 'build'), int(os.environ.get('SEED', '1'))
random.seed(SEED)
MOMENTS = [('2020-02-25', '2020-02-25'), ('2020-02-18', '2020-02-25'), ('2020-02-%02d' % random.randint(12, 20), '2020-02-%02d' % random.randint(20, 25))]
KEYS = {                                         # of each a record that the later ones touch, and one picked at random
    'demand': "SELECT ref FROM demand ORDER BY ref = (SELECT demand FROM requirement WHERE ref = '%(case)s') DESC, random() LIMIT 2",
    'requirement': "SELECT ref FROM requirement ORDER BY ref = '%(case)s' DESC, random() LIMIT 2",
    'batch': 'SELECT ref FROM intake_batch ORDER BY id LIMIT 3',
    'policy': 'SELECT code FROM policy ORDER BY random() LIMIT 1',
    'unit': "SELECT code FROM unit ORDER BY code = 'TCZX' DESC, random() LIMIT 3",
    'enterprise': "SELECT enterprise FROM requirement_head ORDER BY ref = '%(case)s' DESC, random() LIMIT 2",
    'rollup': 'SELECT DISTINCT period FROM rollup ORDER BY period LIMIT 4',
    'problem': "SELECT code FROM category ORDER BY code = 'financing' DESC LIMIT 2",
}
store = path('park.db')
shutil.copy(SAMPLE, store)
os.chmod(os.path.dirname(store), 0o755)
# A case that is open and overdue: what comes late solves it in the past.
case = ask(store, "SELECT ref FROM requirement_head WHERE state = 'open' AND due > '' AND due < '2020-02-21' ORDER BY ref LIMIT 1;")[0]
ask(store, "UPDATE setting SET value = 'replay' WHERE name = 'clock'; DELETE FROM setting WHERE name = 'pin';", clock('2020-02-28T01:00:00Z'))
socket = path('f.sock')
server = subprocess.Popen([BUILD + '/fulfil-report', '-d', store, '-x', 'xsl', '-s', socket, '-w', '1'], stdin=subprocess.DEVNULL, stderr=open(path('log'), 'w'))
atexit.register(server.kill)
for _ in range(200):
    if os.path.exists(socket): break
    time.sleep(0.05)


def get(address):
    """Status and body of a page."""
    query = address.partition('?')[2]
    answer = subprocess.run(['cgi-fcgi', '-bind', '-connect', socket], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                            env={'PATH': os.environ['PATH'], 'REQUEST_METHOD': 'GET', 'REQUEST_URI': address, 'QUERY_STRING': query, 'REMOTE_USER': 'demo'}).stdout
    head, _, body = answer.partition(b'\r\n\r\n')
    found = re.search(rb'^Status: (\d+)', head)
    return int(found.group(1)) if found else 200, body


def addresses():
    """Every route, with a key where it has one, in XML."""
    routes = re.findall(r'\{"(/[^"]*)", "([a-z_]+)"', open('cgi/route.c').read())
    check('the route table is read', len(routes) > 15)
    for route, report in routes:
        if route == '/':
            yield '/index.xml'
        elif not route.endswith('/'):
            yield route + '.xml'
        elif check('a key of %s is known here' % route, report in KEYS):
            for key in ask(store, KEYS[report] % {'case': case} + ';'):
                yield route + key + '.xml'


def late(no, seed):
    """Records of long ago that come now, and one that takes back what was known; then rollups."""
    dice = random.Random(seed)
    day = lambda: '2020-02-%02dT%02d:00:00Z' % (dice.randint(11, 24), dice.randint(1, 12))
    lines = [clock('2020-02-2%dT01:00:00Z' % (8 + no))]
    for i in range(6):
        at, name = day(), '%d-%d' % (no, i)
        lines += ['BEGIN;', "INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-L%s', uscc, 'TCZX', '口罩不够，急需流动资金', '%s' FROM (SELECT uscc FROM enterprise LIMIT 1 OFFSET %d);" % (name, at, dice.randint(0, 290)),
                  "INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('WHGX-X-L%s', 'WHGX-D-L%s', 'valid', 'financing', '%s');" % (name, name, at),
                  "INSERT INTO requirement (ref, demand, category, at) VALUES ('WHGX-R-L%s', 'WHGX-D-L%s', 'financing', '%s');" % (name, name, at), 'COMMIT;', 'ROLLBACK;',
                  "INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) SELECT 'WHGX-E-L%s', 'WHGX-R-L%s', 'dispatched', unit, code, day_end('2020-02-14'), '%s' FROM section LIMIT 1;" % (name, name, at)]
    opened = "(SELECT ref FROM requirement_head WHERE state = 'open' AND lead <> '' AND paused = '' AND last_at < '2020-02-24' ORDER BY ref LIMIT 1 OFFSET %d)"
    for i, (kind, more, value) in enumerate([('solved', '', ''), ('solved', '', ''), ('contacted', '', ''), ('urged', '', ''), ('escalated', ', level, reason', ", 'district', 'r'"),
                                             ('returned', ', reason', ", 'r'"), ('paused', '', ''), ('closed_unsolved', ', reason', ", 'r'"), ('extended', ', deadline', ", day_end('2020-03-20')")]):
        lines.append("INSERT INTO requirement_event (ref, requirement, kind, at%s) SELECT 'WHGX-E-M%d-%d', ref, '%s', '2020-02-24T0%d:00:00Z'%s FROM %s;" % (more, no, i, kind, i, value, opened % dice.randint(0, 90)))
    if no == 1:
        lines.append("INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('WHGX-E-N1', '%s', 'solved', '2020-02-24T09:00:00Z');" % case)
    else:
        lines.append("INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('WHGX-E-N2', '%s', 'reversed', 'WHGX-E-N1', 'r', '2020-02-26T01:00:00Z');" % case)
    lines += ["INSERT INTO submission (ref, unit, period, at) SELECT 'WHGX-U-L%d', 'TCZX', period, '2020-02-24T01:00:00Z' FROM submission_owed WHERE state = 'missing' ORDER BY due_at LIMIT 1;" % no,
              "INSERT INTO reminder (ref, unit, kind, period, due_at, channel, at) SELECT ref, unit, kind, period, due_at, 'phone', '2020-02-24T02:00:00Z' FROM reminder_due;",
              "INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-L%d', funding, stage, 1000000, '2020-02-24T03:00:00Z' FROM funding_event WHERE reverses IS NULL AND amount_fen > 0 ORDER BY id LIMIT 1;" % no,
              'SELECT rollup(); SELECT escalate(); SELECT set_moment(NULL, NULL);']
    return run(store, *lines)


asked = ['%s?as_of=%s&known_at=%s&lang=%s' % (address, as_of, known_at, lang)
         for address in addresses() for (as_of, known_at), lang in zip(MOMENTS, ('zh', 'zh', 'en'))]
first = {}
for address in asked:
    status, body = get(address)
    check('%s is answered (%d)' % (address, status), status in (200, 404) and body, body[:300])
    first[address] = (status, body)
check('most pages are there', sum(status == 200 for status, _ in first.values()) > 0.8 * len(first))
records = lambda: ask(store, 'SELECT (SELECT count(*) FROM demand), (SELECT count(DISTINCT kind) FROM requirement_event WHERE ref GLOB \'WHGX-E-[LMN]*\' OR kind = \'escalated\'), '
                             '(SELECT count(*) FROM rollup WHERE revision > 1), (SELECT count(*) FROM reminder), (SELECT count(*) FROM submission WHERE ref GLOB \'WHGX-U-L*\'), '
                             "(SELECT count(*) FROM funding_event WHERE ref GLOB 'WHGX-M-L*');")[0].split('|')
before = [int(x) for x in records()]
for no in (1, 2):
    said = late(no, SEED * 10 + no)
    after = [int(x) for x in records()]
    check('round %d: late records came, and revisions' % no, all(b > a for a, b in zip(before, after)) if no == 1 else after[0] > before[0] and after[2] > before[2], (before, after), said.error[:1500])
    before = after
    for address in asked:
        again = get(address)
        check('round %d: %s says the same' % (no, address), again == first[address],
              *['%s\n%s' % pair for pair in list(zip(first[address][1].decode().splitlines(), again[1].decode().splitlines())) if pair[0] != pair[1]][:3])
# The same pages as known by now tell of it, and so the comparison can fail.
for address in ('/index.xml', '/units/TCZX.xml', '/requirements/%s.xml' % case, '/rollups/7.xml'):
    now = get(address + '?as_of=2020-02-25&known_at=2020-03-09&lang=zh')
    check('%s as known by now tells of what came late' % address, now[0] == 200 and now[1] != first.get('%s?as_of=2020-02-25&known_at=2020-02-25&lang=zh' % address, (0, b''))[1])
shown = b''.join(get('/rollups/%s.xml?as_of=2020-02-25&known_at=2020-03-09' % no)[1] for no in ask(store, 'SELECT DISTINCT period FROM rollup WHERE revision > 1 LIMIT 4;'))
table = re.search(rb'<table id="difference">.*?</table>', shown, re.S)
check('a revised period shows what the revision changed, in words', table and b'<row>' in table.group(0) and '收集'.encode() in table.group(0), (table.group(0) if table else b'')[:600])
page = get('/index.xml?as_of=2020-03-02&known_at=2020-03-09')[1]
table = re.search(rb'<table id="escalated">.*?</table>', page, re.S)
check('the overview counts who is escalated', table and re.search(r'片区</cell>'.encode(), table.group(0)), table and table.group(0)[:600])
climbed = ask(store, "SELECT requirement FROM escalation_head WHERE level = 'district' AND requirement IN (SELECT ref FROM requirement_head WHERE state = 'open') ORDER BY 1 LIMIT 1;")[0]
check('and the case says its level', '片区，自'.encode() in get('/requirements/%s.xml?as_of=2020-03-09&known_at=2020-03-09' % climbed)[1])
check('the unit shows that it was reminded', re.search('迟报</cell>\\s*<cell value="0">0</cell>\\s*<cell value="1">1</cell>'.encode(), get('/units/TCZX.xml?as_of=2020-02-25&known_at=2020-03-09')[1], re.S))
server.terminate()
server.wait()
done()
