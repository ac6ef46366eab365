-- Takes policy documents of Hebei Province into a store, from files with the columns 标题 (title), 时间 (day), 内容 (text), 来源网站 (site)
-- and 访问地址 (address); others may stand beside them. Several files go into one store, one after the other:
--   cd schema && sqlite3 -batch -bail ../policies.db '.load ../build/fulfil' '.read store.sql' \
--     '.import --csv --schema temp ../hebei_sme_policies.csv staging' '.read mappings/policies.sql' \
--     '.import --csv --schema temp ../hebei_science_policies.csv staging' '.read mappings/policies.sql'
--
-- What becomes of a row:
--   访问地址    the code, of host and last two folders: KJT-228109-315282; and the source
--   标题, 内容  title and text
--   时间        the day of issue: 2024-03-26, 2024/3/26, 2024.3.26 or 2024年3月26日
-- Clauses are the articles 第一条, 第二条 … of the text: each begins after a blank or a line end, and they count up from one without
-- a gap, so that an article that is only cited makes none. What a document numbers otherwise makes no clauses. Who leads a
-- clause the files do not say. The as-of is the end of the last day.
.bail on
.read mappings/clean.sql
CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY);
INSERT INTO temp.wanted VALUES ('标题'), ('时间'), ('内容'), ('来源网站'), ('访问地址');
CREATE TEMP VIEW line AS SELECT rowid + 1 AS row, 标题 || 时间 || 内容 || 来源网站 || 访问地址 AS text FROM temp.staging;
.read mappings/check_file.sql

-- The day, with any of - / . 年月日 between its numbers.
CREATE TEMP TABLE clock AS
SELECT row, value, iif(date(iso, '+0 days') IS iso AND value NOT GLOB '*[^-0-9/.年月日]*', iso, NULL) AS day
  FROM (SELECT row, value, printf('%04d-%02d-%02d', substr(plain, 1, 4), substr(rest, 1, instr(rest, '-') - 1), trim(substr(rest, instr(rest, '-') + 1), '-')) AS iso
          FROM (SELECT row, value, plain, substr(plain, 6) AS rest
                  FROM (SELECT rowid + 1 AS row, 时间 AS value, replace(replace(replace(replace(replace(trim(时间), '/', '-'), '.', '-'), '年', '-'), '月', '-'), '日', '') AS plain
                          FROM temp.staging)));
CREATE UNIQUE INDEX temp.clock_row ON clock (row);
CREATE TEMP TABLE local_offset AS SELECT '1949-10-01T00:00:00Z' AS from_at, 480 AS minutes;
CREATE TEMP TABLE place AS SELECT 'HEBEI' AS code, '河北省' AS name, 'Hebei Province' AS name_en, min(day) AS first, max(day) || ' 23:59:59' AS last, '28' AS period_days FROM temp.clock;
.read mappings/start.sql

-- The code, of the pieces of the address: host up to its first dot, the last two folders. NULL where it is no such address.
CREATE TEMP TABLE address AS
SELECT row, url, iif(length(name) <= 64 AND length(pieces) - length(replace(pieces, ',', '')) >= 3, code_of(name), NULL) AS code
  FROM (SELECT row, url, pieces, substr(host, 1, instr(host || '.', '.') - 1) || ' ' || json_extract(pieces, '$[#-3]') || ' ' || json_extract(pieces, '$[#-2]') AS name
          FROM (SELECT row, url, pieces, json_extract(pieces, '$[0]') AS host
                  FROM (SELECT rowid + 1 AS row, 访问地址 AS url,
                               iif(访问地址 GLOB 'http*://[A-Za-z0-9]*/?*' AND 访问地址 NOT GLOB '*[^!-~]*' AND 访问地址 NOT GLOB '*["\]*',
                                   '["' || replace(substr(访问地址, instr(访问地址, '://') + 3), '/', '","') || '"]', NULL) AS pieces
                          FROM temp.staging)));
CREATE UNIQUE INDEX temp.address_row ON address (row);

-- Rows that make no record, with the reason.
CREATE TEMP TABLE fault (row INTEGER, name TEXT, value TEXT, reason TEXT, taken TEXT);
INSERT INTO temp.fault
SELECT rowid + 1, '标题', 标题, 'the heading once more, as where two files were joined', 'left out' FROM temp.staging WHERE 标题 = '标题' AND 时间 = '时间'
UNION ALL
SELECT a.row, '访问地址', substr(a.url, 1, 80), 'no address with a host and two folders', 'left out' FROM temp.address a JOIN temp.staging s ON s.rowid = a.row - 1
 WHERE a.code IS NULL AND 标题 <> '标题'
