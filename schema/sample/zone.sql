-- The zone, its units, sections and grids, its viewers, and the totals that the report gives.
-- The report names two of the seven contact units and the unit that triages; the other units, the persons, numbers,
-- sections and grids are made up.

INSERT INTO zone (code, name, name_en) VALUES ('WHGX', '芜湖高新区（弋江区）', 'Wuhu High-tech Zone (Yijiang District)');

INSERT INTO setting (name, value, note) VALUES
  ('zone', 'WHGX', NULL),
  ('sample', 'synthetic', 'records made up to add up to the reported totals'),
  ('target_day', '2020-03-31', 'the report: 力争在3月底完成相关政策兑付'),
  ('period_anchor', '2020-02-10', 'synthetic: the report says every two days, not from which day'),
  ('period_days', '2', 'the report: 每两日'),
  ('clock', 'replay', 'while the sample is loaded'),
  ('clock_at', '2020-02-25T15:59:59Z', 'while the sample is loaded')
ON CONFLICT (name) DO UPDATE SET value = excluded.value, note = excluded.note;

INSERT INTO unit (code, zone, name, name_en, contact, responsible, phone_name, phone, synthetic) VALUES
  ('FGW',  'WHGX', '发展改革委',     'Development and Reform Commission',            0, 1, '王主任', '0553-5550101', 0),
  ('RSJ',  'WHGX', '人社局',         'Human Resources and Social Security Bureau',   1, 1, '李科长', '0553-5550102', 0),
  ('TCZX', 'WHGX', '投资促进中心',   'Investment Promotion Centre',                  1, 1, '张主任', '0553-5550103', 0),
  ('JXJ',  'WHGX', '经信局',         'Economy and Information Technology Bureau',    1, 1, '陈局长', '0553-5550104', 1),
  ('KJJ',  'WHGX', '科技局',         'Science and Technology Bureau',                1, 1, '刘科长', '0553-5550105', 1),
  ('SWW',  'WHGX', '商务局',         'Commerce Bureau',                              1, 1, '杨科长', '0553-5550106', 1),
  ('ZJJ',  'WHGX', '住建局',         'Housing and Construction Bureau',              1, 1, '赵科长', '0553-5550107', 1),
  ('SCJG', 'WHGX', '市场监管局',     'Market Supervision Bureau',                    1, 1, '黄科长', '0553-5550108', 1),
  ('CZJ',  'WHGX', '财政局',         'Finance Bureau',                               0, 1, '周科长', '0553-5550109', 1),
  ('JRB',  'WHGX', '金融办',         'Financial Affairs Office',                     0, 1, '吴主任', '0553-5550110', 1),
  ('WJW',  'WHGX', '卫健委',         'Health Commission',                            0, 1, '徐科长', '0553-5550111', 1),
  ('JTJ',  'WHGX', '交通局',         'Transport Bureau',                             0, 1, '孙科长', '0553-5550112', 1),
  ('SWJ',  'WHGX', '税务局',         'Tax Bureau',                                   0, 1, '胡科长', '0553-5550113', 1);

INSERT INTO section (code, unit, name, name_en) VALUES
  ('FGW-ZH',  'FGW',  '综合科',         'General Section'),
  ('FGW-ZC',  'FGW',  '政策法规科',     'Policy Section'),
  ('RSJ-JY',  'RSJ',  '就业促进科',     'Employment Section'),
  ('RSJ-SB',  'RSJ',  '社会保险科',     'Social Insurance Section'),
  ('RSJ-LD',  'RSJ',  '劳动关系科',     'Labour Relations Section'),
  ('TCZX-XM', 'TCZX', '项目服务科',     'Project Services Section'),
  ('TCZX-QY', 'TCZX', '企业服务科',     'Enterprise Services Section'),
  ('JXJ-YX',  'JXJ',  '经济运行科',     'Economic Operation Section'),
  ('JXJ-CY',  'JXJ',  '产业发展科',     'Industry Section'),
  ('JXJ-WZ',  'JXJ',  '物资保障组',     'Supplies Group'),
  ('KJJ-GX',  'KJJ',  '高新技术科',     'High Technology Section'),
  ('KJJ-CG',  'KJJ',  '成果转化科',     'Technology Transfer Section'),
  ('SWW-WM',  'SWW',  '外贸科',         'Foreign Trade Section'),
  ('SWW-SC',  'SWW',  '市场运行科',     'Domestic Market Section'),
  ('ZJJ-JG',  'ZJJ',  '建筑业管理科',   'Construction Section'),
  ('ZJJ-FC',  'ZJJ',  '房产管理科',     'Housing Section'),
  ('SCJG-ZL', 'SCJG', '质量标准科',     'Quality and Standards Section'),
  ('SCJG-JG', 'SCJG', '价格监管科',     'Price Supervision Section'),
  ('CZJ-QY',  'CZJ',  '企业科',         'Enterprise Section'),
  ('CZJ-GK',  'CZJ',  '国库科',         'Treasury Section'),
  ('JRB-RZ',  'JRB',  '融资服务科',     'Financing Section'),
  ('JRB-DB',  'JRB',  '担保管理科',     'Guarantee Section'),
  ('WJW-JK',  'WJW',  '疾病预防控制科', 'Disease Control Section'),
  ('WJW-YJ',  'WJW',  '应急办公室',     'Emergency Office'),
  ('JTJ-YS',  'JTJ',  '运输管理科',     'Road Transport Section'),
  ('JTJ-TX',  'JTJ',  '通行保障组',     'Passes Group'),
  ('SWJ-NS',  'SWJ',  '纳税服务科',     'Taxpayer Services Section'),
  ('SWJ-SB',  'SWJ',  '社保非税科',     'Social Contributions Section');

