-- The ladder: who climbs it by which rule and when, what is refused, what a moment shows, and that a second call writes nothing.
.mode list
.nullvalue NULL
INSERT INTO unit (code, zone, name, name_en) VALUES ('AAA', 'T', '甲', 'A'), ('BBB', 'T', '乙', 'B');
INSERT INTO grid (code, unit, name, name_en) VALUES ('G1', 'FGW', '一', '1'), ('G2', 'FGW', '二', '2'), ('G3', 'FGW', '三', '3');
INSERT INTO enterprise (uscc, name, grid) VALUES ('E1', '一', 'G1'), ('E2', '二', 'G2'), ('E3', '三', 'G3'), ('E4', '四', 'G1');
CREATE TEMP TABLE opened (no INTEGER, enterprise TEXT, category TEXT, at TEXT, text TEXT);
CREATE TEMP TRIGGER opened_insert AFTER INSERT ON opened BEGIN
  INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-' || NEW.no, NEW.enterprise, 'FGW', NEW.text, NEW.at);
  INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('T-X-' || NEW.no, 'T-D-' || NEW.no, 'valid', NEW.category, NEW.at);
  INSERT INTO requirement (ref, demand, category, at) VALUES ('T-R-' || NEW.no, 'T-D-' || NEW.no, NEW.category, NEW.at);
  INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at)
  VALUES ('T-E-' || NEW.no || '-1', 'T-R-' || NEW.no, 'dispatched', 'AAA', day_end('2020-02-14'), NEW.at);
END;
INSERT INTO opened VALUES (1, 'E1', 'financing', '2020-02-10T01:00:00Z', '贷款一'), (2, 'E2', 'financing', '2020-02-10T01:00:00Z', '贷款二'),
                          (3, 'E3', 'logistics', '2020-02-10T01:00:00Z', '运输'), (4, 'E4', 'logistics', '2020-02-10T01:00:00Z', '物流');
SELECT 'levels', * FROM escalation_level_info;
CREATE TEMP VIEW due AS SELECT requirement, from_level, since, to_level, rule, reason_zh, reason_en FROM escalation_due;
CREATE TEMP VIEW standing AS SELECT requirement, level, since, clock_end, returns FROM requirement_level;

-- 2020-02-14 is a Friday. Met at its end, overdue by one working day on Monday, by two on Tuesday.
SELECT set_moment('2020-02-14', NULL); SELECT 'friday', * FROM due;
SELECT set_moment('2020-02-17', NULL); SELECT 'monday', * FROM due;
-- What waits for the enterprise does not climb; a dispatch to come back is no overdue one.
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-3-2', 'T-R-3', 'paused', '2020-02-13T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, deadline, at) VALUES ('T-E-4-2', 'T-R-4', 'extended', day_end('2020-02-28'), '2020-02-13T01:00:00Z');
SELECT set_moment('2020-02-18', NULL); SELECT 'tuesday', * FROM due;
SELECT 'how many', escalate('2020-02-18'); SELECT 'again', escalate('2020-02-18'), escalate('2020-02-17');
SELECT 'written', ref, requirement, kind, level, reason, at FROM requirement_event WHERE kind = 'escalated';
SELECT 'standing', * FROM standing;
-- A level's clock: two working days after Tuesday the 18th end with Thursday.
SELECT set_moment('2020-02-20', NULL); SELECT 'thursday', count(*) FROM due;
SELECT set_moment('2020-02-21T00:00:00Z', NULL); SELECT 'friday', * FROM due;
SELECT 'to the team', escalate('2020-02-21T00:00:00Z');
SELECT set_moment(NULL, NULL); SELECT 'standing', * FROM standing; SELECT 'counted', * FROM escalation_level_now;
-- The team's clock of three working days has not ended on the 25th; a clock in hours has.
SELECT 'not yet', * FROM due;
UPDATE escalation_level SET workdays = NULL, hours = 72 WHERE code = 'service_team';
SELECT 'in hours', * FROM due; UPDATE escalation_level SET workdays = 3, hours = NULL WHERE code = 'service_team';
-- Earlier moments are as they were.
SELECT set_moment('2020-02-17', NULL); SELECT 'before', * FROM standing;
SELECT set_moment('2020-02-19', NULL); SELECT 'between', * FROM standing; SELECT set_moment(NULL, NULL);
-- Solved: the level ends. Opened again: at the foot.
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-1-3', 'T-R-1', 'solved', '2020-02-22T01:00:00Z');
SELECT 'solved', * FROM standing WHERE requirement = 'T-R-1'; SELECT 'counted', level, n FROM escalation_level_now;
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-1-4', 'T-R-1', 'reopened', '2020-02-24T01:00:00Z');
SELECT 'reopened', * FROM standing WHERE requirement = 'T-R-1'; SELECT 'due', * FROM due;
-- Sent back twice.
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-E-4-3', 'T-R-4', 'returned', 'not ours', '2020-02-19T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at) VALUES ('T-E-4-4', 'T-R-4', 'dispatched', 'BBB', day_end('2020-02-28'), '2020-02-20T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-E-4-5', 'T-R-4', 'returned', 'neither', '2020-02-21T01:00:00Z');
SELECT 'returned', * FROM due WHERE rule = 'returned-2'; SELECT 'returned', * FROM standing WHERE requirement = 'T-R-4';
-- One of the two never was.
INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('T-E-4-6', 'T-R-4', 'reversed', 'T-E-4-5', 'mistake', '2020-02-22T01:00:00Z');
SELECT 'reversed', * FROM due WHERE rule = 'returned-2'; SELECT 'reversed', * FROM standing WHERE requirement = 'T-R-4';
-- A common problem leaves the district out, by category and by text.
UPDATE escalation_rule SET n = 2, m = 2, days = NULL, enabled = 1 WHERE code = 'common-category';
SELECT 'common', * FROM due;
UPDATE escalation_rule SET m = 3 WHERE code = 'common-category'; SELECT 'too few grids', count(*) FROM due WHERE rule LIKE 'common%';
UPDATE escalation_rule SET enabled = 0 WHERE code = 'common-category'; UPDATE escalation_rule SET n = 2, m = 2, enabled = 1 WHERE code = 'common-text';
SELECT 'no texts alike', * FROM due WHERE rule = 'common-text';
INSERT INTO opened VALUES (5, 'E1', 'labour', '2020-02-24T02:00:00Z', '食堂停业，员工午餐没有着落'), (6, 'E2', 'logistics', '2020-02-24T02:00:00Z', '食堂停业，员工的午餐没着落'),
                          (7, 'E3', 'labour', '2020-02-24T02:00:00Z', '出口退税未到账');
