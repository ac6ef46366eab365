-- What the rollup just closed breaks: identity, place and both sides; no row when it may be published. Each statement
-- reads what the rollup froze and what was recorded or happened since the one that it builds on, never more.

-- The period is bounded as when it first closed, and meets its neighbours: the setting of periods may have changed.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1)
SELECT 'periods', place, a, b FROM (
  SELECT 'its end' AS place, strftime('%Y-%m-%dT%H:%M:%SZ', r.as_of, '+1 second') AS a, p.end_at AS b FROM r JOIN main.period p ON p.no = r.period
  UNION ALL
  SELECT 'its start', q.end_at, p.start_at FROM r JOIN main.period p ON p.no = r.period JOIN main.period q ON q.no = r.period - 1
  UNION ALL
  SELECT 'its end', p.end_at, q.start_at FROM r JOIN main.period p ON p.no = r.period JOIN main.period q ON q.no = r.period + 1)
 WHERE a IS NOT b LIMIT 1;

-- The identities between its frozen figures. (period = :no: SQLite hands a parameter down into the view, a subquery not.)
SELECT identity, place, left_value AS "left", right_value AS "right" FROM main.rollup_identity
 WHERE period = :no AND rollup = (SELECT max(id) FROM main.rollup) AND left_value IS NOT right_value LIMIT 1;

-- Demands written down in the period, counted again.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1)
SELECT * FROM (
  SELECT 'records_collected', '', (SELECT ifnull(sum(collected), 0) FROM main.rollup_line WHERE rollup = r.id) AS frozen,
         (SELECT count(*) FROM main.demand d WHERE d.at >= p.start_at AND d.at < p.end_at AND d.id <= r.known_demand) AS counted
    FROM r JOIN main.period p ON p.no = r.period)
 WHERE frozen IS NOT counted;

-- Row ids go up by one: none of the records that it knows and the one before did not is missing.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.known_demand), 0) AS demand, ifnull(max(q.known_disposition), 0) AS disposition,
             ifnull(max(q.known_requirement), 0) AS requirement, ifnull(max(q.known_event), 0) AS event
        FROM r JOIN main.rollup q ON q.id = r.id - 1)
SELECT 'records_known', kind, known, counted FROM (
  SELECT 'demand' AS kind, max(r.known_demand - b.demand, 0) AS known,
         (SELECT count(*) FROM main.demand WHERE id > b.demand AND id <= r.known_demand) AS counted FROM r, b
  UNION ALL
  SELECT 'disposition', max(r.known_disposition - b.disposition, 0),
         (SELECT count(*) FROM main.disposition WHERE id > b.disposition AND id <= r.known_disposition) FROM r, b
  UNION ALL
  SELECT 'requirement', max(r.known_requirement - b.requirement, 0),
         (SELECT count(*) FROM main.requirement WHERE id > b.requirement AND id <= r.known_requirement) FROM r, b
  UNION ALL
  SELECT 'event', max(r.known_event - b.event, 0),
         (SELECT count(*) FROM main.requirement_event WHERE id > b.event AND id <= r.known_event) FROM r, b)
 WHERE known <> counted LIMIT 1;

-- Demands touched since the rollup that it builds on, and heads that claim a record newer than there is: the head says what
-- the records say.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.as_of), '') AS at, ifnull(max(q.known_demand), 0) AS demand, ifnull(max(q.known_disposition), 0) AS disposition
        FROM r JOIN main.rollup q ON q.id = (SELECT id FROM main.rollup WHERE id < r.id AND as_of <= r.as_of ORDER BY as_of DESC, revision DESC LIMIT 1)),
newest AS (SELECT max(ifnull((SELECT max(at) FROM main.demand), ''), ifnull((SELECT max(at) FROM main.disposition), '')) AS at),
touched AS (
  SELECT id FROM (
    SELECT id FROM main.demand WHERE id > (SELECT demand FROM b)
    UNION SELECT id FROM main.demand WHERE at > (SELECT at FROM b) AND at <= (SELECT as_of FROM r)
    UNION SELECT d.id FROM main.disposition x JOIN main.demand d ON d.ref = x.demand WHERE x.id > (SELECT disposition FROM b)
    UNION SELECT d.id FROM main.disposition x JOIN main.demand d ON d.ref = x.demand WHERE x.at > (SELECT at FROM b) AND x.at <= (SELECT as_of FROM r)
    UNION SELECT id FROM main.demand_head WHERE id > (SELECT demand FROM b)
    UNION SELECT id FROM main.demand_head WHERE last_at > (SELECT at FROM b) AND last_at <= (SELECT as_of FROM r)
    UNION SELECT id FROM main.demand_head WHERE last_at > (SELECT at FROM newest)
    UNION SELECT id FROM main.demand_head WHERE last_disposition > (SELECT disposition FROM b)) k
   WHERE ifnull((SELECT min(d.at, ifnull((SELECT min(at) FROM main.disposition WHERE demand = d.ref), d.at)) FROM main.demand d WHERE d.id = k.id), '')
         <= (SELECT as_of FROM r))
