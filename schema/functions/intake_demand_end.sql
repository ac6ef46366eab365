-- After the demands: what they take the place of, and that their units have reported.
INSERT INTO main.requirement_event (ref, requirement, kind, reason, actor, at)
SELECT (SELECT zone FROM temp.intake_term) || '-E-' || contents_code(x.ref || ' revokes ' || h.ref), h.ref, 'revoked', '需求已更正为 ' || x.ref, x.unit,
       max((SELECT at FROM temp.intake_term), h.last_at)
  FROM temp.intake_row x CROSS JOIN main.requirement_head h ON h.demand = x.supersedes
 WHERE x.supersedes IS NOT NULL AND NOT x.bad AND h.state <> 'revoked'
   AND NOT EXISTS (SELECT 1 FROM main.disposition o WHERE o.demand = x.supersedes AND o.kind = 'superseded' AND o.of_demand = x.ref)
 ORDER BY x.row;
INSERT INTO main.disposition (ref, demand, kind, reason, actor, of_demand, at)
SELECT (SELECT zone FROM temp.intake_term) || '-S-' || contents_code(x.ref || ' supersedes ' || h.ref), h.ref, 'superseded', '更正', x.unit, x.ref,
       max((SELECT at FROM temp.intake_term), h.last_at, x.at)
  FROM temp.intake_row x CROSS JOIN main.demand_head h ON h.ref = x.supersedes
 WHERE x.supersedes IS NOT NULL AND NOT x.bad
   AND NOT EXISTS (SELECT 1 FROM main.disposition o WHERE o.demand = x.supersedes AND o.kind = 'superseded' AND o.of_demand = x.ref)
 ORDER BY x.row;
INSERT INTO main.submission (ref, unit, period, at)
SELECT ref, unit, period_no(local_date(last)), max((SELECT at FROM temp.intake_term), last)
  FROM (SELECT (SELECT zone FROM temp.intake_term) || '-U-' || contents_code((SELECT ref FROM main.intake_batch WHERE id = :batch) || ' ' || unit) AS ref,
               unit, max(at) AS last FROM temp.intake_row WHERE NOT bad GROUP BY unit) s
 WHERE NOT EXISTS (SELECT 1 FROM main.submission o WHERE o.ref = s.ref)
 ORDER BY unit;
