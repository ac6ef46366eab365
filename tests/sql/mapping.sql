-- Functions for mappings: codes of names, faults of texts, refusals; keys of enterprises.
.mode list
SELECT 'code', code_of('Parks & Recreation'), code_of('  Mayor''s Office '), code_of('龙津河'), code_of('e福州app'), code_of('A😀'), code_of('a_b--c');
SELECT 'most', length(code_of(replace(hex(zeroblob(32)), '00', 'ab'))), code_of('x' || char(9) || '7 ');
SELECT 'fits', uscc FROM (SELECT code_of('BANK OF AMERICA NATL ASSOC') AS uscc) WHERE length(uscc) <= 64 AND uscc NOT GLOB '*[^A-Za-z0-9_-]*';
SELECT 'null', code_of(NULL) IS NULL, text_fault(NULL) IS NULL, refuse(NULL) IS NULL;
SELECT 'sound', text_fault('龙津河' || char(9, 10, 13)) IS NULL, text_fault('') IS NULL;
SELECT 'fault', text_fault(CAST(x'41B8A3D6DD' AS TEXT)), text_fault(CAST(x'E7A68FC080' AS TEXT)), text_fault('ab' || char(1)), text_fault(char(127));
SELECT 'no row, no refusal', count(*) FROM (SELECT refuse('never') WHERE 0);
SELECT refuse('the file has no rows');
SELECT refuse('all ' || 7 || ' rows');

-- Local time: the store's offset; then a summer time, whose skipped and repeated hours have a rule.
SELECT 'local', local_instant('2020-02-25 08:30:15'), local_instant('2020-02-25T08:30:15'), local_instant('2020-02-25 08:30'), local_instant(NULL) IS NULL;
INSERT INTO utc_offset VALUES ('1986-05-03T18:00:00Z', 540), ('1986-09-13T17:00:00Z', 480);
SELECT 'skipped', local_instant('1986-05-04 01:59:59'), local_instant('1986-05-04 02:30:00'), local_text(local_instant('1986-05-04 02:30:00')), local_instant('1986-05-04 03:00:00');
SELECT 'twice', local_instant('1986-09-14 00:59:59'), local_instant('1986-09-14 01:30:00'), local_instant('1986-09-14 02:00:00');
WITH RECURSIVE t(at) AS (SELECT '1986-05-01 00:00:00' UNION ALL SELECT datetime(at, '+1800 seconds') FROM t WHERE at < '1986-09-20')
SELECT 'back', count(*), sum(local_text(local_instant(at)) <> substr(at, 1, 16)) AS skipped, sum(local_instant(at) < before) AS disordered
  FROM (SELECT at, lag(local_instant(at)) OVER (ORDER BY at) AS before FROM t);

-- An enterprise's key is what its address takes; what a table takes, a page finds.
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '一'), ('BELAIR-EDISON', '二'), ('loan_1004285007', '三'), (replace(hex(zeroblob(32)), '00', 'ab'), '四');
SELECT 'keys', group_concat(length(uscc), ' ') FROM enterprise;
INSERT INTO enterprise (uscc, name) VALUES ('', '空');
INSERT INTO enterprise (uscc, name) VALUES ('A B', '空格');
INSERT INTO enterprise (uscc, name) VALUES ('A/../B', '路');
INSERT INTO enterprise (uscc, name) VALUES ('龙津河', '河');
INSERT INTO enterprise (uscc, name) VALUES ('A' || char(10), '行');
INSERT INTO enterprise (uscc, name) VALUES (replace(hex(zeroblob(33)), '00', 'ab'), '长');
UPDATE enterprise SET uscc = 'A&B' WHERE uscc = 'BELAIR-EDISON';

-- What must fail.
SELECT code_of('&%');
SELECT code_of('');
SELECT code_of(replace(hex(zeroblob(33)), '00', 'ab'));
SELECT code_of(CAST(x'41FF' AS TEXT));
SELECT code_of(7);
SELECT code_of();
SELECT text_fault(x'41');
SELECT refuse(1);
SELECT local_instant('2020-02-30 08:00:00');
SELECT local_instant('2020-02-25');
SELECT local_instant('02/25/2020 08:00');
SELECT local_instant('2020-02-25 08:00:00Z');
SELECT local_instant('2020-02-25 24:00:00');
SELECT local_instant('0001-01-01 00:00:00');
SELECT local_instant(1582617600);
