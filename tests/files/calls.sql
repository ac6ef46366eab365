-- How intake_file() is called, and how not. Run in the folder of the files, on a store without a case.
.headers on
SELECT intake_file(NULL, 'demand') IS NULL, intake_file('forms/utf8.csv', NULL) IS NULL, intake_file('forms/utf8.csv', 'demand', NULL) IS NULL;
SELECT intake_file('forms/utf8.csv', 'demands');
SELECT intake_file('', 'demand');
SELECT intake_file(x'61', 'demand');
SELECT intake_file('forms/utf8.csv', 'demand', 'unit');
SELECT intake_file('forms/utf8.csv', 'demand', '["unit"]');
SELECT intake_file('forms/utf8.csv', 'demand', '{"units": "RSJ"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"unit": "nobody"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"corrects": "X-B-0"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"encoding": "latin1"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"year": 20}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"year": "2020"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"unit": ""}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"synthetic": "yes"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"synthetic": 2}');
SELECT intake_file('forms/second.xlsx', 'demand', '{"sheet": "没有"}');
SELECT intake_file('forms/second.xlsx', 'demand', '{"sheet": "说明"}');
SELECT intake_file('forms/utf8.csv', 'demand', '{"unit": null, "year": null, "encoding": "gb18031"}');
SELECT count(*) FROM intake_batch;
-- Nothing that writes may call it, and no view.
CREATE TEMP TABLE t AS SELECT intake_file('forms/utf8.csv', 'demand') AS ref;
CREATE TEMP VIEW v AS SELECT intake_file('forms/utf8.csv', 'demand') AS ref;
SELECT * FROM v;
-- In somebody's transaction it is a part of that.
BEGIN;
SELECT length(intake_file('forms/hidden.xlsx', 'demand', '{"sheet": "旧表", "unit": "RSJ", "year": 2020}'));
SELECT kind, file, format, sheet, unit, year FROM intake_batch;
SELECT intake_file('hostile/cut.csv', 'demand');
SELECT count(*) FROM intake_batch;
ROLLBACK;
SELECT count(*) FROM intake_batch;
-- Another kind of table, another batch; a correction names the batch that it puts right.
SELECT length(intake_file('forms/utf8.csv', 'demand', '{"unit": "RSJ"}'));
SELECT intake_file('forms/utf8.csv', 'loan');
SELECT b.ref = c.corrects FROM intake_batch b, (SELECT intake_file('forms/lf.csv', 'demand', json_object('corrects', (SELECT ref FROM intake_batch))) AS ref) f JOIN intake_batch c ON c.ref = f.ref WHERE b.id = 1;
-- Made up, or not.
SELECT length(intake_file('forms/mark.csv', 'demand', '{"synthetic": false}')), length(intake_file('forms/cr.csv', 'demand', '{"synthetic": true}')),
  length(intake_file('forms/tabs.tsv', 'demand', json_object('synthetic', 1))), length(intake_file('forms/semicolon.csv', 'demand', '{"synthetic": null}'));
SELECT file, synthetic FROM intake_batch ORDER BY id;
