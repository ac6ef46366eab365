-- The next period to close, or to close again because late records reached it; no row when there is none.
-- :until is the instant by which a period must have ended. (+at: new records are found by row id, not by walking the index of at.)
-- Periods are closed in order, each building on the one before, so after the last one closed comes the one after it:
-- not closed yet, or closed upon a revision that is no longer the newest. Only records that the last one closed did not
-- know can reach further back. What a clock that was set back does not know yet waits (as in rollup_close.sql).
WITH last AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
unknown AS (
  SELECT min(+at) AS at FROM main.demand WHERE id > (SELECT known_demand FROM last) AND recorded_at <= store_now()
  UNION ALL SELECT min(+at) FROM main.disposition WHERE id > (SELECT known_disposition FROM last) AND recorded_at <= store_now()
  UNION ALL SELECT min(+at) FROM main.requirement WHERE id > (SELECT known_requirement FROM last) AND recorded_at <= store_now()
  UNION ALL SELECT min(+at) FROM main.requirement_event WHERE id > (SELECT known_event FROM last) AND recorded_at <= store_now()
  UNION ALL                                               -- a reversal reaches the event that it takes back
  SELECT min(+o.at) FROM main.requirement_event e JOIN main.requirement_event o ON o.ref = e.reverses
   WHERE e.id > (SELECT known_event FROM last) AND e.recorded_at <= store_now()
  UNION ALL                                               -- of a loan or subsidy each reversal counts at its own instant
  SELECT min(+at) FROM main.funding_event WHERE id > (SELECT known_funding_event FROM last) AND recorded_at <= store_now()),
candidate AS (
  SELECT period_no(local_date(min(at))) AS period FROM unknown WHERE at <= (SELECT max(as_of) FROM main.rollup)
  UNION ALL
  SELECT period + 1 FROM last
  UNION ALL                                               -- the first one
  SELECT period_no(local_date((SELECT min(at) FROM (SELECT min(at) AS at FROM main.demand UNION ALL SELECT min(at) FROM main.funding_event)))) WHERE NOT EXISTS (SELECT 1 FROM main.rollup))
SELECT period AS no FROM candidate
 WHERE period IS NOT NULL AND strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_end(period)), '-1 second') <= :until
 ORDER BY period LIMIT 1;
