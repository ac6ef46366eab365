-- What is owed by when, what came, what is late or missing, whom to remind.
.mode list
.nullvalue NULL
INSERT INTO unit (code, zone, name, name_en, contact, responsible) VALUES ('AAA', 'T', '甲', 'A', 1, 1), ('BBB', 'T', '乙', 'B', 0, 1), ('CCC', 'T', '丙', 'C', 0, 0);
INSERT INTO enterprise (uscc, name) VALUES ('E1', '一');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'FGW', 'x', '2020-02-10T01:00:00Z');
CREATE TEMP VIEW owed AS SELECT unit, kind, period, due_at, at, state, reminders FROM submission_owed ORDER BY kind, unit, due_at;
-- Two contact units; periods 1 (10 and 11 February) to 7; 24 hours after the end.
SELECT set_moment('2020-02-12', NULL); SELECT 'nothing owed yet', count(*) FROM owed;
SELECT set_moment('2020-02-13', NULL); SELECT 'owed', * FROM owed; SELECT set_moment(NULL, NULL);
INSERT INTO submission (ref, unit, period, at) VALUES ('T-B-1', 'FGW', 1, '2020-02-12T01:00:00Z'), ('T-B-2', 'FGW', 2, '2020-02-15T01:00:00Z');
INSERT INTO submission (ref, unit, period, at) VALUES ('T-B-3', 'FGW', 3, '2020-02-17T16:00:01Z');
INSERT INTO submission (ref, unit, period, at) VALUES ('T-B-1', 'FGW', 1, '2020-02-12T01:00:00Z');
-- Two responsible units report their progress of every period too, one from the third day on, one until the 16th.
INSERT INTO expectation (unit, kind, every_hours, from_at, to_at) VALUES
  ('AAA', 'progress', NULL, day_start('2020-02-10'), NULL), ('BBB', 'progress', NULL, day_start('2020-02-12'), day_start('2020-02-16'));
INSERT INTO submission (ref, unit, kind, period, at) VALUES ('T-P-1', 'BBB', 'progress', 2, '2020-02-14T01:00:00Z'), ('T-P-2', 'AAA', 'progress', 1, '2020-02-20T01:00:00Z');
SELECT set_moment('2020-02-17', NULL); SELECT 'with progress', * FROM owed; SELECT 'rhythm', * FROM rhythm_now;
SELECT set_moment('2020-02-20', NULL); SELECT 'later', * FROM rhythm_now; SELECT set_moment(NULL, NULL);
-- Kunshan: three firms start again on the 12th, the 15th and the 17th and report every day from then on; the gaps.
INSERT INTO unit (code, zone, name, name_en, responsible) VALUES ('K1', 'T', '昆山一', 'K1', 0), ('K2', 'T', '昆山二', 'K2', 0), ('K3', 'T', '昆山三', 'K3', 0);
INSERT INTO expectation (unit, kind, every_hours, from_at) VALUES ('K1', 'check', 24, day_start('2020-02-12')), ('K2', 'check', 24, day_start('2020-02-15')), ('K3', 'check', 24, day_start('2020-02-17'));
WITH RECURSIVE day (d) AS (VALUES ('2020-02-12') UNION ALL SELECT date(d, '+1 day') FROM day WHERE d < '2020-02-19'),
sent (unit, d) AS (SELECT code, d FROM unit, day WHERE code IN ('K1', 'K2', 'K3')
                     AND d >= CASE code WHEN 'K1' THEN '2020-02-12' WHEN 'K2' THEN '2020-02-15' ELSE '2020-02-17' END
                     AND (code, d) NOT IN (VALUES ('K1', '2020-02-14'), ('K1', '2020-02-18'), ('K2', '2020-02-16')))
INSERT INTO submission (ref, unit, kind, period, at)
SELECT 'T-K-' || unit || '-' || d, unit, 'check', period_no(d), strftime('%Y-%m-%dT%H:%M:%SZ', day_start(d), '+17 hours') FROM sent ORDER BY d, unit;
SELECT set_moment('2020-02-20T00:00:00Z', NULL);
SELECT 'daily', unit, expected, on_time, missing FROM rhythm_now WHERE unit GLOB 'K*';
SELECT 'gap', unit, local_date(due_at) AS due FROM submission_owed WHERE unit GLOB 'K*' AND state = 'missing' ORDER BY 2, 3;
SELECT set_moment(NULL, NULL);
-- Zhenxiong: a look every four hours; two were not made, and one came twice in one interval.
INSERT INTO unit (code, zone, name, name_en, responsible) VALUES ('ZX', 'T', '镇雄', 'ZX', 0);
INSERT INTO expectation (unit, kind, every_hours, from_at, to_at) VALUES ('ZX', 'check', 4, day_start('2020-02-20'), day_start('2020-02-21'));
INSERT INTO submission (ref, unit, kind, period, at)
SELECT 'T-Z-' || column1, 'ZX', 'check', period_no('2020-02-20'), local_instant('2020-02-20 ' || column2)
  FROM (VALUES (1, '03:59:00'), (2, '04:00:00'), (3, '07:00:00'), (4, '16:00:00'), (5, '23:30:00'));
