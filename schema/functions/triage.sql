-- triage([rows]): decides as valid the untriaged demands whose category the rules are sure of and that no earlier demand is
-- like; leaves the others to people. Oldest first, at most :rows of them, NULL all. What it decided is what the last
-- number is more than the first.
-- :joined, the first statement's second column: where many wait, one join finds all that are alike; where few do in a
-- large store, each is looked up. (The inner LIMITs keep SQLite from asking for the category twice.)
SELECT ifnull(max(id), 0), (SELECT count(*) FROM main.demand_head WHERE disposition = 'untriaged') > (SELECT ifnull(max(id), 0) FROM main.demand) / 200
  FROM main.disposition;
INSERT INTO main.triage_desk (demand, kind, category, method, version)
SELECT q.ref, 'valid', q.category, 'rules', rules_version()
  FROM (SELECT l.id, l.ref, demand_category(i.text) AS category
          FROM (SELECT id, ref, at FROM main.demand_list WHERE disposition = 'untriaged' ORDER BY at, ref LIMIT -1) l
          CROSS JOIN main.demand i ON i.id = l.id
         WHERE :joined
         LIMIT -1) q
 WHERE q.category IS NOT NULL
   AND q.id NOT IN (SELECT iif((a.at, a.id) > (b.at, b.id), a.id, b.id)
                      FROM near_duplicates((SELECT CAST(value AS REAL) FROM main.setting WHERE name = 'duplicate_similarity')) n
                      CROSS JOIN main.demand_head a ON a.ref = n.ref_a CROSS JOIN main.demand_head b ON b.ref = n.ref_b)
 LIMIT ifnull(:rows, -1);
INSERT INTO main.triage_desk (demand, kind, category, method, version)
SELECT q.ref, 'valid', q.category, 'rules', rules_version()
  FROM (SELECT l.id, l.ref, l.at, i.text, demand_category(i.text) AS category
          FROM (SELECT id, ref, at FROM main.demand_list WHERE disposition = 'untriaged' ORDER BY at, ref LIMIT -1) l
          CROSS JOIN main.demand i ON i.id = l.id
         WHERE NOT :joined
         LIMIT -1) q
  LEFT JOIN similar_demands(q.text, (SELECT CAST(value AS REAL) FROM main.setting WHERE name = 'duplicate_similarity')) s
    ON (SELECT (h.at, h.id) < (q.at, q.id) FROM main.demand_head h WHERE h.ref = s.ref)
 WHERE q.category IS NOT NULL AND s.ref IS NULL
 LIMIT ifnull(:rows, -1);
SELECT ifnull(max(id), 0) FROM main.disposition;