SELECT 'demand_heads', ifnull((SELECT ref FROM main.demand WHERE id = t.id), (SELECT ref FROM main.demand_head WHERE id = t.id)), records, head FROM (
  SELECT touched.id,
         (SELECT d.ref || ' ' || d.enterprise || ' ' || d.unit || ' ' || d.at
                 || ' ' || ifnull((SELECT kind || ' ' || ifnull(category, '') FROM main.disposition WHERE demand = d.ref ORDER BY at DESC, id DESC LIMIT 1), 'untriaged ')
                 || ' ' || max(d.at, ifnull((SELECT max(at) FROM main.disposition WHERE demand = d.ref), ''))
                 || ' ' || max(d.recorded_at, ifnull((SELECT max(recorded_at) FROM main.disposition WHERE demand = d.ref), ''))
                 || ' ' || ifnull((SELECT max(id) FROM main.disposition WHERE demand = d.ref), 0)
            FROM main.demand d WHERE d.id = touched.id) AS records,
         (SELECT ref || ' ' || enterprise || ' ' || unit || ' ' || at || ' ' || disposition || ' ' || category
                 || ' ' || last_at || ' ' || last_recorded || ' ' || last_disposition
            FROM main.demand_head WHERE id = touched.id) AS head
    FROM touched) t
 WHERE records IS NOT head LIMIT 1;

-- The same of requirements.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.as_of), '') AS at, ifnull(max(q.known_requirement), 0) AS requirement, ifnull(max(q.known_event), 0) AS event
        FROM r JOIN main.rollup q ON q.id = (SELECT id FROM main.rollup WHERE id < r.id AND as_of <= r.as_of ORDER BY as_of DESC, revision DESC LIMIT 1)),
newest AS (SELECT max(ifnull((SELECT max(at) FROM main.requirement), ''), ifnull((SELECT max(at) FROM main.requirement_event), '')) AS at),
touched AS (
  SELECT id FROM (
    SELECT id FROM main.requirement WHERE id > (SELECT requirement FROM b)
    UNION SELECT id FROM main.requirement WHERE at > (SELECT at FROM b) AND at <= (SELECT as_of FROM r)
    UNION SELECT q.id FROM main.requirement_event e JOIN main.requirement q ON q.ref = e.requirement WHERE e.id > (SELECT event FROM b)
    UNION SELECT q.id FROM main.requirement_event e JOIN main.requirement q ON q.ref = e.requirement WHERE e.at > (SELECT at FROM b) AND e.at <= (SELECT as_of FROM r)
    UNION SELECT id FROM main.requirement_head WHERE id > (SELECT requirement FROM b)
    UNION SELECT id FROM main.requirement_head WHERE last_at > (SELECT at FROM b) AND last_at <= (SELECT as_of FROM r)
    UNION SELECT id FROM main.requirement_head WHERE last_at > (SELECT at FROM newest)
    UNION SELECT id FROM main.requirement_head WHERE last_event > (SELECT event FROM b)) k
   WHERE ifnull((SELECT min(q.at, ifnull((SELECT min(at) FROM main.requirement_event WHERE requirement = q.ref), q.at)) FROM main.requirement q WHERE q.id = k.id), '')
         <= (SELECT as_of FROM r))
