-- The trail: a chain of hashes over all records, in the order in which the store learnt them (fulfil-trail(7)). Every record
-- of a table below leaves one row when it is inserted, by the table's trigger TABLE_sealed. What of a record is sealed says
-- the view trail_TABLE: its reference, the free text that may hold personal data (sealed by a salted digest, so that it can
-- be redacted) and the form, all its other columns. trail_verify() reads both through trail_record.
--
-- To add a table whose rows have id and ref: its view, its trigger, its line in trail_record and in trail_last.
-- A column more of a table goes into its view here, and, where the table has a personal text, into its trigger _no_update.

CREATE TABLE trail (
  no       INTEGER PRIMARY KEY,          -- from 1 without a gap
  record   TEXT NOT NULL,                -- the record's table
  id       INTEGER NOT NULL,             -- its row there; within a table from 1 without a gap
  ref      TEXT NOT NULL,                -- its reference, so that one that is gone can be named
  seal     BLOB NOT NULL CONSTRAINT "a seal has 32, 64 or 80 bytes"
           CHECK (length(seal) = 32 OR length(seal) = 64 OR length(seal) = 80),
  hash     BLOB AS (substr(seal, 1, 32)) VIRTUAL,                                -- what the next record follows
  personal BLOB AS (iif(length(seal) > 32, substr(seal, 33, 32), NULL)) VIRTUAL, -- digest of the personal text
  salt     BLOB AS (iif(length(seal) > 64, substr(seal, 65), NULL)) VIRTUAL      -- that it is salted with; NULL: redacted, or no text
) STRICT;

CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail WHEN NOT (  -- but for a redaction, which erases a salt
  NEW.seal IS substr(OLD.seal, 1, 64) AND length(OLD.seal) > 32 AND EXISTS (SELECT 1 FROM redaction WHERE record = OLD.record AND record_ref = OLD.ref)
  AND (NEW.no, NEW.record, NEW.id, NEW.ref) IS (OLD.no, OLD.record, OLD.id, OLD.ref))
BEGIN SELECT RAISE(ABORT, 'trail is append-only'); END;
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'trail is append-only'); END;
CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE no = NEW.no) BEGIN SELECT RAISE(ABORT, 'trail is append-only'); END;
CREATE TRIGGER trail_guard AFTER INSERT ON trail BEGIN
  SELECT RAISE(ABORT, 'trail: its numbers are given by the store in order') WHERE NEW.no <> 1 AND NOT EXISTS (SELECT 1 FROM trail WHERE no = NEW.no - 1)
      OR NEW.no < 1 OR EXISTS (SELECT 1 FROM trail WHERE no > NEW.no);
END;

-- The salt of the next record. In a replayed store it is derived from the record (NULL), so that two replays have the same
-- bytes; such a salt protects nothing.
CREATE VIEW trail_salt AS SELECT iif(value = 'replay', NULL, randomblob(16)) AS salt FROM setting WHERE name = 'clock';

-- The triggers insert VALUES, and the table's CHECK has no IN: a SELECT that reads the trail too, a view put aside, or a list
-- makes SQLite set up a temporary table for each record, which costs more than all the rest.

-- demand
CREATE VIEW trail_demand AS
SELECT id, ref, text AS personal, trail_form(enterprise, unit, channel, quantity_milli, quantity_unit, qualifier, at, recorded_at, synthetic) AS form FROM demand;
CREATE TRIGGER demand_sealed AFTER INSERT ON demand BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('demand', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'demand', r.id, r.ref, r.personal, r.form) FROM trail_demand r WHERE r.id = NEW.id));
END;

-- disposition
CREATE VIEW trail_disposition AS
SELECT id, ref, reason AS personal, trail_form(demand, kind, category, further, actor, of_demand, method, version, proposed_by, proposed_version, proposed,
                                               at, recorded_at, synthetic) AS form FROM disposition;
CREATE TRIGGER disposition_sealed AFTER INSERT ON disposition BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('disposition', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'disposition', r.id, r.ref, r.personal, r.form) FROM trail_disposition r WHERE r.id = NEW.id));
END;

-- requirement
CREATE VIEW trail_requirement AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(demand, category, at, recorded_at, synthetic) AS form FROM requirement;
CREATE TRIGGER requirement_sealed AFTER INSERT ON requirement BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('requirement', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'requirement', r.id, r.ref, r.personal, r.form) FROM trail_requirement r WHERE r.id = NEW.id));
END;

-- requirement_event
CREATE VIEW trail_requirement_event AS
SELECT id, ref, reason AS personal, trail_form(requirement, kind, unit, section, deadline, respond_by, automatic, confirmed, rating, satisfied, quantity_milli, level,
                                               actor, reverses, at, recorded_at, synthetic) AS form FROM requirement_event;
CREATE TRIGGER requirement_event_sealed AFTER INSERT ON requirement_event BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('requirement_event', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'requirement_event', r.id, r.ref, r.personal, r.form) FROM trail_requirement_event r WHERE r.id = NEW.id));
END;

