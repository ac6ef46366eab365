-- What demands are about. acceptance.md, "Categories", with the sentences of the articles.
.mode list
.nullvalue NULL
CREATE TEMP TABLE said (no INTEGER PRIMARY KEY, text TEXT);
INSERT INTO said (text) VALUES
  ('想再申请一些应急物资'), ('想复工苦于没有口罩'), ('请问一下民用口罩生产要符合哪些标准'), ('跨区上班通行证咋办'),
  ('请求陆上转运沿线协助'), ('66名实习生不能及时到岗'), ('工人是都回来了，可是建材不好找啊'), ('不知道卖给谁'),
  ('缺原材料，但是不知道找谁买'), ('保证零部件同时到位很难'), ('流动资金短缺'), ('不愿让我们的外省员工住宿'),
  ('人手、原料、运输三方面'), ('回哈员工是否先隔离'), ('厂区一天消毒几次'), ('员工就餐是否分开'), ('员工用餐采取什么形式'),
  ('企业复工应该准备什么'),
  ('眼瞅着复工了，口罩供应量还没能完全跟上，想再申请一些应急物资。'),
  ('请问一下民用口罩生产要符合哪些标准？出厂检测又需要做什么呢？'),
  ('受疫情影响，省内班车停运，公司在泸州市的66名实习生不能及时到岗，请帮忙协调。'),
  ('有的企业把产品生产出来，但是不知道卖给谁，有的企业缺原材料，但是不知道找谁买。'),
  ('詹书记，洗涤塔抵达古雷港11号码头，塔体超大，请求陆上转运沿线协助……'),
  ('各地复工时间不一样，保证零部件同时到位很难。'),
  ('有的防疫物资短缺、有的资金有缺口、有的生产原料不足'),
  ('園區ＮＧ：沒有口罩'), ('Workers are back, but we cannot find raw materials.'), ('we need a loan'), ('企业有困难，请支持。'), ('');
SELECT text, demand_category(text), (SELECT group_concat(category || ' ' || score, ', ') FROM demand_categories(text)) FROM said;

-- Every counted term with its place in the text, fit for substr(); the weights add up to the score.
SELECT rank, category, score, terms, method, length(version) FROM demand_categories('人手、原料、运输三方面');
SELECT category, terms FROM demand_categories('請協調ＫＮ９５口罩與防護服；口罩！');
SELECT 'places', count(*), sum(text_fold(substr(s.text, t.value ->> 'start', t.value ->> 'length')) = text_fold(t.value ->> 'term'))
  FROM said s JOIN demand_categories(s.text) c JOIN json_each(c.terms) t;
SELECT 'sums', count(*), sum(score = (SELECT sum(value ->> 'weight') FROM json_each(terms))) FROM said s JOIN demand_categories(s.text);
SELECT 'first is best', count(*), sum(c.category = demand_category(s.text)) FROM said s JOIN demand_categories(s.text) c
 WHERE c.rank = 1 AND demand_category(s.text) IS NOT NULL;
SELECT 'threshold', min(score) >= 10 FROM said s JOIN demand_categories(s.text);
SELECT 'least', category, score, margin FROM demand_categories('吃住的事', 1);
SELECT 'least', count(*), (SELECT count(*) FROM demand_categories('吃住的事')), (SELECT count(*) FROM demand_categories('吃住的事', NULL)) FROM demand_categories('吃住的事', 6);
SELECT 'margins', rank, category, score, margin FROM demand_categories('人手、原料、运输三方面；原材料');
SELECT 'margin of one', margin = score FROM demand_categories('没有口罩');
SELECT 'null', demand_category(NULL), (SELECT count(*) FROM demand_categories(NULL));
SELECT 'where', category FROM demand_categories WHERE input = '没有口罩';
SELECT 'hidden', input, rowid FROM demand_categories('没有口罩');
SELECT 'nul', demand_category('a' || char(0) || '口罩'), (SELECT terms FROM demand_categories('a' || char(0) || '口罩'));
SELECT 'broken', demand_category(CAST(x'FFE58FA3E7BDA9E4' AS TEXT)), (SELECT terms FROM demand_categories(CAST(x'FFE58FA3E7BDA9E4' AS TEXT)));
SELECT 'long', demand_category(replace(hex(zeroblob(500000)), '0', '天') || '口罩');
CREATE VIEW t_view AS SELECT text, demand_category(text) AS category, (SELECT max(score) FROM demand_categories(text)) AS score
  FROM (SELECT '没有口罩' AS text);
.dbconfig trusted_schema off
SELECT 'view', * FROM t_view;

