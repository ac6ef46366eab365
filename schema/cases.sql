-- What happened: demands, the decisions on them, requirements and their events. Append-only (guards.sql).
-- at: when it happened; recorded_at: when the store learnt it (its clock, unless the store replays history).
-- id: the order in which the store learnt it; it never leaves the store. ref: made by whoever submits.

CREATE TABLE demand (                    -- what an enterprise asked for, as a contact unit wrote it down
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  enterprise  TEXT NOT NULL REFERENCES enterprise,
  unit        TEXT NOT NULL REFERENCES unit,          -- the contact unit
  text        TEXT NOT NULL,
  channel     TEXT CHECK (channel IN ('visit', 'phone', 'wechat', 'mail', 'web', 'letter', 'app', 'sms', 'media', 'internal', 'other')),
  quantity_milli INTEGER CHECK (quantity_milli >= 0), -- how much is asked for, in thousandths of quantity_unit
  quantity_unit  TEXT,                                -- as written down: 人, 只, 吨
  qualifier      TEXT CHECK (qualifier IN ('=', '≥', '≤', '~')),  -- of the quantity: 1000余 is ≥ 1000
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at),
  CHECK ((quantity_milli IS NULL) = (qualifier IS NULL) AND (quantity_milli IS NOT NULL OR quantity_unit IS NULL))
) STRICT;
CREATE INDEX demand_enterprise ON demand (enterprise, unit, at);
CREATE INDEX demand_at ON demand (at, unit);

CREATE TABLE disposition (               -- the decision on a demand; the last one counts
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  demand      TEXT NOT NULL REFERENCES demand (ref),
  kind        TEXT NOT NULL CHECK (kind IN ('valid', 'duplicate', 'out_of_scope', 'incomplete', 'consultation', 'superseded')),
  category    TEXT REFERENCES category,
  further     TEXT CHECK (further <> '' AND further NOT GLOB '*[^a-z0-9 -]*'),  -- more categories of one demand, codes with a blank between
  reason      TEXT,
  actor       TEXT REFERENCES unit,
  of_demand   TEXT REFERENCES demand (ref),           -- the demand it repeats, or that takes its place
  method      TEXT NOT NULL DEFAULT 'person' CHECK (method IN ('person', 'rules', 'model')),
  version     TEXT,                                   -- of the rules or the model
  proposed_by TEXT CHECK (proposed_by IN ('rules', 'model')),  -- what was asked before a person decided, NULL: nothing was
  proposed_version TEXT,
  proposed    TEXT CHECK (length(proposed) BETWEEN 1 AND 64),  -- the category it proposed, NULL: it left it to the person
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at),
  CHECK (kind = 'valid' OR reason IS NOT NULL),
  CHECK ((kind IN ('duplicate', 'superseded')) = (of_demand IS NOT NULL)),
  CHECK (of_demand <> demand),
  CHECK (method = 'person' OR proposed_by IS NULL),   -- rules and model are their own proposal
  CHECK ((proposed_by IS NULL) = (proposed_version IS NULL)),
  CHECK (proposed IS NULL OR proposed_by IS NOT NULL)
) STRICT;
CREATE INDEX disposition_demand ON disposition (demand, at, id);
CREATE INDEX disposition_of ON disposition (of_demand, kind) WHERE of_demand IS NOT NULL;
CREATE INDEX disposition_at ON disposition (at);
CREATE INDEX disposition_machine ON disposition (demand, at, id) WHERE method <> 'person';
CREATE INDEX disposition_overruling ON disposition (at, id)      -- a person decided otherwise (category_overruled)
 WHERE kind = 'valid' AND proposed IS NOT NULL AND category IS NOT proposed;

CREATE TABLE requirement (               -- a valid demand as work to be fulfilled
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  demand      TEXT NOT NULL UNIQUE REFERENCES demand (ref),
  category    TEXT REFERENCES category,
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (at <= recorded_at)
) STRICT;
CREATE INDEX requirement_at ON requirement (at);

