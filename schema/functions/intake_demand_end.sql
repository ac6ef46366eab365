-- After the demands: what they take the place of, and that their units have reported.
INSERT INTO main.requirement_event (ref, requirement, kind, reason, actor, at, synthetic)
SELECT (SELECT zone FROM temp.intake_term) || '-E-' || contents_code(x.ref || ' revokes ' || h.ref), h.ref, 'revoked', '需求已更正为 ' || x.ref, x.unit,
       max((SELECT at FROM temp.intake_term), h.last_at), (SELECT synthetic FROM temp.intake_term)
  FROM temp.intake_row x CROSS JOIN main.requirement_head h ON h.demand = x.supersedes
 WHERE x.supersedes IS NOT NULL AND NOT x.bad AND h.state <> 'revoked'
   AND NOT EXISTS (SELECT 1 FROM main.disposition o WHERE o.demand = x.supersedes AND o.kind = 'superseded' AND o.of_demand = x.ref)
 ORDER BY x.row;
INSERT INTO main.disposition (ref, demand, kind, reason, actor, of_demand, at, synthetic)
SELECT (SELECT zone FROM temp.intake_term) || '-S-' || contents_code(x.ref || ' supersedes ' || h.ref), h.ref, 'superseded', '更正', x.unit, x.ref,
       max((SELECT at FROM temp.intake_term), h.last_at, x.at), (SELECT synthetic FROM temp.intake_term)
  FROM temp.intake_row x CROSS JOIN main.demand_head h ON h.ref = x.supersedes
 WHERE x.supersedes IS NOT NULL AND NOT x.bad
   AND NOT EXISTS (SELECT 1 FROM main.disposition o WHERE o.demand = x.supersedes AND o.kind = 'superseded' AND o.of_demand = x.ref)
 ORDER BY x.row;
INSERT INTO main.submission (ref, unit, period, at, synthetic)
SELECT ref, unit, period_no(local_date(last)), max((SELECT at FROM temp.intake_term), last), (SELECT synthetic FROM temp.intake_term)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code((SELECT ref FROM main.intake_batch WHERE id = :batch) || ' ' || unit) AS ref,
               unit, max(at) AS last FROM temp.intake_row WHERE NOT bad GROUP BY unit) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref)
 ORDER BY unit;
-- Headings and no row: the unit that handed it in has nothing to report, of the last period that has ended, or where it has
-- reported that, of the one that is running.
INSERT INTO main.submission (ref, unit, kind, period, at, synthetic)
SELECT s.ref, s.unit, 'demand', s.period, s.at, (SELECT synthetic FROM temp.intake_term)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code(b.ref || ' ' || b.unit) AS ref, b.unit, b.at,
               period_no(local_date(b.at)) - (period_no(local_date(b.at)) > 1 AND NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.kind = 'demand' AND o.unit = b.unit AND o.period = period_no(local_date(b.at)) - 1)) AS period
          FROM main.intake_batch b
         WHERE b.id = :batch AND EXISTS (SELECT 1 FROM main.unit u WHERE u.code = b.unit AND u.contact)
           AND NOT EXISTS (SELECT 1 FROM main.intake_demand WHERE batch = :batch) AND NOT EXISTS (SELECT 1 FROM main.intake_unread WHERE batch = :batch)) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref);
