-- Money: text to fen and back. acceptance.md, "Wuhu" and "Money".
.mode list
SELECT 'wuhu', money_fen('18.46亿'), money_fen('1.67亿'), money_fen('3000万元'), money_fen('7593.44万元');
SELECT 'doubles', money_fen('2.01万'), money_fen('0.29亿'), money_fen('1.13亿'), money_fen('4.02万');
SELECT 'forms', money_fen('¥1,234.50'), money_fen('￥1，234.50'), money_fen('1234.5'), money_fen('壹佰万元整'),
       money_fen('人民币壹佰贰拾叁元肆角伍分'), money_fen('三千万元'), money_fen('两亿'), money_fen('3亿2000万元'),
       money_fen('负三千万'), money_fen('-5'), money_fen('１８．４６亿圓');
SELECT 'limits', money_fen('92233720368547758.07'), money_fen('-92233720368547758.08');
SELECT 'harbin', money_fen('4999.99万') / 10 = money_fen('499.999万'), money_fen('5000.01万') / 10 > money_fen('500万');

SELECT 'text', money_text(123450), money_text(300000, '元'), money_text(7593440000, '万元'), money_text(184600000000, '亿元'),
       money_text(7593440000, 'auto'), money_text(184600000000, 'auto'), money_text(99, 'auto'), money_text(-5, '亿元');
SELECT 'english', money_text(123450, '元', 'en'), money_text(7593440000, '万元', 'en'), money_text(184600000000, '亿元', 'en'),
       money_text(7593440000, 'auto', 'en'), money_text(184600000000, 'auto', 'en'), money_text(-99, 'auto', 'en');
SELECT 'chinese', money_text(7593440000, 'auto', 'zh');
SELECT 'upper', money_upper(100000000), money_upper(12345), money_upper(168032), money_upper(10700053), money_upper(0),
       money_upper(50), money_upper(-1);
SELECT 'extremes', money_text(-9223372036854775808), money_text(9223372036854775807, '亿元'), money_upper(-9223372036854775808);
SELECT 'null', money_fen(NULL) IS NULL, money_text(NULL) IS NULL, money_text(1, NULL) IS NULL, money_text(1, '元', NULL) IS NULL,
       money_upper(NULL) IS NULL;

-- There and back, and against decimals kept as text: 10^6 amounts of yuan and fen, then every unit of some.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999),
     amount(x) AS (SELECT (i * 6364136223846793005 + 1442695040888963407) >> (i % 40 + 2) FROM n)
SELECT 'decimals', count(*), sum(money_fen(printf('%d.%02d', x / 100, x % 100)) = x) FROM (SELECT abs(x) AS x FROM amount);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999),
     amount(x) AS (SELECT (i * 6364136223846793005 + 1442695040888963407) >> (i % 60) FROM n),
     unit(u) AS (VALUES ('元'), ('万元'), ('亿元'), ('auto')), lang(l) AS (VALUES ('zh'), ('en'))
SELECT 'round trip', count(*), sum(money_fen(money_text(x, u, l)) = x), sum(money_fen(money_upper(x)) = x) FROM amount, unit, lang;

-- What must fail.
SELECT money_fen('');
SELECT money_fen('1,23元');
SELECT money_fen('0.001');
SELECT money_fen('1.23456789012亿元');
SELECT money_fen('92233720368547758.08');
SELECT money_fen('三万五');
SELECT money_fen('约3000万元');
SELECT money_fen('3000余万元');
SELECT money_fen('1.5亿2000万');
SELECT money_fen('3万20000');
SELECT money_fen('abc');
SELECT money_fen('12' || char(0) || '34');
SELECT money_fen(3000);
SELECT money_fen(18.46);
SELECT money_fen(x'33303030');
SELECT money_text('100');
SELECT money_text(1.5);
SELECT money_text(100, '角');
SELECT money_text(100, '万');
SELECT money_text(100, 1);
SELECT money_text(100, '元', 'fr');
SELECT money_text(100, '元', 5);
SELECT money_upper('100');
SELECT money_upper(1e3);
SELECT money_fen();
SELECT money_text(1, '元', 'zh', 1);
