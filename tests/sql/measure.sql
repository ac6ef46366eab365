-- Measures as rows: Harbin New Area's of acceptance.md, what they give step by step, and what is refused.
.mode list
.nullvalue NULL
INSERT INTO policy (code, zone, title, title_en, source) VALUES ('HX21', (SELECT code FROM zone), '哈尔滨新区二十一条', 'Harbin New Area, 21 measures', '哈尔滨新区报道');
INSERT INTO clause (code, policy, no, title, title_en) VALUES ('HX21-01', 'HX21', '01', '投资补助', 'Investment grants');
INSERT INTO measure (code, clause, name_zh, name_en) VALUES
  ('invest', 'HX21-01', '按投资额10%补助，最高500万元', '10 % of investment, at most 5 million yuan'),
  ('loan', 'HX21-01', '最高1000万元贷款', 'a loan of up to 10 million yuan'),
  ('award-100', 'HX21-01', '奖励100万元', 'an award of 1 million yuan'), ('award-50', 'HX21-01', '奖励50万元', 'an award of 0.5 million yuan'),
  ('increment', 'HX21-01', '增量的50%', '50 % of the increment'), ('third', 'HX21-01', '三分之一', 'a third'),
  ('least', 'HX21-01', '不低于1万元', 'at least 10,000 yuan'), ('double', 'HX21-01', '两倍', 'double'), ('none', 'HX21-01', '无', 'none');
INSERT INTO measure_step (measure, no, kind, value, per) VALUES
  ('invest', 1, 'rate', 10, 100), ('invest', 2, 'cap', money_fen('500万元'), NULL), ('loan', 1, 'cap', money_fen('1000万元'), NULL),
  ('award-100', 1, 'award', money_fen('100万元'), NULL), ('award-50', 1, 'award', money_fen('50万元'), NULL),
  ('increment', 1, 'increment', NULL, NULL), ('increment', 5, 'rate', 50, 100), ('third', 1, 'rate', 1, 3),
  ('least', 1, 'rate', 1, 100), ('least', 2, 'floor', money_fen('1万元'), NULL), ('double', 1, 'rate', 2, 1);
SELECT measure, base, money_text(measure_amount(measure, money_fen(base)), '万元') AS given FROM (
  SELECT 'invest' AS measure, '4999.99万元' AS base UNION ALL SELECT 'invest', '5000万元' UNION ALL SELECT 'invest', '5000.01万元'
  UNION ALL SELECT 'loan', '999万元' UNION ALL SELECT 'loan', '1000万元' UNION ALL SELECT 'loan', '1000.01万元'
  UNION ALL SELECT 'award-100', '1元' UNION ALL SELECT 'award-50', '0元' UNION ALL SELECT 'increment', '80万元' UNION ALL SELECT 'increment', '0.01元'
  UNION ALL SELECT 'least', '1元' UNION ALL SELECT 'least', '1亿元');
SELECT 'an increment below 0', measure_amount('increment', -8000000), measure_amount('increment', -9223372036854775807 - 1);
SELECT 'rounded down', measure_amount('third', 1), measure_amount('third', 2), measure_amount('third', 3), measure_amount('third', 100);
SELECT 'NULL', measure_amount(NULL, 1), measure_amount('third', NULL), (SELECT count(*) FROM measure_worked(NULL, 1)), (SELECT count(*) FROM measure_worked('third', NULL));
SELECT 'worked', * FROM measure_worked('invest', money_fen('5000.01万元'));
SELECT 'worked', step, kind, before, amount FROM measure_worked('increment', -5);
SELECT 'both agree', count(*) FROM measure_step_info m WHERE measure <> 'double'
   AND measure_amount(measure, 123456789) IS NOT (SELECT amount FROM measure_worked(m.measure, 123456789) ORDER BY step DESC LIMIT 1);
SELECT 'the largest', measure_amount('loan', 9223372036854775807), measure_amount('third', 9223372036854775807);
SELECT 'a step', measure_step_fen('rate', 10, 100, 499999), measure_step_fen('increment', NULL, NULL, -1), measure_step_fen(NULL, 1, 1, 1), measure_step_fen('cap', 1, NULL, NULL);
UPDATE measure_step SET value = 20 WHERE measure = 'invest' AND no = 1;
SELECT 'a changed row counts at once', measure_amount('invest', 100);
BEGIN; UPDATE measure_step SET value = 30 WHERE measure = 'invest' AND no = 1; SELECT 'in its transaction too', measure_amount('invest', 100); ROLLBACK;
SELECT 'and not after ROLLBACK', measure_amount('invest', 100);
-- Refused.
SELECT measure_amount('nothing', 1);
SELECT * FROM measure_worked('nothing', 1);
SELECT measure_amount('none', 1);
SELECT measure_amount('invest', -1);
SELECT * FROM measure_worked('least', -1);
SELECT measure_amount('double', 9223372036854775807);
SELECT measure_amount('invest', 1.5);
SELECT measure_amount('invest', '5000万元');
SELECT measure_amount(1, 1);
SELECT count(*) FROM measure_worked('invest');
SELECT measure_step_fen('share', 1, 1, 1);
SELECT measure_step_fen('rate', 1, NULL, 1);
SELECT measure_step_fen('rate', 1, 0, 1);
SELECT measure_step_fen('cap', 1, 2, 1);
SELECT measure_step_fen('cap', -1, NULL, 1);
SELECT measure_step_fen('increment', 1, NULL, 1);
SELECT measure_step_fen('award', NULL, NULL, 1);
INSERT INTO measure_step VALUES ('invest', 3, 'increment', 5, NULL);
INSERT INTO measure_step VALUES ('invest', 3, 'lottery', 5, NULL);
INSERT INTO measure_step VALUES ('invest', 0, 'cap', 5, NULL);
