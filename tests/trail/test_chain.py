#!/usr/bin/env python3
"""The chain worked out again from the manual's words, by another program: every seal of a store, from the bytes of its tables."""
import hashlib, re, sqlite3, struct

from trail_store import *

base = trail_store('base.db')
same('trail_verify', ask(base, 'SELECT trail_verify();'), ['ok'])
db = sqlite3.connect(base)


def value(v):
    if v is None: return b'N'
    if isinstance(v, int): return b'I' + struct.pack('>q', v)
    if isinstance(v, float): return b'R' + struct.pack('>d', v)
    if isinstance(v, bytes): return b'B' + struct.pack('>I', len(v)) + v
    v = v.encode()
    return b'T' + struct.pack('>I', len(v)) + v


def sha(data):
    return hashlib.sha256(data).digest()


def digest(sql):
    """Of rows: the digest of their sorted digests."""
    rows = sorted(sha(b''.join(map(value, row))) for row in db.execute(sql))
    return sha(b''.join(rows)) if rows else None


def form_items(record):
    """The items of trail_form( ... ) in the kind's view: columns, and digests of other tables."""
    sql = db.execute('SELECT sql FROM sqlite_schema WHERE name = ?', ('trail_' + record,)).fetchone()[0]
    sql = re.sub(r'--[^\n]*', '', sql)                    # its comments
    text, depth, items = '', 0, ['']
    for character in sql[sql.index('trail_form(') + len('trail_form('):]:
        depth += (character == '(') - (character == ')')
        if depth < 0: break
        if character == ',' and depth == 0: items.append('')
        else: items[-1] += character
    return [re.sub(r'\s+', ' ', item).strip() for item in items]


PERSONAL = {'demand': 'text', 'disposition': 'reason', 'requirement_event': 'reason', 'funding': 'source', 'funding_event': 'reason'}
ITEMS = {record: form_items(record) for (record,) in db.execute('SELECT DISTINCT record FROM trail')}


def form(record, id):
    row = dict(zip([d[0] for d in db.execute('SELECT * FROM %s LIMIT 0' % record).description], db.execute('SELECT * FROM %s WHERE id = ?' % record, (id,)).fetchone()))
    parts = []
    for item in ITEMS[record]:
        match = re.fullmatch(r'\(SELECT trail_digest\((.*)\) FROM (\w+) WHERE (\w+) = r\.(\w+)\)', item)
        parts.append(value(digest('SELECT %s FROM %s WHERE %s = %d' % (match[1], match[2], match[3], row[match[4]])) if match else row[item]))
    return row, b''.join(parts)


previous, seen = bytes(32), {}
for no, record, id, ref, seal in db.execute('SELECT no, record, id, ref, seal FROM trail ORDER BY no'):
    row, body = form(record, id)
    personal = row.get(PERSONAL.get(record))
    wanted = None
    if personal is not None:
        wanted = seal[32:64]
        if len(seal) == 80:
            same('%s %s: its text' % (record, ref), wanted, sha(seal[64:] + personal.encode()))
    hashed = sha(previous + value(record) + value(id) + value(ref) + value(wanted) + body)
    name = row.get('ref') or '%d.%d' % (row['period'], row['revision'])
    same('%s %s (trail %d)' % (record, ref, no), (seal[:32], len(seal), ref), (hashed, 32 if personal is None else 64 if personal == '已依法隐去' else 80, name))
    previous, seen[record] = seal[:32], seen.get(record, 0) + 1
same('every record has its row', seen, {record: db.execute('SELECT count(*) FROM ' + record).fetchone()[0] for record in ITEMS})
same('every kind of record is there', set(ask(base, 'SELECT record FROM trail_last;')), set(ITEMS))
check('the chain is long enough to say something', sum(seen.values()) > 150, seen)
done()
