#!/usr/bin/env python3
"""Sends hostile request lines, byte for byte, through nginx and directly to the report server, and looks at each answer.

    test_hostile_urls.py PORT SOCKET

A row of the table is an address as it goes on the wire (latin-1 stands for bytes), the statuses that nginx and the report
server must give, and for a refusal the parameter, its value and a word of what is expected, which the body must name: as
XML by attributes, as HTML in words, as CSV in a line. Prints `N passed, N failed` last.
"""
import html, re, socket, struct, subprocess, sys, tempfile
import xml.etree.ElementTree as tree

NS = '{urn:fulfil:report:1}'
SAME = None         # the report server says what nginx says
REFUSED = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]')
DAY, CODE, NUMBER = 'YYYY-MM-DD', '64', '1'

# address, status through nginx, status of the report server, parameter, value, expected. `%s` in a path is where the form
# goes: nothing, .xml or .csv; an address without it is asked for as it is.
ADDRESSES = [
    # Paths
    ('/../etc/passwd', 400, 400, None, None, None),
    ('/../../../../etc/passwd%s', 400, 400, 'path', '/../../../../etc/passwd', None),
    ('/units/../../etc/passwd%s', 400, 400, 'path', '/units/../../etc/passwd', None),
    ('/units/..', 400, SAME, None, None, None),
    ('/units/%%2e%%2e/%%2e%%2e/etc/passwd%s', 400, 400, 'path', '/units/../../etc/passwd', None),
    ('/units/..%%2f..%%2fetc/passwd%s', 400, 400, 'path', '/units/../../etc/passwd', None),
    ('/units/..%%5c..%%5cetc%s', 404, SAME, 'path', None, None),
    ('/units/%%252e%%252e%%252fetc%s', 404, SAME, 'path', '/units/%2e%2e%2fetc', None),
    ('/units/./FGW%s', 400, SAME, 'path', '/units/./FGW', None),
    ('//units%s', 400, SAME, 'path', '//units', None),
    ('/units//FGW%s', 400, SAME, 'path', '/units//FGW', None),
    ('//evil.example/%%2e%%2e%s', 400, SAME, 'path', None, None),
    ('/units/%s', 404, SAME, 'path', None, None),
    ('/units/FGW/%s', 404, SAME, 'path', None, None),
    ('/units/FGW%%2Fx%s', 404, SAME, 'path', '/units/FGW/x', None),
    ('/units/FGW%%00%s', 400, SAME, 'path', None, None),
    ('/%%00%s', 400, SAME, 'path', None, None),
    ('/units/%%c0%%af%s', 400, SAME, 'path', None, None),
    ('/units/%%c0%%ae%%c0%%ae/%s', 400, SAME, 'path', None, None),
    ('/units/%%e0%%80%%af%s', 400, SAME, 'path', None, None),
    ('/units/%%ed%%a0%%80%s', 400, SAME, 'path', None, None),
    ('/units/%%ff%%fe%s', 400, SAME, 'path', None, None),
    ('/units/%%f4%%90%%80%%80%s', 400, SAME, 'path', None, None),
    ('/units/\xff\xfe%s', 400, SAME, 'path', None, None),
    ('/units/%%zz%s', 400, SAME, None, None, None),
    ('/units/%%4%s', 400, SAME, None, None, None),
    ('/units/%%', 400, SAME, None, None, None),
    ('/units/F%%0d%%0aSet-Cookie:x=1%s', 400, SAME, 'path', None, None),
    ('/units/%%e2%%80%%ae%s', 404, SAME, 'path', None, None),
    ('/units/%%3Cscript%%3Ealert(1)%%3C%%2Fscript%%3E%s', 404, SAME, 'path', '/units/<script>alert(1)</script>', None),
    ("/units/'%%20OR%%20'1'='1%s", 404, SAME, 'path', "/units/' OR '1'='1", None),
    ('/units/FGW;x=1%s', 404, SAME, 'path', '/units/FGW;x=1', None),
    ('/units/fgw%s', 404, SAME, 'path', 'fgw', None),
    ('/units/' + 'A' * 65 + '%s', 404, SAME, 'path', None, None),
    ('/units.', 404, SAME, None, None, None),
    ('/units.xml.xml', 404, SAME, None, None, None),
    ('/units.xml/', 404, SAME, None, None, None),
    ('/units.XML', 404, SAME, None, None, None),
    ('/units.json', 404, SAME, None, None, None),
    ('/.xml', 404, SAME, None, None, None),
    ('/units/.xml', 404, SAME, None, None, None),
    ('/UNITS%s', 404, SAME, 'path', '/UNITS', None),
    ('/%%75nits%s', 200, SAME, None, None, None),
    ('/%%55nits%s', 404, SAME, 'path', '/Units', None),
    ('/units%%2exml', 200, SAME, None, None, None),
    ('/units%%3Flang=en', 404, SAME, None, None, None),
    ('/demands/WHGX-D-000001%%20%s', 404, SAME, 'path', None, None),
    ('/rollups/0%s', 404, SAME, 'path', None, None),
    ('/rollups/-1%s', 404, SAME, 'path', None, None),
    ('/rollups/08%s', 404, SAME, 'path', None, None),
    ('/rollups/1e3%s', 404, SAME, 'path', None, None),
    ('/rollups/99999999999999999999%s', 404, SAME, 'path', None, None),
    ('/rollups/999999999%s', 404, SAME, 'path', '999999999', None),
    ('/enterprises/91340203MAY1058126%%27--%s', 404, SAME, 'path', None, None),
    ('/static/../units%s', 400, 400, 'path', None, None),
    ('/static/fulfil.css/../../xsl/zh.xsl', 400, 400, None, None, None),
    ('/static/%%2e%%2e/nginx.conf', 400, 400, None, None, None),
    ('/static/fulfil.css%%00.html', 400, 400, None, None, None),
    ('/.git/config', 404, SAME, None, None, None),
    # Moments
    ('/index%s?as_of=2020-02-30', 400, SAME, 'as_of', '2020-02-30', DAY),
    ('/index%s?as_of=2021-02-29', 400, SAME, 'as_of', '2021-02-29', DAY),
    ('/index%s?as_of=2020-13-01', 400, SAME, 'as_of', '2020-13-01', DAY),
    ('/index%s?as_of=2020-2-3', 400, SAME, 'as_of', '2020-2-3', DAY),
    ('/index%s?as_of=20200225', 400, SAME, 'as_of', '20200225', DAY),
    ('/index%s?as_of=0000-00-00', 400, SAME, 'as_of', '0000-00-00', DAY),
    ('/index%s?as_of=99999-01-01', 400, SAME, 'as_of', '99999-01-01', DAY),
    ('/index%s?as_of=-2020-01-01', 400, SAME, 'as_of', '-2020-01-01', DAY),
    ('/index%s?as_of=2020-02-25T24:00:00Z', 400, SAME, 'as_of', '2020-02-25T24:00:00Z', DAY),
    ('/index%s?as_of=2020-02-25T12:00:00', 400, SAME, 'as_of', '2020-02-25T12:00:00', DAY),
    ('/index%s?as_of=2020-02-25T12:00:00%%2B08:00', 400, SAME, 'as_of', '2020-02-25T12:00:00+08:00', DAY),
    ('/index%s?as_of=2020-02-25%%20', 400, SAME, 'as_of', '2020-02-25 ', DAY),
    ('/index%s?as_of=now', 400, SAME, 'as_of', 'now', DAY),
    ("/index%s?as_of=2020-02-25'--", 400, SAME, 'as_of', "2020-02-25'--", DAY),
    ('/index%s?as_of=%%EF%%BC%%92020-02-25', 400, SAME, 'as_of', '２020-02-25', DAY),
    ('/index%s?known_at=2020-02-30', 400, SAME, 'known_at', '2020-02-30', DAY),
    ('/index%s?known_at=1e9', 400, SAME, 'known_at', '1e9', DAY),
    ('/index%s?as_of=0001-01-01', 400, SAME, 'as_of', '0001-01-01', DAY),
    ('/index%s?as_of=1899-12-31', 400, SAME, 'as_of', '1899-12-31', '1900'),
    ('/index%s?as_of=1900-01-01', 200, SAME, None, None, None),
    ('/index%s?as_of=2999-12-31T23:59:59Z', 200, SAME, None, None, None),
    ('/index%s?as_of=3000-01-01', 400, SAME, 'as_of', '3000-01-01', '2999'),
    ('/index%s?as_of=2999-12-31&known_at=9999-12-31', 400, SAME, 'known_at', '9999-12-31', DAY),
    ('/index%s?as_of=2999-12-31&known_at=1900-01-01', 200, SAME, None, None, None),
    # Words and codes
    ('/index%s?lang=fr', 400, SAME, 'lang', 'fr', 'zh'),
    ('/index%s?lang=EN', 400, SAME, 'lang', 'EN', 'zh'),
    ('/index%s?lang=en&lang=zh', 400, SAME, 'lang', 'zh', None),
    ('/index%s?lang=en%%00', 400, SAME, 'query', None, None),
    ("/demands%s?unit=FGW'%%20OR%%20'1'='1", 400, SAME, 'unit', "FGW' OR '1'='1", CODE),
    ("/demands%s?unit=x';DROP%%20TABLE%%20demand;--", 400, SAME, 'unit', "x';DROP TABLE demand;--", CODE),
    ('/demands%s?unit=NOBODY', 400, SAME, 'unit', 'NOBODY', CODE),
    ('/demands%s?unit=%%3Cscript%%3Ealert(1)%%3C/script%%3E', 400, SAME, 'unit', '<script>alert(1)</script>', CODE),
    ('/demands%s?unit=%%22onmouseover=%%22alert(1)', 400, SAME, 'unit', '"onmouseover="alert(1)', CODE),
    ('/demands%s?unit=%%E2%%80%%AEFGW', 400, SAME, 'unit', '\ufffdFGW', CODE),
    ('/demands%s?unit=F%%0d%%0aSet-Cookie:%%20x=1', 400, SAME, 'query', None, None),
    ('/demands%s?unit=%%c0%%a7', 400, SAME, 'query', None, None),
    ('/demands%s?unit=%%2546GW', 400, SAME, 'unit', '%46GW', CODE),
    ('/demands%s?unit=%%46GW', 200, SAME, None, None, None),
    ('/demands%s?unit=' + 'A' * 65, 400, SAME, 'unit', 'A' * 65, CODE),
    ("/demands%s?category=tax'%%20UNION%%20SELECT%%20sql%%20FROM%%20sqlite_schema--", 400, SAME, 'category', "tax' UNION SELECT sql FROM sqlite_schema--", CODE),
    ('/demands%s?category=none', 400, SAME, 'category', 'none', CODE),
    ("/demands%s?disposition=valid'--", 400, SAME, 'disposition', "valid'--", 'duplicate'),
    ('/demands%s?disposition=VALID', 400, SAME, 'disposition', 'VALID', 'duplicate'),
    ("/demands%s?period=8'--", 400, SAME, 'period', "8'--", NUMBER),
    ('/demands%s?period=0', 400, SAME, 'period', '0', NUMBER),
    ('/demands%s?period=-1', 400, SAME, 'period', '-1', NUMBER),
    ('/demands%s?period=8.5', 400, SAME, 'period', '8.5', NUMBER),
    ('/demands%s?period=9223372036854775808', 400, SAME, 'period', '9223372036854775808', NUMBER),
    ('/demands%s?period=999999999', 400, SAME, 'period', '999999999', NUMBER),
    ('/requirements%s?period=999999999&event=solved', 400, SAME, 'period', '999999999', NUMBER),
    ('/demands%s?period=1457298', 400, SAME, 'period', '1457298', NUMBER),
    ('/demands%s?period=1457297', 200, SAME, None, None, None),
    ("/demands%s?enterprise=x'%%20OR%%201", 400, SAME, 'enterprise', "x' OR 1", CODE),
    ('/demands%s?enterprise=91340203may1058126', 200, SAME, None, None, None),
    ("/loans%s?stage=applied'--", 400, SAME, 'stage', "applied'--", 'disbursed'),
    ('/loans%s?stage=paid', 400, SAME, 'stage', 'paid', 'disbursed'),
    ('/subsidies%s?stage=disbursed', 400, SAME, 'stage', 'disbursed', 'declared'),
    ("/loans%s?bank=x'%%20OR%%201", 400, SAME, 'bank', "x' OR 1", CODE),
    ('/loans%s?bank=NOBANK', 400, SAME, 'bank', 'NOBANK', None),
    ('/subsidies%s?policy=..%%2f..%%2fetc', 400, SAME, 'policy', '../../etc', CODE),
    ('/subsidies%s?clause=NONE-01&policy=NONE', 400, SAME, None, None, None),
    ('/loans%s?policy=WH18', 400, SAME, 'policy', 'WH18', None),
    ('/events%s?mark=x', 400, SAME, 'mark', 'x', 'dispatched'),
    ('/demands%s?enterprise=AAAAAAAAAAAAAAAAAA', 200, SAME, None, None, None),
    ("/requirements%s?state=open'--", 400, SAME, 'state', "open'--", 'overdue'),
    ('/requirements%s?state=revoked', 400, SAME, 'state', 'revoked', 'overdue'),
    ("/requirements%s?period=8&event=solved'--", 400, SAME, 'event', "solved'--", 'dispatched'),
    ('/requirements%s?event=solved', 400, SAME, 'event', 'solved', 'period'),
    ('/requirements%s?period=8', 400, SAME, 'period', '8', 'event'),
    ("/enterprises%s?contact=valid'--", 400, SAME, 'contact', "valid'--", 'contacted'),
    # Paging marks are any text
    ("/demands%s?after='%%20OR%%201=1--", 200, SAME, None, None, None),
    ('/demands%s?after=%%3Cscript%%3E', 200, SAME, None, None, None),
    ('/demands%s?after=%%F0%%9F%%98%%80', 200, SAME, None, None, None),
    ('/rollups%s?after=-1', 200, SAME, None, None, None),
    ('/rollups%s?after=9e99', 200, SAME, None, None, None),
    ('/demands%s?after=' + 'x' * 513, 400, SAME, 'after', 'x' * 100, ''),
    ('/demands%s?after=a&after=b', 400, SAME, 'after', 'b', None),
    ('/index%s?after=x', 400, SAME, 'after', 'x', None),
    ('/search%s?q=%%22', 200, SAME, None, None, None),
    ('/search%s?q=%%27%%29%%3B--%%20NEAR%%28%%22x', 200, SAME, None, None, None),
    ('/search%s?q=' + 'a' * 201, 400, SAME, 'q', 'a' * 100, '200'),
    ('/search%s?q=a&q=b', 400, SAME, 'q', 'b', None),
    ('/search%s?unit=FGW', 400, SAME, 'unit', 'FGW', None),
    # Names of parameters
    ('/index%s?unit=FGW', 400, SAME, 'unit', 'FGW', None),
    ('/index%s?as_off=2020-02-25', 400, SAME, 'as_off', '2020-02-25', None),
    ('/index%s?AS_OF=2020-02-25', 400, SAME, 'AS_OF', '2020-02-25', None),
    ('/index%s?as_of[]=2020-02-25', 400, SAME, 'as_of[]', '2020-02-25', None),
    ('/index%s?as_of=2020-02-25;lang=en', 400, SAME, 'as_of', '2020-02-25;lang=en', DAY),
    ('/index%s?as_of=2020-02-25&as_of=2020-02-24', 400, SAME, 'as_of', '2020-02-24', None),
    ('/index%s?as_of=&as_of=', 400, SAME, 'as_of', None, None),
    ('/index%s?as%%5fof=2020-02-25&as_of=2020-02-25', 400, SAME, 'as_of', '2020-02-25', None),
    ('/index%s?%%61s_of=2020-02-30', 400, SAME, 'as_of', '2020-02-30', DAY),
    ('/index%s?%%3Cscript%%3E=%%3Cscript%%3E', 400, SAME, '<script>', '<script>', None),
    ('/index%s?as_of%%00=2020-02-25', 400, SAME, 'query', None, None),
    ('/index%s?REMOTE_USER=demo', 400, SAME, 'REMOTE_USER', 'demo', None),
    ('/index%s?x', 400, SAME, 'x', None, None),
    ('/index%s?=', 400, SAME, None, None, None),
    ('/index%s?=x', 400, SAME, None, 'x', None),
    ('/index%s??', 400, SAME, '?', None, None),
    ('/index%s?%%', 400, SAME, 'query', None, None),
    ('/index%s?as_of=%%', 400, SAME, 'query', None, None),
    ('/index%s?as_of=2020-02-25%%0', 400, SAME, 'query', None, None),
    ('/index%s?&&&', 200, SAME, None, None, None),
    ('/index%s?', 200, SAME, None, None, None),
    ('/index%s?' + '&'.join('p%d=1' % i for i in range(400)), 400, SAME, 'p0', '1', None),
    ('/index%s?' + '&' * 3900, 200, SAME, None, None, None),
    ('/index%s?as_of=' + '9' * 3900, 400, SAME, 'as_of', '9' * 100, DAY),
    ('/index%s?as_of=' + '9' * 5000, 400, SAME, 'path', None, None),
    ('/index%s?as_of=' + '9' * 20000, 414, 400, None, None, None),
    ('/' + 'a/' * 1900 + 'x%s', 404, SAME, 'path', None, None),
    ('/' + '../' * 1200 + '%s', 400, 400, None, None, None),
]

