-- Triage: the decision on a demand, and what stands behind a requirement.
--
--   SELECT ref, text, category, method, responsible, similar, similarity FROM triage_queue(20);
--   INSERT INTO triage_desk (demand, kind, category, actor) VALUES ('WHGX-D-1', 'valid', 'supplies', 'FGW');
--   INSERT INTO triage_desk (demand, kind, of_demand, reason, actor) VALUES ('WHGX-D-2', 'duplicate', 'WHGX-D-1', '同一批口罩', 'FGW');
--   INSERT INTO triage_undo (decision, reason, actor) VALUES ('WHGX-D-2-S2', '不是同一批', 'FGW');
--
-- A demand that repeats another stands behind the requirement of that one, or, where that one repeats a third or was
-- superseded, of where the chain ends. A chain never bites its own tail, at no moment (disposition_no_circle).
-- A demand with several categories stays one demand and one requirement with one lead: the first category is counted, the
-- further ones are kept beside it (disposition.further), so that collected = valid + not valid, and valid = requirements.

CREATE VIEW disposition_now AS           -- the last decision on each demand that the moment knows
SELECT x.* FROM disposition x
 WHERE x.at <= as_of() AND x.recorded_at <= known_at()
   AND x.id = (SELECT y.id FROM disposition y WHERE y.demand = x.demand AND y.at <= as_of() AND y.recorded_at <= known_at()
                ORDER BY y.at DESC, y.id DESC LIMIT 1);

-- Follows of_demand from the new decision through every decision that holds while it does: [since, until).
CREATE TRIGGER disposition_no_circle BEFORE INSERT ON disposition WHEN NEW.of_demand IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'disposition: of_demand itself repeats this demand, or is superseded by it; decide one of the two otherwise first')
   WHERE EXISTS (
     WITH RECURSIVE chain (demand, since, until) AS (
       SELECT NEW.of_demand, NEW.at,
              ifnull((SELECT min(n.at) FROM disposition n WHERE n.demand = NEW.demand AND n.at > NEW.at), '~')
       UNION
       SELECT x.of_demand, max(c.since, x.at),
              min(c.until, ifnull((SELECT n.at FROM disposition n WHERE n.demand = x.demand AND (n.at, n.id) > (x.at, x.id)
                                    ORDER BY n.at, n.id LIMIT 1), '~'))
         FROM chain c CROSS JOIN disposition x ON x.demand = c.demand
        WHERE x.of_demand IS NOT NULL AND c.since < c.until)
     SELECT 1 FROM chain WHERE demand = NEW.demand AND since < until);
END;

CREATE TRIGGER disposition_categories BEFORE INSERT ON disposition WHEN NEW.further IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'disposition: further names what is no category, or one twice, or the first one again; write codes with one blank between')
   WHERE length(NEW.further) + 1 <> (SELECT ifnull(sum(length(code) + 1), 0) FROM category
                                      WHERE instr(' ' || NEW.further || ' ', ' ' || code || ' ') AND code IS NOT NEW.category);
  SELECT RAISE(ABORT, 'disposition: further categories need a first one') WHERE NEW.category IS NULL;
END;

CREATE VIEW demand_category_now AS       -- every category of every decided demand; first: the one that is counted
SELECT x.demand, x.category, 1 AS first FROM disposition_now x WHERE x.category IS NOT NULL
UNION ALL
SELECT x.demand, c.code, 0 FROM disposition_now x CROSS JOIN category c
 WHERE x.further IS NOT NULL AND instr(' ' || x.further || ' ', ' ' || c.code || ' ');

-- What answers a category: the clauses in force at the moment that name it or the group it is in, and who is responsible:
-- the lead of those clauses where they agree, else the category's own unit or its group's, else the first clause's lead.
CREATE VIEW duplicate_setting AS SELECT CAST(value AS REAL) AS similarity FROM setting WHERE name = 'duplicate_similarity';

CREATE VIEW category_clause AS
SELECT g.code AS category, c.code AS clause, u.unit AS lead
  FROM category g CROSS JOIN clause_category k ON k.category IN (g.code, g.parent)
  CROSS JOIN clause c ON c.code = k.clause CROSS JOIN policy p ON p.code = c.policy
  LEFT JOIN clause_unit u ON u.clause = c.code AND u.role = 'lead'
 WHERE ifnull(c.effective_from, ifnull(p.effective_from, '')) <= local_date(as_of())
   AND ifnull(c.effective_to, ifnull(p.effective_to, '~')) >= local_date(as_of());

CREATE VIEW category_answer AS
SELECT g.code AS category,
       (SELECT group_concat(clause, ' ') FROM (SELECT DISTINCT clause FROM category_clause WHERE category = g.code ORDER BY clause)) AS clauses,
       coalesce((SELECT iif(min(lead) = max(lead), min(lead), NULL) FROM category_clause WHERE category = g.code),
                (SELECT code FROM unit WHERE code = g.unit),
                (SELECT u.code FROM category p CROSS JOIN unit u ON u.code = p.unit WHERE p.code = g.parent),
                (SELECT lead FROM category_clause WHERE category = g.code AND lead IS NOT NULL ORDER BY clause LIMIT 1)) AS responsible
  FROM category g;

