-- Takes service requests of the City of Baltimore (311) into a store, from the columns of its open-data file:
--   cd schema && sqlite3 -batch -bail ../city.db '.load ../build/fulfil' '.read store.sql' \
--     '.import --csv --schema temp ../baltimore311.csv staging' '.read mappings/baltimore311.sql' 'SELECT rollup();'
-- A later file of the same city goes into the same store by the same line without `.read store.sql`.
--
-- What becomes of a row:
--   ServiceRequestNum          the references: BALT-D-…, its disposition BALT-S-…, requirement BALT-R-…, events BALT-E-…-1 and -2
--   SRType and Address         the text; SRType is the category, too
--   Agency                     the responsible unit; the agency Call Center, which is 311, stands for who wrote requests down
--   Neighborhood               who asks (table enterprise): the file names nobody
--   CreatedDate                demand, valid, requirement, dispatched: all at once, the file knows no other day
--   DueDate                    the deadline; an empty one is none
--   CloseDate                  solved, whatever SRStatus says (duplicates and transferred ones too, on purpose)
-- The as-of is the latest of all CreatedDate, StatusDate and CloseDate: the file was made then. Periods are weeks: two days over
-- five years would be 934 of them; whoever wants them sets period_days after the mapping, before the first rollup().
-- The clock of the file is local, with summer time: what was entered as a bare day stands at 19:00 in winter and at 20:00
-- in summer, which is midnight UTC both times. The offsets of table utc_offset are those of the United States from 2007 on.
.bail on
.read mappings/clean.sql
CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY);
INSERT INTO temp.wanted VALUES ('ServiceRequestNum'), ('SRType'), ('MethodReceived'), ('CreatedDate'), ('SRStatus'), ('StatusDate'),
  ('DueDate'), ('CloseDate'), ('Agency'), ('Address'), ('Neighborhood'), ('DaysOpen');
CREATE TEMP VIEW line AS
SELECT rowid + 1 AS row, ServiceRequestNum || SRType || MethodReceived || CreatedDate || SRStatus || StatusDate || DueDate || CloseDate
       || Agency || Address || Neighborhood || DaysOpen AS text
  FROM temp.staging;
.read mappings/check_file.sql

-- Times, MM/DD/YYYY HH:MM:SS AM, as local ISO text; NULL where they cannot be read.
CREATE TEMP TABLE clock AS
SELECT row, name, value, iif(value GLOB '[01][0-9]/[0-3][0-9]/[12][0-9][0-9][0-9] [01][0-9]:[0-5][0-9]:[0-5][0-9] [AP]M'
                             AND substr(value, 12, 2) BETWEEN '01' AND '12' AND datetime(local, '+0 seconds') IS local, local, NULL) AS local
  FROM (SELECT row, name, value,
               substr(value, 7, 4) || '-' || substr(value, 1, 2) || '-' || substr(value, 4, 2) || ' '
               || printf('%02d', substr(value, 12, 2) % 12 + 12 * (substr(value, 21) = 'PM')) || substr(value, 14, 6) AS local
          FROM (SELECT rowid + 1 AS row, 'CreatedDate' AS name, CreatedDate AS value FROM temp.staging
                UNION ALL SELECT rowid + 1, 'StatusDate', StatusDate FROM temp.staging
                UNION ALL SELECT rowid + 1, 'DueDate', DueDate FROM temp.staging
                UNION ALL SELECT rowid + 1, 'CloseDate', CloseDate FROM temp.staging)
         WHERE value <> '');
CREATE UNIQUE INDEX temp.clock_row ON clock (row, name);

