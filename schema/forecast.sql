-- What each day of the last four weeks of closed periods did for a backlog: what unit_forecast() resamples.
-- One row a day, also where nothing happened, for the zone ('zone', '') and for each unit with open requirements ('unit',
-- its code). solved is the day's; came is what else the backlog gained and lost (dispatched, returned, withdrawn, ...),
-- which rollups keep per period only: each of its days has the same share.

CREATE VIEW forecast_day AS
WITH RECURSIVE
closed AS MATERIALIZED (
  SELECT id, local_date(start_at) AS first, local_date(end_at) AS after,
         julianday(local_date(end_at)) - julianday(local_date(start_at)) AS days
    FROM rollup_period
   WHERE end_at > (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(end_at), '-28 days') FROM rollup_period)),
day AS (SELECT id, first AS day, after, days FROM closed
        UNION ALL SELECT id, date(day, '+1 day'), after, days FROM day WHERE date(day, '+1 day') < after),
place (axis, code) AS (SELECT 'zone', '' UNION ALL SELECT 'unit', unit FROM unit_total_now WHERE open > 0 AND unit <> '')
SELECT p.axis, p.code, d.day,
       iif(p.axis = 'zone', (SELECT ifnull(sum(solved), 0) FROM rollup_day r WHERE r.rollup = d.id AND r.day = d.day),
                            (SELECT ifnull(sum(solved), 0) FROM rollup_day r WHERE r.rollup = d.id AND r.day = d.day AND r.unit = p.code)) AS solved,
       iif(p.axis = 'zone', (SELECT ifnull(sum(opened - closed_unsolved - withdrawn - revoked + dispatched + reopened + returned_in - returned - reassigned), 0)
                               FROM rollup_line l WHERE l.rollup = d.id),
                            (SELECT ifnull(sum(opened - closed_unsolved - withdrawn - revoked + dispatched + reopened + returned_in - returned - reassigned), 0)
                               FROM rollup_line l WHERE l.rollup = d.id AND l.unit = p.code)) / d.days AS came
  FROM day d CROSS JOIN place p;

CREATE VIEW forecast_ask AS              -- how long until the store's target day; no row when there is none or it is not ahead
SELECT target_day, days, workdays_between(today, target_day) AS workdays
  FROM (SELECT value AS target_day, local_date(as_of()) AS today,
               CAST(julianday(value) - julianday(local_date(as_of())) AS INTEGER) AS days
          FROM setting WHERE name = 'target_day')
 WHERE days BETWEEN 1 AND 3660;

-- Whether the backlogs of the zone and of its units are cleared by the store's target day: what unit_forecast() gives for
-- it, in figures of 1,000 draws. No row without a target day, after it, and with less than a week of closed periods behind.
CREATE VIEW forecast_now AS
WITH ask AS MATERIALIZED (SELECT * FROM forecast_ask),
place (axis, code, backlog) AS (
  SELECT 'zone', '', ifnull(open, 0) FROM zone_total_now
  UNION ALL SELECT 'unit', unit, open FROM unit_total_now WHERE open > 0 AND unit <> ''),
held AS (
  SELECT p.axis, p.code, p.backlog, a.target_day, a.days, a.workdays, count(f.day) AS history_days, sum(f.solved) AS solved,
         clear_chance(f.day, f.solved, p.backlog, a.days) AS chance,
         clear_chance(f.day, f.solved - f.came, p.backlog, a.days) AS chance_arriving
    FROM ask a CROSS JOIN place p CROSS JOIN (SELECT * FROM forecast_day) f
   WHERE f.axis = p.axis AND f.code = p.code
   GROUP BY p.axis, p.code)
SELECT axis, code, target_day, backlog, days, workdays, history_days, solved,
       CAST(round(1000 * chance) AS INTEGER) AS cleared, CAST(round(1000 * chance_arriving) AS INTEGER) AS cleared_arriving, 1000 AS draws
  FROM held WHERE chance IS NOT NULL;
