-- What zone_problems(?1) groups: as common_problems() does, but all demands of the zone that were made from ?1 on, whoever
-- looks. The cost follows these demands, not the store nor what happened later (demand_worked, not demand_now, which first finds
-- out what did).
WITH q AS MATERIALIZED (
       SELECT l.id, l.ref, l.at, l.enterprise, ifnull(nullif(l.category, ''), demand_category(d.text)) AS category
         FROM main.demand_worked l CROSS JOIN main.demand d ON d.id = l.id
        WHERE l.at >= ?1 AND l.disposition <> 'superseded' AND d.text <> (SELECT text FROM main.redacted_text)),
     grid_no AS MATERIALIZED (SELECT code, row_number() OVER (ORDER BY code) AS no FROM main.grid),
     leaf AS MATERIALIZED (SELECT code, row_number() OVER (ORDER BY code) AS no FROM main.category c
                            WHERE NOT EXISTS (SELECT 1 FROM main.category p WHERE p.parent = c.code)),
     enterprise_no AS MATERIALIZED (
       SELECT q.enterprise, row_number() OVER (ORDER BY q.enterprise) AS no,
              (SELECT no FROM grid_no WHERE code = (SELECT grid FROM main.enterprise WHERE uscc = q.enterprise)) AS grid
         FROM (SELECT DISTINCT enterprise FROM q) q)
SELECT ref, (SELECT text FROM main.demand WHERE id = q.id), f.code, local_date(at), e.no, ifnull(e.grid, 0), ifnull(f.no, 0),
       (SELECT enterprises FROM main.problem_rule), (SELECT grids FROM main.problem_rule)
  FROM q CROSS JOIN enterprise_no e ON e.enterprise = q.enterprise
  LEFT JOIN leaf f ON f.code = q.category
 ORDER BY at, ref;
