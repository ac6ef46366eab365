-- What enterprises say, by category, after the situations that the articles tell of.
-- Slots: {n} persons, {m} masks, {w} and {r} 万元 (loan, rent), {d} days, {q} vehicles, {k} suppliers, {p} province,
-- {c} place of origin, {x} the trade's material, {y} its product.

CREATE TEMP TABLE sample_phrase (
  no       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,       -- the decision that it leads to
  category TEXT,
  weight   INTEGER NOT NULL,    -- how often, among the phrases of its kind
  text     TEXT NOT NULL);

INSERT INTO sample_phrase (kind, category, weight, text) VALUES
  -- protective supplies
  ('valid', 'supplies', 5, '目前只剩口罩{m}只，最多用{d}天，请帮助协调采购口罩。'),
  ('valid', 'supplies', 4, '{n}名员工已到厂，想复工苦于没有口罩，需要口罩{m}只。'),
  ('valid', 'supplies', 3, '额温枪和消毒液买不到，请帮助对接供应渠道。'),
  ('valid', 'supplies', 3, '口罩供应量还没能跟上，想再申请一些应急物资。'),
  ('valid', 'supplies', 2, '车间消毒用的酒精和84消毒液只够{d}天，急需防疫物资。'),
  ('valid', 'supplies', 2, '装卸工接触外地司机，需要防护服和护目镜{n}套。'),
  -- labour and return to post
  ('valid', 'labour', 4, '{n}名{p}籍员工不能及时返岗，请帮助协调包车接回。'),
  ('valid', 'labour', 3, '{n}名实习生滞留{c}，不能及时到岗，请求协调。'),
  ('valid', 'labour', 4, '春节后缺工严重，急需招聘普工{n}人。'),
  ('valid', 'labour', 3, '到岗率不到{d}成，一线操作工缺口{n}人，希望组织线上招聘。'),
  ('valid', 'labour', 2, '技术骨干{n}人在{p}老家，当地不放行，无法返岗复工。'),
  ('valid', 'labour', 2, '{c}有一批老员工愿意回来，希望开行返岗专车。'),
  -- financing
  ('valid', 'financing', 4, '流动资金短缺，需要贷款{w}万元。'),
  ('valid', 'financing', 4, '一笔贷款{w}万元下月到期，希望银行续贷或展期。'),
  ('valid', 'financing', 3, '货款回笼慢，资金周转困难，想申请贷款{w}万元，缺少抵押物。'),
  ('valid', 'financing', 3, '希望提供担保，申请疫情期间低息贷款{w}万元。'),
  ('valid', 'financing', 2, '银行授信批了还没有放款，请帮助对接银行。'),
  ('valid', 'financing', 2, '想了解贷款贴息政策并办理融资{w}万元。'),
  -- logistics
  ('valid', 'logistics', 3, '发往{p}的{y}没有物流公司接单，货物运不出去。'),
  ('valid', 'logistics', 3, '{q}车货物在高速路口被劝返，请协调物流运输。'),
  ('valid', 'logistics', 2, '设备已到港，请求陆上转运沿线协助。'),
  ('valid', 'logistics', 2, '快递和零担都停了，样品寄不出去，请协调物流。'),
  -- passes
  ('valid', 'passes', 3, '货车跨区上班通行证咋办，需要办理{q}张。'),
  ('valid', 'passes', 3, '{q}辆通勤车没有通行证，进不了园区。'),
  ('valid', 'passes', 2, '送货司机在卡口受阻，申请车辆通行证{q}张。'),
  -- raw materials
  ('valid', 'materials', 3, '{x}库存只够{d}天，找不到货源，请帮助联系原材料。'),
  ('valid', 'materials', 3, '缺原材料，{x}厂家还没有开工。'),
  ('valid', 'materials', 2, '{x}价格上涨，原料采购困难。'),
  ('valid', 'materials', 1, '工人是都回来了，可是建材不好找啊。'),
  -- supply chain
  ('valid', 'supply-chain', 3, '{k}家配套企业还没有复工，零部件供不上，请发函协调。'),
  ('valid', 'supply-chain', 2, '上游供应商在{p}，保证零部件同时到位很难。'),
  ('valid', 'supply-chain', 2, '产业链下游客户停产，请协调上下游企业一起复工。'),
  -- market
  ('valid', 'market', 3, '{y}生产出来了，不知道卖给谁，希望搭建供需平台。'),
  ('valid', 'market', 2, '订单取消{k}笔，{y}积压，请帮助找销路。'),
  ('valid', 'market', 2, '展会取消，希望帮助拓展市场、对接采购商。'),
  -- tax and fees
  ('valid', 'tax', 3, '希望享受疫情期间税收减免，房产税、土地使用税能不能缓缴。'),
  ('valid', 'tax', 2, '增值税申报有困难，申请延期纳税。'),
  ('valid', 'tax', 2, '出口退税资金{w}万元没有到账，请帮助加快退税。'),
  -- rent
  ('valid', 'rent', 3, '租用国有厂房，月租金{r}万元，申请减免疫情期间租金。'),
  ('valid', 'rent', 2, '停工期间房租照付，每月{r}万元，希望减免房租。'),
  -- social insurance
  ('valid', 'social-insurance', 3, '申请缓缴{n}名员工的社保费。'),
  ('valid', 'social-insurance', 2, '申请失业保险稳岗返还，按{n}人计算。'),
  ('valid', 'social-insurance', 2, '养老保险、医疗保险能不能减征，请明确社保减免办法。'),
  -- subsidies
  ('valid', 'subsidy', 3, '去年的设备补贴{r}万元还没有兑现，请尽快拨付奖补资金。'),
  ('valid', 'subsidy', 2, '按市十八条申报技改补贴{r}万元，请明确申报材料。'),
  ('valid', 'subsidy', 2, '转产{y}投入{w}万元，申请固定资产投资补助。'),
  -- resumption procedures
  ('valid', 'resumption', 3, '复工申请已经递交{d}天，请加快复工备案审批。'),
  ('valid', 'resumption', 2, '复工手续要盖好几个章，希望简化复工审批。'),
  ('valid', 'resumption', 1, '不在首批复工名单内，{y}订单很急，申请提前复工。'),
  -- lodging
  ('valid', 'lodging', 2, '{n}名返岗员工没有地方隔离，请协调集中住宿点。'),
  ('valid', 'lodging', 1, '附近小区不愿让我们的外省员工住宿，咋办。'),
  -- testing and standards
  ('valid', 'standards', 2, '转产民用口罩，出厂检测找不到机构，请帮助联系检测机构。'),
  ('valid', 'standards', 1, '{y}认证到期，检验机构没有上班，请协调产品检测。'),
  -- energy
  ('valid', 'utilities', 2, '停工期间电费、水费压力大，申请电费优惠和缓缴。'),
  ('valid', 'utilities', 1, '燃气恢复供应要等{d}天，请协调供气。'),
  -- and what fewer of them ask for
  ('valid', 'commuting', 2, '公交停运，{n}名员工上下班困难，申请通勤班车。'),
  ('valid', 'equipment', 2, '进口设备安装调试的工程师来不了，请帮助协调。'),
  ('valid', 'export', 2, '出口订单延误，需要不可抗力证明。'),
  ('valid', 'conversion', 2, '计划转产口罩，新建生产线投入{w}万元，请帮助办理。'),
  ('valid', 'approval', 1, '许可证下月到期，希望不见面审批办理延续。'),
  ('valid', 'project', 2, '在建项目停工，施工队伍{n}人进不来，请协调项目建设。'),
  ('valid', 'technology', 2, '申报疫情防控科技攻关项目，希望加快评审和成果转化。'),
  ('valid', 'policy', 1, '省二十条、市十八条能享受哪些政策，请上门做政策解读。'),
  ('valid', 'training', 1, '新招员工{n}人需要岗前培训，希望组织线上培训并给予支持。'),

  -- answered on the spot
  ('consultation', 'epidemic', 4, '从{p}回芜的员工是否先隔离，要隔离几天？'),
  ('consultation', 'epidemic', 3, '厂区一天消毒几次合适？'),
  ('consultation', 'dining', 3, '员工就餐是否分开？'),
  ('consultation', 'dining', 2, '员工用餐采取什么形式？'),
  ('consultation', 'resumption', 3, '企业复工应该准备什么？'),
  ('consultation', 'standards', 3, '请问一下民用口罩生产要符合哪些标准？'),
  ('consultation', 'social-insurance', 2, '社保减免什么时候开始，要不要申请？'),
  ('consultation', 'epidemic', 2, '有员工发烧，应当送到哪里检查？'),
  -- outside what policies cover
  ('out_of_scope', 'legal', 3, '与{c}客户的合同纠纷，希望政府出面追讨货款。'),
  ('out_of_scope', NULL, 2, '要求给股东个人发放生活补助。'),
  ('out_of_scope', NULL, 2, '厂区门前要求增设公交站台。'),
  ('out_of_scope', 'project', 2, '要求调整规划，新增工业用地{n}亩。'),
  ('out_of_scope', 'rent', 2, '租的是个人房屋，要求政府强制房东免租金。'),
  ('out_of_scope', NULL, 1, '建议把园区大门的围墙重新粉刷。'),
  -- too little to act on
  ('incomplete', NULL, 3, '企业有困难，请支持。'),
  ('incomplete', NULL, 2, '希望政府多关心。'),
  ('incomplete', 'financing', 2, '想贷款。'),
  ('incomplete', 'labour', 2, '缺人。'),
  ('incomplete', NULL, 2, '受疫情影响较大，希望给予扶持。'),
  ('incomplete', 'supplies', 1, '要口罩，数量待定，电话没有人接。');

CREATE TEMP TABLE sample_place (no INTEGER PRIMARY KEY, province TEXT, origin TEXT);
INSERT INTO sample_place VALUES
  (0, '河南', '河南周口'), (1, '湖北', '湖北黄冈'), (2, '江西', '江西九江'), (3, '四川', '四川达州'), (4, '云南', '云南镇雄'),
  (5, '山东', '山东菏泽'), (6, '浙江', '浙江温州'), (7, '江苏', '江苏盐城'), (8, '湖南', '湖南岳阳'), (9, '贵州', '贵州毕节');
