"""A shell killed with SIGKILL while intake() works leaves all of the batch or nothing of it, and the next call ends where
an undisturbed one does, byte for byte. Moments are spread over the time that one call takes."""
import random, shutil, signal, subprocess, time

from lib import *

ROWS = 4000
KILLS = int(os.environ.get('KILLS', '6'))


def start(db):
    return subprocess.Popen(['sqlite3', '-batch', '-cmd', '.load "%s"' % EXTENSION, db, "SELECT intake('demand');"], stdout=subprocess.DEVNULL)


dice = random.Random('%d kill' % SEED)
base = make_store(os.path.join(WORK, 'base.db'))
said = shell(base, insert('staging_demand', [
    {'ref': 'T-D-%d' % n, 'enterprise': dice.choice(ENTERPRISES)[0] if n % 50 else '没有的公司', 'unit': 'FGW', 'at': '2月%d日' % dice.randrange(10, 25),
     'text': '需求 %d' % n, 'supersedes': 'T-D-%d' % (n - 1) if n % 97 == 0 else None} for n in range(2, ROWS + 2)]))
check('staged', said == '', said)
whole = os.path.join(WORK, 'whole.db')
shutil.copy(base, whole)
began = time.monotonic()
start(whole).wait()
took = time.monotonic() - began
nothing, everything = records(base), records(whole)
check('an undisturbed call records the batch', everything != nothing)
for kill in range(KILLS):
    db = os.path.join(WORK, 'kill.db')
    for end in ('', '-wal', '-shm'):
        if os.path.exists(db + end): os.remove(db + end)
    shutil.copy(base, db)
    process = start(db)
    time.sleep(took * dice.random())
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = records(db)
    check('all or nothing after kill %d (SEED=%d)' % (kill, SEED), left in (nothing, everything))
    start(db).wait() if left == nothing else None
    same('the next call ends where an undisturbed one does', records(db) == everything, True)
    same('sound', shell(db, 'SELECT * FROM head_drift; PRAGMA integrity_check;'), 'ok\n')
finish()
