-- Figures at the moment: the base rollup's, plus the cases touched and the deadlines passed since.

CREATE VIEW total_moved AS               -- what changed since the base rollup, one row each; columns as in rollup_total
SELECT unit, category, 0 AS demands, 0 AS valid, 0 AS duplicate, 0 AS out_of_scope, 0 AS incomplete, 0 AS consultation, 0 AS superseded,
       0 AS untriaged, 0 AS open, 0 AS awaiting, 0 AS without_deadline, n AS overdue, 0 AS solved_on_time, 0 AS solved_late,
       0 AS solved_without_deadline, 0 AS closed_unsolved, 0 AS withdrawn
  FROM rollup_open                       -- deadlines passed
 WHERE rollup = (SELECT base FROM moment) AND due >= (SELECT base_at FROM moment) AND due < as_of() AND due <> ''
UNION ALL
SELECT unit, category, sign, sign * (disposition = 'valid'), sign * (disposition = 'duplicate'),
       sign * (disposition = 'out_of_scope'), sign * (disposition = 'incomplete'), sign * (disposition = 'consultation'),
       sign * (disposition = 'superseded'), sign * (disposition = 'untriaged'), 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM demand_moved
UNION ALL
SELECT lead, category, 0, 0, 0, 0, 0, 0, 0, 0,
       sign * (state = 'open'), sign * (state = 'open' AND lead = ''), sign * (state = 'open' AND due = ''),
       sign * (state = 'open' AND due <> '' AND due < as_of()),
       sign * (state = 'solved' AND due <> '' AND state_at <= due), sign * (state = 'solved' AND due <> '' AND state_at > due),
       sign * (state = 'solved' AND due = ''), sign * (state = 'closed_unsolved'), sign * (state = 'withdrawn')
  FROM requirement_moved;

CREATE VIEW total_now AS                     -- per unit and category; columns as in rollup_total
SELECT unit, category,
       sum(demands) AS demands, sum(valid) AS valid, sum(duplicate) AS duplicate, sum(out_of_scope) AS out_of_scope,
       sum(incomplete) AS incomplete, sum(consultation) AS consultation, sum(superseded) AS superseded,
       sum(untriaged) AS untriaged, sum(open) AS open, sum(awaiting) AS awaiting,
       sum(without_deadline) AS without_deadline, sum(overdue) AS overdue, sum(solved_on_time) AS solved_on_time,
       sum(solved_late) AS solved_late, sum(solved_without_deadline) AS solved_without_deadline,
       sum(closed_unsolved) AS closed_unsolved, sum(withdrawn) AS withdrawn
  FROM (SELECT unit, category,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM rollup_total WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT unit, category,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM total_moved)
 GROUP BY unit, category;

CREATE VIEW zone_total_now AS                -- for the zone, one row
SELECT
       sum(demands) AS demands, sum(valid) AS valid, sum(duplicate) AS duplicate, sum(out_of_scope) AS out_of_scope,
       sum(incomplete) AS incomplete, sum(consultation) AS consultation, sum(superseded) AS superseded,
       sum(untriaged) AS untriaged, sum(open) AS open, sum(awaiting) AS awaiting,
       sum(without_deadline) AS without_deadline, sum(overdue) AS overdue, sum(solved_on_time) AS solved_on_time,
       sum(solved_late) AS solved_late, sum(solved_without_deadline) AS solved_without_deadline,
       sum(closed_unsolved) AS closed_unsolved, sum(withdrawn) AS withdrawn
  FROM (SELECT
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM rollup_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'zone'
        UNION ALL
        SELECT
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM total_moved);

CREATE VIEW unit_total_now AS                -- per unit: demands that it collected, requirements that it leads
SELECT unit,
       sum(demands) AS demands, sum(valid) AS valid, sum(duplicate) AS duplicate, sum(out_of_scope) AS out_of_scope,
       sum(incomplete) AS incomplete, sum(consultation) AS consultation, sum(superseded) AS superseded,
       sum(untriaged) AS untriaged, sum(open) AS open, sum(awaiting) AS awaiting,
       sum(without_deadline) AS without_deadline, sum(overdue) AS overdue, sum(solved_on_time) AS solved_on_time,
       sum(solved_late) AS solved_late, sum(solved_without_deadline) AS solved_without_deadline,
       sum(closed_unsolved) AS closed_unsolved, sum(withdrawn) AS withdrawn
  FROM (SELECT code AS unit,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM rollup_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'unit'
        UNION ALL
        SELECT unit,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM total_moved)
 GROUP BY unit;

