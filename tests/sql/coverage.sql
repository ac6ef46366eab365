-- Who was reached (schema/coverage.sql). 郑州二七: 77 enterprises, one contact unit's grid to each, a channel on every contact;
-- 成都: an enterprise belongs to exactly one grid, and so to one contact unit.
INSERT INTO grid (code, unit, name, name_en) WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 77)
  SELECT printf('G%02d', n), 'FGW', '网格' || n, 'Grid ' || n FROM n;
INSERT INTO enterprise (uscc, name, grid) SELECT 'E-' || substr(code, 2), '企业' || substr(code, 2), code FROM grid;
INSERT INTO enterprise (uscc, name) VALUES ('X-1', '网格外企业');
INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at)
  SELECT 'T-D-' || uscc, uscc, 'FGW', '走访', iif(uscc < 'E-50', 'visit', 'phone'), '2020-02-20T01:00:00Z', '2020-02-20T02:00:00Z' FROM enterprise WHERE grid <> 'G77';
INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at) VALUES
  ('T-D-1', 'E-01', 'FGW', '又走访', 'phone', '2020-02-22T01:00:00Z', '2020-02-22T02:00:00Z'),
  ('T-D-2', 'E-77', 'FGW', '电话', 'phone', '2020-02-23T01:00:00Z', '2020-02-23T02:00:00Z'),
  ('T-D-3', 'X-1', 'FGW', '来信', 'letter', '2020-02-23T01:00:00Z', '2020-02-23T02:00:00Z');
SELECT 'zone', count(*), sum(enterprises), sum(contacted), sum(with_valid), count(*) - count(grid) FROM coverage_now;
SELECT 'one to one', min(enterprises), max(enterprises), min(contacted) FROM coverage_now WHERE grid IS NOT NULL;
SELECT 'no grid', enterprises, contacted FROM coverage_now WHERE grid IS NULL;
SELECT 'channels', channel, count(*), count(DISTINCT enterprise) FROM contact_now GROUP BY 2 ORDER BY 2;
SELECT 'contacts', channel, at FROM contact_now WHERE enterprise = 'E-01' ORDER BY at;
INSERT INTO triage_desk (demand, kind, category) VALUES ('T-D-E-05', 'valid', 'supplies');
SELECT 'valid', grid, with_valid FROM coverage_now WHERE with_valid > 0;
-- Grids add up to the zone's distinct count, at earlier moments and as it was known.
SELECT 'same', (SELECT sum(contacted) FROM coverage_now) IS (SELECT sum(contacted) FROM reach_now WHERE unit = '');
SELECT 'before', set_moment('2020-02-21', NULL) IS NOT NULL, (SELECT sum(contacted) FROM coverage_now), (SELECT sum(contacted) FROM reach_now WHERE unit = ''), (SELECT count(*) FROM contact_now);
SELECT 'not known', set_moment('2020-02-23T01:30:00Z', '2020-02-23T01:30:00Z') IS NOT NULL, (SELECT sum(contacted) FROM coverage_now), (SELECT count(*) FROM contact_now);
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;
-- An enterprise is in one grid: another one takes it out of the first.
UPDATE enterprise SET grid = 'G02' WHERE uscc = 'E-01';
SELECT 'moved', grid, enterprises FROM coverage_now WHERE grid IN ('G01', 'G02') ORDER BY grid;
SELECT 'zone', sum(enterprises), sum(contacted) FROM coverage_now;
-- 杭州: 4,450 enterprises in 10 groups, each with 3 to 5 cadres, are 89.0 to 148.3 to a cadre. A grid that does not say is in no figure.
INSERT INTO grid (code, unit, name, name_en, cadres_least, cadres_most) WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 10)
  SELECT printf('P%02d', n), 'FGW', '谱系' || n, 'Group ' || n, 3, 5 FROM n;
INSERT INTO enterprise (uscc, name, grid) WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 4450)
  SELECT 'P-' || n, '谱系企业' || n, printf('P%02d', 1 + n % 10) FROM n;
SELECT 'per cadre', grid, enterprises, cadres_least, cadres_most, printf('%.1f to %.1f', per_cadre_least, per_cadre_most) FROM cadre_load WHERE grid IS NULL OR grid IN ('P01', 'P10');
UPDATE grid SET cadres_least = 4, cadres_most = 4 WHERE code = 'P01';
SELECT 'one of them has four', ifnull(grid, 'zone'), printf('%.1f to %.1f', per_cadre_least, per_cadre_most) FROM cadre_load WHERE grid IS NULL OR grid = 'P01';
UPDATE grid SET cadres_least = 5, cadres_most = 3 WHERE code = 'P02';
UPDATE grid SET cadres_least = 0 WHERE code = 'P02';
UPDATE grid SET cadres_most = NULL WHERE code = 'P02';
