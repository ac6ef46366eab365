-- Who reported in time: contact units owe a submission for every period, setting submission_hours after its end at the
-- latest. Counted from the submissions themselves, of which there is one for each contact unit and period.

CREATE TABLE submission (                -- a contact unit's report of a period has come in; the first one counts
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  unit        TEXT NOT NULL REFERENCES unit,
  period      INTEGER NOT NULL,
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at)
) STRICT;
CREATE INDEX submission_unit ON submission (unit, period, at);

CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'submission is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'submission is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER submission_no_replace BEFORE INSERT ON submission WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.id UNION ALL SELECT 1 FROM submission WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM submission WHERE ref = NEW.ref AND unit IS NEW.unit AND period IS NEW.period AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE RAISE(ABORT, 'submission: this reference or row is there already with other contents') END;
END;
CREATE TRIGGER submission_fits BEFORE INSERT ON submission BEGIN
  SELECT RAISE(ABORT, 'submission: no such contact unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit AND contact);
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

CREATE VIEW submission_now AS            -- the first submission of each unit and period that the moment knows
SELECT unit, period, at, due_at, at <= due_at AS on_time
  FROM (SELECT unit, period, min(at) AS at,
               strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_end(period)), '+' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours') AS due_at
          FROM submission WHERE at <= as_of() AND recorded_at <= known_at() GROUP BY unit, period);

CREATE VIEW submission_span AS           -- one row: the periods whose submissions are due by the moment; none before the first demand
SELECT period_no(local_date((SELECT min(at) FROM demand WHERE at > ''))) AS first_no,
       period_no(local_date(strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours'))) - 1 AS last_no;

CREATE VIEW reporting_now AS             -- each contact unit: submissions on time, and those expected
SELECT u.code AS unit, max(0, ifnull(s.last_no - s.first_no + 1, 0)) AS expected,
       (SELECT count(*) FROM submission_now n WHERE n.unit = u.code AND n.period BETWEEN s.first_no AND s.last_no AND n.on_time) AS on_time
  FROM unit u CROSS JOIN submission_span s WHERE u.contact;

CREATE VIEW submission_due AS            -- every submission that is due by the moment, with when it came; at NULL: it did not
SELECT u.code AS unit, p.no AS period,
       strftime('%Y-%m-%dT%H:%M:%SZ', day_start(p."end"), '+' || (SELECT value FROM setting WHERE name = 'submission_hours') || ' hours') AS due_at, n.at, n.on_time
  FROM unit u CROSS JOIN submission_span s CROSS JOIN periods(period_start(max(s.first_no, 1)), period_start(s.last_no)) p
  LEFT JOIN submission_now n ON n.unit = u.code AND n.period = p.no
 WHERE u.contact AND s.last_no >= s.first_no;
