-- Who and where: the zone, its units, grids, enterprises, categories, calendars, viewers and settings.
-- These rows may be changed; what happened to a case (cases.sql) may not.

CREATE TABLE setting (                   -- how this store works
  name  TEXT PRIMARY KEY CHECK (name IN (
          'pin', 'clock', 'clock_at', 'zone', 'sample', 'target_day',
          'period_anchor', 'period_days',
          'rules_token', 'calendar_token', 'models_token',
          'category_threshold', 'category_model', 'category_confidence',
          'category_model_points', 'category_rules_limit', 'category_none_points',
          'submission_hours',
          'intake_from',
          'unreported',
          'ranking_least',
          'common_enterprises', 'common_grids', 'common_days', 'common_demands',
          'duplicate_similarity',
          'dispatch_requires')),
  value TEXT NOT NULL,
  note  TEXT,                            -- why it has this value
  CHECK (name <> 'clock' OR value IN ('real', 'replay')),
  CHECK (name NOT IN ('pin', 'clock_at') OR value IS strftime('%Y-%m-%dT%H:%M:%SZ', value, '+0 seconds')),
  CHECK (name NOT IN ('period_anchor', 'target_day', 'intake_from') OR value IS date(value, '+0 days')),
  CHECK (name NOT IN ('submission_hours', 'ranking_least') OR value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 4),
  CHECK (name NOT IN ('common_enterprises', 'common_grids', 'common_days', 'common_demands') OR value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 6 AND value > '0'),
  CHECK (name <> 'category_confidence' OR CAST(value AS REAL) BETWEEN 0 AND 1 AND value NOT GLOB '*[^0-9.]*'),
  CHECK (name NOT IN ('category_model_points', 'category_rules_limit', 'category_none_points')
         OR value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 4),
  CHECK (name <> 'duplicate_similarity' OR CAST(value AS REAL) BETWEEN 0.5 AND 1 AND value NOT GLOB '*[^0-9.]*'),
  CHECK (name <> 'dispatch_requires' OR value IN ('', 'deadline', 'section,deadline')),
  CHECK (name <> 'unreported' OR value NOT GLOB '*[^a-z,-]*'),
  CHECK (name <> 'period_days' OR CAST(value AS INTEGER) BETWEEN 1 AND 366)
) STRICT, WITHOUT ROWID;

