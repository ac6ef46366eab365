-- Takes loans guaranteed by the United States Small Business Administration into a store, from a file with the columns
-- LoanNr_ChkDgt, Name, Zip, Bank, ApprovalDate, DisbursementDate, DisbursementGross, GrAppv, ChgOffDate, ChgOffPrinGr, MIS_Status
-- and Default (others may stand beside them):
--   cd schema && sqlite3 -batch -bail ../loans.db '.load ../build/fulfil' '.read store.sql' \
--     '.import --csv --schema temp ../sba_loans.csv staging' '.read mappings/sba_loans.sql' 'SELECT rollup();'
--
-- What becomes of a row:
--   LoanNr_ChkDgt               the references: the case SBA-F-…, its events SBA-E-…-3 (approved) and -4 (disbursed)
--   Name, Zip                   the enterprise; its code is made of both, so that one who borrows twice is one
--   Bank                        the bank; code made of the name
--   GrAppv, ApprovalDate        the stage approved. The file tells nothing of applications or credit lines: not reported
--   DisbursementGross, -Date    the stage disbursed
--   ChgOffPrinGr, ChgOffDate    the ending charged_off, the principal written off in its reason
-- Dates count days from 1960-01-01. Amounts are dollars; the store keeps cents. A disbursement without a day is kept as a case of
-- its own (SBA-F-…-4), at the last day that the file speaks of, so that no time between approval and disbursement is made up.
-- Loans go over decades, so the periods of a new store are set to 28 days. The as-of is the end of the last day.
.bail on
.read mappings/clean.sql
CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY);
INSERT INTO temp.wanted VALUES ('LoanNr_ChkDgt'), ('Name'), ('Zip'), ('Bank'), ('ApprovalDate'), ('DisbursementDate'), ('DisbursementGross'),
  ('GrAppv'), ('ChgOffDate'), ('ChgOffPrinGr'), ('MIS_Status'), ('Default');
CREATE TEMP VIEW line AS
SELECT rowid + 1 AS row, LoanNr_ChkDgt || Name || Zip || Bank || ApprovalDate || DisbursementDate || DisbursementGross || GrAppv || ChgOffDate
       || ChgOffPrinGr || MIS_Status || "Default" AS text FROM temp.staging;
.read mappings/check_file.sql

-- Days since 1960-01-01, up to 2099, as dates; NULL where there is none or it cannot be read.
CREATE TEMP TABLE clock AS
SELECT row, name, value, iif(value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 5 AND value <= 51134,
                             date('1960-01-01', '+' || value || ' days'), NULL) AS day
  FROM (SELECT rowid + 1 AS row, 'ApprovalDate' AS name, ApprovalDate AS value FROM temp.staging
        UNION ALL SELECT rowid + 1, 'DisbursementDate', DisbursementDate FROM temp.staging
        UNION ALL SELECT rowid + 1, 'ChgOffDate', ChgOffDate FROM temp.staging);
CREATE UNIQUE INDEX temp.clock_row ON clock (row, name);
CREATE TEMP TABLE local_offset AS SELECT '0001-01-01T00:00:00Z' AS from_at, -480 AS minutes;   -- days only: any one offset will do
CREATE TEMP TABLE place AS
SELECT 'SBA' AS code, 'SBA' AS name, 'Small Business Administration' AS name_en, min(iif(name = 'ApprovalDate', day, NULL)) AS first, max(day) || ' 23:59:59' AS last, '28' AS period_days FROM temp.clock;
.read mappings/start.sql

-- Rows that make no record, with the reason.
CREATE TEMP TABLE fault (row INTEGER, name TEXT, value TEXT, reason TEXT, taken TEXT);
INSERT INTO temp.fault
SELECT rowid + 1, 'LoanNr_ChkDgt', LoanNr_ChkDgt, 'not 1 to 50 letters, digits, - or _', 'left out' FROM temp.staging
 WHERE LoanNr_ChkDgt GLOB '*[^A-Za-z0-9_-]*' OR length(LoanNr_ChkDgt) NOT BETWEEN 1 AND 50
UNION ALL
SELECT rowid + 1, 'LoanNr_ChkDgt', LoanNr_ChkDgt, 'repeats row ' || (first + 1), 'left out'
  FROM (SELECT rowid, LoanNr_ChkDgt, min(rowid) OVER (PARTITION BY LoanNr_ChkDgt) AS first FROM temp.staging) WHERE rowid > first
UNION ALL
SELECT rowid + 1, 'Name', Name, 'no name that a code can be made of', 'left out' FROM temp.staging
 WHERE Name NOT GLOB '*[A-Za-z0-9]*' OR length(Name || Zip) <> length(CAST(Name || Zip AS BLOB))
