-- Reporting periods of two days from 2020-02-10.
.mode list
SELECT 'no', period_no('2020-02-10'), period_no('2020-02-11'), period_no('2020-02-12'), period_no('2020-02-25'),
       period_no('2020-02-09'), period_no('2020-02-08'), period_no('2020-02-07');
SELECT 'bounds', period_start(1), period_end(1), period_start(8), period_end(8), period_start(0), period_end(0);
SELECT 'null', period_no(NULL) IS NULL, period_start(NULL) IS NULL, period_end(NULL) IS NULL;

SELECT no, start, "end" FROM periods('2020-02-11', '2020-02-16');
SELECT 'one', no, start, "end" FROM periods('2020-02-25', '2020-02-25');
SELECT 'backwards', count(*) FROM periods('2020-02-25', '2020-02-24');
SELECT 'null', count(*) FROM periods(NULL, '2020-02-24');
SELECT 'null', count(*) FROM periods('2020-02-24', NULL);
SELECT 'many', count(*), min(no), max(no) FROM periods('2018-01-01', '2026-12-31');
SELECT 'join', d, no FROM (SELECT '2020-02-12' AS d UNION ALL SELECT '2020-02-25') JOIN periods(d, d);
SELECT 'where', no FROM periods WHERE "from" = '2020-02-25' AND "to" = '2020-02-26';
SELECT 'rowid', group_concat(rowid || ':' || no) FROM periods('2020-02-10', '2020-02-14');

-- Other lengths, from the next statement on, and not after a roll-back.
BEGIN;
UPDATE setting SET value = '7' WHERE name = 'period_days';
SELECT 'weeks', period_no('2020-02-25'), period_start(3), period_end(3);
UPDATE setting SET value = '1' WHERE name = 'period_days';
SELECT 'days', period_no('2020-02-25'), period_start(16), period_end(16);
ROLLBACK;
SELECT 'back', period_no('2020-02-25');

-- What must fail.
SELECT period_no(2020-02-25);
SELECT period_no('2020-02-25T00:00:00Z');
SELECT period_start('8');
SELECT period_start(8.0);
SELECT period_start(9223372036854775807);
SELECT period_end(-9223372036854775808);
SELECT period_end(1457298);
SELECT * FROM periods;
SELECT * FROM periods('2020-02-10');
SELECT * FROM periods('2020-02-10', '2020-02-11', '2020-02-12');
SELECT * FROM periods('2020-02-10', 'x');
SELECT * FROM periods('yesterday', 'today');
CREATE VIRTUAL TABLE t USING periods;
INSERT INTO periods (no) VALUES (1);

-- In a join the statement runs again for every row, also after one that gave nothing.
SELECT value, count(no), min(no) FROM json_each('["2020-02-10", null, "2020-03-01", "2020-02-10"]') AS j
LEFT JOIN periods(j.value, '2020-03-20') GROUP BY j.id;