SELECT 'by text', * FROM due WHERE rule = 'common-text';
UPDATE setting SET value = '1' WHERE name = 'common_days'; SELECT 'of the last day', count(*) FROM due WHERE rule = 'common-text';
UPDATE setting SET value = '2' WHERE name = 'common_days'; SELECT 'of two days', count(*) FROM due WHERE rule = 'common-text'; UPDATE setting SET value = '30' WHERE name = 'common_days';
UPDATE setting SET value = '2' WHERE name = 'common_demands'; SELECT 'of the last two', count(*) FROM due WHERE rule = 'common-text'; UPDATE setting SET value = '20000' WHERE name = 'common_demands';
SELECT 'common', escalate(), escalate();
UPDATE escalation_rule SET enabled = 0 WHERE code = 'common-text';
SELECT 'standing', * FROM standing;
SELECT 'sound', count(*) FROM head_drift; SELECT 'rollup', rollup(), rollup(); SELECT 'sound', count(*) FROM conservation() WHERE NOT holds;
-- An event taken back: the case stands where it stood.
INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) SELECT 'T-E-2-9', 'T-R-2', 'reversed', ref, 'mistake', '2020-02-25T03:00:00Z' FROM requirement_event WHERE requirement = 'T-R-2' AND level = 'service_team';
SELECT 'taken back', * FROM standing WHERE requirement = 'T-R-2'; SELECT 'sound', count(*) FROM head_drift;
-- In somebody's transaction, undone with it.
BEGIN; SELECT 'due', count(*) > 0 FROM due; SELECT 'in a transaction', escalate() > 0; ROLLBACK; SELECT 'undone', count(*) > 0 FROM due;
SELECT 'NULL', escalate(NULL);
-- By hand, one level up; the same again changes nothing.
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-9', 'T-R-3', 'escalated', 'district', '企业催促', '2020-02-22T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-9', 'T-R-3', 'escalated', 'district', '企业催促', '2020-02-22T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-10', 'T-R-3', 'escalated', 'leading_team', '紧急事项：停产', '2020-02-23T01:00:00Z');
SELECT 'by hand', * FROM standing WHERE requirement = 'T-R-3';
-- What must fail.
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-11', 'T-R-2', 'escalated', 'moon', 'why', '2020-02-25T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-11', 'T-R-2', 'escalated', 'leading_team', 'why', '2020-02-25T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-11', 'T-R-2', 'escalated', 'district', 'why', '2020-02-25T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-11', 'T-R-3', 'escalated', 'leading_team', 'why', '2020-02-22T02:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, reason, at) VALUES ('T-E-11', 'T-R-3', 'escalated', 'district', 'why', '2020-02-21T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, level, at) VALUES ('T-E-11', 'T-R-2', 'escalated', 'service_team', '2020-02-25T03:30:00Z');
INSERT INTO escalation_rule VALUES ('down', 'clock', NULL, NULL, NULL, NULL, 'service_team', 'district', 1);
INSERT INTO escalation_rule VALUES ('skip', 'overdue', 9, NULL, NULL, NULL, 'on_site', 'leading_team', 1);
UPDATE escalation_rule SET to_level = 'service_team' WHERE code = 'overdue-2';
DELETE FROM escalation_level WHERE code = 'district';
UPDATE escalation_level SET code = 'other' WHERE code = 'district';
SELECT escalate('yesterday');
SELECT escalate(20200218);
UPDATE setting SET note = escalate();
SELECT escalate('2020-02-18', 1);
