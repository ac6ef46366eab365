-- Working days. acceptance.md, "Working days": by the amended calendar and by the first one.
.mode list
SELECT '2020-01-23 + 2', workday_add('2020-01-23', 2), workday_add('2020-01-23', 2, '2020-01-26');
SELECT '2020-01-17 + 2', workday_add('2020-01-17', 2), workday_add('2020-01-17', 2, '2020-01-26');
SELECT '2020-04-24 + 2', workday_add('2020-04-24', 2);
SELECT '2020-04-30 + 3', workday_add('2020-04-30', 3);
SELECT '2020-02-25 + 2', workday_add('2020-02-25', 2), workday_add('2020-02-25', 2, '2020-01-26');
SELECT 'to 31 March', workdays_between('2020-02-25', '2020-03-31');

-- On the day of the amendment it counts.
SELECT 'announced', workday_add('2020-01-23', 2, '2020-01-27'), workday_add('2020-01-23', 2, '2019-11-21'),
       workday_add('2020-01-23', 2, '2019-11-20');
SELECT 'labour day 2019', is_workday('2019-05-02'), is_workday('2019-05-02', '2019-03-21'),
       is_workday('2019-05-02', '2019-03-22'), is_workday('2019-04-28', '2019-03-21'), is_workday('2019-05-05');

-- Yearly counts, by counting days and by one difference.
WITH RECURSIVE day(d) AS (SELECT '2018-01-01' UNION ALL SELECT date(d, '+1 day') FROM day WHERE d < '2026-12-31')
SELECT substr(d, 1, 4), sum(is_workday(d)), workdays_between(date(min(d), '-1 day'), max(d)) FROM day GROUP BY 1;

-- Which days the calendar changes, as one checksum a year: dates of worked weekends, then of weekdays off.
WITH RECURSIVE day(d) AS (SELECT '2018-01-01' UNION ALL SELECT date(d, '+1 day') FROM day WHERE d < '2026-12-31')
SELECT substr(d, 1, 4),
       group_concat(substr(d, 6), ' ') FILTER (WHERE is_workday(d) AND strftime('%w', d) IN ('0', '6')),
       group_concat(substr(d, 6), ' ') FILTER (WHERE NOT is_workday(d) AND strftime('%w', d) NOT IN ('0', '6'))
  FROM day GROUP BY 1;

-- n = 0 gives the day itself; negative n goes back; the first day does not count.
SELECT 'n', workday_add('2020-02-25', 0), workday_add('2020-02-22', 0), workday_add('2020-02-22', 1),
       workday_add('2020-02-22', -1), workday_add('2020-02-24', -1), workday_add('2020-02-04', -2);
SELECT 'between', workdays_between('2020-02-21', '2020-02-24'), workdays_between('2020-02-24', '2020-02-21'),
       workdays_between('2020-02-22', '2020-02-23'), workdays_between('2020-02-25', '2020-02-25'),
       workdays_between('2020-01-23', '2020-02-03', '2020-01-26'), workdays_between('2020-01-23', '2020-02-03');

-- Beyond the published years Monday to Friday.
SELECT 'published', calendar_published('2017-12-31'), calendar_published('2018-01-01'),
       calendar_published('2026-12-31'), calendar_published('2027-01-01');
SELECT 'beyond', is_workday('2027-01-01'), is_workday('2027-01-02'), is_workday('2017-01-02'),
       workday_add('0001-01-01', 1), workday_add('9999-12-30', 1), workday_add('2020-02-25', 2000000);

SELECT 'null', is_workday(NULL) IS NULL, is_workday('2020-02-25', NULL) IS NULL, workday_add(NULL, 2) IS NULL,
       workday_add('2020-02-25', NULL) IS NULL, workday_add('2020-02-25', 2, NULL) IS NULL,
       workdays_between(NULL, '2020-02-25') IS NULL, workdays_between('2020-02-25', NULL) IS NULL,
       calendar_published(NULL) IS NULL;

-- A changed calendar counts from the next statement on, and not after a roll-back.
BEGIN;
INSERT INTO calendar_version (year, announced, title) VALUES (2020, '2020-02-20', 'one more holiday');
INSERT INTO calendar_day (year, announced, day, workday, name) VALUES (2020, '2020-02-20', '2020-02-26', 0, 'x');
SELECT 'changed', workday_add('2020-02-25', 1), workday_add('2020-02-25', 1, '2020-02-19');
ROLLBACK;
SELECT 'back', workday_add('2020-02-25', 1);

-- What must fail.
SELECT workday_add(2020-02-25, 2);
SELECT workday_add('2020-02-30', 2);
SELECT workday_add('2020-02-25T00:00:00Z', 2);
SELECT workday_add('20200225', 2);
SELECT workday_add('2020-02-25', '2');
SELECT workday_add('2020-02-25', 2.0);
SELECT workday_add('2020-02-25', 2, 'today');
SELECT workday_add('2020-02-25', 3000000);
SELECT workday_add('9999-12-31', 1);
SELECT workday_add('0001-01-01', -1);
SELECT workday_add('2020-02-25', -9223372036854775808);
SELECT workday_add('2020-02-25');
SELECT is_workday(x'323032302D30322D3235');
SELECT is_workday('');
SELECT is_workday('2020-02-25' || char(0));
SELECT workdays_between('2020-02-25', 'the end of March, or perhaps a little later than that, as the weather permits');
SELECT calendar_published(2020);
