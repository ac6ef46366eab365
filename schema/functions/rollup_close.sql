-- Closes period :no. The moment is set to its last second, knowing everything recorded by now.
-- The rollup itself is written last: until then the moment builds on the one before (or its own earlier revision).
-- main. everywhere: a temporary table of somebody's may bear the same name.
INSERT INTO main.period (no, start_at, end_at)
SELECT no, start_at, end_at FROM main.period_now WHERE no = :no AND NOT EXISTS (SELECT 1 FROM main.period WHERE no = :no);

INSERT INTO main.rollup_total
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), unit, category, demands, valid, duplicate, out_of_scope, incomplete, consultation,
       superseded, untriaged, open, awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
       closed_unsolved, withdrawn
  FROM main.total_now;

INSERT INTO main.rollup_sum
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'zone', '',
       sum(demands), sum(valid), sum(duplicate), sum(out_of_scope), sum(incomplete), sum(consultation),
       sum(superseded), sum(untriaged), sum(open), sum(awaiting), sum(without_deadline), sum(overdue),
       sum(solved_on_time), sum(solved_late), sum(solved_without_deadline), sum(closed_unsolved), sum(withdrawn)
  FROM main.rollup_total WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) HAVING count(*) > 0
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'unit', unit,
       sum(demands), sum(valid), sum(duplicate), sum(out_of_scope), sum(incomplete), sum(consultation),
       sum(superseded), sum(untriaged), sum(open), sum(awaiting), sum(without_deadline), sum(overdue),
       sum(solved_on_time), sum(solved_late), sum(solved_without_deadline), sum(closed_unsolved), sum(withdrawn)
  FROM main.rollup_total WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) GROUP BY unit
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'category', category,
       sum(demands), sum(valid), sum(duplicate), sum(out_of_scope), sum(incomplete), sum(consultation),
       sum(superseded), sum(untriaged), sum(open), sum(awaiting), sum(without_deadline), sum(overdue),
       sum(solved_on_time), sum(solved_late), sum(solved_without_deadline), sum(closed_unsolved), sum(withdrawn)
  FROM main.rollup_total WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) GROUP BY category;

INSERT INTO main.rollup_open
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), due, unit, category, started, paused, n FROM main.open_now;

INSERT INTO main.rollup_mark             -- what counted before the period, in it, or is still to count
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), from_at, unit, category, measure, sum(n)
  FROM (SELECT CASE WHEN at > as_of() THEN at WHEN at >= (SELECT start_at FROM main.period_now) THEN (SELECT start_at FROM main.period_now) ELSE '' END AS from_at,
               unit, category, measure, n FROM main.mark_now)
 GROUP BY from_at, unit, category, measure HAVING sum(n) <> 0;

INSERT INTO main.rollup_mark_sum
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), axis, code, measure, sum(n), sum(n * (at <> ''))
  FROM (SELECT at, 'zone' AS axis, '' AS code, measure, n FROM main.rollup_mark WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) AND at <= as_of()
        UNION ALL SELECT at, 'unit', unit, measure, n FROM main.rollup_mark WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) AND at <= as_of()
        UNION ALL SELECT at, 'category', category, measure, n FROM main.rollup_mark WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) AND at <= as_of())
 GROUP BY axis, code, measure;

INSERT INTO main.rollup_age
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), axis, code, started, paused, dated, sum(n)
  FROM (SELECT 'zone' AS axis, '' AS code, started, paused, due <> '' AS dated, n FROM main.rollup_open WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup)
        UNION ALL SELECT 'unit', unit, started, paused, due <> '', n FROM main.rollup_open WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup)
        UNION ALL SELECT 'category', category, started, paused, due <> '', n FROM main.rollup_open WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup))
 GROUP BY axis, code, started, paused, dated;

INSERT INTO main.rollup_duration
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), unit, category, state FROM main.duration_now WHERE state IS NOT NULL;

INSERT INTO main.rollup_duration_sum
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'zone', '', fulfilment_merge(state) FROM main.rollup_duration WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) HAVING count(*) > 0
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'unit', unit, fulfilment_merge(state) FROM main.rollup_duration WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) GROUP BY unit
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'category', category, fulfilment_merge(state) FROM main.rollup_duration WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) GROUP BY category;

INSERT INTO main.rollup_reach
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), unit, contacted, valid FROM main.reach_now;

INSERT INTO main.rollup_day
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), day, unit, collected, solved FROM main.day_now;

INSERT INTO main.rollup_problem_rule
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), days, demands, enterprises, grids FROM main.problem_rule;

INSERT INTO main.rollup_problem
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), row_number() OVER (), by, problem, terms, refs
  FROM zone_problems((SELECT since FROM main.problem_window));

INSERT INTO main.rollup_problem_demand
WITH m AS MATERIALIZED (
    SELECT p.rollup, p.no, d.id AS demand, d.ref
      FROM main.rollup_problem p CROSS JOIN json_each(p.refs) j CROSS JOIN main.demand d ON d.ref = j.value
     WHERE p.rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup)),
