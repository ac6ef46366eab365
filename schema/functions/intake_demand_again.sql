-- Forgets that the store refused a row (:from), to try it again.
DELETE FROM main.intake_fault
 WHERE batch = :batch AND code IN ('refused', 'transition') AND row IN (
         SELECT row FROM temp.intake_row WHERE row = :from OR (first = :from AND known = 1));
UPDATE temp.intake_row SET bad = 0 WHERE row = :from OR (first = :from AND known = 1);
