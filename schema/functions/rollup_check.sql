-- The identities that the rollup just closed breaks, with both sides; no row when it may be published.
SELECT identity, place, left_value AS "left", right_value AS "right" FROM rollup_identity
 WHERE rollup = (SELECT max(id) FROM rollup) AND left_value IS NOT right_value
UNION ALL
SELECT 'records_collected', '', (SELECT ifnull(sum(collected), 0) FROM rollup_line WHERE rollup = r.id),
       (SELECT count(*) FROM demand d JOIN period p ON p.no = r.period WHERE d.at >= p.start_at AND d.at < p.end_at)
  FROM rollup r WHERE r.id = (SELECT max(id) FROM rollup)
   AND (SELECT ifnull(sum(collected), 0) FROM rollup_line WHERE rollup = r.id)
       IS NOT (SELECT count(*) FROM demand d JOIN period p ON p.no = r.period WHERE d.at >= p.start_at AND d.at < p.end_at);
