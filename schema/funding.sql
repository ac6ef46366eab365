-- Loans and subsidies: cases and the stages that they reach, as append-only events, with the heads kept over them.
-- Both kinds share everything but their stages. An amount is never changed: a reversal is an event of its own day that takes
-- part or all of an earlier event back. So of every stage gross = sum of amounts, reversed = sum of reversals,
-- net = gross - reversed, and a case stands at a stage where its net is above 0.

CREATE TABLE stage (                     -- what a loan or a subsidy goes through; fixed, because figures are kept by it
  kind TEXT NOT NULL CHECK (kind IN ('loan', 'subsidy')),
  code TEXT NOT NULL CHECK (code GLOB '[a-z]*' AND code NOT GLOB '*[^a-z_]*'),
  no   INTEGER CHECK (no BETWEEN 1 AND 4),            -- in this order; NULL: an ending, which bears no amount
  PRIMARY KEY (kind, code),
  UNIQUE (kind, no)
) STRICT, WITHOUT ROWID;
INSERT INTO stage (kind, code, no) VALUES
  ('loan', 'applied', 1), ('loan', 'credit_granted', 2), ('loan', 'approved', 3), ('loan', 'disbursed', 4),
  ('loan', 'declined', NULL), ('loan', 'withdrawn', NULL), ('loan', 'charged_off', NULL),
  ('subsidy', 'declared', 1), ('subsidy', 'approved', 2), ('subsidy', 'paid', 3),
  ('subsidy', 'declined', NULL), ('subsidy', 'withdrawn', NULL);

CREATE TABLE funding (                   -- a loan or a subsidy of one enterprise
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  kind        TEXT NOT NULL CHECK (kind IN ('loan', 'subsidy')),
  enterprise  TEXT NOT NULL REFERENCES enterprise,
  unit        TEXT NOT NULL REFERENCES unit,          -- the responsible unit
  clause      TEXT REFERENCES clause,                 -- that it flows from
  bank        TEXT REFERENCES bank,
  requirement TEXT REFERENCES requirement (ref),      -- that it answers
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  source      TEXT,                                   -- who reported it
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at)
) STRICT;
CREATE INDEX funding_enterprise ON funding (enterprise);
CREATE INDEX funding_clause ON funding (clause) WHERE clause IS NOT NULL;
CREATE INDEX funding_bank ON funding (bank) WHERE bank IS NOT NULL;
CREATE INDEX funding_requirement ON funding (requirement) WHERE requirement IS NOT NULL;

CREATE TABLE funding_event (             -- it reached a stage, with an amount; or part of that was taken back
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  funding     TEXT NOT NULL REFERENCES funding (ref),
  stage       TEXT NOT NULL,                          -- a reversal has that of the event that it takes back
  amount_fen  INTEGER CHECK (amount_fen BETWEEN 1 AND 100000000000000),   -- so no sum of a store overflows for a slip of the pen
  reverses    TEXT REFERENCES funding_event (ref),    -- reversal: the event that it takes back, wholly or in part
  actor       TEXT REFERENCES unit,                   -- who did it
  reason      TEXT,
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  -- What it adds to the gross and the reversed amount of its stage, and to the net; an ending weighs 1 in the net alone.
  gross       INTEGER AS (iif(reverses IS NULL, ifnull(amount_fen, 0), 0)) VIRTUAL,
  reversed    INTEGER AS (iif(reverses IS NULL, 0, ifnull(amount_fen, 0))) VIRTUAL,
  net         INTEGER AS (iif(reverses IS NULL, ifnull(amount_fen, 1), -ifnull(amount_fen, 1))) VIRTUAL,
  CHECK (at <= recorded_at),
  CHECK (reverses <> ref),
  CHECK (reverses IS NULL OR reason IS NOT NULL)
) STRICT;
CREATE INDEX funding_event_case ON funding_event (funding, stage, at);
CREATE INDEX funding_event_at ON funding_event (at);
CREATE INDEX funding_event_reverses ON funding_event (reverses) WHERE reverses IS NOT NULL;

