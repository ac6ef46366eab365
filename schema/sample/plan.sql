-- The clock of office hours, and who asks for what in which order.

-- How many demands each day brings; 926 in all.
CREATE TEMP TABLE sample_day (day TEXT PRIMARY KEY, demands INTEGER);
INSERT INTO sample_day VALUES
  ('2020-02-10', 31), ('2020-02-11', 44), ('2020-02-12', 58), ('2020-02-13', 72), ('2020-02-14', 85), ('2020-02-15', 26),
  ('2020-02-16', 19), ('2020-02-17', 98), ('2020-02-18', 104), ('2020-02-19', 95), ('2020-02-20', 82), ('2020-02-21', 68),
  ('2020-02-22', 21), ('2020-02-23', 14), ('2020-02-24', 58), ('2020-02-25', 51);

-- Office seconds: seconds of office time since the first morning, so that a delay in them never ends at night. Days
-- off have two hours on duty; on the last evening everything is brought up to date.
CREATE TEMP TABLE sample_office AS
SELECT day, opens, seconds, overtime,
       sum(seconds) OVER (ORDER BY opens) - seconds AS w_from, sum(seconds) OVER (ORDER BY opens) AS w_to
  FROM (SELECT day, CAST(strftime('%s', day_start(day)) AS INTEGER) + column1 * 60 AS opens, column2 AS seconds,
               column3 AS overtime
          FROM sample_day, (VALUES (510, 12600, 0), (840, 12600, 0)) WHERE is_workday(day)
        UNION ALL
        SELECT day, CAST(strftime('%s', day_start(day)) AS INTEGER) + 540 * 60, 7200, 0 FROM sample_day
         WHERE NOT is_workday(day)
        UNION ALL
        SELECT '2020-02-25', CAST(strftime('%s', day_start('2020-02-25')) AS INTEGER) + 1110 * 60, 10800, 1);
CREATE UNIQUE INDEX temp.sample_office_from ON sample_office (w_from);

CREATE TEMP VIEW sample_limit AS         -- office seconds at the end of the last day's hours, and of its evening
SELECT (SELECT w_to FROM sample_office WHERE day = '2020-02-25' AND overtime = 0 ORDER BY w_to DESC LIMIT 1) AS regular,
       (SELECT max(w_to) FROM sample_office) AS last;

-- Asks: 763 that will be valid (1 to 763), spread over enterprises 1 to 245, most of them asking several times, and 163
-- others: 70 of enterprises 246 to 297, which have no valid one, and of the rest 61 repeated, 6 mistyped, 26 unfit.
CREATE TEMP TABLE sample_ask (
  s      INTEGER PRIMARY KEY,
  e      INTEGER NOT NULL,               -- 1..297 in the order of sample_contact
  kind   TEXT NOT NULL,
  target INTEGER,                        -- the valid ask that it repeats, or that takes its place
  phrase INTEGER,
  sort   INTEGER);                       -- the order in which they come

CREATE TEMP TABLE sample_contact AS      -- the enterprises that are asked: every so many of them all
WITH RECURSIVE contact (e) AS (VALUES (1) UNION ALL SELECT e + 1 FROM contact WHERE e < 297)
SELECT e, 1 + e * 379 % 1036 AS no FROM contact;
CREATE UNIQUE INDEX temp.sample_contact_e ON sample_contact (e);

CREATE TEMP TABLE sample_choice AS       -- phrases by the share of the dice that picks them
SELECT no, kind, sum(weight) OVER one - weight AS low, sum(weight) OVER one AS high,
       sum(weight) OVER (PARTITION BY kind) AS total
  FROM sample_phrase WINDOW one AS (PARTITION BY kind ORDER BY no);

-- Valid asks. One visit brings two; an enterprise takes steps through the phrases, so that it does not repeat itself.
INSERT INTO sample_ask (s, e, kind, phrase, sort)
SELECT n.s, n.e, 'valid', c.no, (v.c + (n.nth / 2) * 748392011) % 1000000 * 100 + n.nth
  FROM (SELECT s, e, row_number() OVER (PARTITION BY e ORDER BY s) - 1 AS nth
          FROM (SELECT i AS s, CASE WHEN i <= 245 THEN i ELSE 1 + 245 * (2 * u * u * u + 1000000 * u) / 3000000000 END AS e
                  FROM (SELECT i, a % 1000 AS u FROM sample_dice WHERE i <= 763))) n
  JOIN sample_dice v ON v.i = n.e
  JOIN sample_choice c ON c.kind = 'valid' AND (v.b + n.nth * 37) % c.total BETWEEN c.low AND c.high - 1;

-- The unfit: 34 out of scope, 27 incomplete, 35 consultations.
INSERT INTO sample_ask (s, e, kind, phrase, sort)
SELECT n.s, n.e, n.kind, c.no, d.c % 1000000 * 100
  FROM (SELECT 763 + o AS s,
               CASE WHEN o <= 52 THEN 245 + o WHEN o <= 70 THEN 246 + o * 23 % 52 ELSE 1 + o * 71 % 245 END AS e,
               CASE WHEN nth * 37 % 96 < 34 THEN 'out_of_scope' WHEN nth * 37 % 96 < 61 THEN 'incomplete'
                    ELSE 'consultation' END AS kind
          FROM (SELECT i AS o, row_number() OVER (ORDER BY i) AS nth
                  FROM sample_dice WHERE i <= 70 OR i BETWEEN 138 AND 163)) n
  JOIN sample_dice d ON d.i = n.s
  JOIN sample_choice c ON c.kind = n.kind AND d.b % c.total BETWEEN c.low AND c.high - 1;

-- Repeated: the same again, later.
INSERT INTO sample_ask (s, e, kind, target, phrase, sort)
SELECT 763 + d.i, a.e, 'duplicate', a.s, a.phrase, a.sort + (100000000 - a.sort) / 100 * (15 + d.a % 70)
  FROM sample_dice d JOIN sample_ask a ON a.s = d.i * 131 % 763 + 1 WHERE d.i BETWEEN 71 AND 131;

-- Mistyped: a sum with a nought too many, right before the one that takes its place.
INSERT INTO sample_ask (s, e, kind, target, phrase, sort)
SELECT 763 + 131 + row_number() OVER (ORDER BY d.e), a.e, 'superseded', a.s, a.phrase, a.sort - 1
  FROM sample_ask a JOIN sample_dice d ON d.i = a.s JOIN sample_phrase p ON p.no = a.phrase
 WHERE a.kind = 'valid' AND p.text LIKE '%{w}%' AND a.s NOT IN (SELECT target FROM sample_ask WHERE target IS NOT NULL)
 ORDER BY d.e LIMIT 6;
