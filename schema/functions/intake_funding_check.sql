-- Faults of a batch of loans or subsidies that need all of its rows.
-- What is said of a case that is not there yet: it needs an enterprise and a unit, and has one enterprise.
INSERT INTO temp.intake_case (funding, enterprise, unit, bank, clause, requirement)
SELECT c.funding,
       (SELECT y.enterprise FROM temp.intake_stage y WHERE y.funding = c.funding AND NOT y.bad AND y.enterprise IS NOT NULL ORDER BY y.at, y.row LIMIT 1),
       (SELECT y.unit FROM temp.intake_stage y WHERE y.funding = c.funding AND NOT y.bad AND y.unit IS NOT NULL ORDER BY y.at, y.row LIMIT 1),
       (SELECT y.bank FROM temp.intake_stage y WHERE y.funding = c.funding AND NOT y.bad AND y.bank IS NOT NULL ORDER BY y.at, y.row LIMIT 1),
       (SELECT y.clause FROM temp.intake_stage y WHERE y.funding = c.funding AND NOT y.bad AND y.clause IS NOT NULL ORDER BY y.at, y.row LIMIT 1),
       (SELECT y.requirement FROM temp.intake_stage y WHERE y.funding = c.funding AND NOT y.bad AND y.requirement IS NOT NULL ORDER BY y.at, y.row LIMIT 1)
  FROM (SELECT DISTINCT funding FROM temp.intake_stage WHERE NOT bad) c
 WHERE NOT EXISTS (SELECT 1 FROM main.funding f WHERE f.ref = c.funding);
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, x.row, n.name, n.name || '_missing', NULL, NULL
  FROM (SELECT 'enterprise' AS name UNION ALL SELECT 'unit') n
  CROSS JOIN temp.intake_case c ON iif(n.name = 'unit', c.unit, c.enterprise) IS NULL
  CROSS JOIN temp.intake_stage x ON x.funding = c.funding WHERE NOT x.bad;
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, x.row, 'enterprise', 'enterprise_other', (SELECT substr(r.enterprise, 1, 200) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = x.row), e.name
  FROM temp.intake_stage x CROSS JOIN main.enterprise e
    ON e.uscc = ifnull((SELECT f.enterprise FROM main.funding f WHERE f.ref = x.funding), (SELECT c.enterprise FROM temp.intake_case c WHERE c.funding = x.funding))
 WHERE NOT x.bad AND x.enterprise <> e.uscc;
-- A reversal: of a record of the same case and stage, in the store or in the file.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, x.row, 'reverses', iif(o.ref IS NULL, 'reverses_unknown', 'reverses_other'), x.reverses, NULL
  FROM temp.intake_stage x
  LEFT JOIN (SELECT ref, funding, stage, reverses FROM main.funding_event WHERE ref IN (SELECT reverses FROM temp.intake_stage)
             UNION ALL SELECT ref, funding, stage, reverses FROM temp.intake_stage WHERE NOT bad AND known = 0) o ON o.ref = x.reverses
 WHERE x.reverses IS NOT NULL AND NOT x.bad AND (o.ref IS NULL OR (o.funding, o.stage) IS NOT (x.funding, x.stage) OR o.reverses IS NOT NULL)
ON CONFLICT DO NOTHING;
-- A stage before one that comes before it, of the same case.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, 'at', 'stage_order', (SELECT substr(r.at, 1, 200) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = y.row), w.zh || ' ' || before
  FROM (SELECT x.row, s.code, max(before) AS before FROM (
          SELECT x.row, x.no, iif(length(x.day) = 10, x.day, local_date(x.at)) AS day, e.stage, local_date(e.at) AS before
            FROM temp.intake_stage x CROSS JOIN main.funding_event e ON e.funding = x.funding
           WHERE NOT x.bad AND (x.known = 0 OR x.first IS NOT NULL) AND x.no IS NOT NULL AND x.reverses IS NULL AND e.reverses IS NULL
          UNION ALL
          SELECT x.row, x.no, iif(length(x.day) = 10, x.day, local_date(x.at)), e.stage, iif(length(e.day) = 10, e.day, local_date(e.at))
            FROM temp.intake_stage x CROSS JOIN temp.intake_stage e ON e.funding = x.funding
           WHERE NOT x.bad AND (x.known = 0 OR x.first IS NOT NULL) AND x.no IS NOT NULL AND x.reverses IS NULL AND e.reverses IS NULL AND NOT e.bad) x
          CROSS JOIN main.stage s ON s.kind = :kind AND s.code = x.stage AND s.no < x.no
         WHERE x.before > x.day GROUP BY x.row) y
  LEFT JOIN main.word w ON w.domain = 'stage' AND w.code = :kind || '-' || y.code
 WHERE true ON CONFLICT DO NOTHING;
UPDATE temp.intake_stage SET bad = 1
 WHERE NOT bad AND row IN (SELECT row FROM main.intake_fault WHERE batch = :batch AND code IN ('enterprise_missing', 'enterprise_other', 'unit_missing', 'reverses_unknown', 'reverses_other', 'stage_order'));
