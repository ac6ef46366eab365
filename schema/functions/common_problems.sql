-- What common_problems() groups: the demands of view duplicate_candidates in the order in which they were made, each with its
-- leaf category: the one it was given, else the one that the rules are sure of. Numbers are from 1; 0 is none.
SELECT ref, text, category, local_date(at),
       dense_rank() OVER (ORDER BY enterprise),
       iif(grid IS NULL, 0, dense_rank() OVER (ORDER BY grid)),
       iif(category IS NULL, 0, dense_rank() OVER (ORDER BY category)),
       ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_enterprises'), 2),
       ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'common_grids'), 2)
  FROM (SELECT l.ref, d.text, l.at, l.enterprise, (SELECT grid FROM enterprise WHERE uscc = l.enterprise) AS grid,
               (SELECT c.code FROM category c WHERE c.code = ifnull(nullif(l.category, ''), demand_category(d.text))
                   AND NOT EXISTS (SELECT 1 FROM category p WHERE p.parent = c.code)) AS category
          FROM demand_list l CROSS JOIN demand d ON d.id = l.id
         WHERE l.disposition <> 'superseded' AND d.text <> (SELECT text FROM redacted_text))
 ORDER BY at, ref;
