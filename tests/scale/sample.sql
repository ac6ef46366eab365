-- What the sample must hold, counted from its records: what | found | expected. The report's figures first, then what
-- makes the records believable.
WITH last_disposition AS (
  SELECT demand, kind FROM (SELECT *, row_number() OVER (PARTITION BY demand ORDER BY at DESC, id DESC) AS nth FROM disposition) WHERE nth = 1),
standing AS (
  SELECT e.* FROM requirement_event e WHERE NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref)),
ended AS (
  SELECT requirement, state FROM (SELECT *, row_number() OVER (PARTITION BY requirement ORDER BY at DESC, id DESC) AS nth
                                    FROM standing WHERE state IS NOT NULL) WHERE nth = 1)
SELECT 'demands', (SELECT count(*) FROM demand), 926
UNION ALL SELECT 'valid demands', (SELECT count(*) FROM last_disposition WHERE kind = 'valid'), 763
UNION ALL SELECT 'others, each with a reason', (SELECT count(*) FROM last_disposition l WHERE kind <> 'valid'
                    AND EXISTS (SELECT 1 FROM disposition x WHERE x.demand = l.demand AND x.reason <> '')), 163
UNION ALL SELECT 'enterprises contacted', (SELECT count(DISTINCT enterprise) FROM demand), 297
UNION ALL SELECT 'enterprises with a valid demand', (SELECT count(DISTINCT d.enterprise) FROM demand d JOIN last_disposition l
                    ON l.demand = d.ref AND l.kind = 'valid'), 245
UNION ALL SELECT 'requirements', (SELECT count(*) FROM requirement), 763
UNION ALL SELECT 'solved', (SELECT count(*) FROM ended WHERE state = 'solved'), 202
UNION ALL SELECT 'neither solved nor open', (SELECT count(*) FROM ended WHERE state NOT IN ('solved', 'open')), 0
UNION ALL SELECT 'contact units', (SELECT count(*) FROM unit WHERE contact), 7
UNION ALL SELECT 'loans applied, fen', (SELECT sum(amount_fen) FROM funding_event e JOIN funding f ON f.ref = e.funding AND f.kind = 'loan' WHERE e.stage = 'applied'), 184600000000
UNION ALL SELECT 'credit granted, fen', (SELECT sum(amount_fen) FROM funding_event WHERE stage = 'credit_granted'), 16700000000
UNION ALL SELECT 'loans approved, fen', (SELECT sum(amount_fen) FROM funding_event WHERE stage = 'approved'), 3000000000
UNION ALL SELECT 'subsidies paid, fen', (SELECT sum(amount_fen) FROM funding_event WHERE stage = 'paid'), 7593440000
UNION ALL SELECT 'the same as reported', (SELECT count(*) FROM reported_figure r JOIN funding_figure f ON f.name = r.figure AND f.value = r.value), 4
UNION ALL SELECT 'what the report does not say of loans and subsidies', (SELECT count(*) FROM funding_event WHERE stage IN ('disbursed', 'declared', 'declined', 'withdrawn') OR reverses IS NOT NULL)
                    + (SELECT count(*) FROM funding_event e JOIN funding f ON f.ref = e.funding WHERE f.kind = 'subsidy' AND e.stage <> 'paid'), 0
UNION ALL SELECT 'cases with two stages', (SELECT count(*) FROM (SELECT 1 FROM funding_event GROUP BY funding HAVING count(*) > 1)) + (SELECT count(*) FROM funding_step_now), 0
UNION ALL SELECT 'loans and subsidies not marked synthetic', (SELECT count(*) FROM funding WHERE NOT synthetic) + (SELECT count(*) FROM funding_event WHERE NOT synthetic)
                    + (SELECT count(*) FROM clause WHERE NOT synthetic) + (SELECT count(*) FROM bank WHERE NOT synthetic), 0
