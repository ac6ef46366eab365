-- The two policies that the report names, 芜湖市十八条 and 安徽省二十条, with as many clauses. The report gives no clause's words,
-- numbers or units ("明确牵头部门、责任单位"): all that is in a clause here is made up and marked so. It gives no day of issue.
INSERT INTO policy (code, zone, title, title_en, level, source) VALUES
  ('WH18', 'WHGX', '芜湖市十八条', 'Wuhu City, eighteen articles', 'city', '芜湖高新区（弋江区）报道'),
  ('AH20', 'WHGX', '安徽省二十条', 'Anhui Province, twenty articles', 'province', '芜湖高新区（弋江区）报道');

-- policy, no, title, aspect, lead, members, categories; members and categories with a blank after each.
CREATE TEMP TABLE sample_clause (policy TEXT, no INTEGER, title TEXT, title_en TEXT, aspect TEXT, lead TEXT, members TEXT, categories TEXT);
INSERT INTO sample_clause VALUES
  ('WH18',  1, '防疫物资生产补助',   'Grants for making protective supplies',     '防疫保供', 'JXJ',  'WJW CZJ ',  'supplies conversion '),
  ('WH18',  2, '技术改造扩产补助',   'Grants for enlarged capacity',              '防疫保供', 'JXJ',  'CZJ ',      'equipment '),
  ('WH18',  3, '检验检测费用减免',   'Testing fees waived',                       '防疫保供', 'SCJG', 'KJJ ',      'standards '),
  ('WH18',  4, '流动资金贷款贴息',   'Interest subsidies on working capital',     '金融支持', 'JRB',  'CZJ ',      'financing '),
  ('WH18',  5, '续贷过桥与展期',     'Bridging loans and extensions',             '金融支持', 'JRB',  '',          'financing '),
  ('WH18',  6, '融资担保降费',       'Lower guarantee fees',                      '金融支持', 'JRB',  'CZJ ',      'financing '),
  ('WH18',  7, '国有房产租金减免',   'Rents of state premises waived',            '减轻负担', 'TCZX', 'CZJ ',      'rent '),
  ('WH18',  8, '房产税与土地税减免', 'Property and land tax relief',              '减轻负担', 'SWJ',  'CZJ ',      'tax '),
  ('WH18',  9, '用电用水用气支持',   'Relief on power, water and gas',            '减轻负担', 'FGW',  'JXJ ',      'utilities '),
  ('WH18', 10, '返岗交通补贴',       'Travel back to work subsidised',            '稳岗用工', 'RSJ',  'JTJ ',      'labour commuting '),
  ('WH18', 11, '新增用工奖励',       'Awards for new jobs',                       '稳岗用工', 'RSJ',  '',          'labour '),
  ('WH18', 12, '线上技能培训补贴',   'On-line training subsidised',               '稳岗用工', 'RSJ',  'TCZX ',     'training '),
  ('WH18', 13, '集中住宿与隔离补助', 'Grants for lodging and isolation',          '稳岗用工', 'ZJJ',  'RSJ WJW ',  'lodging '),
  ('WH18', 14, '物流运输通行保障',   'Freight kept moving',                       '畅通循环', 'JTJ',  'SWW ',      'logistics passes '),
  ('WH18', 15, '原材料供应对接',     'Matching of raw materials',                 '畅通循环', 'JXJ',  'SWW ',      'materials supply-chain '),
  ('WH18', 16, '外贸企业参展与保险', 'Fairs and insurance for exporters',         '畅通循环', 'SWW',  'CZJ ',      'export '),
  ('WH18', 17, '涉企资金提前兑付',   'Support paid out early',                    '服务企业', 'CZJ',  'KJJ JXJ ',  'subsidy '),
  ('WH18', 18, '审批事项网上办理',   'Approvals on line',                         '服务企业', 'FGW',  'SCJG ',     'approval resumption '),
  ('AH20',  1, '重点物资企业名单',   'List of makers of key supplies',            '保障供应', 'FGW',  'JXJ WJW ',  'supplies '),
  ('AH20',  2, '应急审批绿色通道',   'Fast lane for approvals',                   '保障供应', 'SCJG', 'WJW ',      'approval conversion '),
  ('AH20',  3, '政府采购支持',       'Public procurement',                        '保障供应', 'CZJ',  '',          'market '),
  ('AH20',  4, '信贷规模稳定增长',   'Steady growth of credit',                   '金融支持', 'JRB',  '',          'financing '),
  ('AH20',  5, '专项再贷款贴息',     'Interest subsidies on special re-lending',  '金融支持', 'JRB',  'CZJ ',      'financing '),
  ('AH20',  6, '政策性担保支持',     'Public guarantees',                         '金融支持', 'JRB',  'CZJ ',      'financing '),
  ('AH20',  7, '出口信用保险',       'Export credit insurance',                   '金融支持', 'SWW',  'JRB ',      'export '),
  ('AH20',  8, '失业保险稳岗返还',   'Unemployment insurance returned',           '援企稳岗', 'RSJ',  'CZJ ',      'social-insurance '),
  ('AH20',  9, '社会保险费缓缴',     'Social contributions deferred',             '援企稳岗', 'RSJ',  'SWJ ',      'social-insurance '),
  ('AH20', 10, '职业介绍与用工对接', 'Job placement',                             '援企稳岗', 'RSJ',  '',          'labour '),
  ('AH20', 11, '培训费用补贴',       'Training costs subsidised',                 '援企稳岗', 'RSJ',  '',          'training '),
  ('AH20', 12, '延期缴纳税款',       'Taxes deferred',                            '财税支持', 'SWJ',  '',          'tax '),
  ('AH20', 13, '困难企业税收减免',   'Tax relief in hardship',                    '财税支持', 'SWJ',  'CZJ ',      'tax '),
  ('AH20', 14, '中小企业租金减免',   'Rents of small firms waived',               '财税支持', 'TCZX', 'ZJJ ',      'rent '),
  ('AH20', 15, '科技创新奖补',       'Awards for innovation',                     '财税支持', 'KJJ',  'CZJ ',      'technology subsidy '),
  ('AH20', 16, '阶段性降低用电成本', 'Lower power costs for a time',              '降低成本', 'FGW',  '',          'utilities '),
  ('AH20', 17, '收费公路免费通行',   'Toll roads free',                           '降低成本', 'JTJ',  '',          'logistics '),
  ('AH20', 18, '重点项目开工保障',   'Key projects kept going',                   '项目建设', 'ZJJ',  'TCZX FGW ', 'project '),
  ('AH20', 19, '产业链协同复工',     'Supply chains resume together',             '项目建设', 'JXJ',  'SWW ',      'supply-chain materials '),
  ('AH20', 20, '企业服务专员制度',   'An officer for every firm',                 '服务企业', 'TCZX', 'FGW ',      'policy resumption ');

