"""Random batches of all kinds, with rows that are wrong in many ways: what must hold whatever is in a file.

    taken + unchanged + faulty = rows; a row is faulty exactly when a fault is listed for it
    dry-run changes no record and says what good-rows then does; all-or-nothing records all or nothing
    the same batch again records nothing, and the same rows have a fault (the fault may be another: the store knows more)
    the heads stand where the records say, and what was recorded is conserved
"""
import random, shutil

from lib import *

DAYS = ['2020-02-10', '2月11日', '2020/2/12', '2020年2月13日 09:30', '43875', '2020-02-14 18:00', '2020.2.16', '20200217']
BAD_DAYS = ['02/03/2020', '昨天', '2月30日', '2020-03-01', '2001-01-01', '', None]
EVENTS = ['分派', '接收', '对接企业', '退回', '延期', '已解决', '办结未解决', '撤回', '重办', '暂停', '恢复', '回访', '进展', '催办', '协办', '退出协办', '办结']
STAGES = {'loan': ['上报', '授信', '获批', '放款', '未获批', '撤回'], 'subsidy': ['申报', '核准', '兑付', '未核准']}


def day(dice):
    return dice.choice(DAYS) if dice.random() < 0.93 else dice.choice(BAD_DAYS)


def enterprise(dice):
    return dice.choice(ENTERPRISES[:2])[dice.random() < 0.3] if dice.random() < 0.9 else dice.choice(['长江物流', '没有的公司', '', None, '91350100M000100Y44'])


def unit(dice):
    return dice.choice(['FGW', '经信局', 'JXJ', 'Industry']) if dice.random() < 0.95 else dice.choice(['CZJ', '公安局', None])


def demand_row(dice, n):
    return {'ref': dice.choice([None, 'T-D-%d' % dice.randrange(1, 30), 'T-D-%d' % n, 'T-D-%d' % n]), 'enterprise': enterprise(dice), 'unit': unit(dice),
            'at': day(dice), 'text': dice.choice(['缺口罩', '缺口罩', '招工难', '=SUM(A1)', '贷款续贷\n第二行', ' ' if dice.random() < 0.2 else '物流不畅']),
            'channel': dice.choice([None, '走访', 'phone', '飞鸽' if dice.random() < 0.2 else '微信']),
            'quantity': dice.choice([None, None, '1000余只', '约5吨', '若干' if dice.random() < 0.3 else '66人']),
            'supersedes': 'T-D-%d' % dice.randrange(1, 30) if dice.random() < 0.08 else None}


def progress_row(dice, n):
    kind = dice.choice(EVENTS)
    row = {'ref': dice.choice([None, None, 'T-E-%d' % n, 'T-E-%d' % dice.randrange(1, 20)]), 'requirement': 'T-%s-%d' % (dice.choice('RRRD'), dice.randrange(1, 6)),
           'kind': kind, 'unit': unit(dice), 'at': day(dice), 'deadline': None, 'quantity': None, 'confirmed': None, 'rating': None, 'reason': None}
    if kind == '延期' or kind == '分派' and dice.random() < 0.5: row['deadline'] = '2月20日'
    if kind == '回访': row[dice.choice(['confirmed', 'rating'])] = dice.choice(['是', '5', '不满意', '否'])
    if kind in ('退回', '办结未解决') and dice.random() < 0.9: row['reason'] = '不归我管'
    if dice.random() < 0.05: row['quantity'] = dice.choice(['40', '40台'])
    return row


def money_row(kind):
    def row(dice, n):
        stage = dice.choice(STAGES[kind])
        return {'ref': dice.choice([None, 'T-F-%s%d' % (kind, n), 'T-F-%s%d' % (kind, dice.randrange(1, 20))]), 'funding': 'T-%s-%d' % (kind[0].upper(), dice.randrange(1, 8)),
                'enterprise': dice.choice([enterprise(dice), None]), 'unit': dice.choice(['CZJ', '财政局', None]), 'bank': dice.choice([None, '工商银行', '农行' if dice.random() < 0.1 else None]),
                'stage': stage if dice.random() < 0.97 else '没有的', 'amount': None if stage.startswith('未') or stage == '撤回' else dice.choice(['100', '30万元', '1,200.50', '0', '不详', '500'][:4 if dice.random() < 0.8 else 6]),
                'amount_unit': dice.choice([None, '万元', '元']), 'at': day(dice),
                'reverses': 'T-F-%s%d' % (kind, dice.randrange(1, 20)) if dice.random() < 0.15 else None, 'reason': dice.choice([None, '多报', '冲销'])}
    return row