CREATE VIEW category_total_now AS            -- per category
SELECT category,
       sum(demands) AS demands, sum(valid) AS valid, sum(duplicate) AS duplicate, sum(out_of_scope) AS out_of_scope,
       sum(incomplete) AS incomplete, sum(consultation) AS consultation, sum(superseded) AS superseded,
       sum(untriaged) AS untriaged, sum(open) AS open, sum(awaiting) AS awaiting,
       sum(without_deadline) AS without_deadline, sum(overdue) AS overdue, sum(solved_on_time) AS solved_on_time,
       sum(solved_late) AS solved_late, sum(solved_without_deadline) AS solved_without_deadline,
       sum(closed_unsolved) AS closed_unsolved, sum(withdrawn) AS withdrawn
  FROM (SELECT code AS category,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM rollup_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'category'
        UNION ALL
        SELECT category,
               demands, valid, duplicate, out_of_scope, incomplete, consultation, superseded, untriaged, open,
               awaiting, without_deadline, overdue, solved_on_time, solved_late, solved_without_deadline,
               closed_unsolved, withdrawn
          FROM total_moved)
 GROUP BY category;

CREATE VIEW open_now AS                  -- open requirements by deadline, unit, category, start and pause; columns as in rollup_open
SELECT due, unit, category, started, paused, sum(n) AS n
  FROM (SELECT due, unit, category, started, paused, n FROM rollup_open WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT due, lead, category, iif(paused_days = 0, local_date(started), date(local_date(started), '+' || paused_days || ' days')),
               iif(paused = '', '', local_date(paused)), sign
          FROM requirement_moved WHERE state = 'open')
 GROUP BY due, unit, category, started, paused HAVING sum(n) <> 0;

-- Which enterprises were reached changes only with those of which a demand moved: by contact unit (least = most = unit), and
-- for the zone as a whole (unit '', from '' to what every text is less than).
CREATE VIEW reach_moved AS
SELECT unit, enterprise, unit AS least, unit AS most, sum(sign = 1 AND disposition = 'valid') > 0 AS valid_now,
       sum(sign = -1 AND disposition = 'valid') > 0 AS valid_based
  FROM demand_moved GROUP BY unit, enterprise
UNION ALL
SELECT '', enterprise, '', x'', sum(sign = 1 AND disposition = 'valid') > 0, sum(sign = -1 AND disposition = 'valid') > 0
  FROM demand_moved GROUP BY enterprise;

-- distinct enterprises; unit '' is the zone. An enterprise is new with its first demand; it has, or has not any more, a valid
-- one only where none of its other demands was valid all along: by its head where nothing happened since the base rollup,
-- else, where something did after the moment, by its records.
CREATE VIEW reach_now AS
SELECT unit, sum(contacted) AS contacted, sum(valid) AS valid
  FROM (SELECT unit, contacted, valid FROM rollup_reach WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT m.unit,
               NOT EXISTS (SELECT 1 FROM demand d WHERE d.enterprise = m.enterprise AND d.unit BETWEEN m.least AND m.most
                              AND d.at <= (SELECT base_at FROM moment) AND d.id <= (SELECT known_demand FROM moment)),
               CASE WHEN m.valid_now = m.valid_based
                      OR EXISTS (SELECT 1 FROM demand_head h
                                  WHERE h.enterprise = m.enterprise AND h.unit BETWEEN m.least AND m.most AND h.disposition = 'valid'
                                    AND h.last_at <= (SELECT base_at FROM moment) AND h.id <= (SELECT known_demand FROM moment)
                                    AND h.last_disposition <= (SELECT known_disposition FROM moment))
                      OR EXISTS (SELECT 1 FROM demand d CROSS JOIN demand_head h ON h.id = d.id AND h.last_at > as_of()
                                  CROSS JOIN demand_based w ON w.id = d.id AND w.disposition = 'valid'
                                  WHERE d.enterprise = m.enterprise AND d.unit BETWEEN m.least AND m.most
                                    AND d.id NOT IN (SELECT id FROM demand_touched)) THEN 0
                    ELSE m.valid_now - m.valid_based END
          FROM reach_moved m)
 GROUP BY unit;
