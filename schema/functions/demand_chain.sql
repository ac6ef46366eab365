-- demand_chain(ref): from a demand over what it repeats or is superseded by to the one where that ends, with the requirement
-- that stands there. ?1 the demand's reference.
WITH RECURSIVE chain (step, demand, disposition, of_demand) AS (
  SELECT 0, l.ref, l.disposition, (SELECT x.of_demand FROM disposition_now x WHERE x.demand = l.ref) FROM demand_list l WHERE l.ref = ?1
  UNION ALL
  SELECT c.step + 1, c.of_demand, (SELECT d.disposition FROM demand_now d WHERE d.ref = c.of_demand),
         (SELECT x.of_demand FROM disposition_now x WHERE x.demand = c.of_demand)
    FROM chain c WHERE c.of_demand IS NOT NULL)
SELECT step, demand, disposition, of_demand,
       iif(of_demand IS NULL, (SELECT r.ref FROM requirement_now r WHERE r.demand = chain.demand AND r.state <> 'revoked'), NULL)
  FROM chain ORDER BY step;
