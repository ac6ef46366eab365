-- unit_forecast(target_day[, seed[, runs]]): what it takes to clear each backlog by that day, and the chance of it.
WITH ask AS MATERIALIZED (
  SELECT CAST(julianday(?1) - julianday(local_date(as_of())) AS INTEGER) AS days, workdays_between(local_date(as_of()), ?1) AS workdays,
         ifnull(?2, 1) AS seed, ifnull(?3, 1000) AS runs),
place (axis, code, backlog) AS MATERIALIZED (
  SELECT 'zone', '', ifnull(open, 0) FROM zone_total_now
  UNION ALL SELECT 'unit', unit, open FROM unit_total_now WHERE open > 0 AND unit <> ''),
held AS (
  SELECT p.axis, p.code, p.backlog, a.days, a.workdays, count(f.day) AS history, avg(f.solved) AS solved, avg(f.came) AS came,
         iif(a.days > 0, clear_chance(f.day, f.solved, p.backlog, a.days, a.seed, a.runs), NULL) AS chance,
         iif(a.days > 0, clear_chance(f.day, f.solved - f.came, p.backlog, a.days, a.seed, a.runs), NULL) AS chance_arriving
    FROM ask a CROSS JOIN place p LEFT JOIN (SELECT * FROM forecast_day) f ON f.axis = p.axis AND f.code = p.code
   WHERE a.workdays IS NOT NULL
   GROUP BY p.axis, p.code)
SELECT axis, code, backlog, days, workdays, iif(days > 0, 1.0 * backlog / days, NULL) AS needed_a_day,
       iif(workdays > 0, 1.0 * backlog / workdays, NULL) AS needed_a_workday,
       history AS history_days, solved AS solved_a_day, came AS came_a_day, chance, chance_arriving,
       CASE WHEN days <= 0 THEN 'target_passed' WHEN chance IS NULL THEN 'too_little_history' END AS reason
  FROM held ORDER BY axis DESC, code;
