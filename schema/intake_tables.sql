-- What was handed in, as it was handed in: batches of rows, kept for good, so that every record can be traced to its file
-- and row. A file is read into them by intake_file() (fulfil_files.so), by the shell's .import into a staging view, or by
-- plain INSERT; every cell is text and nothing is refused here. intake() (intake.sql) checks a batch and makes records of it.
-- A batch's reference is its zone, -B- and the first 16 hexadecimal digits of the SHA-256 of kind and bytes of the file, so
-- that the same file is the same batch.

CREATE TABLE intake_batch (              -- a file, or what was imported together
  id          INTEGER PRIMARY KEY,
  ref         TEXT NOT NULL UNIQUE CHECK (length(ref) BETWEEN 3 AND 64 AND ref NOT GLOB '*[^A-Za-z0-9_-]*'),
  kind        TEXT NOT NULL CHECK (kind IN ('demand', 'progress', 'loan', 'subsidy')),
  file        TEXT,                      -- its name, without folders; NULL: imported by SQL
  format      TEXT CHECK (format IN ('csv', 'tsv', 'xlsx')),
  encoding    TEXT CHECK (encoding IN ('UTF-8', 'GB18030', 'UTF-16LE', 'UTF-16BE')),
  digest      TEXT CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),   -- SHA-256 of its bytes
  sheet       TEXT,                      -- xlsx: which one was read
  unit        TEXT REFERENCES unit,      -- who handed it in, where that is known
  corrects    TEXT REFERENCES intake_batch (ref),   -- the batch that this one puts right
  year        INTEGER CHECK (year BETWEEN 1949 AND 9998),   -- of dates without one, such as 2月5日; NULL: not said
  synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),   -- made up, and so are the records that come of it
  at          TEXT NOT NULL DEFAULT (store_now()) CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 seconds')),
  recorded_at TEXT NOT NULL DEFAULT (store_now()) CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 seconds')),
  CHECK (at <= recorded_at)
) STRICT;

CREATE TABLE intake_demand (             -- 需求表: demands from contact units
  batch      INTEGER NOT NULL REFERENCES intake_batch,
  row        INTEGER NOT NULL,           -- in the file, the heading is row 1
  ref        TEXT,                       -- 编号; NULL: made from the contents
  enterprise TEXT,                       -- 企业: credit code or name
  unit       TEXT,                       -- 包保部门: code or name
  at         TEXT,                       -- 日期 or 时间
  text       TEXT,                       -- 需求
  channel    TEXT,                       -- 方式
  quantity   TEXT,                       -- 数量, with its unit: 1000余只
  category   TEXT,                       -- 类别 as the contact unit sees it; a proposal
  supersedes TEXT,                       -- 更正编号: the mistyped demand that this one takes the place of
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_progress (           -- 办理进度表: progress from responsible units
  batch       INTEGER NOT NULL REFERENCES intake_batch,
  row         INTEGER NOT NULL,
  ref         TEXT,                      -- 编号
  requirement TEXT,                      -- 需求编号: of the requirement, or of a demand behind it
  kind        TEXT,                      -- 办理情况: what happened; a code of requirement_event or its word
  unit        TEXT,                      -- 责任单位: who did it
  at          TEXT,
  deadline    TEXT,                      -- 新期限: extended
  quantity    TEXT,                      -- 已落实数量: progressed
  confirmed   TEXT,                      -- 企业确认: followed_up, 是 or 否
  rating      TEXT,                      -- 评价: followed_up, 1 to 5 or 满意, 不满意
  reason      TEXT,                      -- 说明
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_funding (            -- 贷款表, 资金表: stages of loans and subsidies; the batch says which
  batch       INTEGER NOT NULL REFERENCES intake_batch,
  row         INTEGER NOT NULL,
  ref         TEXT,                      -- 编号 of the stage's record
  funding     TEXT,                      -- 贷款编号, 资金编号: of the case
  enterprise  TEXT,
  unit        TEXT,                      -- 责任单位
  bank        TEXT,                      -- 银行: code or name
  clause      TEXT,                      -- 条款: code
  requirement TEXT,                      -- 需求编号 that it answers
  stage       TEXT,                      -- 环节: a code of stage or its word
  amount      TEXT,                      -- 金额, as money_fen() reads it
  amount_unit TEXT,                      -- 元, 万元 or 亿元 where the heading says so: 金额（万元）
  at          TEXT,
  reverses    TEXT,                      -- 冲销编号
  reason      TEXT,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;

-- What a file's reader could not read as what it is. A row that has a line here is in none of the tables above, so
-- what was handed in is the rows there and the distinct rows here.
CREATE TABLE intake_unread (
  batch       INTEGER NOT NULL REFERENCES intake_batch,
  row         INTEGER NOT NULL,
  place       INTEGER NOT NULL,          -- the cell's number in its row, from 1
  column_name TEXT,                      -- of the tables above; NULL: the cell stands under no known heading
  value       TEXT,                      -- the cell, cut to 200 characters
  fault       TEXT NOT NULL CHECK (fault IN (
                'bytes',                 -- bytes that are none of the encoding, a NUL, or U+FFFD, which stands for such
                'cells',                 -- a cell behind the last heading
                'long',                  -- more than 20,000 bytes
                'error')),               -- a spreadsheet's error value: #N/A, #REF!
  PRIMARY KEY (batch, row, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_reading (            -- how a file was read; written with its batch
  batch   INTEGER PRIMARY KEY REFERENCES intake_batch,
  heading INTEGER NOT NULL,              -- the row that the headings were found in
  rows    INTEGER NOT NULL,              -- rows with content behind it, sums left out: staged + unread
  unread  INTEGER NOT NULL,              -- of them, those in intake_unread
  blank   INTEGER NOT NULL,              -- rows without content that were passed over
  sums    INTEGER NOT NULL,              -- rows 合计, 小计, 总计 that were passed over
  ignored TEXT NOT NULL                  -- headings that no column answers to, as a JSON array
) STRICT;
