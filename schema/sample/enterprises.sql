-- 1,036 enterprises that do not exist: 74 words and 28 trades, each word with every second trade.
-- Their codes are valid by GB 32100 and GB 11714 but lie in a block (MAY…) that nobody was given.

CREATE TEMP TABLE sample_trade (no INTEGER PRIMARY KEY, name TEXT, industry TEXT, material TEXT, product TEXT);
INSERT INTO sample_trade VALUES                                  -- codes of GB/T 4754-2017
  ( 0, '汽车部件', 'C3670', '钢板',     '底盘件'),    ( 1, '模具',     'C3525', '模具钢',   '冲压模具'),
  ( 2, '电机',     'C3812', '漆包线',   '微型电机'),  ( 3, '线缆',     'C3831', '铜杆',     '特种电缆'),
  ( 4, '制冷配件', 'C3851', '铜管',     '换热器'),    ( 5, '智能装备', 'C3491', '减速机',   '搬运机器人'),
  ( 6, '环保设备', 'C3591', '不锈钢板', '除尘器'),    ( 7, '铸造',     'C3391', '生铁',     '阀体铸件'),
  ( 8, '钢构',     'C3311', 'H型钢',    '钢结构件'),  ( 9, '塑业',     'C2929', '塑料粒子', '注塑件'),
  (10, '橡塑',     'C2913', '橡胶',     '密封条'),    (11, '包装印务', 'C2319', '白卡纸',   '彩盒'),
  (12, '纸品',     'C2231', '瓦楞原纸', '纸箱'),      (13, '服饰',     'C1811', '面料',     '工装'),
  (14, '无纺材料', 'C1781', '熔喷布',   '无纺布'),    (15, '食品',     'C1411', '面粉',     '糕点'),
  (16, '玻璃',     'C3042', '浮法原片', '钢化玻璃'),  (17, '建材',     'C3021', '水泥',     '预制构件'),
  (18, '电子',     'C3989', '芯片',     '传感器'),    (19, '电路',     'C3982', '覆铜板',   '电路板'),
  (20, '光电',     'C3976', '基板',     '显示模组'),  (21, '信息技术', 'I6513', '工业屏',   '工控终端'),
  (22, '家具',     'C2110', '板材',     '办公家具'),  (23, '卫生材料', 'C2770', '无纺布',   '医用敷料'),
  (24, '医疗器械', 'C3589', '医用塑料', '雾化器'),    (25, '仪器',     'C4014', '传感元件', '分析仪器'),
  (26, '机械',     'C3484', '圆钢',     '传动轴'),    (27, '轴承',     'C3451', '轴承钢',   '滚动轴承');

CREATE TEMP TABLE sample_grid (grid TEXT, low INTEGER, high INTEGER);   -- shares of the enterprises, in percent
INSERT INTO sample_grid VALUES
  ('G01', 0, 9), ('G02', 9, 17), ('G03', 17, 26), ('G04', 26, 33), ('G05', 33, 42), ('G06', 42, 50), ('G07', 50, 56),
  ('G08', 56, 62), ('G09', 62, 70), ('G10', 70, 76), ('G11', 76, 83), ('G12', 83, 89), ('G13', 89, 95), ('G14', 95, 100);

CREATE TEMP TABLE sample_enterprise (no INTEGER PRIMARY KEY, uscc TEXT, trade INTEGER, grid TEXT);
INSERT INTO sample_enterprise (no, uscc, trade, grid)
WITH RECURSIVE number (no) AS (VALUES (1) UNION ALL SELECT no + 1 FROM number WHERE no < 1036),
body (no, code) AS (SELECT no, printf('MAY%05d', 10000 + no * 83) FROM number),
weighed (no, code, total) AS (                                   -- GB 11714; a digit's value is itself, M is 22, A 10, Y 34
  SELECT no, code, 22 * 3 + 10 * 7 + 34 * 9 + substr(code, 4, 1) * 10 + substr(code, 5, 1) * 5 + substr(code, 6, 1) * 8
                 + substr(code, 7, 1) * 4 + substr(code, 8, 1) * 2 FROM body),
organisation (no, code) AS (SELECT no, code || substr('0X987654321', 1 + total % 11, 1) FROM weighed)
SELECT o.no, '91340203' || o.code || uscc_check('91340203' || o.code),
       ((o.no - 1) / 74) * 2 + ((o.no - 1) % 74) % 2, g.grid
  FROM organisation o JOIN sample_dice d ON d.i = o.no JOIN sample_grid g ON d.a % 100 >= g.low AND d.a % 100 < g.high;

INSERT INTO enterprise (uscc, name, grid, industry, size, contact_name, phone, registered_on, synthetic)
SELECT e.uscc,
       CASE d.b % 4 WHEN 0 THEN '芜湖市' ELSE '芜湖' END
         || substr('砺泓衡屿澄骏翊禾珂岑', 1 + ((e.no - 1) % 74) / 8, 1)
         || substr('川越拓远朗舟尧芯', 1 + ((e.no - 1) % 74) % 8, 1)
         || t.name || CASE WHEN d.c % 23 = 0 THEN '股份有限公司' WHEN d.c % 5 = 0 THEN '科技有限公司' ELSE '有限公司' END,
       e.grid, t.industry,
       CASE WHEN d.d % 100 < 2 THEN 'large' WHEN d.d % 100 < 13 THEN 'medium'
            WHEN d.d % 100 < 55 THEN 'small' ELSE 'micro' END,
       substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + d.e % 20, 1)
         || substr('经理经理主任厂长会计', 1 + (d.f % 5) * 2, 2),
       printf('0553-555%04d', 1000 + e.no), date('2003-01-06', '+' || d.b % 6180 || ' days'), 1
  FROM sample_enterprise e JOIN sample_trade t ON t.no = e.trade JOIN sample_dice d ON d.i = e.no
 ORDER BY e.uscc;
