-- A categoriser that learns: training, evaluation, use, models of the store, and everything that must fail.
.mode list
.nullvalue NULL
CREATE TEMP TABLE told (no INTEGER PRIMARY KEY, text TEXT, label TEXT);
INSERT INTO told (text, label) VALUES
  ('口罩不够', 'supplies'), ('想买口罩和消毒液', 'supplies'), ('消毒液没有了', 'supplies'), ('防护服买不到', 'supplies'), ('要买口罩', 'supplies'),
  ('工人回不来', 'labour'), ('招不到工人', 'labour'), ('新工人来不了', 'labour'), ('工人太少', 'labour'), ('招工难，工人不够', 'labour'),
  ('贷款没批下来', 'finance'), ('银行贷款利息高', 'finance'), ('流动资金不够', 'finance'), ('资金短缺要贷款', 'finance'), ('银行不放款', 'finance'),
  (NULL, 'finance'), ('谁知道', NULL);
CREATE TEMP TABLE made AS SELECT category_train(text, label) AS model FROM told;

-- What a model is.
SELECT typeof(model), category_model_info(model) -> '$.labels', category_model_info(model) ->> 'rows', category_model_info(model) ->> 'C' FROM made;
SELECT 'order', category_train(text, label) = (SELECT model FROM made) FROM (SELECT * FROM told ORDER BY no DESC);
SELECT 'order', category_train(text, label) = (SELECT model FROM made) FROM (SELECT * FROM told ORDER BY text);
SELECT 'seed', category_train(text, label, '{"seed":2}') <> (SELECT model FROM made) FROM told;
SELECT 'options', category_model_info(category_train(text, label, '{"seed":7,"C":0.5,"bits":12,"least":1}')) ->> '$.bits' FROM told;
SELECT 'default options', category_train(text, label, NULL) = (SELECT model FROM made), category_train(text, label, '{}') = (SELECT model FROM made) FROM told;

-- Use by value.
SELECT text, category_predict((SELECT model FROM made), text) FROM (SELECT column1 AS text FROM (VALUES ('没有工人'), ('口罩！'), ('請協調ＢＡＮＫ貸款'), (NULL)));
SELECT label, round(score, 3), round(confidence, 3) FROM category_scores((SELECT model FROM made), '缺工人');
SELECT 'adds up', round(sum(confidence), 9) FROM category_scores((SELECT model FROM made), '缺工人也缺口罩');
SELECT 'best first', group_concat(label) FROM category_scores((SELECT model FROM made), '缺贷款');
SELECT 'agree', count(*), sum(category_predict(model, text) IS (SELECT label FROM category_scores(model, text) WHERE confidence IS NOT NULL LIMIT 1)) FROM made, told WHERE text IS NOT NULL;
SELECT 'terms', term.value ->> 'term', term.value ->> 'start', term.value ->> 'length', term.value ->> 'count', term.value ->> 'weight' > 0
  FROM made, category_scores(model, '厂里缺 工人，工人！') s, json_each(s.terms) term WHERE label = 'labour' LIMIT 3;
SELECT 'places', count(*), sum(replace(substr(t.text, term.value ->> 'start', term.value ->> 'length'), ' ', '') = replace(term.value ->> 'term', ' ', ''))
  FROM made, (SELECT text FROM told UNION ALL SELECT '工 人 来 了 N95口罩 loan loans') t JOIN category_scores(model, t.text) s JOIN json_each(s.terms) term WHERE t.text IS NOT NULL;
SELECT 'parts', abs(s.score - b.score - sum(term.value ->> 'weight')) < 0.001 FROM made, category_scores(model, '工人') s, category_scores(model, '') b, json_each(s.terms) term
 WHERE s.label = 'labour' AND b.label = 'labour';
SELECT 'version', length(version), version = category_model_info(model) ->> 'version' FROM made, category_scores(model, 'x') LIMIT 1;
SELECT 'null', category_predict(NULL, 'x'), (SELECT count(*) FROM category_scores(NULL, 'x')), (SELECT count(*) FROM made, category_scores(model, NULL)), category_model_info(NULL);
SELECT 'nothing known', category_predict(model, ''), category_predict(model, 'αβγ'), (SELECT terms FROM category_scores(model, 'αβγ')), (SELECT count(*) || count(confidence) FROM category_scores(model, 'αβγ')) FROM made;
SELECT 'nul', category_predict(model, 'a' || char(0) || '口罩'), (SELECT terms ->> '$[0].start' FROM category_scores(model, 'a' || char(0) || '口罩')) FROM made;
SELECT 'broken', category_predict(model, CAST(x'FFE58FA3FFE7BDA9E4' AS TEXT)), (SELECT json_valid(terms) FROM category_scores(model, CAST(x'FFE58FA3FFE7BDA9E4' AS TEXT))) FROM made;
SELECT 'long', category_predict(model, replace(hex(zeroblob(2000000)), '0', '天') || '口罩') FROM made;

