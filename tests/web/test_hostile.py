#!/usr/bin/env python3
"""Reads every page of a store full of hostile texts, and of its harmless twin, and says what is wrong with them.

    test_hostile.py visit URL STORE FOLDER     every page in every form and both languages; what they are made of into FOLDER
    test_hostile.py compare FOLDER FOLDER      two such folders: the pages must be made of the same elements and links
    test_hostile.py endure URL PORT REQUESTS   the same workers afterwards, grown by nothing
    test_hostile.py places URL STORE SHELL...  each text in turn as the zone's name and as a reported source; SHELL runs SQL

Each prints `N passed, N failed` last.
"""
import csv, html.parser, http.client, io, json, os, re, subprocess, sqlite3, sys, time
import xml.etree.ElementTree as tree

csv.field_size_limit(10 << 20)
NS = '{urn:fulfil:report:1}'
SLOW = 5.0                                                      # seconds a page may take
# What no answer may contain: C0 but tab and line ends, DEL and C1, bidirectional controls, noncharacters.
REFUSED = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]')
FORMULA = re.compile('[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]')
NUMBER = re.compile(r'[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?%?')
LIMIT = 64 << 10                                                # bytes of a text that a page shows; CSV gives all
SHAPING = {'href', 'src', 'action', 'class', 'id', 'type', 'rel', 'name', 'method', 'role', 'http-equiv', 'datetime', 'value'}


class Count:
    def __init__(self): self.passed = self.failed = 0

    def check(self, good, what):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        if not good and self.failed < 200: print('not ok - ' + what[:400].encode('ascii', 'backslashreplace').decode())
        return good

    def finish(self):
        print('%d passed, %d failed' % (self.passed, self.failed))
        return self.failed > 0


class Site:
    """A connection that is kept; every answer's time is noted."""
    def __init__(self, url):
        self.host, self.slowest, self.link = url.split('//')[1], (0, ''), None

    def get(self, path):
        start = time.monotonic()
        for attempt in (1, 2):
            try:
                self.link = self.link or http.client.HTTPConnection(self.host, timeout=30)
                self.link.request('GET', path)
                answer = self.link.getresponse()
                body = answer.read()
                break
            except (http.client.HTTPException, OSError):
                self.link = None
                if attempt == 2: raise
        self.slowest = max(self.slowest, (time.monotonic() - start, path))
        return answer.status, body


class Shape(html.parser.HTMLParser):
    """Elements, their attributes and where they lead, in order; what must not be there."""
    VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}
    FORBIDDEN = {'script', 'style', 'iframe', 'object', 'embed', 'base', 'img', 'foreignobject', 'applet', 'frame', 'math', 'template', 'textarea'}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shape, self.wrong, self.open = [], [], []
        self.feed(text)
        self.close()
        if self.open: self.wrong.append('never closed: %s' % self.open)

    def handle_starttag(self, tag, attributes):
        if tag in self.FORBIDDEN: self.wrong.append('element ' + tag)
        names = [n for n, _ in attributes]
        if len(names) != len(set(names)): self.wrong.append('an attribute twice in ' + tag)
        for name, value in attributes:
            if name.startswith('on') or name in ('style', 'srcdoc', 'formaction'): self.wrong.append('attribute ' + name)
            if name in ('href', 'src', 'action') and not re.fullmatch(r'/([^/\\\s"<>][^\\\s"<>]*)?|#[a-z][a-z0-9-]*|tel:[+0-9-]*|data:image/svg\+xml,%3Csvg [^<>"]*', value or ''):
                self.wrong.append('%s leads to %r' % (name, value))
        attributes = [(n, v if n in SHAPING else '') for n, v in attributes]
        if ('class', 'phone') in attributes: attributes = [('class', 'phone')]  # it dials the digits of its text
        self.shape.append('%s %s' % (tag, attributes))
        if tag not in self.VOID: self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.wrong.append('crossed: ' + tag)

    def handle_comment(self, data): self.wrong.append('a comment')
    def handle_pi(self, data): self.wrong.append('a processing instruction')
    def unknown_decl(self, data): self.wrong.append('a declaration')


