-- Demands by what stands in their text: every two neighbouring characters of each (fulfil-text(7), text_pairs). Derived, a
-- thousand demands at a time, so that pairs are written sorted; those since the last full thousand are gone through
-- instead. Pairs are kept apart by segments of 50,000 demands, so that to write a thousand demands' takes the same however
-- many came before; to look one up is a search in each segment. It tells which rows may hold a word; text_found() tells which do, demand_list which of them a viewer may see
-- at the moment. What is redacted leaves it (redaction.sql). Not an FTS5 table: SQLite refuses those in triggers and views
-- once trusted_schema is off.

CREATE TABLE demand_segment (            -- the segments that demand_pair and demand_mark have
  segment INTEGER PRIMARY KEY            -- of a demand: (id - 1) / 50000
) STRICT;
CREATE TABLE demand_pair (
  segment INTEGER NOT NULL,
  pair    INTEGER NOT NULL,
  demand  INTEGER NOT NULL,              -- its id
  PRIMARY KEY (segment, pair, demand)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER demand_insert_pair AFTER INSERT ON demand WHEN NEW.id % 1000 = 0 BEGIN
  INSERT INTO demand_segment (segment) VALUES ((NEW.id - 1) / 50000) ON CONFLICT DO NOTHING;
  INSERT INTO demand_pair (segment, pair, demand)
  SELECT (NEW.id - 1) / 50000, t.low, d.id FROM demand d CROSS JOIN text_pairs(d.text) t WHERE d.id > NEW.id - 1000 ORDER BY 2, 3;
END;
CREATE VIEW demand_pair_info AS          -- ask for a pair; in the order of segment and demand it needs no sort
SELECT s.segment, p.pair, p.demand FROM demand_segment s CROSS JOIN demand_pair p ON p.segment = s.segment;
CREATE VIEW demand_unindexed AS         -- not in demand_pair yet; fewer than a thousand
SELECT id, text FROM demand WHERE id > (SELECT max(id) / 1000 * 1000 FROM demand WHERE id < 9223372036854775807);
