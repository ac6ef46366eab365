-- Each line is one statement that must change nothing on a copy of the sample, tried in a bare shell (no extension, foreign_keys
-- off) and with the extension. What the shell says must hold the words before the bar; a bare shell may also miss store_now(), text_marks, refuse() or trail_form().
append-only|UPDATE demand SET text = 'x' WHERE id = 1
append-only|UPDATE demand SET text = text
append-only|UPDATE demand SET id = id + 1000000
append-only|UPDATE demand SET rowid = 999999 WHERE id = 1
append-only|UPDATE OR REPLACE demand SET id = 2 WHERE id = 1
append-only|DELETE FROM demand WHERE id = 1
append-only|DELETE FROM demand
there already|INSERT OR REPLACE INTO demand (ref, enterprise, unit, text, at, recorded_at) SELECT ref, enterprise, unit, 'x', at, recorded_at FROM demand WHERE id = 1
there already|REPLACE INTO demand (id, ref, enterprise, unit, text, at, recorded_at) SELECT id, 'WHGX-D-NEW', enterprise, unit, 'x', at, recorded_at FROM demand WHERE id = 1
there already|INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) SELECT ref, enterprise, unit, 'x', at, recorded_at FROM demand WHERE id = 1 ON CONFLICT (ref) DO UPDATE SET text = 'x'
there already|INSERT INTO demand (id, ref, enterprise, unit, text, at, recorded_at) SELECT id, 'WHGX-D-NEW', enterprise, unit, 'x', at, recorded_at FROM demand WHERE id = 1 ON CONFLICT DO UPDATE SET text = 'x'
append-only|UPDATE submission SET period = 1
append-only|DELETE FROM submission WHERE id = 5
there already|INSERT OR REPLACE INTO submission (ref, unit, kind, period, at, recorded_at) SELECT ref, unit, 'progress', period, at, recorded_at FROM submission WHERE id = 1
append-only|UPDATE disposition SET kind = 'valid'
append-only|DELETE FROM disposition WHERE id = 5
there already|INSERT OR REPLACE INTO disposition (ref, demand, kind, reason, at, recorded_at) SELECT ref, demand, 'incomplete', 'x', at, recorded_at FROM disposition WHERE id = 1
append-only|UPDATE requirement SET category = NULL
append-only|DELETE FROM requirement
there already|INSERT OR REPLACE INTO requirement (ref, demand, at, recorded_at) SELECT 'WHGX-R-NEW', demand, at, recorded_at FROM requirement WHERE id = 1
there already|INSERT OR REPLACE INTO requirement (ref, demand, at, recorded_at) SELECT ref, 'WHGX-D-000001', at, recorded_at FROM requirement WHERE id = 1
append-only|UPDATE requirement_event SET kind = 'solved'
append-only|UPDATE requirement_event SET at = '2020-02-10T00:00:00Z'
append-only|DELETE FROM requirement_event WHERE kind = 'solved'
there already|REPLACE INTO requirement_event (ref, requirement, kind, at, recorded_at) SELECT ref, requirement, 'solved', at, recorded_at FROM requirement_event WHERE id = 1
append-only|UPDATE reported_figure SET value = 1
append-only|DELETE FROM reported_figure
frozen|UPDATE rollup_line SET solved = solved + 1
frozen|DELETE FROM rollup_line
frozen|INSERT OR REPLACE INTO rollup_line SELECT * FROM rollup_line
frozen|UPDATE rollup_total SET valid = 0
frozen|DELETE FROM rollup_total
frozen|UPDATE rollup_sum SET valid = 0
frozen|DELETE FROM rollup_sum
frozen|UPDATE rollup_open SET n = 0
frozen|DELETE FROM rollup_open
frozen|UPDATE rollup_mark SET n = 0
frozen|DELETE FROM rollup_mark
frozen|UPDATE rollup_mark_sum SET n = 0
frozen|DELETE FROM rollup_mark_sum
frozen|UPDATE rollup_age SET n = 0
frozen|DELETE FROM rollup_age
frozen|UPDATE rollup_duration SET state = x''
frozen|DELETE FROM rollup_duration
frozen|UPDATE rollup_duration_sum SET state = x''
frozen|DELETE FROM rollup_duration_sum
frozen|UPDATE rollup_reach SET valid = 0
frozen|DELETE FROM rollup_reach
frozen|UPDATE rollup_day SET solved = 0
frozen|DELETE FROM rollup_day
frozen|UPDATE rollup_problem SET terms = '["other"]'
frozen|UPDATE rollup_problem SET problem = problem || 'x'
frozen|DELETE FROM rollup_problem
frozen|UPDATE rollup_problem_rule SET grids = 9
frozen|DELETE FROM rollup_problem_rule
frozen|UPDATE rollup_problem_demand SET escalated = 1 - escalated
frozen|DELETE FROM rollup_problem_demand
frozen|UPDATE rollup_problem_sum SET open = open + 1
frozen|DELETE FROM rollup_problem_sum
frozen|INSERT OR REPLACE INTO rollup_problem_sum SELECT * FROM rollup_problem_sum LIMIT 1
frozen|INSERT OR REPLACE INTO rollup_problem SELECT * FROM rollup_problem LIMIT 1
frozen|INSERT OR REPLACE INTO rollup_problem_demand SELECT * FROM rollup_problem_demand LIMIT 1
frozen|INSERT OR REPLACE INTO rollup_problem_rule SELECT * FROM rollup_problem_rule LIMIT 1
frozen|UPDATE rollup SET recorded_at = '2020-01-01T00:00:00Z'
frozen|UPDATE rollup SET id = id + 100
frozen|DELETE FROM rollup
frozen|REPLACE INTO rollup SELECT * FROM rollup
frozen|UPDATE period SET end_at = '2020-03-01T00:00:00Z'
frozen|DELETE FROM period
frozen|REPLACE INTO period SELECT * FROM period
has demands|DELETE FROM enterprise
has demands|UPDATE enterprise SET uscc = uscc || 'X'
instead of deleting|DELETE FROM unit
code stays|UPDATE unit SET code = code || 'X'
references stay|DELETE FROM zone
references stay|UPDATE zone SET code = 'Z'
cases bear it|DELETE FROM category
cases bear it|UPDATE category SET code = code || '-x'
CHECK|UPDATE setting SET value = 'now' WHERE name = 'pin'
CHECK|INSERT INTO utc_offset VALUES ('2020-01-01T00:00:00Z', 99999)
append-only|UPDATE funding SET clause = NULL
append-only|UPDATE funding SET id = id + 1000
append-only|DELETE FROM funding WHERE id = 1
there already|INSERT OR REPLACE INTO funding (ref, kind, enterprise, unit, at, recorded_at) SELECT ref, kind, enterprise, unit, at, recorded_at FROM funding WHERE id = 1
there already|REPLACE INTO funding (id, ref, kind, enterprise, unit, at, recorded_at) SELECT id, 'WHGX-L-NEW', kind, enterprise, unit, at, recorded_at FROM funding WHERE id = 1
append-only|UPDATE funding_event SET amount_fen = 1
append-only|UPDATE funding_event SET stage = 'disbursed' WHERE id = 1
append-only|UPDATE OR REPLACE funding_event SET id = 2 WHERE id = 1
append-only|DELETE FROM funding_event
there already|INSERT OR REPLACE INTO funding_event (ref, funding, stage, amount_fen, at, recorded_at) SELECT ref, funding, stage, amount_fen + 1, at, recorded_at FROM funding_event WHERE id = 1
there already|INSERT INTO funding_event (ref, funding, stage, amount_fen, at, recorded_at) SELECT ref, funding, stage, 1, at, recorded_at FROM funding_event WHERE id = 1 ON CONFLICT (ref) DO UPDATE SET amount_fen = 1
there already|REPLACE INTO funding_event (id, ref, funding, stage, amount_fen, at, recorded_at) SELECT id, 'WHGX-M-NEW', funding, stage, 1, at, recorded_at FROM funding_event WHERE id = 1
stages are fixed|UPDATE stage SET no = 4 WHERE code = 'paid'
stages are fixed|DELETE FROM stage
stages are fixed|INSERT INTO stage VALUES ('loan', 'pondered', NULL)
frozen|UPDATE rollup_funding SET gross = 0
frozen|DELETE FROM rollup_funding
frozen|REPLACE INTO rollup_funding SELECT * FROM rollup_funding
frozen|UPDATE rollup_funding_sum SET gross = 0
frozen|DELETE FROM rollup_funding_sum
frozen|REPLACE INTO rollup_funding_sum SELECT * FROM rollup_funding_sum
frozen|UPDATE rollup_funding_line SET gross = 0
frozen|DELETE FROM rollup_funding_line
frozen|REPLACE INTO rollup_funding_line SELECT * FROM rollup_funding_line
frozen|INSERT INTO rollup_funding_step VALUES (8, 'loan', 'applied', 'approved', 1, 1, 1, 1), (8, 'loan', 'applied', 'approved', 1, 2, 2, 2)
loans or subsidies name it|DELETE FROM clause WHERE code = 'WH18-01'
loans or subsidies name it|UPDATE clause SET code = 'AH20-99', policy = 'AH20', no = '99' WHERE code = 'WH18-01'
loans or subsidies name it|DELETE FROM bank
loans or subsidies name it|UPDATE bank SET code = 'B9' WHERE code = 'B1'
it has clauses|DELETE FROM policy WHERE code = 'WH18'
it has clauses|UPDATE policy SET code = 'X' WHERE code = 'WH18'
UNIQUE|INSERT INTO clause_unit VALUES ('WH18-01', 'FGW', 'lead')
CHECK|INSERT INTO clause (code, policy, no, title, title_en) VALUES ('WH18-99', 'WH18', '98', 't', 't')
CHECK|INSERT INTO measure_step VALUES ('M', 1, 'rate', 10, NULL)
CHECK|INSERT INTO measure_step VALUES ('M', 1, 'cap', NULL, NULL)
CHECK|INSERT INTO measure_step VALUES ('M', 1, 'cap', -1, NULL)
