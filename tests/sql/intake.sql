-- Demands handed in: staging takes anything, intake() lists every fault and records the good rows; modes; corrections.
.mode list
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JXJ', 'T', '经信局', 'Industry', 1), ('CZJ', 'T', '财政局', 'Finance', 0);
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '芜湖德力自动化装备科技有限公司'), ('91370200163562681G', '安徽奇瑞（芜湖）有限公司'),
 ('911522010783762860', '长江物流有限公司'), ('9115220107837941X1', '长江物流有限责任公司');
CREATE TEMP VIEW f AS SELECT row, column_name, value, code, reason, remedy, reason_en, remedy_en FROM intake_faults;

-- Anything may be put into staging: numbers, BLOBs, NULs, headings, blank rows.
INSERT INTO staging_demand (ref, enterprise, unit, at, text, channel, quantity, category, supersedes) VALUES
 ('编号', '企业', '包保部门', '日期', '需求', '方式', '数量', '类别', '更正编号'),
 ('T-D-1', '91350100m000100y43', 'FGW', '2020-02-12', '缺口罩', '走访', '1000余只', '防疫物资', NULL),
 (NULL, NULL, '  ', '', '　', NULL, NULL, NULL, NULL),
 ('T-D-2', '芜湖德力自动化装备科技有限责任公司', '发展改革委', '2月12日下午3点', '=1+1', 'phone', '约500吨', NULL, NULL),
 (NULL, '安徽奇瑞芜湖有限公司', 'Industry', 43873, '+86 招工难', '微信群', 66, NULL, NULL),
 (NULL, '91370200163562681G', 'JXJ', '43873', '+86 招工难', 'WeChat', '66', NULL, NULL);
SELECT ref, kind, file IS NULL, state FROM intake_batches;
SELECT ref, enterprise, unit, at, text, channel, quantity, category, supersedes FROM staging_demand;
SELECT intake('demand', 'dry-run');
SELECT count(*) FROM demand;
SELECT intake('demand', 'all-or-nothing');
SELECT ref, enterprise, unit, text, channel, quantity_milli, quantity_unit, qualifier, at FROM demand;
SELECT unit, period, at FROM submission;
SELECT ref, batch, file, row FROM record_origin ORDER BY row, ref;
SELECT 'again', intake('T-B-demand-1'), intake('T-B-demand-1', 'dry-run');
SELECT intake('demand');
SELECT count(*) FROM staging_demand;

