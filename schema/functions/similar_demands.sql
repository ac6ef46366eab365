-- similar_demands(): ?1 the text, ?2 the threshold, ?3 whether the index serves it.
-- Of n grams the first n / 2 + 1 in the order of all grams are in the index (text_marks at 0.5), and of two texts the grams
-- that both have within the shorter reach of the two are marks of both: so they share at most the marks in common, those
-- of this text's that fell together, and what is left of the one with more left. What then cannot reach the
-- ?2 / (1 + ?2) of all grams that similar texts share is not looked at: a phrase that everybody uses costs little.
WITH q AS MATERIALIZED (SELECT size, low, high, (SELECT count(*) FROM text_marks(?1, 0.5)) AS marks FROM text_marks(?1, ?2) LIMIT 1),
met AS (
  SELECT m.demand AS id
    FROM q CROSS JOIN text_marks(?1, 0.5) t CROSS JOIN demand_segment s CROSS JOIN demand_mark m ON m.segment = s.segment AND m.mark = t.mark AND m.size BETWEEN q.low AND q.high
   WHERE ?3
   GROUP BY m.demand
  HAVING count(*) + (q.size / 2 + 1 - q.marks) + max((q.size + 1) / 2, (m.size + 1) / 2) - 1 >= ?2 * (q.size + m.size) / (1 + ?2) - 0.000001
  UNION
  SELECT d.id                              -- not yet indexed: their marks are worked out
    FROM q CROSS JOIN demand d CROSS JOIN text_marks(d.text, 0.5) m
   WHERE ?3 AND d.id > (SELECT max(id) / 1000 * 1000 FROM demand)
     AND m.mark IN (SELECT mark FROM text_marks(?1, 0.5)) AND m.size BETWEEN q.low AND q.high
   GROUP BY d.id
  HAVING count(*) + (q.size / 2 + 1 - q.marks) + max((q.size + 1) / 2, (m.size + 1) / 2) - 1 >= ?2 * (q.size + m.size) / (1 + ?2) - 0.000001
  UNION
  SELECT id FROM demand WHERE NOT ?3),
alike AS MATERIALIZED (
  SELECT * FROM (SELECT d.ref, text_similarity(d.text, ?1) AS similarity FROM met CROSS JOIN demand d ON d.id = met.id WHERE d.text <> (SELECT text FROM redacted_text) LIMIT -1)
   WHERE similarity >= ?2)
SELECT ref, similarity FROM alike
 WHERE EXISTS (SELECT 1 FROM duplicate_candidates c WHERE c.ref = alike.ref)
 ORDER BY similarity DESC, ref;