-- funding
CREATE VIEW trail_funding AS
SELECT id, ref, source AS personal, trail_form(kind, enterprise, unit, clause, bank, requirement, at, recorded_at, synthetic) AS form FROM funding;
CREATE TRIGGER funding_sealed AFTER INSERT ON funding BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('funding', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'funding', r.id, r.ref, r.personal, r.form) FROM trail_funding r WHERE r.id = NEW.id));
END;

-- funding_event
CREATE VIEW trail_funding_event AS
SELECT id, ref, reason AS personal, trail_form(funding, stage, amount_fen, reverses, actor, at, recorded_at, synthetic) AS form FROM funding_event;
CREATE TRIGGER funding_event_sealed AFTER INSERT ON funding_event BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('funding_event', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'funding_event', r.id, r.ref, r.personal, r.form) FROM trail_funding_event r WHERE r.id = NEW.id));
END;

-- submission
CREATE VIEW trail_submission AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(unit, kind, period, at, recorded_at, synthetic) AS form FROM submission;
CREATE TRIGGER submission_sealed AFTER INSERT ON submission BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('submission', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'submission', r.id, r.ref, r.personal, r.form) FROM trail_submission r WHERE r.id = NEW.id));
END;

-- reminder
CREATE VIEW trail_reminder AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(unit, kind, period, due_at, channel, actor, at, recorded_at, synthetic) AS form FROM reminder;
CREATE TRIGGER reminder_sealed AFTER INSERT ON reminder BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('reminder', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'reminder', r.id, r.ref, r.personal, r.form) FROM trail_reminder r WHERE r.id = NEW.id));
END;

-- reported_figure
CREATE VIEW trail_reported_figure AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(figure, value, unit, qualifier, source, reported_on, window_from, note, recorded_at) AS form FROM reported_figure;
CREATE TRIGGER reported_figure_sealed AFTER INSERT ON reported_figure BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('reported_figure', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'reported_figure', r.id, r.ref, r.personal, r.form) FROM trail_reported_figure r WHERE r.id = NEW.id));
END;

-- intake_batch
CREATE VIEW trail_intake_batch AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(kind, file, format, encoding, digest, sheet, unit, year, corrects, at, recorded_at, synthetic) AS form FROM intake_batch;
CREATE TRIGGER intake_batch_sealed AFTER INSERT ON intake_batch BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('intake_batch', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'intake_batch', r.id, r.ref, r.personal, r.form) FROM trail_intake_batch r WHERE r.id = NEW.id));
END;

-- A rollup, with all that it froze. Its row in the trail is number trail_no: the hash there is the head that pages print, and
-- covers every record before it and these figures.
CREATE TABLE rollup_trail (              -- how far the trail had come in each table when a period was closed
  rollup INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  record TEXT NOT NULL,                  -- kind of record
  last   INTEGER NOT NULL,               -- the last row of its table
  PRIMARY KEY (rollup, record)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rollup_trail_no_update BEFORE UPDATE ON rollup_trail BEGIN SELECT RAISE(ABORT, 'rollup_trail is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_trail_no_delete BEFORE DELETE ON rollup_trail BEGIN SELECT RAISE(ABORT, 'rollup_trail is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_trail_no_replace BEFORE INSERT ON rollup_trail WHEN EXISTS (SELECT 1 FROM rollup_trail WHERE rollup = NEW.rollup AND record = NEW.record) BEGIN SELECT RAISE(ABORT, 'rollup_trail is frozen: a late record makes a new revision'); END;

CREATE VIEW trail_rollup AS
SELECT id, CAST(period || '.' || revision AS TEXT) AS ref, CAST(NULL AS TEXT) AS personal,
       trail_form(period, revision, as_of, recorded_at, known_demand, known_disposition, known_requirement, known_event, known_funding, known_funding_event,
                  version, trail_no,
         (SELECT trail_digest(no, start_at, end_at) FROM period WHERE no = r.period),
         (SELECT trail_digest(unit, category, collected, valid, invalidated, opening, opened, dispatched, reopened, returned_in, solved, closed_unsolved, withdrawn, returned, reassigned, revoked, overdue, closing)
            FROM rollup_line WHERE rollup = r.id),
         (SELECT trail_digest(unit, category, demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open, awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline, closed_unsolved, withdrawn)
            FROM rollup_total WHERE rollup = r.id),
         (SELECT trail_digest(axis, code, demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open, awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline, closed_unsolved, withdrawn)
            FROM rollup_sum WHERE rollup = r.id),
         (SELECT trail_digest(due, unit, category, started, paused, n)
            FROM rollup_open WHERE rollup = r.id),
         (SELECT trail_digest(unit, contacted, valid)
            FROM rollup_reach WHERE rollup = r.id),
         (SELECT trail_digest(day, unit, collected, solved)
            FROM rollup_day WHERE rollup = r.id),
         (SELECT trail_digest(days, demands, enterprises, grids)
            FROM rollup_problem_rule WHERE rollup = r.id),
         (SELECT trail_digest(no, by, problem)      -- not the terms, which a redaction takes away
            FROM rollup_problem WHERE rollup = r.id),
         (SELECT trail_digest(no, state, demand, escalated)
            FROM rollup_problem_demand WHERE rollup = r.id),
         (SELECT trail_digest(no, demands, enterprises, grids, first, last, open, open_enterprises, open_grids, solved, escalated)
            FROM rollup_problem_sum WHERE rollup = r.id),
         (SELECT trail_digest(at, unit, category, measure, n)
            FROM rollup_mark WHERE rollup = r.id),
         (SELECT trail_digest(axis, code, measure, n, period_n)
            FROM rollup_mark_sum WHERE rollup = r.id),
         (SELECT trail_digest(axis, code, started, paused, dated, n)
            FROM rollup_age WHERE rollup = r.id),
         (SELECT trail_digest(unit, category, state)
            FROM rollup_duration WHERE rollup = r.id),
         (SELECT trail_digest(axis, code, state)
            FROM rollup_duration_sum WHERE rollup = r.id),
         (SELECT trail_digest(kind, stage, unit, clause, bank, gross, reversed, number)
            FROM rollup_funding WHERE rollup = r.id),
         (SELECT trail_digest(axis, kind, stage, code, gross, reversed, number)
            FROM rollup_funding_sum WHERE rollup = r.id),
         (SELECT trail_digest(kind, stage, unit, clause, bank, gross, reversed, entered, "left")
            FROM rollup_funding_line WHERE rollup = r.id),
         (SELECT trail_digest(kind, stage, next_stage, days, n, amount, next_amount)
            FROM rollup_funding_step WHERE rollup = r.id),
         (SELECT trail_digest(record, last)
            FROM rollup_trail WHERE rollup = r.id)) AS form
  FROM rollup r;
CREATE TRIGGER rollup_sealed AFTER INSERT ON rollup BEGIN
  INSERT INTO trail (no, record, id, ref, seal) VALUES (NEW.trail_no, 'rollup', NEW.id, NEW.period || '.' || NEW.revision, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'rollup', r.id, r.ref, r.personal, r.form) FROM trail_rollup r WHERE r.id = NEW.id));
