-- What was sent twice, and what many have in common.

-- The texts that near_duplicates() compares: demands as they stand at the moment, of those that the viewer may see. One
-- that another took the place of is left out, and one that was redacted (redaction.sql); what was found to be a duplicate before is not.
CREATE VIEW duplicate_candidates AS
SELECT l.ref, d.text
  FROM demand_list l CROSS JOIN demand d ON d.id = l.id
 WHERE l.disposition <> 'superseded' AND d.text <> (SELECT text FROM redacted_text);

-- The index of similar_demands(): of each demand the marks of which a text at least half like it has one too (fulfil(7),
-- text_marks). Derived, a thousand demands at a time, so that marks are written sorted; those since the last full
-- thousand are gone through instead. Demands never change but for a redaction, which takes their marks away.
CREATE TABLE demand_mark (
  segment INTEGER NOT NULL,              -- as in demand_segment (search.sql)
  mark    INTEGER NOT NULL,
  size    INTEGER NOT NULL,              -- grams of the demand's text
  demand  INTEGER NOT NULL,              -- its id
  PRIMARY KEY (segment, mark, size, demand)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER demand_insert_mark AFTER INSERT ON demand WHEN NEW.id % 1000 = 0 BEGIN
  INSERT INTO demand_segment (segment) VALUES ((NEW.id - 1) / 50000) ON CONFLICT DO NOTHING;
  INSERT INTO demand_mark (segment, mark, size, demand)
  SELECT (NEW.id - 1) / 50000, t.mark, t.size, d.id FROM demand d CROSS JOIN text_marks(d.text) t WHERE d.id > NEW.id - 1000 AND d.text <> (SELECT text FROM redacted_text) ORDER BY 2, 3, 4;
END;