def clean(data):
    """The text that a page shows for bytes of the store, if they are UTF-8 and not too long; else None."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError:
        return None
    if len(data) > LIMIT: return None
    return ''.join('\ufffd' if REFUSED.match(c) or ord(c) & 0xfffe == 0xfffe else c for c in text)


def rows(store, statement):
    base = sqlite3.connect('file:%s?mode=ro' % store, uri=True)
    base.text_factory = bytes
    try:
        return base.execute(statement).fetchall()
    finally:
        base.close()


def addresses(store):
    """Every page of the store that hostile text can reach: without form and language."""
    names = lambda statement: [n.decode() for n, in rows(store, statement)]
    units, categories = names('SELECT code FROM unit ORDER BY code'), names('SELECT code FROM category ORDER BY code')
    last = '91340299MAH0000009'
    yield from ('/', '/units', '/rollups', '/health', '/?as_of=2020-02-20', '/?known_at=2020-02-24')
    for start in ('/demands?after=WHGX-D-H', '/requirements?after=WHGX-R-H', '/enterprises?after=91340299MAG'): yield start
    for value in ('valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded', 'not_valid'):
        yield '/demands?disposition=%s&after=WHGX-D-H' % value
    yield from ('/search', '/search?q=%3Cscript%3E', '/search?q=%22', '/search?q=x%22%20OR%20y', '/search?q=%E2%9F%A6', '/search?q=alert')
    yield '/demands?disposition=untriaged'
    for value in ('open', 'overdue', 'not_due', 'without_deadline', 'awaiting', 'solved', 'solved_on_time', 'solved_late',
                  'solved_without_deadline', 'closed_unsolved', 'withdrawn'):
        yield '/requirements?state=%s' % value
    for value in ('dispatched', 'solved', 'returned', 'closed_unsolved', 'withdrawn', 'reopened'):
        yield '/requirements?period=8&event=%s' % value
    for value in ('contacted', 'valid', 'without_valid', 'none'): yield '/enterprises?contact=%s&after=91340299MAG' % value
    for value in ('?', '?contact=contacted&', '?contact=none&'): yield '/coverage%safter=91340299MAG' % value
    yield from ('/policies', '/policies/HOSTILE', '/loans?after=WHGX-F-H', '/subsidies?after=WHGX-F-H', '/subsidies?policy=HOSTILE', '/loans?stage=approved&after=WHGX-F-H')
    for n in range(0, 40, 7): yield from ('/loans?bank=BANK-%03d' % n, '/subsidies?clause=HOSTILE-%03d' % n)
    yield from ('/problems', '/problems/nothing', '/problems/%3Cscript%3E')
    for problem in names('SELECT problem FROM rollup_problem WHERE rollup = (SELECT max(id) FROM rollup) ORDER BY no LIMIT 12'): yield '/problems/' + problem
    for unit in units: yield '/units/' + unit
    for unit in ('JXJ', 'LONG'):
        yield '/demands?unit=%s&period=8' % unit
        yield '/requirements?unit=' + unit
        yield '/enterprises?unit=' + unit
    for category in categories[::5]:
        yield '/demands?category=%s&after=WHGX-D-H' % category
        yield '/requirements?category=' + category
    yield '/demands?enterprise=' + last
    for ref in names("SELECT ref FROM demand WHERE ref GLOB 'WHGX-D-H*' OR ref GLOB 'WHGX-D-R*[05]' ORDER BY ref"): yield '/demands/' + ref
    for ref in names("SELECT ref FROM requirement WHERE ref GLOB 'WHGX-R-H*' ORDER BY ref"): yield '/requirements/' + ref
    for uscc in names("SELECT uscc FROM enterprise WHERE uscc GLOB '91340299MAH*' ORDER BY uscc"): yield '/enterprises/' + uscc
    for address in ('/batches', '/batches?unit=JXJ', '/batches?result=corrected'): yield address
    for ref in names("SELECT ref FROM intake_batch WHERE ref GLOB 'WHGX-B-H*' ORDER BY ref"): yield '/batches/' + ref
    for no, in rows(store, 'SELECT no FROM period'): yield '/rollups/%d' % no
    yield from ('/nothing', '/units/NOBODY', '/demands?unit=NOBODY', '/demands?unit=%3Cscript%3E', '/demands?after=%3Cscript%3E')


def form(address, suffix, lang):
    path, _, query = address.partition('?')
    if suffix: path = ('/index' if path == '/' else path) + suffix
    query = '&'.join(q for q in (query, lang and 'lang=' + lang) if q)
    return path + ('?' + query if query else '')


def expected(address):
    return 404 if address in ('/nothing', '/units/NOBODY', '/problems/nothing', '/problems/%3Cscript%3E') else 400 if 'NOBODY' in address or 'unit=%3C' in address else 200


def validate(files, count):
    """xmllint reads each of them again and holds it against the contract."""
    for start in range(0, len(files), 100):
        part = [name for name, _ in files[start:start + 100]]
        said = subprocess.run(['xmllint', '--noout', '--nonet', '--huge', '--relaxng', 'xsl/report.rng'] + part, capture_output=True).stderr.decode('utf-8', 'replace')
        valid = set(re.findall(r'^(\S+) validates$', said, re.M))
        for name, address in files[start:start + 100]:
            why = [line for line in said.split('\n') if line.startswith(name)]
            count.check(name in valid, '%s is not valid: %s' % (address, ' | '.join(why)[:300]))


# What is proposed, and what is like a text, depends on its words: not compared with the harmless twin's.
WORDED = re.compile(r'<section [^>]*id="(?:evidence|similar)".*?</section>'
                    r'|<div><dt>(?:建议类别|对应条款|建议责任单位|Proposed category|Clauses that answer it|Proposed unit)</dt><dd.*?</dd></div>', re.S)


def look_html(address, text, count):
    shape = Shape(text)
    same = Shape(WORDED.sub('', text))                  # what is compared with the harmless twin
    count.check(not shape.wrong and text.startswith('<!DOCTYPE html>') and text.endswith('</html>\n'), '%s: %s' % (address, shape.wrong[:5]))
    return same.shape


def look_xml(text):
    """Elements and attributes in order, with the values of those that are no words; and the facts of a page about a demand."""
    page, words = tree.fromstring(text), {'zone', 'text', 'value', 'rule', 'source', 'viewer'}
    for table in page.findall(NS + 'table'):
        if table.get('id') in ('evidence', 'similar'): page.remove(table)
        columns = [c.get('id') for c in table.findall(NS + 'column')]
        for row in table.findall(NS + 'row') if table.get('id') == 'demand-facts' else ():
            if row[0].get('value') in ('proposed', 'clauses', 'responsible'): table.remove(row)
        for row in table.findall(NS + 'row') if 'similar' in columns else ():
            for name, cell in zip(columns, row):
                if name in ('similar', 'responsible'): cell.attrib.clear()
    facts = {row[0].get('value'): row[1].get('value') for row in page.iterfind(NS + "table[@id='demand-facts']/" + NS + 'row')}
    return ['%s %s' % (e.tag.replace(NS, ''), [(n, '' if n in words else v) for n, v in e.items()]) for e in page.iter()], facts


def look_csv(address, text, count):
    count.check(text.startswith('\ufeff') and text.endswith('\r\n'), address + ': mark and end')
    table = list(csv.reader(io.StringIO(text[1:], newline=''), strict=True))
    widths = {len(row) for row in table}
    count.check(len(widths) == 1, '%s: rows of %s cells' % (address, widths))
    formulas = [cell for row in table for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    count.check(not formulas, '%s: formulas: %r' % (address, [cell[:40] for cell in formulas[:5]]))
    # Another reader may split where this one does not: a line end outside quotes is CR LF and nothing else.
    bare = re.sub(r'"(?:[^"]|"")*"', '', text[1:])
    count.check(not re.search(r'\r(?!\n)|(?<!\r)\n|"', bare), address + ': a line end or a quote in a cell that is not quoted')
    return ['%d cells' % len(row) for row in table], table


def visit(url, store, folder):
    count, site, files, shapes, tables, facts = Count(), Site(url), [], {}, {}, {}
    os.makedirs(folder)
    for n, address in enumerate(addresses(store)):
        single = re.match('/(demands|requirements|enterprises)/', address)
        languages = ('', 'en') if not single or n % 10 == 0 else ('', 'en')[n % 2:n % 2 + 1]    # pages of single cases take turns
        for suffix in ('', '.xml', '.csv'):
            if suffix == '.csv' and single and n % 4: continue                                  # their CSV is a list of facts
            for lang in languages if suffix != '.csv' else ('',):
                path = form(re.sub(r'[?&]after=WHGX-[DR]-H|[?&]after=91340299MAG', '', address) if suffix == '.csv' else address, suffix, lang)
                if path in shapes: continue
                status, body = site.get(path)
                if suffix == '.csv' and status == 404 and address == '/health': continue
                if not count.check(status == expected(address), '%s: status %d' % (path, status)): continue
                try:
                    text = body.decode('utf-8')
                except UnicodeDecodeError as error:
                    count.check(False, '%s: %s' % (path, error))
                    continue
                bad = REFUSED.search(text)
                count.check(not bad, '%s: U+%04X at %d' % (path, ord(bad[0]) if bad else 0, bad.start() if bad else 0))
                if suffix == '.xml':
                    files.append(('%s/%d.xml' % (folder, len(files)), path))
                    with open(files[-1][0], 'wb') as file: file.write(body)
                try:
                    if suffix == '': shapes[path] = look_html(path, text, count)
                    elif suffix == '.xml': shapes[path], facts[address] = look_xml(text)
                    elif status == 200: shapes[path], tables[path] = look_csv(path, text, count)
                    else: shapes[path] = ['text']
                except (tree.ParseError, csv.Error) as error:
                    count.check(False, '%s cannot be read: %s' % (path, error))
    validate(files, count)
    texts(store, facts, tables.get('/demands.csv', []), count)
    count.check(site.slowest[0] < SLOW, '%s took %.1f s' % site.slowest[::-1])
    print('%d pages, the slowest took %.2f s: %s' % (len(shapes), *site.slowest))
    with open(folder + '/shapes.json', 'w') as file: json.dump(shapes, file)
    return count.finish()


def texts(store, facts, table, count):
    """What was written is shown, not swallowed: each demand's text as it is, but for the characters that are refused."""
    cells = {row[0]: row[table[0].index('text')] for row in table[1:]} if table else {}
    seen = 0
    for ref, text in rows(store, "SELECT ref, text FROM demand WHERE ref GLOB 'WHGX-D-H*' ORDER BY ref"):
        ref, wanted = ref.decode(), clean(text)
        shown = facts.get('/demands/' + ref, {}).get('text', '')
        if wanted is None:
            count.check('\ufffd' in shown or shown.endswith('…') and LIMIT <= len(shown.encode()) <= LIMIT + 8, '%s shows %r' % (ref, shown[-40:]))
            continue
        seen += 1
        count.check(shown == wanted, '%s shows %r for %r' % (ref, shown[:60], wanted[:60]))
        cell = cells.get(ref, '')
        count.check(cell in (wanted, "'" + wanted), '%s in CSV is %r for %r' % (ref, cell[:60], wanted[:60]))
    count.check(seen > 40, 'only %d texts were compared' % seen)


