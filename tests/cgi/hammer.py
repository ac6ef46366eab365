"""Asks the report server thousands of things, good, bad and broken, and watches that it lives and does not grow.

    python3 tests/cgi/hammer.py SOCKET MASTER_PID [REQUESTS [SEED]]

Speaks FastCGI itself, because cgi-fcgi can only send what is well-formed. Checked: every well-formed request gets a
status that is right for one (200, 304, 400, 404 or 405, and never 500) and a body as long as it says; broken records do
no harm; the same workers are there at the end; their memory grows by less than 8 MB (their page caches) in the second half.
Prints `N passed, N failed`.
"""
import os
import random
import re
import socket
import struct
import sys

PATHS = ['/', '/index', '/demands', '/requirements', '/units', '/enterprises', '/rollups', '/health', '/units/FGW',
         '/rollups/8', '/rollups/1', '/demands/WHGX-D-000001', '/demands/WHGX-D-999999', '/requirements/WHGX-R-000001',
         '/nothing', '/../x', '//', '/%00', '/%ff', '/demands/%E9%9C%80', '/health/x', '/.xml', '/units/' + 'A' * 70]
QUERIES = ['unit=FGW', 'unit=NOBODY', 'category=tax', 'state=open', 'state=overdue', 'disposition=valid',
           'disposition=not_valid', 'period=8', 'event=solved', 'contact=valid', 'as_of=2020-02-20', 'as_of=2020-02-30',
           'known_at=2020-02-22T03:04:05Z', 'lang=en', 'lang=zh', 'lang=xx', 'after=WHGX-D-000100', 'after=%F0%9F%98%80',
           'after=' + 'x' * 600, 'unit=%3Cscript%3E', 'x=1', '=', '&&', '%', 'unit=', 'enterprise=91340203MAY1058126', 'a=%00']
HEADERS = ['"0123456789abcdef0123456789abcdef"', '*', 'W/"x", "y"', '', '"' * 300, '\xff\x01']


def record(kind, content, request=1):
    return struct.pack('>BBHHBB', 1, kind, request, len(content), 0, 0) + content


def pairs(values):
    out = b''
    for name, value in values.items():
        name, value = name.encode(), value.encode('latin-1')
        for text in (name, value):
            out += bytes([len(text)]) if len(text) < 128 else struct.pack('>I', len(text) | 0x80000000)
        out += name + value
    return out


def request(values, keep=0, role=1):
    params, out = pairs(values), record(1, struct.pack('>HB5x', role, keep))
    for start in range(0, len(params), 60000):
        out += record(4, params[start:start + 60000])
    return out + record(4, b'') + record(5, b'')


def exchange(path, data, cut=False):
    """Sends bytes; gives what came on the standard output stream until the connection ended."""
    out, raw = b'', b''
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(30)
        s.connect(path)
        try:
            s.sendall(data)
            if cut:
                s.shutdown(socket.SHUT_WR)
            while True:
                part = s.recv(65536)
                if not part:
                    break
                raw += part
                if len(raw) >= 16 and raw[-16:-14] == b'\x01\x03':
                    break
        except (BrokenPipeError, ConnectionResetError):
            pass
    while len(raw) >= 8:
        _, kind, _, length, padding, _ = struct.unpack('>BBHHBB', raw[:8])
        if kind == 6:
            out += raw[8:8 + length]
        raw = raw[8 + length + padding:]
    return out


def sane(answer, method):
    head, _, body = answer.partition(b'\r\n\r\n')
    status = re.match(rb'Status: (\d+) ', head)
    length = re.search(rb'Content-Length: (\d+)', head)
    if not status or int(status[1]) not in (200, 304, 400, 404, 405):
        return False
    if method == 'HEAD' or status[1] == b'304':
        return body == b''
    return length is None or int(length[1]) == len(body)


def broken(dice):
    """Bytes that are no proper request."""
    good = request({'REQUEST_METHOD': 'GET', 'REQUEST_URI': '/health'})
    kind = dice.randrange(7)
    if kind == 0:
        return good[:dice.randrange(len(good))]
    if kind == 1:
        return bytes(dice.randrange(256) for _ in range(dice.randrange(200)))
    if kind == 2:
        spoilt = bytearray(good)
        for _ in range(dice.randrange(1, 6)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        return bytes(spoilt)
    if kind == 3:
        return record(1, struct.pack('>HB5x', 1, 0)) + record(4, b'\xff\xff\xff\xff\x7f\xff\xff\xff' + b'A' * 50) + record(4, b'')
    if kind == 4:
        return record(9, pairs({'FCGI_MAX_CONNS': ''}), 0) + good
    if kind == 5:
        return request({'REQUEST_METHOD': 'GET', 'REQUEST_URI': '/health'}, role=dice.randrange(5))
    return record(1, struct.pack('>HB5x', 1, 0)) + record(2, b'') + good


def workers(master):
    with open('/proc/%d/task/%d/children' % (master, master)) as f:
        return sorted(int(pid) for pid in f.read().split())


def memory(master):
    """Private memory of all workers, bytes."""
    total = 0
    for pid in workers(master):
        with open('/proc/%d/statm' % pid) as f:
            fields = [int(n) for n in f.read().split()]
        total += (fields[1] - fields[2]) * os.sysconf('SC_PAGE_SIZE')
    return total


def main():
    path, master = sys.argv[1], int(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    passed = failed = 0
    before, sizes = workers(master), []
    for n in range(count):
        if n % 10 == 9:
            exchange(path, broken(dice), cut=True)
            continue
        method = dice.choice(['GET'] * 8 + ['HEAD', 'POST'])
        uri = dice.choice(PATHS) + dice.choice(['', '', '.xml', '.csv', '.html', '.pdf'])
        query = '&'.join(dice.sample(QUERIES, dice.choice([0, 0, 1, 1, 2, 3])))
        values = {'REQUEST_METHOD': method, 'REQUEST_URI': uri + ('?' + query if query else ''), 'QUERY_STRING': query,
                  'REMOTE_USER': dice.choice(['demo', 'fgw', '', 'u%d' % dice.randrange(3)])}
        if dice.random() < 0.2:
            values['HTTP_IF_NONE_MATCH'] = dice.choice(HEADERS)
        answer = exchange(path, request(values))
        if sane(answer, method):
            passed += 1
        else:
            failed += 1
            print('not ok -', method, values, answer[:200])
        if n in (count // 2, count - 1):
            sizes.append(memory(master))
    for good, what in ((workers(master) == before, 'the workers have changed: %s, %s' % (before, workers(master))),
                       (len(sizes) < 2 or sizes[-1] - sizes[0] < 8 << 20, 'memory grew: %s' % sizes)):
        passed, failed = passed + good, failed + (not good)
        if not good:
            print('not ok -', what)
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0


sys.exit(main())
