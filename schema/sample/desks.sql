-- The section that has a category in the unit it goes to by default, and who else may have to do with it: leads now and
-- then, gets it by mistake, or helps. until: what it is extended to, where that is the end of March.
CREATE TEMP TABLE sample_desk (category TEXT PRIMARY KEY, section TEXT, other TEXT, until TEXT);
INSERT INTO sample_desk VALUES
  ('supplies', 'JXJ-WZ', 'WJW', NULL), ('labour', 'RSJ-JY', 'JTJ', NULL), ('lodging', 'ZJJ-FC', 'RSJ', NULL),
  ('commuting', 'JTJ-YS', 'RSJ', NULL), ('training', 'RSJ-JY', 'TCZX', NULL), ('social-insurance', 'RSJ-SB', 'SWJ', NULL),
  ('logistics', 'JTJ-YS', 'SWW', NULL), ('passes', 'JTJ-TX', 'JXJ', NULL), ('materials', 'JXJ-YX', 'SWW', NULL),
  ('supply-chain', 'JXJ-CY', 'KJJ', NULL), ('equipment', 'JXJ-CY', 'SWW', NULL), ('market', 'SWW-SC', 'TCZX', NULL),
  ('export', 'SWW-WM', 'FGW', NULL), ('standards', 'SCJG-ZL', 'KJJ', NULL), ('conversion', 'JXJ-CY', 'SCJG', NULL),
  ('financing', 'JRB-RZ', 'CZJ', '2020-03-31'), ('subsidy', 'CZJ-QY', 'KJJ', '2020-03-31'), ('tax', 'SWJ-NS', 'CZJ', '2020-03-31'),
  ('rent', 'TCZX-QY', 'CZJ', '2020-03-31'), ('utilities', 'JXJ-YX', 'FGW', NULL), ('resumption', 'FGW-ZH', 'JXJ', NULL),
  ('approval', 'SCJG-JG', 'TCZX', NULL), ('project', 'ZJJ-JG', 'TCZX', '2020-03-31'), ('technology', 'KJJ-CG', 'CZJ', '2020-03-31'),
  ('policy', 'FGW-ZC', 'CZJ', NULL);
UPDATE category SET section = (SELECT section FROM sample_desk d WHERE d.category = code) WHERE code IN (SELECT category FROM sample_desk);
