-- A redaction: the personal text of a record gives way to a marker, its salt is erased, and its digest stays, so that the trail
-- still follows. What it was can then be neither read nor found by trying.
CREATE TABLE redaction (
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  record      TEXT NOT NULL,             -- kind of record, by its table
  record_ref  TEXT NOT NULL,             -- which one
  field       TEXT NOT NULL,             -- the column that goes
  law         TEXT NOT NULL,             -- the article or order that asks for it
  actor       TEXT NOT NULL REFERENCES unit,          -- who did it
  at          TEXT NOT NULL DEFAULT (store_now()) CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  CHECK (at <= recorded_at),
  CONSTRAINT "a redaction is of demand and text, funding and source, or disposition, requirement_event or funding_event and reason"
  CHECK (record = 'demand' AND field = 'text' OR record = 'funding' AND field = 'source'
      OR record IN ('disposition', 'requirement_event', 'funding_event') AND field = 'reason'),
  UNIQUE (record_ref, record)
) STRICT;

CREATE VIEW redacted_text AS SELECT '已依法隐去' AS text;   -- what stands in its place; redacted texts are not alike for being the same

CREATE VIEW redactable AS                -- every text that can be redacted
SELECT 'demand' AS record, id, ref, text FROM demand
UNION ALL SELECT 'disposition', id, ref, reason FROM disposition WHERE reason IS NOT NULL
UNION ALL SELECT 'requirement_event', id, ref, reason FROM requirement_event WHERE reason IS NOT NULL
UNION ALL SELECT 'funding', id, ref, source FROM funding WHERE source IS NOT NULL
UNION ALL SELECT 'funding_event', id, ref, reason FROM funding_event WHERE reason IS NOT NULL;

CREATE TRIGGER redaction_no_update BEFORE UPDATE ON redaction BEGIN SELECT RAISE(ABORT, 'redaction is append-only'); END;
CREATE TRIGGER redaction_no_delete BEFORE DELETE ON redaction BEGIN SELECT RAISE(ABORT, 'redaction is append-only'); END;
CREATE TRIGGER redaction_no_replace BEFORE INSERT ON redaction WHEN EXISTS (SELECT 1 FROM redaction WHERE id = NEW.id UNION ALL SELECT 1 FROM redaction WHERE ref = NEW.ref
                                                                            UNION ALL SELECT 1 FROM redaction WHERE record = NEW.record AND record_ref = NEW.record_ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM redaction WHERE ref = NEW.ref AND record IS NEW.record AND record_ref IS NEW.record_ref AND field IS NEW.field AND law IS NEW.law AND actor IS NEW.actor)
              THEN RAISE(IGNORE) ELSE RAISE(ABORT, 'redaction: this reference is there already with other contents, or the record is redacted already') END;