CREATE TABLE utc_offset (                -- local time by rows, no time-zone database
  from_at TEXT PRIMARY KEY CHECK (from_at IS strftime('%Y-%m-%dT%H:%M:%SZ', from_at, '+0 seconds')),  -- UTC instant from which it holds
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN -1439 AND 1439)                       -- local = UTC + minutes
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_version (          -- a State Council holiday notice
  year      INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
  announced TEXT NOT NULL CHECK (announced IS date(announced, '+0 days')),  -- the day it was published
  title     TEXT,
  source    TEXT,
  PRIMARY KEY (year, announced)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_day (              -- a day that a notice names
  year      INTEGER NOT NULL,            -- the notice's year; the day may lie in a neighbouring one
  announced TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
  workday   INTEGER NOT NULL CHECK (workday IN (0, 1)),          -- 1: a make-up working day
  name      TEXT,
  PRIMARY KEY (year, announced, day),
  FOREIGN KEY (year, announced) REFERENCES calendar_version
) STRICT, WITHOUT ROWID;

CREATE TABLE zone (                      -- the development zone that this store serves
  code    TEXT PRIMARY KEY CHECK (code GLOB '[A-Z]*'),           -- begins every reference
  name    TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (                      -- a department: collects demands, fulfils them, or both
  code        TEXT PRIMARY KEY CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9_-]*'),
  zone        TEXT NOT NULL REFERENCES zone,
  name        TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  contact     INTEGER NOT NULL DEFAULT 0 CHECK (contact IN (0, 1)),      -- collects demands in its grids
  responsible INTEGER NOT NULL DEFAULT 1 CHECK (responsible IN (0, 1)),  -- fulfils requirements
  phone_name  TEXT,                      -- whom to phone
  phone       TEXT,
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE section (                   -- a part of a unit that does the work
  code TEXT PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX section_unit ON section (unit);

CREATE TABLE grid (                      -- a part of the zone looked after by one contact unit
  code    TEXT PRIMARY KEY,
  unit    TEXT NOT NULL REFERENCES unit,
  name    TEXT NOT NULL,
  name_en TEXT NOT NULL,
  cadres_least INTEGER CHECK (cadres_least > 0),   -- who looks after its enterprises: so many cadres, from
  cadres_most  INTEGER CHECK (cadres_most >= cadres_least),   -- to; NULL: not reported
  CHECK ((cadres_least IS NULL) = (cadres_most IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX grid_unit ON grid (unit);

CREATE TABLE enterprise (
  uscc          TEXT PRIMARY KEY         -- unified social credit code, GB 32100; for who has none a code of its own (code_of)
                CONSTRAINT "an enterprise's code is 1 to 64 letters, digits, - or _"
                CHECK (length(uscc) BETWEEN 1 AND 64 AND uscc NOT GLOB '*[^A-Za-z0-9_-]*'),
  name          TEXT NOT NULL,
  grid          TEXT REFERENCES grid,
  industry      TEXT,                    -- GB/T 4754 code
  size          TEXT CHECK (size IN ('large', 'medium', 'small', 'micro')),
  contact_name  TEXT,
  phone         TEXT,
  registered_on TEXT CHECK (registered_on IS date(registered_on, '+0 days')),
  synthetic     INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX enterprise_grid ON enterprise (grid, uscc);

CREATE TABLE category (                  -- what a demand is about; two levels
  code     TEXT PRIMARY KEY CHECK (code GLOB '[a-z]*' AND code NOT GLOB '*[^a-z0-9-]*'),
  parent   TEXT REFERENCES category CONSTRAINT "a category is not its own parent" CHECK (parent <> code),
  name_zh  TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  unit     TEXT,                         -- code of the unit that is responsible by default
  section  TEXT,                         -- code of the section of that unit; NULL: its first one
  workdays INTEGER CHECK (workdays > 0)  -- working days it has by default
) STRICT, WITHOUT ROWID;
CREATE INDEX category_parent ON category (parent);

CREATE TABLE category_term (             -- a word that speaks for a category, or, below 0, against it
  category TEXT NOT NULL REFERENCES category ON UPDATE CASCADE ON DELETE CASCADE,
  term     TEXT NOT NULL,                -- 1 to 64 characters (the triggers below)
  weight   INTEGER NOT NULL CONSTRAINT "a weight is an integer from -1000 to 1000, not 0" CHECK (weight BETWEEN -1000 AND 1000 AND weight <> 0),
  PRIMARY KEY (category, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE clause_word (               -- words by which a clause is known that is settled (ext/core/clause.h)
  kind TEXT NOT NULL CHECK (kind IN ('adversative', 'adversative_first', 'not_adversative', 'settled', 'opener',
                                     'not_opener', 'lack')),
  word TEXT NOT NULL CONSTRAINT "a word has 1 to 32 characters" CHECK (length(word) BETWEEN 1 AND 32),
  PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;

-- The rules in force are known by a random token: an undone change brings the old token back, and two
-- different changes never share one, so that whoever keeps compiled rules can tell exactly.
CREATE TRIGGER category_term_insert AFTER INSERT ON category_term BEGIN
  SELECT term_check(NEW.term);           -- a term that cannot be used is an error here, not on every page later
  SELECT RAISE(ABORT, 'category_term: there is no such category') WHERE NOT EXISTS (SELECT 1 FROM category WHERE code = NEW.category);
  SELECT RAISE(ABORT, 'category_term: a category that groups others has no terms; give them to its leaves')
   WHERE EXISTS (SELECT 1 FROM category WHERE parent = NEW.category);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER category_term_update AFTER UPDATE ON category_term BEGIN
  SELECT term_check(NEW.term);
  SELECT RAISE(ABORT, 'category_term: there is no such category') WHERE NOT EXISTS (SELECT 1 FROM category WHERE code = NEW.category);
  SELECT RAISE(ABORT, 'category_term: a category that groups others has no terms; give them to its leaves')
   WHERE EXISTS (SELECT 1 FROM category WHERE parent = NEW.category);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER category_term_delete AFTER DELETE ON category_term BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER category_insert AFTER INSERT ON category BEGIN
  SELECT RAISE(ABORT, 'category: there is no such parent') WHERE NEW.parent NOT IN (SELECT code FROM category);
  SELECT RAISE(ABORT, 'category: the tree has two levels, and this parent has a parent itself')
   WHERE (SELECT parent FROM category WHERE code = NEW.parent) IS NOT NULL;
  SELECT RAISE(ABORT, 'category: the tree has two levels, and this one is a parent itself')
   WHERE NEW.parent IS NOT NULL AND EXISTS (SELECT 1 FROM category WHERE parent = NEW.code);
  SELECT RAISE(ABORT, 'category: the parent has terms; give them to its leaves first')
   WHERE EXISTS (SELECT 1 FROM category_term WHERE category = NEW.parent);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER category_update AFTER UPDATE ON category BEGIN
  SELECT RAISE(ABORT, 'category: there is no such parent') WHERE NEW.parent NOT IN (SELECT code FROM category);
  SELECT RAISE(ABORT, 'category: the tree has two levels, and this parent has a parent itself')
   WHERE (SELECT parent FROM category WHERE code = NEW.parent) IS NOT NULL;
  SELECT RAISE(ABORT, 'category: the tree has two levels, and this one is a parent itself')
   WHERE NEW.parent IS NOT NULL AND EXISTS (SELECT 1 FROM category WHERE parent = NEW.code);
  SELECT RAISE(ABORT, 'category: the parent has terms; give them to its leaves first')
   WHERE EXISTS (SELECT 1 FROM category_term WHERE category = NEW.parent);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER category_delete AFTER DELETE ON category BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER clause_word_insert AFTER INSERT ON clause_word BEGIN
  SELECT term_check(NEW.word);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER clause_word_update AFTER UPDATE ON clause_word BEGIN
  SELECT term_check(NEW.word);
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER clause_word_delete AFTER DELETE ON clause_word BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;
CREATE TRIGGER setting_update AFTER UPDATE OF value ON setting WHEN NEW.name = 'category_threshold' BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'rules_token';
END;

-- The same for the calendar.
CREATE TRIGGER calendar_version_insert AFTER INSERT ON calendar_version BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;
CREATE TRIGGER calendar_version_update AFTER UPDATE ON calendar_version BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;
CREATE TRIGGER calendar_version_delete AFTER DELETE ON calendar_version BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;
CREATE TRIGGER calendar_day_insert AFTER INSERT ON calendar_day BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;
CREATE TRIGGER calendar_day_update AFTER UPDATE ON calendar_day BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;
CREATE TRIGGER calendar_day_delete AFTER DELETE ON calendar_day BEGIN
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'calendar_token';
END;

CREATE TABLE viewer (                    -- who may see what; the name is what the web server authenticated
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('leader', 'unit', 'auditor', 'none')),
  unit TEXT REFERENCES unit,             -- whose cases a viewer of role 'unit' sees
  CHECK ((role = 'unit') = (unit IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE word (                      -- how a code is shown, by language; 'label': a heading of the pages that this store words itself
  domain TEXT NOT NULL CHECK (domain IN (
           'disposition', 'state', 'timing', 'event', 'channel', 'rule', 'identity', 'fact', 'qualifier', 'contact',
           'check', 'event_in_period', 'measure', 'stage', 'funding', 'role', 'step', 'level', 'axis', 'clause', 'age', 'mark',
           'phase', 'fault', 'remedy', 'intake', 'escalation', 'trail', 'submission', 'proposal', 'method', 'batch', 'common-by',
           'label')),
  code   TEXT NOT NULL,
  zh     TEXT NOT NULL,
  en     TEXT NOT NULL,
  PRIMARY KEY (domain, code),
  CHECK (domain <> 'label' OR zh || en NOT GLOB '*[|=' || char(10, 13) || ']*')
) STRICT, WITHOUT ROWID;

INSERT INTO setting (name, value, note) VALUES
  ('clock', 'real', 'recorded_at comes from the real clock alone'),
  ('period_anchor', '2020-01-01', 'the local day on which period 1 begins'),
  ('period_days', '2', 'days in a period'),
  ('rules_token', hex(randomblob(8)), 'changes with every change of category, category_term, clause_word or the threshold'),
  ('calendar_token', hex(randomblob(8)), 'changes with every change of calendar_version or calendar_day'),
  ('submission_hours', '24', 'a contact unit reports so many hours after the end of a period at the latest'),
  ('ranking_least', '10', 'a unit that leads fewer requirements is marked as too few in the ranking'),
  ('common_enterprises', '2', 'a problem of fewer enterprises is not common'),
  ('common_grids', '2', 'a problem of fewer grids is not common'),
  ('common_days', '30', 'a period that closes keeps the common problems of the demands of so many days'),
  ('common_demands', '20000', 'of the newest so many of them, so that grouping costs the same however many there are'),
  ('dispatch_requires', 'section,deadline', 'what a dispatch must name besides the unit'),
  ('duplicate_similarity', '0.6', 'an earlier demand whose text is at least so similar is a likely duplicate'),
  ('models_token', hex(randomblob(8)), 'changes with every model added to category_model'),
  ('category_model', 'default', 'name of the trained model that proposes together with the rules'),
  ('category_confidence', '0.5', 'below it the model proposes nothing, and the rules alone count'),
  ('category_model_points', '12', 'points that a score of 1 by the model counts, beside those of the rules'),
  ('category_rules_limit', '20', 'points of the rules that count at most beside a model'),
  ('category_none_points', '8', 'points ahead of a label of the model that is no leaf category'),
  ('category_threshold', '10', 'a category with a lower score is not proposed');
INSERT INTO utc_offset VALUES ('1949-10-01T00:00:00Z', 480);
