-- Who would be given what, by rule: the unit and section that a category has by default, and its working days from the
-- day of the moment to the end of the last one. So that all that awaits dispatch is dispatched by one statement:
--
--   INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at)
--   SELECT ref, requirement, 'dispatched', unit, section, deadline, as_of() FROM dispatch_proposal WHERE missing = '';
--
-- Again at once it finds nothing left to do. References count the dispatches of a case: WHGX-R-000001-P1.

CREATE VIEW dispatch_default AS          -- by category: the unit named, else the one lead of all clauses that answer it
SELECT code AS category, unit, section, workdays, day_end(workday_add(local_date(as_of()), workdays)) AS deadline
  FROM (SELECT code, unit, workdays,
               ifnull((SELECT s.code FROM section s WHERE s.code = d.section AND s.unit = d.unit),
                      (SELECT min(s.code) FROM section s WHERE s.unit = d.unit)) AS section
          FROM (SELECT c.code, c.section, c.workdays,
                       ifnull((SELECT u.code FROM unit u WHERE u.code = c.unit AND u.responsible),
                              (SELECT iif(min(k.unit) = max(k.unit), min(k.unit), NULL)
                                 FROM clause_category a JOIN clause_unit k ON k.clause = a.clause AND k.role = 'lead'
                                 JOIN unit u ON u.code = k.unit AND u.responsible
                                WHERE a.category = c.code)) AS unit
                  FROM category c) d);

-- missing: '' all is there; else what a person must decide, of category, unit, section, deadline; or 'returned', where the
-- unit has given this very requirement back before.
CREATE VIEW dispatch_proposal AS
SELECT requirement || '-P' || (dispatches + 1) AS ref, requirement, enterprise, category, unit, section, deadline,
       iif(category = '', 'category', substr(iif(unit IS NULL, ',unit', '') || iif(section IS NULL AND required = 'section,deadline', ',section', '')
                                             || iif(deadline IS NULL AND required <> '', ',deadline', '') || iif(back, ',returned', ''), 2)) AS missing
  FROM (SELECT r.ref AS requirement, r.enterprise, r.category, d.unit, d.section, d.deadline,
               ifnull((SELECT value FROM setting WHERE name = 'dispatch_requires'), '') AS required,
               (SELECT count(*) FROM requirement_event e WHERE e.requirement = r.ref AND e.kind = 'dispatched' AND e.recorded_at <= known_at()) AS dispatches,
               r.returned > 0 AND EXISTS (SELECT 1 FROM event_now b WHERE b.requirement = r.ref AND b.kind = 'returned'
                  AND d.unit = (SELECT h.unit FROM event_now h WHERE h.requirement = b.requirement AND h.kind = 'dispatched' AND (h.at, h.id) < (b.at, b.id)
                                 ORDER BY h.at DESC, h.id DESC LIMIT 1)) AS back
          FROM requirement_list r LEFT JOIN dispatch_default d ON d.category = r.category
         WHERE r.state = 'open' AND r.lead = '');
