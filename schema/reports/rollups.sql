-- Closed periods, the newest first, in their latest known revision.
--# table rollups main
SELECT r.period AS "no:count", '/rollups/' || r.period AS "no.href", CAST(r.period AS TEXT) AS "no.text",
       local_date(r.start_at) AS "start:date", local_date(r.as_of) AS "end:date", r.revision AS "revision:count",
       ifnull(sum(l.opening), 0) AS "opening:count",
       ifnull(sum(l.collected), 0) AS "collected:count",
       ifnull(sum(l.valid), 0) AS "valid:count",
       ifnull(sum(l.dispatched), 0) AS "dispatched:count",
       ifnull(sum(l.solved), 0) AS "solved:count",
       ifnull(sum(l.returned), 0) AS "returned:count",
       ifnull(sum(l.closed_unsolved), 0) AS "closed_unsolved:count",
       ifnull(sum(l.withdrawn), 0) AS "withdrawn:count",
       ifnull(sum(l.overdue), 0) AS "overdue:count",
       ifnull(sum(l.closing), 0) AS "closing:count",
       r.recorded_at AS "closed_at:instant", local_text(r.recorded_at) AS "closed_at.text",
       (SELECT s.head FROM rollup_seal s WHERE s.id = r.id) AS "head:text", (SELECT substr(s.head, 1, 16) FROM rollup_seal s WHERE s.id = r.id) AS "head.text",
       CAST(r.period AS TEXT) AS _key
  FROM (SELECT * FROM rollup_period
         WHERE period < iif(:after = '', 9223372036854775807, CAST(:after AS INTEGER))
         ORDER BY period DESC LIMIT :limit) r
  LEFT JOIN rollup_movement l ON l.rollup = r.id
 GROUP BY r.period
 ORDER BY r.period DESC;
