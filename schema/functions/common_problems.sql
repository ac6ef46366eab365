-- What common_problems() groups: the demands of view duplicate_candidates in the order in which they were made, each with its
-- leaf category: the one it was given, else the one that the rules are sure of. Numbers are from 1; 0 is none. Texts are
-- fetched at the end, so that no sort carries them.
WITH grid_no AS MATERIALIZED (SELECT code, row_number() OVER (ORDER BY code) AS no FROM grid),
     leaf AS MATERIALIZED (SELECT code, row_number() OVER (ORDER BY code) AS no FROM category c
                            WHERE NOT EXISTS (SELECT 1 FROM category p WHERE p.parent = c.code)),
     enterprise_no AS MATERIALIZED (SELECT uscc, row_number() OVER (ORDER BY uscc) AS no, (SELECT no FROM grid_no WHERE code = grid) AS grid FROM enterprise)
SELECT ref, (SELECT text FROM demand WHERE id = q.id), f.code, local_date(at), e.no, ifnull(e.grid, 0), ifnull(f.no, 0),
       (SELECT enterprises FROM problem_rule), (SELECT grids FROM problem_rule)
  FROM (SELECT l.id, l.ref, l.at, l.enterprise, ifnull(nullif(l.category, ''), demand_category(d.text)) AS category
          FROM demand_list l CROSS JOIN demand d ON d.id = l.id
         WHERE l.disposition <> 'superseded' AND d.text <> (SELECT text FROM redacted_text)) q
  CROSS JOIN enterprise_no e ON e.uscc = q.enterprise
  LEFT JOIN leaf f ON f.code = q.category
 ORDER BY at, ref;