UNION ALL SELECT 'clauses by policy', (SELECT group_concat(n, ' ') FROM (SELECT policy || ' ' || count(*) AS n FROM clause GROUP BY policy)), 'AH20 20 WH18 18'
UNION ALL SELECT 'clauses without one lead', (SELECT count(*) FROM clause c WHERE 1 <> (SELECT count(*) FROM clause_unit WHERE clause = c.code AND role = 'lead')), 0
UNION ALL SELECT 'responsible units in all, more than leads', (SELECT count(*) FROM clause_unit) > 38, 1
UNION ALL SELECT 'categories that both policies answer', (SELECT count(DISTINCT category) FROM clause_category_info WHERE policies > 1) > 5, 1
UNION ALL SELECT 'target of subsidies', (SELECT due_on || ifnull(value, ' all') FROM target WHERE figure = 'subsidies-paid'), '2020-03-31 all'
UNION ALL SELECT 'window of subsidies', (SELECT name || ifnull(from_on, ', no day') FROM figure_window WHERE figure = 'subsidies-paid'), '疫情以来, no day'
UNION ALL SELECT 'enterprises', (SELECT count(*) FROM enterprise), 1036
UNION ALL SELECT 'enterprises with a valid code', (SELECT count(*) FROM enterprise WHERE uscc_valid(uscc)), 1036
UNION ALL SELECT 'names of enterprises', (SELECT count(DISTINCT name) FROM enterprise), 1036
UNION ALL SELECT 'records not marked synthetic', (SELECT count(*) FROM demand WHERE NOT synthetic) + (SELECT count(*) FROM disposition WHERE NOT synthetic)
                    + (SELECT count(*) FROM requirement WHERE NOT synthetic) + (SELECT count(*) FROM requirement_event WHERE NOT synthetic)
                    + (SELECT count(*) FROM enterprise WHERE NOT synthetic) + (SELECT count(*) FROM intake_batch WHERE NOT synthetic) + (SELECT count(*) FROM submission WHERE NOT synthetic), 0
UNION ALL SELECT 'units that the report names', (SELECT group_concat(code, ' ') FROM (SELECT code FROM unit WHERE NOT synthetic ORDER BY code)), 'FGW RSJ TCZX'
UNION ALL SELECT 'days without a demand', 16 - (SELECT count(DISTINCT local_date(at)) FROM demand), 0
UNION ALL SELECT 'demands before the first day or after the last', (SELECT count(*) FROM demand
                    WHERE local_date(at) NOT BETWEEN '2020-02-10' AND '2020-02-25'), 0
UNION ALL SELECT 'references out of order', (SELECT count(*) FROM demand d JOIN demand n ON n.id = d.id + 1 WHERE n.at < d.at OR n.ref <= d.ref), 0
UNION ALL SELECT 'triaged later than a day after or, where incomplete at first, three', (SELECT count(*) FROM disposition x JOIN demand d
                    ON d.ref = x.demand WHERE workdays_between(local_date(d.at), local_date(x.at)) > 1
                    AND (SELECT count(*) FROM disposition y WHERE y.demand = x.demand) = 1), 0
UNION ALL SELECT 'repeated demands of another enterprise than the first', (SELECT count(*) FROM disposition x JOIN demand d ON d.ref = x.demand
                    JOIN demand o ON o.ref = x.of_demand WHERE o.enterprise <> d.enterprise OR (x.kind = 'duplicate' AND o.at > d.at)), 0
UNION ALL SELECT 'periods in which nothing was solved', 8 - (SELECT count(DISTINCT period_no(local_date(at))) FROM standing WHERE kind = 'solved'), 0
UNION ALL SELECT 'overdue between 60 and 110', (SELECT count(*) BETWEEN 60 AND 110 FROM requirement_head
                    WHERE state = 'open' AND due <> '' AND due < (SELECT value FROM setting WHERE name = 'pin')), 1
UNION ALL SELECT 'texts the rules put elsewhere than triage', (SELECT count(*) FROM demand d JOIN demand_head h ON h.id = d.id
                    WHERE h.disposition = 'valid' AND demand_category(d.text) IS NOT h.category) * 100 / 763 > 5, 0
UNION ALL SELECT 'what foreign keys miss', (SELECT count(*) FROM pragma_foreign_key_check), 0
UNION ALL SELECT 'heads that drift', (SELECT count(*) FROM head_drift), 0
UNION ALL SELECT 'periods closed', (SELECT count(*) FROM rollup), 8
UNION ALL SELECT 'identities that do not hold', (SELECT count(*) FROM conservation() WHERE NOT holds), 0;
