-- similar_demands(): ?1 the text, ?2 the threshold, ?3 whether the index serves it.
WITH met AS (
  SELECT m.demand AS id FROM text_marks(?1, ?2) t CROSS JOIN demand_mark m ON m.mark = t.mark AND m.size BETWEEN t.low AND t.high
   WHERE ?3
  UNION
  SELECT id FROM demand WHERE ?3 AND id > (SELECT max(id) / 1000 * 1000 FROM demand)    -- not yet indexed
  UNION
  SELECT id FROM demand WHERE NOT ?3),
alike AS MATERIALIZED (
  SELECT d.ref, text_similarity(d.text, ?1) AS similarity FROM met CROSS JOIN demand d ON d.id = met.id
   WHERE text_similarity(d.text, ?1) >= ?2)
SELECT ref, similarity FROM alike
 WHERE EXISTS (SELECT 1 FROM duplicate_candidates c WHERE c.ref = alike.ref)
 ORDER BY similarity DESC, ref;