END;
CREATE TRIGGER redaction_fits BEFORE INSERT ON redaction WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE ref = NEW.ref) BEGIN
  SELECT RAISE(ABORT, 'redaction: no such record of this kind with a text') WHERE NOT EXISTS (SELECT 1 FROM redactable WHERE record = NEW.record AND ref = NEW.record_ref);
  SELECT RAISE(ABORT, 'redaction: no such unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.actor);
END;
CREATE TRIGGER redaction_guard AFTER INSERT ON redaction BEGIN
  SELECT RAISE(ABORT, 'redaction: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM redaction WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM redaction WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'redaction: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'redaction: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM redaction WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- What it does. The record's row in the trail lies after the last rollup that did not know the record. The indexes of
-- similar_demands() and of search go too, and so does the text in the rows of the files that the record came from, in rows
-- of which no record came and that say the same (the file before it was corrected, or handed in again), and in what was
-- found wrong with them. The bytes of it go from the file by VACUUM: fulfil-trail(7).
CREATE TRIGGER redaction_apply AFTER INSERT ON redaction BEGIN
  DELETE FROM demand_mark
   WHERE NEW.record = 'demand' AND (segment, mark, size, demand) IN (SELECT (d.id - 1) / 50000, t.mark, t.size, d.id FROM demand d CROSS JOIN text_marks(d.text) t WHERE d.ref = NEW.record_ref);
  DELETE FROM demand_pair
   WHERE NEW.record = 'demand' AND (segment, pair, demand) IN (SELECT (d.id - 1) / 50000, t.low, d.id FROM demand d CROSS JOIN text_pairs(d.text) t WHERE d.ref = NEW.record_ref);
  UPDATE trail SET seal = substr(seal, 1, 64)
   WHERE no = (SELECT t.no FROM redactable r CROSS JOIN trail t
                WHERE r.record = NEW.record AND r.ref = NEW.record_ref AND t.record = NEW.record AND t.id = r.id
                  AND t.no >= ifnull((SELECT max(c.trail_no) FROM rollup_trail k CROSS JOIN rollup c ON c.id = k.rollup WHERE k.record = NEW.record AND k.last < r.id), 1)
                ORDER BY t.no LIMIT 1);
  UPDATE intake_demand SET text = (SELECT text FROM redacted_text)
   WHERE NEW.record = 'demand' AND (batch, row) IN (SELECT t.batch, t.row FROM intake_taken t WHERE t.ref = NEW.record_ref
     UNION ALL SELECT i.batch, i.row FROM intake_demand i WHERE read_text(i.text) = (SELECT text FROM demand WHERE ref = NEW.record_ref) AND NOT EXISTS (SELECT 1 FROM intake_taken t WHERE (t.batch, t.row) = (i.batch, i.row)));
  UPDATE intake_progress SET reason = (SELECT text FROM redacted_text)
   WHERE NEW.record = 'requirement_event' AND reason IS NOT NULL AND (batch, row) IN (SELECT t.batch, t.row FROM intake_taken t WHERE t.ref = NEW.record_ref
     UNION ALL SELECT i.batch, i.row FROM intake_progress i WHERE read_text(i.reason) = (SELECT reason FROM requirement_event WHERE ref = NEW.record_ref) AND NOT EXISTS (SELECT 1 FROM intake_taken t WHERE (t.batch, t.row) = (i.batch, i.row)));
  UPDATE intake_funding SET reason = (SELECT text FROM redacted_text)
   WHERE NEW.record = 'funding_event' AND reason IS NOT NULL AND (batch, row) IN (SELECT t.batch, t.row FROM intake_taken t WHERE t.ref = NEW.record_ref
     UNION ALL SELECT i.batch, i.row FROM intake_funding i WHERE read_text(i.reason) = (SELECT reason FROM funding_event WHERE ref = NEW.record_ref) AND NOT EXISTS (SELECT 1 FROM intake_taken t WHERE (t.batch, t.row) = (i.batch, i.row)));
  UPDATE intake_fault SET value = (SELECT text FROM redacted_text)
   WHERE name IN ('text', 'reason') AND value IS NOT NULL AND (SELECT text FROM redacted_text) IN (
         SELECT text FROM intake_demand i WHERE (i.batch, i.row) = (intake_fault.batch, intake_fault.row)
         UNION ALL SELECT reason FROM intake_progress i WHERE (i.batch, i.row) = (intake_fault.batch, intake_fault.row)
         UNION ALL SELECT reason FROM intake_funding i WHERE (i.batch, i.row) = (intake_fault.batch, intake_fault.row));
  UPDATE intake_fault_past SET value = (SELECT text FROM redacted_text)
   WHERE name IN ('text', 'reason') AND value IS NOT NULL AND (SELECT text FROM redacted_text) IN (
         SELECT text FROM intake_demand i WHERE (i.batch, i.row) = (intake_fault_past.batch, intake_fault_past.row)
         UNION ALL SELECT reason FROM intake_progress i WHERE (i.batch, i.row) = (intake_fault_past.batch, intake_fault_past.row)
         UNION ALL SELECT reason FROM intake_funding i WHERE (i.batch, i.row) = (intake_fault_past.batch, intake_fault_past.row));
  UPDATE rollup_problem SET terms = '[]'     -- what a text had in common with others may name somebody too
   WHERE NEW.record = 'demand' AND (rollup, no) IN (SELECT m.rollup, m.no FROM rollup_problem_demand m WHERE m.demand = (SELECT id FROM demand WHERE ref = NEW.record_ref));
  UPDATE demand SET text = (SELECT text FROM redacted_text) WHERE NEW.record = 'demand' AND ref = NEW.record_ref;
  INSERT INTO demand_pair (segment, pair, demand) SELECT (d.id - 1) / 50000, t.low, d.id FROM demand d CROSS JOIN text_pairs(d.text) t
   WHERE NEW.record = 'demand' AND d.ref = NEW.record_ref AND d.id <= (SELECT max(id) / 1000 * 1000 FROM demand);
  UPDATE disposition SET reason = (SELECT text FROM redacted_text) WHERE NEW.record = 'disposition' AND ref = NEW.record_ref;
  UPDATE requirement_event SET reason = (SELECT text FROM redacted_text) WHERE NEW.record = 'requirement_event' AND ref = NEW.record_ref;
  UPDATE funding SET source = (SELECT text FROM redacted_text) WHERE NEW.record = 'funding' AND ref = NEW.record_ref;
  UPDATE funding_event SET reason = (SELECT text FROM redacted_text) WHERE NEW.record = 'funding_event' AND ref = NEW.record_ref;
END;

CREATE VIEW redaction_info AS SELECT ref, record, record_ref, field, law, actor, at, recorded_at FROM redaction;

CREATE VIEW trail_redaction AS
SELECT id, ref, CAST(NULL AS TEXT) AS personal, trail_form(record, record_ref, field, law, actor, at, recorded_at) AS form FROM redaction;
CREATE TRIGGER redaction_sealed AFTER INSERT ON redaction BEGIN
  INSERT INTO trail (record, id, ref, seal) VALUES ('redaction', NEW.id, NEW.ref, (
    SELECT trail_seal((SELECT seal FROM trail ORDER BY no DESC LIMIT 1), (SELECT salt FROM trail_salt), 'redaction', r.id, r.ref, r.personal, r.form) FROM trail_redaction r WHERE r.id = NEW.id));
END;
