-- Batches as moments know them: a check, a later one with other faults, the same again, a correction; what the viewer may see.
.mode list
UPDATE setting SET value = 'replay' WHERE name = 'clock';
INSERT INTO setting (name, value) VALUES ('clock_at', '2020-02-20T01:00:00Z') ON CONFLICT (name) DO UPDATE SET value = excluded.value;
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JXJ', 'T', '经信局', 'Industry', 1);
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '芜湖德力自动化装备科技有限公司');
CREATE TEMP VIEW known AS SELECT substr(known_at(), 12, 5) AS t, b.ref, b.state, b.rows, b.good, b.taken, b.unchanged, b.faulty, b.faults, b.settled_by,
  (SELECT group_concat(row || ' ' || column_name || ' ' || code, ', ') FROM intake_faults f WHERE f.batch = b.ref) AS list FROM intake_batches b;

INSERT INTO staging_batch (kind, unit) VALUES ('demand', '经信局');
INSERT INTO staging_demand (ref, enterprise, unit, at, text) VALUES
 ('T-D-1', '91350100M000100Y43', 'JXJ', '2020-02-19', '缺口罩'), ('T-D-2', '德力二厂', 'JXJ', '2020-02-30', '缺车间工人'), ('T-D-3', '91350100M000100Y43', 'JXJ', '某日', '缺原料');
SELECT * FROM known;
UPDATE setting SET value = '2020-02-20T02:00:00Z' WHERE name = 'clock_at';
SELECT intake('demand', 'dry-run') ->> 'faults';
UPDATE setting SET value = '2020-02-20T03:00:00Z' WHERE name = 'clock_at';
SELECT intake('demand') ->> 'taken';
-- Registered meanwhile: one fault less, the other stays. The same check again is no other.
UPDATE setting SET value = '2020-02-20T04:00:00Z' WHERE name = 'clock_at';
INSERT INTO enterprise (uscc, name) VALUES ('91370200163562681G', '德力二厂');
SELECT intake('T-B-demand-1') ->> 'faults';
UPDATE setting SET value = '2020-02-20T05:00:00Z' WHERE name = 'clock_at';
SELECT intake('T-B-demand-1') ->> 'faults', intake('T-B-demand-1', 'dry-run') ->> 'faults';
-- The correction repeats what was good.
INSERT INTO staging_batch (kind, corrects) VALUES ('demand', 'T-B-demand-1');
INSERT INTO staging_demand (ref, enterprise, unit, at, text) VALUES
 ('T-D-1', '91350100M000100Y43', 'JXJ', '2020-02-19', '缺口罩'), ('T-D-2', '德力二厂', 'JXJ', '2020-02-19', '缺车间工人'), ('T-D-3', '91350100M000100Y43', 'JXJ', '2020-02-19', '缺原料');
UPDATE setting SET value = '2020-02-20T06:00:00Z' WHERE name = 'clock_at';
SELECT intake('demand') ->> 'unchanged';
SELECT batch, no, list, taken, rows, good, fresh, faulty, faults, checked_at FROM intake_result;
SELECT batch, list, row, name, code FROM intake_fault_past;

-- Every moment, as it was known then.
SELECT set_moment('2020-02-20T00:00:00Z', '2020-02-20T07:00:00Z') IS NOT NULL, (SELECT count(*) FROM known), (SELECT count(*) FROM intake_faults);
SELECT set_moment('2020-02-20', '2020-02-20T01:30:00Z') IS NOT NULL; SELECT * FROM known; SELECT 'faulty', * FROM batch_faulty;
SELECT set_moment('2020-02-20', '2020-02-20T02:30:00Z') IS NOT NULL; SELECT * FROM known; SELECT 'faulty', * FROM batch_faulty;
SELECT set_moment('2020-02-20', '2020-02-20T03:30:00Z') IS NOT NULL; SELECT * FROM known;
SELECT set_moment('2020-02-20', '2020-02-20T04:30:00Z') IS NOT NULL; SELECT * FROM known;
SELECT set_moment('2020-02-20', '2020-02-20T05:30:00Z') IS NOT NULL; SELECT * FROM known; SELECT 'faulty', * FROM batch_faulty;
SELECT set_moment('2020-02-20', '2020-02-20T06:30:00Z') IS NOT NULL; SELECT * FROM known; SELECT 'faulty', * FROM batch_faulty;
SELECT set_moment(NULL, NULL) IS NOT NULL; SELECT ref, state, settled_by FROM known;

-- Whose a batch is: of whoever handed it in, and of the units that have reported by it, at each moment.
UPDATE setting SET value = '2020-02-20T08:00:00Z' WHERE name = 'clock_at';
INSERT INTO staging_demand (ref, enterprise, unit, at, text) VALUES ('T-D-7', '91350100M000100Y43', 'JXJ', '2020-02-19', '缺板材'), ('T-D-8', '91350100M000100Y43', '经信局', '2020-02-19', '缺钢材');
SELECT 'not taken yet', count(*) FROM batch_reporter WHERE ref = 'T-B-demand-3';
SELECT intake('demand', 'dry-run') ->> 'good', (SELECT count(*) FROM batch_reporter WHERE ref = 'T-B-demand-3');
SELECT intake('demand') ->> 'taken';
UPDATE setting SET value = '2020-02-20T09:00:00Z' WHERE name = 'clock_at';
INSERT INTO staging_batch (kind, unit) VALUES ('demand', 'FGW');
INSERT INTO staging_demand (ref, enterprise, unit, at, text) VALUES ('T-D-9', '91350100M000100Y43', 'JXJ', '2020-02-19', '缺木材'), ('T-D-10', '91350100M000100Y43', NULL, '2020-02-19', '缺纸'),
 ('T-D-11', '91350100M000100Y43', '公安局', '2020-02-19', '缺铜');
SELECT intake('demand') ->> 'taken';
SELECT b.ref, b.unit AS said, r.unit FROM intake_batches b LEFT JOIN batch_reporter r ON r.id = b.id ORDER BY b.id, r.unit;
SELECT set_moment('2020-02-20', '2020-02-20T08:30:00Z') IS NOT NULL; SELECT ref, unit FROM batch_reporter WHERE unit = 'JXJ' ORDER BY id;
SELECT set_moment('2020-02-20', '2020-02-20T07:30:00Z') IS NOT NULL; SELECT ref, unit FROM batch_reporter WHERE unit = 'JXJ' ORDER BY id;
SELECT set_moment(NULL, NULL) IS NOT NULL;

-- By whom they may be seen, and where a column stands in a file.
SELECT viewer_role(), count(*), (SELECT count(*) FROM batch_fault_list) FROM batch_list;
SELECT kind, name, heading FROM intake_column_info WHERE name IN ('at', 'amount');
