"""What long work says on a terminal, read there: how far it is, at what rate, how long it will still take; and that it takes
its line away, writes nothing where there is no terminal and says nothing of it in its result."""
import os, re, shutil, subprocess, threading

from lib import *

READ, TAKEN = 600000, 40000
LINE = r'\r\x1b\[Kfulfil: '


def on_terminal(db, script, terminal=True):
    """What the plain shell prints, and what it writes on the terminal that is its standard error."""
    leader, follower = os.openpty()
    said = bytearray()

    def listen():
        try:
            while block := os.read(leader, 65536): said.extend(block)
        except OSError:
            pass                         # the last one closed it

    listener = threading.Thread(target=listen)
    listener.start()
    run = subprocess.run(['sqlite3', '-batch', '-cmd', '.load "%s"' % EXTENSION, '-cmd', '.load "%s"' % os.path.join(BUILD, 'fulfil_files'), db],
                         input=script, stdout=subprocess.PIPE, stderr=follower if terminal else subprocess.PIPE, text=True)
    os.close(follower)
    listener.join()
    os.close(leader)
    return run.stdout + ('' if terminal else run.stderr), said.decode()


def write(name, rows):
    path = os.path.join(WORK, name)
    with open(path, 'w') as file:
        file.write('编号,企业名称,收集日期,需求内容,包保部门\n')
        file.writelines('T-D-%d,芜湖德力自动化装备科技有限公司,2020-02-%02d,缺口罩%d只,JXJ\n' % (i, 10 + i * 14 // rows, i) for i in range(rows))
    return path


def shows(what, db, script, line, result, share=True):
    """Checks that the script's result is that alone, and that of the lines on the terminal each has that form."""
    printed, said = on_terminal(db, script)
    lines = re.findall(LINE + r'([^\r]*)', said)
    form = line + (r'(, (?P<part>\d+) %, \d+ s left)?' if share else '')
    same('%s: its result' % what, printed.strip(), result)
    if check('%s: a line at least' % what, lines, said):
        for text in lines: check('%s: the form of a line' % what, re.fullmatch(form, text), text)
        check('%s: the line is taken away' % what, said.endswith('\r\x1b[K'), repr(said[-80:]))
        check('%s: nothing else' % what, re.sub(r'\r\x1b\[K(fulfil: [^\r]*)?', '', said) == '', repr(said[:300]))
    if share:
        part = [int(m['part']) for m in (re.fullmatch(form, text) for text in lines) if m and m['part']]
        check('%s: how much is done' % what, part and 0 < min(part) and max(part) <= 100, part)


db = make_store(os.path.join(WORK, 'store.db'))
shell(db, "UPDATE setting SET value = '2020-03-01T04:00:00Z' WHERE name = 'clock_at';")
big, small = write('b\x1big.csv', READ), write('small.csv', TAKEN)
shows('reading', db, "BEGIN; SELECT intake_file('%s', 'demand') <> ''; ROLLBACK;\n" % big, r'b\?ig\.csv: \d+ rows, \d+ a second', '1')
shows('taking in', db, "SELECT json_extract(intake(intake_file('%s', 'demand'), 'good-rows'), '$.taken');\n" % small,
      r'(small\.csv: \d+ rows, \d+ a second|T-B-[\w-]+: (checking|recording), \d+ rows a second)', str(TAKEN))
shutil.copy(db, db + '.2')
shows('closing', db, 'SELECT rollup() > 5;\n', r'period \d+ is closed, \d+ in \d+ s', '1', share=False)
printed, said = on_terminal(db + '.2', 'SELECT rollup() > 5;\n', terminal=False)
same('no terminal, nothing said', (printed.strip(), said), ('1', ''))
print('%d passed, %d failed' % (count['passed'], count['failed']))
raise SystemExit(count['failed'] > 0)
