-- triage_proposal(ref): what is known of a demand before it is decided: the category that rules or model propose, the
-- clauses that answer it and who is responsible, and the likeliest earlier demand that it repeats, one of the same
-- enterprise first. One row, of NULLs where there is nothing to propose. ?1 the demand's reference.
WITH d AS MATERIALIZED (
  SELECT l.id, l.ref, l.at, l.enterprise, i.text FROM demand_list l CROSS JOIN demand i ON i.id = l.id WHERE l.ref = ?1),
p AS MATERIALIZED (SELECT p.* FROM d CROSS JOIN category_proposal(d.text) p LIMIT 1),
s AS MATERIALIZED (
  SELECT s.ref, s.similarity, h.enterprise = d.enterprise AS same
    FROM d CROSS JOIN similar_demands(d.text, (SELECT CAST(value AS REAL) FROM main.setting WHERE name = 'duplicate_similarity')) s
    CROSS JOIN main.demand_head h ON h.ref = s.ref
   WHERE (h.at, h.id) < (d.at, d.id)),
first AS MATERIALIZED (SELECT * FROM s ORDER BY same DESC, similarity DESC, ref LIMIT 1)
SELECT p.category, p.method, p.confidence, p.terms, p.version, a.clauses, a.responsible,
       first.ref, first.similarity, first.same, (SELECT count(*) FROM s)
  FROM d LEFT JOIN p LEFT JOIN main.category_answer a ON a.category = p.category LEFT JOIN first;
