-- A rollup is late once its period has ended for more than a day and is not closed; closing it ends that. zone_info is what every
-- page and /health say it from.
.mode list
UPDATE setting SET value = '2020-02-10T01:00:00Z' WHERE name = 'clock_at';
SELECT 'an empty store is never late', late FROM zone_info;
INSERT INTO enterprise (uscc, name) VALUES ('E', '企业');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E', 'FGW', '缺口罩', '2020-02-10T01:00:00Z');
UPDATE setting SET value = '2020-02-11T15:59:58Z' WHERE name = 'clock_at';
SELECT 'the first period runs', rollup(), (SELECT late FROM zone_info);
UPDATE setting SET value = '2020-02-12T15:59:59Z' WHERE name = 'clock_at';
SELECT 'it has ended for a day', late FROM zone_info;
UPDATE setting SET value = '2020-02-12T16:00:00Z' WHERE name = 'clock_at';
SELECT 'for more than a day', late FROM zone_info;
SELECT 'and is closed', (SELECT period IS NULL FROM zone_info), rollup(), (SELECT period FROM zone_info), (SELECT late FROM zone_info);
UPDATE setting SET value = '2020-02-13T16:00:00Z' WHERE name = 'clock_at';
SELECT 'the second has ended', late, period FROM zone_info;
UPDATE setting SET value = '2020-02-14T15:59:59Z' WHERE name = 'clock_at';
SELECT 'for a day', late, period FROM zone_info;
UPDATE setting SET value = '2020-02-14T16:00:00Z' WHERE name = 'clock_at';
SELECT 'for more than a day', late, period FROM zone_info;
SELECT 'as of the day before', set_moment('2020-02-13', NULL) IS NOT NULL, (SELECT late FROM zone_info), set_moment(NULL, NULL) IS NOT NULL;
SELECT 'closed', rollup(), (SELECT late FROM zone_info), (SELECT period FROM zone_info);
SELECT 'as it was known before that', set_moment('2020-02-14T16:00:00Z', '2020-02-14T15:00:00Z') IS NOT NULL, (SELECT late FROM zone_info);
