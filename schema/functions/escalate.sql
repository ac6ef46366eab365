-- Writes what escalation_due lists at the moment, which escalate() has set, in order of reference, and says how many.
-- A case to which something happened later is left alone: what was decided since stands. The reference is the case's and
-- the number of the step, so that two runs over the same records have the same bytes.
INSERT INTO main.requirement_event (ref, requirement, kind, level, reason, at)
SELECT iif(length(requirement) <= 56, requirement, substr(requirement, 1, 28) || '_' || substr(requirement, -27))
       || '-E' || (SELECT count(*) + 1 FROM main.requirement_event e WHERE e.requirement = d.requirement AND e.kind = 'escalated'),
       requirement, 'escalated', to_level, reason_zh || ' ' || reason_en, as_of()
  FROM main.escalation_due d
 WHERE NOT EXISTS (SELECT 1 FROM main.requirement_event e WHERE e.requirement = d.requirement AND e.at > as_of())
 ORDER BY requirement;
SELECT changes();
