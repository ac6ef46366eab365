-- case_history(ref): everything that happened to a demand, to a requirement and its demand with the loans and subsidies that
-- answer it, or to a loan or subsidy, in order, as the moment knows it. The detail of what came from a file ends with FILE:ROW.
-- Each kind is joined to the one reference, so that it is searched by index.
WITH c AS MATERIALIZED (SELECT ifnull((SELECT demand FROM requirement_info WHERE ref = ?1), ?1) AS ref),
f AS MATERIALIZED (SELECT ref FROM funding_info WHERE ref = ?1
                   UNION SELECT i.ref FROM c CROSS JOIN requirement_info r ON r.demand = c.ref CROSS JOIN funding_info i ON i.requirement = r.ref)
SELECT at, recorded_at, record, ref, kind, unit,
       ifnull((SELECT ltrim(ifnull(h.detail, '') || ' ') || ifnull(o.file, o.batch) || ':' || o.row FROM record_origin o WHERE o.ref = h.ref ORDER BY o.batch, o.row LIMIT 1), detail) AS detail FROM (
  SELECT 0 AS step, d.at, d.recorded_at, 'demand' AS record, d.ref, 'collected' AS kind, d.unit, d.text AS detail
    FROM c CROSS JOIN demand_info d ON d.ref = c.ref
  UNION ALL
  SELECT 1, x.at, x.recorded_at, 'disposition', x.ref, x.kind, x.actor,
         trim(ifnull(x.category, '') || ' ' || ifnull(x.reason, '') || ' ' || ifnull(x.of_demand, ''))
    FROM c CROSS JOIN disposition_info x ON x.demand = c.ref
  UNION ALL
  SELECT 2, r.at, r.recorded_at, 'requirement', r.ref, 'opened', NULL, r.category
    FROM c CROSS JOIN requirement_info r ON r.demand = c.ref
  UNION ALL
  SELECT 3, e.at, e.recorded_at, 'event', e.ref, e.kind, ifnull(e.unit, e.actor),
         trim(ifnull(e.section, '') || ' ' || ifnull(e.deadline, '') || ' ' || ifnull(e.reason, '') || ' ' || ifnull(e.reverses, ''))
    FROM c CROSS JOIN requirement_info r ON r.demand = c.ref CROSS JOIN event_info e ON e.requirement = r.ref
  UNION ALL
  SELECT 4, i.at, i.recorded_at, i.kind, i.ref, 'opened', i.unit,
         trim(ifnull(i.clause, '') || ' ' || ifnull(i.bank, '') || ' ' || ifnull(i.requirement, '') || ' ' || ifnull(i.source, ''))
    FROM f CROSS JOIN funding_info i ON i.ref = f.ref
  UNION ALL
  SELECT 5, e.at, e.recorded_at, iif(e.reverses IS NULL, 'stage', 'reversal'), e.ref, e.stage, e.actor,
         trim(ifnull(money_text(e.amount_fen, 'auto'), '') || ' ' || ifnull(e.reason, '') || ' ' || ifnull(e.reverses, ''))
    FROM f CROSS JOIN funding_event_info e ON e.funding = f.ref
  UNION ALL
  SELECT 6, x.at, x.recorded_at, 'redaction', x.ref, 'redacted', x.actor, x.record || ' ' || x.record_ref || ' ' || x.field || ' ' || x.law
    FROM (SELECT ref FROM c UNION SELECT ref FROM f
          UNION SELECT d.ref FROM c CROSS JOIN disposition_info d ON d.demand = c.ref
          UNION SELECT e.ref FROM c CROSS JOIN requirement_info r ON r.demand = c.ref CROSS JOIN event_info e ON e.requirement = r.ref
          UNION SELECT e.ref FROM f CROSS JOIN funding_event_info e ON e.funding = f.ref) k CROSS JOIN redaction_info x ON x.record_ref = k.ref) h
 WHERE at <= as_of() AND recorded_at <= known_at()
 ORDER BY at, step, recorded_at, ref;
