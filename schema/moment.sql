-- The moment that a figure speaks of, and where every touched case stood at it.
-- A live figure is the last rollup closed by then plus what was touched since: cost follows what happened, not the store.

CREATE VIEW moment AS                    -- one row: the moment set, and the rollup it builds on (NULL base: none yet)
SELECT as_of() AS as_of, known_at() AS known_at,
       b.id AS base, b.period, b.revision, ifnull(b.as_of, '') AS base_at,
       ifnull(b.known_demand, 0) AS known_demand, ifnull(b.known_disposition, 0) AS known_disposition,
       ifnull(b.known_requirement, 0) AS known_requirement, ifnull(b.known_event, 0) AS known_event,
       ifnull(b.known_funding, 0) AS known_funding, ifnull(b.known_funding_event, 0) AS known_funding_event
  FROM (SELECT 1) LEFT JOIN
       (SELECT * FROM rollup WHERE as_of <= as_of() AND recorded_at <= known_at()
         ORDER BY as_of DESC, revision DESC LIMIT 1) b;

-- Cases with a record between the base rollup and the moment, by what happened or by when it was learnt: what happened
-- later still, as where years are replayed, costs nothing; what was learnt since is looked through for what happened by then.
CREATE VIEW demand_touched AS
SELECT id FROM demand WHERE at > (SELECT base_at FROM moment) AND at <= as_of()
UNION SELECT h.id FROM disposition x CROSS JOIN demand_head h ON h.ref = x.demand
       WHERE x.at > (SELECT base_at FROM moment) AND x.at <= as_of()
UNION SELECT h.id FROM disposition x CROSS JOIN demand_head h ON h.ref = x.demand
       WHERE x.id > (SELECT known_disposition FROM moment) AND +x.at <= as_of()
UNION SELECT id FROM demand WHERE id > (SELECT known_demand FROM moment) AND +at <= as_of();

CREATE VIEW requirement_touched AS
SELECT id FROM requirement WHERE at > (SELECT base_at FROM moment) AND at <= as_of()
UNION SELECT h.id FROM requirement_event e CROSS JOIN requirement_head h ON h.ref = e.requirement
       WHERE e.at > (SELECT base_at FROM moment) AND e.at <= as_of()
UNION SELECT h.id FROM requirement_event e CROSS JOIN requirement_head h ON h.ref = e.requirement
       WHERE e.id > (SELECT known_event FROM moment) AND (+e.at <= as_of() OR e.kind = 'reversed')   -- what it takes back may have counted
UNION SELECT id FROM requirement WHERE id > (SELECT known_requirement FROM moment) AND +at <= as_of();

-- Where a case stood, worked out from its records: at the moment, and at the end of its base rollup as that knew it.
-- (CAST: the lists join these rows to heads by UNION ALL, which SQLite can search by index only where both sides have
-- the same affinity.)
CREATE VIEW demand_worked AS                -- at the moment
SELECT d.id, d.ref, d.enterprise, d.unit, d.at,
       CAST(ifnull(x.kind, 'untriaged') AS TEXT) AS disposition, CAST(ifnull(x.category, '') AS TEXT) AS category
  FROM demand d
  LEFT JOIN disposition x ON x.id = (
       SELECT y.id FROM disposition y
        WHERE y.demand = d.ref AND y.at <= as_of() AND y.recorded_at <= known_at()
        ORDER BY y.at DESC, y.id DESC LIMIT 1)
 WHERE d.at <= as_of() AND d.recorded_at <= known_at();

CREATE VIEW demand_based AS                 -- at the base rollup
SELECT d.id, d.ref, d.enterprise, d.unit, d.at,
       CAST(ifnull(x.kind, 'untriaged') AS TEXT) AS disposition, CAST(ifnull(x.category, '') AS TEXT) AS category
  FROM demand d
  LEFT JOIN disposition x ON x.id = (
       SELECT y.id FROM disposition y
        WHERE y.demand = d.ref AND y.at <= (SELECT base_at FROM moment) AND y.id <= (SELECT known_disposition FROM moment)
        ORDER BY y.at DESC, y.id DESC LIMIT 1)
 WHERE d.at <= (SELECT base_at FROM moment) AND d.id <= (SELECT known_demand FROM moment);

