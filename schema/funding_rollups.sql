-- What closed periods left behind of loans and subsidies, beside rollups.sql; frozen like the rest.

CREATE TABLE rollup_funding (            -- where every stage stands at the end of the period, since the beginning
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  kind     TEXT NOT NULL,
  stage    TEXT NOT NULL,
  unit     TEXT NOT NULL,
  clause   TEXT NOT NULL,                -- '' none, as bank
  bank     TEXT NOT NULL,
  gross    INTEGER NOT NULL,             -- fen
  reversed INTEGER NOT NULL,             -- fen
  number   INTEGER NOT NULL,             -- cases that stand there: net above 0
  PRIMARY KEY (rollup, kind, stage, unit, clause, bank)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_funding_sum (        -- the same, added up for the zone and per unit, policy, clause and bank, so that a page reads few rows
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  axis     TEXT NOT NULL CHECK (axis IN ('zone', 'unit', 'policy', 'clause', 'bank')),
  kind     TEXT NOT NULL,
  stage    TEXT NOT NULL,
  code     TEXT NOT NULL,                -- '' for the zone, and for cases without such a thing
  gross    INTEGER NOT NULL,
  reversed INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  PRIMARY KEY (rollup, axis, kind, stage, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_funding_line (       -- the movements of the period
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  kind     TEXT NOT NULL,
  stage    TEXT NOT NULL,
  unit     TEXT NOT NULL,
  clause   TEXT NOT NULL,
  bank     TEXT NOT NULL,
  gross    INTEGER NOT NULL,             -- amounts of the period
  reversed INTEGER NOT NULL,             -- taken back in the period, whenever the amount was
  entered  INTEGER NOT NULL,             -- cases that stand there at its end and did not before it
  "left"   INTEGER NOT NULL,             -- cases that stood there before it and do not at its end
  PRIMARY KEY (rollup, kind, stage, unit, clause, bank)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_funding_step (       -- cases that stand at a stage and at a later one, with none between, by days between the two
  rollup      INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT NOT NULL,
  stage       TEXT NOT NULL,
  next_stage  TEXT NOT NULL,
  days        INTEGER NOT NULL,          -- by local date
  n           INTEGER NOT NULL,
  amount      INTEGER NOT NULL,          -- their net at the first stage, in fen
  next_amount INTEGER NOT NULL,          -- and at the next one
  PRIMARY KEY (rollup, kind, stage, next_stage, days)
) STRICT, WITHOUT ROWID;

-- Closed periods stay closed.
CREATE TRIGGER rollup_funding_no_update BEFORE UPDATE ON rollup_funding BEGIN SELECT RAISE(ABORT, 'rollup_funding is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_no_delete BEFORE DELETE ON rollup_funding BEGIN SELECT RAISE(ABORT, 'rollup_funding is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_no_replace BEFORE INSERT ON rollup_funding WHEN EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = NEW.rollup AND kind = NEW.kind AND stage = NEW.stage AND unit = NEW.unit AND clause = NEW.clause AND bank = NEW.bank) BEGIN SELECT RAISE(ABORT, 'rollup_funding is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_sum_no_update BEFORE UPDATE ON rollup_funding_sum BEGIN SELECT RAISE(ABORT, 'rollup_funding_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_sum_no_delete BEFORE DELETE ON rollup_funding_sum BEGIN SELECT RAISE(ABORT, 'rollup_funding_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_sum_no_replace BEFORE INSERT ON rollup_funding_sum WHEN EXISTS (SELECT 1 FROM rollup_funding_sum WHERE rollup = NEW.rollup AND axis = NEW.axis AND kind = NEW.kind AND stage = NEW.stage AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'rollup_funding_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_line_no_update BEFORE UPDATE ON rollup_funding_line BEGIN SELECT RAISE(ABORT, 'rollup_funding_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_line_no_delete BEFORE DELETE ON rollup_funding_line BEGIN SELECT RAISE(ABORT, 'rollup_funding_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_line_no_replace BEFORE INSERT ON rollup_funding_line WHEN EXISTS (SELECT 1 FROM rollup_funding_line WHERE rollup = NEW.rollup AND kind = NEW.kind AND stage = NEW.stage AND unit = NEW.unit AND clause = NEW.clause AND bank = NEW.bank) BEGIN SELECT RAISE(ABORT, 'rollup_funding_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_step_no_update BEFORE UPDATE ON rollup_funding_step BEGIN SELECT RAISE(ABORT, 'rollup_funding_step is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_step_no_delete BEFORE DELETE ON rollup_funding_step BEGIN SELECT RAISE(ABORT, 'rollup_funding_step is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_funding_step_no_replace BEFORE INSERT ON rollup_funding_step WHEN EXISTS (SELECT 1 FROM rollup_funding_step WHERE rollup = NEW.rollup AND kind = NEW.kind AND stage = NEW.stage AND next_stage = NEW.next_stage AND days = NEW.days) BEGIN SELECT RAISE(ABORT, 'rollup_funding_step is frozen: a late record makes a new revision'); END;
