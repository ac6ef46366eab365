-- A row of demands (:from) that the store's guards refuse, in their words (:detail).
INSERT INTO main.intake_fault (batch, row, name, code, detail) VALUES (:batch, :from, '', 'refused', :detail) ON CONFLICT DO NOTHING;
UPDATE temp.intake_row SET bad = 1 WHERE row = :from;
