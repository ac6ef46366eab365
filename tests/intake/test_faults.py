"""Ten thousand faults in one file: each is listed, with what to do about it, and nothing else happens; put right, all is taken."""
import time

from lib import *

ROWS = 5000
store = make_store(os.path.join(WORK, 'faults.db'))
good = {'ref': None, 'enterprise': ENTERPRISES[0][0], 'unit': 'FGW', 'at': '2020-02-14', 'text': None, 'channel': '走访', 'quantity': '66人', 'supersedes': None}


def hand_in(wrong):
    said = shell(store, 'BEGIN;\n' + insert('staging_demand', [dict(good, ref='T-D-%d' % n, text='缺口罩%d' % n, **(wrong if wrong else {})) for n in range(ROWS)]) + 'COMMIT;')
    return said or shell(store, "SELECT b.ref FROM intake_open o JOIN intake_batch b ON b.id = o.batch WHERE o.kind = 'demand';").strip()


batch = hand_in({'at': '2020-02-31', 'enterprise': '没有这家公司'})
before = records(store)
begun = time.monotonic()
said = intake(store, batch)
taken = time.monotonic() - begun
same('every fault of every row is counted', {k: said.get(k) for k in ('rows', 'taken', 'faulty', 'faults')}, {'rows': ROWS, 'taken': 0, 'faulty': ROWS, 'faults': 2 * ROWS}, said)
same('and listed, with row, column, reason and remedy', shell(store, "SELECT count(*), count(DISTINCT row), count(DISTINCT column_name), min(row), max(row) FROM intake_faults"
     " WHERE batch = '%s' AND reason <> '' AND remedy <> '' AND value <> '';" % batch).strip(), '%d|%d|2|2|%d' % (2 * ROWS, ROWS, ROWS + 1))
same('nothing is recorded of it', shell(store, 'SELECT count(*) FROM demand; SELECT count(*) FROM submission;').split(), ['0', '0'])
check('in seconds (%.1f)' % taken, taken < 60)
again = intake(store, batch)
same('the same again says the same', [again.get(k) for k in ('taken', 'faulty', 'faults')], [0, ROWS, 2 * ROWS], again)
right = hand_in(None)
said = intake(store, right)
same('put right, every row is taken', [said.get(k) for k in ('taken', 'faulty', 'faults')], [ROWS, 0, 0], said)
same('and the trail follows', shell(store, 'SELECT trail_verify();').strip(), 'ok')
finish()
