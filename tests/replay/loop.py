"""Wuhu's loop as files: what the sample's records would have looked like as they were handed in, day by day.

loop.Loop(SAMPLE) reads the records of the sample store and parts each day into rounds. In a round contact units hand in
demands, the 发改委 decides and dispatches (SQL, as it works in the store itself), responsible units hand in progress, loans
and subsidies. Every file is written in the form and with the headings that its unit is used to:

    CSV in UTF-8 with or without a byte order mark, CSV in GB18030, TSV, XLSX; headings Chinese or English, in another order

and some are late by a day or two, some have rows that are wrong and are put right by a second file that names the first,
some are handed in twice, as they are or in another form. Nothing is left to chance: the seed gives the same bytes.
"""
import csv, io, os, random, sqlite3, zipfile
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

FORMS = ['csv', 'csv-bom', 'gb18030', 'tsv', 'xlsx']
HEADINGS = {                                    # kind -> column -> heading as offices write it, English
    'demand': {'ref': ('编号', 'ref'), 'enterprise': ('企业', 'enterprise'), 'unit': ('包保部门', 'unit'), 'at': ('时间', 'at'),
               'text': ('需求', 'text'), 'channel': ('方式', 'channel'), 'quantity': ('数量', 'quantity')},
    'progress': {'ref': ('编号', 'ref'), 'requirement': ('需求编号', 'requirement'), 'kind': ('办理情况', 'kind'),
                 'unit': ('责任单位', 'unit'), 'at': ('时间', 'at'), 'deadline': ('新期限', 'deadline'),
                 'confirmed': ('企业确认', 'confirmed'), 'rating': ('评价', 'rating'), 'reason': ('说明', 'reason')},
    'loan': {'ref': ('编号', 'ref'), 'funding': ('贷款编号', 'funding'), 'enterprise': ('企业', 'enterprise'),
             'unit': ('责任单位', 'unit'), 'bank': ('银行', 'bank'), 'clause': ('条款', 'clause'), 'stage': ('环节', 'stage'),
             'amount': ('金额（万元）', 'amount (万元)'), 'at': ('时间', 'at')},
    'subsidy': {'ref': ('编号', 'ref'), 'funding': ('资金编号', 'funding'), 'enterprise': ('企业', 'enterprise'),
                'unit': ('责任单位', 'unit'), 'clause': ('条款', 'clause'), 'stage': ('环节', 'stage'),
                'amount': ('金额', 'amount'), 'at': ('时间', 'at')},
}
DAY_FORMS = ['%Y-%m-%d %H:%M:%S', '%Y/%-m/%-d %H:%M:%S', '%Y年%-m月%-d日%H:%M:%S', '%Y.%-m.%-d %H:%M:%S', 'serial']


def local(at):
    """A local datetime of a UTC instant; the sample's zone is eight hours ahead."""
    return datetime.strptime(at, '%Y-%m-%dT%H:%M:%SZ') + timedelta(hours=8)


def utc(when):
    return (when - timedelta(hours=8)).strftime('%Y-%m-%dT%H:%M:%SZ')


def day_text(at, form):
    when = local(at)
    if form != 'serial': return when.strftime(form)
    return '%.9f' % ((when - datetime(1899, 12, 30)).total_seconds() / 86400)


