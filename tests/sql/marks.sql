-- Events that rates count, one by one: what each kind of record does to which rate, and what is refused.
.mode list
.nullvalue NULL
INSERT INTO unit (code, zone, name, name_en) VALUES ('AAA', 'T', '甲', 'A'), ('BBB', 'T', '乙', 'B');
INSERT INTO enterprise (uscc, name) VALUES ('E1', '一');
CREATE TEMP VIEW rate AS SELECT axis, code, id, n || '/' || d AS ratio FROM rate_now WHERE d > 0 AND axis <> 'category' AND id NOT IN ('valid-rate', 'reporting-discipline');
CREATE TEMP TRIGGER at_once INSTEAD OF INSERT ON rate BEGIN
  INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-' || NEW.code, 'E1', 'FGW', 'x', NEW.ratio);
  INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-X-' || NEW.code, 'T-D-' || NEW.code, 'valid', NEW.ratio);
  INSERT INTO requirement (ref, demand, at) VALUES ('T-R-' || NEW.code, 'T-D-' || NEW.code, NEW.ratio);
END;
INSERT INTO rate (code, ratio) VALUES ('1', '2020-02-10T01:00:00Z'), ('2', '2020-02-10T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, respond_by, at) VALUES
  ('T-E-1', 'T-R-1', 'dispatched', 'AAA', '2020-02-12T15:59:59Z', '2020-02-11T15:59:59Z', '2020-02-10T02:00:00Z'),
  ('T-E-2', 'T-R-2', 'dispatched', 'AAA', '2020-02-12T15:59:59Z', '2020-02-11T15:59:59Z', '2020-02-10T02:00:00Z');
-- A machine's reply answers nothing; what one says in person does.
INSERT INTO requirement_event (ref, requirement, kind, automatic, at) VALUES ('T-E-3', 'T-R-1', 'contacted', 1, '2020-02-10T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-4', 'T-R-2', 'contacted', '2020-02-10T03:00:00Z');
SELECT set_moment('2020-02-10', NULL); SELECT 'limits to come', * FROM rate WHERE id = 'response-rate';
SELECT set_moment('2020-02-11T15:59:59Z', NULL); SELECT 'limits fell', * FROM rate WHERE id = 'response-rate';
SELECT set_moment(NULL, NULL);
-- Sent back by A, given to B: A is charged.
INSERT INTO requirement_event (ref, requirement, kind, unit, reason, at) VALUES ('T-E-5', 'T-R-2', 'returned', NULL, 'not ours', '2020-02-11T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, at) VALUES ('T-E-6', 'T-R-2', 'dispatched', 'BBB', '2020-02-14T15:59:59Z', '2020-02-11T04:00:00Z');
SELECT * FROM rate WHERE id = 'return-rate';
-- Extended by B, then solved on time; A's case stays open past its deadline and counts against.
INSERT INTO requirement_event (ref, requirement, kind, deadline, at) VALUES ('T-E-7', 'T-R-2', 'extended', '2020-02-16T15:59:59Z', '2020-02-14T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-8', 'T-R-2', 'solved', '2020-02-15T01:00:00Z');
SELECT * FROM rate WHERE id IN ('extension-rate', 'on-time-rate', 'on-time-rate-dated', 'on-time-rate-closed', 'solve-rate');
SELECT set_moment('2020-02-15', NULL); SELECT 'not due yet', * FROM rate WHERE id LIKE 'on-time%'; SELECT set_moment(NULL, NULL);
-- Followed up, opened again, solved again, followed up.
INSERT INTO requirement_event (ref, requirement, kind, confirmed, rating, at) VALUES ('T-E-9', 'T-R-2', 'followed_up', 0, 2, '2020-02-16T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-10', 'T-R-2', 'reopened', '2020-02-16T02:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-11', 'T-R-2', 'solved', '2020-02-17T01:00:00Z');
SELECT 'before asking', * FROM rate WHERE id IN ('solve-rate-confirmed', 'satisfaction-rate', 'reopen-rate', 'on-time-rate-closed');
INSERT INTO requirement_event (ref, requirement, kind, confirmed, satisfied, at) VALUES ('T-E-12', 'T-R-2', 'followed_up', 1, 1, '2020-02-18T01:00:00Z');
SELECT 'asked', * FROM rate WHERE id IN ('solve-rate-confirmed', 'satisfaction-rate', 'reopen-rate');
-- Pauses: A's clock stands still for three days, then again.
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-13', 'T-R-1', 'paused', '2020-02-13T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-14', 'T-R-1', 'resumed', '2020-02-16T01:00:00Z');
SELECT set_moment('2020-02-20', NULL); SELECT 'running', bucket, n FROM unit_ageing_now WHERE code = 'AAA';
SELECT 'days', days FROM requirement_list WHERE ref = 'T-R-1'; SELECT set_moment(NULL, NULL);
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-15', 'T-R-1', 'paused', '2020-02-18T01:00:00Z');
SELECT 'paused', bucket, n FROM unit_ageing_now WHERE code = 'AAA';
SELECT 'days', days FROM requirement_list WHERE ref = 'T-R-1';
-- What was said by mistake is taken back, and the store stays sound; a rollup changes nothing.
INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('T-E-16', 'T-R-2', 'reversed', 'T-E-5', 'mistake', '2020-02-19T01:00:00Z');
SELECT 'taken back', * FROM rate WHERE id = 'return-rate';
CREATE TEMP TABLE before AS SELECT * FROM rate;
SELECT 'rollup', rollup();
SELECT 'same', count(*), (SELECT count(*) FROM rate) FROM (SELECT * FROM before INTERSECT SELECT * FROM rate);
SELECT 'sound', count(*) FROM conservation() WHERE NOT holds; SELECT * FROM head_drift; SELECT * FROM mark_drift;
SELECT 'period', axis, id, n, d FROM rollup_rate_info WHERE axis = 'zone' AND period = period_no('2020-02-10') AND latest;
-- The rates of units that a closed period keeps are those of the moment at its end.
SELECT 'at its end', code, id, n, d, period_n, period_d FROM rollup_unit_rate_info WHERE period = period_no('2020-02-10') AND latest AND d > 0;
SELECT set_moment((SELECT as_of FROM rollup_label WHERE period = period_no('2020-02-10') AND latest), NULL) IS NOT NULL;
SELECT 'as then', count(*), (SELECT count(*) FROM (SELECT code, id, n, d FROM unit_rate_now WHERE code <> '' EXCEPT SELECT code, id, n, d FROM rollup_unit_rate_info WHERE period = period_no('2020-02-10') AND latest)),
       (SELECT count(*) FROM (SELECT code, id, n, d, period_n, period_d FROM rollup_unit_rate_info WHERE period = period_no('2020-02-10') AND latest AND period_d IS NOT NULL
                              EXCEPT SELECT code, id, n, d, period_n, period_d FROM unit_rate_now)) FROM unit_rate_now WHERE code <> '';
SELECT set_moment(NULL, NULL);
-- The ranking: by what is proven, ties share a rank, too few are marked; 1 of 1 is below 180 of 200.
SELECT 'rank', * FROM unit_ranking();
SELECT 'one of one', wilson_low(1, 1) < wilson_low(180, 200);
-- Submissions: the first one counts; due a day after the period.
INSERT INTO submission (ref, unit, period, at) SELECT 'T-B-1', 'FGW', period_no('2020-02-10'), '2020-02-12T01:00:00Z';
INSERT INTO submission (ref, unit, period, at) SELECT 'T-B-2', 'FGW', period_no('2020-02-10') + 1, '2020-02-15T17:00:00Z';
SELECT 'reported', unit, on_time, expected FROM reporting_now;
SELECT set_moment('2020-02-11', NULL); SELECT 'none due', unit, on_time, expected FROM reporting_now; SELECT set_moment(NULL, NULL);

-- States of durations: every case once, the merged units are the zone; taking away undoes adding.
SELECT 'durations', code, solved_count(state), open_count(state), withdrawn_count(state), km_quantile(state, 0.5) FROM unit_duration_now;
SELECT 'zone', (SELECT fulfilment_merge(state) FROM unit_duration_now) = state, length(state) FROM zone_duration_now;
SELECT 'remove', fulfilment_remove(fulfilment_merge(s), (SELECT fulfilment(1, 1))) = (SELECT fulfilment(2, 0)) FROM (SELECT fulfilment(1, 1) AS s UNION ALL SELECT fulfilment(2, 0));
SELECT 'remove', fulfilment_remove(fulfilment(1, 1), fulfilment(1, 1)), fulfilment_remove(NULL, fulfilment(1, 1)), fulfilment_remove(fulfilment(1, 1), NULL) = fulfilment(1, 1);

-- What must fail.
INSERT INTO submission (ref, unit, period, at) VALUES ('T-B-3', 'AAA', 1, '2020-02-12T01:00:00Z');
INSERT INTO submission (ref, unit, period, at) SELECT 'T-B-4', 'FGW', period_no('2020-02-20'), '2020-02-12T01:00:00Z';
UPDATE submission SET at = '2020-02-11T01:00:00Z';
DELETE FROM submission;
INSERT INTO requirement_event (ref, requirement, kind, rating, at) VALUES ('T-E-20', 'T-R-2', 'followed_up', 6, '2020-02-19T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-20', 'T-R-2', 'followed_up', '2020-02-19T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, rating, satisfied, at) VALUES ('T-E-20', 'T-R-2', 'followed_up', 5, 0, '2020-02-19T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, respond_by, at) VALUES ('T-E-20', 'T-R-1', 'contacted', '2020-02-20T01:00:00Z', '2020-02-19T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, automatic, at) VALUES ('T-E-20', 'T-R-1', 'urged', 1, '2020-02-19T01:00:00Z');
UPDATE setting SET value = '-1' WHERE name = 'ranking_least';
SELECT * FROM unit_ranking(1);
SELECT fulfilment_remove(fulfilment(1, 1), fulfilment(2, 1));
SELECT fulfilment_remove(x'00', NULL);
SELECT fulfilment_remove(fulfilment(1, 1), 'x');
SELECT fulfilment_remove(fulfilment(1, 1), fulfilment(1, 1, 'second'));
