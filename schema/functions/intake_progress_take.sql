-- Records the new good rows of progress whose turns are :from to :to. A day without a time is the day's first instant, or,
-- where the case moved on that day before, the instant of its last event then.
INSERT INTO main.requirement_event (ref, requirement, kind, unit, deadline, confirmed, rating, satisfied, quantity_milli, reason, actor, at, synthetic)
SELECT x.ref, x.requirement, x.kind, iif(x.kind IN ('dispatched', 'joined', 'left'), x.actor, NULL), x.due, x.confirmed, x.rating, x.satisfied, x.milli,
       read_text(r.reason), x.actor,
       iif(length(x.day) < 10 OR length(x.day) > 10, x.at,
           max(x.at, ifnull((SELECT q.at FROM main.requirement q WHERE q.ref = x.requirement AND local_date(q.at) = x.day), ''),
               ifnull((SELECT max(e.at) FROM main.requirement_event e WHERE e.requirement = x.requirement AND e.at BETWEEN x.at AND day_end(x.day)), ''))),
       (SELECT synthetic FROM temp.intake_term)
  FROM temp.intake_event x CROSS JOIN main.intake_progress r ON r.batch = :batch AND r.row = x.row
 WHERE x.place BETWEEN :from AND :to AND NOT x.bad AND x.known = 0
 ORDER BY x.place;
INSERT INTO main.intake_taken (batch, row, ref)
SELECT :batch, x.row, x.ref FROM temp.intake_event x WHERE x.place BETWEEN :from AND :to AND NOT x.bad AND x.known = 0 ORDER BY x.row;
