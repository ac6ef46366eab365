-- The next period to close, or to close again because late records reached it; no row when there is none.
-- :until is the instant by which a period must have ended.
WITH closed AS (
  SELECT period, max(known_demand + known_disposition + known_requirement + known_event) AS known FROM rollup GROUP BY period),
newest AS (SELECT * FROM rollup WHERE period = (SELECT max(period) FROM rollup) ORDER BY revision DESC LIMIT 1),
total AS (
  SELECT (SELECT ifnull(max(id), 0) FROM demand) + (SELECT ifnull(max(id), 0) FROM disposition)
       + (SELECT ifnull(max(id), 0) FROM requirement) + (SELECT ifnull(max(id), 0) FROM requirement_event) AS known),
late AS (
  SELECT period_no(local_date(min(at))) AS period FROM (
    SELECT min(at) AS at FROM demand WHERE id > (SELECT known_demand FROM newest)
    UNION ALL SELECT min(at) FROM disposition WHERE id > (SELECT known_disposition FROM newest)
    UNION ALL SELECT min(at) FROM requirement WHERE id > (SELECT known_requirement FROM newest)
    UNION ALL SELECT min(at) FROM requirement_event WHERE id > (SELECT known_event FROM newest)
    UNION ALL SELECT min(o.at) FROM requirement_event e JOIN requirement_event o ON o.ref = e.reverses WHERE e.id > (SELECT known_event FROM newest))
   WHERE at <= (SELECT as_of FROM newest)),
candidate AS (
  SELECT min(c.period) AS period FROM (                   -- a revision before it knows more than it does
    SELECT period, known, max(known) OVER (ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM closed) c
   WHERE c.known < c.before
  UNION ALL                                               -- late records
  SELECT l.period FROM late l
   WHERE NOT EXISTS (SELECT 1 FROM closed c WHERE c.period = l.period AND c.known >= (SELECT known FROM total))
  UNION ALL                                               -- a gap
  SELECT min(c.period) + 1 FROM closed c
   WHERE c.period < (SELECT max(period) FROM closed) AND NOT EXISTS (SELECT 1 FROM closed d WHERE d.period = c.period + 1)
  UNION ALL                                               -- the next one, or the first
  SELECT max(period) + 1 FROM closed HAVING count(*) > 0
  UNION ALL
  SELECT period_no(local_date(min(at))) FROM demand WHERE NOT EXISTS (SELECT 1 FROM closed))
SELECT period AS no FROM candidate
 WHERE period IS NOT NULL AND strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_end(period)), '-1 second') <= :until
 ORDER BY period LIMIT 1;
