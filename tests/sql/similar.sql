-- How alike texts are, and what was sent twice.
.mode list
SELECT 'same', text_similarity('口罩不足', '口罩 不足'), text_similarity('Ｎ９５口罩', 'n95口罩'), text_similarity('企業復工', '企业复工');
SELECT 'share', text_similarity('abcd', 'bcda'), text_similarity('员工口罩不足一万只', '员工口罩不足一 万只。');
SELECT 'short', text_similarity('口罩', '口罩'), text_similarity('口罩', '罩口'), text_similarity('口罩', '口罩不足'), text_similarity('', ' ');
SELECT 'one problem, not one text', text_similarity('员工就餐是否分开', '员工用餐采取什么形式');
SELECT 'null', text_similarity(NULL, 'a') IS NULL, text_similarity('a', NULL) IS NULL;
SELECT 'nul, no UTF-8', text_similarity('a' || char(0) || 'b', 'ab'), text_similarity(CAST(x'6162FF7A' AS TEXT), CAST(x'6162FE7A' AS TEXT));
SELECT 'long', text_similarity(t, t || 'x') > 0.49, text_similarity(t, t) FROM (SELECT replace(hex(zeroblob(100000)), '0', '口罩') AS t);
SELECT text_similarity(1, 'a');
SELECT text_similarity('a', x'61');

-- Demands of three enterprises; a viewer sees what the lists show.
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('RSJ', 'T', '人社局', 'Labour', 1);
INSERT INTO enterprise (uscc, name) VALUES ('E1', '甲'), ('E2', '乙'), ('E3', '丙');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES
  ('T-D-3', 'E1', 'FGW', '我公司缺少口罩五百只，请协调', '2020-02-12T01:00:00Z'),
  ('T-D-1', 'E1', 'FGW', '我公司缺少口罩 500 只，请协调', '2020-02-12T02:00:00Z'),
  ('T-D-2', 'E2', 'RSJ', '我公司缺少口罩五百只，请協調', '2020-02-13T01:00:00Z'),
  ('T-D-4', 'E3', 'RSJ', '流动资金短缺', '2020-02-13T02:00:00Z'),
  ('T-D-5', 'E3', 'RSJ', '流动资金短缺！', '2020-02-20T02:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, at) VALUES ('T-X-4', 'T-D-4', 'superseded', '写错', 'T-D-5', '2020-02-20T03:00:00Z');
SELECT set_moment('2020-02-15', NULL), set_viewer('boss');
SELECT 'pairs', ref_a, ref_b, round(similarity, 4) FROM near_duplicates(0.3);
SELECT 'exact', ref_a, ref_b, similarity FROM near_duplicates(1);
SELECT 'as text_similarity', count(*), sum(n.similarity = text_similarity(a.text, b.text))
  FROM near_duplicates(0.3) n JOIN duplicate_candidates a ON a.ref = n.ref_a JOIN duplicate_candidates b ON b.ref = n.ref_b;
SELECT 'arguments', t.column1, (SELECT count(*) FROM near_duplicates(t.column1)) FROM (VALUES (0.3), (0.5), (1), (1.0), (NULL)) t;
SELECT set_viewer('fgw');
SELECT 'unit', ref_a, ref_b FROM near_duplicates(0.3);
SELECT set_viewer('nobody');
SELECT 'none', count(*) FROM near_duplicates(0.3);
SELECT set_viewer('boss'), set_moment('2020-02-19', NULL);
SELECT 'moment', group_concat(ref) FROM (SELECT ref FROM duplicate_candidates ORDER BY ref);
SELECT set_moment('2020-02-22', NULL);
SELECT 'superseded', group_concat(ref) FROM (SELECT ref FROM duplicate_candidates ORDER BY ref);

-- What must fail.
SELECT * FROM near_duplicates();
SELECT * FROM near_duplicates;
SELECT * FROM near_duplicates(0);
SELECT * FROM near_duplicates(1.01);
SELECT * FROM near_duplicates(-1);
SELECT * FROM near_duplicates('0.5');
SELECT * FROM near_duplicates(x'35');
SELECT * FROM near_duplicates(0.5, 1);
INSERT INTO near_duplicates VALUES ('a', 'b', 1);
