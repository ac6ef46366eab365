-- Faults of a batch of demands that need all of its rows: what a row says it corrects.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, 'supersedes',
       CASE WHEN supersedes = ref THEN 'supersedes_itself' WHEN other IS NOT NULL THEN 'supersedes_done' ELSE 'supersedes_unknown' END,
       supersedes, other
  FROM (SELECT x.row, x.ref, x.supersedes,
               coalesce((SELECT o.of_demand FROM main.disposition o WHERE o.demand = x.supersedes AND o.kind = 'superseded' AND o.of_demand <> x.ref
                          ORDER BY o.at DESC, o.id DESC LIMIT 1),
                        (SELECT y.ref FROM temp.intake_row y WHERE y.supersedes = x.supersedes AND y.row < x.row AND y.ref <> x.ref AND NOT y.bad ORDER BY y.row LIMIT 1)) AS other,
               EXISTS (SELECT 1 FROM main.demand d WHERE d.ref = x.supersedes)
               OR EXISTS (SELECT 1 FROM temp.intake_row y WHERE y.ref = x.supersedes AND NOT y.bad) AS there
          FROM temp.intake_row x WHERE x.supersedes IS NOT NULL AND NOT x.bad)
 WHERE supersedes = ref OR other IS NOT NULL OR NOT there;
UPDATE temp.intake_row SET bad = 1
 WHERE supersedes IS NOT NULL AND NOT bad AND EXISTS (SELECT 1 FROM main.intake_fault f WHERE f.batch = :batch AND f.row = intake_row.row);