-- The tree: two levels, leaves with a unit and 2 to 10 working days, no term that cannot speak.
SELECT 'tree', count(*) FILTER (WHERE parent IS NULL), count(*) FILTER (WHERE parent IS NOT NULL) >= 20,
       sum(parent IS NOT NULL AND (unit IS NULL OR workdays NOT BETWEEN 2 AND 10)),
       sum(parent IN (SELECT code FROM category WHERE parent IS NOT NULL)) FROM category;
SELECT 'terms', count(*) - count(DISTINCT category || ' ' || text_fold(term)), sum(term <> text_fold(term)),
       sum(category IN (SELECT parent FROM category)) FROM category_term;
SELECT 'not found', count(*), group_concat(t.category || ' ' || t.term) FROM category_term t
 WHERE NOT EXISTS (SELECT 1 FROM demand_categories(t.term || '。' || t.term), json_each(terms) j WHERE j.value ->> 'term' = t.term)
   AND t.weight >= 10;

-- A changed term counts from the next statement on, and not after a roll-back; then another change is another.
CREATE TEMP TABLE v AS SELECT version FROM demand_categories('没有口罩');
BEGIN;
INSERT INTO category_term VALUES ('dining', '口罩', 50);
SELECT 'changed', demand_category('没有口罩'), (SELECT version FROM demand_categories('口罩')) = (SELECT version FROM v);
ROLLBACK;
SELECT 'rolled back', demand_category('没有口罩'), (SELECT version FROM demand_categories('口罩')) = (SELECT version FROM v);
BEGIN;
INSERT INTO category_term VALUES ('lodging', '口罩', 60);
SELECT 'changed differently', demand_category('没有口罩');
SAVEPOINT s;
UPDATE category_term SET weight = 5 WHERE category = 'lodging' AND term = '口罩';
SELECT 'in a savepoint', demand_category('没有口罩');
ROLLBACK TO s;
SELECT 'savepoint rolled back', demand_category('没有口罩');
DELETE FROM category_term WHERE category = 'lodging' AND term = '口罩';
SELECT 'deleted', demand_category('没有口罩'), (SELECT version FROM demand_categories('口罩')) = (SELECT version FROM v);
COMMIT;
SELECT 'committed', demand_category('没有口罩');
UPDATE setting SET value = '11' WHERE name = 'category_threshold';
SELECT 'threshold 11', demand_category('没有口罩'), (SELECT count(*) FROM demand_categories('没有口罩'));
UPDATE setting SET value = '10' WHERE name = 'category_threshold';

-- The words of resolved clauses are data, too.
SELECT 'resolved', demand_category('口罩搞定了，但是想贷款'), demand_category('口罩够用，但是想贷款'), (SELECT category FROM demand_categories('口罩够用，但是想贷款') WHERE rank = 2);
BEGIN;
INSERT INTO clause_word VALUES ('settled', '搞定了');
SELECT 'with another word', (SELECT count(*) FROM demand_categories('口罩搞定了，但是想贷款')), rules_version() = (SELECT version FROM v);
ROLLBACK;
SELECT 'without', (SELECT count(*) FROM demand_categories('口罩搞定了，但是想贷款')), rules_version() = (SELECT version FROM v);

-- Exclusions, ties, folding, one character, a longer term over a shorter.
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('t-a', NULL, '甲', 'A', 'FGW', 3), ('t-b', NULL, '乙', 'B', 'FGW', 3);
INSERT INTO category_term VALUES ('t-a', '甲乙', 20), ('t-b', '乙丙丁', 30), ('t-a', '不要', -15), ('t-b', '己', 20), ('t-a', 'ＡＢ c', 12),
  ('t-b', '甲乙戊', 12), ('t-a', '"\', 11);
SELECT 'leftmost', demand_category('甲乙丙丁'), 'longest', demand_category('甲乙戊'), 'next', demand_category('乙丙丁甲乙戊');
SELECT 'exclusion', demand_category('甲乙'), demand_category('甲乙不要'), demand_category('不要'), (SELECT count(*) FROM demand_categories('不要'));
SELECT 'tie', demand_category('甲乙，己'), (SELECT group_concat(category) FROM demand_categories('甲乙，己'));
SELECT 'once', score FROM demand_categories('己己己');
SELECT 'latin', demand_category('ab C.'), demand_category('xab c'), demand_category('ab cd'), demand_category('不ab c不');
SELECT 'json', terms, json_valid(terms) FROM demand_categories('a"\b');

-- A term as it is compared; the version of the rules.
SELECT 'term', term_check('ＮＩＫＥ防護服'), term_check(NULL), length(term_check(replace(hex(zeroblob(32)), '0', '中')));
SELECT 'version', rules_version() = (SELECT version FROM demand_categories('没有口罩')), length(rules_version());

-- Which recorded decisions the rules in force would make differently, and by what version they were made.
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '甲公司');
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at)
  SELECT 'T-D-' || value, '91350100M000100Y43', 'FGW', json_extract('["没有口罩", "想贷款", "厂门口的路灯坏了"]', '$[' || (value - 1) || ']'), store_now(), store_now()
    FROM (SELECT 1 AS value UNION ALL SELECT 2 UNION ALL SELECT 3);
