-- A row of loans or subsidies (its turn :from) that the store's guards refuse, in their words (:detail); with the rows
-- that repeat it.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, '', iif(instr(:detail, 'takes back more than is left'), 'reverses_more', 'refused'), NULL,
       iif(instr(:detail, 'takes back more than is left'), NULL, :detail)
  FROM temp.intake_stage x
 WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1)
ON CONFLICT DO NOTHING;
UPDATE temp.intake_stage SET bad = 1
 WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1);