-- All demands behind all requirements at the moment, in one pass over what repeats something; requirement_demands(ref) asks
-- for one. steps: how many decisions lie between the demand and the requirement's own.
CREATE VIEW requirement_demand AS
WITH RECURSIVE behind (requirement, demand, kind, steps) AS (
  SELECT r.ref, r.demand, 'valid', 0 FROM requirement_list r
  UNION ALL
  SELECT b.requirement, x.demand, x.kind, b.steps + 1
    FROM behind b CROSS JOIN disposition o INDEXED BY disposition_of ON o.of_demand = b.demand
    CROSS JOIN disposition_now x ON x.id = o.id)
SELECT requirement, demand, steps FROM behind WHERE kind <> 'superseded';

-- Duplicates that no requirement answers, since what they repeat is not valid any more: each needs a decision of its own.
CREATE VIEW triage_again AS
SELECT l.ref, l.unit, l.enterprise, c.demand AS stands_at, c.disposition
  FROM demand_list l CROSS JOIN demand_chain(l.ref) c
 WHERE l.disposition = 'duplicate' AND c.of_demand IS NULL AND c.disposition NOT IN ('valid', 'untriaged');

-- The desk. Reading it: the decisions as they stand. Writing to it: one decision with all that belongs to it: the requirement
-- that a valid demand opens, reopens or, no longer valid, revokes; and beside a person's decision what rules or model
-- had proposed. A decision that changes nothing is passed over, so that the same may be submitted twice.
--   ref          by default the demand's with -S and a number
--   requirement  ref of the requirement, should it be opened: by default the demand's with -R
--   at           by default the store's now; not before the demand's last decision
CREATE VIEW triage_desk AS
SELECT x.ref, x.demand, x.kind, x.category, x.further, x.reason, x.of_demand, x.actor, x.method, x.version,
       (SELECT r.ref FROM requirement r WHERE r.demand = x.demand AND r.at <= as_of() AND r.recorded_at <= known_at()) AS requirement, x.at
  FROM demand_list l CROSS JOIN disposition_now x ON x.demand = l.ref;

CREATE TRIGGER triage_desk_insert INSTEAD OF INSERT ON triage_desk BEGIN
  SELECT RAISE(ABORT, 'triage_desk: no such demand') WHERE NOT EXISTS (SELECT 1 FROM demand WHERE ref = NEW.demand);
  SELECT RAISE(ABORT, 'triage_desk: no such category') WHERE NEW.category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM category WHERE code = NEW.category);
  SELECT RAISE(ABORT, 'triage_desk: no such unit as actor') WHERE NEW.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.actor);
  SELECT RAISE(IGNORE) WHERE EXISTS (
    SELECT 1 FROM disposition x
     WHERE x.demand = NEW.demand AND (x.at = NEW.at OR x.id = (SELECT y.id FROM disposition y WHERE y.demand = NEW.demand ORDER BY y.at DESC, y.id DESC LIMIT 1))
       AND x.kind IS NEW.kind AND x.category IS NEW.category AND x.further IS NEW.further AND x.reason IS NEW.reason AND x.of_demand IS NEW.of_demand
       AND x.actor IS NEW.actor AND x.method IS ifnull(NEW.method, 'person') AND (NEW.ref IS NULL OR x.ref = NEW.ref));
  SELECT RAISE(ABORT, 'triage_desk: a later decision stands; what came to light late is recorded as disposition, with the events of its requirement')
   WHERE EXISTS (SELECT 1 FROM disposition WHERE demand = NEW.demand AND at > ifnull(NEW.at, store_now()));
  INSERT INTO disposition (ref, demand, kind, category, further, reason, actor, of_demand, method, version, proposed_by, proposed_version, proposed, at)
  SELECT ifnull(NEW.ref, NEW.demand || '-S' || (1 + (SELECT count(*) FROM disposition WHERE demand = NEW.demand))),
         NEW.demand, NEW.kind, NEW.category, NEW.further, NEW.reason, NEW.actor, NEW.of_demand, ifnull(NEW.method, 'person'), NEW.version,
         p.method, p.version, p.category, ifnull(NEW.at, store_now())
    FROM (SELECT 1) LEFT JOIN (
         SELECT method, version, category FROM (   -- what decided before; else what would; else that the rules did not know
           SELECT 1 AS row, * FROM (SELECT x.method, ifnull(x.version, '') AS version, x.category FROM disposition x
                                     WHERE x.demand = NEW.demand AND x.method <> 'person' ORDER BY x.at DESC, x.id DESC LIMIT 1)
           UNION ALL SELECT 2, c.method, c.version, c.category FROM category_proposal((SELECT text FROM demand WHERE ref = NEW.demand)) c
           UNION ALL SELECT 3, 'rules', rules_version(), NULL)
          WHERE ifnull(NEW.method, 'person') = 'person' AND NEW.kind = 'valid' ORDER BY row LIMIT 1) p;
  INSERT INTO requirement (ref, demand, category, at)
  SELECT ifnull(NEW.requirement, NEW.demand || '-R'), NEW.demand, NEW.category, ifnull(NEW.at, store_now())
   WHERE NEW.kind = 'valid' AND NOT EXISTS (SELECT 1 FROM requirement WHERE demand = NEW.demand);
  INSERT INTO requirement_event (ref, requirement, kind, reason, actor, at)
  SELECT h.ref || '-T' || (SELECT count(*) FROM disposition WHERE demand = NEW.demand), h.ref,
         iif(NEW.kind = 'valid', 'reopened', 'revoked'), NEW.reason, NEW.actor, ifnull(NEW.at, store_now())
    FROM requirement_head h
   WHERE h.demand = NEW.demand AND (h.state = 'revoked') = (NEW.kind = 'valid');