ROW = {'demand': demand_row, 'progress': progress_row, 'loan': money_row('loan'), 'subsidy': money_row('subsidy')}


def prepare(path):
    """Five requirements, so that progress has something to be about."""
    make_store(path)
    script = ''
    for i in range(1, 6):
        script += ("INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-%d', '91350100M000100Y43', 'FGW', '先前的 %d', '2020-02-10T01:00:00Z');\n"
                   "INSERT INTO triage_desk (demand, kind, actor, requirement, at) VALUES ('T-D-%d', 'valid', 'FGW', 'T-R-%d', '2020-02-10T02:00:00Z');\n" % (i, i, i, i))
    said = shell(path, script)
    if said: raise SystemExit(said)


def faulty_rows(listed):
    return sorted({line.split('|')[0] for line in listed.splitlines() if line[:1].isdigit()})


def trial(kind, number, base):
    dice = random.Random('%d %s %d' % (SEED, kind, number))
    db = os.path.join(WORK, 'trial.db')
    shutil.copy(base, db)
    for part in range(1, 3):                       # a second batch meets the records of the first
        rows = [ROW[kind](dice, n) for n in range(dice.choice([1, 5, 30, 60]))]
        rows += [dict(dice.choice(rows)) for _ in range(len(rows) // 6)]
        batch, name = 'T-B-%s-%d' % (kind, part), '%s %d, batch %d (SEED=%d)' % (kind, number, part, SEED)
        said = shell(db, insert('staging_' + kind, rows))
        check('staging takes anything: ' + name, said == '', said)
        before = records(db)
        dry = intake(db, batch, 'dry-run')
        if not check('dry-run: ' + name, 'error' not in dry, dry): return
        listed = faults(db, batch)
        same('dry-run changes no record: ' + name, records(db) == before, True)
        same('rows without a fault are good: ' + name, (dry['rows'], dry['faulty']), (len(rows), len(faulty_rows(listed))))
        same('good + faulty: ' + name, dry['good'] + dry['faulty'], dry['rows'])
        if dry['faults']:
            whole = intake(db, batch, 'all-or-nothing')
            same('all-or-nothing finds the same: ' + name, (whole.get('done'), whole.get('faults'), faults(db, batch)), (False, dry['faults'], listed))
            same('all-or-nothing records nothing: ' + name, records(db) == before, True)
        done = intake(db, batch)
        same('good-rows does what dry-run said: ' + name, (done.get('taken'), done.get('unchanged'), done.get('faulty'), done.get('faults')),
             (dry['good'] - dry['unchanged'], dry['unchanged'], dry['faulty'], dry['faults']), done)
        same('and lists the same faults: ' + name, faults(db, batch), listed)
        after = records(db)
        again = intake(db, batch)
        same('again takes nothing: ' + name, (again.get('taken'), again.get('good'), again.get('faulty')), (0, dry['good'], dry['faulty']), again)
        same('again changes nothing: ' + name, records(db) == after, True)
        same('again the same rows have a fault: ' + name, faulty_rows(faults(db, batch)), faulty_rows(listed))
        same('sound: ' + name, shell(db, "SELECT * FROM head_drift; PRAGMA foreign_key_check; PRAGMA integrity_check;"), 'ok\n')
        same('each record once, from a row: ' + name, shell(db, "SELECT count(*) FROM intake_taken t GROUP BY t.ref HAVING count(*) > 1;"), '')
        same('one fault line a fault: ' + name, shell(db, "SELECT faults - (SELECT count(*) FROM intake_faults f WHERE f.batch = b.ref) FROM intake_batches b WHERE ref = '%s';" % batch), '0\n')


base = os.path.join(WORK, 'base.db')
prepare(base)
for number in range(TRIALS):
    for kind in ROW:
        if number % 4 == list(ROW).index(kind) or TRIALS > 12: trial(kind, number, base)
finish()