SELECT 'requirement_heads', ifnull((SELECT ref FROM main.requirement WHERE id = t.id), (SELECT ref FROM main.requirement_head WHERE id = t.id)), records, head FROM (
  SELECT touched.id,
         (SELECT q.ref || ' ' || q.demand || ' ' || ifnull(q.category, '') || ' ' || ifnull((SELECT enterprise FROM main.demand WHERE ref = q.demand), '')
                 || ' ' || ifnull((SELECT e.state || ' ' || e.at FROM main.requirement_event_standing e
                                    WHERE e.requirement = q.ref AND e.state IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), 'open ' || q.at)
                 || ' ' || ifnull((SELECT e.lead || ' ' || e.at FROM main.requirement_event_standing e
                                    WHERE e.requirement = q.ref AND e.lead IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), ' ' || q.at)
                 || ' ' || ifnull((SELECT e.due FROM main.requirement_event_standing e
                                    WHERE e.requirement = q.ref AND e.due IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), '')
                 || ' ' || (SELECT given || ' ' || ifnull(confirmed, '') || ' ' || paused || ' ' || paused_days FROM main.requirement_standing WHERE ref = q.ref)
                 || ' ' || max(q.at, ifnull((SELECT max(at) FROM main.requirement_event WHERE requirement = q.ref), ''))
                 || ' ' || max(q.recorded_at, ifnull((SELECT max(recorded_at) FROM main.requirement_event WHERE requirement = q.ref), ''))
                 || ' ' || ifnull((SELECT max(id) FROM main.requirement_event WHERE requirement = q.ref), 0)
            FROM main.requirement q WHERE q.id = touched.id) AS records,
         (SELECT ref || ' ' || demand || ' ' || category || ' ' || enterprise || ' ' || state || ' ' || state_at || ' ' || lead || ' ' || started
                 || ' ' || due || ' ' || given || ' ' || ifnull(confirmed, '') || ' ' || paused || ' ' || paused_days || ' ' || last_at || ' ' || last_recorded || ' ' || last_event
            FROM main.requirement_head WHERE id = touched.id) AS head
    FROM touched) t
 WHERE records IS NOT head LIMIT 1;

-- Where cases stand on the ladder, of those that have a step or a return among the events recorded since.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.as_of), '') AS at, ifnull(max(q.known_event), 0) AS event
        FROM r JOIN main.rollup q ON q.id = (SELECT id FROM main.rollup WHERE id < r.id AND as_of <= r.as_of ORDER BY as_of DESC, revision DESC LIMIT 1)),
touched AS (SELECT requirement FROM main.requirement_event WHERE id > (SELECT event FROM b)
            UNION SELECT requirement FROM main.requirement_event WHERE at > (SELECT at FROM b) AND at <= (SELECT as_of FROM r)
            UNION SELECT requirement FROM main.escalation_head WHERE last_at > (SELECT at FROM b) AND last_at <= (SELECT as_of FROM r))
SELECT 'escalation_heads', requirement, records, head FROM (
  SELECT t.requirement,
         (SELECT level || ' ' || level_at || ' ' || returns || ' ' || last_at || ' ' || last_recorded FROM main.escalation_standing w WHERE w.requirement = t.requirement) AS records,
         (SELECT level || ' ' || level_at || ' ' || returns || ' ' || last_at || ' ' || last_recorded FROM main.escalation_head h WHERE h.requirement = t.requirement) AS head
    FROM touched t)
 WHERE records IS NOT head LIMIT 1;

-- What the events recorded since are worth: the mark kept of each case is what its events say.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.as_of), '') AS at, ifnull(max(q.known_event), 0) AS event
        FROM r JOIN main.rollup q ON q.id = (SELECT id FROM main.rollup WHERE id < r.id AND as_of <= r.as_of ORDER BY as_of DESC, revision DESC LIMIT 1)),
touched AS (SELECT requirement FROM main.requirement_event WHERE id > (SELECT event FROM b)
            UNION SELECT requirement FROM main.requirement_event WHERE at > (SELECT at FROM b) AND at <= (SELECT as_of FROM r)),
kept AS (SELECT m.id, m.ref, m.kind || ' ' || m.unit || ' ' || m.at || ' ' || m.respond_by || ' ' || m.answered || m.outcome AS mark
           FROM touched t CROSS JOIN main.event_mark m ON m.requirement = t.requirement),
worked AS (SELECT m.id, m.ref, m.kind || ' ' || m.unit || ' ' || m.at || ' ' || m.respond_by || ' ' || m.answered || m.outcome AS mark
             FROM touched t CROSS JOIN main.event_mark_standing m ON m.requirement = t.requirement)
SELECT 'event_marks', ref, worked, kept FROM (
  SELECT w.ref, w.mark AS worked, k.mark AS kept FROM worked w LEFT JOIN kept k ON k.id = w.id
  UNION ALL SELECT k.ref, NULL, k.mark FROM kept k WHERE k.id NOT IN (SELECT id FROM worked))
 WHERE worked IS NOT kept LIMIT 1;

