-- requirement_demands(ref): the demands behind a requirement: its own, and those that repeat it, directly or over others. Who
-- leads the requirement sees them all; others those that they may see. ?1 the requirement's reference.
WITH RECURSIVE r AS MATERIALIZED (SELECT ref, demand, lead FROM requirement_list WHERE ref = ?1),
behind (demand, of_demand, kind, steps) AS (
  SELECT demand, NULL, 'valid', 0 FROM r
  UNION ALL
  SELECT x.demand, x.of_demand, x.kind, b.steps + 1
    FROM behind b CROSS JOIN main.disposition o INDEXED BY disposition_of ON o.of_demand = b.demand
    CROSS JOIN disposition_now x ON x.id = o.id)
SELECT b.demand, b.of_demand, b.steps, d.enterprise, d.unit, d.at
  FROM behind b CROSS JOIN main.demand d ON d.ref = b.demand
 WHERE b.kind <> 'superseded'
   AND (viewer_role() IN ('leader', 'auditor') OR (SELECT lead FROM r) = viewer_unit()
        OR EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = b.demand))
 ORDER BY b.steps, b.demand;
