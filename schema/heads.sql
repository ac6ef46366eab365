-- Heads: where each case stands by everything recorded so far. Derived, kept by triggers, never the source:
-- `SELECT * FROM head_drift` lists every head that its records do not bear out (no row in a sound store).
-- A report about an earlier moment takes the head of a case that nothing touched since, and works the others
-- out from their records (lists.sql); last_at and last_recorded say which are which.

CREATE TABLE demand_head (
  id               INTEGER PRIMARY KEY,  -- the demand's
  ref              TEXT NOT NULL UNIQUE,
  enterprise       TEXT NOT NULL,
  unit             TEXT NOT NULL,        -- contact unit
  at               TEXT NOT NULL,
  disposition      TEXT NOT NULL DEFAULT 'untriaged',
  category         TEXT NOT NULL DEFAULT '',
  last_at          TEXT NOT NULL,
  last_recorded    TEXT NOT NULL,
  last_disposition INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX demand_head_disposition ON demand_head (disposition, ref);
CREATE INDEX demand_head_unit ON demand_head (unit, ref);
CREATE INDEX demand_head_category ON demand_head (category, ref);
CREATE INDEX demand_head_enterprise ON demand_head (enterprise, ref);
CREATE INDEX demand_head_valid ON demand_head (enterprise, unit) WHERE disposition = 'valid';  -- has it a valid one (reach_now)
CREATE INDEX demand_head_period ON demand_head (at, ref);
CREATE INDEX demand_head_untriaged ON demand_head (unit, disposition, at, ref) WHERE disposition = 'untriaged';
CREATE INDEX demand_head_queue ON demand_head (disposition, at, ref) WHERE disposition = 'untriaged';  -- oldest first (triage_queue)
CREATE INDEX demand_head_last_at ON demand_head (last_at);
CREATE INDEX demand_head_last_recorded ON demand_head (last_recorded);
CREATE INDEX demand_head_last_disposition ON demand_head (last_disposition);

CREATE TABLE requirement_head (
  id            INTEGER PRIMARY KEY,     -- the requirement's
  ref           TEXT NOT NULL UNIQUE,
  demand        TEXT NOT NULL UNIQUE,
  category      TEXT NOT NULL,
  enterprise    TEXT NOT NULL,
  state         TEXT NOT NULL DEFAULT 'open',
  lead          TEXT NOT NULL DEFAULT '',  -- '' awaits dispatch
  due           TEXT NOT NULL DEFAULT '',  -- '' without deadline
  started       TEXT NOT NULL,             -- instant of the last dispatch, before that of the requirement
  state_at      TEXT NOT NULL,             -- since when it is in this state
  given         TEXT NOT NULL DEFAULT '',  -- deadline of the last dispatch, before any extension; '' without
  confirmed     INTEGER,                   -- what the enterprise said when asked, since it is in this state; NULL not asked
  paused        TEXT NOT NULL DEFAULT '',  -- since when its clock stands still; '' it runs
  paused_days   INTEGER NOT NULL DEFAULT 0, -- how many days it stood still before, since the last dispatch
  accepted      INTEGER NOT NULL DEFAULT 0, -- 1: the unit that leads works on it
  closed        INTEGER NOT NULL DEFAULT 0, -- 1: solved, and the procedure ended too
  returned      INTEGER NOT NULL DEFAULT 0, -- how often units gave it back
  last_at       TEXT NOT NULL,
  last_recorded TEXT NOT NULL,
  last_event    INTEGER NOT NULL DEFAULT 0,
  due_key TEXT NOT NULL AS (iif(due = '', '9999-12-31T23:59:59Z', due)) VIRTUAL,   -- in the ledger's order: longest overdue first
  phase TEXT NOT NULL AS (CASE WHEN state NOT IN ('open', 'solved') THEN state   -- as the table transition names them
                               WHEN state = 'solved' THEN CASE WHEN closed THEN 'closed' WHEN confirmed THEN 'confirmed' ELSE 'solved' END
                               WHEN lead = '' THEN 'awaiting' WHEN paused <> '' THEN 'paused' WHEN accepted THEN 'accepted'
                               ELSE 'dispatched' END) VIRTUAL
) STRICT;
CREATE INDEX requirement_head_state ON requirement_head (state, ref);
CREATE INDEX requirement_head_lead ON requirement_head (lead, ref);
CREATE INDEX requirement_head_category ON requirement_head (category, ref);
CREATE INDEX requirement_head_enterprise ON requirement_head (enterprise, ref);
CREATE INDEX requirement_head_open_lead ON requirement_head (lead, state, ref) WHERE state = 'open';
CREATE INDEX requirement_head_open_category ON requirement_head (category, state, ref) WHERE state = 'open';
CREATE INDEX requirement_head_due ON requirement_head (state, due, ref) WHERE state = 'open' AND due <> '';
CREATE INDEX requirement_head_due_lead ON requirement_head (lead, state, due, ref) WHERE state = 'open' AND due <> '';
CREATE INDEX requirement_head_without ON requirement_head (state, due, ref) WHERE due = '';
CREATE INDEX requirement_head_ledger ON requirement_head (due_key, ref) WHERE state = 'open';
CREATE INDEX requirement_head_ledger_lead ON requirement_head (lead, due_key, ref) WHERE state = 'open';
CREATE INDEX requirement_head_ledger_category ON requirement_head (category, due_key, ref) WHERE state = 'open';
CREATE INDEX requirement_head_ledger_phase ON requirement_head (phase, due_key, ref) WHERE state = 'open';
CREATE INDEX requirement_head_ledger_returned ON requirement_head (due_key, ref) WHERE state = 'open' AND returned > 0;
CREATE INDEX requirement_head_last_at ON requirement_head (last_at);
CREATE INDEX requirement_head_last_recorded ON requirement_head (last_recorded);
CREATE INDEX requirement_head_last_event ON requirement_head (last_event);

CREATE TABLE enterprise_head (           -- what one enterprise asked of one contact unit; unit '' is all units together
  unit       TEXT NOT NULL,
  enterprise TEXT NOT NULL,
  demands    INTEGER NOT NULL DEFAULT 0,
  valid      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (unit, enterprise)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enterprise_insert_head AFTER INSERT ON enterprise BEGIN
  INSERT INTO enterprise_head (unit, enterprise)
  SELECT '', NEW.uscc UNION ALL SELECT unit, NEW.uscc FROM grid WHERE code = NEW.grid
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER enterprise_update_head AFTER UPDATE OF grid ON enterprise BEGIN
  INSERT INTO enterprise_head (unit, enterprise) SELECT unit, NEW.uscc FROM grid WHERE code = NEW.grid ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER demand_insert_head AFTER INSERT ON demand BEGIN
  INSERT INTO demand_head (id, ref, enterprise, unit, at, last_at, last_recorded)
  VALUES (NEW.id, NEW.ref, NEW.enterprise, NEW.unit, NEW.at, NEW.at, NEW.recorded_at);
  INSERT INTO enterprise_head (unit, enterprise, demands)
  SELECT column1, NEW.enterprise, 1 FROM (VALUES (''), (NEW.unit)) WHERE true
  ON CONFLICT DO UPDATE SET demands = demands + 1;
END;

CREATE TRIGGER disposition_insert_head AFTER INSERT ON disposition BEGIN
  UPDATE enterprise_head
     SET valid = valid - ((SELECT disposition FROM demand_head WHERE ref = NEW.demand) = 'valid')
                       + ((SELECT kind FROM disposition WHERE demand = NEW.demand ORDER BY at DESC, id DESC LIMIT 1) = 'valid')
   WHERE unit IN ('', (SELECT unit FROM demand_head WHERE ref = NEW.demand))
     AND enterprise = (SELECT enterprise FROM demand_head WHERE ref = NEW.demand);
  UPDATE demand_head
     SET (disposition, category) = (SELECT kind, ifnull(category, '') FROM disposition
                                     WHERE demand = NEW.demand ORDER BY at DESC, id DESC LIMIT 1),
         last_at = max(last_at, NEW.at), last_recorded = max(last_recorded, NEW.recorded_at), last_disposition = NEW.id
   WHERE ref = NEW.demand;
END;

CREATE TRIGGER requirement_insert_head AFTER INSERT ON requirement BEGIN
  INSERT INTO requirement_head (id, ref, demand, category, enterprise, started, state_at, last_at, last_recorded)
  SELECT NEW.id, NEW.ref, NEW.demand, ifnull(NEW.category, ''), d.enterprise, NEW.at, NEW.at, NEW.at, NEW.recorded_at
    FROM demand d WHERE d.ref = NEW.demand;
END;

CREATE VIEW requirement_event_standing AS   -- events that no later record reverses
SELECT e.* FROM requirement_event e
 WHERE NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref);

CREATE VIEW pause_standing AS               -- ended pauses, by the event that ended each: local days
SELECT z.requirement, z.at, z.id,
       julianday(local_date(z.at)) - julianday(local_date((
         SELECT min(p.at) FROM requirement_event_standing p
          WHERE p.requirement = z.requirement AND p.pause = 1 AND (p.at, p.id) < (z.at, z.id)
            AND NOT EXISTS (SELECT 1 FROM requirement_event_standing y WHERE y.requirement = z.requirement AND y.pause = 0
                               AND (y.at, y.id) > (p.at, p.id) AND (y.at, y.id) < (z.at, z.id))))) AS days
  FROM requirement_event_standing z WHERE z.pause = 0;

CREATE VIEW requirement_standing AS         -- deadline given, confirmation, pauses, work and end of each requirement, by all events
SELECT r.ref,
       (SELECT count(*) FROM requirement_event_standing b WHERE b.requirement = r.ref AND b.kind = 'returned') AS returned,
       ifnull((SELECT a.took FROM requirement_event_standing a WHERE a.requirement = r.ref AND a.took IS NOT NULL
                ORDER BY a.at DESC, a.id DESC LIMIT 1), 0) AS accepted,
       ifnull((SELECT c.ended FROM requirement_event_standing c WHERE c.requirement = r.ref AND c.ended IS NOT NULL
                ORDER BY c.at DESC, c.id DESC LIMIT 1), 0) AS closed,
       ifnull((SELECT l.deadline FROM requirement_event_standing l WHERE l.id = k.lead_id), '') AS given,
       (SELECT c.confirmed FROM requirement_event_standing c
         WHERE c.requirement = r.ref AND c.confirmed IS NOT NULL AND (c.at, c.id) > (
               SELECT s.at, s.id FROM requirement_event_standing s WHERE s.requirement = r.ref AND s.state IS NOT NULL
               UNION ALL SELECT '', 0 ORDER BY 1 DESC, 2 DESC LIMIT 1)
         ORDER BY c.at DESC, c.id DESC LIMIT 1) AS confirmed,
       ifnull((SELECT min(p.at) FROM requirement_event_standing p
                WHERE p.requirement = r.ref AND p.pause = 1
                  AND NOT EXISTS (SELECT 1 FROM requirement_event_standing y WHERE y.requirement = r.ref AND y.pause = 0
                                     AND (y.at, y.id) > (p.at, p.id))), '') AS paused,
       CAST(ifnull((SELECT sum(z.days) FROM pause_standing z WHERE z.requirement = r.ref
                  AND (z.at, z.id) > (ifnull((SELECT at FROM requirement_event WHERE id = k.lead_id), ''), ifnull(k.lead_id, 0))), 0) AS INTEGER) AS paused_days
  FROM requirement r JOIN (
       SELECT q.ref, (SELECT e.id FROM requirement_event_standing e WHERE e.requirement = q.ref AND e.lead IS NOT NULL
                       ORDER BY e.at DESC, e.id DESC LIMIT 1) AS lead_id FROM requirement q) k ON k.ref = r.ref;

CREATE TRIGGER requirement_event_insert_head AFTER INSERT ON requirement_event BEGIN
  -- The usual case: the newest event of its case, which no later one can have changed. Otherwise all are gone through.
  UPDATE requirement_head
     SET state = ifnull(NEW.state, state), state_at = CASE WHEN NEW.state IS NULL THEN state_at ELSE NEW.at END,
         lead = ifnull(NEW.lead, lead), started = CASE WHEN NEW.lead IS NULL THEN started ELSE NEW.at END,
         due = ifnull(NEW.due, due), given = CASE WHEN NEW.lead IS NULL THEN given ELSE ifnull(NEW.deadline, '') END,
         confirmed = CASE WHEN NEW.state IS NULL THEN ifnull(NEW.confirmed, confirmed) END,
         paused = CASE NEW.pause WHEN 1 THEN iif(paused = '', NEW.at, paused) WHEN 0 THEN '' ELSE paused END,
         paused_days = CASE WHEN NEW.lead IS NOT NULL THEN 0 WHEN NEW.pause = 0 AND paused <> ''
                            THEN paused_days + CAST(julianday(local_date(NEW.at)) - julianday(local_date(paused)) AS INTEGER)
                            ELSE paused_days END,
         accepted = ifnull(NEW.took, accepted), closed = ifnull(NEW.ended, closed),
         returned = returned + (NEW.kind = 'returned'),
         last_at = NEW.at, last_recorded = max(last_recorded, NEW.recorded_at), last_event = NEW.id
   WHERE ref = NEW.requirement AND NEW.kind <> 'reversed' AND NEW.at >= last_at;
  UPDATE requirement_head
     SET (state, state_at) = (SELECT s.state, s.at FROM (
             SELECT e.state, e.at, e.id FROM requirement_event_standing e
              WHERE e.requirement = NEW.requirement AND e.state IS NOT NULL
             UNION ALL SELECT 'open', r.at, 0 FROM requirement r WHERE r.ref = NEW.requirement) s
            ORDER BY s.at DESC, s.id DESC LIMIT 1),
         (lead, started) = (SELECT s.lead, s.at FROM (
             SELECT e.lead, e.at, e.id FROM requirement_event_standing e
              WHERE e.requirement = NEW.requirement AND e.lead IS NOT NULL
             UNION ALL SELECT '', r.at, 0 FROM requirement r WHERE r.ref = NEW.requirement) s
            ORDER BY s.at DESC, s.id DESC LIMIT 1),
         due = ifnull((SELECT e.due FROM requirement_event_standing e
                        WHERE e.requirement = NEW.requirement AND e.due IS NOT NULL
                        ORDER BY e.at DESC, e.id DESC LIMIT 1), ''),
         (given, confirmed, paused, paused_days, accepted, closed, returned)
           = (SELECT given, confirmed, paused, paused_days, accepted, closed, returned FROM requirement_standing WHERE ref = NEW.requirement),
         last_at = max(last_at, NEW.at, ifnull((SELECT at FROM requirement_event WHERE ref = NEW.reverses), '')),
         last_recorded = max(last_recorded, NEW.recorded_at), last_event = NEW.id
   WHERE ref = NEW.requirement AND last_event <> NEW.id;
END;

CREATE TRIGGER requirement_event_insert_member AFTER INSERT ON requirement_event WHEN NEW.kind = 'joined' BEGIN
  INSERT INTO requirement_member (requirement, unit, imported) VALUES (NEW.requirement, NEW.unit, 0) ON CONFLICT DO NOTHING;
END;
