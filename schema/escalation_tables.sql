-- Escalation 提级: the ladder that a case climbs while nobody solves it, the rules by which it does, and where each case
-- stands on it. A step up is an event of kind 'escalated' with its level and its reason; a case that was never escalated,
-- or was solved, closed, withdrawn or reopened since, stands on the lowest level. Views and rules at work: escalation.sql.

CREATE TABLE escalation_level (          -- the ladder, from the bottom
  code     TEXT PRIMARY KEY CHECK (code GLOB '[a-z]*' AND code NOT GLOB '*[^a-z0-9_]*'),
  no       INTEGER NOT NULL UNIQUE CHECK (no >= 0),     -- 0 is the lowest
  name     TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  unit     TEXT REFERENCES unit,         -- who it is, where it is one unit
  workdays INTEGER CHECK (workdays > 0), -- its clock: so many working days after the day on which a case reached it,
  hours    INTEGER CHECK (hours > 0),    -- or so many hours; neither: no clock
  CHECK (workdays IS NULL OR hours IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE escalation_ground (         -- on which grounds levels may be left out; nothing else is a reason to
  from_level TEXT NOT NULL REFERENCES escalation_level,
  to_level   TEXT NOT NULL REFERENCES escalation_level,
  code       TEXT NOT NULL,
  zh         TEXT NOT NULL CHECK (zh <> ''),   -- the event's reason begins with one of these two
  en         TEXT NOT NULL CHECK (en <> ''),
  PRIMARY KEY (from_level, to_level, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE escalation_rule (           -- who escalates by himself
  code       TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('overdue', 'returned', 'clock', 'common')),
  n          INTEGER CHECK (n > 0),      -- overdue: working days; returned: times; common: enterprises; counted on this level
  m          INTEGER CHECK (m > 0),      -- common: grids
  by         TEXT CHECK (by IN ('category', 'text')),   -- common: what makes it one problem
  days       INTEGER CHECK (days > 0),   -- common by category: only cases dispatched within so many days; NULL: all open ones
  from_level TEXT NOT NULL REFERENCES escalation_level,
  to_level   TEXT NOT NULL REFERENCES escalation_level,
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  CHECK (from_level <> to_level),
  CHECK ((kind = 'clock') = (n IS NULL)),
  CHECK ((kind = 'common') = (m IS NOT NULL AND by IS NOT NULL)),
  CHECK (kind = 'common' OR (m IS NULL AND by IS NULL)),
  CHECK (by = 'category' OR days IS NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO escalation_level (code, no, name, name_en, workdays) VALUES
  ('on_site', 0, '现场', 'on site', NULL),
  ('district', 1, '片区', 'district', 2),
  ('service_team', 2, '服务专班', 'service team', 3),
  ('leading_team', 3, '领导小组', 'leading team', NULL);
INSERT INTO escalation_ground (from_level, to_level, code, zh, en) VALUES
  ('on_site', 'service_team', 'common', '共性问题', 'common problem'),
  ('on_site', 'leading_team', 'urgent', '紧急事项', 'urgent'),
  ('district', 'leading_team', 'urgent', '紧急事项', 'urgent');
INSERT INTO escalation_rule (code, kind, n, m, by, days, from_level, to_level, enabled) VALUES
  ('overdue-2', 'overdue', 2, NULL, NULL, NULL, 'on_site', 'district', 1),
  ('returned-2', 'returned', 2, NULL, NULL, NULL, 'on_site', 'district', 1),
  ('district-clock', 'clock', NULL, NULL, NULL, NULL, 'district', 'service_team', 1),
  ('team-clock', 'clock', NULL, NULL, NULL, NULL, 'service_team', 'leading_team', 1),
  ('common-category', 'common', 20, 5, 'category', 14, 'on_site', 'service_team', 0),
  ('common-text', 'common', 5, 3, 'text', NULL, 'on_site', 'service_team', 0);

-- A rule goes up, and leaves levels out only on grounds of its kind.
CREATE TRIGGER escalation_rule_insert AFTER INSERT ON escalation_rule BEGIN
  SELECT refuse('escalation_rule: ' || NEW.code || ' does not go up: ' || NEW.from_level || ' to ' || NEW.to_level)
   WHERE (SELECT no FROM escalation_level WHERE code = NEW.from_level) >= (SELECT no FROM escalation_level WHERE code = NEW.to_level);
  SELECT refuse('escalation_rule: ' || NEW.code || ' leaves levels out, and escalation_ground has no row ' || NEW.from_level || ', ' || NEW.to_level || ', ' || NEW.kind)
   WHERE NEW.to_level IS NOT (SELECT code FROM escalation_level WHERE no > (SELECT no FROM escalation_level WHERE code = NEW.from_level) ORDER BY no LIMIT 1)
     AND NOT EXISTS (SELECT 1 FROM escalation_ground WHERE from_level = NEW.from_level AND to_level = NEW.to_level AND code = NEW.kind);
END;
CREATE TRIGGER escalation_rule_update AFTER UPDATE ON escalation_rule BEGIN
  SELECT refuse('escalation_rule: ' || NEW.code || ' does not go up: ' || NEW.from_level || ' to ' || NEW.to_level)
   WHERE (SELECT no FROM escalation_level WHERE code = NEW.from_level) >= (SELECT no FROM escalation_level WHERE code = NEW.to_level);
  SELECT refuse('escalation_rule: ' || NEW.code || ' leaves levels out, and escalation_ground has no row ' || NEW.from_level || ', ' || NEW.to_level || ', ' || NEW.kind)
   WHERE NEW.to_level IS NOT (SELECT code FROM escalation_level WHERE no > (SELECT no FROM escalation_level WHERE code = NEW.from_level) ORDER BY no LIMIT 1)
     AND NOT EXISTS (SELECT 1 FROM escalation_ground WHERE from_level = NEW.from_level AND to_level = NEW.to_level AND code = NEW.kind);
END;

-- Where each case stands that was ever escalated, sent back or reopened, by everything recorded so far. Kept by triggers, never the
-- source (head_drift). Any other case stands on the lowest level, since its last dispatch, and has no row.
CREATE TABLE escalation_head (
  requirement   TEXT PRIMARY KEY,
  level         TEXT NOT NULL,           -- '' the lowest
  level_at      TEXT NOT NULL,           -- instant of the event that put it there; '' none
  returns       INTEGER NOT NULL,        -- how often it was sent back since
  last_at       TEXT NOT NULL,           -- of the events that count here, and of their reversals
  last_recorded TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX escalation_head_level ON escalation_head (level, requirement) WHERE level <> '';
CREATE INDEX escalation_head_returns ON escalation_head (returns, requirement) WHERE returns > 0;
CREATE INDEX escalation_head_last_at ON escalation_head (last_at);
CREATE INDEX escalation_head_last_recorded ON escalation_head (last_recorded);

-- Events that put a case on a level: up the ladder, or, by ending or reopening it, to its foot.
CREATE VIEW escalation_event AS
SELECT id, ref, requirement, at, recorded_at, iif(kind = 'escalated', level, '') AS level,
       iif(kind IN ('escalated', 'reopened'), at, '') AS level_at   -- a case that ended stands nowhere, whether it ever climbed or not
  FROM requirement_event
 WHERE kind IN ('escalated', 'solved', 'closed', 'closed_unsolved', 'withdrawn', 'revoked', 'reopened');

CREATE VIEW escalation_standing AS       -- the rows that escalation_head must have
SELECT r.requirement, ifnull(s.level, '') AS level, ifnull(s.level_at, '') AS level_at,
       (SELECT count(*) FROM requirement_event_standing b WHERE b.requirement = r.requirement AND b.kind = 'returned'
           AND (b.at, b.id) > (ifnull(s.at, ''), ifnull(s.id, 0))) AS returns,
       r.last_at, r.last_recorded
  FROM (SELECT q.ref AS requirement,      -- no GROUP BY: SQLite would go through all events for one requirement that another query names
               (SELECT max(e.at) FROM requirement_event e WHERE e.requirement = q.ref
                   AND e.kind IN ('escalated', 'returned', 'solved', 'closed', 'closed_unsolved', 'withdrawn', 'revoked', 'reopened', 'reversed')) AS last_at,
               (SELECT max(e.recorded_at) FROM requirement_event e WHERE e.requirement = q.ref
                   AND e.kind IN ('escalated', 'returned', 'solved', 'closed', 'closed_unsolved', 'withdrawn', 'revoked', 'reopened', 'reversed')) AS last_recorded,
               (SELECT k.id FROM escalation_event k
                 WHERE k.requirement = q.ref AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = k.ref)
                 ORDER BY k.at DESC, k.id DESC LIMIT 1) AS last_id
          FROM requirement q
         WHERE EXISTS (SELECT 1 FROM requirement_event e WHERE e.requirement = q.ref AND e.kind IN ('escalated', 'returned', 'reopened'))) r
  LEFT JOIN escalation_event s ON s.id = r.last_id;

CREATE VIEW escalation_drift AS          -- rows that the records do not bear out
SELECT ifnull(h.requirement, w.requirement) AS ref, h.level || ' ' || h.level_at || ' ' || h.returns || ' ' || h.last_at || ' ' || h.last_recorded AS head,
       w.level || ' ' || w.level_at || ' ' || w.returns || ' ' || w.last_at || ' ' || w.last_recorded AS records
  FROM (SELECT requirement FROM escalation_head UNION SELECT requirement FROM escalation_standing) k
  LEFT JOIN escalation_head h ON h.requirement = k.requirement LEFT JOIN escalation_standing w ON w.requirement = k.requirement
 WHERE (h.level, h.level_at, h.returns, h.last_at, h.last_recorded) IS NOT (w.level, w.level_at, w.returns, w.last_at, w.last_recorded);

CREATE TRIGGER requirement_event_escalation AFTER INSERT ON requirement_event
 WHEN NEW.kind IN ('escalated', 'returned', 'reopened')
   OR NEW.kind IN ('solved', 'closed', 'closed_unsolved', 'withdrawn', 'revoked', 'reversed')
      AND EXISTS (SELECT 1 FROM escalation_head WHERE requirement = NEW.requirement) BEGIN
  INSERT INTO escalation_head (requirement, level, level_at, returns, last_at, last_recorded)
  SELECT requirement, level, level_at, returns, last_at, last_recorded FROM escalation_standing WHERE requirement = NEW.requirement
  ON CONFLICT DO UPDATE SET level = excluded.level, level_at = excluded.level_at, returns = excluded.returns,
                            last_at = excluded.last_at, last_recorded = excluded.last_recorded;
END;

-- Where a case stood just before an event, on the ladder. (AFTER, and without the event itself: the same record submitted
-- again has been passed over by then.)
CREATE TRIGGER requirement_event_climbs AFTER INSERT ON requirement_event WHEN NEW.kind = 'escalated' BEGIN
  SELECT refuse('requirement_event: there is no level ''' || NEW.level || '''; expected one of ' || (SELECT group_concat(code, ', ') FROM (SELECT code FROM escalation_level ORDER BY no)))
   WHERE NOT EXISTS (SELECT 1 FROM escalation_level WHERE code = NEW.level);
  SELECT refuse('requirement_event: ' || NEW.requirement || ' is at level ' || f.code || ' already; '
                || ifnull('the next level is ' || (SELECT code FROM escalation_level WHERE no > f.no ORDER BY no LIMIT 1), 'there is none above it'))
    FROM escalation_level f, escalation_level t
   WHERE t.code = NEW.level AND t.no <= f.no
     AND f.code = ifnull(nullif((SELECT k.level FROM escalation_event k
                                  WHERE k.requirement = NEW.requirement AND (k.at, k.id) < (NEW.at, NEW.id)
                                    AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = k.ref)
                                  ORDER BY k.at DESC, k.id DESC LIMIT 1), ''), (SELECT code FROM escalation_level ORDER BY no LIMIT 1));
  SELECT refuse('requirement_event: ' || NEW.requirement || ' is at level ' || f.code || ', the next level is '
                || (SELECT code FROM escalation_level WHERE no > f.no ORDER BY no LIMIT 1)
                || '; to leave out levels up to ' || t.code
                || ifnull(' begin the reason with: ' || (SELECT group_concat(zh || ' (' || en || ')', ', ') FROM escalation_ground WHERE from_level = f.code AND to_level = t.code),
                          ' there are no grounds in escalation_ground'))
    FROM escalation_level f, escalation_level t
   WHERE t.code = NEW.level
     AND t.no > (SELECT no FROM escalation_level WHERE no > f.no ORDER BY no LIMIT 1)
     AND f.code = ifnull(nullif((SELECT k.level FROM escalation_event k
                                  WHERE k.requirement = NEW.requirement AND (k.at, k.id) < (NEW.at, NEW.id)
                                    AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = k.ref)
                                  ORDER BY k.at DESC, k.id DESC LIMIT 1), ''), (SELECT code FROM escalation_level ORDER BY no LIMIT 1))
     AND NOT EXISTS (SELECT 1 FROM escalation_ground g
                      WHERE g.from_level = f.code AND g.to_level = t.code
                        AND (substr(NEW.reason, 1, length(g.zh)) = g.zh OR substr(NEW.reason, 1, length(g.en)) = g.en));
  SELECT refuse('requirement_event: ' || NEW.requirement || ' goes to level ' || k.level || ' later; a step before that must be to a lower one')
    FROM (SELECT k.level FROM escalation_event k
           WHERE k.requirement = NEW.requirement AND (k.at, k.id) > (NEW.at, NEW.id)
             AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = k.ref)
           ORDER BY k.at, k.id LIMIT 1) k CROSS JOIN escalation_level n ON n.code = k.level
   WHERE n.no <= (SELECT no FROM escalation_level WHERE code = NEW.level);
END;

-- What cases stand on stays.
CREATE TRIGGER escalation_level_no_delete BEFORE DELETE ON escalation_level WHEN EXISTS (SELECT 1 FROM requirement_event WHERE kind = 'escalated' AND level = OLD.code) BEGIN SELECT RAISE(ABORT, 'escalation_level: cases were escalated to it'); END;
CREATE TRIGGER escalation_level_no_rename BEFORE UPDATE OF code ON escalation_level WHEN EXISTS (SELECT 1 FROM requirement_event WHERE kind = 'escalated' AND level = OLD.code) BEGIN SELECT RAISE(ABORT, 'escalation_level: cases were escalated to it'); END;
