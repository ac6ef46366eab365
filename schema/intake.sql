-- Intake: what was handed in (intake_tables.sql) becomes records. Staging views to import into, what the last check of a
-- batch found, and from which row of which file each record came. intake() (functions/intake_*.sql) does the work.
--
--   .import --csv --skip 1 demands.csv staging_demand
--   SELECT intake('demand', 'dry-run');
--   SELECT row, column_name, value, reason, remedy FROM intake_faults;
--   SELECT intake('demand');                -- takes the good rows and closes the batch

CREATE TABLE intake_open (               -- the batch that rows imported into a staging view go to
  kind  TEXT PRIMARY KEY CHECK (kind IN ('demand', 'progress', 'loan', 'subsidy')),
  batch INTEGER NOT NULL REFERENCES intake_batch
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_said (               -- what is known of the next batch of imports of a kind; gone once that batch is there
  kind      TEXT PRIMARY KEY CHECK (kind IN ('demand', 'progress', 'loan', 'subsidy')),
  unit      TEXT REFERENCES unit,
  year      INTEGER CHECK (year BETWEEN 1949 AND 9998),
  corrects  TEXT REFERENCES intake_batch (ref),
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_fault (              -- what the last check of a batch found; worked out again by each, never the source
  batch  INTEGER NOT NULL REFERENCES intake_batch,
  row    INTEGER NOT NULL,
  name   TEXT NOT NULL,                  -- the column; '' the row as a whole
  code   TEXT NOT NULL,
  value  TEXT,                           -- the cell, cut to 200 characters
  detail TEXT,                           -- what reason and remedy name where they say %s
  PRIMARY KEY (batch, row, name, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_fault_past (         -- and what checks before it found, where that was something else
  batch  INTEGER NOT NULL REFERENCES intake_batch,
  list   INTEGER NOT NULL,               -- as intake_result has it
  row    INTEGER NOT NULL,
  name   TEXT NOT NULL,
  code   TEXT NOT NULL,
  value  TEXT,
  detail TEXT,
  PRIMARY KEY (batch, list, row, name, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_taken (              -- the record that came of a row
  batch INTEGER NOT NULL REFERENCES intake_batch,
  row   INTEGER NOT NULL,
  ref   TEXT NOT NULL,
  PRIMARY KEY (batch, row, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX intake_taken_ref ON intake_taken (ref);

CREATE TABLE intake_result (             -- how a batch stood after each check that changed how it stands, in rows
  batch      INTEGER NOT NULL REFERENCES intake_batch,
  no         INTEGER NOT NULL,           -- of the check, from 1
  list       INTEGER NOT NULL,           -- of its faults: in intake_fault where it is that of the last check, else in intake_fault_past
  taken      INTEGER NOT NULL CHECK (taken IN (0, 1)),   -- 1: its good rows are records, and it takes no more imports
  rows       INTEGER NOT NULL,
  good       INTEGER NOT NULL,           -- rows without a fault: records now, or the same as records that were there
  fresh      INTEGER NOT NULL,           -- rows that have become records by now
  faulty     INTEGER NOT NULL,
  faults     INTEGER NOT NULL,           -- a row may have several
  checked_at TEXT NOT NULL,
  PRIMARY KEY (batch, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX intake_result_faulty ON intake_result (batch) WHERE faulty > 0;

CREATE TABLE intake_word (               -- further words by which files name a code (besides those of table word)
  domain TEXT NOT NULL CHECK (domain IN ('channel', 'event', 'loan', 'subsidy')),
  word   TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 64),
  code   TEXT NOT NULL,
  PRIMARY KEY (domain, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise_name (           -- names of enterprises, as name_key() makes them comparable; derived
  key  TEXT NOT NULL,
  uscc TEXT NOT NULL,
  PRIMARY KEY (key, uscc)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER enterprise_insert_name AFTER INSERT ON enterprise BEGIN
  INSERT INTO enterprise_name (key, uscc) SELECT name_key(NEW.name), NEW.uscc WHERE name_key(NEW.name) IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE INDEX enterprise_name_uscc ON enterprise_name (uscc);
CREATE TRIGGER enterprise_update_name AFTER UPDATE OF name ON enterprise BEGIN
  DELETE FROM enterprise_name WHERE uscc IN (OLD.uscc, NEW.uscc);
  INSERT INTO enterprise_name (key, uscc) SELECT name_key(NEW.name), NEW.uscc WHERE name_key(NEW.name) IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER enterprise_update_uscc AFTER UPDATE OF uscc ON enterprise BEGIN
  UPDATE enterprise_name SET uscc = NEW.uscc WHERE uscc = OLD.uscc;
END;
CREATE TRIGGER enterprise_delete_name AFTER DELETE ON enterprise BEGIN
  DELETE FROM enterprise_name WHERE uscc = OLD.uscc;
END;

-- Staging views: the rows of the open batch of each kind. Whatever is inserted becomes text; blank rows and a row of
-- headings are passed over; nothing is refused. A batch made here has no file; its reference counts those before it.
CREATE VIEW staging_demand AS
SELECT ref, enterprise, unit, at, text, channel, quantity, category, supersedes
  FROM intake_demand WHERE batch = (SELECT batch FROM intake_open WHERE kind = 'demand');
CREATE VIEW staging_progress AS
SELECT ref, requirement, kind, unit, at, deadline, quantity, confirmed, rating, reason
  FROM intake_progress WHERE batch = (SELECT batch FROM intake_open WHERE kind = 'progress');
CREATE VIEW staging_funding AS           -- both kinds; what is inserted into one of the next two goes here
SELECT o.kind, f.ref, f.funding, f.enterprise, f.unit, f.bank, f.clause, f.requirement, f.stage, f.amount, f.amount_unit, f.at, f.reverses, f.reason
  FROM intake_open o JOIN intake_funding f ON f.batch = o.batch WHERE o.kind IN ('loan', 'subsidy');
CREATE VIEW staging_loan AS
SELECT ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason FROM staging_funding WHERE kind = 'loan';
CREATE VIEW staging_subsidy AS
SELECT ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason FROM staging_funding WHERE kind = 'subsidy';

-- Headings as name_key() makes them comparable: a row whose date and whose main column hold their own headings is one of
-- headings, imported with the rest, and is passed over.
CREATE TABLE intake_heading_key (        -- derived from intake_heading
  kind TEXT NOT NULL,
  key  TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (kind, key, name)
) STRICT, WITHOUT ROWID;
INSERT INTO intake_heading_key (kind, key, name)
SELECT DISTINCT kind, name_key(heading), name FROM intake_heading WHERE name IS NOT NULL AND name_key(heading) IS NOT NULL;
CREATE TRIGGER intake_heading_insert_key AFTER INSERT ON intake_heading BEGIN
  INSERT INTO intake_heading_key (kind, key, name)
  SELECT NEW.kind, name_key(NEW.heading), NEW.name WHERE NEW.name IS NOT NULL AND name_key(NEW.heading) IS NOT NULL ON CONFLICT DO NOTHING;
END;

CREATE VIEW intake_next AS               -- the next batch of each kind that is made by an import
SELECT k.kind, (SELECT code FROM zone ORDER BY code LIMIT 1) || '-B-' || k.kind || '-'
       || (1 + (SELECT count(*) FROM intake_batch b WHERE b.kind = k.kind AND b.digest IS NULL)) AS ref, s.unit, s.year, s.corrects, ifnull(s.synthetic, 0) AS synthetic
  FROM (SELECT DISTINCT kind FROM intake_column) k LEFT JOIN intake_said s ON s.kind = k.kind;

-- What no row of an import can say: who hands the batch in, the year of its dates, the batch that it puts right, whether it
-- is made up. Said before the first row, for a batch is kept as it was made. Shows what is said (batch NULL) and the open batches.
CREATE VIEW staging_batch AS
SELECT kind, unit, year, corrects, synthetic, NULL AS batch FROM intake_said
UNION ALL
SELECT b.kind, b.unit, b.year, b.corrects, b.synthetic, b.ref FROM intake_open o JOIN intake_batch b ON b.id = o.batch;

CREATE TRIGGER staging_batch_insert INSTEAD OF INSERT ON staging_batch BEGIN
  SELECT refuse('staging_batch: kind is ' || quote(NEW.kind) || '; expected demand, progress, loan or subsidy')
   WHERE ifnull(NEW.kind, '') NOT IN ('demand', 'progress', 'loan', 'subsidy');
  SELECT refuse('staging_batch: ' || b.ref || ' is open already and stays as it was made; first take its rows: SELECT intake(''' || b.kind || ''')')
    FROM intake_open o JOIN intake_batch b ON b.id = o.batch WHERE o.kind = NEW.kind;
  SELECT refuse('staging_batch: there is no unit ' || quote(NEW.unit) || '; expected a code, or a Chinese or English name')
   WHERE NEW.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit WHERE NEW.unit IN (code, name, name_en));
  SELECT refuse('staging_batch: year is ' || quote(NEW.year) || '; expected a year from 1949 to 9998')
   WHERE NEW.year IS NOT NULL AND (CAST(NEW.year AS TEXT) GLOB '*[^0-9]*' OR NOT CAST(NEW.year AS INTEGER) BETWEEN 1949 AND 9998);
  SELECT refuse('staging_batch: corrects is ' || quote(NEW.corrects) || '; expected the reference of a batch of ' || NEW.kind)
   WHERE NEW.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM intake_batch WHERE ref = NEW.corrects AND kind = NEW.kind);
  SELECT refuse('staging_batch: synthetic is ' || quote(NEW.synthetic) || '; expected 0 or 1') WHERE CAST(ifnull(NEW.synthetic, 0) AS TEXT) NOT IN ('0', '1');
  DELETE FROM intake_said WHERE kind = NEW.kind;
  INSERT INTO intake_said (kind, unit, year, corrects, synthetic)
  VALUES (NEW.kind, (SELECT code FROM unit WHERE NEW.unit IN (code, name, name_en) ORDER BY code = NEW.unit DESC LIMIT 1), CAST(NEW.year AS INTEGER), NEW.corrects,
          CAST(ifnull(NEW.synthetic, 0) AS INTEGER));
END;
CREATE TRIGGER intake_batch_said AFTER INSERT ON intake_batch WHEN NEW.file IS NULL AND NEW.digest IS NULL BEGIN
  DELETE FROM intake_said WHERE kind = NEW.kind;
END;

CREATE TRIGGER staging_demand_insert INSTEAD OF INSERT ON staging_demand BEGIN
  INSERT INTO intake_batch (ref, kind, unit, year, corrects, synthetic) SELECT ref, kind, unit, year, corrects, synthetic FROM intake_next
   WHERE kind = 'demand' AND NOT EXISTS (SELECT 1 FROM intake_open WHERE kind = 'demand');
  INSERT INTO intake_open (kind, batch) SELECT 'demand', max(id) FROM intake_batch WHERE kind = 'demand' ON CONFLICT DO NOTHING;
  INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel, quantity, category, supersedes)
  SELECT o.batch, ifnull((SELECT max(row) FROM intake_demand WHERE batch = o.batch), 1) + 1,
         CAST(NEW.ref AS TEXT), CAST(NEW.enterprise AS TEXT), CAST(NEW.unit AS TEXT), CAST(NEW.at AS TEXT),
         CAST(NEW.text AS TEXT), CAST(NEW.channel AS TEXT), CAST(NEW.quantity AS TEXT), CAST(NEW.category AS TEXT),
         CAST(NEW.supersedes AS TEXT)
    FROM intake_open o
   WHERE o.kind = 'demand' AND read_text(ifnull(NEW.ref, '') || ifnull(NEW.enterprise, '') || ifnull(NEW.unit, '') || ifnull(NEW.at, '') ||
                       ifnull(NEW.text, '') || ifnull(NEW.channel, '') ||
                       ifnull(NEW.quantity, '') || ifnull(NEW.category, '') ||
                       ifnull(NEW.supersedes, '')) IS NOT NULL
     AND NOT (EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = 'demand' AND key = name_key(NEW.at) AND name = 'at')
              AND EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = 'demand' AND key = name_key(NEW.text) AND name = 'text'));
END;

CREATE TRIGGER staging_progress_insert INSTEAD OF INSERT ON staging_progress BEGIN
  INSERT INTO intake_batch (ref, kind, unit, year, corrects, synthetic) SELECT ref, kind, unit, year, corrects, synthetic FROM intake_next
   WHERE kind = 'progress' AND NOT EXISTS (SELECT 1 FROM intake_open WHERE kind = 'progress');
  INSERT INTO intake_open (kind, batch) SELECT 'progress', max(id) FROM intake_batch WHERE kind = 'progress' ON CONFLICT DO NOTHING;
  INSERT INTO intake_progress (batch, row, ref, requirement, kind, unit, at, deadline, quantity, confirmed, rating, reason)
  SELECT o.batch, ifnull((SELECT max(row) FROM intake_progress WHERE batch = o.batch), 1) + 1,
         CAST(NEW.ref AS TEXT), CAST(NEW.requirement AS TEXT), CAST(NEW.kind AS TEXT), CAST(NEW.unit AS TEXT),
         CAST(NEW.at AS TEXT), CAST(NEW.deadline AS TEXT), CAST(NEW.quantity AS TEXT), CAST(NEW.confirmed AS TEXT),
         CAST(NEW.rating AS TEXT), CAST(NEW.reason AS TEXT)
    FROM intake_open o
   WHERE o.kind = 'progress' AND read_text(ifnull(NEW.ref, '') || ifnull(NEW.requirement, '') || ifnull(NEW.kind, '') ||
                       ifnull(NEW.unit, '') || ifnull(NEW.at, '') || ifnull(NEW.deadline, '') ||
                       ifnull(NEW.quantity, '') || ifnull(NEW.confirmed, '') ||
                       ifnull(NEW.rating, '') || ifnull(NEW.reason, '')) IS NOT NULL
     AND NOT (EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = 'progress' AND key = name_key(NEW.at) AND name = 'at')
              AND EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = 'progress' AND key = name_key(NEW.kind) AND name = 'kind'));
END;

CREATE TRIGGER staging_funding_insert INSTEAD OF INSERT ON staging_funding BEGIN
  INSERT INTO intake_batch (ref, kind, unit, year, corrects, synthetic) SELECT ref, kind, unit, year, corrects, synthetic FROM intake_next
   WHERE kind = NEW.kind AND NOT EXISTS (SELECT 1 FROM intake_open WHERE kind = NEW.kind);
  INSERT INTO intake_open (kind, batch) SELECT NEW.kind, max(id) FROM intake_batch WHERE kind = NEW.kind ON CONFLICT DO NOTHING;
  INSERT INTO intake_funding (batch, row, ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason)
  SELECT o.batch, ifnull((SELECT max(row) FROM intake_funding WHERE batch = o.batch), 1) + 1,
         CAST(NEW.ref AS TEXT), CAST(NEW.funding AS TEXT), CAST(NEW.enterprise AS TEXT), CAST(NEW.unit AS TEXT),
         CAST(NEW.bank AS TEXT), CAST(NEW.clause AS TEXT), CAST(NEW.requirement AS TEXT), CAST(NEW.stage AS TEXT),
         CAST(NEW.amount AS TEXT), CAST(NEW.amount_unit AS TEXT), CAST(NEW.at AS TEXT), CAST(NEW.reverses AS TEXT),
         CAST(NEW.reason AS TEXT)
    FROM intake_open o
   WHERE o.kind = NEW.kind AND read_text(ifnull(NEW.ref, '') || ifnull(NEW.funding, '') || ifnull(NEW.enterprise, '') ||
                       ifnull(NEW.unit, '') || ifnull(NEW.bank, '') || ifnull(NEW.clause, '') ||
                       ifnull(NEW.requirement, '') || ifnull(NEW.stage, '') ||
                       ifnull(NEW.amount, '') || ifnull(NEW.amount_unit, '') ||
                       ifnull(NEW.at, '') || ifnull(NEW.reverses, '') || ifnull(NEW.reason, '')) IS NOT NULL
     AND NOT (EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = NEW.kind AND key = name_key(NEW.at) AND name = 'at')
              AND EXISTS (SELECT 1 FROM intake_heading_key WHERE kind = NEW.kind AND key = name_key(NEW.stage) AND name = 'stage'));
END;
CREATE TRIGGER staging_loan_insert INSTEAD OF INSERT ON staging_loan BEGIN
  INSERT INTO staging_funding (kind, ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason)
  VALUES ('loan', NEW.ref, NEW.funding, NEW.enterprise, NEW.unit, NEW.bank, NEW.clause, NEW.requirement, NEW.stage, NEW.amount, NEW.amount_unit, NEW.at, NEW.reverses, NEW.reason);
END;
CREATE TRIGGER staging_subsidy_insert INSTEAD OF INSERT ON staging_subsidy BEGIN
  INSERT INTO staging_funding (kind, ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason)
  VALUES ('subsidy', NEW.ref, NEW.funding, NEW.enterprise, NEW.unit, NEW.bank, NEW.clause, NEW.requirement, NEW.stage, NEW.amount, NEW.amount_unit, NEW.at, NEW.reverses, NEW.reason);
END;

CREATE VIEW record_origin AS             -- from which row of which file a record came; by index for a ref
SELECT t.ref, b.ref AS batch, b.file, t.row
  FROM intake_taken t CROSS JOIN intake_batch b ON b.id = t.batch;

CREATE INDEX intake_batch_corrects ON intake_batch (corrects) WHERE corrects IS NOT NULL;

-- Every fault of every batch as it was last checked, what a file's reader could not read too. (What a moment knows of it:
-- intake_faults.)
CREATE VIEW intake_fault_all AS
SELECT batch, row, name, code, value, detail FROM intake_fault
UNION ALL
SELECT batch, row, ifnull(column_name, ''), 'unread_' || fault, value, CAST(place AS TEXT) FROM intake_unread;
