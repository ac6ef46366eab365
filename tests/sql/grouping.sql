-- One pass over groups: the same states as GROUP BY's.
.mode list
.nullvalue NULL
CREATE TEMP TABLE c (unit, days, solved);
INSERT INTO c SELECT CASE value % 7 WHEN 0 THEN 'JTJ' WHEN 1 THEN NULL WHEN 2 THEN 3 WHEN 3 THEN 3.0 WHEN 4 THEN x'4a544a' WHEN 5 THEN 2.5 ELSE '人社局' END,
  value * 31 % 97, value % 3 FROM generate_series(1, 700);
SELECT grp, typeof(grp), solved_count(state), open_count(state), withdrawn_count(state), km_quantile(state, 0.5)
  FROM fulfilment_groups((SELECT fulfilment_by(unit, days, solved) FROM c));
SELECT 'as GROUP BY', count(*), sum(g.state = f.state) FROM (SELECT unit, fulfilment(days, solved) AS state FROM c GROUP BY unit) g
  JOIN fulfilment_groups((SELECT fulfilment_by(unit, days, solved) FROM c)) f ON f.grp IS g.unit;
SELECT 'any order', (SELECT fulfilment_by(unit, days, solved) FROM c) = (SELECT fulfilment_by(unit, days, solved) FROM (SELECT * FROM c ORDER BY days DESC, rowid DESC));
SELECT 'many groups', count(*), sum(solved_count(state)), min(grp), max(grp) FROM fulfilment_groups((SELECT fulfilment_by(value % 5000, value % 60, 1) FROM generate_series(1, 20000)));
SELECT 'in order', group_concat(quote(grp)) FROM fulfilment_groups((SELECT fulfilment_by(column1, 1, 1) FROM
  (VALUES ('b'), (x'00'), (9007199254740993), (-1), (NULL), ('a'), (9007199254740992.0), ('ab'), (''), (x''), (1e999), (-0.0), ('abcdefgh'), ('abcdefghi'), (0))));
SELECT 'one value, two types', grp, typeof(grp), solved_count(state) FROM fulfilment_groups((SELECT fulfilment_by(column1, 1, 1) FROM (VALUES (1.0), (1), (1.0))));
SELECT 'seconds', grp, fulfilment_unit(state), km_quantile(state, 0.5) FROM fulfilment_groups((SELECT fulfilment_by('a', 86400 * value, 1, 'second') FROM generate_series(1, 3)));
SELECT 'NULLs', fulfilment_by(1, NULL, 1), fulfilment_by(1, 1, NULL), fulfilment_by(1, 1, 1, NULL), (SELECT count(*) FROM fulfilment_groups(NULL));
SELECT 'none', fulfilment_by(unit, days, solved) FROM c WHERE 0;
SELECT 'long', grp, solved_count(state) FROM fulfilment_groups((SELECT fulfilment_by('x', column1, 1) FROM (VALUES (5), (4000000000), (2.0))));
SELECT 'merged', km_quantile(fulfilment_merge(state), 0.5) = (SELECT fulfilment_median(days, solved) FROM c) FROM fulfilment_groups((SELECT fulfilment_by(unit, days, solved) FROM c));

-- What must fail.
SELECT fulfilment_by('a', -1, 1);
SELECT fulfilment_by('a', 1.5, 1);
SELECT fulfilment_by('a', 'x', 1);
SELECT fulfilment_by('a', 1, 3);
SELECT fulfilment_by('a', 1, 1, 'year');
SELECT fulfilment_by('a', 1, 1, column1) FROM (VALUES ('day'), ('second'));
SELECT * FROM fulfilment_groups('text');
SELECT * FROM fulfilment_groups(x'47');
SELECT * FROM fulfilment_groups((SELECT fulfilment(days, solved) FROM c));
SELECT * FROM fulfilment_groups((SELECT CAST(substr(s, 1, 20) || x'ff' || substr(s, 22) AS BLOB) FROM (SELECT fulfilment_by(unit, days, solved) AS s FROM c)));
SELECT * FROM fulfilment_groups();
