-- Reads the rows :from to :to of a batch of progress, and lists the faults that a row has by itself.
INSERT INTO temp.intake_event (row, ref, requirement, kind, actor, day, at, due, milli, confirmed, rating, satisfied, suspect)
WITH cell AS MATERIALIZED (
  SELECT row, read_text(ref) AS ref, read_text(requirement) AS requirement, read_text(kind) AS kind,
         ifnull(read_text(unit), (SELECT unit FROM temp.intake_term)) AS unit,
         read_date(at, (SELECT year FROM temp.intake_term)) AS day,
         read_text(deadline) AS deadline, read_date(deadline, (SELECT year FROM temp.intake_term)) AS due,
         read_text(quantity) AS quantity, read_quantity(quantity) AS milli, read_text(confirmed) AS confirmed, read_text(rating) AS rating,
         read_text(reason) AS reason, read_text_fault(reason) AS text_fault
    FROM main.intake_progress WHERE batch = :batch AND row BETWEEN :from AND :to),
folded AS MATERIALIZED (
  SELECT cell.*, iif(ref GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(ref)), ref) AS given,
         iif(requirement GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(requirement)), requirement) AS named FROM cell),
found AS MATERIALIZED (
  SELECT row, given,
         -- itself; of the demand; of the demand that it repeats or that took its place, as decided last
         coalesce((SELECT ref FROM main.requirement WHERE ref = named), (SELECT ref FROM main.requirement WHERE demand = named),
                  (SELECT r.ref FROM main.requirement r WHERE r.demand = (
                     WITH RECURSIVE chain (demand, step) AS (
                       SELECT named, 0
                       UNION ALL
                       SELECT (SELECT o.of_demand FROM main.disposition o WHERE o.demand = c.demand ORDER BY o.at DESC, o.id DESC LIMIT 1), c.step + 1
                         FROM chain c WHERE c.demand IS NOT NULL AND c.step < 100)
                     SELECT demand FROM chain WHERE demand IS NOT NULL ORDER BY step DESC LIMIT 1))) AS requirement,
         (SELECT code FROM temp.intake_code WHERE domain = 'event' AND key = name_key(folded.kind)) AS kind,
         (SELECT code FROM temp.intake_unit WHERE key = name_key(folded.unit)) AS actor,
         day, iif(length(day) = 10, day_start(day), day) AS at, deadline, iif(length(due) = 10, day_end(due), due) AS due,
         quantity, milli, confirmed, read_yes_no(confirmed) AS yes, rating, iif(read_satisfied(rating) IS NULL, read_rating(rating), NULL) AS rated,
         read_satisfied(rating) AS satisfied, reason, text_fault FROM folded)
SELECT row,
       ifnull(given, (SELECT zone FROM temp.intake_term) || '-E-' || contents_code(
         requirement || char(31) || kind || char(31) || actor || char(31) || day || char(31) || ifnull(due, '') || char(31) || ifnull(milli, '')
         || char(31) || ifnull(yes, '') || char(31) || ifnull(rated, '') || char(31) || ifnull(satisfied, '') || char(31) || ifnull(reason, ''))),
       requirement, kind, actor, day, at, due, milli, yes, rated, satisfied,
       ifnull(requirement IS NULL OR kind IS NULL OR kind IN ('escalated', 'revoked', 'reversed') OR actor IS NULL OR at IS NULL
              OR at > (SELECT now FROM temp.intake_term) OR at < (SELECT earliest FROM temp.intake_term) OR text_fault IS NOT NULL OR length(reason) > 4000
              OR given GLOB '*[^A-Za-z0-9_-]*' OR length(given) NOT BETWEEN 3 AND 64 OR given NOT GLOB (SELECT zone FROM temp.intake_term) || '-*'
              OR (deadline IS NOT NULL AND (due IS NULL OR kind NOT IN ('extended', 'dispatched'))) OR (kind = 'extended' AND due IS NULL)
              OR (quantity IS NOT NULL AND (milli IS NULL OR kind <> 'progressed'))
              OR (confirmed IS NOT NULL AND (yes IS NULL OR kind <> 'followed_up')) OR (rating IS NOT NULL AND (ifnull(rated, satisfied) IS NULL OR kind <> 'followed_up'))
              OR (kind = 'followed_up' AND yes IS NULL AND rated IS NULL AND satisfied IS NULL)
              OR (kind IN ('returned', 'closed_unsolved') AND reason IS NULL)
              OR (milli IS NOT NULL AND quantity IS NOT NULL AND read_quantity_unit(quantity) IS NOT NULL)
              OR iif(length(day) = 10, day < (SELECT local_date(r.at) FROM main.requirement r WHERE r.ref = found.requirement),
                                       at < (SELECT r.at FROM main.requirement r WHERE r.ref = found.requirement)), 0)
  FROM found;

INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
WITH x AS (
  SELECT r.*, s.ref AS read_ref, s.requirement AS case_ref, s.kind AS code, s.actor, s.day, s.at AS instant, s.due, s.milli, s.confirmed AS yes, s.rating AS rated, s.satisfied
    FROM temp.intake_event s CROSS JOIN main.intake_progress r ON r.batch = :batch AND r.row = s.row
   WHERE s.row BETWEEN :from AND :to AND s.suspect)
SELECT :batch, row, name, fault, substr(value, 1, 200), detail FROM (
  SELECT row, 'ref' AS name, 'ref_form' AS fault, ref AS value, NULL AS detail FROM x
   WHERE read_text(ref) IS NOT NULL AND (read_ref GLOB '*[^A-Za-z0-9_-]*' OR length(read_ref) NOT BETWEEN 3 AND 64)
  UNION ALL
  SELECT row, 'ref', 'ref_zone', ref, (SELECT zone FROM temp.intake_term) FROM x
   WHERE read_text(ref) IS NOT NULL AND read_ref NOT GLOB '*[^A-Za-z0-9_-]*' AND length(read_ref) BETWEEN 3 AND 64
     AND read_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*'
  UNION ALL
  SELECT row, 'requirement', CASE WHEN read_text(requirement) IS NULL THEN 'requirement_missing'
                                  WHEN w.zh IS NULL THEN 'requirement_unknown' ELSE 'requirement_untriaged' END, requirement, w.zh
    FROM x LEFT JOIN main.demand_head h ON h.ref = iif(read_text(x.requirement) GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(read_text(x.requirement))), read_text(x.requirement))
    LEFT JOIN main.word w ON w.domain = 'disposition' AND w.code = h.disposition WHERE case_ref IS NULL
  UNION ALL
  SELECT row, 'kind', CASE WHEN code IS NOT NULL THEN 'kind_elsewhere' WHEN read_text(kind) IS NULL THEN 'kind_missing' ELSE 'kind_unknown' END, kind,
         (SELECT group_concat(zh, '、') FROM (SELECT zh FROM main.word WHERE domain = 'event' AND code NOT IN ('escalated', 'revoked', 'reversed') ORDER BY code))
    FROM x WHERE code IS NULL OR code IN ('escalated', 'revoked', 'reversed')
  UNION ALL
  SELECT row, 'unit', iif(read_text(unit) IS NULL, 'unit_missing', 'unit_unknown'), unit,
         (SELECT group_concat(code || ' ' || name, '、') FROM (SELECT code, name FROM main.unit ORDER BY code LIMIT 20)) FROM x WHERE actor IS NULL
  UNION ALL
  SELECT row, 'at', ifnull(read_date_fault(at, (SELECT year FROM temp.intake_term)), 'date_missing'), at, NULL FROM x WHERE instant IS NULL
  UNION ALL
  SELECT row, 'at', 'date_future', at, local_text((SELECT now FROM temp.intake_term)) FROM x WHERE instant > (SELECT now FROM temp.intake_term)
  UNION ALL
  SELECT row, 'at', 'date_early', at, local_date((SELECT earliest FROM temp.intake_term)) FROM x WHERE instant < (SELECT earliest FROM temp.intake_term)
  UNION ALL
  SELECT x.row, 'at', 'date_before', x.at, local_text(r.at) FROM x CROSS JOIN main.requirement r ON r.ref = x.case_ref
   WHERE iif(length(day) = 10, day < local_date(r.at), instant < r.at) AND instant >= (SELECT earliest FROM temp.intake_term)
  UNION ALL
  SELECT row, 'deadline', ifnull(read_date_fault(deadline, (SELECT year FROM temp.intake_term)), 'deadline_missing'), deadline, NULL FROM x
   WHERE due IS NULL AND (read_text(deadline) IS NOT NULL OR code = 'extended')
  UNION ALL
  SELECT row, 'quantity', read_quantity_fault(quantity), quantity, NULL FROM x WHERE milli IS NULL AND read_quantity_fault(quantity) IS NOT NULL
  UNION ALL
  SELECT row, 'quantity', 'quantity_unit', quantity, ifnull(d.quantity_unit, '无') FROM x CROSS JOIN main.requirement r ON r.ref = case_ref
   CROSS JOIN main.demand d ON d.ref = r.demand
   WHERE milli IS NOT NULL AND read_quantity_unit(quantity) IS NOT NULL AND read_quantity_unit(quantity) IS NOT d.quantity_unit
  UNION ALL
  SELECT row, 'confirmed', 'answer_unreadable', confirmed, NULL FROM x WHERE read_text(confirmed) IS NOT NULL AND yes IS NULL
  UNION ALL
  SELECT row, 'rating', 'answer_unreadable', rating, NULL FROM x WHERE read_text(rating) IS NOT NULL AND rated IS NULL AND satisfied IS NULL
  UNION ALL
  SELECT row, 'kind', 'answer_missing', kind, NULL FROM x WHERE code = 'followed_up' AND yes IS NULL AND rated IS NULL AND satisfied IS NULL
     AND read_text(confirmed) IS NULL AND read_text(rating) IS NULL
  UNION ALL
  SELECT row, c.name, 'cell_elsewhere', c.value, kind FROM (
    SELECT row, code, kind, 'deadline' AS name, deadline AS value FROM x UNION ALL SELECT row, code, kind, 'quantity', quantity FROM x
    UNION ALL SELECT row, code, kind, 'confirmed', confirmed FROM x UNION ALL SELECT row, code, kind, 'rating', rating FROM x) c
   WHERE c.code IS NOT NULL AND read_text(c.value) IS NOT NULL
     AND NOT (c.name = 'deadline' AND c.code IN ('extended', 'dispatched') OR c.name = 'quantity' AND c.code = 'progressed'
              OR c.name IN ('confirmed', 'rating') AND c.code = 'followed_up')
  UNION ALL
  SELECT row, 'reason', 'reason_missing', reason, NULL FROM x WHERE code IN ('returned', 'closed_unsolved') AND read_text(reason) IS NULL
  UNION ALL
  SELECT row, 'reason', read_text_fault(reason), reason, NULL FROM x WHERE read_text_fault(reason) IS NOT NULL
  UNION ALL
  SELECT row, 'reason', 'text_long', reason, CAST(length(read_text(reason)) AS TEXT) FROM x WHERE length(read_text(reason)) > 4000) WHERE true
