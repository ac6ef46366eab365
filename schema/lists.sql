-- Cases as they stand at the moment: the head where nothing touched the case since, else worked out from its records.

CREATE VIEW demand_now AS
SELECT h.id, h.ref, h.enterprise, h.unit, h.at, h.disposition, h.category
  FROM demand_head h
 WHERE +h.last_at <= as_of() AND +h.last_recorded <= known_at()
UNION ALL
SELECT w.id, w.ref, w.enterprise, w.unit, w.at, w.disposition, w.category
  FROM (SELECT id FROM demand_head WHERE last_at > as_of()
        UNION SELECT id FROM demand_head WHERE last_recorded > known_at()) t
  CROSS JOIN demand_worked w ON w.id = t.id;

CREATE VIEW requirement_now AS
SELECT h.id, h.ref, h.demand, h.category, h.enterprise, h.state, h.lead, h.due, h.started, h.state_at,
       h.given, h.confirmed, h.paused, h.paused_days, h.phase, h.returned, h.due_key
  FROM requirement_head h
 WHERE +h.last_at <= as_of() AND +h.last_recorded <= known_at()
UNION ALL
SELECT w.id, w.ref, w.demand, w.category,
       (SELECT enterprise FROM demand WHERE ref = w.demand), w.state, w.lead, w.due, w.started, w.state_at,
       w.given, w.confirmed, w.paused, w.paused_days,
       CAST(CASE WHEN w.state NOT IN ('open', 'solved') THEN w.state
                 WHEN w.state = 'solved' THEN CASE WHEN w.closed THEN 'closed' WHEN w.confirmed THEN 'confirmed' ELSE 'solved' END
                 WHEN w.lead = '' THEN 'awaiting' WHEN w.paused <> '' THEN 'paused' WHEN w.accepted THEN 'accepted'
                 ELSE 'dispatched' END AS TEXT),                    -- as requirement_head has it
       CAST((SELECT count(*) FROM event_now b WHERE b.requirement = w.ref AND b.kind = 'returned') AS INTEGER),
       CAST(iif(w.due = '', '9999-12-31T23:59:59Z', w.due) AS TEXT)
  FROM (SELECT id FROM requirement_head WHERE last_at > as_of()
        UNION SELECT id FROM requirement_head WHERE last_recorded > known_at()) t
  CROSS JOIN requirement_worked w ON w.id = t.id;

CREATE VIEW enterprise_now AS            -- unit '' : what all contact units together brought
SELECT h.unit, h.enterprise AS uscc, h.demands, h.valid
  FROM enterprise_head h
 WHERE h.enterprise NOT IN (SELECT enterprise FROM demand_head WHERE last_at > as_of()
                            UNION SELECT enterprise FROM demand_head WHERE last_recorded > known_at())
UNION ALL
SELECT h.unit, h.enterprise,
       CAST((SELECT count(*) FROM demand d WHERE d.enterprise = h.enterprise AND (h.unit = '' OR d.unit = h.unit)
           AND d.at <= as_of() AND d.recorded_at <= known_at()) AS INTEGER),
       CAST((SELECT count(*) FROM demand d JOIN demand_worked w ON w.id = d.id AND w.disposition = 'valid'
         WHERE d.enterprise = h.enterprise AND (h.unit = '' OR d.unit = h.unit)) AS INTEGER)
  FROM enterprise_head h
 WHERE h.enterprise IN (SELECT enterprise FROM demand_head WHERE last_at > as_of()
                        UNION SELECT enterprise FROM demand_head WHERE last_recorded > known_at());

-- The same, of what the viewer may see: leader and auditor all, a unit its own cases, others no case. (The bound on the
-- reference ends the search at once for those: every text sorts after '' and before a blob.)
CREATE VIEW demand_list AS
SELECT * FROM demand_now
 WHERE ref < iif(viewer_role() = 'none', '', x'')
   AND (viewer_role() IN ('leader', 'auditor')
    OR (viewer_role() = 'unit' AND (unit = viewer_unit() OR EXISTS (
        SELECT 1 FROM requirement_head h WHERE h.demand = demand_now.ref AND h.lead = viewer_unit()))));

CREATE VIEW requirement_list AS
SELECT id, ref, demand, category, enterprise, state, lead, due, started, state_at, given, confirmed, paused, paused_days, phase, returned, due_key,
       CAST(julianday(local_date(CASE WHEN state <> 'open' THEN state_at WHEN paused = '' THEN as_of() ELSE paused END))
            - julianday(local_date(started)) AS INTEGER) - paused_days AS days,   -- from the dispatch to now or to its end, less pauses
       CASE state WHEN 'open' THEN CASE WHEN due = '' THEN 'without_deadline' WHEN due < as_of() THEN 'overdue' ELSE 'not_due' END
                  WHEN 'solved' THEN CASE WHEN due = '' THEN 'solved_without_deadline' WHEN state_at <= due THEN 'solved_on_time' ELSE 'solved_late' END
                  ELSE state END AS timing
  FROM requirement_now
 WHERE state <> 'revoked'
   AND ref < iif(viewer_role() = 'none', '', x'')
   AND (viewer_role() IN ('leader', 'auditor')
    OR (viewer_role() = 'unit' AND (lead = viewer_unit() OR EXISTS (
        SELECT 1 FROM demand_head h WHERE h.ref = requirement_now.demand AND h.unit = viewer_unit()))));

CREATE VIEW enterprise_list AS
SELECT * FROM enterprise_now
 WHERE viewer_role() IN ('leader', 'auditor') OR (viewer_role() = 'unit' AND unit = viewer_unit());

CREATE VIEW event_now AS                 -- events that the moment knows and no known record reverses
SELECT e.* FROM requirement_event e
 WHERE e.at <= as_of() AND e.recorded_at <= known_at() AND e.kind <> 'reversed'
   AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= known_at());
