-- How alike texts are, and what was sent twice.
.mode list
SELECT 'same', text_similarity('口罩不足', '口罩 不足'), text_similarity('Ｎ９５口罩', 'n95口罩'), text_similarity('企業復工', '企业复工');
SELECT 'share', text_similarity('abcd', 'bcda'), text_similarity('员工口罩不足一万只', '员工口罩不足一 万只。');
SELECT 'short', text_similarity('口罩', '口罩'), text_similarity('口罩', '罩口'), text_similarity('口罩', '口罩不足'), text_similarity('', ' ');
SELECT 'one problem, not one text', text_similarity('员工就餐是否分开', '员工用餐采取什么形式');
SELECT 'null', text_similarity(NULL, 'a') IS NULL, text_similarity('a', NULL) IS NULL;
SELECT 'nul, no UTF-8', text_similarity('a' || char(0) || 'b', 'ab'), text_similarity(CAST(x'6162FF7A' AS TEXT), CAST(x'6162FE7A' AS TEXT)), text_similarity(CAST(x'FFFFFF' AS TEXT), CAST(x'FEFEFE' AS TEXT)), text_similarity(CAST(x'FFFFFF' AS TEXT), CAST(x'FFFFFF' AS TEXT));
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

-- Earlier demands like a new text: most similar first; of those that the viewer may see.
SELECT 'earlier', ref, round(similarity, 4) FROM similar_demands('我公司缺少口罩五百只，请协调');
SELECT 'earlier, less like it', ref, round(similarity, 4) FROM similar_demands('我公司缺少口罩五百只，请协调', 0.3);
SELECT 'none like it', count(*) FROM similar_demands('通行证怎么办');
SELECT 'null', (SELECT count(*) FROM similar_demands(NULL)), (SELECT count(*) FROM similar_demands('流动资金短缺！', NULL));
SELECT set_viewer('fgw');
SELECT 'unit', ref FROM similar_demands('我公司缺少口罩五百只，请协调');
SELECT set_viewer('boss');
SELECT 'marks', count(*), count(DISTINCT mark), min(mark) >= 0, max(mark) < 4294967296, size, low, high FROM text_marks('员工口罩不足一万只');
SELECT 'marks of a higher threshold', count(*), size, low, high FROM text_marks('员工口罩不足一万只', 0.8);
SELECT 'marks of next to nothing', count(*), size, low, high FROM text_marks('', 1e-300);
-- Two thousand indexed demands and some that are not yet: what the whole list gives, for texts of either part.
INSERT INTO demand (ref, enterprise, unit, text, at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2595)
SELECT 'T-E-' || i, 'E1', 'FGW', '我公司' || CASE i % 7 WHEN 0 THEN '急需' WHEN 1 THEN '缺少' ELSE '還缺' END || CASE i % 11 WHEN 0 THEN ' ' WHEN 1 THEN '工人' ELSE '口罩' END
       || substr('一二三四五六七八九十', 1 + i % 10, 1) || substr('百千万', 1 + i % 3, 1) || CASE WHEN i % 2 THEN '' ELSE '，请协调' END, '2020-02-21T00:00:00Z'
  FROM n;
SELECT 'indexed', count(DISTINCT demand), max(demand), (SELECT max(id) FROM demand) FROM demand_mark;
WITH p (t, h) AS (VALUES ('我公司缺少口罩五百只，请协调', 0.5), ('我公司还缺口罩二千，请协调', 0.8), ('我公司急需工人九万', 0.6), ('口罩', 0.5),
                         ('我公司急需工人九万', 1), ('急需', 0.2), ('我公司', 0.1))
SELECT 'as the whole list', t, h, wanted IS got, length(wanted) FROM (
  SELECT t, h, (SELECT group_concat(ref || ' ' || s) FROM (SELECT ref, text_similarity(text, t) AS s FROM duplicate_candidates
                 WHERE text_similarity(text, t) >= h ORDER BY s DESC, ref)) AS wanted,
         (SELECT group_concat(ref || ' ' || similarity) FROM similar_demands(t, h)) AS got
    FROM p);
-- What must fail.
SELECT * FROM similar_demands();
SELECT * FROM similar_demands(12);
SELECT * FROM similar_demands('x', 2);
SELECT * FROM text_marks(x'61');
SELECT * FROM text_marks('x', 0);
SELECT * FROM near_duplicates();
SELECT * FROM near_duplicates;
SELECT * FROM near_duplicates(0);
SELECT * FROM near_duplicates(1.01);
SELECT * FROM near_duplicates(-1);
SELECT * FROM near_duplicates('0.5');
SELECT * FROM near_duplicates(x'35');
SELECT * FROM near_duplicates(0.5, 1);
INSERT INTO near_duplicates VALUES ('a', 'b', 1);
