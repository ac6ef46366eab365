-- The trail: what a seal is made of, what breaks it, redaction, and what is refused.
.mode list
.nullvalue NULL
SELECT 'empty', trail_verify(), trail_verify(1);
SELECT 'form', hex(trail_form()), hex(trail_form(NULL)), hex(trail_form(-2)), hex(trail_form(0.5)), hex(trail_form('需')), hex(trail_form(x'00ff')), hex(trail_form('')), hex(trail_form(x''));
SELECT 'two lists are not alike', trail_form('ab', 'c') = trail_form('a', 'bc'), trail_form('1') = trail_form(1), trail_form('a') = trail_form(x'61'), trail_form(NULL) = trail_form('');
SELECT 'seal', lower(hex(trail_seal(NULL, NULL, 'demand', 1, 'T-D-1', NULL, trail_form('E1', 7)))), length(trail_seal(NULL, NULL, 'demand', 1, 'T-D-1', '文', x''));
SELECT 'the salt counts', trail_seal(NULL, zeroblob(16), 'd', 1, 'r', 't', x'') = trail_seal(NULL, NULL, 'd', 1, 'r', 't', x''), trail_seal(NULL, zeroblob(16), 'd', 1, 'r', NULL, x'') = trail_seal(NULL, NULL, 'd', 1, 'r', NULL, x'');
SELECT 'of the seal before the hash counts', trail_seal(trail_digest(1), NULL, 'd', 1, 'r', NULL, x'') = trail_seal(NULL, NULL, 'd', 1, 'r', NULL, x''), trail_seal(zeroblob(80), NULL, 'd', 1, 'r', NULL, x'') = trail_seal(zeroblob(32), NULL, 'd', 1, 'r', NULL, x'');
SELECT 'null', trail_seal(NULL, NULL, NULL, 1, 'r', NULL, x''), trail_seal(NULL, NULL, 'd', NULL, 'r', NULL, x''), trail_seal(NULL, NULL, 'd', 1, NULL, NULL, x''), trail_seal(NULL, NULL, 'd', 1, 'r', NULL, NULL), trail_verify(NULL);
WITH r(a, b) AS (VALUES (1, 'x'), (2, 'y'), (2, 'y'), (NULL, 3.5)), s AS (SELECT * FROM r ORDER BY b)
SELECT 'digest', (SELECT hex(trail_digest(a, b)) FROM r) = (SELECT hex(trail_digest(a, b)) FROM (SELECT * FROM s)), (SELECT trail_digest(a, b) FROM r) = (SELECT trail_digest(a, b) FROM (SELECT DISTINCT * FROM r)),
       (SELECT lower(hex(trail_digest(a))) FROM (SELECT 1 AS a)), (SELECT trail_digest(a) FROM r WHERE 0);