CREATE VIEW event_based AS                  -- events that the base rollup knew and no record that it knew reverses
SELECT e.* FROM requirement_event e
 WHERE e.at <= (SELECT base_at FROM moment) AND e.id <= (SELECT known_event FROM moment) AND e.kind <> 'reversed'
   AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.id <= (SELECT known_event FROM moment));

-- Ended pauses, by the event that ended each: local days. (As pause_standing of heads.sql.)
CREATE VIEW pause_worked AS
SELECT z.requirement, z.at, z.id,
       julianday(local_date(z.at)) - julianday(local_date((
         SELECT min(p.at) FROM event_now p
          WHERE p.requirement = z.requirement AND p.pause = 1 AND (p.at, p.id) < (z.at, z.id)
            AND NOT EXISTS (SELECT 1 FROM event_now y WHERE y.requirement = z.requirement AND y.pause = 0
                               AND (y.at, y.id) > (p.at, p.id) AND (y.at, y.id) < (z.at, z.id))))) AS days
  FROM event_now z WHERE z.pause = 0;
CREATE VIEW pause_based AS
SELECT z.requirement, z.at, z.id,
       julianday(local_date(z.at)) - julianday(local_date((
         SELECT min(p.at) FROM event_based p
          WHERE p.requirement = z.requirement AND p.pause = 1 AND (p.at, p.id) < (z.at, z.id)
            AND NOT EXISTS (SELECT 1 FROM event_based y WHERE y.requirement = z.requirement AND y.pause = 0
                               AND (y.at, y.id) > (p.at, p.id) AND (y.at, y.id) < (z.at, z.id))))) AS days
  FROM event_based z WHERE z.pause = 0;

CREATE VIEW requirement_worked AS           -- at the moment
SELECT r.id, r.ref, r.demand, CAST(ifnull(r.category, '') AS TEXT) AS category,
       CAST(ifnull(s.state, 'open') AS TEXT) AS state, CAST(ifnull(s.at, r.at) AS TEXT) AS state_at,
       CAST(ifnull(l.lead, '') AS TEXT) AS lead, CAST(ifnull(l.at, r.at) AS TEXT) AS started, CAST(ifnull(t.due, '') AS TEXT) AS due,
       CAST(ifnull(l.deadline, '') AS TEXT) AS given,
       CAST((SELECT c.confirmed FROM event_now c
              WHERE c.requirement = r.ref AND c.confirmed IS NOT NULL AND (c.at, c.id) > (ifnull(s.at, ''), ifnull(s.id, 0))
              ORDER BY c.at DESC, c.id DESC LIMIT 1) AS INTEGER) AS confirmed,
       CAST(ifnull((SELECT min(p.at) FROM event_now p
                     WHERE p.requirement = r.ref AND p.pause = 1
                       AND NOT EXISTS (SELECT 1 FROM event_now y WHERE y.requirement = r.ref AND y.pause = 0
                                          AND (y.at, y.id) > (p.at, p.id))), '') AS TEXT) AS paused,
       CAST(iif(EXISTS (SELECT 1 FROM requirement_event p WHERE p.requirement = r.ref AND p.pause = 1),
                ifnull((SELECT sum(z.days) FROM pause_worked z
                         WHERE z.requirement = r.ref AND (z.at, z.id) > (ifnull(l.at, ''), ifnull(l.id, 0))), 0), 0) AS INTEGER) AS paused_days,
       CAST(ifnull((SELECT a.took FROM event_now a WHERE a.requirement = r.ref AND a.took IS NOT NULL
                     ORDER BY a.at DESC, a.id DESC LIMIT 1), 0) AS INTEGER) AS accepted,
       CAST(ifnull((SELECT a.ended FROM event_now a WHERE a.requirement = r.ref AND a.ended IS NOT NULL
                     ORDER BY a.at DESC, a.id DESC LIMIT 1), 0) AS INTEGER) AS closed
  FROM requirement r
  LEFT JOIN requirement_event s ON s.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= as_of() AND e.recorded_at <= known_at() AND e.state IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= known_at())
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event l ON l.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= as_of() AND e.recorded_at <= known_at() AND e.lead IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= known_at())
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event t ON t.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= as_of() AND e.recorded_at <= known_at() AND e.due IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= known_at())
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
 WHERE r.at <= as_of() AND r.recorded_at <= known_at();