def xlsx(rows):
    """The smallest workbook that Excel opens: shared strings, one sheet, a title line above the heading."""
    strings, cells = [], []
    known = {}
    for r, row in enumerate(rows, 1):
        line = []
        for c, value in enumerate(row):
            name = '%s%d' % (chr(65 + c), r)
            if value == '': continue
            if r > 1 and value.replace('.', '', 1).isdigit() and len(value) < 17:
                line.append('<c r="%s"><v>%s</v></c>' % (name, value))
                continue
            if value not in known:
                known[value] = len(strings)
                strings.append(value)
            line.append('<c r="%s" t="s"><v>%d</v></c>' % (name, known[value]))
        cells.append('<row r="%d">%s</row>' % (r, ''.join(line)))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    pack = 'http://schemas.openxmlformats.org/package/2006/'
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    parts = {
        '[Content_Types].xml': '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" ContentType="%ssharedStrings+xml"/></Types>' % (pack, kind, kind, kind),
        '_rels/.rels': '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (pack, rel),
        'xl/workbook.xml': '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="报送" sheetId="1" r:id="rId1"/></sheets></workbook>' % (main, rel),
        'xl/_rels/workbook.xml.rels': '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % (pack, rel, rel),
        'xl/worksheets/sheet1.xml': '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, ''.join(cells)),
        'xl/sharedStrings.xml': '<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (main, len(strings), len(strings),
            ''.join('<si><t xml:space="preserve">%s</t></si>' % escape(s) for s in strings)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name, (2020, 2, 10, 0, 0, 0)), head + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def file_bytes(rows, form):
    """Rows of text as a file of a form."""
    if form == 'xlsx': return xlsx(rows)
    out = io.StringIO()
    csv.writer(out, delimiter='\t' if form == 'tsv' else ',', lineterminator='\r\n').writerows(rows)
    return out.getvalue().encode({'gb18030': 'gb18030', 'csv-bom': 'utf-8-sig'}.get(form, 'utf-8'))


def extension(form):
    return {'tsv': 'tsv', 'xlsx': 'xlsx'}.get(form, 'csv')


