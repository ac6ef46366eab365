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
