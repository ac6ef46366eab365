-- Tables that a run of intake() works in, kept by the connection and empty between runs.
CREATE TEMP TABLE IF NOT EXISTS intake_term (
  zone TEXT, unit TEXT, at TEXT, year INTEGER, earliest TEXT, now TEXT, synthetic INTEGER);
CREATE TEMP TABLE IF NOT EXISTS intake_unit (key TEXT PRIMARY KEY, code TEXT NOT NULL, contact INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS intake_code (domain TEXT, key TEXT, code TEXT, PRIMARY KEY (domain, key)) WITHOUT ROWID;
-- A demand as read. day: a day or an instant as the cell says, at: the instant. bad: it has a fault. known: 0 new, 1 the
-- record is there already, 2 its reference is there with other contents, 3 an earlier row of the file has it with others.
CREATE TEMP TABLE IF NOT EXISTS intake_row (
  row INTEGER PRIMARY KEY, ref TEXT, enterprise TEXT, unit TEXT, day TEXT, at TEXT, channel TEXT,
  milli INTEGER, quantity_unit TEXT, sign TEXT, supersedes TEXT,
  suspect INTEGER NOT NULL, bad INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0, first INTEGER);
-- Names of enterprises that are not found, and their pairs of characters.
CREATE TEMP TABLE IF NOT EXISTS intake_name (id INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TEMP TABLE IF NOT EXISTS intake_pair (pair TEXT, name TEXT, PRIMARY KEY (pair, name)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS intake_near (name INTEGER PRIMARY KEY, near TEXT);
-- A progress row as read; place: its turn, by day and row. day, at, bad, known, first as above.
CREATE TEMP TABLE IF NOT EXISTS intake_event (
  row INTEGER PRIMARY KEY, ref TEXT, requirement TEXT, kind TEXT, actor TEXT, day TEXT, at TEXT, due TEXT,
  milli INTEGER, confirmed INTEGER, rating INTEGER, satisfied INTEGER,
  suspect INTEGER NOT NULL, bad INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0, first INTEGER, place INTEGER);
-- A row of loans or subsidies as read.
CREATE TEMP TABLE IF NOT EXISTS intake_stage (
  row INTEGER PRIMARY KEY, ref TEXT, funding TEXT, enterprise TEXT, unit TEXT, bank TEXT, clause TEXT, requirement TEXT, stage TEXT, no INTEGER,
  fen INTEGER, day TEXT, at TEXT, reverses TEXT,
  suspect INTEGER NOT NULL, bad INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0, first INTEGER, place INTEGER);
-- What the rows of a case that is not there yet say of it: each from the earliest row that says it.
CREATE TEMP TABLE IF NOT EXISTS intake_case (
  funding TEXT PRIMARY KEY, enterprise TEXT, unit TEXT, bank TEXT, clause TEXT, requirement TEXT) WITHOUT ROWID;
