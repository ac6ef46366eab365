-- What to propose for a text, by rules and model together. Each leaf has the points of the rules, at most
-- category_rules_limit, and category_model_points times the model's score; a label of the model that is no leaf, such as
-- "none", has category_none_points ahead. The most points win, by label of equals. The model's word counts from
-- category_confidence on: below it, without a model, or where the rules are sure of a leaf that the model does not know,
-- the rules alone count, and propose what demand_category() is sure of. method is rules where that is what won, else
-- model. A label that is no leaf wins as "propose nothing". The model is the newest of the name in setting
-- category_model.
WITH sure AS MATERIALIZED (SELECT demand_category(?1) AS category WHERE ?1 IS NOT NULL),
weight AS MATERIALIZED (
  SELECT max(value) FILTER (WHERE name = 'category_model') AS model,
         CAST(max(value) FILTER (WHERE name = 'category_confidence') AS REAL) AS confidence,
         ifnull(CAST(max(value) FILTER (WHERE name = 'category_model_points') AS INTEGER), 12) AS points,
         ifnull(CAST(max(value) FILTER (WHERE name = 'category_rules_limit') AS INTEGER), 20) AS most,
         ifnull(CAST(max(value) FILTER (WHERE name = 'category_none_points') AS INTEGER), 8) AS ahead
    FROM main.setting),
told AS MATERIALIZED (
  SELECT s.label, s.confidence, s.score, EXISTS (SELECT 1 FROM main.category c WHERE c.code = s.label AND c.parent IS NOT NULL) AS leaf
    FROM sure CROSS JOIN weight w CROSS JOIN category_scores(w.model, ?1) s
   WHERE EXISTS (SELECT 1 FROM main.category_model k WHERE k.name = w.model)),
ruled AS MATERIALIZED (SELECT d.category, d.score FROM demand_categories(?1, 1) d),
won AS MATERIALIZED (
  SELECT t.label, t.leaf, t.confidence
    FROM told t CROSS JOIN weight w LEFT JOIN ruled r ON r.category = t.label
   ORDER BY w.points * t.score + min(ifnull(r.score, 0), w.most) + (NOT t.leaf) * w.ahead DESC, t.label LIMIT 1),
counted AS MATERIALIZED (
  SELECT won.label, won.leaf FROM won CROSS JOIN weight w CROSS JOIN sure
   WHERE won.confidence >= w.confidence AND won.label IS NOT sure.category
     AND (sure.category IS NULL OR sure.category IN (SELECT label FROM told)))
SELECT d.category, 'rules', NULL, d.score, d.terms, d.version
  FROM sure CROSS JOIN demand_categories(?1) d
 WHERE d.category = sure.category AND NOT EXISTS (SELECT 1 FROM counted)
UNION ALL
SELECT s.label, 'model', s.confidence, s.score, s.terms, s.version
  FROM counted CROSS JOIN weight w CROSS JOIN category_scores(w.model, ?1) s
 WHERE counted.leaf AND s.label = counted.label;
