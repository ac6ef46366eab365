#!/usr/bin/env python3
"""Every kind of record and of event, deleted, doubled, moved and altered column by column by somebody who takes the guards away
and puts them back: trail_verify() names the record, and the rollup that would close the period refuses, naming it.

By default every column of one record of each kind and some of the others, by SEED=; with FULL=1 all of them. Kinds and columns
are read from the schema: one that is added and not sealed, or not made here, is a failure.
"""
import random, re

from trail_store import *

full, chance = bool(os.environ.get('FULL')), random.Random(int(os.environ.get('SEED', '1')))
base = trail_store('base.db')
query = lambda sql: [row.split('\x1f') for row in ask(base, '.separator "\x1f"', sql)]
columns = lambda table: [(name, kind, int(notnull)) for name, kind, notnull in query('SELECT name, type, "notnull" FROM pragma_table_info(\'%s\');' % table)]
TYPED = {'demand': 'channel', 'disposition': 'kind', 'requirement_event': 'kind', 'funding': 'kind', 'funding_event': 'stage', 'submission': 'kind'}
PARENT = {'disposition': 'demand', 'requirement': 'demand', 'requirement_event': 'requirement', 'funding': 'enterprise', 'funding_event': 'funding', 'demand': 'enterprise'}
BY = ('-1 hours', '+1 hours', '-2 days')
UNIQUE = [('requirement', 'demand'), ('requirement_event', 'reverses'), ('redaction', 'record_ref')]   # where a key keeps doubles out
kinds = [row[0] for row in query('SELECT record FROM trail_last WHERE last > 0;')]
DERIVED = {'demand_head', 'requirement_head', 'funding_head', 'event_mark', 'trail'}
sealable = {row[0] for row in query("SELECT t.name FROM sqlite_schema t WHERE t.type = 'table' AND 2 = (SELECT count(*) FROM pragma_table_info(t.name) WHERE name IN ('id', 'ref'));")}
same('every table of records is in the trail, and has a record here', sorted(kinds), sorted(sealable - DERIVED | {'rollup'}))
closed_by = int(query('SELECT max(trail_no) FROM rollup;')[0][0])


def victims(kind):
    """One record of each kind of event in it: in a closed period, and in the open one."""
    typed = 'r.%s' % TYPED[kind] if kind in TYPED else "''"
    for open_period in (0, 1):
        found = query("SELECT min(t.ref), %s FROM trail t JOIN %s r ON r.id = t.id WHERE t.record = '%s' AND (t.no > %d) = %d AND t.ref %s GLOB 'T-?*Z*' GROUP BY 2;" %
                      (typed, kind, kind, closed_by, open_period, '' if kind != 'rollup' else 'NOT'))
        for ref, what in found:
            yield open_period, ref, what


def where(kind, ref):
    return "period || '.' || revision = '%s'" % ref if kind == 'rollup' else "ref = '%s'" % ref


def other(name, type, notnull):
    """Another value than the one there."""
    if type == 'INTEGER':
        return 'iif(%s IS NULL, 1, %s + 1000)' % (name, name)
    return chance.choice(["ifnull(%s, '') || 'x'" % name, "iif(%s IS NULL, 'x', NULL)" % name][:1 if notnull else 2])


def mutations(kind, ref, thorough):
    """What is done, the SQL of it, and the reference that must be named."""
    all_columns = columns(kind)
    names = ['"%s"' % c[0] for c in all_columns]
    yield 'deleted', 'DELETE FROM %s WHERE %s' % (kind, where(kind, ref)), ref
    if kind != 'rollup':
        values = ["(SELECT max(id) + 1 FROM %s)" % kind if c[0] == 'id' else "%s || 'x'" % c[0] if c[0] == 'ref' or (kind, c[0]) in UNIQUE else '"%s"' % c[0] for c in all_columns]
        yield 'doubled', 'INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s' % (kind, ', '.join(names), ', '.join(values), kind, where(kind, ref)), ref + 'x'
    has = [c[0] for c in all_columns]
    if 'at' in has:
        for by in BY if full else [chance.choice(BY)]:
            yield 'moved by ' + by, "UPDATE %s SET at = strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', at, '%s') WHERE %s" % (kind, by, where(kind, ref)), ref
    if kind in PARENT:
        yield 'moved to another case', "UPDATE %s SET %s = (SELECT max(%s) || 'y' FROM %s) WHERE %s" % (kind, PARENT[kind], PARENT[kind], kind, where(kind, ref)), ref
    for column in all_columns if thorough else chance.sample(all_columns, 1):
        yield 'altered: ' + column[0], 'UPDATE %s SET "%s" = %s WHERE %s' % (kind, column[0], other('"%s"' % column[0], *column[1:]), where(kind, ref)), ref


