"""The real files in $FULFIL_DATA (../shared/data unless told): taken in, through rollups, to figures in SQL and on pages, against what
Python's csv module makes of the same files. A file that is not there is skipped aloud."""
import csv, datetime, math, os, re
from collections import Counter, defaultdict

from lib import *

DATA = os.environ.get('FULFIL_DATA') or '../shared/data'


def rows(file, **more):
    with open(file, encoding='utf-8-sig', newline='') as opened:
        return list(csv.DictReader(opened))


def present(name):
    file = os.path.abspath(os.path.join(DATA, name))
    if os.path.exists(file):
        return file
    skip('%s is not there: its figures are not tested (FULFIL_DATA names the folder)' % file)


def wilson(k, n, z=1.9599639845400545):
    middle, half = (k + z * z / 2) / (n + z * z), z * math.sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    return middle - half, middle + half


def loaded(mapping, *files):
    """A store with the files, its periods closed; the same files again change nothing."""
    store = make(mapping + '.db')
    status, said, wrong = take(store, mapping, *files)
    check('%s takes the file in' % mapping, status == 0 and not wrong, said, wrong)
    ask(store, 'SELECT rollup();')
    before = dump(store)
    status, again, wrong = take(store, mapping, *files)
    listed = lambda text: [line for line in text.splitlines() if ' articles of ' not in line]   # those of the store, which has all files now
    check('%s takes it in again' % mapping, status == 0 and listed(again) == listed(said) and not wrong, wrong)
    same('%s: that changes nothing' % mapping, dump(store), before)
    same('%s: nothing drifts' % mapping, ask(store, 'SELECT count(*) FROM head_drift;'), [('0',)])
    same('%s: what was closed last holds' % mapping,
         ask(store, 'SELECT count(*) FROM rollup_identity_info WHERE period = (SELECT max(period) FROM rollup_info) AND NOT holds;'), [('0',)])
    return store, said