INSERT INTO enterprise (uscc, name) VALUES ('E1', '一'), ('E2', '二');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'FGW', '王某某求口罩', '2020-02-10T02:00:00Z'), ('T-D-2', 'E2', 'FGW', '员工就餐', '2020-02-10T03:00:00Z');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'FGW', '王某某求口罩', '2020-02-10T02:00:00Z');   -- the same again leaves no row
INSERT INTO disposition (ref, demand, kind, reason, at) VALUES ('T-X-1', 'T-D-1', 'valid', NULL, '2020-02-10T04:00:00Z'), ('T-X-2', 'T-D-2', 'incomplete', '李某某不接电话', '2020-02-10T05:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-1', 'T-D-1', '2020-02-10T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at) VALUES ('T-V-1', 'T-R-1', 'dispatched', 'FGW', '2020-02-20T04:00:00Z', '2020-02-10T06:00:00Z');
SELECT 'rollup', rollup('2020-02-13');
SELECT 'trail', no, record, id, ref, length(seal), personal IS NOT NULL, length(salt) FROM trail ORDER BY no;
SELECT 'verified', trail_verify(), trail_verify(3), trail_verify(no + 1) FROM (SELECT max(no) AS no FROM trail);
SELECT 'derived salts: the same in every replay', lower(substr(hex(hash), 1, 16)) FROM trail WHERE no = 6;
SELECT 'each rollup at its number', t.record = 'rollup' AND t.id = r.id AND t.ref = r.period || '.' || r.revision FROM rollup r JOIN trail t ON t.no = r.trail_no;
SELECT 'sealed, known to the views: the same kinds', group_concat(k) FROM (SELECT record AS k FROM trail_last EXCEPT SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = tbl_name || '_sealed');
SELECT 'and', group_concat(k) FROM (SELECT tbl_name AS k FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_sealed' EXCEPT SELECT record FROM trail_last);
SELECT 'and', group_concat(k) FROM (SELECT record AS k FROM trail_last WHERE last > 0 EXCEPT SELECT record FROM trail_record);
SELECT 'append-only but not sealed', group_concat(k) FROM (SELECT tbl_name AS k FROM sqlite_schema WHERE type = 'trigger' AND name = tbl_name || '_no_update' AND sql LIKE '%append-only%' EXCEPT SELECT record FROM trail_last);
SELECT 'column not sealed', k.record, c.name FROM trail_last k JOIN pragma_table_info(k.record) c JOIN sqlite_schema v ON v.name = 'trail_' || k.record AND v.type = 'view'
 WHERE v.sql NOT GLOB '*[^a-z_]' || c.name || '[^a-z_]*';
SELECT 'column not guarded', t.tbl_name, c.name FROM (SELECT DISTINCT record FROM redactable UNION SELECT 'funding' UNION SELECT 'funding_event' UNION SELECT 'requirement_event') k
  JOIN sqlite_schema t ON t.name = k.record || '_no_update' JOIN pragma_table_info(k.record) c WHERE t.sql NOT GLOB '*NEW.' || c.name || '[^a-z_]*';
SELECT 'figures not sealed', t.name FROM sqlite_schema t JOIN sqlite_schema v ON v.name = 'trail_rollup'
 WHERE t.type = 'table' AND t.name GLOB 'rollup_*' AND instr(v.sql, 'FROM ' || t.name || ' WHERE rollup = r.id') = 0;

-- Breaks: each is made without guards and undone.
.print Breaks
BEGIN; DROP TRIGGER demand_no_update; UPDATE demand SET unit = 'FGX' WHERE ref = 'T-D-1'; SELECT trail_verify(); SELECT trail_verify(2); ROLLBACK;
BEGIN; DROP TRIGGER demand_no_update; UPDATE demand SET text = '王某某求口罩。' WHERE ref = 'T-D-1'; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER demand_no_update; UPDATE demand SET ref = 'T-D-9' WHERE ref = 'T-D-2'; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER disposition_no_update; UPDATE disposition SET reason = 'r' WHERE ref = 'T-X-1'; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER disposition_no_update; UPDATE disposition SET kind = 'valid', reason = NULL WHERE ref = 'T-X-2'; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER disposition_no_delete; DELETE FROM disposition WHERE ref = 'T-X-2'; SELECT trail_verify(); SELECT rollup();
ROLLBACK;
BEGIN; DROP TRIGGER demand_sealed; INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-3', 'E1', 'FGW', '王某某求口罩', '2020-02-10T02:00:00Z'); SELECT trail_verify(); SELECT trail_verify(8); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_update; UPDATE trail SET seal = zeroblob(32) WHERE no = 5; SELECT trail_verify(); SELECT trail_verify(6); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_update; UPDATE trail SET seal = substr(seal, 1, 64) WHERE no = 2; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_update; UPDATE trail SET id = 2 WHERE no = 3; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_update; UPDATE trail SET id = 1 WHERE no = 4; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_update; UPDATE trail SET record = 'nothing' WHERE no = 4; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_delete; DELETE FROM trail WHERE no = 4; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_delete; DELETE FROM trail WHERE no > 7; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER trail_no_delete; DELETE FROM trail; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER rollup_line_no_update; UPDATE rollup_line SET collected = 99 WHERE rollup = 1; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER rollup_open_no_delete; DELETE FROM rollup_open WHERE rollup = 1; SELECT trail_verify(); SELECT rollup();
ROLLBACK;
BEGIN; DROP TRIGGER rollup_sealed; SELECT rollup();
ROLLBACK;

-- Redaction, of what came from a file too.
.print Redaction
INSERT INTO intake_batch (ref, kind, file) VALUES ('T-B-1', 'demand', '需求.csv');
INSERT INTO intake_demand (batch, row, ref, text) VALUES (1, 2, 'T-D-4', '张某某要就餐'), (1, 3, 'T-D-5', '张某某要就餐'), (1, 4, 'T-D-6', '张某某要就餐吗');
INSERT INTO demand (ref, enterprise, unit, text, at) SELECT ref, 'E1', 'FGW', text, '2020-02-14T02:00:00Z' FROM intake_demand ORDER BY row;
INSERT INTO intake_taken (batch, row, ref) SELECT batch, row, ref FROM intake_demand;
SELECT 'from which row', record, ref, detail FROM case_history('T-D-4');
SELECT 'alike', ref_a, ref_b, similarity FROM near_duplicates(0.5);
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-4', 'demand', 'T-D-4', 'text', '法', 'FGW'), ('T-H-5', 'demand', 'T-D-5', 'text', '法', 'FGW');
SELECT 'not for being redacted', count(*) FROM near_duplicates(0.5);
SELECT 'nor similar', count(*) FROM similar_demands('已依法隐去');
SELECT 'nor a problem', count(*) FROM common_problems() WHERE refs LIKE '%T-D-4%';
SELECT 'in the file''s row', row, text FROM intake_demand;
SELECT 'from which row', record, ref, kind, detail FROM case_history('T-D-4');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-1', 'demand', 'T-D-1', 'text', '个人信息保护法第四十七条', 'FGW'), ('T-H-2', 'disposition', 'T-X-2', 'reason', '法院决定', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-1', 'demand', 'T-D-1', 'text', '个人信息保护法第四十七条', 'FGW');   -- the same again
SELECT 'gone', (SELECT text FROM demand WHERE ref = 'T-D-1'), (SELECT text FROM demand WHERE ref = 'T-D-2'), (SELECT reason FROM disposition WHERE ref = 'T-X-2');
SELECT 'sealed', no, record, ref, length(personal), length(salt) FROM trail WHERE ref IN ('T-D-1', 'T-X-2', 'T-H-1', 'T-H-2');
SELECT 'still follows', trail_verify(), rollup() > 0, trail_verify();
SELECT 'history', record, ref, kind, detail FROM case_history('T-D-1');
SELECT 'of the other', record, ref, kind, detail FROM case_history('T-D-2');
BEGIN; DROP TRIGGER demand_no_update; UPDATE demand SET text = 'x' WHERE ref = 'T-D-1'; SELECT trail_verify(); ROLLBACK;
BEGIN; DROP TRIGGER redaction_no_delete; DELETE FROM redaction WHERE ref = 'T-H-2'; SELECT trail_verify(); ROLLBACK;

-- What must fail.
UPDATE demand SET text = '已依法隐去' WHERE ref = 'T-D-2';
UPDATE demand SET text = '已依法隐去', unit = 'X' WHERE ref = 'T-D-1';
UPDATE demand SET text = 'x' WHERE ref = 'T-D-1';
UPDATE disposition SET reason = '已依法隐去', kind = 'valid' WHERE ref = 'T-X-2';
UPDATE trail SET seal = substr(seal, 1, 64) WHERE ref = 'T-D-2';
UPDATE trail SET seal = zeroblob(64) WHERE ref = 'T-D-1';
DELETE FROM trail;
INSERT OR REPLACE INTO trail SELECT no, record, id, ref, seal FROM trail WHERE no = 1;
INSERT INTO trail (no, record, id, ref, seal) VALUES (99, 'demand', 3, 'T-D-3', zeroblob(32));
INSERT INTO trail (record, id, ref, seal) VALUES ('demand', 3, 'T-D-3', zeroblob(31));
DELETE FROM redaction;
UPDATE redaction SET law = 'x';
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'demand', 'T-D-1', 'text', 'x', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'demand', 'T-D-77', 'text', 'x', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'disposition', 'T-X-1', 'reason', 'x', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'demand', 'T-D-2', 'unit', 'x', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'requirement', 'T-R-1', 'category', 'x', 'FGW');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('T-H-3', 'demand', 'T-D-2', 'text', 'x', 'NO');
INSERT INTO redaction (ref, record, record_ref, field, law, actor) VALUES ('X-H-3', 'demand', 'T-D-2', 'text', 'x', 'FGW');
SELECT trail_verify(0);
SELECT trail_verify('1');
SELECT trail_verify(99);
SELECT trail_seal('x', NULL, 'd', 1, 'r', NULL, x'');
SELECT trail_seal(x'00', NULL, 'd', 1, 'r', NULL, x'');
SELECT trail_seal(NULL, x'00', 'd', 1, 'r', 't', x'');
SELECT trail_seal(NULL, NULL, 'd', '1', 'r', 't', x'');
SELECT trail_seal(NULL, NULL, 1, 1, 'r', 't', x'');
SELECT trail_seal(NULL, NULL, 'd', 1, 'r', 5, x'');
SELECT trail_seal(NULL, NULL, 'd', 1, 'r', 't', 'form');
SELECT 'and nothing of it stays', trail_verify(), (SELECT count(*) FROM redaction), (SELECT count(*) FROM demand);