SELECT 'every four hours', local_text(due_at), local_text(at), state FROM submission_owed WHERE unit = 'ZX' ORDER BY due_at;
SELECT 'zhenxiong', * FROM rhythm_now WHERE unit = 'ZX';
-- Whom to remind; written down, nobody is reminded twice a day.
SELECT set_moment('2020-02-17', NULL);
SELECT 'remind', unit, kind, period, ref FROM reminder_due WHERE unit IN ('FGW', 'AAA', 'BBB') ORDER BY ref;
INSERT INTO reminder (ref, unit, kind, period, due_at, channel, at) SELECT ref, unit, kind, period, due_at, 'phone', as_of() FROM reminder_due WHERE unit IN ('FGW', 'AAA', 'BBB') ORDER BY ref;
SELECT 'reminded', count(*) FROM reminder_due WHERE unit IN ('FGW', 'AAA', 'BBB');
SELECT set_moment('2020-02-18', NULL);
SELECT 'next day', unit, kind, period, reminders, ref FROM reminder_due WHERE unit IN ('FGW', 'AAA', 'BBB') ORDER BY ref;
SELECT 'rhythm', * FROM rhythm_now WHERE unit IN ('AAA', 'BBB', 'FGW');
SELECT set_moment('2020-02-18', '2020-02-18'); SELECT 'not known then', count(*), sum(reminders) FROM submission_owed; SELECT set_moment(NULL, NULL);
-- A store whose source says nothing about submissions expects none, and gives no rate.
BEGIN; DELETE FROM setting WHERE name = 'submission_hours';
SELECT 'not said', count(*) FROM submission_owed WHERE kind <> 'check'; SELECT 'not said', n, d FROM rate_now WHERE id = 'reporting-discipline' AND axis = 'zone'; ROLLBACK;
-- What must fail.
INSERT INTO submission (ref, unit, period, at) VALUES ('T-B-9', 'BBB', 1, '2020-02-12T01:00:00Z');
INSERT INTO submission (ref, unit, kind, period, at) VALUES ('T-B-9', 'CCC', 'progress', 1, '2020-02-12T01:00:00Z');
INSERT INTO submission (ref, unit, kind, period, at) VALUES ('T-B-9', 'XXX', 'check', 1, '2020-02-12T01:00:00Z');
INSERT INTO submission (ref, unit, kind, period, at) VALUES ('T-B-9', 'ZX', 'rumour', 1, '2020-02-12T01:00:00Z');
INSERT INTO submission (ref, unit, kind, period, at) VALUES ('T-B-1', 'FGW', 'demand', 2, '2020-02-14T01:00:00Z');
INSERT INTO reminder (ref, unit, kind, period, due_at, at) VALUES ('T-M-9', 'XXX', 'check', 1, '2020-02-12T01:00:00Z', '2020-02-12T01:00:00Z');
INSERT INTO reminder (ref, unit, kind, period, due_at, at) VALUES ('X-M-9', 'ZX', 'check', 1, '2020-02-12T01:00:00Z', '2020-02-12T01:00:00Z');
UPDATE reminder SET channel = 'mail';
DELETE FROM reminder;
INSERT OR REPLACE INTO reminder (ref, unit, kind, period, due_at, at) SELECT ref, unit, kind, period, due_at, '2020-02-20T01:00:00Z' FROM reminder LIMIT 1;
INSERT INTO expectation (unit, kind, every_hours, from_at) VALUES ('ZX', 'check', NULL, '2020-02-12T01:00:00Z');
INSERT INTO expectation (unit, kind, every_hours, from_at) VALUES ('ZX', 'demand', 2, '2020-02-12T01:00:00Z');
INSERT INTO expectation (unit, kind, every_hours, from_at, to_at) VALUES ('ZX', 'check', 2, '2020-02-12T01:00:00Z', '2020-02-12T01:00:00Z');
