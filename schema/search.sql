-- Demands by what stands in their text: every two neighbouring characters of each (fulfil-text(7), text_pairs). Derived, a
-- thousand demands at a time, so that pairs are written sorted; those since the last full thousand are gone through
-- instead. It tells which rows may hold a word; text_found() tells which do, demand_list which of them a viewer may see
-- at the moment. What is redacted leaves it (redaction.sql). Not an FTS5 table: SQLite refuses those in triggers and views
-- once trusted_schema is off.

CREATE TABLE demand_pair (
  pair   INTEGER NOT NULL,
  demand INTEGER NOT NULL,               -- its id
  PRIMARY KEY (pair, demand)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER demand_insert_pair AFTER INSERT ON demand WHEN NEW.id % 1000 = 0 BEGIN
  INSERT INTO demand_pair (pair, demand)
  SELECT t.low, d.id FROM demand d CROSS JOIN text_pairs(d.text) t WHERE d.id > NEW.id - 1000 ORDER BY 1, 2;
END;
CREATE VIEW demand_pair_info AS SELECT pair, demand FROM demand_pair;
CREATE VIEW demand_unindexed AS         -- not in demand_pair yet; fewer than a thousand
SELECT id, text FROM demand WHERE id > (SELECT max(id) / 1000 * 1000 FROM demand WHERE id < 9223372036854775807);
