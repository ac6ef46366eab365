-- Settings of the store that tests/sql/run.sh copies for each case: a clock that stands still, and viewers.
INSERT INTO setting (name, value) VALUES ('clock_at', '2020-02-25T04:00:00Z')
    ON CONFLICT DO UPDATE SET value = excluded.value;
UPDATE setting SET value = 'replay' WHERE name = 'clock';
UPDATE setting SET value = '2020-02-10' WHERE name = 'period_anchor';
UPDATE setting SET value = '2' WHERE name = 'period_days';
UPDATE setting SET value = '' WHERE name = 'dispatch_requires';   -- phases.sql and ledger.sql set it
INSERT INTO zone (code, name, name_en) VALUES ('T', '测试区', 'Test zone');
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('FGW', 'T', '发展改革委', 'Development and Reform', 1);
INSERT INTO viewer (name, role, unit) VALUES ('boss', 'leader', NULL), ('fgw', 'unit', 'FGW'), ('audit', 'auditor', NULL);
