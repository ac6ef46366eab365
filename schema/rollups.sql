-- What closed periods left behind: frozen for good; a late record makes a new revision beside the old one.

CREATE TABLE period (                    -- a closed period, as it was bounded when it closed
  no       INTEGER PRIMARY KEY,
  start_at TEXT NOT NULL CHECK (start_at IS strftime('%Y-%m-%dT%H:%M:%SZ', start_at, '+0 seconds')),   -- first instant
  end_at   TEXT NOT NULL CHECK (end_at IS strftime('%Y-%m-%dT%H:%M:%SZ', end_at, '+0 seconds')),       -- first instant after it
  CHECK (start_at < end_at)
) STRICT;

CREATE TABLE rollup (                    -- the frozen figures of a closed period, one revision of them
  id                INTEGER PRIMARY KEY,
  period            INTEGER NOT NULL REFERENCES period,
  revision          INTEGER NOT NULL CHECK (revision >= 1),
  as_of             TEXT NOT NULL,       -- the period's last second
  recorded_at       TEXT NOT NULL,       -- when it was closed
  known_demand      INTEGER NOT NULL,    -- the last record of each kind that it knew
  known_disposition INTEGER NOT NULL,
  known_requirement INTEGER NOT NULL,
  known_event       INTEGER NOT NULL,
  known_funding     INTEGER NOT NULL,
  known_funding_event INTEGER NOT NULL,
  version           TEXT NOT NULL,       -- of the program that closed it
  trail_no          INTEGER NOT NULL,    -- its number in the trail
  UNIQUE (period, revision)
) STRICT;
CREATE INDEX rollup_as_of ON rollup (as_of, revision);

CREATE TABLE rollup_line (               -- the movements of the period, per unit and category
  rollup          INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  unit            TEXT NOT NULL,         -- '' awaits dispatch
  category        TEXT NOT NULL,         -- '' not sorted
  collected       INTEGER NOT NULL,      -- demands written down (by contact unit)
  valid           INTEGER NOT NULL,      -- demands found valid (by contact unit)
  invalidated     INTEGER NOT NULL,      -- demands no longer valid (by contact unit)
  opening         INTEGER NOT NULL,      -- requirements open before the period (by responsible unit, as all below)
  opened          INTEGER NOT NULL,      -- + made from a valid demand, not yet dispatched
  dispatched      INTEGER NOT NULL,      -- + dispatched to the unit
  reopened        INTEGER NOT NULL,      -- + open again
  returned_in     INTEGER NOT NULL,      -- + come back from a unit
  solved          INTEGER NOT NULL,      -- −
  closed_unsolved INTEGER NOT NULL,      -- −
  withdrawn       INTEGER NOT NULL,      -- −
  returned        INTEGER NOT NULL,      -- − sent back by the unit
  reassigned      INTEGER NOT NULL,      -- − dispatched away from the unit
  revoked         INTEGER NOT NULL,      -- − its demand is no longer valid
  overdue         INTEGER NOT NULL,      -- open and past its deadline at the end
  closing         INTEGER NOT NULL,      -- open at the end
  PRIMARY KEY (rollup, unit, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_total (              -- where everything stands at the end of the period, since the beginning
  rollup                  INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  unit                    TEXT NOT NULL,
  category                TEXT NOT NULL,
  demands                 INTEGER NOT NULL,  -- by contact unit, as are its dispositions
  valid                   INTEGER NOT NULL,
  duplicate               INTEGER NOT NULL,
  out_of_scope            INTEGER NOT NULL,
  incomplete              INTEGER NOT NULL,
  consultation            INTEGER NOT NULL,
  superseded              INTEGER NOT NULL,
  untriaged               INTEGER NOT NULL,
  open                    INTEGER NOT NULL,  -- requirements by responsible unit, as all below
  awaiting                INTEGER NOT NULL,  -- open, without a unit
  without_deadline        INTEGER NOT NULL,  -- open, without a deadline (those awaiting too)
  overdue                 INTEGER NOT NULL,  -- open, deadline passed
  solved_on_time          INTEGER NOT NULL,
  solved_late             INTEGER NOT NULL,
  solved_without_deadline INTEGER NOT NULL,
  closed_unsolved         INTEGER NOT NULL,
  withdrawn               INTEGER NOT NULL,
  PRIMARY KEY (rollup, unit, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_sum (                -- the same, added up per unit, per category and for the zone, so that a page reads few rows
  rollup                  INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  axis                    TEXT NOT NULL CHECK (axis IN ('zone', 'unit', 'category')),
  code                    TEXT NOT NULL,  -- of the unit or category; '' for the zone
  demands                 INTEGER NOT NULL,
  valid                   INTEGER NOT NULL,
  duplicate               INTEGER NOT NULL,
  out_of_scope            INTEGER NOT NULL,
  incomplete              INTEGER NOT NULL,
  consultation            INTEGER NOT NULL,
  superseded              INTEGER NOT NULL,
  untriaged               INTEGER NOT NULL,
  open                    INTEGER NOT NULL,
  awaiting                INTEGER NOT NULL,
  without_deadline        INTEGER NOT NULL,
  overdue                 INTEGER NOT NULL,
  solved_on_time          INTEGER NOT NULL,
  solved_late             INTEGER NOT NULL,
  solved_without_deadline INTEGER NOT NULL,
  closed_unsolved         INTEGER NOT NULL,
  withdrawn               INTEGER NOT NULL,
  PRIMARY KEY (rollup, axis, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_open (               -- the open requirements at the end, by deadline and start, so that they age by themselves
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  due      TEXT NOT NULL,                -- deadline; '' without
  unit     TEXT NOT NULL,
  category TEXT NOT NULL,
  started  TEXT NOT NULL,                -- local date of the dispatch, later by the days that its clock stood still
  paused   TEXT NOT NULL,                -- local date since when its clock stands still; '' it runs
  n        INTEGER NOT NULL,
  PRIMARY KEY (rollup, due, unit, category, started, paused)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_reach (              -- distinct enterprises reached, per contact unit; unit '' is the zone; never added up
  rollup    INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  unit      TEXT NOT NULL,
  contacted INTEGER NOT NULL,
  valid     INTEGER NOT NULL,            -- with a valid demand
  PRIMARY KEY (rollup, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_day (                -- the period day by day
  rollup    INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  day       TEXT NOT NULL,               -- local date
  unit      TEXT NOT NULL,
  collected INTEGER NOT NULL,            -- by contact unit
  solved    INTEGER NOT NULL,            -- by responsible unit
  PRIMARY KEY (rollup, day, unit)
) STRICT, WITHOUT ROWID;
