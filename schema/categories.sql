-- What demands are about, and the words by which the rules know it.
--
-- Two levels: a category without parent groups its leaves; demands bear leaves. `unit` leads by default and has
-- `workdays` working days to answer. The leaves come from what enterprises ask for in the reports of February and
-- March 2020; each names its source.
--
-- A term counts once in a text and adds its weight to its category; a category is proposed from the score
-- category_threshold (10) on. So 10 and more speaks alone, 5 to 9 needs another, 3 and 4 only tip a balance, a negative
-- weight speaks against. A longer term hides the shorter ones inside it: 口罩生产 is not 口罩. Terms are compared after
-- text_fold(); Latin ones match whole words.

INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES
  ('protection', NULL, '疫情防控', 'Epidemic protection', NULL, NULL),
  ('workforce', NULL, '用工', 'Workforce', NULL, NULL),
  ('transport', NULL, '物流通行', 'Transport', NULL, NULL),
  ('production', NULL, '生产经营', 'Production and sales', NULL, NULL),
  ('costs', NULL, '资金成本', 'Money and costs', NULL, NULL),
  ('services', NULL, '政务与项目', 'Administration and projects', NULL, NULL);

-- 疫情防控

-- 想再申请一些应急物资; 很多企业想复工苦于没有口罩 (哈尔滨经开区, 宁波)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('supplies', 'protection', '防疫物资', 'Protective supplies', 'JXJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('supplies', '防疫物资', 14), ('supplies', '应急物资', 14), ('supplies', '防护物资', 14),
  ('supplies', '防护用品', 14), ('supplies', '防疫用品', 14), ('supplies', '消毒物资', 14),
  ('supplies', '防控物资', 14), ('supplies', '消毒液', 12), ('supplies', '消毒水', 12), ('supplies', '防护服', 12),
  ('supplies', '额温枪', 12), ('supplies', '测温枪', 12), ('supplies', '护目镜', 12), ('supplies', '红外测温', 12),
  ('supplies', '口罩', 10), ('supplies', '缺口罩', 10), ('supplies', '酒精', 10), ('supplies', '体温计', 10), ('supplies', '体温枪', 10),
  ('supplies', '测温仪', 10), ('supplies', '洗手液', 10), ('supplies', '消毒用品', 10),
  ('supplies', '防护设备', 10), ('supplies', 'n95', 10), ('supplies', 'kn95', 10), ('supplies', '手套', 5),
  ('supplies', 'mask', 10), ('supplies', 'masks', 10), ('supplies', 'ppe', 10), ('supplies', 'disinfectant', 10),
  ('supplies', 'sanitiser', 10), ('supplies', 'sanitizer', 10), ('supplies', 'thermometer', 10),
  ('supplies', 'protective clothing', 12), ('supplies', 'protective supplies', 12);

-- 回哈员工是否先隔离; 厂区一天消毒几次 (哈尔滨平房); 员工发烧 (龙泉驿)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('epidemic', 'protection', '防疫咨询', 'Epidemic-control consultation', 'WJW', 2);
INSERT INTO category_term (category, term, weight) VALUES
  ('epidemic', '是否先隔离', 14), ('epidemic', '要不要隔离', 14), ('epidemic', '是否隔离', 14),
  ('epidemic', '核酸检测', 14), ('epidemic', '消毒几次', 14), ('epidemic', '核酸', 12), ('epidemic', '健康码', 12),
  ('epidemic', '密切接触', 12), ('epidemic', '防控措施', 12), ('epidemic', '防疫措施', 12),
  ('epidemic', '健康监测', 12), ('epidemic', '防控方案', 12), ('epidemic', '隔离', 10), ('epidemic', '发烧', 10),
  ('epidemic', '发热', 10), ('epidemic', '确诊', 10), ('epidemic', '隔离观察', 10), ('epidemic', '卫生防疫', 10),
  ('epidemic', '消毒', 8), ('epidemic', '测温', 8), ('epidemic', '量体温', 8), ('epidemic', '体温监测', 8),
  ('epidemic', '体温检测', 8), ('epidemic', '疫情防控', 4), ('epidemic', '防疫', 4), ('epidemic', '体温', 4),
  ('epidemic', 'quarantine', 12), ('epidemic', 'isolation', 10), ('epidemic', 'fever', 10),
  ('epidemic', 'nucleic acid test', 10);

-- 员工就餐是否分开 (哈尔滨平房); 员工用餐采取什么形式 (长春新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('dining', 'protection', '员工就餐', 'Staff meals', 'SCJG', 2);
INSERT INTO category_term (category, term, weight) VALUES
  ('dining', '员工就餐', 14), ('dining', '员工用餐', 14), ('dining', '分开就餐', 14), ('dining', '分餐', 14),
  ('dining', '就餐', 12), ('dining', '用餐', 12), ('dining', '供餐', 12), ('dining', '送餐', 12),
  ('dining', '食堂', 10), ('dining', '堂食', 10), ('dining', '吃饭', 8), ('dining', '盒饭', 8),
  ('dining', 'canteen', 10), ('dining', 'meals', 10);

-- 用工

-- 66名实习生不能及时到岗 (龙泉驿); 缺工人 (成都); 用工缺口 (宁波)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('labour', 'workforce', '用工返岗', 'Labour and return to post', 'RSJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('labour', '员工返岗', 14), ('labour', '工人返岗', 14), ('labour', '人员返岗', 14), ('labour', '返岗专车', 14),
  ('labour', '招工难', 14), ('labour', '用工难', 14), ('labour', '用工荒', 14), ('labour', '人员短缺', 14),
  ('labour', '人手不足', 14), ('labour', '缺工人', 14), ('labour', '缺员工', 14), ('labour', '缺人手', 14),
  ('labour', '返岗', 12), ('labour', '缺工', 12), ('labour', '招工', 12), ('labour', '务工人员', 12),
  ('labour', '用工缺口', 12), ('labour', '劳动力', 12), ('labour', '春风行动', 12), ('labour', '缺少员工', 12),
  ('labour', '人员不足', 12), ('labour', '用工', 10), ('labour', '招聘', 10), ('labour', '人手', 10),
  ('labour', '缺人', 10), ('labour', '老员工', 10), ('labour', '到不了岗', 10), ('labour', '回不来', 10),
  ('labour', '来不了', 10), ('labour', '到岗', 8), ('labour', '实习生', 8), ('labour', '农民工', 8),
  ('labour', '普工', 8), ('labour', '包车', 8), ('labour', '劳务', 8), ('labour', '人力', 8), ('labour', '技工', 8),
  ('labour', '接回', 8), ('labour', '工人', 6), ('labour', '操作工', 6), ('labour', '专车', 6),
  ('labour', '不放行', 6), ('labour', '员工', 4), ('labour', '滞留', 4), ('labour', '岗位', 4),
  ('labour', '技术骨干', 4), ('labour', '缺口', 4), ('labour', 'labour shortage', 12),
  ('labour', 'labor shortage', 12), ('labour', 'staff shortage', 12), ('labour', 'return of workers', 12),
  ('labour', 'workers', 10), ('labour', 'labour', 10), ('labour', 'labor', 10), ('labour', 'recruit', 10),
  ('labour', 'recruitment', 10), ('labour', 'hiring', 10), ('labour', 'employees', 10), ('labour', 'staff', 10);

-- 周边有的乡镇不愿让我们的外省员工住宿 (古雷)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('lodging', 'workforce', '员工住宿', 'Lodging', 'ZJJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('lodging', '集中住宿', 16), ('lodging', '住宿点', 16), ('lodging', '员工住宿', 16),
  ('lodging', '没有地方住', 14), ('lodging', '没地方住', 14), ('lodging', '没有地方隔离', 14),
  ('lodging', '住宿', 12), ('lodging', '宿舍', 12), ('lodging', '公租房', 12), ('lodging', '人才公寓', 12),
  ('lodging', '住处', 10), ('lodging', '租房', 10), ('lodging', '隔离点', 10), ('lodging', '酒店', 6),
  ('lodging', '宾馆', 6), ('lodging', '不愿让', 4), ('lodging', 'lodging', 12), ('lodging', 'accommodation', 12),
  ('lodging', 'dormitory', 12), ('lodging', 'dormitories', 12);

-- 每日派车接送员工上下班 (古雷); 省内班车停运 (龙泉驿)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('commuting', 'workforce', '通勤用车', 'Commuting', 'JTJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('commuting', '接送员工', 14), ('commuting', '通勤班车', 14), ('commuting', '员工上下班', 14),
  ('commuting', '通勤', 12), ('commuting', '班车', 12), ('commuting', '通勤车', 12), ('commuting', '上下班', 5),
  ('commuting', '公交', 5), ('commuting', 'commuting', 10), ('commuting', 'shuttle', 10);

-- 线上、线下指导和培训 (各地)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('training', 'workforce', '技能培训', 'Training', 'RSJ', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('training', '技能培训', 14), ('training', '线上培训', 14), ('training', '岗前培训', 14),
  ('training', '以工代训', 14), ('training', '培训', 10), ('training', 'training', 10);

-- 稳岗满岗 (成都); 降低企业成本 (宁波, 大庆)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('social-insurance', 'workforce', '社保稳岗', 'Social insurance and job retention', 'RSJ', 4);
INSERT INTO category_term (category, term, weight) VALUES
  ('social-insurance', '社保费', 14), ('social-insurance', '稳岗返还', 14), ('social-insurance', '稳岗补贴', 14),
  ('social-insurance', '社保减免', 14), ('social-insurance', '失业保险', 14), ('social-insurance', '养老保险', 14),
  ('social-insurance', '医疗保险', 14), ('social-insurance', '社保', 12), ('social-insurance', '社会保险', 12),
  ('social-insurance', '工伤保险', 12), ('social-insurance', '公积金', 12), ('social-insurance', '工伤', 8),
  ('social-insurance', '稳岗', 6), ('social-insurance', '就业补贴', 6),
  ('social-insurance', 'social insurance', 12), ('social-insurance', 'pension', 10);

-- 物流通行

-- 请求陆上转运沿线协助 (古雷); 每天四五万台小家电的物流运输 (苏州)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('logistics', 'transport', '物流运输', 'Logistics', 'JTJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('logistics', '运不出去', 14), ('logistics', '运不进来', 14), ('logistics', '货物滞留', 14),
  ('logistics', '设备运输', 14), ('logistics', '陆上转运', 12), ('logistics', '物流公司', 12),
  ('logistics', '物流不畅', 12), ('logistics', '物流', 10), ('logistics', '运输', 10), ('logistics', '转运', 10),
  ('logistics', '货运', 10), ('logistics', '运不出', 10), ('logistics', '运力', 10), ('logistics', '集装箱', 10),
  ('logistics', '快递', 8), ('logistics', '零担', 8), ('logistics', '寄不出', 8), ('logistics', '配送', 8),
  ('logistics', '发货难', 8), ('logistics', '绿色通道', 8), ('logistics', '发货', 6), ('logistics', '送货', 6),
  ('logistics', '高速路口', 6), ('logistics', '到港', 5), ('logistics', '港口', 5), ('logistics', '码头', 5),
  ('logistics', '货车', 5), ('logistics', '劝返', 5), ('logistics', '司机', 5), ('logistics', '沿线协助', 4),
  ('logistics', 'logistics', 10), ('logistics', 'transport', 10), ('logistics', 'freight', 10),
  ('logistics', 'shipping', 10), ('logistics', 'shipment', 10), ('logistics', 'trucks', 10);

-- 跨区上班通行证咋办 (哈尔滨经开区); 为通勤车辆发放通行证 (古雷)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('passes', 'transport', '通行证', 'Passes', 'JTJ', 2);
INSERT INTO category_term (category, term, weight) VALUES
  ('passes', '车辆通行证', 18), ('passes', '上班通行证', 18), ('passes', '通勤车没有通行证', 18),
  ('passes', '通行证', 16), ('passes', '转运证明', 16), ('passes', '车辆通行', 10), ('passes', '跨区上班', 10),
  ('passes', '卡口', 8), ('passes', '通行', 8), ('passes', '进不了园区', 8), ('passes', '放行', 6),
  ('passes', 'travel permit', 12), ('passes', 'travel pass', 12), ('passes', 'passes', 10);

-- 生产经营

-- 建材不好找啊 (成都); 缺原材料 (龙泉驿); 原料 (苏州)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('materials', 'production', '原材料', 'Raw materials', 'JXJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('materials', '缺原材料', 16), ('materials', '缺原料', 14), ('materials', '原材料短缺', 14),
  ('materials', '原料短缺', 14), ('materials', '缺料', 14), ('materials', '断料', 14), ('materials', '原材料', 12),
  ('materials', '建材', 12), ('materials', '生产原料', 12), ('materials', '包装材料', 12),
  ('materials', '原料', 10), ('materials', '钢材', 10), ('materials', '混凝土', 10), ('materials', '砂石', 10),
  ('materials', '水泥', 10), ('materials', '熔喷布', 10), ('materials', '无纺布', 10), ('materials', '货源', 8),
  ('materials', '辅料', 8), ('materials', '物料', 6), ('materials', '材料', 6), ('materials', '注塑件', 6),
  ('materials', 'raw material', 12), ('materials', 'raw materials', 12), ('materials', 'steel', 10),
  ('materials', 'cement', 10);

-- 保证零部件同时到位很难 (玉柴); 52家配套企业 (扬州); 上下游 (苏州)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('supply-chain', 'production', '供应链配套', 'Supply chain', 'JXJ', 4);
INSERT INTO category_term (category, term, weight) VALUES
  ('supply-chain', '配套企业', 14), ('supply-chain', '协同复工', 14), ('supply-chain', '零部件供应', 14),
  ('supply-chain', '供应链', 12), ('supply-chain', '产业链', 12), ('supply-chain', '上下游', 12),
  ('supply-chain', '供应商', 12), ('supply-chain', '零部件', 12), ('supply-chain', '零配件', 10),
  ('supply-chain', '配套件', 10), ('supply-chain', '元器件', 10), ('supply-chain', '上游', 6),
  ('supply-chain', '下游', 6), ('supply-chain', '配件', 6), ('supply-chain', '结构件', 6),
  ('supply-chain', '发函', 4), ('supply-chain', '同时到位', 4), ('supply-chain', '供不上', 4),
  ('supply-chain', 'supply chain', 12), ('supply-chain', 'suppliers', 10), ('supply-chain', 'supplier', 10),
  ('supply-chain', 'components', 10), ('supply-chain', 'parts', 10);

-- 设备进场; 778套进口设备的运输问题 (古雷)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('equipment', 'production', '设备', 'Equipment', 'JXJ', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('equipment', '进口设备', 14), ('equipment', '设备进场', 14), ('equipment', '设备安装', 14),
  ('equipment', '设备到货', 14), ('equipment', '安装调试', 14), ('equipment', '设备维修', 12),
  ('equipment', '设备检修', 12), ('equipment', '维修', 8), ('equipment', '检修', 8), ('equipment', '备件', 8),
  ('equipment', '设备运输', 6), ('equipment', '设备', 4), ('equipment', '机器', 4), ('equipment', '生产线', 4),
  ('equipment', 'equipment', 10), ('equipment', 'machinery', 10);

-- 不知道卖给谁; 不知道找谁买 (龙泉驿)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('market', 'production', '市场销路', 'Market', 'SWW', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('market', '不知道卖给谁', 16), ('market', '不知道找谁买', 14), ('market', '供需对接', 14),
  ('market', '供需平台', 14), ('market', '市场信息', 14), ('market', '产销对接', 14), ('market', '订单取消', 14),
  ('market', '卖给谁', 12), ('market', '找谁买', 12), ('market', '卖不出去', 12), ('market', '销路', 12),
  ('market', '滞销', 12), ('market', '拓展市场', 12), ('market', '开拓市场', 12), ('market', '采购商', 10),
  ('market', '积压', 10), ('market', '销售', 8), ('market', '展会', 8), ('market', '订单', 5),
  ('market', '客户', 5), ('market', 'find buyers', 12), ('market', 'find a buyer', 12), ('market', 'sales', 10),
  ('market', 'market', 10), ('market', 'buyers', 10);

-- 外贸零售业企业 (宁波); 进出口企业 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('export', 'production', '外贸进出口', 'Foreign trade', 'SWW', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('export', '不可抗力证明', 16), ('export', '出口订单', 14), ('export', '外贸订单', 14), ('export', '进出口', 14),
  ('export', '外贸', 12), ('export', '清关', 12), ('export', '报关', 12), ('export', '海关', 10),
  ('export', '跨境', 10), ('export', '出口', 8), ('export', '国外客户', 8), ('export', '进口', 6),
  ('export', '境外', 4), ('export', '海外', 4), ('export', '国外', 4), ('export', 'export', 10),
  ('export', 'exports', 10), ('export', 'customs', 10);

-- 民用口罩生产要符合哪些标准？出厂检测又需要做什么呢 (宁波)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('standards', 'production', '检测与标准', 'Testing and standards', 'SCJG', 4);
INSERT INTO category_term (category, term, weight) VALUES
  ('standards', '符合哪些标准', 16), ('standards', '符合什么标准', 16), ('standards', '检测标准', 16),
  ('standards', '质量标准', 16), ('standards', '出厂检测', 14), ('standards', '产品检测', 14),
  ('standards', '检测机构', 14), ('standards', '检验机构', 14), ('standards', '检验报告', 14),
  ('standards', '检测报告', 14), ('standards', '标准', 10), ('standards', '认证', 10), ('standards', '质检', 10),
  ('standards', '注册证', 10), ('standards', '生产许可', 10), ('standards', '检测', 8), ('standards', '检验', 8),
  ('standards', '合格证', 8), ('standards', '口罩生产', 4), ('standards', 'product testing', 12),
  ('standards', 'testing standards', 12), ('standards', 'certification', 10), ('standards', 'standards', 10),
  ('standards', 'standard', 10);

-- 转产口罩企业扩产转产 (宁波); 新建生产线 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('conversion', 'production', '转产扩产', 'Conversion and expansion', 'JXJ', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('conversion', '转产口罩', 14), ('conversion', '扩大产能', 14), ('conversion', '新建生产线', 14),
  ('conversion', '口罩生产线', 14), ('conversion', '生产防疫物资', 14), ('conversion', '转产', 12),
  ('conversion', '扩产', 12), ('conversion', '生产口罩', 12), ('conversion', '无尘车间', 8),
  ('conversion', '无菌车间', 8), ('conversion', '口罩生产', 6), ('conversion', '产能', 4),
  ('conversion', 'convert production', 12), ('conversion', 'production line', 12);

-- 资金成本

-- 流动资金短缺 (哈尔滨新区); 资金有缺口 (平房); 融资贷款18.46亿元 (芜湖)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('financing', 'costs', '融资贷款', 'Financing', 'JRB', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('financing', '流动资金短缺', 16), ('financing', '流动资金不足', 16), ('financing', '资金短缺', 14),
  ('financing', '资金缺口', 14), ('financing', '资金有缺口', 14), ('financing', '资金周转', 14),
  ('financing', '资金紧张', 14), ('financing', '缺资金', 14), ('financing', '缺少资金', 14),
  ('financing', '资金不足', 14), ('financing', '融资', 12), ('financing', '信贷', 12), ('financing', '续贷', 12),
  ('financing', '抽贷', 12), ('financing', '断贷', 12), ('financing', '流动资金', 12), ('financing', '资金链', 12),
  ('financing', '贷款', 10), ('financing', '授信', 10), ('financing', '放款', 10), ('financing', '展期', 10),
  ('financing', '担保贷款', 10), ('financing', '担保', 8), ('financing', '抵押', 8), ('financing', '抵押物', 8),
  ('financing', '贴息', 8), ('financing', '借款', 8), ('financing', '银行', 6), ('financing', '利息', 6),
  ('financing', '货款回笼', 6), ('financing', '资金', 5), ('financing', 'working capital', 12),
  ('financing', 'cash flow', 12), ('financing', 'loan', 10), ('financing', 'loans', 10),
  ('financing', 'financing', 10), ('financing', 'credit', 10);

-- 兑现各类支持资金7593.44万元 (芜湖); 一次性补贴 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('subsidy', 'costs', '奖补资金', 'Subsidies', 'CZJ', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('subsidy', '固定资产投资补助', 16), ('subsidy', '奖补资金', 16), ('subsidy', '技改补贴', 16),
  ('subsidy', '设备补贴', 16), ('subsidy', '奖补', 14), ('subsidy', '扶持资金', 14), ('subsidy', '支持资金', 14),
  ('subsidy', '专项补贴', 14), ('subsidy', '补贴', 10), ('subsidy', '补助', 10), ('subsidy', '奖励', 10),
  ('subsidy', '专项资金', 10), ('subsidy', '兑现', 8), ('subsidy', '兑付', 8), ('subsidy', '拨付', 8),
  ('subsidy', '技改', 4), ('subsidy', '申报材料', 4), ('subsidy', 'subsidy', 10), ('subsidy', 'subsidies', 10),
  ('subsidy', 'grant', 10), ('subsidy', 'grants', 10);

-- 强化税费政策支持 (宁波); 财税支持 (大庆)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('tax', 'costs', '税费', 'Taxes and fees', 'SWJ', 4);
INSERT INTO category_term (category, term, weight) VALUES
  ('tax', '出口退税', 16), ('tax', '税收减免', 16), ('tax', '减税降费', 16), ('tax', '延期纳税', 14),
  ('tax', '延期申报', 14), ('tax', '税费减免', 14), ('tax', '退税', 12), ('tax', '减税', 12), ('tax', '免税', 12),
  ('tax', '增值税', 12), ('tax', '房产税', 12), ('tax', '土地使用税', 12), ('tax', '所得税', 12),
  ('tax', '税收', 12), ('tax', '税费', 12), ('tax', '纳税', 10), ('tax', '发票', 10), ('tax', '缴税', 10),
  ('tax', '加计扣除', 10), ('tax', '缓缴', 3), ('tax', 'tax', 10), ('tax', 'taxes', 10), ('tax', 'vat', 10);

-- 降低企业成本 (宁波, 大庆)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('rent', 'costs', '房租', 'Rent', 'TCZX', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('rent', '减免租金', 16), ('rent', '减免房租', 16), ('rent', '厂房租金', 16), ('rent', '租金减免', 16),
  ('rent', '房租减免', 16), ('rent', '房租', 14), ('rent', '租金', 14), ('rent', '免租', 14), ('rent', '减租', 14),
  ('rent', '月租', 8), ('rent', '租用', 5), ('rent', '房东', 5), ('rent', 'rent', 10);

-- 生产要素保障 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('utilities', 'costs', '水电气', 'Utilities', 'JXJ', 3);
INSERT INTO category_term (category, term, weight) VALUES
  ('utilities', '电费', 14), ('utilities', '水费', 14), ('utilities', '燃气费', 14), ('utilities', '水电费', 14),
  ('utilities', '停电', 14), ('utilities', '供气', 12), ('utilities', '供电', 12), ('utilities', '供水', 12),
  ('utilities', '燃气', 12), ('utilities', '天然气', 12), ('utilities', '电价', 12), ('utilities', '水电', 10),
  ('utilities', '用电', 10), ('utilities', '用气', 10), ('utilities', '用水', 10), ('utilities', 'electricity', 10),
  ('utilities', 'gas', 10), ('utilities', 'water', 10);

-- 政务与项目

-- 企业复工应该准备什么 (长春新区); 复工备案 (杭州); 承诺即复工 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('resumption', 'services', '复工手续', 'Resumption procedures', 'FGW', 2);
INSERT INTO category_term (category, term, weight) VALUES
  ('resumption', '复工审批', 16), ('resumption', '复工备案', 16), ('resumption', '复工手续', 16),
  ('resumption', '提前复工', 16), ('resumption', '复工申请', 16), ('resumption', '复工证明', 14),
  ('resumption', '复工条件', 14), ('resumption', '复工方案', 14), ('resumption', '复工标准', 14),
  ('resumption', '批准复工', 14), ('resumption', '申请复工', 14), ('resumption', '什么时候能复工', 14),
  ('resumption', '能不能复工', 14), ('resumption', '何时复工', 14), ('resumption', '复工准备', 12),
  ('resumption', '应该准备什么', 12), ('resumption', '要准备什么', 12), ('resumption', '复工名单', 12),
  ('resumption', '承诺书', 8), ('resumption', '开工手续', 8), ('resumption', '备案', 6), ('resumption', '审批', 6),
  ('resumption', '复工', 4), ('resumption', '开工', 4), ('resumption', '复产', 4), ('resumption', '复工复产', 3),
  ('resumption', 'resume work', 12), ('resumption', 'resumption of work', 12), ('resumption', 'resumption', 10),
  ('resumption', 'reopen', 10);

-- 简化企业行政审批流程; 不见面审批 (哈尔滨新区, 廊坊)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('approval', 'services', '行政审批', 'Permits', 'SCJG', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('approval', '行政审批', 14), ('approval', '环评', 14), ('approval', '施工许可', 14),
  ('approval', '营业执照', 14), ('approval', '不见面审批', 14), ('approval', '许可证', 14),
  ('approval', '证照', 12), ('approval', '办证', 12), ('approval', '变更登记', 12), ('approval', '代办', 8),
  ('approval', '审批', 6), ('approval', '手续', 6), ('approval', '盖章', 6), ('approval', 'business licence', 12),
  ('approval', 'business license', 12), ('approval', 'permit', 10), ('approval', 'permits', 10);

-- 项目建设 (古雷, 廊坊, 大庆)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('project', 'services', '项目建设', 'Project construction', 'ZJJ', 7);
INSERT INTO category_term (category, term, weight) VALUES
  ('project', '项目建设', 14), ('project', '在建项目', 14), ('project', '续建项目', 14),
  ('project', '项目开工', 14), ('project', '项目落地', 14), ('project', '施工队伍', 14),
  ('project', '工业用地', 14), ('project', '开工建设', 12), ('project', '用地', 12), ('project', '工期', 12),
  ('project', '重点项目', 8), ('project', '招商', 8), ('project', '施工', 6), ('project', '工地', 6),
  ('project', '规划', 6), ('project', 'construction', 10);

-- 科技攻关专项奖励 (哈尔滨新区)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('technology', 'services', '科技创新', 'Technology', 'KJJ', 10);
INSERT INTO category_term (category, term, weight) VALUES
  ('technology', '科技攻关', 14), ('technology', '技术攻关', 14), ('technology', '科技项目', 14),
  ('technology', '成果转化', 14), ('technology', '高新技术企业', 12), ('technology', '研发费用', 12),
  ('technology', '创新券', 12), ('technology', '专利', 12), ('technology', '研发', 8), ('technology', '科研', 8),
  ('technology', '高企', 8), ('technology', '加计扣除', 4), ('technology', 'patent', 10),
  ('technology', 'research', 10);

-- 惠企政策“最后一公里” (芜湖); 帮助企业了解政策 (杭州)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('policy', 'services', '政策咨询', 'Policy advice', 'FGW', 2);
INSERT INTO category_term (category, term, weight) VALUES
  ('policy', '政策解读', 16), ('policy', '政策咨询', 16), ('policy', '哪些政策', 16), ('policy', '什么政策', 16),
  ('policy', '惠企政策', 14), ('policy', '了解政策', 14), ('policy', '政策宣讲', 14), ('policy', '优惠政策', 12),
  ('policy', '扶持政策', 12), ('policy', '政策落实', 12), ('policy', '申报条件', 8), ('policy', '项目申报', 8),
  ('policy', '十八条', 6), ('policy', '二十条', 6), ('policy', '政策', 5), ('policy', 'which policies', 12),
  ('policy', 'support policies', 12), ('policy', 'policy', 5), ('policy', 'policies', 5);

-- 云复工, 大数据应用服务 (哈尔滨新区); 企业服务云平台 (苏州)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('digital', 'services', '信息化', 'Digital services', 'JXJ', 5);
INSERT INTO category_term (category, term, weight) VALUES
  ('digital', '远程办公', 14), ('digital', '居家办公', 14), ('digital', '线上办公', 14), ('digital', '云办公', 14),
  ('digital', '信息化', 12), ('digital', '数字化', 12), ('digital', '云复工', 10), ('digital', '大数据', 10),
  ('digital', '视频会议', 8), ('digital', '云平台', 8), ('digital', '网络', 5), ('digital', '软件', 5),
  ('digital', '小程序', 5), ('digital', 'software', 10);

-- 不可抗力, 违约 (各地)
INSERT INTO category (code, parent, name_zh, name_en, unit, workdays) VALUES ('legal', 'services', '法律与清欠', 'Legal matters and arrears', 'FGW', 7);
INSERT INTO category_term (category, term, weight) VALUES
  ('legal', '合同纠纷', 14), ('legal', '追讨货款', 14), ('legal', '拖欠货款', 14), ('legal', '法律援助', 14),
  ('legal', '不可抗力', 12), ('legal', '法律咨询', 12), ('legal', '欠款', 12), ('legal', '违约', 8),
  ('legal', '拖欠', 8), ('legal', '法律', 8), ('legal', 'lawsuit', 10), ('legal', 'breach', 10);
