-- Movements of the period that holds the moment, up to it: counted from its records alone, never from totals.

CREATE VIEW period_now AS                -- one row: the period that holds the moment
SELECT no, start_at, end_at
  FROM (SELECT period_no(local_date(as_of())) AS no,
               day_start(period_start(period_no(local_date(as_of())))) AS start_at,
               day_start(period_end(period_no(local_date(as_of())))) AS end_at);

CREATE VIEW demand_step AS               -- each decision of the period, with what it was before
SELECT d.unit, ifnull(x.category, '') AS category, x.at, x.kind AS after,
       ifnull((SELECT y.kind FROM disposition y WHERE y.demand = x.demand AND y.recorded_at <= known_at()
                  AND (y.at, y.id) < (x.at, x.id) ORDER BY y.at DESC, y.id DESC LIMIT 1), 'untriaged') AS before,
       ifnull((SELECT y.category FROM disposition y WHERE y.demand = x.demand AND y.recorded_at <= known_at()
                  AND (y.at, y.id) < (x.at, x.id) ORDER BY y.at DESC, y.id DESC LIMIT 1), '') AS category_before
  FROM disposition x JOIN demand d ON d.ref = x.demand
 WHERE x.at >= (SELECT start_at FROM period_now) AND x.at <= as_of() AND x.recorded_at <= known_at();

CREATE VIEW requirement_step AS          -- each event of the period, with state and lead before and after it
SELECT e.kind, e.at, ifnull(r.category, '') AS category, state_before, lead_before,
       ifnull(e.state, state_before) AS state_after, ifnull(e.lead, lead_before) AS lead_after
  FROM (SELECT e.*,
               ifnull((SELECT p.state FROM event_now p WHERE p.requirement = e.requirement AND p.state IS NOT NULL
                          AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), 'open') AS state_before,
               ifnull((SELECT p.lead FROM event_now p WHERE p.requirement = e.requirement AND p.lead IS NOT NULL
                          AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), '') AS lead_before
          FROM event_now e WHERE e.at >= (SELECT start_at FROM period_now) AND (e.state IS NOT NULL OR e.lead IS NOT NULL)) e
  JOIN requirement r ON r.ref = e.requirement;

CREATE VIEW flow_now AS                  -- movements per unit and category; columns as in rollup_line
SELECT unit, category, sum(collected) AS collected, sum(valid) AS valid, sum(invalidated) AS invalidated,
       sum(opened) AS opened, sum(dispatched) AS dispatched, sum(reopened) AS reopened, sum(returned_in) AS returned_in,
       sum(solved) AS solved, sum(closed_unsolved) AS closed_unsolved, sum(withdrawn) AS withdrawn,
       sum(returned) AS returned, sum(reassigned) AS reassigned, sum(revoked) AS revoked
  FROM (SELECT n.unit, n.category, 1 AS collected, 0 AS valid, 0 AS invalidated, 0 AS opened, 0 AS dispatched, 0 AS reopened,
               0 AS returned_in, 0 AS solved, 0 AS closed_unsolved, 0 AS withdrawn, 0 AS returned, 0 AS reassigned, 0 AS revoked
          FROM demand d JOIN demand_worked n ON n.id = d.id
         WHERE d.at >= (SELECT start_at FROM period_now) AND d.at <= as_of() AND d.recorded_at <= known_at()
        UNION ALL
        SELECT unit, category, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM demand_step WHERE after = 'valid' AND before <> 'valid'
        UNION ALL
        SELECT unit, category_before, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM demand_step WHERE before = 'valid' AND after <> 'valid'
        UNION ALL
        SELECT '', ifnull(category, ''), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM requirement
         WHERE at >= (SELECT start_at FROM period_now) AND at <= as_of() AND recorded_at <= known_at()
        UNION ALL                        -- in: open with this unit now, and not before
        SELECT lead_after, category, 0, 0, 0, 0, kind = 'dispatched', kind = 'reopened', kind = 'returned', 0, 0, 0, 0, 0, 0
          FROM requirement_step WHERE state_after = 'open' AND (state_before <> 'open' OR lead_before <> lead_after)
        UNION ALL                        -- out: open with this unit before, and not now
        SELECT lead_before, category, 0, 0, 0, 0, 0, 0, 0, kind = 'solved', kind = 'closed_unsolved', kind = 'withdrawn',
               kind = 'returned', kind = 'dispatched', kind = 'revoked'
          FROM requirement_step WHERE state_before = 'open' AND (state_after <> 'open' OR lead_before <> lead_after))
 GROUP BY unit, category;

CREATE VIEW day_now AS                   -- the period day by day; columns as in rollup_day
SELECT day, unit, sum(collected) AS collected, sum(solved) AS solved
  FROM (SELECT local_date(d.at) AS day, d.unit, 1 AS collected, 0 AS solved FROM demand d
         WHERE d.at >= (SELECT start_at FROM period_now) AND d.at <= as_of() AND d.recorded_at <= known_at()
        UNION ALL
        SELECT local_date(at), lead_before, 0, 1 FROM requirement_step
         WHERE kind = 'solved' AND state_before = 'open')
 GROUP BY day, unit;
