"""Each mapping on its made-up file in tests/mappings/files: what it says and what is in the store afterwards, as MAPPING.golden;
the same file again changes nothing; a file that is not what it should be is refused with the reason and writes nothing."""
import os, sys

from lib import *

FILES = {'baltimore311': 'baltimore311.csv', 'fuzhou_cases': 'fuzhou_cases.csv', 'sba_loans': 'sba_loans.csv', 'policies': 'policies.csv'}
FIRST = {'baltimore311': 'Agency', 'fuzhou_cases': 'river', 'sba_loans': 'GrAppv', 'policies': '时间'}

# What is shown of the store: every record and every row that a mapping made.
SHOWN = """
SELECT 'setting', name, value FROM setting WHERE name IN ('pin', 'clock', 'clock_at', 'zone', 'period_days') ORDER BY name;
SELECT 'zone', * FROM zone;
SELECT 'unit', code, name, name_en, contact, responsible FROM unit;
SELECT 'category', code, name_zh, name_en FROM category WHERE code IN (SELECT category FROM disposition);
SELECT 'grid', * FROM grid;
SELECT 'enterprise', uscc, name, grid FROM enterprise;
SELECT 'bank', code, name FROM bank;
SELECT 'demand', ref, enterprise, unit, channel, at, recorded_at, replace(text, char(10), '/') FROM demand;
SELECT 'case', ref, category, state, lead, due, started, state_at, timing FROM requirement_list ORDER BY ref;
SELECT 'event', ref, kind, unit, actor, reason, at FROM requirement_event;
SELECT 'funding', ref, enterprise, bank, stage, net_3, at_3, net_4, at_4, ended, ended_at FROM funding_list ORDER BY ref;
SELECT 'money', kind, stage, axis, code, gross, number FROM funding_now ORDER BY 2, 4, 3, 5;
SELECT 'policy', code, title, level, issued_on, source, length(text) FROM policy;
SELECT 'clause', code, title, title_en, text FROM clause;
SELECT 'rate', id, n, d FROM rate_now WHERE axis = 'zone';
SELECT 'closed', count(*) > 0 FROM rollup;
SELECT 'broken', identity, place, left_value, right_value FROM conservation() WHERE NOT holds;
SELECT 'drift', * FROM head_drift;
"""


def golden(mapping, said):
    name = os.path.join(HERE, mapping + '.golden')
    if os.environ.get('UPDATE'):
        open(name, 'w', encoding='utf-8').write(said)
    wanted = open(name, encoding='utf-8').read() if os.path.exists(name) else 'no such file'
    lines, were = said.splitlines(), wanted.splitlines()
    check('%s is as in its golden' % mapping, said == wanted,
          '\n'.join('now: ' + x for x in lines if x not in were), '\n'.join('was: ' + x for x in were if x not in lines))


def taken(mapping, file):
    store = make(mapping + '.db')
    status, said, wrong = take(store, mapping, file)
    check('%s is taken in' % mapping, status == 0 and not wrong, said, wrong)
    status, closed, wrong = shell(store, 'SELECT rollup() > 0;')
    same('%s: periods are closed' % mapping, (status, closed.strip(), wrong), (0, '0' if mapping == 'policies' else '1', ''))
    status, shown, wrong = shell(store, *SHOWN.strip().split('\n'))
    check('%s: the store can be read' % mapping, status == 0 and not wrong, wrong)
    golden(mapping, said + shown)
    before = dump(store)
    again = take(store, mapping, file)
    same('%s: the same file once more says the same' % mapping, (again[0], again[1], again[2]), (0, said, ''))
    same('%s: and changes nothing' % mapping, dump(store), before)
    status, said, wrong = take(store, mapping, file, file)
    check('%s: twice in one shell' % mapping, status == 0 and not wrong, said, wrong)
    same('%s: which changes nothing either' % mapping, dump(store), before)
    return store


def refused(mapping, what, content, reason):
    """The file is refused for that reason, and the store is what it was."""
    file, store = path('bad.csv'), path(mapping + '.empty.db')
    open(file, 'wb').write(content)
    if not os.path.exists(store):
        make(mapping + '.empty.db')
    before = dump(store)
    for bail in (True, False):              # a shell without -bail must not go on either
        status, said, wrong = take(store, mapping, file, bail=bail)
        check('%s refuses %s' % (mapping, what), status != 0 and reason in wrong, 'wanted: ' + reason, said, wrong)
        same('%s: nothing is written of %s' % (mapping, what), dump(store), before)