class Loop:
    def __init__(self, sample, seed=1):
        self.db = sqlite3.connect('file:%s?mode=ro' % sample, uri=True)
        self.db.row_factory = sqlite3.Row
        self.rng = random.Random(seed)
        self.habits = {}
        self.words = {(w['domain'], w['code']): w['zh'] for w in self.rows('SELECT * FROM word')}
        self.names = {u['code']: u['name'] for u in self.rows('SELECT code, name FROM unit')}
        self.firms = {e['uscc']: e['name'] for e in self.rows('SELECT uscc, name FROM enterprise')}
        self.banks = {b['code']: b['name'] for b in self.rows('SELECT code, name FROM bank')}
        self.kinds = [k for (k,) in self.db.execute("SELECT code FROM word WHERE domain = 'event'")]

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def habit(self, unit, kind):
        """How a unit writes: form of the file, language and order of headings, form of dates, names or codes."""
        if (unit, kind) not in self.habits:
            rng = random.Random('%s %s' % (unit, kind))
            columns = list(HEADINGS[kind])
            rng.shuffle(columns)
            self.habits[unit, kind] = {'form': rng.choice(FORMS), 'lang': int(rng.random() < .25), 'columns': columns,
                                       'day': rng.choice(DAY_FORMS), 'named': rng.random() < .5}
        return self.habits[unit, kind]

    def cell(self, habit, column, value):
        if value is None: return ''
        if column in ('at', 'deadline'): return day_text(value, habit['day'])
        if not habit['named']: return str(value)
        if column == 'enterprise': return self.firms[value]
        if column == 'unit': return self.names[value]
        if column == 'bank': return self.banks.get(value, value)
        if column == 'channel': return self.words['channel', value]
        if column == 'kind': return self.words['event', value]
        return str(value)

    def table(self, unit, kind, records):
        """The rows of a file: its heading and one row a record, which is a dictionary by column."""
        habit = self.habit(unit, kind)
        rows = [[HEADINGS[kind][c][habit['lang']] for c in habit['columns']]]
        for record in records:
            rows.append([self.cell(habit, c, record.get(c)) for c in habit['columns']])
        return rows

    # --- the records of a day, as they are handed in --------------------------------------------------------------------

    def demands(self, day):
        return [dict(d) for d in self.rows("SELECT ref, enterprise, unit, at, text, channel FROM demand "
                                           "WHERE date(at, '+8 hours') = ? ORDER BY id", day)]

    def events(self, day):
        # Cases climb the ladder by escalate(), every night of the replay.
        return [dict(e) for e in self.rows("SELECT * FROM requirement_event WHERE kind <> 'escalated' AND date(at, '+8 hours') = ? ORDER BY at, id", day)]

    def fundings(self, kind, day):
        out = []
        for f in self.rows("SELECT e.ref, e.funding, f.enterprise, f.unit, f.bank, f.clause, e.stage, e.amount_fen, e.at "
                           "FROM funding_event e JOIN funding f ON f.ref = e.funding WHERE f.kind = ? AND "
                           "date(e.at, '+8 hours') = ? ORDER BY e.id", kind, day):
            r = dict(f)
            fen = r.pop('amount_fen')
            if kind == 'loan': r['amount'] = ('%d.%06d' % divmod(fen, 1000000)).rstrip('0').rstrip('.')
            else: r['amount'] = '%d.%02d' % divmod(fen, 100)
            out.append(r)
        return out

    # --- who hands in what, and when ------------------------------------------------------------------------------------

    def days(self):
        (first,), (last,) = (self.db.execute("SELECT %s(date(at, '+8 hours')) FROM demand" % f).fetchone() for f in ('min', 'max'))
        day, out = datetime.fromisoformat(first), []
        while day <= datetime.fromisoformat(last):
            out.append(day.strftime('%Y-%m-%d'))
            day += timedelta(days=1)
        return out

    def slots(self):
        """Every record with the slot in which it reaches the store: (day, round, stage), stages within a round being
        0 demands in files, 1 decisions and dispatches, 2 progress and money in files. A slot never lies before that of what
        the record builds on, so a file that is late holds up its cases."""
        days = self.days()
        number = {d: i for i, d in enumerate(days)}
        late = {(u, n): self.rng.choice([1, 1, 2]) for u in self.names for n in range(len(days) - 3) if self.rng.random() < .06}
        case, by, out, case_of = {}, {}, [], {}

        def put(kind, keys, stage, day, unit, record):
            n = number[day]
            slot = max([case.get(k, (0, 0, 0)) for k in keys])
            ready = n + (late.get((unit, n), 0) if stage != 1 else 0)
            if slot[0] < ready: slot = (ready, 0, stage)
            elif slot[2] > stage or slot[2] == stage == 2 and by[keys[0]] != unit: slot = (slot[0], slot[1] + 1, stage)
            else: slot = (slot[0], slot[1], stage)
            case[keys[0]], by[keys[0]] = slot, unit
            out.append((slot, kind, unit, day, record))

        records = []
        for day in days:
            records += [(d['at'], 0, i, 'demand', day, d) for i, d in enumerate(self.demands(day))]
            records += [(x['at'], 1, x['id'], 'disposition', day, dict(x)) for x in self.rows(
                "SELECT * FROM disposition WHERE date(at, '+8 hours') = ?", day)]
            records += [(r['at'], 2, r['id'], 'requirement', day, dict(r)) for r in self.rows(
                "SELECT * FROM requirement WHERE date(at, '+8 hours') = ?", day)]
            records += [(e['at'], 3, e['id'], 'event', day, e) for e in self.events(day)]
            for kind in ('loan', 'subsidy'):
                records += [(f['at'], 4, i, kind, day, f) for i, f in enumerate(self.fundings(kind, day))]
        for _, _, _, kind, day, r in sorted(records, key=lambda x: x[:3]):
            if kind == 'demand':
                put(kind, [r['ref']], 0, day, r['unit'], r)
            elif kind == 'disposition':
                put(kind, [r['demand']] + ([r['of_demand']] if r['of_demand'] else []), 1, day, r['actor'], r)
            elif kind == 'requirement':
                case_of[r['ref']] = r['demand']
                put(kind, [r['demand']], 1, day, 'FGW', r)
            elif kind == 'event':
                by_hand = r['automatic'] or r['kind'] in ('dispatched', 'reversed', 'revoked', 'joined', 'left', 'urged', 'escalated')
                put('decision' if by_hand else 'progress', [case_of[r['requirement']]], 1 if by_hand else 2, day, r['actor'],
                    r if by_hand else dict(r, unit=r['actor'], rating=r['rating'] or {1: '满意', 0: '不满意'}.get(r['satisfied'])))
            else:
                put(kind, [r['funding']], 2, day, r['unit'], r)
        return days, out
