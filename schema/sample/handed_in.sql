-- Files handed in on the last evening: one with faults and the one that put it right, and one whose fault is still there.
-- Their demands were recorded before, so that their good rows change nothing.
CREATE TEMP TABLE sample_file (no INTEGER PRIMARY KEY, unit TEXT, file TEXT, format TEXT, encoding TEXT, corrects INTEGER, at TEXT);
INSERT INTO sample_file VALUES
  (1, 'JXJ', '需求表-经信局-0225.csv', 'csv', 'GB18030', NULL, '2020-02-25T12:30:00Z'),
  (2, 'JXJ', '需求表-经信局-0225更正.csv', 'csv', 'GB18030', 1, '2020-02-25T13:00:00Z'),
  (3, 'TCZX', '投资促进中心0225.xlsx', 'xlsx', 'UTF-8', NULL, '2020-02-25T13:30:00Z');

CREATE TEMP TABLE sample_line AS         -- the units' last six demands, as the files have them
SELECT f.no AS file, row_number() OVER (PARTITION BY f.no ORDER BY d.at) + 1 AS row, d.ref, e.name AS enterprise, u.name AS unit,
       local_date(d.at) AS day, d.text, w.zh AS channel
  FROM sample_file f CROSS JOIN (SELECT *, row_number() OVER (PARTITION BY unit ORDER BY at DESC) AS last FROM demand) d ON d.unit = f.unit AND d.last <= 6
  JOIN enterprise e ON e.uscc = d.enterprise JOIN unit u ON u.code = d.unit JOIN word w ON w.domain = 'channel' AND w.code = d.channel;
UPDATE sample_line SET day = '2月30日' WHERE file = 1 AND row = 3;
UPDATE sample_line SET enterprise = substr(enterprise, 1, 5) || '厂', channel = '口信' WHERE file = 1 AND row = 5;
UPDATE sample_line SET text = '' WHERE file = 3 AND row = 4;

UPDATE setting SET value = (SELECT at FROM sample_file WHERE no = 1) WHERE name = 'clock_at';
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, unit, year)
SELECT 'WHGX-B-' || contents_code(file), 'demand', file, format, encoding, contents_code(file) || contents_code(no) || contents_code(at) || contents_code(unit), unit, 2020
  FROM sample_file WHERE no = 1;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 1;
SELECT intake(ref) FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 1);

UPDATE setting SET value = (SELECT at FROM sample_file WHERE no = 2) WHERE name = 'clock_at';
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, unit, year, corrects)
SELECT 'WHGX-B-' || contents_code(f.file), 'demand', f.file, f.format, f.encoding,
       contents_code(f.file) || contents_code(f.no) || contents_code(f.at) || contents_code(f.unit), f.unit, 2020, (SELECT b.ref FROM intake_batch b JOIN sample_file o ON o.file = b.file WHERE o.no = f.corrects)
  FROM sample_file f WHERE f.no = 2;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 2;
SELECT intake(ref) FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 2);

UPDATE setting SET value = (SELECT at FROM sample_file WHERE no = 3) WHERE name = 'clock_at';
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, sheet, unit, year)
SELECT 'WHGX-B-' || contents_code(file), 'demand', file, format, encoding, contents_code(file) || contents_code(no) || contents_code(at) || contents_code(unit), '报送', unit, 2020
  FROM sample_file WHERE no = 3;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 3;
SELECT intake(ref) FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 3);

UPDATE setting SET value = '2020-02-25T15:59:59Z' WHERE name = 'clock_at';
