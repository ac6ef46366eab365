-- Files handed in on the last evening: one with faults and the one that put it right, and one whose fault is still there.
-- Their demands were recorded before, so that their good rows change nothing. (What intake() answers is not printed.)
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
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, unit, year, synthetic)
SELECT 'WHGX-B-' || contents_code(file), 'demand', file, format, encoding, contents_code(file) || contents_code(no) || contents_code(at) || contents_code(unit), unit, 2020, 1
  FROM sample_file WHERE no = 1;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 1;
SELECT 1 FROM (SELECT ref FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 1) LIMIT 1) WHERE intake(ref) IS NULL;

UPDATE setting SET value = (SELECT at FROM sample_file WHERE no = 2) WHERE name = 'clock_at';
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, unit, year, corrects, synthetic)
SELECT 'WHGX-B-' || contents_code(f.file), 'demand', f.file, f.format, f.encoding,
       contents_code(f.file) || contents_code(f.no) || contents_code(f.at) || contents_code(f.unit), f.unit, 2020, (SELECT b.ref FROM intake_batch b JOIN sample_file o ON o.file = b.file WHERE o.no = f.corrects), 1
  FROM sample_file f WHERE f.no = 2;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 2;
SELECT 1 FROM (SELECT ref FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 2) LIMIT 1) WHERE intake(ref) IS NULL;

UPDATE setting SET value = (SELECT at FROM sample_file WHERE no = 3) WHERE name = 'clock_at';
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, sheet, year, synthetic)   -- nobody said whose it is: its rows do
SELECT 'WHGX-B-' || contents_code(file), 'demand', file, format, encoding, contents_code(file) || contents_code(no) || contents_code(at) || contents_code(unit), '报送', 2020, 1
  FROM sample_file WHERE no = 3;
INSERT INTO intake_demand (batch, row, ref, enterprise, unit, at, text, channel)
SELECT b.id, l.row, l.ref, l.enterprise, l.unit, l.day, l.text, l.channel FROM sample_line l JOIN sample_file f ON f.no = l.file JOIN intake_batch b ON b.file = f.file WHERE l.file = 3;
SELECT 1 FROM (SELECT ref FROM intake_batch WHERE file = (SELECT file FROM sample_file WHERE no = 3) LIMIT 1) WHERE intake(ref) IS NULL;

-- Progress that three units report, of their oldest open cases that the enterprise was spoken to about.
UPDATE setting SET value = '2020-02-25T13:45:00Z' WHERE name = 'clock_at';
CREATE TEMP TABLE sample_report (unit TEXT, no INTEGER, reason TEXT, PRIMARY KEY (unit, no));
INSERT INTO sample_report VALUES
  ('JTJ', 1, '已与途经地交通部门商定，26日起凭证放行'), ('JTJ', 2, '专车线路已排定，待企业确认人数'), ('JTJ', 3, '正与来源地县区核对返岗人员名单'),
  ('JXJ', 1, '已联系三家供应商，一家可供三成'), ('JXJ', 2, '原料已发运，预计27日到'), ('JXJ', 3, '列入第二批调拨'),
  ('RSJ', 1, '包车方案报审中'), ('RSJ', 2, '已组织两场网上招聘，到岗12人');
INSERT INTO intake_batch (ref, kind, file, format, encoding, digest, unit, year, synthetic)
SELECT 'WHGX-B-' || contents_code(unit || ' progress'), 'progress', '办理进度-' || unit || '-0225.csv', 'csv', 'UTF-8',
       contents_code(unit) || contents_code(unit || 1) || contents_code(unit || 2) || contents_code(unit || 3), unit, 2020, 1
  FROM sample_report GROUP BY unit ORDER BY unit;
INSERT INTO intake_progress (batch, row, ref, requirement, kind, unit, at, reason)
SELECT b.id, r.no + 1, 'WHGX-E-P-' || r.unit || '-' || r.no, c.ref, '进展', r.unit, '2月25日', r.reason
  FROM sample_report r JOIN intake_batch b ON b.unit = r.unit AND b.kind = 'progress'
  JOIN (SELECT ref, lead, row_number() OVER (PARTITION BY lead ORDER BY due = '', due, ref) AS no FROM requirement_head h
         WHERE state = 'open' AND phase = 'accepted'
           AND EXISTS (SELECT 1 FROM requirement_event e WHERE e.requirement = h.ref AND e.kind = 'contacted' AND NOT e.automatic)) c ON c.lead = r.unit AND c.no = r.no;
SELECT 1 FROM (SELECT ref FROM intake_batch WHERE kind = 'progress' ORDER BY id LIMIT 3) WHERE intake(ref) IS NULL;

-- The longest overdue are taken to the district, as the rule for it says, and a problem of many to the service team. (The timer's
-- next turn, escalate(), would take the others.)
UPDATE setting SET value = '2020-02-25T14:00:00Z' WHERE name = 'clock_at';
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at, synthetic)
SELECT d.requirement || '-E1', d.requirement, 'escalated', d.to_level, d.reason_zh || ' ' || d.reason_en, store_now(), 1
  FROM escalation_due d JOIN requirement_head h ON h.ref = d.requirement WHERE d.rule = 'overdue-2' ORDER BY h.due, d.requirement LIMIT 9;
INSERT INTO requirement_event (ref, requirement, kind, level, reason, actor, at, synthetic)
SELECT h.ref || '-E1', h.ref, 'escalated', 'service_team', '共性问题：多家企业的班车停运，专班统一协调', 'FGW', store_now(), 1
  FROM requirement_head h WHERE h.state = 'open' AND h.category = 'commuting' AND h.due > '2020-02-25T15:59:59Z' AND h.phase = 'accepted' ORDER BY h.ref LIMIT 3;

UPDATE setting SET value = '2020-02-25T15:59:59Z' WHERE name = 'clock_at';
