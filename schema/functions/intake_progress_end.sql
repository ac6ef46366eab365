-- After the progress: its units have reported for the period of their last row.
INSERT INTO main.submission (ref, unit, kind, period, at, synthetic)
SELECT ref, unit, 'progress', period_no(local_date(last)), max((SELECT at FROM temp.intake_term), last), (SELECT synthetic FROM temp.intake_term)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code((SELECT ref FROM main.intake_batch WHERE id = :batch) || ' ' || actor) AS ref,
               actor AS unit, max(at) AS last FROM temp.intake_event WHERE NOT bad GROUP BY actor) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref) AND EXISTS (SELECT 1 FROM main.unit u WHERE u.code = s.unit AND u.responsible)
 ORDER BY unit;
-- Headings and no row: the unit that handed it in has nothing to report, of the last period that has ended, or where it has
-- reported that, of the one that is running.
INSERT INTO main.submission (ref, unit, kind, period, at, synthetic)
SELECT s.ref, s.unit, 'progress', s.period, s.at, (SELECT synthetic FROM temp.intake_term)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code(b.ref || ' ' || b.unit) AS ref, b.unit, b.at,
               period_no(local_date(b.at)) - (period_no(local_date(b.at)) > 1 AND NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.kind = 'progress' AND o.unit = b.unit AND o.period = period_no(local_date(b.at)) - 1)) AS period
          FROM main.intake_batch b
         WHERE b.id = :batch AND EXISTS (SELECT 1 FROM main.unit u WHERE u.code = b.unit AND u.responsible)
           AND NOT EXISTS (SELECT 1 FROM main.intake_progress WHERE batch = :batch) AND NOT EXISTS (SELECT 1 FROM main.intake_unread WHERE batch = :batch)) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref);
