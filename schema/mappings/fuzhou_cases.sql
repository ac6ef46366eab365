-- Takes what citizens wrote about the rivers of Fuzhou into a store, from a file with the columns
-- district, river, nature, channel, title, date, date_raw, content, reply, valid_replies (others may stand beside them):
--   cd schema && sqlite3 -batch -bail ../rivers.db '.load ../build/fulfil' '.read store.sql' \
--     '.import --csv --schema temp ../fuzhou_cases.csv staging' '.read mappings/fuzhou_cases.sql' 'SELECT rollup();'
--
-- What becomes of a row:
--   its number          the references FZ-D-00002 (the heading is row 1) and so on: the file has none of its own, so a file in
--                       another order is refused
--   district            the contact unit and the responsible one; code as in GB/T 2260      filter /demands?unit=350104
--   river               who asks (table enterprise), since the file names nobody, and its grid    filter /demands?enterprise=…
--   nature              the category                                                        filter /demands?category=complaint
--   title and content   the text
--   date_raw            the day, either m/d/yy or yyyy/m/d; column date, which should say the same, where it cannot be read
--   reply               an event `contacted`. The file does not tell when the reply was given, so it stands at the last day that the
--                       file speaks of, and says so; whether anything was solved the file does not tell either: all stay open
-- Every row is a valid demand. There are no deadlines. The as-of is the end of the last day. Periods are weeks.
.bail on
.read mappings/clean.sql
CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY);
INSERT INTO temp.wanted VALUES ('district'), ('river'), ('nature'), ('channel'), ('title'), ('date'), ('date_raw'), ('content'), ('reply'), ('valid_replies');
CREATE TEMP VIEW line AS
SELECT rowid + 1 AS row, district || river || nature || channel || title || date || date_raw || content || reply || valid_replies AS text FROM temp.staging;
.read mappings/check_file.sql

CREATE TEMP TABLE known_district AS
SELECT '鼓楼区' AS name, '350102' AS code, 'Gulou District' AS name_en
UNION ALL VALUES ('台江区', '350103', 'Taijiang District'), ('仓山区', '350104', 'Cangshan District'), ('马尾区', '350105', 'Mawei District'),
                 ('晋安区', '350111', 'Jin''an District'), ('长乐区', '350112', 'Changle District');
CREATE TEMP TABLE known_nature AS
SELECT '投诉' AS name, 'complaint' AS code, 'Complaint' AS name_en
UNION ALL VALUES ('咨询', 'inquiry', 'Inquiry'), ('建议', 'suggestion', 'Suggestion'), ('举报', 'tip-off', 'Tip-off'), ('求助', 'call-for-help', 'Call for help');
CREATE TEMP TABLE way AS
SELECT '网站' AS method, 'web' AS channel
UNION ALL VALUES ('电话', 'phone'), ('e福州app', 'app'), ('12345app', 'app'), ('微信', 'wechat'), ('qq', 'media'), ('微博', 'media'), ('短信', 'sms'), ('邮件', 'mail');

-- The day: what three numbers between two slashes say, else column date.
CREATE TEMP TABLE clock AS
SELECT row, raw, date AS said, iif(date(iso, '+0 days') IS iso AND NOT raw GLOB '*[^0-9/]*', iso, NULL) AS from_raw, iif(date(date, '+0 days') IS date, date, NULL) AS from_date
  FROM (SELECT row, raw, date,
               iif(length(a) = 4, printf('%04d-%02d-%02d', a, b, c), printf('20%02d-%02d-%02d', c, a, b)) AS iso
          FROM (SELECT row, raw, date, substr(raw, 1, i - 1) AS a, substr(rest, 1, instr(rest, '/') - 1) AS b, substr(rest, instr(rest, '/') + 1) AS c
                  FROM (SELECT rowid + 1 AS row, date_raw AS raw, date, instr(date_raw, '/') AS i, substr(date_raw, instr(date_raw, '/') + 1) AS rest
                          FROM temp.staging)));
CREATE UNIQUE INDEX temp.clock_row ON clock (row);
CREATE TEMP TABLE local_offset AS SELECT '1949-10-01T00:00:00Z' AS from_at, 480 AS minutes;
CREATE TEMP TABLE place AS
SELECT 'FZ' AS code, '福州内河' AS name, 'Rivers of Fuzhou' AS name_en, min(ifnull(from_raw, from_date)) AS first,
       max(ifnull(from_raw, from_date)) || ' 23:59:59' AS last, '7' AS period_days FROM temp.clock;