UNION ALL
SELECT rowid + 1, '标题', '', 'empty', 'left out' FROM temp.staging WHERE trim(标题) = ''
UNION ALL
SELECT row, '访问地址', url, 'repeats row ' || first, 'left out'
  FROM (SELECT row, url, min(row) OVER (PARTITION BY code) AS first FROM temp.address WHERE code IS NOT NULL) WHERE row > first;
CREATE TEMP TABLE row_left AS SELECT DISTINCT row FROM temp.fault;

CREATE TEMP TABLE taken AS
SELECT a.row, a.code, trim(replace(replace(s.标题, char(10), ' '), char(13), '')) AS title, c.day, a.url,
       trim(s.内容, ' ' || char(9, 10, 13, 160, 12288)) AS text
  FROM temp.staging s JOIN temp.address a ON a.row = s.rowid + 1 JOIN temp.clock c ON c.row = a.row
 WHERE a.row NOT IN (SELECT row FROM temp.row_left);
SELECT refuse('no row can be taken in; of the first: ' || (SELECT name || ' ''' || value || ''', ' || reason FROM temp.fault ORDER BY row LIMIT 1))
 WHERE NOT EXISTS (SELECT 1 FROM temp.taken);

-- What is odd about the others, and what is made of it.
INSERT INTO temp.fault
SELECT c.row, '时间', c.value, 'no day', 'taken without a day' FROM temp.clock c WHERE c.day IS NULL AND c.row NOT IN (SELECT row FROM temp.row_left)
UNION ALL
SELECT row, '内容', '', 'empty', 'taken without a text' FROM temp.taken WHERE text = ''
UNION ALL
SELECT row, '标题', title, 'title and text are those of row ' || first, 'taken in again, its address is another'
  FROM (SELECT row, title, min(row) OVER (PARTITION BY title, text) AS first FROM temp.taken) WHERE row > first;

-- Articles: 第一条, then after it 第二条, and so on. Blanks and line ends of every kind count alike.
CREATE TEMP TABLE numeral AS             -- 1 to 299 as articles are numbered
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
SELECT i AS no,
       CASE i / 100 WHEN 0 THEN '' WHEN 1 THEN '一百' ELSE '二百' END
       || CASE WHEN i % 100 = 0 THEN '' WHEN i > 100 AND i % 100 < 10 THEN '零' WHEN i % 100 < 10 THEN ''
               WHEN i < 20 THEN '十' ELSE substr('一二三四五六七八九', i % 100 / 10, 1) || '十' END
       || CASE i % 10 WHEN 0 THEN '' ELSE substr('一二三四五六七八九', i % 10, 1) END AS zh
  FROM n;
CREATE UNIQUE INDEX temp.numeral_no ON numeral (no);
CREATE TEMP TABLE article AS
WITH RECURSIVE plain(code, text) AS (
  SELECT code, char(12288) || replace(replace(replace(replace(replace(replace(replace(text, char(13), ''), char(10), char(12288)), char(9), char(12288)),
           char(160), char(12288)), char(8194), char(12288)), char(8195), char(12288)), ' ', char(12288))
    FROM temp.taken),
found(code, no, at, rest) AS (           -- at: where the article begins in what follows the one before; rest: from its number on
  SELECT code, 0, 0, text FROM plain
  UNION ALL
  SELECT f.code, n.no, instr(f.rest, char(12288) || '第' || n.zh || '条'), substr(f.rest, instr(f.rest, char(12288) || '第' || n.zh || '条') + 1)
    FROM found f JOIN temp.numeral n ON n.no = f.no + 1
   WHERE instr(f.rest, char(12288) || '第' || n.zh || '条') > 0)
SELECT a.code, a.no, '第' || n.zh || '条' AS title,
       trim(iif(b.no IS NULL, a.rest, substr(a.rest, 1, b.at - 1)), char(12288)) AS text
  FROM found a JOIN temp.numeral n ON n.no = a.no LEFT JOIN found b ON b.code = a.code AND b.no = a.no + 1
 WHERE a.no > 0;

INSERT INTO policy (code, zone, title, title_en, level, issued_on, source, text)
SELECT code, 'HEBEI', title, title, 'province', day, url, nullif(text, '') FROM temp.taken ORDER BY code ON CONFLICT DO NOTHING;
INSERT INTO clause (code, policy, no, title, title_en, text)
SELECT code || '-' || no, code, CAST(no AS TEXT), title, 'Article ' || no, text FROM temp.article ORDER BY code, no ON CONFLICT DO NOTHING;
.read mappings/finish.sql
SELECT count(*) || ' policies, ' || (SELECT count(*) FROM clause) || ' articles of ' || (SELECT count(DISTINCT policy) FROM clause) || ' of them' AS "the store"
  FROM policy;
