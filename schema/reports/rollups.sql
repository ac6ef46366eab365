-- Closed periods, the newest first, in their latest known revision.
--# table rollups main
SELECT r.period AS "no:count", '/rollups/' || r.period AS "no.href", CAST(r.period AS TEXT) AS "no.text",
       local_date(r.start_at) AS "start:date", local_date(r.as_of) AS "end:date", r.revision AS "revision:count",
       r.opening AS "opening:count",
       r.collected AS "collected:count",
       r.valid AS "valid:count",
       r.dispatched AS "dispatched:count",
       r.solved AS "solved:count",
       r.returned AS "returned:count",
       r.closed_unsolved AS "closed_unsolved:count",
       r.withdrawn AS "withdrawn:count",
       r.overdue AS "overdue:count",
       r.closing AS "closing:count",
       r.recorded_at AS "closed_at:instant", local_text(r.recorded_at) AS "closed_at.text",
       CAST(r.period AS TEXT) AS _key
  FROM (SELECT * FROM rollup_info
         WHERE period < iif(:after = '', 9223372036854775807, CAST(:after AS INTEGER))
         ORDER BY period DESC LIMIT :limit) r
 ORDER BY r.period DESC;
