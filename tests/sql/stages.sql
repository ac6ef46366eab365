-- Loans and subsidies handed in: a case begins with its earliest row; amounts with the heading's unit; reversals.
.mode list
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JRB', 'T', '金融办', 'Finance Office', 0), ('CZJ', 'T', '财政局', 'Finance', 0);
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '芜湖德力自动化装备科技有限公司'), ('91370200163562681G', '安徽奇瑞（芜湖）有限公司');
INSERT INTO bank (code, name, name_en) VALUES ('ICBC', '工商银行', 'ICBC');
INSERT INTO policy (code, zone, title, title_en) VALUES ('P', 'T', '十条', 'Ten measures');
INSERT INTO clause (code, policy, no, title, title_en) VALUES ('P-1', 'P', '1', '贴息', 'Interest');
CREATE TEMP VIEW f AS SELECT row, column_name, value, code, reason, remedy, reason_en, remedy_en FROM intake_faults;

INSERT INTO staging_loan (ref, funding, enterprise, unit, bank, clause, stage, amount, amount_unit, at, reverses, reason) VALUES
 ('编号', '贷款编号', '企业', '责任单位', '银行', '条款', '环节', '金额', '单位', '日期', NULL, NULL),
 ('T-F-1', 'T-L-1', NULL, NULL, NULL, NULL, '放款', '1,200', '万元', '2月20日', NULL, NULL),
 (NULL, 'T-L-1', '安徽奇瑞芜湖有限公司', '金融办', '工商银行', 'p-1', '上报', '3000万', '万元', '2月11日', NULL, NULL),
 (NULL, 'T-L-1', NULL, NULL, NULL, NULL, '已授信', '2500', '万元', '2月11日', NULL, NULL),
 (NULL, 'T-L-1', NULL, NULL, NULL, NULL, '放款', '200', '万元', '2月20日', 'T-F-1', '多报'),
 (NULL, 'T-L-2', '91350100M000100Y43', 'JRB', NULL, NULL, '申请', '1亿元', NULL, '2020-02-12 09:00', NULL, NULL),
 (NULL, 'T-L-2', NULL, NULL, NULL, NULL, '未获批', NULL, NULL, '2020-02-13 09:00', NULL, '资料不全');
SELECT intake('loan', 'dry-run');
SELECT intake('loan');
SELECT ref, kind, enterprise, unit, clause, bank, at FROM funding;
SELECT funding, stage, amount_fen, reverses, actor, reason, at FROM funding_event;
SELECT 'again', intake('T-B-loan-1') ->> 'unchanged';
SELECT ref, row FROM record_origin WHERE ref IN ('T-L-1', 'T-L-2', 'T-F-1') ORDER BY ref;
SELECT 'drift', count(*) FROM head_drift;

INSERT INTO staging_subsidy (ref, funding, enterprise, unit, bank, clause, requirement, stage, amount, amount_unit, at, reverses, reason) VALUES
 ('x', 'T-Z-1', '91350100M000100Y43', 'CZJ', NULL, 'P-1', NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 ('W-F-9', 'T-Z-1', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 ('T-F-1', 'T-Z-1', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, NULL, '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-L-1', NULL, 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'W-Z-1', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-2', NULL, NULL, NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-3', '奇瑞芜湖公司', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-4', '91350100M000100Y43', '公安局', '农行', 'P-9', 'T-R-9', '申报', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-5', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '放款', '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-6', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, NULL, '10', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '不详', '万元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '0.001', NULL, '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '1', '斤', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '99999999999999', '亿元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '0', '亿元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '20000', '亿元', '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', NULL, NULL, '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '未核准', '10', NULL, '2月12日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', NULL, NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月30日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月28日', NULL, NULL),
 (NULL, 'T-Z-7', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '1月28日', NULL, NULL),
 ('T-F-70', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '10', '万元', '2月12日', NULL, NULL),
 ('T-F-71', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '4', '万元', '2月13日', 'T-F-70', NULL),
 ('T-F-72', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '4', '万元', '2月13日', 'T-F-99', '冲'),
 ('T-F-73', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '核准', '4', '万元', '2月13日', 'T-F-70', '冲'),
 ('T-F-74', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '4', '万元', '2月13日', 'T-F-70', '冲'),
 ('T-F-75', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '申报', '7', '万元', '2月13日', 'T-F-70', '冲'),
 ('T-F-76', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '核准', '6', '万元', '2月15日', NULL, NULL),
 ('T-F-77', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '兑付', '6', '万元', '2月14日', NULL, NULL),
 ('T-F-78', 'T-Z-8', '91370200163562681G', 'CZJ', NULL, NULL, NULL, '兑付', '6', '万元', '2月16日', NULL, NULL),
 ('T-F-78', 'T-Z-8', '91350100M000100Y43', 'CZJ', NULL, NULL, NULL, '兑付', '6', '万元', '2月16日', NULL, NULL);
SELECT intake('subsidy', 'all-or-nothing');
SELECT row, column_name, substr(value, 1, 20), code, reason, remedy FROM f;
SELECT DISTINCT code, reason_en, remedy_en FROM f;
SELECT 'words missing', count(*) FROM intake_faults WHERE code IN (reason, reason_en) OR '' IN (remedy, remedy_en);
CREATE TEMP TABLE before AS SELECT * FROM f;
SELECT intake('T-B-subsidy-1');
SELECT 'the same faults', (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM f)), (SELECT count(*) FROM (SELECT * FROM f EXCEPT SELECT * FROM before));
SELECT intake('T-B-subsidy-1') ->> 'taken';
SELECT row, code FROM (SELECT row, code FROM f EXCEPT SELECT row, code FROM before);
SELECT funding, stage, amount_fen, reverses FROM funding_event WHERE funding LIKE 'T-Z-%';
-- A row of a case that is there: of another enterprise, before it began.
INSERT INTO staging_subsidy (funding, enterprise, unit, stage, amount, at) VALUES ('T-Z-8', '91370200163562681G', 'CZJ', '兑付', '1', '2月20日'), ('T-Z-8', NULL, NULL, '申报', '1', '2月11日');
SELECT intake('subsidy');
SELECT row, column_name, code, reason FROM f WHERE row < 4 AND code IN ('enterprise_other', 'date_before', 'stage_order');
SELECT 'drift', count(*) FROM head_drift;
