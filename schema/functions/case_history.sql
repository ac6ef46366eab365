-- case_history(ref): everything that happened to a demand or to a requirement and its demand, in order.
SELECT at, recorded_at, record, ref, kind, unit, detail FROM case_trail
 WHERE case_ref = ifnull((SELECT demand FROM requirement_info WHERE ref = ?1), ?1) AND at <= as_of() AND recorded_at <= known_at()
 ORDER BY at, CASE record WHEN 'demand' THEN 0 WHEN 'disposition' THEN 1 WHEN 'requirement' THEN 2 ELSE 3 END, recorded_at, ref;
