-- Reads the rows :from to :to of a batch of loans or subsidies (:kind), and lists the faults that a row has by itself, whatever
-- records the batch itself makes: so that which row repeats which is the same when it is handed in again.
INSERT INTO temp.intake_stage (row, ref, funding, enterprise, unit, bank, clause, requirement, stage, no, fen, day, at, reverses, suspect)
WITH cell AS MATERIALIZED (
  SELECT row, read_text(ref) AS ref, read_text(funding) AS funding, read_text(enterprise) AS enterprise, read_text(unit) AS unit,
         read_text(bank) AS bank, read_text(clause) AS clause, read_text(requirement) AS requirement, read_text(stage) AS stage,
         read_text(amount) AS amount, read_money(amount, amount_unit) AS fen, read_date(at, (SELECT year FROM temp.intake_term)) AS day,
         read_text(reverses) AS reverses, read_text(reason) AS reason, read_text_fault(reason) AS text_fault
    FROM main.intake_funding WHERE batch = :batch AND row BETWEEN :from AND :to),
folded AS MATERIALIZED (
  SELECT cell.*, iif(ref GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(ref)), ref) AS given, iif(funding GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(funding)), funding) AS case_ref, iif(requirement GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(requirement)), requirement) AS named, iif(reverses GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(reverses)), reverses) AS back FROM cell),
found AS MATERIALIZED (
  SELECT row, given, case_ref, enterprise, coalesce(
           (SELECT uscc FROM main.enterprise WHERE uscc = folded.enterprise), (SELECT uscc FROM main.enterprise WHERE uscc = upper(text_fold(folded.enterprise))),
           (SELECT min(uscc) FROM main.enterprise_name WHERE key = name_key(folded.enterprise) HAVING count(*) = 1),
           (SELECT min(e.uscc) FROM main.enterprise_name n CROSS JOIN main.enterprise e ON e.uscc = n.uscc
             WHERE n.key = name_key(folded.enterprise) AND text_fold(e.name) = text_fold(folded.enterprise) HAVING count(*) = 1)) AS uscc,
         unit, (SELECT code FROM temp.intake_unit WHERE key = name_key(folded.unit)) AS unit_code,
         bank, (SELECT b.code FROM main.bank b WHERE folded.bank IS NOT NULL AND name_key(folded.bank) IN (name_key(b.code), name_key(b.name), name_key(b.name_en)) ORDER BY b.code LIMIT 1) AS bank_code,
         clause, (SELECT code FROM main.clause c WHERE c.code IN (folded.clause, upper(text_fold(folded.clause)))) AS clause_code,
         named, coalesce((SELECT ref FROM main.requirement WHERE ref = named), (SELECT ref FROM main.requirement WHERE demand = named)) AS requirement,
         (SELECT code FROM temp.intake_code WHERE domain = :kind AND key = name_key(folded.stage)) AS stage,
         amount, fen, day, iif(length(day) = 10, day_start(day), day) AS at, back, reason, text_fault FROM folded),
placed AS MATERIALIZED (
  SELECT found.*, (SELECT no FROM main.stage s WHERE s.kind = :kind AND s.code = found.stage) AS no,
         (SELECT f.kind FROM main.funding f WHERE f.ref = found.case_ref) AS case_kind FROM found)
SELECT row,
       ifnull(given, (SELECT zone FROM temp.intake_term) || '-F-' || contents_code(case_ref || char(31) || stage || char(31) || ifnull(fen, '') || char(31) || day || char(31)
                                                   || ifnull(back, '') || char(31) || ifnull(reason, ''))),
       case_ref, uscc, ifnull(unit_code, iif(unit IS NULL, (SELECT unit FROM temp.intake_term), NULL)),
       bank_code, clause_code, requirement, stage, no, fen, day, at, back,
       ifnull(case_ref IS NULL OR (case_ref GLOB '*[^A-Za-z0-9_-]*' OR length(case_ref) NOT BETWEEN 3 AND 64) OR case_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*' OR case_kind <> :kind
              OR (enterprise IS NOT NULL AND uscc IS NULL) OR (unit IS NOT NULL AND unit_code IS NULL)
              OR (bank IS NOT NULL AND bank_code IS NULL) OR (clause IS NOT NULL AND clause_code IS NULL) OR (named IS NOT NULL AND requirement IS NULL)
              OR stage IS NULL OR (amount IS NOT NULL AND fen IS NULL) OR (no IS NULL) <> (amount IS NULL) OR fen NOT BETWEEN 1 AND 100000000000000
              OR at IS NULL OR at > (SELECT now FROM temp.intake_term) OR at < (SELECT earliest FROM temp.intake_term)
              OR (back IS NOT NULL AND reason IS NULL) OR text_fault IS NOT NULL OR length(reason) > 4000
              OR (given GLOB '*[^A-Za-z0-9_-]*' OR length(given) NOT BETWEEN 3 AND 64) OR given NOT GLOB (SELECT zone FROM temp.intake_term) || '-*', 0)
  FROM placed;

INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
WITH x AS (
  SELECT r.*, s.ref AS read_ref, s.funding AS case_ref, s.enterprise AS uscc, s.unit AS unit_code, s.bank AS bank_code, s.clause AS clause_code,
         s.requirement AS case_requirement, s.stage AS code, s.no, s.fen, s.day, s.at AS instant, f.kind AS case_kind
    FROM temp.intake_stage s CROSS JOIN main.intake_funding r ON r.batch = :batch AND r.row = s.row LEFT JOIN main.funding f ON f.ref = s.funding
   WHERE s.row BETWEEN :from AND :to AND s.suspect)
SELECT :batch, row, name, fault, substr(value, 1, 200), detail FROM (
  SELECT row, 'ref' AS name, 'ref_form' AS fault, ref AS value, NULL AS detail FROM x WHERE read_text(ref) IS NOT NULL AND (read_ref GLOB '*[^A-Za-z0-9_-]*' OR length(read_ref) NOT BETWEEN 3 AND 64)
  UNION ALL
  SELECT row, 'ref', 'ref_zone', ref, (SELECT zone FROM temp.intake_term) FROM x
   WHERE read_text(ref) IS NOT NULL AND NOT (read_ref GLOB '*[^A-Za-z0-9_-]*' OR length(read_ref) NOT BETWEEN 3 AND 64) AND read_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*'
  UNION ALL
  SELECT row, 'funding', CASE WHEN case_ref IS NULL THEN 'funding_missing' WHEN (case_ref GLOB '*[^A-Za-z0-9_-]*' OR length(case_ref) NOT BETWEEN 3 AND 64) THEN 'ref_form'
                              WHEN case_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*' THEN 'ref_zone' ELSE 'funding_kind' END, funding, (SELECT zone FROM temp.intake_term) FROM x
   WHERE case_ref IS NULL OR (case_ref GLOB '*[^A-Za-z0-9_-]*' OR length(case_ref) NOT BETWEEN 3 AND 64) OR case_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*' OR case_kind <> :kind
  UNION ALL
  SELECT row, 'enterprise', CASE WHEN EXISTS (SELECT 1 FROM main.enterprise_name WHERE key = name_key(x.enterprise)) THEN 'enterprise_ambiguous'
                                 WHEN upper(text_fold(read_text(enterprise))) NOT GLOB '*[^0-9A-Z]*' AND length(read_text(enterprise)) = 18
                                 THEN iif(uscc_valid(upper(text_fold(read_text(enterprise)))), 'enterprise_code_unknown', 'enterprise_code')
                                 ELSE 'enterprise_unknown' END,
         enterprise, (SELECT group_concat(e.name || ' ' || e.uscc, '；')
                        FROM (SELECT uscc FROM main.enterprise_name WHERE key = name_key(x.enterprise) ORDER BY uscc LIMIT 5) n
                        CROSS JOIN main.enterprise e ON e.uscc = n.uscc) FROM x WHERE read_text(enterprise) IS NOT NULL AND uscc IS NULL
  UNION ALL
  SELECT row, 'unit', 'unit_unknown', unit, (SELECT group_concat(code || ' ' || name, '、') FROM (SELECT code, name FROM main.unit ORDER BY code LIMIT 20)) FROM x
   WHERE read_text(unit) IS NOT NULL AND unit_code IS NULL
  UNION ALL
  SELECT row, 'bank', 'bank_unknown', bank, NULL FROM x WHERE read_text(bank) IS NOT NULL AND bank_code IS NULL
  UNION ALL
  SELECT row, 'clause', 'clause_unknown', clause, NULL FROM x WHERE read_text(clause) IS NOT NULL AND clause_code IS NULL
  UNION ALL
  SELECT row, 'requirement', 'requirement_unknown', requirement, NULL FROM x WHERE read_text(requirement) IS NOT NULL AND case_requirement IS NULL
  UNION ALL
  SELECT row, 'stage', iif(read_text(stage) IS NULL, 'stage_missing', 'stage_unknown'), stage,
         (SELECT group_concat(zh, '、') FROM (SELECT w.zh FROM main.stage s CROSS JOIN main.word w ON w.domain = 'stage' AND w.code = s.kind || '-' || s.code
                                               WHERE s.kind = :kind ORDER BY ifnull(s.no, 9), s.code)) FROM x WHERE code IS NULL
  UNION ALL
  SELECT row, 'amount', CASE WHEN read_money_fault(amount, amount_unit) IS NOT NULL THEN read_money_fault(amount, amount_unit)
                             WHEN read_text(amount) IS NULL THEN 'amount_missing' WHEN no IS NULL THEN 'amount_needless' ELSE 'amount_large' END, amount, NULL FROM x
   WHERE (read_text(amount) IS NOT NULL AND fen IS NULL) OR (code IS NOT NULL AND (no IS NULL) <> (read_text(amount) IS NULL)) OR fen NOT BETWEEN 1 AND 100000000000000
  UNION ALL
  SELECT row, 'at', ifnull(read_date_fault(at, (SELECT year FROM temp.intake_term)), 'date_missing'), at, NULL FROM x WHERE instant IS NULL
  UNION ALL
  SELECT row, 'at', 'date_future', at, local_text((SELECT now FROM temp.intake_term)) FROM x WHERE instant > (SELECT now FROM temp.intake_term)
  UNION ALL
  SELECT row, 'at', 'date_early', at, local_date((SELECT earliest FROM temp.intake_term)) FROM x WHERE instant < (SELECT earliest FROM temp.intake_term)
  UNION ALL
  SELECT row, 'reason', 'reason_missing', reason, NULL FROM x WHERE read_text(reverses) IS NOT NULL AND read_text(reason) IS NULL
  UNION ALL
  SELECT row, 'reason', read_text_fault(reason), reason, NULL FROM x WHERE read_text_fault(reason) IS NOT NULL
  UNION ALL
  SELECT row, 'reason', 'text_long', reason, CAST(length(read_text(reason)) AS TEXT) FROM x WHERE length(read_text(reason)) > 4000) WHERE true
