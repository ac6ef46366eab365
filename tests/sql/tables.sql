-- Table-valued functions over a few cases: identities, histories, and what a revision changed.
.mode list
.nullvalue NULL
-- Before there is anything: identities of nothing, and no history.
SELECT 'empty', count(*) > 0, min(holds) FROM conservation();
SELECT 'empty', count(*) FROM case_history('T-D-1');
SELECT 'empty', count(*) FROM rollup_diff(1, 2);

INSERT INTO grid (code, unit, name, name_en) VALUES ('g', 'FGW', '格', 'grid');
INSERT INTO enterprise (uscc, name, grid) VALUES ('E1', '一', 'g'), ('E2', '二', 'g');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES
  ('T-D-1', 'E1', 'FGW', '没有口罩', '2020-02-10T02:00:00Z'), ('T-D-2', 'E2', 'FGW', '流动资金短缺', '2020-02-12T02:00:00Z'),
  ('T-D-3', 'E2', 'FGW', '问问', '2020-02-13T02:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, at) VALUES
  ('T-X-1', 'T-D-1', 'valid', NULL, '2020-02-10T03:00:00Z'), ('T-X-2', 'T-D-2', 'valid', NULL, '2020-02-12T03:00:00Z'),
  ('T-X-3', 'T-D-3', 'consultation', '只是咨询', '2020-02-13T03:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES
  ('T-R-1', 'T-D-1', '2020-02-10T03:00:00Z'), ('T-R-2', 'T-D-2', '2020-02-12T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at) VALUES
  ('T-E-1', 'T-R-1', 'dispatched', 'FGW', day_end(workday_add('2020-02-10', 2)), '2020-02-10T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-2', 'T-R-1', 'solved', '2020-02-12T04:00:00Z');
SELECT 'rollup', rollup();

SELECT 'conservation', sum(holds) = count(*), count(DISTINCT period) > 1 FROM conservation();
SELECT DISTINCT 'zone', period, left_value, right_value, holds FROM conservation() WHERE identity = 'demands' AND place = '';
SELECT at, record, ref, kind, unit FROM case_history('T-R-1');
SELECT 'by demand', count(*) FROM case_history('T-D-1');
SELECT 'argument', case_ref, ref FROM case_history('T-D-2') WHERE record = 'demand';
SELECT 'joined', d.ref, count(h.at) FROM demand d LEFT JOIN case_history(d.ref) h GROUP BY d.ref;
SELECT 'as column', count(*) FROM case_history WHERE case_ref = 'T-D-1';
SELECT 'nothing', count(*) FROM case_history('T-D-9');
SELECT 'null', count(*) FROM case_history(NULL);

-- At an earlier moment less had happened.
SELECT 'moment', set_moment('2020-02-11', NULL);
SELECT at, ref, kind FROM case_history('T-R-1');
SELECT 'back', set_moment(NULL, NULL);

-- A late record makes a revision.
UPDATE setting SET value = '2020-02-25T05:00:00Z' WHERE name = 'clock_at';
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-4', 'E1', 'FGW', '晚报', '2020-02-12T05:00:00Z');
SELECT 'rollup', rollup();
SELECT 'diff', measure, value_a, value_b, difference FROM rollup_diff('2.1', '2.2');
SELECT 'diff', measure, value_a, value_b, difference FROM rollup_diff(1, 2) WHERE unit = 'FGW' AND measure IN ('solved', 'collected');

-- What must fail.
SELECT * FROM case_history();
SELECT * FROM case_history;
SELECT * FROM rollup_diff(1);
SELECT * FROM rollup_diff(2.1, 2.2);
SELECT * FROM rollup_diff('2.1', '2.9');
SELECT * FROM rollup_diff(2, 99);
SELECT 'unknown', count(*) FROM rollup_diff(2, NULL);
SELECT * FROM conservation(1);
DELETE FROM conservation;
INSERT INTO zone (code, name, name_en) SELECT rollup(), 1, 1;
UPDATE setting SET note = rollup();