# The whole request as it goes to nginx, and the statuses that may come back; 0 is a connection closed without an answer.
CRLF = '\r\n'
RAW = [
    ('GET http://evil.example/units.xml HTTP/1.1\r\nHost: evil.example\r\n\r\n', (200,)),
    ('GET http://127.0.0.1/units.xml?unit=FGW HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET units HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET * HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', (400, 405)),
    ('GET  /units HTTP/1.1\r\nHost: x\r\n\r\n', (200, 400)),
    ('GET /units /x HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET /units\tx HTTP/1.1\r\nHost: x\r\n\r\n', (400, 404)),
    ('GET /units\x01 HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET /units\x00 HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET /units?as_of=\x7f HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET /units#fragment HTTP/1.1\r\nHost: x\r\n\r\n', (200, 400)),
    ('GET /units HTTP/9.9\r\nHost: x\r\n\r\n', (400, 505)),
    ('GET /units\r\n', (200, 0)),
    ('GET /units HTTP/1.1\r\n\r\n', (400,)),
    ('GET /units HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', (400,)),
    ('GET /units HTTP/1.1\r\nHost: ../../x\r\n\r\n', (200, 400)),
    ('get /units HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('FOO /units HTTP/1.1\r\nHost: x\r\n\r\n', (405,)),
    ('POST /units HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', (405,)),
    ('POST /units HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nunit=FGW1', (405,)),
    ('POST /units HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', (400,)),
    ('POST /units HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n', (413,)),
    ('PUT /units HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', (405,)),
    ('DELETE /units HTTP/1.1\r\nHost: x\r\n\r\n', (405,)),
    ('PATCH /units HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', (405,)),
    ('OPTIONS /units HTTP/1.1\r\nHost: x\r\n\r\n', (405,)),
    ('TRACE /units HTTP/1.1\r\nHost: x\r\n\r\n', (405,)),
    ('CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n', (400, 405)),
    ('PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 1\r\n\r\n', (405,)),
    ('HEAD /units HTTP/1.1\r\nHost: x\r\n\r\n', (200,)),
    ('HEAD /demands.csv HTTP/1.1\r\nHost: x\r\n\r\n', (200,)),
    ('HEAD /units?unit=FGW HTTP/1.1\r\nHost: x\r\n\r\n', (400,)),
    ('GET /units HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', (400, 200)),
    ('GET /units HTTP/1.1\r\nHost: x\r\nRange: bytes=0-0,1-1,2-2\r\n\r\n', (200, 206)),
    ('GET /demands.csv HTTP/1.1\r\nHost: x\r\nRange: bytes=-9999999999\r\n\r\n', (200, 206, 416)),
    ('GET /units HTTP/1.1\r\nHost: x\r\nIf-None-Match: ' + '"x",' * 300 + '*\r\n\r\n', (200, 304)),
    ('GET /units HTTP/1.1\r\nHost: x\r\nIf-None-Match: \x01\xff"\r\n\r\n', (200, 400)),
    ('GET /units HTTP/1.1\r\nHost: x\r\nX: ' + 'y' * 40000 + '\r\n\r\n', (400, 494)),
    ('GET /units HTTP/1.1\r\nHost: x\r\n' + 'X: y\r\n' * 9000 + '\r\n', (400, 494, 0)),
]

# Headers by which somebody may want to be somebody else, reach another page, or have his say in a cache.
FORGED = ['REMOTE_USER: chief', 'Remote-User: chief', 'X-Remote-User: chief', 'X-Forwarded-User: chief', 'Proxy: http://evil.example', 'X-Original-URL: /rollups',
          'X-Rewrite-URL: /rollups', 'X-Forwarded-Host: evil.example', 'X-Forwarded-For: 10.0.0.1', 'Forwarded: host=evil.example', 'X-HTTP-Method-Override: DELETE',
          'Authorization: Basic Y2hpZWY6eA==', 'Accept: text/csv', 'Accept-Language: fr', 'Cookie: lang=en; viewer=chief', 'QUERY_STRING: lang=en', 'REQUEST_URI: /rollups']


class Count:
    def __init__(self): self.passed = self.failed = 0

    def check(self, good, what):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        if not good: print('not ok - ' + what[:500].encode('ascii', 'backslashreplace').decode())
        return good


def through_nginx(port, request):
    """Status (0: none), head and body of the answer to bytes on a connection of their own."""
    with socket.create_connection(('127.0.0.1', port), timeout=20) as s:
        data = b''
        try:
            s.sendall(request)
            s.shutdown(socket.SHUT_WR) if b'\r\n\r\n' not in request else None
            while True:
                part = s.recv(1 << 16)
                if not part: break
                data += part
                head, end, body = data.partition(b'\r\n\r\n')
                length = re.search(rb'\ncontent-length: *(\d+)', head, re.I)
                if end and (request[:4] == b'HEAD' or length and len(body) >= int(length[1]) or body.endswith(b'\r\n0\r\n\r\n')): break
        except (BrokenPipeError, ConnectionResetError):
            pass
    head, _, body = data.partition(b'\r\n\r\n')
    if re.search(rb'\ntransfer-encoding: *chunked', head, re.I): body = joined(body)
    status = re.match(rb'HTTP/1\.[01] (\d{3})', head)
    return int(status[1]) if status else (200 if data.startswith(b'<!') else 0), head, body


def joined(chunks):
    out = b''
    while chunks:
        size, _, chunks = chunks.partition(b'\r\n')
        size = int(size, 16)
        out, chunks = out + chunks[:size], chunks[size + 2:]
    return out


def direct(path, method, address, **more):
    """The same from the report server itself, by one FastCGI request."""
    values = {'REQUEST_METHOD': method, 'REQUEST_URI': address, 'QUERY_STRING': address.partition('?')[2], 'REMOTE_USER': 'demo', **more}
    pairs = b''
    for name, value in values.items():
        name, value = name.encode(), value.encode('latin-1')
        pairs += b''.join(bytes([len(t)]) if len(t) < 128 else struct.pack('>I', len(t) | 1 << 31) for t in (name, value)) + name + value
    record = lambda kind, content: struct.pack('>BBHHBB', 1, kind, 1, len(content), 0, 0) + content
    raw, out = b'', b''
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(20)
        s.connect(path)
        s.sendall(record(1, struct.pack('>HB5x', 1, 0)) + record(4, pairs) + record(4, b'') + record(5, b''))
        while True:
            part = s.recv(1 << 16)
            if not part: break
            raw += part
    while len(raw) >= 8:
        _, kind, _, length, padding, _ = struct.unpack('>BBHHBB', raw[:8])
        if kind == 6: out += raw[8:8 + length]
        raw = raw[8 + length + padding:]
    head, _, body = out.partition(b'\r\n\r\n')
    status = re.match(rb'Status: (\d{3})', head)
    return int(status[1]) if status else 0, head, body


def words(body):
    """What a reader of an HTML page sees."""
    return html.unescape(re.sub('<[^>]*>', ' ', body))


def names(form, text, name, value, expected):
    """What a refusal leaves unsaid."""
    if form == '.xml':
        error = tree.fromstring(text).find(NS + 'error')
        said = {k: error.get(k) or '' for k in ('name', 'value', 'expected', 'reason')}
    else:
        said = dict.fromkeys(('name', 'value', 'expected', 'reason'), words(text) if form == '' else text)
    wrong = [] if said['reason'] else ['no reason']
    if name is not None and name not in said['name']: wrong.append('not the parameter %r' % name)
    if value is not None and value not in said['value']: wrong.append('not the value %r' % value)
    if expected and expected not in said['expected']: wrong.append('not what is expected, %r' % expected)
    return wrong


def look(count, what, form, status, head, body, row, files):
    """An answer, whatever its status: nothing in it that should not be, and a refusal says what is wrong."""
    try:
        text = body.decode('utf-8')
    except UnicodeDecodeError as error:
        count.check(False, '%s: %s' % (what, error))
        return
    count.check(not REFUSED.search(text), '%s: a character that no page may have' % what)
    count.check(not re.search(rb'\nset-cookie|\nlocation:', head, re.I), '%s: a header of its own: %r' % (what, head))
    ours = b'<center>nginx' not in body
    if form == '' and ours and body:
        count.check(not re.search(r'<(script|style|iframe|img)|\son[a-z]+="|javascript:', text) and text.startswith('<!DOCTYPE'), '%s: not a harmless page' % what)
    if form == '.xml' and ours and body: files.append((what, body))
    if status in (400, 404) and ours:
        wrong = names(form, text, *row[3:])
        count.check(not wrong, '%s: %s' % (what, wrong))


def addresses(count, port, path, files):
    for row in ADDRESSES:
        forms = ('', '.xml', '.csv') if '%s' in row[0] else (None,)
        for form in forms:
            address = row[0] % form if form is not None else row[0].replace('%%', '%')
            if form == '': address = re.sub(r'^/index(?=\?|$)', '/', address)
            shape = form if form is not None else '.xml' if re.search(r'(\.|%2e)xml(\?|$)', address) else ''
            request = ('GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' % address).encode('latin-1')
            for way, wanted, answer in (('nginx', row[1], through_nginx(port, request)), ('directly', row[2] or row[1], direct(path, 'GET', address))):
                status, head, body = answer
                what = '%s %s' % (way, address[:120])
                # A path that nginx takes for one upwards it refuses itself; where it does not, both say the same.
                if count.check(status == wanted, '%s: status %d, should be %d' % (what, status, wanted)):
                    look(count, what, shape, status, head, body, row, files)


def methods(count, path):
    """Where nginx would not let them through: methods and forged parameters on the socket."""
    for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get', 'GETX', '', ' GET', 'GET\n', '<script>', '\xff'):
        status, head, body = direct(path, method, '/units')
        count.check(status == 405 and b'Allow: GET, HEAD' in head and b'<script>' not in body, 'method %r: status %d' % (method, status))
    for user in ('a\nb', 'a\x01', '\xff\xfe', 'x' * 129, '\x7f', '\xed\xa0\x80'):
        status, head, body = direct(path, 'GET', '/units.xml', REMOTE_USER=user)
        count.check(status == 400 and 'REMOTE_USER' in body.decode(), 'viewer %r: status %d' % (user, status))
    for user in ('<script>alert(1)</script>', "' OR '1'='1", '\u202e'.encode().decode('latin-1'), ' ', 'demo ', 'Demo', '../demo', 'x' * 128):
        status, head, body = direct(path, 'GET', '/units.xml', REMOTE_USER=user)
        count.check(status == 200 and tree.fromstring(body).get('role') == 'none' and not REFUSED.search(body.decode()), 'viewer %r: status %d' % (user, status))
        status, head, body = direct(path, 'GET', '/units', REMOTE_USER=user)
        count.check(status == 200 and b'<script' not in body, 'viewer %r as HTML: status %d' % (user, status))
    for name in ('HTTP_PROXY', 'HTTP_REMOTE_USER', 'HTTP_X_FORWARDED_USER', 'AUTH_USER', 'HTTP_AUTHORIZATION', 'SCRIPT_NAME', 'PATH_INFO', 'DOCUMENT_ROOT', 'CONTENT_LENGTH', 'LD_PRELOAD'):
        status, head, body = direct(path, 'GET', '/units.xml', REMOTE_USER='', **{name: 'demo'})
        count.check(status == 200 and tree.fromstring(body).get('role') == 'none', '%s: status %d' % (name, status))


def raw(count, port):
    for request, wanted in RAW:
        status, head, body = through_nginx(port, request.encode('latin-1'))
        what = 'nginx %r' % request[:70]
        count.check(status in wanted, '%s: status %d, should be of %s' % (what, status, wanted))
        count.check(request[:4] != 'HEAD' or not body, what + ': a body')
        count.check(b'evil.example' not in body + head, what + ': another host in the answer')
    get = lambda header: through_nginx(port, ('GET /units.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n' % header).encode('latin-1'))
    plain = get('')[2]
    count.check(tree.fromstring(plain).get('role') == 'leader', 'the plain page is for %s' % tree.fromstring(plain).get('role'))
    for header in FORGED:
        status, head, body = get(header + CRLF)
        count.check(status == 200 and body == plain, '%s: status %d, another page' % (header, status))


def main():
    port, path = int(sys.argv[1]), sys.argv[2]
    count, files = Count(), []
    count.check(len(ADDRESSES) + len(RAW) + len(FORGED) >= 60, 'too few lines')
    addresses(count, port, path, files)
    methods(count, path)
    raw(count, port)
    with tempfile.TemporaryDirectory() as folder:
        for n, (_, body) in enumerate(files):
            with open('%s/%d.xml' % (folder, n), 'wb') as file: file.write(body)
        said = subprocess.run(['xmllint', '--noout', '--nonet', '--relaxng', 'xsl/report.rng'] + ['%s/%d.xml' % (folder, n) for n in range(len(files))], capture_output=True).stderr.decode()
        for n, (what, _) in enumerate(files): count.check('%s/%d.xml validates\n' % (folder, n) in said, what + ': its XML is not valid')
    print('%d addresses, %d request lines, %d headers' % (len(ADDRESSES), len(RAW), len(FORGED)))
    print('%d passed, %d failed' % (count.passed, count.failed))
    return count.failed > 0


if __name__ == '__main__':
    sys.exit(main())