r AS MATERIALIZED (                     -- asked once: of a moment past, each asking of requirement_now works out again what changed since
    SELECT ref, demand, state FROM main.requirement_now WHERE demand IN (SELECT ref FROM m))
SELECT m.rollup, m.no, ifnull(nullif(r.state, 'revoked'), ''), m.demand,
       EXISTS (SELECT 1 FROM main.event_now e CROSS JOIN main.escalation_ground g
                WHERE e.requirement = r.ref AND e.kind = 'escalated' AND g.code = 'common'
                  AND (substr(e.reason, 1, length(g.zh) + 1) = g.zh || '：' OR substr(e.reason, 1, length(g.en) + 1) = g.en || ':'))
  FROM m LEFT JOIN r ON r.demand = m.ref;

UPDATE main.rollup_problem SET refs = '[]' WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup);

INSERT INTO main.rollup_problem_sum
SELECT m.rollup, m.no, count(*), count(DISTINCT d.enterprise), count(DISTINCT e.grid), min(local_date(d.at)), max(local_date(d.at)),
       sum(m.state = 'open'), count(DISTINCT iif(m.state = 'open', d.enterprise, NULL)), count(DISTINCT iif(m.state = 'open', e.grid, NULL)),
       sum(m.state = 'solved'), sum(m.escalated)
  FROM main.rollup_problem_demand m CROSS JOIN main.demand d ON d.id = m.demand CROSS JOIN main.enterprise e ON e.uscc = d.enterprise
 WHERE m.rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup)
 GROUP BY m.rollup, m.no;

INSERT INTO main.rollup_line
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), unit, category,
       sum(collected), sum(valid), sum(invalidated), sum(opening), sum(opened), sum(dispatched), sum(reopened), sum(returned_in),
       sum(solved), sum(closed_unsolved), sum(withdrawn), sum(returned), sum(reassigned), sum(revoked), sum(overdue), sum(closing)
  FROM (SELECT unit, category, collected, valid, invalidated, 0 AS opening, opened, dispatched, reopened, returned_in,
               solved, closed_unsolved, withdrawn, returned, reassigned, revoked, 0 AS overdue, 0 AS closing FROM main.flow_now
        UNION ALL
        SELECT unit, category, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, overdue, open
          FROM main.rollup_total WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup) AND open <> 0
        UNION ALL
        SELECT unit, category, 0, 0, 0, open, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
          FROM main.rollup_total WHERE open <> 0
           AND rollup = (SELECT id FROM main.rollup WHERE period = :no - 1 ORDER BY revision DESC LIMIT 1))
 GROUP BY unit, category;

INSERT INTO main.rollup_funding
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), kind, stage, unit, clause, bank, gross, reversed, number FROM main.funding_total_now;

INSERT INTO main.rollup_funding_sum
WITH part AS MATERIALIZED (
  SELECT f.*, ifnull((SELECT policy FROM main.clause WHERE code = f.clause), '') AS policy FROM main.rollup_funding f WHERE rollup = (SELECT ifnull(max(id), 0) + 1 FROM main.rollup))
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'zone', kind, stage, '', sum(gross), sum(reversed), sum(number) FROM part GROUP BY kind, stage
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'unit', kind, stage, unit, sum(gross), sum(reversed), sum(number) FROM part GROUP BY kind, stage, unit
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'policy', kind, stage, policy, sum(gross), sum(reversed), sum(number) FROM part GROUP BY kind, stage, policy
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'clause', kind, stage, clause, sum(gross), sum(reversed), sum(number) FROM part GROUP BY kind, stage, clause
UNION ALL
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), 'bank', kind, stage, bank, sum(gross), sum(reversed), sum(number) FROM part GROUP BY kind, stage, bank;

INSERT INTO main.rollup_funding_line
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), kind, stage, unit, clause, bank, gross, reversed, entered, "left" FROM main.funding_flow_now;

INSERT INTO main.rollup_funding_step
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), kind, stage, next_stage, days, n, amount, next_amount FROM main.funding_step_days_now;

INSERT INTO main.rollup_trail
SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.rollup), record, last FROM main.trail_last;

INSERT INTO main.rollup (period, revision, as_of, recorded_at, known_demand, known_disposition, known_requirement, known_event,
                         known_funding, known_funding_event, version, trail_no)
SELECT :no, ifnull((SELECT max(revision) FROM main.rollup WHERE period = :no), 0) + 1, as_of(), store_now(),
       -- not what a clock that was set back since does not know yet
       ifnull((SELECT id FROM main.demand WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0),
       ifnull((SELECT id FROM main.disposition WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0),
       ifnull((SELECT id FROM main.requirement WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0),
       ifnull((SELECT id FROM main.requirement_event WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0),
       ifnull((SELECT id FROM main.funding WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0),
       ifnull((SELECT id FROM main.funding_event WHERE recorded_at <= known_at() ORDER BY id DESC LIMIT 1), 0), fulfil_version(),
       ifnull((SELECT max(no) FROM main.trail), 0) + 1;
