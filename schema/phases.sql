-- Holds every event against the table transition: from the phase in which it finds the requirement, and, where it is
-- learnt late or says that another never was, the events after it too. So records may be learnt in any order as long as
-- each is allowed at its place when it comes: a dispatch before what rests on it. The last event of a case costs O(1)
-- (its phase is in the head); a late one works out the phases after it, O(events of the case squared).
-- A dispatch must name what the setting dispatch_requires asks for; what was recorded before is left as it is.

CREATE VIEW phase_place AS               -- each standing event, with the phase in which it finds its requirement
SELECT id, ref, requirement, kind, at,
       CASE WHEN state NOT IN ('open', 'solved') THEN state
            WHEN state = 'solved' THEN CASE WHEN closed THEN 'closed' WHEN confirmed THEN 'confirmed' ELSE 'solved' END
            WHEN lead = '' THEN 'awaiting' WHEN paused THEN 'paused' WHEN accepted THEN 'accepted'
            ELSE 'dispatched' END AS phase     -- as requirement_head has it
  FROM (SELECT e.id, e.ref, e.requirement, e.kind, e.at,
               ifnull((SELECT p.state FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.state IS NOT NULL
                          AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), 'open') AS state,
               ifnull((SELECT p.lead FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.lead IS NOT NULL
                          AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1), '') AS lead,
               (SELECT p.pause FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.pause IS NOT NULL
                   AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1) AS paused,
               (SELECT p.took FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.took IS NOT NULL
                   AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1) AS accepted,
               (SELECT p.ended FROM requirement_event_standing p WHERE p.requirement = e.requirement AND p.ended IS NOT NULL
                   AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1) AS closed,
               (SELECT iif(p.state IS NULL, p.confirmed, 0) FROM requirement_event_standing p WHERE p.requirement = e.requirement
                   AND (p.state IS NOT NULL OR p.confirmed IS NOT NULL)
                   AND (p.at, p.id) < (e.at, e.id) ORDER BY p.at DESC, p.id DESC LIMIT 1) AS confirmed
          FROM requirement_event_standing e WHERE e.kind <> 'reversed');

CREATE VIEW phase_allowed AS             -- one row a phase: the kinds allowed in it, as errors name them
SELECT phase, group_concat(kind, ', ') AS kinds FROM (SELECT DISTINCT phase, kind FROM transition ORDER BY phase, kind) GROUP BY phase;

-- The last event of its case. (One that is there already is left to requirement_event_no_replace.)
CREATE TRIGGER requirement_event_allowed BEFORE INSERT ON requirement_event
WHEN NEW.kind <> 'reversed' AND NOT EXISTS (SELECT 1 FROM requirement_event WHERE ref = NEW.ref) BEGIN
  SELECT refuse('requirement_event: ' || h.ref || ' is ' || h.phase || ': ' || NEW.kind || ' is not allowed; allowed: '
                || ifnull((SELECT kinds FROM phase_allowed WHERE phase = h.phase), 'nothing'))
    FROM requirement_head h
   WHERE h.ref = NEW.requirement AND NEW.at >= h.last_at
     AND EXISTS (SELECT 1 FROM transition WHERE kind = NEW.kind)       -- an unknown kind is the table's own error
     AND NOT EXISTS (SELECT 1 FROM transition t WHERE t.phase = h.phase AND t.kind = NEW.kind);
END;

-- One learnt after a later one, or a reversal: every event from its place on.
CREATE TRIGGER requirement_event_still_allowed AFTER INSERT ON requirement_event
WHEN NEW.kind = 'reversed' OR EXISTS (SELECT 1 FROM requirement_event WHERE requirement = NEW.requirement AND at > NEW.at) BEGIN
  SELECT refuse('requirement_event: ' || p.requirement || ' is ' || p.phase || ' at ' || p.at
                || iif(p.id = NEW.id, '', ' if ' || NEW.ref || ' (' || NEW.kind || ') is recorded')
                || ': ' || p.kind || iif(p.id = NEW.id, '', ' (' || p.ref || ')') || ' is not allowed; allowed: '
                || ifnull((SELECT kinds FROM phase_allowed WHERE phase = p.phase), 'nothing'))
    FROM (SELECT * FROM phase_place
           WHERE requirement = NEW.requirement
             AND (at, id) >= (SELECT at, id FROM requirement_event WHERE ref = ifnull(NEW.reverses, NEW.ref))
             AND NOT EXISTS (SELECT 1 FROM transition t WHERE t.phase = phase_place.phase AND t.kind = phase_place.kind)
           ORDER BY at, id LIMIT 1) p;
END;

CREATE TRIGGER requirement_event_dispatch BEFORE INSERT ON requirement_event
WHEN NEW.kind = 'dispatched' AND NOT EXISTS (SELECT 1 FROM requirement_event WHERE ref = NEW.ref) BEGIN
  SELECT refuse('requirement_event: ' || NEW.requirement || ' is dispatched without ' || substr(missing, 3)
                || '; name it, take it from dispatch_proposal, or change the setting dispatch_requires')
    FROM (SELECT iif(NEW.unit IS NULL, ', unit', '')
                 || iif(NEW.section IS NULL AND required = 'section,deadline', ', section', '')
                 || iif(NEW.deadline IS NULL AND required IN ('deadline', 'section,deadline'), ', deadline', '') AS missing
            FROM (SELECT (SELECT value FROM setting WHERE name = 'dispatch_requires') AS required))
   WHERE missing <> '';
  SELECT refuse('requirement_event: ' || NEW.requirement || ': section ' || NEW.section || ' is not one of unit ' || NEW.unit)
   WHERE NEW.section IS NOT NULL AND NOT EXISTS (SELECT 1 FROM section WHERE code = NEW.section AND unit = NEW.unit);
END;
