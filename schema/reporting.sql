-- The rhythm: who reports what by when, what came in, what is late or missing, and who was reminded of it.
--   demand    a contact unit owes its demands of every period, setting submission_hours after its end at the latest. A store
--             whose source says nothing about that has no such setting: then nothing is expected, and nothing is 0 %.
--   progress  a responsible unit owes its progress of every period where a row of expectation says so.
--   check     whatever a row of expectation asks for every so many hours: a look at a site, a daily report.
-- Counted from the submissions themselves; the first one of a unit, kind and period (or interval) counts.

CREATE TABLE expectation (               -- what a unit owes besides its demands, from when to when
  unit        TEXT NOT NULL REFERENCES unit,
  kind        TEXT NOT NULL CHECK (kind IN ('progress', 'check')),
  every_hours INTEGER CHECK (every_hours BETWEEN 1 AND 8784),   -- NULL: once a period
  from_at     TEXT NOT NULL CHECK (from_at IS strftime('%Y-%m-%dT%H:%M:%SZ', from_at, '+0 seconds')),
  to_at       TEXT CHECK (to_at IS strftime('%Y-%m-%dT%H:%M:%SZ', to_at, '+0 seconds')),   -- NULL: until further notice
  PRIMARY KEY (unit, kind, from_at),
  CHECK (from_at < to_at),
  CHECK (kind = 'progress' OR every_hours IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (                -- a unit's report has come in; the first one of a period or interval counts
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  unit        TEXT NOT NULL REFERENCES unit,
  kind        TEXT NOT NULL DEFAULT 'demand' CHECK (kind IN ('demand', 'progress', 'check')),
  period      INTEGER NOT NULL,          -- that it speaks of; of a check that in which it was made
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at)
) STRICT;
CREATE INDEX submission_unit ON submission (kind, unit, period, at);
CREATE INDEX submission_unit_at ON submission (kind, unit, at);

CREATE TABLE reminder (                  -- a unit was reminded of what it owes
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  unit        TEXT NOT NULL REFERENCES unit,
  kind        TEXT NOT NULL CHECK (kind IN ('demand', 'progress', 'check')),
  period      INTEGER NOT NULL,
  due_at      TEXT NOT NULL CHECK (due_at IS strftime('%Y-%m-%dT%H:%M:%SZ', due_at, '+0 seconds')),   -- by when it was owed
  channel     TEXT CHECK (channel IN ('visit', 'phone', 'wechat', 'mail', 'letter', 'app', 'sms', 'internal', 'other')),
  actor       TEXT REFERENCES unit,      -- who reminded it
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at)
) STRICT;
CREATE INDEX reminder_of ON reminder (unit, kind, due_at, at);

CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'submission is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'submission is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER submission_no_replace BEFORE INSERT ON submission WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.id UNION ALL SELECT 1 FROM submission WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM submission WHERE ref = NEW.ref AND unit IS NEW.unit AND kind IS NEW.kind AND period IS NEW.period AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('submission: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER submission_fits BEFORE INSERT ON submission BEGIN
  SELECT RAISE(ABORT, 'submission: no such contact unit') WHERE NEW.kind = 'demand' AND NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit AND contact);
  SELECT RAISE(ABORT, 'submission: no such responsible unit') WHERE NEW.kind = 'progress' AND NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit AND responsible);
  SELECT RAISE(ABORT, 'submission: no such unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit);
  SELECT RAISE(ABORT, 'submission: before the period began') WHERE NEW.at < day_start(period_start(NEW.period));
END;
CREATE TRIGGER submission_guard AFTER INSERT ON submission BEGIN
  SELECT RAISE(ABORT, 'submission: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM submission WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM submission WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'submission: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'submission: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM submission WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER reminder_no_replace BEFORE INSERT ON reminder WHEN EXISTS (SELECT 1 FROM reminder WHERE id = NEW.id UNION ALL SELECT 1 FROM reminder WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM reminder WHERE ref = NEW.ref AND unit IS NEW.unit AND kind IS NEW.kind AND period IS NEW.period AND due_at IS NEW.due_at AND channel IS NEW.channel AND actor IS NEW.actor AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('reminder: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER reminder_fits BEFORE INSERT ON reminder BEGIN
  SELECT RAISE(ABORT, 'reminder: no such unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit);
END;
CREATE TRIGGER reminder_guard AFTER INSERT ON reminder BEGIN
  SELECT RAISE(ABORT, 'reminder: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM reminder WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM reminder WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'reminder: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'reminder: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM reminder WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

CREATE VIEW submission_now AS            -- the first submission of each contact unit and period that the moment knows
SELECT unit, period, at, due_at, at <= due_at AS on_time
  FROM (SELECT unit, period, min(at) AS at,
               strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_end(period)), '+' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours') AS due_at
          FROM submission WHERE kind = 'demand' AND at <= as_of() AND recorded_at <= known_at() GROUP BY unit, period);

CREATE VIEW submission_span AS           -- one row: the periods whose submissions are due by the moment; none before the first demand
SELECT period_no(local_date((SELECT min(at) FROM demand WHERE at > ''))) AS first_no,
       period_no(local_date(strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours'))) - 1 AS last_no;

CREATE VIEW reporting_now AS             -- each contact unit: submissions on time, and those expected
SELECT u.code AS unit, max(0, ifnull(s.last_no - s.first_no + 1, 0)) AS expected,
       (SELECT count(*) FROM submission_now n WHERE n.unit = u.code AND n.period BETWEEN s.first_no AND s.last_no AND n.on_time) AS on_time
  FROM unit u CROSS JOIN submission_span s WHERE u.contact;

-- Every interval of an expectation in hours that has ended by the moment.
CREATE VIEW expectation_interval AS
WITH RECURSIVE slot (unit, kind, every_hours, from_at, due_at, last) AS (
  SELECT unit, kind, every_hours, from_at, strftime('%Y-%m-%dT%H:%M:%SZ', from_at, '+' || every_hours || ' hours'), min(as_of(), ifnull(to_at, as_of()))
    FROM expectation WHERE every_hours IS NOT NULL
  UNION ALL
  SELECT unit, kind, every_hours, due_at, strftime('%Y-%m-%dT%H:%M:%SZ', due_at, '+' || every_hours || ' hours'), last FROM slot WHERE due_at < last)
SELECT unit, kind, every_hours, from_at, due_at FROM slot WHERE due_at <= last;

-- Everything that is owed by the moment: which unit, what, of which period or interval, by when, when it came (NULL: it did
-- not), and how it stands. In an interval only what came within it counts, (from_at, due_at].
CREATE VIEW submission_owed AS
SELECT unit, kind, period, every_hours, due_at, at, CASE WHEN at IS NULL THEN 'missing' WHEN at <= due_at THEN 'on_time' ELSE 'late' END AS state,
       (SELECT count(*) FROM reminder r WHERE r.unit = o.unit AND r.kind = o.kind AND r.due_at = o.due_at AND r.at <= as_of() AND r.recorded_at <= known_at()) AS reminders,
       (SELECT max(r.at) FROM reminder r WHERE r.unit = o.unit AND r.kind = o.kind AND r.due_at = o.due_at AND r.at <= as_of() AND r.recorded_at <= known_at()) AS reminded_at
  FROM (SELECT q.unit, q.kind, q.period, NULL AS every_hours,
               strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_end(q.period)), '+' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours') AS due_at,
               (SELECT min(s.at) FROM submission s WHERE s.kind = q.kind AND s.unit = q.unit AND s.period = q.period AND s.at <= as_of() AND s.recorded_at <= known_at()) AS at
          FROM (SELECT u.code AS unit, 'demand' AS kind, p.no AS period
                  FROM unit u CROSS JOIN submission_span s CROSS JOIN periods(period_start(max(s.first_no, 1)), period_start(s.last_no)) p
                 WHERE u.contact AND s.last_no >= s.first_no
                UNION ALL
                SELECT e.unit, e.kind, p.no
                  FROM expectation e CROSS JOIN submission_span s CROSS JOIN periods(local_date(e.from_at), period_start(s.last_no)) p
                 WHERE e.every_hours IS NULL AND p.no <= s.last_no AND (e.to_at IS NULL OR day_start(p.start) < e.to_at)) q
        UNION ALL
        SELECT i.unit, i.kind, period_no(local_date(i.due_at)), i.every_hours, i.due_at,
               (SELECT min(s.at) FROM submission s WHERE s.kind = i.kind AND s.unit = i.unit AND s.at > i.from_at AND s.at <= i.due_at AND s.recorded_at <= known_at())
          FROM expectation_interval i) o;

CREATE VIEW submission_due AS            -- the periods of contact units among them; at NULL: it did not come
SELECT unit, period, due_at, at, iif(at IS NULL, NULL, at <= due_at) AS on_time FROM submission_owed WHERE kind = 'demand';

CREATE VIEW rhythm_now AS                -- per unit and kind: what was owed by the moment, how it came, what was reminded of
SELECT unit, kind, count(*) AS expected, sum(state = 'on_time') AS on_time, sum(state = 'late') AS late, sum(state = 'missing') AS missing,
       sum(reminders > 0) AS reminded
  FROM submission_owed GROUP BY unit, kind;

CREATE VIEW reminder_due AS              -- whom to remind: what is missing, unless that was done today; ref: for the reminder's record
SELECT o.unit, o.kind, o.period, o.due_at, o.reminders, o.reminded_at, u.name, u.name_en, u.phone_name, u.phone,
       (SELECT ifnull((SELECT value FROM setting WHERE name = 'zone'), (SELECT min(code) FROM zone))) || '-M-' || o.unit || '-' || o.kind || '-'
         || replace(replace(substr(o.due_at, 1, 16), ':', ''), '-', '') || '-' || (o.reminders + 1) AS ref
  FROM submission_owed o JOIN unit u ON u.code = o.unit
 WHERE o.state = 'missing' AND (o.reminded_at IS NULL OR local_date(o.reminded_at) < local_date(as_of()));