-- The city's local time: from the second Sunday of March, 2:00, to the first of November, 2:00, one hour ahead.
CREATE TEMP TABLE local_offset AS
WITH RECURSIVE year(y) AS (SELECT 2007 UNION ALL SELECT y + 1 FROM year WHERE y < 2037)
SELECT '0001-01-01T00:00:00Z' AS from_at, -300 AS minutes
UNION ALL SELECT date(y || '-03-08', 'weekday 0') || 'T07:00:00Z', -240 FROM year
UNION ALL SELECT date(y || '-11-01', 'weekday 0') || 'T06:00:00Z', -300 FROM year;
CREATE TEMP TABLE place AS
SELECT 'BALT' AS code, 'City of Baltimore' AS name, 'City of Baltimore' AS name_en, min(iif(name = 'CreatedDate', local, NULL)) AS first, max(local) AS last, '7' AS period_days
  FROM temp.clock WHERE name <> 'DueDate';
.read mappings/start.sql

-- Rows that make no record, with the reason.
CREATE TEMP TABLE fault (row INTEGER, name TEXT, value TEXT, reason TEXT, taken TEXT);
INSERT INTO temp.fault
SELECT rowid + 1, 'ServiceRequestNum', ServiceRequestNum, 'not 1 to 50 letters, digits, - or _', 'left out' FROM temp.staging
 WHERE ServiceRequestNum GLOB '*[^A-Za-z0-9_-]*' OR length(ServiceRequestNum) NOT BETWEEN 1 AND 50
UNION ALL
SELECT rowid + 1, 'ServiceRequestNum', ServiceRequestNum, 'repeats row ' || (first + 1), 'left out'
  FROM (SELECT rowid, ServiceRequestNum, min(rowid) OVER (PARTITION BY ServiceRequestNum) AS first FROM temp.staging) WHERE rowid > first
UNION ALL
SELECT rowid + 1, 'CreatedDate', CreatedDate, 'no time MM/DD/YYYY HH:MM:SS AM', 'left out' FROM temp.staging s
 WHERE NOT EXISTS (SELECT 1 FROM temp.clock c WHERE c.row = s.rowid + 1 AND c.name = 'CreatedDate' AND c.local IS NOT NULL)
UNION ALL
SELECT rowid + 1, 'Agency', Agency, 'no name that a code can be made of', 'left out' FROM temp.staging
 WHERE Agency NOT GLOB '*[A-Za-z0-9]*' OR length(Agency) <> length(CAST(Agency AS BLOB)) OR length(Agency) > 64;
CREATE TEMP TABLE row_left AS SELECT DISTINCT row FROM temp.fault;

CREATE TEMP TABLE way AS
SELECT 'Phone' AS method, 'phone' AS channel
UNION ALL VALUES ('API', 'app'), ('Internal', 'internal'), ('Mail', 'letter'), ('System', 'internal'), ('Other', 'other'), ('Email', 'mail'), ('Web', 'web');
CREATE TEMP TABLE taken AS
SELECT s.rowid + 1 AS row, s.ServiceRequestNum AS no, code_of(s.Agency) AS unit, s.Agency AS agency, s.SRType AS type,
       iif(s.SRType GLOB '[A-Za-z]*' AND length(s.SRType) = length(CAST(s.SRType AS BLOB)), lower(code_of(substr(s.SRType, 1, 64))), NULL) AS category,
       iif(s.Neighborhood GLOB '[A-Za-z0-9]*' AND length(s.Neighborhood) = length(CAST(s.Neighborhood AS BLOB)), code_of(substr(s.Neighborhood, 1, 64)), 'NOT-GIVEN') AS enterprise,
       s.Neighborhood AS neighborhood, s.SRType || iif(s.Address = '', '', ', ' || s.Address) AS text, ifnull(w.channel, 'other') AS channel,
       local_instant(c.local) AS created, local_instant(d.local) AS due, max(local_instant(z.local), local_instant(c.local)) AS closed
  FROM temp.staging s
  JOIN temp.clock c ON c.row = s.rowid + 1 AND c.name = 'CreatedDate'
  LEFT JOIN temp.clock d ON d.row = s.rowid + 1 AND d.name = 'DueDate'
  LEFT JOIN temp.clock z ON z.row = s.rowid + 1 AND z.name = 'CloseDate'
  LEFT JOIN temp.way w ON w.method = s.MethodReceived
 WHERE s.rowid + 1 NOT IN (SELECT row FROM temp.row_left);