END;

-- Takes a decision back that should never have been made, as two demands merged that are not the same: a further decision as
-- before it, of the same instant and so in its place, and the event that revoked the requirement is reversed. What the
-- requirement had reached stands as if nothing had been; figures of that time, asked for with an earlier known_at, stay.
-- To change one's mind from now on, decide anew at the desk.
CREATE VIEW triage_undo AS
SELECT u.ref, substr(u.ref, 1, length(u.ref) - 2) AS decision, u.reason, u.actor
  FROM disposition u
 WHERE u.ref LIKE '%-U' AND u.recorded_at <= known_at() AND u.at <= as_of()
   AND EXISTS (SELECT 1 FROM disposition x WHERE x.ref = substr(u.ref, 1, length(u.ref) - 2))
   AND EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = u.demand);

CREATE TRIGGER triage_undo_insert INSTEAD OF INSERT ON triage_undo BEGIN
  SELECT RAISE(ABORT, 'triage_undo: no such decision; name the ref of the disposition') WHERE NOT EXISTS (SELECT 1 FROM disposition WHERE ref = NEW.decision);
  SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM disposition WHERE ref = NEW.decision || '-U');
  SELECT RAISE(ABORT, 'triage_undo: a reason is needed') WHERE NEW.reason IS NULL;
  SELECT RAISE(ABORT, 'triage_undo: no such unit as actor') WHERE NEW.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.actor);
  SELECT RAISE(ABORT, 'triage_undo: a later decision stands; only the last one can be undone')
   WHERE NEW.decision <> (SELECT y.ref FROM disposition x CROSS JOIN disposition y ON y.demand = x.demand
                           WHERE x.ref = NEW.decision ORDER BY y.at DESC, y.id DESC LIMIT 1);
  SELECT RAISE(ABORT, 'triage_undo: this decision found the demand valid and opened work; decide anew at triage_desk')
   WHERE (SELECT kind FROM disposition WHERE ref = NEW.decision) = 'valid';
  SELECT RAISE(ABORT, 'triage_undo: no decision came before it; decide anew at triage_desk')
   WHERE NOT EXISTS (SELECT 1 FROM disposition x CROSS JOIN disposition y ON y.demand = x.demand
                      WHERE x.ref = NEW.decision AND y.ref <> x.ref);
  INSERT INTO disposition (ref, demand, kind, category, further, reason, actor, of_demand, proposed_by, proposed_version, proposed, at)
  SELECT x.ref || '-U', x.demand, p.kind, p.category, p.further, NEW.reason, NEW.actor, p.of_demand,
         iif(p.method = 'person', p.proposed_by, p.method), iif(p.method = 'person', p.proposed_version, ifnull(p.version, '')),
         iif(p.method = 'person', p.proposed, p.category), x.at
    FROM disposition x CROSS JOIN disposition p
   WHERE x.ref = NEW.decision
     AND p.id = (SELECT y.id FROM disposition y WHERE y.demand = x.demand AND (y.at, y.id) < (x.at, x.id) ORDER BY y.at DESC, y.id DESC LIMIT 1);
  INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, actor, at)
  SELECT e.ref || '-U', e.requirement, 'reversed', e.ref, NEW.reason, NEW.actor, store_now()
    FROM disposition u CROSS JOIN requirement_head h ON h.demand = u.demand
    CROSS JOIN requirement_event_standing e ON e.requirement = h.ref AND e.kind = 'revoked' AND e.at = h.state_at
   WHERE u.ref = NEW.decision || '-U' AND u.kind = 'valid' AND h.state = 'revoked'
   ORDER BY e.id DESC LIMIT 1;
END;
