-- What was proposed, what a person decided, and what a decision must say about it (schema/proposals.sql).
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '甲公司');
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at)
  SELECT 'T-D-' || column1, '91350100M000100Y43', 'FGW', '没有口罩', '2020-02-20T00:00:00Z', '2020-02-20T00:00:00Z'
    FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8));
INSERT INTO disposition (ref, demand, kind, category, reason, method, version, proposed_by, proposed_version, proposed, at) VALUES
  ('T-X-1', 'T-D-1', 'valid', 'masks', NULL, 'person', NULL, 'rules', 'r1', 'masks', '2020-02-21T00:00:00Z'),
  ('T-X-2', 'T-D-2', 'valid', 'labour', '缺的是人', 'person', NULL, 'rules', 'r1', 'masks', '2020-02-21T00:00:00Z'),
  ('T-X-3', 'T-D-3', 'valid', 'labour', NULL, 'person', NULL, 'model', 'm1', NULL, '2020-02-21T00:00:00Z'),
  ('T-X-4', 'T-D-4', 'valid', NULL, NULL, 'person', NULL, 'model', 'm1', 'no longer a category', '2020-02-21T00:00:00Z'),
  ('T-X-5', 'T-D-5', 'valid', 'masks', NULL, 'rules', 'r1', NULL, NULL, NULL, '2020-02-21T00:00:00Z'),
  ('T-X-6', 'T-D-6', 'incomplete', NULL, '请补充', 'person', NULL, 'rules', 'r1', 'masks', '2020-02-21T00:00:00Z'),
  ('T-X-7', 'T-D-7', 'valid', 'masks', NULL, 'person', NULL, NULL, NULL, NULL, '2020-02-21T00:00:00Z'),
  ('T-X-8', 'T-D-8', 'valid', 'masks', NULL, 'person', NULL, 'rules', 'r1', 'labour', '2020-02-21T00:00:00Z');
SELECT demand, ref, category, proposed, proposed_by, proposed_version, reason, outcome FROM category_outcome ORDER BY demand;
SELECT 'overruled', demand, proposed, category FROM category_overruled ORDER BY demand;

-- A decision of the rules that a person changes counts as overruled from then on, not before.
INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('T-X-9', 'T-D-5', 'valid', 'labour', '2020-02-22T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, category, proposed_by, proposed_version, proposed, at)
  VALUES ('T-X-9', 'T-D-5', 'valid', 'labour', 'rules', 'r1', 'masks', '2020-02-22T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, at) VALUES ('T-X-10', 'T-D-2', 'out_of_scope', '不属', '2020-02-22T00:00:00Z');
SELECT 'after', demand, proposed, category FROM category_overruled ORDER BY demand;
SELECT 'sent twice', count(*) FROM disposition;
INSERT INTO disposition (ref, demand, kind, category, proposed_by, proposed_version, proposed, at)
  VALUES ('T-X-9', 'T-D-5', 'valid', 'labour', 'rules', 'r1', 'masks', '2020-02-22T00:00:00Z');
SELECT 'sent twice', count(*) FROM disposition;
SELECT 'as of', set_moment('2020-02-21', NULL) IS NOT NULL;
SELECT demand, proposed, category FROM category_overruled ORDER BY demand;
SELECT 'not yet known', set_moment('2020-02-21', '2020-02-24T00:00:00Z') IS NOT NULL;
SELECT count(*) FROM category_outcome;
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;

-- Who may see a demand sees what became of its proposal; the view of the overruled needs no walk over the decisions.
SELECT set_viewer('stranger') IS NULL, (SELECT count(*) FROM category_outcome), (SELECT count(*) FROM category_overruled);
SELECT set_viewer('fgw') IS NULL, (SELECT count(*) FROM category_outcome), (SELECT count(*) FROM category_overruled);
EXPLAIN QUERY PLAN SELECT * FROM category_overruled ORDER BY at DESC LIMIT 10;

-- What must fail.
INSERT INTO disposition (ref, demand, kind, category, proposed, at) VALUES ('T-X-F', 'T-D-1', 'valid', 'masks', 'masks', '2020-02-22T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, category, proposed_by, proposed, at) VALUES ('T-X-F', 'T-D-1', 'valid', 'masks', 'rules', 'masks', '2020-02-22T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, category, proposed_by, proposed_version, at) VALUES ('T-X-F', 'T-D-1', 'valid', 'masks', 'person', '1', '2020-02-22T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, category, method, version, proposed_by, proposed_version, proposed, at)
  VALUES ('T-X-F', 'T-D-1', 'valid', 'masks', 'rules', 'r1', 'rules', 'r1', 'masks', '2020-02-22T00:00:00Z');
UPDATE disposition SET proposed = NULL WHERE ref = 'T-X-2';