SELECT refuse('no row can be taken in; of the first: ' || (SELECT name || ' ''' || value || ''', ' || reason FROM temp.fault ORDER BY row LIMIT 1))
 WHERE NOT EXISTS (SELECT 1 FROM temp.taken);

CREATE TEMP VIEW told AS
SELECT t.row, d.ref, 'SRType and Address' AS name, t.text AS value, d.text AS was FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'BALT-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'Neighborhood', t.enterprise, d.enterprise FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'BALT-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'MethodReceived', t.channel, d.channel FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'BALT-D-' || t.no
UNION ALL SELECT t.row, d.ref, 'CreatedDate', local_text(t.created), local_text(d.at) FROM temp.taken t CROSS JOIN main.demand d ON d.ref = 'BALT-D-' || t.no
UNION ALL SELECT t.row, r.ref, 'SRType', t.category, r.category FROM temp.taken t CROSS JOIN main.requirement r ON r.ref = 'BALT-R-' || t.no
UNION ALL SELECT t.row, e.ref, 'Agency', t.unit, e.unit FROM temp.taken t CROSS JOIN main.requirement_event e ON e.ref = 'BALT-E-' || t.no || '-1'
UNION ALL SELECT t.row, e.ref, 'DueDate', local_text(t.due), local_text(e.deadline) FROM temp.taken t CROSS JOIN main.requirement_event e ON e.ref = 'BALT-E-' || t.no || '-1'
UNION ALL SELECT t.row, e.ref, 'CloseDate', local_text(t.closed), local_text(e.at) FROM temp.taken t CROSS JOIN main.requirement_event e ON e.ref = 'BALT-E-' || t.no || '-2'
           WHERE t.closed IS NOT NULL;
.read mappings/check_told.sql

-- What is odd about the others, and what is made of it.
INSERT INTO temp.fault
SELECT row, name, value, 'no time MM/DD/YYYY HH:MM:SS AM',
       CASE name WHEN 'DueDate' THEN 'taken without a deadline' WHEN 'CloseDate' THEN 'taken as open' ELSE 'not used' END
  FROM temp.clock WHERE local IS NULL AND row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT row, name, value, 'the clock skips this time', 'taken as ' || local_text(local_instant(local)) FROM temp.clock
 WHERE local_text(local_instant(local)) <> substr(local, 1, 16) AND row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT d.row, d.name, d.value, 'before CreatedDate', iif(d.name = 'DueDate', 'taken as it is', 'taken as closed when it was created')
  FROM temp.clock d JOIN temp.clock c ON c.row = d.row AND c.name = 'CreatedDate'
 WHERE d.name IN ('DueDate', 'CloseDate') AND d.local < c.local AND d.row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT t.row, 'SRStatus', s.SRStatus, iif(t.closed IS NULL, 'without CloseDate', 'with CloseDate'), iif(t.closed IS NULL, 'taken as open', 'taken as solved')
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE (s.SRStatus LIKE 'Closed%') <> (t.closed IS NOT NULL)
UNION ALL
SELECT row, 'SRType', type, 'no name that a category can be made of', 'taken without category' FROM temp.taken WHERE category IS NULL
UNION ALL
SELECT row, 'Neighborhood', neighborhood, 'no name that a code can be made of', 'taken as not given'
  FROM temp.taken WHERE enterprise = 'NOT-GIVEN' AND neighborhood <> ''
UNION ALL
SELECT t.row, 'MethodReceived', s.MethodReceived, 'an unknown way', 'taken as other'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE s.MethodReceived NOT IN (SELECT method FROM temp.way)
UNION ALL
SELECT t.row, 'DaysOpen', s.DaysOpen, 'no number: are the columns of this row shifted?', 'not used'
  FROM temp.taken t JOIN temp.staging s ON s.rowid = t.row - 1 WHERE s.DaysOpen GLOB '*[^0-9]*'
UNION ALL
SELECT row, name, value, 'makes the same code as ' || first, 'taken as ' || first
  FROM (SELECT row, 'Agency' AS name, agency AS value, min(agency) OVER (PARTITION BY unit) AS first FROM temp.taken
        UNION ALL SELECT row, 'SRType', type, min(type) OVER (PARTITION BY category) FROM temp.taken WHERE category IS NOT NULL
        UNION ALL SELECT row, 'Neighborhood', neighborhood, min(neighborhood) OVER (PARTITION BY enterprise) FROM temp.taken WHERE enterprise <> 'NOT-GIVEN')
 WHERE value <> first;

INSERT INTO word (domain, code, zh, en) VALUES   -- what pages call those who ask and those who write it down
  ('label', 'enterprise', '街区', 'Neighbourhood'), ('label', 'enterprises', '街区', 'Neighbourhoods'), ('label', 'uscc', '代码', 'Code'),
  ('label', 'contact_unit', '受理单位', 'Received by'), ('label', 'contact-units', '受理单位', 'Receiving units'),
  ('label', 'enterprises-contacted', '有诉求的街区', 'Neighbourhoods that asked'), ('label', 'enterprises-with-valid', '有有效诉求的街区', 'With a valid request'),
  ('label', 'enterprises-valid-rate', '有有效诉求的占比', 'Share with a valid request')
ON CONFLICT DO NOTHING;
UPDATE word SET zh = '街区', en = 'Neighbourhood' WHERE domain = 'fact' AND code = 'enterprise' AND en <> 'Neighbourhood';
UPDATE word SET zh = '受理单位', en = 'Received by' WHERE domain = 'fact' AND code = 'contact_unit' AND en <> 'Received by';
UPDATE word SET zh = '代码', en = 'Code' WHERE domain = 'fact' AND code = 'uscc' AND en <> 'Code';
INSERT INTO unit (code, zone, name, name_en, contact, responsible)
SELECT unit, 'BALT', min(agency), min(agency), unit = 'CALL-CENTER', 1 FROM temp.taken GROUP BY unit ORDER BY unit
ON CONFLICT DO NOTHING;
INSERT INTO unit (code, zone, name, name_en, contact, responsible) VALUES ('CALL-CENTER', 'BALT', 'Call Center', 'Call Center', 1, 0)
ON CONFLICT DO NOTHING;
INSERT INTO category (code, name_zh, name_en)
SELECT category, min(type), min(type) FROM temp.taken WHERE category IS NOT NULL GROUP BY category ORDER BY category ON CONFLICT DO NOTHING;
INSERT INTO enterprise (uscc, name)
SELECT enterprise, iif(enterprise = 'NOT-GIVEN', 'not given · 未载明', min(neighborhood)) FROM temp.taken GROUP BY enterprise ORDER BY enterprise
ON CONFLICT DO NOTHING;

INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at)
SELECT 'BALT-D-' || no, enterprise, 'CALL-CENTER', text, channel, created, max(created, k.demand)
  FROM temp.taken, temp.known k ORDER BY created, no;
INSERT INTO disposition (ref, demand, kind, category, actor, method, at, recorded_at)
SELECT 'BALT-S-' || no, 'BALT-D-' || no, 'valid', category, 'CALL-CENTER', 'rules', created, max(created, k.disposition)
  FROM temp.taken, temp.known k ORDER BY created, no;
INSERT INTO requirement (ref, demand, category, at, recorded_at)
SELECT 'BALT-R-' || no, 'BALT-D-' || no, category, created, max(created, k.requirement)
  FROM temp.taken, temp.known k ORDER BY created, no;
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, actor, at, recorded_at)
SELECT 'BALT-E-' || no || '-' || step, 'BALT-R-' || no, kind, lead, due, actor, at, max(at, k.event)
  FROM (SELECT no, 1 AS step, 'dispatched' AS kind, unit AS lead, due, 'CALL-CENTER' AS actor, created AS at FROM temp.taken
        UNION ALL
        SELECT no, 2, 'solved', NULL, NULL, unit, closed FROM temp.taken WHERE closed IS NOT NULL), temp.known k
 ORDER BY at, no, step;
.read mappings/finish.sql