.read mappings/start.sql

-- Rows that make no record, with the reason.
CREATE TEMP TABLE fault (row INTEGER, name TEXT, value TEXT, reason TEXT, taken TEXT);
INSERT INTO temp.fault
SELECT rowid + 1, 'district', district, 'not a district of Fuzhou that this mapping knows', 'left out' FROM temp.staging
 WHERE district NOT IN (SELECT name FROM temp.known_district)
UNION ALL
SELECT rowid + 1, 'river', substr(river, 1, 40), 'no name of 1 to 16 characters', 'left out' FROM temp.staging
 WHERE length(trim(river)) NOT BETWEEN 1 AND 16 OR river NOT GLOB '*[^ -/:-@]*'
UNION ALL
SELECT rowid + 1, 'content', '', 'empty, and so is the title', 'left out' FROM temp.staging WHERE trim(title || content) = ''
UNION ALL
SELECT row, 'date_raw', raw, 'neither m/d/yy nor yyyy/m/d, and date no day', 'left out' FROM temp.clock WHERE from_raw IS NULL AND from_date IS NULL;
CREATE TEMP TABLE row_left AS SELECT DISTINCT row FROM temp.fault;

CREATE TEMP TABLE taken AS
SELECT c.row, printf('%05d', c.row) AS no, d.code AS unit, n.code AS category, trim(s.river) AS river, code_of(trim(s.river)) AS enterprise,
       s.title || iif(s.title = '' OR s.content = '', '', '：') || s.content AS text, ifnull(w.channel, 'other') AS channel, trim(s.reply) AS reply,
       local_instant(ifnull(c.from_raw, c.from_date) || ' 00:00') AS at
  FROM temp.staging s JOIN temp.clock c ON c.row = s.rowid + 1 JOIN temp.known_district d ON d.name = s.district
  LEFT JOIN temp.known_nature n ON n.name = s.nature LEFT JOIN temp.way w ON w.method = s.channel
 WHERE c.row NOT IN (SELECT row FROM temp.row_left);
