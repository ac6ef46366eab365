-- Rates, their intervals and how they are shown. acceptance.md, "Wuhu", "Other figures", "Intervals".
.mode list
CREATE TEMP TABLE rate (place, k, n);
INSERT INTO rate VALUES ('valid', 763, 926), ('with a valid demand', 245, 297), ('solved', 202, 763), ('solved of collected', 202, 926),
  ('宁波', 762, 762), ('宁波 projects', 5, 5), ('大庆', 122, 460), ('苏州', 18, 19), ('190', 190, 190), ('one', 1, 1),
  ('Baltimore', 4140, 4732);
SELECT place, percent_text(k, n), printf('%.2f', 100 * wilson_low(k, n)), printf('%.2f', 100 * wilson_high(k, n)) FROM rate;
SELECT 'money', percent_text(money_fen('1.67亿'), money_fen('18.46亿')), percent_text(money_fen('3000万'), money_fen('18.46亿'));
SELECT 'rank', wilson_low(1, 1) < wilson_low(180, 200);
SELECT 'ends', wilson_low(0, 7), wilson_high(7, 7), wilson_low(7, 7) < 1, wilson_high(0, 7) > 0;
SELECT 'confidence', printf('%.12f %.12f %.12f', wilson_low(763, 926, 0.9), wilson_low(763, 926, 0.95), wilson_low(763, 926, 0.99)),
       wilson_low(763, 926) = wilson_low(763, 926, 0.95), wilson_low(763, 926, 1e-300) <= 763 / 926.0;
SELECT 'large', printf('%.12g %.12g', wilson_low(9223372036854775806, 9223372036854775807), wilson_high(1, 9223372036854775807));
SELECT 'null', wilson_low(NULL, 1) IS NULL, wilson_high(1, NULL) IS NULL, wilson_low(1, 1, NULL) IS NULL, wilson_low(0, 0) IS NULL,
       wilson_high(0, 0) IS NULL, percent_text(1, 0) IS NULL, percent_text(NULL, 1) IS NULL, percent_text(1, NULL) IS NULL, count_text(NULL) IS NULL;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60), k(i) AS (SELECT 0 UNION ALL SELECT i FROM n)
SELECT 'holds', count(*), sum(0 <= wilson_low(k.i, n.i) AND wilson_low(k.i, n.i) <= 1.0 * k.i / n.i
                              AND 1.0 * k.i / n.i <= wilson_high(k.i, n.i) AND wilson_high(k.i, n.i) <= 1) FROM n JOIN k ON k.i <= n.i;

SELECT 'percent', percent_text(1, 3), percent_text(2, 3), percent_text(1, 20000), percent_text(1, 20001), percent_text(-1, 3),
       percent_text(3, 2), percent_text(0, 5), percent_text(9223372036854775807, 9223372036854775807);
SELECT 'neither none nor all', percent_text(1, 1000000), percent_text(999999, 1000000), percent_text(1000001, 1000000);
SELECT 'count', count_text(0), count_text(999), count_text(1234), count_text(-1234567), count_text(-9223372036854775808);

-- What must fail.
SELECT wilson_low(5, 4);
SELECT wilson_high(-1, 4);
SELECT wilson_low(0, -1);
SELECT wilson_low(1.0, 2);
SELECT wilson_low(1, 2.5);
SELECT wilson_low('1', 2);
SELECT wilson_high(1, x'02');
SELECT wilson_low(1, 2, 0);
SELECT wilson_low(1, 2, 1);
SELECT wilson_low(1, 2, 95);
SELECT wilson_low(1, 2, '0.95');
SELECT percent_text(1, -2);
SELECT percent_text(0.5, 1);
SELECT percent_text('1', 2);
SELECT count_text('5');
SELECT count_text(5.0);
SELECT wilson_low(1);
