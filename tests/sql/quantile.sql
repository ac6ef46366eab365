-- Quantiles, definition 7. tests/quantile compares many with R and with exact fractions.
.mode list
SELECT 'of ten', quantile(value, 0), quantile(value, 0.25), quantile(value, 0.5), quantile(value, 0.9), quantile(value, 1) FROM generate_series(1, 10);
SELECT 'one', quantile(7, 0.3), typeof(quantile(7, 0.3)), quantile(-2.5, 1);
SELECT 'none', quantile(value, 0.5) IS NULL FROM generate_series(1, 0);
SELECT 'nulls', quantile(column1, 0.5), quantile(NULL, 0.5) IS NULL, quantile(column1, NULL) IS NULL FROM (VALUES (NULL), (1), (NULL), (4));
SELECT 'integer share', quantile(value, 1), quantile(value, 0) FROM generate_series(3, 5);
SELECT 'both types', quantile(column1, 0.5), quantile(column1, 0.25) FROM (VALUES (1), (1.5), (2), (2.5), (-0.0));
SELECT 'no double holds', quantile(column1, 0), quantile(column1, 0.5), quantile(column1, 1), typeof(quantile(column1, 1)) FROM (VALUES (9223372036854775807), (9223372036854775805));
SELECT 'a double holds', quantile(column1, 0.5), typeof(quantile(column1, 0.5)) FROM (VALUES (9007199254740992), (9007199254740996));
SELECT 'one between', quantile(column1, 0.5), quantile(column1, 0) FROM (VALUES (9007199254740993), (9007199254740995));
SELECT 'ends', quantile(column1, 0.5), quantile(column1, 0.25) FROM (VALUES (9223372036854775807), (-9223372036854775807 - 1));
SELECT 'beyond with reals', quantile(column1, 0.5) FROM (VALUES (9007199254740993), (9007199254740992.0), (9007199254740994.0));
SELECT 'infinity', quantile(column1, 0), quantile(column1, 0.5), quantile(column1, 0.75), quantile(column1, 1) FROM (VALUES (-9e999), (1), (9e999));
SELECT 'between infinities', quantile(column1, 0.5) IS NULL, quantile(column1, 1) FROM (VALUES (-9e999), (9e999));
SELECT 'NaN is NULL', quantile(column1, 0.5) FROM (VALUES (9e999 - 9e999), (3));
SELECT 'groups', value % 3 AS g, quantile(value, 0.5) FROM generate_series(1, 30) GROUP BY g;
SELECT 'window', value, quantile(value * value, 0.5) OVER (ORDER BY value ROWS 2 PRECEDING),
       quantile(CASE WHEN value <> 3 THEN value END, 0.5) OVER (ORDER BY value ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING),
       quantile(value, 0.5) OVER (ORDER BY value), quantile(value, 0.25) OVER () FROM generate_series(1, 6);
SELECT 'empty frame', quantile(value, 0.5) OVER (ORDER BY value ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING) FROM generate_series(1, 3);
SELECT 'without itself', quantile(value, 0.5) OVER (ORDER BY value ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM generate_series(1, 4);
SELECT 'filtered', quantile(value, 0.5) FILTER (WHERE value > 5) FROM generate_series(1, 9);
SELECT 'many', quantile(value, 0.5), quantile(-value, 0.1), quantile(value / 3.0, 0.5) FROM generate_series(1, 200000);
SELECT 'sliding', sum(m), count(*) FROM (SELECT quantile(value * 7919 % 10007, 0.5) OVER (ORDER BY value ROWS 999 PRECEDING) AS m FROM generate_series(1, 20000));
SELECT 'median', quantile(value), quantile(value / 2.0), typeof(quantile(value)), quantile(value) FILTER (WHERE value > 5) FROM generate_series(1, 9);
SELECT 'median of nothing', quantile(NULL) IS NULL, quantile(value) IS NULL FROM generate_series(1, 0);
SELECT 'median of all types', quantile(column1) FROM (VALUES (NULL), (1), (2.5), (-9e999), (9223372036854775807), (0));

-- The median is the quantile at one half to the last bit, whether gathered or sliding, and so it is Kaplan-Meier's
-- where every case is solved: S is one half there only at an even count, between the two middle ones.
WITH x AS (SELECT n.value AS n, i.value AS i, (i.value * 7919 + n.value * 104729) % CASE n.value % 3 WHEN 0 THEN 7 WHEN 1 THEN 1000 ELSE 100003 END AS x
             FROM generate_series(1, 300) n JOIN generate_series(1, 300) i ON i.value <= n.value),
     m AS (SELECT n, quantile(x) AS m, quantile(x, 0.5) AS half, fulfilment_median(x, 1) AS solved, km_quantile(fulfilment(x, 1), 0.5) AS state,
                  quantile(x / 7.0) AS real, quantile(x / 7.0, 0.5) AS real_half FROM x GROUP BY n)
SELECT 'one median', count(*), sum(m = half AND typeof(m) = typeof(half)), sum(m = solved), sum(m = state), sum(real = real_half) FROM m;
SELECT 'sliding medians', count(*), sum(m IS half) FROM (
  SELECT quantile(x) OVER w AS m, quantile(x, 0.5) OVER w AS half FROM (SELECT value AS i, CASE WHEN value % 11 THEN value * 7919 % 1009 / iif(value % 5, 1, 3.0) END AS x FROM generate_series(1, 3000))
  WINDOW w AS (ORDER BY i ROWS BETWEEN 40 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW));

-- What must fail.
SELECT quantile('5', 0.5);
SELECT quantile(x'35', 0.5);
SELECT quantile(1, 1.5);
SELECT quantile(1, -0.1);
SELECT quantile(1, 9e999);
SELECT quantile(1, '0.5');
SELECT quantile(value, value / 10.0) FROM generate_series(1, 3);
SELECT quantile(value, CASE value WHEN 2 THEN NULL ELSE 0 END) FROM generate_series(1, 3);
SELECT quantile(value, CASE value WHEN 2 THEN 0 END) FROM generate_series(1, 3);
SELECT quantile('5');
SELECT quantile(x'35');
SELECT quantile(column1) FROM (VALUES (1), (2), ('drei'));
SELECT quantile();
SELECT quantile(1, 0.5, 7);
