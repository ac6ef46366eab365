-- What many have in common: by category and by text, by enterprises and grids and not by demands, at the moment.
.mode list
INSERT INTO grid (code, unit, name, name_en) VALUES ('G1', 'FGW', '一', 'One'), ('G2', 'FGW', '二', 'Two'), ('G3', 'FGW', '三', 'Three');
INSERT INTO enterprise (uscc, name, grid) VALUES ('E1', '甲', 'G1'), ('E2', '乙', 'G2'), ('E3', '丙', 'G1'), ('E4', '丁', NULL), ('E5', '戊', 'G3');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES
  ('T-D-01', 'E1', 'FGW', '员工就餐是否分开', '2020-02-11T17:00:00Z'),          -- one problem, in other words
  ('T-D-02', 'E2', 'FGW', '员工用餐采取什么形式', '2020-02-13T01:00:00Z'),
  ('T-D-03', 'E3', 'FGW', '厂门口的路灯坏了，夜班不安全', '2020-02-13T02:00:00Z'),   -- no category, one wording
  ('T-D-04', 'E5', 'FGW', '路灯坏了，厂门口夜班工人害怕', '2020-02-13T03:00:00Z'),
  ('T-D-05', 'E3', 'FGW', '厂门口路灯坏了！！', '2020-02-14T03:00:00Z'),
  ('T-D-06', 'E1', 'FGW', '隔壁工地的噪音太大', '2020-02-13T04:00:00Z'),          -- one enterprise repeats itself
  ('T-D-07', 'E1', 'FGW', '隔壁工地的噪音太大了', '2020-02-14T04:00:00Z'),
  ('T-D-08', 'E1', 'FGW', '隔壁工地的噪音还是太大', '2020-02-15T04:00:00Z'),
  ('T-D-09', 'E1', 'FGW', '食堂的燃气管道老化', '2020-02-15T05:00:00Z'),          -- two enterprises, one grid
  ('T-D-10', 'E3', 'FGW', '燃气管道老化，食堂不敢用', '2020-02-15T06:00:00Z'),
  ('T-D-11', 'E4', 'FGW', '食堂燃气管道老化了', '2020-02-15T06:30:00Z'),          -- a third, in no grid
  ('T-D-12', 'E5', 'FGW', '。。。', '2020-02-15T07:00:00Z'), ('T-D-13', 'E2', 'FGW', '。。。', '2020-02-15T07:00:00Z'), ('T-D-14', 'E5', 'FGW', '', '2020-02-15T08:00:00Z');
SELECT set_viewer('boss'), set_moment('2020-02-20', NULL);
SELECT 'leaf', demand_category('员工就餐是否分开') = demand_category('员工用餐采取什么形式'), text_similarity('员工就餐是否分开', '员工用餐采取什么形式');
DELETE FROM category_term;               -- what follows does not depend on the rules that the store comes with
INSERT INTO category_term (category, term, weight) VALUES ('dining', '就餐', 10), ('dining', '用餐', 10), ('utilities', '燃气', 10);
.mode box
SELECT * FROM common_problems();
.mode list
-- The order and the counts, by other means.
SELECT 'counts', sum(enterprises = (SELECT count(DISTINCT d.enterprise) FROM json_each(refs) j JOIN demand d ON d.ref = j.value)),
       sum(grids = (SELECT count(DISTINCT e.grid) FROM json_each(refs) j JOIN demand d ON d.ref = j.value JOIN enterprise e ON e.uscc = d.enterprise)),
       sum(first = (SELECT min(local_date(d.at)) FROM json_each(refs) j JOIN demand d ON d.ref = j.value)),
       sum(last = (SELECT max(local_date(d.at)) FROM json_each(refs) j JOIN demand d ON d.ref = j.value)), count(*) FROM common_problems();
-- The moment and the viewer.
SELECT set_moment('2020-02-12', NULL);
SELECT 'before', count(*) FROM common_problems();
SELECT set_moment('2020-02-13', NULL);
SELECT 'earlier', problem, refs, last FROM common_problems();
SELECT set_moment('2020-02-20', NULL), set_viewer('nobody');
SELECT 'none', count(*) FROM common_problems();
SELECT set_viewer('boss');
-- How many make a problem common.
UPDATE setting SET value = '1' WHERE name = 'common_grids';
SELECT 'one grid', problem, enterprises, grids FROM common_problems();
UPDATE setting SET value = '3' WHERE name = 'common_enterprises';
SELECT 'three', problem, enterprises FROM common_problems();
UPDATE setting SET value = '1' WHERE name = 'common_enterprises';
SELECT 'one', problem, enterprises, json_array_length(refs) FROM common_problems();
DELETE FROM setting WHERE name IN ('common_enterprises', 'common_grids');
SELECT 'as before', group_concat(problem) FROM common_problems();
-- A decision on the category counts more than the rules, and a superseded demand not at all.
INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('T-X-1', 'T-D-06', 'valid', 'utilities', '2020-02-16T00:00:00Z'), ('T-X-2', 'T-D-13', 'valid', 'utilities', '2020-02-16T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, at) VALUES ('T-X-3', 'T-D-02', 'superseded', '写错', 'T-D-01', '2020-02-16T00:00:00Z');
SELECT 'decided', problem, refs FROM common_problems();

-- What must fail.
SELECT * FROM common_problems(1);
INSERT INTO setting (name, value) VALUES ('common_grids', 'many');
INSERT INTO setting (name, value) VALUES ('common_enterprises', '0');