ON CONFLICT DO NOTHING;

UPDATE temp.intake_stage SET bad = 1
 WHERE row IN (SELECT row FROM main.intake_fault WHERE batch = :batch AND row BETWEEN :from AND :to);

-- Against the store, then against the rows before it.
UPDATE temp.intake_stage AS x
   SET known = ifnull((SELECT 2 - (e.funding IS x.funding AND e.stage IS x.stage AND e.amount_fen IS x.fen AND e.reverses IS x.reverses AND (x.unit IS NULL OR e.actor IS x.unit)
                                   AND (e.at = x.at OR length(x.day) = 10 AND local_date(e.at) = x.day)
                                   AND e.reason IS (SELECT read_text(r.reason) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = x.row))
                         FROM main.funding_event e WHERE e.ref = x.ref), 0)
 WHERE row BETWEEN :from AND :to AND NOT bad;
UPDATE temp.intake_stage AS x
   SET first = (SELECT min(y.row) FROM temp.intake_stage y WHERE y.ref = x.ref AND y.row < x.row AND NOT y.bad AND y.known < 2)
 WHERE row BETWEEN :from AND :to AND NOT bad AND known <> 1;
UPDATE temp.intake_stage AS x
   SET known = (SELECT 3 - 2 * (y.funding IS x.funding AND y.enterprise IS x.enterprise AND y.stage IS x.stage AND y.fen IS x.fen AND y.reverses IS x.reverses AND y.unit IS x.unit AND y.day IS x.day
                                AND (SELECT read_text(r.reason) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = x.row)
                                 IS (SELECT read_text(r.reason) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = y.row))
                  FROM temp.intake_stage y WHERE y.row = x.first)
 WHERE row BETWEEN :from AND :to AND first IS NOT NULL;
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, 'ref', iif(known = 2, 'ref_taken', 'ref_twice'), ref, CAST(first AS TEXT)
  FROM temp.intake_stage WHERE row BETWEEN :from AND :to AND known > 1;
UPDATE temp.intake_stage SET bad = 1 WHERE row BETWEEN :from AND :to AND known > 1;