ON CONFLICT DO NOTHING;

UPDATE temp.intake_event SET bad = 1
 WHERE row IN (SELECT row FROM main.intake_fault WHERE batch = :batch AND row BETWEEN :from AND :to);

-- Against the store, then against the rows before it.
UPDATE temp.intake_event AS x
   SET known = ifnull((SELECT 2 - (e.requirement IS x.requirement AND e.kind IS x.kind AND e.actor IS x.actor AND e.deadline IS x.due
                                   AND e.quantity_milli IS x.milli AND e.confirmed IS x.confirmed AND e.rating IS x.rating AND e.satisfied IS x.satisfied
                                   AND (e.at = x.at OR length(x.day) = 10 AND local_date(e.at) = x.day)
                                   AND e.reason IS (SELECT read_text(r.reason) FROM main.intake_progress r WHERE r.batch = :batch AND r.row = x.row))
                         FROM main.requirement_event e WHERE e.ref = x.ref), 0)
 WHERE row BETWEEN :from AND :to AND NOT bad;
UPDATE temp.intake_event AS x
   SET first = (SELECT min(y.row) FROM temp.intake_event y WHERE y.ref = x.ref AND y.row < x.row AND NOT y.bad AND y.known < 2)
 WHERE row BETWEEN :from AND :to AND NOT bad AND known <> 1;
UPDATE temp.intake_event AS x
   SET known = (SELECT 3 - 2 * (y.requirement IS x.requirement AND y.kind IS x.kind AND y.actor IS x.actor AND y.due IS x.due AND y.milli IS x.milli
                                AND y.confirmed IS x.confirmed AND y.rating IS x.rating AND y.satisfied IS x.satisfied AND y.day IS x.day
                                AND (SELECT read_text(r.reason) FROM main.intake_progress r WHERE r.batch = :batch AND r.row = x.row)
                                 IS (SELECT read_text(r.reason) FROM main.intake_progress r WHERE r.batch = :batch AND r.row = y.row))
                  FROM temp.intake_event y WHERE y.row = x.first)
 WHERE row BETWEEN :from AND :to AND first IS NOT NULL;
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, 'ref', iif(known = 2, 'ref_taken', 'ref_twice'), ref, CAST(first AS TEXT)
  FROM temp.intake_event WHERE row BETWEEN :from AND :to AND known > 1;
UPDATE temp.intake_event SET bad = 1 WHERE row BETWEEN :from AND :to AND known > 1;
