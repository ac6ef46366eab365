-- Records the new good rows of loans or subsidies whose turns are :from to :to: first the cases that are not there yet, each
-- beginning with its earliest row, then the stages. A day without a time is the day's first instant, or that of the case's last record then.
INSERT INTO main.intake_taken (batch, row, ref)
SELECT :batch, x.row, x.funding
  FROM (SELECT min(place) AS place FROM temp.intake_stage WHERE place BETWEEN :from AND :to AND NOT bad AND known = 0 GROUP BY funding) f
  CROSS JOIN temp.intake_stage x ON x.place = f.place
 WHERE NOT EXISTS (SELECT 1 FROM main.funding o WHERE o.ref = x.funding)
 ORDER BY x.row;
INSERT INTO main.funding (ref, kind, enterprise, unit, clause, bank, requirement, at, synthetic)
SELECT x.funding, :kind, c.enterprise, c.unit, c.clause, c.bank, c.requirement, x.at, (SELECT synthetic FROM temp.intake_term)
  FROM (SELECT min(place) AS place FROM temp.intake_stage WHERE place BETWEEN :from AND :to AND NOT bad AND known = 0 GROUP BY funding) f
  CROSS JOIN temp.intake_stage x ON x.place = f.place CROSS JOIN temp.intake_case c ON c.funding = x.funding
 WHERE NOT EXISTS (SELECT 1 FROM main.funding o WHERE o.ref = x.funding)
 ORDER BY x.place;
INSERT INTO main.funding_event (ref, funding, stage, amount_fen, reverses, actor, reason, at, synthetic)
SELECT x.ref, x.funding, x.stage, x.fen, x.reverses, ifnull(x.unit, (SELECT unit FROM main.funding WHERE ref = x.funding)), read_text(r.reason),
       iif(length(x.day) > 10, x.at,
           max(x.at, ifnull((SELECT f.at FROM main.funding f WHERE f.ref = x.funding AND local_date(f.at) = x.day), ''),
               ifnull((SELECT max(e.at) FROM main.funding_event e WHERE e.funding = x.funding AND e.at BETWEEN x.at AND day_end(x.day)), ''))),
       (SELECT synthetic FROM temp.intake_term)
  FROM temp.intake_stage x CROSS JOIN main.intake_funding r ON r.batch = :batch AND r.row = x.row
 WHERE x.place BETWEEN :from AND :to AND NOT x.bad AND x.known = 0
 ORDER BY x.place;
INSERT INTO main.intake_taken (batch, row, ref)
SELECT :batch, x.row, x.ref FROM temp.intake_stage x WHERE x.place BETWEEN :from AND :to AND NOT x.bad AND x.known = 0 ORDER BY x.row;
