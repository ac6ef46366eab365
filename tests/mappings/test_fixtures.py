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


# Files that tell a record otherwise: line of the file, a value in it, another one, and the reason they are refused for.
OTHERWISE = {
    'baltimore311': [(4, 'SW-Example Alley', 'SW-Another Alley', "row 4 of the file, SRType and Address: BALT-D-18-3 is there already with other contents, 'SW-Example Alley, 1 EXAMPLE ST' and not 'SW-Another Alley, 1 EXAMPLE ST'"),
                     (5, 'Sampleton', 'Elsewhere', "row 5 of the file, Neighborhood: BALT-D-18-4 is there already with other contents, 'SAMPLETON' and not 'ELSEWHERE'"),
                     (2, 'Phone', 'Web', "row 2 of the file, MethodReceived: BALT-D-18-1 "),
                     (30, '01/31/2019 11:59:59 PM,Closed', '01/30/2019 11:59:59 PM,Closed', "row 29 of the file, CreatedDate: BALT-D-19-1 "),
                     (8, 'Example Roads', 'Example Paths', "row 8 of the file, Agency: BALT-E-18-7-1 "),
                     (6, '03/01/2019', '03/02/2019', "row 6 of the file, DueDate: BALT-E-18-5-1 is there already with other contents, '2019-03-01 12:00' and not '2019-03-02 12:00'"),
                     (6, '03/01/2019 12:00:00 PM', '', "row 6 of the file, DueDate: BALT-E-18-5-1 is there already with other contents, '2019-03-01 12:00' and not none"),
                     (3, '06/09/2018 12:00:00 AM,Example', '06/10/2018 12:00:00 AM,Example', "row 3 of the file, CloseDate: BALT-E-18-2-2 ")],
    'fuzhou_cases': [(2, '样例内容', '改了内容', "row 2 of the file, title and content: FZ-D-00002 is there already with other contents, '样例标题：样例内容' and not '样例标题：改了内容'"),
                     (2, '样例河', '虚构溪', 'row 2 of the file, river: FZ-D-00002 '), (2, '仓山区', '鼓楼区', 'row 2 of the file, district: FZ-D-00002 '),
                     (2, '网站', '微博', 'row 2 of the file, channel: FZ-D-00002 '), (2, '3/5/19', '3/4/19', 'row 2 of the file, date_raw and date: FZ-D-00002 '),
                     (2, '投诉', '建议', 'row 2 of the file, nature: FZ-R-00002 '), (2, '样例答复', '改了答复', 'row 2 of the file, reply: FZ-E-00002-2 '),
                     (7, '5/3/19', '5/4/19', 'row 2 of the file, the last day of all rows: FZ-E-00002-2 ')],
    'sba_loans': [(2, '15000', '15001', 'row 2 of the file, ApprovalDate: SBA-F-9000000001 '), (2, '15042', '15043', 'row 2 of the file, DisbursementDate: SBA-E-9000000001-4 '),
                  (3, '999.9', '999.8', "row 3 of the file, DisbursementGross: SBA-E-9000000002-4 "), (3, '1000.05', '1000.06', 'row 3 of the file, GrAppv: SBA-E-9000000002-3 '),
                  (4, 'SAMPLE TAXI', 'SAMPLE TAXIS', 'row 4 of the file, Name and Zip: SBA-F-9000000003 '), (4, 'first example bank', 'second example bank', 'row 4 of the file, Bank: SBA-F-9000000003 '),
                  (9, '16000', '16001', 'row 9 of the file, ChgOffDate: SBA-E-9000000008-5 '), (9, '12345', '12346', 'row 9 of the file, ChgOffPrinGr: SBA-E-9000000008-5 ')],
}


def others():
    """What belongs together."""
    store = path('baltimore311.db')
    before = dump(store)
    status, said, wrong = take(store, 'fuzhou_cases', os.path.join(HERE, 'files', 'fuzhou_cases.csv'))
    check('a file of another place is refused', status != 0 and 'it needs a store of its own' in wrong, said, wrong)
    same('and changes nothing', dump(store), before)
    later = open(os.path.join(HERE, 'files', 'baltimore311.csv'), encoding='utf-8').read()
    file = path('later.csv')
    for mapping, cases in OTHERWISE.items():
        text, before = open(os.path.join(HERE, 'files', FILES[mapping]), encoding='utf-8-sig').read(), dump(path(mapping + '.db'))
        for line, old, new, reason in cases:
            lines = text.split('\n')
            check('%s: line %d has %s once' % (mapping, line, old), lines[line - 1].count(old) == 1, lines[line - 1])
            lines[line - 1] = lines[line - 1].replace(old, new)
            open(file, 'w', encoding='utf-8').write('\n'.join(lines))
            status, said, wrong = take(path(mapping + '.db'), mapping, file)
            check('%s: a file that tells a record otherwise is refused, by row and column' % mapping, status != 0 and reason in wrong, 'wanted: ' + reason, said, wrong)
        same('%s: and they change nothing' % mapping, dump(path(mapping + '.db')), before)
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