INSERT INTO grid (code, unit, name, name_en) VALUES
  ('G01', 'RSJ',  '南区第一网格',   'South Park, grid 1'),
  ('G02', 'RSJ',  '南区第二网格',   'South Park, grid 2'),
  ('G03', 'TCZX', '南区第三网格',   'South Park, grid 3'),
  ('G04', 'TCZX', '南区第四网格',   'South Park, grid 4'),
  ('G05', 'JXJ',  '北区第一网格',   'North Park, grid 1'),
  ('G06', 'JXJ',  '北区第二网格',   'North Park, grid 2'),
  ('G07', 'KJJ',  '北区第三网格',   'North Park, grid 3'),
  ('G08', 'KJJ',  '软件园网格',     'Software Park grid'),
  ('G09', 'SWW',  '商贸物流网格',   'Trade and Logistics grid'),
  ('G10', 'SWW',  '综合服务网格',   'Services grid'),
  ('G11', 'ZJJ',  '中区第一网格',   'Central Park, grid 1'),
  ('G12', 'ZJJ',  '中区第二网格',   'Central Park, grid 2'),
  ('G13', 'SCJG', '中区第三网格',   'Central Park, grid 3'),
  ('G14', 'SCJG', '中区第四网格',   'Central Park, grid 4');
UPDATE grid SET cadres_least = 3 + substr(code, 2) % 3, cadres_most = 5;

-- Whoever tries the pages: a leader, an auditor, and one viewer per unit, named by its code in small letters.
INSERT INTO viewer (name, role, unit) VALUES ('demo', 'leader', NULL), ('auditor', 'auditor', NULL);
INSERT INTO viewer (name, role, unit) SELECT lower(code), 'unit', code FROM unit ORDER BY code;

-- What the report gives as totals only. How much of the loans was disbursed it does not say: no row.
INSERT INTO reported_figure (ref, figure, value, unit, qualifier, source, reported_on, note, recorded_at)
SELECT printf('WHGX-T-%04d', column1), column2, column3, column4, column5, '芜湖高新区（弋江区）报道', '2020-02-25', column6,
       '2020-02-25T12:00:00Z'
  FROM (VALUES
  (1, 'enterprises-registered',         1000, 'count', '≥', '1000余家'),
  (2, 'loans-applied',          184600000000, 'fen',   '=', '协助企业上报融资贷款18.46亿元'),
  (3, 'loans-credit-granted',    16700000000, 'fen',   '=', '已获得银行授信1.67亿元'),
  (4, 'loans-approved',           3000000000, 'fen',   '=', '获批贷款3000万元；是否含于授信，报道未说明'),
  (5, 'subsidies-paid',           7593440000, 'fen',   '=', '疫情以来兑现各类支持资金7593.44万元'))
 ORDER BY column1;

-- What the report says, and does not say, about its own totals.
UPDATE word SET zh = '获批贷款；是否含于授信，原文未说明', en = 'loans approved; the source does not say whether within credit granted'
 WHERE domain = 'rule' AND code = 'loans-approved';
UPDATE word SET zh = '疫情以来兑现的各类支持资金', en = 'support paid since the outbreak' WHERE domain = 'rule' AND code = 'subsidies-paid';
