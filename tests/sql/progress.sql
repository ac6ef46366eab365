-- Progress handed in: what responsible units did, in the order of its days; what the store's guards refuse is a fault.
.mode list
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JXJ', 'T', '经信局', 'Industry', 0), ('CZJ', 'T', '财政局', 'Finance', 0);
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '芜湖德力自动化装备科技有限公司');
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';
INSERT INTO demand (ref, enterprise, unit, text, quantity_milli, quantity_unit, qualifier, at) VALUES
 ('T-D-1', '91350100M000100Y43', 'FGW', '缺实习生66人', 66000, '人', '=', '2020-02-10T01:00:00Z'), ('T-D-2', '91350100M000100Y43', 'FGW', '缺口罩', NULL, NULL, NULL, '2020-02-10T01:00:00Z'),
 ('T-D-3', '91350100M000100Y43', 'FGW', '缺口罩！', NULL, NULL, NULL, '2020-02-10T02:00:00Z'), ('T-D-4', '91350100M000100Y43', 'FGW', '未梳理', NULL, NULL, NULL, '2020-02-10T02:00:00Z');
INSERT INTO disposition (ref, demand, kind, of_demand, reason, at) VALUES ('T-S-1', 'T-D-1', 'valid', NULL, NULL, '2020-02-10T02:00:00Z'),
 ('T-S-2', 'T-D-2', 'valid', NULL, NULL, '2020-02-10T02:00:00Z'), ('T-S-3', 'T-D-3', 'duplicate', 'T-D-2', '同一件事', '2020-02-10T03:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-1', 'T-D-1', '2020-02-10T02:00:00Z'), ('T-R-2', 'T-D-2', '2020-02-10T02:00:00Z');
CREATE TEMP VIEW f AS SELECT row, column_name, value, code, reason, remedy, reason_en, remedy_en FROM intake_faults;

-- A day without a time is after what the case saw that day; the third row names a demand behind the requirement.
INSERT INTO staging_progress (ref, requirement, kind, unit, at, deadline, quantity, confirmed, rating, reason) VALUES
 ('编号', '需求编号', '办理情况', '责任单位', '日期', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '已解决', '经信局', '2月14日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '分派', 'JXJ', '2月10日', '2月15日', NULL, NULL, NULL, NULL),
 (NULL, 'T-D-3', '分派', 'CZJ', '2020-02-10 15:00', NULL, NULL, NULL, NULL, NULL),
 ('T-E-1', 'T-R-1', 'accepted', 'JXJ', '2月10日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '办理中', 'JXJ', '2月12日', NULL, '40人', NULL, NULL, '已到岗40人'),
 (NULL, 'T-R-1', '延期', 'JXJ', '2月13日', '2020.2.20', NULL, NULL, NULL, '节后到岗'),
 (NULL, 'T-R-1', '回访', 'JXJ', '2月16日', NULL, NULL, '是', '非常满意', NULL),
 (NULL, 'T-R-1', '办结', 'JXJ', '2月16日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '办结', 'JXJ', '43877', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-D-2', '协办', 'JXJ', '2月11日', NULL, NULL, NULL, NULL, NULL);
SELECT intake('progress', 'dry-run');
SELECT intake('progress');
SELECT requirement, kind, unit, deadline, confirmed, rating, satisfied, quantity_milli, reason, actor, at FROM requirement_event ORDER BY requirement, at, id;
SELECT ref, phase, lead, due, given, confirmed FROM requirement_head;
SELECT 'again', intake('T-B-progress-1');
SELECT o.row, e.kind FROM record_origin o JOIN requirement_event e ON e.ref = o.ref ORDER BY o.row;
SELECT 'drift', count(*) FROM head_drift;

-- Every fault.
INSERT INTO staging_progress (ref, requirement, kind, unit, at, deadline, quantity, confirmed, rating, reason) VALUES
 ('x y', 'T-R-2', '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 ('W-E-1', 'T-R-2', '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 ('T-E-1', 'T-R-2', '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, NULL, '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-99', '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-D-4', '接收', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', NULL, 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '研究中', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '提级', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', NULL, '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', '公安局', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '02/03/2020', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '2月26日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '2020-02-10 09:59', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '2月9日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '延期', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '延期', 'CZJ', '2月12日', '下周', NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '接收', 'CZJ', '2月12日', '2月20日', '3', '是', '5', NULL),
 (NULL, 'T-R-1', '进展', 'JXJ', '2月12日', NULL, '若干', NULL, NULL, NULL),
 (NULL, 'T-R-1', '进展', 'JXJ', '2月12日', NULL, '40台', NULL, NULL, NULL),
 (NULL, 'T-R-1', '回访', 'JXJ', '2月17日', NULL, NULL, '也许', '好', NULL),
 (NULL, 'T-R-1', '回访', 'JXJ', '2月17日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '退回', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, ' '),
 (NULL, 'T-R-2', '退回', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, '不归我管' || char(1)),
 (NULL, 'T-R-2', '办结', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '解决', 'JXJ', '2月17日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-2', '退回', 'CZJ', '2月12日', NULL, NULL, NULL, NULL, '不归我管'),
 (NULL, 'T-R-2', '接收', 'CZJ', '2月13日', NULL, NULL, NULL, NULL, NULL),
 (NULL, 'T-R-1', '暂停', 'JXJ', '2020-02-10 23:00', NULL, NULL, NULL, NULL, '晚到的记录');
SELECT intake('progress', 'all-or-nothing');
SELECT row, column_name, substr(value, 1, 20), code, reason, remedy FROM f;
SELECT DISTINCT code, reason_en, remedy_en FROM f;
SELECT 'words missing', count(*) FROM intake_faults WHERE code IN (reason, reason_en) OR '' IN (remedy, remedy_en);
CREATE TEMP TABLE before AS SELECT * FROM f;
SELECT intake('T-B-progress-2');
SELECT 'the same faults', (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM f)), (SELECT count(*) FROM (SELECT * FROM f EXCEPT SELECT * FROM before));
SELECT intake('T-B-progress-2');
SELECT 'and again', (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM f)), (SELECT count(*) FROM (SELECT * FROM f EXCEPT SELECT * FROM before));
SELECT ref, phase FROM requirement_head;
-- A dispatch as the setting asks for it.
UPDATE setting SET value = 'section,deadline' WHERE name = 'dispatch_requires';
INSERT INTO staging_progress (requirement, kind, unit, at) VALUES ('T-R-2', '分派', 'CZJ', '2月14日');
SELECT intake('progress'), (SELECT reason_en FROM intake_faults WHERE batch = 'T-B-progress-3');
SELECT 'drift', count(*) FROM head_drift;
-- Rows that rest on a later row of their day, or of the next try, are taken by the same call: a second one finds nothing.
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';
INSERT INTO staging_progress (requirement, kind, unit, at) VALUES ('T-R-2', '办结', 'CZJ', '2月15日'), ('T-R-2', '解决', 'CZJ', '2月15日'), ('T-R-2', '分派', 'CZJ', '2月14日');
SELECT intake('progress', 'dry-run');
SELECT intake('progress');
SELECT intake('T-B-progress-4') ->> 'taken', phase FROM requirement_head WHERE ref = 'T-R-2';
