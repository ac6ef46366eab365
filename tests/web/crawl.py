#!/usr/bin/env python3
"""Follows every figure to the rows that it counts.

From / every page that is linked is read as XML, in both languages. Wherever a figure, or a counting cell of a table,
carries a link to a list, the list's rows are counted over all its pages and in its CSV; both must be what the figure
says (the numerator of a rate). A figure of money must be the sum of the list's column of that stage. A link to a table of the same page must lead to a column whose sum is the figure.
Detail pages are read too, up to MOST of each kind, so that their figures are followed as well.

usage: crawl.py URL [MOST [QUERY]]       QUERY: parameters for every page, as as_of=2020-02-21
"""
import csv, io, re, sys, urllib.error, urllib.request
import xml.etree.ElementTree as tree

NS = '{urn:fulfil:report:1}'


class Site:
    def __init__(self, url):
        self.url, self.pages, self.counts, self.sums, self.problems, self.checked, self.followed = url, {}, {}, {}, [], 0, 0

    def fetch(self, path):
        try:
            return urllib.request.urlopen(self.url + path, timeout=60).read()
        except urllib.error.HTTPError as error:
            self.problems.append('%s answers %d' % (path, error.code))
            return error.read()

    def page(self, path):
        if path not in self.pages: self.pages[path] = tree.fromstring(self.fetch(path))
        return self.pages[path]

    def form(self, href, suffix):
        path, _, query = href.partition('?')
        return ('/index' if path == '/' else path) + suffix + ('?' + query if query else '')

    def rows(self, href):
        """Rows of a list over all its pages, and in its CSV."""
        if href in self.counts: return self.counts[href]
        seen, path, keys, sums = 0, self.form(href, '.xml'), set(), {}
        while path:
            page = tree.fromstring(self.fetch(path))
            main = page.find(NS + "table[@main='1']")
            for row in main.findall(NS + 'row') if main is not None else ():
                seen += 1
                keys.add(tuple((c.text, c.get('value')) for c in row))
                for column, cell in zip(main.findall(NS + 'column'), row):
                    if column.get('type') == 'money': sums[column.get('id')] = sums.get(column.get('id'), 0) + int(cell.get('value') or 0)
            link = page.find(NS + "link[@rel='next']")
            path = link is not None and self.form(link.get('href').replace('.xml', ''), '.xml')
        text = self.fetch(self.form(href, '.csv')).decode('utf-8-sig')
        lines = len(list(csv.reader(io.StringIO(text)))) - 1
        if len(keys) < seen and 'event=' not in href: self.problems.append('%s shows a row twice' % href)
        self.counts[href] = (seen, lines)
        self.sums[href] = sums
        return self.counts[href]

    def expect_sum(self, where, what, href, column, fen):
        """The list that a figure of money leads to has a column whose sum it is."""
        self.checked += 1
        self.rows(href)
        if self.sums[href].get(column) != fen:
            self.problems.append('%s: %s is %d fen, column %s of %s sums to %s' % (where, what, fen, column, href, self.sums[href].get(column)))

    def expect(self, where, what, href, number):
        self.checked += 1
        pages, lines = self.rows(href)
        if pages != number or lines != number:
            self.problems.append('%s: %s is %d, %s has %d rows on its pages and %d in its CSV' % (where, what, number, href, pages, lines))

    def figures(self, path, page):
        tables = {t.get('id'): t for t in page.findall(NS + 'table')}
        for figure in page.findall(NS + 'figure'):
            href, number = figure.get('href'), figure.get('n') or figure.get('value')
            if not href or number is None: continue
            if figure.get('unit') == 'fen' or figure.get('n-text'):
                self.expect_sum(path, figure.get('id'), href, re.search('stage=([a-z_]+)', href).group(1), int(number))
            elif href.startswith('#'):
                column = figure.get('id').replace('period-', '').replace('-', '_')
                table = tables[href[1:]]
                place = [c.get('id') for c in table.findall(NS + 'column')].index(column)
                total = sum(int(row[place].get('value')) for row in table.findall(NS + 'row'))
                self.checked += 1
                if total != int(number): self.problems.append('%s: %s is %s, its column sums to %d' % (path, figure.get('id'), number, total))
            else:
                self.expect(path, figure.get('id'), href, int(number))

    def cells(self, path, page):
        for table in page.findall(NS + 'table'):
            columns = table.findall(NS + 'column')
            for row in table.findall(NS + 'row'):
                for column, cell in zip(columns, row):
                    href = cell.get('href')
                    if column.get('type') == 'count' and href and re.match(r'/((demands|requirements|ledger|batches|enterprises|coverage|events|loans|subsidies)\?|problems/)', href):
                        self.expect(path, '%s/%s' % (table.get('id'), column.get('id')), href, int(cell.get('value')))

    def crawl(self, start, most):
        queue, seen, kinds = [start], set(), {}
        while queue:
            href = queue.pop(0)
            path = href.partition('?')[0]
            kind = '/'.join(path.split('/')[:2]) + ('/*' if path.count('/') > 1 else '') + ('en' if 'lang=en' in href else '')
            if href in seen or not href.startswith('/') or ('?' in href and re.search(r'[?&](?!lang=|as_of=|known_at=)', href)): continue
            seen.add(href)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > most: continue
            page = self.page(self.form(href, '.xml'))
            self.figures(href, page)
            self.cells(href, page)
            self.followed += 1
            for link in page.iter():
                if link.tag != NS + 'link' and link.get('href'): queue.append(link.get('href'))
        return kinds


def main():
    site, most = Site(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    query, kinds = sys.argv[3] if len(sys.argv) > 3 else '', {}
    for start in ('/', '/demands', '/requirements', '/ledger', '/batches', '/loans', '/subsidies', '/policies', '/units', '/enterprises', '/coverage', '/problems', '/rollups', '/events', '/search', '/health'):
        for lang in ('', 'lang=en'):
            asked = '&'.join(q for q in (lang, query) if q)
            kinds.update(site.crawl(start + ('?' + asked if asked else ''), most if start == '/' else 1))
    for line in site.problems: print('not ok - ' + line)
    want = {'/', '/demands', '/requirements', '/ledger', '/batches', '/batches/*', '/events', '/loans', '/subsidies', '/policies/*', '/units', '/enterprises', '/coverage', '/problems', '/problems/*', '/rollups', '/demands/*', '/requirements/*', '/units/*', '/enterprises/*', '/rollups/*'}
    missing = [] if query else sorted(k for k in want if k not in kinds)
    if missing: print('not ok - never reached: ' + ', '.join(missing))
    print('%d pages, %d lists' % (site.followed, len(site.counts)))
    print('%d passed, %d failed' % (site.checked - len(site.problems), len(site.problems) + len(missing)))


if __name__ == '__main__':
    main()