-- Evaluation.
SELECT key, CASE WHEN type IN ('array', 'object') THEN json_array_length(value) ELSE value END FROM (SELECT category_evaluate(text, label, '{"folds":5}') AS e FROM told), json_each(e);
SELECT value ->> 'label', value ->> 'rows', value ->> 'right', value ->> 'given' FROM (SELECT category_evaluate(text, label) AS e FROM told), json_each(e, '$.classes');
SELECT 'cells', sum(value ->> 'rows') FROM (SELECT category_evaluate(text, label) AS e FROM told), json_each(e, '$.confusion');
SELECT 'same twice', count(DISTINCT e) FROM (SELECT category_evaluate(text, label) AS e FROM told UNION ALL SELECT category_evaluate(text, label) FROM (SELECT * FROM told ORDER BY no DESC));
-- Near-duplicates stand on one side: what is only right because its twin was trained on is wrong then.
CREATE TEMP TABLE twin AS SELECT text || '，请帮助协调解决一下' AS text, CASE no % 2 WHEN 0 THEN 'a' ELSE 'b' END AS label FROM told WHERE text IS NOT NULL;
INSERT INTO twin SELECT text || '！', label FROM twin;
SELECT 'groups', category_evaluate(text, label) ->> 'groups', category_evaluate(text, label, '{"threshold":0}') ->> 'groups' FROM twin;
SELECT 'confidence', category_train(text, label) = category_train(text, label, '{"threshold":0.8}'), category_train(text, label) = category_train(text, label, '{"threshold":0}') FROM twin;
SELECT 'order', (SELECT category_train(text, label) FROM (SELECT * FROM twin ORDER BY text)) = (SELECT category_train(text, label) FROM (SELECT * FROM twin ORDER BY text DESC));
SELECT 'flattery', category_evaluate(text, label, '{"threshold":0}') ->> 'accuracy' > category_evaluate(text, label) ->> 'accuracy' FROM twin;

-- Models of the store: by name, the newest, from the next statement on, back after a ROLLBACK.
INSERT INTO category_model (name, model, note) SELECT 'default', model, 'the texts above' FROM made;
SELECT category_predict('default', '缺口罩');
INSERT INTO category_model (name, model) SELECT 'default', category_train(text, CASE label WHEN 'supplies' THEN 'goods' ELSE label END) FROM told;
SELECT category_predict('default', '缺口罩');
BEGIN;
INSERT INTO category_model (name, model) SELECT 'default', category_train(text, CASE label WHEN 'supplies' THEN 'masks' ELSE label END) FROM told;
SELECT category_predict('default', '缺口罩');
ROLLBACK;
SELECT category_predict('default', '缺口罩');
SELECT id, name, trained_at, rows, labels, length(version), note, used FROM category_model_list;
SELECT 'both', category_predict('default', text), category_predict((SELECT model FROM category_model WHERE id = 1), text) FROM told WHERE no < 3;

-- Rules and model together. The model knows labour, supplies and finance, of which the last is no leaf.
SELECT category, method, terms FROM category_proposal('口罩不够');
INSERT INTO category_model (name, model) SELECT 'default', model FROM made;
SELECT category, method, confidence >= 0.5, json_array_length(terms) > 0 FROM category_proposal('罩太少，罩不好买');
SELECT 'rules and model agree', category, method, confidence, score FROM category_proposal('口罩不够');
SELECT 'a leaf the model does not know', category, method FROM category_proposal('厂里停电');
SELECT 'no leaf wins', count(*) FROM category_proposal('款没批下来，没批');
SELECT 'the model overrules', demand_category('工人太少，新工人，口罩'), category, method FROM category_proposal('工人太少，新工人，口罩');
UPDATE setting SET value = '0' WHERE name = 'category_model_points';
SELECT 'the model without points', category, method FROM category_proposal('工人太少，新工人，口罩');
UPDATE setting SET value = '6' WHERE name = 'category_model_points';
SELECT 'the rules count', category, method FROM category_proposal('酒精、手套、护目镜，新工人');
UPDATE setting SET value = '0' WHERE name = 'category_rules_limit';
SELECT 'the rules count no more', category, method FROM category_proposal('酒精、手套、护目镜，新工人');
UPDATE setting SET value = '20' WHERE name = 'category_rules_limit';
UPDATE setting SET value = '12' WHERE name = 'category_model_points';
UPDATE setting SET value = '9999' WHERE name = 'category_none_points';
UPDATE setting SET value = '0' WHERE name = 'category_confidence';
SELECT 'no leaf far ahead', count(*) FROM category_proposal('口罩不够');
UPDATE setting SET value = '8' WHERE name = 'category_none_points';
UPDATE setting SET value = '1' WHERE name = 'category_confidence';
SELECT 'too unsure', count(*) FROM category_proposal('罩太少，罩不好买');
SELECT 'then the rules', category, method FROM category_proposal('口罩不够');
UPDATE setting SET value = '0' WHERE name = 'category_confidence';
UPDATE setting SET value = 'other' WHERE name = 'category_model';
SELECT 'no such model', count(*) FROM category_proposal('罩太少，罩不好买');
SELECT 'null', count(*) FROM category_proposal(NULL);
CREATE VIEW t_view AS SELECT category_predict('default', '缺口罩') AS label, (SELECT label FROM category_scores('default', '缺口罩')) AS best;
.dbconfig trusted_schema off
SELECT 'view', * FROM t_view;