-- Dispatches of the period, counted again.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1)
SELECT * FROM (
  SELECT 'records_dispatched', '', (SELECT ifnull(sum(period_n), 0) FROM main.rollup_mark_sum WHERE rollup = r.id AND axis = 'zone' AND measure = 'dispatched') AS frozen,
         (SELECT count(*) FROM main.requirement_event e WHERE e.kind = 'dispatched' AND e.at >= p.start_at AND e.at < p.end_at AND e.id <= r.known_event
             AND NOT EXISTS (SELECT 1 FROM main.requirement_event v WHERE v.reverses = e.ref AND v.id <= r.known_event)) AS counted
    FROM r JOIN main.period p ON p.no = r.period)
 WHERE frozen IS NOT counted;

-- The same identities of loans and subsidies.
SELECT identity, place, left_value AS "left", right_value AS "right" FROM main.funding_identity
 WHERE period = :no AND rollup = (SELECT max(id) FROM main.rollup) AND left_value IS NOT right_value LIMIT 1;

-- Amounts of the period, added up again.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1)
SELECT * FROM (
  SELECT 'records_funding', column1, CASE column1 WHEN 'amounts' THEN (SELECT ifnull(sum(gross), 0) FROM main.rollup_funding_line WHERE rollup = r.id)
                                                  ELSE (SELECT ifnull(sum(reversed), 0) FROM main.rollup_funding_line WHERE rollup = r.id) END AS frozen,
         (SELECT ifnull(sum(e.amount_fen), 0) FROM main.funding_event e
           WHERE e.at >= p.start_at AND e.at < p.end_at AND e.id <= r.known_funding_event AND (e.reverses IS NULL) = (column1 = 'amounts')) AS counted
    FROM r JOIN main.period p ON p.no = r.period, (VALUES ('amounts'), ('reversals')))
 WHERE frozen IS NOT counted LIMIT 1;

-- None of their records is missing.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.known_funding), 0) AS funding, ifnull(max(q.known_funding_event), 0) AS event FROM r JOIN main.rollup q ON q.id = r.id - 1)
SELECT 'records_known', kind, known, counted FROM (
  SELECT 'funding' AS kind, max(r.known_funding - b.funding, 0) AS known,
         (SELECT count(*) FROM main.funding WHERE id > b.funding AND id <= r.known_funding) AS counted FROM r, b
  UNION ALL
  SELECT 'funding_event', max(r.known_funding_event - b.event, 0),
         (SELECT count(*) FROM main.funding_event WHERE id > b.event AND id <= r.known_funding_event) FROM r, b)
 WHERE known <> counted LIMIT 1;

-- Cases touched since the rollup that it builds on: the head says what the records say, and no event lacks its case.
WITH r AS (SELECT * FROM main.rollup ORDER BY id DESC LIMIT 1),
b AS (SELECT ifnull(max(q.as_of), '') AS at, ifnull(max(q.known_funding), 0) AS funding, ifnull(max(q.known_funding_event), 0) AS event
        FROM r JOIN main.rollup q ON q.id = (SELECT id FROM main.rollup WHERE id < r.id AND as_of <= r.as_of ORDER BY as_of DESC, revision DESC LIMIT 1)),
touched AS (
  SELECT id FROM main.funding WHERE id > (SELECT funding FROM b)
  UNION SELECT f.id FROM main.funding_event e JOIN main.funding f ON f.ref = e.funding WHERE e.id > (SELECT event FROM b)
  UNION SELECT f.id FROM main.funding_event e JOIN main.funding f ON f.ref = e.funding WHERE e.at > (SELECT at FROM b) AND e.at <= (SELECT as_of FROM r)
  UNION SELECT id FROM main.funding_head WHERE id > (SELECT funding FROM b)
  UNION SELECT id FROM main.funding_head WHERE last_at > (SELECT at FROM b))
SELECT 'funding_heads', ifnull((SELECT ref FROM main.funding WHERE id = t.id), (SELECT ref FROM main.funding_head WHERE id = t.id)), records, head FROM (
  SELECT id, (SELECT records FROM main.funding_recorded WHERE id = touched.id) AS records, (SELECT head FROM main.funding_headed WHERE id = touched.id) AS head
    FROM touched) t
 WHERE records IS NOT head LIMIT 1;
