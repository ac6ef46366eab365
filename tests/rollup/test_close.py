#!/usr/bin/env python3
"""What rollup() closes, when it refuses, and what it leaves behind, in the plain shell on a store with eight periods."""
import re

from lib import *

COURSE = Course(12, 6, quiet=(5,))
base = store('base.db')
learn(base, COURSE, period_end(8))
CLOSED = 'SELECT count(*), ifnull(min(period), 0), ifnull(max(period), 0), ifnull(max(revision), 0) FROM rollup;'


def fresh():
    return copy(base, 'fresh.db')


# --- how far it closes: clock, arguments of rollup(), what they give, what is closed then
REACH = [
    ('the store\'s now', period_end(8), [''], ['8'], '8|1|8|1'),
    ('again', period_end(8), ['', '', "'2020-02-25'"], ['8', '0', '0'], '8|1|8|1'),
    ('NULL', period_end(8), ['NULL'], [''], '0|0|0|0'),
    ('a date', period_end(8), ["'2020-02-13'"], ['2'], '2|1|2|1'),
    ('the day before a period\'s last', period_end(8), ["'2020-02-12'"], ['1'], '1|1|1|1'),
    ('before everything', period_end(8), ["'2020-02-09'"], ['0'], '0|0|0|0'),
    ('an instant, the period\'s last second', period_end(8), ["'2020-02-13T15:59:59Z'"], ['2'], '2|1|2|1'),
    ('the second before', period_end(8), ["'2020-02-13T15:59:58Z'"], ['1'], '1|1|1|1'),
    ('a date later than the clock', period_end(8), ["'2999-12-31'"], ['8'], '8|1|8|1'),
    ('step by step', period_end(8), ["'2020-02-13'", "'2020-02-17'", "'2020-02-11'", ''], ['2', '2', '0', '4'], '8|1|8|1'),
    ('a clock in the last second', '2020-02-25T15:59:59Z', [''], ['8'], '8|1|8|1'),
    ('a clock in the second before', '2020-02-25T15:59:58Z', ['', "'2020-02-25'"], ['7', '0'], '7|1|7|1'),
]
for what, now, arguments, wanted, closed in REACH:
    database = fresh()
    ask(database, clock(now))
    got = run(database, *['SELECT rollup(%s);' % a for a in arguments])
    same('closes up to: ' + what, (got.rows, got.error, got.status), (wanted, '', 0))
    same('closed: ' + what, ask(database, CLOSED), [closed])
    same('leaves no file: ' + what, left_behind(database), [])

# --- once closed, closed
ask(fresh(), 'SELECT rollup();')
before = whole(path('fresh.db'))
same('a repeat gives 0', ask(path('fresh.db'), 'SELECT rollup();', "SELECT rollup('2020-02-25');"), ['0', '0'])
same('a repeat changes nothing', whole(path('fresh.db')), before)
frozen = dump(path('fresh.db'))
same('identities hold', ask(path('fresh.db'), 'SELECT * FROM conservation() WHERE holds IS NOT 1;', 'SELECT * FROM head_drift;'), [])
same('lines, totals, openings are as counted', ask(path('fresh.db'), """
    SELECT r.period FROM rollup r WHERE
      (SELECT sum(collected) FROM rollup_line WHERE rollup = r.id) IS NOT
      (SELECT nullif(count(*), 0) FROM demand d JOIN period p ON p.no = r.period WHERE d.at >= p.start_at AND d.at < p.end_at)
      AND r.period <> 5
      OR (SELECT ifnull(sum(opening), 0) FROM rollup_line WHERE rollup = r.id) IS NOT
         (SELECT ifnull(sum(closing), 0) FROM rollup_line l JOIN rollup q ON q.id = l.rollup AND q.period = r.period - 1);"""), [])

