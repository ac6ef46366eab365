-- Marks: what rates count. A mark is one case or one event, charged to a unit, that counts from an instant on: the
-- deadline of an open case, once it has passed, among the deadlines that fell; a dispatch, from when it happened. So
-- every rate is two sums of marks, for good or for the period that holds the moment, and a later moment needs no
-- record to be read again: rollups keep the marks that have counted and, by instant, those that are still to count.
--
-- What an event is worth is worked out from the events of its case alone (event_mark_*), and charged to the unit that
-- led when it happened; what a case is worth, from its state (mark_moved), and charged to the unit that leads.
--   dispatched  respond_by, answered: was the enterprise spoken to, not by a machine, by then, before the case went
--               elsewhere (solving it in time says as much); outcome 1: the unit sent it back
--   closed      an open case solved or closed unsolved; outcome 1: it was opened again
--   rated       a follow-up with a rating; outcome 1: satisfied

CREATE VIEW event_mark_standing AS       -- by everything recorded
SELECT e.id, e.ref, e.requirement, e.at,
       CAST(CASE e.kind WHEN 'dispatched' THEN 'dispatched' WHEN 'followed_up' THEN 'rated' ELSE 'closed' END AS TEXT) AS kind,
       CAST(CASE WHEN e.kind = 'dispatched' THEN e.unit
                 ELSE ifnull((SELECT p.lead FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.lead IS NOT NULL
                                 AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), '') END AS TEXT) AS unit,
       CAST(ifnull(e.respond_by, '') AS TEXT) AS respond_by,
       CAST(e.respond_by IS NOT NULL AND EXISTS (
              SELECT 1 FROM requirement_event_standing c
               WHERE c.requirement = e.requirement AND c.kind IN ('contacted', 'solved') AND NOT c.automatic
                 AND (c.at, c.id) > (e.at, e.id) AND c.at <= e.respond_by
                 AND NOT EXISTS (SELECT 1 FROM requirement_event_standing x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                    AND (x.at, x.id) > (e.at, e.id) AND (x.at, x.id) < (c.at, c.id))) AS INTEGER) AS answered,
       CAST(CASE e.kind
              WHEN 'dispatched' THEN ifnull((SELECT x.kind = 'returned' FROM requirement_event_standing x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                                AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0)
              WHEN 'followed_up' THEN e.pleased
              ELSE ifnull((SELECT x.state = 'open' FROM requirement_event_standing x WHERE x.requirement = e.requirement AND x.state IS NOT NULL
                              AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0) END AS INTEGER) AS outcome
  FROM requirement_event_standing e
 WHERE e.kind = 'dispatched' OR e.kind = 'followed_up' AND e.pleased IS NOT NULL
    OR e.kind IN ('solved', 'closed_unsolved')
       AND ifnull((SELECT p.state FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.state IS NOT NULL
                      AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), 'open') = 'open';

CREATE VIEW event_mark_worked AS         -- at the moment
SELECT e.id, e.ref, e.requirement, e.at,
       CAST(CASE e.kind WHEN 'dispatched' THEN 'dispatched' WHEN 'followed_up' THEN 'rated' ELSE 'closed' END AS TEXT) AS kind,
       CAST(CASE WHEN e.kind = 'dispatched' THEN e.unit
                 ELSE ifnull((SELECT p.lead FROM event_now p WHERE p.requirement = e.requirement AND p.lead IS NOT NULL
                                 AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), '') END AS TEXT) AS unit,
       CAST(ifnull(e.respond_by, '') AS TEXT) AS respond_by,
       CAST(e.respond_by IS NOT NULL AND EXISTS (
              SELECT 1 FROM event_now c
               WHERE c.requirement = e.requirement AND c.kind IN ('contacted', 'solved') AND NOT c.automatic
                 AND (c.at, c.id) > (e.at, e.id) AND c.at <= e.respond_by
                 AND NOT EXISTS (SELECT 1 FROM event_now x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                    AND (x.at, x.id) > (e.at, e.id) AND (x.at, x.id) < (c.at, c.id))) AS INTEGER) AS answered,
       CAST(CASE e.kind
              WHEN 'dispatched' THEN ifnull((SELECT x.kind = 'returned' FROM event_now x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                                AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0)
              WHEN 'followed_up' THEN e.pleased
              ELSE ifnull((SELECT x.state = 'open' FROM event_now x WHERE x.requirement = e.requirement AND x.state IS NOT NULL
                              AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0) END AS INTEGER) AS outcome
  FROM event_now e
 WHERE e.kind = 'dispatched' OR e.kind = 'followed_up' AND e.pleased IS NOT NULL
    OR e.kind IN ('solved', 'closed_unsolved')
       AND ifnull((SELECT p.state FROM event_now p WHERE p.requirement = e.requirement AND p.state IS NOT NULL
                      AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), 'open') = 'open';

CREATE VIEW event_mark_based AS          -- at the base rollup
SELECT e.id, e.ref, e.requirement, e.at,
       CAST(CASE e.kind WHEN 'dispatched' THEN 'dispatched' WHEN 'followed_up' THEN 'rated' ELSE 'closed' END AS TEXT) AS kind,
       CAST(CASE WHEN e.kind = 'dispatched' THEN e.unit
                 ELSE ifnull((SELECT p.lead FROM event_based p WHERE p.requirement = e.requirement AND p.lead IS NOT NULL
                                 AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), '') END AS TEXT) AS unit,
       CAST(ifnull(e.respond_by, '') AS TEXT) AS respond_by,
       CAST(e.respond_by IS NOT NULL AND EXISTS (
              SELECT 1 FROM event_based c
               WHERE c.requirement = e.requirement AND c.kind IN ('contacted', 'solved') AND NOT c.automatic
                 AND (c.at, c.id) > (e.at, e.id) AND c.at <= e.respond_by
                 AND NOT EXISTS (SELECT 1 FROM event_based x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                    AND (x.at, x.id) > (e.at, e.id) AND (x.at, x.id) < (c.at, c.id))) AS INTEGER) AS answered,
       CAST(CASE e.kind
              WHEN 'dispatched' THEN ifnull((SELECT x.kind = 'returned' FROM event_based x WHERE x.requirement = e.requirement AND x.lead IS NOT NULL
                                                AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0)
              WHEN 'followed_up' THEN e.pleased
              ELSE ifnull((SELECT x.state = 'open' FROM event_based x WHERE x.requirement = e.requirement AND x.state IS NOT NULL
                              AND (x.at, x.id) > (e.at, e.id) ORDER BY x.at, x.id LIMIT 1), 0) END AS INTEGER) AS outcome
  FROM event_based e
 WHERE e.kind = 'dispatched' OR e.kind = 'followed_up' AND e.pleased IS NOT NULL
    OR e.kind IN ('solved', 'closed_unsolved')
       AND ifnull((SELECT p.state FROM event_based p WHERE p.requirement = e.requirement AND p.state IS NOT NULL
                      AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), 'open') = 'open';

CREATE TABLE event_mark (                -- the same by everything recorded, kept by triggers (a head: derived, never the source)
  id          INTEGER PRIMARY KEY,       -- the event's
  ref         TEXT NOT NULL UNIQUE,
  requirement TEXT NOT NULL,
  at          TEXT NOT NULL,
  kind        TEXT NOT NULL,
  unit        TEXT NOT NULL,
  respond_by  TEXT NOT NULL,             -- '' nothing was asked for
  answered    INTEGER NOT NULL,
  outcome     INTEGER NOT NULL
) STRICT;
CREATE INDEX event_mark_case ON event_mark (requirement);
CREATE INDEX event_mark_kind ON event_mark (kind, ref);
CREATE INDEX event_mark_unit ON event_mark (unit, kind, ref);
CREATE INDEX event_mark_outcome ON event_mark (kind, ref) WHERE outcome = 1;
CREATE INDEX event_mark_unit_outcome ON event_mark (unit, kind, ref) WHERE outcome = 1;

-- The newest event of a case adds its own mark and can change one before it; any other has all worked out again.
CREATE TRIGGER requirement_event_insert_mark AFTER INSERT ON requirement_event
  WHEN NEW.kind <> 'reversed' AND NOT EXISTS (
       SELECT 1 FROM requirement_event e WHERE e.requirement = NEW.requirement AND (e.at, e.id) > (NEW.at, NEW.id)) BEGIN
  INSERT INTO event_mark SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark_standing WHERE id = NEW.id;
  UPDATE event_mark SET answered = 1
   WHERE NEW.kind IN ('contacted', 'solved') AND NOT NEW.automatic AND respond_by >= NEW.at
     AND id = (SELECT e.id FROM requirement_event_standing e
                WHERE e.requirement = NEW.requirement AND e.lead IS NOT NULL AND e.id <> NEW.id ORDER BY e.at DESC, e.id DESC LIMIT 1);
  UPDATE event_mark SET outcome = 1
   WHERE NEW.kind = 'returned' AND kind = 'dispatched'
     AND id = (SELECT e.id FROM requirement_event_standing e
                WHERE e.requirement = NEW.requirement AND e.lead IS NOT NULL AND e.id <> NEW.id ORDER BY e.at DESC, e.id DESC LIMIT 1);
  UPDATE event_mark SET outcome = 1
   WHERE NEW.state = 'open' AND kind = 'closed'
     AND id = (SELECT e.id FROM requirement_event_standing e
                WHERE e.requirement = NEW.requirement AND e.state IS NOT NULL AND e.id <> NEW.id ORDER BY e.at DESC, e.id DESC LIMIT 1);
END;
CREATE TRIGGER requirement_event_work_mark AFTER INSERT ON requirement_event
  WHEN NEW.kind = 'reversed' OR EXISTS (
       SELECT 1 FROM requirement_event e WHERE e.requirement = NEW.requirement AND (e.at, e.id) > (NEW.at, NEW.id)) BEGIN
  DELETE FROM event_mark WHERE requirement = NEW.requirement;
  INSERT INTO event_mark SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome
    FROM event_mark_standing WHERE requirement = NEW.requirement;
END;

CREATE VIEW event_mark_now AS            -- every event's worth at the moment, with the category of its case
SELECT m.id, m.ref, m.requirement, m.at, m.kind, m.unit, h.category, m.respond_by, m.answered, m.outcome
  FROM event_mark m JOIN requirement_head h ON h.ref = m.requirement
 WHERE +h.last_at <= as_of() AND +h.last_recorded <= known_at()
UNION ALL
SELECT w.id, w.ref, w.requirement, w.at, w.kind, w.unit, h.category, w.respond_by, w.answered, w.outcome
  FROM (SELECT id FROM requirement_head WHERE last_at > as_of()
        UNION SELECT id FROM requirement_head WHERE last_recorded > known_at()) t
  CROSS JOIN requirement_head h ON h.id = t.id CROSS JOIN event_mark_worked w ON w.requirement = h.ref;

CREATE VIEW event_mark_moved AS          -- of the cases touched since the base rollup: as it is (sign +1), as it was then (sign -1)
SELECT 1 AS sign, m.id, m.at, m.kind, m.unit, h.category, m.respond_by, m.answered, m.outcome
  FROM requirement_touched t CROSS JOIN requirement_head h ON h.id = t.id CROSS JOIN event_mark m ON m.requirement = h.ref
 WHERE h.last_at <= as_of() AND h.last_recorded <= known_at()
UNION ALL
SELECT 1, w.id, w.at, w.kind, w.unit, h.category, w.respond_by, w.answered, w.outcome
  FROM requirement_touched t CROSS JOIN requirement_head h ON h.id = t.id CROSS JOIN event_mark_worked w ON w.requirement = h.ref
 WHERE h.last_at > as_of() OR h.last_recorded > known_at()
UNION ALL
SELECT -1, w.id, w.at, w.kind, w.unit, h.category, w.respond_by, w.answered, w.outcome
  FROM requirement_touched t CROSS JOIN requirement_head h ON h.id = t.id CROSS JOIN event_mark_based w ON w.requirement = h.ref;

-- Marks of touched cases: one row each, sign, unit, category, what is counted, and the instant from which it counts.
CREATE VIEW mark_moved AS
WITH case_measure (measure) AS (VALUES ('valid'), ('solved'), ('confirmed'), ('dated'), ('closed_dated'), ('closed_on_time'), ('due'), ('due_met'), ('given'), ('extended')),
event_measure (measure, kind) AS (VALUES ('dispatched', 'dispatched'), ('returned', 'dispatched'), ('limit', 'dispatched'), ('answered', 'dispatched'),
                                         ('closed', 'closed'), ('reopened', 'closed'), ('rated', 'rated'), ('satisfied', 'rated'))
SELECT * FROM (
  SELECT sign, lead AS unit, category, measure,
         CASE measure
           WHEN 'valid' THEN ''
           WHEN 'solved' THEN iif(state = 'solved', state_at, NULL)
           WHEN 'confirmed' THEN iif(state = 'solved' AND confirmed = 1, state_at, NULL)
           WHEN 'dated' THEN ''
           WHEN 'closed_dated' THEN iif(state <> 'open', state_at, NULL)
           WHEN 'closed_on_time' THEN iif(state <> 'open' AND state_at <= due, state_at, NULL)
           WHEN 'due' THEN due
           WHEN 'due_met' THEN iif(state <> 'open' AND state_at <= due, due, NULL)
           WHEN 'given' THEN nullif(given, '')
           WHEN 'extended' THEN iif(given <> '' AND due <> given, given, NULL) END AS at
    FROM (SELECT * FROM requirement_moved WHERE state <> 'revoked') CROSS JOIN case_measure
   WHERE measure = 'valid' OR state <> 'withdrawn' AND (due <> '' OR measure IN ('solved', 'confirmed', 'given'))
  UNION ALL
  SELECT sign, unit, category, measure,
         CASE measure WHEN 'returned' THEN iif(outcome, at, NULL) WHEN 'limit' THEN nullif(respond_by, '')
                      WHEN 'answered' THEN iif(answered, respond_by, NULL)
                      WHEN 'reopened' THEN iif(outcome, at, NULL) WHEN 'satisfied' THEN iif(outcome, at, NULL) ELSE at END
    FROM event_mark_moved m JOIN event_measure e ON e.kind = m.kind)
 WHERE at IS NOT NULL;
