"""Records that come late, in random order: what any view says of a moment that was known earlier never changes.

Each run lets the store learn one record, of a case of long ago, of yesterday or of tomorrow's deadline, now and then closes
periods and escalates, and then asks a few views, picked at random, about moments that were remembered before. RUNS runs
from SEED on; every view of the schema is asked unless NOT_OF_A_MOMENT says why not.
"""
import os, random, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'rollup'))
from course import Course, UNITS, insert, instant
from lib import ask, check, clock, command, done, learn, path, same, store

RUNS, SEED = int(os.environ.get('RUNS', '120')), int(os.environ.get('SEED', '1'))
HOURS = 48 * 5                                   # the course that the store begins with; its clock goes on from there

# Views that speak of everything recorded so far, by name, or by its end or beginning, and why they may.
NOT_OF_A_MOMENT = {
    '_standing': 'by all events: what heads are checked against',
    '_drift': 'heads against all records', '_recorded': 'heads against all records', '_headed': 'heads against all records',
    'escalation_event': 'the events themselves', 'demand_info': 'the records themselves', 'requirement_info': 'the records themselves',
    'funding_info': 'the records themselves', 'phase_place': 'by all events: what guards ask', 'phase_allowed': 'by all events: what guards ask',
    'case_trail': 'every record of a case; case_history() asks it about the moment', 'rollup_funding_stage': 'of every rollup',
    'rollup_before': 'of every rollup', 'rollup_seal': 'of every rollup',
    'demand_unindexed': 'texts that the index lacks, whenever they came', 'escalation_worked': 'cases that have a row, whenever they got it',
    'rollup_movement': 'the lines of every rollup', 'rollup_unit': 'the lines of every rollup', 'rollup_identity': 'of every rollup',
    'funding_identity': 'of every rollup', 'funding_record_identity': 'of every rollup', 'record_identity': 'of every rollup',
    '_touched': 'which cases are looked at again; they add up to nothing', '_moved': 'cases looked at again, each taken away and added',
    'mark_now': 'what cases looked at again add and take away',
    'mark_since': 'what cases looked at again add and take away', 'funding_event_new': 'events that the base does not know',
    'trail_': 'the chain over all records', 'redactable': 'the records themselves',
}
random.seed(SEED)
database = store('late.db')
course = Course(5, 12)
learn(database, course, instant(HOURS))
ask(database, "INSERT INTO expectation (unit, kind, every_hours, from_at) VALUES ('FGW', 'progress', NULL, '%s'), ('CZJ', 'check', 12, '%s');" % (instant(0), instant(50)),
    "UPDATE escalation_rule SET n = 3, m = 1, enabled = 1 WHERE code = 'common-category';", 'SELECT rollup(), escalate();')
views = [v for v in ask(database, "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name;")]
asked = [v for v in views if not any(v == x or x[0] == '_' and v.endswith(x) or x[-1] == '_' and v.startswith(x) for x in NOT_OF_A_MOMENT)]
refusals = open(path('refusals'), 'w+')          # a made-up event that the case's phase does not allow
shell = subprocess.Popen(command(database), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=refusals, text=True, errors='backslashreplace')   # some columns are BLOBs


def say(sql):
    """Rows that sql gives; the end is marked by a row of its own."""
    shell.stdin.write(sql + "\nSELECT '@@end';\n")
    shell.stdin.flush()
    rows = []
    while True:
        row = shell.stdout.readline()
        if row in ('@@end\n', ''):
            return rows
        rows.append(row)


def seen(view, moment):
    """What a view says of a moment: its rows, in whatever order."""
    return sorted(say("SELECT '>' FROM (SELECT set_moment('%s', '%s'));\nSELECT * FROM \"%s\";" % (*moment, view)))