END;

CREATE VIEW rollup_seal AS               -- each rollup with the head that covers all that it knew and froze
SELECT r.id, r.period, r.revision, r.trail_no, lower(hex(t.hash)) AS head FROM rollup r JOIN trail t ON t.no = r.trail_no;

-- All of them, for trail_verify(). A record is asked for by kind and row, which SQLite hands down.
CREATE VIEW trail_record AS
SELECT 'demand' AS record, id, ref, personal, form FROM trail_demand
UNION ALL SELECT 'disposition', id, ref, personal, form FROM trail_disposition
UNION ALL SELECT 'requirement', id, ref, personal, form FROM trail_requirement
UNION ALL SELECT 'requirement_event', id, ref, personal, form FROM trail_requirement_event
UNION ALL SELECT 'funding', id, ref, personal, form FROM trail_funding
UNION ALL SELECT 'funding_event', id, ref, personal, form FROM trail_funding_event
UNION ALL SELECT 'submission', id, ref, personal, form FROM trail_submission
UNION ALL SELECT 'reminder', id, ref, personal, form FROM trail_reminder
UNION ALL SELECT 'reported_figure', id, ref, personal, form FROM trail_reported_figure
UNION ALL SELECT 'intake_batch', id, ref, personal, form FROM trail_intake_batch
UNION ALL SELECT 'redaction', id, ref, personal, form FROM trail_redaction
UNION ALL SELECT 'rollup', id, ref, personal, form FROM trail_rollup;

CREATE VIEW trail_last AS                -- every kind of record, with the last row of its table
SELECT 'demand' AS record, (SELECT ifnull(max(id), 0) FROM demand) AS last
UNION ALL SELECT 'disposition', (SELECT ifnull(max(id), 0) FROM disposition)
UNION ALL SELECT 'requirement', (SELECT ifnull(max(id), 0) FROM requirement)
UNION ALL SELECT 'requirement_event', (SELECT ifnull(max(id), 0) FROM requirement_event)
UNION ALL SELECT 'funding', (SELECT ifnull(max(id), 0) FROM funding)
UNION ALL SELECT 'funding_event', (SELECT ifnull(max(id), 0) FROM funding_event)
UNION ALL SELECT 'submission', (SELECT ifnull(max(id), 0) FROM submission)
UNION ALL SELECT 'reminder', (SELECT ifnull(max(id), 0) FROM reminder)
UNION ALL SELECT 'reported_figure', (SELECT ifnull(max(id), 0) FROM reported_figure)
UNION ALL SELECT 'intake_batch', (SELECT ifnull(max(id), 0) FROM intake_batch)
UNION ALL SELECT 'redaction', (SELECT ifnull(max(id), 0) FROM redaction)
UNION ALL SELECT 'rollup', (SELECT ifnull(max(id), 0) FROM rollup);