-- A model learns from what a person decided.
SELECT 'to learn from', count(*) FROM category_training;

-- What must fail.
SELECT category_train(text, label) FROM told WHERE 0;
SELECT category_train(text, label) FROM told WHERE label = 'labour';
SELECT category_evaluate(text, label) FROM told WHERE 0;
SELECT category_evaluate(text, label, '{"folds":2}') FROM told WHERE no IN (1, 6);
SELECT category_train(text, '') FROM told;
SELECT category_train(text, replace(hex(zeroblob(129)), '0', 'x')) FROM told;
SELECT category_train(text, 'a' || char(0)) FROM told;
SELECT category_train(text, no) FROM told;
SELECT category_train(no, label) FROM told;
SELECT category_train(text, label || CAST(x'FF' AS TEXT)) FROM told;
SELECT category_train(text, label, '{"folds":3}') FROM told;
SELECT category_train(text, label, '{"bits":9}') FROM told;
SELECT category_train(text, label, '{"bits":18.5}') FROM told;
SELECT category_train(text, label, '{"C":0}') FROM told;
SELECT category_train(text, label, '{"seed":"x"}') FROM told;
SELECT category_train(text, label, '[1]') FROM told;
SELECT category_train(text, label, '7') FROM told;
SELECT category_train(text, label, 'seed') FROM told;
SELECT category_train(text, label, 7) FROM told;
SELECT category_train(text, label, '{"seed":' || no || '}') FROM told;
SELECT category_evaluate(text, label, '{"folds":1}') FROM told;
SELECT category_train(text, 'label ' || no) FROM (WITH RECURSIVE n(no) AS (SELECT 1 UNION ALL SELECT no + 1 FROM n WHERE no < 1025) SELECT 'x' AS text, no FROM n);
SELECT category_predict('nobody', 'x');
SELECT category_predict(7, 'x');
SELECT category_predict(x'00', 'x');
SELECT category_predict(substr(model, 1, 60), 'x') FROM made;
SELECT category_predict(substr(model, 1, 200), 'x') FROM made;
SELECT category_predict(substr(model, 1, 300) || x'00' || substr(model, 302), 'x') FROM made WHERE substr(model, 301, 1) <> x'00';
SELECT category_predict(CAST(substr(model, 1, 400) || x'55' || substr(model, 402) AS BLOB), 'x') FROM made;
SELECT category_predict(CAST(substr(model, 1, 8) || x'02' || substr(model, 10) AS BLOB), 'x') FROM made;
SELECT category_predict(model, 7) FROM made;
SELECT category_predict(model, x'41') FROM made;
SELECT * FROM category_scores('nobody', 'x');
SELECT * FROM made, category_scores(model, x'41');
SELECT * FROM category_scores('default');
SELECT * FROM category_proposal;
SELECT category_model_info('nobody');
INSERT INTO category_model (name, model) VALUES ('bad', x'0102');
INSERT INTO category_model (name, model) SELECT '', model FROM made;
UPDATE category_model SET note = 'other';
DELETE FROM category_model;
INSERT OR REPLACE INTO category_model (id, name, model) SELECT 1, 'default', model FROM made;
INSERT INTO category_model (id, name, model) SELECT -1, 'default', model FROM made;
UPDATE setting SET value = 'much' WHERE name = 'category_confidence';
UPDATE setting SET value = '-1' WHERE name = 'category_rules_limit';
UPDATE setting SET value = '1.5' WHERE name = 'category_model_points';