def bad_files(mapping, raw):
    text = raw.decode('utf-8-sig')
    heading, rest = text.split('\n', 1)
    column = FIRST[mapping]
    end = '\r\n' if '\r\n' in text else '\n'
    refused(mapping, 'a missing column', text.replace(column, 'Nothing', 1).encode(), 'the file has no column ' + column)
    refused(mapping, 'semicolons', text.replace(',', ';').encode(), 'are the values parted by semicolons?')
    refused(mapping, 'tabs', text.replace(',', '\t').encode(), 'are the values parted by tabs?')
    refused(mapping, 'UTF-16', text.encode('utf-16'), 'the file is UTF-16')
    refused(mapping, 'UTF-16 of the other end', b'\xfe\xff' + text.encode('utf-16-be'), 'the file is UTF-16')
    refused(mapping, 'a web page', b'<!DOCTYPE html>\n<html lang="en"><head><title>' + heading.encode() + b'</title></head></html>\n', 'is a web page (HTML)')
    refused(mapping, 'a heading alone', heading.encode() + b'\n', 'a heading and no rows')
    refused(mapping, 'an empty file', b'', 'empty file')
    chinese = heading + '\n' + rest.replace('A', '福州').replace('a', '州') if text.isascii() else text
    reason = 'the heading is not UTF-8' if mapping == 'policies' else 'is not sound UTF-8'
    refused(mapping, 'GB18030', (heading + '\n' + chinese.split('\n', 1)[1]).encode('gb18030'), reason)
    lines = text.rstrip().split(end)
    last = lines[-1]
    for cut in (1, len(last) // 4, last.rindex(',') - 1, last.rindex(',')):
        refused(mapping, 'a file cut in its last row after %d characters' % cut, (end.join(lines[:-1]) + end + last[:cut]).encode(), 'is too short')
    refused(mapping, 'an open quotation mark', (end.join(lines[:-1]) + end + '"' + last).encode(), 'is too short')


def others():
    """What belongs together."""
    store = path('baltimore311.db')
    before = dump(store)
    status, said, wrong = take(store, 'fuzhou_cases', os.path.join(HERE, 'files', 'fuzhou_cases.csv'))
    check('a file of another place is refused', status != 0 and 'it needs a store of its own' in wrong, said, wrong)
    same('and changes nothing', dump(store), before)
    later = open(os.path.join(HERE, 'files', 'baltimore311.csv'), encoding='utf-8').read()
    file = path('later.csv')
    changed = later.replace('18-3,SW-Example Alley', '18-3,SW-Another Alley')
    open(file, 'w').write(changed)
    status, said, wrong = take(store, 'baltimore311', file)
    check('a file that tells a record otherwise is refused', status != 0 and 'there already with other contents' in wrong, said, wrong)
    same('and changes nothing either', dump(store), before)
    row = [x for x in later.splitlines() if ',18-5,' in x][0]
    closed = row.replace('New', 'Closed').replace(',,Example Waste', ',02/20/2019 10:00:00 AM,Example Waste')
    open(file, 'w').write(later.replace(row, closed))
    status, said, wrong = take(store, 'baltimore311', file)
    check('a later file is taken in', status == 0 and not wrong, said, wrong)
    same('and adds what is new', ask(store, "SELECT r.state, state_at, recorded_at FROM requirement_list r JOIN requirement_event e ON e.requirement = r.ref"
                                           " AND e.kind = 'solved' WHERE r.ref = 'BALT-R-18-5';"), [('solved', '2019-02-20T15:00:00Z', '2019-02-20T15:00:00Z')])
    same('and sets the pin on', ask(store, 'SELECT as_of();'), [('2019-02-20T15:00:00Z',)])
    same('and periods can be closed', ask(store, 'SELECT rollup() > 0;'), [('1',)])
    status, said, wrong = shell(':memory:', '.import --csv --schema temp "%s" staging' % file, '.read mappings/baltimore311.sql')
    check('what is no store is refused', status != 0 and 'this is no fulfil store' in wrong, said, wrong)
    status, said, wrong = shell(store, '.read mappings/baltimore311.sql')
    check('a mapping without a file is refused', status != 0 and '.import' in wrong, said, wrong)


# Pages of each store, with some words that must stand on them.
PAGES = {
    'baltimore311': [('/', 'Neighbourhoods that asked'), ('/units', 'Example Waste'), ('/units/EXAMPLE-WASTE', 'SW-Example Alley'), ('/enterprises/O-FICTION-S-HILL', 'Fiction'),
                     ('/demands?category=tr-example-hole', 'Received by'), ('/requirements?state=without_deadline', 'BALT-R-18-7'), ('/rollups', '2018')],
    'fuzhou_cases': [('/', 'Rivers written about'), ('/demands?category=complaint', 'District'), ('/requirements/FZ-R-00002', '样例答复'), ('/enterprises?unit=350104', 'River')],
    'sba_loans': [('/', 'Loans disbursed'), ('/loans', 'FIRST EXAMPLE BANK'), ('/enterprises/SAMPLE-TAXI-00001', 'SAMPLE TAXI')],
    'policies': [('/policies', '样例办法'), ('/policies/ABC-LB-1001', '第十二条')],
}


def pages(mapping):
    """Its pages are answered in both languages, keep the contract, and have a word for everything."""
    server = Server(path(mapping + '.db'))
    for address, word in PAGES[mapping]:
        start, query = (address + '?').split('?')[:2]
        for lang in 'zh', 'en':
            asked = '?' + '&'.join(x for x in (query, 'lang=' + lang) if x)
            text = server.get(start + asked)
            check('%s has a word for everything' % (start + asked), 'class="unlabelled"' not in text, text[:300])
            if lang == 'en':
                check('%s shows %s' % (start + asked, word), word in text, text[:300])
        page = server.get(('/index' if start == '/' else start) + '.xml' + ('?' + query if query else ''))
        run = subprocess.run(['xmllint', '--noout', '--relaxng', 'xsl/report.rng', '-'], input=page.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        check('%s keeps the contract' % address, run.returncode == 0, run.stdout.decode()[:500])
    server.end()


for mapping, name in FILES.items():
    file = os.path.join(HERE, 'files', name)
    taken(mapping, file)
    pages(mapping)
    bad_files(mapping, open(file, 'rb').read())
others()
done()
