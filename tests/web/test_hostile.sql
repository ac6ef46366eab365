-- Hostile texts in every place that an analyst's statement can reach, or, with mode 'tame', harmless ones in the very
-- same places: the pages of the two stores must differ in their words only.
--   sqlite3 STORE '.load build/fulfil' "CREATE TEMP TABLE mode AS SELECT 'hostile' AS mode" '.read tests/web/test_hostile.sql'
.bail on

CREATE TEMP TABLE raw (n INTEGER PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO raw (text) VALUES
  ('<script>alert(1)</script>'), ('"><img src=x onerror=alert(1)>'), (''' onmouseover=''alert(1)'' x='''), ('javascript:alert(1)'),
  ('data:text/html,<script>alert(1)</script>'), ('//evil.example/?a=b&c=d#e'), ('</title></textarea></style><svg onload=alert(1)>'),
  ('<a href="javascript:alert(1)">x</a><iframe srcdoc="<b>">'), ('<b>bold</b><br/><p><table><tr><td>'), (']]>'), ('<![CDATA[x]]>]]&gt;'),
  ('<!--'), ('--><b>-- ->'), ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'), ('&#0;&#1;&#x202e;&lt;b&gt;&amp;amp;&nope;&'),
  ('{//@*}{$say}{{7*7}}${7*7}<%= 7*7 %>#{7}'), ('%s%n%x%00%3Cscript%3E%u003c'), ('\u003cscript\u003e\x3c\"\\'), ('''); DROP TABLE demand; --'),
  (char(1)), ('a' || char(1, 2, 7, 8, 11, 12, 14, 27, 31) || 'z'), ('a' || char(127, 128, 133, 155, 159) || 'z'),
  ('a' || char(0xfffe, 0xffff, 0xfdd0, 0x1fffe, 0x10ffff) || 'z'),
  ('abc' || char(0x202e) || 'cba' || char(0x202c)), (char(0x202a, 0x202b, 0x202d, 0x202e) || 'x'), ('a' || char(0x2066) || 'b' || char(0x2067, 0x2068) || 'c'),
  (char(0x2069, 0x2069, 0x202c) || 'x'), ('x' || char(0x200e, 0x200f, 0x061c) || 'y'), ('שלום עולם'), ('مرحبا بالعالم 123'), ('a' || char(0x200b, 0x200c, 0x200d, 0x2060, 0xfeff) || 'b'),
  (char(0xfeff) || 'mark'), (char(0x200b)), (char(0x3000, 0xa0)), ('a' || char(0x2028, 0x2029) || 'b'), ('a' || char(0xe000, 0xe0001, 0xe0041, 0xf0000) || 'b'),
  ('Z' || char(0x300, 0x301, 0x302, 0x303, 0x488, 0x489, 0x1ab0, 0x20dd)), ('👩‍👩‍👧‍👦🏳️‍🌈🇨🇳👍🏽' || char(0x1f600)), ('𠮷野家𪚥'),
  ('=cmd|''/c calc''!A0'), ('+1+cmd|x'), ('-1+cmd|x'), ('@SUM(A1:A2)'), (char(9) || '=1+1'), (char(13) || '=1+1'), (char(10) || '=1+1'), (' =1+1'),
  ('＝1+1'), ('＋1+1'), ('－1+1'), ('＠x'), (char(0x2212) || '1+1'), ('"=1+1"'), (char(0x202e) || '=1+1'), (char(0xfeff) || '=1+1'),
  ('+1'), ('-1.5'), ('+86 553 5550101'), ('a","b"' || char(13, 10) || '"c;d'), ('"'), (''''), (','), (char(13)), (char(13, 10)), ('a' || char(13) || 'b' || char(10) || 'c' || char(9) || 'd'),
  (char(10)), (' '), ('  a   b  '), ('NaN'), ('-'), ('0'), ('../../etc/passwd'), ('a b?c=d&lang=en#x'),
  (replace(printf('%05000d', 0), '0', 'W')), (replace(printf('%05000d', 0), '0', '字')), (replace(printf('%02000d', 0), '0', 'a' || char(10)));
-- Broken UTF-8 and NUL: surrogates alone and in pairs, bytes that never occur, overlong forms, beyond Unicode, cut short.
CREATE TEMP TABLE broken (n INTEGER PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO broken SELECT (SELECT max(n) FROM raw) + row_number() OVER (), column1 FROM (VALUES
  (CAST(x'61eda0807a' AS TEXT)), (CAST(x'61eda080edb8807a' AS TEXT)), (CAST(x'fffec328' AS TEXT)), (CAST(x'61c0bc73c0af7a' AS TEXT)),
  (CAST(x'61e080bcf08080bc7a' AS TEXT)), (CAST(x'61f4908080f888808080fc84808080807a' AS TEXT)), (CAST(x'618080bfbf3c7a' AS TEXT)),
  (CAST(x'e58fa3e7bd' AS TEXT)), (CAST(x'61f0' AS TEXT)), ('a' || char(0) || '<b>z'), (CAST(x'00' AS TEXT)), (char(0) || '=1+1'));
INSERT INTO raw SELECT * FROM broken;
-- The long ones come last, because they would make every list long if a unit bore them as its name.
INSERT INTO raw (text) VALUES
  (replace(printf('%01000000d', 0), '0', 'x')), (replace(printf('%01000000d', 0), '0', '<')), (replace(printf('%01000000d', 0), '0', CAST(x'ff' AS TEXT))),
  ('a' || replace(printf('%0333333d', 0), '0', '字'));

-- What is written: the hostile text, or a harmless one as empty and as long as tells nothing.
CREATE TEMP VIEW bad AS SELECT n, iif((SELECT mode FROM mode) = 'hostile', text, 'tame ' || n) AS text FROM raw;
CREATE TEMP TABLE size AS SELECT count(*) AS n, max(n) FILTER (WHERE length(CAST(text AS BLOB)) < 300000) AS short FROM raw;
CREATE TEMP TABLE turn AS SELECT n, text, row_number() OVER (ORDER BY n) - 1 AS i FROM bad;
CREATE UNIQUE INDEX temp.turn_i ON turn (i);
CREATE TEMP TABLE kind AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS i FROM category;
-- An instant within the last closed period: late records, so that the rollup is closed again.
CREATE TEMP TABLE moment_at AS SELECT '2020-02-25T08:00:00Z' AS at;

BEGIN;
-- Words of the store.
UPDATE zone SET name = (SELECT text FROM turn WHERE i = 1), name_en = (SELECT text FROM turn WHERE i = 2);
UPDATE unit SET (name, name_en, phone_name, phone) = (SELECT a.text, b.text, c.text, d.text
  FROM (SELECT count(*) AS k FROM unit u WHERE u.code < unit.code) o, size z
  JOIN turn a ON a.i = (7 * o.k) % z.short JOIN turn b ON b.i = (7 * o.k + 1) % z.short JOIN turn c ON c.i = (7 * o.k + 3) % z.short JOIN turn d ON d.i = (7 * o.k + 5) % z.short);
UPDATE section SET (name, name_en) = (SELECT a.text, b.text FROM (SELECT count(*) AS k FROM section s WHERE s.code < section.code) o, size z
  JOIN turn a ON a.i = (3 * o.k) % z.short JOIN turn b ON b.i = (3 * o.k + 1) % z.short);
UPDATE grid SET (name, name_en) = (SELECT a.text, b.text FROM (SELECT count(*) AS k FROM grid g WHERE g.code < grid.code) o, size z
  JOIN turn a ON a.i = (5 * o.k + 2) % z.short JOIN turn b ON b.i = (5 * o.k + 4) % z.short);
UPDATE category SET (name_zh, name_en) = (SELECT a.text, b.text FROM (SELECT count(*) AS k FROM category c WHERE c.code < category.code) o, size z
  JOIN turn a ON a.i = (5 * o.k) % z.short JOIN turn b ON b.i = (5 * o.k + 3) % z.short);
UPDATE word SET (zh, en) = (SELECT a.text, b.text FROM (SELECT count(*) AS k FROM word w WHERE (w.domain, w.code) < (word.domain, word.code)) o, size z
  JOIN turn a ON a.i = (3 * o.k) % z.short JOIN turn b ON b.i = (3 * o.k + 1) % z.short);
UPDATE setting SET note = (SELECT text FROM turn WHERE i = 0);
UPDATE calendar_version SET title = (SELECT text FROM turn WHERE i = 1), source = (SELECT text FROM turn WHERE i = 2);
UPDATE calendar_day SET name = (SELECT text FROM turn WHERE i = 3);
INSERT OR IGNORE INTO section (code, unit, name, name_en) SELECT text, 'JXJ', text, text FROM turn;
INSERT INTO grid (code, unit, name, name_en) SELECT printf('HG%03d', i), 'RSJ', text, text FROM turn;
INSERT OR IGNORE INTO category_term (category, term, weight)
SELECT 'supplies', text, 1 FROM turn WHERE length(text) BETWEEN 1 AND 64 AND n NOT IN (SELECT n FROM broken);
INSERT INTO unit (code, zone, name, name_en, phone_name, phone) SELECT 'LONG', (SELECT code FROM zone), text, text, text, text FROM turn, size WHERE i = size.short;
INSERT INTO category (code, name_zh, name_en) SELECT 'long', text, text FROM turn, size WHERE i = size.short + 1;

-- Each text in a case of its own, in as many of its places as there are.
INSERT INTO enterprise (uscc, name, grid, industry, size, contact_name, phone)
SELECT printf('91340299MAH%07d', t.i), t.text, printf('HG%03d', b.i), c.text, 'small', d.text, e.text
  FROM turn t, size z JOIN turn b ON b.i = (t.i + 1) % z.n JOIN turn c ON c.i = (t.i + 2) % z.n JOIN turn d ON d.i = (t.i + 3) % z.n JOIN turn e ON e.i = (t.i + 4) % z.n;
INSERT INTO demand (ref, enterprise, unit, text, channel, at)
SELECT printf('WHGX-D-H%04d', i), printf('91340299MAH%07d', i), 'RSJ', text, 'web', at FROM turn, moment_at ORDER BY i;
INSERT INTO demand (ref, enterprise, unit, text, at)
SELECT printf('WHGX-D-R%04d', i), printf('91340299MAH%07d', i), 'RSJ', text, at FROM turn, moment_at WHERE i % 3 = 0 ORDER BY i;
INSERT INTO disposition (ref, demand, kind, category, reason, actor, version, at)
SELECT printf('WHGX-X-H%04d', t.i), printf('WHGX-D-H%04d', t.i), 'valid', (SELECT code FROM kind WHERE kind.i = t.i % 7), b.text, 'FGW', c.text, at
  FROM turn t, size z, moment_at JOIN turn b ON b.i = (t.i + 5) % z.n JOIN turn c ON c.i = (t.i + 6) % z.n ORDER BY t.i;
INSERT INTO disposition (ref, demand, kind, reason, of_demand, actor, at)
SELECT printf('WHGX-X-R%04d', i), printf('WHGX-D-R%04d', i), 'duplicate', text, printf('WHGX-D-H%04d', i), 'FGW', at FROM turn, moment_at WHERE i % 3 = 0 ORDER BY i;
INSERT INTO requirement (ref, demand, category, at)
SELECT printf('WHGX-R-H%04d', i), printf('WHGX-D-H%04d', i), 'supplies', at FROM turn, moment_at ORDER BY i;
INSERT INTO requirement_member (requirement, unit) SELECT printf('WHGX-R-H%04d', i), 'SWW' FROM turn;
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';
-- Dispatched with a deadline that has passed long ago: the overview begins with them.
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, reason, actor, at)
SELECT printf('WHGX-E-A%04d', t.i), printf('WHGX-R-H%04d', t.i), 'dispatched', 'JXJ', (SELECT code FROM section WHERE code = t.text), '2020-01-01T00:00:00Z', b.text, 'FGW', at
  FROM turn t, size z, moment_at JOIN turn b ON b.i = (t.i + 7) % z.n ORDER BY t.i;
INSERT INTO requirement_event (ref, requirement, kind, reason, actor, at)
SELECT printf('WHGX-E-B%04d', i), printf('WHGX-R-H%04d', i), 'contacted', text, 'JXJ', at FROM turn, moment_at ORDER BY i;
INSERT INTO requirement_event (ref, requirement, kind, reason, actor, at)
SELECT printf('WHGX-E-C%04d', i), printf('WHGX-R-H%04d', i), iif(i % 2, 'solved', 'returned'), text, 'JXJ', at FROM turn, moment_at WHERE i % 5 = 4 ORDER BY i;
INSERT INTO requirement_event (ref, requirement, kind, reason, actor, reverses, at)
SELECT printf('WHGX-E-D%04d', i), printf('WHGX-R-H%04d', i), 'reversed', text, 'JXJ', printf('WHGX-E-C%04d', i), at FROM turn, moment_at WHERE i % 10 = 4 ORDER BY i;

-- Policies, banks, loans and subsidies of words like these.
INSERT INTO policy (code, zone, title, title_en, level, issuer, issued_on, source, text)
SELECT 'HOSTILE', (SELECT code FROM zone), a.text, b.text, 'city', c.text, '2020-02-20', d.text, e.text
  FROM size z JOIN turn a ON a.i = 3 % z.short JOIN turn b ON b.i = 4 % z.short JOIN turn c ON c.i = 5 % z.short JOIN turn d ON d.i = 6 % z.short JOIN turn e ON e.i = z.n - 1;
INSERT INTO clause (code, policy, no, title, title_en, aspect, text)
SELECT printf('HOSTILE-%03d', t.i), 'HOSTILE', printf('%03d', t.i), t.text, b.text, c.text, t.text
  FROM turn t, size z JOIN turn b ON b.i = (t.i + 1) % z.n JOIN turn c ON c.i = (t.i + 2) % z.n WHERE t.i < z.short;
INSERT INTO clause_unit (clause, unit, role) SELECT printf('HOSTILE-%03d', i), 'SWW', 'lead' FROM turn, size WHERE i < size.short;
INSERT INTO clause_unit (clause, unit, role) SELECT printf('HOSTILE-%03d', i), 'JXJ', 'member' FROM turn, size WHERE i < size.short;
INSERT INTO clause_category (clause, category) SELECT printf('HOSTILE-%03d', i), 'supplies' FROM turn, size WHERE i < size.short AND i % 2;
INSERT INTO measure (code, clause, name_zh, name_en) SELECT printf('M-%03d', i), printf('HOSTILE-%03d', i), text, text FROM turn, size WHERE i < size.short;
INSERT INTO bank (code, name, name_en) SELECT printf('BANK-%03d', t.i), t.text, b.text FROM turn t, size z JOIN turn b ON b.i = (t.i + 3) % z.n WHERE t.i < z.short;
INSERT INTO target (code, figure, axis, scope, value, due_on, source, note) SELECT 'T-HOSTILE', 'subsidies-paid', 'policy', 'HOSTILE', 100, '2020-03-31', a.text, b.text FROM turn a, turn b WHERE a.i = 8 AND b.i = 9;
UPDATE figure_window SET (name, name_en) = (SELECT a.text, b.text FROM turn a, turn b WHERE a.i = 10 AND b.i = 11);
INSERT INTO funding (ref, kind, enterprise, unit, clause, bank, at, source)
SELECT printf('WHGX-F-H%04d', t.i), iif(t.i % 2, 'loan', 'subsidy'), printf('91340299MAH%07d', t.i), 'JXJ',
       printf('HOSTILE-%03d', t.i % z.short), iif(t.i % 2, printf('BANK-%03d', t.i % z.short), NULL), at, t.text FROM turn t, size z, moment_at ORDER BY t.i;
INSERT INTO funding_event (ref, funding, stage, amount_fen, reason, actor, at)
SELECT printf('WHGX-G-A%04d', i), printf('WHGX-F-H%04d', i), iif(i % 2, 'approved', 'paid'), 100 + i, text, 'JXJ', at FROM turn, moment_at ORDER BY i;
INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, actor, at)
SELECT printf('WHGX-G-B%04d', i), printf('WHGX-F-H%04d', i), iif(i % 2, 'approved', 'paid'), 7, printf('WHGX-G-A%04d', i), 'x' || text, 'JXJ', at FROM turn, moment_at WHERE i % 3 = 0 ORDER BY i;

-- Files with names, sheets and cells like these, one of them handed in again in others' place.
INSERT INTO intake_batch (ref, kind, file, format, encoding, sheet, unit, corrects)
SELECT printf('WHGX-B-H%04d', t.i), 'demand', t.text, 'xlsx', 'UTF-8', b.text, 'JXJ', iif(t.i > 0 AND t.i % 7 = 0, printf('WHGX-B-H%04d', t.i - 1), NULL)
  FROM turn t, size z JOIN turn b ON b.i = (t.i + 1) % z.n ORDER BY t.i;
INSERT INTO intake_unread (batch, row, place, value, fault)
SELECT b.id, 3, 1, substr(t.text, 1, 200), 'bytes' FROM turn t JOIN intake_batch b ON b.ref = printf('WHGX-B-H%04d', t.i);
INSERT INTO intake_fault (batch, row, name, code, value, detail)
SELECT b.id, 2, 'text', 'enterprise_unknown', substr(t.text, 1, 200), t.text FROM turn t JOIN intake_batch b ON b.ref = printf('WHGX-B-H%04d', t.i)
UNION ALL
SELECT b.id, 2, '', 'refused', NULL, t.text FROM turn t JOIN intake_batch b ON b.ref = printf('WHGX-B-H%04d', t.i);
INSERT INTO intake_result (batch, no, list, taken, rows, good, fresh, faulty, faults, checked_at)
SELECT id, 1, 1, 1, 2, 0, 0, 2, 3, recorded_at FROM intake_batch WHERE ref GLOB 'WHGX-B-H*';

-- Totals that somebody reported.
INSERT INTO reported_figure (ref, figure, value, unit, qualifier, source, reported_on, note)
SELECT 'WHGX-F-H' || k, f, v, u, q, (SELECT text FROM turn WHERE i = k), '2020-02-25', (SELECT text FROM turn WHERE i = k + 1)
  FROM (SELECT 0 AS k, 'loans-applied' AS f, 9223372036854775807 AS v, 'fen' AS u, '~' AS q UNION ALL SELECT 1, 'loans-approved', -1, 'fen', '=' UNION ALL SELECT 6, 'loans-disbursed', 0, 'count', '≥'
        UNION ALL SELECT 34, 'subsidies-paid', 123456789, 'fen', '≤' UNION ALL SELECT 35, 'enterprises-registered', 2000, 'count', '≥');
COMMIT;
SELECT rollup();
