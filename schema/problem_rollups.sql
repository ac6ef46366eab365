-- The common problems that a closed period left behind: of the demands of the days before its end (setting common_days), the
-- newest of them where they are too many (common_demands), as zone_problems() groups them, with how their requirements stood.
-- Frozen with the rollup; a late record makes a new revision.

CREATE VIEW problem_rule AS              -- what makes a problem common, by the settings; columns as in rollup_problem_rule
SELECT ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_days'), 30) AS days,
       ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_demands'), 20000) AS demands,
       ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_enterprises'), 2) AS enterprises,
       ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_grids'), 2) AS grids;

CREATE VIEW problem_window AS            -- since when demands are looked at, at the moment
SELECT max(day_start(date(local_date(as_of()), '-' || (days - 1) || ' days')),
           ifnull((SELECT at FROM demand WHERE at <= as_of() AND recorded_at <= known_at() ORDER BY at DESC
                    LIMIT 1 OFFSET (SELECT demands - 1 FROM problem_rule)), '')) AS since FROM problem_rule;

CREATE TABLE rollup_problem_rule (       -- what made a problem common when the period closed
  rollup      INTEGER PRIMARY KEY REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  days        INTEGER NOT NULL,          -- demands of so many local days, the period's last one included
  demands     INTEGER NOT NULL,          -- the newest so many of them, and those of the same instant as the last one
  enterprises INTEGER NOT NULL,          -- so many at least
  grids       INTEGER NOT NULL
) STRICT;

CREATE TABLE rollup_problem (            -- a problem
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  no       INTEGER NOT NULL,             -- from 1, the widest first
  by       TEXT NOT NULL CHECK (by IN ('category', 'text')),
  problem  TEXT NOT NULL,                -- code of the category, or reference of the demand that the others are like
  terms    TEXT NOT NULL,                -- JSON array of what the texts share; '[]' once one of them was redacted
  refs     TEXT NOT NULL,                -- while the period closes: JSON array of the demands' references
  PRIMARY KEY (rollup, no),
  UNIQUE (rollup, problem)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_problem_demand (     -- its demands
  rollup    INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  no        INTEGER NOT NULL,
  state     TEXT NOT NULL,               -- of the requirement that it is; '' it is none: not decided, a duplicate, not valid
  demand    INTEGER NOT NULL,            -- row of table demand
  escalated INTEGER NOT NULL,            -- 1: taken up the ladder as a common problem
  PRIMARY KEY (rollup, no, state, demand)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_problem_sum (        -- its figures, counted from its demands
  rollup           INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  no               INTEGER NOT NULL,
  demands          INTEGER NOT NULL,
  enterprises      INTEGER NOT NULL,     -- distinct ones
  grids            INTEGER NOT NULL,
  first            TEXT NOT NULL,        -- local dates of the earliest and the latest demand
  last             TEXT NOT NULL,
  open             INTEGER NOT NULL,     -- requirements
  open_enterprises INTEGER NOT NULL,     -- whose they are
  open_grids       INTEGER NOT NULL,
  solved           INTEGER NOT NULL,
  escalated        INTEGER NOT NULL,
  PRIMARY KEY (rollup, no)
) STRICT, WITHOUT ROWID;

-- Closed periods stay closed. (Of a problem go the references, once its demands are written, and the terms, by redaction.)
CREATE TRIGGER rollup_problem_no_update BEFORE UPDATE ON rollup_problem
  WHEN (NEW.rollup, NEW.no, NEW.by, NEW.problem) IS NOT (OLD.rollup, OLD.no, OLD.by, OLD.problem) OR NEW.terms NOT IN (OLD.terms, '[]') OR NEW.refs NOT IN (OLD.refs, '[]') BEGIN SELECT RAISE(ABORT, 'rollup_problem is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_no_delete BEFORE DELETE ON rollup_problem BEGIN SELECT RAISE(ABORT, 'rollup_problem is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_no_replace BEFORE INSERT ON rollup_problem WHEN EXISTS (SELECT 1 FROM rollup_problem WHERE rollup = NEW.rollup AND (no = NEW.no OR problem = NEW.problem)) BEGIN SELECT RAISE(ABORT, 'rollup_problem is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_demand_no_update BEFORE UPDATE ON rollup_problem_demand BEGIN SELECT RAISE(ABORT, 'rollup_problem_demand is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_demand_no_delete BEFORE DELETE ON rollup_problem_demand BEGIN SELECT RAISE(ABORT, 'rollup_problem_demand is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_demand_no_replace BEFORE INSERT ON rollup_problem_demand WHEN EXISTS (SELECT 1 FROM rollup_problem_demand WHERE rollup = NEW.rollup AND no = NEW.no AND state = NEW.state AND demand = NEW.demand) BEGIN SELECT RAISE(ABORT, 'rollup_problem_demand is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_sum_no_update BEFORE UPDATE ON rollup_problem_sum BEGIN SELECT RAISE(ABORT, 'rollup_problem_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_sum_no_delete BEFORE DELETE ON rollup_problem_sum BEGIN SELECT RAISE(ABORT, 'rollup_problem_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_sum_no_replace BEFORE INSERT ON rollup_problem_sum WHEN EXISTS (SELECT 1 FROM rollup_problem_sum WHERE rollup = NEW.rollup AND no = NEW.no) BEGIN SELECT RAISE(ABORT, 'rollup_problem_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_rule_no_update BEFORE UPDATE ON rollup_problem_rule BEGIN SELECT RAISE(ABORT, 'rollup_problem_rule is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_rule_no_delete BEFORE DELETE ON rollup_problem_rule BEGIN SELECT RAISE(ABORT, 'rollup_problem_rule is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_problem_rule_no_replace BEFORE INSERT ON rollup_problem_rule WHEN EXISTS (SELECT 1 FROM rollup_problem_rule WHERE rollup = NEW.rollup) BEGIN SELECT RAISE(ABORT, 'rollup_problem_rule is frozen: a late record makes a new revision'); END;