INSERT INTO disposition (ref, demand, kind, category, method, version, at, recorded_at)
  SELECT replace(ref, '-D-', '-S-'), ref, 'valid', ifnull(demand_category(text), 'utilities'),
         CASE WHEN demand_category(text) IS NULL THEN 'person' ELSE 'rules' END,
         CASE WHEN demand_category(text) IS NULL THEN NULL ELSE rules_version() END, store_now(), store_now() FROM demand WHERE ref LIKE 'T-D-%';
SELECT 'rules differ from a person', demand, category, method, ifnull(version, 'none'), proposed FROM category_changes();
INSERT INTO category_term VALUES ('t-b', '贷款', 40), ('utilities', '路灯', 12);
SELECT 'after a change', demand, disposition, category, method, proposed, version <> c.rules_version, c.rules_version = rules_version()
  FROM category_changes() c;
DELETE FROM category_term WHERE term = '路灯' OR (term = '贷款' AND category = 't-b');
SELECT 'undone', count(*), sum(method = 'rules') FROM category_changes();

-- What must fail.
SELECT demand_category(95);
SELECT demand_category(x'E58FA3E7BDA9');
SELECT demand_category();
SELECT * FROM demand_categories(95);
SELECT * FROM demand_categories(x'E58FA3');
SELECT * FROM demand_categories;
SELECT * FROM demand_categories('a', 'b');
SELECT * FROM demand_categories('a', 0);
SELECT * FROM demand_categories('a', 1.5);
SELECT * FROM demand_categories('a', 1, 2);
INSERT INTO demand_categories (text) VALUES ('x');
SELECT term_check(95);
SELECT term_check('');
SELECT term_check('天' || char(0));
SELECT term_check(CAST(x'E58FA3E7BD' AS TEXT));
SELECT rules_version(1);
SELECT * FROM category_changes(1);
INSERT INTO category_term VALUES ('t-a', 'a' || char(0) || 'b', 5);
INSERT INTO category_term VALUES ('t-a', '', 5);
INSERT INTO category_term VALUES ('t-a', replace(hex(zeroblob(33)), '00', '中中'), 5);
INSERT INTO category_term VALUES ('t-a', '口', 0);
INSERT INTO category_term VALUES ('t-a', '口', 1001);
INSERT INTO category_term VALUES ('t-none', '口', 5);
INSERT INTO category_term VALUES ('services', '口', 5);
UPDATE category_term SET category = 'services' WHERE term = '己';
INSERT INTO category (code, parent, name_zh, name_en) VALUES ('t-c', 't-none', '', '');
INSERT INTO category (code, parent, name_zh, name_en) VALUES ('t-c', 'supplies', '', '');
INSERT INTO category (code, parent, name_zh, name_en) VALUES ('t-c', 't-a', '', '');
INSERT INTO clause_word VALUES ('settled', '');
INSERT INTO clause_word VALUES ('settled', 'a' || char(0));
INSERT INTO clause_word VALUES ('settled', replace(hex(zeroblob(17)), '0', '中'));
INSERT INTO clause_word VALUES ('else', '中');
UPDATE category SET parent = 'costs' WHERE code = 'services';
UPDATE category SET parent = 'legal' WHERE code = 'services';
UPDATE category SET parent = code WHERE code = 't-a';
SELECT demand_category('没有口罩');
SELECT count(*) FROM demand_categories('没有口罩');
DELETE FROM category_term WHERE category = 't-a';
UPDATE setting SET value = 'ten' WHERE name = 'category_threshold';
SELECT demand_category('没有口罩');
UPDATE setting SET value = '0' WHERE name = 'category_threshold';
SELECT demand_category('没有口罩');
DELETE FROM setting WHERE name = 'category_threshold';
SELECT demand_category('没有口罩');
INSERT INTO setting (name, value) VALUES ('category_threshold', '10');
SELECT 'mended', demand_category('没有口罩');
