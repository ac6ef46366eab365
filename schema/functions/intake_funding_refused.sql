-- A row of loans or subsidies (its turn :from) that the store's guards refuse, in their words (:detail); with the rows
-- that repeat it.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, CASE code WHEN 'date_before' THEN 'at' WHEN 'reverses_more' THEN 'amount' ELSE '' END, code,
       CASE code WHEN 'date_before' THEN (SELECT substr(r.at, 1, 200) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = x.row)
                 WHEN 'reverses_more' THEN (SELECT substr(r.amount, 1, 200) FROM main.intake_funding r WHERE r.batch = :batch AND r.row = x.row) END,
       CASE code WHEN 'date_before' THEN funding WHEN 'refused' THEN :detail END
  FROM (SELECT CASE WHEN instr(:detail, 'takes back more than is left') THEN 'reverses_more'
                    WHEN instr(:detail, 'before its loan or subsidy began') THEN 'date_before' ELSE 'refused' END AS code) CROSS JOIN temp.intake_stage x
 WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1)
ON CONFLICT DO NOTHING;
UPDATE temp.intake_stage SET bad = 1
 WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1);
