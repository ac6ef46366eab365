"""What the intake tests share: a small store in a folder of its own, the plain sqlite3 shell, checks that are counted."""
import atexit, json, os, shutil, subprocess, tempfile

BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
EXTENSION = os.path.join(BUILD, 'fulfil')
SEED = int(os.environ.get('SEED', '1'))
TRIALS = int(os.environ.get('TRIALS', '12'))
WORK = tempfile.mkdtemp(prefix='fulfil-intake-')
atexit.register(shutil.rmtree, WORK, True)
count = {'passed': 0, 'failed': 0}
ENTERPRISES = [('91350100M000100Y43', '芜湖德力自动化装备科技有限公司'), ('91370200163562681G', '安徽奇瑞（芜湖）有限公司'),
               ('911522010783762860', '长江物流有限公司'), ('9115220107837941X1', '长江物流有限责任公司')]
SETTING = """
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JXJ', 'T', '经信局', 'Industry', 1), ('CZJ', 'T', '财政局', 'Finance', 0);
INSERT INTO bank (code, name, name_en) VALUES ('ICBC', '工商银行', 'ICBC');
"""


def check(what, good, *more):
    """Counts one check; says what failed, with what is known about it."""
    count['passed' if good else 'failed'] += 1
    if not good:
        print('not ok - %s' % what)
        for item in more:
            print('    ' + str(item).strip().replace('\n', '\n    ')[:3000])
    return good


def same(what, got, wanted, *more):
    return check(what, got == wanted, 'got    %s' % (got,), 'wanted %s' % (wanted,), *more)


def shell(db, script):
    """What the plain shell says to a script; an error message is a part of it."""
    run = subprocess.run(['sqlite3', '-batch', '-cmd', '.load "%s"' % EXTENSION, db], input=script, capture_output=True, text=True)
    return run.stdout + run.stderr


def literal(value):
    return 'NULL' if value is None else "'" + str(value).replace("'", "''") + "'"


def insert(table, rows):
    """An INSERT of rows, each a dict of the same columns."""
    columns = list(rows[0])
    return 'INSERT INTO %s (%s) VALUES\n%s;\n' % (table, ', '.join(columns), ',\n'.join(
        '(%s)' % ', '.join(literal(row[c]) for c in columns) for row in rows))


def make_store(path):
    """A store with three units, four enterprises and a clock that stands still."""
    subprocess.run(['sqlite3', '-batch', '-bail', os.path.abspath(path), '.load "%s"' % EXTENSION, '.read store.sql',
                    '.read ../tests/sql/store.sql'], cwd='schema', check=True, stdout=subprocess.DEVNULL)
    said = shell(path, SETTING + insert('enterprise', [{'uscc': u, 'name': n} for u, n in ENTERPRISES]))
    if said: raise SystemExit(said)
    return path


RECORDS = ['demand', 'disposition', 'requirement', 'requirement_event', 'requirement_member', 'funding', 'funding_event', 'submission', 'enterprise',
           'unit', 'setting', 'demand_head', 'requirement_head', 'enterprise_head', 'funding_head', 'intake_batch', 'intake_demand',
           'intake_progress', 'intake_funding', 'intake_taken', 'intake_open', 'enterprise_name']


def records(db):
    """Every record, and what is derived of it, as text; not what the last check found, which each check works out anew."""
    return shell(db, '\n'.join("SELECT '%s', * FROM %s;" % (name, name) for name in RECORDS))


def intake(db, batch, mode='good-rows'):
    said = shell(db, "SELECT intake('%s', '%s');" % (batch, mode))
    try: return json.loads(said)
    except ValueError: return {'error': said}


def faults(db, batch):
    return shell(db, "SELECT row, column_name, code, ifnull(value, ''), reason FROM intake_faults WHERE batch = '%s' ORDER BY 1, 2, 3;" % batch)


def finish():
    print('%d passed, %d failed' % (count['passed'], count['failed']))
    raise SystemExit(count['failed'] != 0)