CREATE TABLE requirement_member (        -- a responsible unit that helps the leading one, or once did (member_info says when)
  requirement TEXT NOT NULL REFERENCES requirement (ref),
  unit        TEXT NOT NULL REFERENCES unit,
  imported    INTEGER NOT NULL DEFAULT 1 CHECK (imported IN (0, 1)),  -- 1: no event tells since when; 0: an event joined
  PRIMARY KEY (requirement, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX requirement_member_unit ON requirement_member (unit);

CREATE TABLE requirement_event (         -- everything that happens to a requirement
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  requirement TEXT NOT NULL REFERENCES requirement (ref),
  kind        TEXT NOT NULL CHECK (kind IN ('dispatched', 'accepted', 'contacted', 'returned', 'extended', 'solved',
                                            'closed_unsolved', 'withdrawn', 'reopened', 'revoked', 'reversed',
                                            'paused', 'resumed', 'followed_up',
                                            'progressed', 'urged', 'joined', 'left', 'escalated', 'closed')),
  unit        TEXT REFERENCES unit,                   -- dispatched: the unit that leads from now on; joined, left: a member
  section     TEXT REFERENCES section,
  deadline    TEXT CHECK (deadline IS strftime('%Y-%m-%dT%H:%M:%SZ', deadline, '+0 seconds')),  -- dispatched, extended: an instant, met at or before it
  respond_by  TEXT CHECK (respond_by IS strftime('%Y-%m-%dT%H:%M:%SZ', respond_by, '+0 seconds')),  -- dispatched: by when the enterprise must have been spoken to
  automatic   INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),  -- contacted: by a machine's reply, which answers nothing
  confirmed   INTEGER CHECK (confirmed IN (0, 1)),    -- followed_up: the enterprise says that it is solved, or not
  rating      INTEGER CHECK (rating BETWEEN 1 AND 5), -- followed_up: how it rates the work; 4 and 5 are satisfied
  satisfied   INTEGER CHECK (satisfied IN (0, 1)),    -- followed_up: the same where only that was asked
  quantity_milli INTEGER CHECK (quantity_milli >= 0), -- progressed: how much of the demand's quantity is there by now
  level       TEXT,                                   -- escalated: to which level
  reason      TEXT,
  actor       TEXT REFERENCES unit,                   -- who did it
  reverses    TEXT REFERENCES requirement_event (ref),-- reversed: the event that never was
  at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  -- What it does to the case; NULL leaves it as it was. '' is no unit and no deadline.
  state  TEXT AS (CASE kind WHEN 'dispatched' THEN 'open' WHEN 'returned' THEN 'open' WHEN 'reopened' THEN 'open'
                            WHEN 'solved' THEN 'solved' WHEN 'closed_unsolved' THEN 'closed_unsolved'
                            WHEN 'withdrawn' THEN 'withdrawn' WHEN 'revoked' THEN 'revoked' END) VIRTUAL,
  lead   TEXT AS (CASE kind WHEN 'dispatched' THEN unit WHEN 'returned' THEN '' END) VIRTUAL,
  due    TEXT AS (CASE kind WHEN 'dispatched' THEN ifnull(deadline, '') WHEN 'extended' THEN deadline
                            WHEN 'returned' THEN '' END) VIRTUAL,
  pause  INTEGER AS (CASE kind WHEN 'paused' THEN 1 WHEN 'accepted' THEN NULL WHEN 'contacted' THEN NULL WHEN 'extended' THEN NULL
                               WHEN 'reversed' THEN NULL WHEN 'followed_up' THEN NULL
                               WHEN 'progressed' THEN NULL WHEN 'urged' THEN NULL WHEN 'joined' THEN NULL WHEN 'left' THEN NULL
                               WHEN 'escalated' THEN NULL ELSE 0 END) VIRTUAL,  -- any change of state ends a pause
  took   INTEGER AS (CASE WHEN kind IN ('dispatched', 'returned') THEN 0
                          WHEN kind IN ('accepted', 'progressed', 'resumed', 'reopened') THEN 1 END) VIRTUAL,  -- the unit works on it
  ended  INTEGER AS (CASE WHEN kind = 'closed' THEN 1
                          WHEN kind IN ('dispatched', 'returned', 'reopened', 'solved', 'closed_unsolved', 'withdrawn', 'revoked') THEN 0 END) VIRTUAL,
  pleased INTEGER AS (ifnull(satisfied, rating >= 4)) VIRTUAL,
  CHECK (at <= recorded_at),
  CHECK ((kind IN ('dispatched', 'joined', 'left')) = (unit IS NOT NULL)),
  CHECK (kind = 'progressed' OR quantity_milli IS NULL),
  CHECK ((kind = 'escalated') = (level IS NOT NULL)),
  CHECK (kind <> 'extended' OR deadline IS NOT NULL),
  CHECK (kind IN ('dispatched', 'extended') OR deadline IS NULL),
  CHECK (kind IN ('dispatched') OR section IS NULL),
  CHECK (kind = 'dispatched' OR respond_by IS NULL),
  CHECK (kind = 'contacted' OR automatic = 0),
  CHECK ((kind = 'followed_up') = (confirmed IS NOT NULL OR rating IS NOT NULL OR satisfied IS NOT NULL)),
  CHECK (rating IS NULL OR satisfied IS NULL),
  CHECK ((kind = 'reversed') = (reverses IS NOT NULL)),
  CHECK (kind NOT IN ('returned', 'closed_unsolved', 'reversed', 'escalated') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX requirement_event_case ON requirement_event (requirement, at, id);
CREATE INDEX requirement_event_at ON requirement_event (at, kind);
CREATE INDEX requirement_event_kind ON requirement_event (kind, at, ref);
CREATE UNIQUE INDEX requirement_event_reverses ON requirement_event (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE reported_figure (           -- what was reported as a total only; never mixed with counted figures
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE,
  figure      TEXT NOT NULL,                          -- as the pages name it
  value       INTEGER NOT NULL,                       -- a count, or fen
  unit        TEXT NOT NULL CHECK (unit IN ('count', 'fen')),
  qualifier   TEXT NOT NULL DEFAULT '=' CHECK (qualifier IN ('=', '≥', '≤', '~')),
  source      TEXT NOT NULL,                          -- who said so
  reported_on TEXT NOT NULL CHECK (reported_on IS date(reported_on, '+0 days')),
  window_from TEXT CHECK (window_from IS date(window_from, '+0 days')),  -- what it counts from, where that is not the demands' start
  note        TEXT,
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds'))
) STRICT;
CREATE INDEX reported_figure_name ON reported_figure (figure, reported_on, id);