def case(kind, open_period, ref, what, done_to, sql, named):
    guards = GUARDS[kind]
    lines = ["SELECT '@@@';", 'BEGIN;', *['DROP TRIGGER %s;' % name for name, _ in guards], sql + ';', "SELECT 'changed', changes();",
             *[create + ';' for _, create in guards], "SELECT 'verified', trail_verify();", *(['SELECT rollup();'] if open_period else []), 'ROLLBACK;']
    return '\n'.join(lines), (kind, open_period, ref, what, done_to, sql, named)


GUARDS = {}
for kind in kinds + ['rollup_line']:
    GUARDS[kind] = [(name, create.replace('¶', '\n')) for name, create in query("SELECT name, replace(sql, char(10), '¶') FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s';" % kind)]
cases = [case(kind, *victim, *mutation) for kind in kinds for n, victim in enumerate(victims(kind)) for mutation in mutations(kind, victim[1], full or n == 0)]

# The frozen figures: each table that closing fills, each column of it.
FROZEN = [t for t in ROLLUP_TABLES + ['rollup_trail'] if t not in ('rollup', 'period')]
FROZEN = sorted(set(FROZEN) | {row[0] for row in query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'rollup_*';")})
for table in FROZEN:
    GUARDS[table] = [(name, create.replace('¶', '\n')) for name, create in query("SELECT name, replace(sql, char(10), '¶') FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s';" % table)]
    if query('SELECT count(*) FROM %s WHERE rollup = 2;' % table)[0][0] == '0':
        continue
    where_two = "rollup = 2 AND (%s) = (SELECT %s FROM %s WHERE rollup = 2 LIMIT 1)"
    key = ', '.join('"%s"' % row[0] for row in query("SELECT name FROM pragma_table_info('%s') WHERE pk;" % table))
    one = where_two % (key, key, table)
    picked = [c for c in columns(table) if c[0] != 'rollup']
    picked = picked if full else chance.sample(picked, 1)
    todo = [('deleted', 'DELETE FROM %s WHERE %s' % (table, one))]
    todo += [('altered: ' + c[0], 'UPDATE %s SET "%s" = %s WHERE %s' % (table, c[0], "zeroblob(9)" if c[1] == 'BLOB' else other('"%s"' % c[0], c[1], 1), one)) for c in picked]
    cases += [case(table, 0, '2.1', '', did, sql, '2.1') for did, sql in todo]

process = subprocess.run(command(base), input='\n'.join(['PRAGMA ignore_check_constraints = ON;'] + [lines for lines, _ in cases]), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
said = process.stdout.split('@@@\n')[1:]
same('every case was tried', len(said), len(cases))
for (_, (kind, open_period, ref, what, done_to, sql, named)), text in zip(cases, said):
    label = '%s %s %s %s: %s' % ('open' if open_period else 'closed', kind, what, ref, done_to)
    record = '%s %s' % ('rollup' if kind.startswith('rollup') else kind, re.escape(named))
    if kind == 'redaction':                      # without it the text that it took away is missed first
        record = '(%s|demand T-DZ[0-9]-3)' % record
    verified = re.search(r'verified\|(.*)', text)
    check(label + ': done', 'changed|1' in text, sql, text)
    check(label + ': named by trail_verify', verified and re.match(r'%s( |$)' % record, verified[1]), verified and verified[1], sql, text)
    if open_period:
        check(label + ': refused by rollup, naming it', re.search(r'rollup: period \d+: trail: %s .*; nothing was published' % record, text), sql, text)
tried = {(kind, what) for _, (kind, _, _, what, *_) in cases}
for table, column in TYPED.items():
    there = {row[0] for row in query("SELECT DISTINCT %s FROM %s WHERE ref GLOB 'T-?*Z*';" % (column, table))}
    check('every %s of %s was tried' % (column, table), there and there <= {what for kind, what in tried if kind == table}, there)
missing = {r[0] for r in query("SELECT code FROM word WHERE domain = 'event' AND code NOT IN (SELECT kind FROM requirement_event);")} & {k for k, _ in LIFE}
check('every kind of event is there', not missing, missing)
same('nothing of all this stays', ask(base, 'SELECT trail_verify();', 'SELECT count(*) FROM rollup;'), ['ok', '4'])
done()
