-- Each line is one statement that must change nothing on a copy of the sample, tried in a bare shell (no extension, foreign_keys
-- off) and with the extension. What the shell says must hold the words before the bar; a bare shell may also miss store_now() or text_marks.
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
frozen|UPDATE rollup_reach SET valid = 0
frozen|DELETE FROM rollup_reach
frozen|UPDATE rollup_day SET solved = 0
frozen|DELETE FROM rollup_day
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
