-- Forgets that the store refused a row (its turn :from), to try it again.
DELETE FROM main.intake_fault
 WHERE batch = :batch AND code IN ('refused', 'reverses_more', 'date_before') AND row IN (
         SELECT row FROM temp.intake_stage WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1));
UPDATE temp.intake_stage SET bad = 0
 WHERE place = :from OR (first = (SELECT row FROM temp.intake_stage WHERE place = :from) AND known = 1);