CREATE VIEW requirement_based AS            -- at the base rollup
SELECT r.id, r.ref, r.demand, CAST(ifnull(r.category, '') AS TEXT) AS category,
       CAST(ifnull(s.state, 'open') AS TEXT) AS state, CAST(ifnull(s.at, r.at) AS TEXT) AS state_at,
       CAST(ifnull(l.lead, '') AS TEXT) AS lead, CAST(ifnull(l.at, r.at) AS TEXT) AS started, CAST(ifnull(t.due, '') AS TEXT) AS due,
       CAST(ifnull(l.deadline, '') AS TEXT) AS given,
       CAST((SELECT c.confirmed FROM event_based c
              WHERE c.requirement = r.ref AND c.confirmed IS NOT NULL AND (c.at, c.id) > (ifnull(s.at, ''), ifnull(s.id, 0))
              ORDER BY c.at DESC, c.id DESC LIMIT 1) AS INTEGER) AS confirmed,
       CAST(ifnull((SELECT min(p.at) FROM event_based p
                     WHERE p.requirement = r.ref AND p.pause = 1
                       AND NOT EXISTS (SELECT 1 FROM event_based y WHERE y.requirement = r.ref AND y.pause = 0
                                          AND (y.at, y.id) > (p.at, p.id))), '') AS TEXT) AS paused,
       CAST(iif(EXISTS (SELECT 1 FROM requirement_event p WHERE p.requirement = r.ref AND p.pause = 1),
                ifnull((SELECT sum(z.days) FROM pause_based z
                         WHERE z.requirement = r.ref AND (z.at, z.id) > (ifnull(l.at, ''), ifnull(l.id, 0))), 0), 0) AS INTEGER) AS paused_days
  FROM requirement r
  LEFT JOIN requirement_event s ON s.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= (SELECT base_at FROM moment) AND e.id <= (SELECT known_event FROM moment) AND e.state IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.id <= (SELECT known_event FROM moment))
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event l ON l.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= (SELECT base_at FROM moment) AND e.id <= (SELECT known_event FROM moment) AND e.lead IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.id <= (SELECT known_event FROM moment))
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event t ON t.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= (SELECT base_at FROM moment) AND e.id <= (SELECT known_event FROM moment) AND e.due IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.id <= (SELECT known_event FROM moment))
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
 WHERE r.at <= (SELECT base_at FROM moment) AND r.id <= (SELECT known_requirement FROM moment);

-- Every touched case as it stands at the moment (sign +1) and as it stood at the base rollup (sign -1). Where nothing
-- touched a case after the moment its head says how it stands; the others are worked out.
CREATE VIEW demand_moved AS
SELECT 1 AS sign, h.id, h.unit, h.enterprise, h.disposition, h.category
  FROM demand_touched t CROSS JOIN demand_head h ON h.id = t.id
 WHERE h.last_at <= as_of() AND h.last_recorded <= known_at()
UNION ALL
SELECT 1, w.id, w.unit, w.enterprise, w.disposition, w.category
  FROM demand_touched t CROSS JOIN demand_head h ON h.id = t.id CROSS JOIN demand_worked w ON w.id = t.id
 WHERE h.last_at > as_of() OR h.last_recorded > known_at()
UNION ALL
SELECT -1, w.id, w.unit, w.enterprise, w.disposition, w.category
  FROM demand_touched t CROSS JOIN demand_based w ON w.id = t.id;

CREATE VIEW requirement_moved AS
SELECT 1 AS sign, h.id, h.category, h.state, h.state_at, h.lead, h.started, h.due, h.given, h.confirmed, h.paused, h.paused_days
  FROM requirement_touched t CROSS JOIN requirement_head h ON h.id = t.id
 WHERE h.last_at <= as_of() AND h.last_recorded <= known_at()
UNION ALL
SELECT 1, w.id, w.category, w.state, w.state_at, w.lead, w.started, w.due, w.given, w.confirmed, w.paused, w.paused_days
  FROM requirement_touched t CROSS JOIN requirement_head h ON h.id = t.id CROSS JOIN requirement_worked w ON w.id = t.id
 WHERE h.last_at > as_of() OR h.last_recorded > known_at()
UNION ALL
SELECT -1, w.id, w.category, w.state, w.state_at, w.lead, w.started, w.due, w.given, w.confirmed, w.paused, w.paused_days
  FROM requirement_touched t CROSS JOIN requirement_based w ON w.id = t.id;