INSERT INTO clause (code, policy, no, title, title_en, aspect, synthetic)
SELECT policy || '-' || printf('%02d', no), policy, printf('%02d', no), title, title_en, aspect, 1 FROM sample_clause ORDER BY policy, no;

INSERT INTO clause_unit (clause, unit, role)
WITH RECURSIVE word (clause, unit, rest) AS (
  SELECT policy || '-' || printf('%02d', no), NULL, members FROM sample_clause
  UNION ALL SELECT clause, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM word WHERE rest <> '')
SELECT policy || '-' || printf('%02d', no), lead, 'lead' FROM sample_clause
UNION ALL SELECT clause, unit, 'member' FROM word WHERE unit IS NOT NULL ORDER BY 1, 2;

INSERT INTO clause_category (clause, category)
WITH RECURSIVE word (clause, category, rest) AS (
  SELECT policy || '-' || printf('%02d', no), NULL, categories FROM sample_clause
  UNION ALL SELECT clause, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM word WHERE rest <> '')
SELECT clause, category FROM word WHERE category IS NOT NULL ORDER BY 1, 2;

INSERT INTO bank (code, name, name_en, synthetic) VALUES          -- the report names none
  ('B1', '甲银行', 'Bank A', 1), ('B2', '乙银行', 'Bank B', 1), ('B3', '丙银行', 'Bank C', 1),
  ('B4', '丁农商行', 'Rural Bank D', 1), ('B5', '戊村镇银行', 'Village Bank E', 1);

-- The report: 力争在3月底完成相关政策兑付. All of it, no amount named.
INSERT INTO target (code, figure, value, qualifier, due_on, source, note) VALUES
  ('T1', 'subsidies-paid', NULL, '~', '2020-03-31', '芜湖高新区（弋江区）报道', '力争在3月底完成相关政策兑付');
INSERT INTO figure_window (figure, name, name_en, from_on, source, note) VALUES
  ('subsidies-paid', '疫情以来', 'since the outbreak', NULL, '芜湖高新区（弋江区）报道', '报道未说明从哪一天起');
