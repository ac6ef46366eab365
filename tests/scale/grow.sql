-- What a grown store begins with: the sample's zone, units and phrases, enterprises by number, an empty agenda.
BEGIN;
.read sample/zone.sql
UPDATE setting SET value = (SELECT date('2020-02-26', '-' || (2 * periods) || ' days') FROM grow), note = 'so many periods before the pin'
 WHERE name = 'period_anchor';
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';   -- a unit that it is not for has no section named
UPDATE grow SET first = CAST(strftime('%s', (SELECT day_start(value) FROM setting WHERE name = 'period_anchor')) AS INTEGER);
.read sample/phrases.sql
.read sample/desks.sql
.read sample/policies.sql

CREATE TEMP TABLE grow_enterprise AS     -- one for every 20 demands, 300 to 90,000
WITH RECURSIVE number (no) AS (
  VALUES (0) UNION ALL SELECT no + 1 FROM number, grow WHERE no + 1 < max(300, min(90000, demands / 20))),
body (no, code) AS (SELECT no, printf('MAY%05d', no) FROM number),
weighed (no, code, total) AS (           -- GB 11714; a digit's value is itself, M is 22, A 10, Y 34
  SELECT no, code, 22 * 3 + 10 * 7 + 34 * 9 + substr(code, 4, 1) * 10 + substr(code, 5, 1) * 5 + substr(code, 6, 1) * 8
                 + substr(code, 7, 1) * 4 + substr(code, 8, 1) * 2 FROM body),
organisation (no, code) AS (SELECT no, '91340203' || code || substr('0X987654321', 1 + total % 11, 1) FROM weighed)
SELECT o.no, o.code || uscc_check(o.code) AS uscc, g.code AS grid, g.unit
  FROM organisation o JOIN grid g ON g.code = printf('G%02d', 1 + o.no * 48271 % 2147483647 % 14);
CREATE UNIQUE INDEX temp.grow_enterprise_no ON grow_enterprise (no);

INSERT INTO enterprise (uscc, name, grid, industry, size, contact_name, phone, registered_on, synthetic)
SELECT uscc, printf('芜湖第%05d有限公司', no), grid, 'C3670', CASE no % 20 WHEN 0 THEN 'large' WHEN 1 THEN 'medium' ELSE 'small' END,
       '联系人', printf('0553-55%05d', no), date('2001-01-01', '+' || no % 6000 || ' days'), 1
  FROM grow_enterprise ORDER BY uscc;

CREATE TEMP TABLE grow_phrase AS         -- what a demand may say, and who answers it
SELECT row_number() OVER (ORDER BY p.no) - 1 AS no, p.category, p.text, k.unit, k.workdays, o.section, o.other
  FROM sample_phrase p JOIN category k ON k.code = p.category JOIN sample_desk o ON o.category = p.category
 WHERE p.kind = 'valid';
CREATE UNIQUE INDEX temp.grow_phrase_no ON grow_phrase (no);

UPDATE grow SET enterprises = (SELECT count(*) FROM grow_enterprise), phrases = (SELECT count(*) FROM grow_phrase);

-- What is still to happen, by period and moment. Steps 0 and 1 are decisions, 2 the requirement, from 3 on
-- events; from 20 on stages of the loan or subsidy that answers every fifth requirement.
CREATE TEMP TABLE grow_agenda (
  period INTEGER, at INTEGER, i INTEGER, step INTEGER, kind TEXT, phrase INTEGER, other INTEGER, PRIMARY KEY (period, at, i, step)
) WITHOUT ROWID;

CREATE TEMP TABLE grow_demand (          -- the demands of the period at hand, with their dice
  i INTEGER PRIMARY KEY, at INTEGER, x INTEGER, y INTEGER, z INTEGER, w INTEGER, kind TEXT, alike INTEGER);

CREATE TEMP VIEW grow_case AS            -- those that are valid: when they are found so, go to their unit, come to an end
SELECT i, alike, x, y, z, w, t, wrong, lead, lead + 130000 + (w % 1000) * (w % 1000) * (w % 1000) / 500 AS ends
  FROM (SELECT *, CASE WHEN wrong THEN t + 80000 ELSE t + 1200 END AS lead
          FROM (SELECT *, at + 14400 + z % 72000 + (w % 50 = 0) * 172800 AS t, x % 25 = 7 AS wrong
                  FROM grow_demand WHERE kind = 'valid'));
COMMIT;

CREATE TEMP TABLE grow_deadline AS       -- so many working days after a local day
WITH RECURSIVE day (no) AS (VALUES (0) UNION ALL SELECT no + 1 FROM day, grow WHERE no < 2 * periods),
length (workdays) AS (SELECT workdays FROM grow_phrase UNION SELECT 2 * workdays FROM grow_phrase)
SELECT no, workdays, day_end(workday_add(date(first + 28800 + no * 86400, 'unixepoch'), workdays)) AS at FROM day, length, grow;
CREATE UNIQUE INDEX temp.grow_deadline_no ON grow_deadline (no, workdays);
