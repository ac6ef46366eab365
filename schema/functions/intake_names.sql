-- Near matches for the enterprises of the batch that were not found: names that share one of its four rarest pairs of
-- characters, the three most like it. A pair that more than 400 enterprises have tells nothing.
INSERT INTO temp.intake_name (key)
SELECT DISTINCT name_key(value) FROM main.intake_fault
 WHERE batch = :batch AND name = 'enterprise' AND code = 'enterprise_unknown' AND length(name_key(value)) BETWEEN 2 AND 60;
INSERT INTO temp.intake_pair (pair, name)
WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 59)
SELECT DISTINCT substr(n.key, i, 2), n.key
  FROM main.enterprise_name n CROSS JOIN place ON i < length(n.key)
 WHERE EXISTS (SELECT 1 FROM temp.intake_name)
 ORDER BY 1, 2
ON CONFLICT DO NOTHING;
INSERT INTO temp.intake_near (name, near)
WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 59),
pair AS MATERIALIZED (SELECT DISTINCT n.id, substr(n.key, i, 2) AS pair FROM temp.intake_name n CROSS JOIN place ON i < length(n.key)),
often AS MATERIALIZED (
  SELECT pair, (SELECT count(*) FROM (SELECT 1 FROM temp.intake_pair p WHERE p.pair = q.pair LIMIT 401)) AS n FROM (SELECT DISTINCT pair FROM pair) q),
rare AS MATERIALIZED (
  SELECT id, pair FROM (SELECT p.id, p.pair, row_number() OVER (PARTITION BY p.id ORDER BY o.n, p.pair) AS nth
                          FROM pair p JOIN often o ON o.pair = p.pair WHERE o.n BETWEEN 1 AND 400) WHERE nth <= 4),
candidate AS MATERIALIZED (
  SELECT DISTINCT r.id, p.name FROM rare r CROSS JOIN temp.intake_pair p ON p.pair = r.pair),
scored AS (
  SELECT c.id, c.name, text_similarity(n.key, c.name) AS likeness FROM candidate c CROSS JOIN temp.intake_name n ON n.id = c.id),
best AS (
  SELECT id, name FROM (SELECT id, name, likeness, row_number() OVER (PARTITION BY id ORDER BY likeness DESC, name) AS nth FROM scored)
   WHERE nth <= 3 AND likeness >= 0.2)
SELECT id, group_concat(near, '；') FROM (
  SELECT b.id, e.name || ' ' || e.uscc AS near
    FROM best b CROSS JOIN main.enterprise_name n ON n.key = b.name CROSS JOIN main.enterprise e ON e.uscc = n.uscc
   ORDER BY b.id, text_similarity(name_key(e.name), (SELECT key FROM temp.intake_name WHERE id = b.id)) DESC, e.uscc)
 GROUP BY id;
UPDATE main.intake_fault
   SET detail = (SELECT near FROM temp.intake_near WHERE name = (SELECT id FROM temp.intake_name WHERE key = name_key(value))), code = 'enterprise_near'
 WHERE batch = :batch AND code = 'enterprise_unknown'
   AND EXISTS (SELECT 1 FROM temp.intake_near WHERE name = (SELECT id FROM temp.intake_name WHERE key = name_key(value)));