SELECT refuse('no row can be taken in; of the first: ' || (SELECT name || ' ''' || value || ''', ' || reason FROM temp.fault ORDER BY row LIMIT 1))
 WHERE NOT EXISTS (SELECT 1 FROM temp.taken);

CREATE TEMP VIEW told AS
SELECT t.row, d.ref, 'title and content' AS name, t.text AS value, d.text AS was FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'FZ-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'river', t.enterprise, d.enterprise FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'FZ-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'district', t.unit, d.unit FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'FZ-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'channel', t.channel, d.channel FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'FZ-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'date_raw and date', local_date(t.at), local_date(d.at) FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'FZ-D-' || t.no
UNION ALL SELECT t.row, r.ref, 'nature', t.category, r.category FROM temp.taken t CROSS JOIN main.requirement r ON r.ref = 'FZ-R-' || t.no
UNION ALL SELECT t.row, e.ref, 'reply', t.reply, substr(e.reason, length('答复（文件未载日期，至迟为数据截止日）：') + 1)
            FROM temp.taken t CROSS JOIN main.requirement_event e ON e.ref = 'FZ-E-' || t.no || '-2' WHERE t.reply <> ''
UNION ALL SELECT t.row, e.ref, 'the last day of all rows', local_date((SELECT value FROM setting WHERE name = 'clock_at')), local_date(e.at)
            FROM temp.taken t CROSS JOIN main.requirement_event e ON e.ref = 'FZ-E-' || t.no || '-2' WHERE t.reply <> '';
.read mappings/check_told.sql

-- What is odd about the others, and what is made of it.
INSERT INTO temp.fault
SELECT row, 'date_raw', raw, 'neither m/d/yy nor yyyy/m/d', 'taken as date says, ' || from_date FROM temp.clock WHERE from_raw IS NULL AND from_date IS NOT NULL
   AND row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT row, 'date', said, 'not the day that date_raw says, ' || raw, 'taken as ' || from_raw FROM temp.clock WHERE from_raw <> said
   AND row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT t.row, 'nature', s.nature, 'a nature that this mapping does not know', 'taken without category'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE t.category IS NULL
UNION ALL
SELECT t.row, 'channel', s.channel, 'a channel that this mapping does not know', 'taken as other'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE s.channel NOT IN (SELECT method FROM temp.way)
UNION ALL
SELECT t.row, 'valid_replies', s.valid_replies, 'no number: is the row cut, are its columns shifted?', 'not used'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE s.valid_replies GLOB '*[^0-9]*' OR s.valid_replies = ''
UNION ALL
SELECT row, 'reply', '', 'empty', 'taken without an answer' FROM temp.taken WHERE reply = ''
UNION ALL
SELECT row, 'content', substr(text, 1, 20), 'repeats row ' || first, 'taken in again'
  FROM (SELECT row, text, min(row) OVER (PARTITION BY unit, enterprise, text, at) AS first FROM temp.taken) WHERE row > first;

INSERT INTO word (domain, code, zh, en) VALUES   -- what pages call those who ask and those who write it down
  ('label', 'enterprise', '河道', 'River'), ('label', 'enterprises', '河道', 'Rivers'), ('label', 'uscc', '代码', 'Code'), ('label', 'grid', '河道', 'River'),
  ('label', 'contact_unit', '区', 'District'), ('label', 'contact-units', '各区', 'Districts'),
  ('label', 'enterprises-contacted', '有诉求的河道', 'Rivers written about'), ('label', 'enterprises-with-valid', '有有效诉求的河道', 'With a valid case'),
  ('label', 'enterprises-valid-rate', '有有效诉求的占比', 'Share with a valid case')
ON CONFLICT DO NOTHING;
UPDATE word SET zh = '河道', en = 'River' WHERE domain = 'fact' AND code IN ('enterprise', 'grid') AND en <> 'River';
UPDATE word SET zh = '区', en = 'District' WHERE domain = 'fact' AND code = 'contact_unit' AND en <> 'District';
UPDATE word SET zh = '代码', en = 'Code' WHERE domain = 'fact' AND code = 'uscc' AND en <> 'Code';
INSERT INTO unit (code, zone, name, name_en, contact, responsible)
SELECT code, 'FZ', name, name_en, 1, 1 FROM temp.known_district WHERE code IN (SELECT unit FROM temp.taken) ORDER BY code ON CONFLICT DO NOTHING;
INSERT INTO category (code, name_zh, name_en)
SELECT code, name, name_en FROM temp.known_nature WHERE code IN (SELECT category FROM temp.taken) ORDER BY code ON CONFLICT DO NOTHING;
INSERT INTO grid (code, unit, name, name_en)
SELECT enterprise, min(unit), min(river), min(river) FROM temp.taken GROUP BY enterprise ORDER BY enterprise ON CONFLICT DO NOTHING;
INSERT INTO enterprise (uscc, name, grid)
SELECT enterprise, min(river), enterprise FROM temp.taken GROUP BY enterprise ORDER BY enterprise ON CONFLICT DO NOTHING;

INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at)
SELECT 'FZ-D-' || no, enterprise, unit, text, channel, at, max(at, k.demand) FROM temp.taken, temp.known k ORDER BY at, no;
INSERT INTO disposition (ref, demand, kind, category, actor, method, at, recorded_at)
SELECT 'FZ-S-' || no, 'FZ-D-' || no, 'valid', category, unit, 'rules', at, max(at, k.disposition) FROM temp.taken, temp.known k ORDER BY at, no;
INSERT INTO requirement (ref, demand, category, at, recorded_at)
SELECT 'FZ-R-' || no, 'FZ-D-' || no, category, at, max(at, k.requirement) FROM temp.taken, temp.known k ORDER BY at, no;
INSERT INTO requirement_event (ref, requirement, kind, unit, reason, actor, at, recorded_at)
SELECT 'FZ-E-' || no || '-' || step, 'FZ-R-' || no, kind, lead, reason, actor, at, max(at, k.event)
  FROM (SELECT no, 1 AS step, 'dispatched' AS kind, unit AS lead, NULL AS reason, unit AS actor, at FROM temp.taken
        UNION ALL
        SELECT no, 2, 'contacted', NULL, '答复（文件未载日期，至迟为数据截止日）：' || reply, unit, (SELECT value FROM setting WHERE name = 'clock_at')
          FROM temp.taken WHERE reply <> ''), temp.known k
 ORDER BY at, no, step;
.read mappings/finish.sql