def baltimore():
    file = present('baltimore311.csv')
    if not file:
        return
    read = lambda text: datetime.datetime.strptime(text, '%m/%d/%Y %I:%M:%S %p') if text else None
    cases = [(r['Agency'], read(r['CreatedDate']), read(r['DueDate']), read(r['CloseDate']), read(r['StatusDate'])) for r in rows(file)]
    moment = max(t for c in cases for t in (c[1], c[3], c[4]) if t)
    same('the moment of the file', moment.isoformat(), '2019-02-13T16:18:56')
    wanted = defaultdict(Counter)
    for agency, created, due, closed, _ in cases:
        bucket = ('solved_without_deadline' if not due else 'solved_on_time' if closed <= due else 'solved_late') if closed else \
                 ('without_deadline' if not due else 'overdue' if due < moment else 'not_due')
        wanted[agency][bucket] += 1
        wanted[agency]['dated'] += due is not None
        wanted[agency]['due'] += due is not None and due <= moment
        wanted[agency]['due_met'] += due is not None and due <= moment and closed is not None and closed <= due
    same('Solid Waste in the file', [wanted['Solid Waste'][k] for k in ('solved_on_time', 'dated', 'due_met', 'due')], [4140, 4732, 4113, 4699])

    store, said = loaded('baltimore311', file)
    same('all rows are taken in, two faults are listed', said.splitlines()[0], '10000 rows read, 10000 taken in, 2 with faults')
    same('as of the file', ask(store, 'SELECT as_of(), local_text(as_of());'), [('2019-02-13T21:18:56Z', '2019-02-13 16:18')])
    same('every row is a valid demand and a requirement', ask(store,
         "SELECT count(*), sum(disposition = 'valid'), (SELECT count(*) FROM requirement_list) FROM demand_list;"), [('10000',) * 3])
    got = ask(store, "SELECT u.name, solved_on_time, solved_late, solved_without_deadline, overdue, without_deadline, open FROM unit_figure_now f"
                     " JOIN unit_info u ON u.code = f.unit WHERE valid > 0 ORDER BY 1;")
    same('every agency, every bucket', got, sorted((a, *(str(w[k]) for k in ('solved_on_time', 'solved_late', 'solved_without_deadline', 'overdue', 'without_deadline')),
         str(w['overdue'] + w['without_deadline'] + w['not_due'])) for a, w in wanted.items()))
    same('16 agencies', len(got), 16)
    rates = {(u, i): (int(n), int(d)) for u, i, n, d in ask(store,
             "SELECT u.name, r.id, r.n, r.d FROM rate_now r JOIN unit_info u ON u.code = r.code WHERE r.axis = 'unit' AND r.id IN ('on-time-rate', 'on-time-rate-dated');")}
    for agency, w in wanted.items():
        same('on time of those due, %s' % agency, rates.get((agency, 'on-time-rate'), (0, 0)), (w['due_met'], w['due']))
        same('on time of those dated, %s' % agency, rates.get((agency, 'on-time-rate-dated'), (0, 0)), (w['solved_on_time'], w['dated']))
    first = min(c[1] for c in cases).date()
    same('every whole period is closed, from the first day on', ask(store, 'SELECT min(period), count(*) FROM rollup_info;'),
         [('1', str((moment.date() - first).days // 7))])

    server = Server(store)
    for lang in '', '?lang=en':
        figures = server.figures('/units/SOLID-WASTE.xml' + lang)
        dated, due = figures.get('on-time-rate-dated', {}), figures.get('on-time-rate', {})
        same('on its page, of those dated', (dated.get('n'), dated.get('d')), ('4140', '4732'))
        low, high = wilson(4140, 4732)
        same('with the interval 86.52 to 88.40 %', ['%.4f' % float(dated.get(k, 'nan')) for k in ('low', 'high')], ['%.4f' % low, '%.4f' % high])
        same('which is that', ('%.4f' % low, '%.4f' % high), ('0.8652', '0.8840'))
        same('on its page, of those due', (due.get('n'), due.get('d')), ('4113', '4699'))
    listed = server.get('/units.xml')
    same('16 agencies on a page', listed.count('<row'), 16)
    same('the list behind a figure has its rows', len(server.column('/requirements.csv?unit=SOLID-WASTE&state=solved_on_time', 'ref')), 4140)
    without = sum(w['without_deadline'] for w in wanted.values())
    same('those without a deadline have a list of their own', len(server.column('/requirements.csv?state=without_deadline', 'ref')), without)
    same('a neighbourhood has its page', 'Belair-Edison' in server.get('/enterprises/BELAIR-EDISON.xml'), True)
    server.end()


def fuzhou():
    file = present('fuzhou_cases.csv')
    if not file:
        return
    cases = rows(file)
    store, said = loaded('fuzhou_cases', file)
    same('all rows are taken in, one fault is listed', said.splitlines()[0], '1203 rows read, 1203 taken in, 1 with faults')
    same('1,203 cases, 5 districts, 38 rivers', ask(store, 'SELECT count(*), count(DISTINCT unit), count(DISTINCT enterprise) FROM demand_list;'), [('1203', '5', '38')])
    same('by district and nature', ask(store, "SELECT u.name, c.name, count(*) FROM demand_list d JOIN unit_info u ON u.code = d.unit JOIN category_info c ON c.code = d.category"
         " GROUP BY 1, 2 ORDER BY 1, 2;"), [(*k, str(n)) for k, n in sorted(Counter((r['district'], r['nature']) for r in cases).items())])
    same('by day', ask(store, 'SELECT local_date(at), count(*) FROM demand_list GROUP BY 1 ORDER BY 1;'), [(k, str(n)) for k, n in sorted(Counter(r['date'] for r in cases).items())])
    server = Server(store)
    same('1,006 complaints', len(server.column('/demands.csv?category=complaint', 'ref')), 1006)
    for district, code in (('仓山区', '350104'), ('马尾区', '350105')):
        same('cases of ' + district, len(server.column('/demands.csv?unit=' + code, 'ref')), sum(r['district'] == district for r in cases))
    river = ''.join('%04X' % ord(c) for c in '龙津河')
    same('complaints about a river', len(server.column('/demands.csv?category=complaint&enterprise=' + river, 'ref')),
         sum(r['river'] == '龙津河' and r['nature'] == '投诉' for r in cases))
    same('38 rivers on a page', len(server.column('/enterprises.csv', 'uscc')), 38)
    server.end()


def loans():
    file = present('sba_loans.csv')
    if not file:
        return
    read = rows(file)
    store, said = loaded('sba_loans', file)
    check('all loans are taken in', said.startswith('2101 rows read, 2101 taken in, '), said[:200])
    same('approved and disbursed, to the cent', ask(store, "SELECT stage, gross, net, number FROM funding_now WHERE axis = 'zone' AND kind = 'loan' ORDER BY stage;"),
         [('approved', *[str(sum(int(r['GrAppv']) for r in read) * 100)] * 2, '2101'),
          ('charged_off', '0', '0', str(sum(r['ChgOffDate'] != '' for r in read))),
          ('disbursed', *[str(sum(int(r['DisbursementGross']) for r in read) * 100)] * 2, '2101')])
    days = [int(r['DisbursementDate']) - int(r['ApprovalDate']) for r in read if r['DisbursementDate']]
    middle = sorted(days)
    same('days from approval to disbursement', ask(store, "SELECT n, days_sum, days_min, days_max, days_median FROM funding_step_now WHERE stage = 'approved' AND next_stage = 'disbursed';"),
         [(str(len(days)), str(sum(days)), str(min(days)), str(max(days)), '%.1f' % ((middle[(len(days) - 1) // 2] + middle[len(days) // 2]) / 2))])
    same('banks', ask(store, "SELECT b.name, n.gross FROM funding_now n JOIN bank_info b ON b.code = n.code WHERE n.axis = 'bank' AND n.kind = 'loan' AND n.stage = 'approved' ORDER BY 1;"),
         sorted((b, str(sum(int(r['GrAppv']) for r in read if r['Bank'] == b) * 100)) for b in set(r['Bank'] for r in read) if b))


def policies():
    files = [present('policies/hebei_%s_policies.csv' % n) for n in ('industry', 'science', 'sme')]
    if not all(files):
        return
    read = [(i + 2, r) for file in files for i, r in enumerate(rows(file))]
    store, said = loaded('policies', *files)
    same('191 rows are read', sum(int(x) for x in re.findall(r'(\d+) rows read', said)), 191)
    found = {}
    for _, r in read:
        if r['标题'] != '标题':
            found.setdefault(r['访问地址'], r)
    same('documents', ask(store, 'SELECT count(*), count(DISTINCT source) FROM policy_info;'), [(str(len(found)),) * 2])
    same('by day', ask(store, 'SELECT issued_on, count(*) FROM policy_info GROUP BY 1 ORDER BY 1;'),
         [(k, str(n)) for k, n in sorted(Counter(r['时间'] for r in found.values()).items())])

    def numeral(i):
        digit = '一二三四五六七八九'
        hundred, rest = divmod(i, 100)
        said = digit[hundred - 1] + '百' if hundred else ''
        if rest >= 10 or (hundred and rest == 0):
            said += '' if rest == 0 else ('十' if i < 20 else digit[rest // 10 - 1] + '十')
        elif hundred:
            said += '零'
        return said + (digit[rest % 10 - 1] if rest % 10 else '')

    def articles(text):
        at, i = 0, 0
        while True:
            hit = re.compile(r'\s第%s条' % numeral(i + 1)).search(text, at)
            if not hit:
                return i
            at, i = hit.start() + 1, i + 1

    counted = Counter(articles('\n' + r['内容']) for r in found.values())
    same('articles by document', ask(store, 'SELECT n, count(*) FROM (SELECT (SELECT count(*) FROM clause_info c WHERE c.policy = p.code) AS n FROM policy_info p) GROUP BY n ORDER BY n;'),
         [(str(k), str(n)) for k, n in sorted(counted.items())])


for test in baltimore, fuzhou, loans, policies:
    test()
done()