-- Every fault, in a second batch.
INSERT INTO staging_demand (ref, enterprise, unit, at, text, channel, quantity, supersedes) VALUES
 ('需求 1', '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 ('WHGX-D-1', '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 ('T-D-1', '91350100M000100Y43', 'FGW', '2月12日', '另一件事', NULL, NULL, NULL),
 ('T-D-3', '91350100M000100Y43', 'FGW', '2月12日', '丙', NULL, NULL, NULL),
 ('T-D-3', '91350100M000100Y43', 'FGW', '2月12日', '丁', NULL, NULL, NULL),
 (NULL, '', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '德力自动化设备公司', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '火星采矿', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '长江物流', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '长江物流股份有限公司', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '长江物流有限责任公司', 'FGW', '2月12日', '同名之一，全称相同', NULL, NULL, NULL),
 (NULL, '91350100M000100Y44', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '91340203MAY100835D', 'FGW', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', NULL, '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', '公安局', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', '财政局', '2月12日', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', NULL, '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '02/03/2020', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月31日', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '前天', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2020年2月12日 星期一', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2020-02-25 12:01', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2002-02-12', '甲', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', ' ', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', '甲' || char(1), NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', x'e7948000', NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', printf('%.*c', 4001, 'a'), NULL, NULL, NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', '甲', '飞鸽', '若干', NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, '5-8吨', NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, '0.0001吨', NULL),
 (NULL, '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, '99999999亿吨', NULL),
 ('T-D-4', '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, NULL, 'T-D-99'),
 ('T-D-5', '91350100M000100Y43', 'FGW', '2月12日', '甲', NULL, NULL, 'T-D-5'),
 ('T-D-6', '91350100M000100Y43', 'FGW', '2月12日', '甲改', NULL, NULL, 'T-D-1'),
 ('T-D-7', '91350100M000100Y43', 'FGW', '2月12日', '甲再改', NULL, NULL, 'T-D-1'),
 (NULL, NULL, NULL, NULL, NULL, '走访', NULL, NULL);
SELECT 'nothing', intake('demand', 'all-or-nothing'), count(*) FROM demand;
SELECT row, column_name, substr(value, 1, 20), code, reason, remedy FROM f;
SELECT DISTINCT code, reason_en, remedy_en FROM f;
SELECT 'words missing', count(*) FROM intake_faults WHERE code IN (reason, reason_en) OR '' IN (remedy, remedy_en);
CREATE TEMP TABLE before AS SELECT * FROM f;
SELECT intake('T-B-demand-2');
SELECT 'the same faults again', intake('T-B-demand-2') ->> 'taken', (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM f)), (SELECT count(*) FROM (SELECT * FROM f EXCEPT SELECT * FROM before));
SELECT ref, enterprise, text FROM demand;

-- The corrected demand is superseded; the requirement that it had opened is revoked.
SELECT ref, demand, kind, of_demand, reason, actor, at FROM disposition;
INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('T-S-2', 'T-D-2', 'valid', NULL, '2020-02-13T00:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-2', 'T-D-2', '2020-02-13T00:00:00Z');
INSERT INTO staging_batch (kind, corrects) VALUES ('demand', 'T-B-demand-2');
INSERT INTO staging_demand (ref, enterprise, unit, at, text, supersedes) VALUES ('T-D-8', '91350100M000100Y43', 'FGW', '2月12日', '=1+1 改', 'T-D-2');
SELECT intake('demand', 'dry-run') ->> 'good', (SELECT count(*) FROM intake_faults WHERE settled_by IS NOT NULL);
SELECT intake('demand');
SELECT demand, kind, of_demand FROM disposition ORDER BY id;
SELECT requirement, kind, reason FROM requirement_event;
SELECT 'head drift', count(*) FROM head_drift;
SELECT ref, state, rows, good, faulty, faults, settled_by FROM intake_batches;
SELECT 'settled', count(*), count(settled_by), min(settled_by) FROM intake_faults WHERE batch = 'T-B-demand-2';

-- A fault that the store had: registered since, the row is taken.
INSERT INTO enterprise (uscc, name) VALUES ('HX', '火星采矿有限公司');
SELECT intake('T-B-demand-2');
SELECT text FROM demand WHERE enterprise = 'HX';
UPDATE enterprise SET name = '火星矿业' WHERE uscc = 'HX';
SELECT key FROM enterprise_name WHERE uscc = 'HX';

-- What must fail.
SELECT intake('T-B-none');
SELECT intake('progress');
SELECT intake('T-B-demand-1', 'dry run');
SELECT intake(7);
SELECT intake('T-B-demand-1', 1);
SELECT intake(NULL) IS NULL, intake('T-B-demand-1', NULL) IS NULL;
UPDATE setting SET note = intake('T-B-demand-1') WHERE name = 'clock';
CREATE VIEW v AS SELECT intake('T-B-demand-1');
SELECT * FROM v;
BEGIN;
INSERT INTO staging_demand (enterprise, unit, at, text) VALUES ('HX', 'FGW', '2月20日', '在事务中');
SELECT intake('demand') ->> 'taken';
ROLLBACK;
SELECT count(*) FROM demand WHERE text = '在事务中';

-- What is said of the next import: before its first row, once; a batch is kept as it was made.
INSERT INTO staging_batch (kind, unit, year) VALUES ('demand', 'FGW', 2019);
INSERT INTO staging_batch (kind, unit, year) VALUES ('demand', 'Finance', '2020');   -- instead
SELECT 'said', * FROM staging_batch;
INSERT INTO staging_batch (kind) VALUES ('demands');
INSERT INTO staging_batch (unit) VALUES ('FGW');
INSERT INTO staging_batch (kind, unit) VALUES ('loan', '公安局');
INSERT INTO staging_batch (kind, year) VALUES ('loan', '20');
INSERT INTO staging_batch (kind, year) VALUES ('loan', '二〇二〇');
INSERT INTO staging_batch (kind, corrects) VALUES ('loan', 'T-B-demand-1');
INSERT INTO staging_batch (kind, corrects) VALUES ('demand', 'T-B-none');
INSERT INTO staging_batch (kind, synthetic) VALUES ('demand', 'yes');
SELECT 'said still', * FROM staging_batch;
INSERT INTO staging_demand (enterprise, unit, at, text) VALUES ('91350100M000100Y43', 'JXJ', '2月13日', '去年的事不算'), ('', '', '', '');
SELECT 'open', * FROM staging_batch;
INSERT INTO staging_batch (kind, corrects) VALUES ('demand', 'T-B-demand-2');
INSERT INTO staging_batch (kind, unit) VALUES ('loan', '财政局');   -- of another kind
SELECT intake('demand') ->> 'taken';
SELECT 'left', * FROM staging_batch;
SELECT ref, unit, corrects, synthetic, (SELECT year FROM intake_batch b WHERE b.ref = i.ref) FROM intake_batches i ORDER BY id DESC LIMIT 1;
INSERT INTO staging_demand (enterprise, unit, at, text) VALUES ('91350100M000100Y43', 'JXJ', '2月13日', '没有说过');
SELECT 'nothing was said of it', kind, unit, year, corrects, batch FROM staging_batch;
UPDATE intake_batch SET unit = 'FGW';
DELETE FROM intake_batch WHERE id = 1;
INSERT OR REPLACE INTO intake_batch (ref, kind, unit) VALUES ('T-B-demand-1', 'demand', 'FGW');
INSERT OR IGNORE INTO intake_batch (ref, kind) VALUES ('T-B-demand-1', 'progress');
INSERT INTO intake_batch (ref, kind) VALUES ('T-B-demand-1', 'demand');   -- the very same: passed over
INSERT INTO intake_batch (id, ref, kind) VALUES (99, 'T-B-9', 'demand');
INSERT INTO intake_batch (ref, kind) VALUES ('X-B-9', 'demand');
INSERT INTO intake_batch (ref, kind, corrects) VALUES ('T-B-9', 'loan', 'T-B-demand-1');
INSERT INTO intake_batch (ref, kind, recorded_at, at) VALUES ('T-B-9', 'loan', '2019-01-01T00:00:00Z', '2019-01-01T00:00:00Z');
SELECT 'kept', count(*), count(DISTINCT ref), max(id), count(unit), trail_verify() FROM intake_batch;

-- A batch that is made up makes records that are: of every kind, with what follows from them. (Those of others are not.)
UPDATE unit SET responsible = 1 WHERE code = 'CZJ';
SELECT intake('demand') ->> 'taken';
SELECT 'made up before', (SELECT count(*) FROM demand WHERE synthetic), (SELECT count(*) FROM submission WHERE synthetic), (SELECT count(*) FROM disposition WHERE synthetic);
INSERT INTO staging_batch (kind, synthetic) VALUES ('demand', '1'), ('progress', 1), ('subsidy', 1);
INSERT INTO staging_demand (ref, enterprise, unit, at, text, supersedes) VALUES
 ('T-D-20', '91350100M000100Y43', 'FGW', '2月13日', '样例一', NULL), ('T-D-21', '91350100M000100Y43', 'FGW', '2月13日', '样例二', 'T-D-8');
SELECT kind, synthetic FROM staging_batch ORDER BY kind;
INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-S-8', 'T-D-8', 'valid', '2020-02-14T00:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-8', 'T-D-8', '2020-02-14T00:00:00Z');
SELECT intake('demand') ->> 'taken';
INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-S-20', 'T-D-20', 'valid', '2020-02-14T00:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-20', 'T-D-20', '2020-02-14T00:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) SELECT 'T-V-20', 'T-R-20', 'dispatched', 'CZJ', min(code), '2020-02-28T15:59:59Z', '2020-02-14T01:00:00Z' FROM section;
INSERT INTO staging_progress (ref, requirement, kind, unit, at) VALUES ('T-E-20', 'T-R-20', '受理', 'CZJ', '2月15日');
SELECT intake('progress') ->> 'taken';
INSERT INTO staging_subsidy (ref, funding, enterprise, unit, stage, amount, at) VALUES ('T-M-20', 'T-F-20', '91350100M000100Y43', 'CZJ', 'declared', '1万元', '2月15日');
SELECT intake('subsidy') ->> 'taken';
SELECT row, column_name, code, reason_en FROM intake_faults WHERE batch IN ('T-B-progress-1', 'T-B-subsidy-1');
SELECT 'made up', ref FROM demand WHERE synthetic UNION ALL SELECT 'made up', demand || ' ' || kind FROM disposition WHERE synthetic
UNION ALL SELECT 'made up', requirement || ' ' || kind FROM requirement_event WHERE synthetic UNION ALL SELECT 'made up', 'submission ' || unit || ' ' || kind FROM submission WHERE synthetic
UNION ALL SELECT 'made up', ref FROM funding WHERE synthetic UNION ALL SELECT 'made up', ref FROM funding_event WHERE synthetic
UNION ALL SELECT 'made up', ref FROM intake_batches WHERE synthetic;
SELECT trail_verify();
