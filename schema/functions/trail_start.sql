-- Where to begin a verification from number ?1 of the trail: the last rollup by then, and of each kind of record the last row
-- that the trail had seen before that rollup's own; without a rollup its beginning.
SELECT k.record, ifnull(t.last, 0), ifnull(c.trail_no, 1)
  FROM main.trail_last k
  LEFT JOIN (SELECT id, trail_no FROM main.rollup WHERE trail_no <= ?1 ORDER BY trail_no DESC LIMIT 1) c
  LEFT JOIN main.rollup_trail t ON t.rollup = c.id AND t.record = k.record;
