-- What to propose for a text: the rules' category where they are sure, else the trained model's where it is confident
-- enough. The model is the newest of the name in setting category_model; where there is none, only the rules speak.
WITH sure AS MATERIALIZED (SELECT ?1 AS text, demand_category(?1) AS category WHERE ?1 IS NOT NULL)
SELECT d.category, 'rules', NULL, d.score, d.terms, d.version
  FROM sure CROSS JOIN demand_categories(sure.text) d
 WHERE sure.category IS NOT NULL AND d.category = sure.category
UNION ALL
SELECT * FROM (
SELECT s.label, 'model', s.confidence, s.score, s.terms, s.version
  FROM sure CROSS JOIN main.setting m CROSS JOIN category_scores(m.value, sure.text) s
 WHERE sure.category IS NULL AND m.name = 'category_model'
   AND EXISTS (SELECT 1 FROM main.category_model k WHERE k.name = m.value)
   AND s.confidence >= (SELECT CAST(c.value AS REAL) FROM main.setting c WHERE c.name = 'category_confidence')
 LIMIT 1);
