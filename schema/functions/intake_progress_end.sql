-- After the progress: its units have reported for the period of their last row.
INSERT INTO main.submission (ref, unit, kind, period, at)
SELECT ref, unit, 'progress', period_no(local_date(last)), max((SELECT at FROM temp.intake_term), last)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code((SELECT ref FROM main.intake_batch WHERE id = :batch) || ' ' || actor) AS ref,
               actor AS unit, max(at) AS last FROM temp.intake_event WHERE NOT bad GROUP BY actor) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref) AND EXISTS (SELECT 1 FROM main.unit u WHERE u.code = s.unit AND u.responsible)
 ORDER BY unit;
