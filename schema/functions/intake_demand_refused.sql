-- A row of demands (:from) that the store's guards refuse, in their words (:detail); with the rows that repeat it.
INSERT INTO main.intake_fault (batch, row, name, code, detail)
SELECT :batch, row, '', 'refused', :detail FROM temp.intake_row WHERE row = :from OR (first = :from AND known = 1)
ON CONFLICT DO NOTHING;
UPDATE temp.intake_row SET bad = 1 WHERE row = :from OR (first = :from AND known = 1);