def compare(one, two):
    count, pages = Count(), []
    for folder in (one, two):
        with open(folder + '/shapes.json') as file: pages.append(json.load(file))
    for one in pages:                                                  # which problems there are depends on the words too
        for path in [p for p in one if p.startswith('/problems')]: del one[path]
    count.check(len(pages[0]) > 700 and pages[0].keys() == pages[1].keys(), 'not the same pages: %s' % sorted(pages[0].keys() ^ pages[1].keys())[:5])
    for path in pages[0].keys() & pages[1].keys():
        if re.match(r'/demands/[^.?]+(\?|$)', path): continue          # what is proposed for a text depends on its words; its XML is compared
        if re.match(r'/search(\.\w+)?\?(.*&)?q=', path): continue      # what is found are the words themselves
        a, b = pages[0][path], pages[1][path]
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        count.check(a == b, '%s: %d and %d elements, from %d on %s and %s' % (path, len(a), len(b), at, a[at:at + 2], b[at:at + 2]))
    return count.finish()


def workers(port):
    """Private memory of each process that serves the port, bytes by process id."""
    found = {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            cwd = os.readlink('/proc/%s/cwd' % pid).replace(' (deleted)', '')
            with open('/proc/%s/comm' % pid) as file: name = file.read().strip()
            with open('/proc/%s/statm' % pid) as file: fields = [int(n) for n in file.read().split()]
        except OSError:
            continue
        if cwd.endswith('/run/' + port) and name.startswith('fulfil'): found[int(pid)] = (fields[1] - fields[2]) * os.sysconf('SC_PAGE_SIZE')
    return found


def endure(url, port, requests):
    count, site, sizes = Count(), Site(url), []
    before = workers(port)
    lists = ['/demands?after=WHGX-D-H00%02d', '/requirements.xml?after=WHGX-R-H00%02d', '/enterprises?after=91340299MAH00000%02d', '/?as_of=2020-02-25T15:%02d:00Z']
    paths = ['/demands/WHGX-D-H00%02d', '/requirements/WHGX-R-H00%02d.xml', '/enterprises/91340299MAH00000%02d?lang=en', '/demands?unit=%%3Cscript%%3E%02d'] * 4 + lists
    for n in range(requests):
        path = paths[n % len(paths)] % (n // len(paths) * 7 % 60)
        path += '%sknown_at=2021-01-01T%02d:%02d:%02dZ' % ('&' if '?' in path else '?', n // 3600, n // 60 % 60, n % 60)   # in no cache
        status, _ = site.get(path)
        count.check(status == (400 if 'script' in path else 200), '%s: status %d' % (path, status))
        if n in (requests // 2, requests - 1): sizes.append(sum(workers(port).values()))    # by half every worker has made each kind of page
    count.check(len(before) >= 2 and before.keys() == workers(port).keys(), 'the workers were %s and are %s' % (sorted(before), sorted(workers(port))))
    count.check(sizes[1] - sizes[0] < 16 << 20, 'memory of all workers grew from %d to %d kB' % (sizes[0] >> 10, sizes[1] >> 10))
    print('memory of %d processes after half and all: %d, %d kB' % (len(before), sizes[0] >> 10, sizes[1] >> 10))
    return count.finish()


def places(url, store, shell):
    count, site, files = Count(), Site(url), []
    folder = os.path.dirname(store) + '/places'
    os.makedirs(folder)
    for n, (text,) in enumerate(rows(store, "SELECT text FROM demand WHERE ref GLOB 'WHGX-D-H*' ORDER BY ref")):
        value = "CAST(x'%s' AS TEXT)" % text.hex()
        with open(folder + '/change.sql', 'w') as file:
            file.write('UPDATE zone SET name = %s, name_en = %s;\n' % (value, value) +
                       'INSERT INTO reported_figure (ref, figure, value, unit, source, reported_on) '
                       "VALUES ('WHGX-F-P%d', 'loans-applied', 100, 'fen', %s, '2020-02-25');\n" % (n, value))
        said = subprocess.run(shell + ['.read ' + folder + '/change.sql'], capture_output=True)
        count.check(said.returncode == 0, 'text %d was not written: %r' % (n, said.stderr[:200]))
        second = '2020-02-25T15:%02d:%02dZ' % (n // 60, n % 60)                     # no page of the microcache
        for path in ('/index.xml?as_of=' + second, '/health?lang=en&as_of=' + second) + (('/?as_of=' + second,) if n % 5 == 0 else ()):
            status, body = site.get(path)
            if not count.check(status == 200, '%s: status %d' % (path, status)): continue
            if '.xml' not in path:
                look_html(path, body.decode(), count)
                continue
            files.append(('%s/%d.xml' % (folder, len(files)), '%s with text %d, %r' % (path, n, text[:20])))
            with open(files[-1][0], 'wb') as file: file.write(body)
    validate(files, count)
    return count.finish()


if __name__ == '__main__':
    command, rest = sys.argv[1], sys.argv[2:]
    sys.exit({'visit': lambda: visit(*rest), 'compare': lambda: compare(*rest), 'endure': lambda: endure(rest[0], rest[1], int(rest[2])),
              'places': lambda: places(rest[0], rest[1], rest[2:])}[command]())
