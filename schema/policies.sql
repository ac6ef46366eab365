-- What money flows from: policies, their clauses with the units that carry them, what a clause gives (measures), banks,
-- targets, and the windows that reported figures count. These rows may be changed; what was paid (funding.sql) may not.
-- What a source does not say stays NULL; what was made up is marked synthetic.

CREATE TABLE policy (                    -- a document that promises something
  code           TEXT PRIMARY KEY CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9_-]*'),
  zone           TEXT NOT NULL REFERENCES zone,
  title          TEXT NOT NULL,
  title_en       TEXT NOT NULL,
  level          TEXT CHECK (level IN ('state', 'province', 'city', 'zone')),
  issuer         TEXT,
  issued_on      TEXT CHECK (issued_on IS date(issued_on, '+0 days')),
  effective_from TEXT CHECK (effective_from IS date(effective_from, '+0 days')),
  effective_to   TEXT CHECK (effective_to IS date(effective_to, '+0 days')),      -- the last day
  source         TEXT,
  text           TEXT,
  synthetic      INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK (effective_from <= effective_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE clause (                    -- an article of it
  code           TEXT PRIMARY KEY,
  policy         TEXT NOT NULL REFERENCES policy,
  no             TEXT NOT NULL CHECK (no GLOB '[A-Za-z0-9]*' AND no NOT GLOB '*[^A-Za-z0-9_-]*'),  -- as the document numbers it
  title          TEXT NOT NULL,
  title_en       TEXT NOT NULL,
  aspect         TEXT,                   -- the part of the document that it stands in
  text           TEXT,
  effective_from TEXT CHECK (effective_from IS date(effective_from, '+0 days')),
  effective_to   TEXT CHECK (effective_to IS date(effective_to, '+0 days')),
  synthetic      INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  UNIQUE (policy, no),
  CHECK (code = policy || '-' || no),
  CHECK (effective_from <= effective_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE clause_unit (               -- who carries it out: one unit leads, others help
  clause TEXT NOT NULL REFERENCES clause ON DELETE CASCADE,
  unit   TEXT NOT NULL REFERENCES unit,
  role   TEXT NOT NULL CHECK (role IN ('lead', 'member')),
  PRIMARY KEY (clause, unit)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX clause_unit_lead ON clause_unit (clause) WHERE role = 'lead';
CREATE INDEX clause_unit_unit ON clause_unit (unit);

CREATE TABLE clause_category (           -- the demands that it answers; one answered by clauses of several policies is an overlap
  clause   TEXT NOT NULL REFERENCES clause ON DELETE CASCADE,
  category TEXT NOT NULL REFERENCES category ON UPDATE CASCADE,
  PRIMARY KEY (clause, category)
) STRICT, WITHOUT ROWID;
CREATE INDEX clause_category_category ON clause_category (category);

CREATE TABLE measure (                   -- what a clause gives, as a rule that can be worked out
  code      TEXT PRIMARY KEY CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9_-]*'),
  clause    TEXT NOT NULL REFERENCES clause,
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX measure_clause ON measure (clause);

CREATE TABLE measure_step (              -- done one after the other on the base, in fen: measure_amount(measure, base_fen)
  measure TEXT NOT NULL REFERENCES measure ON DELETE CASCADE,
  no      INTEGER NOT NULL CHECK (no >= 1),
  kind    TEXT NOT NULL CHECK (kind IN ('increment',  -- a negative amount becomes 0: the base is what was added
                                        'rate',       -- times value / per, rounded down to the fen
                                        'cap',        -- at most value
                                        'floor',      -- at least value
                                        'award')),    -- value, whatever came before
  value   INTEGER CHECK (value >= 0),    -- of a rate the numerator, else fen
  per     INTEGER CHECK (per > 0),       -- of a rate the denominator
  PRIMARY KEY (measure, no),
  CHECK ((kind = 'increment') = (value IS NULL)),
  CHECK ((kind = 'rate') = (per IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE bank (
  code      TEXT PRIMARY KEY CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9_-]*'),
  name      TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE target (                    -- what somebody promised to reach, and by which day
  code      TEXT PRIMARY KEY,
  figure    TEXT NOT NULL,               -- as the pages name it
  axis      TEXT NOT NULL DEFAULT 'zone' CHECK (axis IN ('zone', 'unit', 'policy', 'clause', 'bank')),
  scope     TEXT NOT NULL DEFAULT '',    -- code of that unit, policy, clause or bank
  value     INTEGER CHECK (value >= 0),  -- a count or fen; NULL: all of it, no amount was named
  qualifier TEXT NOT NULL DEFAULT '=' CHECK (qualifier IN ('=', '≥', '≤', '~')),
  due_on    TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
  source    TEXT NOT NULL,
  note      TEXT,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  CHECK ((axis = 'zone') = (scope = ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_window (             -- the window that a figure counts, where it is not that of the demands
  figure  TEXT PRIMARY KEY,              -- as the pages name it
  name    TEXT NOT NULL,
  name_en TEXT NOT NULL,
  from_on TEXT CHECK (from_on IS date(from_on, '+0 days')),      -- its first day; NULL: the source names none
  source  TEXT NOT NULL,
  note    TEXT
) STRICT, WITHOUT ROWID;

-- What a case names stays, with foreign_keys off too. (A clause's code holds its policy's, so that a sum over clauses is one
-- over policies for good.)
CREATE TRIGGER policy_no_delete BEFORE DELETE ON policy WHEN EXISTS (SELECT 1 FROM clause WHERE policy = OLD.code) BEGIN SELECT RAISE(ABORT, 'policy: it has clauses'); END;
CREATE TRIGGER policy_no_rename BEFORE UPDATE OF code ON policy WHEN EXISTS (SELECT 1 FROM clause WHERE policy = OLD.code) BEGIN SELECT RAISE(ABORT, 'policy: it has clauses'); END;
CREATE TRIGGER clause_no_delete BEFORE DELETE ON clause WHEN EXISTS (SELECT 1 FROM funding WHERE clause = OLD.code) BEGIN SELECT RAISE(ABORT, 'clause: loans or subsidies name it'); END;
CREATE TRIGGER clause_no_rename BEFORE UPDATE OF code, policy, no ON clause WHEN EXISTS (SELECT 1 FROM funding WHERE clause = OLD.code) BEGIN SELECT RAISE(ABORT, 'clause: loans or subsidies name it'); END;
CREATE TRIGGER bank_no_delete BEFORE DELETE ON bank WHEN EXISTS (SELECT 1 FROM funding WHERE bank = OLD.code) BEGIN SELECT RAISE(ABORT, 'bank: loans or subsidies name it'); END;
CREATE TRIGGER bank_no_rename BEFORE UPDATE OF code ON bank WHEN EXISTS (SELECT 1 FROM funding WHERE bank = OLD.code) BEGIN SELECT RAISE(ABORT, 'bank: loans or subsidies name it'); END;