# --- whatever the connection is set to, the same lines
for setting in ['PRAGMA foreign_keys = ON', 'PRAGMA recursive_triggers = ON', 'PRAGMA reverse_unordered_selects = ON', 'PRAGMA trusted_schema = OFF',
                'PRAGMA automatic_index = OFF', 'PRAGMA case_sensitive_like = ON', 'PRAGMA short_column_names = OFF', 'PRAGMA cache_size = 5',
                '.dbconfig defensive on', '.dbconfig dqs_dml off', "SELECT set_moment('2020-02-11', '2020-02-12T00:00:00Z')",
                "SELECT set_viewer('nobody')", "ATTACH ':memory:' AS other; CREATE TABLE other.demand (id, at)",
                'SAVEPOINT fulfil_rollup']:
    database = fresh()
    got = run(database, '.once /dev/null', setting + ('' if setting[0] == '.' else ';'), 'SELECT rollup();', 'RELEASE fulfil_rollup;' if 'SAVEPOINT' in setting else '')
    same('closes under ' + setting, (got.rows[-1:], got.error), (['8'], ''))
    same('the same lines under ' + setting, dump(database), frozen)

# --- somebody's temporary tables bear the names of the store's
names = ask(base, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view');")
database = fresh()
got = run(database, *['CREATE TEMP TABLE "%s" AS SELECT * FROM main."%s" LIMIT 0;' % (name, name) for name in names], 'SELECT rollup();')
same('closes beside temporary tables', (got.rows, got.error), (['8'], ''))
same('the same lines beside temporary tables', dump(database), frozen)

# --- the moment of the connection is as it was before, after an error too
MOMENT = 'SELECT as_of(), known_at();'
got = ask(fresh(), "SELECT set_moment('2020-02-12', '2020-02-14');", 'SELECT rollup();', MOMENT)
same('the moment stays', got[1:], ['8', '2020-02-12T15:59:59Z|2020-02-14T15:59:59Z'])
same('an unset moment stays unset', ask(fresh(), 'SELECT rollup();', clock(period_end(9)), MOMENT)[1:], ['|'.join([period_end(9)] * 2)])

# --- refusals
REFUSED = [
    ("INSERT INTO kept SELECT rollup();", 'a statement that writes'),
    ("CREATE TABLE made AS SELECT rollup() AS n;", 'a statement that writes'),
    ("UPDATE setting SET note = rollup() WHERE name = 'clock';", 'a statement that writes'),
    ("DELETE FROM kept WHERE n = rollup();", 'a statement that writes'),
    ("INSERT INTO kept VALUES (1) RETURNING rollup();", 'a statement that writes'),
    ("CREATE VIEW seen AS SELECT rollup(); SELECT * FROM seen;", 'unsafe use of rollup()'),
    ("CREATE TRIGGER t AFTER INSERT ON kept BEGIN SELECT rollup(); END; INSERT INTO kept VALUES (1);", 'unsafe use of rollup()'),
    ("CREATE TABLE made (n DEFAULT (rollup())); INSERT INTO made DEFAULT VALUES;", 'unsafe use of rollup()'),
    ("PRAGMA query_only = ON; SELECT rollup();", 'readonly database'),
    ("SELECT rollup('yesterday');", "'yesterday' is not a date"),
    ("SELECT rollup('2020-02-30');", "'2020-02-30' is not a date"),
    ("SELECT rollup(2020-02-25);", 'a date needs quotes'),
    ("SELECT rollup(x'3230');", 'is not a date'),
    ("SELECT rollup('2020-02-25', 1);", 'wrong number of arguments'),
]
ask(fresh(), 'CREATE TABLE kept (n);', 'INSERT INTO kept VALUES (0);')
database = copy(path('fresh.db'), 'kept.db')
for statement, wanted in REFUSED:
    shutil.copy(database, path('refused.db'))
    got = run(path('refused.db'), statement, 'BEGIN; ROLLBACK;', 'SELECT count(*) FROM rollup;')
    check('refuses ' + statement, wanted in got.error and got.error.count('rror near line') == 1, got.text)
    same('and closes nothing, and no transaction stays open: ' + statement, got.rows[-1:], ['0'])

same('a read-only store', [run('file:%s?mode=ro' % path('kept.db'), 'SELECT rollup();').error.count('readonly database'), dump(path('kept.db'))], [1, ''])
for what, make in [('another kind of file', 'CREATE TABLE t (x);'), ('an empty file', ''), ('the same tables without the mark', None)]:
    name = path('other.db')
    if os.path.exists(name): os.remove(name)
    if make is None: shutil.copy(database, name)
    run(name, make or 'PRAGMA application_id = 0;', extension=False)
    got = run(name, 'SELECT rollup();', 'SELECT 7;')
    check('not a store: ' + what, 'not a fulfil store' in got.error and got.rows == ['7'] and got.status == 1, got.text)

# --- inside somebody's transaction
ask(fresh(), 'BEGIN;', 'SELECT rollup();', 'ROLLBACK;')
same('ROLLBACK undoes every period', dump(path('fresh.db')), '')
ask(fresh(), 'BEGIN;', 'SELECT rollup();', 'COMMIT;')
same('COMMIT keeps them', dump(path('fresh.db')), frozen)
got = ask(fresh(), 'SAVEPOINT a;', "SELECT rollup('2020-02-17');", 'SAVEPOINT b;', 'SELECT rollup();', CLOSED, 'ROLLBACK TO b;', CLOSED,
          'SELECT rollup();', 'RELEASE a;', CLOSED)
same('under savepoints', got, ['4', '4', '8|1|8|1', '4|1|4|1', '4', '8|1|8|1'])
same('under savepoints the same lines', dump(path('fresh.db')), frozen)
got = run(fresh(), 'BEGIN;', 'DROP TRIGGER rollup_day_no_update;', 'CREATE TRIGGER lie AFTER INSERT ON rollup_day WHEN NEW.rollup = 3 BEGIN',
          'UPDATE rollup_day SET collected = collected + 1 WHERE rollup = NEW.rollup AND day = NEW.day AND unit = NEW.unit; END;',
          'SELECT rollup();', CLOSED, "SELECT count(*) FROM sqlite_schema WHERE name = 'lie';", 'COMMIT;')
check('a broken period inside a transaction is refused', 'period 3: identity' in got.error, got.error)
same('what came before it in the transaction stays', got.rows, ['2|1|2|1', '1'])
same('and can be committed', ask(path('fresh.db'), CLOSED), ['2|1|2|1'])

# --- no room on the disk: nothing half, and later all
roomy = store('roomy.db')
learn(roomy, Course(24, 8), period_end(24))
ask(copy(roomy, 'room.db'), 'SELECT rollup();')
pages, wanted = [int(ask(name, 'PRAGMA page_count;')[0]) for name in (roomy, path('room.db'))], dump(path('room.db'))
for more in (0, 1, 2, (pages[1] - pages[0]) // 2, pages[1] - pages[0] - 1):
    database = copy(roomy, 'room.db')
    got = run(database, 'PRAGMA max_page_count = %d;' % (pages[0] + more), 'SELECT rollup();', 'BEGIN; ROLLBACK;')
    check('no room after %d pages is said' % more, re.search('rollup: period [0-9]+: database or disk is full', got.error), got.text)
    same('nothing half after %d pages' % more, ask(database, 'SELECT count(*) FROM period WHERE no NOT IN (SELECT period FROM rollup);', 'PRAGMA integrity_check;'), ['0', 'ok'])
    ask(database, 'SELECT rollup();')
    same('all, with room again, after %d pages' % more, dump(database), wanted)

# --- several calls in one statement, and none when no row asks
same('two calls in a row', ask(fresh(), 'SELECT rollup(), rollup();'), ['8|0'])
same('a call for each row', ask(fresh(), "SELECT rollup(column1) FROM (VALUES ('2020-02-13'), (NULL), ('2020-02-17'));"), ['2', '', '2'])
same('no row, no call', ask(fresh(), 'SELECT rollup() WHERE 0;', CLOSED), ['0|0|0|0'])
same('while rows are read', ask(fresh(), 'SELECT max(rollup()) FROM demand;', CLOSED), ['8', '8|1|8|1'])
same('a store without a demand', ask(store('none.db'), 'SELECT rollup();'), ['0'])
done()