class Late(Course):
    """Cases that the store has not learnt yet, each a queue of records."""

    def __init__(self):
        self.queues = []

    def open(self, name, at, way):
        self.records = []
        self.case(name, at, way)
        extra = random.choice([[], [('contacted', {})], [('paused', {}), ('resumed', {})], [('escalated', {'level': 'district', 'reason': 'r'})],
                               [('followed_up', {'confirmed': 1, 'satisfied': 0})], [('urged', {})]])
        for n, (kind, more) in enumerate(extra):
            self.add('requirement_event', 'W%s-%d' % (name, n), at + 3 + random.random() * 40, requirement='T-R' + name, kind=kind, **more)
        self.records.sort(key=lambda record: (record[2]['at'], record[1] != 'demand'))
        self.queues.append([(table, row) for _, table, row in self.records])

    def next(self, now):
        """The next record of some case, learnt now, as SQL; '' where none has happened yet."""
        ready = [q for q in self.queues if q and q[0][1]['at'] <= now]
        if not ready:
            return ''
        queue = random.choice(ready)
        lines, first = [], queue[0]
        while queue and (queue[0][1]['at'] == first[1]['at'] or not lines):   # what belongs together is one transaction
            table, row = queue.pop(0)
            lines.append(insert(table, dict(row, recorded_at=now)))
        return 'BEGIN; %s COMMIT;\nROLLBACK;\n' % ' '.join(lines)   # the shell leaves a line at its first error


late, now, remembered, errors = Late(), HOURS, [], 0
for number in range(RUNS):
    now += random.random() * 3
    stamp = instant(now)
    if len(late.queues) < 40 or random.random() < 0.2:
        late.open('L%d' % number, random.uniform(0, now - 1), random.randrange(30))
    lines = late.next(stamp)
    if random.random() < 0.1:
        lines += "INSERT OR IGNORE INTO submission (ref, unit, kind, period, at) SELECT 'T-S%d', '%s', 'demand', %d, store_now();" % (number, random.choice(UNITS[:2]), random.randint(1, 5))
    if random.random() < 0.05:
        lines += 'INSERT INTO reminder (ref, unit, kind, period, due_at, at) SELECT ref, unit, kind, period, due_at, store_now() FROM (SELECT * FROM reminder_due LIMIT 2);'
    if random.random() < 0.05:
        lines += ("INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) SELECT 'T-Z%d', requirement, 'reversed', ref, 'r', max(at, store_now()) "
                  "FROM requirement_event e WHERE kind IN ('contacted', 'urged', 'extended') AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref) ORDER BY id DESC LIMIT 1;" % number)
    if random.random() < 0.04:
        lines += 'SELECT rollup();'
    if random.random() < 0.04:
        lines += 'SELECT escalate();'
    say(clock(stamp) + " SELECT set_moment(NULL, NULL); " + lines)
    if number % 12 == 0:                         # a moment to come back to: what is known now, of now or of long ago
        moment = (instant(random.choice([now, random.uniform(0, now)])), stamp)
        if len(remembered) >= 12:
            remembered.pop(random.randrange(len(remembered)))
        picked = random.sample(asked, min(len(asked), 24))
        say(clock(instant(now + 1 / 3600)))      # what is recorded within the same second would be known too
        now += 2 / 3600
        remembered.append((moment, {v: seen(v, moment) for v in picked}))
    moment, was = random.choice(remembered)
    for view in random.sample(sorted(was), 2):
        got = seen(view, moment)
        if got != was[view]:
            errors += 1
            check('run %d: %s as of %s as known at %s' % (number, view, *moment), False,
                  'was:  ' + ''.join(x for x in was[view] if x not in got)[:300], 'says: ' + ''.join(x for x in got if x not in was[view])[:300])
            del was[view]
    if errors > 20:
        break

for moment, was in remembered:                   # all that was remembered, once more
    for view in was:
        got = seen(view, moment)
        check('at the end: %s as of %s as known at %s' % (view, *moment), got == was[view],
              'was:  ' + ''.join(x for x in was[view] if x not in got)[:300], 'says: ' + ''.join(x for x in got if x not in was[view])[:300])
counts = say("SELECT set_moment(NULL, NULL); SELECT (SELECT count(*) FROM demand WHERE ref GLOB 'T-DL*') || '|' || (SELECT count(*) FROM requirement_event WHERE ref GLOB 'T-[VW]L*') || '|'"
             " || (SELECT count(*) FROM rollup WHERE revision > 1) || '|' || (SELECT count(*) FROM requirement_event WHERE kind = 'escalated') || '|' || (SELECT count(*) FROM conservation() WHERE NOT holds) || '|' || (SELECT count(*) FROM head_drift);")[-1].strip()
shell.communicate()
demands, events, revisions, escalated, broken, drift = (int(x) for x in counts.split('|'))
check('late records came (%s)' % counts, demands > RUNS / 20 and events > RUNS / 20 and revisions > 0 and escalated > 0, open(path('refusals')).read()[:1500])
same('and the store is sound', (broken, drift), (0, 0))
done()