-- Heads: where each case stands by everything recorded so far. Derived, kept by triggers, never the source (head_drift).
-- net_K and at_K are the case's net amount at the stage numbered K and since when it stands there ('' where it does not).
CREATE TABLE funding_head (
  id            INTEGER PRIMARY KEY,     -- the case's
  ref           TEXT NOT NULL UNIQUE,
  kind          TEXT NOT NULL,
  enterprise    TEXT NOT NULL,
  unit          TEXT NOT NULL,
  policy        TEXT NOT NULL,           -- '' none, as clause, bank and requirement
  clause        TEXT NOT NULL,
  bank          TEXT NOT NULL,
  requirement   TEXT NOT NULL,
  at            TEXT NOT NULL,
  net_1 INTEGER NOT NULL DEFAULT 0, at_1 TEXT NOT NULL DEFAULT '',
  net_2 INTEGER NOT NULL DEFAULT 0, at_2 TEXT NOT NULL DEFAULT '',
  net_3 INTEGER NOT NULL DEFAULT 0, at_3 TEXT NOT NULL DEFAULT '',
  net_4 INTEGER NOT NULL DEFAULT 0, at_4 TEXT NOT NULL DEFAULT '',
  ended         TEXT NOT NULL DEFAULT '',  -- the last ending that stands
  ended_at      TEXT NOT NULL DEFAULT '',
  last_at       TEXT NOT NULL,
  last_recorded TEXT NOT NULL,
  last_event    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX funding_head_kind ON funding_head (kind, ref);
CREATE INDEX funding_head_unit ON funding_head (kind, unit, ref);
CREATE INDEX funding_head_policy ON funding_head (kind, policy, ref);
CREATE INDEX funding_head_clause ON funding_head (kind, clause, ref);
CREATE INDEX funding_head_bank ON funding_head (kind, bank, ref);
CREATE INDEX funding_head_enterprise ON funding_head (enterprise, ref);
CREATE INDEX funding_head_1 ON funding_head (kind, ref) WHERE net_1 > 0;
CREATE INDEX funding_head_2 ON funding_head (kind, ref) WHERE net_2 > 0;
CREATE INDEX funding_head_3 ON funding_head (kind, ref) WHERE net_3 > 0;
CREATE INDEX funding_head_4 ON funding_head (kind, ref) WHERE net_4 > 0;
CREATE INDEX funding_head_ended ON funding_head (kind, ended, ref) WHERE ended <> '';
CREATE INDEX funding_head_last_at ON funding_head (last_at);
CREATE INDEX funding_head_last_recorded ON funding_head (last_recorded);

CREATE VIEW funding_standing AS          -- what is left, by everything recorded, of events that reach a stage
SELECT e.funding, e.stage, s.no, e.at, e.id, e.net
  FROM funding_event e CROSS JOIN funding f ON f.ref = e.funding CROSS JOIN stage s ON s.kind = f.kind AND s.code = e.stage
 WHERE e.reverses IS NULL AND e.net + ifnull((SELECT sum(v.net) FROM funding_event v WHERE v.reverses = e.ref), 0) > 0;

CREATE TRIGGER funding_insert_head AFTER INSERT ON funding BEGIN
  INSERT INTO funding_head (id, ref, kind, enterprise, unit, policy, clause, bank, requirement, at, last_at, last_recorded)
  VALUES (NEW.id, NEW.ref, NEW.kind, NEW.enterprise, NEW.unit, ifnull((SELECT policy FROM clause WHERE code = NEW.clause), ''),
          ifnull(NEW.clause, ''), ifnull(NEW.bank, ''), ifnull(NEW.requirement, ''), NEW.at, NEW.at, NEW.recorded_at);
END;

CREATE TRIGGER funding_event_insert_head AFTER INSERT ON funding_event BEGIN
  UPDATE funding_head
     SET net_1 = net_1 + iif(s.no IS 1, NEW.net, 0), net_2 = net_2 + iif(s.no IS 2, NEW.net, 0),
         net_3 = net_3 + iif(s.no IS 3, NEW.net, 0), net_4 = net_4 + iif(s.no IS 4, NEW.net, 0),
         at_1 = iif(s.no IS 1, s.since, at_1), at_2 = iif(s.no IS 2, s.since, at_2),
         at_3 = iif(s.no IS 3, s.since, at_3), at_4 = iif(s.no IS 4, s.since, at_4),
         ended = iif(s.no IS NULL, ifnull((SELECT x.stage FROM funding_standing x WHERE x.funding = NEW.funding AND x.no IS NULL ORDER BY x.at DESC, x.id DESC LIMIT 1), ''), ended),
         ended_at = iif(s.no IS NULL, ifnull((SELECT x.at FROM funding_standing x WHERE x.funding = NEW.funding AND x.no IS NULL ORDER BY x.at DESC, x.id DESC LIMIT 1), ''), ended_at),
         last_at = max(last_at, NEW.at), last_recorded = max(last_recorded, NEW.recorded_at), last_event = NEW.id
    FROM (SELECT t.no, ifnull((SELECT min(x.at) FROM funding_standing x WHERE x.funding = NEW.funding AND x.stage = NEW.stage), '') AS since
            FROM funding f JOIN stage t ON t.kind = f.kind AND t.code = NEW.stage WHERE f.ref = NEW.funding) s
   WHERE ref = NEW.funding;
END;

-- Append-only, held in any shell, as guards.sql does it: the very same row submitted again is passed over in silence.
CREATE TRIGGER stage_no_insert BEFORE INSERT ON stage BEGIN SELECT RAISE(ABORT, 'stage: the stages are fixed'); END;
CREATE TRIGGER stage_no_update BEFORE UPDATE ON stage BEGIN SELECT RAISE(ABORT, 'stage: the stages are fixed'); END;
CREATE TRIGGER stage_no_delete BEFORE DELETE ON stage BEGIN SELECT RAISE(ABORT, 'stage: the stages are fixed'); END;

-- funding
CREATE TRIGGER funding_no_update BEFORE UPDATE ON funding WHEN NOT (  -- but for a redaction
  NEW.source IS (SELECT text FROM redacted_text) AND EXISTS (SELECT 1 FROM redaction WHERE record = 'funding' AND record_ref = OLD.ref) AND (NEW.id, NEW.ref, NEW.kind, NEW.enterprise, NEW.unit, NEW.clause, NEW.bank, NEW.requirement, NEW.at, NEW.recorded_at, NEW.synthetic) IS (OLD.id, OLD.ref, OLD.kind, OLD.enterprise, OLD.unit, OLD.clause, OLD.bank, OLD.requirement, OLD.at, OLD.recorded_at, OLD.synthetic))
BEGIN SELECT RAISE(ABORT, 'funding is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER funding_no_delete BEFORE DELETE ON funding BEGIN SELECT RAISE(ABORT, 'funding is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER funding_no_replace BEFORE INSERT ON funding WHEN EXISTS (SELECT 1 FROM funding WHERE id = NEW.id UNION ALL SELECT 1 FROM funding WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM funding WHERE ref = NEW.ref AND kind IS NEW.kind AND enterprise IS NEW.enterprise AND unit IS NEW.unit AND clause IS NEW.clause AND bank IS NEW.bank AND requirement IS NEW.requirement AND source IS NEW.source AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('funding: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER funding_fits BEFORE INSERT ON funding BEGIN
  SELECT RAISE(ABORT, 'funding: no such enterprise') WHERE NOT EXISTS (SELECT 1 FROM enterprise WHERE uscc = NEW.enterprise);
  SELECT RAISE(ABORT, 'funding: no such unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit);
  SELECT RAISE(ABORT, 'funding: no such clause') WHERE NEW.clause IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clause WHERE code = NEW.clause);
  SELECT RAISE(ABORT, 'funding: no such bank') WHERE NEW.bank IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bank WHERE code = NEW.bank);
  SELECT RAISE(ABORT, 'funding: no such requirement') WHERE NEW.requirement IS NOT NULL AND NOT EXISTS (SELECT 1 FROM requirement WHERE ref = NEW.requirement);
END;
CREATE TRIGGER funding_guard AFTER INSERT ON funding BEGIN
  SELECT RAISE(ABORT, 'funding: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM funding WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM funding WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'funding: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'funding: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM funding WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- funding_event
CREATE TRIGGER funding_event_no_update BEFORE UPDATE ON funding_event WHEN NOT (  -- but for a redaction
  NEW.reason IS (SELECT text FROM redacted_text) AND EXISTS (SELECT 1 FROM redaction WHERE record = 'funding_event' AND record_ref = OLD.ref) AND (NEW.id, NEW.ref, NEW.funding, NEW.stage, NEW.amount_fen, NEW.reverses, NEW.actor, NEW.at, NEW.recorded_at, NEW.synthetic) IS (OLD.id, OLD.ref, OLD.funding, OLD.stage, OLD.amount_fen, OLD.reverses, OLD.actor, OLD.at, OLD.recorded_at, OLD.synthetic))
BEGIN SELECT RAISE(ABORT, 'funding_event is append-only: record a reversal instead of UPDATE'); END;
CREATE TRIGGER funding_event_no_delete BEFORE DELETE ON funding_event BEGIN SELECT RAISE(ABORT, 'funding_event is append-only: record a reversal instead of DELETE'); END;
CREATE TRIGGER funding_event_no_replace BEFORE INSERT ON funding_event WHEN EXISTS (SELECT 1 FROM funding_event WHERE id = NEW.id UNION ALL SELECT 1 FROM funding_event WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM funding_event WHERE ref = NEW.ref AND funding IS NEW.funding AND stage IS NEW.stage AND amount_fen IS NEW.amount_fen AND reverses IS NEW.reverses AND actor IS NEW.actor AND reason IS NEW.reason AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('funding_event: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER funding_event_fits BEFORE INSERT ON funding_event WHEN NOT EXISTS (SELECT 1 FROM funding_event WHERE ref = NEW.ref) BEGIN
  SELECT RAISE(ABORT, 'funding_event: no such loan or subsidy') WHERE NOT EXISTS (SELECT 1 FROM funding WHERE ref = NEW.funding);
  SELECT RAISE(ABORT, 'funding_event: before its loan or subsidy began') WHERE NEW.at < (SELECT at FROM funding WHERE ref = NEW.funding);
  SELECT RAISE(ABORT, 'funding_event: recorded before its loan or subsidy') WHERE NEW.recorded_at < (SELECT recorded_at FROM funding WHERE ref = NEW.funding);
  SELECT RAISE(ABORT, 'funding_event: no such stage of a loan or subsidy of this kind') WHERE NOT EXISTS (
    SELECT 1 FROM stage s WHERE s.kind = (SELECT kind FROM funding WHERE ref = NEW.funding) AND s.code = NEW.stage);
  SELECT RAISE(ABORT, 'funding_event: a stage has an amount above 0 in fen, an ending (declined, withdrawn, charged_off) has none')
   WHERE (NEW.amount_fen IS NULL) <> ((SELECT no FROM stage s WHERE s.kind = (SELECT kind FROM funding WHERE ref = NEW.funding) AND s.code = NEW.stage) IS NULL);
  SELECT RAISE(ABORT, 'funding_event: reverses an event of another case or stage, or a reversal') WHERE NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM funding_event WHERE ref = NEW.reverses AND funding = NEW.funding AND stage = NEW.stage AND reverses IS NULL);
  SELECT RAISE(ABORT, 'funding_event: a reversal cannot come before the event that it takes back') WHERE NEW.reverses IS NOT NULL
     AND NEW.at < (SELECT at FROM funding_event WHERE ref = NEW.reverses);
  SELECT RAISE(ABORT, 'funding_event: takes back more than is left of that event') WHERE NEW.reverses IS NOT NULL
     AND ifnull(NEW.amount_fen, 1) > (SELECT e.net + ifnull((SELECT sum(v.net) FROM funding_event v WHERE v.reverses = e.ref), 0) FROM funding_event e WHERE e.ref = NEW.reverses);
END;
CREATE TRIGGER funding_event_guard AFTER INSERT ON funding_event BEGIN
  SELECT RAISE(ABORT, 'funding_event: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM funding_event WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM funding_event WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'funding_event: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'funding_event: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM funding_event WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;
CREATE TRIGGER enterprise_no_delete_funding BEFORE DELETE ON enterprise WHEN EXISTS (SELECT 1 FROM funding WHERE enterprise = OLD.uscc) BEGIN SELECT RAISE(ABORT, 'enterprise: it has loans or subsidies'); END;
CREATE TRIGGER enterprise_no_rename_funding BEFORE UPDATE OF uscc ON enterprise WHEN EXISTS (SELECT 1 FROM funding WHERE enterprise = OLD.uscc) BEGIN SELECT RAISE(ABORT, 'enterprise: it has loans or subsidies'); END;
