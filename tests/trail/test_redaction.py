#!/usr/bin/env python3
"""What a redaction takes away is away: the bytes of a personal text are looked for in the store's file, its -wal and a backup.

Each text came from a file: once refused with a wrong date, once put right, once handed in again in another form; others are
reasons of decisions and events, and where a loan was heard of. Enough of them that pages split, which leaves old bytes in them.
"""
import sqlite3

from lib import *

FILES = EXTENSION + '_files'
ROWS = 900
secret = lambda what, n: '密姓%s%04d住某路%s' % (what, n, 'y' * (n * 37 % 700))
here = lambda file: file.count('密姓'.encode())


def bytes_of(*names):
    return sum(here(open(name, 'rb').read()) for name in names if os.path.exists(name))


def write(name, rows, delimiter=','):
    with open(path(name), 'w') as f: f.writelines(delimiter.join(row) + '\n' for row in rows)
    return path(name)


def take(name, kind, corrects=''):
    said = ask(db, '.load ' + FILES, "SELECT intake(intake_file('%s', '%s', json_object('corrects', nullif('%s', '')))) ->> 'batch';" % (path(name), kind, corrects))
    return said[0]


db = store('redaction.db')
ask(db, clock(instant(96)))
text = [secret('需', n) if n % 3 == 0 else '需求%d%s' % (n, 'x' * (n * 53 % 400)) for n in range(ROWS)]
day = lambda n, right: '2020-02-12' if right or n % 6 else '2020-02-31'
table = lambda right: [['编号', '企业', '日期', '需求', '方式', '包保部门']] + [
    ['T-D-%05d' % n, 'E1', day(n, right), text[n], '电话', 'RSJ'] for n in range(ROWS)]
write('wrong.csv', table(False)); write('right.csv', table(True)); write('again.tsv', table(True), '\t')
wrong = take('wrong.csv', 'demand')
right = take('right.csv', 'demand', wrong)
take('again.tsv', 'demand')
same('what was refused was taken with the correction', ask(db, 'SELECT count(*) FROM demand;', "SELECT count(*) FROM intake_faults WHERE batch = '%s';" % wrong), [str(ROWS), str((ROWS + 5) // 6)])
write('text.csv', [['编号', '企业', '日期', '需求', '包保部门'], ['T-D-00001', 'E1', '2020-02-12', secret('错', 1), 'RSJ']])
take('text.csv', 'demand')                        # another text under a reference that is taken: a fault that keeps it

ask(db, 'BEGIN;', "INSERT INTO disposition (ref, demand, kind, category, reason, actor, at) SELECT 'T-X-' || id, ref, 'valid', 'masks', printf('密姓因%04d', id), 'FGW', '2020-02-12T08:00:00Z' FROM demand WHERE id <= 40;",
    "INSERT INTO requirement (ref, demand, category, at) SELECT 'T-R-' || id, ref, 'masks', '2020-02-12T08:00:00Z' FROM demand WHERE id <= 40;",
    "INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, actor, at) SELECT 'T-V-' || id, 'T-R-' || id, 'dispatched', 'FGW', '2020-03-01T15:59:59Z', 'FGW', '2020-02-12T09:00:00Z' FROM demand WHERE id <= 40;",
    "INSERT INTO funding (ref, kind, enterprise, unit, clause, source, at) VALUES ('T-M-1', 'subsidy', 'E1', 'CZJ', 'P-1', '密姓源', '2020-02-12T08:00:00Z');", 'COMMIT;')
write('progress.csv', [['编号', '需求编号', '办理情况', '责任单位', '时间', '说明']] + [['T-W-%d' % n, 'T-R-%d' % n, 'contacted', 'FGW', '2020-02-13', secret('说', n)] for n in range(1, 41)])
take('progress.csv', 'progress')
write('subsidy.csv', [['编号', '资金编号', '企业', '责任单位', '条款', '环节', '金额', '日期', '说明']] + [['T-F-%d' % n, 'T-N-%d' % n, 'E1', 'CZJ', 'P-1', 'declared', '1000元', '2020-02-13', secret('注', n)] for n in range(40)])
take('subsidy.csv', 'subsidy')
same('every kind of text is there', ask(db, "SELECT group_concat(record || ' ' || n, ', ') FROM (SELECT record, count(*) AS n FROM redactable WHERE text GLOB '密姓*' GROUP BY record);"),
     ['demand %d, disposition 40, funding 1, funding_event 40, requirement_event 40' % ((ROWS + 2) // 3)])
same('a period is closed', ask(db, 'SELECT rollup() > 0;'), ['1'])
check('the bytes are there before, several times each', bytes_of(db) > 3 * ROWS / 3, bytes_of(db))

reader = sqlite3.connect(db)                      # somebody has the store open, so that its -wal stays
reader.execute('SELECT count(*) FROM zone').fetchall()
redacted = ask(db, "INSERT INTO redaction (ref, record, record_ref, field, law, actor) SELECT 'T-H-' || row_number() OVER (), record, ref,"
    " CASE record WHEN 'demand' THEN 'text' WHEN 'funding' THEN 'source' ELSE 'reason' END, '法', 'FGW' FROM redactable WHERE text GLOB '密姓*';",
    'SELECT count(*) FROM redaction;')
same('each was redacted', redacted, [str((ROWS + 2) // 3 + 121)])
check('the -wal knows them still', os.path.getsize(db + '-wal') > 0)
columns = [tuple(row.split('|')) for row in ask(db, "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT GLOB 'sqlite_*';")]
left = [row for row in ask(db, *["SELECT '%s.%s', count(*) FROM %s WHERE instr(\"%s\", '密姓');" % (t, c, t, c) for t, c in columns]) if not row.endswith('|0')]
same('no column of any table has one, but for the row whose text never was a record', left, ['intake_demand.text|1'])
ask(db, "UPDATE intake_demand SET text = (SELECT text FROM redacted_text) WHERE instr(text, '密姓');")
same('the backup has none of the bytes', (ask(db, "VACUUM INTO '%s';" % path('backup.db')), bytes_of(path('backup.db'))), ([], 0))
same('nor have store and -wal after VACUUM and a checkpoint', (ask(db, 'VACUUM;', 'PRAGMA wal_checkpoint(TRUNCATE);'), bytes_of(db, db + '-wal', db + '-shm')), (['0|0|0'], 0))
same('and the trail follows', ask(db, 'SELECT trail_verify();', 'PRAGMA integrity_check;'), ['ok', 'ok'])
same('nothing is to be closed again', ask(db, 'SELECT rollup();'), ['0'])
done()
