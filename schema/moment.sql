-- The moment that a figure speaks of, and where every touched case stood at it.
-- A live figure is the last rollup closed by then plus what was touched since: cost follows what happened, not the store.

CREATE VIEW moment AS                    -- one row: the moment set, and the rollup it builds on (NULL base: none yet)
SELECT as_of() AS as_of, known_at() AS known_at,
       b.id AS base, b.period, b.revision, ifnull(b.as_of, '') AS base_at,
       ifnull(b.known_demand, 0) AS known_demand, ifnull(b.known_disposition, 0) AS known_disposition,
       ifnull(b.known_requirement, 0) AS known_requirement, ifnull(b.known_event, 0) AS known_event
  FROM (SELECT 1) LEFT JOIN
       (SELECT * FROM rollup WHERE as_of <= as_of() AND recorded_at <= known_at()
         ORDER BY as_of DESC, revision DESC LIMIT 1) b;

CREATE VIEW moment_pair AS               -- the moment (+1) and the end of its base rollup (-1), with the last records known
SELECT 1 AS sign, as_of() AS at, known_at() AS recorded, 9223372036854775807 AS demand,
       9223372036854775807 AS disposition, 9223372036854775807 AS requirement, 9223372036854775807 AS event
UNION ALL
SELECT -1, base_at, '9999', known_demand, known_disposition, known_requirement, known_event FROM moment WHERE base IS NOT NULL;

-- Cases with a record newer than the base rollup, by what happened or by when it was learnt.
CREATE VIEW demand_touched AS
SELECT id FROM demand_head WHERE last_at > (SELECT base_at FROM moment)
UNION SELECT id FROM demand_head WHERE last_disposition > (SELECT known_disposition FROM moment)
UNION SELECT id FROM demand_head WHERE id > (SELECT known_demand FROM moment);

CREATE VIEW requirement_touched AS
SELECT id FROM requirement_head WHERE last_at > (SELECT base_at FROM moment)
UNION SELECT id FROM requirement_head WHERE last_event > (SELECT known_event FROM moment)
UNION SELECT id FROM requirement_head WHERE id > (SELECT known_requirement FROM moment);

-- Where a case stood at each of the two moments, worked out from its records. (CAST: the lists join these rows to heads by
-- UNION ALL, which SQLite can search by index only where both sides have the same affinity.)
CREATE VIEW demand_worked AS
SELECT m.sign, d.id, d.ref, d.enterprise, d.unit, d.at,
       CAST(ifnull(x.kind, 'untriaged') AS TEXT) AS disposition, CAST(ifnull(x.category, '') AS TEXT) AS category
  FROM demand d CROSS JOIN moment_pair m
  LEFT JOIN disposition x ON x.id = (
       SELECT y.id FROM disposition y
        WHERE y.demand = d.ref AND y.at <= m.at AND y.recorded_at <= m.recorded AND y.id <= m.disposition
        ORDER BY y.at DESC, y.id DESC LIMIT 1)
 WHERE d.at <= m.at AND d.recorded_at <= m.recorded AND d.id <= m.demand;

CREATE VIEW requirement_worked AS
SELECT m.sign, r.id, r.ref, r.demand, CAST(ifnull(r.category, '') AS TEXT) AS category,
       CAST(ifnull(s.state, 'open') AS TEXT) AS state, CAST(ifnull(s.at, r.at) AS TEXT) AS state_at,
       CAST(ifnull(l.lead, '') AS TEXT) AS lead, CAST(ifnull(l.at, r.at) AS TEXT) AS started, CAST(ifnull(t.due, '') AS TEXT) AS due
  FROM requirement r CROSS JOIN moment_pair m
  LEFT JOIN requirement_event s ON s.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= m.at AND e.recorded_at <= m.recorded AND e.id <= m.event AND e.state IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= m.recorded AND v.id <= m.event)
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event l ON l.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= m.at AND e.recorded_at <= m.recorded AND e.id <= m.event AND e.lead IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= m.recorded AND v.id <= m.event)
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
  LEFT JOIN requirement_event t ON t.id = (
       SELECT e.id FROM requirement_event e
        WHERE e.requirement = r.ref AND e.at <= m.at AND e.recorded_at <= m.recorded AND e.id <= m.event AND e.due IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= m.recorded AND v.id <= m.event)
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
 WHERE r.at <= m.at AND r.recorded_at <= m.recorded AND r.id <= m.requirement;