UNION ALL
SELECT row, name, value, 'no number of days since 1960-01-01', 'left out' FROM temp.clock WHERE name = 'ApprovalDate' AND day IS NULL
UNION ALL
SELECT rowid + 1, 'GrAppv', GrAppv, 'no amount above 0 in dollars and cents', 'left out' FROM temp.staging
 WHERE NOT (GrAppv GLOB '[0-9]*' AND GrAppv NOT GLOB '*[^0-9.]*' AND GrAppv NOT GLOB '*.*.*' AND GrAppv NOT GLOB '*.???*' AND GrAppv NOT LIKE '%.'
            AND length(GrAppv) <= 13 AND GrAppv > 0);
CREATE TEMP TABLE row_left AS SELECT DISTINCT row FROM temp.fault;

CREATE TEMP TABLE taken AS
SELECT s.rowid + 1 AS row, s.LoanNr_ChkDgt AS no, code_of(substr(s.Name, 1, 50) || ' ' || substr(s.Zip, 1, 10)) AS enterprise, s.Name AS name,
       iif(s.Bank GLOB '*[A-Za-z0-9]*' AND length(s.Bank) = length(CAST(s.Bank AS BLOB)), code_of(substr(s.Bank, 1, 64)), NULL) AS bank, s.Bank AS bank_name,
       money_fen(s.GrAppv) AS approved, local_instant(a.day || ' 00:00') AS approved_at,
       iif(s.DisbursementGross GLOB '[0-9]*' AND s.DisbursementGross NOT GLOB '*[^0-9.]*' AND s.DisbursementGross NOT GLOB '*.*.*'
           AND s.DisbursementGross NOT GLOB '*.???*' AND s.DisbursementGross NOT LIKE '%.' AND length(s.DisbursementGross) <= 13
           AND s.DisbursementGross > 0, money_fen(s.DisbursementGross), NULL) AS disbursed,
       iif(d.day >= a.day, local_instant(d.day || ' 00:00'), NULL) AS disbursed_at,
       iif(o.day >= a.day, local_instant(o.day || ' 00:00'), NULL) AS charged_off_at, s.ChgOffPrinGr AS charged_off
  FROM temp.staging s
  JOIN temp.clock a ON a.row = s.rowid + 1 AND a.name = 'ApprovalDate'
  JOIN temp.clock d ON d.row = s.rowid + 1 AND d.name = 'DisbursementDate'
  JOIN temp.clock o ON o.row = s.rowid + 1 AND o.name = 'ChgOffDate'
 WHERE s.rowid + 1 NOT IN (SELECT row FROM temp.row_left);
