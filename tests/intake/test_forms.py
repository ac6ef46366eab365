"""Days, times and quantities written at random in the forms that offices use are read as what they were; anything else is
read as something or named as unreadable, and never both nor neither. The oracle knows the value, since it wrote the text."""
import random
from datetime import date, datetime, timedelta

from lib import *

ROUNDS = 3000
DIGITS = '〇一二三四五六七八九'
WEEKDAYS = '一二三四五六日'


def chinese(n):
    """A number below 100 as it is spoken: 五, 十, 十五, 二十, 二十五."""
    if n < 10: return DIGITS[n]
    return ('' if n < 20 else DIGITS[n // 10]) + '十' + ('' if n % 10 == 0 else DIGITS[n % 10])


def wide(text):
    return ''.join(chr(ord(c) + 0xFEE0) if '!' <= c <= '~' else c for c in text)


def day_text(dice, d):
    forms = ['%d-%d-%d' % (d.year, d.month, d.day), '%d/%02d/%02d' % (d.year, d.month, d.day), '%d.%d.%d' % (d.year, d.month, d.day), d.strftime('%Y%m%d'),
             '%d年%d月%d日' % (d.year, d.month, d.day), '%d 年 %d 月 %d 号' % (d.year, d.month, d.day), '%d月%d日' % (d.month, d.day) if d.year == 2020 else d.isoformat(),
             ''.join(DIGITS[int(c)] for c in str(d.year)) + '年' + chinese(d.month) + '月' + chinese(d.day) + '日', str((d - date(1899, 12, 30)).days)]
    if d.day > 12: forms.append('%02d/%02d/%d' % (d.day, d.month, d.year))
    text = dice.choice(forms)
    if not text.isdigit() and dice.random() < 0.15: text += dice.choice(['（星期%s）', ' 周%s', '星期%s']) % WEEKDAYS[d.weekday()]
    if dice.random() < 0.2: text = wide(text)
    return dice.choice(['', ' ', '　', '\t']) + text + dice.choice(['', ' ', '\n'])


def time_text(dice, t):
    h, m, s = t.hour, t.minute, t.second
    if s: return dice.choice([' %02d:%02d:%02d', 'T%d:%02d:%02d', ' %d时%d分%d秒']) % (h, m, s)
    forms = [' %02d:%02d' % (h, m), 'T%02d:%02d' % (h, m), '%d时%d分' % (h, m), ' %d:%02d %s' % (h % 12 or 12, m, 'pm' if h >= 12 else 'am'), chinese(h) + '时' + chinese(m) + '分']
    if 1 <= h <= 11: forms += ['上午%d点%d分' % (h, m), ' 早上%d:%02d' % (h, m)]
    if 13 <= h <= 18: forms += ['下午%d点%s' % (h - 12, '半' if m == 30 else '%d分' % m), '下午%d:%02d' % (h, m)]
    if m == 0: forms.append('%d点整' % h)
    return dice.choice(forms)


def quantity_text(dice):
    number = dice.choice([dice.randrange(1, 100000), dice.randrange(1, 100) * 1000])
    text, milli = str(number), number * 1000
    if dice.random() < 0.2: text = format(number, ',')
    elif dice.random() < 0.2: text, milli = '%d.%03d' % (number, number % 1000), number * 1000 + number % 1000
    elif dice.random() < 0.3: text, milli = '%d%s' % (number % 900 + 1, '万'), (number % 900 + 1) * 10000000
    unit = dice.choice(['', '只', '吨', '人', '平方米', 'kg'])
    sign, form = dice.choice([('=', '%s%s'), ('≥', '%s余%s'), ('≥', '不少于%s%s'), ('≥', '%s%s以上'), ('≤', '不超过%s%s'), ('≤', '%s%s以内'), ('~', '约%s%s'), ('~', '%s%s左右'), ('=', '共%s %s')])
    return form % (text, unit), milli, unit, sign


def main():
    dice = random.Random('%d forms' % SEED)
    db = make_store(os.path.join(WORK, 'forms.db'))
    wanted, script = [], ['.mode list', 'BEGIN;']
    for _ in range(ROUNDS):
        d = date(2020, 1, 1) + timedelta(days=dice.randrange(-9000, 9000))
        text, value = day_text(dice, d), d.isoformat()
        if dice.random() < 0.5 and not text.strip().strip('０１２３４５６７８９').isdigit() and ('-' in text or '日' in text or '/' in text) and not any(w in text for w in ('星', '周')):
            t = datetime(d.year, d.month, d.day, dice.randrange(24), dice.choice([0, 5, 30, 59]), dice.choice([0, 0, 0, 7]))
            text, clock = text.rstrip(), time_text(dice, t)
            text += ' ' * (text[-1] in '0123456789０１２３４５６７８９' and clock[0].isdigit()) + clock
            value = (t - timedelta(hours=8)).strftime('%Y-%m-%dT%H:%M:%SZ')
        wanted.append((text, value))
        script.append('SELECT read_date(%s, 2020);' % literal(text))
    for _ in range(ROUNDS):
        text, milli, unit, sign = quantity_text(dice)
        wanted.append((text, '%d|%s|%s' % (milli, unit, sign)))
        script.append("SELECT read_quantity(%s), ifnull(read_quantity_unit(%s), ''), read_quantity_sign(%s);" % ((literal(text),) * 3))
    got = shell(db, '\n'.join(script) + '\nCOMMIT;\n').split('\n')
    wrong = ['%r: wanted %s, got %s' % (text, value, said) for (text, value), said in zip(wanted, got) if value != said]
    check('%d texts are read as what they were (SEED=%d)' % (len(wanted), SEED), not wrong and len(got) == len(wanted) + 1, len(wrong), '\n'.join(wrong[:10]))
    # Pieces of such texts in any order: a value or a fault, never both.
    alphabet = list('0123456789-/.:年月日号时分半点 上下午周三T余约万亿千百十一二〇只人至+,()Zz') + ['2020', '02', '不超过', '以上', '左右', '\x00', '\U0001F600']
    script = ['.mode list', 'BEGIN;', 'CREATE TEMP TABLE t (x);']
    for _ in range(ROUNDS):
        script.append("INSERT INTO t VALUES (%s);" % literal(''.join(dice.choice(alphabet) for _ in range(dice.randrange(1, 14))).replace('\x00', '�')))
    script.append("SELECT count(*) FROM t WHERE read_text(x) IS NOT NULL AND ((read_date(x) IS NULL) = (read_date_fault(x) IS NULL) OR (read_quantity(x) IS NULL) = (read_quantity_fault(x) IS NULL)"
                  " OR (read_money(x) IS NULL) = (read_money_fault(x) IS NULL));")
    script.append("SELECT count(*) FROM t WHERE read_date(x) IS NOT NULL AND read_date(read_date(x)) IS NOT read_date(x);")
    same('a value or a fault; and a date that was read is read as itself', shell(db, '\n'.join(script)), '0\n0\n')
    finish()


main()
