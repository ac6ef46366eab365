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

-- All of the zone from an instant on, whoever looks, and what a period that closes keeps of it.
SELECT set_viewer('nobody');
SELECT 'zone', problem, by, enterprises, grids, first, last FROM zone_problems('2020-02-01T00:00:00Z');
SELECT 'from', problem, by, refs FROM zone_problems('2020-02-13T02:30:00Z');
SELECT 'NULL', count(*) FROM zone_problems(NULL);
SELECT 'later', count(*) FROM zone_problems('2020-02-17T00:00:00Z');
SELECT 'none closed', count(*) FROM problem_now; SELECT 'none closed', count(*) FROM problem_source;
INSERT INTO requirement (ref, demand, category, at) VALUES ('T-R-6', 'T-D-06', 'utilities', '2020-02-16T00:00:00Z'), ('T-R-13', 'T-D-13', 'utilities', '2020-02-16T00:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at) VALUES ('T-E-1', 'T-R-6', 'dispatched', 'FGW', day_end('2020-02-18'), '2020-02-16T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-2', 'T-R-6', 'solved', '2020-02-17T01:00:00Z');
SELECT 'closed', rollup() > 0;
SELECT set_moment('2020-02-19', NULL);
SELECT 'kept', no, by, problem, terms, demands, enterprises, grids, first, last, open, open_enterprises, open_grids, solved, escalated FROM problem_now;
SELECT set_viewer('boss');
SELECT 'terms', terms FROM problem_now;
SELECT 'demands', no, problem, ref, enterprise, state FROM problem_demand_now;
SELECT 'source', as_of, days, demands, enterprises, grids, since FROM problem_source;
-- The same by the function that works it out, at the end of the closed period; and counted from its demands.
SELECT 'same', (SELECT group_concat(problem || ' ' || demands || ' ' || enterprises || ' ' || grids || ' ' || first || ' ' || last || ' ' || terms, '; ') FROM (SELECT * FROM problem_now ORDER BY no))
             = (SELECT group_concat(problem || ' ' || json_array_length(refs) || ' ' || enterprises || ' ' || grids || ' ' || first || ' ' || last || ' ' || terms, '; ') FROM common_problems());
SELECT 'members', count(*), sum(n = demands) FROM (SELECT p.demands, (SELECT count(*) FROM problem_demand_now m WHERE m.no = p.no) AS n FROM problem_now p);
-- What the law takes from a demand goes from what it shared with others, and the trail still follows.
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-Z-1', 'demand', 'T-D-05', 'text', '个人信息保护法第四十七条', 'FGW');
SELECT 'redacted', problem, terms FROM problem_now; SELECT 'trail', trail_verify();

-- Of too many demands only the newest are grouped, with those of the same instant as the last of them.
SELECT set_moment(NULL, NULL);
UPDATE setting SET value = '9' WHERE name = 'common_demands';
INSERT INTO demand (ref, enterprise, unit, text, channel, at) SELECT 'T-D-99', enterprise, unit, '食堂没开，员工吃饭难', channel, '2020-02-01T00:00:00Z' FROM demand WHERE ref = 'T-D-06';
SELECT 'again', rollup();
SELECT set_moment('2020-02-19', NULL);
CREATE TEMP TABLE newest AS SELECT at FROM demand WHERE at <= as_of() ORDER BY at DESC LIMIT 1 OFFSET 8;
SELECT 'newest', (SELECT demands FROM problem_source), (SELECT count(*) FROM demand, newest WHERE demand.at < newest.at) > 0, problem, demands,
       problem_now.demands = (SELECT json_array_length(z.refs) FROM zone_problems((SELECT at FROM newest)) z WHERE z.problem = problem_now.problem)
  FROM problem_now;

-- What must fail.
INSERT INTO setting (name, value) VALUES ('common_demands', '0');
SELECT * FROM zone_problems();
SELECT * FROM common_problems(1);
INSERT INTO setting (name, value) VALUES ('common_grids', 'many');
INSERT INTO setting (name, value) VALUES ('common_enterprises', '0');