SELECT refuse('no row can be taken in; of the first: ' || (SELECT name || ' ''' || value || ''', ' || reason FROM temp.fault ORDER BY row LIMIT 1))
 WHERE NOT EXISTS (SELECT 1 FROM temp.taken);

CREATE TEMP VIEW told AS
SELECT t.row, f.ref, 'Name and Zip' AS name, t.enterprise AS value, f.enterprise AS was FROM temp.taken t CROSS JOIN main.funding f ON f.ref = 'SBA-F-' || t.no
UNION ALL SELECT t.row, f.ref, 'Bank', t.bank, f.bank FROM temp.taken t CROSS JOIN main.funding f ON f.ref = 'SBA-F-' || t.no
UNION ALL SELECT t.row, f.ref, 'ApprovalDate', local_date(t.approved_at), local_date(f.at) FROM temp.taken t CROSS JOIN main.funding f ON f.ref = 'SBA-F-' || t.no
UNION ALL SELECT t.row, e.ref, 'GrAppv', money_text(t.approved), money_text(e.amount_fen) FROM temp.taken t CROSS JOIN main.funding_event e ON e.ref = 'SBA-E-' || t.no || '-3'
UNION ALL SELECT t.row, e.ref, 'DisbursementGross', money_text(t.disbursed), money_text(e.amount_fen) FROM temp.taken t CROSS JOIN main.funding_event e ON e.ref = 'SBA-E-' || t.no || '-4'
           WHERE t.disbursed IS NOT NULL
UNION ALL SELECT t.row, e.ref, 'DisbursementDate', local_date(ifnull(t.disbursed_at, (SELECT value FROM setting WHERE name = 'clock_at'))), local_date(e.at)
            FROM temp.taken t CROSS JOIN main.funding_event e ON e.ref = 'SBA-E-' || t.no || '-4' WHERE t.disbursed IS NOT NULL
UNION ALL SELECT t.row, e.ref, 'ChgOffDate', local_date(t.charged_off_at), local_date(e.at) FROM temp.taken t CROSS JOIN main.funding_event e ON e.ref = 'SBA-E-' || t.no || '-5'
           WHERE t.charged_off_at IS NOT NULL
UNION ALL SELECT t.row, e.ref, 'ChgOffPrinGr', 'principal charged off: ' || t.charged_off, e.reason FROM temp.taken t CROSS JOIN main.funding_event e ON e.ref = 'SBA-E-' || t.no || '-5'
           WHERE t.charged_off_at IS NOT NULL;
.read mappings/check_told.sql

-- What is odd about the others, and what is made of it.
INSERT INTO temp.fault
SELECT t.row, 'DisbursementGross', s.DisbursementGross, 'no amount above 0 in dollars and cents', 'taken as approved only'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE t.disbursed IS NULL
UNION ALL
SELECT c.row, c.name, c.value, iif(c.value = '', 'empty', iif(c.day IS NULL, 'no number of days since 1960-01-01', 'before ApprovalDate')),
       'the amount taken as a case of its own, at the last day of the file'
  FROM temp.clock c JOIN temp.taken t ON t.row = c.row WHERE c.name = 'DisbursementDate' AND t.disbursed_at IS NULL AND t.disbursed IS NOT NULL
UNION ALL
SELECT c.row, c.name, c.value, iif(c.day IS NULL, 'no number of days since 1960-01-01', 'before ApprovalDate'), 'taken without the ending'
  FROM temp.clock c JOIN temp.taken t ON t.row = c.row WHERE c.name = 'ChgOffDate' AND c.value <> '' AND t.charged_off_at IS NULL
UNION ALL
SELECT row, 'Bank', bank_name, 'no name that a code can be made of', 'taken without a bank' FROM temp.taken WHERE bank IS NULL
UNION ALL
SELECT t.row, 'MIS_Status', s.MIS_Status, iif(t.charged_off_at IS NULL, 'without ChgOffDate', 'with ChgOffDate'), iif(t.charged_off_at IS NULL, 'taken without the ending', 'taken as charged off')
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE (s.MIS_Status = 'CHGOFF') <> (t.charged_off_at IS NOT NULL)
UNION ALL
SELECT t.row, 'Default', s."Default", 'neither 0 nor 1: is the row cut, are its columns shifted?', 'not used'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE s."Default" NOT IN ('0', '1')
UNION ALL
SELECT row, field, value, 'makes the same code as ' || first, 'taken as ' || first
  FROM (SELECT row, 'Name' AS field, name AS value, min(name) OVER (PARTITION BY enterprise) AS first FROM temp.taken
        UNION ALL SELECT row, 'Bank', bank_name, min(bank_name) OVER (PARTITION BY bank) FROM temp.taken WHERE bank IS NOT NULL)
 WHERE value <> first;

INSERT INTO word (domain, code, zh, en) VALUES ('label', 'uscc', '代码', 'Code') ON CONFLICT DO NOTHING;
UPDATE word SET zh = '代码', en = 'Code' WHERE domain = 'fact' AND code = 'uscc' AND en <> 'Code';
INSERT INTO unit (code, zone, name, name_en, contact, responsible)
VALUES ('SBA', 'SBA', 'Small Business Administration', 'Small Business Administration', 1, 1) ON CONFLICT DO NOTHING;
INSERT INTO enterprise (uscc, name) SELECT enterprise, min(name) FROM temp.taken GROUP BY enterprise ORDER BY enterprise ON CONFLICT DO NOTHING;
INSERT INTO bank (code, name, name_en)
SELECT bank, min(bank_name), min(bank_name) FROM temp.taken WHERE bank IS NOT NULL GROUP BY bank ORDER BY bank ON CONFLICT DO NOTHING;

INSERT INTO funding (ref, kind, enterprise, unit, bank, at, recorded_at)
SELECT ref, 'loan', enterprise, 'SBA', bank, at, max(at, k.funding)
  FROM (SELECT 'SBA-F-' || no AS ref, enterprise, bank, approved_at AS at FROM temp.taken
        UNION ALL
        SELECT 'SBA-F-' || no || '-4', enterprise, bank, (SELECT value FROM setting WHERE name = 'clock_at') FROM temp.taken
         WHERE disbursed IS NOT NULL AND disbursed_at IS NULL), temp.known k
 ORDER BY at, ref;
INSERT INTO funding_event (ref, funding, stage, amount_fen, actor, reason, at, recorded_at)
SELECT 'SBA-E-' || no || '-' || step, 'SBA-F-' || no || part, stage, amount, 'SBA', reason, at, max(at, k.funding_event)
  FROM (SELECT no, '' AS part, 3 AS step, 'approved' AS stage, approved AS amount, NULL AS reason, approved_at AS at FROM temp.taken
        UNION ALL
        SELECT no, '', 4, 'disbursed', disbursed, NULL, disbursed_at FROM temp.taken WHERE disbursed IS NOT NULL AND disbursed_at IS NOT NULL
        UNION ALL
        SELECT no, '-4', 4, 'disbursed', disbursed, 'the file gives no day; by this one at the latest', (SELECT value FROM setting WHERE name = 'clock_at')
          FROM temp.taken WHERE disbursed IS NOT NULL AND disbursed_at IS NULL
        UNION ALL
        SELECT no, '', 5, 'charged_off', NULL, 'principal charged off: ' || charged_off, charged_off_at FROM temp.taken WHERE charged_off_at IS NOT NULL), temp.known k
 ORDER BY at, no, step;
.read mappings/finish.sql
