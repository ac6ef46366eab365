-- Cells as offices write them: each form that is read, and why each other is not. Nothing here may fail.
.mode list
CREATE TEMP TABLE t (x);
INSERT INTO t VALUES ('2020-2-5'), ('2020-02-05'), ('2020/2/5'), ('2020.2.5'), ('20200205'), ('2020年2月5日'), ('2020年2月5号'), ('2020年2月5'), ('2月5日'),
 ('二〇二〇年二月五日'), ('二零二零年十二月三十一号'), ('二月廿五日'), ('二○二○年二月十日'), ('2020-02-05 08:30'), ('2020-02-05T08:30:15'), ('2020-02-05 8:30'),
 ('2020年2月5日上午8时30分'), ('2020年2月5日下午3点半'), ('2020年2月5日下午3点整'), ('2020年2月5日15时'), ('2020年2月5日八时三十分'), ('2020年2月5日凌晨12点'),
 ('2020年2月5日中午1点'), ('2020年2月5日晚上12点'), ('2020-02-05 8:30pm'), ('2020-02-05 12:05 am'), ('2020-02-05 24:00'), ('202002050830'), ('20200205083015'), (43866), ('43866'),
 ('43866.354'), (43866.5), ('43866.999999'), ('2020-02-05T00:30:00Z'), ('2020-02-05T08:30:00+08:00'), ('2020-02-05 08:30:00+0530'), ('2020-02-05 08:30:15.123'),
 ('２０２０－０２－０５'), (' 2020 年 2 月 5 日 '), ('2020年2月5日（星期三）'), ('2020年2月5日 周三 9:05'), ('25/02/2020'), ('02/25/2020'), ('03/03/2020'), ('2020-02-29');
SELECT x, read_date(x, 2020), read_date_fault(x, 2020) IS NULL FROM t;
DELETE FROM t;
INSERT INTO t VALUES ('02/03/2020'), ('20.2.5'), ('20年2月5日'), ('5-2-20'), ('2020-02-31'), ('2019-02-29'), ('2020-13-01'), ('2020-02-05 25:00'), ('2020-02-05 24:01'), ('2020-02-05 上午15:00'), ('31/31/2020'),
 ('2020年2月5日 周四'), ('2020年2月5日（星期天）'), ('2020年2月'), ('2020-02'), ('昨天'), ('2.5'), ('2020'), ('5'), ('19999'), ('80001'), ('43866.'), ('2020-02-05 8'), ('2020-02-05 8:3'), ('2020-02-05x'),
 ('2020-02/05'), ('2020-02-05 08:30+99:00'), ('廿五'), ('20200205083'), (x'32303230'), ('2020' || char(0) || '-02-05'), (CAST(x'FF' AS TEXT)), (printf('%.*c', 200, '1'));
SELECT substr(CAST(x AS TEXT), 1, 30), ifnull(read_date(x, 2020), '-'), ifnull(read_date_fault(x, 2020), '-') FROM t;
SELECT 'without a year', read_date('2月5日') IS NULL, read_date_fault('2月5日'), read_date('2月29日', 2020), read_date_fault('2月29日', 2019), read_date('2月5日', 'x') IS NULL;
SELECT 'empty', read_date('') IS NULL, read_date_fault('  ') IS NULL, read_date(NULL) IS NULL, read_date_fault(NULL) IS NULL, read_quantity('') IS NULL, read_quantity_fault(' ') IS NULL, read_money('') IS NULL, read_money_fault('') IS NULL;

DELETE FROM t;
INSERT INTO t VALUES ('1000余只'), ('约500吨'), ('3万只'), ('不超过20人'), ('近300人'), ('1.5万只'), ('10余万只'), ('三千二百个'), ('1亿2000万'), ('两千多人'), ('2000只以上'), ('500吨左右'), ('66'), (66), ('66人'),
 ('0.125吨'), ('1,000只'), ('十五台'), ('一百零五台'), ('二百五十人'), ('１０００余只'), ('約１千餘隻'), ('约1000余只'), ('1000 只'), ('2万余平方米'), ('1000只/天'), ('不足百分之5'), ('≥100'), ('<=5 台'), ('共计 30 人'), ('100+'), ('500吨以内'), ('0'), ('1.50'),
 ('500-800吨'), ('500至800'), ('三五百人'), ('若干'), ('0.1255吨'), ('1,00只'), ('-5'), ('百人'), ('三万五'), ('至少1000以内'), ('99999999亿'), ('N95口罩1000只'), ('1.'), ('5..5'), ('1000只2箱'), (x'31');
SELECT x, ifnull(read_quantity(x), '-'), ifnull(read_quantity_unit(x), '-'), ifnull(read_quantity_sign(x), '-'), ifnull(read_quantity_fault(x), '-') FROM t;

SELECT 'money', read_money('1200', '万元'), read_money('1200万元', '万元'), read_money('1,200.5'), read_money('¥3', '元'), read_money('1.5', ' 亿元 '), read_money(12.5, '万元'), read_money('壹佰万元整'), read_money('３０００万'), read_money('5', '');
SELECT 'money faults', read_money_fault('x'), read_money_fault('0.001'), read_money_fault('1', '吨'), read_money_fault('1', 'auto'), read_money_fault('99999999999999亿'), read_money_fault('12'), read_money('x') IS NULL, read_money_fault(printf('%.*c', 200, '1'));
SELECT 'rating', read_rating('5分'), read_rating(3), read_rating('★★★'), read_rating('非常满意'), read_rating('满意'), read_rating('基本满意'), read_rating('四星'), read_rating('5/5'), ifnull(read_rating('6'), '-'), ifnull(read_rating('0'), '-'), ifnull(read_rating('好'), '-'), ifnull(read_rating('15'), '-');
SELECT 'satisfied', read_satisfied('满意'), read_satisfied(' 不 满意 '), ifnull(read_satisfied('基本满意'), '-');
SELECT 'yes or no', read_yes_no('是'), read_yes_no('否'), read_yes_no('√'), read_yes_no('未 解决'), read_yes_no('YES'), read_yes_no(0), ifnull(read_yes_no('也许'), '-'), read_yes_no(NULL) IS NULL;
SELECT 'name', name_key('德力（芜湖）有限公司'), name_key('德力芜湖有限责任公司 '), name_key('有限公司'), name_key('ABC Co., Ltd.'), name_key('“奇瑞”·汽车股份有限公司'), name_key('（）') IS NULL, name_key(CAST(x'FF' AS TEXT)) IS NULL, name_key(NULL) IS NULL;
SELECT 'code', contents_code('abc'), contents_code(''), contents_code(NULL) IS NULL;
SELECT 'text', read_text('　 口罩 ' || char(10)), read_text(' 　') IS NULL, length(read_text('a b')), read_text_fault('a' || char(9)) IS NULL, read_text_fault('a' || char(1)), read_text_fault(char(133)), read_text_fault(CAST(x'4100' AS TEXT)), read_text_fault(CAST(x'FF' AS TEXT)), read_text_fault(char(65533)), read_text_fault(x'41');
